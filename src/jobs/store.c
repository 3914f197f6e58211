#include "jobs/internal.h"

/*
 * Claiming needs no FOR UPDATE SKIP LOCKED: on both engines writing units take
 * turns (see db/postgres.c), and a claim is a short one.
 */

err job_insert(struct work *w, const struct job_kind *k, int64_t subject, str arg,
	       int64_t run_at)
{
	return work_exec(w,
			 "INSERT INTO job (kind, subject, arg, state, run_at, tries,"
			 "                 added_at, fault)"
			 " VALUES ($1, $2, $3, 'waiting', $4, 0, $5, '')",
			 ARGS(arg_str(k->name), arg_int(subject), arg_str(arg),
			      arg_int(run_at), arg_int(w->now)),
			 NULL);
}

err job_bring_forward(struct work *w, const struct job_kind *k, int64_t subject,
		      int64_t run_at, bool *ret_found)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE job SET run_at = CASE WHEN run_at < $3 THEN run_at ELSE $3 END"
		" WHERE kind = $1 AND subject = $2 AND state = 'waiting'"
		"   AND claim IS NULL",
		ARGS(arg_str(k->name), arg_int(subject), arg_int(run_at)), &changed));
	*ret_found = changed > 0;
	return OK;
}

err job_exists(struct work *w, const struct job_kind *k, int64_t subject, bool *ret)
{
	struct rows r = work_query(w,
				   "SELECT 1 FROM job WHERE kind = $1 AND subject = $2"
				   " AND state = 'waiting' LIMIT 1",
				   ARGS(arg_str(k->name), arg_int(subject)));

	*ret = rows_next(&r);
	return rows_end(&r);
}

err job_is_due(struct work *w, const struct job_kind *k, bool *ret)
{
	struct rows r = work_query(w,
				   "SELECT 1 FROM job WHERE kind = $1"
				   " AND state = 'waiting' AND run_at <= $2 LIMIT 1",
				   ARGS(arg_str(k->name), arg_int(w->now)));

	*ret = rows_next(&r);
	return rows_end(&r);
}

static int64_t lease_of(const struct job_kind *k)
{
	return k->lease_s ? k->lease_s : MINUTE;
}

/* The try is counted before it begins: one that kills the process counts too. */
err job_claim(struct work *w, const struct job_kind *k, bool *ret_found, struct job *ret)
{
	int64_t claim = random_id();
	struct rows r =
		work_query(w,
			   "UPDATE job SET claim = $3, run_at = $4, tries = tries + 1"
			   " WHERE id = (SELECT id FROM job WHERE kind = $1"
			   "              AND state = 'waiting' AND run_at <= $2"
			   "              ORDER BY run_at, id LIMIT 1)"
			   " RETURNING id, subject, arg, tries",
			   ARGS(arg_str(k->name), arg_int(w->now), arg_int(claim),
				arg_int(w->now + lease_of(k))));

	*ret_found = rows_next(&r);
	if (*ret_found)
		*ret = (struct job){
			.id = row_int(&r, 0),
			.kind = k->name,
			.subject = row_int(&r, 1),
			.arg = row_str(&r, 2),
			.tries = (int)row_int(&r, 3) - 1,
			.claim = claim,
		};
	return rows_end(&r);
}

err job_held(struct work *w, const struct job *j, bool *ret_held)
{
	struct rows r = work_query(w, "SELECT 1 FROM job WHERE id = $1 AND claim = $2",
				   ARGS(arg_int(j->id), arg_int(j->claim)));

	*ret_held = rows_next(&r);
	return rows_end(&r);
}

err job_remove(struct work *w, const struct job *j)
{
	return work_exec(w, "DELETE FROM job WHERE id = $1 AND claim = $2",
			 ARGS(arg_int(j->id), arg_int(j->claim)), NULL);
}

err job_put_off(struct work *w, const struct job *j, int64_t run_at, int64_t tries,
		str fault)
{
	return work_exec(
		w,
		"UPDATE job SET claim = NULL, run_at = $3, tries = $4, fault = $5"
		" WHERE id = $1 AND claim = $2",
		ARGS(arg_int(j->id), arg_int(j->claim), arg_int(run_at), arg_int(tries),
		     arg_str(fault)),
		NULL);
}

err job_give_up(struct work *w, const struct job *j, str fault)
{
	return work_exec(
		w,
		"UPDATE job SET claim = NULL, state = 'failed', tries = $3, fault = $4"
		" WHERE id = $1 AND claim = $2",
		ARGS(arg_int(j->id), arg_int(j->claim), arg_int(j->tries),
		     arg_str(fault)),
		NULL);
}

static err count_jobs(struct work *w, struct queue_counts *ret)
{
	struct rows r = work_query(
		w,
		"SELECT count(*), sum(CASE state WHEN 'failed' THEN 1 ELSE 0 END)"
		" FROM job /* may scan: done jobs are not in it */",
		NO_ARGS);

	if (rows_next(&r)) {
		ret->jobs_failed = row_int(&r, 1);
		ret->jobs_waiting = row_int(&r, 0) - ret->jobs_failed;
	}
	return rows_end(&r);
}

static err count_mail(struct work *w, struct queue_counts *ret)
{
	int64_t *counts[MAIL_STATES] = {
		[MAIL_QUEUED] = &ret->mail_queued,
		[MAIL_DELAYED] = &ret->mail_delayed,
		[MAIL_BOUNCED] = &ret->mail_bounced,
	};
	struct rows r = work_query(w,
				   "SELECT state, count(*), min(queued_at) FROM mail"
				   " WHERE state <> 'terkirim' GROUP BY state",
				   NO_ARGS);

	while (rows_next(&r)) {
		int state = row_word(&r, 0, WORDS(mail_state_words));
		int64_t oldest = row_int(&r, 2);

		if (counts[state])
			*counts[state] = row_int(&r, 1);
		if (state != MAIL_BOUNCED &&
		    (ret->mail_oldest == 0 || oldest < ret->mail_oldest))
			ret->mail_oldest = oldest;
	}
	return rows_end(&r);
}

err jobs_counts(struct work *w, struct queue_counts *ret)
{
	*ret = (struct queue_counts){ 0 };
	TRY(count_jobs(w, ret));
	return count_mail(w, ret);
}
