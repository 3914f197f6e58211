/* What waits for another try and what failed: seen and sent on its way again. */
#pragma once

#include "jobs/jobs.h"

/* A page of a list, newest first. */
struct watch {
	int64_t from; /* the id to go on from, not included; 0: the newest */
	bool backwards;
	int64_t limit;
};

struct seen_job {
	int64_t id;
	str kind;
	bool failed;  /* for good; else it is tried again at run_at */
	bool running; /* just now */
	int tries;
	int64_t added_at, run_at;
	str fault; /* of the last try: statements, no values */
};
struct seen_jobs LIST_OF(struct seen_job);

/* Jobs whose last try ended in a fault. */
err jobs_listed(struct work *w, bool failed, const struct watch *q,
		struct seen_jobs *ret);

struct seen_mail {
	int64_t id;
	str kind, subject;
	str to; /* the mailbox, whole: the caller masks it */
	enum mail_state state;
	int tries;
	str detail; /* the server's words, the mailbox may be in them */
	int64_t queued_at, changed_at, next_at;
	bool kept; /* it can be sent again */
};
struct seen_mails LIST_OF(struct seen_mail);

/* state is none but MAIL_SENT. */
err mails_listed(struct work *w, enum mail_state state, const struct watch *q,
		 struct seen_mails *ret);

enum retry {
	RETRY_SET,     /* it is due now */
	RETRY_NONE,    /* there is none, or it is done */
	RETRY_RUNNING, /* just now: nothing was changed */
	RETRY_NEEDLESS,
	RETRY_WIPED, /* the letter's body is gone */
	RETRIES
};

/* As if it had never failed; *ret_kind says what it was. */
err job_retry(struct work *w, int64_t id, enum retry *ret, str *ret_kind);

/*
 * A letter that waits is due now. One that bounced is queued anew with its old
 * Message-ID, while its body is kept (MAIL_KEPT_SECONDS).
 */
enum { MAIL_KEPT_SECONDS = 72 * HOUR };
err mail_retry(struct work *w, int64_t id, enum retry *ret, str *ret_kind);
