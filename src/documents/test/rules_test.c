#include "documents/internal.h"
#include "test/test.h"

TEST(a_file_name_is_one_line_and_no_path)
{
	static const struct {
		const char *rule;
		str given, want;
	} cases[] = {
		{ "a name stays", STR("SK KPA 2026.pdf"), STR("SK KPA 2026.pdf") },
		{ "letters of any script stay", STR("Şura é.pdf"), STR("Şura é.pdf") },
		{ "a path loses its directories", STR("../../etc/passwd"),
		  STR("passwd") },
		{ "and one of the other system", STR("C:\\Users\\x\\SK.pdf"),
		  STR("SK.pdf") },
		{ "nothing gets a name", STR(""), STR("berkas.pdf") },
		{ "a directory gets a name", STR("a/"), STR("berkas.pdf") },
		{ "a second line is not kept", STR("SK\nX: y.pdf"), STR("berkas.pdf") },
		{ "nor what is no UTF-8", STR("SK\xff.pdf"), STR("berkas.pdf") },
		{ "nor what reads otherwise than it is", STR("SK\u202efdp.exe"),
		  STR("berkas.pdf") },
		{ "white space at the ends goes", STR("  SK.pdf "), STR("SK.pdf") },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].rule, document_name(test_arena(), cases[i].given),
			  cases[i].want);
}

TEST(a_long_file_name_is_cut_between_characters)
{
	struct buf b = buf_new(test_arena());
	str name;

	buf_char(&b, 'x');
	for (int i = 0; i < 150; i++)
		buf_add(&b, S("é"));
	name = document_name(test_arena(), buf_str(&b));
	CHECK_INT("199 of 301 bytes", name.n, 199);
	CHECK("still text", str_utf8(name));
}
