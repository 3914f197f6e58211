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

/* Who waits for his code: his mailbox; "" when the draft is open, or there is none. */
err draft_waiting(struct work *w, str draft, str *ret_mailbox);

/*
 * Sends a new code in place of the one before, three times at most; *ret_sent is false
 * after that. As silent as draft_start() about what others did with the mailbox.
 */
err draft_code_again(struct work *w, str draft, bool *ret_sent);

/*
 * Numbers and secrets as people copy them: reg 2026.047.00318, k7pq m2xw 9d4r. What is
 * none of that shape only loses its edges.
 */
str registration_number_plain(struct arena *a, str typed);
str registration_secret_plain(struct arena *a, str typed);

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

/* ---- a mail instead of a page: it proves nothing, links go to its mailbox ---- */

struct mail_draft {
	enum start_refusal why;
	struct registration *registration; /* NULL when refused */
	str link; /* token of a new link; "" when the request is no draft any more */
};

/* Begins a draft for a mailbox that wrote; no code is needed, the link is the proof. */
err draft_by_mail(struct work *w, str satker, str mailbox, struct mail_draft *ret);

/* The request of our letter's topic, if it is that mailbox's; else registration is NULL.
 */
err draft_again_by_mail(struct work *w, int64_t registration, str mailbox,
			struct mail_draft *ret);

/* A file that came by mail, into such a draft. */
err draft_attach(struct work *w, const struct registration *r, enum document_kind k,
		 const struct document_taken *t, enum registration_refusal *ret);

/*
 * The request without people, for the status page: *ret is NULL unless number
 * and secret fit. *ret_wait tells how many seconds this client has to wait.
 */
err registration_by_secret(struct work *w, str number, str secret,
			   struct registration **ret, int64_t *ret_wait);
