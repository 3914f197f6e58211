#include "directory/internal.h"
#include "test/test.h"

/* The days of the reference calendar that the cases meet. */
static struct date days[] = {
	{ 2026, 2, 16 },  /* Monday, cuti bersama Imlek */
	{ 2026, 2, 17 },  /* Tuesday, Imlek */
	{ 2026, 3, 18 },  /* Wednesday, cuti bersama Nyepi */
	{ 2026, 3, 19 },  /* Thursday, Nyepi */
	{ 2026, 3, 20 },  /* Friday, cuti bersama Idul Fitri */
	{ 2026, 3, 21 },  /* Saturday */
	{ 2026, 3, 22 },  /* Sunday */
	{ 2026, 3, 23 },  /* Monday, cuti bersama */
	{ 2026, 3, 24 },  /* Tuesday, cuti bersama */
	{ 2026, 5, 14 },  /* Thursday, Kenaikan */
	{ 2026, 5, 15 },  /* Friday, cuti bersama: the bridge */
	{ 2026, 12, 24 }, /* Thursday, cuti bersama */
	{ 2026, 12, 25 }, /* Friday, Natal */
};
static const struct dates holidays = { .items = days, .count = COUNT(days) };

/* "2026-11-23 09:14:00", local time of the zone. */
static int64_t local(str text, enum zone z)
{
	struct date d;
	int64_t h, m, s;

	CHECK(text.p, text.n == 19 && date_parse_iso(str_left(text, 10), &d) &&
			      str_int(str_left(str_skip(text, 11), 2), &h) &&
			      str_int(str_left(str_skip(text, 14), 2), &m) &&
			      str_int(str_skip(text, 17), &s));
	return instant_of(d, h * HOUR + m * MINUTE + s, z);
}

static const struct {
	const char *rule;
	str from;
	int64_t minutes;
	enum zone zone;
	str want;
} clocks[] = {
	{ "a working day from the morning ends next morning", STR("2026-11-23 09:14:00"),
	  420, WITA, STR("2026-11-24 09:14:00") },
	{ "a whole day from opening ends at closing", STR("2026-11-23 08:00:00"), 420,
	  WIB, STR("2026-11-23 15:00:00") },
	{ "before opening counts from opening", STR("2026-11-23 05:30:00"), 60, WIB,
	  STR("2026-11-23 09:00:00") },
	{ "midnight counts from opening", STR("2026-11-23 00:00:00"), 60, WIT,
	  STR("2026-11-23 09:00:00") },
	{ "at closing it is too late for today", STR("2026-11-23 15:00:00"), 60, WIB,
	  STR("2026-11-24 09:00:00") },
	{ "one second before closing still counts", STR("2026-11-23 14:59:59"), 1, WIB,
	  STR("2026-11-24 08:00:59") },
	{ "in the evening counts from the next morning", STR("2026-11-23 22:10:00"), 420,
	  WIB, STR("2026-11-24 15:00:00") },
	{ "the last minute of Friday in WIT ends on Monday", STR("2026-11-27 14:59:00"),
	  420, WIT, STR("2026-11-30 14:59:00") },
	{ "the last minute of Friday is enough for one", STR("2026-11-27 14:59:00"), 1,
	  WIT, STR("2026-11-27 15:00:00") },
	{ "Friday at closing waits for Monday", STR("2026-11-27 15:00:00"), 1, WITA,
	  STR("2026-11-30 08:01:00") },
	{ "Saturday counts from Monday", STR("2026-11-28 10:00:00"), 420, WIB,
	  STR("2026-11-30 15:00:00") },
	{ "Sunday night counts from Monday", STR("2026-11-29 23:59:59"), 30, WIB,
	  STR("2026-11-30 08:30:00") },
	{ "a holiday counts from the next day", STR("2026-02-17 10:00:00"), 60, WIB,
	  STR("2026-02-18 09:00:00") },
	{ "joint leave and holiday are both passed over", STR("2026-02-13 14:00:00"), 120,
	  WIB, STR("2026-02-18 09:00:00") },
	{ "a joint-leave bridge of a Friday", STR("2026-05-13 14:30:00"), 60, WIB,
	  STR("2026-05-18 08:30:00") },
	{ "the long closure of Nyepi and Idul Fitri", STR("2026-03-17 13:00:00"), 420,
	  WITA, STR("2026-03-25 13:00:00") },
	{ "a day within the long closure", STR("2026-03-20 09:00:00"), 1, WIT,
	  STR("2026-03-25 08:01:00") },
	{ "Christmas with its joint leave", STR("2026-12-23 14:00:00"), 61, WIB,
	  STR("2026-12-28 08:01:00") },
	{ "1 May is closed though the list does not say so", STR("2026-05-01 09:00:00"),
	  60, WIB, STR("2026-05-04 09:00:00") },
	{ "17 August is closed though the list does not say so",
	  STR("2026-08-14 14:00:00"), 120, WIB, STR("2026-08-18 09:00:00") },
	{ "year end: New Year's Day is closed without next year's calendar",
	  STR("2026-12-31 14:00:00"), 120, WIB, STR("2027-01-04 09:00:00") },
	{ "a year without calendar has its weekdays", STR("2027-03-10 14:00:00"), 120,
	  WIB, STR("2027-03-11 09:00:00") },
	{ "a year without calendar has its weekends", STR("2028-01-07 14:00:00"), 120,
	  WIB, STR("2028-01-10 09:00:00") },
	{ "five working days", STR("2026-11-23 09:14:00"), 2100, WITA,
	  STR("2026-11-30 09:14:00") },
	{ "five working days from opening end at the fifth closing",
	  STR("2026-11-23 08:00:00"), 2100, WIB, STR("2026-11-27 15:00:00") },
	{ "nothing within the office is now", STR("2026-11-23 10:30:15"), 0, WIB,
	  STR("2026-11-23 10:30:15") },
	{ "nothing on a Sunday is Monday's opening", STR("2026-11-29 10:00:00"), 0, WIB,
	  STR("2026-11-30 08:00:00") },
	{ "29 February is a day", STR("2028-02-28 14:00:00"), 120, WIB,
	  STR("2028-02-29 09:00:00") },
};

TEST(office_clock_cases)
{
	for (size_t i = 0; i < COUNT(clocks); i++) {
		int64_t from = local(clocks[i].from, clocks[i].zone);

		CHECK_INT(
			clocks[i].rule,
			office_clock(&holidays, from, clocks[i].minutes, clocks[i].zone),
			local(clocks[i].want, clocks[i].zone));
	}
}

/* 06.30 in Jakarta is 08.30 in Jayapura: the office there is open. */
TEST(each_zone_has_its_own_clock)
{
	int64_t from = local(S("2026-11-23 06:30:00"), WIB);

	CHECK_INT("WIB", office_clock(&holidays, from, 60, WIB),
		  local(S("2026-11-23 09:00:00"), WIB));
	CHECK_INT("WITA", office_clock(&holidays, from, 60, WITA),
		  local(S("2026-11-23 09:00:00"), WITA));
	CHECK_INT("WIT", office_clock(&holidays, from, 60, WIT),
		  local(S("2026-11-23 09:30:00"), WIT));
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

TEST(working_days)
{
	for (size_t i = 0; i < COUNT(afters); i++)
		CHECK_INT(afters[i].rule,
			  date_days(office_day_after(&holidays, afters[i].from,
						     afters[i].n)),
			  date_days(afters[i].want));
	CHECK("Monday", office_is_open(&holidays, (struct date){ 2026, 11, 23 }));
	CHECK("Saturday", !office_is_open(&holidays, (struct date){ 2026, 11, 28 }));
	CHECK("cuti bersama", !office_is_open(&holidays, (struct date){ 2026, 2, 16 }));
	CHECK("Christmas", !office_is_open(&holidays, (struct date){ 2031, 12, 25 }));
}

/* A satker that moved once, on 1 January 2025. */
static struct span moves[] = {
	{ { 2020, 1, 1 }, { 2024, 12, 31 } },
	{ { 2025, 1, 1 }, { 9999, 12, 31 } },
};
static const struct spans moved = { .items = moves, .count = COUNT(moves) };

static const struct {
	const char *rule;
	struct date from, until;
	int same, cut;
	struct date want;
} placements[] = {
	{ "the newest ends the one before",
	  { 2026, 7, 1 },
	  { 9999, 12, 31 },
	  -1,
	  1,
	  { 9999, 12, 31 } },
	{ "the same day is the same period",
	  { 2025, 1, 1 },
	  { 9999, 12, 31 },
	  1,
	  -1,
	  { 9999, 12, 31 } },
	{ "an old one read again stays cut",
	  { 2020, 1, 1 },
	  { 9999, 12, 31 },
	  0,
	  -1,
	  { 2024, 12, 31 } },
	{ "one in between cuts and is cut",
	  { 2022, 6, 1 },
	  { 9999, 12, 31 },
	  -1,
	  0,
	  { 2024, 12, 31 } },
	{ "one with an end keeps it",
	  { 2022, 6, 1 },
	  { 2022, 12, 31 },
	  -1,
	  0,
	  { 2022, 12, 31 } },
	{ "one before all ends where they begin",
	  { 2019, 1, 1 },
	  { 9999, 12, 31 },
	  -1,
	  -1,
	  { 2019, 12, 31 } },
	{ "one that ended long before is left alone",
	  { 2018, 1, 1 },
	  { 2018, 12, 31 },
	  -1,
	  -1,
	  { 2018, 12, 31 } },
};

TEST(periods_do_not_overlap)
{
	for (size_t i = 0; i < COUNT(placements); i++) {
		struct placement p =
			period_place(&moved, placements[i].from, placements[i].until);

		CHECK_INT(placements[i].rule, p.same, placements[i].same);
		CHECK_INT(placements[i].rule, p.cut, placements[i].cut);
		CHECK_INT(placements[i].rule, date_days(p.until),
			  date_days(placements[i].want));
	}
}
