/* The sums of budgets and spending as they stand in force. */
#include "monitoring/budget_internal.h"

err satker_of_year(struct work *w, str satker, int64_t ta, str *ret_kppn, str *ret_unit)
{
	struct date last = { (int16_t)ta, 12, 31 };
	struct rows r = work_query(
		w,
		"SELECT kppn, ba || eselon1 FROM satker_period WHERE satker = $1"
		" AND valid_from <= $2 AND valid_to >= $2",
		ARGS(arg_str(satker), arg_str(date_iso(w->arena, last))));

	*ret_kppn = *ret_unit = S("");
	if (rows_next(&r)) {
		*ret_kppn = row_str(&r, 0);
		*ret_unit = row_str(&r, 1);
	}
	return rows_end(&r);
}

static struct budget_account *account_in(struct work *w, struct budget *b, str account)
{
	struct budget_account *found;

	for (size_t i = 0; i < b->accounts.count; i++)
		if (str_eq(b->accounts.items[i].account, account))
			return &b->accounts.items[i];
	found = PUSH(w->arena, &b->accounts);
	found->account = account;
	return found;
}

static void add_month(struct budget *b, str value, bool planned, int64_t amount)
{
	size_t kind = budget_kind_of(value);
	int month = figure_value(value) % 100;

	if (kind == BUDGET_KINDS || month < 1 || month > MONTHS)
		return;
	if (planned)
		b->kinds[kind].plan[month - 1] += amount;
	else
		b->kinds[kind].spent[month - 1] += amount;
}

static void add_figure(struct work *w, struct budget *b, struct rows *r)
{
	enum budget_figure what =
		(enum budget_figure)row_word(r, 0, WORDS(budget_figure_words));
	str value = row_str(r, 1);
	int64_t amount = row_int(r, 2), blocked = row_int(r, 3);
	size_t kind = budget_kind_of(value);

	if (what == CEILING_ALL) {
		b->sum.ceiling += amount;
		b->sum.blocked += blocked;
	} else if (what == SPENT_ALL) {
		b->sum.spent += amount;
	} else if (what == CEILING_KIND && kind < BUDGET_KINDS) {
		b->kinds[kind].ceiling += amount;
		b->kinds[kind].blocked += blocked;
	} else if (what == CEILING_PLAN || what == SPENT_MONTH) {
		add_month(b, value, what == CEILING_PLAN, amount);
	} else if (what == CEILING_ACCOUNT) {
		account_in(w, b, value)->ceiling += amount;
		account_in(w, b, value)->blocked += blocked;
	} else if (what == SPENT_ACCOUNT) {
		account_in(w, b, value)->spent += amount;
	}
}

err budget_add_figures(struct work *w, const struct figure_place *at,
		       const struct budget_stamps *s, struct budget *ret)
{
	struct rows r = work_query(
		w,
		"SELECT what, value, amount, blocked FROM budget_figure"
		" WHERE level = $1 AND ta = $2 AND code = $3"
		" AND what IN ('pagu', 'pagu-jenis', 'rencana', 'pagu-akun')"
		" AND from_seq <= $4 AND (to_seq IS NULL OR to_seq > $4) UNION ALL"
		" SELECT what, value, amount, blocked FROM budget_figure"
		" WHERE level = $1 AND ta = $2 AND code = $3"
		" AND what IN ('realisasi', 'realisasi-bulan', 'realisasi-akun')"
		" AND from_seq <= $5 AND (to_seq IS NULL OR to_seq > $5)",
		ARGS(arg_str(level_words[at->level]), arg_int(at->ta), arg_str(at->code),
		     arg_int(s->budget.seq), arg_int(s->spending.seq)));

	while (rows_next(&r))
		add_figure(w, ret, &r);
	return rows_end(&r);
}
