#include "test/database.h"

#include "db/schema.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char server_dir[64]; /* of the socket */
static int template = -1;   /* of SQLite, a file without a name */
static int keeper = -1;	    /* closing it stops the server */
static PGconn *maker;	    /* makes the next database while a test runs */
static PGconn *dropper;
static int made;

static void migrate(str url)
{
	struct db *db;
	int applied;
	err e = db_open(url, S(""), &db);

	if (!e)
		e = db_migrate(db, schema, schema_count, &applied);
	if (e)
		panic("the schema of the tests, %s:%d: %s", e->file, e->line, e->text);
	db_close(db);
}

/* Without a name from the start: nothing is left of it, however the program ends. */
static void make_template(struct arena *a, str dir)
{
	str path = arena_fmt(a, "%.*s/template.db", P(dir));

	migrate(arena_fmt(a, "sqlite:%.*s", P(path)));
	template = open(path.p, O_RDONLY | O_CLOEXEC);
	if (template <0 || unlink(path.p) != 0)
		panic("no template of SQLite");
}

static str sqlite_url(struct arena *a, str dir)
{
	str path = arena_fmt(a, "%.*s/test.db", P(dir));
	off_t from = 0;
	struct stat st;
	int out;

	if (template <0)
		make_template(a, dir);
	out = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (out < 0 || fstat(template, &st) != 0 ||
	    sendfile(out, template, &from, (size_t)st.st_size) != st.st_size)
		panic("cannot copy the template to %.*s", P(path));
	close(out);
	return arena_fmt(a, "sqlite:%.*s", P(path));
}

static void control_server(const char *command)
{
	execl("test/postgres", "test/postgres", command, server_dir, (char *)NULL);
	_exit(127);
}

static void start_server(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		control_server("start");
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		panic("no PostgreSQL for the tests");
}

/* Stops the server when this process is gone, however it went. */
static void keep_server(void)
{
	int ends[2];
	pid_t pid;
	char c;

	if (pipe2(ends, O_CLOEXEC) != 0)
		panic("no pipe");
	pid = fork();
	if (pid < 0)
		panic("no process to stop PostgreSQL");
	if (pid == 0) {
		setsid();
		close(ends[1]);
		while (read(ends[0], &c, 1) > 0)
			;
		control_server("stop");
	}
	close(ends[0]);
	keeper = ends[1];
}

static PGconn *connect_admin(void)
{
	char conninfo[128];
	PGconn *c;

	snprintf(conninfo, sizeof(conninfo), "host=%s user=postgres dbname=postgres",
		 server_dir);
	c = PQconnectdb(conninfo);
	if (PQstatus(c) != CONNECTION_OK)
		panic("PostgreSQL of the tests: %s", PQerrorMessage(c));
	return c;
}

static void send_admin(PGconn *c, const char *sql)
{
	if (!PQsendQuery(c, sql))
		panic("%s: %s", sql, PQerrorMessage(c));
}

static void await_admin(PGconn *c)
{
	PGresult *r;

	while ((r = PQgetResult(c))) {
		if (PQresultStatus(r) != PGRES_COMMAND_OK)
			panic("PostgreSQL of the tests: %s", PQresultErrorMessage(r));
		PQclear(r);
	}
}

/* Names carry the process: a server may serve several test programs. */
static void send_make(void)
{
	char sql[128];

	snprintf(sql, sizeof(sql),
		 "CREATE DATABASE t%d_%d TEMPLATE t%d STRATEGY file_copy", (int)getpid(),
		 ++made, (int)getpid());
	send_admin(maker, sql);
}

static void start_postgres(struct arena *a)
{
	const char *shared = getenv("MYINTRESS_TEST_PG");
	char sql[64];

	snprintf(server_dir, sizeof(server_dir), "/tmp/myintress-pg-%d", (int)getpid());
	if (shared && strlen(shared) < sizeof(server_dir)) {
		snprintf(server_dir, sizeof(server_dir), "%s", shared);
	} else {
		keep_server();
		start_server();
	}
	maker = connect_admin();
	dropper = connect_admin();
	snprintf(sql, sizeof(sql), "CREATE DATABASE t%d", (int)getpid());
	send_admin(maker, sql);
	await_admin(maker);
	migrate(arena_fmt(a, "postgresql:///t%d?host=%s&user=postgres", (int)getpid(),
			  server_dir));
	send_make();
}

static str postgres_url(struct arena *a)
{
	str url;

	if (!maker)
		start_postgres(a);
	await_admin(maker);
	url = arena_fmt(a, "postgresql:///t%d_%d?host=%s&user=postgres", (int)getpid(),
			made, server_dir);
	send_make();
	return url;
}

str database_url(struct arena *a, enum db_engine engine, str dir)
{
	return engine == DB_SQLITE ? sqlite_url(a, dir) : postgres_url(a);
}

/* What SQLite leaves goes with the directory of the test. */
void database_done(enum db_engine engine)
{
	char sql[64];

	if (engine == DB_SQLITE)
		return;
	await_admin(dropper);
	snprintf(sql, sizeof(sql), "DROP DATABASE t%d_%d WITH (FORCE)", (int)getpid(),
		 made - 1);
	send_admin(dropper, sql);
}

void databases_end(void)
{
	if (template >= 0)
		close(template);
	PQfinish(maker);
	PQfinish(dropper);
	if (keeper >= 0)
		close(keeper);
}
