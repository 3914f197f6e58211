#include "base/csv.h"
#include "test/test.h"

/* Fields are shown as [a][b], rows end with "/"; a fault is "!" or "?". */
static str read_all(struct arena *a, str text)
{
	struct csv c = csv_open(text);
	struct buf b = buf_new(a);
	struct strs row;

	for (;;) {
		enum csv_step step = csv_next(&c, a, &row);

		if (step == CSV_END)
			return buf_str(&b);
		if (step != CSV_ROW) {
			buf_fmt(&b, "%s%d/", step == CSV_OPEN_QUOTE ? "?" : "!",
				(int)c.line);
			continue;
		}
		for (size_t i = 0; i < row.count; i++)
			buf_fmt(&b, "[%.*s]", P(row.items[i]));
		buf_fmt(&b, "%d/", (int)c.line);
	}
}

static const struct {
	const char *rule;
	str text;
	str want;
} cases[] = {
	{ "nothing is no row", STR(""), STR("") },
	{ "only line ends are no row", STR("\n\r\n\n"), STR("") },
	{ "one row without a line end", STR("a,b"), STR("[a][b]1/") },
	{ "LF", STR("a,b\nc,d\n"), STR("[a][b]1/[c][d]2/") },
	{ "CRLF", STR("a,b\r\nc,d\r\n"), STR("[a][b]1/[c][d]2/") },
	{ "a byte order mark is no text",
	  STR("\xef\xbb\xbf"
	      "a,b\n"),
	  STR("[a][b]1/") },
	{ "semicolons", STR("a;b\nc,1;d\n"), STR("[a][b]1/[c,1][d]2/") },
	{ "the first line decides", STR("a,b;c\nd;e,f\n"), STR("[a][b;c]1/[d;e][f]2/") },
	{ "empty fields", STR(",\na,,\n"), STR("[][]1/[a][][]2/") },
	{ "empty lines between", STR("a\n\n\nb\n"), STR("[a]1/[b]4/") },
	{ "quoted separator", STR("\"a,b\",c\n"), STR("[a,b][c]1/") },
	{ "quoted line end", STR("\"a\nb\",c\nd,e\n"), STR("[a\nb][c]1/[d][e]3/") },
	{ "doubled quotes", STR("\"a \"\"b\"\"\",c\n"), STR("[a \"b\"][c]1/") },
	{ "a pair alone", STR("\"\"\"\",\"\"\n"), STR("[\"][]1/") },
	{ "quoted at the end of the file", STR("a,\"b\""), STR("[a][b]1/") },
	{ "a separator at the end of the file", STR("a,"), STR("[a][]1/") },
	{ "a quote inside", STR("a\"b,c\nd,e\n"), STR("!1/[d][e]2/") },
	{ "text behind a quote", STR("\"a\"b,c\nd,e\n"), STR("!1/[d][e]2/") },
	{ "a quote left open", STR("a,b\n\"c,d\ne,f\n"), STR("[a][b]1/?2/") },
	{ "a lone CR is text", STR("a\rb,c\n"), STR("[a\rb][c]1/") },
	{ "blanks are text", STR(" a , b\n"), STR("[ a ][ b]1/") },
};

TEST(csv_rows)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].rule, read_all(test_arena(), cases[i].text),
			  cases[i].want);
}

TEST(csv_does_not_copy)
{
	struct arena *a = test_arena();
	str text = S("kode,nama\n");
	struct csv c = csv_open(text);
	struct strs row;

	CHECK_INT("row", csv_next(&c, a, &row), CSV_ROW);
	CHECK("a slice of the text", row.items[1].p == text.p + 5);
}
