/*
 * The strict gate: pure checks of a request's head, stricter than the parser
 * of the library below, so that a message has one meaning to us and to every
 * proxy in front. Each answers 0 or the status to refuse with.
 */
#pragma once

#include "http/http.h"

enum {
	REQUEST_LINE_MAX = 8 * 1024,
	HEADERS_MAX = 16 * 1024,
	HEADER_COUNT_MAX = 100,
};

struct gate_head {
	str method;
	str target; /* raw */
	str version;
	struct http_pairs headers;
	size_t line_bytes; /* as received, without its CRLF */
	size_t bytes;	   /* of the whole head, as received */
	size_t gap_bytes;  /* colons and spaces between names and values */
};

struct gate_framing {
	bool chunked;
	int64_t length; /* of the body; 0 when chunked */
};

/* 400, 405, 413, 414, 431 or 505. */
int gate_head(const struct gate_head *h, struct gate_framing *ret);

/* Of a Content-Length: digits only. 400 or 413. */
int gate_length(str value, int64_t *ret);

/*
 * Decodes the path of an origin-form target once. Refuses %00, %2f, control
 * characters, other line ends, broken escapes, what is not UTF-8, and segments "." and
 * "..".
 */
int gate_target(struct arena *a, str target, str *ret_path, str *ret_query);
