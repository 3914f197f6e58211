#include "test/test.h"
#include "web/internal.h"

/* ---- one route that takes a body and lists in pages ---- */

static const str colours[] = { STR("merah"), STR("putih") };
static const struct api_field part_fields[] = {
	{ STR("colour"), JSON_TEXT, ONE_OF(colours) },
	{ 0 },
};
static const struct api_field thing_fields[] = {
	{ STR("name"), JSON_TEXT },
	{ STR("count"), JSON_INT },
	{ STR("colours"), JSON_LIST, JSON_TEXT, ONE_OF(colours) },
	{ STR("parts"), JSON_LIST, .of = part_fields },
	{ STR("box"), JSON_OBJECT, .of = part_fields },
	{ 0 },
};
static const struct api_shape thing_shape = { STR("Thing"), thing_fields };
static const struct api_operation take_says = { .body = &thing_shape, .status = 204 };
static const struct api_operation list_says = { .status = 200 };

static err post_thing(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body;

	(void)w;
	TRY(api_body(rq, rp, &body));
	return body ? reply_empty(rp, 204) : OK;
}

static err list_things(struct work *w, const struct request *rq, struct reply *rp)
{
	struct api_page page;
	struct json_out *o;

	if (!api_page(w, rq, rp, &page))
		return OK;
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_put(o, S("limit"), (int64_t)page.limit);
	json_put(o, S("after"), page.after);
	api_next(w, rq, o, page.after.n ? S("") : S("17"));
	json_close(o, '}');
	return OK;
}

static err get_own(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	(void)rq;
	return reply_empty(rp, 204);
}

static const struct route routes[] = {
	{ POST, "/api/v1/things", CAN_ANYONE, post_thing, .api = &take_says },
	{ GET, "/api/v1/things", CAN_ANYONE, list_things, .api = &list_says },
	{ GET, "/api/v1/trail", CAN_READ_AUDIT, get_own, .api = &list_says },
	{ GET, "/api/v1/me", CAN_ANYONE, get_own, ROUTE_ANY_MEMBERSHIP,
	  .api = &list_says },
	{ 0 },
};
static const struct feature things = { .name = STR("things"), .routes = { routes } };
static const struct feature *const all[] = { &things };

static bool must_choose;

static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	(void)rq;
	*ret = (struct visitor){ .actor.person = must_choose ? 7 : 0,
				 .must_choose = must_choose };
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static void start(struct work *w)
{
	struct web_app *app = NEW(test_arena(), struct web_app);

	*app = (struct web_app){ .features = all,
				 .feature_count = 1,
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	must_choose = false;
	CHECK_OK(web_start(app));
}

static struct http_reply ask(struct work *w, str method, str url, str type, str body)
{
	struct http_request rq = { .arena = test_arena(),
				   .method = method,
				   .body = body };
	struct http_reply rp = { 0 };

	rq.path = str_cut(&url, '?');
	rq.query = url;
	if (type.n)
		*PUSH(rq.arena, &rq.headers) =
			(struct http_pair){ S("Content-Type"), type };
	web_handle(w, &rq, &rp);
	return rp;
}

static struct http_reply post(struct work *w, str body)
{
	return ask(w, S("POST"), S("/api/v1/things"), S("application/json"), body);
}

static struct http_reply get(struct work *w, str url)
{
	return ask(w, S("GET"), url, S(""), S(""));
}

static str member(struct http_reply rp, str name)
{
	return json_text(json_get(json_read(test_arena(), rp.body), name));
}

TEST_DB(a_body_has_the_shape_of_its_table_or_is_refused)
{
	static const struct {
		const char *what;
		str body;
		int status;
		str code;
	} cases[] = {
		{ "all of it",
		  STR("{\"name\":\"a\",\"count\":1,\"colours\":[\"merah\"],\"parts\":[{\"colour\":\"putih\"}],\"box\":{}}"),
		  204, STR("") },
		{ "nothing", STR("{}"), 204, STR("") },
		{ "no body", STR(""), 204, STR("") },
		{ "null is absent", STR("{\"name\":null,\"parts\":null}"), 204, STR("") },
		{ "no JSON", STR("{"), 400, STR("malformed_json") },
		{ "a name twice", STR("{\"name\":\"a\",\"name\":\"b\"}"), 400,
		  STR("malformed_json") },
		{ "a list", STR("[]"), 400, STR("unexpected_field") },
		{ "an unknown field", STR("{\"id\":1}"), 400, STR("unexpected_field") },
		{ "one in an object", STR("{\"box\":{\"id\":1}}"), 400,
		  STR("unexpected_field") },
		{ "one in a list", STR("{\"parts\":[{\"id\":1}]}"), 400,
		  STR("unexpected_field") },
		{ "a number as text", STR("{\"count\":\"1\"}"), 400,
		  STR("unexpected_field") },
		{ "text as a number", STR("{\"name\":1}"), 400, STR("unexpected_field") },
		{ "a real number", STR("{\"count\":1.5}"), 400, STR("malformed_json") },
		{ "a list of other things", STR("{\"colours\":[1]}"), 400,
		  STR("unexpected_field") },
		{ "an object as a list", STR("{\"parts\":{}}"), 400,
		  STR("unexpected_field") },
		{ "a word of none", STR("{\"box\":{\"colour\":\"biru\"}}"), 422,
		  STR("invalid") },
		{ "the empty word", STR("{\"box\":{\"colour\":\"\"}}"), 204, STR("") },
	};

	start(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct http_reply rp = post(w, cases[i].body);

		CHECK_INT(cases[i].what, rp.status, cases[i].status);
		if (cases[i].code.n)
			CHECK_STR(cases[i].what, member(rp, S("code")), cases[i].code);
	}
}

TEST_DB(only_json_is_read_as_json)
{
	start(w);
	CHECK_INT("a form",
		  ask(w, S("POST"), S("/api/v1/things"), S("text/plain"), S("{}")).status,
		  415);
}

TEST_DB(every_wrong_word_is_named_at_once)
{
	const struct json *fields;

	start(w);
	fields = json_get(json_read(test_arena(),
				    post(w, S("{\"colours\":[\"merah\",\"biru\"],"
					      "\"parts\":[{},{\"colour\":\"hijau\"}]}"))
					    .body),
			  S("fields"));
	CHECK_INT("both", fields->count, 2);
	CHECK_STR("in the list", json_text(json_get(&fields->items[0], S("name"))),
		  S("colours[1]"));
	CHECK_STR("in the object", json_text(json_get(&fields->items[1], S("name"))),
		  S("parts[1].colour"));
	CHECK_STR("code", json_text(json_get(&fields->items[1], S("code"))),
		  S("unknown_word"));
	CHECK_STR("message", json_text(json_get(&fields->items[1], S("message"))),
		  S("Pilih salah satu: merah, putih"));
}

TEST_DB(a_list_goes_on_where_its_cursor_says)
{
	struct http_reply rp;
	str next;

	start(w);
	rp = get(w, S("/api/v1/things"));
	CHECK_INT("the usual limit",
		  json_int(json_get(json_read(test_arena(), rp.body), S("limit"))), 50);
	next = member(rp, S("next"));
	CHECK("a cursor", next.n > 2);
	rp = get(w,
		 arena_fmt(test_arena(), "/api/v1/things?limit=200&after=%.*s", P(next)));
	CHECK_STR("its position", member(rp, S("after")), S("17"));
	CHECK("the end is null", str_has(rp.body, S("\"next\":null")));
	CHECK_INT("too many", get(w, S("/api/v1/things?limit=201")).status, 422);
	CHECK_INT("none", get(w, S("/api/v1/things?limit=0")).status, 422);
	CHECK_INT("no number", get(w, S("/api/v1/things?limit=ten")).status, 422);
	CHECK_INT("a made-up cursor", get(w, S("/api/v1/things?after=MTc.AAAA")).status,
		  422);
}

TEST_DB(an_error_is_a_problem_and_says_so_once)
{
	struct http_reply rp;
	int types = 0;

	start(w);
	rp = get(w, S("/api/v1/nothing"));
	CHECK_INT("status", rp.status, 404);
	CHECK_STR("code", member(rp, S("code")), S("not_found"));
	for (size_t i = 0; i < rp.headers.count; i++)
		if (str_eq_nocase(rp.headers.items[i].name, S("Content-Type"))) {
			types++;
			CHECK_STR("type", rp.headers.items[i].value,
				  S("application/problem+json"));
		}
	CHECK_INT("types", types, 1);
	CHECK_INT("an unreadable query", get(w, S("/api/v1/things?a=%zz")).status, 400);
	CHECK_STR("is one too", member(get(w, S("/api/v1/things?a=%zz")), S("code")),
		  S("malformed"));
}

/* He holds no role before he chose, so every door would look shut. */
TEST_DB(who_has_several_memberships_is_asked_for_one)
{
	struct http_reply rp;

	start(w);
	CHECK_INT("nobody", get(w, S("/api/v1/trail")).status, 401);
	must_choose = true;
	rp = get(w, S("/api/v1/trail"));
	CHECK_INT("status", rp.status, 409);
	CHECK_STR("code", member(rp, S("code")), S("membership_required"));
	CHECK_INT("but not for what is his own", get(w, S("/api/v1/me")).status, 204);
}
