#include "calendar/test/days.h"

static const struct {
	const char *rule;
	struct date day;
	enum day_kind kind;
	str note;
} kinds[] = {
	{ "a Monday", { 2026, 11, 23 }, DAY_WORKING, STR("") },
	{ "a Saturday", { 2026, 11, 28 }, DAY_WEEKEND, STR("") },
	{ "a Sunday", { 2026, 11, 29 }, DAY_WEEKEND, STR("") },
	{ "a holiday", { 2026, 3, 19 }, DAY_HOLIDAY, STR("Hari Suci Nyepi") },
	{ "joint leave", { 2026, 2, 16 }, DAY_JOINT_LEAVE, STR("Imlek") },
	{ "a holiday on a Sunday is a Sunday", { 2026, 3, 22 }, DAY_WEEKEND, STR("") },
	{ "the first that is listed", { 2026, 2, 16 }, DAY_JOINT_LEAVE, STR("Imlek") },
	{ "the last that is listed", { 2026, 12, 25 }, DAY_HOLIDAY, STR("Natal") },
	{ "the day before the list", { 2026, 2, 13 }, DAY_WORKING, STR("") },
	{ "the day after the list", { 2026, 12, 28 }, DAY_WORKING, STR("") },
	{ "Christmas of a year that is not listed",
	  { 2031, 12, 25 },
	  DAY_HOLIDAY,
	  STR("Hari Raya Natal") },
	{ "1 May, which the list leaves out",
	  { 2026, 5, 1 },
	  DAY_HOLIDAY,
	  STR("Hari Buruh Internasional") },
};

TEST(what_a_day_is)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		str note;

		CHECK_INT(kinds[i].rule, calendar_day(&calendar, kinds[i].day, &note),
			  kinds[i].kind);
		CHECK_STR(kinds[i].rule, note, kinds[i].note);
	}
}

TEST(a_year_is_known_when_its_days_off_are_listed)
{
	struct calendar none = { 0 };

	CHECK("2026", calendar_knows(&calendar, 2026));
	CHECK("2025", !calendar_knows(&calendar, 2025));
	CHECK("2027", !calendar_knows(&calendar, 2027));
	CHECK("of an empty calendar", !calendar_knows(&none, 2026));
}

static const struct {
	const char *rule;
	struct date from;
	int n;
	struct date want;
} afters[] = {
	{ "none", { 2026, 11, 28 }, 0, { 2026, 11, 28 } },
	{ "the next day", { 2026, 11, 23 }, 1, { 2026, 11, 24 } },
	{ "over a weekend", { 2026, 11, 27 }, 1, { 2026, 11, 30 } },
	{ "from a Saturday", { 2026, 11, 28 }, 1, { 2026, 11, 30 } },
	{ "five", { 2026, 11, 23 }, 5, { 2026, 11, 30 } },
	{ "over Idul Fitri", { 2026, 3, 17 }, 3, { 2026, 3, 27 } },
	{ "over the year's end", { 2026, 12, 31 }, 1, { 2027, 1, 4 } },
};

TEST(working_days_after_a_day)
{
	for (size_t i = 0; i < COUNT(afters); i++)
		CHECK_INT(afters[i].rule,
			  date_days(calendar_days_after(&calendar, afters[i].from,
							afters[i].n)),
			  date_days(afters[i].want));
}

static const struct {
	const char *rule;
	str at;
	bool open;
} hours[] = {
	{ "before opening", STR("2026-11-23 07:59:59"), false },
	{ "at opening", STR("2026-11-23 08:00:00"), true },
	{ "the last second", STR("2026-11-23 14:59:59"), true },
	{ "at closing", STR("2026-11-23 15:00:00"), false },
	{ "on a Saturday", STR("2026-11-28 10:00:00"), false },
	{ "on joint leave", STR("2026-05-15 10:00:00"), false },
};

TEST(opening_hours)
{
	for (size_t i = 0; i < COUNT(hours); i++)
		CHECK_INT(hours[i].rule,
			  calendar_open(&calendar, local(hours[i].at, WITA), WITA),
			  hours[i].open);
}

static const struct {
	const char *rule;
	str from, to;
	int64_t minutes;
} spans[] = {
	{ "within a day", STR("2026-11-23 09:00:00"), STR("2026-11-23 10:05:00"), 65 },
	{ "over a night", STR("2026-11-23 14:00:00"), STR("2026-11-24 09:00:00"), 120 },
	{ "over a weekend", STR("2026-11-27 14:00:00"), STR("2026-11-30 09:00:00"), 120 },
	{ "a whole week", STR("2026-11-23 00:00:00"), STR("2026-11-30 00:00:00"), 2100 },
	{ "the week of Nyepi", STR("2026-03-16 00:00:00"), STR("2026-03-23 00:00:00"),
	  840 },
	{ "a night", STR("2026-11-23 15:00:00"), STR("2026-11-24 08:00:00"), 0 },
	{ "backwards", STR("2026-11-24 09:00:00"), STR("2026-11-23 09:00:00"), 0 },
};

TEST(office_time_between_two_instants)
{
	for (size_t i = 0; i < COUNT(spans); i++)
		CHECK_INT(spans[i].rule,
			  calendar_seconds(&calendar, local(spans[i].from, WIB),
					   local(spans[i].to, WIB), WIB),
			  spans[i].minutes * MINUTE);
}
