#include <stdio.h>
#include <sys/socket.h>
#include <time.h>

#include "http/exchange.h"

str http_header(const struct http_request *rq, str name)
{
	for (size_t i = 0; i < rq->headers.count; i++)
		if (rq->headers.items[i].name.n == name.n &&
		    str_eq_nocase(rq->headers.items[i].name, name))
			return rq->headers.items[i].value;
	return S("");
}

void http_reply_header(struct http_reply *rp, struct arena *a, str name, str value)
{
	*PUSH(a, &rp->headers) = (struct http_pair){ name, value };
}

void exchange_refuse(struct exchange *x, int status)
{
	struct http_reply *rp = &x->reply;

	*rp = (struct http_reply){ .status = status, .arena = x->rq.arena };
	x->server->app->refuse(&x->rq, status, rp);
	if (status == 405)
		http_reply_header(rp, x->rq.arena, S("Allow"),
				  S("GET, HEAD, POST, PUT, PATCH, DELETE"));
	if (status == 503)
		http_reply_header(rp, x->rq.arena, S("Retry-After"), S("1"));
	metrics_refused(status);
}

/* After a chunked body nothing more is read: its framing is checked less strictly below.
 */
static bool must_close(const struct exchange *x)
{
	return x->framing.chunked || atomic_load(&x->server->draining);
}

static void add_header(struct exchange *x, str name, str value)
{
	struct arena *a = x->rq.arena;

	if (!str_one_line(value) ||
	    MHD_add_response_header(x->response, arena_cstr(a, name),
				    arena_cstr(a, value)) != MHD_YES)
		panic("the reply header %.*s is malformed", P(name));
}

void exchange_seal(struct exchange *x)
{
	const struct http_reply *rp = &x->reply;

	x->response = MHD_create_response_from_buffer(
		rp->body.n, (void *)(uintptr_t)rp->body.p, MHD_RESPMEM_PERSISTENT);
	if (!x->response)
		panic("no memory for a reply");
	for (size_t i = 0; i < rp->headers.count; i++)
		add_header(x, rp->headers.items[i].name, rp->headers.items[i].value);
	if (must_close(x))
		add_header(x, S("Connection"), S("close"));
}

static str date_now(struct arena *a)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed",
					    "Thu", "Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct timespec now;
	struct tm t;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &t);
	return arena_fmt(a, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[t.tm_wday],
			 t.tm_mday, months[t.tm_mon], t.tm_year + 1900, t.tm_hour,
			 t.tm_min, t.tm_sec);
}

void exchange_cut_short(struct exchange *x, int status)
{
	struct arena *a = x->rq.arena;
	struct buf out = buf_new(a);
	ssize_t sent;

	exchange_refuse(x, status);
	buf_fmt(&out, "HTTP/1.1 %d %s\r\nDate: %.*s\r\nConnection: close\r\n",
		x->reply.status, MHD_get_reason_phrase_for((unsigned)x->reply.status),
		P(date_now(a)));
	for (size_t i = 0; i < x->reply.headers.count; i++)
		buf_fmt(&out, "%.*s: %.*s\r\n", P(x->reply.headers.items[i].name),
			P(x->reply.headers.items[i].value));
	buf_fmt(&out, "Content-Length: %zu\r\n\r\n", x->reply.body.n);
	if (!str_eq(x->rq.method, S("HEAD")))
		buf_add(&out, x->reply.body);
	/* What does not fit the socket's buffer is lost with the connection. */
	sent = send(x->connection->socket, out.p, out.n, MSG_DONTWAIT | MSG_NOSIGNAL);
	(void)sent;
	metrics_answered(x->reply.status);
	connections_linger(&x->server->connections, x->connection);
}
