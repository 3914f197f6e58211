/* Making PDF with cairo and pango; reading PDF with poppler in a child without rights. */
#pragma once

#include "base/base.h"

/*
 * A4 documents that flow: paragraphs and tables break over pages, table heads
 * repeat, every page but the first carries its number. Text is UTF-8 and never
 * markup; fonts are embedded and can be read back as text. What is added is
 * kept (borrowed) and laid out by pdf_finish(); the same input gives the same
 * bytes, because no date is written.
 */
struct pdf;

struct pdf *pdf_new(struct arena *a, str title);

/* A small line at the foot of each page: line, and "PAGE n OF m" in these words. */
void pdf_foot(struct pdf *p, str line, str page, str of);

enum pdf_align { PDF_LEFT, PDF_CENTER, PDF_RIGHT, PDF_JUSTIFY };

struct pdf_style {
	int tenths; /* size in tenths of a point; 0 is 105 */
	bool bold;
	bool underline;
	enum pdf_align align;
	int indent;	 /* points from the left margin */
	int hanging;	 /* further points for all lines but the first */
	int space_after; /* points */
};

void pdf_text(struct pdf *p, struct pdf_style style, str text);
void pdf_rule(struct pdf *p, int thickness_tenths); /* across the page */
void pdf_gap(struct pdf *p, int points);

enum pdf_turn { PDF_PORTRAIT, PDF_LANDSCAPE };

/* The next page; before anything was added, the first one. */
void pdf_page_break(struct pdf *p, enum pdf_turn turn);

/* Keeps the next points of height together: a signature block is not torn. */
void pdf_keep(struct pdf *p, int points);

/*
 * A label, a colon in one column, an optional mark ("a.") and the text, as in
 * letters. Without a label the text stands under the one before.
 */
struct pdf_item {
	str label;
	str mark;
	str text;
	int label_width; /* points */
	int space_after; /* points */
	enum pdf_align align;
};

void pdf_item(struct pdf *p, struct pdf_item item);

struct pdf_column {
	str head;
	int width; /* parts of the text width */
	enum pdf_align align;
};

/* A row is never torn; one that is higher than a page is cut at its end. */
struct pdf_table {
	const struct pdf_column *columns;
	size_t column_count;
	const str *cells; /* row by row */
	size_t row_count;
	int tenths;	/* size of the text; 0 is 85 */
	int row_height; /* points at least: room to write by hand */
};

void pdf_table(struct pdf *p, struct pdf_table table);

/* The bytes; the pdf is finished by this. */
err pdf_finish(struct pdf *p, str *ret);

/*
 * Reads an untrusted PDF in a child process that has no network, may open no
 * file but fonts, little memory and a deadline. The child is this same program
 * started again with the argument "read-pdf": every program that links this
 * calls pdf_reader_main(argc, argv) first thing in main(). It returns at once
 * in an ordinary start and never in a reader.
 */
void pdf_reader_main(int argc, char **argv);

enum pdf_reading {
	PDF_READ,
	PDF_NOT_PDF,   /* other content, whatever its name says */
	PDF_ENCRYPTED, /* opens only with a password */
	PDF_BROKEN,    /* the reader failed or was stopped */
	PDF_TOO_LONG,  /* more pages than the limit */
	PDF_READINGS
};

struct pdf_facts {
	enum pdf_reading outcome;
	int pages; /* when PDF_READ */
};

/* Is it a PDF, and how many pages (at most limit)? */
err pdf_look(struct arena *a, str path, int limit, struct pdf_facts *ret);

struct pdf_picture {
	enum pdf_reading outcome;
	str bytes;
	bool jpeg; /* a scan; else PNG */
	int width, height;
};

/*
 * One page (from 1) at the given dots per inch, in grey where it has no colour,
 * its long side at most 2,400 dots whatever the page claims.
 */
err pdf_picture(struct arena *a, str path, int page, int dpi, struct pdf_picture *ret);

/* The same of a PDF in memory: one that is kept sealed never lies open on disk. */
err pdf_picture_bytes(struct arena *a, str pdf, int page, int dpi,
		      struct pdf_picture *ret);
