/* What is to be found, and what has been found. */
#include "helpdesk/internal.h"

/* ---- the index ---- */

err search_note_due(struct work *w, enum found_kind k, int64_t ref)
{
	return work_exec(w,
			 "INSERT INTO search_due (kind, ref) VALUES ($1, $2)"
			 " ON CONFLICT DO NOTHING",
			 ARGS(arg_str(found_words[k]), arg_int(ref)), NULL);
}

err store_entries_due(struct work *w, int64_t ticket)
{
	return work_exec(w,
			 "INSERT INTO search_due (kind, ref)"
			 " SELECT 'pesan', id FROM ticket_entry"
			 " WHERE ticket = $1 AND kind = 'pesan' ON CONFLICT DO NOTHING",
			 ARGS(arg_int(ticket)), NULL);
}

err store_search_due(struct work *w, int limit, struct search_refs *ret)
{
	struct rows r = work_query(w,
				   "SELECT kind, ref FROM search_due ORDER BY kind, ref"
				   " LIMIT $1",
				   ARGS(arg_int(limit)));

	*ret = (struct search_refs){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct search_ref){
			.kind = (enum found_kind)row_word(&r, 0, WORDS(found_words)),
			.ref = row_int(&r, 1),
		};
	return rows_end(&r);
}

err store_search_done(struct work *w, const struct search_ref *s)
{
	return work_exec(w, "DELETE FROM search_due WHERE kind = $1 AND ref = $2",
			 ARGS(arg_str(found_words[s->kind]), arg_int(s->ref)), NULL);
}

err store_search_id(struct work *w, struct search_ref *s)
{
	struct rows r = work_query(
		w,
		"INSERT INTO search_ref (kind, ref) VALUES ($1, $2)"
		" ON CONFLICT (kind, ref) DO UPDATE SET ref = excluded.ref RETURNING id",
		ARGS(arg_str(found_words[s->kind]), arg_int(s->ref)));

	s->id = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err store_search_ref(struct work *w, int64_t id, struct search_ref *ret, bool *ret_there)
{
	struct rows r = work_query(w, "SELECT kind, ref FROM search_ref WHERE id = $1",
				   ARGS(arg_int(id)));

	*ret_there = rows_next(&r);
	if (*ret_there)
		*ret = (struct search_ref){
			.id = id,
			.kind = (enum found_kind)row_word(&r, 0, WORDS(found_words)),
			.ref = row_int(&r, 1),
		};
	return rows_end(&r);
}

/* ---- what a text is made of ---- */

static str joined(struct work *w, struct rows *r, int from, int to)
{
	struct buf b = buf_new(w->arena);

	for (int i = from; i <= to; i++)
		buf_fmt(&b, "%s%.*s", i > from ? " " : "", P(row_str(r, i)));
	return buf_str(&b);
}

static err read_source(struct work *w, struct rows *r, struct search_source *ret)
{
	*ret = (struct search_source){ 0 };
	if (rows_next(r)) {
		ret->satker = row_str(r, 0);
		ret->kppn = row_str(r, 1);
		ret->kanwil = row_str(r, 2);
		ret->text = joined(w, r, 3, 7);
		ret->there = !str_blank(ret->text);
	}
	return rows_end(r);
}

err store_search_source(struct work *w, const struct search_ref *s,
			struct search_source *ret)
{
	static const char *const sources[FOUND_KINDS] = {
		[FOUND_MESSAGE] =
			"SELECT t.satker, t.kppn, t.kanwil, t.number, t.subject,"
			" t.satker || ' ' || t.satker_name, e.author_name, e.body"
			" FROM ticket_entry e JOIN ticket t ON t.id = e.ticket"
			" WHERE e.id = $1 AND e.kind = 'pesan'",
		[FOUND_NOTE] = "SELECT t.satker, t.kppn, t.kanwil, t.number, t.subject,"
			       " '', n.author_name, n.body"
			       " FROM ticket_note n JOIN ticket t ON t.id = n.ticket"
			       " WHERE n.id = $1",
		[FOUND_ARTICLE] = "SELECT '', '', '', title, summary, steps, body, slug"
				  " FROM article WHERE id = $1 AND state = 'terbit'",
		[FOUND_REQUEST] = "SELECT satker, kppn, kanwil, search, '', '', '', ''"
				  " FROM registration WHERE id = $1 AND round > 0",
	};
	struct rows r =
		db_query(w->db, w->arena, sources[s->kind], ARGS(arg_int(s->ref)));

	return read_source(w, &r, ret);
}

/* ---- what was found ---- */

static struct found read_found(struct rows *r, enum found_kind k)
{
	return (struct found){
		.kind = k,
		.number = row_str(r, 0),
		.title = row_str(r, 1),
		.state = row_str(r, 2),
		.satker_name = row_str(r, 3),
		.at = row_int(r, 4),
	};
}

err store_found(struct work *w, const struct search_ref *s, struct found *ret,
		str *ret_text, bool *ret_there)
{
	static const char *const shown[FOUND_KINDS] = {
		[FOUND_MESSAGE] =
			"SELECT t.number, t.subject, t.state, t.satker_name, e.at, e.body"
			" FROM ticket_entry e JOIN ticket t ON t.id = e.thread WHERE e.id = $1",
		[FOUND_NOTE] =
			"SELECT t.number, t.subject, t.state, t.satker_name, n.at, n.body"
			" FROM ticket_note n JOIN ticket t ON t.id = n.thread WHERE n.id = $1",
		[FOUND_ARTICLE] =
			"SELECT slug, title, '', '', changed_at, summary || ' ' || body"
			" FROM article WHERE id = $1 AND state = 'terbit'",
		[FOUND_REQUEST] =
			"SELECT number, satker_name, state, satker_name, submitted_at,"
			" satker || ' ' || satker_name FROM registration WHERE id = $1",
	};
	struct rows r = db_query(w->db, w->arena, shown[s->kind], ARGS(arg_int(s->ref)));

	*ret_there = rows_next(&r);
	if (*ret_there) {
		*ret = read_found(&r, s->kind);
		*ret_text = row_str(&r, 5);
	}
	return rows_end(&r);
}
