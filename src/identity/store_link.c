#include "identity/internal.h"

err link_insert(struct work *w, enum link_kind k, int64_t person, str hash,
		int64_t expires_at)
{
	return work_exec(
		w,
		"INSERT INTO link (kind, token_hash, person, created_at, expires_at)"
		" VALUES ($1, $2, $3, $4, $5)",
		ARGS(arg_str(link_words[k]), arg_str(hash), arg_int(person),
		     arg_int(w->now), arg_int(expires_at)),
		NULL);
}

err links_kill(struct work *w, enum link_kind k, int64_t person)
{
	return work_exec(w,
			 "UPDATE link SET killed_at = $3 WHERE person = $1 AND kind = $2"
			 " AND used_at IS NULL AND killed_at IS NULL",
			 ARGS(arg_int(person), arg_str(link_words[k]), arg_int(w->now)),
			 NULL);
}

err link_find(struct work *w, enum link_kind k, str hash, struct link **ret)
{
	struct rows r = work_query(
		w,
		"SELECT id, person, expires_at, used_at IS NOT NULL, killed_at IS NOT NULL"
		" FROM link WHERE token_hash = $1 AND kind = $2",
		ARGS(arg_str(hash), arg_str(link_words[k])));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct link);
		**ret = (struct link){ row_int(&r, 0), row_int(&r, 1), row_int(&r, 2),
				       row_int(&r, 3) != 0, row_int(&r, 4) != 0 };
	}
	return rows_end(&r);
}

/* One token, one winner: of two at once the second finds it used. */
err link_use(struct work *w, int64_t id, bool *ret_was_open)
{
	int64_t changed;

	TRY(work_exec(w,
		      "UPDATE link SET used_at = $2 WHERE id = $1 AND used_at IS NULL"
		      " AND killed_at IS NULL AND expires_at > $2",
		      ARGS(arg_int(id), arg_int(w->now)), &changed));
	*ret_was_open = changed == 1;
	return OK;
}

err link_latest(struct work *w, enum link_kind k, int64_t person, int64_t *ret_created_at)
{
	struct rows r = work_query(
		w,
		"SELECT COALESCE(MAX(created_at), 0) FROM link WHERE person = $1 AND kind = $2",
		ARGS(arg_int(person), arg_str(link_words[k])));

	*ret_created_at = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}
