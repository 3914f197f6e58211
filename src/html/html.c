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

typedef unsigned char sixteen __attribute__((vector_size(16)));
typedef uint64_t pair __attribute__((vector_size(16)));

static inline uint64_t eight(const char *p)
{
	uint64_t b;

	memcpy(&b, p, sizeof(b));
	return b;
}

/* Neither the eight bytes at one place nor those at the other mean anything. */
static inline bool plain_at(const char *one, const char *other)
{
	sixteen b = (sixteen)(pair){ eight(one), eight(other) };
	pair marks =
		(pair)((b == '&') | (b == '<') | (b == '>') | (b == '"') | (b == '\''));

	return !(marks[0] | marks[1]);
}

/* How many bytes from the start of s mean nothing in HTML. */
static size_t plain_bytes(str s)
{
	size_t i = 0;

	while (s.n - i >= 16 && plain_at(s.p + i, s.p + i + 8))
		i += 16;
	/* What is left, together with some that were seen already. */
	if (s.n >= 16 && s.n - i < 16 && plain_at(s.p + s.n - 16, s.p + s.n - 8))
		return s.n;
	if (s.n >= 8 && s.n < 16 && plain_at(s.p, s.p + s.n - 8))
		return s.n;
	while (i < s.n && kinds[(unsigned char)s.p[i]] == PLAIN)
		i++;
	return i;
}

void html_str(struct html *out, str s)
{
	for (;;) {
		size_t plain = plain_bytes(s);

		put(out, (str){ s.p, plain });
		if (plain == s.n)
			return;
		put(out, escapes[kinds[(unsigned char)s.p[plain]]]);
		s = (str){ s.p + plain + 1, s.n - plain - 1 };
	}
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

void html_gap(struct html *out, struct gap g)
{
	*g.at = out->buf->n;
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
