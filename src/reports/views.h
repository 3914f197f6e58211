/* What the pages of this folder show. */
#pragma once

#include "html/chart.h"
#include "reports/internal.h"
#include "web/pages.h"
#include "web/web.h"

/* One bar: how many, and in tenths of a percent of all. */
struct bar {
	str label;
	int64_t n, share;
};
struct bars LIST_OF(struct bar);

/* A line of a table, in words. */
struct line_row {
	str code, name, path; /* path narrows the report to it; "" for none */
	str cases, closed, first, worked, rounds, right;
};
struct line_rows LIST_OF(struct line_row);

struct line_table {
	str title, head; /* Per kantor, Kantor */
	struct line_rows rows;
};

struct time_row {
	str name;
	int64_t cases, closed;
};
struct time_rows LIST_OF(struct time_row);

struct report_view {
	struct complaints errors;
	bool shown; /* there is something to show */
	bool tickets;
	str lead;
	struct ui_select topic, category, officer;
	struct ui_field from, until, kppn;
	bool by_kppn; /* the KPPN can be chosen */
	str csv_path, xlsx_path, pdf_path, hai_path;
	struct line_row all;
	str first_median, worked_median;
	str open_words, chart_text;
	struct columns large, small;
	struct time_rows times;
	struct bars rounds, ages;
	struct line_table offices, categories, officers;
	struct report_reasons reasons;
	struct ui_empty empty;
};
