/* What may be seen of what is there: every reading goes through the scope. */
#include "monitoring/internal.h"

#include <stdlib.h>

static str today_of(struct work *w)
{
	return date_iso(w->arena, date_at(w->now, WIB));
}

static bool is_among(const struct strs *list, str code)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i], code))
			return true;
	return false;
}

/* A KPPN that is asked for takes the place of the scope that holds it. */
static enum payment_refusal narrow(struct work *w, struct listing *l)
{
	str kppn = l->q->kppn;

	if (kppn.n == 0)
		return PAYMENT_GRANTED;
	if (l->scope.level != LEVEL_NATION &&
	    (l->scope.level != LEVEL_KPPN || !is_among(&l->scope.codes, kppn)))
		return PAYMENT_OUTSIDE;
	l->scope = (struct payment_scope){ .level = LEVEL_KPPN };
	*PUSH(w->arena, &l->scope.codes) = kppn;
	return PAYMENT_GRANTED;
}

/* With satker and year a serial is a whole number. */
static void complete_number(struct work *w, struct listing *l)
{
	const struct payment_query *q = l->q;

	if (l->search.kind != SEARCH_SERIAL || q->satker.n == 0 || q->ta == 0)
		return;
	l->search.kind = SEARCH_NUMBER;
	l->search.text = arena_fmt(w->arena, "%.*s/%.*s/%d", P(l->search.text),
				   P(q->satker), (int)q->ta);
}

/* No index leads to words, nor to a serial among all satker of the nation. */
static bool is_too_wide(const struct listing *l)
{
	if (l->search.kind == SEARCH_SERIAL)
		return l->scope.level == LEVEL_NATION;
	return l->search.kind == SEARCH_WORDS && l->q->satker.n == 0 &&
	       (l->scope.level == LEVEL_NATION || l->scope.codes.count > 1);
}

static err listing_of(struct work *w, const struct payment_query *q,
		      const struct stamp *s, struct listing *ret,
		      enum payment_refusal *ret_why)
{
	*ret = (struct listing){ .q = q,
				 .stamp = s,
				 .search = search_read(w->arena, q->q),
				 .today = today_of(w) };
	TRY(payment_scope(w, &ret->scope));
	*ret_why = narrow(w, ret);
	complete_number(w, ret);
	if (*ret_why == PAYMENT_GRANTED && is_too_wide(ret))
		*ret_why = PAYMENT_WORDS_WIDE;
	return OK;
}

/* ---- the scope asked of a payment ---- */

static bool visible(const struct payment_scope *s, const struct payment *p)
{
	switch (s->level) {
	case LEVEL_SATKER:
		return is_among(&s->codes, p->satker);
	case LEVEL_KPPN:
		return is_among(&s->codes, p->kppn);
	case LEVEL_UNIT:
		return is_among(&s->codes, p->unit);
	default:
		return s->codes.count > 0;
	}
}

static bool fits(const struct listing *l, const struct payment *p)
{
	const struct payment_query *q = l->q;

	return visible(&l->scope, p) &&
	       (q->satker.n == 0 || str_eq(q->satker, p->satker)) &&
	       (q->kind.n == 0 || str_eq(q->kind, p->kind)) &&
	       (q->stage == STAGE_NONE || q->stage == p->stage) && p->day >= q->from &&
	       (q->until == 0 || p->day <= q->until);
}

static void keep_fitting(struct work *w, const struct listing *l,
			 const struct payments *found, struct payments *ret)
{
	for (size_t i = 0; i < found->count; i++)
		if (fits(l, &found->items[i]))
			*PUSH(w->arena, ret) = found->items[i];
}

/* A number names few: they are found first and asked of everything else afterwards. */
static err list_named(struct work *w, const struct listing *l, struct payments *ret)
{
	struct payments found = { 0 };

	*ret = (struct payments){ 0 };
	if (l->search.kind == SEARCH_NUMBER)
		TRY(payments_by_number(w, l->search.text, l->stamp, l->today, &found));
	else if (l->search.kind == SEARCH_SP2D)
		TRY(payments_by_sp2d(w, l->search.text, l->stamp, l->today, &found));
	else
		for (size_t i = 0; i < l->scope.codes.count; i++)
			TRY(payments_by_serial(w, l, l->scope.codes.items[i], &found));
	keep_fitting(w, l, &found, ret);
	return OK;
}

static bool names_few(const struct listing *l)
{
	return l->search.kind == SEARCH_NUMBER || l->search.kind == SEARCH_SP2D ||
	       l->search.kind == SEARCH_SERIAL;
}

err payment_list(struct work *w, const struct payment_query *q, const struct stamp *s,
		 struct payments *ret, enum payment_refusal *ret_why)
{
	struct listing l;

	*ret = (struct payments){ 0 };
	TRY(listing_of(w, q, s, &l, ret_why));
	if (*ret_why)
		return OK;
	if (!names_few(&l))
		return payments_page(w, &l, ret);
	TRY(list_named(w, &l, ret));
	if (ret->count > q->limit)
		ret->count = q->limit;
	return OK;
}

err payment_find(struct work *w, str number, const struct stamp *s, struct payment **ret)
{
	struct search named = search_read(w->arena, number);
	struct payments found = { 0 };
	struct payment_scope scope;

	*ret = NULL;
	if (named.kind != SEARCH_NUMBER)
		return OK;
	TRY(payment_scope(w, &scope));
	TRY(payments_by_number(w, named.text, s, today_of(w), &found));
	if (found.count > 0 && visible(&scope, &found.items[0]))
		*ret = &found.items[0];
	return OK;
}

/* ---- sums ---- */

static int by_value(const void *a, const void *b)
{
	const struct payment_figure *x = a, *y = b;

	if (x->what != y->what)
		return x->what < y->what ? -1 : 1;
	return str_cmp(x->value, y->value);
}

static err figures_in(struct work *w, const struct payment_scope *scope, int64_t ta,
		      const struct stamp *s, struct payment_figures *ret)
{
	*ret = (struct payment_figures){ 0 };
	for (size_t i = 0; i < scope->codes.count; i++) {
		struct figure_query q = { scope->level, scope->codes.items[i], ta,
					  s->seq };

		TRY(figures_add(w, &q, ret));
	}
	if (ret->count > 1 && scope->codes.count > 1)
		qsort(ret->items, ret->count, sizeof(*ret->items), by_value);
	return OK;
}

err payment_figures(struct work *w, const struct stamp *s, int64_t ta,
		    struct payment_figures *ret)
{
	struct payment_scope scope;

	TRY(payment_scope(w, &scope));
	return figures_in(w, &scope, ta, s, ret);
}

/* Nothing asked for but year and stage: the sums of the stages say it. */
static bool is_kept(const struct listing *l)
{
	const struct payment_query *q = l->q;

	return q->satker.n == 0 && q->kind.n == 0 && q->from == 0 && q->until == 0 &&
	       l->search.kind == SEARCH_NOTHING;
}

static err totals_kept(struct work *w, const struct listing *l,
		       struct payment_totals *ret)
{
	struct payment_figures all;

	*ret = (struct payment_totals){ 0 };
	TRY(figures_in(w, &l->scope, l->q->ta, l->stamp, &all));
	for (size_t i = 0; i < all.count; i++) {
		const struct payment_figure *f = &all.items[i];

		if (f->what != FIGURE_STAGE ||
		    (l->q->stage && !str_eq(f->value, stage_words[l->q->stage])))
			continue;
		ret->n += f->n;
		ret->gross += f->gross;
		ret->deductions += f->deductions;
	}
	return OK;
}

static err totals_named(struct work *w, const struct listing *l,
			struct payment_totals *ret)
{
	struct payments list;

	*ret = (struct payment_totals){ 0 };
	TRY(list_named(w, l, &list));
	for (size_t i = 0; i < list.count; i++) {
		ret->n++;
		ret->gross += list.items[i].gross;
		ret->deductions += list.items[i].deductions;
	}
	return OK;
}

err payment_totals(struct work *w, const struct payment_query *q, const struct stamp *s,
		   struct payment_totals *ret)
{
	enum payment_refusal why;
	struct listing l;

	*ret = (struct payment_totals){ 0 };
	TRY(listing_of(w, q, s, &l, &why));
	if (why)
		return OK;
	if (names_few(&l))
		return totals_named(w, &l, ret);
	return is_kept(&l) ? totals_kept(w, &l, ret) : payments_count(w, &l, ret);
}

/* ---- how long an office takes ---- */

static int within(const struct payment_figures *f, int64_t most)
{
	int64_t n = 0;

	for (size_t i = 0; i < f->count; i++) {
		int64_t days = 0;

		if (f->items[i].what != FIGURE_DAYS)
			continue;
		n += f->items[i].n;
		str_int(f->items[i].value, &days);
		if (n >= most)
			return (int)days;
	}
	return -1;
}

/* The figures ascend by value: those of days by days. */
struct payment_pace payment_pace(const struct payment_figures *f)
{
	int64_t all = 0;

	for (size_t i = 0; i < f->count; i++)
		if (f->items[i].what == FIGURE_DAYS)
			all += f->items[i].n;
	if (all == 0)
		return (struct payment_pace){ -1, -1 };
	return (struct payment_pace){ within(f, (all + 1) / 2),
				      within(f, (all * 9 + 9) / 10) };
}

err kppn_pace(struct work *w, const struct stamp *s, str kppn, int64_t ta,
	      struct payment_pace *ret)
{
	struct figure_query q = { LEVEL_KPPN, kppn, ta, s->seq };
	struct payment_figures all = { 0 };

	TRY(figures_add(w, &q, &all));
	*ret = payment_pace(&all);
	return OK;
}
