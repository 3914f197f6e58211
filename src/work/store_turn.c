#include "work/reseal.h"

static str keys_now(struct work *w)
{
	return arena_fmt(w->arena, "field %d, lookup %d", key_in_use(w->keys, KEY_FIELD),
			 key_in_use(w->keys, KEY_LOOKUP));
}

#define TURN "SELECT place, keys, after, seen, moved, done_at FROM key_turn"

static struct key_turn read_turn(struct rows *r)
{
	return (struct key_turn){
		.place = row_str(r, 0),
		.keys = row_str(r, 1),
		.after = row_str(r, 2),
		.seen = row_int(r, 3),
		.moved = row_int(r, 4),
		.done_at = row_int(r, 5),
	};
}

err key_turn_find(struct work *w, str place, struct key_turn *ret)
{
	str now = keys_now(w);
	struct rows r = work_query(w, TURN " WHERE place = $1 AND keys = $2",
				   ARGS(arg_str(place), arg_str(now)));

	*ret = rows_next(&r) ? read_turn(&r)
			     : (struct key_turn){ .place = place, .keys = now };
	return rows_end(&r);
}

err key_turn_save(struct work *w, const struct key_turn *t)
{
	return work_exec(w,
			 "INSERT INTO key_turn (place, keys, after, seen, moved, done_at)"
			 " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (place) DO UPDATE"
			 " SET keys = excluded.keys, after = excluded.after,"
			 "     seen = excluded.seen, moved = excluded.moved,"
			 "     done_at = excluded.done_at",
			 ARGS(arg_str(t->place), arg_str(t->keys), arg_str(t->after),
			      arg_int(t->seen), arg_int(t->moved), arg_int(t->done_at)),
			 NULL);
}

err key_turns_forget(struct work *w)
{
	return work_exec(w, "DELETE FROM key_turn /* may scan: a dozen rows */", NO_ARGS,
			 NULL);
}

err key_turns_list(struct work *w, struct key_turns *ret)
{
	struct rows r = work_query(w, TURN " ORDER BY place /* may scan: a dozen rows */",
				   NO_ARGS);

	*ret = (struct key_turns){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_turn(&r);
	return rows_end(&r);
}
