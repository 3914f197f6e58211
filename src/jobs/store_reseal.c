/* Letters that wait or are kept, under the key in use (work/reseal.h). */
#include "jobs/jobs.h"
#include "work/reseal.h"

struct body {
	int64_t id;
	str sealed;
};
struct bodies LIST_OF(struct body);

static err read_bodies(struct rows *r, struct bodies *ret)
{
	*ret = (struct bodies){ 0 };
	while (rows_next(r))
		*PUSH(r->arena, ret) = (struct body){ row_int(r, 0), row_bytes(r, 1) };
	return rows_end(r);
}

static err reseal_body(struct work *w, const struct body *b, str *ret, bool *ret_moved)
{
	return reseal(w, arena_fmt(w->arena, "mail|body|%lld", (long long)b->id),
		      b->sealed, ret, ret_moved);
}

/* Of the letters that wait: those that left have none. */
static err renew_waiting(struct work *w, struct resealing *r)
{
	struct bodies list;
	struct rows rows =
		work_query(w,
			   "SELECT id, body FROM mail WHERE id > $1 AND body IS NOT NULL"
			   "   AND state IN ('antre', 'ditunda') ORDER BY id LIMIT $2",
			   ARGS(arg_int(reseal_from(r)), arg_int(r->limit)));

	TRY(read_bodies(&rows, &list));
	for (size_t i = 0; i < list.count; i++) {
		str sealed;
		bool moved;

		TRY(reseal_body(w, &list.items[i], &sealed, &moved));
		if (moved)
			TRY(work_exec(w, "UPDATE mail SET body = $2 WHERE id = $1",
				      ARGS(arg_int(list.items[i].id), arg_bytes(sealed)),
				      NULL));
		reseal_seen(w, r, list.items[i].id, moved);
	}
	return OK;
}

static err renew_kept(struct work *w, struct resealing *r)
{
	struct bodies list;
	struct rows rows = work_query(w,
				      "SELECT mail, body FROM mail_kept"
				      " WHERE mail > $1 ORDER BY mail LIMIT $2",
				      ARGS(arg_int(reseal_from(r)), arg_int(r->limit)));

	TRY(read_bodies(&rows, &list));
	for (size_t i = 0; i < list.count; i++) {
		str sealed;
		bool moved;

		TRY(reseal_body(w, &list.items[i], &sealed, &moved));
		if (moved)
			TRY(work_exec(w, "UPDATE mail_kept SET body = $2 WHERE mail = $1",
				      ARGS(arg_int(list.items[i].id), arg_bytes(sealed)),
				      NULL));
		reseal_seen(w, r, list.items[i].id, moved);
	}
	return OK;
}

static err count_of(struct rows r, int64_t *ret)
{
	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

static err count_waiting(struct work *w, struct key_name k, int64_t *ret)
{
	*ret = 0;
	if (k.purpose != KEY_FIELD)
		return OK;
	return count_of(work_query(w,
				   "SELECT COUNT(*) FROM mail /* may scan */"
				   " WHERE body IS NOT NULL AND substr(body, 1, 1) = $1",
				   ARGS(key_mark(w->arena, k))),
			ret);
}

static err count_kept(struct work *w, struct key_name k, int64_t *ret)
{
	*ret = 0;
	if (k.purpose != KEY_FIELD)
		return OK;
	return count_of(work_query(w,
				   "SELECT COUNT(*) FROM mail_kept /* may scan */"
				   " WHERE substr(body, 1, 1) = $1",
				   ARGS(key_mark(w->arena, k))),
			ret);
}

const struct sealed_place mail_places[MAIL_PLACES] = {
	{ STR("mail.body"), renew_waiting, count_waiting },
	{ STR("mail_kept.body"), renew_kept, count_kept },
};
