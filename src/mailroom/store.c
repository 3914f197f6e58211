#include "mailroom/internal.h"

#define COLUMNS                                                                          \
	"id, validity, uid, read_at, message_id, sender, sender_name, subject, fate,"    \
	" detail, about, kppn"

static struct mail_row read_mail_row(struct rows *r)
{
	return (struct mail_row){
		.id = row_int(r, 0),
		.validity = row_int(r, 1),
		.uid = row_int(r, 2),
		.read_at = row_int(r, 3),
		.message_id = row_str(r, 4),
		.sender = row_str(r, 5),
		.sender_name = row_str(r, 6),
		.subject = row_str(r, 7),
		.fate = (enum fate)row_word(r, 8, WORDS(fate_words)),
		.detail = row_str(r, 9),
		.about = row_str(r, 10),
		.kppn = row_str(r, 11),
	};
}

static err read_all(struct work *w, struct rows r, struct mail_rows *ret)
{
	*ret = (struct mail_rows){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_mail_row(&r);
	return rows_end(&r);
}

err store_mail_in(struct work *w, struct mail_row *r)
{
	struct rows rows = work_query(
		w,
		"INSERT INTO mail_in (validity, uid, read_at, moved_at, message_id, sender,"
		" sender_name, subject, fate, detail, about, kppn)"
		" VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
		ARGS(arg_int(r->validity), arg_int(r->uid), arg_int(w->now),
		     arg_str(r->message_id), arg_str(r->sender), arg_str(r->sender_name),
		     arg_str(r->subject), arg_str(fate_words[r->fate]),
		     arg_str(r->detail), arg_str(r->about), arg_str(r->kppn)));

	r->id = rows_next(&rows) ? row_int(&rows, 0) : 0;
	return rows_end(&rows);
}

err store_mail_in_known(struct work *w, str message_id, bool *ret)
{
	struct rows r = work_query(w,
				   "SELECT 1 FROM mail_in WHERE message_id = $1"
				   " AND message_id <> '' AND fate <> 'ditahan'"
				   " AND fate <> 'gagal' LIMIT 1",
				   ARGS(arg_str(message_id)));

	*ret = rows_next(&r);
	return rows_end(&r);
}

err store_mail_in_count(struct work *w, str sender, int64_t since, int64_t *ret)
{
	struct rows r = work_query(
		w, "SELECT COUNT(*) FROM mail_in WHERE sender = $1 AND read_at > $2",
		ARGS(arg_str(sender), arg_int(since)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err store_mails_waiting(struct work *w, struct mail_rows *ret)
{
	return read_all(w,
			work_query(w,
				   "SELECT " COLUMNS " FROM mail_in WHERE moved_at = 0"
				   " ORDER BY id LIMIT 100",
				   NO_ARGS),
			ret);
}

err store_mail_moved(struct work *w, int64_t id)
{
	return work_exec(w, "UPDATE mail_in SET moved_at = $2 WHERE id = $1",
			 ARGS(arg_int(id), arg_int(w->now)), NULL);
}

err store_mail_list(struct work *w, str kppn, const struct mail_list *q,
		    struct mail_rows *ret)
{
	return read_all(
		w,
		work_query(w,
			   "SELECT " COLUMNS " FROM mail_in"
			   " WHERE kppn = $1 AND id < $2"
			   " ORDER BY id DESC LIMIT $3",
			   ARGS(arg_str(kppn), arg_int(q->before ? q->before : INT64_MAX),
				arg_int(q->limit))),
		ret);
}

err store_mail_list_all(struct work *w, const struct mail_list *q, struct mail_rows *ret)
{
	return read_all(w,
			work_query(w,
				   "SELECT " COLUMNS " FROM mail_in WHERE id < $1"
				   " ORDER BY id DESC LIMIT $2",
				   ARGS(arg_int(q->before ? q->before : INT64_MAX),
					arg_int(q->limit))),
			ret);
}

err store_mailbox_state(struct work *w, struct mailbox_state *ret)
{
	struct rows r = work_query(
		w, "SELECT read_at, failed_at, detail FROM mailbox_state WHERE one = 1",
		NO_ARGS);

	*ret = (struct mailbox_state){ 0 };
	if (rows_next(&r))
		*ret = (struct mailbox_state){ row_int(&r, 0), row_int(&r, 1),
					       row_str(&r, 2) };
	return rows_end(&r);
}

/* failure "": it was read. */
err store_mailbox_read(struct work *w, str failure)
{
	return work_exec(
		w,
		"UPDATE mailbox_state SET detail = $2,"
		" read_at = CASE WHEN $2 = '' THEN $1 ELSE read_at END,"
		" failed_at = CASE WHEN $2 = '' THEN 0 ELSE $1 END WHERE one = 1",
		ARGS(arg_int(w->now), arg_str(failure)), NULL);
}
