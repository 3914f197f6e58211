#include "http/exchange.h"

#include <string.h>
#include <sys/socket.h>

static struct connection *connection_of(struct MHD_Connection *wire)
{
	return MHD_get_connection_info(wire, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
		->socket_context;
}

/* The request line is there. */
void *exchange_begin(void *cls, const char *uri, struct MHD_Connection *wire)
{
	struct server *s = cls;
	struct arena *a = arenas_take(&s->requests);
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
	x->connection->exchange = x;
	connection_enter(x->connection, PHASE_HEAD);
	s->in_flight++;
	metrics_gauge(GAUGE_IN_FLIGHT, 1);
	/* Else the library would split it into a list that nobody reads. */
	if (query)
		query[1] = '\0';
	return x;
}

/* Paths and queries reach the application as they came. */
size_t exchange_leave_escaped(void *cls, struct MHD_Connection *wire, char *s)
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

/*
 * True of the one that the library is busy with: others are planned, or being
 * answered, once their head is complete.
 */
static bool head_in_hand(const struct exchange *x)
{
	return x && !x->planned &&
	       MHD_get_connection_info(x->wire,
				       MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE) &&
	       !MHD_get_connection_info(x->wire, MHD_CONNECTION_INFO_HTTP_STATUS);
}

static struct lane *lane_of(const struct exchange *x)
{
	struct lane *own = &x->server->lanes[x->plan.lane];

	return own->workers ? own : &x->server->lanes[HTTP_FAST];
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

static void overrule(struct exchange *x)
{
	const char *length = MHD_lookup_connection_value(x->wire, MHD_HEADER_KIND,
							 MHD_HTTP_HEADER_CONTENT_LENGTH);
	int64_t n;
	int status = length ? gate_length(str_from(length), &n) : 0;

	/* What else it can object to is that its memory does not hold the cookies. */
	x->planned = true;
	cut_short(x, status ? status : 431);
	shutdown(x->connection->socket, SHUT_WR);
}

void exchange_overrule(void *cls, const char *fmt, va_list args)
{
	const struct server *s = cls;
	struct connection *c = s->connections.first;

	(void)fmt;
	(void)args;
	while (c && !head_in_hand(c->exchange))
		c = c->next;
	if (c)
		overrule(c->exchange);
}

static enum MHD_Result take_body(struct exchange *x, str bytes)
{
	int status = body_add(&x->body, bytes);

	x->connection->bytes += (int64_t)bytes.n;
	return status ? cut_short(x, status) : MHD_YES;
}

static enum MHD_Result answer(struct exchange *x)
{
	enum MHD_Result queued;

	connection_enter(x->connection, PHASE_WRITING);
	x->connection->bytes = (int64_t)x->reply.body.n;
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
	MHD_suspend_connection(x->wire);
	lane_put(lane_of(x), &x->job);
	return MHD_YES;
}

enum MHD_Result exchange_continue(void *cls, struct MHD_Connection *wire, const char *url,
				  const char *method, const char *version,
				  const char *data, size_t *size, void **context)
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
void exchange_run(void *worker, struct lane_job *job)
{
	struct exchange *x = (struct exchange *)job;
	const struct server *s = x->server;
	int64_t deadline_ms =
		deadline_of(s->config->deadline_ms, (int64_t)x->body.received);

	x->written_in = arenas_take(&x->server->replies);
	x->reply = (struct http_reply){ .status = 200, .arena = x->written_in };
	if (clock_monotonic_ms() - x->rq.started_ms > deadline_ms)
		exchange_refuse(x, 503);
	else
		s->app->handle(worker, &x->rq, &x->reply);
	exchange_seal(x);
	server_take_back(x->server, job);
}

/* The reply is written, or the client is gone. */
void exchange_completed(void *cls, struct MHD_Connection *wire, void **context,
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
	x->connection->exchange = NULL;
	connection_enter(x->connection, PHASE_IDLE);
	s->in_flight--;
	metrics_gauge(GAUGE_IN_FLIGHT, -1);
	if (x->written_in)
		arenas_give(&s->replies, x->written_in);
	arenas_give(&s->requests, x->rq.arena);
}
