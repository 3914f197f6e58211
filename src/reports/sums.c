/* Cases become figures. Pure, but for memory. */
#include "html/html.h"
#include "reports/internal.h"

#include <stdlib.h>

enum { DAYS_ONE_BY_ONE = 31 };

static struct report_line *line_of(struct report_builder *b, struct report_lines *list,
				   str code, str name)
{
	struct report_line *l;

	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i].code, code))
			return &list->items[i];
	l = PUSH(b->arena, list);
	*l = (struct report_line){ arena_str(b->arena, code),
				   arena_str(b->arena, name),
				   { 0 } };
	return l;
}

static void add_time(struct report_builder *b, struct date d)
{
	struct arena *a = b->arena;

	if (b->by_month)
		line_of(b, &b->report->times, str_left(date_iso(a, d), 7),
			arena_fmt(a, "%.*s %d", P(month_shorts[d.month]), d.year));
	else
		line_of(b, &b->report->times, date_iso(a, d), text_short_date(a, d));
}

void report_begin(struct report_builder *b)
{
	const struct report_query *q = &b->report->query;
	int64_t last = date_days(q->until);

	b->by_month = last - date_days(q->from) >= DAYS_ONE_BY_ONE;
	for (int64_t d = date_days(q->from); d <= last; d++)
		add_time(b, date_from_days(d));
}

static void add(struct report_sums *s, const struct report_case *k,
		const struct case_times *t)
{
	s->cases++;
	s->closed += k->closed_at != 0;
	s->rounds += k->rounds;
	s->judged += k->judged;
	s->right += k->judged && k->right;
	if (t->first >= 0) {
		s->answered++;
		s->first_seconds += t->first;
	}
	if (t->worked >= 0)
		s->worked_seconds += t->worked;
}

static void add_spread(struct report_builder *b, const struct report_case *k,
		       const struct case_times *t)
{
	if (k->rounds)
		b->report->rounds[round_class(k->rounds)]++;
	if (t->open >= 0)
		b->report->ages[age_class(t->open)]++;
	if (t->first >= 0)
		*PUSH(b->arena, &b->firsts) = t->first;
	if (t->worked >= 0)
		*PUSH(b->arena, &b->workeds) = t->worked;
}

void report_add(struct report_builder *b, const struct report_case *k)
{
	struct case_times t = case_times(b->calendar, k, b->now);
	struct report *r = b->report;
	str day = date_iso(b->arena, date_at(k->opened_at, k->zone));

	add(&r->all, k, &t);
	add_spread(b, k, &t);
	add(&line_of(b, &r->offices, k->kppn, k->kppn_name)->sums, k, &t);
	add(&line_of(b, &r->categories, k->category, k->category_name)->sums, k, &t);
	if (b->one_office)
		add(&line_of(b, &r->officers, k->officer, k->officer)->sums, k, &t);
	add(&line_of(b, &r->times, str_left(day, b->by_month ? 7 : 10), day)->sums, k,
	    &t);
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Of an even number the lower one of the two in the middle. */
static int64_t median(const struct seconds *s)
{
	if (s->count == 0)
		return 0;
	qsort(s->items, s->count, sizeof(*s->items), by_size);
	return s->items[(s->count - 1) / 2];
}

static int most_first(const void *a, const void *b)
{
	const struct report_line *x = a, *y = b;

	if (x->sums.cases != y->sums.cases)
		return x->sums.cases < y->sums.cases ? 1 : -1;
	return str_cmp(x->code, y->code);
}

static void sort(struct report_lines *l)
{
	if (l->count)
		qsort(l->items, l->count, sizeof(*l->items), most_first);
}

void report_end(struct report_builder *b)
{
	sort(&b->report->offices);
	sort(&b->report->categories);
	sort(&b->report->officers);
	b->report->first_median = median(&b->firsts);
	b->report->worked_median = median(&b->workeds);
}
