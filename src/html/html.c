#include "html/html.h"

#include <string.h>

/* What stands for each byte that means something in HTML. */
static const str escapes[256] = {
	['&'] = STR("&amp;"),  ['<'] = STR("&lt;"),   ['>'] = STR("&gt;"),
	['"'] = STR("&quot;"), ['\''] = STR("&#39;"),
};

void html_str(struct html *out, str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const str *e = &escapes[(unsigned char)s.p[i]];

		if (e->n == 0)
			continue;
		buf_add(out->buf, (str){ s.p + from, i - from });
		buf_add(out->buf, *e);
		from = i + 1;
	}
	buf_add(out->buf, (str){ s.p + from, s.n - from });
}

void html_count(struct html *out, size_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(out->buf, (str){ digits + at, sizeof(digits) - at });
}

void html_int(struct html *out, int64_t i)
{
	if (i < 0)
		buf_char(out->buf, '-');
	html_count(out, i < 0 ? (size_t)0 - (size_t)i : (size_t)i);
}

void html_markup(struct html *out, struct markup m)
{
	buf_add(out->buf, m.text);
}

void html_literal(struct html *out, const char *text, size_t n)
{
	buf_add(out->buf, (str){ text, n });
}

void html_csrf(struct html *out)
{
	buf_add(out->buf, S("<input type=\"hidden\" name=\"_csrf\" value=\""));
	html_str(out, out->csrf);
	buf_add(out->buf, S("\"><input type=\"hidden\" name=\"_nonce\" value=\""));
	html_str(out, out->nonce);
	buf_add(out->buf, S("\">"));
}

/* "//host" and "/\host" are other sites to a browser, which also drops tabs and line
 * ends. */
static bool is_local(str path)
{
	if (path.n == 0 || path.p[0] != '/')
		return false;
	if (path.n > 1 && (path.p[1] == '/' || path.p[1] == '\\'))
		return false;
	return str_one_line(path);
}

void html_path(struct html *out, str path)
{
	html_str(out, is_local(path) ? path : S("/"));
}

static bool is_plain_in_url(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void html_in_url(struct html *out, struct shown_in_url s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.part.n; i++) {
		unsigned char c = (unsigned char)s.part.p[i];

		if (is_plain_in_url((char)c)) {
			buf_char(out->buf, (char)c);
		} else {
			buf_char(out->buf, '%');
			buf_char(out->buf, hex[c >> 4]);
			buf_char(out->buf, hex[c & 15]);
		}
	}
}
