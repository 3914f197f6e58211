/*
 * Work that happens later: jobs are rows written in the same transaction as
 * the act that asks for them. The outside world is touched by jobs only. Every
 * job runs at least once, so every job may be repeated and says why.
 */
#pragma once

#include "mail/mail.h"
#include "work/work.h"

struct job;
struct job_world;

/*
 * A kind of job. One that stays inside has only run: it is one unit of work and
 * the row goes in it. One that goes outside has act and settle: claimed with a
 * lease, act runs while no transaction is open, settle is a unit.
 */
struct job_kind {
	str name; /* "dukcapil.ask": as in the table */
	err (*run)(struct work *w, const struct job *j);
	/* before prepares act's input in a read unit; may be NULL */
	err (*prepare)(struct work *w, const struct job *j, void **ret_input);
	/* touches the world; arena as of the unit's; its result goes to settle */
	void *(*act)(const struct job_world *world, const struct job *j, void *input);
	err (*settle)(struct work *w, const struct job *j, void *input, void *result);
	int lease_s;	/* longer than act can take */
	int max_tries;	/* of faults, then it stays as failed; 0: for ever */
};

/* What act may use: no database. */
struct job_world {
	struct arena *arena;
	const struct settings *settings;
	const struct keys *keys;
	int64_t now;
};

struct job {
	int64_t id;
	str kind;
	int64_t subject; /* meaning as the kind says */
	str arg;	 /* short text, never personal data */
	int tries;	 /* that failed before this one */
};

/* Asks for a job, now or at run_at (0: now), in the caller's transaction. */
err jobs_add(struct work *w, const struct job_kind *k, int64_t subject, str arg,
	     int64_t run_at);

/* As jobs_add, unless one of the kind waits for the same subject already. */
err jobs_add_once(struct work *w, const struct job_kind *k, int64_t subject, str arg,
		  int64_t run_at);

/* From settle: the same job again at run_at, without counting a failed try. */
err jobs_again(struct work *w, const struct job *j, int64_t run_at);

/* Runs every period seconds, once in the whole installation. */
struct schedule {
	const struct job_kind *kind;
	int64_t period;
};

/* Everything a job process runs; made by app/ from the features. */
struct job_table {
	const struct job_kind *const *kinds;
	size_t kind_count;
	const struct schedule *schedules;
	size_t schedule_count;
};

/*
 * The job process: threads work through the queue until *stop. Each thread has
 * a connection of its own. log gets one line per job (kind, id, outcome, ms).
 */
struct job_process {
	const struct settings *settings;
	const struct keys *keys;
	str db_role;
	int threads;
	const struct job_table *table;
	void (*log)(str line);
};
err jobs_work(const struct job_process *p, const volatile bool *stop);

/* For tests and commands: runs what is due now, on the caller's connection; *ret_ran counts. */
err jobs_drain(struct work *w, const struct job_table *table, int *ret_ran);

/* ---- the outbox of mail ---- */

enum mail_state { MAIL_QUEUED, MAIL_SENT, MAIL_DELAYED, MAIL_BOUNCED, MAIL_STATES };
extern const str mail_state_words[MAIL_STATES]; /* antre terkirim ditunda terpental */

struct mail {
	str to;
	str subject; /* never personal data */
	str text;
	str html;
	str topic;	    /* what it is about: "registration", "person", … */
	int64_t topic_id;
	str kind;	    /* "aktivasi", "dikembalikan", … */
};

/*
 * Queues one letter in the caller's transaction: it leaves only after the
 * commit. Bodies are sealed at rest and wiped when sent.
 */
err mail_queue(struct work *w, const struct mail *m, int64_t *ret_id);

struct mail_status {
	int64_t id;
	str kind;
	str to;
	enum mail_state state;
	int tries;
	str detail;	 /* the server's words */
	int64_t queued_at;
	int64_t changed_at;
	int64_t next_at; /* of the next try, 0 when none */
};
struct mail_statuses LIST_OF(struct mail_status);

/* The letters of a topic, newest first: shown to officer and satker. */
err mail_statuses(struct work *w, str topic, int64_t topic_id, struct mail_statuses *ret);

/* The jobs of this folder (sending, sweeping), for app/'s table. */
extern const struct job_kind mail_send_job;

struct queue_counts {
	int64_t jobs_waiting, jobs_failed, mail_queued, mail_delayed, mail_bounced;
};
err jobs_counts(struct work *w, struct queue_counts *ret);
