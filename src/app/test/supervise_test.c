#include "app/supervise.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/server.h"

/*
 * Real processes: the supervisor is a child of the test, and what it starts
 * writes a line into a pipe when it begins, hangs up or ends.
 */
struct line {
	char what; /* W web, J job, H hung up, E ended */
	int slot;
	pid_t pid;
};

struct scene {
	int pipe[2];
	pid_t supervisor;
	bool fails;
	bool deaf;
	bool dies;
	bool shy; /* web processes are not ready before they are hung up */
};

static void report(const struct scene *s, char what, int slot)
{
	struct line l = { what, slot, getpid() };

	(void)!write(s->pipe[1], &l, sizeof(l));
}

static _Atomic bool hung_up;

static void note_hangup(int signal)
{
	(void)signal;
	hung_up = true;
}

static int run(const struct scene *s, char what, int slot, const atomic_bool *stop)
{
	signal(SIGHUP, note_hangup);
	report(s, what, slot);
	if (s->fails && what == 'W')
		return 3;
	if (s->dies && what == 'W')
		raise(SIGKILL);
	while (s->shy && what == 'W' && !hung_up)
		usleep(5000);
	supervise_ready(stop);
	while (!*stop || s->deaf) {
		if (atomic_exchange(&hung_up, false))
			report(s, 'H', slot);
		usleep(5000);
	}
	report(s, 'E', slot);
	return 0;
}

static int web(const void *arg, int slot, const atomic_bool *stop)
{
	return run(arg, 'W', slot, stop);
}

static int job(const void *arg, int slot, const atomic_bool *stop)
{
	return run(arg, 'J', slot, stop);
}

static void begin(struct scene *s, struct supervision v)
{
	CHECK("a pipe", pipe2(s->pipe, O_CLOEXEC | O_NONBLOCK) == 0);
	v.web = web;
	v.job = job;
	v.arg = s;
	s->supervisor = fork();
	if (s->supervisor == 0) {
		/* When a check fails, nobody is left behind. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		_exit(supervise(&v));
	}
	CHECK("a supervisor", s->supervisor > 0);
}

/* The next line, for which there are 10 s. */
static struct line next_line(const struct scene *s)
{
	struct line l = { 0 };

	for (int ms = 0; ms < 10000; ms += 5) {
		if (read(s->pipe[0], &l, sizeof(l)) == (ssize_t)sizeof(l))
			return l;
		usleep(5000);
	}
	return l;
}

/* The pids by slot of web processes and the job process that begin now. */
static void note_begun(const struct scene *s, int count, pid_t *pids)
{
	for (int i = 0; i < count; i++) {
		struct line l = next_line(s);

		CHECK("one begins", l.what == (l.slot == count - 1 ? 'J' : 'W'));
		pids[l.slot] = l.pid;
	}
}

/* Waits for the end of a process of ours; 0 when it has not come after 10 s. */
static pid_t bury(pid_t pid, int *status)
{
	pid_t ended = 0;

	for (int ms = 0; ms < 10000 && ended == 0; ms += 5) {
		ended = waitpid(pid, status, WNOHANG);
		usleep(5000);
	}
	return ended;
}

static int end(struct scene *s, int signal)
{
	int status = 0;

	if (signal)
		kill(s->supervisor, signal);
	CHECK("an end", bury(s->supervisor, &status) == s->supervisor);
	close(s->pipe[0]);
	close(s->pipe[1]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(supervise_ends_all_in_order)
{
	static const int signals[] = { SIGTERM, SIGINT };

	for (size_t i = 0; i < COUNT(signals); i++) {
		struct scene s = { 0 };
		pid_t pids[3] = { 0 };
		int ended = 0;

		begin(&s, (struct supervision){ .web_count = 2 });
		note_begun(&s, 3, pids);
		kill(s.supervisor, signals[i]);
		while (ended < 3 && next_line(&s).what == 'E')
			ended++;
		CHECK_INT("each has ended", ended, 3);
		CHECK_INT("status", end(&s, 0), 0);
		CHECK("nobody is left", kill(pids[0], 0) != 0 && errno == ESRCH);
	}
}

TEST(supervise_starts_again_who_dies)
{
	struct scene s = { 0 };
	pid_t pids[3] = { 0 };
	struct line l;

	begin(&s, (struct supervision){ .web_count = 2 });
	note_begun(&s, 3, pids);
	for (int slot = 0; slot < 3; slot++) {
		kill(pids[slot], SIGKILL);
		l = next_line(&s);
		CHECK_INT("what", l.what, slot == 2 ? 'J' : 'W');
		CHECK_INT("in the same slot", l.slot, slot);
		CHECK("another process", l.pid != pids[slot]);
	}
	CHECK_INT("status", end(&s, SIGTERM), 0);
}

TEST(supervise_does_not_give_up_on_who_dies_at_once)
{
	struct scene s = { .dies = true };
	int begun = 0;

	begin(&s, (struct supervision){ .web_count = 1 });
	for (int i = 0; i < 5; i++)
		begun += next_line(&s).what == 'W';
	CHECK("begun again and again", begun >= 4);
	end(&s, SIGTERM);
}

TEST(supervise_gives_up_when_none_can_start)
{
	struct scene s = { .fails = true };

	begin(&s, (struct supervision){ .web_count = 1 });
	CHECK_INT("status", end(&s, 0), 1);
}

TEST(supervise_kills_who_does_not_end)
{
	struct scene s = { .deaf = true };
	pid_t pids[2] = { 0 };

	begin(&s, (struct supervision){ .web_count = 1, .stop_ms = 200 });
	note_begun(&s, 2, pids);
	CHECK_INT("status", end(&s, SIGTERM), 1);
	CHECK("it is gone", kill(pids[0], 0) != 0 && errno == ESRCH);
}

TEST(supervise_passes_hangups_on)
{
	struct scene s = { 0 };
	pid_t pids[2] = { 0 };

	begin(&s, (struct supervision){ .web_count = 1 });
	note_begun(&s, 2, pids);
	kill(s.supervisor, SIGHUP);
	CHECK_INT("one", next_line(&s).what, 'H');
	CHECK_INT("the other", next_line(&s).what, 'H');
	CHECK_INT("status", end(&s, SIGTERM), 0);
}

TEST(supervise_takes_all_along_when_it_dies)
{
	struct scene s = { 0 };
	pid_t pids[3] = { 0 };
	int status = 0;

	/* Then they are ours to bury. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	begin(&s, (struct supervision){ .web_count = 2 });
	note_begun(&s, 3, pids);
	CHECK_INT("killed", end(&s, SIGKILL), -1);
	for (int i = 0; i < 3; i++) {
		CHECK_INT("buried", bury(pids[i], &status), pids[i]);
		CHECK("killed, too", WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	}
	prctl(PR_SET_CHILD_SUBREAPER, 0);
}

static int open_manager(const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	const struct timeval patience = { .tv_sec = 10 };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	CHECK("bound", bind(fd, (struct sockaddr *)&at, sizeof(at)) == 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return fd;
}

/* Adds the first letters of what comes, but each once in a row, until that one. */
static void hear(int manager, struct buf *heard, char until)
{
	char text[64];

	do {
		CHECK("a word", recv(manager, text, sizeof(text), 0) > 0);
		if (!str_ends(buf_str(heard), (str){ text, 1 }))
			buf_char(heard, text[0]);
	} while (text[0] != until);
}

TEST(supervise_tells_the_service_manager)
{
	str path = arena_fmt(test_arena(), "%.*s/n", P(test_dir()));
	int manager = open_manager(path.p);
	struct buf heard = buf_new(test_arena());
	struct scene s = { .shy = true };
	pid_t pids[3] = { 0 };

	begin(&s, (struct supervision){
			  .web_count = 2, .notify_socket = path, .watchdog_ms = 1 });
	note_begun(&s, 3, pids);
	for (int i = 0; i < 3; i++)
		hear(manager, &heard, 'W');
	CHECK_STR("not ready yet", buf_str(&heard), S("W"));
	kill(s.supervisor, SIGHUP);
	hear(manager, &heard, 'R');
	for (int i = 0; i < 3; i++)
		hear(manager, &heard, 'W');
	CHECK_INT("status", end(&s, SIGTERM), 0);
	hear(manager, &heard, 'S');
	CHECK_STR("ready, said once", buf_str(&heard), S("WRWS"));
	close(manager);
}
