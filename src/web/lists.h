/*
 * A list by pages: its filters and a cursor stand in the address ("sesudah",
 * "sebelum"), and one row more than a page is read, which tells whether there is
 * more that way.
 */
#pragma once

#include "web/pages.h"
#include "web/web.h"

/* Adds "?name=value", or "&name=value" to a query; nothing when value is "". */
void path_part(struct buf *path, const char *name, str value);

/* Where the visitor wants to be. A cursor that nobody made is the start of the list. */
struct list_place {
	bool backwards;
	str position; /* "" at the start */
};
struct list_place list_place_of(struct work *w, const struct request *rq);

/* Takes the row too many off a list that was read with page + 1; true when it was there.
 */
#define LIST_CUT(list, page, place)                                                      \
	((list)->count > (size_t)(page) &&                                               \
	 ((list)->items += (place).backwards ? 1 : 0, (list)->count--, true))

struct list_page {
	str path; /* with the filters, without a cursor */
	str noun; /* of the rows: "permohonan" */
	size_t count;
	bool more;	 /* what LIST_CUT() said */
	str first, last; /* positions; not read when count is 0 */
};
struct ui_pager list_pager(struct work *w, const struct request *rq,
			   const struct list_place *at, const struct list_page *page);

/* A drop-down that begins with the choice of everything: "Semua status". */
struct ui_select filter_of(struct arena *a, str id, str label, str all);
void select_option(struct arena *a, struct ui_select *s, str value, str label,
		   str chosen);
