#include "test/test.h"
#include "web/internal.h"

#include <string.h>

/* ---- a small application of three routes ---- */

static err get_hello(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	return reply_bytes(rp, S("text/plain"), path_str(rq, "name"));
}

static int acts;

static err post_act(struct work *w, const struct request *rq, struct reply *rp)
{
	struct json_out *o;

	(void)w;
	(void)rq;
	acts++;
	o = reply_json(rp, 201);
	json_open(o, '{');
	json_put(o, S("act"), acts);
	json_close(o, '}');
	return OK;
}

static err post_form(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	(void)rq;
	acts++;
	return reply_redirect(rp, S("/salam/dunia"));
}

static err get_secret(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	(void)rq;
	return reply_empty(rp, 200);
}

/* A page whose title has as many letters as the path says. */
static err get_page(struct work *w, const struct request *rq, struct reply *rp)
{
	int64_t n = 0;
	char *title;

	str_int(path_str(rq, "n"), &n);
	title = arena_alloc(w->arena, (size_t)n);
	memset(title, 'a', (size_t)n);
	html_str(reply_page(rp, 200, (struct page){ .title = { title, (size_t)n } }),
		 S("isi & akhir"));
	return OK;
}

static const struct api_operation act_says = { .summary = STR("Bertindak"),
					       .status = 201 };

static const struct route small_routes[] = {
	{ GET, "/salam/:name", CAN_READ_PUBLIC, get_hello },
	{ POST, "/api/v1/act", CAN_READ_PUBLIC, post_act, .api = &act_says },
	{ POST, "/form", CAN_READ_PUBLIC, post_form },
	{ GET, "/halaman/:n", CAN_READ_PUBLIC, get_page },
	{ GET, "/rahasia", CAN_READ_AUDIT, get_secret },
	{ 0 },
};
static const struct feature small = { .name = STR("small"), .routes = { small_routes } };
static const struct feature *const smalls[] = { &small };

static err nobody(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	*ret = (struct visitor){ .actor.channel =
					 request_is_api(rq) ? CHANNEL_API : CHANNEL_WEB };
	ret->actor.roles = ROLE_BIT(ROLE_PUBLIC);
	actor_default_grants(&ret->actor);
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static void start(struct work *w)
{
	struct web_app *app = NEW(test_arena(), struct web_app);

	*app = (struct web_app){
		.features = smalls,
		.feature_count = 1,
		.who = nobody,
		.settings = w->settings,
		.keys = w->keys,
		.log = no_log,
	};
	acts = 0;
	CHECK_OK(web_start(app));
}

struct exchange {
	struct http_request rq;
	struct http_reply rp;
};

static struct exchange ask(struct work *w, str method, str path)
{
	struct exchange x = {
		.rq = { .arena = test_arena(), .method = method, .path = path }
	};

	web_handle(w, &x.rq, &x.rp);
	return x;
}

static void add_header(struct http_request *rq, str name, str value)
{
	*PUSH(rq->arena, &rq->headers) = (struct http_pair){ name, value };
}

static str reply_header_of(const struct http_reply *rp, str name)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq_nocase(rp->headers.items[i].name, name))
			return rp->headers.items[i].value;
	return S("");
}

TEST_DB(a_route_takes_its_parameter_from_the_path)
{
	struct exchange x;

	start(w);
	x = ask(w, S("GET"), S("/salam/satker"));
	CHECK_INT("status", x.rp.status, 200);
	CHECK_STR("body", x.rp.body, S("satker"));
	CHECK_INT("another path", ask(w, S("GET"), S("/salam")).rp.status, 404);
	CHECK_INT("a longer path", ask(w, S("GET"), S("/salam/a/b")).rp.status, 404);
}

/* The frame before it is short, as it always is, or longer than what is kept free. */
TEST_DB(a_page_stands_in_its_frame_whole)
{
	static const str paths[] = { STR("/halaman/1"), STR("/halaman/60000") };

	start(w);
	for (size_t i = 0; i < COUNT(paths); i++) {
		str body = ask(w, S("GET"), paths[i]).rp.body;

		CHECK("begins", str_starts(body, S("<!doctype html>\n<html")));
		CHECK("its own part", str_has(body, S(">\nisi &amp; akhir")));
		CHECK("ends", str_ends(body, S("</body>\n</html>\n")));
		CHECK_INT("without a byte that nobody wrote", str_index(body, '\0'),
			  body.n);
	}
}

TEST_DB(every_answer_carries_the_security_headers)
{
	struct exchange x;

	start(w);
	x = ask(w, S("GET"), S("/tidak-ada"));
	CHECK_STR("nosniff", reply_header_of(&x.rp, S("X-Content-Type-Options")),
		  S("nosniff"));
	CHECK_STR("no-store", reply_header_of(&x.rp, S("Cache-Control")), S("no-store"));
	CHECK("a policy without inline",
	      str_has(reply_header_of(&x.rp, S("Content-Security-Policy")),
		      S("script-src 'self'")));
}

TEST_DB(who_is_nobody_is_sent_to_the_sign_in_page)
{
	struct exchange x;

	start(w);
	x = ask(w, S("GET"), S("/rahasia"));
	CHECK_INT("status", x.rp.status, 303);
	CHECK_STR("where", reply_header_of(&x.rp, S("Location")),
		  S("/masuk?lanjut=/rahasia"));
	x = (struct exchange){ .rq = { .arena = test_arena(),
				       .method = S("GET"),
				       .path = S("/rahasia"),
				       .query = S("tab=selesai&q=a%20b") } };
	web_handle(w, &x.rq, &x.rp);
	CHECK_STR("with its query", reply_header_of(&x.rp, S("Location")),
		  S("/masuk?lanjut=/rahasia%3Ftab%3Dselesai%26q%3Da%2520b"));
}

static struct exchange act(struct work *w, str key, str body)
{
	struct exchange x = { .rq = { .arena = test_arena(),
				      .method = S("POST"),
				      .path = S("/api/v1/act"),
				      .body = body } };

	add_header(&x.rq, S("Idempotency-Key"), key);
	add_header(&x.rq, S("Content-Type"), S("application/json"));
	web_handle(w, &x.rq, &x.rp);
	return x;
}

TEST_DB(the_same_key_and_body_act_once)
{
	struct exchange first, second;

	start(w);
	first = act(w, S("k1"), S("{}"));
	test_next_unit(w);
	second = act(w, S("k1"), S("{}"));
	CHECK_INT("acts", acts, 1);
	CHECK_INT("status of the second", second.rp.status, 201);
	CHECK_STR("the same answer", second.rp.body, first.rp.body);
	CHECK_INT("another body", act(w, S("k1"), S("{ }")).rp.status, 422);
	CHECK_INT("another key", act(w, S("k2"), S("{}")).rp.status, 201);
	CHECK_INT("acts in all", acts, 2);
}

static struct exchange send_form(struct work *w, str token, str nonce, str origin)
{
	struct exchange x = {
		.rq = { .arena = test_arena(), .method = S("POST"), .path = S("/form") }
	};

	add_header(&x.rq, S("Cookie"), S("__Host-tamu=tamu-uji"));
	add_header(&x.rq, S("Content-Type"), S("application/x-www-form-urlencoded"));
	if (origin.n)
		add_header(&x.rq, S("Origin"), origin);
	x.rq.body = arena_fmt(test_arena(), "_csrf=%.*s&_nonce=%.*s", P(token), P(nonce));
	web_handle(w, &x.rq, &x.rp);
	return x;
}

TEST_DB(a_form_needs_the_token_of_its_visitor)
{
	str good;

	start(w);
	good = csrf_token(w->keys, test_arena(), S("tamu-uji"));
	CHECK_INT("right", send_form(w, good, S("a"), S("")).rp.status, 303);
	CHECK_INT("none", send_form(w, S(""), S("b"), S("")).rp.status, 403);
	CHECK_INT(
		"of another visitor",
		send_form(w, csrf_token(w->keys, test_arena(), S("lain")), S("c"), S(""))
			.rp.status,
		403);
	CHECK_INT("from a foreign place",
		  send_form(w, good, S("d"), S("https://jahat.example")).rp.status, 403);
	CHECK_INT("acts", acts, 1);
}

TEST_DB(what_was_typed_into_a_lapsed_form_comes_back)
{
	struct exchange x = {
		.rq = { .arena = test_arena(), .method = S("POST"), .path = S("/form") }
	};

	start(w);
	add_header(&x.rq, S("Content-Type"), S("application/x-www-form-urlencoded"));
	add_header(&x.rq, S("Referer"), S("https://portal.example/verifikasi/1?tab=a"));
	x.rq.body = S("_csrf=lama&alasan=SK+belum+ditandatangani+%3CKPA%3E&sandi=perahu+"
		      "kecil+di+teluk&pilihan=ya");
	web_handle(w, &x.rq, &x.rp);
	CHECK_INT("refused", x.rp.status, 403);
	CHECK("typed", str_has(x.rp.body, S("SK belum ditandatangani &lt;KPA&gt;")));
	CHECK("no password", !str_has(x.rp.body, S("perahu")));
	CHECK("no choice", !str_has(x.rp.body, S(">ya<")));
	CHECK("back", str_has(x.rp.body, S("href=\"/verifikasi/1?tab=a\"")));
	CHECK("through the sign-in",
	      str_has(x.rp.body, S("/masuk?lanjut=%2Fverifikasi%2F1%3Ftab%3Da")));
	CHECK_INT("acts", acts, 0);
}

TEST_DB(a_form_sent_twice_acts_once)
{
	str good;

	start(w);
	good = csrf_token(w->keys, test_arena(), S("tamu-uji"));
	CHECK_INT("first", send_form(w, good, S("n1"), S("")).rp.status, 303);
	CHECK_INT("again", send_form(w, good, S("n1"), S("")).rp.status, 303);
	CHECK_INT("acts", acts, 1);
	CHECK_INT("a new form", send_form(w, good, S("n2"), S("")).rp.status, 303);
	CHECK_INT("acts", acts, 2);
}

TEST(a_form_is_read_once_and_strictly)
{
	static const struct {
		const char *what;
		str encoded;
		bool good;
		str value;
	} cases[] = {
		{ "plain", STR("a=1"), true, STR("1") },
		{ "plus is a blank", STR("a=1+2"), true, STR("1 2") },
		{ "decoded once", STR("a=%2541"), true, STR("%41") },
		{ "percent without digits", STR("a=%zz"), false, STR("") },
		{ "cut percent", STR("a=%4"), false, STR("") },
		{ "NUL", STR("a=%00"), false, STR("") },
		{ "not UTF-8", STR("a=%ff"), false, STR("") },
		{ "a line end in a name", STR("%0a=1"), false, STR("") },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct http_pairs pairs;
		bool found;
		bool good = form_read(test_arena(), cases[i].encoded, &pairs);

		CHECK_INT(cases[i].what, good, cases[i].good);
		if (good)
			CHECK_STR(cases[i].what, pair_value(&pairs, S("a"), &found),
				  cases[i].value);
	}
}

TEST(only_names_in_brackets_may_repeat)
{
	struct http_pairs pairs;

	form_read(test_arena(), S("peran[]=A&peran[]=B&n=1"), &pairs);
	CHECK("brackets", form_unique(&pairs));
	form_read(test_arena(), S("nik=1&nik=2"), &pairs);
	CHECK("a plain name twice", !form_unique(&pairs));
}

static struct request *list_request(str path)
{
	struct http_request *wire = NEW(test_arena(), struct http_request);
	struct request *rq = NEW(test_arena(), struct request);

	wire->path = path;
	rq->wire = wire;
	return rq;
}

TEST_DB(a_cursor_opens_only_its_own_list)
{
	const struct request *here = list_request(S("/permohonan"));
	const struct request *there = list_request(S("/verifikasi"));
	str cursor = cursor_make(w, here, S("1795396440|17"));
	str position;

	CHECK("reads back", cursor_read(w, here, cursor, &position));
	CHECK_STR("position", position, S("1795396440|17"));
	CHECK("another list", !cursor_read(w, there, cursor, &position));
	CHECK("made up", !cursor_read(w, here, S("MTc.AAAA"), &position));
	CHECK("nothing", !cursor_read(w, here, S(""), &position));
}

TEST_DB(redirects_stay_at_home)
{
	static const str away[] = {
		STR("//jahat.example"), STR("https://jahat.example"),
		STR("/\\jahat"),	STR(""),
		STR("javascript:1"),	STR("/a\r\nSet-Cookie: x=1")
	};

	for (size_t i = 0; i < COUNT(away); i++) {
		struct http_request wire = { .arena = test_arena() };
		struct http_reply out = { 0 };
		struct request rq = { .wire = &wire };
		struct reply rp = {
			.arena = test_arena(), .rq = &rq, .wire = &out, .w = w
		};

		CHECK_OK(reply_redirect(&rp, away[i]));
		CHECK_STR("where", reply_header_of(&out, S("Location")), S("/"));
	}
}
