/* Files made for the tests: XLSX part by part, so that each can be wrong in one way. */
#pragma once

#include "sheet/sheet.h"
#include "test/test.h"

struct part {
	const char *name;
	str text;
};

/* A zip of these parts in the test's directory; the path. */
str made_zip(const struct part *parts, size_t count);

/* An XLSX whose one sheet is called Data and has these rows: "<row r=\"1\">…". */
str made_xlsx(const char *rows);

/* The same with other parts in place of the usual ones, or beside them. */
str made_xlsx_with(const struct part *parts, size_t count);

str made_file(str bytes);

/*
 * All rows as "3:A=text|C=#12|D=@2026-02-23|E!=kept with a formula" lines, then the
 * outcome in words when it is not SHEET_READ.
 */
str shown(str path);
str shown_with(const struct sheet_source *from);
