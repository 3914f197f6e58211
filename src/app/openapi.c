/*
 * /api/v1/openapi.json: the route tables in the words of OpenAPI 3.1. What a
 * table does not say, the description does not say either.
 */
#include "app/openapi.h"
#include "app/app.h"

#define API "/api/v1"

/* ---- one operation ---- */

/* "/api/v1/satker/:code" is written "/api/v1/satker/{code}". */
static str path_template(struct arena *a, const struct route *r)
{
	struct buf b = buf_new(a);
	str rest = str_skip(str_from(r->path), 1);

	while (rest.n) {
		str part = str_cut(&rest, '/');

		if (part.p[0] == ':')
			buf_fmt(&b, "/{%.*s}", P(str_skip(part, 1)));
		else
			buf_fmt(&b, "/%.*s", P(part));
	}
	return buf_str(&b);
}

static const str methods[METHODS] = {
	[GET] = STR("get"),
	[POST] = STR("post"),
	[PATCH] = STR("patch"),
	[DELETE] = STR("delete"),
};

/* post_registrations_number_submit */
static str operation_id(struct arena *a, const struct route *r)
{
	struct buf b = buf_new(a);

	buf_add(&b, methods[r->method]);
	for (const char *p = r->path + sizeof(API) - 1; *p; p++)
		if (*p == '/' || *p == '-' || *p == '.')
			buf_char(&b, '_');
		else if (*p != ':')
			buf_char(&b, *p);
	return buf_str(&b);
}

static void put_parameter(struct json_out *o, str in, const struct api_field *f)
{
	json_open(o, '{');
	json_put(o, S("name"), f->name);
	json_put(o, S("in"), in);
	json_put(o, S("required"), (bool)!f->optional);
	openapi_text(o, "description", f->says);
	json_name(o, S("schema"));
	openapi_field(o, &(struct api_field){ .kind = f->kind,
					      .items = f->items,
					      .words = f->words,
					      .word_count = f->word_count,
					      .format = f->format });
	json_close(o, '}');
}

static void put_path_parameters(struct json_out *o, const struct route *r)
{
	str rest = str_from(r->path);

	while (rest.n) {
		str part = str_cut(&rest, '/');

		if (part.n && part.p[0] == ':')
			put_parameter(
				o, S("path"),
				&(struct api_field){ str_skip(part, 1), JSON_TEXT });
	}
}

static void put_parameters(struct json_out *o, const struct route *r)
{
	json_name(o, S("parameters"));
	json_open(o, '[');
	put_path_parameters(o, r);
	for (const struct api_field *f = r->api->query; f && f->name.n; f++)
		put_parameter(o, S("query"), f);
	if (!r->api->open && !(r->flags & ROUTE_ANY_MEMBERSHIP))
		openapi_ref(o, "parameters", S("membership"));
	if (r->method != GET)
		openapi_ref(o, "parameters", S("idempotency"));
	json_close(o, ']');
}

static void put_content(struct json_out *o, str type, const struct api_shape *shape)
{
	json_name(o, S("content"));
	json_open(o, '{');
	json_name(o, type);
	json_open(o, '{');
	if (shape) {
		json_name(o, S("schema"));
		openapi_ref(o, "schemas", shape->name);
	}
	json_close(o, '}');
	json_close(o, '}');
}

static void put_body(struct json_out *o, const struct route *r)
{
	if (!r->api->body)
		return;
	json_name(o, S("requestBody"));
	json_open(o, '{');
	put_content(o,
		    r->flags & ROUTE_UPLOAD ? S("multipart/form-data")
					    : S("application/json"),
		    r->api->body);
	json_close(o, '}');
}

static void put_answer(struct json_out *o, str status, str description, str type,
		       const struct api_shape *shape)
{
	json_name(o, status);
	json_open(o, '{');
	json_put(o, S("description"), description);
	if (type.n)
		put_content(o, type, shape);
	json_close(o, '}');
}

static void put_answers(struct json_out *o, const struct api_operation *api)
{
	static const str problem = STR("application/problem+json");
	str status = arena_fmt(o->buf->arena, "%d", api->status);

	json_name(o, S("responses"));
	json_open(o, '{');
	put_answer(o, status, S("Berhasil"),
		   api->answer ? S("application/json") : api->type, api->answer);
	if (api->conflict)
		put_answer(o, S("409"), S("Keadaannya sudah berubah"), problem,
			   api->conflict);
	put_answer(o, S("default"), S("Tidak berhasil"), problem, &problem_shape);
	json_close(o, '}');
}

static void put_nobody(struct json_out *o)
{
	json_name(o, S("security"));
	json_open(o, '[');
	json_open(o, '{');
	json_close(o, '}');
	json_close(o, ']');
}

/* The first segment behind /api/v1. */
static str tag_of(const struct route *r)
{
	str rest = str_skip(str_from(r->path), sizeof(API));

	return str_cut(&rest, '/');
}

static void put_operation(struct json_out *o, const struct route *r)
{
	json_name(o, methods[r->method]);
	json_open(o, '{');
	json_put(o, S("operationId"), operation_id(o->buf->arena, r));
	json_put(o, S("summary"), r->api->summary);
	json_name(o, S("tags"));
	json_open(o, '[');
	json_put_str(o, tag_of(r));
	json_close(o, ']');
	openapi_text(o, "x-matrix-row", permission_rows[r->permission]);
	if (r->api->open)
		put_nobody(o);
	put_parameters(o, r);
	put_body(o, r);
	put_answers(o, r->api);
	json_close(o, '}');
}

/* ---- all of it ---- */

static bool same_path(const struct route *a, const struct route *b)
{
	return str_eq(str_from(a->path), str_from(b->path));
}

static bool path_seen(size_t before, const struct route *r)
{
	const struct feature *ignored;

	for (size_t i = 0; i < before; i++)
		if (same_path(web_route(i, &ignored), r))
			return true;
	return false;
}

static void put_path(struct json_out *o, size_t at, const struct route *first)
{
	const struct feature *ignored;

	json_name(o, path_template(o->buf->arena, first));
	json_open(o, '{');
	for (const struct route *r = first; r; r = web_route(++at, &ignored))
		if (same_path(r, first))
			put_operation(o, r);
	json_close(o, '}');
}

static void put_paths(struct json_out *o)
{
	const struct feature *ignored;
	const struct route *r;

	json_name(o, S("paths"));
	json_open(o, '{');
	for (size_t i = 0; (r = web_route(i, &ignored)) != NULL; i++)
		if (r->api && !path_seen(i, r))
			put_path(o, i, r);
	json_close(o, '}');
}

static void put_headers(struct json_out *o)
{
	static const struct api_field membership = {
		STR("X-Membership"), JSON_TEXT, .optional = true,
		.says = STR("id keanggotaan; wajib bila Anda memiliki beberapa")
	};
	static const struct api_field key = {
		STR("Idempotency-Key"), JSON_TEXT, .optional = true,
		.says = STR(
			"tanda buatan Anda: kiriman yang sama dengan tanda yang sama dijalankan sekali")
	};

	json_name(o, S("parameters"));
	json_open(o, '{');
	json_name(o, S("membership"));
	put_parameter(o, S("header"), &membership);
	json_name(o, S("idempotency"));
	put_parameter(o, S("header"), &key);
	json_close(o, '}');
}

static void put_security(struct json_out *o)
{
	json_name(o, S("securitySchemes"));
	json_open(o, '{');
	json_name(o, S("bearer"));
	json_open(o, '{');
	json_put(o, S("type"), S("http"));
	json_put(o, S("scheme"), S("bearer"));
	json_put(
		o, S("description"),
		S("token dari POST /api/v1/session, atau token draf yang hanya membuka permohonan itu"));
	json_close(o, '}');
	json_close(o, '}');
}

static void put_head(struct json_out *o)
{
	json_put(o, S("openapi"), S("3.1.0"));
	json_name(o, S("info"));
	json_open(o, '{');
	json_put(o, S("title"), S("MyIntress"));
	json_put(o, S("version"), S("1"));
	json_close(o, '}');
	json_name(o, S("security"));
	json_open(o, '[');
	json_open(o, '{');
	json_name(o, S("bearer"));
	json_open(o, '[');
	json_close(o, ']');
	json_close(o, '}');
	json_close(o, ']');
}

static err get_openapi(struct work *w, const struct request *rq, struct reply *rp)
{
	struct json_out *o = reply_json(rp, 200);

	(void)w;
	(void)rq;
	json_open(o, '{');
	put_head(o);
	put_paths(o);
	json_name(o, S("components"));
	json_open(o, '{');
	put_security(o);
	put_headers(o);
	openapi_shapes(o);
	json_close(o, '}');
	json_close(o, '}');
	return OK;
}

static const struct api_operation describe = {
	.summary = STR("Uraian API ini"),
	.status = 200,
	.type = STR("application/json"),
	.open = true,
};

const struct feature openapi_feature = {
	.name = STR("openapi"),
	.routes = { (const struct route[]){
		{ GET, API "/openapi.json", CAN_READ_PUBLIC, get_openapi,
		  ROUTE_ANY_MEMBERSHIP, .api = &describe },
		{ 0 },
	} },
};
