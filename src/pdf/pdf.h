/* Making PDF with cairo and pango; reading PDF with poppler in a child without rights. */
#pragma once

#include "base/base.h"

/*
 * A4 documents that flow: paragraphs and tables break over pages, table heads
 * repeat, every page but the first carries its number. Text is UTF-8; fonts
 * are embedded and can be read back as text.
 */
struct pdf;

struct pdf *pdf_new(struct arena *a, str title);

enum pdf_align { PDF_LEFT, PDF_CENTER, PDF_RIGHT, PDF_JUSTIFY };

struct pdf_style {
	int tenths;	      /* size in tenths of a point; 0 is 110 */
	bool bold;
	bool underline;
	enum pdf_align align;
	int indent;	      /* points from the left margin */
	int hanging;	      /* further points for all lines but the first */
	int space_after;      /* points */
};

void pdf_text(struct pdf *p, struct pdf_style style, str text);
void pdf_rule(struct pdf *p, int thickness_tenths); /* across the page */
void pdf_gap(struct pdf *p, int points);
void pdf_page_break(struct pdf *p);

/* Keeps the next points of height together: a signature block is not torn. */
void pdf_keep(struct pdf *p, int points);

/* label, a colon in one column, and the value, as in letters. */
void pdf_item(struct pdf *p, int label_width, str label, str value);

struct pdf_column {
	str head;
	int width; /* parts of the text width */
	enum pdf_align align;
};

void pdf_table(struct pdf *p, const struct pdf_column *columns, size_t column_count,
	       const str *cells, size_t row_count);

/* The bytes; the pdf is finished by this. */
err pdf_finish(struct pdf *p, str *ret);

/*
 * Reads an untrusted PDF in a child process that has no network, may open no
 * file but fonts, little memory and a deadline. The child is this same binary
 * started again with the hidden command "read-pdf".
 */
enum pdf_reading {
	PDF_READ,
	PDF_NOT_PDF,	/* other content, whatever its name says */
	PDF_ENCRYPTED,	/* opens only with a password */
	PDF_BROKEN,	/* the reader failed or was stopped */
	PDF_TOO_LONG,	/* more pages than the limit */
};

struct pdf_facts {
	enum pdf_reading outcome;
	int pages;
};

/* Is it a PDF, and how many pages (at most limit)? */
err pdf_look(struct arena *a, str path, int limit, struct pdf_facts *ret);

struct pdf_picture {
	enum pdf_reading outcome;
	str bytes;
	bool jpeg; /* a scan; else PNG */
	int width, height;
};

/* One page (from 1) at the given dots per inch, in grey where it has no colour. */
err pdf_picture(struct arena *a, str path, int page, int dpi, struct pdf_picture *ret);

/* The child's side: reads a request from fd 0, answers on fd 1. Never returns rights. */
int pdf_reader_main(void);
