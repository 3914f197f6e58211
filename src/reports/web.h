/* Shared by the files that answer requests. */
#pragma once

#include "reports/views.h"

extern const struct refusal report_refusals[REPORT_REFUSALS];

/* ---- asked.c: the filter in the address ---- */

struct report_asked {
	str topic, from, until, kppn, category, officer;
};
struct report_asked report_asked_of(const struct request *rq);
str report_path(struct arena *a, str base, const struct report_asked *q);

/* False when something cannot be understood: *ret_wrong says what. */
bool report_asked_read(struct work *w, const struct report_asked *q,
		       struct report_query *ret, struct complaints *ret_wrong);

/* ---- figures in words ---- */

/* "1 jam 5 mnt" of office time, "–" of nothing. */
str mean_time(struct arena *a, int64_t seconds, int64_t count);
str mean_tenths(struct arena *a, int64_t sum, int64_t count); /* "1,8" */
str percent_of(struct arena *a, int64_t part, int64_t whole); /* "62%" */

/* ---- the routes, by file ---- */

extern const struct route report_routes[];
extern const struct route report_file_routes[];
extern const struct route report_api_routes[];

/* ---- paper.c ---- */

err report_paper(struct work *w, const struct report *r, str *ret_pdf);
