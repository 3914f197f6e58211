/* Shared by the files of this folder only: what an engine does for db.c. */
#pragma once

#include "db/db.h"

enum {
	CONNECTION_CEILING = 16 * 1024 * 1024, /* bytes of statements and texts */
	MAX_ARGS = 64,
	WAIT_MS = 5000,		   /* for a lock, and for one statement */
	MIGRATION_WAIT_MS = 30000, /* for another process that migrates */
};

/* A statement of one connection. Engines put their own behind it. */
struct statement {
	const char *sql;	 /* a literal: its address is the key */
	struct statement *again; /* of the same literal, because this one was taken */
	bool open;		 /* between a query and its rows_end() */
	int columns;
};

/* Open addressing; the size is a power of two. */
struct statements {
	struct statement **slots;
	size_t size;
	size_t count;
};

/* The first statement of sql goes where this points. */
struct statement **statements_slot(struct statements *t, struct arena *a,
				   const char *sql);

struct db {
	const struct engine *engine;
	struct arena *arena; /* lives as long as the connection */
	struct statements statements;
	int open; /* statements */
	bool begun;
	bool writes;
	bool failed; /* a statement of this transaction had a fault */
};

struct engine {
	enum db_engine kind;
	void (*close)(struct db *db);

	err (*begin)(struct db *db);
	err (*begin_migration)(struct db *db); /* alone among all processes */
	err (*commit)(struct db *db);
	void (*rollback)(struct db *db); /* leaves the fault of the thread alone */

	/* A new statement, and whether an old one takes arguments of these kinds. */
	err (*prepare)(struct db *db, const char *sql, struct args args,
		       struct statement **ret);
	bool (*takes)(const struct statement *s, struct args args);

	/* Runs it as far as its first row. Arguments are kept on a, when there is one. */
	err (*run)(struct db *db, struct statement *s, struct args args, struct arena *a);
	err (*next)(struct rows *r, bool *ret_more);
	err (*drain)(struct db *db, struct statement *s, int64_t *ret_changed);
	void (*finish)(struct statement *s);

	/*
	 * Of the current row; a value of another type is a fault, NULL leaves *ret.
	 * The text is the engine's until the next row.
	 */
	bool (*null)(const struct statement *s, int64_t row, int column);
	err (*integer)(const struct rows *r, int column, int64_t *ret);
	err (*text)(const struct rows *r, int column, str *ret);
	err (*bytes)(const struct rows *r, int column, str *ret);

	err (*script)(struct db *db,
		      const char *sql); /* several statements, no arguments */
};

/* The arena of *ret holds all of it. */
err sqlite_open(str path, struct db **ret);
err postgres_open(str url, str role, struct db **ret);

/* Of the last db_watch_plans(). */
bool plans_watched(void);
