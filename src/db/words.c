/* Tokens of Indonesian text: small letters, no accents, and a stem besides. */
#include "db/search.h"

enum { TERMS_MAX = 8, WORD_MAX = 40, STEM_MIN = 4 };

/* ---- tokens ---- */

/* Latin letters with accents (U+00C0 to U+00FF) by the letter below the accent. */
static char plain_letter(unsigned char second)
{
	static const char letters[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts"
				      "aaaaaaaceeeeiiiidnooooo ouuuuyty";

	return letters[second - 0x80];
}

static bool token_byte(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/*
 * How many bytes of s belong to one letter, 0 when it is none; its small plain
 * form goes into out. Letters of other scripts stay as they are; marks and
 * emoji (U+2000 to U+2BFF, four bytes) separate.
 */
static size_t letter(str s, struct buf *out)
{
	unsigned char c = (unsigned char)s.p[0];

	if (token_byte(c)) {
		buf_char(out, c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c);
		return 1;
	}
	if (c == 0xc3 && s.n > 1 && plain_letter((unsigned char)s.p[1]) != ' ') {
		buf_char(out, plain_letter((unsigned char)s.p[1]));
		return 2;
	}
	if (c >= 0xc4 && c < 0xe0 && s.n > 1) {
		buf_add(out, str_left(s, 2));
		return 2;
	}
	if (c >= 0xe0 && c < 0xf0 && c != 0xe2 && s.n > 2) {
		buf_add(out, str_left(s, 3));
		return 3;
	}
	return 0;
}

/* The next word of *rest, and where it stands in the text; false at the end. */
static bool next_word(struct arena *a, str *rest, str *ret_word, str *ret_place)
{
	struct buf b = buf_new(a);
	size_t n;

	while (rest->n && (n = letter(*rest, &b)) == 0)
		*rest = str_skip(*rest, 1);
	if (!rest->n)
		return false;
	ret_place->p = rest->p;
	b.n = 0;
	while (rest->n && (n = letter(*rest, &b)) > 0)
		*rest = str_skip(*rest, n);
	ret_place->n = (size_t)(rest->p - ret_place->p);
	*ret_word = str_left(buf_str(&b), WORD_MAX);
	return true;
}

/* ---- stems ---- */

static bool strip_end(str *word, const str *ends, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (word->n >= ends[i].n + STEM_MIN && str_ends(*word, ends[i])) {
			word->n -= ends[i].n;
			return true;
		}
	return false;
}

static bool strip_begin(str *word, const str *begins, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (word->n >= begins[i].n + STEM_MIN && str_starts(*word, begins[i])) {
			*word = str_skip(*word, begins[i].n);
			return true;
		}
	return false;
}

static bool is_number(str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] < '0' || word.p[i] > '9')
			return false;
	return true;
}

/*
 * Light, without a dictionary: particles, possessives, suffixes, two prefixes.
 * It cuts some words too short, and both sides of a search alike.
 */
static str stem_of(struct arena *a, str word)
{
	static const str particles[] = { STR("lah"), STR("kah"), STR("pun") };
	static const str owners[] = { STR("nya") };
	static const str suffixes[] = { STR("kan"), STR("an"), STR("i") };
	static const str prefixes[] = {
		STR("meng"), STR("meny"), STR("mem"), STR("men"), STR("me"),  STR("peng"),
		STR("peny"), STR("pem"),  STR("pen"), STR("per"), STR("ber"), STR("ter"),
		STR("di"),   STR("se"),	  STR("ke"),  STR("pe")
	};

	if (is_number(word))
		return word;
	strip_end(&word, particles, COUNT(particles));
	strip_end(&word, owners, COUNT(owners));
	strip_end(&word, suffixes, COUNT(suffixes));
	/* The prefix has swallowed an s: menyiapkan, penyampaian. */
	if ((str_starts(word, S("meny")) || str_starts(word, S("peny"))) &&
	    word.n > STEM_MIN + 2)
		return arena_fmt(a, "s%.*s", P(str_skip(word, 4)));
	if (strip_begin(&word, prefixes, COUNT(prefixes)))
		strip_begin(&word, prefixes, COUNT(prefixes));
	return word;
}

/* ---- texts ---- */

static bool holds(const struct strs *all, str word)
{
	for (size_t i = all->count; i > 0; i--)
		if (str_eq(all->items[i - 1], word))
			return true;
	return false;
}

str search_words(struct arena *a, str text)
{
	enum { DISTINCT_MAX = 1000 };
	struct strs seen = { 0 };
	struct buf b = buf_new(a);
	str word, place;

	while (seen.count < DISTINCT_MAX && next_word(a, &text, &word, &place)) {
		str forms[] = { word, stem_of(a, word) };

		for (size_t i = 0; i < COUNT(forms); i++) {
			if (holds(&seen, forms[i]))
				continue;
			*PUSH(a, &seen) = forms[i];
			buf_fmt(&b, "%s%.*s", b.n ? " " : "", P(forms[i]));
		}
	}
	return buf_str(&b);
}

str search_mark(struct arena *a, const char *kind, str value)
{
	return arena_fmt(a, "_%s%.*s", kind, P(value));
}

struct search_terms search_terms(struct arena *a, str typed)
{
	struct search_terms all = { 0 };
	str word, place;

	while (all.count < TERMS_MAX && next_word(a, &typed, &word, &place))
		*PUSH(a, &all) = (struct search_term){
			.word = word,
			.stem = stem_of(a, word),
			.begins = typed.n == 0 && !is_number(word),
		};
	return all;
}

/* ---- showing what was found ---- */

static bool term_is(struct arena *a, const struct search_term *t, str word)
{
	return str_eq(word, t->word) || str_eq(stem_of(a, word), t->stem) ||
	       (t->begins && (str_starts(word, t->word) || str_starts(word, t->stem)));
}

static bool is_found(struct arena *a, const struct search_terms *terms, str word)
{
	for (size_t i = 0; i < terms->count; i++)
		if (term_is(a, &terms->items[i], word))
			return true;
	return false;
}

static str first_found(struct arena *a, str text, const struct search_terms *terms)
{
	str rest = text, word, place;

	while (next_word(a, &rest, &word, &place))
		if (is_found(a, terms, word))
			return place;
	return str_left(text, 0);
}

static bool inside_letter(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* From a little before the place on, between letters. */
static str window(str text, str place, size_t width)
{
	size_t from = (size_t)(place.p - text.p), end;

	from = from > width / 3 ? from - width / 3 : 0;
	while (from > 0 && inside_letter(text.p[from]))
		from--;
	end = from + width < text.n ? from + width : text.n;
	while (end < text.n && inside_letter(text.p[end]))
		end++;
	return (str){ text.p + from, end - from };
}

static void add_piece(struct arena *a, struct search_pieces *all, str text, bool found)
{
	if (text.n)
		*PUSH(a, all) = (struct search_piece){ text, found };
}

void search_snippet(struct arena *a, str text, const struct search_terms *terms,
		    size_t width, struct search_pieces *ret)
{
	str shown = window(text, first_found(a, text, terms), width);
	str rest = shown, plain = str_left(shown, 0), word, place;

	*ret = (struct search_pieces){ 0 };
	if (shown.p > text.p)
		add_piece(a, ret, S("… "), false);
	while (next_word(a, &rest, &word, &place)) {
		plain.n = (size_t)(place.p - plain.p);
		if (!is_found(a, terms, word))
			continue;
		add_piece(a, ret, plain, false);
		add_piece(a, ret, place, true);
		plain = str_left(rest, 0);
	}
	plain.n = (size_t)(shown.p + shown.n - plain.p);
	add_piece(a, ret, plain, false);
	if (shown.p + shown.n < text.p + text.n)
		add_piece(a, ret, S(" …"), false);
}
