#include "web/internal.h"

static int hex_digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* Decodes once; false when a percent sign is not followed by two digits. */
static bool percent_decode(struct arena *a, str s, str *ret)
{
	char *p = arena_cstr(a, s);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++, n++) {
		p[n] = s.p[i] == '+' ? ' ' : s.p[i];
		if (s.p[i] != '%')
			continue;
		if (i + 2 >= s.n || hex_digit(s.p[i + 1]) < 0 ||
		    hex_digit(s.p[i + 2]) < 0)
			return false;
		p[n] = (char)(hex_digit(s.p[i + 1]) * 16 + hex_digit(s.p[i + 2]));
		i += 2;
	}
	*ret = (str){ p, n };
	return true;
}

bool form_read(struct arena *a, str encoded, struct http_pairs *ret)
{
	enum { FIELDS_MAX = 2048 };

	*ret = (struct http_pairs){ 0 };
	while (encoded.n) {
		str pair = str_cut(&encoded, '&');
		str name = str_cut(&pair, '=');
		struct http_pair field;

		if (name.n == 0 && pair.n == 0)
			continue;
		if (ret->count == FIELDS_MAX || !percent_decode(a, name, &field.name) ||
		    !percent_decode(a, pair, &field.value))
			return false;
		*PUSH(a, ret) = field;
	}
	return form_readable(ret);
}

bool form_readable(const struct http_pairs *fields)
{
	for (size_t i = 0; i < fields->count; i++)
		if (!str_one_line(fields->items[i].name) ||
		    !str_utf8(fields->items[i].value))
			return false;
	return true;
}

bool form_unique(const struct http_pairs *fields)
{
	for (size_t i = 0; i < fields->count; i++) {
		str name = fields->items[i].name;

		if (str_ends(name, S("[]")))
			continue;
		for (size_t j = 0; j < i; j++)
			if (str_eq(name, fields->items[j].name))
				return false;
	}
	return true;
}

bool cookies_read(struct arena *a, str header, struct http_pairs *ret)
{
	*ret = (struct http_pairs){ 0 };
	while (header.n) {
		str pair = str_trim(str_cut(&header, ';'));
		str name = str_cut(&pair, '=');

		if (name.n)
			*PUSH(a, ret) = (struct http_pair){ name, pair };
	}
	return ret->count <= 64;
}

str pair_value(const struct http_pairs *pairs, str name, bool *ret_found)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (str_eq(pairs->items[i].name, name)) {
			*ret_found = true;
			return pairs->items[i].value;
		}
	*ret_found = false;
	return S("");
}

static str value_of(const struct http_pairs *pairs, const char *name)
{
	bool found;

	return pair_value(pairs, str_from(name), &found);
}

str path_str(const struct request *rq, const char *name)
{
	const struct match *m = rq->match;

	for (size_t i = 0; i < m->param_count; i++)
		if (str_eq(m->param_names[i], str_from(name)))
			return m->params[i];
	panic("the route has no :%s", name);
}

str query_str(const struct request *rq, const char *name)
{
	return str_trim(value_of(&rq->query, name));
}

str form_str(const struct request *rq, const char *name)
{
	return str_trim(value_of(&rq->form, name));
}

struct secret form_secret(const struct request *rq, const char *name)
{
	return (struct secret){ value_of(&rq->form, name) };
}

bool form_has(const struct request *rq, const char *name)
{
	bool found;

	pair_value(&rq->form, str_from(name), &found);
	return found;
}

struct strs form_all(struct arena *a, const struct request *rq, const char *name)
{
	struct strs all = { 0 };

	for (size_t i = 0; i < rq->form.count; i++)
		if (str_eq(rq->form.items[i].name, str_from(name)))
			*PUSH(a, &all) = str_trim(rq->form.items[i].value);
	return all;
}

const struct http_upload *form_file(const struct request *rq, const char *name)
{
	const struct http_uploads *u = &rq->wire->uploads;

	for (size_t i = 0; i < u->count; i++)
		/* A browser sends an empty part where no file was chosen. */
		if (str_eq(u->items[i].field, str_from(name)) &&
		    (u->items[i].bytes || u->items[i].file_name.n))
			return &u->items[i];
	return NULL;
}

str request_header(const struct request *rq, str name)
{
	return http_header(rq->wire, name);
}

str request_cookie(const struct request *rq, str name)
{
	bool found;

	return pair_value(&rq->cookies, name, &found);
}

str request_path(const struct request *rq)
{
	return rq->wire->path;
}

bool request_is_api(const struct request *rq)
{
	return rq->api;
}

str request_idempotency_key(const struct request *rq)
{
	return request_header(rq, S("Idempotency-Key"));
}

const struct visitor *request_visitor(const struct request *rq)
{
	return &rq->visitor;
}

str request_address(const struct request *rq)
{
	return rq->wire->address;
}

void *request_note(const struct request *rq)
{
	return rq->note;
}

str request_body(const struct request *rq)
{
	return rq->wire->body;
}
