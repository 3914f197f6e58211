#include "mail/arriving.h"

static const struct {
	str name;
	const char *text;
} entities[] = {
	{ STR("amp"), "&" },   { STR("lt"), "<" },    { STR("gt"), ">" },
	{ STR("quot"), "\"" }, { STR("apos"), "'" },  { STR("nbsp"), " " },
	{ STR("ndash"), "–" }, { STR("mdash"), "—" }, { STR("hellip"), "…" },
	{ STR("rsquo"), "’" }, { STR("lsquo"), "‘" }, { STR("ldquo"), "“" },
	{ STR("rdquo"), "”" }, { STR("bull"), "•" },
};

/* Elements whose content is for machines. */
static const str hidden[] = { STR("script"), STR("style"),    STR("head"),
			      STR("title"),  STR("noscript"), STR("template") };

/* Elements that begin a line. */
static const str blocks[] = {
	STR("br"),    STR("p"),	 STR("div"), STR("tr"), STR("li"),
	STR("table"), STR("h1"), STR("h2"),  STR("h3"), STR("blockquote"),
	STR("ul"),    STR("ol"), STR("hr"),  STR("h4"), STR("pre"),
};

struct words {
	struct buf out;
	int gap; /* before the next word: 0 none, 1 a space, 2 a line, 3 an empty line */
};

static bool among(str name, const str *all, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(all[i], name))
			return true;
	return false;
}

static void put(struct words *w, str s)
{
	static const char *const gaps[] = { "", " ", "\n", "\n\n" };

	if (w->out.n)
		buf_add(&w->out, str_from(gaps[w->gap]));
	w->gap = 0;
	buf_add(&w->out, s);
}

static void widen(struct words *w, int gap)
{
	if (w->gap < gap)
		w->gap = gap;
	else if (gap == 2 && w->gap == 2)
		w->gap = 3;
}

static void put_rune(struct words *w, int64_t rune)
{
	char bytes[4];
	size_t n = 0;

	if (rune < 0x20 || rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000)) {
		widen(w, 1);
		return;
	}
	if (rune < 0x80) {
		bytes[n++] = (char)rune;
	} else if (rune < 0x800) {
		bytes[n++] = (char)(0xc0 | (rune >> 6));
	} else {
		if (rune < 0x10000) {
			bytes[n++] = (char)(0xe0 | (rune >> 12));
		} else {
			bytes[n++] = (char)(0xf0 | (rune >> 18));
			bytes[n++] = (char)(0x80 | ((rune >> 12) & 0x3f));
		}
		bytes[n++] = (char)(0x80 | ((rune >> 6) & 0x3f));
	}
	if (rune >= 0x80)
		bytes[n++] = (char)(0x80 | (rune & 0x3f));
	put(w, (str){ bytes, n });
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool hex_number(str s, int64_t *ret)
{
	*ret = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (hex_digit(s.p[i]) < 0)
			return false;
		*ret = *ret * 16 + hex_digit(s.p[i]);
	}
	return s.n > 0 && s.n <= 6;
}

/* s begins with &; answers what follows the entity, or the & alone. */
static str entity(struct words *w, str s)
{
	enum { LONGEST = 10 };
	size_t end = str_index(s, ';');
	str name = str_left(str_skip(s, 1), end - 1);
	int64_t rune;

	if (end < s.n && end <= LONGEST) {
		bool number = str_starts(name, S("#"));
		bool hexadecimal = str_starts(arena_lower(w->out.arena, name), S("#x"));

		if (hexadecimal ? hex_number(str_skip(name, 2), &rune)
				: number && str_int(str_skip(name, 1), &rune)) {
			put_rune(w, rune);
			return str_skip(s, end + 1);
		}
		for (size_t i = 0; i < COUNT(entities); i++)
			if (str_eq(entities[i].name, name)) {
				put(w, str_from(entities[i].text));
				return str_skip(s, end + 1);
			}
	}
	put(w, S("&"));
	return str_skip(s, 1);
}

/* What follows "</name", or nothing. */
static str after_element(struct arena *a, str s, str name)
{
	str close = arena_fmt(a, "</%.*s", P(name));

	for (; s.n >= close.n; s = str_skip(s, 1))
		if (s.p[0] == '<' && str_eq_nocase(str_left(s, close.n), close))
			return str_skip(s, str_index(s, '>') + 1);
	return S("");
}

static bool letter(char c)
{
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'z';
}

static str tag_name(str s)
{
	size_t n = 0;

	while (n < s.n && (letter(s.p[n]) || (n && s.p[n] >= '0' && s.p[n] <= '9')))
		n++;
	return str_left(s, n);
}

/* A > within quotes does not end a tag. */
static str after_tag(str s)
{
	char quote = 0;

	for (size_t i = 0; i < s.n; i++)
		if (quote)
			quote = s.p[i] == quote ? 0 : quote;
		else if (s.p[i] == '"' || s.p[i] == '\'')
			quote = s.p[i];
		else if (s.p[i] == '>')
			return str_skip(s, i + 1);
	return S("");
}

static str after_comment(str s)
{
	for (; s.n; s = str_skip(s, 1))
		if (str_starts(s, S("-->")))
			return str_skip(s, 3);
	return s;
}

/* s begins with <; answers what follows the tag. */
static str tag(struct words *w, str s)
{
	bool closes = str_starts(s, S("</"));
	str name = tag_name(str_skip(s, closes ? 2 : 1));

	if (str_starts(s, S("<!--")))
		return after_comment(str_skip(s, 4));
	if (!name.n && !str_starts(s, S("<!")) && !str_starts(s, S("<?"))) {
		put(w, S("<"));
		return str_skip(s, 1);
	}
	if (among(name, blocks, COUNT(blocks)))
		widen(w, 2);
	s = after_tag(s);
	return !closes && among(name, hidden, COUNT(hidden))
		       ? after_element(w->out.arena, s, name)
		       : s;
}

str html_words(struct arena *a, str html)
{
	struct words w = { .out = buf_new(a) };

	while (html.n) {
		char c = html.p[0];
		size_t n = 0;

		if (c == '<') {
			html = tag(&w, html);
		} else if (c == '&') {
			html = entity(&w, html);
		} else if (c == ' ' || (c >= '\t' && c <= '\r')) {
			widen(&w, 1);
			html = str_skip(html, 1);
		} else {
			while (n < html.n && html.p[n] != '<' && html.p[n] != '&' &&
			       (unsigned char)html.p[n] > ' ')
				n++;
			if (!n)
				n = 1;
			put(&w, str_left(html, n));
			html = str_skip(html, n);
		}
	}
	return buf_str(&w.out);
}
