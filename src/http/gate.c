#include "http/gate.h"

#include <string.h>

enum { TOKEN = 1, HOST = 2 };

static const unsigned char classes[256] = {
	['0' ... '9'] = TOKEN | HOST,
	['A' ... 'Z'] = TOKEN | HOST,
	['a' ... 'z'] = TOKEN | HOST,
	['!'] = TOKEN,
	['#' ... '\''] = TOKEN,
	['*'] = TOKEN,
	['+'] = TOKEN,
	['-'] = TOKEN | HOST,
	['.'] = TOKEN | HOST,
	['^'] = TOKEN,
	['_'] = TOKEN | HOST,
	['`'] = TOKEN,
	['|'] = TOKEN,
	['~'] = TOKEN | HOST,
	[':'] = HOST,
	['['] = HOST,
	[']'] = HOST,
};

/* Headers that mean nothing good when they come twice. */
enum single { SINGLE_HOST, SINGLE_LENGTH, SINGLE_ENCODING, SINGLE_OTHER };
static const str singles[] = {
	[SINGLE_HOST] = STR("Host"),
	[SINGLE_LENGTH] = STR("Content-Length"),
	[SINGLE_ENCODING] = STR("Transfer-Encoding"),
	[SINGLE_OTHER] = STR("Content-Type"),
	STR("Authorization"),
	STR("Origin"),
	STR("Expect"),
};

static const str methods[] = { STR("GET"),   STR("HEAD"),   STR("POST"),   STR("PUT"),
			       STR("PATCH"), STR("DELETE"), STR("OPTIONS") };

static bool all_of(str s, unsigned char class)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(classes[(unsigned char)s.p[i]] & class))
			return false;
	return s.n > 0;
}

static bool value_fine(str s)
{
	bool ascii = true;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < ' ' && c != '\t') || c == 127)
			return false;
		ascii &= c < 127;
	}
	return ascii || str_utf8(s);
}

static bool note_single(const struct http_pair *h, str found[COUNT(singles)])
{
	for (size_t i = 0; i < COUNT(singles); i++) {
		if (h->name.n != singles[i].n || !str_eq_nocase(h->name, singles[i]))
			continue;
		if (found[i].p)
			return false;
		found[i] = h->value;
		return true;
	}
	return true;
}

/*
 * Every byte of the head must be accounted for by what the parser below
 * reports: a NUL, a bare LF, a folded line or a doubled space would make the
 * sums differ, because it cuts or joins what we are shown.
 */
static bool bytes_add_up(const struct gate_head *h)
{
	size_t line = h->method.n + 1 + h->target.n + 1 + h->version.n;
	size_t fields = h->gap_bytes;

	for (size_t i = 0; i < h->headers.count; i++)
		fields += h->headers.items[i].name.n + h->headers.items[i].value.n + 2;
	return line == h->line_bytes && line + 2 + fields + 2 == h->bytes;
}

int gate_length(str value, int64_t *ret)
{
	int64_t n = 0;

	if (value.n == 0)
		return 400;
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] < '0' || value.p[i] > '9')
			return 400;
	if (value.n > 18)
		return 413;
	for (size_t i = 0; i < value.n; i++)
		n = n * 10 + (value.p[i] - '0');
	*ret = n;
	return 0;
}

static int read_framing(const struct gate_head *h, str length, str encoding,
			struct gate_framing *ret)
{
	*ret = (struct gate_framing){ 0 };
	if (encoding.p) {
		/* Exactly "chunked": the parser below reads any other text as "until
		 * close". */
		if (length.p || !str_eq_nocase(encoding, S("chunked")) ||
		    !str_eq(h->version, S("HTTP/1.1")))
			return 400;
		ret->chunked = true;
		return 0;
	}
	return length.p ? gate_length(length, &ret->length) : 0;
}

static int check_headers(const struct gate_head *h, struct gate_framing *ret)
{
	str found[COUNT(singles)] = { 0 };

	for (size_t i = 0; i < h->headers.count; i++) {
		const struct http_pair *pair = &h->headers.items[i];

		if (!all_of(pair->name, TOKEN) || !value_fine(pair->value) ||
		    !note_single(pair, found))
			return 400;
	}
	if (!found[SINGLE_HOST].p || !all_of(str_trim(found[SINGLE_HOST]), HOST))
		return 400;
	return read_framing(h, found[SINGLE_LENGTH], found[SINGLE_ENCODING], ret);
}

static int check_method(str method)
{
	for (size_t i = 0; i < COUNT(methods); i++)
		if (str_eq(method, methods[i]))
			return 0;
	return all_of(method, TOKEN) ? 405 : 400;
}

int gate_head(const struct gate_head *h, struct gate_framing *ret)
{
	int status;

	if (h->line_bytes > REQUEST_LINE_MAX)
		return 414;
	if (h->bytes - h->line_bytes > HEADERS_MAX || h->headers.count > HEADER_COUNT_MAX)
		return 431;
	if (!bytes_add_up(h))
		return 400;
	if (!str_eq(h->version, S("HTTP/1.1")) && !str_eq(h->version, S("HTTP/1.0")))
		return 505;
	status = check_headers(h, ret);
	return status ? status : check_method(h->method);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The byte that "%xx" at the beginning of s stands for; negative when broken. */
static int escaped_byte(str s)
{
	int high, low;

	if (s.n < 3)
		return -1;
	high = hex_digit(s.p[1]);
	low = hex_digit(s.p[2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool plain_byte(char c)
{
	return c > ' ' && c < 127 && c != '#';
}

static bool query_fine(str query)
{
	for (size_t i = 0; i < query.n; i++) {
		if (!plain_byte(query.p[i]))
			return false;
		if (query.p[i] == '%' && escaped_byte(str_skip(query, i)) <= 0)
			return false;
	}
	return true;
}

static bool decode_path(str raw, struct buf *out)
{
	for (size_t i = 0; i < raw.n; i++) {
		int c = raw.p[i];

		if (!plain_byte(raw.p[i]))
			return false;
		if (c == '%') {
			c = escaped_byte(str_skip(raw, i));
			if (c < ' ' || c == 127 || c == '/')
				return false;
			i += 2;
		}
		buf_char(out, (char)c);
	}
	return true;
}

static bool has_dot_segment(str path)
{
	while (path.n) {
		str segment = str_cut(&path, '/');

		if (str_eq(segment, S(".")) || str_eq(segment, S("..")))
			return true;
	}
	return false;
}

int gate_target(struct arena *a, str target, str *ret_path, str *ret_query)
{
	str query = target;
	str raw = str_cut(&query, '?');
	struct buf path = buf_new(a);

	if (!str_starts(raw, S("/")) || !query_fine(query) || !decode_path(raw, &path) ||
	    !str_one_line(buf_str(&path)) || has_dot_segment(buf_str(&path)))
		return 400;
	*ret_path = buf_str(&path);
	*ret_query = query;
	return 0;
}
