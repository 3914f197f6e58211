/* /api/v1/satker and /api/v1/kppn. */
#include "directory/internal.h"
#include "directory/views.h"

static const struct refusal no_satker = { 404, STR("satker_not_found"),
					  STR("Satker tidak ditemukan.") };
static const struct refusal no_kppn = { 404, STR("kppn_not_found"),
					STR("KPPN tidak ditemukan.") };

static void put_satker(struct json_out *o, const struct satker *s)
{
	json_put(o, S("code"), s->code);
	json_put(o, S("name"), s->name);
	json_put(o, S("ba"), s->ba);
	json_put(o, S("ba_name"), s->ba_name);
	json_put(o, S("eselon1"), s->eselon1);
	json_put(o, S("eselon1_name"), s->eselon1_name);
	json_put(o, S("kppn"), s->kppn);
	json_put(o, S("kppn_name"), s->kppn_name);
	json_put(o, S("zone"), zone_names[s->zone]);
}

static void put_history(struct json_out *o, const struct satker_periods *all)
{
	json_name(o, S("history"));
	json_open(o, '[');
	for (size_t i = 0; i < all->count; i++) {
		const struct satker_period *p = &all->items[i];

		json_open(o, '{');
		json_put(o, S("from"), p->from);
		json_put(o, S("until"),
			 p->until.year == 9999 ? (struct date){ 0 } : p->until);
		json_put(o, S("name"), p->name);
		json_put(o, S("ba"), p->ba);
		json_put(o, S("eselon1"), p->eselon1);
		json_put(o, S("kppn"), p->kppn);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static err get_satker(struct work *w, const struct request *rq, struct reply *rp)
{
	struct satker_periods history;
	struct json_out *o;
	struct satker *s;

	TRY(satker_find(w, path_str(rq, "code"), &s));
	if (!s)
		return reply_refusal(rp, &no_satker);
	TRY(satker_history(w, s->code, &history));
	o = reply_json(rp, 200);
	json_open(o, '{');
	put_satker(o, s);
	put_history(o, &history);
	json_close(o, '}');
	return OK;
}

/* By the day they began; NIP is empty where the reader's right masks it. */
static err list_officials(struct work *w, const struct request *rq, struct reply *rp)
{
	bool masked = actor_grant(w->actor, CAN_LIST_USERS).modifiers & GRANT_MASKED;
	struct officials all;
	struct json_out *o;
	struct satker *s;

	TRY(satker_seen(w, path_str(rq, "code"), &s));
	if (!s)
		return reply_refusal(rp, &no_satker);
	TRY(kpa_all(w, s->code, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count; i++) {
		const struct official *k = &all.items[i];

		json_open(o, '{');
		json_put(o, S("name"), k->name);
		json_put(o, S("nip"), masked ? S("") : k->nip);
		json_put(o, S("from"), k->from);
		json_put(o, S("until"),
			 k->until.year == 9999 ? (struct date){ 0 } : k->until);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

static err list_satker(struct work *w, const struct request *rq, struct reply *rp)
{
	struct satker_query q = {
		.scope = satker_scope_of(w->actor, actor_grant(w->actor, CAN_LIST_USERS)),
		.search = query_str(rq, "q"),
	};
	struct api_page page;
	struct satkers all;
	struct json_out *o;

	if (!api_page(w, rq, rp, &page))
		return OK;
	q.after = page.after;
	q.limit = page.limit + 1;
	TRY(satker_list(w, &q, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count && i < page.limit; i++) {
		json_open(o, '{');
		put_satker(o, &all.items[i]);
		json_close(o, '}');
	}
	json_close(o, ']');
	api_next(w, rq, o,
		 all.count > page.limit ? all.items[page.limit - 1].code : S(""));
	json_close(o, '}');
	return OK;
}

static void put_kppn(struct json_out *o, const struct kppn *k)
{
	json_open(o, '{');
	json_put(o, S("code"), k->code);
	json_put(o, S("name"), k->name);
	json_put(o, S("kanwil"), k->kanwil);
	json_put(o, S("kanwil_name"), k->kanwil_name);
	json_put(o, S("zone"), zone_names[k->zone]);
	json_put(o, S("address"), k->address);
	json_put(o, S("phone"), k->phone);
	json_put(o, S("email"), k->email);
	json_close(o, '}');
}

static err get_kppn(struct work *w, const struct request *rq, struct reply *rp)
{
	struct kppn *k;

	TRY(kppn_find(w, path_str(rq, "code"), &k));
	if (!k)
		return reply_refusal(rp, &no_kppn);
	put_kppn(reply_json(rp, 200), k);
	return OK;
}

/* There are 182: all are read, and the page is cut out. */
static err list_kppn(struct work *w, const struct request *rq, struct reply *rp)
{
	struct api_page page;
	struct kppns all;
	struct json_out *o;
	str last = S("");
	size_t i = 0;

	if (!api_page(w, rq, rp, &page))
		return OK;
	TRY(kppn_list(w, query_str(rq, "q"), &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	while (i < all.count && str_cmp(all.items[i].code, page.after) <= 0)
		i++;
	for (; i < all.count && page.limit > 0; i++, page.limit--) {
		put_kppn(o, &all.items[i]);
		last = all.items[i].code;
	}
	json_close(o, ']');
	api_next(w, rq, o, i < all.count ? last : S(""));
	json_close(o, '}');
	return OK;
}

/* ---- how the API is described ---- */

#define SATKER_FIELDS                                                                    \
	{ STR("code"), JSON_TEXT, .says = STR("6 angka") }, { STR("name"), JSON_TEXT },  \
		{ STR("ba"), JSON_TEXT }, { STR("ba_name"), JSON_TEXT },                 \
		{ STR("eselon1"), JSON_TEXT }, { STR("eselon1_name"), JSON_TEXT },       \
		{ STR("kppn"), JSON_TEXT, .says = STR("KPPN mitra kerja, 3 angka") },    \
		{ STR("kppn_name"), JSON_TEXT },                                         \
	{                                                                                \
		STR("zone"), JSON_TEXT, ONE_OF(zone_names)                               \
	}

static const struct api_field period_fields[] = {
	API_DATE("from"),
	API_DATE("until"),
	{ STR("name"), JSON_TEXT },
	{ STR("ba"), JSON_TEXT },
	{ STR("eselon1"), JSON_TEXT },
	{ STR("kppn"), JSON_TEXT },
	{ 0 },
};
static const struct api_field satker_fields[] = {
	SATKER_FIELDS,
	{ STR("history"), JSON_LIST, .of = period_fields },
	{ 0 },
};
static const struct api_shape satker_shape = { STR("Satker"), satker_fields };
static const struct api_field satker_row_fields[] = { SATKER_FIELDS, { 0 } };
static const struct api_field satker_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = satker_row_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape satker_list_shape = { STR("SatkerList"),
						    satker_list_fields };

static const struct api_field kppn_fields[] = {
	{ STR("code"), JSON_TEXT, .says = STR("3 angka") },
	{ STR("name"), JSON_TEXT },
	{ STR("kanwil"), JSON_TEXT },
	{ STR("kanwil_name"), JSON_TEXT },
	{ STR("zone"), JSON_TEXT, ONE_OF(zone_names) },
	{ STR("address"), JSON_TEXT },
	{ STR("phone"), JSON_TEXT },
	{ STR("email"), JSON_TEXT },
	{ 0 },
};
static const struct api_shape kppn_shape = { STR("Kppn"), kppn_fields };
static const struct api_field kppn_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = kppn_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape kppn_list_shape = { STR("KppnList"), kppn_list_fields };

static const struct api_field search_fields[] = {
	{ STR("q"), JSON_TEXT, .optional = true, .says = STR("dalam kode atau nama") },
	API_PAGE_FIELDS,
	{ 0 },
};

static const struct api_operation list_satker_says = {
	.summary = STR("Satker dalam lingkup Anda"),
	.query = search_fields,
	.status = 200,
	.answer = &satker_list_shape,
};
static const struct api_operation get_satker_says = {
	.summary = STR("Satu satker dengan riwayatnya"),
	.status = 200,
	.answer = &satker_shape,
	.open = true,
};
static const struct api_field official_fields[] = {
	{ STR("name"), JSON_TEXT },
	{ STR("nip"), JSON_TEXT, .says = STR("kosong bila disamarkan") },
	API_DATE("from"),
	API_DATE("until"),
	{ 0 },
};
static const struct api_field officials_fields[] = {
	{ STR("items"), JSON_LIST, .of = official_fields },
	{ 0 },
};
static const struct api_shape officials_shape = { STR("Officials"), officials_fields };
static const struct api_operation list_officials_says = {
	.summary = STR("KPA satker dalam lingkup Anda"),
	.status = 200,
	.answer = &officials_shape,
};
static const struct api_operation list_kppn_says = {
	.summary = STR("Semua KPPN"),
	.query = search_fields,
	.status = 200,
	.answer = &kppn_list_shape,
	.open = true,
};
static const struct api_operation get_kppn_says = {
	.summary = STR("Satu KPPN dengan alamat CSO-nya"),
	.status = 200,
	.answer = &kppn_shape,
	.open = true,
};

const struct route directory_api_routes[] = {
	{ GET, "/api/v1/satker", CAN_LIST_USERS, list_satker, .api = &list_satker_says },
	{ GET, "/api/v1/satker/:code", CAN_READ_PUBLIC, get_satker, ROUTE_ANY_MEMBERSHIP,
	  .api = &get_satker_says },
	{ GET, "/api/v1/satker/:code/officials", CAN_LIST_USERS, list_officials,
	  .api = &list_officials_says },
	{ GET, "/api/v1/kppn", CAN_READ_PUBLIC, list_kppn, ROUTE_ANY_MEMBERSHIP,
	  .api = &list_kppn_says },
	{ GET, "/api/v1/kppn/:code", CAN_READ_PUBLIC, get_kppn, ROUTE_ANY_MEMBERSHIP,
	  .api = &get_kppn_says },
	{ 0 },
};
