#include "http/connections.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/metrics.h"

enum {
	BYTES_PER_SECOND = 1024,
	EASY_BYTES_PER_SECOND = 16 * 1024, /* of an office with a slow line */
	SLOW_START_MS = 5 * 1000,	   /* before the rate is looked at */
	WRITE_MS = 60 * 1000,
	LINGER_MS = 2 * 1000,
	SWEEP_MS = 100,
};

void connections_init(struct connections *cs, struct arena *a, struct patience p)
{
	*cs = (struct connections){ .arena = a, .patience = p };
	if (!p.head_ms)
		cs->patience.head_ms = 10 * 1000;
	if (!p.idle_ms)
		cs->patience.idle_ms = 15 * 1000;
}

void connection_enter(struct connection *c, enum phase phase)
{
	c->phase = phase;
	c->phase_ms = clock_monotonic_ms();
	if (phase <= PHASE_HEAD)
		c->begun_ms = c->phase_ms;
	c->bytes = 0;
}

struct connection *connections_add(struct connections *cs, int socket,
				   struct address peer)
{
	struct connection *c;

	c = cs->spare;
	if (c)
		cs->spare = c->next;
	else
		c = NEW(cs->arena, struct connection);
	c->socket = socket;
	c->peer = peer;
	connection_enter(c, PHASE_NEW);
	c->prev = NULL;
	c->next = cs->first;
	if (c->next)
		c->next->prev = c;
	cs->first = c;
	cs->open++;
	metrics_gauge(GAUGE_CONNECTIONS, 1);
	return c;
}

void connections_remove(struct connections *cs, struct connection *c)
{
	if (c->prev)
		c->prev->next = c->next;
	else
		cs->first = c->next;
	if (c->next)
		c->next->prev = c->prev;
	c->next = cs->spare;
	cs->spare = c;
	cs->open--;
	metrics_gauge(GAUGE_CONNECTIONS, -1);
}

int connections_from(const struct connections *cs, const struct address *peer)
{
	int n = 0;

	for (const struct connection *c = cs->first; c; c = c->next)
		n += address_eq(&c->peer, peer);
	return n;
}

void connections_linger(struct connections *cs, const struct connection *c)
{
	int fd = -1;

	if (cs->lingering_count < LINGERING_MAX)
		fd = fcntl(c->socket, F_DUPFD_CLOEXEC, 0);
	if (fd >= 0)
		cs->lingering[cs->lingering_count++] =
			(struct lingering){ fd, clock_monotonic_ms() + LINGER_MS };
}

/* false when the client has closed, too. */
static bool read_empty(int socket)
{
	char waste[16 * 1024];
	ssize_t n;

	for (int rounds = 0; rounds < 64; rounds++) {
		n = recv(socket, waste, sizeof(waste), MSG_DONTWAIT);
		if (n <= 0)
			return n < 0;
	}
	return true;
}

static void sweep_lingering(struct connections *cs, int64_t now)
{
	int kept = 0;

	for (int i = 0; i < cs->lingering_count; i++) {
		struct lingering l = cs->lingering[i];

		if (now < l.until_ms && read_empty(l.socket))
			cs->lingering[kept++] = l;
		else
			close(l.socket);
	}
	cs->lingering_count = kept;
}

static bool rate_kept(int64_t bytes, int64_t since_ms, int64_t now)
{
	return now - since_ms <= SLOW_START_MS + bytes * 1000 / BYTES_PER_SECOND;
}

int64_t deadline_of(int deadline_ms, int64_t bytes)
{
	return deadline_ms + bytes * 1000 / EASY_BYTES_PER_SECOND;
}

static bool too_slow(const struct patience *p, const struct connection *c, int64_t now)
{
	switch (c->phase) {
	case PHASE_NEW:
	case PHASE_HEAD:
		return now - c->phase_ms > p->head_ms;
	case PHASE_IDLE:
		return now - c->phase_ms > p->idle_ms;
	case PHASE_BODY:
		return now - c->begun_ms > deadline_of(p->deadline_ms, c->bytes) ||
		       !rate_kept(c->bytes, c->phase_ms, now);
	case PHASE_WRITING:
		return !rate_kept(c->bytes, c->phase_ms + WRITE_MS, now);
	case PHASE_HANDLED:
		break;
	}
	return false;
}

void connections_sweep(struct connections *cs)
{
	int64_t now = clock_monotonic_ms();

	if (now - cs->swept_ms < SWEEP_MS)
		return;
	cs->swept_ms = now;
	for (struct connection *c = cs->first; c; c = c->next)
		if (too_slow(&cs->patience, c, now))
			shutdown(c->socket, SHUT_RDWR);
	sweep_lingering(cs, now);
}

void connections_shut(struct connections *cs, bool all)
{
	for (struct connection *c = cs->first; c; c = c->next)
		if (all || c->phase <= PHASE_IDLE)
			shutdown(c->socket, SHUT_RDWR);
}

void connections_free(struct connections *cs)
{
	for (int i = 0; i < cs->lingering_count; i++)
		close(cs->lingering[i].socket);
	cs->lingering_count = 0;
}
