/*
 * Connections to SQLite and PostgreSQL behind one text of SQL. Parameters are
 * $1, $2, …; words and integers only: BIGINT, TEXT, {bytes}. Statements are
 * prepared once per connection. Text is valid UTF-8 without NUL, else a fault.
 */
#pragma once

#include "base/base.h"

enum db_engine { DB_SQLITE, DB_POSTGRES };

struct db;
struct statement;

/*
 * Opens one connection, to be used by one thread. url is "sqlite:PATH" (WAL,
 * synchronous=FULL, foreign keys on) or "postgresql://…". role is the
 * PostgreSQL role to act as (SET ROLE), empty for the one of the url; SQLite
 * ignores it. A connection to PostgreSQL that broke is opened again by the next
 * db_begin().
 */
err db_open(str url, str role, struct db **ret);
void db_close(struct db *db);
enum db_engine db_engine(const struct db *db);

/*
 * *ret is false when the server's own configuration may lose what it has
 * acknowledged (PostgreSQL with fsync, full_page_writes or synchronous_commit
 * off). Outside a transaction.
 */
err db_durable(struct db *db, bool *ret);

/*
 * For a command that fills the database, alone: more memory (80 MiB) until the
 * connection is closed, so that SQLite writes a page once that many rows of one
 * unit touch. A commit stays as durable as it was. Outside a transaction.
 */
err db_bulk(struct db *db);

/*
 * For the connection of a process that writes all day: 16 MiB of memory, so that
 * what every act touches need not be read again, and 16 MiB of log between two
 * checkpoints, so that SQLite writes a page back once that many acts touched. A
 * commit stays as durable as it was. Outside a transaction.
 */
err db_writer(struct db *db);

/*
 * True once an fsync has failed: what this process wrote since may or may not be
 * on disk, and asking again would be answered wrongly. db_begin() for writing is
 * a fault from then on; the process should end so that another starts clean.
 */
bool db_must_restart(void);

/*
 * writes = false opens a transaction in which an INSERT or UPDATE is a fault; all
 * it reads is of one moment. Those that write take turns, on both engines and over
 * all processes: what one reads nobody changes before it commits. Waiting for
 * one's turn ends after 5 s with FAULT_BUSY (on PostgreSQL at the first statement).
 * After any fault there is nothing to do but roll back: a commit is a fault, too.
 */
err db_begin(struct db *db, bool writes);
err db_commit(struct db *db);
void db_rollback(struct db *db);

struct arg {
	enum arg_kind { ARG_NULL, ARG_INT, ARG_TEXT, ARG_BYTES } kind;
	bool null; /* of that kind all the same: PostgreSQL wants to know */
	int64_t i;
	str s;
};

/* For LIKE … ESCAPE '!': finds the text anywhere, whatever signs it has; lower case. */
str like_part(struct arena *a, str search);

struct args {
	const struct arg *items;
	size_t count;
};

#define ARGS(...)                                                                        \
	((struct args){ (const struct arg[]){ __VA_ARGS__ },                             \
			sizeof((const struct arg[]){ __VA_ARGS__ }) /                    \
				sizeof(struct arg) })
#define NO_ARGS ((struct args){ NULL, 0 })

struct arg arg_int(int64_t i);
struct arg arg_str(str s);
struct arg arg_bytes(str s);
struct arg arg_null(void);
struct arg arg_id(int64_t id); /* 0 becomes NULL: an optional reference */
struct arg arg_text(str s);    /* "" becomes NULL */

/*
 * A result being read. A fault sticks to it: binding, stepping and decoding
 * need no checks, rows_end() tells. Between a query and its rows_end() there is
 * no return and no TRY. A value of another type than asked for is a fault.
 *
 * SQLite steps through the rows as they are read; PostgreSQL has sent all of them
 * when db_query() returns. So a long list is read in pages (WHERE id > $1 ORDER BY
 * id LIMIT 1000), which costs constant memory on both.
 */
struct rows {
	struct db *db;
	struct arena *arena; /* text that is read lives here */
	struct statement *statement;
	err fault;
	int64_t row;
};

/* sql must outlive the connection: a literal. It is the statement's identity. */
struct rows db_query(struct db *db, struct arena *a, const char *sql, struct args args);
bool rows_next(struct rows *r);
err rows_end(struct rows *r);

int64_t row_int(struct rows *r, int column); /* NULL is 0 */
str row_str(struct rows *r, int column);     /* NULL is "" */
str row_bytes(struct rows *r, int column);
bool row_null(struct rows *r, int column);

/* The index of the word in words; a word that is not there is a fault. */
int row_word(struct rows *r, int column, const str *words, size_t count);
#define WORDS(table) (table), COUNT(table)

/* *ret_changed (may be NULL) is the number of rows the statement touched. */
err db_exec(struct db *db, const char *sql, struct args args, int64_t *ret_changed);

/*
 * Statements and their results cannot outlive the unit of work: closes what is
 * still open. Debug builds panic about it.
 */
void db_end_unit(struct db *db);

/*
 * Numbered changes of the schema, ascending. Filled in per engine: {id} (a primary
 * key that counts and never gives a number again), {bytes}, {strict} (behind the
 * last bracket of a table, so that SQLite checks types as well), and lines that
 * begin with "-- sqlite: " or "-- postgres: ", whose rest that engine alone gets.
 * Each runs in a transaction of its own together with its row in
 * schema_migration: a kill leaves the old schema or the new one. When two
 * processes start together one migrates and the other waits. A database that
 * is newer than the program, or has another history, is refused by name. On
 * PostgreSQL the role myintress_app gets its rights: all rows of all tables, but
 * only to add to audit_entry and to read schema_migration.
 */
struct migration {
	int number;
	str name;
	str sql;
};

err db_migrate(struct db *db, const struct migration *migrations, size_t count,
	       int *ret_applied);

/* *ret_version is the newest migration applied, 0 in an empty database. */
err db_version(struct db *db, struct arena *a, int *ret_version);

/*
 * For tests: explains each statement it has not seen before and panics at a
 * full scan, unless its text says "may scan" in a comment.
 */
void db_watch_plans(bool on);
