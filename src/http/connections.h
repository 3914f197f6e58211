/*
 * The open connections, kept beside the library because its own timeout is one
 * of inactivity: a client that drips a byte every second would stay for ever.
 * Only the I/O thread looks at them.
 */
#pragma once

#include "http/address.h"

enum phase {
	PHASE_NEW,  /* waits for its first request line */
	PHASE_IDLE, /* waits for a further one */
	PHASE_HEAD,
	PHASE_BODY,
	PHASE_HANDLED, /* waits for a worker or is with one */
	PHASE_WRITING,
};

struct exchange;

struct connection {
	struct connection *next, *prev;
	struct exchange *exchange; /* the request it is about, if any */
	int socket;
	struct address peer;
	enum phase phase;
	int64_t phase_ms; /* when it began, monotonic */
	int64_t begun_ms; /* when the request did */
	int64_t bytes;	  /* of the body received, of the reply to write */
};

struct patience {
	int head_ms;
	int idle_ms;
	int deadline_ms;
};

enum { LINGERING_MAX = 64 };

/* A connection closed on a client that is still sending: its socket, read empty for a
 * while. */
struct lingering {
	int socket;
	int64_t until_ms;
};

struct connections {
	struct arena *arena;
	struct connection *first;
	struct connection *spare;
	int open;
	struct patience patience;
	struct lingering lingering[LINGERING_MAX];
	int lingering_count;
	int64_t swept_ms;
};

void connections_init(struct connections *cs, struct arena *a, struct patience p);
struct connection *connections_add(struct connections *cs, int socket,
				   struct address peer);
void connections_remove(struct connections *cs, struct connection *c);
int connections_from(const struct connections *cs, const struct address *peer);

void connection_enter(struct connection *c, enum phase phase);

/* Closing now would reset the connection, and the client might never see the answer. */
void connections_linger(struct connections *cs, const struct connection *c);

/* What a request that brought so many bytes may take until its handler. */
int64_t deadline_of(int deadline_ms, int64_t bytes);

/* Now and then shuts down who has been too slow, and the lingering ones that are through.
 */
void connections_sweep(struct connections *cs);

/* Shuts down all, or only those that wait for a request line. */
void connections_shut(struct connections *cs, bool all);
void connections_free(struct connections *cs);
