/* /api/v1/satker and /api/v1/kppn. */
#include "directory/internal.h"
#include "directory/views.h"

enum { LIMIT = 50, LIMIT_MAX = 200 };

static const struct refusal no_satker = { 404, STR("satker_not_found"),
					  STR("Satker tidak ditemukan.") };
static const struct refusal no_kppn = { 404, STR("kppn_not_found"),
					STR("KPPN tidak ditemukan.") };

/* limit and after of a list; what is wrong with them goes to ret_wrong. */
static void read_page(struct work *w, const struct request *rq, int64_t *ret_limit,
		      str *ret_after, struct complaints *ret_wrong)
{
	str limit = query_str(rq, "limit"), after = query_str(rq, "after");

	*ret_limit = LIMIT;
	*ret_after = S("");
	*ret_wrong = (struct complaints){ 0 };
	if (limit.n &&
	    (!str_int(limit, ret_limit) || *ret_limit < 1 || *ret_limit > LIMIT_MAX))
		*PUSH(w->arena, ret_wrong) =
			(struct complaint){ S("limit"), S("out_of_range"),
					    S("Harus 1 sampai 200.") };
	if (after.n && !cursor_read(w, rq, after, ret_after))
		*PUSH(w->arena, ret_wrong) =
			(struct complaint){ S("after"), S("unknown_cursor"),
					    S("Bukan penanda dari daftar ini.") };
}

static void put_next(struct work *w, const struct request *rq, struct json_out *o,
		     str position)
{
	json_name(o, S("next"));
	if (position.n)
		json_put_str(o, cursor_make(w, rq, position));
	else
		json_put_null(o);
}

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

static err list_satker(struct work *w, const struct request *rq, struct reply *rp)
{
	struct satker_query q = {
		.scope = satker_scope_of(w->actor, actor_grant(w->actor, CAN_LIST_USERS)),
		.search = query_str(rq, "q"),
	};
	struct complaints wrong;
	struct satkers all;
	struct json_out *o;
	int64_t limit;

	read_page(w, rq, &limit, &q.after, &wrong);
	if (wrong.count)
		return reply_complaints(rp, &wrong);
	q.limit = (size_t)limit + 1;
	TRY(satker_list(w, &q, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count && i < (size_t)limit; i++) {
		json_open(o, '{');
		put_satker(o, &all.items[i]);
		json_close(o, '}');
	}
	json_close(o, ']');
	put_next(w, rq, o, all.count > (size_t)limit ? all.items[limit - 1].code : S(""));
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
	str after = STR(""), last = STR("");
	struct complaints wrong;
	struct kppns all;
	struct json_out *o;
	int64_t limit;
	size_t i = 0;

	read_page(w, rq, &limit, &after, &wrong);
	if (wrong.count)
		return reply_complaints(rp, &wrong);
	TRY(kppn_list(w, query_str(rq, "q"), &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	while (i < all.count && str_cmp(all.items[i].code, after) <= 0)
		i++;
	for (; i < all.count && limit > 0; i++, limit--) {
		put_kppn(o, &all.items[i]);
		last = all.items[i].code;
	}
	json_close(o, ']');
	put_next(w, rq, o, i < all.count ? last : S(""));
	json_close(o, '}');
	return OK;
}

const struct route directory_api_routes[] = {
	{ GET, "/api/v1/satker", CAN_LIST_USERS, list_satker },
	{ GET, "/api/v1/satker/:code", CAN_READ_PUBLIC, get_satker,
	  ROUTE_ANY_MEMBERSHIP },
	{ GET, "/api/v1/kppn", CAN_READ_PUBLIC, list_kppn, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/api/v1/kppn/:code", CAN_READ_PUBLIC, get_kppn, ROUTE_ANY_MEMBERSHIP },
	{ 0 },
};
