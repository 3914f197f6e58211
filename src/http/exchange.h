/* One request on the wire and its answer. */
#pragma once

#include <microhttpd.h>
#include <stdarg.h>
#include <stdatomic.h>

#include "http/arenas.h"
#include "http/body.h"
#include "http/connections.h"
#include "http/lane.h"

/* What belongs to one http_serve(). Only the I/O thread touches what is not marked. */
struct server {
	const struct http_config *config;
	const struct http_app *app;
	struct arena *arena;
	struct networks trusted;
	struct spool spool;
	struct connections connections;
	struct lane lanes[HTTP_LANES];
	struct MHD_Daemon *daemon;
	int daemon_fd; /* readable when the library has work */
	int in_flight;
	struct arenas requests;
	/* Shared with the workers. */
	struct arenas replies;
	_Atomic(struct lane_job *) done; /* answered, to be resumed */
	_Atomic bool asleep;
	int wake_fd;
	_Atomic bool draining;
};

struct exchange {
	struct lane_job job; /* first: a lane hands back its address */
	struct server *server;
	struct MHD_Connection *wire;
	struct connection *connection;
	struct http_request rq;
	struct http_reply reply;
	struct arena *written_in; /* by a worker; NULL: the reply is in rq.arena */
	struct http_plan plan;
	struct gate_framing framing;
	struct body body;
	str target;
	bool planned;
	int refuse;		       /* when the body, if any, is through */
	struct MHD_Response *response; /* ready to be sent */
};

/* The library's callbacks. */
void *exchange_begin(void *cls, const char *uri, struct MHD_Connection *wire);
size_t exchange_leave_escaped(void *cls, struct MHD_Connection *wire, char *s);
enum MHD_Result exchange_continue(void *cls, struct MHD_Connection *wire, const char *url,
				  const char *method, const char *version,
				  const char *data, size_t *size, void **context);
void exchange_completed(void *cls, struct MHD_Connection *wire, void **context,
			enum MHD_RequestTerminationCode why);

/*
 * The library speaks of an error. In a complete head that it cannot parse, 0.9.75
 * would answer with two heads; then our answer goes out before and alone.
 */
void exchange_overrule(void *cls, const char *fmt, va_list args);

/* In a worker. */
void exchange_run(void *worker, struct lane_job *job);
void server_take_back(struct server *s, struct lane_job *job);

/* The answer that the application gives instead of a handler. */
void exchange_refuse(struct exchange *x, int status);

/* Makes the library's form of the reply; any thread. */
void exchange_seal(struct exchange *x);

/*
 * Writes a refusal to the socket at once and leaves the rest of the request
 * unread: the library would first want to receive it.
 */
void exchange_cut_short(struct exchange *x, int status);
