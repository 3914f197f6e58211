/* Answers kept for a day, under the key in use (work/reseal.h). */
#include "web/internal.h"
#include "work/reseal.h"

struct kept_answer {
	str scope, key, sealed;
};
struct kept_answers LIST_OF(struct kept_answer);

static err read_after(struct work *w, const struct resealing *r, struct kept_answers *ret)
{
	str key = r->after, scope = str_cut(&key, '|');
	struct rows rows = work_query(
		w,
		"SELECT scope, key, reply FROM replay WHERE (scope, key) > ($1, $2)"
		" ORDER BY scope, key LIMIT $3",
		ARGS(arg_str(scope), arg_str(key), arg_int(r->limit)));

	*ret = (struct kept_answers){ 0 };
	while (rows_next(&rows))
		*PUSH(w->arena, ret) =
			(struct kept_answer){ row_str(&rows, 0), row_str(&rows, 1),
					      row_bytes(&rows, 2) };
	return rows_end(&rows);
}

static err renew(struct work *w, const struct kept_answer *a, bool *ret_moved)
{
	str place = arena_fmt(w->arena, "replay|reply|%.*s|%.*s", P(a->scope), P(a->key));
	str sealed;

	TRY(reseal(w, place, a->sealed, &sealed, ret_moved));
	if (!*ret_moved)
		return OK;
	return work_exec(w, "UPDATE replay SET reply = $3 WHERE scope = $1 AND key = $2",
			 ARGS(arg_str(a->scope), arg_str(a->key), arg_bytes(sealed)),
			 NULL);
}

static err renew_answers(struct work *w, struct resealing *r)
{
	struct kept_answers list;

	TRY(read_after(w, r, &list));
	for (size_t i = 0; i < list.count; i++) {
		const struct kept_answer *a = &list.items[i];
		bool moved;

		TRY(renew(w, a, &moved));
		r->after = arena_fmt(w->arena, "%.*s|%.*s", P(a->scope), P(a->key));
		r->seen++;
		r->moved += moved;
	}
	return OK;
}

static err count_answers(struct work *w, struct key_name k, int64_t *ret)
{
	struct rows r;

	*ret = 0;
	if (k.purpose != KEY_FIELD)
		return OK;
	r = work_query(w,
		       "SELECT COUNT(*) FROM replay /* may scan */"
		       " WHERE substr(reply, 1, 1) = $1",
		       ARGS(key_mark(w->arena, k)));
	if (rows_next(&r))
		*ret = row_int(&r, 0);
	return rows_end(&r);
}

const struct sealed_place web_place = { STR("replay.reply"), renew_answers,
					count_answers };
