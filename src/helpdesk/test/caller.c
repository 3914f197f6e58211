#include "helpdesk/test/caller.h"

#include "app/app.h"
#include "web/internal.h"

#include <fcntl.h>
#include <unistd.h>

/* ---- who calls ---- */

static const struct actor *caller;

static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	(void)rq;
	*ret = (struct visitor){ .actor = *caller, .zone = WITA };
	ret->actor.channel = rq->api ? CHANNEL_API : CHANNEL_WEB;
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

void callers_arrive(struct work *w)
{
	struct web_app *app = NEW(test_arena(), struct web_app);

	cast_arrives(w);
	*app = (struct web_app){ .features = app_features,
				 .feature_count = app_feature_count,
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
}

/* ---- what the description promises ---- */

static void check_object(const char *what, const struct json *j,
			 const struct api_field *fields);

static bool is_word(const struct api_field *f, str text)
{
	return !f->words || api_word(text, f->words, f->word_count) < f->word_count;
}

static void check_value(const char *what, const struct json *j, const struct api_field *f)
{
	if (j->kind == JSON_NULL) {
		CHECK(what, f->nullable);
		return;
	}
	CHECK_INT(what, j->kind, f->kind);
	if (j->kind == JSON_OBJECT)
		check_object(what, j, f->of);
	if (j->kind == JSON_TEXT)
		CHECK(what, is_word(f, j->text));
	for (size_t i = 0; j->kind == JSON_LIST && f->of && i < j->count; i++)
		check_object(what, &j->items[i], f->of);
}

/* Every promised member is there, and no other. */
static void check_object(const char *what, const struct json *j,
			 const struct api_field *fields)
{
	size_t known = 0;

	for (const struct api_field *f = fields; f->name.n; f++) {
		const struct json *value = json_get(j, f->name);
		const char *name =
			arena_fmt(test_arena(), "%s: %.*s", what, P(f->name)).p;

		CHECK(name, value || f->optional);
		if (value)
			check_value(name, value, f);
		known += value != NULL;
	}
	CHECK_INT(what, (int64_t)j->count, (int64_t)known);
}

static void check_promise(const struct http_request *rq, const struct called *a)
{
	const struct route *r = route_match(rq->arena, rq->method, rq->path)->route;
	const struct api_shape *shape = a->status == 409 && r && r->api->conflict
						? r->api->conflict
						: &problem_shape;

	if (a->status < 400) {
		CHECK_INT(r->path, a->status, r->api->status);
		shape = r->api->answer;
	}
	if (shape && (a->json || a->status >= 400)) {
		CHECK("an object", a->json && a->json->kind == JSON_OBJECT);
		check_object(shape->name.p, a->json, shape->fields);
	}
}

/* ---- calling ---- */

static void add_header(struct http_request *rq, str name, str value)
{
	*PUSH(rq->arena, &rq->headers) = (struct http_pair){ name, value };
}

static struct called send(struct work *w, enum member m, struct http_request *rq)
{
	const struct actor *before = w->actor;
	struct http_reply rp = { 0 };
	struct called a;

	caller = cast_actor(m);
	add_header(rq, S("Cookie"), S("__Host-tamu=uji"));
	web_handle(w, rq, &rp);
	w->actor = before;
	a = (struct called){ .status = rp.status,
			     .body = rp.body,
			     .json = json_read(test_arena(), rp.body) };
	for (size_t i = 0; i < rp.headers.count; i++) {
		if (str_eq_nocase(rp.headers.items[i].name, S("Location")))
			a.location = rp.headers.items[i].value;
		if (str_eq_nocase(rp.headers.items[i].name, S("X-Versi")))
			a.version = rp.headers.items[i].value;
	}
	if (str_starts(rq->path, S("/api/")))
		check_promise(rq, &a);
	test_next_unit(w);
	return a;
}

static struct http_request request_of(str method_and_url)
{
	struct http_request rq = { .arena = test_arena(), .address = S("203.0.113.7") };

	rq.method = str_cut(&method_and_url, ' ');
	rq.path = str_cut(&method_and_url, '?');
	rq.query = method_and_url;
	return rq;
}

struct called call(struct work *w, enum member m, str method_and_url, str body)
{
	struct http_request rq = request_of(method_and_url);
	bool json = str_starts(rq.path, S("/api/"));

	if (json) {
		rq.body = body;
		if (body.n)
			add_header(&rq, S("Content-Type"), S("application/json"));
	} else if (!str_eq(rq.method, S("GET"))) {
		add_header(&rq, S("Content-Type"),
			   S("application/x-www-form-urlencoded"));
		rq.body = arena_fmt(test_arena(), "_csrf=%.*s&%.*s",
				    P(csrf_token(w->keys, test_arena(), S("uji"))),
				    P(body));
	}
	return send(w, m, &rq);
}

static struct http_upload spooled(str bytes, str field)
{
	str path = arena_fmt(test_arena(), "%.*s/unggahan", P(test_dir()));
	int f = open(path.p, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK("spooled", write(f, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(f);
	return (struct http_upload){ .field = field,
				     .file_name = S("bukti.pdf"),
				     .path = path,
				     .sha256 = sha256_hex(test_arena(), bytes),
				     .bytes = (int64_t)bytes.n };
}

struct called send_file(struct work *w, enum member m, str url, str fields,
			const char *file_field)
{
	struct http_request rq = request_of(arena_fmt(test_arena(), "POST %.*s", P(url)));
	str pdf = S("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
		    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
		    "trailer<</Root 1 0 R>>\n");
	struct http_pair csrf = { S("_csrf"),
				  csrf_token(w->keys, test_arena(), S("uji")) };

	*PUSH(test_arena(), &rq.fields) = csrf;
	while (fields.n) {
		str pair = str_cut(&fields, '&');
		str name = str_cut(&pair, '=');

		*PUSH(test_arena(), &rq.fields) = (struct http_pair){ name, pair };
	}
	*PUSH(test_arena(), &rq.uploads) = spooled(pdf, str_from(file_field));
	return send(w, m, &rq);
}

/* ---- reading answers ---- */

const struct json *at(const struct json *j, str path)
{
	while (j && path.n) {
		str part = str_cut(&path, '.');
		int64_t n;

		if (str_int(part, &n))
			j = j->kind == JSON_LIST && (size_t)n < j->count ? &j->items[n]
									 : NULL;
		else
			j = json_get(j, part);
	}
	return j;
}

str text_at(struct called a, str path)
{
	return json_text(at(a.json, path));
}
