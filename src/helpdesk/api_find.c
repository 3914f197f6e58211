/* GET /api/v1/tickets/search. */
#include "helpdesk/api.h"

static void put_found(struct json_out *o, const struct found *f)
{
	struct buf plain = buf_new(o->buf->arena);

	json_open(o, '{');
	json_put(o, S("kind"), found_words[f->kind]);
	json_put(o, S("number"), f->number);
	json_put(o, S("title"), f->title);
	put_text_or_null(o, S("state"), f->state);
	put_instant(o, S("at"), f->at);
	json_name(o, S("found"));
	json_open(o, '[');
	for (size_t i = 0; i < f->snippet.count; i++) {
		buf_add(&plain, f->snippet.items[i].text);
		if (f->snippet.items[i].found)
			json_put_str(o, f->snippet.items[i].text);
	}
	json_close(o, ']');
	json_put(o, S("snippet"), buf_str(&plain));
	json_close(o, '}');
}

static err get_search(struct work *w, const struct request *rq, struct reply *rp)
{
	struct find_query q = { .typed = query_str(rq, "q") };
	struct founds all;
	struct api_page page;
	struct json_out *o;
	int64_t next;
	size_t kind = api_word(query_str(rq, "kind"), found_words, FOUND_KINDS);

	if (!api_page(w, rq, rp, &page))
		return OK;
	q.kind = kind < FOUND_KINDS ? (int)kind : -1;
	q.limit = page.limit;
	if (!str_int(page.after, &q.before))
		q.before = 0;
	TRY(helpdesk_find(w, &q, &all, &next));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count; i++)
		put_found(o, &all.items[i]);
	json_close(o, ']');
	api_next(w, rq, o, next ? arena_fmt(w->arena, "%lld", (long long)next) : S(""));
	json_close(o, '}');
	return OK;
}

static const struct api_field query_fields[] = {
	{ STR("q"), JSON_TEXT, .says = STR("kata; semuanya harus ada") },
	{ STR("kind"), JSON_TEXT, ONE_OF(found_words), .optional = true },
	API_PAGE_FIELDS,
	{ 0 },
};
static const struct api_field found_fields[] = {
	{ STR("kind"), JSON_TEXT, ONE_OF(found_words) },
	{ STR("number"), JSON_TEXT, .says = STR("dari artikel: bagian alamatnya") },
	{ STR("title"), JSON_TEXT },
	{ STR("state"), JSON_TEXT, .nullable = true },
	API_INSTANT("at"),
	{ STR("found"), JSON_LIST, JSON_TEXT, .says = STR("kata yang cocok") },
	{ STR("snippet"), JSON_TEXT },
	{ 0 },
};
static const struct api_field list_fields[] = {
	{ STR("items"), JSON_LIST, .of = found_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape list_shape = { STR("TicketSearch"), list_fields };
static const struct api_operation search_says = {
	.summary =
		STR("Mencari pada tiket, pengetahuan, dan permohonan dalam lingkup Anda"),
	.query = query_fields,
	.status = 200,
	.answer = &list_shape,
};

const struct route ticket_api_find_routes[] = {
	{ GET, "/api/v1/tickets/search", CAN_READ_TICKET, get_search,
	  .api = &search_says },
	{ 0 },
};
