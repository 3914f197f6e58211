/* Steps of a payment in each stage, and pictures of sums. */
#include "html/chart.h"
#include "monitoring/test/world.h"

static int64_t day(const char *iso)
{
	struct date d;

	CHECK(iso, date_parse_iso(str_from(iso), &d));
	return date_days(d);
}

static const struct {
	enum stage stage;
	const char *steps; /* v done, > now, x failed, . to come */
	enum turn turn;
	int waiting;
} cases[] = {
	{ STAGE_REQUESTED, ">.....", TURN_PPK, 9 },
	{ STAGE_APPROVED, "v>....", TURN_PPSPM, 9 },
	{ STAGE_ORDERED, "vv>...", TURN_PPSPM, 9 },
	{ STAGE_AT_KPPN, "vvv>..", TURN_KPPN, 9 },
	{ STAGE_SENT_BACK, "vvvx..", TURN_SATKER, 9 },
	{ STAGE_ISSUED, "vvvvv>", TURN_BANK, 9 },
	{ STAGE_PAID, "vvvvvv", TURN_NOBODY, -1 },
	{ STAGE_RETURNED, "vvvvvx", TURN_SATKER, 9 },
	{ STAGE_CANCELLED, "vx", TURN_NOBODY, -1 },
	{ STAGE_VOID, "vvvvx", TURN_NOBODY, -1 },
};

TEST(every_stage_has_its_steps)
{
	static const char letters[] = { 'v', '>', 'x', '.' };
	const struct calendar none = { 0 };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct payment p = { .stage = cases[i].stage,
				     .spp_day = day("2026-02-02"),
				     .spm_day = day("2026-02-03") };
		char shown[PAYMENT_STEPS + 1] = { 0 };
		struct story s;

		/* Two weeks later, of which 9 days from Tuesday on are working days. */
		story_tell(&p, &none, day("2026-02-16"), &s);
		for (size_t k = 0; k < s.count; k++)
			shown[k] = letters[s.steps[k].state];
		CHECK_STR("steps", str_from(shown), str_from(cases[i].steps));
		CHECK_INT("turn", s.turn, cases[i].turn);
		CHECK_INT("waiting", s.waiting, cases[i].waiting);
		CHECK_INT("days of the SPM", s.steps[1].days, 1);
	}
}

TEST(data_are_stale_after_two_days)
{
	struct stamp s = { .seq = 1, .as_of = 1000000 };

	CHECK("fresh", !stamp_is_stale(&s, s.as_of + 2 * DAY));
	CHECK("stale", stamp_is_stale(&s, s.as_of + 2 * DAY + 1));
	s.seq = 0;
	CHECK("none at all", !stamp_is_stale(&s, s.as_of + 9 * DAY));
}

TEST(rupiah_on_an_axis)
{
	struct arena *a = test_arena();

	CHECK_STR("little", short_rupiah(a, 900), S("900"));
	CHECK_STR("juta", short_rupiah(a, 5000000), S("5 jt"));
	CHECK_STR("miliar", short_rupiah(a, 22384844000), S("22,3 M"));
	CHECK_STR("many", short_rupiah(a, 142873916250), S("142 M"));
	CHECK_STR("triliun", short_rupiah(a, 1500000000000), S("1,5 T"));
}

TEST(a_line_stays_in_its_picture)
{
	const int64_t sums[] = { 0, 5000000, 20000000, -3, 1000000000000000 };

	for (int small = 0; small < 2; small++)
		for (size_t n = 0; n <= COUNT(sums); n++) {
			struct chart c;

			chart_draw(test_arena(), sums, n, small, &c);
			CHECK_INT("a line", c.line.n > 0, n > 0);
			CHECK_INT("five lines", c.lines.count, 5);
			CHECK("inside",
			      n == 0 || (c.end_y >= c.top && c.end_y <= c.bottom &&
					 c.end_x >= c.left && c.end_x <= c.right));
		}
}
