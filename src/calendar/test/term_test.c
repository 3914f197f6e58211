#include "calendar/test/days.h"

/* "" or "2026-11-23 10:00:00/2026-11-24 10:00:00", and more after a comma. */
static struct pauses pauses_of(str text, enum zone z)
{
	struct pauses list = { 0 };

	while (text.n) {
		str until = str_cut(&text, ','), from = str_cut(&until, '/');

		*PUSH(test_arena(), &list) = (struct pause){
			.from = local(from, z),
			.until = until.n ? local(until, z) : 0,
		};
	}
	return list;
}

static const struct {
	const char *rule;
	str from;
	int64_t minutes;
	enum zone zone;
	str pauses;
	str want; /* "" is never */
} terms[] = {
	/* within a day, and over a night */
	{ "a working day from the morning ends next morning", STR("2026-11-23 09:14:00"),
	  420, WITA, STR(""), STR("2026-11-24 09:14:00") },
	{ "a whole day from opening ends at closing", STR("2026-11-23 08:00:00"), 420,
	  WIB, STR(""), STR("2026-11-23 15:00:00") },
	{ "one minute of the morning", STR("2026-11-23 08:00:00"), 1, WIB, STR(""),
	  STR("2026-11-23 08:01:00") },
	{ "seven hours from one minute past opening", STR("2026-11-23 08:01:00"), 420,
	  WIB, STR(""), STR("2026-11-24 08:01:00") },
	{ "before opening counts from opening", STR("2026-11-23 05:30:00"), 60, WIB,
	  STR(""), STR("2026-11-23 09:00:00") },
	{ "one second before opening counts from opening", STR("2026-11-23 07:59:59"), 60,
	  WITA, STR(""), STR("2026-11-23 09:00:00") },
	{ "midnight counts from opening", STR("2026-11-23 00:00:00"), 60, WIT, STR(""),
	  STR("2026-11-23 09:00:00") },
	{ "at closing it is too late for today", STR("2026-11-23 15:00:00"), 60, WIB,
	  STR(""), STR("2026-11-24 09:00:00") },
	{ "one second before closing still counts", STR("2026-11-23 14:59:59"), 1, WIB,
	  STR(""), STR("2026-11-24 08:00:59") },
	{ "in the evening counts from the next morning", STR("2026-11-23 22:10:00"), 420,
	  WIB, STR(""), STR("2026-11-24 15:00:00") },
	{ "the last minute of the day is enough for one", STR("2026-11-23 14:59:00"), 1,
	  WIB, STR(""), STR("2026-11-23 15:00:00") },
	{ "seconds are kept", STR("2026-11-23 09:14:37"), 420, WITA, STR(""),
	  STR("2026-11-24 09:14:37") },
	{ "nothing within the office is now", STR("2026-11-23 10:30:15"), 0, WIB, STR(""),
	  STR("2026-11-23 10:30:15") },

	/* weekends */
	{ "Friday 16.59 in WIT counts from Monday", STR("2026-11-27 16:59:00"), 420, WIT,
	  STR(""), STR("2026-11-30 15:00:00") },
	{ "Friday 16.59 in WITA counts from Monday", STR("2026-11-27 16:59:00"), 1, WITA,
	  STR(""), STR("2026-11-30 08:01:00") },
	{ "the last minute of Friday in WIT ends on Monday", STR("2026-11-27 14:59:00"),
	  420, WIT, STR(""), STR("2026-11-30 14:59:00") },
	{ "the last minute of Friday is enough for one", STR("2026-11-27 14:59:00"), 1,
	  WIT, STR(""), STR("2026-11-27 15:00:00") },
	{ "Friday at closing waits for Monday", STR("2026-11-27 15:00:00"), 1, WITA,
	  STR(""), STR("2026-11-30 08:01:00") },
	{ "Saturday counts from Monday", STR("2026-11-28 10:00:00"), 420, WIB, STR(""),
	  STR("2026-11-30 15:00:00") },
	{ "Sunday night counts from Monday", STR("2026-11-29 23:59:59"), 30, WIB, STR(""),
	  STR("2026-11-30 08:30:00") },
	{ "nothing on a Sunday is Monday's opening", STR("2026-11-29 10:00:00"), 0, WIB,
	  STR(""), STR("2026-11-30 08:00:00") },
	{ "five working days", STR("2026-11-23 09:14:00"), 2100, WITA, STR(""),
	  STR("2026-11-30 09:14:00") },
	{ "five working days from opening end at the fifth closing",
	  STR("2026-11-23 08:00:00"), 2100, WIB, STR(""), STR("2026-11-27 15:00:00") },
	{ "fourteen working days cross two weekends", STR("2026-11-02 08:00:00"), 5880,
	  WIB, STR(""), STR("2026-11-19 15:00:00") },

	/* holidays and joint leave */
	{ "a holiday counts from the next day", STR("2026-02-17 10:00:00"), 60, WIB,
	  STR(""), STR("2026-02-18 09:00:00") },
	{ "joint leave counts from the next day", STR("2026-05-28 08:00:00"), 1, WIT,
	  STR(""), STR("2026-05-29 08:01:00") },
	{ "joint leave and holiday are both passed over", STR("2026-02-13 14:00:00"), 120,
	  WIB, STR(""), STR("2026-02-18 09:00:00") },
	{ "a joint-leave bridge of a Friday", STR("2026-05-13 14:30:00"), 60, WIB,
	  STR(""), STR("2026-05-18 08:30:00") },
	{ "begun on the bridge", STR("2026-05-15 10:00:00"), 420, WITA, STR(""),
	  STR("2026-05-18 15:00:00") },
	{ "the long closure of Nyepi and Idul Fitri", STR("2026-03-17 13:00:00"), 420,
	  WITA, STR(""), STR("2026-03-25 13:00:00") },
	{ "a day within the long closure", STR("2026-03-20 09:00:00"), 1, WIT, STR(""),
	  STR("2026-03-25 08:01:00") },
	{ "a holiday on a Saturday costs nothing more", STR("2026-03-13 14:00:00"), 120,
	  WIB, STR(""), STR("2026-03-16 09:00:00") },
	{ "a holiday in the middle of the week", STR("2026-08-24 14:00:00"), 120, WIB,
	  STR(""), STR("2026-08-26 09:00:00") },
	{ "Christmas with its joint leave", STR("2026-12-23 14:00:00"), 61, WIB, STR(""),
	  STR("2026-12-28 08:01:00") },
	{ "1 May is closed though the list does not say so", STR("2026-05-01 09:00:00"),
	  60, WIB, STR(""), STR("2026-05-04 09:00:00") },
	{ "17 August is closed though the list does not say so",
	  STR("2026-08-14 14:00:00"), 120, WIB, STR(""), STR("2026-08-18 09:00:00") },

	/* the year's end, and years that nobody has listed */
	{ "New Year's Day is closed without next year's calendar",
	  STR("2026-12-31 14:00:00"), 120, WIB, STR(""), STR("2027-01-04 09:00:00") },
	{ "the last minute of the year in WIT", STR("2026-12-31 14:59:00"), 2, WIT,
	  STR(""), STR("2027-01-04 08:01:00") },
	{ "from the listed year into the other", STR("2026-12-28 08:00:00"), 2520, WIB,
	  STR(""), STR("2027-01-05 15:00:00") },
	{ "a year without calendar has its weekdays", STR("2027-03-10 14:00:00"), 120,
	  WIB, STR(""), STR("2027-03-11 09:00:00") },
	{ "a year without calendar has its weekends", STR("2028-01-07 14:00:00"), 120,
	  WIB, STR(""), STR("2028-01-10 09:00:00") },
	{ "29 February is a day", STR("2028-02-28 14:00:00"), 120, WIB, STR(""),
	  STR("2028-02-29 09:00:00") },

	/* waiting for the satker */
	{ "an hour of waiting is an hour more", STR("2026-11-23 09:00:00"), 120, WIB,
	  STR("2026-11-23 10:00:00/2026-11-23 11:00:00"), STR("2026-11-23 12:00:00") },
	{ "a pause over the night", STR("2026-11-23 09:00:00"), 420, WIB,
	  STR("2026-11-23 14:00:00/2026-11-24 09:00:00"), STR("2026-11-24 11:00:00") },
	{ "a pause over the weekend costs what is in the office",
	  STR("2026-11-27 09:00:00"), 420, WITA,
	  STR("2026-11-27 11:00:00/2026-11-30 10:00:00"), STR("2026-11-30 15:00:00") },
	{ "a pause of the weekend alone costs nothing", STR("2026-11-27 14:00:00"), 120,
	  WIT, STR("2026-11-27 15:00:00/2026-11-30 08:00:00"),
	  STR("2026-11-30 09:00:00") },
	{ "a pause of a night alone costs nothing", STR("2026-11-23 14:00:00"), 120, WIB,
	  STR("2026-11-23 18:00:00/2026-11-24 06:00:00"), STR("2026-11-24 09:00:00") },
	{ "a pause over the long closure", STR("2026-03-17 13:00:00"), 120, WIB,
	  STR("2026-03-17 14:00:00/2026-03-25 10:00:00"), STR("2026-03-25 11:00:00") },
	{ "a pause of five working days", STR("2026-11-23 09:00:00"), 420, WIB,
	  STR("2026-11-23 12:00:00/2026-11-30 12:00:00"), STR("2026-12-01 09:00:00") },
	{ "two pauses", STR("2026-11-23 08:00:00"), 420, WIB,
	  STR("2026-11-23 09:00:00/2026-11-23 10:00:00,"
	      "2026-11-23 11:00:00/2026-11-23 13:00:00"),
	  STR("2026-11-24 11:00:00") },
	{ "a pause that ends at the second it began", STR("2026-11-23 08:00:00"), 60, WIB,
	  STR("2026-11-23 08:30:00/2026-11-23 08:30:00"), STR("2026-11-23 09:00:00") },
	{ "a pause before it all began", STR("2026-11-23 10:00:00"), 60, WIB,
	  STR("2026-11-20 10:00:00/2026-11-23 09:00:00"), STR("2026-11-23 11:00:00") },
	{ "a pause in which it began", STR("2026-11-23 10:00:00"), 60, WIB,
	  STR("2026-11-23 09:00:00/2026-11-23 12:00:00"), STR("2026-11-23 13:00:00") },
	{ "a pause after the deadline", STR("2026-11-23 10:00:00"), 60, WIB,
	  STR("2026-11-23 11:30:00/2026-11-23 12:00:00"), STR("2026-11-23 11:00:00") },
	{ "a pause at the deadline's own second is too late", STR("2026-11-23 10:00:00"),
	  60, WIB, STR("2026-11-23 11:00:00/"), STR("2026-11-23 11:00:00") },
	{ "a pause one second before the deadline", STR("2026-11-23 10:00:00"), 60, WIB,
	  STR("2026-11-23 10:59:59/2026-11-23 14:00:00"), STR("2026-11-23 14:00:01") },
	{ "answered, the asker silent: it stands", STR("2026-11-23 09:00:00"), 420, WIB,
	  STR("2026-11-23 12:00:00/"), STR("") },
	{ "answered and silent after one round", STR("2026-11-23 09:00:00"), 420, WIB,
	  STR("2026-11-23 10:00:00/2026-11-23 11:00:00,2026-11-23 12:00:00/"), STR("") },
	{ "a pause ended on a holiday goes on after it", STR("2026-02-13 10:00:00"), 420,
	  WIB, STR("2026-02-13 12:00:00/2026-02-17 10:00:00"),
	  STR("2026-02-18 13:00:00") },
	{ "a pause ended on Sunday goes on on Monday", STR("2026-11-26 08:00:00"), 421,
	  WIT, STR("2026-11-27 08:00:00/2026-11-29 20:00:00"),
	  STR("2026-11-30 08:01:00") },
	{ "a pause over New Year", STR("2026-12-30 14:00:00"), 120, WIB,
	  STR("2026-12-30 14:30:00/2027-01-05 08:30:00"), STR("2027-01-05 10:00:00") },

	/* zones */
	{ "06.30 in Jakarta waits for opening", STR("2026-11-23 06:30:00"), 60, WIB,
	  STR(""), STR("2026-11-23 09:00:00") },
	{ "06.30 in Makassar waits for opening", STR("2026-11-23 06:30:00"), 60, WITA,
	  STR(""), STR("2026-11-23 09:00:00") },
	{ "the holiday begins at midnight of the zone", STR("2026-12-25 00:30:00"), 1,
	  WIT, STR(""), STR("2026-12-28 08:01:00") },
	{ "Sunday in Jayapura is Monday's opening there", STR("2026-11-29 23:30:00"), 60,
	  WIT, STR(""), STR("2026-11-30 09:00:00") },
};

static struct term term_of(size_t i)
{
	struct pauses p = pauses_of(terms[i].pauses, terms[i].zone);

	return (struct term){
		.from = local(terms[i].from, terms[i].zone),
		.minutes = terms[i].minutes,
		.zone = terms[i].zone,
		.pauses = p.items,
		.pause_count = p.count,
	};
}

TEST(a_term_ends_at_the_exact_minute)
{
	CHECK("at least sixty cases", COUNT(terms) >= 60);
	for (size_t i = 0; i < COUNT(terms); i++) {
		struct term t = term_of(i);

		CHECK_INT(terms[i].rule, term_deadline(&calendar, &t),
			  terms[i].want.n ? local(terms[i].want, terms[i].zone)
					  : TERM_STANDS);
	}
}

/* What the clock says from the other side: at the deadline all of it has passed. */
TEST(at_the_deadline_all_of_the_limit_has_passed)
{
	for (size_t i = 0; i < COUNT(terms); i++) {
		struct term t = term_of(i);
		int64_t due = term_deadline(&calendar, &t);

		if (due == TERM_STANDS || t.minutes == 0)
			continue;
		CHECK_INT(terms[i].rule, term_spent(&calendar, &t, due),
			  t.minutes * MINUTE);
		CHECK_INT(terms[i].rule, term_percent(&calendar, &t, due), 100);
		CHECK_INT(terms[i].rule, term_spent(&calendar, &t, due - 1),
			  t.minutes * MINUTE - 1);
	}
}

TEST(a_part_of_the_limit)
{
	struct term day = { local(S("2026-11-23 08:00:00"), WIB), 420, WIB, NULL, 0 };

	CHECK_INT("80 percent", term_part(&calendar, &day, 80),
		  local(S("2026-11-23 13:36:00"), WIB));
	CHECK_INT("100 percent", term_part(&calendar, &day, 100),
		  local(S("2026-11-23 15:00:00"), WIB));
	CHECK_INT("120 percent is the next day's", term_part(&calendar, &day, 120),
		  local(S("2026-11-24 09:24:00"), WIB));
	CHECK_INT("used at noon",
		  term_percent(&calendar, &day, local(S("2026-11-23 12:00:00"), WIB)),
		  57);
	CHECK_INT("used at night",
		  term_percent(&calendar, &day, local(S("2026-11-23 22:00:00"), WIB)),
		  100);
	CHECK_INT("used before it began",
		  term_percent(&calendar, &day, local(S("2026-11-22 12:00:00"), WIB)), 0);
	CHECK_INT("used a week later",
		  term_percent(&calendar, &day, local(S("2026-11-30 08:00:00"), WIB)),
		  500);
}

TEST(a_standing_clock_uses_nothing)
{
	struct pause p = { local(S("2026-11-23 10:00:00"), WIB), 0 };
	struct term t = { local(S("2026-11-23 08:00:00"), WIB), 420, WIB, &p, 1 };

	CHECK_INT("until it stood", term_spent(&calendar, &t, p.from), 2 * HOUR);
	CHECK_INT("a month later", term_spent(&calendar, &t, p.from + 30 * DAY),
		  2 * HOUR);
}

/* 06.30 in Jakarta is 08.30 in Jayapura: the office there is open. */
TEST(each_zone_has_its_own_clock)
{
	int64_t from = local(S("2026-11-23 06:30:00"), WIB);
	const str wants[ZONES] = { [WIB] = STR("2026-11-23 09:00:00"),
				   [WITA] = STR("2026-11-23 09:00:00"),
				   [WIT] = STR("2026-11-23 09:30:00") };

	for (enum zone z = WIB; z < ZONES; z++) {
		struct term t = { from, 60, z, NULL, 0 };

		CHECK_INT("deadline", term_deadline(&calendar, &t), local(wants[z], z));
		CHECK("open only in Jayapura",
		      calendar_open(&calendar, from, z) == (z == WIT));
	}
}
