/*
 * One thread reads, parses and writes for all connections: the library runs in
 * the loop below, in its external mode. So the loop can hand a whole round of
 * requests to the workers before it wakes one, and take back a whole round of
 * answers at one waking of its own. With a thread of the library's and a
 * waking per request the same page cost more than twice the CPU.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/exchange.h"

enum {
	ARENA_CEILING = 64 * 1024 * 1024,
	/*
	 * Of the library, per connection: above our own limits, so that our
	 * refusals come first; not far above, as it is wiped after each request.
	 */
	WIRE_MEMORY = 48 * 1024,
	CONNECTIONS_MAX = 4096,
	FILES_WANTED = 8192,
	TICK_MS = 100,
	DRAIN_MS = 10 * 1000,
	IDLE_GRACE_MS = 500, /* for what a kept connection may already have on its way */
	/* What computes for long gives way to pages: a storm of sign-ins slows none. */
	SLOW_NICE = 10,
};

static enum MHD_Result accept_from(void *cls, const struct sockaddr *sa, socklen_t n)
{
	const struct server *s = cls;
	struct address peer = address_of(sa);

	(void)n;
	if (!s->config->per_address || networks_have(&s->trusted, &peer))
		return MHD_YES;
	return connections_from(&s->connections, &peer) < s->config->per_address ? MHD_YES
										 : MHD_NO;
}

static void connected(void *cls, struct MHD_Connection *wire, void **context,
		      enum MHD_ConnectionNotificationCode what)
{
	struct server *s = cls;

	if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
		connections_remove(&s->connections, *context);
		return;
	}
	*context = connections_add(
		&s->connections,
		MHD_get_connection_info(wire, MHD_CONNECTION_INFO_CONNECTION_FD)
			->connect_fd,
		address_of(
			MHD_get_connection_info(wire, MHD_CONNECTION_INFO_CLIENT_ADDRESS)
				->client_addr));
}

static void raise_file_limit(void)
{
	struct rlimit l;

	if (getrlimit(RLIMIT_NOFILE, &l) != 0 || l.rlim_cur >= FILES_WANTED)
		return;
	l.rlim_cur = l.rlim_max < FILES_WANTED ? l.rlim_max : FILES_WANTED;
	setrlimit(RLIMIT_NOFILE, &l);
}

static err start_daemon(struct server *s)
{
	s->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0,
		accept_from, s, exchange_continue, s, MHD_OPTION_EXTERNAL_LOGGER,
		exchange_overrule, s, MHD_OPTION_LISTEN_SOCKET, s->config->listener,
		MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, s,
		MHD_OPTION_UNESCAPE_CALLBACK, exchange_leave_escaped, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, exchange_completed, s,
		MHD_OPTION_NOTIFY_CONNECTION, connected, s, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)WIRE_MEMORY, MHD_OPTION_END);
	if (!s->daemon)
		return FAULT(FAULT_UNAVAILABLE, "the listener cannot be served");
	s->daemon_fd = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	return OK;
}

static err start_lanes(struct server *s)
{
	const struct http_config *c = s->config;
	const int workers[HTTP_LANES] = {
		[HTTP_FAST] = c->fast_workers,
		[HTTP_SLOW] = c->slow_workers,
		[HTTP_WRITING] = c->writing_workers,
	};
	static const enum gauge gauges[HTTP_LANES] = {
		[HTTP_FAST] = GAUGE_WAITING_FAST,
		[HTTP_SLOW] = GAUGE_WAITING_SLOW,
		[HTTP_WRITING] = GAUGE_WAITING_WRITING,
	};
	err e = OK;

	for (int i = 0; i < HTTP_LANES && !e; i++) {
		s->lanes[i] = (struct lane){ .app = s->app,
					     .run = exchange_run,
					     .kind = (enum http_lane)i,
					     .queue = c->queue,
					     .workers = workers[i],
					     .nice = i == HTTP_SLOW ? SLOW_NICE : 0,
					     .gauge = gauges[i] };
		e = lane_start(&s->lanes[i], s->arena);
		if (e)
			while (i > 0)
				lane_stop(&s->lanes[--i]);
	}
	return e;
}

static void stop_lanes(struct server *s)
{
	for (int i = 0; i < HTTP_LANES; i++)
		lane_stop(&s->lanes[i]);
}

static err start_workers(struct server *s)
{
	sigset_t all, before;
	err e;

	/* Signals belong to the thread that watches *stop. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	e = start_lanes(s);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return e;
}

void server_take_back(struct server *s, struct lane_job *job)
{
	const uint64_t one = 1;

	job->next = atomic_load(&s->done);
	while (!atomic_compare_exchange_weak(&s->done, &job->next, job))
		;
	if (atomic_exchange(&s->asleep, false) &&
	    write(s->wake_fd, &one, sizeof(one)) < 0)
		panic("the I/O thread cannot be woken");
}

static void wait_for_work(struct server *s)
{
	struct pollfd fds[] = { { .fd = s->daemon_fd, .events = POLLIN },
				{ .fd = s->wake_fd, .events = POLLIN } };
	unsigned long long pending;
	uint64_t wakings;

	if (MHD_get_timeout(s->daemon, &pending) == MHD_YES && pending == 0)
		return;
	atomic_store(&s->asleep, true);
	/* A worker that was done before it could see that. */
	if (!atomic_load(&s->done))
		poll(fds, COUNT(fds), TICK_MS);
	atomic_store(&s->asleep, false);
	if (fds[1].revents && read(s->wake_fd, &wakings, sizeof(wakings)) < 0)
		panic("the waking of the I/O thread cannot be read");
}

static void one_round(struct server *s)
{
	struct lane_job *job;

	wait_for_work(s);
	job = atomic_exchange(&s->done, NULL);
	while (job) {
		struct exchange *x = (struct exchange *)job;

		/* First: the exchange may be gone after the resuming. */
		job = job->next;
		MHD_resume_connection(x->wire);
	}
	MHD_run(s->daemon);
	for (int i = 0; i < HTTP_LANES; i++)
		lane_wake(&s->lanes[i]);
	connections_sweep(&s->connections);
}

/* true when every accepted request has its answer. */
static bool drain(struct server *s)
{
	int64_t began = clock_monotonic_ms();
	int64_t waited = 0;

	MHD_quiesce_daemon(s->daemon);
	atomic_store(&s->draining, true);
	while (s->connections.open > 0 && waited < DRAIN_MS) {
		if (waited > IDLE_GRACE_MS)
			connections_shut(&s->connections, false);
		one_round(s);
		waited = clock_monotonic_ms() - began;
	}
	/* Who is still sending or reading was slow for 10 s. */
	connections_shut(&s->connections, true);
	while (s->in_flight > 0 && waited < DRAIN_MS + 10 * TICK_MS) {
		one_round(s);
		waited = clock_monotonic_ms() - began;
	}
	return s->in_flight == 0;
}

static err serve_until(struct server *s, const atomic_bool *stop)
{
	TRY(start_daemon(s));
	if (s->config->ready)
		s->config->ready(stop);
	while (!*stop)
		one_round(s);
	/* The library aborts when it is stopped with a suspended connection. */
	if (!drain(s))
		return FAULT(FAULT_UNAVAILABLE, "requests are still running");
	MHD_stop_daemon(s->daemon);
	return OK;
}

static err open_server(struct server *s)
{
	const struct http_config *c = s->config;
	struct patience p = { c->head_ms, c->idle_ms, c->deadline_ms };

	arenas_init(&s->requests);
	arenas_init(&s->replies);
	connections_init(&s->connections, s->arena, p);
	TRY(networks_parse(s->arena, c->trusted_proxies, &s->trusted));
	TRY(spool_open(s->arena, c->upload_dir, &s->spool));
	s->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (s->wake_fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "no event descriptor: %s",
			     strerror(errno));
	return start_workers(s);
}

static void close_server(struct server *s)
{
	stop_lanes(s);
	connections_free(&s->connections);
	spool_close(&s->spool);
	if (s->wake_fd >= 0)
		close(s->wake_fd);
	arenas_free(&s->requests);
	arenas_free(&s->replies);
	arena_free(s->arena);
}

err http_serve(const struct http_config *config, const struct http_app *app,
	       const atomic_bool *stop)
{
	struct arena *a = arena_new(ARENA_CEILING);
	struct server *s = NEW(a, struct server);
	err e;

	*s = (struct server){ .config = config, .app = app, .arena = a };
	s->spool.dir = -1;
	s->wake_fd = -1;
	raise_file_limit();
	metrics_start(config->slot, config->uncounted);
	e = open_server(s);
	if (!e)
		e = serve_until(s, stop);
	/* When the drain failed, a worker still uses it. */
	if (s->in_flight == 0)
		close_server(s);
	return e;
}
