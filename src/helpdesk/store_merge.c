/* Threads that move from ticket to ticket, and tickets that name each other. */
#include "helpdesk/internal.h"

err store_thread_move(struct work *w, int64_t ticket, int64_t thread)
{
	TRY(work_exec(w, "UPDATE ticket_entry SET thread = $2 WHERE ticket = $1",
		      ARGS(arg_int(ticket), arg_int(thread)), NULL));
	return work_exec(w, "UPDATE ticket_note SET thread = $2 WHERE ticket = $1",
			 ARGS(arg_int(ticket), arg_int(thread)), NULL);
}

err store_thread_counts(struct work *w, int64_t thread, struct thread_counts *ret)
{
	struct rows r = work_query(
		w, "SELECT COALESCE(SUM(files), 0) FROM ticket_entry WHERE thread = $1",
		ARGS(arg_int(thread)));

	*ret = (struct thread_counts){ 0 };
	if (rows_next(&r))
		ret->files = (int)row_int(&r, 0);
	TRY(rows_end(&r));
	r = work_query(w,
		       "SELECT id, author FROM ticket_entry"
		       " WHERE thread = $1 AND kind = 'pesan' ORDER BY id DESC LIMIT 1",
		       ARGS(arg_int(thread)));
	if (rows_next(&r)) {
		ret->last_message = row_int(&r, 0);
		ret->last_author = row_int(&r, 1);
	}
	return rows_end(&r);
}

err store_first_message(struct work *w, int64_t ticket, int64_t *ret)
{
	struct rows r = work_query(w,
				   "SELECT id FROM ticket_entry WHERE ticket = $1"
				   " AND kind = 'pesan' ORDER BY id LIMIT 1",
				   ARGS(arg_int(ticket)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err store_message_here(struct work *w, int64_t entry, int64_t ticket, bool *ret)
{
	struct rows r = work_query(w,
				   "SELECT id FROM ticket_entry WHERE id = $1"
				   " AND ticket = $2 AND thread = $2 AND kind = 'pesan'",
				   ARGS(arg_int(entry), arg_int(ticket)));

	*ret = rows_next(&r);
	return rows_end(&r);
}

err store_message_move(struct work *w, int64_t entry, int64_t ticket)
{
	TRY(work_exec(w, "UPDATE ticket_entry SET ticket = $2, thread = $2 WHERE id = $1",
		      ARGS(arg_int(entry), arg_int(ticket)), NULL));
	return work_exec(w, "UPDATE ticket_file SET ticket = $2 WHERE entry = $1",
			 ARGS(arg_int(entry), arg_int(ticket)), NULL);
}

/* ---- names ---- */

static err read_names(struct work *w, struct rows *r, struct ticket_names *ret)
{
	*ret = (struct ticket_names){ 0 };
	while (rows_next(r))
		*PUSH(w->arena, ret) = (struct ticket_name){
			.id = row_int(r, 0),
			.number = row_str(r, 1),
			.subject = row_str(r, 2),
			.state = (enum ticket_state)row_word(r, 3,
							     WORDS(ticket_state_words)),
		};
	return rows_end(r);
}

err store_merged(struct work *w, int64_t ticket, struct ticket_names *ret)
{
	struct rows r = work_query(w,
				   "SELECT id, number, subject, state FROM ticket"
				   " WHERE merged_into = $1 AND merged_into IS NOT NULL"
				   " ORDER BY id",
				   ARGS(arg_int(ticket)));

	return read_names(w, &r, ret);
}

err store_links(struct work *w, int64_t ticket, struct ticket_names *ret)
{
	struct rows r = work_query(w,
				   "SELECT t.id, t.number, t.subject, t.state"
				   " FROM ticket_link l JOIN ticket t ON t.id = l.other"
				   " WHERE l.ticket = $1 ORDER BY t.id",
				   ARGS(arg_int(ticket)));

	return read_names(w, &r, ret);
}

static err link_one(struct work *w, int64_t a, int64_t b, int64_t *ret_changed)
{
	return work_exec(w,
			 "INSERT INTO ticket_link (ticket, other) VALUES ($1, $2)"
			 " ON CONFLICT DO NOTHING",
			 ARGS(arg_int(a), arg_int(b)), ret_changed);
}

static err unlink_one(struct work *w, int64_t a, int64_t b, int64_t *ret_changed)
{
	return work_exec(w, "DELETE FROM ticket_link WHERE ticket = $1 AND other = $2",
			 ARGS(arg_int(a), arg_int(b)), ret_changed);
}

err store_link(struct work *w, int64_t a, int64_t b, bool linked, bool *ret_changed)
{
	err (*one)(struct work *, int64_t, int64_t, int64_t *) =
		linked ? link_one : unlink_one;
	int64_t changed;

	TRY(one(w, a, b, &changed));
	*ret_changed = changed == 1;
	return one(w, b, a, &changed);
}
