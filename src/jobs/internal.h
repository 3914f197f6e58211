/* Shared by the files of this folder only. */
#pragma once

#include "jobs/jobs.h"

/* ---- retry.c ---- */

/* How long to wait after so many failed tries: 1, 5, 15 min, 1 h, then 4 h each. */
int64_t wait_after(int64_t tries);

/* What becomes of a letter. */
struct mail_fate {
	enum mail_state state;
	int64_t next_at; /* 0 when it is over */
};
struct mail_fate mail_fate(enum delivery outcome, int64_t tries, int64_t queued_at,
			   int64_t now);

/* ---- store.c: the table job ---- */

err job_insert(struct work *w, const struct job_kind *k, int64_t subject, str arg,
	       int64_t run_at);
/* *ret_found: one of the kind waits for the subject and is due no later than run_at now.
 */
err job_bring_forward(struct work *w, const struct job_kind *k, int64_t subject,
		      int64_t run_at, bool *ret_found);
err job_exists(struct work *w, const struct job_kind *k, int64_t subject, bool *ret);
err job_is_due(struct work *w, const struct job_kind *k, bool *ret);
err job_claim(struct work *w, const struct job_kind *k, bool *ret_found, struct job *ret);
/* *ret_held is false when the lease ended and somebody else has the job. */
err job_held(struct work *w, const struct job *j, bool *ret_held);
err job_remove(struct work *w, const struct job *j);
err job_put_off(struct work *w, const struct job *j, int64_t run_at, int64_t tries,
		str fault);
err job_give_up(struct work *w, const struct job *j, str fault);

/* ---- store_mail.c: the table mail ---- */

struct outgoing {
	int64_t id;
	enum mail_state state;
	str message_id;
	str to;
	str subject;
	str body; /* sealed */
	int64_t queued_at;
	int64_t tries;
};

err mail_insert(struct work *w, const struct mail *m, str message_id, int64_t *ret_id);
err mail_set_body(struct work *w, int64_t id, str sealed);
err mail_find(struct work *w, int64_t id, struct outgoing *ret, bool *ret_found);
err mail_set_fate(struct work *w, int64_t id, struct mail_fate fate, int64_t tries,
		  str detail);

/* ---- store_watch.c ---- */

/* The sealed body outlives the bounce for MAIL_KEPT_SECONDS. */
err mail_keep(struct work *w, int64_t id);

/* ---- transport.c ---- */

/* How letters leave, by the setting mail. */
struct transport transport_of(str setting);

/* ---- runner.c ---- */

/* What one thread works with. */
struct runner {
	const struct job_table *table;
	struct work base;    /* its arena and instant are set per unit */
	int64_t fixed_now;   /* 0: the clock */
	struct arena *row;   /* of the job */
	struct arena *world; /* of its input and result */
	struct arena *unit;
	void (*log)(str line); /* may be NULL */
};

void runner_open(struct runner *r);
void runner_close(struct runner *r);

/* Adds the scheduled jobs that are not there yet. */
err runner_schedule(struct runner *r);

/* Claims one due job of the kind. */
err runner_claim(struct runner *r, const struct job_kind *k, bool *ret_found,
		 struct job *ret);
void runner_run(struct runner *r, const struct job_kind *k, const struct job *j);

/* Where to begin to look, and which kinds may not be taken now. */
struct turn {
	size_t from;
	const bool *full; /* per kind of the table */
};

/* The index of a kind that is due, or the table's kind_count. */
err runner_due(struct runner *r, const struct turn *turn, size_t *ret);

void runner_log_fault(struct runner *r, err e);
