#include "helpdesk/internal.h"

#define COLUMNS                                                                           \
	"a.id, a.slug, a.category, c.name, a.title, a.summary, a.steps, a.body, a.state," \
	" a.version, a.changed_at"
#define FROM " FROM article a JOIN ticket_category c ON c.code = a.category"

static struct strs lines_of(struct arena *a, str text)
{
	struct strs all = { 0 };

	while (text.n) {
		str line = str_trim(str_cut(&text, '\n'));

		if (line.n)
			*PUSH(a, &all) = line;
	}
	return all;
}

static struct article read_article(struct work *w, struct rows *r)
{
	return (struct article){
		.id = row_int(r, 0),
		.slug = row_str(r, 1),
		.category = row_str(r, 2),
		.category_name = row_str(r, 3),
		.title = row_str(r, 4),
		.summary = row_str(r, 5),
		.steps = lines_of(w->arena, row_str(r, 6)),
		.body = row_str(r, 7),
		.published = str_eq(row_str(r, 8), S("terbit")),
		.version = row_int(r, 9),
		.changed_at = row_int(r, 10),
	};
}

err store_article(struct work *w, str slug, struct article **ret)
{
	struct rows r = work_query(w, "SELECT " COLUMNS FROM " WHERE a.slug = $1",
				   ARGS(arg_str(slug)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct article);
		**ret = read_article(w, &r);
	}
	return rows_end(&r);
}

err store_articles(struct work *w, str category, bool drafts, struct articles *ret)
{
	enum { ARTICLES_MAX = 200 };
	struct rows r =
		category.n
			? work_query(
				  w,
				  "SELECT " COLUMNS FROM
				  " WHERE a.category = $1 AND (a.state = 'terbit' OR $2 = 1)"
				  " ORDER BY a.title LIMIT $3",
				  ARGS(arg_str(category), arg_int(drafts),
				       arg_int(ARTICLES_MAX)))
			: work_query(
				  w,
				  "SELECT " COLUMNS FROM
				  " WHERE a.state = 'terbit' OR $1 = 1"
				  " ORDER BY c.position, a.title LIMIT $2 /* may scan */",
				  ARGS(arg_int(drafts), arg_int(ARTICLES_MAX)));

	*ret = (struct articles){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_article(w, &r);
	return rows_end(&r);
}

err store_article_helped(struct work *w, int64_t article)
{
	return work_exec(
		w,
		"INSERT INTO article_use (article, day, n) VALUES ($1, $2, 1)"
		" ON CONFLICT (article, day) DO UPDATE SET n = article_use.n + 1",
		ARGS(arg_int(article), arg_str(date_iso(w->arena, date_at(w->now, WIB)))),
		NULL);
}

err store_article_uses(struct work *w, struct article *a)
{
	struct rows r = work_query(
		w, "SELECT COALESCE(SUM(n), 0) FROM article_use WHERE article = $1",
		ARGS(arg_int(a->id)));

	a->helped = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

static str steps_text(struct arena *a, const struct strs *steps)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < steps->count; i++)
		buf_fmt(&b, "%s%.*s", i ? "\n" : "", P(steps->items[i]));
	return buf_str(&b);
}

err store_article_insert(struct work *w, struct article *a, bool *ret_added)
{
	struct rows r = work_query(
		w,
		"INSERT INTO article (slug, category, title, summary, steps, body, state,"
		" version, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)"
		" ON CONFLICT DO NOTHING RETURNING id",
		ARGS(arg_str(a->slug), arg_str(a->category), arg_str(a->title),
		     arg_str(a->summary), arg_str(steps_text(w->arena, &a->steps)),
		     arg_str(a->body), arg_str(a->published ? S("terbit") : S("draf")),
		     arg_id(w->actor->person), arg_int(w->now)));

	*ret_added = rows_next(&r);
	a->id = *ret_added ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err store_article_update(struct work *w, const struct article *a, bool *ret_current)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE article SET version = version + 1, category = $3, title = $4,"
		" summary = $5, steps = $6, body = $7, state = $8, changed_by = $9,"
		" changed_at = $10 WHERE id = $1 AND version = $2",
		ARGS(arg_int(a->id), arg_int(a->version), arg_str(a->category),
		     arg_str(a->title), arg_str(a->summary),
		     arg_str(steps_text(w->arena, &a->steps)), arg_str(a->body),
		     arg_str(a->published ? S("terbit") : S("draf")),
		     arg_id(w->actor->person), arg_int(w->now)),
		&changed));
	*ret_current = changed == 1;
	return OK;
}
