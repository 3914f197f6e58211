/* Replies that offices keep ready. Others include helpdesk/helpdesk.h. */
#pragma once

#include "helpdesk/ticket.h"

enum { CANNED_TITLE_MAX = 120 };

struct canned {
	int64_t id;
	bool national; /* of the head office, for all; else of the actor's own office */
	str category, category_name; /* "": of any */
	str title;
	str body; /* with {names} in braces */
	bool active;
	int64_t version;
};
struct canneds LIST_OF(struct canned);

/* Those of the actor's office and of the head office; with retired ones for who edits. */
err canned_list(struct work *w, struct canneds *ret);

/* Those that fit the ticket's category, for an officer who answers it; else none. */
err canned_for(struct work *w, const struct ticket *t, struct canneds *ret);

/* *ret is NULL when there is none, or it is another office's. */
err canned_find(struct work *w, int64_t id, struct canned **ret);

/* The reply with the ticket's values; what the ticket does not have stays in braces. */
struct canned_text {
	str body;
	struct strs missing; /* "{sp2d}" */
};
err canned_fill(struct work *w, const struct ticket *t, const struct canned *c,
		struct canned_text *ret);

enum canned_refusal {
	CANNED_GRANTED,
	CANNED_NOT_ALLOWED,
	CANNED_REAUTHENTICATE,
	CANNED_INCOMPLETE, /* faults say what */
	CANNED_NOT_FOUND,  /* or another office's */
	CANNED_STALE,
	CANNED_REFUSALS
};
extern const struct refusal canned_refusals[CANNED_REFUSALS];

struct ticket_faults;

struct canned_result {
	enum canned_refusal why;
	struct canned *canned; /* as it is now */
	struct ticket_faults *faults;
};

/*
 * Writes a new one of the actor's office (id 0), or changes one as the editor saw
 * it (version). A name in braces that no ticket of the category has is refused.
 */
err canned_write(struct work *w, const struct canned *c, struct canned_result *ret);
