/* What each person has before him: how far he has read, what he has begun to write. */
#include "helpdesk/internal.h"

err store_seen(struct work *w, int64_t ticket, int64_t message)
{
	return work_exec(
		w,
		"INSERT INTO ticket_seen (person, ticket, message) VALUES ($1, $2, $3)"
		" ON CONFLICT (person, ticket) DO UPDATE SET message = excluded.message"
		" WHERE ticket_seen.message < excluded.message",
		ARGS(arg_int(w->actor->person), arg_int(ticket), arg_int(message)), NULL);
}

err store_seen_until(struct work *w, int64_t ticket, int64_t *ret_message)
{
	struct rows r = work_query(w,
				   "SELECT message FROM ticket_seen"
				   " WHERE person = $1 AND ticket = $2",
				   ARGS(arg_int(w->actor->person), arg_int(ticket)));

	*ret_message = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

/* ---- who has it open ---- */

static err looks_of(struct work *w, int64_t ticket, int64_t since, struct strs *ret,
		    int64_t *ret_own)
{
	struct rows r = work_query(w,
				   "SELECT person, name, at FROM ticket_look"
				   " WHERE ticket = $1 AND at >= $2",
				   ARGS(arg_int(ticket), arg_int(since)));

	while (rows_next(&r))
		if (row_int(&r, 0) == w->actor->person)
			*ret_own = row_int(&r, 2);
		else
			*PUSH(w->arena, ret) = row_str(&r, 1);
	return rows_end(&r);
}

/* Noted again only when the note has aged: reading on costs no write. */
err store_look(struct work *w, int64_t ticket, int64_t since, struct strs *ret_names)
{
	int64_t own = 0;

	*ret_names = (struct strs){ 0 };
	TRY(looks_of(w, ticket, since, ret_names, &own));
	if (own > w->now - (w->now - since) / 2)
		return OK;
	return work_exec(
		w,
		"INSERT INTO ticket_look (ticket, person, name, at) VALUES ($1, $2, $3, $4)"
		" ON CONFLICT (ticket, person) DO UPDATE SET at = excluded.at",
		ARGS(arg_int(ticket), arg_int(w->actor->person), arg_str(w->actor->name),
		     arg_int(w->now)),
		NULL);
}

/* ---- drafts ---- */

err store_draft(struct work *w, int64_t ticket, str kind, struct draft_text *ret)
{
	struct rows r = work_query(
		w,
		"SELECT subject, body, saved_at FROM ticket_draft"
		" WHERE person = $1 AND ticket = $2 AND kind = $3",
		ARGS(arg_int(w->actor->person), arg_int(ticket), arg_str(kind)));

	*ret = (struct draft_text){ 0 };
	if (rows_next(&r))
		*ret = (struct draft_text){ row_str(&r, 0), row_str(&r, 1),
					    row_int(&r, 2) };
	return rows_end(&r);
}

err store_draft_save(struct work *w, int64_t ticket, str kind, const struct draft_text *d)
{
	return work_exec(
		w,
		"INSERT INTO ticket_draft (person, ticket, kind, subject, body, saved_at)"
		" VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person, ticket, kind)"
		" DO UPDATE SET subject = excluded.subject, body = excluded.body,"
		" saved_at = excluded.saved_at",
		ARGS(arg_int(w->actor->person), arg_int(ticket), arg_str(kind),
		     arg_str(d->subject), arg_str(d->body), arg_int(w->now)),
		NULL);
}

err store_draft_end(struct work *w, int64_t ticket, str kind)
{
	return work_exec(w,
			 "DELETE FROM ticket_draft"
			 " WHERE person = $1 AND ticket = $2 AND kind = $3",
			 ARGS(arg_int(w->actor->person), arg_int(ticket), arg_str(kind)),
			 NULL);
}
