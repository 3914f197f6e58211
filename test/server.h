/*
 * Small real servers for tests, in test/servers: other systems as they may
 * behave. A server prints its port when it is ready and ends when the pipe to
 * its standard input closes, so none outlives its test.
 */
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/test.h"

struct server {
	pid_t pid;
	int in;
	int port;
};

/* args after the script's name end with NULL. */
static inline struct server server_start(const char *script, const char *const *args)
{
	char *argv[8] = { "/usr/bin/python3", (char *)(uintptr_t)script };
	posix_spawn_file_actions_t files;
	struct server s = { 0 };
	int in[2], out[2];
	char c = 0;

	for (size_t i = 0; args && args[i] && i < 5; i++)
		argv[2 + i] = (char *)(uintptr_t)args[i];
	CHECK("pipes", pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in[0], 0);
	posix_spawn_file_actions_adddup2(&files, out[1], 1);
	CHECK(script, posix_spawn(&s.pid, argv[0], &files, NULL, argv, environ) == 0);
	posix_spawn_file_actions_destroy(&files);
	close(in[0]);
	close(out[1]);
	s.in = in[1];
	while (read(out[0], &c, 1) == 1 && c >= '0' && c <= '9')
		s.port = s.port * 10 + (c - '0');
	close(out[0]);
	CHECK(script, c == '\n' && s.port > 0);
	return s;
}

static inline void server_stop(struct server *s)
{
	close(s->in);
	waitpid(s->pid, NULL, 0);
}

/* Waits until the condition holds, for 10 s at most: another process is to make it so. */
#define AWAIT(what, condition)                                                           \
	do {                                                                             \
		for (int ms = 0; ms < 10000 && !(condition); ms += 10)                   \
			usleep(10000);                                                   \
		CHECK((what), (condition));                                              \
	} while (0)

/* The bytes of a file, "" when there is none. */
static inline str test_file(const char *path)
{
	struct buf b = buf_new(test_arena());
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char part[4096];

	for (ssize_t n = 1; fd >= 0 && n > 0;) {
		n = read(fd, part, sizeof(part));
		buf_add(&b, (str){ part, n > 0 ? (size_t)n : 0 });
	}
	if (fd >= 0)
		close(fd);
	return buf_str(&b);
}
