/* Questions that wait for an answer, under the key in use (work/reseal.h). */
#include "dukcapil/dukcapil.h"
#include "work/reseal.h"

struct question {
	int64_t id, subject, round;
	str sealed;
};
struct questions LIST_OF(struct question);

static err renew(struct work *w, const struct question *q, bool *ret_moved)
{
	str place = arena_fmt(w->arena, "nik_check|asked|%lld/%lld",
			      (long long)q->subject, (long long)q->round);
	str sealed;

	TRY(reseal(w, place, q->sealed, &sealed, ret_moved));
	if (!*ret_moved)
		return OK;
	return work_exec(w, "UPDATE nik_check SET asked = $2 WHERE id = $1",
			 ARGS(arg_int(q->id), arg_bytes(sealed)), NULL);
}

static err renew_questions(struct work *w, struct resealing *r)
{
	struct questions list = { 0 };
	struct rows rows = work_query(w,
				      "SELECT id, subject, round, asked FROM nik_check"
				      " WHERE id > $1 ORDER BY id LIMIT $2",
				      ARGS(arg_int(reseal_from(r)), arg_int(r->limit)));

	while (rows_next(&rows))
		*PUSH(w->arena, &list) =
			(struct question){ row_int(&rows, 0), row_int(&rows, 1),
					   row_int(&rows, 2), row_bytes(&rows, 3) };
	TRY(rows_end(&rows));
	for (size_t i = 0; i < list.count; i++) {
		bool moved;

		TRY(renew(w, &list.items[i], &moved));
		reseal_seen(w, r, list.items[i].id, moved);
	}
	return OK;
}

static err count_questions(struct work *w, struct key_name k, int64_t *ret)
{
	struct rows r;

	*ret = 0;
	if (k.purpose != KEY_FIELD)
		return OK;
	r = work_query(w,
		       "SELECT COUNT(*) FROM nik_check /* may scan */"
		       " WHERE asked IS NOT NULL AND substr(asked, 1, 1) = $1",
		       ARGS(key_mark(w->arena, k)));
	if (rows_next(&r))
		*ret = row_int(&r, 0);
	return rows_end(&r);
}

const struct sealed_place dukcapil_place = { STR("nik_check.asked"), renew_questions,
					     count_questions };
