#include "calendar/test/days.h"

/* What is told of a term, a letter per step: see letters[]. */
static const char letters[STEPS] = {
	[STEP_BEGIN] = 'B',  [STEP_LATER] = 'L', [STEP_WORK] = 'W',
	[STEP_CLOSED] = 'C', [STEP_PAUSE] = 'P', [STEP_NO_CALENDAR] = 'N',
	[STEP_STANDS] = 'S', [STEP_DUE] = 'D',
};

static const struct {
	const char *rule;
	str from;
	int64_t minutes;
	str pause_from, pause_until; /* "" of a pause that has not ended */
	str told;
} cases[] = {
	{ "within a day", STR("2026-11-23 09:00:00"), 60, STR(""), STR(""), STR("BWD") },
	{ "over a night", STR("2026-11-23 14:00:00"), 120, STR(""), STR(""),
	  STR("BWWD") },
	{ "in the evening", STR("2026-11-23 20:00:00"), 60, STR(""), STR(""),
	  STR("BLWD") },
	{ "Friday evening", STR("2026-11-27 16:59:00"), 60, STR(""), STR(""),
	  STR("BLCWD") },
	{ "a weekend is one step", STR("2026-11-27 14:00:00"), 120, STR(""), STR(""),
	  STR("BWCWD") },
	{ "bridge and weekend are three", STR("2026-05-13 14:30:00"), 60, STR(""),
	  STR(""), STR("BWCCCWD") },
	{ "Nyepi and Idul Fitri, kind by kind", STR("2026-03-17 13:00:00"), 420, STR(""),
	  STR(""), STR("BWCCCCCWD") },
	{ "a pause within a day", STR("2026-11-23 09:00:00"), 120,
	  STR("2026-11-23 10:00:00"), STR("2026-11-23 11:00:00"), STR("BWPWD") },
	{ "a pause over the weekend tells no weekend", STR("2026-11-27 09:00:00"), 420,
	  STR("2026-11-27 11:00:00"), STR("2026-11-30 10:00:00"), STR("BWPWD") },
	{ "a pause that ends on Sunday", STR("2026-11-27 09:00:00"), 420,
	  STR("2026-11-28 10:00:00"), STR("2026-11-29 10:00:00"), STR("BWCPWD") },
	{ "begun within a pause", STR("2026-11-23 10:00:00"), 60,
	  STR("2026-11-23 09:00:00"), STR("2026-11-23 12:00:00"), STR("BPWD") },
	{ "waiting still", STR("2026-11-23 09:00:00"), 420, STR("2026-11-23 12:00:00"),
	  STR(""), STR("BWPS") },
	{ "waiting from the first second", STR("2026-11-23 09:00:00"), 420,
	  STR("2026-11-23 09:00:00"), STR(""), STR("BPS") },
	{ "next year is not listed", STR("2026-12-31 14:00:00"), 120, STR(""), STR(""),
	  STR("BWCCWND") },
	{ "nor is this one", STR("2027-03-10 09:00:00"), 60, STR(""), STR(""),
	  STR("BWND") },
};

static struct term_steps steps_of(size_t i)
{
	struct pause *p = NEW(test_arena(), struct pause);
	struct term t = { .from = local(cases[i].from, WITA),
			  .minutes = cases[i].minutes,
			  .zone = WITA,
			  .pauses = p,
			  .pause_count = cases[i].pause_from.n > 0 };
	struct term_steps steps;

	if (t.pause_count)
		p->from = local(cases[i].pause_from, WITA);
	if (cases[i].pause_until.n)
		p->until = local(cases[i].pause_until, WITA);
	term_explain(test_arena(), &calendar, &t, &steps);
	return steps;
}

TEST(every_step_is_told)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct term_steps steps = steps_of(i);
		struct buf b = buf_new(test_arena());

		for (size_t k = 0; k < steps.count; k++)
			buf_char(&b, letters[steps.items[k].kind]);
		CHECK_STR(cases[i].rule, buf_str(&b), cases[i].told);
	}
}

TEST(the_minutes_add_up_to_the_limit)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct term_steps steps = steps_of(i);
		const struct term_step *last = &steps.items[steps.count - 1];
		int64_t sum = 0;

		for (size_t k = 0; k < steps.count; k++)
			if (steps.items[k].kind == STEP_WORK)
				sum += steps.items[k].minutes;
		CHECK_INT(cases[i].rule, sum, last->total);
		if (last->kind == STEP_DUE)
			CHECK_INT(cases[i].rule, sum, cases[i].minutes);
	}
}

/* Half minutes at both ends of the night are not lost between two lines. */
TEST(seconds_are_not_lost_between_the_lines)
{
	struct term t = { local(S("2026-11-23 14:58:30"), WIB), 3, WIB, NULL, 0 };
	struct term_steps steps;

	term_explain(test_arena(), &calendar, &t, &steps);
	CHECK_INT("steps", steps.count, 4);
	CHECK_INT("of the evening", steps.items[1].minutes, 1);
	CHECK_INT("of the morning", steps.items[2].minutes, 2);
	CHECK_INT("the deadline", steps.items[3].from,
		  local(S("2026-11-24 08:01:30"), WIB));
}

TEST(the_year_that_is_missing_is_named)
{
	struct term t = { local(S("2026-12-31 14:00:00"), WIB), 120, WIB, NULL, 0 };
	struct term_steps steps;

	term_explain(test_arena(), &calendar, &t, &steps);
	CHECK_INT("kind", steps.items[steps.count - 2].kind, STEP_NO_CALENDAR);
	CHECK_INT("year", steps.items[steps.count - 2].year, 2027);
}
