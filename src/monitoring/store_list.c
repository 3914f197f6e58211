/*
 * Lists of payments. Each scope has statements of its own, so that a page is read from
 * an index and a far one costs what the first does; the other filters thin out what the
 * index gives. A scope of several units (a Kanwil, a ministry) is their pages, merged.
 */
#include "monitoring/internal.h"

#include <stdlib.h>

enum { LIST_MAX = 201 };

/*
 * $1 unit, $2 batch, $3 budget year, $4 kind, $5 stage, $6 words, $7 satker, $8 limit,
 * ($9, $10) position, $11 the day beyond which the list does not go, $12 today. 0 and ''
 * are no filter.
 */
#define FILTERS                                                                          \
	" AND from_seq <= $2 AND (to_seq IS NULL OR to_seq > $2)"                        \
	" AND ($3 = 0 OR ta = $3) AND ($4 = '' OR kind = $4)"                            \
	" AND ($5 = '' OR stage = $5)"                                                   \
	" AND ($6 = '' OR lower(about) LIKE $6 ESCAPE '!')"

#define NAMED_TODAY PAYMENT_JOINED("$12")

/*
 * First what is left of the position's day, then the days beyond: SQLite seeks by the
 * first column of (day, id) < (…) only and would step through a day of 100,000 rows.
 */
#define PART(where, days, direction)                                                     \
	"SELECT * FROM (SELECT * FROM payment WHERE " where FILTERS " AND " days         \
	" ORDER BY day " direction ", id " direction " LIMIT $8) AS part"
#define SAME_DAY(beyond) "day = $9 AND id " beyond " $10"
#define OTHER_DAYS(beyond, within) "day " beyond " $9 AND day " within " $11"
#define BOTH(where, beyond, within, direction)                                           \
	PART(where, SAME_DAY(beyond), direction)                                         \
	" UNION ALL " PART(where, OTHER_DAYS(beyond, within), direction)

/* A page is found first and dressed afterwards: only what is shown is joined. */
#define PAGE(where, beyond, within, direction)                                           \
	"SELECT " PAYMENT_COLUMNS                                                        \
	" FROM (" BOTH(where, beyond, within, direction) " ORDER BY day " direction      \
							 ", id " direction               \
							 " LIMIT $8) AS p" NAMED_TODAY   \
							 " ORDER BY p.day " direction    \
							 ", p.id " direction

#define PAGES(where)                                                                     \
	{                                                                                \
		PAGE(where, "<", ">=", "DESC"), PAGE(where, ">", "<=", "ASC")            \
	}

/* With a satker it leads, and the scope is asked of what it gives. */
static const char *const pages[LEVELS][2][2] = {
	[LEVEL_SATKER] = { PAGES("satker = $1 AND $7 = ''"),
			   PAGES("satker = $7 AND $1 = $7") },
	[LEVEL_KPPN] = { PAGES("kppn = $1 AND $7 = ''"),
			 PAGES("satker = $7 AND kppn = $1") },
	[LEVEL_UNIT] = { PAGES("unit = $1 AND $7 = ''"),
			 PAGES("satker = $7 AND unit = $1") },
	[LEVEL_NATION] = { PAGES("day > 0 AND $1 = '' AND $7 = ''"),
			   PAGES("satker = $7 AND $1 = ''") },
};

struct payment read_payment(struct rows *r)
{
	return (struct payment){
		.id = row_int(r, 0),
		.number = row_str(r, 1),
		.satker = row_str(r, 2),
		.kppn = row_str(r, 3),
		.unit = row_str(r, 4),
		.ta = row_int(r, 5),
		.day = row_int(r, 6),
		.kind = row_str(r, 7),
		.stage = (enum stage)row_word(r, 8, WORDS(stage_words)),
		.spm_status = row_str(r, 9),
		.sp2d_status = row_str(r, 10),
		.spp_day = row_int(r, 11),
		.spm_day = row_int(r, 12),
		.plan_day = row_int(r, 13),
		.sp2d_day = row_int(r, 14),
		.gross = row_int(r, 15),
		.deductions = row_int(r, 16),
		.sp2d = row_str(r, 17),
		.about = row_str(r, 18),
		.ppk = row_str(r, 19),
		.ppspm = row_str(r, 20),
		.correction = row_str(r, 21),
		.returned = row_int(r, 22),
		.seq = row_int(r, 23),
		.satker_name = row_str(r, 24),
		.kppn_name = row_str(r, 25),
		.kind_label = row_str(r, 26),
		.position = arena_fmt(r->arena, "%lld.%lld", (long long)row_int(r, 6),
				      (long long)row_int(r, 0)),
	};
}

/* ---- one page of one unit ---- */

struct place_in_list {
	int64_t day, id;
};

static bool goes_down(const struct payment_query *q)
{
	return q->oldest_first == q->backwards;
}

/* Without a position: the end from which the list is read. */
static struct place_in_list begin_of(const struct payment_query *q)
{
	struct place_in_list at;
	str after = q->after;

	if (str_int(str_cut(&after, '.'), &at.day) && str_int(after, &at.id))
		return at;
	if (goes_down(q))
		return (struct place_in_list){ q->until ? q->until + 1 : INT64_MAX, 0 };
	return (struct place_in_list){ q->from - 1, INT64_MAX };
}

static str words_of(struct arena *a, const struct search *s)
{
	return s->kind == SEARCH_WORDS ? like_part(a, s->text) : S("");
}

static err read_unit(struct work *w, const struct listing *l, str unit,
		     struct payments *ret)
{
	const struct payment_query *q = l->q;
	struct place_in_list at = begin_of(q);
	bool down = goes_down(q);
	int64_t bound = down ? q->from : q->until ? q->until : INT64_MAX;
	struct rows r = db_query(
		w->db, w->arena, pages[l->scope.level][q->satker.n > 0][!down],
		ARGS(arg_str(unit), arg_int(l->stamp->seq), arg_int(q->ta),
		     arg_str(q->kind), arg_str(stage_words[q->stage]),
		     arg_str(words_of(w->arena, &l->search)), arg_str(q->satker),
		     arg_int((int64_t)(q->limit < LIST_MAX ? q->limit : LIST_MAX)),
		     arg_int(at.day), arg_int(at.id), arg_int(bound), arg_str(l->today)));

	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_payment(&r);
	return rows_end(&r);
}

/* ---- several units ---- */

static int by_position(const void *a, const void *b)
{
	const struct payment *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void turn_round(struct payments *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct payment first = list->items[i];

		list->items[i] = list->items[list->count - 1 - i];
		list->items[list->count - 1 - i] = first;
	}
}

err payments_page(struct work *w, const struct listing *l, struct payments *ret)
{
	const struct payment_query *q = l->q;

	*ret = (struct payments){ 0 };
	for (size_t i = 0; i < l->scope.codes.count; i++)
		TRY(read_unit(w, l, l->scope.codes.items[i], ret));
	if (ret->count > 1 && l->scope.codes.count > 1) {
		qsort(ret->items, ret->count, sizeof(*ret->items), by_position);
		if (goes_down(q))
			turn_round(ret);
	}
	if (ret->count > q->limit)
		ret->count = q->limit;
	if (q->backwards)
		turn_round(ret);
	return OK;
}

/* ---- counting ---- */

/* $1 to $7 as above, $8 and $9 the days, $10 the most that are counted. */
#define COUNT_OF(where)                                                                  \
	"SELECT COUNT(*), COALESCE(SUM(gross), 0), COALESCE(SUM(deductions), 0)"         \
	" FROM (SELECT gross, deductions FROM payment WHERE " where FILTERS              \
	" AND day BETWEEN $8 AND $9 LIMIT $10) AS found"
#define COUNTS(where, where_satker)                                                      \
	{                                                                                \
		COUNT_OF(where), COUNT_OF(where_satker)                                  \
	}

static const char *const counts[LEVELS][2] = {
	[LEVEL_SATKER] = COUNTS("satker = $1 AND $7 = ''", "satker = $7 AND $1 = $7"),
	[LEVEL_KPPN] = COUNTS("kppn = $1 AND $7 = ''", "satker = $7 AND kppn = $1"),
	[LEVEL_UNIT] = COUNTS("unit = $1 AND $7 = ''", "satker = $7 AND unit = $1"),
	[LEVEL_NATION] =
		COUNTS("day > 0 AND $1 = '' AND $7 = ''", "satker = $7 AND $1 = ''"),
};

static err count_unit(struct work *w, const struct listing *l, str unit,
		      struct payment_totals *ret)
{
	const struct payment_query *q = l->q;
	struct rows r =
		db_query(w->db, w->arena, counts[l->scope.level][q->satker.n > 0],
			 ARGS(arg_str(unit), arg_int(l->stamp->seq), arg_int(q->ta),
			      arg_str(q->kind), arg_str(stage_words[q->stage]),
			      arg_str(words_of(w->arena, &l->search)), arg_str(q->satker),
			      arg_int(q->from), arg_int(q->until ? q->until : INT64_MAX),
			      arg_int(PAYMENTS_COUNTED + 1 - ret->n)));

	if (rows_next(&r)) {
		ret->n += row_int(&r, 0);
		ret->gross += row_int(&r, 1);
		ret->deductions += row_int(&r, 2);
	}
	return rows_end(&r);
}

err payments_count(struct work *w, const struct listing *l, struct payment_totals *ret)
{
	*ret = (struct payment_totals){ 0 };
	for (size_t i = 0; i < l->scope.codes.count && !ret->more; i++) {
		TRY(count_unit(w, l, l->scope.codes.items[i], ret));
		ret->more = ret->n > PAYMENTS_COUNTED;
	}
	return OK;
}
