/*
 * Passwords as NIST SP 800-63B asks: long enough, not among the known ones, not
 * made of the owner's own data; no rules of composition, no forced change.
 */
#include "identity/internal.h"
#include "identity/words.h"

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static str without_head(str s)
{
	while (s.n && !letter(s.p[0]))
		s = str_skip(s, 1);
	return s;
}

/* Digits and signs at either end are what people add to reach a length. */
static str core_of(str s)
{
	s = without_head(s);
	while (s.n && !letter(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* "sayasayasayasaya": a word repeated is the word. */
static str period_of(str s)
{
	for (size_t n = 1; n <= s.n / 2; n++) {
		size_t i = n;

		while (i < s.n && s.p[i] == s.p[i - n])
			i++;
		if (i == s.n)
			return str_left(s, n);
	}
	return s;
}

static bool word_known(str s)
{
	size_t low = 0, high = common_words.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_cmp(word_at(&common_words, middle), s);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool common(str s)
{
	return s.n < 4 || word_known(s);
}

/* "1qaz2wsx" is a word although digits are at its ends: each length is looked up. */
static bool common_lengthened(str s)
{
	while (s.n && !letter(s.p[s.n - 1])) {
		s.n--;
		if (word_known(s))
			return true;
	}
	return common(s);
}

static bool contains_own(struct arena *a, str password, str own)
{
	own = arena_lower(a, own);
	while (own.n) {
		str word = str_cut(&own, ' ');

		if (word.n >= 4 && str_has(password, word))
			return true;
	}
	return false;
}

/* What is left of it when the words that every password here could have are gone. */
static str without_ours(str s)
{
	static const str ours[] = { STR("myintress"), STR("perbendaharaan"),
				    STR("kemenkeu"),  STR("djpb"),
				    STR("digit"),     STR("satker"),
				    STR("kppn") };
	size_t before;

	do {
		s = core_of(s);
		before = s.n;
		for (size_t i = 0; i < COUNT(ours); i++)
			if (str_starts(s, ours[i]))
				s = core_of(str_skip(s, ours[i].n));
	} while (s.n < before);
	return s;
}

static bool context_word(struct arena *a, str password, const struct password_context *c)
{
	str mailbox = str_left(c->email, str_index(c->email, '@'));
	str core = core_of(password);
	str left = without_ours(password);

	return (left.n < core.n && left.n < 8) || contains_own(a, password, c->name) ||
	       contains_own(a, password, mailbox) ||
	       (c->nik.n && str_has(password, c->nik)) ||
	       (c->id_number.n >= 8 && str_has(password, c->id_number));
}

enum password_fault password_check(struct arena *a, str password,
				   const struct password_context *context)
{
	str folded = arena_lower(a, password);

	if (!str_utf8(password))
		return PASSWORD_NOT_TEXT;
	if (str_runes(password) > PASSWORD_MAX)
		return PASSWORD_LONG;
	if (common(folded) || common_lengthened(folded) ||
	    common_lengthened(without_head(folded)) || common(period_of(folded)) ||
	    common(period_of(core_of(folded))))
		return str_runes(password) < PASSWORD_MIN ? PASSWORD_SHORT
							  : PASSWORD_COMMON;
	if (str_runes(password) < PASSWORD_MIN)
		return PASSWORD_SHORT;
	if (context_word(a, folded, context))
		return PASSWORD_CONTEXT;
	return PASSWORD_FINE;
}
