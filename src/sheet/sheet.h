/*
 * Tables from strangers and for people: XLSX and CSV, read row by row and written
 * row by row, in memory that does not grow with the file.
 *
 * Reading takes XLSX (first visible sheet, or one by name) and CSV (UTF-8 with or
 * without a byte order mark, UTF-16 with one; separated by comma, semicolon or tab).
 * Which of them it is the bytes say, never the file's name. What is wrong with a
 * file is a sheet_outcome, never a fault: a truncated file, a zip bomb, a DTD, a
 * password, a NUL byte. Formulas are not computed, the value that was kept with them
 * is given and marked.
 *
 * Writing makes XLSX with types (codes are text, money is a number, a date is a
 * date) and CSV as RFC 4180 says. Text never becomes a formula: see sheet_write().
 */
#pragma once

#include "base/base.h"

/* ---- reading ---- */

enum sheet_kind { SHEET_CSV, SHEET_XLSX, SHEET_KINDS };

enum sheet_outcome {
	SHEET_READ,
	SHEET_NOT_SHEET, /* other content: PDF, picture, HTML, ODS */
	SHEET_OLD,	 /* .xls, or an .xlsx that a password protects */
	SHEET_TRUNCATED, /* the end of the file is missing */
	SHEET_BROKEN,	 /* damaged inside: checksum, XML, row order */
	SHEET_FORBIDDEN, /* XML with a DTD or entities */
	SHEET_BOMB,	 /* unpacks to far more than it is */
	SHEET_TOO_LARGE, /* beyond the limits */
	SHEET_NO_SUCH,	 /* no sheet of that name */
	SHEET_NUL,	 /* NUL bytes in CSV */
	SHEET_ENCODING,	 /* CSV that is neither UTF-8 nor marked UTF-16 */
	SHEET_QUOTES,	 /* CSV with a quote that nothing closes */
	SHEET_OUTCOMES
};

/* One sentence each, in Indonesian; that of SHEET_READ is empty. */
extern const str sheet_outcome_texts[SHEET_OUTCOMES];

enum cell_kind {
	CELL_EMPTY,
	CELL_TEXT,
	CELL_NUMBER, /* text is its exact decimal form: "1998000", "-0.05" */
	CELL_DATE,   /* text is "2026-02-23" or "2026-02-23 08:15:00" */
	CELL_ERROR,  /* "#N/A", "#REF!" */
};

/* CSV has texts and empty cells only. */
struct cell {
	enum cell_kind kind;
	bool formula; /* the value is the one that was kept with a formula */
	str text;     /* valid UTF-8; "" when empty */
	struct date date;
	int32_t second; /* of that day */
};

/* A row with at least one cell that is not empty, or one that is broken. */
struct sheet_row {
	int64_t number; /* as a spreadsheet shows it; in CSV the line where it begins */
	const struct cell *cells;
	size_t count; /* up to the last cell that is not empty */
	bool broken;  /* CSV with a quote where none may stand: no cells, the next is fine
		       */
};

struct sheet_limits {
	int64_t unpacked; /* bytes of XML read from one file */
	int64_t ratio;	  /* of these to the file's size, beyond the first 4 MiB */
	int64_t cells;	  /* XLSX */
	int64_t columns;
	int64_t row_bytes;    /* text of one row */
	int64_t shared_bytes; /* texts that cells share; they are kept in memory */
};
extern const struct sheet_limits sheet_limits_default;

struct sheet_source {
	str path;
	str sheet;			   /* "": the first that is not hidden */
	const struct sheet_limits *limits; /* NULL: sheet_limits_default */
};

/* Ranges of merged cells, known once the sheet was read to its end. */
enum { SHEET_MERGES_KEPT = 64 };
struct sheet_end {
	enum sheet_outcome outcome;
	int64_t row;	    /* the last that was begun: where a refusal happened */
	int64_t merged;	    /* how many ranges are merged */
	struct strs merges; /* the first of them: "A1:V1" */
};

struct sheet;

/*
 * Faults and refusals stick, as with struct rows: sheet_next() gives no more rows
 * and sheet_close() tells. So between the two there is no return and no TRY.
 */
struct sheet *sheet_open(const struct sheet_source *from);
enum sheet_kind sheet_kind(const struct sheet *s);

/* Names of the sheets in their order, hidden ones too; none in CSV. */
const struct strs *sheet_names(const struct sheet *s);

/* Begins that sheet of the same file, from its first row. */
void sheet_turn_to(struct sheet *s, str name);

/* False at the end. The row and its texts live until the next call. */
bool sheet_next(struct sheet *s, struct sheet_row *ret);

/* Bytes read of how many, for progress. */
int64_t sheet_done(const struct sheet *s);
int64_t sheet_size(const struct sheet *s);

/* A fault when the disk failed. *ret (may be NULL) lives on the arena. */
err sheet_close(struct sheet *s, struct arena *a, struct sheet_end *ret);

/* "A" for column 0, "V" for 21: how people find a cell. */
str sheet_column_name(struct arena *a, size_t column);

/* ---- writing ---- */

enum sheet_type {
	SHEET_TEXT,
	SHEET_WHOLE,   /* counts, years */
	SHEET_RUPIAH,  /* whole rupiah, shown with separators */
	SHEET_DATE,    /* XLSX: 23/02/2026; CSV: 2026-02-23 */
	SHEET_INSTANT, /* in the zone of the table; CSV: 2026-02-23 08:15:00 */
};

struct sheet_column {
	str head;
	enum sheet_type type;
	int width;		    /* characters in XLSX; 0: 14 */
	const struct strs *choices; /* a drop-down of these in XLSX; NULL: none */
};

/* What stands beside the rows: format id, as-of, filter. On a sheet of its own in XLSX.
 */
struct sheet_note {
	str label, value;
};

struct sheet_table {
	str name; /* of the sheet, 31 characters at most, none of []:*?/\ */
	const struct sheet_column *columns;
	size_t column_count;
	const struct sheet_note *notes;
	size_t note_count;
	const str *lead; /* lines above the heads, one a row; "" leaves the row empty */
	size_t lead_count;
	int64_t made_at; /* the same input gives the same bytes */
	enum zone zone;	 /* of SHEET_INSTANT */
	int choice_rows; /* XLSX: drop-downs reach down to this row; 0: 1000 */
	bool bom;	 /* CSV: a byte order mark, which Excel needs to see UTF-8 */
};

/* Where the bytes go. */
struct sheet_sink {
	err (*write)(void *to, str bytes);
	void *to;
	str scratch; /* XLSX: a directory for temporary files */
};
struct sheet_sink sheet_into_buf(struct buf *b, str scratch);
struct sheet_sink sheet_into_fd(int *fd, str scratch); /* a file, a pipe */

struct sheet_writer;

/*
 * Begins with the lead, then the heads. In CSV a text that a spreadsheet would compute
 * (it begins with = + - @ TAB or CR) gets an apostrophe in front; sheet_next() takes it
 * off again. In XLSX a text is stored as text, whatever it begins with. XLSX goes on with
 * a second sheet behind row 1,048,576, and keeps whole numbers beyond 15 digits, which
 * Excel would round, as text. A text longer than 32,767 characters is cut there in XLSX.
 */
struct sheet_writer *sheet_write(enum sheet_kind kind, const struct sheet_table *table,
				 struct sheet_sink sink);

/* A field of CSV without the apostrophe that kept it from being a formula. */
str sheet_unguarded(str field);

/* The next cell, of the type of its column; a row ends with its last column. */
void sheet_put_text(struct sheet_writer *w, str text);
void sheet_put_int(struct sheet_writer *w, int64_t i);
void sheet_put_date(struct sheet_writer *w, struct date d);
void sheet_put_instant(struct sheet_writer *w, int64_t at);
void sheet_put_nothing(struct sheet_writer *w);

/* Sends what is left. A fault that happened since sheet_write() is told here. */
err sheet_finish(struct sheet_writer *w);
