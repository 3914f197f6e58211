#include "registration/test/caller.h"

#include "app/app.h"
#include "web/internal.h"

#include <fcntl.h>
#include <unistd.h>

/* ---- who calls ---- */

static const struct actor *asking; /* NULL: whoever the token says */

static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	if (!asking)
		return app_who(w, rq, ret);
	*ret = (struct visitor){ .actor = *asking };
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
	CHECK_OK(access_write_defaults(w));
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
	for (size_t i = 0; j->kind == JSON_LIST && i < j->count; i++)
		if (f->of)
			check_object(what, &j->items[i], f->of);
		else
			CHECK(what, j->items[i].kind == f->items &&
					    is_word(f, json_text(&j->items[i])));
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
	CHECK_INT(what, j->count, known);
}

static void check_promise(const struct http_request *rq, const struct answer *a)
{
	const struct route *r = route_match(rq->arena, rq->method, rq->path)->route;
	const struct api_shape *shape = a->status == 409 && r && r->api->conflict
						? r->api->conflict
						: &problem_shape;

	if (a->status < 400) {
		CHECK_INT(r->path, a->status, r->api->status);
		shape = r->api->answer;
	}
	if (shape) {
		CHECK("an object", a->json && a->json->kind == JSON_OBJECT);
		check_object(shape->name.p, a->json, shape->fields);
	}
}

/* ---- calling ---- */

static void add_header(struct http_request *rq, str name, str value)
{
	*PUSH(rq->arena, &rq->headers) = (struct http_pair){ name, value };
}

static str header_of(const struct http_reply *rp, str name)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq_nocase(rp->headers.items[i].name, name))
			return rp->headers.items[i].value;
	return S("");
}

static struct answer send(struct work *w, struct http_request *rq)
{
	const struct actor *before = w->actor;
	struct http_reply rp = { 0 };
	struct answer a;

	web_handle(w, rq, &rp);
	w->actor = before;
	a = (struct answer){ .status = rp.status,
			     .body = rp.body,
			     .json = json_read(test_arena(), rp.body),
			     .location = header_of(&rp, S("Location")) };
	check_promise(rq, &a);
	test_next_unit(w);
	return a;
}

static struct http_request request_of(str method_and_url, str body)
{
	struct http_request rq = { .arena = test_arena(),
				   .address = S("203.0.113.7"),
				   .body = body };

	rq.method = str_cut(&method_and_url, ' ');
	rq.path = str_cut(&method_and_url, '?');
	rq.query = method_and_url;
	if (body.n)
		add_header(&rq, S("Content-Type"), S("application/json"));
	return rq;
}

struct answer call(struct work *w, enum member m, str method_and_url, str body)
{
	struct http_request rq = request_of(method_and_url, body);

	asking = cast_actor(m);
	return send(w, &rq);
}

static void add_token(struct http_request *rq, str token)
{
	asking = NULL;
	if (token.n)
		add_header(rq, S("Authorization"),
			   arena_fmt(rq->arena, "Bearer %.*s", P(token)));
}

struct answer call_with(struct work *w, str token, str method_and_url, str body)
{
	struct http_request rq = request_of(method_and_url, body);

	add_token(&rq, token);
	return send(w, &rq);
}

str letter_pdf(void)
{
	return S("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		 "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
		 "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
		 "trailer<</Root 1 0 R>>\n");
}

static struct http_upload spooled(struct http_request *rq, str bytes)
{
	str path = arena_fmt(rq->arena, "%.*s/unggahan", P(test_dir()));
	int f = open(path.p, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK("spooled", write(f, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(f);
	return (struct http_upload){ .field = S("file"),
				     .file_name = S("SK.pdf"),
				     .path = path,
				     .sha256 = sha256_hex(rq->arena, bytes),
				     .bytes = (int64_t)bytes.n };
}

struct answer upload(struct work *w, str token, str number, str kind)
{
	str url = arena_fmt(test_arena(), "POST /api/v1/registrations/%.*s/documents",
			    P(number));
	struct http_request rq = request_of(url, S(""));

	add_token(&rq, token);
	*PUSH(rq.arena, &rq.fields) = (struct http_pair){ S("kind"), kind };
	*PUSH(rq.arena, &rq.uploads) = spooled(&rq, letter_pdf());
	return send(w, &rq);
}

/* ---- reading answers and letters ---- */

const struct json *at(const struct json *j, str path)
{
	while (path.n && j) {
		str part = str_cut(&path, '.');
		int64_t i;

		if (j->kind == JSON_LIST && str_int(part, &i))
			j = i >= 0 && (size_t)i < j->count ? &j->items[i] : NULL;
		else
			j = json_get(j, part);
	}
	return j;
}

str text_at(struct answer a, str path)
{
	return json_text(at(a.json, path));
}

int64_t int_at(struct answer a, str path)
{
	return json_int(at(a.json, path));
}

str fact_in(struct work *w, str kind, str label)
{
	str letter = last_letter(w, kind);

	while (letter.n) {
		str line = str_cut(&letter, '\n');

		if (str_starts(line, arena_fmt(test_arena(), "%.*s:", P(label))))
			return str_trim(str_skip(line, label.n + 1));
	}
	return S("");
}

str token_in(struct work *w, str kind)
{
	str letter = last_letter(w, kind), mark = S("/pendaftaran/lanjutkan/");

	while (letter.n && !str_starts(letter, mark))
		letter = str_skip(letter, 1);
	letter = str_skip(letter, mark.n);
	return str_trim(str_cut(&letter, '\n'));
}

str whole_request(str name, str nik)
{
	return arena_fmt(
		test_arena(),
		"{\"satker\":\"999101\",\"kind\":\"pendaftaran\",\"basis\":{\"type\":\"SK\","
		"\"number\":\"KEP-118/2026\",\"date\":\"2026-11-16\","
		"\"signer_name\":\"Yohanes Lendo\",\"signer_nip\":\"197905092005011002\"},"
		"\"contact_email\":\"keuangan@contoh.example\",\"users\":[{\"name\":\"%.*s\","
		"\"nik\":\"%.*s\",\"id_type\":\"TIDAK_ADA\",\"id_number\":\"\","
		"\"email\":\"pegawai1@contoh.example\",\"phone\":\"081234567890\","
		"\"position\":\"Analis\",\"roles\":[\"OPERATOR\"]}]}",
		P(name), P(nik));
}
