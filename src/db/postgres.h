/* What postgres.c and postgres_link.c share; no other file sees the library. */
#pragma once

#include "db/engine.h"

#include <libpq-fe.h>

struct postgres {
	struct db db;
	PGconn *conn;
	const char *url;
	const char *role;
	unsigned generation; /* of the connection: prepared statements die with it */
	unsigned names;	     /* given to prepared statements */
	bool lost;	     /* did not answer, or answered what was not asked */
	bool begin_owed;     /* goes with the first statement */
	bool answer_owed;    /* to a COMMIT or ROLLBACK that nobody waited for */
	int64_t pause;	     /* ms */
	int64_t again_at;    /* not before, on the monotonic clock */
};

/* Commands sent in one round trip. */
struct batch {
	int sent;
	int good;	  /* answered without a fault, in order */
	PGresult *answer; /* the last good one, or the first that is not */
};

bool postgres_connected(const struct postgres *p);

/* The fault that r, or the lost connection, tells of. */
err postgres_fault(struct postgres *p, const PGresult *r, const char *sql);

/* Into the batch: a command without arguments, or what libpq said to another one. */
void postgres_send(struct postgres *p, struct batch *b, const char *sql);
void postgres_sent(struct postgres *p, struct batch *b, int sent);

/* One round trip. *ret is the answer to the last command, the caller's. */
err postgres_exchange(struct postgres *p, struct batch *b, const char *sql,
		      PGresult **ret);

/* Sends a command whose answer is read before the next transaction begins. */
void postgres_send_unwaited(struct postgres *p, const char *sql);

/* Outside the pipeline: several statements in one text. */
err postgres_script(struct postgres *p, const char *sql);

err postgres_connect(struct postgres *p);

/* Reads the answer that is owed and connects again when that is needed. */
err postgres_ready(struct postgres *p);
