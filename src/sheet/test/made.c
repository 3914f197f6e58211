#include <minizip/zip.h>

#include "sheet/test/made.h"

#include <fcntl.h>
#include <unistd.h>

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const struct part usual[] = {
	{ "_rels/.rels",
	  STR("<Relationships><Relationship Id=\"rId1\" Type=\"" TYPES
	      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>") },
	{ "xl/workbook.xml",
	  STR("<workbook xmlns:r=\"" TYPES "\"><sheets>"
	      "<sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>") },
	{ "xl/_rels/workbook.xml.rels",
	  STR("<Relationships>"
	      "<Relationship Id=\"rId1\" Type=\"" TYPES
	      "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
	      "<Relationship Id=\"rId2\" Type=\"" TYPES
	      "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
	      "<Relationship Id=\"rId3\" Type=\"" TYPES
	      "/styles\" Target=\"styles.xml\"/>"
	      "<Relationship Id=\"rId4\" Type=\"" TYPES
	      "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>") },
	{ "xl/styles.xml",
	  STR("<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/>"
	      "<numFmt numFmtId=\"165\" formatCode=\"[Red]&quot;day&quot; 0.00\"/></numFmts>"
	      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
	      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
	      "<xf numFmtId=\"165\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>") },
	{ "xl/sharedStrings.xml",
	  STR("<sst><si><t>nol</t></si><si><r><t>sa</t></r><r><t>tu</t></r>"
	      "<rPh><t>baca</t></rPh></si><si><t xml:space=\"preserve\"> dua "
	      "</t></si></sst>") },
};

static str path_new(void)
{
	char *path = arena_cstr(test_arena(),
				arena_fmt(test_arena(), "%.*s/XXXXXX", P(test_dir())));
	int fd = mkstemp(path);

	CHECK("a file", fd >= 0);
	close(fd);
	return str_from(path);
}

str made_file(str bytes)
{
	str path = path_new();
	int fd = open(arena_cstr(test_arena(), path), O_WRONLY);

	CHECK_INT("written", write(fd, bytes.p, bytes.n), bytes.n);
	close(fd);
	return path;
}

static void add(zipFile z, const struct part *p)
{
	zip_fileinfo about = { 0 };

	zipOpenNewFileInZip(z, p->name, &about, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 9);
	zipWriteInFileInZip(z, p->text.p, (unsigned)p->text.n);
	zipCloseFileInZip(z);
}

str made_zip(const struct part *parts, size_t count)
{
	str path = path_new();
	zipFile z = zipOpen(arena_cstr(test_arena(), path), APPEND_STATUS_CREATE);

	for (size_t i = 0; i < count; i++)
		add(z, &parts[i]);
	zipClose(z, NULL);
	return path;
}

static bool among(const char *name, const struct part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(parts[i].name, name) == 0)
			return true;
	return false;
}

str made_xlsx_with(const struct part *parts, size_t count)
{
	struct part all[16];
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		all[n++] = parts[i];
	for (size_t i = 0; i < COUNT(usual); i++)
		if (!among(usual[i].name, parts, count))
			all[n++] = usual[i];
	return made_zip(all, n);
}

str made_xlsx(const char *rows)
{
	struct part data = { "xl/worksheets/sheet1.xml",
			     arena_fmt(test_arena(),
				       "<worksheet><sheetData>%s</sheetData></worksheet>",
				       rows) };

	return made_xlsx_with(&data, 1);
}

/* ---- reading back ---- */

static void show_cell(struct buf *b, size_t column, const struct cell *c)
{
	static const char *const marks[] = { [CELL_TEXT] = "",
					     [CELL_NUMBER] = "#",
					     [CELL_DATE] = "@",
					     [CELL_ERROR] = "?" };

	if (c->kind == CELL_EMPTY)
		return;
	buf_fmt(b, "|%.*s%s=%s%.*s", P(sheet_column_name(test_arena(), column)),
		c->formula ? "!" : "", marks[c->kind], P(c->text));
}

static const str outcomes[SHEET_OUTCOMES] = {
	[SHEET_READ] = STR(""),
	[SHEET_NOT_SHEET] = STR("not a sheet"),
	[SHEET_OLD] = STR("old"),
	[SHEET_TRUNCATED] = STR("truncated"),
	[SHEET_BROKEN] = STR("broken"),
	[SHEET_FORBIDDEN] = STR("forbidden"),
	[SHEET_BOMB] = STR("bomb"),
	[SHEET_TOO_LARGE] = STR("too large"),
	[SHEET_NO_SUCH] = STR("no such"),
	[SHEET_NUL] = STR("NUL"),
	[SHEET_ENCODING] = STR("encoding"),
	[SHEET_QUOTES] = STR("quotes"),
};

str shown_with(const struct sheet_source *from)
{
	struct sheet *s = sheet_open(from);
	struct buf b = buf_new(test_arena());
	struct sheet_row row;
	struct sheet_end end;

	while (sheet_next(s, &row)) {
		buf_fmt(&b, "%d%s", (int)row.number, row.broken ? "broken" : "");
		for (size_t i = 0; i < row.count; i++)
			show_cell(&b, i, &row.cells[i]);
		buf_char(&b, '\n');
	}
	CHECK_OK(sheet_close(s, test_arena(), &end));
	for (size_t i = 0; i < end.merges.count; i++)
		buf_fmt(&b, "merged %.*s\n", P(end.merges.items[i]));
	buf_add(&b, outcomes[end.outcome]);
	return buf_str(&b);
}

str shown(str path)
{
	return shown_with(&(struct sheet_source){ .path = path });
}
