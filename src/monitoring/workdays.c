#include "monitoring/internal.h"

enum { FIRST_YEAR = 2010, LAST_YEAR = 2050, DAYS_MOST = 99 };

struct workdays {
	int64_t first, last;
	uint16_t *before; /* working days from the first day to before this one */
};

err workdays_read(struct work *w, struct arena *keep, struct workdays **ret)
{
	struct workdays *d = NEW(keep, struct workdays);
	struct date first = { FIRST_YEAR, 1, 1 }, end = { LAST_YEAR, 12, 31 };
	struct calendar calendar;
	uint16_t count = 0;

	TRY(calendar_from(w, first, &calendar));
	d->first = date_days(first);
	d->last = date_days(end);
	d->before = NEW_ARRAY(keep, uint16_t, (size_t)(d->last - d->first + 1));
	for (int64_t day = d->first; day <= d->last; day++) {
		d->before[day - d->first] = count;
		count = (uint16_t)(count +
				   calendar_works(&calendar, date_from_days(day)));
	}
	*ret = d;
	return OK;
}

int workdays_between(const struct workdays *d, int64_t from, int64_t to)
{
	int days;

	if (from < d->first || to > d->last || to <= from)
		return 0;
	days = d->before[to - d->first] - d->before[from - d->first];
	return days < DAYS_MOST ? days : DAYS_MOST;
}
