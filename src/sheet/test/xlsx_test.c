#include "sheet/test/made.h"

#include <stdio.h>

TEST(cells_of_every_kind)
{
	str path = made_xlsx(
		"<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\"><v>1.998E6</v></c></row>"
		"<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c>"
		"<c r=\"B4\" t=\"inlineStr\"><is><r><t>sa</t></r><r><t>lah</t></r>"
		"<rPh><t>x</t></rPh></is></c>"
		"<c r=\"C4\" t=\"str\"><f>A1&amp;B1</f><v>&lt;hasil></v></c>"
		"<c r=\"D4\" t=\"b\"><v>1</v></c><c r=\"E4\" t=\"e\"><v>#N/A</v></c>"
		"<c r=\"F4\" t=\"d\"><v>2026-02-23T08:15:00</v></c></row>"
		"<row><c><v>5</v></c><c/><c t=\"s\"><v>2</v></c></row>");

	CHECK_STR("rows", shown(path),
		  S("3|A=nol|C=#1998000\n"
		    "4|A=satu|B=salah|C!=<hasil>|D=TRUE|E=?#N/A|F=@2026-02-23 08:15:00\n"
		    "5|A=#5|C= dua \n"));
}

TEST(dates_by_style)
{
	str path = made_xlsx("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46076</v></c>"
			     "<c r=\"B1\" s=\"2\"><v>46076</v></c>"
			     "<c r=\"C1\" s=\"3\"><v>46076</v></c>"
			     "<c r=\"D1\" s=\"4\"><v>46076.34375</v></c>"
			     "<c r=\"E1\" s=\"99\"><v>46076</v></c></row>");

	CHECK_STR("styles", shown(path),
		  S("1|A=@2026-02-23|B=@2026-02-23|C=#46076|D=@2026-02-23 "
		    "08:15:00|E=#46076\n"));
}

TEST(dates_since_1904)
{
	const struct part parts[] = {
		{ "xl/workbook.xml",
		  STR("<workbook><workbookPr date1904=\"1\"/><sheets>"
		      "<sheet name=\"Data\" id=\"rId1\"/></sheets></workbook>") },
		{ "xl/worksheets/sheet1.xml",
		  STR("<worksheet><sheetData><row><c s=\"1\"><v>44614</v></c></row>"
		      "</sheetData></worksheet>") },
	};

	CHECK_STR("1904", shown(made_xlsx_with(parts, COUNT(parts))),
		  S("1|A=@2026-02-23\n"));
}

TEST(empty_rows_and_styled_cells_are_not_given)
{
	CHECK_STR(
		"rows",
		shown(made_xlsx("<row r=\"1\"/><row r=\"2\"><c r=\"XFD2\" s=\"1\"/></row>"
				"<row r=\"9\"><c r=\"B9\" t=\"inlineStr\"><is><t>a</t>"
				"</is></c><c r=\"C9\" t=\"str\"><v>  </v></c></row>")),
		S("9|B=a\n"));
}

TEST(control_characters_are_decoded)
{
	CHECK_STR("a line end",
		  shown(made_xlsx("<row><c t=\"str\"><v>a_x000A_b_x005F_x000D_</v></c>"
				  "</row>")),
		  S("1|A=a\nb_x000D_\n"));
}

TEST(merged_cells_are_told)
{
	const struct part data = {
		"xl/worksheets/sheet1.xml",
		STR("<worksheet><sheetData><row><c t=\"str\"><v>judul</v></c></row></sheetData>"
		    "<mergeCells><mergeCell ref=\"A1:V1\"/><mergeCell ref=\"A2:A3\"/>"
		    "</mergeCells></worksheet>")
	};

	CHECK_STR("merges", shown(made_xlsx_with(&data, 1)),
		  S("1|A=judul\nmerged A1:V1\nmerged A2:A3\n"));
}

static str two_sheets(void)
{
	const struct part parts[] = {
		{ "xl/workbook.xml",
		  STR("<workbook><sheets><sheet name=\"Lama\" state=\"hidden\" id=\"rId2\"/>"
		      "<sheet name=\"Data\" id=\"rId1\"/></sheets></workbook>") },
		{ "xl/worksheets/sheet1.xml",
		  STR("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>"
		      "</worksheet>") },
		{ "xl/worksheets/sheet2.xml",
		  STR("<worksheet><sheetData><row><c><v>2</v></c></row></sheetData>"
		      "</worksheet>") },
	};

	return made_xlsx_with(parts, COUNT(parts));
}

TEST(sheets_by_name)
{
	struct sheet_source from = { .path = two_sheets() };

	CHECK_STR("the first that is not hidden", shown_with(&from), S("1|A=#1\n"));
	from.sheet = S("Lama");
	CHECK_STR("by name", shown_with(&from), S("1|A=#2\n"));
	from.sheet = S("Lain");
	CHECK_STR("none of that name", shown_with(&from), S("no such"));
}

TEST(one_sheet_after_another)
{
	struct sheet *s = sheet_open(&(struct sheet_source){ .path = two_sheets() });
	struct sheet_row row;

	CHECK_INT("two", sheet_names(s)->count, 2);
	CHECK_STR("hidden ones too", sheet_names(s)->items[0], S("Lama"));
	CHECK("the first", sheet_next(s, &row));
	CHECK_STR("its cell", row.cells[0].text, S("1"));
	sheet_turn_to(s, S("Lama"));
	CHECK("the other", sheet_next(s, &row));
	CHECK_STR("its cell", row.cells[0].text, S("2"));
	CHECK("the end", !sheet_next(s, &row));
	CHECK("and still", !sheet_next(s, &row));
	CHECK_OK(sheet_close(s, test_arena(), NULL));
}

static const struct {
	const char *rule;
	const char *rows;
	str want;
} damaged[] = {
	{ "rows that go back", "<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"/>",
	  STR("2|A=#1\nbroken") },
	{ "cells that go back",
	  "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
	  STR("broken") },
	{ "a cell of another row", "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
	  STR("broken") },
	{ "a shared text that is not there", "<row r=\"1\"><c t=\"s\"><v>3</v></c></row>",
	  STR("broken") },
	{ "a negative shared text", "<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>",
	  STR("broken") },
	{ "a column beyond Excel's", "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
	  STR("broken") },
	{ "a column beyond ours", "<row r=\"1\"><c r=\"AAA1\"><v>1</v></c></row>",
	  STR("too large") },
	{ "a row beyond Excel's", "<row r=\"1048577\"/>", STR("broken") },
	{ "tags that do not close", "<row r=\"1\"><c>", STR("broken") },
	{ "a text in a row and in none of its cells",
	  "<row r=\"1\"><v>lost</v><c><v>1</v></c><t>lost</t></row>", STR("1|A=#1\n") },
	{ "a row in a cell", "<row r=\"1\"><c><v>1<row r=\"2\">lost</row></v></c></row>",
	  STR("") },
	{ "an entity that nobody defined", "<row r=\"1\"><c><v>&lol;</v></c></row>",
	  STR("broken") },
};

TEST(damaged_sheets)
{
	for (size_t i = 0; i < COUNT(damaged); i++)
		CHECK_STR(damaged[i].rule, shown(made_xlsx(damaged[i].rows)),
			  damaged[i].want);
}

TEST(entities_are_refused)
{
	const struct part parts[] = {
		{ "xl/worksheets/sheet1.xml",
		  STR("<!DOCTYPE w [<!ENTITY a \"lol\"><!ENTITY f SYSTEM "
		      "\"file:///etc/passwd\">]><worksheet><sheetData><row><c t=\"str\">"
		      "<v>&f;</v></c></row></sheetData></worksheet>") },
	};
	const struct part shared = { "xl/sharedStrings.xml",
				     STR("<!DOCTYPE sst><sst><si><t>a</t></si></sst>") };

	CHECK_STR("in a sheet", shown(made_xlsx_with(parts, 1)), S("forbidden"));
	CHECK_STR("in shared texts", shown(made_xlsx_with(&shared, 1)), S("forbidden"));
}

static str head_of(str path, size_t n)
{
	static char bytes[1 << 16];
	FILE *f = fopen(arena_cstr(test_arena(), path), "rb");
	size_t all = fread(bytes, 1, sizeof(bytes), f);

	fclose(f);
	CHECK("longer", all > n);
	return (str){ bytes, n };
}

TEST(truncated_files)
{
	str whole = made_xlsx("<row r=\"1\"><c><v>1</v></c></row>");

	for (size_t n = 4; n < 1000; n += 83)
		CHECK_STR("cut off", shown(made_file(head_of(whole, n))), S("truncated"));
}

TEST(a_wrong_checksum_is_found)
{
	str whole = made_xlsx("<row r=\"1\"><c><v>1</v></c></row>");
	str bytes = arena_str(test_arena(), head_of(whole, 1200));
	FILE *f = fopen(arena_cstr(test_arena(), whole), "r+b");

	/* The CRC of the first part stands 14 bytes behind its beginning. */
	CHECK_INT("sought", fseek(f, 14, SEEK_SET), 0);
	fputc(~bytes.p[14], f);
	CHECK_INT("closed", fclose(f), 0);
	CHECK("not read", !str_starts(shown(whole), S("1|")));
}

TEST(a_bomb_is_refused)
{
	size_t n = (size_t)24 << 20;
	char *spaces = arena_alloc(test_arena(), n);
	struct buf b = buf_new(test_arena());
	struct part data = { .name = "xl/worksheets/sheet1.xml" };

	memset(spaces, ' ', n);
	buf_add(&b, S("<worksheet><sheetData>"));
	buf_add(&b, (str){ spaces, n });
	buf_add(&b, S("</sheetData></worksheet>"));
	data.text = buf_str(&b);
	CHECK_STR("a bomb", shown(made_xlsx_with(&data, 1)), S("bomb"));
}

TEST(limits_hold)
{
	struct sheet_limits little = sheet_limits_default;
	struct sheet_source from = {
		.path = made_xlsx("<row r=\"1\"><c><v>1</v></c><c><v>2</v></c></row>"),
		.limits = &little,
	};

	little.cells = 1;
	CHECK_STR("cells", shown_with(&from), S("too large"));
	little = sheet_limits_default;
	little.columns = 1;
	CHECK_STR("columns", shown_with(&from), S("too large"));
	little = sheet_limits_default;
	little.unpacked = 100;
	CHECK_STR("bytes", shown_with(&from), S("too large"));
	little = sheet_limits_default;
	little.shared_bytes = 10;
	CHECK_STR("shared texts", shown_with(&from), S("too large"));
	little = sheet_limits_default;
	little.row_bytes = 1;
	CHECK_STR("text of a row", shown_with(&from), S("too large"));
}

TEST(a_tag_without_end_is_not_collected)
{
	size_t n = (size_t)3 << 20;
	char *letters = arena_alloc(test_arena(), n);
	struct part data = { "xl/worksheets/sheet1.xml", { letters, n } };

	for (size_t i = 0; i < n; i++)
		letters[i] = (char)('a' + i * 2654435761u % 26);
	memcpy(letters, "<worksheet a=\"", 14);
	CHECK_STR("too long", shown(made_xlsx_with(&data, 1)), S("too large"));
}

TEST(other_files_are_told_apart)
{
	const struct part ods = { "content.xml", STR("<office/>") };

	CHECK_STR("PDF", shown(made_file(S("%PDF-1.4\n"))), S("not a sheet"));
	CHECK_STR("HTML that calls itself .xls",
		  shown(made_file(S("\xef\xbb\xbf <html><table>"))), S("not a sheet"));
	CHECK_STR("xls", shown(made_file(S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))),
		  S("old"));
	CHECK_STR("ODS", shown(made_zip(&ods, 1)), S("not a sheet"));
}
