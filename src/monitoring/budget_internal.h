/* What the files about budgets share. */
#pragma once

#include "monitoring/budget.h"
#include "monitoring/internal.h"

enum budget_figure {
	CEILING_ALL,
	CEILING_KIND,	 /* value: kind */
	CEILING_PLAN,	 /* value: kind and month */
	CEILING_ACCOUNT, /* value: account */
	SPENT_ALL,
	SPENT_MONTH,
	SPENT_ACCOUNT,
	BUDGET_FIGURES
};
extern const str budget_figure_words[BUDGET_FIGURES];

/* Values as numbers: 52, 5203 (kind and month), 521111; 0 for "". */
int figure_value(str text);
str figure_value_text(struct arena *a, int what, int value);

/* One sum of a satker, to be added at all levels above it. */
struct budget_piece {
	struct place place;
	int ta, what, value;
	int64_t n, amount, blocked;
};
struct budget_pieces LIST_OF(struct budget_piece);

struct budget_run {
	struct places *places;
	struct tallies *tallies;
	const struct tally *sorted;
	size_t sorted_count;
};

err budget_begin(struct work *w, struct feed_run *run);
void budget_end(struct feed_run *run);
void budget_add(struct budget_run *run, const struct budget_piece *piece, int sign);
err budget_close(struct work *w, struct feed_run *run, bool *ret_more);

struct budget_row {
	str satker, kppn, unit, coa, fund, account, item;
	int64_t ta, ceiling, blocked, plan[MONTHS];
	struct place place;
	struct budget_pieces replaced; /* that this row's satker had, as store() found */
};
err budget_store(struct work *w, struct feed_run *run, struct feed_part *part);
err budget_discard(struct work *w, int64_t seq, bool *ret_more);
err budget_settle(struct work *w, int64_t seq, bool *ret_more);

struct spending_row {
	str number, satker, kppn, unit, coa, account, sp2d;
	int64_t ta, day, amount;
	struct place place;
	struct budget_pieces replaced;
};
err spending_store(struct work *w, struct feed_run *run, struct feed_part *part);
err spending_discard(struct work *w, int64_t seq, bool *ret_more);
err spending_settle(struct work *w, int64_t seq, bool *ret_more);

/* The month of the budget year that a day counts to: January after it is December. */
int month_of_year(int64_t day, int64_t ta);

/* The three sums of what an SPM spent of an account, at their satker. */
void spending_pieces(const struct spending_row *p, struct budget_piece ret[3]);

/* ---- store_budget_read.c ---- */

struct figure_place {
	enum level level;
	str code;
	int64_t ta;
};
err budget_add_figures(struct work *w, const struct figure_place *at,
		       const struct budget_stamps *s, struct budget *ret);

/* Where it stands at the end of the year; codes "" when there is none. */
err satker_of_year(struct work *w, str satker, int64_t ta, str *ret_kppn, str *ret_unit);
