#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "http/exchange.h"

enum {
	ARENA_CEILING = 64 * 1024 * 1024,
	/* Of the library, per connection: above our own limits, so that our refusals come
	   first. */
	WIRE_MEMORY = 64 * 1024,
	CONNECTIONS_MAX = 4096,
	FILES_WANTED = 8192,
	TICK_MS = 100,
	DRAIN_MS = 10 * 1000,
	IDLE_GRACE_MS = 500, /* for what a kept connection may already have on its way */
};

/* ---- a request's life, in the I/O thread but for run() ------------------------ */

static struct arena *take_arena(struct server *s)
{
	return s->spare_count ? s->spare[--s->spare_count] : arena_new(ARENA_CEILING);
}

static void give_arena(struct server *s, struct arena *a)
{
	if (s->spare_count == SPARE_ARENAS) {
		arena_free(a);
		return;
	}
	arena_reset(a);
	s->spare[s->spare_count++] = a;
}

static struct connection *connection_of(struct MHD_Connection *wire)
{
	return MHD_get_connection_info(wire, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
		->socket_context;
}

/* The request line is there. */
static void *begin(void *cls, const char *uri, struct MHD_Connection *wire)
{
	struct server *s = cls;
	struct arena *a = take_arena(s);
	struct exchange *x = NEW(a, struct exchange);
	char *query = strchr(uri, '?');

	x->server = s;
	x->wire = wire;
	x->connection = connection_of(wire);
	x->target = arena_str(a, str_from(uri));
	x->rq.arena = a;
	x->rq.started_ms = clock_monotonic_ms();
	x->body = (struct body){
		.rq = &x->rq, .app = s->app, .spool = &s->spool, .file = -1
	};
	connection_enter(x->connection, PHASE_HEAD);
	atomic_fetch_add(&s->in_flight, 1);
	metrics_gauge(GAUGE_IN_FLIGHT, 1);
	/* Else the library would split it into a list that nobody reads. */
	if (query)
		query[1] = '\0';
	return x;
}

/* Paths and queries reach the application as they came. */
static size_t leave_escaped(void *cls, struct MHD_Connection *wire, char *s)
{
	(void)cls;
	(void)wire;
	return strlen(s);
}

struct head_reading {
	struct exchange *x;
	size_t gap_bytes;
};

static enum MHD_Result note_header(void *cls, enum MHD_ValueKind kind, const char *name,
				   size_t name_n, const char *value, size_t value_n)
{
	struct head_reading *r = cls;

	(void)kind;
	if (!value)
		return MHD_NO;
	r->gap_bytes += (size_t)(value - name) - name_n;
	*PUSH(r->x->rq.arena, &r->x->rq.headers) =
		(struct http_pair){ { name, name_n }, { value, value_n } };
	return MHD_YES;
}

static void trim_values(struct http_pairs *headers)
{
	for (size_t i = 0; i < headers->count; i++)
		headers->items[i].value = str_trim(headers->items[i].value);
}

/* Fills the request from the head; 0 or the status to refuse with. */
static int read_head(struct exchange *x, const char *method, const char *version)
{
	struct http_request *rq = &x->rq;
	struct head_reading r = { .x = x };
	const union MHD_ConnectionInfo *size =
		MHD_get_connection_info(x->wire, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	struct gate_head head = { .target = x->target, .version = str_from(version) };
	int status;

	MHD_get_connection_values_n(x->wire, MHD_HEADER_KIND, note_header, &r);
	head.method = str_from(method);
	head.headers = rq->headers;
	head.line_bytes = (size_t)(version - method) + head.version.n;
	head.bytes = size ? size->header_size : 0;
	head.gap_bytes = r.gap_bytes;
	rq->method = head.method;
	status = gate_head(&head, &x->framing);
	if (status)
		return status;
	trim_values(&rq->headers);
	rq->address = client_address(rq->arena, &x->server->trusted, &x->connection->peer,
				     &rq->headers);
	return gate_target(rq->arena, x->target, &rq->path, &rq->query);
}

static struct lane *lane_of(const struct exchange *x)
{
	return &x->server->lanes[x->plan.lane];
}

static enum MHD_Result cut_short(struct exchange *x, int status)
{
	connection_enter(x->connection, PHASE_WRITING);
	exchange_cut_short(x, status);
	return MHD_NO;
}

/* The head is there. */
static enum MHD_Result open_exchange(struct exchange *x, const char *method,
				     const char *version)
{
	bool has_body;
	int status = read_head(x, method, version);

	x->planned = true;
	if (status)
		return cut_short(x, status);
	has_body = x->framing.chunked || x->framing.length > 0;
	x->plan = x->server->app->plan(&x->rq);
	x->rq.plan = x->plan.note;
	x->refuse = x->plan.refuse;
	if (!x->refuse && has_body)
		x->refuse = body_begin(&x->body, &x->plan, &x->framing);
	if (!x->refuse && has_body && !lane_has_room(lane_of(x)))
		x->refuse = 503;
	if (x->refuse && has_body)
		return cut_short(x, x->refuse);
	connection_enter(x->connection, PHASE_BODY);
	return MHD_YES;
}

static enum MHD_Result take_body(struct exchange *x, str bytes)
{
	int status = body_add(&x->body, bytes);

	atomic_fetch_add_explicit(&x->connection->bytes, (int64_t)bytes.n,
				  memory_order_relaxed);
	return status ? cut_short(x, status) : MHD_YES;
}

static enum MHD_Result answer(struct exchange *x)
{
	enum MHD_Result queued;

	connection_enter(x->connection, PHASE_WRITING);
	atomic_store(&x->connection->bytes, (int64_t)x->reply.body.n);
	metrics_answered(x->reply.status);
	queued = MHD_queue_response(x->wire, (unsigned)x->reply.status, x->response);
	MHD_destroy_response(x->response);
	x->response = NULL;
	return queued;
}

/* The whole request is there; called again when its reply is. */
static enum MHD_Result finish(struct exchange *x)
{
	if (x->response)
		return answer(x);
	if (!x->refuse)
		x->refuse = body_end(&x->body);
	if (!x->refuse && !lane_has_room(lane_of(x)))
		x->refuse = 503;
	if (x->refuse) {
		exchange_refuse(x, x->refuse);
		exchange_seal(x);
		return answer(x);
	}
	connection_enter(x->connection, PHASE_HANDLED);
	/* Before the worker may resume it. */
	MHD_suspend_connection(x->wire);
	lane_put(lane_of(x), &x->job);
	return MHD_YES;
}

static enum MHD_Result serve(void *cls, struct MHD_Connection *wire, const char *url,
			     const char *method, const char *version, const char *data,
			     size_t *size, void **context)
{
	struct exchange *x = *context;
	str bytes = { data, *size };

	(void)cls;
	(void)wire;
	(void)url;
	if (!x->planned)
		return open_exchange(x, method, version);
	*size = 0;
	return bytes.n ? take_body(x, bytes) : finish(x);
}

/* In a worker. */
static void run(void *worker, struct lane_job *job)
{
	struct exchange *x = (struct exchange *)job;
	const struct server *s = x->server;

	x->reply = (struct http_reply){ .status = 200 };
	if (clock_monotonic_ms() - x->rq.started_ms > s->config->deadline_ms)
		exchange_refuse(x, 503);
	else
		s->app->handle(worker, &x->rq, &x->reply);
	exchange_seal(x);
	MHD_resume_connection(x->wire);
}

/* The reply is written, or the client is gone. */
static void completed(void *cls, struct MHD_Connection *wire, void **context,
		      enum MHD_RequestTerminationCode why)
{
	struct server *s = cls;
	struct exchange *x = *context;

	(void)wire;
	(void)why;
	if (!x)
		return;
	*context = NULL;
	body_drop(&x->body);
	if (x->response)
		MHD_destroy_response(x->response);
	connection_enter(x->connection, PHASE_IDLE);
	atomic_fetch_sub(&s->in_flight, 1);
	metrics_gauge(GAUGE_IN_FLIGHT, -1);
	give_arena(s, x->rq.arena);
}

/* ---- connections ---------------------------------------------------------------- */

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

/* ---- start, stop ----------------------------------------------------------------- */

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
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0,
		accept_from, s, serve, s, MHD_OPTION_LISTEN_SOCKET, s->config->listener,
		MHD_OPTION_URI_LOG_CALLBACK, begin, s, MHD_OPTION_UNESCAPE_CALLBACK,
		leave_escaped, NULL, MHD_OPTION_NOTIFY_COMPLETED, completed, s,
		MHD_OPTION_NOTIFY_CONNECTION, connected, s, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)WIRE_MEMORY, MHD_OPTION_END);
	return s->daemon ? OK : FAULT(FAULT_UNAVAILABLE, "the listener cannot be served");
}

static err start_lanes(struct server *s)
{
	const struct http_config *c = s->config;
	err e;

	for (int i = 0; i < HTTP_LANES; i++)
		s->lanes[i] =
			(struct lane){ .app = s->app, .run = run, .queue = c->queue };
	s->lanes[HTTP_FAST].workers = c->fast_workers;
	s->lanes[HTTP_FAST].gauge = GAUGE_WAITING_FAST;
	s->lanes[HTTP_SLOW].workers = c->slow_workers;
	s->lanes[HTTP_SLOW].gauge = GAUGE_WAITING_SLOW;
	TRY(lane_start(&s->lanes[HTTP_FAST], s->arena));
	e = lane_start(&s->lanes[HTTP_SLOW], s->arena);
	if (e)
		lane_stop(&s->lanes[HTTP_FAST]);
	return e;
}

static void stop_lanes(struct server *s)
{
	for (int i = 0; i < HTTP_LANES; i++)
		lane_stop(&s->lanes[i]);
}

static err start_threads(struct server *s)
{
	sigset_t all, before;
	err e;

	/* Signals belong to the thread that watches *stop. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	e = start_lanes(s);
	if (!e) {
		e = start_daemon(s);
		if (e)
			stop_lanes(s);
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return e;
}

static void tick(struct server *s)
{
	const struct timespec pause = { .tv_nsec = TICK_MS * 1000 * 1000 };

	connections_sweep(&s->connections);
	nanosleep(&pause, NULL);
}

/* true when every accepted request has its answer. */
static bool drain(struct server *s)
{
	int64_t began = clock_monotonic_ms();
	int64_t waited = 0;

	MHD_quiesce_daemon(s->daemon);
	atomic_store(&s->draining, true);
	while (atomic_load(&s->connections.open) > 0 && waited < DRAIN_MS) {
		if (waited > IDLE_GRACE_MS)
			connections_shut(&s->connections, false);
		tick(s);
		waited = clock_monotonic_ms() - began;
	}
	connections_shut(&s->connections, true);
	for (int i = 0; i < 10 && atomic_load(&s->in_flight) > 0; i++)
		tick(s);
	return atomic_load(&s->in_flight) == 0;
}

static void close_server(struct server *s)
{
	connections_free(&s->connections);
	spool_close(&s->spool);
	while (s->spare_count)
		arena_free(s->spare[--s->spare_count]);
	arena_free(s->arena);
}

static err serve_until(struct server *s, const volatile bool *stop)
{
	TRY(start_threads(s));
	while (!__atomic_load_n(stop, __ATOMIC_RELAXED))
		tick(s);
	/* The library aborts when it is stopped with a suspended connection. */
	if (!drain(s))
		return FAULT(FAULT_UNAVAILABLE, "requests are still running");
	MHD_stop_daemon(s->daemon);
	stop_lanes(s);
	return OK;
}

static err open_server(struct server *s)
{
	const struct http_config *c = s->config;
	struct patience p = { c->head_ms, c->idle_ms, c->deadline_ms };

	connections_init(&s->connections, s->arena, p);
	TRY(networks_parse(s->arena, c->trusted_proxies, &s->trusted));
	return spool_open(s->arena, c->upload_dir, &s->spool);
}

err http_serve(const struct http_config *config, const struct http_app *app,
	       const volatile bool *stop)
{
	struct arena *a = arena_new(ARENA_CEILING);
	struct server *s = NEW(a, struct server);
	err e;

	*s = (struct server){ .config = config, .app = app, .arena = a };
	s->spool.dir = -1;
	raise_file_limit();
	metrics_start(config->slot);
	e = open_server(s);
	if (!e)
		e = serve_until(s, stop);
	/* When the drain failed, a worker still uses it. */
	if (!atomic_load(&s->draining) || !e)
		close_server(s);
	return e;
}
