/* One request on the wire and its answer. */
#pragma once

#include <microhttpd.h>

#include "http/body.h"
#include "http/connections.h"
#include "http/lane.h"

enum { SPARE_ARENAS = 64 };

struct server {
	const struct http_config *config;
	const struct http_app *app;
	struct arena *arena;
	struct networks trusted;
	struct spool spool;
	struct connections connections;
	struct lane lanes[HTTP_LANES];
	struct MHD_Daemon *daemon;
	struct arena
		*spare[SPARE_ARENAS]; /* of the I/O thread, as are those that follow */
	int spare_count;
	_Atomic int in_flight;
	_Atomic bool draining;
};

struct exchange {
	struct lane_job job; /* first: a lane hands back its address */
	struct server *server;
	struct MHD_Connection *wire;
	struct connection *connection;
	struct http_request rq;
	struct http_reply reply;
	struct http_plan plan;
	struct gate_framing framing;
	struct body body;
	str target;
	bool planned;
	int refuse;		       /* when the body, if any, is through */
	struct MHD_Response *response; /* ready to be sent */
};

/* The answer that the application gives instead of a handler. */
void exchange_refuse(struct exchange *x, int status);

/* Makes the library's form of the reply; any thread. */
void exchange_seal(struct exchange *x);

/*
 * Writes a refusal to the socket at once and leaves the rest of the request
 * unread: the library would first want to receive it.
 */
void exchange_cut_short(struct exchange *x, int status);
