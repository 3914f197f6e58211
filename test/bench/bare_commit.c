/*
 * Transactions of one row each through sqlite3 alone, as durable as ours.
 * Usage: bare_commit PATH SECONDS. Prints the transactions per second.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static sqlite3 *file;

static void run(const char *sql)
{
	if (sqlite3_exec(file, sql, NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "bare_commit: %s\n", sqlite3_errmsg(file));
		exit(1);
	}
}

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(file, sql, -1, &s, NULL) != SQLITE_OK)
		exit(1);
	return s;
}

static void step(sqlite3_stmt *s)
{
	if (sqlite3_step(s) != SQLITE_DONE)
		exit(1);
	sqlite3_reset(s);
}

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	sqlite3_stmt *begin, *insert, *commit;
	double began, took;
	long done = 0;

	if (argc != 3 || sqlite3_open(argv[1], &file) != SQLITE_OK)
		return 2;
	run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
	    "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, v TEXT NOT NULL)");
	begin = prepare("BEGIN IMMEDIATE");
	insert = prepare("INSERT INTO t (v) VALUES ('one row')");
	commit = prepare("COMMIT");
	began = now_s();
	do {
		step(begin);
		step(insert);
		step(commit);
		done++;
		took = now_s() - began;
	} while (took < strtod(argv[2], NULL));
	printf("%.1f\n", (double)done / took);
	return 0;
}
