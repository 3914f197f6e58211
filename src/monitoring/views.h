/* What the pages of this folder show. */
#pragma once

#include "html/chart.h"
#include "monitoring/internal.h"
#include "web/pages.h"

extern const struct ui_tag stage_tags[STAGES];
extern const str step_titles[PAYMENT_STEPS];

/* How old the data are; the same line on every page. */
struct stamp_view {
	struct stamp stamp;
	bool stale;
};
err stamp_read(struct work *w, struct stamp_view *ret);

/* "Rp1.998.000" */
str rupiah(struct arena *a, int64_t amount);

/* "00048T-018871-2026": a number in a path. */
str payment_path(struct arena *a, const struct payment *p);

/* ---- the list ---- */

/* A filter in force and the list without it. */
struct chip {
	str label, path;
};
struct chips LIST_OF(struct chip);

struct payments_view {
	struct stamp_view data;
	str lead;
	bool wide; /* of several satker */
	str q, q_error;
	struct ui_field satker, kppn, from, until;
	struct ui_select ta, kind, stage, order;
	bool by_kppn; /* the KPPN can be chosen */
	struct chips chips;
	struct payment_totals totals;
	str csv_path, xlsx_path; /* "" when there is too much or nothing */
	struct payments rows;
	int64_t page_net;
	struct ui_empty empty;
	struct ui_pager pager;
	struct complaints errors;
};

/* ---- one payment ---- */

struct step_events LIST_OF(struct ui_event);

struct story_view {
	struct stamp_view data;
	const struct payment *p;
	struct step_events steps;
	str waits; /* who has to act, and for how long that has been so */
	struct ui_notice notice;
	str pace;
	struct payment_pasts past;
};

/* ---- sums ---- */

/* One line of a table, with its share of the whole. */
struct figure_row {
	str code, label, path;
	int64_t n, gross, deductions;
	int64_t share; /* in tenths of a percent */
};
struct figure_rows LIST_OF(struct figure_row);

struct month_row {
	str name;
	int64_t n, gross, sum; /* sum: with all months before */
};
struct month_rows LIST_OF(struct month_row);

struct figures_view {
	struct stamp_view data;
	str lead;
	struct ui_select ta;
	int64_t year;
	struct figure_row issued, waiting, returned; /* sums of stages */
	struct figure_rows stages, kinds;
	struct month_rows months;
	struct chart large, small;
	str chart_text; /* the picture in words */
	str pace;
};
