/* The parent's side: starts the child, waits for its answer, never longer than asked. */
#include "cage/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct child {
	pid_t pid;
	int answer; /* our end of the pipe */
};

static int spawn(const struct cage_call *call, int answer, pid_t *ret)
{
	/* Nothing of this process's surroundings: not its secrets, not its proxies. */
	static char *const surroundings[] = { "LANG=C.UTF-8", "GIO_USE_VFS=local",
					      "MALLOC_ARENA_MAX=1", NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t signals;
	sigset_t none, all;
	int e;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&signals);
	posix_spawnattr_setflags(&signals,
				 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&signals, &none);
	posix_spawnattr_setsigdefault(&signals, &all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, call->input, 0);
	posix_spawn_file_actions_adddup2(&files, answer, 1);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, 3);
	e = posix_spawn(ret, "/proc/self/exe", &files, &signals,
			(char *const *)(uintptr_t)call->argv, surroundings);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&signals);
	return e;
}

static err start(const struct cage_call *call, struct child *ret)
{
	int ends[2], e;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return FAULT(FAULT_UNAVAILABLE, "reader: pipe: %s", strerror(errno));
	e = spawn(call, ends[1], &ret->pid);
	close(ends[1]);
	ret->answer = ends[0];
	if (e) {
		close(ends[0]);
		return FAULT(FAULT_UNAVAILABLE, "reader: %s", strerror(e));
	}
	return OK;
}

static void end(struct child *c)
{
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	close(c->answer);
}

/* One piece of the answer; false at its end, past the limit and at the deadline. */
static bool receive(const struct child *c, size_t limit, int64_t until, struct buf *b)
{
	struct pollfd p = { .fd = c->answer, .events = POLLIN };
	int64_t left = until - clock_monotonic_ms();
	char piece[65536];
	ssize_t n;

	if (left < 0 || poll(&p, 1, (int)left) != 1)
		return left > 0 && errno == EINTR;
	n = read(c->answer, piece, sizeof(piece));
	if (n <= 0)
		return false;
	buf_add(b, (str){ piece, (size_t)n });
	return b->n <= limit;
}

err cage_ask(struct arena *a, const struct cage_call *call, str *ret)
{
	int64_t until = clock_monotonic_ms() + call->deadline_ms;
	struct buf b = buf_new(a);
	struct child c;

	TRY(start(call, &c));
	while (receive(&c, call->limit, until, &b))
		continue;
	end(&c);
	*ret = b.n <= call->limit ? buf_str(&b) : S("");
	return OK;
}

err cage_file(str bytes, int *ret_fd)
{
	*ret_fd = memfd_create("masukan", MFD_CLOEXEC);
	if (*ret_fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "reader: memory file: %s",
			     strerror(errno));
	for (size_t at = 0; at < bytes.n;) {
		ssize_t n = write(*ret_fd, bytes.p + at, bytes.n - at);

		if (n <= 0) {
			close(*ret_fd);
			return FAULT(FAULT_UNAVAILABLE, "reader: memory file is full");
		}
		at += (size_t)n;
	}
	return OK;
}

/* ---- the child's side ---- */

void cage_begin(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

str cage_input(void)
{
	struct stat st;
	void *p;

	if (fstat(0, &st) != 0 || st.st_size <= 0)
		return S("");
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, 0, 0);
	return p == MAP_FAILED ? S("") : (str){ p, (size_t)st.st_size };
}

void cage_write(const void *p, size_t n)
{
	for (const char *at = p; n > 0;) {
		ssize_t sent = write(1, at, n);

		if (sent <= 0)
			_exit(1);
		at += sent;
		n -= (size_t)sent;
	}
}
