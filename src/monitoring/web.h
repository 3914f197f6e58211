/* Shared by the web files of this folder only. */
#pragma once

#include "monitoring/pages.h"
#include "web/lists.h"

enum { YEARS_SHOWN = 3 };

/* How long an office takes, in a sentence; "" when nothing is known. */
str pace_text(struct arena *a, const struct payment_pace *p, str office);

/* This budget year and those before. */
void year_options(struct work *w, int64_t chosen, struct ui_select *ret);

/* Of more satker than one. */
bool sees_many(const struct actor *a);

extern const struct refusal payment_refusals[PAYMENT_REFUSALS];

/* ---- the filter of the list, as the query string says it ---- */

struct asked {
	str q, satker, kppn, ta, kind, stage, from, until, order;
};
struct asked asked_of(const struct request *rq);
str asked_path(struct arena *a, str base, const struct asked *q);

/* False when something cannot be understood: *ret_wrong says what. */
bool asked_read(struct work *w, const struct asked *q, struct payment_query *ret,
		struct complaints *ret_wrong);

/* ---- files.c ---- */

enum { PAYMENTS_EXPORTED = 10000 }; /* row 4.3 of the access matrix */

/* The rows that the request asks for; an act of its own in the trail. */
err payments_file(struct work *w, const struct request *rq, struct reply *rp,
		  enum sheet_kind kind);

/* ---- the routes, by file ---- */

extern const struct route payment_list_routes[];
extern const struct route payment_story_routes[];
extern const struct route figure_routes[];
extern const struct route payment_api_routes[];
extern const struct route budget_api_routes[];
