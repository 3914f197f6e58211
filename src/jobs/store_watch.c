#include "jobs/internal.h"
#include "jobs/watch.h"

/* ---- jobs ---- */

static int64_t start_of(const struct watch *q)
{
	return q->from || q->backwards ? q->from : INT64_MAX;
}

#define JOB                                                                              \
	"SELECT id, kind, CASE WHEN claim IS NULL THEN 0 ELSE 1 END, tries, added_at,"   \
	" run_at, fault FROM job WHERE state = $1 AND fault <> ''"

err jobs_listed(struct work *w, bool failed, const struct watch *q, struct seen_jobs *ret)
{
	struct args args = ARGS(arg_str(failed ? S("failed") : S("waiting")),
				arg_int(start_of(q)), arg_int(q->limit));
	struct rows r =
		q->backwards
			? work_query(w, JOB " AND id > $2 ORDER BY id LIMIT $3", args)
			: work_query(w, JOB " AND id < $2 ORDER BY id DESC LIMIT $3",
				     args);

	*ret = (struct seen_jobs){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct seen_job){
			.id = row_int(&r, 0),
			.kind = row_str(&r, 1),
			.failed = failed,
			.running = row_int(&r, 2) != 0,
			.tries = (int)row_int(&r, 3),
			.added_at = row_int(&r, 4),
			.run_at = row_int(&r, 5),
			.fault = row_str(&r, 6),
		};
	for (size_t i = 0; q->backwards && i < ret->count / 2; i++) {
		struct seen_job j = ret->items[i];

		ret->items[i] = ret->items[ret->count - 1 - i];
		ret->items[ret->count - 1 - i] = j;
	}
	return rows_end(&r);
}

static err why_no_job(struct work *w, int64_t id, enum retry *ret)
{
	struct rows r = work_query(
		w,
		"SELECT CASE WHEN claim IS NULL THEN 0 ELSE 1 END FROM job WHERE id = $1",
		ARGS(arg_int(id)));

	*ret = RETRY_NONE;
	if (rows_next(&r))
		*ret = row_int(&r, 0) ? RETRY_RUNNING : RETRY_NEEDLESS;
	return rows_end(&r);
}

/* What the last try said stays until the next has something to say. */
err job_retry(struct work *w, int64_t id, enum retry *ret, str *ret_kind)
{
	struct rows r =
		work_query(w,
			   "UPDATE job SET state = 'waiting', run_at = $2, tries = 0"
			   " WHERE id = $1 AND claim IS NULL AND fault <> ''"
			   " RETURNING kind",
			   ARGS(arg_int(id), arg_int(w->now)));
	bool found = rows_next(&r);

	*ret = RETRY_SET;
	*ret_kind = found ? row_str(&r, 0) : S("");
	TRY(rows_end(&r));
	return found ? OK : why_no_job(w, id, ret);
}

/* ---- letters ---- */

#define MAIL                                                                                  \
	"SELECT m.id, m.kind, m.subject, m.recipient, m.tries, m.detail, m.queued_at,"        \
	" m.changed_at, COALESCE(m.next_at, 0),"                                              \
	" CASE WHEN EXISTS (SELECT 1 FROM mail_kept k WHERE k.mail = m.id) THEN 1 ELSE 0 END" \
	" FROM mail m WHERE m.state = $1 AND m.state <> 'terkirim'"

err mails_listed(struct work *w, enum mail_state state, const struct watch *q,
		 struct seen_mails *ret)
{
	struct args args = ARGS(arg_str(mail_state_words[state]), arg_int(start_of(q)),
				arg_int(q->limit));
	struct rows r =
		q->backwards
			? work_query(w, MAIL " AND m.id > $2 ORDER BY m.id LIMIT $3",
				     args)
			: work_query(w, MAIL " AND m.id < $2 ORDER BY m.id DESC LIMIT $3",
				     args);

	*ret = (struct seen_mails){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct seen_mail){
			.id = row_int(&r, 0),
			.kind = row_str(&r, 1),
			.subject = row_str(&r, 2),
			.to = row_str(&r, 3),
			.state = state,
			.tries = (int)row_int(&r, 4),
			.detail = row_str(&r, 5),
			.queued_at = row_int(&r, 6),
			.changed_at = row_int(&r, 7),
			.next_at = row_int(&r, 8),
			.kept = row_int(&r, 9) != 0,
		};
	for (size_t i = 0; q->backwards && i < ret->count / 2; i++) {
		struct seen_mail m = ret->items[i];

		ret->items[i] = ret->items[ret->count - 1 - i];
		ret->items[ret->count - 1 - i] = m;
	}
	return rows_end(&r);
}

err mail_keep(struct work *w, int64_t id)
{
	return work_exec(w,
			 "INSERT INTO mail_kept (mail, body, until)"
			 " SELECT id, body, $2 FROM mail"
			 "  WHERE id = $1 AND body IS NOT NULL"
			 " ON CONFLICT DO NOTHING",
			 ARGS(arg_int(id), arg_int(w->now + MAIL_KEPT_SECONDS)), NULL);
}

err mail_sweep(struct work *w)
{
	return work_exec(w, "DELETE FROM mail_kept WHERE until <= $1",
			 ARGS(arg_int(w->now)), NULL);
}

/* *ret is RETRY_WIPED when its body is not kept. */
static err requeue(struct work *w, int64_t id, enum retry *ret)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE mail SET state = 'antre', tries = 0, detail = '',"
		"       queued_at = $2, changed_at = $2, next_at = $2, body = k.body"
		"  FROM mail_kept k"
		" WHERE k.mail = mail.id AND mail.id = $1"
		"   AND mail.state = 'terpental'",
		ARGS(arg_int(id), arg_int(w->now)), &changed));
	*ret = changed ? RETRY_SET : RETRY_WIPED;
	if (!changed)
		return OK;
	TRY(work_exec(w, "DELETE FROM mail_kept WHERE mail = $1", ARGS(arg_int(id)),
		      NULL));
	return jobs_add(w, &mail_send_job, id, S(""), 0);
}

/* The letter's job is due now, unless a thread has it. */
static err hasten(struct work *w, int64_t id, enum retry *ret)
{
	bool found;

	TRY(job_bring_forward(w, &mail_send_job, id, w->now, &found));
	*ret = found ? RETRY_SET : RETRY_RUNNING;
	if (!found)
		return OK;
	return work_exec(w, "UPDATE mail SET next_at = $2 WHERE id = $1",
			 ARGS(arg_int(id), arg_int(w->now)), NULL);
}

err mail_retry(struct work *w, int64_t id, enum retry *ret, str *ret_kind)
{
	struct rows r = work_query(w, "SELECT state, kind FROM mail WHERE id = $1",
				   ARGS(arg_int(id)));
	enum mail_state state = MAIL_SENT;
	bool found = rows_next(&r);

	*ret = found ? RETRY_NEEDLESS : RETRY_NONE;
	*ret_kind = S("");
	if (found) {
		state = (enum mail_state)row_word(&r, 0, WORDS(mail_state_words));
		*ret_kind = row_str(&r, 1);
	}
	TRY(rows_end(&r));
	if (state == MAIL_SENT)
		return OK;
	return state == MAIL_BOUNCED ? requeue(w, id, ret) : hasten(w, id, ret);
}
