/* NIKs under the keys in use (work/reseal.h). */
#include "identity/identity.h"
#include "work/reseal.h"

static err read_niks(struct rows *r, struct sealed_niks *ret)
{
	*ret = (struct sealed_niks){ 0 };
	while (rows_next(r))
		*PUSH(r->arena, ret) =
			(struct sealed_nik){ row_int(r, 0), row_bytes(r, 1),
					     row_str(r, 2) };
	return rows_end(r);
}

static err count_of(struct rows r, int64_t *ret)
{
	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

/* ---- persons ---- */

static err renew_person(struct work *w, struct sealed_nik *n, bool *ret_moved)
{
	TRY(reseal_nik(w, arena_fmt(w->arena, "person|nik|%lld", (long long)n->id), n,
		       ret_moved));
	if (!*ret_moved)
		return OK;
	return work_exec(
		w, "UPDATE person SET nik_sealed = $2, nik_hash = $3 WHERE id = $1",
		ARGS(arg_int(n->id), arg_bytes(n->sealed), arg_str(n->hash)), NULL);
}

static err renew_persons(struct work *w, struct resealing *r)
{
	struct sealed_niks list;
	struct rows rows = work_query(w,
				      "SELECT id, nik_sealed, nik_hash FROM person"
				      " WHERE id > $1 ORDER BY id LIMIT $2",
				      ARGS(arg_int(reseal_from(r)), arg_int(r->limit)));

	TRY(read_niks(&rows, &list));
	for (size_t i = 0; i < list.count; i++) {
		bool moved;

		TRY(renew_person(w, &list.items[i], &moved));
		reseal_seen(w, r, list.items[i].id, moved);
	}
	return OK;
}

static err count_persons(struct work *w, struct key_name k, int64_t *ret)
{
	struct args mark = ARGS(key_mark(w->arena, k));

	if (k.purpose == KEY_FIELD)
		return count_of(work_query(w,
					   "SELECT COUNT(*) FROM person /* may scan */"
					   " WHERE substr(nik_sealed, 1, 1) = $1",
					   mark),
				ret);
	return count_of(work_query(w,
				   "SELECT COUNT(*) FROM person /* may scan */"
				   " WHERE nik_hash LIKE $1",
				   mark),
			ret);
}

/* ---- proposals of roles ---- */

static err renew_grant(struct work *w, struct sealed_nik *n, bool *ret_moved)
{
	TRY(reseal_nik(w, arena_fmt(w->arena, "office_grant|nik|%lld", (long long)n->id),
		       n, ret_moved));
	if (!*ret_moved)
		return OK;
	return work_exec(
		w, "UPDATE office_grant SET nik_sealed = $2, nik_hash = $3 WHERE id = $1",
		ARGS(arg_int(n->id), arg_bytes(n->sealed), arg_str(n->hash)), NULL);
}

static err renew_grants(struct work *w, struct resealing *r)
{
	struct sealed_niks list;
	struct rows rows = work_query(w,
				      "SELECT id, nik_sealed, nik_hash FROM office_grant"
				      " WHERE id > $1 ORDER BY id LIMIT $2",
				      ARGS(arg_int(reseal_from(r)), arg_int(r->limit)));

	TRY(read_niks(&rows, &list));
	for (size_t i = 0; i < list.count; i++) {
		bool moved;

		TRY(renew_grant(w, &list.items[i], &moved));
		reseal_seen(w, r, list.items[i].id, moved);
	}
	return OK;
}

static err count_grants(struct work *w, struct key_name k, int64_t *ret)
{
	struct args mark = ARGS(key_mark(w->arena, k));

	if (k.purpose == KEY_FIELD)
		return count_of(
			work_query(w,
				   "SELECT COUNT(*) FROM office_grant /* may scan */"
				   " WHERE substr(nik_sealed, 1, 1) = $1",
				   mark),
			ret);
	return count_of(work_query(w,
				   "SELECT COUNT(*) FROM office_grant /* may scan */"
				   " WHERE nik_hash LIKE $1",
				   mark),
			ret);
}

const struct sealed_place identity_places[IDENTITY_PLACES] = {
	{ STR("person.nik"), renew_persons, count_persons },
	{ STR("office_grant.nik"), renew_grants, count_grants },
};
