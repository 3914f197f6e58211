/* Pages, files and API: as over the wire, in the unit of the test. */
#include "app/app.h"
#include "json/json.h"
#include "monitoring/test/world.h"
#include "web/internal.h"

static struct actor caller;

static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	*ret = (struct visitor){ .actor = caller, .zone = WITA };
	ret->actor.channel = rq->api ? CHANNEL_API : CHANNEL_WEB;
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static void sign_in(enum role role, enum unit_kind kind, const char *unit)
{
	caller = (struct actor){ .person = 1,
				 .membership = 1,
				 .roles = ROLE_BIT(role),
				 .unit_kind = kind,
				 .unit = str_from(unit) };
	actor_default_grants(&caller);
}

static void set_up(struct work *w)
{
	struct web_app *app = NEW(test_arena(), struct web_app);
	const struct line lines[] = {
		{ "00001T", "999101", "Upload SP2D", 1, 5000000, 1000000 },
		{ "00002T", "999101", "ADK SPM", 0, 700000, 0 },
		{ "00001T", "999109", "Upload SP2D", 2, 900000, 0 },
	};
	struct buf b = buf_new(test_arena());

	world_make(w);
	for (size_t i = 0; i < COUNT(lines); i++)
		buf_add(&b, world_line(&lines[i]));
	CHECK_STR("loaded",
		  world_load(w, world_csv(arena_cstr(test_arena(), buf_str(&b)))).why,
		  S(""));
	*app = (struct web_app){ .features = app_features,
				 .feature_count = app_feature_count,
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	sign_in(ROLE_BENDAHARA, UNIT_SATKER, "999101");
}

static struct http_reply get(struct work *w, const char *url)
{
	const struct actor *before = w->actor;
	struct http_request rq = { .method = S("GET"), .arena = test_arena() };
	struct http_reply rp = { 0 };
	str query = str_from(url);

	rq.path = str_cut(&query, '?');
	rq.query = query;
	*PUSH(rq.arena, &rq.headers) =
		(struct http_pair){ S("Cookie"), S("__Host-tamu=uji") };
	web_handle(w, &rq, &rp);
	w->actor = before;
	return rp;
}

TEST_DB(a_list_shows_what_is_in_scope)
{
	struct http_reply rp;

	set_up(w);
	rp = get(w, "/sp2d");
	CHECK_INT("status", rp.status, 200);
	CHECK("own", str_has(rp.body, S("00002T/999101/2026")));
	CHECK("not of others", !str_has(rp.body, S("999109")));
	CHECK("totals", str_has(rp.body, S("2 pembayaran · bruto Rp5.700.000")));
	rp = get(w, "/sp2d?tahap=kppn");
	CHECK("filtered", !str_has(rp.body, S("00001T/999101/2026")));
	rp = get(w, "/sp2d?q=tidak+ada");
	CHECK("empty", str_has(rp.body, S("Tidak ada pembayaran yang cocok")));
}

TEST_DB(a_filter_that_means_nothing_says_so_and_keeps_what_was_typed)
{
	struct http_reply rp;

	set_up(w);
	rp = get(w, "/sp2d?dari=besok&q=belanja");
	CHECK_INT("status", rp.status, 422);
	CHECK("says", str_has(rp.body, S("Tulis tanggal seperti")));
	CHECK("keeps", str_has(rp.body, S("value=\"besok\"")));
	rp = get(w, "/sp2d?dari=10/02/2026&sampai=01/02/2026");
	CHECK_INT("turned round", rp.status, 422);
	sign_in(ROLE_PUSAT, UNIT_PUSAT, "");
	CHECK_INT("words in the nation", get(w, "/sp2d?q=belanja").status, 422);
	CHECK_INT("of one satker", get(w, "/sp2d?q=belanja&satker=999101").status, 200);
}

TEST_DB(one_payment_and_nobody_elses)
{
	struct http_reply rp;

	set_up(w);
	rp = get(w, "/spm/00001T-999101-2026");
	CHECK_INT("own", rp.status, 200);
	CHECK("steps", str_has(rp.body, S("SP2D terbit")));
	CHECK_INT("of others", get(w, "/spm/00001T-999109-2026").status, 404);
	CHECK_INT("no number", get(w, "/spm/abc").status, 404);
	rp = get(w, "/sp2d/260470000000001");
	CHECK_INT("by SP2D", rp.status, 303);
	CHECK_INT("SP2D of others", get(w, "/sp2d/260260000000002").status, 404);
	rp = get(w, "/spm/00002T-999101-2026");
	CHECK("whose turn", str_has(rp.body, S("KPPN menguji SPM")));
}

TEST_DB(a_file_has_the_rows_of_the_filter_and_is_recorded)
{
	struct http_reply rp;
	struct rows r;

	set_up(w);
	rp = get(w, "/sp2d/unduh.csv?tahap=kppn");
	CHECK_INT("status", rp.status, 200);
	CHECK("the row", str_has(rp.body, S("00002T/999101/2026")));
	CHECK("no other", !str_has(rp.body, S("00001T")));
	r = work_query(w,
		       "SELECT subject FROM audit_entry"
		       " WHERE event = 'payments.exported' /* may scan */",
		       NO_ARGS);
	CHECK("recorded", rows_next(&r));
	CHECK_STR("filter", row_str(&r, 0), S("/sp2d?tahap=kppn"));
	CHECK("once", !rows_next(&r));
	CHECK_OK(rows_end(&r));
	rp = get(w, "/sp2d/unduh.xlsx");
	CHECK("a spreadsheet", str_starts(rp.body, S("PK")));
}

TEST_DB(sums_agree_with_the_rows)
{
	struct http_reply rp;

	set_up(w);
	rp = get(w, "/pemantauan?ta=2026");
	CHECK_INT("status", rp.status, 200);
	CHECK("issued", str_has(rp.body, S("Rp5.000.000")));
	CHECK("on its way", str_has(rp.body, S("Rp700.000")));
	CHECK("not of others", !str_has(rp.body, S("Rp900.000")));
	CHECK_INT("another year", get(w, "/pemantauan?ta=1900").status, 200);
}

static int64_t number_at(str body, const char *name)
{
	return json_int(json_get(json_read(test_arena(), body), str_from(name)));
}

TEST_DB(the_api_gives_the_same)
{
	struct http_reply rp;
	const struct json *items;

	set_up(w);
	rp = get(w, "/api/v1/payments?limit=1");
	CHECK_INT("status", rp.status, 200);
	items = json_get(json_read(test_arena(), rp.body), S("items"));
	CHECK_INT("one", items->count, 1);
	CHECK_STR("newest", json_text(json_get(&items->items[0], S("number"))),
		  S("00001T/999101/2026"));
	CHECK("more", json_text(json_get(json_read(test_arena(), rp.body), S("next"))).n);
	rp = get(w, "/api/v1/payments/00001T-999101-2026");
	CHECK_INT("net", number_at(rp.body, "net"), 4000000);
	CHECK_INT("of others", get(w, "/api/v1/payments/00001T-999109-2026").status, 404);
	rp = get(w, "/api/v1/payment-totals?ta=2026");
	CHECK_INT("count", number_at(rp.body, "count"), 2);
	CHECK_INT("gross", number_at(rp.body, "gross"), 5700000);
	CHECK_INT("unknown stage", get(w, "/api/v1/payments?stage=x").status, 422);
}

TEST_DB(the_api_gives_budgets_of_the_scope_only)
{
	struct http_reply rp;

	set_up(w);
	CHECK_STR("loaded",
		  world_load_feed(w, &budget_feed,
				  S("satker,ta,akun,pagu\n999101,2026,521111,4000\n"
				    "999109,2026,521111,90\n"))
			  .why,
		  S(""));
	rp = get(w, "/api/v1/budgets?ta=2026");
	CHECK_INT("status", rp.status, 200);
	CHECK("own sum", str_has(rp.body, S("\"ceiling\":4000,")));
	rp = get(w, "/api/v1/budgets?ta=2026&satker=999109");
	CHECK_INT("another's", rp.status, 404);
}
