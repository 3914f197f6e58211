/* Shared by the files of this folder only. */
#pragma once

#include "directory/directory.h"
#include "monitoring/monitoring.h"

/* ---- rules_payment.c ---- */

/* STAGE_NONE for a status that nobody knows. */
enum stage stage_of(str spm_status, str sp2d_status, int64_t returned);

/* "00048T" or "00048T/018871/2026"; false for anything else. */
struct spm_number {
	str serial;
	str satker; /* "" when the number does not name it, as the year 0 */
	int64_t year;
};
bool spm_number_parse(str s, struct spm_number *ret);

/* "211 - GAJI INDUK": the code and the label; false without a code of n digits. */
bool code_and_label(str s, size_t n, str *ret_code, str *ret_label);

/* "NAMA - NIP": a name is all that is kept. */
str name_only(str s);

/* ---- rules_story.c ---- */

/* What happens to a payment, one after the other. */
enum step {
	STEP_SPP,
	STEP_SPM,
	STEP_SENT,
	STEP_TESTED,
	STEP_SP2D,
	STEP_PAID,
	PAYMENT_STEPS
};
enum step_state { STEP_DONE, STEP_NOW, STEP_FAILED, STEP_TO_COME };

/* Who has to act now. */
enum turn { TURN_NOBODY, TURN_PPK, TURN_PPSPM, TURN_SATKER, TURN_KPPN, TURN_BANK, TURNS };
extern const str turn_words[TURNS];  /* in the API */
extern const str turn_labels[TURNS]; /* for people */

struct story_step {
	enum step step;
	enum step_state state;
	int64_t day; /* 0: not known */
	int days;    /* working days since the last known one; -1: not known */
};

struct story {
	struct story_step steps[PAYMENT_STEPS];
	size_t count;
	enum turn turn;
	int waiting; /* working days since the last known day; -1: nobody waits */
};

enum turn story_turn(enum stage s);

/* as_of is the day of the data: what came later is not known. */
void story_tell(const struct payment *p, const struct calendar *c, int64_t as_of,
		struct story *ret);

/* The source sends every night: after two days something is wrong. */
enum { STALE_AFTER = 2 * DAY };
bool stamp_is_stale(const struct stamp *s, int64_t now);

enum level { LEVEL_SATKER, LEVEL_KPPN, LEVEL_UNIT, LEVEL_NATION, LEVELS };
extern const str level_words[LEVELS];

/* ---- store_places.c: satker and offices in memory, to check millions of rows ---- */

struct places;

/* Indexes in the lists of their levels. */
struct place {
	size_t satker, kppn, unit;
};

struct place_asked {
	str satker, kppn;
	int64_t day;
};

enum place_outcome { PLACE_FOUND, PLACE_NO_SATKER, PLACE_OTHER_KPPN };

err places_read(struct work *w, struct arena *keep, struct places **ret);

/* The KPPN may be any that ever was the satker's: its SP2D stay its own. */
enum place_outcome places_find(struct places *p, const struct place_asked *asked,
			       struct place *ret);

/* Where the satker stands at the end of a budget year; false when there is none. */
bool places_of_year(struct places *p, str satker, int64_t ta, struct place *ret);
str places_code(const struct places *p, enum level level, size_t i);
size_t places_index(struct places *p, enum level level,
		    str code); /* of one that is there */

/* ---- workdays.c: how many there are between two days, at once ---- */

struct workdays;

err workdays_read(struct work *w, struct arena *keep, struct workdays **ret);
int workdays_between(const struct workdays *d, int64_t from, int64_t to); /* 0 to 99 */

/* ---- tallies.c: sums in memory until a batch is closed ---- */

extern const str figure_words[FIGURES];

struct tally {
	uint64_t key; /* of tally_key(); ascending as the rows of the table */
	int64_t n, gross, deductions;
};

struct tally_name {
	enum level level;
	size_t unit; /* index in the list of the level */
	int ta;
	int what; /* enum figure, enum budget_figure */
	int value;
};
uint64_t tally_key(const struct tally_name *name);
struct tally_name tally_name(uint64_t key);

struct tallies;

struct tallies *tallies_new(struct arena *a);
void tallies_free(struct tallies *t);
void tallies_add(struct tallies *t, const struct tally *more);

/* Those that are not zero, ascending. After this nothing may be added. */
size_t tallies_sorted(struct tallies *t, const struct tally **ret);

/* ---- payment_feed.c, store_payment.c ---- */

/* What the sums of a row were made of. */
struct payment_sums {
	size_t satker, kppn, unit; /* indexes of places */
	int ta;
	enum stage stage;
	int kind;
	int month; /* of the SP2D; 0: none was issued */
	int days;  /* working days from SPM to SP2D */
	int64_t gross, deductions;
};

struct payment_row {
	str number, satker, kppn, unit, kind, kind_label;
	str spm_status, sp2d_status, sp2d, about, ppk, ppspm, correction;
	int64_t ta, day, spp_day, spm_day, plan_day, sp2d_day;
	int64_t gross, deductions, returned, digest;
	enum stage stage;
	struct payment_sums sums;
	bool replaces; /* with the version that it replaces, as store() found it: */
	struct payment_sums replaced;
};

struct payment_run {
	struct places *places;
	struct tallies *tallies;
	struct workdays *workdays;
	str labels[1000]; /* of kinds, as they were stored last */
	const struct tally *sorted;
	size_t sorted_count;
};

err payment_store(struct work *w, struct feed_run *run, struct feed_part *part);
err payment_close(struct work *w, struct feed_run *run, bool *ret_more);
err payment_discard(struct work *w, int64_t seq, bool *ret_more);
err payment_settle(struct work *w, int64_t seq, bool *ret_more);

/* What the sums of p are made of, but for the places. */
void payment_sums_fill(const struct payment_run *run, const struct payment_row *p,
		       struct payment_sums *ret);

/* ---- scope.c: what of the treasury the actor may see ---- */

/* Units of one level; none: nothing at all. */
struct payment_scope {
	enum level level;
	struct strs codes; /* of LEVEL_NATION one, "" */
};
err payment_scope(struct work *w, struct payment_scope *ret);

/* ---- rules_search.c ---- */

/* What a text in the search field is: domain report 5.1 and 7. */
enum search_kind {
	SEARCH_NOTHING,
	SEARCH_NUMBER,
	SEARCH_SERIAL,
	SEARCH_SP2D,
	SEARCH_WORDS
};
struct search {
	enum search_kind kind;
	str text; /* 00048T/018871/2026, 00048T, 15 digits, or the words */
};
struct search search_read(struct arena *a, str q);

/* ---- store_list.c ---- */

#define PAYMENT_COLUMNS                                                                  \
	"p.id, p.number, p.satker, p.kppn, p.unit, p.ta, p.day, p.kind, p.stage,"        \
	" p.spm_status, p.sp2d_status, p.spp_day, p.spm_day, p.plan_day, p.sp2d_day,"    \
	" p.gross, p.deductions, p.sp2d, p.about, p.ppk, p.ppspm, p.correction,"         \
	" p.returned, p.from_seq, COALESCE(n.name, ''), k.name, COALESCE(t.label, '')"

/* The satker is called as it is today. */
#define PAYMENT_JOINED(today)                                                            \
	" JOIN kppn k ON k.code = p.kppn LEFT JOIN payment_kind t ON t.code = p.kind"    \
	" LEFT JOIN satker_period n ON n.satker = p.satker"                              \
	" AND n.valid_from <= " today " AND n.valid_to >= " today

struct payment read_payment(struct rows *r); /* PAYMENT_COLUMNS */

/* A query with all that it means. */
struct listing {
	const struct payment_query *q;
	const struct stamp *stamp;
	struct payment_scope scope; /* narrowed to what is asked for */
	struct search search;
	str today;
};
err payments_page(struct work *w, const struct listing *l, struct payments *ret);
err payments_count(struct work *w, const struct listing *l, struct payment_totals *ret);

/* ---- store_read.c ---- */

err kppn_of_kanwil(struct work *w, str kanwil, struct strs *ret);
err units_of_ministry(struct work *w, str ba, struct strs *ret);

/* Not asked of any scope: the caller does. */
err payments_by_number(struct work *w, str number, const struct stamp *s, str today,
		       struct payments *ret);
err payments_by_sp2d(struct work *w, str sp2d, const struct stamp *s, str today,
		     struct payments *ret);
/* Of the satker of one unit in the given year. */
err payments_by_serial(struct work *w, const struct listing *l, str unit,
		       struct payments *ret);
struct figure_query {
	enum level level;
	str code;
	int64_t ta; /* 0: all */
	int64_t seq;
};
/* Adds to what is there. */
err figures_add(struct work *w, const struct figure_query *q,
		struct payment_figures *ret);
