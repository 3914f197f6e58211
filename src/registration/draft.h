/*
 * The public way: a mailbox instead of an account. Others include
 * registration/registration.h.
 */
#pragma once

#include "registration/request.h"
#include "work/work.h"

/* Queues a code to the mailbox; always looks the same from outside. */
enum start_refusal {
	START_TAKEN,
	START_NO_SATKER,
	START_BAD_EMAIL,
	START_TOO_MANY,
	START_REFUSALS
};
err draft_start(struct work *w, str satker, str email, enum start_refusal *ret,
		str *ret_draft);

/* 6 digits, 10 minutes, 5 tries. *ret_token is the bearer token, "" when refused. */
err draft_confirm(struct work *w, str draft, str code, str *ret_token);

/* Mails a single-use link (24 h) to the draft's mailbox, if there is such a draft. */
err draft_resume_ask(struct work *w, str number_or_draft);
err draft_resume(struct work *w, str link, str *ret_token);

/* Ends the token: the browser that had it opens nothing any more. May be repeated. */
err draft_leave(struct work *w, str token);

/* The registration a token opens, 0 when none. */
err draft_by_token(struct work *w, str token, int64_t *ret);

/*
 * Opens the token's request to the browser that has the token; gives the empty
 * draft its number. *ret is NULL for a token that opens nothing.
 */
err draft_enter(struct work *w, str token, struct registration **ret);

/*
 * The request without people, for the status page: *ret is NULL unless number
 * and secret fit. *ret_wait tells how many seconds this client has to wait.
 */
err registration_by_secret(struct work *w, str number, str secret,
			   struct registration **ret, int64_t *ret_wait);
