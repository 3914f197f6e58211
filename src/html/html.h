/*
 * HTML that escapes by type. html(out, x) takes text, integers, the shown_…
 * forms below and trusted markup; everything else does not compile. Only this
 * folder makes markup.
 */
#pragma once

#include "base/base.h"

struct html {
	struct buf *buf;
	str csrf;	/* value of the hidden field that {% csrf %} writes */
	str nonce;	/* value of the form nonce beside it: one effect per form shown */
	enum zone zone; /* in which instants are shown */
	int64_t now;
	int this_year; /* of now in the zone; 0 until it is asked */
};

/* HTML made by this folder or by pagec. */
struct markup {
	str text;
};

/* Where in a page belongs what is written elsewhere: *at becomes the length up to it. */
struct gap {
	size_t *at;
};

/*
 * How a value is shown: {{ shown_date(r->born) }}. Instants are written in
 * <time>, so they stand in text and never in attributes.
 */
#define SHOWN(name, type, value)                                                         \
	struct name {                                                                    \
		type value;                                                              \
	};                                                                               \
	static inline struct name name(type value)                                       \
	{                                                                                \
		return (struct name){ value };                                           \
	}

SHOWN(shown_date, struct date, d)	/* 23 November 2026 */
SHOWN(shown_short_date, struct date, d) /* 23 Nov 2026 */
SHOWN(shown_form_date, struct date, d)	/* 23/11/2026; "" when there is none */
SHOWN(shown_instant, int64_t, at)	/* 23 November 2026 pukul 09.14 WITA */
SHOWN(shown_day_instant, int64_t, at)	/* Senin, 23 November 2026 pukul 09.14 WITA */
SHOWN(shown_short_instant, int64_t, at) /* 23 Nov, 09.14; with the year when another */
SHOWN(shown_time, int64_t, at)		/* 09.14 WITA */
SHOWN(shown_minutes, int64_t, minutes)	/* 1 jam 5 mnt */
SHOWN(shown_bytes, int64_t, bytes)	/* 312 KB, 1,1 MB */
SHOWN(shown_number, int64_t, number)	/* 1.234 */
SHOWN(shown_in_url, str, part)		/* percent-encoded: ?q={{ shown_in_url(v->q) }} */
#undef SHOWN

void html_str(struct html *out, str s);	    /* escaped, for text and quoted attributes */
void html_int(struct html *out, int64_t i); /* plain digits, no separators */
void html_count(struct html *out, size_t n);
void html_markup(struct html *out, struct markup m);
void html_gap(struct html *out, struct gap g);
void html_date(struct html *out, struct shown_date s);
void html_short_date(struct html *out, struct shown_short_date s);
void html_form_date(struct html *out, struct shown_form_date s);
void html_instant(struct html *out, struct shown_instant s);
void html_day_instant(struct html *out, struct shown_day_instant s);
void html_short_instant(struct html *out, struct shown_short_instant s);
void html_time(struct html *out, struct shown_time s);
void html_minutes(struct html *out, struct shown_minutes s);
void html_bytes(struct html *out, struct shown_bytes s);
void html_number(struct html *out, struct shown_number s);
void html_in_url(struct html *out, struct shown_in_url s);

#define html(out, x)                                                                     \
	_Generic((x), str                                                                \
		 : html_str, int                                                         \
		 : html_int, int64_t                                                     \
		 : html_int, size_t                                                      \
		 : html_count, struct markup                                             \
		 : html_markup, struct gap                                               \
		 : html_gap, struct shown_date                                           \
		 : html_date, struct shown_short_date                                    \
		 : html_short_date, struct shown_form_date                               \
		 : html_form_date, struct shown_instant                                  \
		 : html_instant, struct shown_day_instant                                \
		 : html_day_instant, struct shown_short_instant                          \
		 : html_short_instant, struct shown_time                                 \
		 : html_time, struct shown_minutes                                       \
		 : html_minutes, struct shown_bytes                                      \
		 : html_bytes, struct shown_number                                       \
		 : html_number, struct shown_in_url                                      \
		 : html_in_url)((out), (x))

/* ---- what pagec writes; nobody else calls these ---- */

/* Here, because the compiler then knows each length: a page is hundreds of these. */
static inline void html_literal(struct html *out, const char *text, size_t n)
{
	struct buf *b = out->buf;

	if (b->cap - b->n < n) {
		buf_add(b, (str){ text, n });
		return;
	}
	memcpy(b->p + b->n, text, n);
	b->n += n;
}

void html_csrf(struct html *out); /* the hidden fields of {% csrf %} */

/* A path on this site, escaped; anything that could lead elsewhere becomes "/". */
void html_path(struct html *out, str path);

/* enum icon_name of the generated icons.h. */
void html_icon(struct html *out, unsigned icon);
void html_icon_small(struct html *out, unsigned icon);
void html_icon_large(struct html *out, unsigned icon);

/*
 * An icon by its name, where the name is a value: {{ icon(item->icon) }}. The
 * build knows {% icon "send" %}, icon(S("send")) and the names of
 * static/icons.txt; any other name is a bug and panics.
 */
struct markup icon(str name);	    /* class "i" */
struct markup icon_small(str name); /* class "i i-s" */

/* Is there an icon of this name? */
bool icon_exists(str name);

/* ---- the same words as text, for mail and PDF ---- */

str text_date(struct arena *a, struct date d);		    /* 23 November 2026 */
str text_short_date(struct arena *a, struct date d);	    /* 23 Nov 2026 */
str text_form_date(struct arena *a, struct date d);	    /* 23/11/2026 */
str text_instant(struct arena *a, int64_t at, enum zone z); /* … pukul 09.14 WITA */
str text_minutes(struct arena *a, int64_t minutes);	    /* 1 jam 5 mnt */
str text_bytes(struct arena *a, int64_t bytes);	  /* 312 KB, 1,1 MB; 1024 to the KB */
str text_number(struct arena *a, int64_t number); /* 1.234, −15 */
str text_nik_mask(struct arena *a,
		  str nik); /* 9901•••••••••••• and nothing of the serial */
str text_nik_groups(struct arena *a, str nik); /* 9901 0514 0387 0003 */
str text_nip_groups(struct arena *a, str nip); /* 19870314 201012 1 003 */
str text_initials(struct arena *a, str name);  /* Siti Nurhaliza -> SN */
