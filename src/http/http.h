/*
 * The wire: libmicrohttpd with one I/O thread that parses, streams bodies to
 * disk and writes, and a bounded pool of workers in lanes. A strict gate
 * stands before everything: one Host, one Content-Length, never with
 * Transfer-Encoding, no control bytes, no %00. A full lane answers 503 at once.
 */
#pragma once

#include "base/base.h"

#include <stdatomic.h>

/* What would go to a lane without workers takes the fast one. */
enum http_lane { HTTP_FAST, HTTP_SLOW, HTTP_WRITING, HTTP_LANES };

struct http_pair {
	str name; /* header names as received; compared without case */
	str value;
};
struct http_pairs LIST_OF(struct http_pair);

/* A part of a multipart body that carried a file; it is on disk and unnamed after the
 * reply. */
struct http_upload {
	str field;
	str file_name; /* as the client says; never a path, never trusted */
	str type;      /* likewise */
	str path;      /* of the temporary file, mode 0600; it may be renamed away */
	str sha256;    /* lower-case hex */
	int64_t bytes;
};
struct http_uploads LIST_OF(struct http_upload);

struct http_request {
	struct arena *arena; /* the connection's: lives until the reply is written */
	str method;
	str path;  /* decoded once, valid UTF-8, begins with '/' */
	str query; /* raw, without '?' */
	struct http_pairs headers;
	str address; /* of the client; X-Forwarded-For counts from trusted proxies only */
	str body;    /* of anything but multipart */
	struct http_pairs fields;    /* of a multipart body, in order; valid UTF-8 */
	struct http_uploads uploads; /* without those for which no file was chosen */
	int64_t started_ms;	     /* monotonic */
	void *plan;		     /* what http_app.plan noted */
};

str http_header(const struct http_request *rq, str name); /* "" when absent */

/*
 * Date, Content-Length, Connection, the Allow of a refused method and the
 * Retry-After of a full lane are added below; to a HEAD the length is told and
 * the body is not sent.
 */
struct http_reply {
	struct arena *arena; /* lives until the reply is written */
	int status;
	struct http_pairs headers;
	str body; /* must live in one of the two arenas or be static */
};

void http_reply_header(struct http_reply *rp, struct arena *a, str name, str value);

/* What the application wants to do with a request of which only the head is known. */
struct http_plan {
	int refuse; /* a status, or 0 to go on */
	enum http_lane lane;
	/*
	 * Bytes; of a multipart body this bounds the sum of its files. Other
	 * bodies are kept in memory and never pass 8 MiB.
	 */
	size_t body_max;
	bool multipart; /* may be multipart/form-data; files go to disk */
	void *note;	/* becomes request.plan */
};

struct http_app {
	/* Runs in the I/O thread: must not block. */
	struct http_plan (*plan)(const struct http_request *rq);
	/*
	 * May the files of this multipart body be kept? Asked once, with the first
	 * field, before a byte of a file is written. Must not block.
	 */
	bool (*admit)(const struct http_request *rq, str first_name, str first_value);
	/* A worker's own things (its database connection); NULL means it could not start.
	 */
	void *(*worker_start)(enum http_lane lane);
	void (*worker_stop)(void *worker);
	/* Runs in a worker, may block. */
	void (*handle)(void *worker, struct http_request *rq, struct http_reply *rp);
	/*
	 * An answer without a handler: 400 403 405 413 414 415 431 503 505; any
	 * thread, must not block. What could not be read of the request is empty.
	 */
	void (*refuse)(const struct http_request *rq, int status, struct http_reply *rp);
};

struct http_config {
	int listener;	/* a listening socket, inherited by every web process */
	int slot;	/* of this process among them, from 0: whose gauges these are */
	bool uncounted; /* its requests are in no figure: who asks for the figures */
	int fast_workers;
	int slow_workers;
	int writing_workers;
	int queue; /* requests waiting per lane before 503 */
	/*
	 * Of a request from its first byte to the handler; a body that comes at
	 * 16 KiB/s or more does not use it up.
	 */
	int deadline_ms;
	int head_ms;	 /* to receive a head; 0 means 10 s */
	int idle_ms;	 /* of a kept connection; 0 means 15 s */
	int per_address; /* its connections to this process, proxies excepted; 0: any
			    number */
	str upload_dir;	 /* for temporary files; exists */
	/* Addresses, ADDRESS/BITS and "unix", between commas or blanks. */
	str trusted_proxies;
	/* Called with stop once requests are served; may be NULL. */
	void (*ready)(const atomic_bool *stop);
};

/*
 * "ADDRESS:PORT", "[ADDRESS]:PORT" or the path of a unix socket (mode 0660; a
 * stale one is replaced). Called before the web processes are forked.
 */
err http_listen(str where, int *ret_listener);

/*
 * Serves until *stop becomes true (set by a signal handler), then takes no new
 * connection, finishes what it has accepted within 10 s, and returns. A fault
 * after that means that a handler is still running: the process has to exit.
 */
err http_serve(const struct http_config *config, const struct http_app *app,
	       const atomic_bool *stop);

/*
 * Requests by status class, refusals by status, in flight, waiting per lane,
 * connections, of all web processes together: Prometheus lines.
 */
void http_metrics(struct buf *out);
