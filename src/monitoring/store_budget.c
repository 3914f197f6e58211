/* Versions of budget and spending lines, and the sums of a batch. */
#include "monitoring/budget_internal.h"

#include <stdio.h>

enum { FIGURES_AT_ONCE = 2000, SWEPT_AT_ONCE = 2000 };

const str budget_figure_words[BUDGET_FIGURES] = {
	[CEILING_ALL] = STR("pagu"),
	[CEILING_KIND] = STR("pagu-jenis"),
	[CEILING_PLAN] = STR("rencana"),
	[CEILING_ACCOUNT] = STR("pagu-akun"),
	[SPENT_ALL] = STR("realisasi"),
	[SPENT_MONTH] = STR("realisasi-bulan"),
	[SPENT_ACCOUNT] = STR("realisasi-akun"),
};

/* ---- a satker's budget ---- */

/* What its sums were is taken off all levels above it, too. */
static err read_replaced(struct work *w, const struct feed_run *run, struct budget_row *p)
{
	struct rows r = work_query(
		w,
		"SELECT what, value, n, amount, blocked FROM budget_figure"
		" WHERE level = 'satker' AND ta = $2 AND what IN ('pagu', 'pagu-jenis',"
		" 'rencana', 'pagu-akun') AND code = $1 AND to_seq IS NULL"
		" AND from_seq < $3",
		ARGS(arg_str(p->satker), arg_int(p->ta), arg_int(run->seq)));

	while (rows_next(&r)) {
		struct budget_piece piece = { .place = p->place, .ta = (int)p->ta };

		piece.what = (int)row_word(&r, 0, WORDS(budget_figure_words));
		piece.value = figure_value(row_str(&r, 1));
		piece.n = row_int(&r, 2);
		piece.amount = row_int(&r, 3);
		piece.blocked = row_int(&r, 4);
		*PUSH(run->keep, &p->replaced) = piece;
	}
	return rows_end(&r);
}

/* The places that the old rows counted for; a satker may have moved since. */
static err end_old_lines(struct work *w, const struct feed_run *run,
			 const struct budget_row *p, str *ret_kppn, str *ret_unit)
{
	struct rows r = work_query(
		w,
		"UPDATE budget_line SET to_seq = $3 WHERE satker = $1 AND ta = $2"
		" AND to_seq IS NULL AND from_seq < $3 RETURNING kppn, unit",
		ARGS(arg_str(p->satker), arg_int(p->ta), arg_int(run->seq)));

	*ret_kppn = *ret_unit = S("");
	while (rows_next(&r)) {
		*ret_kppn = row_str(&r, 0);
		*ret_unit = row_str(&r, 1);
	}
	return rows_end(&r);
}

static err replace_budget(struct work *w, struct feed_run *run, struct budget_row *p)
{
	struct places *places = ((struct budget_run *)run->state)->places;
	str kppn, unit;

	TRY(end_old_lines(w, run, p, &kppn, &unit));
	if (!kppn.n)
		return OK;
	TRY(read_replaced(w, run, p));
	for (size_t i = 0; i < p->replaced.count; i++) {
		struct place *at = &p->replaced.items[i].place;

		at->kppn = places_index(places, LEVEL_KPPN, kppn);
		at->unit = places_index(places, LEVEL_UNIT, unit);
	}
	return OK;
}

static err insert_line(struct work *w, int64_t seq, const struct budget_row *p)
{
	return work_exec(
		w,
		"INSERT INTO budget_line (from_seq, satker, kppn, unit, ta, coa, fund,"
		" account, item, ceiling, blocked)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
		ARGS(arg_int(seq), arg_str(p->satker), arg_str(p->kppn), arg_str(p->unit),
		     arg_int(p->ta), arg_str(p->coa), arg_str(p->fund),
		     arg_str(p->account), arg_str(p->item), arg_int(p->ceiling),
		     arg_int(p->blocked)),
		NULL);
}

err budget_store(struct work *w, struct feed_run *run, struct feed_part *part)
{
	struct budget_row *rows = part->rows;

	for (size_t i = 0; i < part->count; i++) {
		bool same = i > 0 && rows[i].ta == rows[i - 1].ta &&
			    str_eq(rows[i].satker, rows[i - 1].satker);

		rows[i].replaced = (struct budget_pieces){ 0 };
		part->outcomes[i] = ROW_NEW;
		if (run->published && !same)
			TRY(replace_budget(w, run, &rows[i]));
		TRY(insert_line(w, run->seq, &rows[i]));
	}
	return OK;
}

/* ---- what an SPM spent ---- */

static err replace_spending(struct work *w, struct feed_run *run, struct spending_row *p)
{
	struct places *places = ((struct budget_run *)run->state)->places;
	struct rows r =
		work_query(w,
			   "UPDATE spending_line SET to_seq = $2 WHERE number = $1"
			   " AND to_seq IS NULL AND from_seq < $2"
			   " RETURNING satker, kppn, unit, ta, account, day, amount",
			   ARGS(arg_str(p->number), arg_int(run->seq)));

	while (rows_next(&r)) {
		struct spending_row old = { .ta = row_int(&r, 3),
					    .account = row_str(&r, 4),
					    .day = row_int(&r, 5),
					    .amount = row_int(&r, 6) };
		struct budget_piece pieces[3];

		old.place.satker = places_index(places, LEVEL_SATKER, row_str(&r, 0));
		old.place.kppn = places_index(places, LEVEL_KPPN, row_str(&r, 1));
		old.place.unit = places_index(places, LEVEL_UNIT, row_str(&r, 2));
		spending_pieces(&old, pieces);
		for (size_t i = 0; i < COUNT(pieces); i++)
			*PUSH(run->keep, &p->replaced) = pieces[i];
	}
	return rows_end(&r);
}

static err insert_spending(struct work *w, int64_t seq, const struct spending_row *p,
			   enum row_outcome *ret)
{
	int64_t added;

	TRY(work_exec(
		w,
		"INSERT INTO spending_line (from_seq, number, satker, kppn, unit, ta,"
		" coa, account, day, amount, sp2d)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
		" ON CONFLICT (number, account, coa, from_seq) DO NOTHING",
		ARGS(arg_int(seq), arg_str(p->number), arg_str(p->satker),
		     arg_str(p->kppn), arg_str(p->unit), arg_int(p->ta), arg_str(p->coa),
		     arg_str(p->account), arg_int(p->day), arg_int(p->amount),
		     arg_str(p->sp2d)),
		&added));
	*ret = added ? ROW_NEW : ROW_REFUSED;
	return OK;
}

err spending_store(struct work *w, struct feed_run *run, struct feed_part *part)
{
	struct spending_row *rows = part->rows;

	for (size_t i = 0; i < part->count; i++) {
		bool same = i > 0 && str_eq(rows[i].number, rows[i - 1].number);

		rows[i].replaced = (struct budget_pieces){ 0 };
		if (run->published && !same)
			TRY(replace_spending(w, run, &rows[i]));
		TRY(insert_spending(w, run->seq, &rows[i], &part->outcomes[i]));
	}
	return OK;
}

/* ---- sums ---- */

int figure_value(str text)
{
	int64_t kind = 0, month = 0;
	str rest = text;

	str_int(str_cut(&rest, '-'), &kind);
	str_int(rest, &month);
	return (int)(rest.n ? kind * 100 + month : kind);
}

str figure_value_text(struct arena *a, int what, int value)
{
	switch (what) {
	case CEILING_ALL:
	case SPENT_ALL:
		return S("");
	case CEILING_PLAN:
	case SPENT_MONTH:
		return arena_fmt(a, "%02d-%02d", value / 100, value % 100);
	default:
		return arena_fmt(a, "%d", value);
	}
}

err budget_begin(struct work *w, struct feed_run *run)
{
	struct budget_run *b = NEW(run->keep, struct budget_run);

	run->state = b;
	b->tallies = tallies_new(run->keep);
	return places_read(w, run->keep, &b->places);
}

void budget_end(struct feed_run *run)
{
	struct budget_run *b = run->state;

	if (b)
		tallies_free(b->tallies);
}

void budget_add(struct budget_run *run, const struct budget_piece *p, int sign)
{
	const size_t units[LEVELS] = { p->place.satker, p->place.kppn, p->place.unit, 0 };

	for (int level = 0; level < LEVELS; level++) {
		struct tally_name name = { (enum level)level, units[level], p->ta,
					   p->what, p->value };

		tallies_add(run->tallies,
			    &(struct tally){ tally_key(&name), sign * p->n,
					     sign * p->amount, sign * p->blocked });
	}
}

static err take_old(struct work *w, int64_t seq, const struct arg *key, struct tally *sum)
{
	struct rows r = work_query(
		w,
		"UPDATE budget_figure SET to_seq = $6 WHERE level = $1 AND ta = $2"
		" AND what = $3 AND code = $4 AND value = $5 AND to_seq IS NULL"
		" RETURNING n, amount, blocked",
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
	const struct budget_run *b = run->state;
	struct tally_name n = tally_name(t->key);
	struct tally sum = *t;
	struct arg key[] = { arg_str(level_words[n.level]), arg_int(n.ta),
			     arg_str(budget_figure_words[n.what]),
			     arg_str(places_code(b->places, n.level, n.unit)),
			     arg_str(figure_value_text(w->arena, n.what, n.value)) };

	if (run->published)
		TRY(take_old(w, run->seq, key, &sum));
	return work_exec(w,
			 "INSERT INTO budget_figure (level, ta, what, code, value,"
			 " from_seq, n, amount, blocked)"
			 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
			 ARGS(key[0], key[1], key[2], key[3], key[4], arg_int(run->seq),
			      arg_int(sum.n), arg_int(sum.gross),
			      arg_int(sum.deductions)),
			 NULL);
}

err budget_close(struct work *w, struct feed_run *run, bool *ret_more)
{
	struct budget_run *b = run->state;
	size_t from = run->part * FIGURES_AT_ONCE, end = from + FIGURES_AT_ONCE;

	if (!b->sorted)
		b->sorted_count = tallies_sorted(b->tallies, &b->sorted);
	if (end > b->sorted_count)
		end = b->sorted_count;
	for (size_t i = from; i < end; i++)
		TRY(write_figure(w, run, &b->sorted[i]));
	*ret_more = end < b->sorted_count;
	return OK;
}

/* ---- taking a batch away ---- */

static err drop_figures(struct work *w, int64_t seq)
{
	TRY(work_exec(w, "DELETE FROM budget_figure WHERE from_seq = $1",
		      ARGS(arg_int(seq)), NULL));
	return work_exec(w, "UPDATE budget_figure SET to_seq = NULL WHERE to_seq = $1",
			 ARGS(arg_int(seq)), NULL);
}

err budget_discard(struct work *w, int64_t seq, bool *ret_more)
{
	int64_t dropped, again;

	TRY(work_exec(w,
		      "DELETE FROM budget_line WHERE id IN (SELECT id FROM"
		      " (SELECT id, from_seq FROM budget_line WHERE id > 0"
		      " ORDER BY id DESC LIMIT $2) AS newest WHERE from_seq = $1)",
		      ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), &dropped));
	TRY(work_exec(w,
		      "UPDATE budget_line SET to_seq = NULL WHERE id IN"
		      " (SELECT id FROM budget_line WHERE to_seq = $1 LIMIT $2)",
		      ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), &again));
	*ret_more = dropped + again > 0;
	return *ret_more ? OK : drop_figures(w, seq);
}

err spending_discard(struct work *w, int64_t seq, bool *ret_more)
{
	int64_t dropped, again;

	TRY(work_exec(w,
		      "DELETE FROM spending_line WHERE id IN (SELECT id FROM"
		      " (SELECT id, from_seq FROM spending_line WHERE id > 0"
		      " ORDER BY id DESC LIMIT $2) AS newest WHERE from_seq = $1)",
		      ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), &dropped));
	TRY(work_exec(w,
		      "UPDATE spending_line SET to_seq = NULL WHERE id IN"
		      " (SELECT id FROM spending_line WHERE to_seq = $1 LIMIT $2)",
		      ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), &again));
	*ret_more = dropped + again > 0;
	return *ret_more ? OK : drop_figures(w, seq);
}

/* ---- what can no longer come back into force ---- */

/* Ids of batches are of all feeds: figures of the other feed are left alone. */
err budget_settle(struct work *w, int64_t seq, bool *ret_more)
{
	int64_t dropped;

	TRY(work_exec(w,
		      "DELETE FROM budget_line WHERE id IN (SELECT id FROM budget_line"
		      " WHERE to_seq <= $1 LIMIT $2)",
		      ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), &dropped));
	TRY(work_exec(w,
		      "DELETE FROM budget_figure WHERE to_seq <= $1 AND what IN"
		      " ('pagu', 'pagu-jenis', 'rencana', 'pagu-akun')",
		      ARGS(arg_int(seq)), NULL));
	*ret_more = dropped > 0;
	return OK;
}

err spending_settle(struct work *w, int64_t seq, bool *ret_more)
{
	int64_t dropped;

	TRY(work_exec(w,
		      "DELETE FROM spending_line WHERE id IN (SELECT id FROM"
		      " spending_line WHERE to_seq <= $1 LIMIT $2)",
		      ARGS(arg_int(seq), arg_int(SWEPT_AT_ONCE)), &dropped));
	TRY(work_exec(w,
		      "DELETE FROM budget_figure WHERE to_seq <= $1 AND what IN"
		      " ('realisasi', 'realisasi-bulan', 'realisasi-akun')",
		      ARGS(arg_int(seq)), NULL));
	*ret_more = dropped > 0;
	return OK;
}
