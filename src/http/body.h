/* A request's body as it arrives: kept in memory, or as parts with files on disk. */
#pragma once

#include <sodium.h>

#include "http/gate.h"
#include "http/multipart.h"
#include "http/spool.h"

enum {
	BODY_MEMORY_MAX = 8 * 1024 * 1024,
	FIELD_MAX = 64 * 1024,
	/* Of a multipart body, besides its files: fields, heads, borders. */
	FRAMING_MAX = 128 * 1024,
};

struct body {
	/* Given before body_begin(). */
	struct http_request *rq;
	const struct http_app *app;
	const struct spool *spool;
	int file; /* that is being written; -1 for none */
	size_t files_max;
	size_t bytes_max; /* of all of it */
	size_t received;
	struct buf bytes;
	struct multipart *parts;
	/* The part that is arriving. */
	struct multipart_part part;
	struct buf value;
	struct http_upload upload;
	crypto_hash_sha256_state hash;
	/* Of the parts so far. */
	size_t file_bytes;
	bool admitted;
};

/* The body to come. 0, or the status to refuse with before anything is read. */
int body_begin(struct body *b, const struct http_plan *plan,
	       const struct gate_framing *f);
int body_add(struct body *b, str bytes); /* likewise */
int body_end(struct body *b);		 /* likewise; when 0, the request is complete */
void body_drop(struct body *b);		 /* removes the files */
