/*
 * The statements of one page through the engine's own C library and nothing
 * else: prepared once, bound, stepped through, every column read.
 * Usage: bare_sql sqlite:PATH|postgresql://… STATEMENTS SECONDS
 * Prints "PAGES MICROSECONDS", of CPU per page of this process.
 */
#include "test/bench/statements.h"

#include <endian.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { LOCK_MS = 5000 };

static struct statements all;

/* Whatever was read goes in here, so that no reading is left out. */
static volatile size_t seen;

static void refuse(const char *why)
{
	fprintf(stderr, "bare_sql: %s\n", why);
	exit(1);
}

/* ---- SQLite ---- */

static sqlite3 *file;
static sqlite3_stmt *handles[STATEMENTS_MAX];

static void sqlite_open_file(const char *path)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

	if (sqlite3_open_v2(path, &file, flags, NULL) != SQLITE_OK)
		refuse(sqlite3_errmsg(file));
	/* The first of several processes reads the log of the last server alone. */
	sqlite3_busy_timeout(file, LOCK_MS);
	for (size_t i = 0; i < all.count; i++)
		if (all.runs[i].same == i &&
		    sqlite3_prepare_v3(file, all.runs[i].sql, -1,
				       SQLITE_PREPARE_PERSISTENT, &handles[i],
				       NULL) != SQLITE_OK)
			refuse(sqlite3_errmsg(file));
}

static void sqlite_bind(sqlite3_stmt *s, int at, const struct argument *a)
{
	if (a->kind == 'i')
		sqlite3_bind_int64(s, at, a->i);
	else if (a->kind == 'n')
		sqlite3_bind_null(s, at);
	else if (a->kind == 'b')
		sqlite3_bind_blob64(s, at, a->p, a->n, SQLITE_STATIC);
	else
		sqlite3_bind_text64(s, at, a->p, a->n, SQLITE_STATIC, SQLITE_UTF8);
}

static void sqlite_read(sqlite3_stmt *s, int column)
{
	if (sqlite3_column_type(s, column) == SQLITE_INTEGER) {
		seen += (size_t)sqlite3_column_int64(s, column);
	} else if (sqlite3_column_type(s, column) != SQLITE_NULL) {
		const void *p = sqlite3_column_blob(s, column);

		seen += (size_t)sqlite3_column_bytes(s, column) + (p != NULL);
	}
}

static void sqlite_run(const struct run *run)
{
	sqlite3_stmt *s = handles[run->same];
	int columns = sqlite3_column_count(s), rc;

	for (int i = 0; i < run->count; i++)
		sqlite_bind(s, i + 1, &run->args[i]);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW)
		for (int c = 0; c < columns; c++)
			sqlite_read(s, c);
	if (rc != SQLITE_DONE)
		refuse(sqlite3_errmsg(file));
	sqlite3_reset(s);
}

static void sqlite_page(void)
{
	for (size_t i = 0; i < all.count; i++)
		sqlite_run(&all.runs[i]);
}

/* ---- PostgreSQL: in a pipeline, with the round trips of the server ---- */

static PGconn *conn;
static int owed; /* answers that nobody waited for yet */

static void postgres_read(const PGresult *r)
{
	ExecStatusType status = PQresultStatus(r);

	if (status == PGRES_FATAL_ERROR || status == PGRES_PIPELINE_ABORTED)
		refuse(PQresultErrorMessage(r));
	for (int row = 0; row < PQntuples(r); row++)
		for (int c = 0; c < PQnfields(r); c++)
			seen += (size_t)PQgetlength(r, row, c) +
				(size_t)PQgetvalue(r, row, c)[0];
}

static void postgres_await(void)
{
	for (; owed; owed--) {
		PGresult *r;

		while ((r = PQgetResult(conn)) != NULL) {
			bool sync = PQresultStatus(r) == PGRES_PIPELINE_SYNC;

			postgres_read(r);
			PQclear(r);
			if (sync)
				break;
		}
	}
}

static void postgres_prepare(size_t at)
{
	char name[16];
	Oid types[ARGS_MAX];

	for (int i = 0; i < all.runs[at].count; i++)
		types[i] = all.runs[at].args[i].kind == 'i' ? 20 : 25;
	snprintf(name, sizeof(name), "s%zu", at);
	if (PQsendPrepare(conn, name, all.runs[at].sql, all.runs[at].count, types) != 1)
		refuse(PQerrorMessage(conn));
	owed++;
}

/* BEGIN and COMMIT, with what goes with them, are not worth a name. */
static bool is_bare(const struct run *run)
{
	return run->count == 0 && strncmp(run->sql, "SELECT", 6) != 0;
}

static void postgres_open_server(const char *url)
{
	conn = PQconnectdb(url);
	if (PQstatus(conn) != CONNECTION_OK || PQenterPipelineMode(conn) != 1)
		refuse(PQerrorMessage(conn));
	for (size_t i = 0; i < all.count; i++)
		if (all.runs[i].same == i && !is_bare(&all.runs[i]))
			postgres_prepare(i);
	PQpipelineSync(conn);
	owed++;
	postgres_await();
}

static int postgres_send(const struct run *run)
{
	const char *values[ARGS_MAX];
	int lengths[ARGS_MAX], formats[ARGS_MAX];
	uint64_t integers[ARGS_MAX];
	char name[16];

	if (is_bare(run))
		return PQsendQueryParams(conn, run->sql, 0, NULL, NULL, NULL, NULL, 0);
	for (int i = 0; i < run->count; i++) {
		const struct argument *a = &run->args[i];

		integers[i] = htobe64((uint64_t)a->i);
		values[i] = a->kind == 'n'   ? NULL
			    : a->kind == 'i' ? (const char *)&integers[i]
					     : a->p;
		lengths[i] = a->kind == 'i' ? 8 : (int)a->n;
		formats[i] = 1;
	}
	snprintf(name, sizeof(name), "s%zu", run->same);
	return PQsendQueryPrepared(conn, name, run->count, values, lengths, formats, 0);
}

static void postgres_page(void)
{
	postgres_await();
	for (size_t i = 0; i < all.count; i++) {
		if (postgres_send(&all.runs[i]) != 1)
			refuse(PQerrorMessage(conn));
		owed++;
		if (!all.runs[i].waits)
			continue;
		PQpipelineSync(conn);
		owed++;
		/* As the server: nobody waits for the end of what only read. */
		if (i + 1 < all.count)
			postgres_await();
	}
}

/* ---- both ---- */

static double cpu_us(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	void (*page)(void) = sqlite_page;
	double began, until;
	long pages = 0;

	if (argc != 4)
		refuse("usage: bare_sql DATABASE STATEMENTS SECONDS");
	statements_read(argv[2], &all);
	if (strncmp(argv[1], "sqlite:", 7) == 0) {
		sqlite_open_file(argv[1] + 7);
	} else {
		postgres_open_server(argv[1]);
		page = postgres_page;
	}
	for (int i = 0; i < 10; i++)
		page();
	until = now_s() + strtod(argv[3], NULL);
	began = cpu_us();
	for (; now_s() < until; pages++)
		page();
	printf("%ld %.2f\n", pages, (cpu_us() - began) / (double)pages);
	return 0;
}
