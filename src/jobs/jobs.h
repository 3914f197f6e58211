/*
 * Work that happens later: jobs are rows written in the same transaction as
 * the act that asks for them. The outside world is touched by jobs only. Every
 * job runs at least once, so every job may be repeated and says why.
 */
#pragma once

#include "mail/mail.h"
#include "work/reseal.h"
#include "work/work.h"

#include <stdatomic.h>

struct job;
struct job_world;

/*
 * A kind of job. One that stays inside has only run: it is one unit of work and
 * the row goes in it. One that goes outside has prepare, act and settle: act
 * runs while no transaction is open, and what is done without being settled
 * (a kill) is done again when the lease has ended.
 */
struct job_kind {
	str name; /* "dukcapil.ask": as in the table */
	err (*run)(struct work *w, const struct job *j);
	/* in a unit that reads; leaving *ret_input NULL ends the job */
	err (*prepare)(struct work *w, const struct job *j, void **ret_input);
	/* touches the world; its result goes to settle */
	void *(*act)(const struct job_world *world, const struct job *j, void *input);
	err (*settle)(struct work *w, const struct job *j, void *input, void *result);
	int lease_s;   /* longer than run or act can take; 0: a minute */
	int max_tries; /* that end in a fault, then it stays as failed; 0: for ever */
	int at_once;   /* most of the kind at once in a job process; 0: one per thread */
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
	int tries;	 /* that failed, or were cut off, before this one */
	int64_t claim;	 /* of this try */
};

/* Asks for a job, now or at run_at (0: now), in the caller's transaction. */
err jobs_add(struct work *w, const struct job_kind *k, int64_t subject, str arg,
	     int64_t run_at);

/*
 * As jobs_add, unless one of the kind waits for the same subject already: that
 * one is brought forward to run_at. One that is being worked on does not count.
 */
err jobs_add_once(struct work *w, const struct job_kind *k, int64_t subject, str arg,
		  int64_t run_at);

/* The scheduled job of the kind is due now, unless it is not there yet or at work. */
err jobs_hasten(struct work *w, const struct job_kind *k);

/* From run or settle: the same job again at run_at, without counting a failed try. */
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
err jobs_work(const struct job_process *p, const atomic_bool *stop);

/*
 * For tests and commands: runs what is due at w->now on the caller's connection,
 * where no unit may be open; *ret_ran (may be NULL) counts.
 */
err jobs_drain(struct work *w, const struct job_table *table, int *ret_ran);

/* ---- the outbox of mail ---- */

enum mail_state { MAIL_QUEUED, MAIL_SENT, MAIL_DELAYED, MAIL_BOUNCED, MAIL_STATES };
extern const str mail_state_words[MAIL_STATES]; /* antre terkirim ditunda terpental */

struct mail {
	str to;
	str subject; /* never personal data */
	str text;
	str html;
	str topic; /* what it is about: "registration", "person", … */
	int64_t topic_id;
	str kind; /* "aktivasi", "dikembalikan", … */
};

/*
 * Queues one letter in the caller's transaction: it leaves only after the
 * commit. Bodies are sealed at rest, wiped when sent and kept for three
 * days when bounced, so that they can be sent again (watch.h). One to an address that
 * cannot be written to is there at once as MAIL_BOUNCED.
 */
err mail_queue(struct work *w, const struct mail *m, int64_t *ret_id);

struct mail_status {
	int64_t id;
	str kind;
	str to;
	enum mail_state state;
	int tries;
	str detail; /* the server's words */
	int64_t queued_at;
	int64_t changed_at;
	int64_t next_at; /* of the next try, 0 when none */
};
struct mail_statuses LIST_OF(struct mail_status);

/* The letters of a topic, newest first: shown to officer and satker. */
err mail_statuses(struct work *w, str topic, int64_t topic_id, struct mail_statuses *ret);

/* *ret is the topic_id of our letter with the Message-ID, 0 when it has another topic. */
err mail_topic_of(struct work *w, str message_id, str topic, int64_t *ret);

/* Bodies of bounced letters that were kept for long enough go; once an hour. */
err mail_sweep(struct work *w);

/* Sends one letter; for app/'s table. */
extern const struct job_kind mail_send_job;

struct queue_counts {
	int64_t jobs_waiting, jobs_failed, mail_queued, mail_delayed, mail_bounced;
	int64_t mail_oldest; /* when the oldest letter that waits was queued; 0: none
				waits */
};
err jobs_counts(struct work *w, struct queue_counts *ret);

/* Where letters wait or are kept. */
enum { MAIL_PLACES = 2 };
extern const struct sealed_place mail_places[MAIL_PLACES];
