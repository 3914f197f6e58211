/*
 * A real server in a thread of the test, spoken to over raw sockets. Its
 * application: /echo tells what it was asked, /up takes files (1 MiB), /big
 * takes files (16 MiB), /slow is of the slow lane, /wait blocks its worker until
 * wire_release(), /no is refused by its plan, /page is 6 kB.
 */
#pragma once

#include "http/http.h"
#include "test/test.h"

enum { WIRE_BODY_MAX = 64 * 1024, WIRE_FILES_MAX = 1024 * 1024, WIRE_PAGE = 6000 };

/* Two workers a lane, four waiting, long deadlines; to be changed before wire_start(). */
struct http_config wire_config(void);

/* Over TCP; over the unix socket of that path when it is not empty. */
void wire_start(struct http_config config, str unix_path);
err wire_stop(void);	    /* what http_serve() returned */
void wire_begin_stop(void); /* SIGTERM has come */
str wire_uploads(void);	    /* the directory */
int wire_upload_files(void);

/* The value of one line of http_metrics(): "http_waiting{lane=\"fast\"}". */
int64_t wire_metric(str name);

/* What the application has seen. */
int wire_waiting(void); /* workers inside /wait */
int wire_handled(void);
void wire_release(int workers);

struct wire {
	int fd;
	struct buf in;
	size_t at; /* answers before it were read */
};

struct answer {
	int status; /* 0: closed without one */
	str head;
	str body;
};

struct wire wire_open(void);
bool wire_send(struct wire *w, str bytes); /* false: the server has closed, too */
struct answer wire_read(struct wire *w);
struct answer wire_read_head_only(struct wire *w);
bool wire_closed(struct wire *w); /* waits for the end of the connection */
void wire_close(struct wire *w);

/* One request on a connection of its own. */
struct answer wire_ask(str request);
str answer_header(const struct answer *a, str name);
