/* NIKs, rounds and codes under the keys in use (work/reseal.h). */
#include "registration/registration.h"
#include "work/reseal.h"

static err count_of(struct rows r, int64_t *ret)
{
	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

/* ---- who is named ---- */

static err renew_user(struct work *w, struct sealed_nik *n, bool *ret_moved)
{
	TRY(reseal_nik(
		w, arena_fmt(w->arena, "registration_user|nik|%lld", (long long)n->id), n,
		ret_moved));
	if (!*ret_moved)
		return OK;
	return work_exec(
		w,
		"UPDATE registration_user SET nik_sealed = $2, nik_hash = $3 WHERE id = $1",
		ARGS(arg_int(n->id), arg_bytes(n->sealed), arg_str(n->hash)), NULL);
}

static err renew_users(struct work *w, struct resealing *r)
{
	struct sealed_niks list = { 0 };
	struct rows rows =
		work_query(w,
			   "SELECT id, nik_sealed, nik_hash FROM registration_user"
			   " WHERE id > $1 ORDER BY id LIMIT $2",
			   ARGS(arg_int(reseal_from(r)), arg_int(r->limit)));

	while (rows_next(&rows))
		*PUSH(w->arena, &list) =
			(struct sealed_nik){ row_int(&rows, 0), row_bytes(&rows, 1),
					     row_str(&rows, 2) };
	TRY(rows_end(&rows));
	for (size_t i = 0; i < list.count; i++) {
		bool moved;

		TRY(renew_user(w, &list.items[i], &moved));
		reseal_seen(w, r, list.items[i].id, moved);
	}
	return OK;
}

static err count_users(struct work *w, struct key_name k, int64_t *ret)
{
	struct args mark = ARGS(key_mark(w->arena, k));

	if (k.purpose == KEY_FIELD)
		return count_of(
			work_query(w,
				   "SELECT COUNT(*) FROM registration_user /* may scan */"
				   " WHERE substr(nik_sealed, 1, 1) = $1",
				   mark),
			ret);
	return count_of(work_query(w,
				   "SELECT COUNT(*) FROM registration_user /* may scan */"
				   " WHERE nik_hash LIKE $1",
				   mark),
			ret);
}

/* ---- what a round had sent ---- */

struct sent {
	int64_t registration, round;
	str sealed;
};
struct sents LIST_OF(struct sent);

/* The rounds of the first request after it. */
static err rounds_after(struct work *w, int64_t registration, struct sents *ret)
{
	struct rows r = work_query(
		w,
		"SELECT registration, round, sent_sealed FROM registration_round"
		" WHERE registration = (SELECT MIN(registration) FROM registration_round"
		"                        WHERE registration > $1)"
		" ORDER BY round",
		ARGS(arg_int(registration)));

	*ret = (struct sents){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) =
			(struct sent){ row_int(&r, 0), row_int(&r, 1), row_bytes(&r, 2) };
	return rows_end(&r);
}

static err renew_round(struct work *w, const struct sent *s, bool *ret_moved)
{
	str place = arena_fmt(w->arena, "registration_round|sent|%lld.%lld",
			      (long long)s->registration, (long long)s->round);
	str sealed;

	TRY(reseal(w, place, s->sealed, &sealed, ret_moved));
	if (!*ret_moved)
		return OK;
	return work_exec(
		w,
		"UPDATE registration_round SET sent_sealed = $3"
		" WHERE registration = $1 AND round = $2",
		ARGS(arg_int(s->registration), arg_int(s->round), arg_bytes(sealed)),
		NULL);
}

/* A request counts as one, however many rounds it had. */
static err renew_rounds(struct work *w, struct resealing *r)
{
	struct sents list;

	for (int i = 0; i < r->limit; i++) {
		bool any = false;

		TRY(rounds_after(w, reseal_from(r), &list));
		if (!list.count)
			return OK;
		for (size_t k = 0; k < list.count; k++) {
			bool moved;

			TRY(renew_round(w, &list.items[k], &moved));
			any |= moved;
		}
		reseal_seen(w, r, list.items[0].registration, any);
	}
	return OK;
}

static err count_rounds(struct work *w, struct key_name k, int64_t *ret)
{
	*ret = 0;
	if (k.purpose != KEY_FIELD)
		return OK;
	return count_of(
		work_query(w,
			   "SELECT COUNT(*) FROM registration_round /* may scan */"
			   " WHERE substr(sent_sealed, 1, 1) = $1",
			   ARGS(key_mark(w->arena, k))),
		ret);
}

/* ---- codes for the status page: nobody has them but who was written to ---- */

static err count_secrets(struct work *w, struct key_name k, int64_t *ret)
{
	*ret = 0;
	if (k.purpose != KEY_LOOKUP)
		return OK;
	return count_of(work_query(w,
				   "SELECT COUNT(*) FROM registration /* may scan */"
				   " WHERE secret_hash LIKE $1",
				   ARGS(key_mark(w->arena, k))),
			ret);
}

const struct sealed_place registration_places[REGISTRATION_PLACES] = {
	{ STR("registration_user.nik"), renew_users, count_users },
	{ STR("registration_round.sent"), renew_rounds, count_rounds },
	{ STR("registration.secret"), NULL, count_secrets },
};
