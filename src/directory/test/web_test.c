#include "directory/internal.h"
#include "test/test.h"
#include "web/web.h"

/* Whoever a test says is asking. */
static struct actor asking;

static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	(void)rq;
	*ret = (struct visitor){ .actor = asking };
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static const struct feature *const features[] = { &directory_feature };

/* 120 satker of KPPN 047 and one of KPPN 026. */
static void start(struct work *w)
{
	struct web_app *app = NEW(test_arena(), struct web_app);

	*app = (struct web_app){ .features = features,
				 .feature_count = 1,
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	CHECK_OK(directory_load_reference(w));
	for (int i = 1; i <= 121; i++) {
		struct satker_period p = { { 2020, 1, 1 },
					   OPEN_END,
					   arena_fmt(test_arena(), "BALAI <%d>", i),
					   STR("015"),
					   STR("08"),
					   i == 121 ? S("026") : S("047"),
					   STR("") };
		str code = arena_fmt(test_arena(), "999%03d", i);

		CHECK_OK(satker_add(w, code));
		CHECK_OK(satker_period_write(w, code, &p));
	}
}

static void sign_in(enum role role, enum unit_kind kind, str unit)
{
	asking = (struct actor){ .person = role == ROLE_PUBLIC ? 0 : 7,
				 .membership = role == ROLE_PUBLIC ? 0 : 70,
				 .roles = ROLE_BIT(role),
				 .unit_kind = kind,
				 .unit = unit,
				 .kanwil = kind == UNIT_KANWIL ? unit : S("19"),
				 .name = S("Rina Wijaya") };
	actor_default_grants(&asking);
}

static struct http_reply get(struct work *w, str url)
{
	struct http_request rq = { .arena = test_arena(), .method = S("GET") };
	struct http_reply rp = { 0 };

	rq.path = str_cut(&url, '?');
	rq.query = url;
	web_handle(w, &rq, &rp);
	return rp;
}

static struct json_list {
	const struct json *items;
	str next;
} list_of(struct http_reply rp)
{
	const struct json *j = json_read(test_arena(), rp.body);

	CHECK_INT("status", rp.status, 200);
	CHECK("JSON", j != NULL);
	return (struct json_list){ json_get(j, S("items")),
				   json_text(json_get(j, S("next"))) };
}

static str code_at(const struct json *items, size_t i)
{
	return json_text(json_get(&items->items[i], S("code")));
}

TEST_DB(anybody_finds_a_satker_by_its_code)
{
	const struct json *j;

	start(w);
	sign_in(ROLE_PUBLIC, UNIT_NONE, S(""));
	j = json_read(test_arena(), get(w, S("/api/v1/satker/999001")).body);
	CHECK_STR("name", json_text(json_get(j, S("name"))), S("BALAI <1>"));
	CHECK_STR("KPPN", json_text(json_get(j, S("kppn_name"))), S("KPPN Balikpapan"));
	CHECK_INT("history", json_get(j, S("history"))->count, 1);
	CHECK_INT("none", get(w, S("/api/v1/satker/999999")).status, 404);
	CHECK("but has no list of them", get(w, S("/api/v1/satker")).status != 200);
}

TEST_DB(the_list_ends_with_the_own_office)
{
	struct json_list page;
	size_t seen = 0;

	start(w);
	sign_in(ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	page = list_of(get(w, S("/api/v1/satker?limit=100")));
	CHECK_INT("first page", page.items->count, 100);
	CHECK_STR("ascending", code_at(page.items, 0), S("999001"));
	seen += page.items->count;
	page = list_of(
		get(w, arena_fmt(test_arena(), "/api/v1/satker?limit=100&after=%.*s",
				 P(page.next))));
	CHECK_STR("goes on", code_at(page.items, 0), S("999101"));
	CHECK_STR("the end", page.next, S(""));
	CHECK_INT("all of the office, none of another", seen + page.items->count, 120);
	page = list_of(get(w, S("/api/v1/satker?q=%3C121%3E")));
	CHECK_INT("also when searching", page.items->count, 0);
}

TEST_DB(a_wrong_page_is_refused_by_its_field)
{
	static const str wrong[] = { STR("limit=0"), STR("limit=201"), STR("limit=x"),
				     STR("after=x"), STR("limit=-1") };

	start(w);
	sign_in(ROLE_PUSAT, UNIT_PUSAT, S(""));
	for (size_t i = 0; i < COUNT(wrong); i++)
		CHECK_INT(wrong[i].p,
			  get(w,
			      arena_fmt(test_arena(), "/api/v1/satker?%.*s", P(wrong[i])))
				  .status,
			  422);
	CHECK_INT("the most", list_of(get(w, S("/api/v1/satker?limit=200"))).items->count,
		  121);
}

TEST_DB(every_office_is_public)
{
	struct json_list page;
	const struct json *j;
	int64_t seen = 0;
	str url = S("/api/v1/kppn");

	start(w);
	sign_in(ROLE_PUBLIC, UNIT_NONE, S(""));
	do {
		page = list_of(get(w, url));
		seen += (int64_t)page.items->count;
		url = arena_fmt(test_arena(), "/api/v1/kppn?after=%.*s", P(page.next));
	} while (page.next.n);
	CHECK_INT("all", seen, 182);
	j = json_read(test_arena(), get(w, S("/api/v1/kppn/047")).body);
	CHECK_STR("zone", json_text(json_get(j, S("zone"))), S("WITA"));
	CHECK_INT("none", get(w, S("/api/v1/kppn/999")).status, 404);
}

static str link_after(str body, str before)
{
	while (body.n && !str_starts(body, before))
		body = str_skip(body, 1);
	body = str_skip(body, before.n);
	return str_left(body, str_index(body, '"'));
}

/* As a browser follows it. */
static str without_entities(str url)
{
	struct buf b = buf_new(test_arena());

	while (url.n) {
		buf_add(&b, str_cut(&url, '&'));
		if (str_starts(url, S("amp;"))) {
			buf_char(&b, '&');
			url = str_skip(url, 4);
		}
	}
	return buf_str(&b);
}

TEST_DB(the_page_goes_forth_and_back)
{
	str body, next, back;

	start(w);
	sign_in(ROLE_CSO, UNIT_KPPN, S("047"));
	body = get(w, S("/satker?q=balai")).body;
	CHECK("escaped", str_has(body, S("BALAI &lt;1&gt;")));
	CHECK("first", str_has(body, S(">999001<")) && !str_has(body, S(">999051<")));
	CHECK("no way back", !str_has(body, S("rel=\"prev\"")));
	next = without_entities(link_after(body, S("<a href=\"/satker?q=")));
	next = arena_fmt(test_arena(), "/satker?q=%.*s", P(next));
	body = get(w, next).body;
	CHECK("second", str_has(body, S(">999051<")) && !str_has(body, S(">999050<")));
	back = without_entities(link_after(body, S("<a href=\"/satker?q=")));
	back = arena_fmt(test_arena(), "/satker?q=%.*s", P(back));
	CHECK("a cursor backwards", str_has(back, S("sebelum=")));
	body = get(w, back).body;
	CHECK("first again", str_has(body, S(">999001<")) &&
				     str_has(body, S(">999050<")) &&
				     !str_has(body, S(">999051<")));
	CHECK("no way further back", !str_has(body, S("rel=\"prev\"")));
}

TEST_DB(an_empty_search_says_so)
{
	str body;

	start(w);
	sign_in(ROLE_KANWIL, UNIT_KANWIL, S("19"));
	body = get(w, S("/satker?q=tidak+ada")).body;
	CHECK("says so", str_has(body, S("Tidak ada yang cocok dengan pencarian.")));
	CHECK("keeps what was typed", str_has(body, S("value=\"tidak ada\"")));
}

/* The page of a satker, for whom its list is: the officials with it, NIP only unmasked.
 */
TEST_DB(a_satker_is_opened_within_reach)
{
	static const struct {
		const char *who;
		enum role role;
		enum unit_kind kind;
		str unit;
		int status;
		bool nip;
	} cases[] = {
		{ "its KPPN", ROLE_KEPALA, UNIT_KPPN, STR("047"), 200, false },
		{ "another KPPN", ROLE_KEPALA, UNIT_KPPN, STR("026"), 404, false },
		{ "its Kanwil", ROLE_KANWIL, UNIT_KANWIL, STR("19"), 200, false },
		{ "another Kanwil", ROLE_KANWIL, UNIT_KANWIL, STR("01"), 404, false },
		{ "its ministry", ROLE_KL, UNIT_KL, STR("015"), 200, false },
		{ "another Eselon I", ROLE_ESELON1, UNIT_ESELON1, STR("01501"), 404,
		  false },
		{ "itself", ROLE_KPA, UNIT_SATKER, STR("999001"), 200, true },
		{ "another satker", ROLE_KPA, UNIT_SATKER, STR("999002"), 404, false },
		{ "head office", ROLE_PUSAT, UNIT_PUSAT, STR("DJPB"), 200, false },
	};

	start(w);
	w->actor = &asking;
	CHECK_OK(kpa_record(w, S("999001"), S("Yohanes <Wibowo>"),
			    S("197405051999051005"), (struct date){ 2024, 1, 1 }));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct http_reply page, api;

		sign_in(cases[i].role, cases[i].kind, cases[i].unit);
		page = get(w, S("/satker/999001"));
		api = get(w, S("/api/v1/satker/999001/officials"));
		CHECK_INT(cases[i].who, page.status, cases[i].status);
		CHECK_INT(cases[i].who, api.status, cases[i].status);
		CHECK(cases[i].who, str_has(page.body, S("Yohanes &lt;Wibowo&gt;")) ==
					    (cases[i].status == 200));
		CHECK(cases[i].who,
		      str_has(page.body, S("197405051999051005")) == cases[i].nip &&
			      str_has(api.body, S("197405051999051005")) == cases[i].nip);
	}
	CHECK_INT("no such satker", get(w, S("/satker/000000")).status, 404);
}
