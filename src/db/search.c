#include "db/search.h"

/* ---- writing ---- */

static str joined(struct arena *a, str marks, str words)
{
	if (!marks.n || !words.n)
		return marks.n ? marks : words;
	return arena_fmt(a, "%.*s %.*s", P(marks), P(words));
}

err search_drop(struct db *db, int64_t id)
{
	if (db_engine(db) == DB_SQLITE)
		return db_exec(db, "DELETE FROM search_text WHERE rowid = $1",
			       ARGS(arg_int(id)), NULL);
	return db_exec(db, "DELETE FROM search_text WHERE id = $1", ARGS(arg_int(id)),
		       NULL);
}

static err put_new(struct db *db, int64_t id, str tokens)
{
	if (db_engine(db) == DB_SQLITE)
		return db_exec(db,
			       "INSERT INTO search_text (rowid, tokens) VALUES ($1, $2)",
			       ARGS(arg_int(id), arg_str(tokens)), NULL);
	return db_exec(db,
		       "INSERT INTO search_text (id, tokens) VALUES ($1,"
		       " array_to_tsvector(string_to_array($2, ' ')))",
		       ARGS(arg_int(id), arg_str(tokens)), NULL);
}

/* An array with an empty or a repeated word is no vector: words come each once. */
err search_put(struct db *db, struct arena *a, const struct search_text *t)
{
	TRY(search_drop(db, t->id));
	return put_new(db, t->id, joined(a, t->marks, t->words));
}

/* ---- asking: tokens are letters, digits and "_", so that nothing can be quoted ---- */

struct dialect {
	const char *quote, *and, * or, *begins;
};
static const struct dialect fts5 = { "\"", " AND ", " OR ", "*" };
static const struct dialect tsquery = { "'", " & ", " | ", ":*" };

static void add_token(struct buf *b, const struct dialect *d, str token, bool begins)
{
	buf_fmt(b, "%s%.*s%s%s", d->quote, P(token), d->quote, begins ? d->begins : "");
}

static void add_term(struct buf *b, const struct dialect *d, const struct search_term *t)
{
	buf_char(b, '(');
	add_token(b, d, t->word, t->begins);
	if (!str_eq(t->word, t->stem)) {
		buf_add(b, str_from(d->or));
		add_token(b, d, t->stem, t->begins);
	}
	buf_char(b, ')');
}

static void add_marks(struct buf *b, const struct dialect *d, str marks, const char *how)
{
	bool first = true;

	while (marks.n) {
		str mark = str_cut(&marks, ' ');

		if (!mark.n)
			continue;
		if (!first)
			buf_add(b, str_from(how));
		add_token(b, d, mark, false);
		first = false;
	}
}

static str asked(struct arena *a, const struct dialect *d, const struct search_query *q)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < q->terms->count; i++) {
		if (i)
			buf_add(&b, str_from(d->and));
		add_term(&b, d, &q->terms->items[i]);
	}
	if (q->marks.n) {
		buf_add(&b, str_from(d->and));
		add_marks(&b, d, q->marks, d->and);
	}
	if (q->any.n) {
		buf_fmt(&b, "%s(", d->and);
		add_marks(&b, d, q->any, d->or);
		buf_char(&b, ')');
	}
	return buf_str(&b);
}

err search_find(struct db *db, struct arena *a, const struct search_query *q,
		struct search_ids *ret)
{
	bool lite = db_engine(db) == DB_SQLITE;
	int64_t before = q->before ? q->before : INT64_MAX;
	struct rows r;

	*ret = (struct search_ids){ 0 };
	if (!q->terms->count)
		return OK;
	if (lite)
		r = db_query(db, a,
			     "SELECT rowid FROM search_text WHERE search_text MATCH $1"
			     " AND rowid < $2 ORDER BY rowid DESC LIMIT $3",
			     ARGS(arg_str(asked(a, &fts5, q)), arg_int(before),
				  arg_int(q->limit)));
	else
		r = db_query(
			db, a,
			"SELECT id FROM search_text WHERE tokens @@ ($1::text)::tsquery"
			" AND id < $2 ORDER BY id DESC LIMIT $3",
			ARGS(arg_str(asked(a, &tsquery, q)), arg_int(before),
			     arg_int(q->limit)));
	while (rows_next(&r))
		*PUSH(a, ret) = row_int(&r, 0);
	return rows_end(&r);
}
