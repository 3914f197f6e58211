/* /api/v1/payments: the same list, story and sums as the pages. */
#include "monitoring/web.h"

/* ---- what is asked for ---- */

static int64_t day_asked(struct work *w, const struct request *rq, const char *name,
			 struct complaints *wrong)
{
	str text = query_str(rq, name);
	struct date d;

	if (text.n == 0)
		return 0;
	if (date_parse_iso(text, &d))
		return date_days(d);
	*PUSH(w->arena, wrong) = (struct complaint){ str_from(name), S("malformed"),
						     S("Tulis tanggal YYYY-MM-DD.") };
	return 0;
}

static void read_words(struct work *w, const struct request *rq, struct payment_query *q,
		       struct complaints *wrong)
{
	str stage = query_str(rq, "stage"), ta = query_str(rq, "ta");
	size_t word = stage.n ? api_word(stage, stage_words, STAGES) : STAGE_NONE;

	if (word < STAGES)
		q->stage = (enum stage)word;
	else
		*PUSH(w->arena, wrong) =
			(struct complaint){ S("stage"), S("unknown"),
					    S("Tahap itu tidak dikenal.") };
	if (ta.n && !str_int(ta, &q->ta))
		*PUSH(w->arena, wrong) =
			(struct complaint){ S("ta"), S("malformed"),
					    S("Tulis tahun anggaran 4 angka.") };
}

static bool read_query(struct work *w, const struct request *rq, struct reply *rp,
		       struct payment_query *ret)
{
	struct complaints wrong = { 0 };

	*ret = (struct payment_query){
		.q = query_str(rq, "q"),
		.satker = query_str(rq, "satker"),
		.kppn = query_str(rq, "kppn"),
		.kind = query_str(rq, "kind"),
		.from = day_asked(w, rq, "from", &wrong),
		.until = day_asked(w, rq, "until", &wrong),
		.oldest_first = str_eq(query_str(rq, "sort"), S("oldest")),
	};
	read_words(w, rq, ret, &wrong);
	if (wrong.count)
		(void)reply_complaints(rp, &wrong);
	return wrong.count == 0;
}

/* ---- answers ---- */

static void put_stamp(struct json_out *o, const struct stamp *s)
{
	json_put(o, S("batch"), s->seq);
	json_name(o, S("as_of"));
	json_put_instant(o, s->as_of);
}

static void put_day(struct json_out *o, str name, int64_t day)
{
	json_put(o, name, day ? date_from_days(day) : (struct date){ 0 });
}

static void put_members(struct json_out *o, const struct payment *p)
{
	json_put(o, S("number"), p->number);
	json_put(o, S("ta"), p->ta);
	json_put(o, S("satker"), p->satker);
	json_put(o, S("satker_name"), p->satker_name);
	json_put(o, S("kppn"), p->kppn);
	json_put(o, S("kind"), p->kind);
	json_put(o, S("kind_label"), p->kind_label);
	json_put(o, S("stage"), stage_words[p->stage]);
	json_put(o, S("spm_status"), p->spm_status);
	json_put(o, S("sp2d_status"), p->sp2d_status);
	put_day(o, S("spp_date"), p->spp_day);
	put_day(o, S("spm_date"), p->spm_day);
	put_day(o, S("plan_date"), p->plan_day);
	put_day(o, S("sp2d_date"), p->sp2d_day);
	json_put(o, S("sp2d"), p->sp2d);
	json_put(o, S("gross"), p->gross);
	json_put(o, S("deductions"), p->deductions);
	json_put(o, S("net"), p->gross - p->deductions);
	json_put(o, S("description"), p->about);
	json_put(o, S("returned"), p->returned);
	json_put(o, S("waiting_for"), turn_words[story_turn(p->stage)]);
}

static err list_payments(struct work *w, const struct request *rq, struct reply *rp)
{
	struct payment_query q;
	enum payment_refusal why;
	struct api_page page;
	struct payments all;
	struct json_out *o;
	struct stamp s;

	if (!api_page(w, rq, rp, &page) || !read_query(w, rq, rp, &q))
		return OK;
	q.after = page.after;
	q.limit = page.limit + 1;
	TRY(ingest_stamp(w, payment_feed.word, &s));
	TRY(payment_list(w, &q, &s, &all, &why));
	if (why == PAYMENT_WORDS_WIDE)
		return reply_refusal(rp, &payment_refusals[why]);
	o = reply_json(rp, 200);
	json_open(o, '{');
	put_stamp(o, &s);
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count && i < page.limit; i++) {
		json_open(o, '{');
		put_members(o, &all.items[i]);
		json_close(o, '}');
	}
	json_close(o, ']');
	api_next(w, rq, o,
		 all.count > page.limit ? all.items[page.limit - 1].position : S(""));
	json_close(o, '}');
	return OK;
}

static void put_history(struct json_out *o, const struct payment_pasts *past)
{
	json_name(o, S("history"));
	json_open(o, '[');
	for (size_t i = 0; i < past->count; i++) {
		json_open(o, '{');
		json_put(o, S("batch"), past->items[i].seq);
		json_name(o, S("as_of"));
		json_put_instant(o, past->items[i].as_of);
		json_put(o, S("stage"), stage_words[past->items[i].stage]);
		json_put(o, S("spm_status"), past->items[i].spm_status);
		json_put(o, S("sp2d_status"), past->items[i].sp2d_status);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static err get_payment(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal unknown = { 404, STR("not_found"),
						STR("SPM itu tidak ditemukan.") };
	struct payment_pasts past;
	struct json_out *o;
	struct payment *p;
	struct stamp s;

	TRY(ingest_stamp(w, payment_feed.word, &s));
	TRY(payment_find(w, path_str(rq, "number"), &s, &p));
	if (!p)
		return reply_refusal(rp, &unknown);
	TRY(payment_history(w, p, &past));
	o = reply_json(rp, 200);
	json_open(o, '{');
	put_members(o, p);
	put_stamp(o, &s);
	put_history(o, &past);
	json_close(o, '}');
	return OK;
}

static err get_totals(struct work *w, const struct request *rq, struct reply *rp)
{
	struct payment_totals t;
	struct payment_query q;
	struct json_out *o;
	struct stamp s;

	if (!read_query(w, rq, rp, &q))
		return OK;
	TRY(ingest_stamp(w, payment_feed.word, &s));
	TRY(payment_totals(w, &q, &s, &t));
	o = reply_json(rp, 200);
	json_open(o, '{');
	put_stamp(o, &s);
	json_put(o, S("count"), t.n);
	json_put(o, S("gross"), t.gross);
	json_put(o, S("deductions"), t.deductions);
	json_put(o, S("net"), t.gross - t.deductions);
	json_put(o, S("more"), t.more);
	json_close(o, '}');
	return OK;
}

/* ---- how the API is described ---- */

#define STAMP_FIELDS                                                                     \
	{ STR("batch"), JSON_INT, .says = STR("yang berlaku; 0: belum ada data") },      \
		API_INSTANT("as_of")

#define PAYMENT_FIELDS                                                                   \
	{ STR("number"), JSON_TEXT, .says = STR("00048T/018871/2026") },                 \
		{ STR("ta"), JSON_INT }, { STR("satker"), JSON_TEXT },                   \
		{ STR("satker_name"), JSON_TEXT }, { STR("kppn"), JSON_TEXT },           \
		{ STR("kind"), JSON_TEXT }, { STR("kind_label"), JSON_TEXT },            \
		{ STR("stage"), JSON_TEXT, ONE_OF(stage_words) },                        \
		{ STR("spm_status"), JSON_TEXT, .says = STR("menurut sumber") },         \
		{ STR("sp2d_status"), JSON_TEXT }, API_DATE("spp_date"),                 \
		API_DATE("spm_date"), API_DATE("plan_date"), API_DATE("sp2d_date"),      \
		{ STR("sp2d"), JSON_TEXT },                                              \
		{ STR("gross"), JSON_INT, .says = STR("rupiah") },                       \
		{ STR("deductions"), JSON_INT }, { STR("net"), JSON_INT },               \
		{ STR("description"), JSON_TEXT },                                       \
		{ STR("returned"), JSON_INT, .says = STR("penerima yang diretur") },     \
	{                                                                                \
		STR("waiting_for"), JSON_TEXT, ONE_OF(turn_words)                        \
	}

static const struct api_field payment_fields[] = { PAYMENT_FIELDS, { 0 } };

static const struct api_field list_fields[] = {
	STAMP_FIELDS,
	{ STR("items"), JSON_LIST, .of = payment_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape list_shape = { STR("PaymentList"), list_fields };

static const struct api_field past_fields[] = {
	STAMP_FIELDS,
	{ STR("stage"), JSON_TEXT, ONE_OF(stage_words) },
	{ STR("spm_status"), JSON_TEXT },
	{ STR("sp2d_status"), JSON_TEXT },
	{ 0 },
};
static const struct api_field story_fields[] = {
	PAYMENT_FIELDS,
	STAMP_FIELDS,
	{ STR("history"), JSON_LIST, .of = past_fields,
	  .says = STR("keadaannya dari data ke data, yang terlama lebih dahulu") },
	{ 0 },
};
static const struct api_shape story_shape = { STR("Payment"), story_fields };

static const struct api_field totals_fields[] = {
	STAMP_FIELDS,
	{ STR("count"), JSON_INT },
	{ STR("gross"), JSON_INT },
	{ STR("deductions"), JSON_INT },
	{ STR("net"), JSON_INT },
	{ STR("more"), JSON_BOOL,
	  .says = STR("ada lebih banyak daripada yang dihitung") },
	{ 0 },
};
static const struct api_shape totals_shape = { STR("PaymentTotals"), totals_fields };

#define FILTER_FIELDS                                                                    \
	{ STR("q"), JSON_TEXT, .optional = true,                                         \
	  .says = STR("nomor SPM atau SP2D, atau kata dari uraian") },                   \
		{ STR("satker"), JSON_TEXT, .optional = true },                          \
		{ STR("kppn"), JSON_TEXT, .optional = true },                            \
		{ STR("ta"), JSON_INT, .optional = true },                               \
		{ STR("kind"), JSON_TEXT, .optional = true, .says = STR("3 angka") },    \
		{ STR("stage"), JSON_TEXT, ONE_OF(stage_words), .optional = true },      \
		{ STR("from"), JSON_TEXT, .optional = true, .format = STR("date") },     \
	{                                                                                \
		STR("until"), JSON_TEXT, .optional = true, .format = STR("date")         \
	}

static const str orders[] = { STR("newest"), STR("oldest") };

static const struct api_field list_query[] = {
	FILTER_FIELDS,
	{ STR("sort"), JSON_TEXT, ONE_OF(orders), .optional = true },
	API_PAGE_FIELDS,
	{ 0 },
};
static const struct api_field totals_query[] = { FILTER_FIELDS, { 0 } };

static const struct api_operation list_says = {
	.summary = STR("SPM dan SP2D dalam lingkup Anda"),
	.query = list_query,
	.status = 200,
	.answer = &list_shape,
};
static const struct api_operation story_says = {
	.summary = STR("Satu SPM dan riwayatnya; \"-\" menggantikan \"/\" pada nomor"),
	.status = 200,
	.answer = &story_shape,
};
static const struct api_operation totals_says = {
	.summary = STR("Jumlah dari saringan yang sama"),
	.query = totals_query,
	.status = 200,
	.answer = &totals_shape,
};

const struct route payment_api_routes[] = {
	{ GET, "/api/v1/payments", CAN_LIST_PAYMENTS, list_payments, .api = &list_says },
	{ GET, "/api/v1/payments/:number", CAN_LIST_PAYMENTS, get_payment,
	  .api = &story_says },
	{ GET, "/api/v1/payment-totals", CAN_LIST_PAYMENTS, get_totals,
	  .api = &totals_says },
	{ 0 },
};
