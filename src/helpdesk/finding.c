/* The index, and what is found in it by whom. */
#include "helpdesk/internal.h"
#include "jobs/jobs.h"

enum { BATCH = 500, FOUND_MAX = 50, LOOK_AT = 4 };

const str found_words[FOUND_KINDS] = {
	[FOUND_MESSAGE] = STR("pesan"),
	[FOUND_NOTE] = STR("catatan"),
	[FOUND_ARTICLE] = STR("artikel"),
	[FOUND_REQUEST] = STR("permohonan"),
};
const str found_labels[FOUND_KINDS] = {
	[FOUND_MESSAGE] = STR("Tiket"),
	[FOUND_NOTE] = STR("Catatan internal"),
	[FOUND_ARTICLE] = STR("Pengetahuan"),
	[FOUND_REQUEST] = STR("Permohonan"),
};

/*
 * Marks say who may find a text. Each kind has letters of its own, because the
 * rights to each reach differently: "t" tickets, "i" notes (of no satker, ever),
 * "r" requests, "a" articles for everybody.
 */
static const struct {
	const char *satker, *kppn, *kanwil, *nation;
} letters[FOUND_KINDS] = {
	[FOUND_MESSAGE] = { "ts", "tk", "tw", "tn" },
	[FOUND_NOTE] = { NULL, "ik", "iw", "in" },
	[FOUND_ARTICLE] = { NULL, NULL, NULL, "a" },
	[FOUND_REQUEST] = { "rs", "rk", "rw", "rn" },
};

static void add_mark(struct buf *b, const char *kind, str value)
{
	if (kind)
		buf_fmt(b, "%s_%s%.*s", b->n ? " " : "", kind, P(value));
}

static str marks_of(struct arena *a, const struct search_source *s, enum found_kind k)
{
	struct buf b = buf_new(a);

	if (s->satker.n) {
		add_mark(&b, letters[k].satker, s->satker);
		add_mark(&b, letters[k].kppn, s->kppn);
		add_mark(&b, letters[k].kanwil, s->kanwil);
	}
	add_mark(&b, letters[k].nation, S(""));
	add_mark(&b, "jenis", found_words[k]);
	return buf_str(&b);
}

/* ---- indexing ---- */

static err index_one(struct work *w, struct search_ref *s)
{
	struct search_source source;
	struct search_text t;

	TRY(store_search_source(w, s, &source));
	TRY(store_search_id(w, s));
	if (source.there) {
		t = (struct search_text){ s->id, marks_of(w->arena, &source, s->kind),
					  search_words(w->arena, source.text) };
		TRY(search_put(w->db, w->arena, &t));
	} else {
		TRY(search_drop(w->db, s->id));
	}
	return store_search_done(w, s);
}

static err index_due(struct work *w, const struct job *j)
{
	struct search_refs due;

	TRY(store_search_due(w, BATCH, &due));
	for (size_t i = 0; i < due.count; i++) {
		struct arena_mark mark = arena_mark(w->arena);

		TRY(index_one(w, &due.items[i]));
		arena_rewind(w->arena, mark);
	}
	return due.count == BATCH ? jobs_again(w, j, w->now) : OK;
}

const struct job_kind helpdesk_index_job = { .name = STR("helpdesk.index"),
					     .run = index_due };

/* ---- asking ---- */

static void add_scope(struct buf *b, const struct actor *a, enum permission p,
		      enum found_kind k)
{
	switch (actor_grant(a, p).scope) {
	case SCOPE_SATKER:
		if (a->unit_kind == UNIT_SATKER && a->unit.n)
			add_mark(b, letters[k].satker, a->unit);
		break;
	case SCOPE_KPPN:
		if (a->unit_kind == UNIT_KPPN && a->unit.n)
			add_mark(b, letters[k].kppn, a->unit);
		break;
	case SCOPE_KANWIL:
		if (a->unit_kind == UNIT_KANWIL && a->unit.n)
			add_mark(b, letters[k].kanwil, a->unit);
		break;
	case SCOPE_NATION:
		add_mark(b, letters[k].nation, S(""));
		break;
	default:
		break;
	}
}

static str scope_of(struct arena *a, const struct actor *by)
{
	struct buf b = buf_new(a);

	add_mark(&b, letters[FOUND_ARTICLE].nation, S(""));
	add_scope(&b, by, CAN_READ_TICKET, FOUND_MESSAGE);
	add_scope(&b, by, CAN_READ_REGISTRATION, FOUND_REQUEST);
	if (of_office(side_of(by)))
		add_scope(&b, by, CAN_NOTE_TICKET, FOUND_NOTE);
	return buf_str(&b);
}

static bool stands_already(const struct founds *all, const struct found *f)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].number, f->number))
			return true;
	return false;
}

static err show_one(struct work *w, const struct search_terms *terms, int64_t id,
		    struct founds *ret)
{
	enum { WIDTH = 240 };
	struct search_ref ref;
	struct found f;
	str text;
	bool there;

	TRY(store_search_ref(w, id, &ref, &there));
	if (there)
		TRY(store_found(w, &ref, &f, &text, &there));
	if (!there || stands_already(ret, &f))
		return OK;
	search_snippet(w->arena, text, terms, WIDTH, &f.snippet);
	*PUSH(w->arena, ret) = f;
	return OK;
}

err helpdesk_find(struct work *w, const struct find_query *q, struct founds *ret,
		  int64_t *ret_next)
{
	struct search_terms terms = search_terms(w->arena, q->typed);
	size_t limit = q->limit < FOUND_MAX ? q->limit : FOUND_MAX, i = 0;
	struct buf marks = buf_new(w->arena);
	struct search_query asked = {
		.terms = &terms,
		.any = scope_of(w->arena, w->actor),
		.before = q->before,
		.limit = (int64_t)limit * LOOK_AT,
	};
	struct search_ids ids;

	*ret = (struct founds){ 0 };
	*ret_next = 0;
	if (q->kind >= 0 && q->kind < FOUND_KINDS)
		add_mark(&marks, "jenis", found_words[q->kind]);
	asked.marks = buf_str(&marks);
	TRY(search_find(w->db, w->arena, &asked, &ids));
	for (; i < ids.count && ret->count < limit; i++)
		TRY(show_one(w, &terms, ids.items[i], ret));
	if (i && (i < ids.count || ids.count == limit * LOOK_AT))
		*ret_next = ids.items[i - 1];
	return OK;
}
