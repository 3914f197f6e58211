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
