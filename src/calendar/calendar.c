#include "calendar/calendar.h"

/* The same in every year (Keppres 8/2024), also in one that is not listed yet. */
static const struct {
	int8_t month, day;
	str note;
} fixed[] = {
	{ 1, 1, STR("Tahun Baru Masehi") },    { 5, 1, STR("Hari Buruh Internasional") },
	{ 6, 1, STR("Hari Lahir Pancasila") }, { 8, 17, STR("Hari Kemerdekaan") },
	{ 12, 25, STR("Hari Raya Natal") },
};

/* The first day off that is not before d, or c->count. */
static size_t place_of(const struct calendar *c, struct date d)
{
	size_t low = 0, high = c->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (date_cmp(c->items[middle].day, d) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum day_kind fixed_day(struct date d, str *ret_note)
{
	for (size_t i = 0; i < COUNT(fixed); i++)
		if (d.month == fixed[i].month && d.day == fixed[i].day) {
			*ret_note = fixed[i].note;
			return DAY_HOLIDAY;
		}
	return DAY_WORKING;
}

enum day_kind calendar_day(const struct calendar *c, struct date d, str *ret_note)
{
	size_t i = place_of(c, d);
	str nobody_asks, *note = ret_note ? ret_note : &nobody_asks;

	*note = S("");
	if (date_weekday(d) >= 5)
		return DAY_WEEKEND;
	if (i == c->count || !date_eq(c->items[i].day, d))
		return fixed_day(d, note);
	*note = c->items[i].note;
	return c->items[i].kind;
}

bool calendar_works(const struct calendar *c, struct date d)
{
	return calendar_day(c, d, NULL) == DAY_WORKING;
}

bool calendar_knows(const struct calendar *c, int year)
{
	size_t i = place_of(c, (struct date){ (int16_t)year, 1, 1 });

	return i < c->count && c->items[i].day.year == year;
}

struct date calendar_days_after(const struct calendar *c, struct date d, int n)
{
	while (n > 0) {
		d = date_add(d, 1);
		n -= calendar_works(c, d);
	}
	return d;
}

int calendar_days_between(const struct calendar *c, struct date from, struct date until)
{
	int n = 0;

	for (struct date d = from; date_cmp(d, until) < 0; d = date_add(d, 1))
		n += calendar_works(c, d);
	return n;
}

bool calendar_open(const struct calendar *c, int64_t at, enum zone z)
{
	int64_t second = second_of_day(at, z);

	return second >= OFFICE_OPENS && second < OFFICE_CLOSES &&
	       calendar_works(c, date_at(at, z));
}

int64_t calendar_seconds(const struct calendar *c, int64_t from, int64_t to, enum zone z)
{
	struct term t = { .from = from, .zone = z };

	return term_spent(c, &t, to);
}
