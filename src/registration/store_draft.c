/* Mailboxes that start or continue a request without an account. */
#include "registration/internal.h"

err draft_insert(struct work *w, const struct draft *d)
{
	return work_exec(
		w,
		"INSERT INTO draft (id, satker, mailbox, mailbox_key, address, created_at,"
		" code_hash, tries, token_until) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0)",
		ARGS(arg_str(d->id), arg_str(d->satker), arg_str(d->mailbox),
		     arg_str(arena_lower(w->arena, d->mailbox)),
		     arg_str(client_host(w->arena, w->actor->address)), arg_int(w->now),
		     arg_str(d->code_hash)),
		NULL);
}

err drafts_started(struct work *w, str mailbox, int64_t since, int64_t *ret_by_mailbox,
		   int64_t *ret_by_address)
{
	struct rows r = work_query(
		w,
		"SELECT (SELECT COUNT(*) FROM draft WHERE mailbox_key = $1 AND created_at > $3),"
		" (SELECT COUNT(*) FROM draft WHERE address = $2 AND created_at > $3)",
		ARGS(arg_str(arena_lower(w->arena, mailbox)),
		     arg_str(client_host(w->arena, w->actor->address)), arg_int(since)));

	*ret_by_mailbox = *ret_by_address = 0;
	if (rows_next(&r)) {
		*ret_by_mailbox = row_int(&r, 0);
		*ret_by_address = row_int(&r, 1);
	}
	return rows_end(&r);
}

static err read_draft(struct work *w, struct rows *r, struct draft **ret)
{
	*ret = NULL;
	if (rows_next(r)) {
		*ret = NEW(w->arena, struct draft);
		**ret = (struct draft){
			.id = row_str(r, 0),
			.satker = row_str(r, 1),
			.mailbox = row_str(r, 2),
			.code_hash = row_str(r, 3),
			.registration = row_int(r, 4),
		};
	}
	return rows_end(r);
}

/* Counting the try and reading the code are one statement: guesses at once all count. */
err draft_try(struct work *w, str id, int64_t since, int tries, struct draft **ret)
{
	struct rows r = work_query(
		w,
		"UPDATE draft SET tries = tries + 1 WHERE id = $1 AND registration IS NULL"
		" AND created_at > $2 AND tries < $3"
		" RETURNING id, satker, mailbox, code_hash, registration",
		ARGS(arg_str(id), arg_int(since), arg_int(tries)));

	return read_draft(w, &r, ret);
}

err draft_unconfirmed(struct work *w, str id, struct draft **ret)
{
	struct rows r = work_query(
		w,
		"SELECT id, satker, mailbox, code_hash, registration FROM draft"
		" WHERE id = $1 AND registration IS NULL",
		ARGS(arg_str(id)));

	return read_draft(w, &r, ret);
}

err draft_set_code(struct work *w, str id, str hash, int codes, bool *ret)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE draft SET code_hash = $2, created_at = $3, tries = 0, codes = codes + 1"
		" WHERE id = $1 AND registration IS NULL AND codes < $4",
		ARGS(arg_str(id), arg_str(hash), arg_int(w->now), arg_int(codes)),
		&changed));
	*ret = changed == 1;
	return OK;
}

/* *ret_first is false when the code was used at the same moment elsewhere. */
err draft_set_registration(struct work *w, str id, int64_t registration, bool *ret_first)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE draft SET registration = $2 WHERE id = $1 AND registration IS NULL",
		ARGS(arg_str(id), arg_int(registration)), &changed));
	*ret_first = changed == 1;
	return OK;
}

err draft_set_token(struct work *w, str id, str hash, int64_t until)
{
	return work_exec(
		w, "UPDATE draft SET token_hash = $2, token_until = $3 WHERE id = $1",
		ARGS(arg_str(id), arg_str(hash), arg_int(until)), NULL);
}

err draft_end_token(struct work *w, str hash)
{
	return work_exec(
		w,
		"UPDATE draft SET token_hash = NULL, token_until = 0 WHERE token_hash = $1",
		ARGS(arg_str(hash)), NULL);
}

err draft_of_token(struct work *w, str hash, int64_t *ret_registration)
{
	struct rows r = work_query(
		w,
		"SELECT registration FROM draft WHERE token_hash = $1 AND token_until > $2",
		ARGS(arg_str(hash), arg_int(w->now)));

	*ret_registration = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err draft_of_number(struct work *w, str number, struct draft **ret)
{
	struct rows r = work_query(
		w,
		"SELECT d.id, d.satker, d.mailbox, d.code_hash, d.registration FROM registration r"
		" JOIN draft d ON d.registration = r.id"
		" WHERE r.number = $1 AND r.closed_at = 0",
		ARGS(arg_str(number)));

	return read_draft(w, &r, ret);
}

err draft_of_id(struct work *w, str id, struct draft **ret)
{
	struct rows r = work_query(
		w,
		"SELECT d.id, d.satker, d.mailbox, d.code_hash, d.registration FROM draft d"
		" JOIN registration r ON r.id = d.registration"
		" WHERE d.id = $1 AND r.closed_at = 0",
		ARGS(arg_str(id)));

	return read_draft(w, &r, ret);
}

err draft_of_registration(struct work *w, int64_t registration, struct draft **ret)
{
	struct rows r = work_query(
		w,
		"SELECT id, satker, mailbox, code_hash, registration FROM draft"
		" WHERE registration = $1",
		ARGS(arg_int(registration)));

	return read_draft(w, &r, ret);
}

/* ---- links ---- */

err resume_insert(struct work *w, str draft, str hash)
{
	return work_exec(
		w,
		"INSERT INTO resume_link (token_hash, draft, created_at) VALUES ($1, $2, $3)",
		ARGS(arg_str(hash), arg_str(draft), arg_int(w->now)), NULL);
}

err resumes_since(struct work *w, str draft, int64_t since, int64_t *ret)
{
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM resume_link WHERE draft = $1 AND created_at > $2",
		ARGS(arg_str(draft), arg_int(since)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

/* One link, one winner: "" for whoever comes second. */
err resume_use(struct work *w, str hash, int64_t since, str *ret_draft)
{
	struct rows r = work_query(
		w,
		"UPDATE resume_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL"
		" AND created_at > $3 RETURNING draft",
		ARGS(arg_str(hash), arg_int(w->now), arg_int(since)));

	*ret_draft = rows_next(&r) ? row_str(&r, 0) : S("");
	return rows_end(&r);
}

/* ---- forgetting ---- */

/* Mailboxes that never gave their code back are nobody's business after a day. */
err drafts_unconfirmed_delete_all(struct work *w, int64_t before)
{
	return work_exec(
		w, "DELETE FROM draft WHERE registration IS NULL AND created_at <= $1",
		ARGS(arg_int(before)), NULL);
}

err draft_delete(struct work *w, int64_t registration)
{
	TRY(work_exec(
		w,
		"DELETE FROM resume_link WHERE draft IN (SELECT id FROM draft WHERE registration = $1)",
		ARGS(arg_int(registration)), NULL));
	return work_exec(w, "DELETE FROM draft WHERE registration = $1",
			 ARGS(arg_int(registration)), NULL);
}
