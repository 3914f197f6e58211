#pragma once

#include "sheet/sheet.h"

enum {
	PIECE = 64 * 1024,	    /* read from disk at once */
	ARENA_CEILING = 1 << 30,    /* limits are refused long before */
	CELL_TEXT_MOST = 4 * 32767, /* bytes: 32,767 characters */
	XLSX_ROWS = 1 << 20,
	XLSX_COLUMNS = 1 << 14,
};

struct sheet {
	enum sheet_kind kind;
	struct sheet_limits limits;
	enum sheet_outcome outcome;
	err fault;
	int64_t row;
	int64_t cells;	    /* counted against the limit */
	int64_t size, done; /* bytes of the file */
	struct arena *own;  /* as long as the reader */
	struct arena *line; /* of the row that was given last */
	struct strs names;
	int64_t merged;
	struct strs merges;
	struct csv_reading *csv;
	struct xlsx *xlsx;
};

/* The first refusal stays; always false. */
bool sheet_refuse(struct sheet *s, enum sheet_outcome why);
bool sheet_fail(struct sheet *s, const char *what); /* with errno */

/* ---- CSV ---- */

void csv_reading_open(struct sheet *s, int fd);
bool csv_reading_next(struct sheet *s, struct sheet_row *ret);
void csv_reading_close(struct sheet *s);

/* ---- XLSX ---- */

void xlsx_open(struct sheet *s, str path, str name);
void xlsx_turn_to(struct sheet *s, str name);
bool xlsx_next(struct sheet *s, struct sheet_row *ret);
void xlsx_close(struct sheet *s);

/* ---- numbers (pure) ---- */

/*
 * "1.998E6" is "1998000", "-.50" is "-0.5": the same number without an exponent,
 * without zeros that say nothing. What is no number comes back as it is; so does
 * one with more than 40 digits, and *ret_number says which.
 */
str number_plain(struct arena *a, str s, bool *ret_number);

/*
 * The day and second of a spreadsheet's serial number. 1900 counts a 29 February
 * that never was: serial 60 is no date, nor is what comes before the first day.
 */
struct serial_day {
	struct date date;
	int32_t second;
};
bool number_date(str plain, bool from_1904, struct serial_day *ret);

/* Does this number format show a date or a time of day? */
bool format_is_date(int64_t id);
bool format_code_is_date(str code);

/* ---- writing ---- */

struct sheet_writer {
	enum sheet_kind kind;
	const struct sheet_table *table;
	struct sheet_sink sink;
	struct arena *own;  /* as long as the writer */
	struct arena *line; /* of one row */
	err fault;
	size_t column; /* of the next cell */
	struct csv_writing *csv;
	struct xlsx_book *book;
};

void csv_begin(struct sheet_writer *w);
void csv_put(struct sheet_writer *w, str plain); /* no quotes are needed */
void csv_put_text(struct sheet_writer *w, str text);
void csv_row_ends(struct sheet_writer *w);
err csv_finish(struct sheet_writer *w);

void xlsx_begin(struct sheet_writer *w);
void xlsx_put_text(struct sheet_writer *w, str text);
void xlsx_put_int(struct sheet_writer *w, int64_t i);
void xlsx_put_date(struct sheet_writer *w, struct date d, int32_t second);
void xlsx_row_ends(struct sheet_writer *w);
err xlsx_finish(struct sheet_writer *w);

/* A text that a spreadsheet would take for a formula. */
bool looks_like_formula(str text);
