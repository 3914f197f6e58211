#include "db/test/own.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct work open_file(void)
{
	struct work w = { .arena = test_arena() };

	CHECK_OK(db_open(arena_fmt(w.arena, "sqlite:%.*s/x.db", P(test_dir())), S(""),
			 &w.db));
	CHECK_OK(db_begin(w.db, true));
	return w;
}

static str ask_str(struct work *w, const char *sql)
{
	struct rows r = db_query(w->db, w->arena, sql, NO_ARGS);
	str s = rows_next(&r) ? row_str(&r, 0) : S("(no row)");

	CHECK_OK(rows_end(&r));
	return s;
}

TEST(a_file_is_opened_safely)
{
	struct work w = open_file();
	bool durable;

	CHECK_STR("journal", ask_str(&w, "PRAGMA journal_mode"), S("wal"));
	CHECK_INT("synchronous is FULL", ask_int(&w, "PRAGMA synchronous"), 2);
	CHECK_INT("foreign keys", ask_int(&w, "PRAGMA foreign_keys"), 1);
	CHECK_INT("trusted schema", ask_int(&w, "PRAGMA trusted_schema"), 0);
	CHECK_OK(db_commit(w.db));
	CHECK_OK(db_durable(w.db, &durable));
	CHECK("durable", durable);
	db_close(w.db);
}

TEST(a_bulk_keeps_pages_and_stays_durable)
{
	struct work w = open_file();

	CHECK_OK(db_commit(w.db));
	CHECK_OK(db_bulk(w.db));
	CHECK_OK(db_begin(w.db, true));
	CHECK_INT("pages in kB", ask_int(&w, "PRAGMA cache_size"), -81920);
	CHECK_INT("synchronous is FULL", ask_int(&w, "PRAGMA synchronous"), 2);
	db_close(w.db);
}

TEST(a_writer_has_memory_and_stays_durable)
{
	struct work w = open_file();

	CHECK_OK(db_commit(w.db));
	CHECK_OK(db_writer(w.db));
	CHECK_OK(db_begin(w.db, true));
	CHECK_INT("pages in kB", ask_int(&w, "PRAGMA cache_size"), -16384);
	CHECK_INT("log in pages", ask_int(&w, "PRAGMA wal_autocheckpoint"), 4000);
	CHECK_INT("synchronous is FULL", ask_int(&w, "PRAGMA synchronous"), 2);
	db_close(w.db);
}

TEST(a_file_is_its_owners)
{
	struct work w = open_file();
	struct stat st;

	CHECK("is there",
	      stat(arena_fmt(w.arena, "%.*s/x.db", P(test_dir())).p, &st) == 0);
	CHECK_INT("mode", st.st_mode & 0777, 0600);
	db_close(w.db);
}

TEST(dangerous_sql_is_refused)
{
	static const char *const refused[] = {
		"SELECT load_extension('x')",
		"SELECT \"a string by mistake\"",
		"SELECT * FROM nowhere.nothing",
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct work w = open_file();

		CHECK(refused[i], db_exec(w.db, refused[i], NO_ARGS, NULL) != OK);
		db_close(w.db);
	}
}

TEST(a_file_that_is_no_database_is_a_fault)
{
	str path = arena_fmt(test_arena(), "%.*s/x.db", P(test_dir()));
	FILE *f = fopen(path.p, "w");
	struct db *db;
	err e;

	CHECK("written", f && fputs("this is a letter, not a database at all", f) >= 0);
	fclose(f);
	e = db_open(arena_fmt(test_arena(), "sqlite:%.*s", P(path)), S(""), &db);
	CHECK("refused", e && e->kind == FAULT_INTERNAL);
}

TEST(a_full_disk_is_unavailable)
{
	struct work w = open_file();
	err e;

	CHECK_OK(db_commit(w.db));
	run_script(w.db, "CREATE TABLE t (x BLOB); PRAGMA max_page_count = 4");
	CHECK_OK(db_begin(w.db, true));
	e = db_exec(w.db, "INSERT INTO t VALUES (zeroblob(100000))", NO_ARGS, NULL);
	CHECK("unavailable", e && e->kind == FAULT_UNAVAILABLE);
	db_rollback(w.db);
	CHECK_OK(db_begin(w.db, false));
	CHECK_INT("reads go on", ask_int(&w, "SELECT count(*) FROM t /* may scan */"), 0);
	CHECK("and may write again", !db_must_restart());
	db_close(w.db);
}

static bool sync_fails;

/* In place of the C library's, also for the library of SQLite. */
int fdatasync(int fd)
{
	if (!sync_fails)
		return (int)syscall(SYS_fdatasync, fd);
	errno = EIO;
	return -1;
}

static bool stops_writing(void)
{
	struct work w = open_file();
	err e;

	CHECK_OK(db_exec(w.db, "CREATE TABLE t (n BIGINT)", NO_ARGS, NULL));
	sync_fails = true;
	e = db_commit(w.db);
	sync_fails = false;
	if (!e || e->kind != FAULT_UNAVAILABLE || !db_must_restart())
		return false;
	db_rollback(w.db);
	e = db_begin(w.db, true);
	if (!e || e->kind != FAULT_UNAVAILABLE)
		return false;
	return !db_begin(w.db, false);
}

/* In a child, because there is no way back. */
TEST(a_failed_fsync_is_the_last_write)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0)
		_exit(stops_writing() ? 0 : 1);
	CHECK("a child", waitpid(pid, &status, 0) == pid);
	CHECK_INT("stopped", status, 0);
	CHECK("it alone", !db_must_restart());
}
