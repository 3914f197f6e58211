#include "calendar/internal.h"

struct walk walk_from(const struct calendar *c, const struct term *t)
{
	return (struct walk){ .calendar = c, .term = t, .at = t->from };
}

/* The pause that is not over at k->at, or NULL. */
static const struct pause *pause_ahead(struct walk *k)
{
	const struct term *t = k->term;

	while (k->pause < t->pause_count && t->pauses[k->pause].until &&
	       t->pauses[k->pause].until <= k->at)
		k->pause++;
	return k->pause < t->pause_count ? &t->pauses[k->pause] : NULL;
}

/* Moves to the next instant at which an office is open; true when this is one. */
static bool within_office(struct walk *k)
{
	struct date day = date_at(k->at, k->term->zone);
	int64_t second = second_of_day(k->at, k->term->zone);
	bool too_late = second >= OFFICE_CLOSES || !calendar_works(k->calendar, day);

	if (!too_late && second >= OFFICE_OPENS)
		return true;
	k->at = instant_of(too_late ? date_add(day, 1) : day, OFFICE_OPENS,
			   k->term->zone);
	return false;
}

bool walk_next(struct walk *k, struct stretch *ret)
{
	const struct pause *p;
	int64_t closes;

	for (;;) {
		p = pause_ahead(k);
		if (p && p->from <= k->at) {
			if (!p->until)
				return false;
			k->at = p->until;
		} else if (within_office(k)) {
			break;
		}
	}
	closes = instant_of(date_at(k->at, k->term->zone), OFFICE_CLOSES, k->term->zone);
	ret->from = k->at;
	ret->until = p && p->from < closes ? p->from : closes;
	k->at = ret->until;
	return true;
}

static int64_t after_seconds(const struct calendar *c, const struct term *t,
			     int64_t seconds)
{
	struct walk k = walk_from(c, t);
	struct stretch s;

	while (walk_next(&k, &s)) {
		if (seconds <= s.until - s.from)
			return s.from + seconds;
		seconds -= s.until - s.from;
	}
	return TERM_STANDS;
}

int64_t term_deadline(const struct calendar *c, const struct term *t)
{
	return after_seconds(c, t, t->minutes * MINUTE);
}

int64_t term_part(const struct calendar *c, const struct term *t, int percent)
{
	return after_seconds(c, t, t->minutes * MINUTE * percent / 100);
}

int64_t term_spent(const struct calendar *c, const struct term *t, int64_t now)
{
	struct walk k = walk_from(c, t);
	struct stretch s;
	int64_t spent = 0;

	while (k.at < now && walk_next(&k, &s) && s.from < now)
		spent += (s.until < now ? s.until : now) - s.from;
	return spent;
}

int64_t term_percent(const struct calendar *c, const struct term *t, int64_t now)
{
	return term_spent(c, t, now) * 100 / (t->minutes * MINUTE);
}
