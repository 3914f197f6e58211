/*
 * Outgoing connections, all by libcurl: HTTP calls to other systems, letters to
 * an SMTP server. Only jobs call these: no transaction is open meanwhile.
 */
#pragma once

#include "base/base.h"

void fetch_start(void); /* once per process */

struct fetch_call {
	str url;	  /* http:// or https:// only; redirects are not followed */
	str method;	  /* "GET", "POST" */
	str content_type; /* of body */
	str body;
	int connect_ms;
	int total_ms;
	size_t limit; /* most bytes of an answer; more is a failure */
};

/* Why there is no answer; what people see is decided by the caller. */
enum fetch_outcome {
	FETCH_ANSWERED, /* any HTTP status */
	FETCH_UNREACHABLE,
	FETCH_TIMEOUT,
	FETCH_TOO_LARGE,
	FETCH_BROKEN, /* reset, truncated, bad TLS, not HTTP */
};

struct fetch_answer {
	enum fetch_outcome outcome;
	int status;
	str body;
	str detail; /* libcurl's words, for the log */
};

struct fetch_answer fetch_http(struct arena *a, const struct fetch_call *call);

/* What the mail server said: 250 sent, 4xx later, 5xx never, 0 not reached. */
struct fetch_smtp {
	int code;
	str detail;
};

/* url is smtp://[user:pass@]host:port or smtps://…; letter is RFC 5322 with CRLF. */
struct fetch_smtp fetch_send(struct arena *a, str url, str from, str to, str letter);

/*
 * Greets the server as fetch_send() does (TLS and password too) and writes no
 * letter: code 0 when it cannot be used, else its answer to the greeting.
 */
struct fetch_smtp fetch_smtp_reach(struct arena *a, str url);
