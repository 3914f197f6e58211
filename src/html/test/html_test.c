#include "html/html.h"

#include "test/test.h"

/* Shows x as a page would, at the prototype's instant and place. */
#define SHOWN(x)                                                                         \
	__extension__({                                                                  \
		struct buf b_ = buf_new(test_arena());                                   \
		struct html out_ = { .buf = &b_, .zone = WITA, .now = TEST_NOW };        \
		html(&out_, (x));                                                        \
		buf_str(&b_);                                                            \
	})

TEST(text_is_escaped)
{
	static const struct {
		const char *what;
		str text;
		str want;
	} cases[] = {
		{ "nothing", STR(""), STR("") },
		{ "plain", STR("Siti Nurhaliza"), STR("Siti Nurhaliza") },
		{ "a tag", STR("<b>"), STR("&lt;b&gt;") },
		{ "quotes", STR("\"a\" 'b'"), STR("&quot;a&quot; &#39;b&#39;") },
		{ "an ampersand", STR("R&D"), STR("R&amp;D") },
		{ "escaped text again", STR("&lt;"), STR("&amp;lt;") },
		{ "at both ends", STR("<x<"), STR("&lt;x&lt;") },
		{ "beyond ASCII", STR("é – ✓"), STR("é – ✓") },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].what, SHOWN(cases[i].text), cases[i].want);
}

/* Up to sixteen bytes are looked at together, so a mark stands at each place of each
 * length. */
TEST(one_mark_anywhere_is_escaped)
{
	static const char plain[] = "!#%(),;=?@[]~\x7f\x80\xa2\xa6\xa7\xbc\xbe";
	static const char marks[] = "&<>\"'";

	for (size_t n = 1; n < sizeof(plain); n++)
		for (size_t at = 0; at < n * strlen(marks); at++) {
			char text[sizeof(plain)];
			char mark = marks[at % strlen(marks)];
			str shown;

			memcpy(text, plain, n);
			text[at / strlen(marks)] = mark;
			shown = SHOWN(((str){ text, n }));
			CHECK("the mark is gone",
			      mark == '&' || str_index(shown, mark) == shown.n);
			CHECK_STR("before", str_left(shown, at / strlen(marks)),
				  ((str){ text, at / strlen(marks) }));
			CHECK_INT("it is escaped",
				  shown.p[at / strlen(marks)] == '&' &&
					  str_has(shown, S(";")),
				  1);
			CHECK_INT("length", shown.n,
				  n + (mark == '<' || mark == '>' ? 3
				       : mark == '&'		  ? 4
				       : mark == '"'		  ? 5
								  : 4));
		}
}

TEST(integers_are_plain_digits)
{
	CHECK_STR("zero", SHOWN(0), S("0"));
	CHECK_STR("many", SHOWN((int64_t)186420500000), S("186420500000"));
	CHECK_STR("negative", SHOWN(-7), S("-7"));
	CHECK_STR("smallest", SHOWN(INT64_MIN), S("-9223372036854775808"));
	CHECK_STR("largest count", SHOWN(SIZE_MAX), S("18446744073709551615"));
}

TEST(only_paths_of_this_site)
{
	static const struct {
		str path;
		str want;
	} cases[] = {
		{ STR("/verifikasi?q=a&b"), STR("/verifikasi?q=a&amp;b") },
		{ STR("/"), STR("/") },
		{ STR(""), STR("/") },
		{ STR("//evil.example"), STR("/") },
		{ STR("/\\evil.example"), STR("/") },
		{ STR("/\t/evil.example"), STR("/") },
		{ STR("https://evil.example/"), STR("/") },
		{ STR("javascript:alert(1)"), STR("/") },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf b = buf_new(test_arena());
		struct html out = { .buf = &b };

		html_path(&out, cases[i].path);
		CHECK_STR(cases[i].path.p, buf_str(&b), cases[i].want);
	}
}

TEST(parts_of_addresses_are_encoded)
{
	CHECK_STR("reserved", SHOWN(shown_in_url(S("a b&c=d/é"))),
		  S("a%20b%26c%3Dd%2F%C3%A9"));
	CHECK_STR("unreserved", SHOWN(shown_in_url(S("A-z_0.9~"))), S("A-z_0.9~"));
}

TEST(hidden_fields_of_a_form)
{
	struct buf b = buf_new(test_arena());
	struct html out = { .buf = &b, .csrf = S("a\"b"), .nonce = S("n1") };

	html_csrf(&out);
	CHECK_STR("fields", buf_str(&b),
		  S("<input type=\"hidden\" name=\"_csrf\" value=\"a&quot;b\">"
		    "<input type=\"hidden\" name=\"_nonce\" value=\"n1\">"));
}

TEST(icons_by_name)
{
	str send = icon(S("send")).text;

	CHECK("is an svg of class i",
	      str_starts(send, S("<svg class=\"i\" viewBox=\"0 0 24 24\" "
				 "aria-hidden=\"true\" focusable=\"false\">"
				 "<path d=\"")));
	CHECK("ends", str_ends(send, S("</svg>")));
	CHECK("small",
	      str_starts(icon_small(S("send")).text, S("<svg class=\"i i-s\" ")));
	CHECK("first and last of the table are found",
	      icon_exists(S("alert-circle")) && icon_exists(S("users")));
	CHECK("unknown", !icon_exists(S("sendx")));
}
