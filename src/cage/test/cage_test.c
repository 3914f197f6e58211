/*
 * What a reader that was taken over would try. Every attempt is made twice by
 * this program started again: free, where it must work (else the test proves
 * nothing), and in the cage, where it must fail.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cage/cage.h"
#include "test/test.h"

#define FONT "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"

static bool read_passwords(const char *place)
{
	(void)place;
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool read_font(const char *place)
{
	(void)place;
	return open(FONT, O_RDONLY) >= 0;
}

static bool write_file(const char *place)
{
	return open(place, O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool connect_out(const char *place)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int s = socket(AF_INET, SOCK_STREAM, 0);
	int64_t port = 0;

	str_int(str_from(place), &port);
	to.sin_port = htons((uint16_t)port);
	return s >= 0 && connect(s, (struct sockaddr *)&to, sizeof(to)) == 0;
}

static bool fork_child(const char *place)
{
	pid_t pid = fork();

	(void)place;
	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static bool start_program(const char *place)
{
	char *const argv[] = { "true", NULL };

	(void)place;
	execv("/bin/true", argv);
	return false;
}

static bool watch_another(const char *place)
{
	(void)place;
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool run_written_memory(const char *place)
{
	(void)place;
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool signal_parent(const char *place)
{
	(void)place;
	return kill(getppid(), SIGCONT) == 0;
}

static bool unlimited(const char *place)
{
	struct rlimit cpu, files, size;

	(void)place;
	getrlimit(RLIMIT_CPU, &cpu);
	getrlimit(RLIMIT_NOFILE, &files);
	getrlimit(RLIMIT_FSIZE, &size);
	return cpu.rlim_cur > 5 || files.rlim_cur > 16 || size.rlim_cur > 0;
}

static const struct attempt {
	const char *name;
	bool (*works)(const char *place);
} attempts[] = {
	{ "read /etc/passwd", read_passwords },
	{ "write a file", write_file },
	{ "connect to 127.0.0.1", connect_out },
	{ "fork", fork_child },
	{ "start a program", start_program },
	{ "ptrace", watch_another },
	{ "run written memory", run_written_memory },
	{ "signal the parent", signal_parent },
	{ "go beyond the limits", unlimited },
};

__attribute__((constructor)) static void be_attempt(int argc, char **argv)
{
	if (argc != 5 || strcmp(argv[1], "attempt") != 0)
		return;
	if (strcmp(argv[2], "caged") == 0)
		cage_shut((const char *const[]){ "/usr/share/fonts", NULL });
	if (strcmp(argv[3], "read a font") == 0)
		_exit(read_font(argv[4]) ? 0 : 1);
	for (size_t i = 0; i < COUNT(attempts); i++)
		if (strcmp(argv[3], attempts[i].name) == 0)
			_exit(attempts[i].works(argv[4]) ? 0 : 1);
	_exit(2);
}

/* Did it work? Refused by an error or by death is the same. */
static bool worked(const char *where, const char *name, str place)
{
	char *const argv[] = { "test",
			       "attempt",
			       (char *)(uintptr_t)where,
			       (char *)(uintptr_t)name,
			       arena_cstr(test_arena(), place),
			       NULL };
	int status = 0;
	pid_t pid;

	CHECK_INT("started",
		  posix_spawn(&pid, "/proc/self/exe", NULL, NULL, argv, environ), 0);
	waitpid(pid, &status, 0);
	CHECK("a known attempt", !(WIFEXITED(status) && WEXITSTATUS(status) == 2));
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int listen_somewhere(int *ret_port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	int s = socket(AF_INET, SOCK_STREAM, 0);

	CHECK_INT("bound", bind(s, (struct sockaddr *)&at, n), 0);
	CHECK_INT("listening", listen(s, 4), 0);
	getsockname(s, (struct sockaddr *)&at, &n);
	*ret_port = ntohs(at.sin_port);
	return s;
}

TEST(nothing_escapes_from_the_cage)
{
	struct arena *a = test_arena();
	int port, s = listen_somewhere(&port);
	str place[2] = { arena_fmt(a, "%.*s/bocor", P(test_dir())),
			 arena_fmt(a, "%d", port) };

	for (size_t i = 0; i < COUNT(attempts); i++) {
		str at = place[attempts[i].works == connect_out];

		CHECK(attempts[i].name, worked("free", attempts[i].name, at));
		unlink(arena_cstr(a, place[0]));
		CHECK(attempts[i].name, !worked("caged", attempts[i].name, at));
	}
	CHECK("nothing was written", access(arena_cstr(a, place[0]), F_OK) != 0);
	close(s);
}

TEST(fonts_can_be_read_where_landlock_keeps_other_files_away)
{
	CHECK_INT("a font", worked("caged", "read a font", S("")), cage_walls().landlock);
	CHECK("the cage can be built here", cage_walls().seccomp);
}
