/* The parts of an XLSX file, between the files that read them. */
#pragma once

#include <expat.h>
#include <minizip/unzip.h>

#include "sheet/internal.h"

struct texts; /* strings that cells share */

/* Handlers of one part of the file; names are without their prefix. */
struct xml_handlers {
	void (*start)(struct sheet *s, const char *name, const char **attributes);
	void (*end)(struct sheet *s, const char *name);
	void (*text)(struct sheet *s, str text);
};

struct xlsx_sheet {
	str name;
	str relation;
	bool hidden;
};

struct xlsx_relation {
	str id, type, target;
};

/* The cell that is being read. */
struct xlsx_cell {
	int64_t column;
	int64_t style;
	char type[12]; /* "n", "s", "inlineStr", … */
	bool formula;
	int in_value;	/* depth of what holds its text: <v>, <t> of <is> */
	int in_reading; /* depth of <rPh>: how it is pronounced, not what it says */
	struct buf value;
};

struct xlsx {
	unzFile zip;
	bool part_open;
	int64_t unpacked;
	XML_Parser parser;
	const struct xml_handlers *handlers;
	int64_t fed;
	bool paused;   /* the parser waits behind a row */
	bool finished; /* the part has no more bytes */

	str base; /* directory of the workbook inside the file, "xl/" */
	bool from_1904;
	struct relations LIST_OF(struct xlsx_relation) relations;
	struct sheets LIST_OF(struct xlsx_sheet) sheets;

	struct arena *scratch; /* of shared */
	struct texts *texts;
	struct buf shared; /* the shared text that is being read */
	bool in_text;
	int in_reading;

	struct formats LIST_OF(int64_t) date_formats; /* ids that the file defines */
	struct styles LIST_OF(bool) styles_are_dates;
	bool in_cell_formats;

	struct xlsx_cell cell;
	bool in_rows;
	int64_t row;
	size_t row_bytes;
	struct row_cells LIST_OF(struct cell) row_cells;
};

/* ---- zip.c ---- */

bool zip_open(struct sheet *s, str path);
bool zip_open_part(struct sheet *s, str name);	   /* false when there is none */
int zip_read(struct sheet *s, void *to, int most); /* 0 at the end, -1 when refused */
void zip_close_part(struct sheet *s);
void zip_close(struct sheet *s);

/* ---- xml.c ---- */

/* Reads one part from end to end. False when it is missing or refused. */
bool xml_read(struct sheet *s, str part, const struct xml_handlers *h);

/* The same in pieces: xml_go() stops where a handler called xml_pause(). */
bool xml_begin(struct sheet *s, str part, const struct xml_handlers *h);
bool xml_go(struct sheet *s); /* false: nothing more, or refused */
void xml_pause(struct sheet *s);
void xml_end(struct sheet *s);
void xml_stop(struct sheet *s, enum sheet_outcome why); /* from a handler */

const char *xml_attribute(const char **attributes, const char *name); /* or NULL */
str xml_value(const char **attributes, const char *name);	      /* or "" */
int64_t xml_number(const char **attributes, const char *name);	      /* or -1 */
bool xml_is(const char *name, const char *wanted);

/* ---- workbook.c: what is read before the first row ---- */

bool workbook_read(struct sheet *s);
str workbook_part(const struct sheet *s, str relation);
str workbook_part_of_type(const struct sheet *s, str type); /* end of the type's URL */

/* ---- texts.c ---- */

bool texts_read(struct sheet *s);
bool texts_get(const struct sheet *s, int64_t i, str *ret);

/* ---- styles.c ---- */

bool styles_read(struct sheet *s);
bool style_is_date(const struct sheet *s, int64_t style);

/* ---- cells.c ---- */

extern const struct xml_handlers cells_handlers;

/* "_x000A_" is how control characters are written. */
str xlsx_text(struct arena *a, str s);
