#include "http/connections.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/metrics.h"

enum {
	BYTES_PER_SECOND = 1024,
	SLOW_START_MS = 5 * 1000, /* before the rate is looked at */
	WRITE_MS = 60 * 1000,
	LINGER_MS = 2 * 1000,
};

void connections_init(struct connections *cs, struct arena *a, struct patience p)
{
	*cs = (struct connections){ .arena = a, .patience = p };
	if (!p.head_ms)
		cs->patience.head_ms = 10 * 1000;
	if (!p.idle_ms)
		cs->patience.idle_ms = 15 * 1000;
	pthread_mutex_init(&cs->lock, NULL);
}

void connection_enter(struct connection *c, enum phase phase)
{
	int64_t now = clock_monotonic_ms();

	atomic_store_explicit(&c->phase_ms, now, memory_order_relaxed);
	if (phase <= PHASE_HEAD)
		atomic_store_explicit(&c->begun_ms, now, memory_order_relaxed);
	atomic_store_explicit(&c->bytes, 0, memory_order_relaxed);
	atomic_store_explicit(&c->phase, (int)phase, memory_order_relaxed);
}

struct connection *connections_add(struct connections *cs, int socket,
				   struct address peer)
{
	struct connection *c;

	pthread_mutex_lock(&cs->lock);
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
	pthread_mutex_unlock(&cs->lock);
	atomic_fetch_add(&cs->open, 1);
	metrics_gauge(GAUGE_CONNECTIONS, 1);
	return c;
}

void connections_remove(struct connections *cs, struct connection *c)
{
	pthread_mutex_lock(&cs->lock);
	if (c->prev)
		c->prev->next = c->next;
	else
		cs->first = c->next;
	if (c->next)
		c->next->prev = c->prev;
	c->next = cs->spare;
	cs->spare = c;
	pthread_mutex_unlock(&cs->lock);
	atomic_fetch_sub(&cs->open, 1);
	metrics_gauge(GAUGE_CONNECTIONS, -1);
}

/* In the I/O thread, which alone changes the list: no lock. */
int connections_from(const struct connections *cs, const struct address *peer)
{
	int n = 0;

	for (const struct connection *c = cs->first; c; c = c->next)
		n += address_eq(&c->peer, peer);
	return n;
}

void connections_linger(struct connections *cs, const struct connection *c)
{
	int64_t until = clock_monotonic_ms() + LINGER_MS;

	pthread_mutex_lock(&cs->lock);
	if (cs->lingering_count < LINGERING_MAX) {
		int fd = fcntl(c->socket, F_DUPFD_CLOEXEC, 0);

		if (fd >= 0)
			cs->lingering[cs->lingering_count++] =
				(struct lingering){ fd, until };
	}
	pthread_mutex_unlock(&cs->lock);
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

static bool too_slow(const struct patience *p, struct connection *c, int64_t now)
{
	int64_t phase_ms = atomic_load_explicit(&c->phase_ms, memory_order_relaxed);
	int64_t bytes = atomic_load_explicit(&c->bytes, memory_order_relaxed);

	switch (atomic_load_explicit(&c->phase, memory_order_relaxed)) {
	case PHASE_IDLE:
		return now - phase_ms > p->idle_ms;
	case PHASE_NEW:
	case PHASE_HEAD:
		return now - phase_ms > p->head_ms;
	case PHASE_BODY:
		return now - c->begun_ms > p->deadline_ms ||
		       !rate_kept(bytes, phase_ms, now);
	case PHASE_WRITING:
		return !rate_kept(bytes, phase_ms + WRITE_MS, now);
	default:
		return false;
	}
}

void connections_sweep(struct connections *cs)
{
	int64_t now = clock_monotonic_ms();

	pthread_mutex_lock(&cs->lock);
	for (struct connection *c = cs->first; c; c = c->next)
		if (too_slow(&cs->patience, c, now))
			shutdown(c->socket, SHUT_RDWR);
	sweep_lingering(cs, now);
	pthread_mutex_unlock(&cs->lock);
}

void connections_shut(struct connections *cs, bool all)
{
	pthread_mutex_lock(&cs->lock);
	for (struct connection *c = cs->first; c; c = c->next)
		if (all || atomic_load(&c->phase) <= PHASE_IDLE)
			shutdown(c->socket, SHUT_RDWR);
	pthread_mutex_unlock(&cs->lock);
}

void connections_free(struct connections *cs)
{
	for (int i = 0; i < cs->lingering_count; i++)
		close(cs->lingering[i].socket);
	cs->lingering_count = 0;
	pthread_mutex_destroy(&cs->lock);
}
