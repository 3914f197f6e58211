/*
 * Reading CSV as RFC 4180 says, and as spreadsheets here write it: with a byte
 * order mark, with CRLF or LF, with ";" where the decimal sign is a comma.
 */
#pragma once

#include "base/list.h"

struct csv {
	str rest;
	char separator; /* ',' or ';': the one that the first line has more of */
	int64_t line;	/* where the last row began, from 1 */
	int64_t next_line;
};

enum csv_step {
	CSV_ROW,
	CSV_END,
	CSV_STRAY_QUOTE, /* a quote where none may stand; the next row can be read */
	CSV_OPEN_QUOTE,	 /* a quote that nothing closes: there is no next row */
};

/* text is borrowed as long as the rows are read. */
struct csv csv_open(str text);

/*
 * *ret gets the fields of the next row that is not empty. They are slices of
 * the text; only a field with doubled quotes is a copy on the arena.
 */
enum csv_step csv_next(struct csv *c, struct arena *a, struct strs *ret);
