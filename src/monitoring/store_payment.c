/* Versions of payments, and the sums of a batch. */
#include "monitoring/internal.h"

enum { LOOKED_UP = 32, FIGURES_AT_ONCE = 2000, SWEPT_AT_ONCE = 2000 };

/* ---- what is there already ---- */

struct found {
	int64_t id, seq, digest;
	str number;
	struct payment_row row;
};
struct founds LIST_OF(struct found);

#define NUMBERS                                                                          \
	"$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"    \
	" $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32"

static struct found read_found(struct rows *r)
{
	return (struct found){
		.id = row_int(r, 0),
		.seq = row_int(r, 1),
		.digest = row_int(r, 2),
		.number = row_str(r, 3),
		.row = { .satker = row_str(r, 4),
			 .kppn = row_str(r, 5),
			 .unit = row_str(r, 6),
			 .ta = row_int(r, 7),
			 .kind = row_str(r, 8),
			 .stage = (enum stage)row_word(r, 9, WORDS(stage_words)),
			 .spm_day = row_int(r, 10),
			 .sp2d_day = row_int(r, 11),
			 .gross = row_int(r, 12),
			 .deductions = row_int(r, 13) },
	};
}

static err look_up(struct work *w, const struct payment_row *rows, size_t count,
		   struct founds *ret)
{
	struct arg numbers[LOOKED_UP];
	struct rows r;

	for (size_t i = 0; i < LOOKED_UP; i++)
		numbers[i] = arg_str(i < count ? rows[i].number : S(""));
	r = work_query(w,
		       "SELECT id, from_seq, digest, number, satker, kppn, unit, ta,"
		       " kind, stage, spm_day, sp2d_day, gross, deductions FROM payment"
		       " WHERE number IN (" NUMBERS ") AND to_seq IS NULL",
		       ((struct args){ numbers, LOOKED_UP }));
	*ret = (struct founds){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_found(&r);
	return rows_end(&r);
}

/* ---- one row ---- */

static err insert(struct work *w, int64_t seq, const struct payment_row *p)
{
	return work_exec(
		w,
		"INSERT INTO payment (from_seq, number, satker, kppn, unit, ta, day, kind,"
		" stage, spm_status, sp2d_status, spp_day, spm_day, plan_day, sp2d_day,"
		" gross, deductions, sp2d, about, ppk, ppspm, correction, returned,"
		" digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
		" $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
		ARGS(arg_int(seq), arg_str(p->number), arg_str(p->satker),
		     arg_str(p->kppn), arg_str(p->unit), arg_int(p->ta), arg_int(p->day),
		     arg_str(p->kind), arg_str(stage_words[p->stage]),
		     arg_str(p->spm_status), arg_str(p->sp2d_status), arg_int(p->spp_day),
		     arg_int(p->spm_day), arg_int(p->plan_day), arg_int(p->sp2d_day),
		     arg_int(p->gross), arg_int(p->deductions), arg_str(p->sp2d),
		     arg_str(p->about), arg_str(p->ppk), arg_str(p->ppspm),
		     arg_str(p->correction), arg_int(p->returned), arg_int(p->digest)),
		NULL);
}

static err replace(struct work *w, int64_t seq, int64_t id)
{
	return work_exec(w, "UPDATE payment SET to_seq = $2 WHERE id = $1",
			 ARGS(arg_int(id), arg_int(seq)), NULL);
}

static void note_replaced(const struct payment_run *run, const struct payment_row *old,
			  struct payment_row *p)
{
	p->replaces = true;
	payment_sums_fill(run, old, &p->replaced);
	p->replaced.satker = places_index(run->places, LEVEL_SATKER, old->satker);
	p->replaced.kppn = places_index(run->places, LEVEL_KPPN, old->kppn);
	p->replaced.unit = places_index(run->places, LEVEL_UNIT, old->unit);
}

static const struct found *find(const struct founds *all, str number)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].number, number))
			return &all->items[i];
	return NULL;
}

static err store_one(struct work *w, struct feed_run *run, const struct founds *known,
		     struct payment_row *p, enum row_outcome *ret)
{
	const struct found *old = find(known, p->number);

	p->replaces = false;
	*ret = ROW_NEW;
	if (old && old->seq == run->seq) {
		*ret = ROW_REFUSED;
		return OK;
	}
	if (old && old->digest == p->digest) {
		*ret = ROW_SAME;
		return OK;
	}
	if (old) {
		*ret = ROW_CHANGED;
		note_replaced(run->state, &old->row, p);
		TRY(replace(w, run->seq, old->id));
	}
	return insert(w, run->seq, p);
}

/* ---- rows that are looked up together ---- */

static bool stands_before(const struct payment_row *rows, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_eq(rows[k].number, rows[i].number))
			return true;
	return false;
}

static err store_some(struct work *w, struct feed_run *run, struct feed_part *part,
		      size_t from)
{
	struct payment_row *rows = (struct payment_row *)part->rows + from;
	size_t count = part->count - from < LOOKED_UP ? part->count - from : LOOKED_UP;
	struct arena_mark mark = arena_mark(w->arena);
	struct founds known;

	TRY(look_up(w, rows, count, &known));
	for (size_t i = 0; i < count; i++) {
		enum row_outcome *outcome = &part->outcomes[from + i];

		if (stands_before(rows, i))
			*outcome = ROW_REFUSED;
		else
			TRY(store_one(w, run, &known, &rows[i], outcome));
	}
	arena_rewind(w->arena, mark);
	return OK;
}

/* The label of the newest row wins; one that is known costs nothing. */
static err store_kinds(struct work *w, const struct payment_run *p,
		       const struct feed_part *part)
{
	const struct payment_row *rows = part->rows;

	for (size_t i = 0; i < part->count; i++) {
		if (rows[i].kind_label.n == 0 ||
		    str_eq(p->labels[rows[i].sums.kind], rows[i].kind_label))
			continue;
		TRY(work_exec(w,
			      "INSERT INTO payment_kind (code, label) VALUES ($1, $2)"
			      " ON CONFLICT (code) DO UPDATE SET label = excluded.label",
			      ARGS(arg_str(rows[i].kind), arg_str(rows[i].kind_label)),
			      NULL));
	}
	return OK;
}

err payment_store(struct work *w, struct feed_run *run, struct feed_part *part)
{
	TRY(store_kinds(w, run->state, part));
	for (size_t i = 0; i < part->count; i += LOOKED_UP)
		TRY(store_some(w, run, part, i));
	return OK;
}

/* ---- figures ---- */

static str value_text(struct arena *a, const struct tally_name *n)
{
	switch (n->what) {
	case FIGURE_STAGE:
		return stage_words[n->value];
	case FIGURE_MONTH:
		return arena_fmt(a, "%02d", n->value);
	default:
		return arena_fmt(a, "%03d", n->value);
	}
}

/* The version in force ends, and what it said is added to. */
static err take_old(struct work *w, int64_t seq, const struct arg *key, struct tally *sum)
{
	struct rows r = work_query(
		w,
		"UPDATE payment_figure SET to_seq = $6 WHERE level = $1 AND code = $2"
		" AND ta = $3 AND what = $4 AND value = $5 AND to_seq IS NULL"
		" RETURNING n, gross, deductions",
		ARGS(key[0], key[1], key[2], key[3], key[4], arg_int(seq)));

	if (rows_next(&r)) {
		sum->n += row_int(&r, 0);
		sum->gross += row_int(&r, 1);
		sum->deductions += row_int(&r, 2);
	}
	return rows_end(&r);
}

static err write_figure(struct work *w, struct feed_run *run, const struct tally *t)
{
	const struct payment_run *p = run->state;
	struct tally_name n = tally_name(t->key);
	struct tally sum = *t;
	struct arg key[] = { arg_str(level_words[n.level]),
			     arg_str(places_code(p->places, n.level, n.unit)),
			     arg_int(n.ta), arg_str(figure_words[n.what]),
			     arg_str(value_text(w->arena, &n)) };

	if (run->published)
		TRY(take_old(w, run->seq, key, &sum));
	return work_exec(w,
			 "INSERT INTO payment_figure (level, code, ta, what, value,"
			 " from_seq, n, gross, deductions)"
			 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
			 ARGS(key[0], key[1], key[2], key[3], key[4], arg_int(run->seq),
			      arg_int(sum.n), arg_int(sum.gross),
			      arg_int(sum.deductions)),
			 NULL);
}

err payment_close(struct work *w, struct feed_run *run, bool *ret_more)
{
	struct payment_run *p = run->state;
	size_t from = run->part * FIGURES_AT_ONCE, end = from + FIGURES_AT_ONCE;

	if (!p->sorted)
		p->sorted_count = tallies_sorted(p->tallies, &p->sorted);
	if (end > p->sorted_count)
		end = p->sorted_count;
	for (size_t i = from; i < end; i++)
		TRY(write_figure(w, run, &p->sorted[i]));
	*ret_more = end < p->sorted_count;
	return OK;
}

/* ---- taking a batch away ---- */

/* Ids ascend as batches do, so what it wrote stands at the end. */
static err drop_newest(struct work *w, int64_t seq, int64_t *ret)
{
	return work_exec(w,
			 "DELETE FROM payment WHERE id IN (SELECT id FROM"
			 " (SELECT id, from_seq FROM payment WHERE id > 0"
			 " ORDER BY id DESC LIMIT $2) AS newest WHERE from_seq = $1)",
			 ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), ret);
}

static err stand_again(struct work *w, int64_t seq, int64_t *ret)
{
	return work_exec(w,
			 "UPDATE payment SET to_seq = NULL WHERE id IN"
			 " (SELECT id FROM payment WHERE to_seq = $1 LIMIT $2)",
			 ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), ret);
}

static err drop_figures(struct work *w, int64_t seq, int64_t *ret)
{
	int64_t again;

	TRY(work_exec(w, "DELETE FROM payment_figure WHERE from_seq = $1",
		      ARGS(arg_int(seq)), ret));
	TRY(work_exec(w, "UPDATE payment_figure SET to_seq = NULL WHERE to_seq = $1",
		      ARGS(arg_int(seq)), &again));
	*ret = 0;
	return OK;
}

err payment_discard(struct work *w, int64_t seq, bool *ret_more)
{
	static err (*const steps[])(struct work * w, int64_t seq,
				    int64_t * ret) = { drop_newest, stand_again,
						       drop_figures };
	int64_t touched = 0;

	for (size_t i = 0; i < COUNT(steps) && touched == 0; i++)
		TRY(steps[i](w, seq, &touched));
	*ret_more = touched > 0;
	return OK;
}

/* ---- what can no longer come back into force ---- */

static err keep_past(struct work *w, int64_t seq)
{
	return work_exec(w,
			 "INSERT INTO payment_past (number, from_seq, stage, spm_status,"
			 " sp2d_status) SELECT number, from_seq, stage, spm_status,"
			 " sp2d_status FROM payment WHERE to_seq <= $1 LIMIT $2"
			 " ON CONFLICT (number, from_seq) DO NOTHING",
			 ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), NULL);
}

err payment_settle(struct work *w, int64_t seq, bool *ret_more)
{
	int64_t figures, dropped;

	TRY(keep_past(w, seq));
	TRY(work_exec(w,
		      "DELETE FROM payment WHERE id IN (SELECT id FROM payment"
		      " WHERE to_seq <= $1 LIMIT $2)",
		      ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), &dropped));
	TRY(work_exec(w, "DELETE FROM payment_figure WHERE to_seq <= $1",
		      ARGS(arg_int(seq)), &figures));
	*ret_more = dropped > 0;
	return OK;
}
