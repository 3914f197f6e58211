#include <sys/wait.h>
#include <unistd.h>

#include "test/test.h"

enum { AHEAD = 90 * DAY };

/* 0 when the clock of this process is ahead. */
static int clock_ahead(int64_t before)
{
	return clock_now() >= before + AHEAD ? 0 : 1;
}

TEST(a_shift_holds_in_processes_forked_before_it)
{
	int64_t before = clock_now();
	int told[2], status = -1;
	char go;
	pid_t pid;

	CHECK("the clock is shared", clock_share() && pipe(told) == 0);
	pid = fork();
	if (pid == 0)
		_exit(read(told[0], &go, 1) == 1 ? clock_ahead(before) : 2);
	clock_shift(AHEAD);
	CHECK_INT("the child is told", write(told[1], "x", 1), 1);
	waitpid(pid, &status, 0);
	CHECK_INT("the child's clock is ahead", status, 0);
	clock_shift(0);
	CHECK_INT("it never goes back", clock_ahead(before), 0);
	close(told[0]);
	close(told[1]);
}

TEST(an_instant_is_read_in_the_one_form_in_which_it_is_written)
{
	static const struct {
		str text;
		bool good;
	} cases[] = {
		{ STR("2026-11-23T01:14:00Z"), true },
		{ STR("1970-01-01T00:00:00Z"), true },
		{ STR("2026-11-23T23:59:59Z"), true },
		{ STR("2026-11-23T24:00:00Z"), false },
		{ STR("2026-11-23T01:60:00Z"), false },
		{ STR("2026-11-23T01:14:60Z"), false },
		{ STR("2026-02-30T01:14:00Z"), false },
		{ STR("2026-11-23 01:14:00Z"), false },
		{ STR("2026-11-23T01:14:00"), false },
		{ STR("2026-11-23T01:14:00+0"), false },
		{ STR("2026-11-23T-1:14:00Z"), false },
		{ STR("2026-11-23"), false },
		{ STR(""), false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t at = 0;
		const char *what = arena_cstr(test_arena(), cases[i].text);

		CHECK_INT(what, instant_parse(cases[i].text, &at), cases[i].good);
		if (cases[i].good)
			CHECK_STR(what, instant_rfc3339(test_arena(), at), cases[i].text);
	}
}
