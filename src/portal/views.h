/* What the pages of this folder show. */
#pragma once

#include "directory/directory.h"
#include "registration/registration.h"
#include "web/pages.h"

struct landing_view {
	bool signed_in;
};

/* A figure on the start page, and where it leads. */
struct home_figure {
	str label;
	str icon;
	int64_t value;
	str note;
	str path;
	bool alarm;
};
struct home_figures LIST_OF(struct home_figure);

/* What waits for this visitor and stands in no list of requests. */
struct home_task {
	str text;
	str action;
	str path;
};
struct home_tasks LIST_OF(struct home_task);

struct home_view {
	str greeting;
	str unit;
	struct home_figures figures;
	struct home_tasks tasks;
	struct registration_rows
		waiting;   /* what needs this visitor, nearest deadline first */
	str waiting_title; /* "": this visitor reads no requests */
	str row_base;	   /* "/verifikasi/" or "/permohonan/" */
	struct ui_empty none;
	bool may_draft;
};

/* A membership, and what waits there; counted up to UNIT_COUNTS_TO. */
enum { UNIT_COUNTS_TO = 99 };
struct unit_summary {
	const struct membership *m;
	str roles;
	struct home_figures figures;
	bool current;
};
struct unit_summaries LIST_OF(struct unit_summary);

struct units_view {
	struct unit_summaries units;
};

struct kppn_view {
	str q;
	struct kppns list;
	struct ui_pager pager;
};
