#include "helpdesk/internal.h"

#define COLUMNS                                                                          \
	"c.id, c.unit_kind, COALESCE(c.category, ''), COALESCE(k.name, ''), c.title,"    \
	" c.body, c.active, c.version"
#define FROM " FROM canned_reply c LEFT JOIN ticket_category k ON k.code = c.category"

static struct canned read_canned(struct rows *r)
{
	return (struct canned){
		.id = row_int(r, 0),
		.national = str_eq(row_str(r, 1), unit_kind_words[UNIT_PUSAT]),
		.category = row_str(r, 2),
		.category_name = row_str(r, 3),
		.title = row_str(r, 4),
		.body = row_str(r, 5),
		.active = row_int(r, 6) != 0,
		.version = row_int(r, 7),
	};
}

err store_canneds(struct work *w, const struct office *of, bool retired,
		  struct canneds *ret)
{
	enum { MOST = 200 };
	struct rows r = work_query(
		w,
		"SELECT " COLUMNS FROM " WHERE c.unit_kind = $1 AND c.unit = $2"
		" AND (c.active = 1 OR $3 = 1)"
		" ORDER BY c.title, c.id LIMIT $4",
		ARGS(arg_str(unit_kind_words[of->kind]), arg_str(of->unit),
		     arg_int(retired), arg_int(MOST)));

	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_canned(&r);
	return rows_end(&r);
}

err store_canned(struct work *w, int64_t id, struct canned **ret, struct office *ret_of)
{
	struct rows r =
		work_query(w, "SELECT " COLUMNS ", c.unit" FROM " WHERE c.id = $1",
			   ARGS(arg_int(id)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct canned);
		**ret = read_canned(&r);
		ret_of->kind = (enum unit_kind)row_word(&r, 1, WORDS(unit_kind_words));
		ret_of->unit = row_str(&r, 8);
	}
	return rows_end(&r);
}

err store_canned_insert(struct work *w, const struct office *of, struct canned *c)
{
	struct rows r = work_query(
		w,
		"INSERT INTO canned_reply (unit_kind, unit, category, title, body, active,"
		" version, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8)"
		" RETURNING id",
		ARGS(arg_str(unit_kind_words[of->kind]), arg_str(of->unit),
		     arg_text(c->category), arg_str(c->title), arg_str(c->body),
		     arg_int(c->active), arg_id(w->actor->person), arg_int(w->now)));

	c->id = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err store_canned_update(struct work *w, const struct canned *c, bool *ret_current)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE canned_reply SET version = version + 1, category = $3,"
		" title = $4, body = $5, active = $6, changed_by = $7, changed_at = $8"
		" WHERE id = $1 AND version = $2",
		ARGS(arg_int(c->id), arg_int(c->version), arg_text(c->category),
		     arg_str(c->title), arg_str(c->body), arg_int(c->active),
		     arg_id(w->actor->person), arg_int(w->now)),
		&changed));
	*ret_current = changed == 1;
	return OK;
}
