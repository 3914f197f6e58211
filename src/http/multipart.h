/*
 * multipart/form-data as a strict stream (RFC 7578, what browsers and curl
 * write): bytes go in as they arrive, parts come out. No preamble, no nested
 * multiparts, no transfer encodings; a Content-Disposition with a name in every
 * part. Pure but for its sink.
 */
#pragma once

#include "http/http.h"

enum {
	MULTIPART_PARTS_MAX = 64,
	MULTIPART_HEAD_MAX = 4 * 1024, /* of one part */
	MULTIPART_BOUNDARY_MAX = 70,
};

struct multipart_part {
	str name;
	str file_name;
	str type;
	bool is_file; /* it has a file name, maybe the empty one */
};

/* Each answers 0 or the status to refuse the request with. */
struct multipart_sink {
	int (*begin)(void *sink, const struct multipart_part *part);
	int (*bytes)(void *sink, str bytes);
	int (*end)(void *sink);
};

struct multipart {
	struct arena *arena;
	const struct multipart_sink *to;
	void *sink;
	enum { AT_DATA, AT_BORDER, AT_HEAD, AT_END } state;
	char border[MULTIPART_BOUNDARY_MAX + 8]; /* CR LF - - boundary */
	size_t border_n;
	size_t matched; /* bytes of the border seen at the end of the input so far */
	char after[2];	/* what follows a border: CR LF or - - */
	size_t after_n;
	char head[MULTIPART_HEAD_MAX];
	size_t head_n;
	int parts;
};

/* false when the type is not multipart/form-data with a usable boundary. */
bool multipart_boundary(str content_type, str *ret);

struct multipart *multipart_new(struct arena *a, str boundary,
				const struct multipart_sink *to, void *sink);

/* 0, or the status to refuse with; after that the parser is of no use. */
int multipart_add(struct multipart *m, str bytes);

/* 0 when the closing boundary has come, else 400. */
int multipart_end(const struct multipart *m);
