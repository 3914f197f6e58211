/* Sums of budgets within the scope of the actor. */
#include "monitoring/budget_internal.h"

#include <stdlib.h>

err budget_stamps(struct work *w, struct budget_stamps *ret)
{
	TRY(ingest_stamp(w, budget_feed.word, &ret->budget));
	return ingest_stamp(w, spending_feed.word, &ret->spending);
}

static bool holds(const struct payment_scope *s, str code)
{
	for (size_t i = 0; i < s->codes.count; i++)
		if (str_eq(s->codes.items[i], code))
			return true;
	return false;
}

/* A satker counts for the offices that it has at the end of the year, as its sums do. */
static err narrow(struct work *w, const struct budget_query *q,
		  struct payment_scope *scope, enum budget_refusal *ret_why)
{
	str kppn, unit;
	bool inside = false;

	TRY(satker_of_year(w, q->satker, q->ta, &kppn, &unit));
	if (scope->level == LEVEL_SATKER)
		inside = holds(scope, q->satker);
	else if (kppn.n)
		inside = scope->level == LEVEL_NATION
				 ? scope->codes.count > 0
				 : holds(scope, scope->level == LEVEL_KPPN ? kppn : unit);
	*ret_why = inside ? BUDGET_GRANTED : BUDGET_OUTSIDE;
	*scope = (struct payment_scope){ .level = LEVEL_SATKER };
	if (inside)
		*PUSH(w->arena, &scope->codes) = q->satker;
	return OK;
}

static int by_account(const void *a, const void *b)
{
	return str_cmp(((const struct budget_account *)a)->account,
		       ((const struct budget_account *)b)->account);
}

err budget_read(struct work *w, const struct budget_query *q,
		const struct budget_stamps *s, struct budget *ret,
		enum budget_refusal *ret_why)
{
	struct payment_scope scope;

	*ret = (struct budget){ 0 };
	*ret_why = BUDGET_GRANTED;
	TRY(payment_scope(w, &scope));
	if (q->satker.n)
		TRY(narrow(w, q, &scope, ret_why));
	for (size_t i = 0; i < scope.codes.count; i++) {
		struct figure_place at = { scope.level, scope.codes.items[i], q->ta };

		TRY(budget_add_figures(w, &at, s, ret));
	}
	if (ret->accounts.count > 1)
		qsort(ret->accounts.items, ret->accounts.count,
		      sizeof(*ret->accounts.items), by_account);
	return OK;
}
