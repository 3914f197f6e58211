/* Why a deadline is when it is: the walk of term.c, told step by step. */
#include "calendar/internal.h"

/* What is being told. */
struct telling {
	struct arena *arena;
	const struct calendar *calendar;
	const struct term *term;
	struct term_steps *steps;
	int64_t spent; /* seconds of the limit */
	size_t pause;  /* the first that was not told */
};

static struct term_step *tell(struct telling *x, enum step_kind k, int64_t from,
			      int64_t until)
{
	struct term_step *s = PUSH(x->arena, x->steps);

	*s = (struct term_step){
		.kind = k,
		.from = from,
		.until = until,
		.total = x->spent / MINUTE,
		.note = S(""),
	};
	return s;
}

static bool paused_at(const struct term *t, int64_t at)
{
	for (size_t i = 0; i < t->pause_count; i++)
		if (t->pauses[i].from <= at &&
		    (!t->pauses[i].until || t->pauses[i].until > at))
			return true;
	return false;
}

/* Days off in a row for the same reason are one step. */
static void tell_closed(struct telling *x, struct date d, enum day_kind k, str note)
{
	struct term_step *last = &x->steps->items[x->steps->count - 1];
	int64_t day = instant_of(d, 0, x->term->zone);

	if (last->kind == STEP_CLOSED && last->day == k && str_eq(last->note, note)) {
		last->until = day;
		return;
	}
	last = tell(x, STEP_CLOSED, day, day);
	last->day = k;
	last->note = note;
}

static void tell_pauses_until(struct telling *x, int64_t at)
{
	for (; x->pause < x->term->pause_count; x->pause++) {
		const struct pause *p = &x->term->pauses[x->pause];

		if (p->from >= at)
			return;
		if (!p->until || (p->until > p->from && p->until > x->term->from))
			tell(x, STEP_PAUSE, p->from, p->until);
	}
}

/* Between two stretches: the pauses, and the days off that are not within one. */
static void tell_gap(struct telling *x, int64_t from, int64_t until)
{
	enum zone z = x->term->zone;
	struct date last = date_at(until, z);

	for (struct date d = date_at(from, z); date_cmp(d, last) <= 0;
	     d = date_add(d, 1)) {
		int64_t opens = instant_of(d, OFFICE_OPENS, z);
		str note;
		enum day_kind k = calendar_day(x->calendar, d, &note);

		if (k != DAY_WORKING && !paused_at(x->term, opens))
			tell_closed(x, d, k, note);
		tell_pauses_until(x, opens + DAY < until ? opens + DAY : until);
	}
	tell_pauses_until(x, until);
}

/* One stretch, as much of it as the limit still asks for. */
static int64_t tell_work(struct telling *x, const struct stretch *s)
{
	int64_t left = x->term->minutes * MINUTE - x->spent;
	int64_t took = s->until - s->from < left ? s->until - s->from : left;
	int64_t before = x->spent / MINUTE;
	struct term_step *step;

	x->spent += took;
	step = tell(x, STEP_WORK, s->from, s->from + took);
	step->minutes = step->total - before;
	return s->from + took;
}

static void tell_unknown_years(struct telling *x, int64_t until)
{
	int last = date_at(until, x->term->zone).year;

	for (int y = date_at(x->term->from, x->term->zone).year; y <= last; y++)
		if (!calendar_knows(x->calendar, y))
			tell(x, STEP_NO_CALENDAR, 0, 0)->year = y;
}

static void tell_end(struct telling *x, int64_t at, bool stands)
{
	if (stands)
		tell_pauses_until(x, TERM_STANDS);
	tell_unknown_years(x, at);
	tell(x, stands ? STEP_STANDS : STEP_DUE, at, 0);
}

void term_explain(struct arena *a, const struct calendar *c, const struct term *t,
		  struct term_steps *ret)
{
	struct walk k = walk_from(c, t);
	struct telling x = { a, c, t, ret, 0, 0 };
	int64_t at = t->from;
	struct stretch s;

	*ret = (struct term_steps){ 0 };
	tell(&x, STEP_BEGIN, at, 0)->minutes = t->minutes;
	do {
		if (!walk_next(&k, &s)) {
			tell_end(&x, at, true);
			return;
		}
		if (at == t->from && s.from > at && !paused_at(t, at))
			tell(&x, STEP_LATER, at, s.from);
		if (s.from > at)
			tell_gap(&x, at, s.from);
		at = tell_work(&x, &s);
	} while (x.spent < t->minutes * MINUTE);
	tell_end(&x, at, false);
}
