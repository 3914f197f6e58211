/* GET /api/v1/registrations: the lists of the pages. */
#include "registration/api.h"

static const str tab_words[] = { STR("antrean"),	 STR("tugas-saya"),
				 STR("petugas-kedua"),	 STR("belum-diambil"),
				 STR("menunggu-satker"), STR("selesai") };
static const str sort_words[] = { STR("batas"), STR("-diajukan"), STR("satker"),
				  STR("-diubah") };

/* ---- what is asked for ---- */

/* A word of the query; "" is none of them, which is no filter. */
static size_t word_asked(struct work *w, const struct request *rq, const char *name,
			 struct words words, struct complaints *wrong)
{
	str text = query_str(rq, name);
	size_t i = api_word(text, words.items, words.count);

	if (text.n && i == words.count)
		*PUSH(w->arena, wrong) =
			(struct complaint){ str_from(name), S("unknown_word"),
					    S("Pilih salah satu nilai yang ada.") };
	return i;
}

/* The order is in the position: one of another order would lead astray. */
static bool position_of(str after, str sort, str *ret)
{
	str asked = str_cut(&after, '|');

	*ret = after;
	return after.n == 0 || str_eq(asked, sort);
}

static bool read_query(struct work *w, const struct request *rq, struct reply *rp,
		       const struct api_page *page, struct registration_query *q)
{
	struct complaints wrong = { 0 };
	size_t state = word_asked(w, rq, "state", WORDS_OF(state_words), &wrong);
	size_t kind = word_asked(w, rq, "kind", WORDS_OF(kind_words), &wrong);

	word_asked(w, rq, "tab", WORDS_OF(tab_words), &wrong);
	word_asked(w, rq, "sort", WORDS_OF(sort_words), &wrong);
	*q = (struct registration_query){
		.state = (enum registration_state)(state % STATES),
		.any_state = state == STATES,
		.tab = query_str(rq, "tab"),
		.satker = query_str(rq, "satker"),
		.q = query_str(rq, "q"),
		.kind = kind == KINDS ? -1 : (int)kind,
		.sort = query_str(rq, "sort"),
		.limit = page->limit + 1,
	};
	if (!position_of(page->after, q->sort, &q->after))
		*PUSH(w->arena, &wrong) =
			(struct complaint){ S("after"), S("unknown_cursor"),
					    S("Bukan penanda dari urutan ini.") };
	if (wrong.count)
		(void)reply_complaints(rp, &wrong);
	return wrong.count == 0;
}

/* ---- the answer ---- */

static void put_row(struct json_out *o, const struct registration_row *r)
{
	json_open(o, '{');
	json_put(o, S("number"), r->number);
	json_put(o, S("kind"), kind_words[r->kind]);
	json_put(o, S("state"), state_words[r->state]);
	json_put(o, S("satker"), r->satker);
	json_put(o, S("satker_name"), r->satker_name);
	json_put(o, S("round"), r->round);
	json_put(o, S("users"), r->users);
	put_at(o, S("submitted_at"), r->submitted_at);
	put_at(o, S("due_at"), r->due_at);
	put_at(o, S("changed_at"), r->changed_at);
	put_some(o, S("claimed_by"), r->claimed_name);
	put_some(o, S("waiting_for"), r->waits_for_second ? S("second") : S(""));
	json_close(o, '}');
}

static err list_registrations(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_query q;
	struct registration_rows rows;
	struct api_page page;
	struct json_out *o;
	str position = S("");

	if (!api_page(w, rq, rp, &page) || !read_query(w, rq, rp, &page, &q))
		return OK;
	TRY(registration_list(w, &q, &rows));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < rows.count && i < page.limit; i++)
		put_row(o, &rows.items[i]);
	json_close(o, ']');
	if (rows.count > page.limit)
		position = arena_fmt(
			w->arena, "%.*s|%.*s", P(q.sort),
			P(registration_position(w->arena, &rows.items[page.limit - 1])));
	api_next(w, rq, o, position);
	json_close(o, '}');
	return OK;
}

static const struct api_field query_fields[] = {
	{ STR("state"), JSON_TEXT, ONE_OF(state_words), .optional = true },
	{ STR("kind"), JSON_TEXT, ONE_OF(kind_words), .optional = true },
	{ STR("satker"), JSON_TEXT, .optional = true, .says = STR("6 angka") },
	{ STR("q"), JSON_TEXT, .optional = true,
	  .says = STR("dalam nomor, kode atau nama satker, nama pengguna") },
	{ STR("tab"), JSON_TEXT, ONE_OF(tab_words), .optional = true,
	  .says = STR("bagian antrean KPPN") },
	{ STR("sort"), JSON_TEXT, ONE_OF(sort_words), .optional = true },
	API_PAGE_FIELDS,
	{ 0 },
};
static const struct api_operation list_says = {
	.summary = STR("Permohonan dalam lingkup Anda"),
	.query = query_fields,
	.status = 200,
	.answer = &request_list_shape,
};

const struct route registration_list_routes[] = {
	{ GET, "/api/v1/registrations", CAN_READ_REGISTRATION, list_registrations,
	  .api = &list_says },
	{ 0 },
};
