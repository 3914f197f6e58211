/* Reading payments within the scope of the actor, as one batch left them. */
#pragma once

#include "access/access.h"
#include "ingest/ingest.h"

/* Where a payment stands, for people: made of the two status texts of the source. */
enum stage {
	STAGE_NONE,
	STAGE_REQUESTED, /* SPP made, not yet approved by the PPK */
	STAGE_APPROVED,	 /* SPP approved: the SPM is awaited */
	STAGE_ORDERED,	 /* SPM made */
	STAGE_AT_KPPN,	 /* SPM sent: being tested */
	STAGE_SENT_BACK, /* the KPPN gave it back */
	STAGE_ISSUED,	 /* SP2D */
	STAGE_PAID,	 /* the bank has confirmed */
	STAGE_RETURNED,	 /* the bank gave the money back */
	STAGE_CANCELLED,
	STAGE_VOID, /* SP2D void */
	STAGES
};
extern const str stage_words[STAGES];  /* in the database, the API and addresses */
extern const str stage_labels[STAGES]; /* for people */

/* Has an SP2D that counts. */
bool stage_is_issued(enum stage s);

/* Days since 1970-01-01; 0: none. Amounts in rupiah. */
struct payment {
	str number; /* 00048T/018871/2026 */
	str satker, satker_name, kppn, kppn_name, unit;
	int64_t ta;
	int64_t day; /* of the SP2D, else of the SPM, else of the SPP */
	str kind, kind_label;
	enum stage stage;
	str spm_status, sp2d_status; /* as the source calls them */
	int64_t spp_day, spm_day, plan_day, sp2d_day;
	int64_t gross, deductions;
	str sp2d; /* 15 digits or "" */
	str about, ppk, ppspm;
	str correction;	  /* kind of the correcting SPM or "" */
	int64_t returned; /* recipients whose money came back */
	int64_t seq;	  /* the batch that brought it so */
	int64_t id;	  /* the order of one day */
	str position;	  /* for payment_query.after */
};
struct payments LIST_OF(struct payment);

struct payment_query {
	str satker, kppn;    /* within the scope; "": all of it */
	int64_t ta;	     /* 0: any */
	str kind;	     /* code; "": any */
	enum stage stage;    /* STAGE_NONE: any */
	int64_t from, until; /* days; 0: open */
	str q; /* a number in any of its forms, or words of the description */
	bool oldest_first;
	bool backwards; /* the page before the position */
	str after;	/* a position; "": the beginning */
	size_t limit;
};

enum payment_refusal {
	PAYMENT_GRANTED,
	PAYMENT_OUTSIDE,    /* that satker or office is not in the actor's scope */
	PAYMENT_WORDS_WIDE, /* words are looked for in one satker or one KPPN only */
	PAYMENT_REFUSALS
};

/*
 * Newest first (or oldest first). Within the actor's scope and nothing else, ever: what
 * lies outside is not refused by name, it is not there.
 */
err payment_list(struct work *w, const struct payment_query *q, const struct stamp *s,
		 struct payments *ret, enum payment_refusal *ret_why);

struct payment_totals {
	int64_t n, gross, deductions;
	bool more; /* there are more than were counted */
};
enum { PAYMENTS_COUNTED = 10000 };

/* Of all that the query finds; what has no sums kept is counted up to PAYMENTS_COUNTED.
 */
err payment_totals(struct work *w, const struct payment_query *q, const struct stamp *s,
		   struct payment_totals *ret);

/* One payment by its number, "/" or "-" between the parts; NULL outside the scope. */
err payment_find(struct work *w, str number, const struct stamp *s, struct payment **ret);

/* How it stood in earlier batches, oldest first, the last being as it is now. */
struct payment_past {
	enum stage stage;
	str spm_status, sp2d_status;
	int64_t seq;
	int64_t as_of; /* of that batch */
};
struct payment_pasts LIST_OF(struct payment_past);
err payment_history(struct work *w, const struct payment *p, struct payment_pasts *ret);

/* ---- sums that are kept ---- */

enum figure { FIGURE_STAGE, FIGURE_MONTH, FIGURE_KIND, FIGURE_DAYS, FIGURES };

/* All but those of stages are of what was issued. */
struct payment_figure {
	enum figure what;
	str value; /* stage word; "01" to "12"; code of the kind; working days "003" */
	int64_t n, gross, deductions;
};
struct payment_figures LIST_OF(struct payment_figure);

/* Of the actor's whole scope and one budget year. FIGURE_DAYS for whole KPPN only. */
err payment_figures(struct work *w, const struct stamp *s, int64_t ta,
		    struct payment_figures *ret);

/* Half and nine tenths of the SP2D came within so many working days; -1: none came. */
struct payment_pace {
	int median, slow;
};
struct payment_pace payment_pace(const struct payment_figures *f);
err kppn_pace(struct work *w, const struct stamp *s, str kppn, int64_t ta,
	      struct payment_pace *ret);

struct payment_kind {
	str code, label;
};
struct payment_kinds LIST_OF(struct payment_kind);
err payment_kinds(struct work *w, struct payment_kinds *ret);
