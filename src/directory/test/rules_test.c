#include "directory/internal.h"
#include "test/test.h"

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
