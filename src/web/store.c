#include "web/internal.h"

static str place(struct work *w, str scope, str key)
{
	return arena_fmt(w->arena, "replay|reply|%.*s|%.*s", P(scope), P(key));
}

err replay_read(struct work *w, str scope, str key, str *ret_hash, struct replay *ret)
{
	str sealed = S("");
	struct rows r =
		work_query(w,
			   "SELECT body_hash, status, location, type, reply FROM replay"
			   " WHERE scope = $1 AND key = $2",
			   ARGS(arg_str(scope), arg_str(key)));

	*ret = (struct replay){ 0 };
	if (rows_next(&r)) {
		ret->found = true;
		*ret_hash = row_str(&r, 0);
		ret->status = (int)row_int(&r, 1);
		ret->location = row_str(&r, 2);
		ret->type = row_str(&r, 3);
		sealed = row_bytes(&r, 4);
	}
	TRY(rows_end(&r));
	if (ret->found &&
	    !unseal(w->keys, w->arena, place(w, scope, key), sealed, &ret->body))
		return FAULT(FAULT_INTERNAL, "replay: a kept answer cannot be opened");
	return OK;
}

err replay_claim(struct work *w, str scope, str key, str hash, bool *ret_claimed)
{
	int64_t inserted;

	TRY(work_exec(
		w,
		"DELETE FROM replay WHERE scope = $1 AND key = $2 AND created_at <= $3",
		ARGS(arg_str(scope), arg_str(key), arg_int(w->now - IDEMPOTENCY_SECONDS)),
		NULL));
	TRY(work_exec(
		w,
		"INSERT INTO replay (scope, key, body_hash, status, location, type, reply,"
		" created_at) VALUES ($1, $2, $3, 0, '', '', $4, $5)"
		" ON CONFLICT (scope, key) DO NOTHING",
		ARGS(arg_str(scope), arg_str(key), arg_str(hash), arg_bytes(S("")),
		     arg_int(w->now)),
		&inserted));
	*ret_claimed = inserted == 1;
	return OK;
}

err replay_fill(struct work *w, str scope, str key, const struct replay *r)
{
	return work_exec(
		w,
		"UPDATE replay SET status = $3, location = $4, type = $5, reply = $6"
		" WHERE scope = $1 AND key = $2",
		ARGS(arg_str(scope), arg_str(key), arg_int(r->status),
		     arg_str(r->location), arg_str(r->type),
		     arg_bytes(seal(w->keys, w->arena, place(w, scope, key), r->body))),
		NULL);
}

err replay_forget(struct work *w, str scope, str key)
{
	return work_exec(w, "DELETE FROM replay WHERE scope = $1 AND key = $2",
			 ARGS(arg_str(scope), arg_str(key)), NULL);
}

err replay_sweep(struct work *w, int64_t before)
{
	return work_exec(w, "DELETE FROM replay WHERE created_at < $1",
			 ARGS(arg_int(before)), NULL);
}
