/* /api/v1/budgets: ceilings, plan and spending of the actor's scope, or of a satker. */
#include "monitoring/budget.h"
#include "monitoring/web.h"

static const struct refusal refusals[BUDGET_REFUSALS] = {
	[BUDGET_OUTSIDE] = { 404, STR("not_found"),
			     STR("Satker itu tidak ada dalam lingkup Anda. Periksa "
				 "kode satker dan tahun anggaran.") },
};

static void put_stamp(struct json_out *o, str name, const struct stamp *s)
{
	json_name(o, name);
	json_open(o, '{');
	json_put(o, S("batch"), s->seq);
	json_name(o, S("as_of"));
	json_put_instant(o, s->as_of);
	json_close(o, '}');
}

static void put_kind(struct json_out *o, size_t i, const struct budget_of_kind *k)
{
	json_open(o, '{');
	json_put(o, S("kind"), budget_kinds[i].code);
	json_put(o, S("label"), budget_kinds[i].label);
	json_put(o, S("ceiling"), k->ceiling);
	json_put(o, S("blocked"), k->blocked);
	json_name(o, S("months"));
	json_open(o, '[');
	for (size_t m = 0; m < MONTHS; m++) {
		json_open(o, '{');
		json_put(o, S("month"), (int64_t)m + 1);
		json_put(o, S("plan"), k->plan[m]);
		json_put(o, S("spent"), k->spent[m]);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
}

static bool is_used(const struct budget_of_kind *k)
{
	bool used = k->ceiling != 0;

	for (size_t m = 0; m < MONTHS; m++)
		used = used || k->plan[m] || k->spent[m];
	return used;
}

static void put_kinds(struct json_out *o, const struct budget *b)
{
	json_name(o, S("kinds"));
	json_open(o, '[');
	for (size_t i = 0; i < BUDGET_KINDS; i++)
		if (is_used(&b->kinds[i]))
			put_kind(o, i, &b->kinds[i]);
	json_close(o, ']');
}

static void put_accounts(struct json_out *o, const struct budget_accounts *list)
{
	json_name(o, S("accounts"));
	json_open(o, '[');
	for (size_t i = 0; i < list->count; i++) {
		json_open(o, '{');
		json_put(o, S("account"), list->items[i].account);
		json_put(o, S("ceiling"), list->items[i].ceiling);
		json_put(o, S("blocked"), list->items[i].blocked);
		json_put(o, S("spent"), list->items[i].spent);
		json_close(o, '}');
	}
	json_close(o, ']');
}

/* Hundredths of a percent of each month. */
static void put_deviations(struct json_out *o, const struct budget *b)
{
	json_name(o, S("deviations"));
	json_open(o, '[');
	for (size_t m = 0; m < MONTHS; m++) {
		json_open(o, '{');
		json_put(o, S("month"), (int64_t)m + 1);
		json_put(o, S("deviation"), budget_deviation(b, m));
		json_close(o, '}');
	}
	json_close(o, ']');
}

static err get_budgets(struct work *w, const struct request *rq, struct reply *rp)
{
	struct budget_query q = { .ta = date_at(w->now, WIB).year,
				  .satker = query_str(rq, "satker") };
	enum budget_refusal why;
	struct budget_stamps s;
	struct json_out *o;
	struct budget b;

	str_int(query_str(rq, "ta"), &q.ta);
	TRY(budget_stamps(w, &s));
	TRY(budget_read(w, &q, &s, &b, &why));
	if (why)
		return reply_refusal(rp, &refusals[why]);
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_put(o, S("ta"), q.ta);
	put_stamp(o, S("budget"), &s.budget);
	put_stamp(o, S("spending"), &s.spending);
	json_put(o, S("ceiling"), b.sum.ceiling);
	json_put(o, S("blocked"), b.sum.blocked);
	json_put(o, S("spent"), b.sum.spent);
	json_put(o, S("remaining"), b.sum.ceiling - b.sum.spent);
	put_kinds(o, &b);
	put_deviations(o, &b);
	put_accounts(o, &b.accounts);
	json_close(o, '}');
	return OK;
}

/* ---- how the API is described ---- */

static const struct api_field stamp_fields[] = {
	{ STR("batch"), JSON_INT, .says = STR("yang berlaku; 0: belum ada data") },
	API_INSTANT("as_of"),
	{ 0 },
};
static const struct api_field month_fields[] = {
	{ STR("month"), JSON_INT },
	{ STR("plan"), JSON_INT, .says = STR("Halaman III DIPA, rupiah") },
	{ STR("spent"), JSON_INT },
	{ 0 },
};
static const struct api_field kind_fields[] = {
	{ STR("kind"), JSON_TEXT, .says = STR("jenis belanja, 2 angka") },
	{ STR("label"), JSON_TEXT },
	{ STR("ceiling"), JSON_INT },
	{ STR("blocked"), JSON_INT },
	{ STR("months"), JSON_LIST, .of = month_fields },
	{ 0 },
};
static const struct api_field deviation_fields[] = {
	{ STR("month"), JSON_INT },
	{ STR("deviation"), JSON_INT,
	  .says = STR("perseratus persen, tertimbang menurut pagu") },
	{ 0 },
};
static const struct api_field account_fields[] = {
	{ STR("account"), JSON_TEXT },
	{ STR("ceiling"), JSON_INT },
	{ STR("blocked"), JSON_INT },
	{ STR("spent"), JSON_INT },
	{ 0 },
};
static const struct api_field budget_fields[] = {
	{ STR("ta"), JSON_INT },
	{ STR("budget"), JSON_OBJECT, .of = stamp_fields },
	{ STR("spending"), JSON_OBJECT, .of = stamp_fields },
	{ STR("ceiling"), JSON_INT, .says = STR("pagu, rupiah") },
	{ STR("blocked"), JSON_INT },
	{ STR("spent"), JSON_INT },
	{ STR("remaining"), JSON_INT, .says = STR("pagu dikurangi realisasi") },
	{ STR("kinds"), JSON_LIST, .of = kind_fields },
	{ STR("deviations"), JSON_LIST, .of = deviation_fields },
	{ STR("accounts"), JSON_LIST, .of = account_fields },
	{ 0 },
};
static const struct api_shape budget_shape = { STR("Budget"), budget_fields };
static const struct api_field budget_asked[] = {
	{ STR("ta"), JSON_INT, .optional = true },
	{ STR("satker"), JSON_TEXT, .optional = true },
	{ 0 },
};
static const struct api_operation budget_says = {
	.summary = STR("Pagu, rencana, dan realisasi dalam lingkup Anda"),
	.query = budget_asked,
	.status = 200,
	.answer = &budget_shape,
};

const struct route budget_api_routes[] = {
	{ GET, "/api/v1/budgets", CAN_LIST_PAYMENTS, get_budgets, .api = &budget_says },
	{ 0 },
};
