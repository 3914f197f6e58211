/* Shared by the files of this folder only. */
#pragma once

#include "reports/reports.h"

/* ---- one case, as the store reads it ---- */

/* While an office had to act; until 0: it still has to. */
struct turn {
	int64_t from, until;
};
struct turns LIST_OF(struct turn);

struct report_case {
	int64_t id;
	str number, subject;
	str kppn, kppn_name; /* "": of the head office */
	str category, category_name;
	str officer; /* "": nobody has claimed it */
	str state;
	str satker, satker_name;
	str asker_name, asker_email; /* of tickets */
	enum zone zone;
	int64_t opened_at;
	int64_t answered_at, closed_at; /* 0: not yet */
	int rounds;
	bool judged, right;
	bool rated; /* the asker has judged the answers */
	struct turns turns;
};

/* Office time of one case, -1 where there is none. */
struct case_times {
	int64_t first;	/* until the first answer */
	int64_t worked; /* of offices, when it is closed */
	int64_t open;	/* since it came, when it is not */
};

/* ---- rules.c ---- */

struct case_times case_times(const struct calendar *c, const struct report_case *k,
			     int64_t now);

/* Which of report_round_labels[] and report_age_labels[] it belongs to. */
size_t round_class(int rounds);
size_t age_class(int64_t open_seconds);

enum report_refusal query_check(const struct report_query *q);

/* ---- sums.c ---- */

struct report_builder {
	struct arena *arena;
	const struct calendar *calendar;
	int64_t now;
	struct report *report;
	bool one_office, by_month;
	struct seconds {
		int64_t *items;
		size_t count, cap;
	} firsts, workeds;
};
void report_begin(struct report_builder *b);
void report_add(struct report_builder *b, const struct report_case *k);
void report_end(struct report_builder *b);

/* ---- store.c ---- */

/* Whose cases: of one KPPN, of all of a Kanwil, or of all ("" for code). */
enum reach { REACH_KPPN, REACH_KANWIL, REACH_NATION, REACHES };
struct cases_asked {
	enum reach reach;
	str code;
	const struct report_query *query;
	int64_t from, until; /* instants, until excluded */
};
typedef err case_reader(struct arena *scratch, const struct report_case *k, void *arg);

/* Each case once, by the time it came; it lives until fn returns. */
err store_tickets(struct work *w, const struct cases_asked *q, case_reader *fn,
		  void *arg);
err store_requests(struct work *w, const struct cases_asked *q, case_reader *fn,
		   void *arg);
err store_reasons(struct work *w, const struct cases_asked *q,
		  struct report_reasons *ret);

/* At most so many are counted. */
err store_count(struct work *w, const struct cases_asked *q, int64_t most, int64_t *ret);

/* ---- report.c ---- */

/* What the actor asks for, as far as he may; *ret_office is whose cases in words. */
err cases_asked(struct work *w, const struct report_query *q, struct cases_asked *ret,
		str *ret_office, enum report_refusal *ret_why);
err cases_each(struct work *w, const struct cases_asked *q, case_reader *fn, void *arg);
err cases_calendar(struct work *w, const struct report_query *q, struct calendar *ret);
