#include "jobs/internal.h"

const str mail_state_words[MAIL_STATES] = {
	[MAIL_QUEUED] = STR("antre"),
	[MAIL_SENT] = STR("terkirim"),
	[MAIL_DELAYED] = STR("ditunda"),
	[MAIL_BOUNCED] = STR("terpental"),
};

/* The body follows: it is sealed to the row's number. */
err mail_insert(struct work *w, const struct mail *m, str message_id, int64_t *ret_id)
{
	struct rows r = work_query(
		w,
		"INSERT INTO mail (message_id, recipient, subject, body, topic, topic_id,"
		"                  kind, state, tries, detail, queued_at, changed_at, next_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, 'antre', 0, '', $8, $8, $8)"
		" RETURNING id",
		ARGS(arg_str(message_id), arg_str(m->to), arg_str(m->subject),
		     arg_bytes(S("")), arg_str(m->topic), arg_int(m->topic_id),
		     arg_str(m->kind), arg_int(w->now)));

	if (rows_next(&r))
		*ret_id = row_int(&r, 0);
	return rows_end(&r);
}

err mail_set_body(struct work *w, int64_t id, str sealed)
{
	return work_exec(w, "UPDATE mail SET body = $2 WHERE id = $1",
			 ARGS(arg_int(id), arg_bytes(sealed)), NULL);
}

err mail_find(struct work *w, int64_t id, struct outgoing *ret, bool *ret_found)
{
	struct rows r =
		work_query(w,
			   "SELECT id, state, message_id, recipient, subject, body,"
			   "       queued_at, tries"
			   "  FROM mail WHERE id = $1",
			   ARGS(arg_int(id)));

	*ret_found = rows_next(&r);
	if (*ret_found)
		*ret = (struct outgoing){
			.id = row_int(&r, 0),
			.state =
				(enum mail_state)row_word(&r, 1, WORDS(mail_state_words)),
			.message_id = row_str(&r, 2),
			.to = row_str(&r, 3),
			.subject = row_str(&r, 4),
			.body = row_bytes(&r, 5),
			.queued_at = row_int(&r, 6),
			.tries = row_int(&r, 7),
		};
	return rows_end(&r);
}

err mail_set_fate(struct work *w, int64_t id, struct mail_fate fate, int64_t tries,
		  str detail)
{
	return work_exec(
		w,
		"UPDATE mail SET state = $2, next_at = $3, tries = $4, detail = $5,"
		"       changed_at = $6,"
		"       body = CASE WHEN $2 = 'ditunda' THEN body END"
		" WHERE id = $1",
		ARGS(arg_int(id), arg_str(mail_state_words[fate.state]),
		     arg_id(fate.next_at), arg_int(tries), arg_str(detail),
		     arg_int(w->now)),
		NULL);
}

err mail_statuses(struct work *w, str topic, int64_t topic_id, struct mail_statuses *ret)
{
	struct rows r = work_query(w,
				   "SELECT id, kind, recipient, state, tries, detail,"
				   "       queued_at, changed_at, next_at"
				   "  FROM mail WHERE topic = $1 AND topic_id = $2"
				   " ORDER BY id DESC",
				   ARGS(arg_str(topic), arg_int(topic_id)));

	*ret = (struct mail_statuses){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct mail_status){
			.id = row_int(&r, 0),
			.kind = row_str(&r, 1),
			.to = row_str(&r, 2),
			.state =
				(enum mail_state)row_word(&r, 3, WORDS(mail_state_words)),
			.tries = (int)row_int(&r, 4),
			.detail = row_str(&r, 5),
			.queued_at = row_int(&r, 6),
			.changed_at = row_int(&r, 7),
			.next_at = row_int(&r, 8),
		};
	return rows_end(&r);
}

err mail_topic_of(struct work *w, str message_id, str topic, int64_t *ret)
{
	struct rows r = work_query(
		w, "SELECT topic_id FROM mail WHERE message_id = $1 AND topic = $2",
		ARGS(arg_str(message_id), arg_str(topic)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}
