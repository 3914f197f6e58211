/*
 * Budgets (pagu), the plan to spend them (Halaman III DIPA) and what was spent, within
 * the scope of the actor: of a satker, of what a KPPN, a Kanwil, an Eselon I or a
 * ministry serves, of the nation. Sums are kept, so that each costs the same whatever
 * there is.
 */
#pragma once

#include "access/access.h"
#include "ingest/ingest.h"

extern const struct feed budget_feed;	/* "pagu" */
extern const struct feed spending_feed; /* "realisasi" */

/* Jenis belanja: the first two digits of an account (BAS, PMK 214/PMK.05/2013). */
struct budget_kind {
	str code; /* "52" */
	str label;
};
enum { BUDGET_KINDS = 15, MONTHS = 12 };
extern const struct budget_kind budget_kinds[BUDGET_KINDS];

/* Index of the account's kind, BUDGET_KINDS when it is no spending. */
size_t budget_kind_of(str account);

/* Both feeds as the reader sees them. */
struct budget_stamps {
	struct stamp budget, spending;
};
err budget_stamps(struct work *w, struct budget_stamps *ret);

/* A satker narrows the actor's scope; "": all of it. */
struct budget_query {
	int64_t ta;
	str satker;
};

enum budget_refusal {
	BUDGET_GRANTED,
	BUDGET_OUTSIDE, /* no such satker in the actor's scope */
	BUDGET_REFUSALS
};

struct budget_of_kind {
	int64_t ceiling, blocked;
	int64_t plan[MONTHS], spent[MONTHS];
};

struct budget_account {
	str account;
	int64_t ceiling, blocked, spent;
};
struct budget_accounts LIST_OF(struct budget_account);

struct budget_sum {
	int64_t ceiling, blocked, spent;
};

struct budget {
	struct budget_sum sum;
	struct budget_of_kind kinds[BUDGET_KINDS];
	struct budget_accounts accounts; /* ascending */
};
err budget_read(struct work *w, const struct budget_query *q,
		const struct budget_stamps *s, struct budget *ret,
		enum budget_refusal *ret_why);

/*
 * Deviasi Halaman III of one month in hundredths of a percent (PER-5/PB/2024): per kind
 * |plan - spent| / plan, 100 % at most and when there was no plan, weighted by ceilings.
 */
int64_t budget_deviation(const struct budget *b, size_t month);

/* part / whole in units of 1/of, rounded half up; 0 without a whole. */
int64_t share_of(int64_t part, int64_t whole, int64_t of);
