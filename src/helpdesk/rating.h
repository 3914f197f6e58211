/* How the asker judges what was answered. Others include helpdesk/helpdesk.h. */
#pragma once

#include "helpdesk/ticket.h"

enum { SCORE_LEAST = 1, SCORE_MOST = 4, COMMENT_MAX = 1000, RATING_LINK_DAYS = 30 };
extern const str score_labels[SCORE_MOST + 1]; /* [1] Tidak puas … [4] Sangat puas */

struct rating {
	int score; /* SCORE_LEAST to SCORE_MOST; 0: not rated */
	str comment;
	enum ticket_source source; /* email: by the link of a letter */
	int64_t changed_at;
};

enum rating_refusal {
	RATING_GRANTED,
	RATING_NOT_FOUND,   /* 404: no such ticket; a link that is made up or over */
	RATING_NOT_ALLOWED, /* 403: the asker judges, nobody else */
	RATING_NOT_DONE,    /* 409: while the ticket is open there is nothing to judge */
	RATING_INCOMPLETE,  /* 422: faults say what */
	RATING_REFUSALS
};
extern const struct refusal rating_refusals[RATING_REFUSALS];

struct ticket_faults;

struct rating_result {
	enum rating_refusal why;
	struct ticket *ticket;
	struct rating rating; /* as it is now */
	struct ticket_faults *faults;
};

/* The vote on a ticket; score 0 when there is none. */
err rating_of(struct work *w, const struct ticket *t, struct rating *ret);

/*
 * The asker's vote with his account. It takes the place of the one before. The
 * same vote twice changes nothing.
 */
err ticket_rate(struct work *w, str number, const struct rating *vote,
		struct rating_result *ret);

/* The same by the link of a letter: the link can do this and nothing else. */
err ticket_rate_by_link(struct work *w, str token, const struct rating *vote,
			struct rating_result *ret);

/* What the page of the link shows; reading it is no vote. */
err rating_by_link(struct work *w, str token, struct rating_result *ret);

/* A new link for a letter to the asker, valid RATING_LINK_DAYS. *ret is its token. */
err rating_link_new(struct work *w, const struct ticket *t, str *ret);
