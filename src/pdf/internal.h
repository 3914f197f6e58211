#pragma once

#include <pango/pangocairo.h>

#include "cage/cage.h"
#include "pdf/pdf.h"

/* ---- writing: what was added, laid out by pdf_finish() ---- */

enum block_kind {
	BLOCK_TEXT,
	BLOCK_ITEM,
	BLOCK_TABLE,
	BLOCK_RULE,
	BLOCK_GAP,
	BLOCK_KEEP,
	BLOCK_PAGE,
};

struct block {
	enum block_kind kind;
	struct pdf_style style;
	str text;
	struct pdf_item item;
	struct pdf_table table;
	int amount; /* tenths of a point (rule), points (gap, keep), pdf_turn (page) */
};

struct pdf {
	struct arena *arena;
	str title;
	str foot, foot_page, foot_of;
	struct blocks LIST_OF(struct block) blocks;
};

/* One run through the blocks. The first run only counts the pages. */
struct flow {
	const struct pdf *pdf;
	PangoContext *fonts;
	cairo_surface_t *surface;
	cairo_t *cr;
	double width, height; /* of the page, points */
	double y;	      /* from the top of the page */
	bool fresh;	      /* nothing stands on this page yet */
	int page;
	int pages; /* 0 while counting */
};

enum { MARGIN_LEFT = 64, MARGIN_RIGHT = 57, MARGIN_TOP = 64, MARGIN_BOTTOM = 62 };

double flow_room(const struct flow *f);	 /* points left on this page */
double flow_width(const struct flow *f); /* of the text */
void flow_next_page(struct flow *f);
void flow_table(struct flow *f, const struct pdf_table *t);

/* Text as wide as width (0: one line), not yet on the page. */
PangoLayout *layout_new(struct flow *f, const struct pdf_style *style, str text,
			double width);
double layout_height(PangoLayout *l);

/* ---- reading ---- */

struct pdf_request {
	bool picture; /* else: look */
	int number;   /* page, or the limit of pages */
	int dpi;
	int64_t deadline_ms;
};

enum { PICTURE_BYTES = 8 << 20, PICTURE_SIDE = 2400, PAGES_MOST = 100000 };

/* What the child writes to fd 1, followed by length bytes. */
struct pdf_answer {
	uint32_t outcome;
	uint32_t pages;
	uint32_t jpeg;
	uint32_t width, height;
	uint32_t length;
};

/* Asks a child; the bytes in *ret_bytes. A child that dies gives PDF_BROKEN. */
err reader_ask(struct arena *a, int pdf, struct pdf_request q, struct pdf_answer *ret,
	       str *ret_bytes);

/* What all of a child's bytes mean; PDF_BROKEN unless they are an answer to q. */
void pdf_answer_read(struct pdf_request q, str all, struct pdf_answer *ret,
		     str *ret_bytes);

/* The page as a picture file; scan: the page is mostly a photograph. */
str picture_encode(struct arena *a, cairo_surface_t *page, bool scan, bool *ret_jpeg);
