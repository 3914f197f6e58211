/* RFC 9457 problems, and JSON bodies checked against their tables. */
#include "web/internal.h"

void reply_problem(struct reply *rp, int status, str code, str detail, const struct complaints *c)
{
	struct json_out *o = reply_json(rp, status);

	json_open(o, '{');
	json_put(o, S("type"), S("about:blank"));
	json_put(o, S("title"), status_title(status));
	json_put(o, S("status"), status);
	json_put(o, S("detail"), detail);
	json_put(o, S("code"), code);
	json_put(o, S("id"), rp->rq ? rp->rq->id : S(""));
	if (c) {
		json_name(o, S("fields"));
		json_open(o, '[');
		for (size_t i = 0; i < c->count; i++) {
			json_open(o, '{');
			json_put(o, S("name"), c->items[i].field);
			json_put(o, S("code"), c->items[i].code);
			json_put(o, S("message"), c->items[i].message);
			json_close(o, '}');
		}
		json_close(o, ']');
	}
	json_close(o, '}');
	http_reply_header(rp->wire, rp->arena, S("Content-Type"), S("application/problem+json"));
}

/* What is wrong with the body, or "" */
static str shape_fault(struct arena *a, const struct json *j, const struct api_field *fields,
		       str at);

static const struct api_field *field_named(const struct api_field *fields, str name)
{
	for (; fields->name.n; fields++)
		if (str_eq(fields->name, name))
			return fields;
	return NULL;
}

static str items_fault(struct arena *a, const struct json *list, const struct api_field *f, str at)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct json *item = &list->items[i];
		str where = arena_fmt(a, "%.*s[%zu]", P(at), i);
		str fault = S("");

		if (f->of)
			fault = shape_fault(a, item, f->of, where);
		else if (item->kind != f->items)
			fault = arena_fmt(a, "%.*s: jenis nilainya salah", P(where));
		if (fault.n)
			return fault;
	}
	return S("");
}

static str member_fault(struct arena *a, const struct json *j, const struct api_field *f, str at)
{
	if (j->kind == JSON_NULL)
		return S("");
	if (j->kind != f->kind)
		return arena_fmt(a, "%.*s: jenis nilainya salah", P(at));
	if (j->kind == JSON_LIST)
		return items_fault(a, j, f, at);
	if (j->kind == JSON_OBJECT)
		return shape_fault(a, j, f->of, at);
	return S("");
}

static str shape_fault(struct arena *a, const struct json *j, const struct api_field *fields,
		       str at)
{
	if (j->kind != JSON_OBJECT)
		return arena_fmt(a, "%.*s: harus berupa objek", P(at));
	for (size_t i = 0; i < j->count; i++) {
		const struct api_field *f = field_named(fields, j->names[i]);
		str where = at.n ? arena_fmt(a, "%.*s.%.*s", P(at), P(j->names[i])) : j->names[i];
		str fault;

		if (!f)
			return arena_fmt(a, "%.*s: tidak dikenal", P(where));
		fault = member_fault(a, &j->items[i], f, where);
		if (fault.n)
			return fault;
	}
	return S("");
}

err api_body(const struct request *rq, struct reply *rp, const struct api_field *fields,
	     const struct json **ret)
{
	str type = request_header(rq, S("Content-Type"));
	const struct json *j;
	str fault;

	*ret = NULL;
	if (rq->wire->body.n && !str_starts(type, S("application/json"))) {
		reply_problem(rp, 415, S("unsupported_media_type"), status_text(415), NULL);
		return OK;
	}
	j = json_read(rp->arena, rq->wire->body.n ? rq->wire->body : S("{}"));
	if (!j) {
		reply_problem(rp, 400, S("malformed_json"), S("Isi bukan JSON yang sah."), NULL);
		return OK;
	}
	fault = shape_fault(rp->arena, j, fields, S(""));
	if (fault.n) {
		reply_problem(rp, 400, S("unexpected_field"), fault, NULL);
		return OK;
	}
	*ret = j;
	return OK;
}
