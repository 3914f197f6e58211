/* What was said in a ticket, by whom, and who follows it. */
#include "helpdesk/internal.h"

#define COLUMNS                                                                          \
	"id, ticket, kind, at, side, author, author_name, author_role, on_behalf,"       \
	" source, body, state, files"

static struct entry read_entry(struct rows *r)
{
	return (struct entry){
		.id = row_int(r, 0),
		.ticket = row_int(r, 1),
		.kind = (enum entry_kind)row_word(r, 2, WORDS(entry_words)),
		.at = row_int(r, 3),
		.side = (enum side)row_word(r, 4, WORDS(side_words)),
		.author = row_int(r, 5),
		.author_name = row_str(r, 6),
		.author_role = row_str(r, 7),
		.on_behalf = row_str(r, 8),
		.source = (enum ticket_source)row_word(r, 9, WORDS(source_words)),
		.body = row_str(r, 10),
		.state = (enum ticket_state)row_word(r, 11, WORDS(ticket_state_words)),
		.files = (int)row_int(r, 12),
	};
}

err store_entry_insert(struct work *w, struct entry *e)
{
	struct rows r = work_query(
		w,
		"INSERT INTO ticket_entry (ticket, thread, kind, at, side, author, author_name,"
		" author_role, on_behalf, source, body, state, files)"
		" VALUES ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
		ARGS(arg_int(e->ticket), arg_str(entry_words[e->kind]), arg_int(e->at),
		     arg_str(side_words[e->side]), arg_id(e->author),
		     arg_str(e->author_name), arg_str(e->author_role),
		     arg_str(e->on_behalf), arg_str(source_words[e->source]),
		     arg_str(e->body), arg_str(ticket_state_words[e->state]),
		     arg_int(e->files)));

	e->id = rows_next(&r) ? row_int(&r, 0) : 0;
	TRY(rows_end(&r));
	return e->kind == ENTRY_MESSAGE ? search_note_due(w, FOUND_MESSAGE, e->id) : OK;
}

static void turn_round(struct entries *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct entry first = list->items[i];

		list->items[i] = list->items[list->count - 1 - i];
		list->items[list->count - 1 - i] = first;
	}
}

err store_thread(struct work *w, int64_t thread, const struct thread_page *p,
		 struct entries *ret)
{
	bool latest = p->before_at == 0;
	struct rows r = work_query(
		w,
		"SELECT " COLUMNS
		" FROM ticket_entry WHERE thread = $1 AND (at, id) < ($2, $3)"
		" ORDER BY at DESC, id DESC LIMIT $4",
		ARGS(arg_int(thread), arg_int(latest ? INT64_MAX : p->before_at),
		     arg_int(latest ? INT64_MAX : p->before_id), arg_int(p->limit)));

	*ret = (struct entries){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_entry(&r);
	turn_round(ret);
	return rows_end(&r);
}

/* ---- the form ---- */

err store_answer_insert(struct work *w, int64_t ticket, const struct answer *a)
{
	return work_exec(w,
			 "INSERT INTO ticket_answer (ticket, code, label, value)"
			 " VALUES ($1, $2, $3, $4)",
			 ARGS(arg_int(ticket), arg_str(a->code), arg_str(a->label),
			      arg_str(a->value)),
			 NULL);
}

err store_answers(struct work *w, int64_t ticket, struct answers *ret)
{
	struct rows r = work_query(
		w, "SELECT code, label, value FROM ticket_answer WHERE ticket = $1",
		ARGS(arg_int(ticket)));

	*ret = (struct answers){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) =
			(struct answer){ row_str(&r, 0), row_str(&r, 1), row_str(&r, 2) };
	return rows_end(&r);
}

/* ---- who follows ---- */

err store_follower_insert(struct work *w, int64_t ticket, str email, bool *ret_added)
{
	int64_t added;

	TRY(work_exec(w,
		      "INSERT INTO ticket_follower (ticket, email, added_at)"
		      " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
		      ARGS(arg_int(ticket), arg_str(email), arg_int(w->now)), &added));
	*ret_added = added == 1;
	return OK;
}

err store_followers(struct work *w, int64_t ticket, struct strs *ret)
{
	struct rows r = work_query(w,
				   "SELECT email FROM ticket_follower WHERE ticket = $1"
				   " ORDER BY email",
				   ARGS(arg_int(ticket)));

	*ret = (struct strs){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = row_str(&r, 0);
	return rows_end(&r);
}

/* ---- mails that were read ---- */

err store_mail_insert(struct work *w, str message_id, int64_t ticket, bool *ret_new)
{
	int64_t added;

	TRY(work_exec(w,
		      "INSERT INTO ticket_mail (message_id, ticket) VALUES ($1, $2)"
		      " ON CONFLICT DO NOTHING",
		      ARGS(arg_str(message_id), arg_int(ticket)), &added));
	*ret_new = added == 1;
	return OK;
}

err store_mail_ticket(struct work *w, str message_id, int64_t *ret)
{
	struct rows r =
		work_query(w, "SELECT ticket FROM ticket_mail WHERE message_id = $1",
			   ARGS(arg_str(message_id)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}
