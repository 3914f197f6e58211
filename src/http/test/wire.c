#include "wire.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static struct http_config config;
static char upload_dir[200];
static char unix_socket[100];
static int port;
static pthread_t thread;
static atomic_bool stop;
static struct fault fault;
static bool faulted;
static sem_t release;
static _Atomic int waiting;
static _Atomic int handled;

/* ---- the application ------------------------------------------------------- */

static struct http_plan plan(const struct http_request *rq)
{
	struct http_plan p = { .body_max = WIRE_BODY_MAX };

	if (str_eq(rq->path, S("/up")) || str_eq(rq->path, S("/big"))) {
		p.multipart = true;
		p.body_max = WIRE_FILES_MAX << (rq->path.n == 4 ? 4 : 0);
	}
	if (str_eq(rq->path, S("/slow")))
		p.lane = HTTP_SLOW;
	if (str_eq(rq->path, S("/write")))
		p.lane = HTTP_WRITING;
	if (str_eq(rq->path, S("/no")))
		p.refuse = 403;
	return p;
}

static bool admit(const struct http_request *rq, str name, str value)
{
	(void)rq;
	return str_eq(name, S("csrf")) && str_eq(value, S("yes"));
}

static void *worker_start(enum http_lane lane)
{
	static int worker;

	(void)lane;
	return &worker;
}

static void worker_stop(void *worker)
{
	(void)worker;
}

static void tell_files(const struct http_request *rq, struct buf *b)
{
	for (size_t i = 0; i < rq->uploads.count; i++) {
		const struct http_upload *u = &rq->uploads.items[i];
		char path[300];
		FILE *f;
		int c;
		long sum = 0;

		snprintf(path, sizeof(path), "%.*s", P(u->path));
		f = fopen(path, "r");
		while (f && (c = getc(f)) != EOF)
			sum = (sum * 31 + c) % 1000003;
		if (f)
			fclose(f);
		buf_fmt(b, "%.*s: %.*s %.*s %lld %.*s %ld\n", P(u->field),
			P(u->file_name), P(u->type), (long long)u->bytes, P(u->sha256),
			sum);
	}
}

static void tell(const struct http_request *rq, struct buf *b)
{
	buf_fmt(b, "%.*s %.*s ?%.*s by %.*s: %.*s\n", P(rq->method), P(rq->path),
		P(rq->query), P(rq->address), P(rq->body));
	for (size_t i = 0; i < rq->fields.count; i++)
		buf_fmt(b, "%.*s=%.*s\n", P(rq->fields.items[i].name),
			P(rq->fields.items[i].value));
	tell_files(rq, b);
}

static void handle(void *worker, struct http_request *rq, struct http_reply *rp)
{
	struct buf b = buf_new(rq->arena);

	(void)worker;
	atomic_fetch_add(&handled, 1);
	if (str_eq(rq->path, S("/wait")) || str_eq(rq->path, S("/write"))) {
		atomic_fetch_add(&waiting, 1);
		sem_wait(&release);
		atomic_fetch_sub(&waiting, 1);
	}
	if (str_eq(rq->path, S("/page")))
		rp->body = (str){ arena_alloc(rq->arena, WIRE_PAGE), WIRE_PAGE };
	else
		tell(rq, &b);
	if (b.n)
		rp->body = buf_str(&b);
	http_reply_header(rp, rq->arena, S("Content-Type"), S("text/plain"));
}

static void refuse(const struct http_request *rq, int status, struct http_reply *rp)
{
	rp->body = arena_fmt(rq->arena, "refused %d\n", status);
	http_reply_header(rp, rq->arena, S("X-Refused"), S("yes"));
}

static const struct http_app app = { plan,	  admit,  worker_start,
				     worker_stop, handle, refuse };

/* ---- the server ------------------------------------------------------------ */

struct http_config wire_config(void)
{
	return (struct http_config){ .fast_workers = 2,
				     .slow_workers = 2,
				     .queue = 4,
				     .deadline_ms = 60 * 1000,
				     .upload_dir = S(""),
				     .trusted_proxies = S("") };
}

static void *run(void *arg)
{
	err e = http_serve(&config, &app, &stop);

	(void)arg;
	faulted = e != OK;
	if (e)
		fault = *e;
	return NULL;
}

static void note_port(void)
{
	struct sockaddr_in at;
	socklen_t n = sizeof(at);

	getsockname(config.listener, (struct sockaddr *)&at, &n);
	port = ntohs(at.sin_port);
}

void wire_start(struct http_config c, str unix_path)
{
	config = c;
	snprintf(upload_dir, sizeof(upload_dir), "%.*s", P(test_dir()));
	snprintf(unix_socket, sizeof(unix_socket), "%.*s", P(unix_path));
	config.upload_dir = str_from(upload_dir);
	CHECK_OK(http_listen(unix_path.n ? unix_path : S("127.0.0.1:0"),
			     &config.listener));
	if (!unix_path.n)
		note_port();
	stop = false;
	atomic_store(&handled, 0);
	sem_init(&release, 0, 0);
	CHECK("a thread", pthread_create(&thread, NULL, run, NULL) == 0);
}

void wire_begin_stop(void)
{
	stop = true;
}

err wire_stop(void)
{
	wire_begin_stop();
	pthread_join(thread, NULL);
	close(config.listener);
	sem_destroy(&release);
	return faulted ? FAULT(fault.kind, "%s", fault.text) : OK;
}

str wire_uploads(void)
{
	return str_from(upload_dir);
}

static int count_files(const char *path)
{
	DIR *d = opendir(path);
	const struct dirent *e;
	char below[500];
	int n = 0;

	while (d && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(below, sizeof(below), "%s/%s", path, e->d_name);
		n += e->d_type == DT_DIR ? count_files(below) : 1;
	}
	if (d)
		closedir(d);
	return n;
}

int wire_upload_files(void)
{
	return count_files(upload_dir);
}

int64_t wire_metric(str name)
{
	struct buf b = buf_new(test_arena());
	str rest;
	int64_t n = -1;

	http_metrics(&b);
	rest = buf_str(&b);
	while (rest.n) {
		str line = str_cut(&rest, '\n');

		if (str_starts(line, name))
			str_int(str_skip(line, name.n + 1), &n);
	}
	return n;
}

int wire_waiting(void)
{
	return atomic_load(&waiting);
}

int wire_handled(void)
{
	return atomic_load(&handled);
}

void wire_release(int workers)
{
	while (workers--)
		sem_post(&release);
}

/* ---- the client ------------------------------------------------------------ */

static int connect_tcp(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port),
				  .sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	CHECK("connected", connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0);
	return fd;
}

static int connect_unix(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(at.sun_path, unix_socket, strlen(unix_socket));
	CHECK("connected", connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0);
	return fd;
}

struct wire wire_open(void)
{
	const struct timeval patience = { .tv_sec = 30 };
	struct wire w = { .in = buf_new(test_arena()) };

	w.fd = unix_socket[0] ? connect_unix() : connect_tcp();
	setsockopt(w.fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return w;
}

bool wire_send(struct wire *w, str bytes)
{
	while (bytes.n) {
		ssize_t n = send(w->fd, bytes.p, bytes.n, MSG_NOSIGNAL);

		if (n < 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

static bool receive(struct wire *w)
{
	char part[16 * 1024];
	ssize_t n = recv(w->fd, part, sizeof(part), 0);

	if (n > 0)
		buf_add(&w->in, (str){ part, (size_t)n });
	return n > 0;
}

static str unread(const struct wire *w)
{
	return str_skip(buf_str(&w->in), w->at);
}

static size_t find_body(str s)
{
	const char *end = s.n ? memmem(s.p, s.n, "\r\n\r\n", 4) : NULL;

	return end ? (size_t)(end - s.p) + 4 : 0;
}

static struct answer read_answer(struct wire *w, bool has_body)
{
	struct answer a = { 0 };
	size_t body;
	int64_t length = 0;
	int64_t status = 0;

	while ((body = find_body(unread(w))) == 0)
		if (!receive(w))
			return a;
	a.head = arena_str(test_arena(), str_left(unread(w), body));
	str_int(str_left(str_skip(a.head, 9), 3), &status);
	a.status = (int)status;
	if (has_body)
		str_int(answer_header(&a, S("Content-Length")), &length);
	while (unread(w).n < body + (size_t)length)
		if (!receive(w))
			break;
	a.body = arena_str(test_arena(),
			   str_left(str_skip(unread(w), body), (size_t)length));
	w->at += body + (size_t)length;
	return a;
}

struct answer wire_read(struct wire *w)
{
	return read_answer(w, true);
}

struct answer wire_read_head_only(struct wire *w)
{
	return read_answer(w, false);
}

bool wire_closed(struct wire *w)
{
	char c;

	return unread(w).n == 0 && recv(w->fd, &c, 1, 0) == 0;
}

void wire_close(struct wire *w)
{
	close(w->fd);
}

struct answer wire_ask(str request)
{
	struct wire w = wire_open();
	struct answer a;

	wire_send(&w, request);
	a = wire_read(&w);
	wire_close(&w);
	return a;
}

str answer_header(const struct answer *a, str name)
{
	str rest = a->head;

	while (rest.n) {
		str line = str_cut(&rest, '\n');
		str value = line;

		if (str_eq_nocase(str_cut(&value, ':'), name))
			return str_trim(value);
	}
	return S("");
}
