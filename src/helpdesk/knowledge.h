/* What is known already. Others include helpdesk/helpdesk.h. */
#pragma once

#include "helpdesk/ticket.h"

struct article {
	int64_t id;
	str slug; /* in its address: retur-sp2d */
	str category, category_name;
	str title;
	str summary;
	struct strs steps;
	str body;
	bool published;
	int64_t version;
	int64_t changed_at; /* 0: it came with the program */
	int64_t helped; /* how often it spared a ticket; of articles_list() for editors
			   only */
};
struct articles LIST_OF(struct article);

/* Published ones of a category ("": of all), by title, at most 200. */
err articles_list(struct work *w, str category, struct articles *ret);

/* *ret is NULL when there is none, or it is a draft and the actor does not edit. */
err article_find(struct work *w, str slug, struct article **ret);

/* Articles that may answer what somebody is writing, at most 5. */
err articles_suggest(struct work *w, str category, str typed, struct articles *ret);

/* The article was enough: no ticket is needed. Counted, and the draft of it ends. */
err article_helped(struct work *w, str slug, bool *ret_there);

enum article_refusal {
	ARTICLE_GRANTED,
	ARTICLE_NOT_ALLOWED,
	ARTICLE_REAUTHENTICATE,
	ARTICLE_INCOMPLETE, /* faults say what */
	ARTICLE_NOT_FOUND,
	ARTICLE_STALE,
	ARTICLE_REFUSALS
};
extern const struct refusal article_refusals[ARTICLE_REFUSALS];

struct ticket_faults;

/* Writes a new article (slug ""), or the one as the editor saw it (version). */
struct article_result {
	enum article_refusal why;
	str slug;
	struct ticket_faults *faults;
};
err article_write(struct work *w, const struct article *a, struct article_result *ret);
