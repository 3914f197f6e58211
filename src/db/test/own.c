#include "db/test/own.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

const struct migration notes[1] = {
	{ 1, STR("note"),
	  STR("CREATE TABLE note (\n"
	      "	id {id},\n"
	      "	n BIGINT,\n"
	      "	body TEXT,\n"
	      "	raw {bytes},\n"
	      "	code TEXT UNIQUE,\n"
	      "	state TEXT NOT NULL DEFAULT 'open'\n"
	      ") {strict};\n") },
};

str own_url(struct arena *a)
{
	struct db *db;

	if (str_starts(test_db_url(), S("sqlite:")))
		return arena_fmt(a, "sqlite:%.*s/own.db", P(test_dir()));
	CHECK_OK(db_open(test_db_url(), S(""), &db));
	run_script(db, "CREATE SCHEMA IF NOT EXISTS own");
	db_close(db);
	return arena_fmt(a, "%.*s&options=-csearch_path%%3Down", P(test_db_url()));
}

struct work own_work(const struct work *w)
{
	struct work own = *w;
	int applied;

	own.arena = arena_new(16 * 1024 * 1024);
	CHECK_OK(db_open(own_url(own.arena), S(""), &own.db));
	CHECK_OK(db_migrate(own.db, notes, COUNT(notes), &applied));
	CHECK_INT("migrations", applied, 1);
	CHECK_OK(db_begin(own.db, true));
	return own;
}

void own_close(struct work *own)
{
	db_close(own->db);
	arena_free(own->arena);
}

bool panics(void (*fn)(const void *arg), const void *arg)
{
	int status;
	pid_t pid = fork();

	CHECK("a process for the panic", pid >= 0);
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		dup2(null, STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		fn(arg);
		_exit(0);
	}
	return waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) &&
	       WTERMSIG(status) == SIGABRT;
}

int64_t ask_int(struct work *w, const char *sql)
{
	struct rows r = db_query(w->db, w->arena, sql, NO_ARGS);
	int64_t i = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return i;
}

void run_script(struct db *db, const char *sql)
{
	CHECK_OK(db_begin(db, false));
	CHECK_OK(db_commit(db));
	CHECK_OK(db->engine->script(db, sql));
}
