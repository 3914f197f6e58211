/*
 * Sends requests and times the answers.
 * Usage: drive PORT RATE SECONDS CONNECTIONS REQUESTS
 *
 * With a RATE the loop is open: requests leave at their hour, whether or not the
 * earlier ones were answered, and each is timed from that hour. So a server that
 * stalls is not asked less, as it would be by a closed loop. REQUESTS are sent
 * round and round. With RATE 0 each connection sends the next as soon as it has
 * its answer, and every request is sent at most once.
 *
 * REQUESTS is a file: of each request its length on a line, then its bytes as
 * they go over the wire. Prints "ANSWERS ERRORS SECONDS P50 P99 MAX"; the last
 * three in milliseconds.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	CONNECTIONS_MAX = 256,
	SENT_MAX = 1000000,
	REQUESTS_MAX = 100000,
	HEAD_MAX = 8192,
	PATIENCE_S = 10, /* for the last answers */
};

struct request {
	const char *bytes;
	size_t n;
};

struct connection {
	int socket;
	double since; /* from when on the answer is timed */
	char head[HEAD_MAX];
	size_t head_n;
	bool in_body;
	size_t body_left;
};

static struct request requests[REQUESTS_MAX];
static int request_count;

static struct connection connections[CONNECTIONS_MAX];
static int idle[CONNECTIONS_MAX], idle_count;

static double latencies[SENT_MAX];
static int sent, total, answers, errors;
static double began, last_answer, rate, seconds;

static _Noreturn void refuse(const char *why)
{
	fprintf(stderr, "drive: %s\n", why);
	exit(1);
}

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double hour_of(int n)
{
	return rate > 0 ? began + n / rate : began;
}

static void send_next(struct connection *c)
{
	const struct request *r = &requests[sent % request_count];

	c->since = rate > 0 ? hour_of(sent) : now_s();
	c->head_n = 0;
	c->in_body = false;
	sent++;
	if (send(c->socket, r->bytes, r->n, MSG_NOSIGNAL) != (ssize_t)r->n)
		refuse("a request could not be sent");
}

static void answered(struct connection *c)
{
	last_answer = now_s();
	latencies[answers++] = (last_answer - c->since) * 1e3;
	if (strncmp(c->head, "HTTP/1.1 2", 10) != 0 && errors++ == 0)
		fprintf(stderr, "drive: %.*s\n", (int)strcspn(c->head, "\r"), c->head);
	idle[idle_count++] = (int)(c - connections);
}

/* Takes head bytes; returns how many of the given ones belong to it. */
static size_t take_head(struct connection *c, const char *p, size_t n)
{
	char *end, *length;
	size_t room = HEAD_MAX - 1 - c->head_n, before = c->head_n;

	if (n > room)
		n = room;
	memcpy(c->head + c->head_n, p, n);
	c->head_n += n;
	c->head[c->head_n] = '\0';
	end = strstr(c->head, "\r\n\r\n");
	if (!end)
		return n;
	length = strcasestr(c->head, "\r\nContent-Length: ");
	if (!length || length > end)
		refuse("an answer without a length");
	c->in_body = true;
	c->body_left = strtoul(length + strlen("\r\nContent-Length: "), NULL, 10);
	return (size_t)(end + 4 - c->head) - before;
}

static void take(struct connection *c, const char *p, size_t n)
{
	if (!c->in_body) {
		size_t used = take_head(c, p, n);

		if (!c->in_body)
			return;
		n -= used;
	}
	c->body_left -= n < c->body_left ? n : c->body_left;
	if (c->body_left == 0)
		answered(c);
}

static void receive(struct connection *c)
{
	static char bytes[1 << 18];
	ssize_t n = recv(c->socket, bytes, sizeof(bytes), MSG_DONTWAIT);

	if (n == 0)
		refuse("the server closed a connection");
	if (n > 0)
		take(c, bytes, (size_t)n);
}

static void open_connections(int port, int count, int poller)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port) };
	int on = 1;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	for (int i = 0; i < count; i++) {
		struct connection *c = &connections[i];
		struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };

		c->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
		if (connect(c->socket, (struct sockaddr *)&at, sizeof(at)) != 0)
			refuse("no connection");
		epoll_ctl(poller, EPOLL_CTL_ADD, c->socket, &e);
		idle[idle_count++] = i;
	}
}

/* Sends what is due; returns how long there is nothing to send, at most 1 s. */
static double send_due(void)
{
	double now = now_s();

	if (rate <= 0 && now - began >= seconds)
		total = sent;
	while (sent < total && idle_count && hour_of(sent) <= now)
		send_next(&connections[idle[--idle_count]]);
	if (sent == total || !idle_count)
		return 1;
	return hour_of(sent) - now < 1 ? hour_of(sent) - now : 1;
}

static void wait_for(int poller, double patience_s)
{
	struct epoll_event events[CONNECTIONS_MAX];
	struct timespec patience = { (time_t)patience_s,
				     (long)((patience_s - (double)(time_t)patience_s) *
					    1e9) };
	int n = epoll_pwait2(poller, events, CONNECTIONS_MAX, &patience, NULL);

	for (int i = 0; i < n; i++)
		receive(events[i].data.ptr);
}

static void read_requests(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	const char *p, *end;

	if (fd < 0 || fstat(fd, &st) != 0 || st.st_size == 0)
		refuse("no requests");
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		refuse("the requests cannot be mapped");
	for (end = p + st.st_size; p < end && request_count < REQUESTS_MAX;) {
		char *after;
		size_t n = strtoul(p, &after, 10);

		requests[request_count++] = (struct request){ after + 1, n };
		p = after + 1 + n;
	}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double percentile(double p)
{
	int at = (int)(p * answers);

	return latencies[at < answers ? at : answers - 1];
}

int main(int argc, char **argv)
{
	int poller = epoll_create1(EPOLL_CLOEXEC), count;

	if (argc != 6)
		refuse("usage: drive PORT RATE SECONDS CONNECTIONS REQUESTS");
	rate = strtod(argv[2], NULL);
	seconds = strtod(argv[3], NULL);
	count = (int)strtol(argv[4], NULL, 10);
	read_requests(argv[5]);
	total = rate > 0 ? (int)(rate * seconds) : request_count;
	if (count < 1 || count > CONNECTIONS_MAX || total < 1 || total > SENT_MAX)
		refuse("out of bounds");
	open_connections((int)strtol(argv[1], NULL, 10), count, poller);
	began = now_s();
	while (answers < total && now_s() < began + seconds + PATIENCE_S)
		wait_for(poller, send_due());
	if (!answers)
		refuse("no answer");
	qsort(latencies, (size_t)answers, sizeof(latencies[0]), by_size);
	printf("%d %d %.3f %.2f %.2f %.2f\n", answers, errors + total - answers,
	       last_answer - began, percentile(0.5), percentile(0.99),
	       latencies[answers - 1]);
	return 0;
}
