/*
 * The parent of serve: keeps web processes and one job process alive. It holds
 * nothing but their names, so that it has nothing to lose.
 */
#pragma once

#include "base/base.h"

#include <stdatomic.h>

/* A process's result is its exit status. It returns soon after *stop became true. */
struct supervision {
	int (*web)(const void *arg, int slot, const atomic_bool *stop);
	int web_count; /* their slots are 0, 1, … */
	int (*job)(const void *arg, int slot, const atomic_bool *stop);
	/* … and that of the job process, which may be NULL, is web_count. */
	void (*hangup)(const void *arg); /* in the parent, at SIGHUP; may be NULL */
	const void *arg;
	int stop_ms;	     /* from the signal to the kill; 0 means 15 s */
	str notify_socket;   /* of systemd: the value of NOTIFY_SOCKET, or "" */
	int64_t watchdog_ms; /* likewise, of WATCHDOG_USEC; 0 for none */
};

/*
 * Forks the processes and starts each again that dies, later and later when it
 * dies at once. SIGTERM and SIGINT end them, SIGHUP is passed on; if the parent
 * dies, they die. Returns the exit status: 0 after an orderly end, 1 when a
 * process could not start (it has said why) or had to be killed.
 */
int supervise(const struct supervision *s);

/*
 * Said by a process, with the stop it was given: it has started. Who does not
 * say so has started when it lives for two seconds.
 */
void supervise_ready(const atomic_bool *stop);
