/* Follows HTML byte by byte as a browser would, to know what a hole stands in. */
#pragma once

#include <stdbool.h>

/* Where in the HTML the reader is. */
struct place {
	enum where {
		IN_TEXT,
		IN_TAG_NAME,
		IN_TAG, /* between attributes */
		IN_ATTR,
		BEFORE_VALUE,
		IN_VALUE,
	} where;
	char quote;
	bool closing; /* the tag is an end tag */
	bool has_src; /* the tag has src= */
	bool is_post; /* the tag has method="post" */
	char tag[24]; /* of names and values only the first bytes */
	char attr[40];
	char value[24];
	char keeps[24]; /* in this element, whose white space counts or which stays empty
			 */
	int form_line;	/* of the post form whose {% csrf %} has not come yet, or 0 */
};

/* Each of these answers NULL, or why the page is refused. */

/* Reads one byte, *at, which is not part of a hole. */
const char *place_step(struct place *p, const char *at, int line);

/* May a hole stand here? */
const char *place_hole(const struct place *p);

/* May a directive stand here? */
const char *place_directive(struct place *p);

/* May the link that begins here be {% path %}? Notes that it was. */
const char *place_path(struct place *p);

void place_add(struct place *p, char c); /* something was put into the value */
bool place_keeps_space(const struct place *p);
bool place_same(const struct place *a, const struct place *b);
