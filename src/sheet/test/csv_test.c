#include "sheet/test/made.h"

static const struct {
	const char *rule;
	str bytes, want;
} files[] = {
	{ "nothing", STR(""), STR("") },
	{ "commas", STR("a,b\n1,\"x,y\"\n"), STR("1|A=a|B=b\n2|A=1|B=x,y\n") },
	{ "semicolons under a title with commas",
	  STR("SPP, SPM, DAN SP2D\n\na;b;c;d\n1;2;3;4\n"),
	  STR("1|A=SPP, SPM, DAN SP2D\n3|A=a|B=b|C=c|D=d\n4|A=1|B=2|C=3|D=4\n") },
	{ "tabs", STR("a\tb\n1,5\t2\n"), STR("1|A=a|B=b\n2|A=1,5|B=2\n") },
	{ "a byte order mark",
	  STR("\xef\xbb\xbf"
	      "a\n"),
	  STR("1|A=a\n") },
	{ "UTF-16, small end first", STR("\xff\xfe\x61\0\xe9\0,\0\x3d\xd8\x00\xde\n\0"),
	  STR("1|A=a\xc3\xa9|B=\xf0\x9f\x98\x80\n") },
	{ "UTF-16, big end first", STR("\xfe\xff\0\x61\0,\0\x62"), STR("1|A=a|B=b\n") },
	{ "half a character at the end", STR("\xff\xfe\x61\0\x3d"), STR("encoding") },
	{ "half a pair", STR("\xff\xfe\x3d\xd8\x61\0\n\0"), STR("encoding") },
	{ "UTF-16 without a mark", STR("a\0,\0b\0\n\0"), STR("NUL") },
	{ "NUL", STR("a,b\n1\0,2\n"), STR("NUL") },
	{ "Windows letters", STR("a,b\ncaf\xe9,2\n"), STR("1|A=a|B=b\nencoding") },
	{ "a stray quote costs one row", STR("a\nb\"c\nd\n"),
	  STR("1|A=a\n2broken\n3|A=d\n") },
	{ "a quote left open", STR("a\n\"b\nc\n"), STR("1|A=a\nquotes") },
	{ "what we kept from being a formula", STR("'=1+1,'ayat,'-2\n"),
	  STR("1|A==1+1|B='ayat|C=-2\n") },
	{ "cells at the end that are empty", STR("a,, \n,,\n"), STR("1|A=a\n") },
	{ "no line end at the end", STR("a\nb"), STR("1|A=a\n2|A=b\n") },
	{ "line end in quotes", STR("\"a\nb\",c\nd,e\n"),
	  STR("1|A=a\nb|B=c\n3|A=d|B=e\n") },
};

TEST(csv_files)
{
	for (size_t i = 0; i < COUNT(files); i++)
		CHECK_STR(files[i].rule, shown(made_file(files[i].bytes)), files[i].want);
}

/* Rows that touch the end of what was read are read again, wherever they are cut. */
TEST(rows_over_the_window)
{
	struct buf b = buf_new(test_arena());
	struct sheet *s;
	struct sheet_row row;
	int64_t n = 0;

	for (int i = 0; i < 40000; i++)
		buf_fmt(&b, "%d,\"baris\r\n\"\"%d\"\"\",%.*s\r\n", i, i, i % 37,
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
	s = sheet_open(&(struct sheet_source){ .path = made_file(buf_str(&b)) });
	for (; sheet_next(s, &row); n++) {
		CHECK_INT("line", row.number, 2 * n + 1);
		CHECK_STR("number", row.cells[0].text,
			  arena_fmt(test_arena(), "%d", (int)n));
		CHECK_STR("text", row.cells[1].text,
			  arena_fmt(test_arena(), "baris\r\n\"%d\"", (int)n));
		CHECK_INT("width", row.count, n % 37 ? 3 : 2);
	}
	CHECK_INT("rows", n, 40000);
	CHECK_INT("all of it", sheet_done(s), sheet_size(s));
	CHECK_OK(sheet_close(s, test_arena(), NULL));
}

TEST(a_row_too_long)
{
	size_t n = (size_t)5 << 20;
	char *x = arena_alloc(test_arena(), n);

	memset(x, 'x', n);
	CHECK_STR("refused", shown(made_file((str){ x, n })), S("too large"));
}

TEST(a_file_that_is_not_there_is_a_fault)
{
	struct sheet *s = sheet_open(&(struct sheet_source){ .path = S("/nowhere/x") });
	struct sheet_row row;

	CHECK("no row", !sheet_next(s, &row));
	CHECK("told", sheet_close(s, test_arena(), NULL) != OK);
}
