#include "reports/internal.h"

#include "test/test.h"

TEST(rounds_are_told_apart_as_the_offices_do)
{
	static const struct {
		int rounds;
		size_t class;
	} cases[] = { { 1, 0 }, { 2, 1 }, { 3, 1 }, { 4, 2 }, { 5, 2 }, { 6, 3 } };

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT("class", round_class(cases[i].rounds), cases[i].class);
}

TEST(a_report_has_an_end_and_a_length)
{
	static const struct {
		struct date from, until;
		enum report_refusal why;
	} cases[] = {
		{ { 2026, 11, 23 }, { 2026, 11, 23 }, REPORT_GRANTED },
		{ { 2026, 11, 23 }, { 2026, 11, 22 }, REPORT_BACKWARDS },
		{ { 2026, 1, 1 }, { 2026, 12, 31 }, REPORT_GRANTED },
		{ { 2026, 1, 1 }, { 2027, 1, 1 }, REPORT_GRANTED },
		{ { 2026, 1, 1 }, { 2027, 1, 2 }, REPORT_TOO_LONG },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT("why",
			  query_check(&(struct report_query){ .from = cases[i].from,
							      .until = cases[i].until }),
			  cases[i].why);
}

TEST(only_office_time_counts)
{
	struct calendar none = { 0 };
	struct report_case k = {
		.zone = WITA,
		.opened_at = TEST_NOW,
		.answered_at = TEST_NOW + DAY,
		.closed_at = TEST_NOW + 8 * DAY,
	};
	struct case_times t;

	*PUSH(test_arena(), &k.turns) = (struct turn){ TEST_NOW, TEST_NOW + DAY };
	*PUSH(test_arena(), &k.turns) = (struct turn){ TEST_NOW + 7 * DAY, 0 };
	t = case_times(&none, &k, TEST_NOW + 9 * DAY);
	CHECK_INT("a day", t.first, OFFICE_DAY_MINUTES * MINUTE);
	CHECK_INT("two days", t.worked, 2 * OFFICE_DAY_MINUTES * MINUTE);
	CHECK_INT("not open", t.open, -1);
	k.closed_at = 0;
	t = case_times(&none, &k, TEST_NOW + 7 * DAY);
	CHECK_INT("five days old", t.open, 5 * OFFICE_DAY_MINUTES * MINUTE);
	CHECK_INT("not done", t.worked, -1);
}
