/* The access matrix as rows with validity, and what is counted: failures and quotas. */
#include "identity/internal.h"

static const struct grant refused = { SCOPE_NONE, 0 };

/* Rows come nearly in the order of the table, so the search goes on where it was. */
static enum permission permission_of(str row, enum permission last)
{
	int p = last;

	for (int i = 0; i < PERMISSIONS; i++) {
		p = p + 1 < PERMISSIONS ? p + 1 : 0;
		if (permission_rows[p].n && str_eq(permission_rows[p], row))
			return (enum permission)p;
	}
	return CAN_NOTHING;
}

static err add_role(struct work *w, enum role role, struct grant ret[PERMISSIONS])
{
	struct rows r = work_query(
		w,
		"SELECT action, cell FROM role_action WHERE role = $1 AND valid_from <= $2"
		" AND (valid_until IS NULL OR valid_until > $2)",
		ARGS(arg_str(role_words[role]), arg_int(w->now)));
	enum permission p = CAN_NOTHING;

	while (rows_next(&r)) {
		struct grant g;

		p = permission_of(row_str(&r, 0), p);
		if (p != CAN_NOTHING && grant_parse(row_str(&r, 1), &g))
			ret[p] = grant_wider(ret[p], g);
	}
	return rows_end(&r);
}

err access_in_force(struct work *w, role_set roles, struct grant ret[PERMISSIONS])
{
	for (int p = 0; p < PERMISSIONS; p++)
		ret[p] = refused;
	for (int role = 0; role < ROLES; role++)
		if (roles & ROLE_BIT(role))
			TRY(add_role(w, (enum role)role, ret));
	return OK;
}

static err write_default(struct work *w, enum role role, enum permission p)
{
	struct grant g = grant_default(role, p);

	if (g.scope == SCOPE_NONE)
		return OK;
	return work_exec(w,
			 "INSERT INTO role_action (role, action, cell, valid_from)"
			 " SELECT $1, $2, $3, 0 WHERE NOT EXISTS"
			 " (SELECT 1 FROM role_action WHERE role = $1 AND action = $2)",
			 ARGS(arg_str(role_words[role]), arg_str(permission_rows[p]),
			      arg_str(grant_text(w->arena, g))),
			 NULL);
}

err access_write_defaults(struct work *w)
{
	for (int role = 0; role < ROLES; role++)
		for (int p = CAN_ANYONE + 1; p < PERMISSIONS; p++)
			TRY(write_default(w, (enum role)role, (enum permission)p));
	return OK;
}

err throttle_wait(struct work *w, str bucket, int64_t *ret_seconds)
{
	struct rows r = work_query(w, "SELECT until FROM throttle WHERE bucket = $1",
				   ARGS(arg_str(bucket)));
	int64_t until = rows_next(&r) ? row_int(&r, 0) : 0;

	*ret_seconds = until > w->now ? until - w->now : 0;
	return rows_end(&r);
}

/* 1, 2, 4 … seconds, at most 15 minutes, after the free failures of a window. */
static int64_t delay_of(int64_t failures, int free_failures)
{
	int64_t over = failures - free_failures;

	if (over <= 0)
		return 0;
	return over > 10 ? 15 * MINUTE : (int64_t)1 << (over - 1);
}

err throttle_count(struct work *w, str bucket, int free_failures, int64_t window)
{
	int64_t failures = 1;
	struct rows r = work_query(
		w,
		"INSERT INTO throttle (bucket, failures, since, until) VALUES ($1, 1, $2, 0)"
		" ON CONFLICT (bucket) DO UPDATE SET"
		" failures = CASE WHEN throttle.since < $3 THEN 1 ELSE throttle.failures + 1 END,"
		" since = CASE WHEN throttle.since < $3 THEN $2 ELSE throttle.since END"
		" RETURNING failures",
		ARGS(arg_str(bucket), arg_int(w->now), arg_int(w->now - window)));

	if (rows_next(&r))
		failures = row_int(&r, 0);
	TRY(rows_end(&r));
	return work_exec(w, "UPDATE throttle SET until = $2 WHERE bucket = $1",
			 ARGS(arg_str(bucket),
			      arg_int(w->now + delay_of(failures, free_failures))),
			 NULL);
}

err throttle_read(struct work *w, str bucket, int64_t window, int64_t *ret)
{
	struct rows r = work_query(
		w, "SELECT failures FROM throttle WHERE bucket = $1 AND since >= $2",
		ARGS(arg_str(bucket), arg_int(w->now - window)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err throttle_clear(struct work *w, str bucket)
{
	return work_exec(w, "DELETE FROM throttle WHERE bucket = $1",
			 ARGS(arg_str(bucket)), NULL);
}

err identity_sweep(struct work *w)
{
	return work_exec(w,
			 "DELETE FROM throttle WHERE since < $1 AND until < $2"
			 " /* may scan: failures of a day */",
			 ARGS(arg_int(w->now - DAY), arg_int(w->now)), NULL);
}

err quota_count(struct work *w, const struct quota_use *u, bool *ret_counted)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"INSERT INTO quota (person, action, day, used) SELECT $1, $2, $3, $4"
		" WHERE $4 <= $5 ON CONFLICT (person, action) DO UPDATE SET"
		" used = CASE WHEN quota.day = $3 THEN quota.used + $4 ELSE $4 END,"
		" refused = CASE WHEN quota.day = $3 THEN quota.refused ELSE 0 END, day = $3"
		" WHERE quota.day <> $3 OR quota.used + $4 <= $5",
		ARGS(arg_int(w->actor->person), arg_str(u->action), arg_str(u->day),
		     arg_int(u->amount), arg_int(u->most)),
		&changed));
	*ret_counted = changed == 1;
	return OK;
}

err quota_refuse(struct work *w, const struct quota_use *u, int64_t *ret_times)
{
	struct rows r = work_query(
		w,
		"UPDATE quota SET refused = refused + 1"
		" WHERE person = $1 AND action = $2 AND day = $3 RETURNING refused",
		ARGS(arg_int(w->actor->person), arg_str(u->action), arg_str(u->day)));

	*ret_times = rows_next(&r) ? row_int(&r, 0) : 1;
	return rows_end(&r);
}
