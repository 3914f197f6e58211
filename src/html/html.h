/*
 * HTML that escapes by type. html(out, x) takes text, integers, and trusted
 * markup; everything else does not compile. Only this folder makes markup.
 */
#pragma once

#include "base/base.h"

struct html {
	struct buf *buf;
	str csrf;	/* value of the hidden field that {% csrf %} writes */
	str nonce;	/* value of the form nonce beside it: one effect per form shown */
	enum zone zone; /* in which instants are shown */
	int64_t now;
};

/* HTML made by this folder or by pagec. */
struct markup {
	str text;
};

/* How instants and dates are shown: wrap the value to choose. */
struct shown_date { struct date d; };		/* 23 November 2026 */
struct shown_short_date { struct date d; };	/* 23 Nov 2026 */
struct shown_form_date { struct date d; };	/* 23/11/2026 */
struct shown_instant { int64_t at; };		/* 23 November 2026 pukul 09.14 WITA, in <time> */
struct shown_short_instant { int64_t at; };	/* 23 Nov, 09.14, in <time> */
struct shown_bytes { int64_t bytes; };		/* 312 KB, 1,1 MB */

void html_str(struct html *out, str s);	      /* escaped, for text and quoted attributes */
void html_int(struct html *out, int64_t i);   /* plain digits, no separators */
void html_count(struct html *out, size_t n);
void html_markup(struct html *out, struct markup m);
void html_date(struct html *out, struct shown_date d);
void html_short_date(struct html *out, struct shown_short_date d);
void html_form_date(struct html *out, struct shown_form_date d);
void html_instant(struct html *out, struct shown_instant i);
void html_short_instant(struct html *out, struct shown_short_instant i);
void html_bytes(struct html *out, struct shown_bytes b);

#define html(out, x)                                     \
	_Generic((x),                                    \
		str: html_str,                           \
		int: html_int,                           \
		int64_t: html_int,                       \
		size_t: html_count,                      \
		struct markup: html_markup,              \
		struct shown_date: html_date,            \
		struct shown_short_date: html_short_date,      \
		struct shown_form_date: html_form_date,  \
		struct shown_instant: html_instant,      \
		struct shown_short_instant: html_short_instant, \
		struct shown_bytes: html_bytes)((out), (x))

/* Literal HTML, written by pagec only: text is a string literal of a page. */
void html_literal(struct html *out, const char *text, size_t n);

/* The hidden fields of {% csrf %}. */
void html_csrf(struct html *out);

/* An icon of static/icons.txt, inlined: html(out, icon(S("send"))). Unknown names panic. */
struct markup icon(str name);	    /* class "i" */
struct markup icon_small(str name); /* class "i i-s" */

/* The same words as text, for mail and PDF. */
str text_date(struct arena *a, struct date d);				 /* 23 November 2026 */
str text_form_date(struct arena *a, struct date d);			 /* 23/11/2026 */
str text_instant(struct arena *a, int64_t at, enum zone z);		 /* … pukul 09.14 WITA */
str text_bytes(struct arena *a, int64_t bytes);
str text_nik_mask(struct arena *a, str nik);	    /* 9901•••••••••••• and nothing of the serial */
str text_nik_groups(struct arena *a, str nik);	    /* 9901 0514 0387 0003 */
str text_nip_groups(struct arena *a, str nip);	    /* 19870314 201012 1 003 */
str text_initials(struct arena *a, str name);	    /* Siti Nurhaliza -> SN */
