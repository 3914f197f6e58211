#include "test/test.h"

/* Eight bytes are looked at together, so the odd one stands at each place of each length.
 */
TEST(one_odd_byte_anywhere_is_seen)
{
	static const struct {
		char c;
		bool utf8, one_line;
	} odd[] = {
		{ '\0', false, false },	  { '\t', true, false },
		{ '\n', true, false },	  { '\x1f', true, false },
		{ '\x7f', true, false },  { '\x80', false, false },
		{ '\xff', false, false }, { ' ', true, true },
		{ '~', true, true },
	};

	for (size_t n = 1; n <= 20; n++)
		for (size_t at = 0; at < n * COUNT(odd); at++) {
			char text[20];
			str s = { text, n };

			memset(text, 'a', sizeof(text));
			text[at / COUNT(odd)] = odd[at % COUNT(odd)].c;
			CHECK_INT("text", str_utf8(s), odd[at % COUNT(odd)].utf8);
			CHECK_INT("a line", str_one_line(s),
				  odd[at % COUNT(odd)].one_line);
		}
}

TEST(marks_that_nobody_sees_are_found)
{
	static const struct {
		const char *what;
		str text;
		bool hides;
	} cases[] = {
		{ "nothing", STR(""), false },
		{ "a plain name", STR("Siti Aminah, S.E."), false },
		{ "accents and dashes", STR("José – Ñuñez ’98"), false },
		{ "control characters are another matter", STR("satu\ndua"), false },
		{ "left-to-right mark", STR("Siti\u200e"), true },
		{ "right-to-left mark", STR("Siti\u200f"), true },
		{ "embedding", STR("\u202aSiti"), true },
		{ "override", STR("SK\u202efdp.exe"), true },
		{ "first isolate", STR("Siti\u2066"), true },
		{ "last isolate", STR("Siti\u2069"), true },
		{ "no width", STR("Si\u200bti"), true },
		{ "joiner", STR("Si\u200dti"), true },
		{ "word joiner", STR("Si\u2060ti"), true },
		{ "byte order mark", STR("\ufeffSiti"), true },
		{ "soft hyphen", STR("Si\u00adti"), true },
		{ "before them", STR("Siti\u200a"), false },
		{ "between them", STR("Siti\u2010"), false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT(cases[i].what, str_hides(cases[i].text), cases[i].hides);
}

TEST(text_is_utf8)
{
	static const struct {
		const char *what;
		str text;
		bool utf8, one_line;
	} cases[] = {
		{ "nothing", STR(""), true, true },
		{ "two, three and four bytes", STR("é – 😀 dan seterusnya"), true, true },
		{ "two lines", STR("baris satu\nbaris dua"), true, false },
		{ "a line separator", STR("baris satu\u2028baris dua"), true, false },
		{ "a control of two bytes", STR("baris\xc2\x85satu"), true, false },
		{ "too long a form", STR("\xc0\xaf"), false, false },
		{ "a surrogate", STR("\xed\xa0\x80"), false, false },
		{ "cut short behind eight bytes", STR("12345678\xe2\x80"), false, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		CHECK_INT(cases[i].what, str_utf8(cases[i].text), cases[i].utf8);
		CHECK_INT(cases[i].what, str_one_line(cases[i].text), cases[i].one_line);
	}
}
