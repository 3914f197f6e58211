#include "directory/internal.h"

const str holiday_words[HOLIDAY_KINDS] = {
	[HOLIDAY_NATIONAL] = STR("libur"),
	[HOLIDAY_JOINT_LEAVE] = STR("cuti_bersama"),
};

enum holiday_kind holiday_kind_of(str word)
{
	return str_eq(word, holiday_words[HOLIDAY_NATIONAL]) ? HOLIDAY_NATIONAL
							     : HOLIDAY_JOINT_LEAVE;
}

/* The same in every year (Keppres 8/2024), also in one that has no calendar yet. */
static bool fixed_holiday(struct date d)
{
	static const struct {
		int8_t month, day;
	} fixed[] = { { 1, 1 }, { 5, 1 }, { 6, 1 }, { 8, 17 }, { 12, 25 } };

	for (size_t i = 0; i < COUNT(fixed); i++)
		if (d.month == fixed[i].month && d.day == fixed[i].day)
			return true;
	return false;
}

static bool listed(const struct dates *holidays, struct date d)
{
	for (size_t i = 0; i < holidays->count; i++)
		if (date_eq(holidays->items[i], d))
			return true;
	return false;
}

bool office_is_open(const struct dates *holidays, struct date d)
{
	return date_weekday(d) < 5 && !fixed_holiday(d) && !listed(holidays, d);
}

struct date office_day_after(const struct dates *holidays, struct date d, int n)
{
	while (n > 0) {
		d = date_add(d, 1);
		n -= office_is_open(holidays, d);
	}
	return d;
}

int64_t office_clock(const struct dates *holidays, int64_t from, int64_t minutes,
		     enum zone z)
{
	struct date day = date_at(from, z);
	int64_t now = second_of_day(from, z);
	int64_t left = minutes * MINUTE;

	for (;; day = date_add(day, 1), now = OFFICE_OPENS) {
		if (now < OFFICE_OPENS)
			now = OFFICE_OPENS;
		if (now >= OFFICE_CLOSES || !office_is_open(holidays, day))
			continue;
		if (left <= OFFICE_CLOSES - now)
			return instant_of(day, now + left, z);
		left -= OFFICE_CLOSES - now;
	}
}

struct placement period_place(const struct spans *periods, struct date from,
			      struct date until)
{
	struct placement p = { .same = -1, .cut = -1, .until = until };

	for (size_t i = 0; i < periods->count; i++) {
		struct span s = periods->items[i];
		int order = date_cmp(s.from, from);

		if (order == 0)
			p.same = (int)i;
		if (order < 0 && date_cmp(s.until, from) >= 0)
			p.cut = (int)i;
		if (order > 0 && date_cmp(s.from, p.until) <= 0)
			p.until = date_add(s.from, -1);
	}
	return p;
}
