#include "html/internal.h"

/* What stands for each byte that means something in HTML; 0 is the byte itself. */
enum { PLAIN, AMP, LT, GT, QUOTE, APOSTROPHE };

static const uint8_t kinds[256] = {
	['&'] = AMP, ['<'] = LT, ['>'] = GT, ['"'] = QUOTE, ['\''] = APOSTROPHE
};

static const str escapes[] = {
	[AMP] = STR("&amp;"),	 [LT] = STR("&lt;"),	      [GT] = STR("&gt;"),
	[QUOTE] = STR("&quot;"), [APOSTROPHE] = STR("&#39;"),
};

void html_str(struct html *out, str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		uint8_t kind = kinds[(unsigned char)s.p[i]];

		if (kind == PLAIN)
			continue;
		put(out, (str){ s.p + from, i - from });
		put(out, escapes[kind]);
		from = i + 1;
	}
	put(out, (str){ s.p + from, s.n - from });
}

void html_count(struct html *out, size_t n)
{
	put_end(out, write_count(put_begin(out, 20), n));
}

void html_int(struct html *out, int64_t i)
{
	if (i < 0)
		put(out, S("-"));
	html_count(out, i < 0 ? (size_t)0 - (size_t)i : (size_t)i);
}

void html_markup(struct html *out, struct markup m)
{
	put(out, m.text);
}

void html_literal(struct html *out, const char *text, size_t n)
{
	put(out, (str){ text, n });
}

void html_csrf(struct html *out)
{
	put(out, S("<input type=\"hidden\" name=\"_csrf\" value=\""));
	html_str(out, out->csrf);
	put(out, S("\"><input type=\"hidden\" name=\"_nonce\" value=\""));
	html_str(out, out->nonce);
	put(out, S("\">"));
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

		char *p = put_begin(out, 3);

		if (is_plain_in_url((char)c)) {
			*p++ = (char)c;
		} else {
			*p++ = '%';
			*p++ = hex[c >> 4];
			*p++ = hex[c & 15];
		}
		put_end(out, p);
	}
}
