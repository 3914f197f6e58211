/* Returns with their flags, what had been sent before them, and who looks. */
#include "registration/internal.h"

err flags_of(struct work *w, int64_t registration, int round, struct flags *ret)
{
	struct rows r = work_query(
		w,
		"SELECT n, field, code, note, fixed, answer FROM registration_flag"
		" WHERE registration = $1 AND round = $2 ORDER BY n, field",
		ARGS(arg_int(registration), arg_int(round)));

	*ret = (struct flags){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct flag){
			.user = (int)row_int(&r, 0),
			.field = (enum field)row_word(&r, 1, WORDS(field_words)),
			.code = row_str(&r, 2),
			.note = row_str(&r, 3),
			.fixed = row_int(&r, 4) != 0,
			.answer = row_str(&r, 5),
		};
	return rows_end(&r);
}

err flag_insert(struct work *w, int64_t registration, int round, const struct flag *f)
{
	return work_exec(
		w,
		"INSERT INTO registration_flag (registration, round, n, field, code, note, fixed)"
		" VALUES ($1, $2, $3, $4, $5, $6, 0)",
		ARGS(arg_int(registration), arg_int(round), arg_int(f->user),
		     arg_str(field_words[f->field]), arg_str(f->code), arg_str(f->note)),
		NULL);
}

err flag_update(struct work *w, int64_t registration, int round, const struct flag *f)
{
	return work_exec(
		w,
		"UPDATE registration_flag SET fixed = $5, answer = $6"
		" WHERE registration = $1 AND round = $2 AND n = $3 AND field = $4",
		ARGS(arg_int(registration), arg_int(round), arg_int(f->user),
		     arg_str(field_words[f->field]), arg_int(f->fixed),
		     arg_str(f->answer)),
		NULL);
}

static str place_of(struct work *w, int64_t registration, int round)
{
	return arena_fmt(w->arena, "registration_round|sent|%lld.%d",
			 (long long)registration, round);
}

err round_insert(struct work *w, const struct registration *r, str sent)
{
	return work_exec(
		w,
		"INSERT INTO registration_round (registration, round, submitted_at, due_at,"
		" returned_at, sent_sealed) VALUES ($1, $2, $3, $4, $5, $6)",
		ARGS(arg_int(r->id), arg_int(r->round), arg_int(r->submitted_at),
		     arg_int(r->due_at), arg_int(w->now),
		     arg_bytes(seal(w->keys, w->arena, place_of(w, r->id, r->round),
				    sent))),
		NULL);
}

err round_sent(struct work *w, int64_t registration, int round, str *ret)
{
	str sealed = S("");
	struct rows r = work_query(
		w,
		"SELECT sent_sealed FROM registration_round WHERE registration = $1 AND round = $2",
		ARGS(arg_int(registration), arg_int(round)));

	if (rows_next(&r))
		sealed = row_bytes(&r, 0);
	TRY(rows_end(&r));
	*ret = S("");
	if (sealed.n &&
	    !unseal(w->keys, w->arena, place_of(w, registration, round), sealed, ret))
		return FAULT(FAULT_INTERNAL,
			     "request %lld: round %d does not belong to its row",
			     (long long)registration, round);
	return OK;
}

err look_note(struct work *w, int64_t registration)
{
	return work_exec(w,
			 "INSERT INTO registration_look (registration, person, name, at)"
			 " VALUES ($1, $2, $3, $4) ON CONFLICT (registration, person)"
			 " DO UPDATE SET name = excluded.name, at = excluded.at",
			 ARGS(arg_int(registration), arg_int(w->actor->person),
			      arg_str(w->actor->name), arg_int(w->now)),
			 NULL);
}

err looks_since(struct work *w, int64_t registration, int64_t since, struct lookers *ret)
{
	struct rows r = work_query(
		w,
		"SELECT name, at FROM registration_look"
		" WHERE registration = $1 AND at > $2 AND person <> $3 ORDER BY at DESC",
		ARGS(arg_int(registration), arg_int(since), arg_int(w->actor->person)));

	*ret = (struct lookers){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct looker){ row_str(&r, 0), row_int(&r, 1) };
	return rows_end(&r);
}
