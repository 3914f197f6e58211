/* The same figures for programs. */
#include "reports/web.h"

static const struct api_field asked_fields[] = {
	{ STR("kind"), JSON_TEXT, ONE_OF(report_topic_words), .optional = true,
	  .says = STR("tiket bila tidak disebut") },
	{ .name = STR("from"),
	  .kind = JSON_TEXT,
	  .optional = true,
	  .format = STR("date"),
	  .says = STR("hari pertama; awal bulan ini bila tidak disebut") },
	{ .name = STR("until"),
	  .kind = JSON_TEXT,
	  .optional = true,
	  .format = STR("date"),
	  .says = STR("hari terakhir; paling lama 366 hari") },
	{ STR("kppn"), JSON_TEXT, .optional = true },
	{ STR("category"), JSON_TEXT, .optional = true,
	  .says = STR("kategori tiket, atau jenis permohonan") },
	{ STR("officer"), JSON_TEXT, .optional = true, .says = STR("nama petugas") },
	{ 0 },
};

#define SUM_FIELDS                                                                       \
	{ STR("cases"), JSON_INT }, { STR("closed"), JSON_INT },                         \
		{ STR("answered"), JSON_INT },                                           \
		{ STR("first_seconds"), JSON_INT,                                        \
		  .says = STR("jumlah detik jam layanan sampai respons pertama") },      \
		{ STR("worked_seconds"), JSON_INT,                                       \
		  .says = STR("jumlah detik jam layanan kantor dari yang selesai") },    \
		{ STR("rounds"), JSON_INT }, { STR("judged"), JSON_INT },                \
	{                                                                                \
		STR("right"), JSON_INT, .says = STR("sekali benar, dari judged")         \
	}

static const struct api_field line_fields[] = {
	{ STR("code"), JSON_TEXT },
	{ STR("name"), JSON_TEXT },
	SUM_FIELDS,
	{ 0 },
};
static const struct api_field count_fields[] = {
	{ STR("label"), JSON_TEXT },
	{ STR("count"), JSON_INT },
	{ 0 },
};
static const struct api_field reason_fields[] = {
	{ STR("code"), JSON_TEXT },
	{ STR("label"), JSON_TEXT },
	{ STR("returned"), JSON_INT },
	{ STR("rejected"), JSON_INT },
	{ 0 },
};
static const struct api_field report_fields[] = {
	{ STR("kind"), JSON_TEXT, ONE_OF(report_topic_words) },
	{ STR("office"), JSON_TEXT },
	API_DATE("from"),
	API_DATE("until"),
	SUM_FIELDS,
	{ STR("first_median"), JSON_INT, .says = STR("detik") },
	{ STR("worked_median"), JSON_INT, .says = STR("detik") },
	{ STR("by_rounds"), JSON_LIST, .of = count_fields },
	{ STR("by_age"), JSON_LIST, .of = count_fields },
	{ STR("offices"), JSON_LIST, .of = line_fields },
	{ STR("categories"), JSON_LIST, .of = line_fields },
	{ STR("officers"), JSON_LIST, .of = line_fields,
	  .says = STR("hanya bila satu KPPN yang diminta") },
	{ STR("times"), JSON_LIST, .of = line_fields,
	  .says = STR("per hari, atau per bulan bila lebih dari 31 hari") },
	{ STR("reasons"), JSON_LIST, .of = reason_fields },
	{ 0 },
};
static const struct api_shape report_shape = { STR("Report"), report_fields };

static void put_sums(struct json_out *o, const struct report_sums *s)
{
	json_put(o, S("cases"), s->cases);
	json_put(o, S("closed"), s->closed);
	json_put(o, S("answered"), s->answered);
	json_put(o, S("first_seconds"), s->first_seconds);
	json_put(o, S("worked_seconds"), s->worked_seconds);
	json_put(o, S("rounds"), s->rounds);
	json_put(o, S("judged"), s->judged);
	json_put(o, S("right"), s->right);
}

static void put_lines(struct json_out *o, str name, const struct report_lines *lines)
{
	json_name(o, name);
	json_open(o, '[');
	for (size_t i = 0; i < lines->count; i++) {
		json_open(o, '{');
		json_put(o, S("code"), lines->items[i].code);
		json_put(o, S("name"), lines->items[i].name);
		put_sums(o, &lines->items[i].sums);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void put_counts(struct json_out *o, str name, const str *labels,
		       const int64_t *counts, size_t count)
{
	json_name(o, name);
	json_open(o, '[');
	for (size_t i = 0; i < count; i++) {
		json_open(o, '{');
		json_put(o, S("label"), labels[i]);
		json_put(o, S("count"), counts[i]);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void put_reasons(struct json_out *o, const struct report_reasons *list)
{
	json_name(o, S("reasons"));
	json_open(o, '[');
	for (size_t i = 0; i < list->count; i++) {
		json_open(o, '{');
		json_put(o, S("code"), list->items[i].code);
		json_put(o, S("label"), list->items[i].label);
		json_put(o, S("returned"), list->items[i].returned);
		json_put(o, S("rejected"), list->items[i].rejected);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void put_report(struct json_out *o, const struct report *r)
{
	json_open(o, '{');
	json_put(o, S("kind"), report_topic_words[r->query.topic]);
	json_put(o, S("office"), r->office);
	json_put(o, S("from"), r->query.from);
	json_put(o, S("until"), r->query.until);
	put_sums(o, &r->all);
	json_put(o, S("first_median"), r->first_median);
	json_put(o, S("worked_median"), r->worked_median);
	put_counts(o, S("by_rounds"), report_round_labels, r->rounds, REPORT_ROUNDS);
	put_counts(o, S("by_age"), report_age_labels, r->ages, REPORT_AGES);
	put_lines(o, S("offices"), &r->offices);
	put_lines(o, S("categories"), &r->categories);
	put_lines(o, S("officers"), &r->officers);
	put_lines(o, S("times"), &r->times);
	put_reasons(o, &r->reasons);
	json_close(o, '}');
}

/* The names of the API for the same filter. */
static struct report_asked asked_of_api(const struct request *rq)
{
	return (struct report_asked){ .topic = query_str(rq, "kind"),
				      .from = query_str(rq, "from"),
				      .until = query_str(rq, "until"),
				      .kppn = query_str(rq, "kppn"),
				      .category = query_str(rq, "category"),
				      .officer = query_str(rq, "officer") };
}

static str api_name(str field)
{
	static const struct {
		str page, api;
	} names[] = { { STR("jenis"), STR("kind") },
		      { STR("dari"), STR("from") },
		      { STR("sampai"), STR("until") } };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(field, names[i].page))
			return names[i].api;
	return field;
}

static err api_report(struct work *w, const struct request *rq, struct reply *rp)
{
	struct report_asked asked = asked_of_api(rq);
	struct complaints wrong = { 0 };
	enum report_refusal why;
	struct report_query q;
	struct report r;

	if (!report_asked_read(w, &asked, &q, &wrong)) {
		for (size_t i = 0; i < wrong.count; i++)
			wrong.items[i].field = api_name(wrong.items[i].field);
		return reply_complaints(rp, &wrong);
	}
	TRY(report_read(w, &q, &r, &why));
	if (why)
		return reply_refusal(rp, &report_refusals[why]);
	put_report(reply_json(rp, 200), &r);
	return OK;
}

static const struct api_operation report_says = {
	.summary = STR("Laporan tiket atau permohonan dalam lingkup sendiri"),
	.query = asked_fields,
	.status = 200,
	.answer = &report_shape,
};

const struct route report_api_routes[] = {
	{ GET, "/api/v1/reports", CAN_NOTE_TICKET, api_report, ROUTE_SLOW,
	  .api = &report_says },
	{ 0 },
};
