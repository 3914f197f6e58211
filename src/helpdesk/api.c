/* /api/v1/tickets: listing, opening, reading, answering. */
#include "helpdesk/api.h"

static const str tab_words[] = {
	STR("perlu-jawaban"),	STR("tugas-saya"), STR("belum-diambil"),
	STR("menunggu-satker"), STR("eskalasi"),   STR("selesai"),
};

/* ---- lists ---- */

struct words {
	const str *items;
	size_t count;
};
#define WORDS_OF(all) ((struct words){ (all), COUNT(all) })

static void check_word(struct work *w, const struct request *rq, const char *name,
		       struct words words, struct complaints *wrong)
{
	str text = query_str(rq, name);

	if (text.n && api_word(text, words.items, words.count) == words.count)
		*PUSH(w->arena, wrong) =
			(struct complaint){ str_from(name), S("unknown_word"),
					    S("Pilih salah satu nilai yang ada.") };
}

static err get_tickets(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket_query q = {
		.tab = query_str(rq, "tab"),
		.state = query_str(rq, "state"),
		.category = query_str(rq, "category"),
		.priority = query_str(rq, "priority"),
		.satker = query_str(rq, "satker"),
	};
	struct complaints wrong = { 0 };
	struct ticket_rows rows;
	struct api_page page;
	struct json_out *o;
	size_t count;

	check_word(w, rq, "tab", WORDS_OF(tab_words), &wrong);
	check_word(w, rq, "state", WORDS_OF(ticket_state_words), &wrong);
	check_word(w, rq, "priority", WORDS_OF(priority_words), &wrong);
	if (wrong.count)
		return reply_complaints(rp, &wrong);
	if (!api_page(w, rq, rp, &page))
		return OK;
	q.limit = page.limit + 1;
	q.after = page.after;
	TRY(ticket_list(w, &q, &rows));
	count = rows.count < page.limit ? rows.count : page.limit;
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < count; i++)
		put_ticket_row(o, &rows.items[i]);
	json_close(o, ']');
	api_next(w, rq, o,
		 rows.count > page.limit ? rows.items[count - 1].position : S(""));
	json_close(o, '}');
	return OK;
}

static err get_categories(struct work *w, const struct request *rq, struct reply *rp)
{
	struct json_out *o = reply_json(rp, 200);
	struct categories all;
	struct category *c;

	(void)rq;
	TRY(categories_list(w, &all));
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count; i++) {
		TRY(category_find(w, all.items[i].code, &c));
		put_category(o, c);
	}
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

/* ---- opening ---- */

static enum priority priority_of(const struct json *body)
{
	size_t p = api_word(json_text(json_get(body, S("priority"))), priority_words,
			    PRIORITIES);

	return p < PRIORITIES ? (enum priority)p : PRIORITY_BIASA;
}

static struct answers answers_of(struct arena *a, const struct json *list)
{
	struct answers all = { 0 };

	for (size_t i = 0; list && list->kind == JSON_LIST && i < list->count; i++)
		*PUSH(a, &all) = (struct answer){
			.code = json_text(json_get(&list->items[i], S("code"))),
			.value = json_text(json_get(&list->items[i], S("value"))),
		};
	return all;
}

static struct about about_of(const struct json *j)
{
	str kind = json_text(json_get(j, S("kind")));
	str number = json_text(json_get(j, S("number")));
	bool usable = kind.n && kind.n <= 30 && number.n && number.n <= 60 &&
		      str_one_line(kind) && str_one_line(number);

	return usable ? (struct about){ kind, number } : (struct about){ 0 };
}

static err post_ticket(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket_result result;
	struct ticket_input in;
	const struct json *body;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	in = (struct ticket_input){
		.satker = json_text(json_get(body, S("satker"))),
		.category = json_text(json_get(body, S("category"))),
		.priority = priority_of(body),
		.subject = json_text(json_get(body, S("subject"))),
		.body = json_text(json_get(body, S("body"))),
		.answers = answers_of(w->arena, json_get(body, S("fields"))),
		.about = about_of(json_get(body, S("about"))),
		.with_draft = true,
	};
	TRY(ticket_open(w, &in, &result));
	TRY(answer_ticket(w, rp, 201, &result));
	if (!result.why)
		reply_header(rp, S("Location"),
			     arena_fmt(w->arena, "/api/v1/tickets/%.*s",
				       P(result.ticket->number)));
	return OK;
}

/* ---- one ticket ---- */

static err get_ticket(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket *t;

	TRY(ticket_read(w, path_str(rq, "number"), &t));
	if (!t)
		return reply_refusal(rp, &ticket_refusals[TICKET_NOT_FOUND]);
	TRY(store_seen(w, t->id, t->last_message));
	return put_ticket(w, reply_json(rp, 200), t);
}

static err get_deadlines(struct work *w, const struct request *rq, struct reply *rp)
{
	struct deadline_state *s;
	struct json_out *o;
	struct ticket *t;

	TRY(ticket_read(w, path_str(rq, "number"), &t));
	if (!t)
		return reply_refusal(rp, &ticket_refusals[TICKET_NOT_FOUND]);
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (int k = 0; k < DEADLINE_KINDS; k++) {
		TRY(ticket_deadline(w, t, (enum deadline_kind)k, &s));
		if (s)
			deadline_put(o, s);
	}
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

static err post_reply(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket_result result;
	struct message_input in;
	const struct json *body, *seen;
	size_t after;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	seen = json_get(body, S("seen"));
	after = api_word(json_text(json_get(body, S("after"))), afterwards_words,
			 AFTERWARDS);
	in = (struct message_input){
		.body = json_text(json_get(body, S("body"))),
		.after = after < AFTERWARDS ? (enum afterwards)after : AFTER_AWAIT,
		.seen = seen && seen->kind == JSON_INT ? seen->number : ANY_MESSAGE,
		.with_draft = true,
	};
	TRY(ticket_reply(w, path_str(rq, "number"), &in, &result));
	return answer_ticket(w, rp, 201, &result);
}

/* ---- what is said of them ---- */

static const struct api_field list_query[] = {
	{ STR("tab"), JSON_TEXT, ONE_OF(tab_words), .optional = true,
	  .says = STR("bagian daftar kantor") },
	{ STR("state"), JSON_TEXT, ONE_OF(ticket_state_words), .optional = true },
	{ STR("category"), JSON_TEXT, .optional = true },
	{ STR("priority"), JSON_TEXT, ONE_OF(priority_words), .optional = true },
	{ STR("satker"), JSON_TEXT, .optional = true },
	API_PAGE_FIELDS,
	{ 0 },
};
static const struct api_operation list_says = {
	.summary = STR("Tiket dalam lingkup Anda, halaman demi halaman"),
	.query = list_query,
	.status = 200,
	.answer = &ticket_list_shape,
};
static const struct api_operation categories_says = {
	.summary = STR("Kategori dengan isian dan dokumen yang diminta"),
	.status = 200,
	.answer = &category_list_shape,
};
static const struct api_operation open_says = {
	.summary = STR("Membuat tiket; berkas pada draf Anda ikut terkirim"),
	.body = &new_ticket_shape,
	.status = 201,
	.answer = &ticket_shape,
};
static const struct api_operation read_says = {
	.summary = STR("Satu tiket dengan pesan dan kejadiannya"),
	.status = 200,
	.answer = &ticket_shape,
};
static const struct api_operation deadlines_says = {
	.summary = STR("Batas respons dan batas layanan tiket dan asal tenggatnya"),
	.status = 200,
	.answer = &deadline_list_shape,
};
static const struct api_operation reply_says = {
	.summary = STR("Menulis pesan; berkas pada draf Anda ikut terkirim"),
	.body = &reply_shape,
	.status = 201,
	.answer = &ticket_shape,
	.conflict = &ticket_conflict,
};

#define ALL "/api/v1/tickets"
const struct route ticket_api_routes[] = {
	{ GET, ALL, CAN_READ_TICKET, get_tickets, .api = &list_says },
	{ POST, ALL, CAN_OPEN_TICKET, post_ticket, .api = &open_says },
	{ GET, ALL "/categories", CAN_READ_TICKET, get_categories,
	  .api = &categories_says },
	{ GET, ALL "/:number", CAN_READ_TICKET, get_ticket, ROUTE_WRITES,
	  .api = &read_says },
	{ GET, ALL "/:number/deadlines", CAN_READ_TICKET, get_deadlines,
	  .api = &deadlines_says },
	{ POST, ALL "/:number/replies", CAN_REPLY_TICKET, post_reply,
	  .api = &reply_says },
	{ 0 },
};
