#include "db/test/own.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MANY = 8 };

static const char insert_rows[] =
	"INSERT INTO a (id) WITH RECURSIVE n (i) AS"
	" (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
	" SELECT i FROM n;";

static const struct migration three[] = {
	{ 1, STR("a"), STR("CREATE TABLE a (id {id});") },
	{ 2, STR("b"), STR("CREATE TABLE b (id {id}, a BIGINT REFERENCES a (id));") },
	{ 5, STR("c"), STR("CREATE TABLE c (id {id}); INSERT INTO c (id) VALUES (7);") },
};

static struct work open_own(const struct work *w)
{
	struct work own = *w;

	own.arena = arena_new(16 * 1024 * 1024);
	CHECK_OK(db_open(own_url(own.arena), S(""), &own.db));
	return own;
}

static int version(struct work *w)
{
	int v;

	CHECK_OK(db_version(w->db, w->arena, &v));
	return v;
}

/* Whether there is such a table, asked the portable way. */
static bool has(struct work *w, const char *count_sql)
{
	struct rows r;
	bool there;

	CHECK_OK(db_begin(w->db, false));
	r = db_query(w->db, w->arena, count_sql, NO_ARGS);
	there = rows_next(&r);
	rows_end(&r);
	db_rollback(w->db);
	return there;
}

TEST_DB(migrations_are_applied_once)
{
	struct work own = open_own(w);
	int applied;

	CHECK_INT("an empty database", version(&own), 0);
	CHECK_OK(db_migrate(own.db, three, 2, &applied));
	CHECK_INT("all", applied, 2);
	CHECK_INT("version", version(&own), 2);
	CHECK_OK(db_migrate(own.db, three, COUNT(three), &applied));
	CHECK_INT("the rest", applied, 1);
	CHECK_INT("newer", version(&own), 5);
	CHECK_OK(db_migrate(own.db, three, COUNT(three), &applied));
	CHECK_INT("nothing", applied, 0);
	CHECK_OK(db_begin(own.db, true));
	CHECK_INT("in order", ask_int(&own, "SELECT id FROM c WHERE id = 7"), 7);
	CHECK_INT("version within a transaction", version(&own), 5);
	own_close(&own);
}

TEST_DB(a_newer_database_is_refused)
{
	struct work own = open_own(w);
	int applied;
	err e;

	CHECK_OK(db_migrate(own.db, three, COUNT(three), &applied));
	e = db_migrate(own.db, three, 2, &applied);
	CHECK("refused", e != OK);
	CHECK("names the database's", str_has(str_from(e->text), S("schema 5")));
	CHECK("names the program's", str_has(str_from(e->text), S("knows 2")));
	own_close(&own);
}

TEST_DB(another_history_is_refused)
{
	static const struct migration renamed[] = { { 1, STR("x"), STR("SELECT 1;") } };
	static const struct migration late[] = { { 1, STR("a"), STR("") },
						 { 2, STR("b"), STR("") },
						 { 3, STR("z"), STR("SELECT 1;") },
						 { 5, STR("c"), STR("") } };
	struct work own = open_own(w);
	int applied;
	err e;

	CHECK_OK(db_migrate(own.db, three, 1, &applied));
	e = db_migrate(own.db, renamed, COUNT(renamed), &applied);
	CHECK("another name", e && str_has(str_from(e->text), S("migration 1")));
	CHECK_OK(db_migrate(own.db, three, COUNT(three), &applied));
	e = db_migrate(own.db, late, COUNT(late), &applied);
	CHECK("a number that came late",
	      e && str_has(str_from(e->text), S("migration 3")));
	own_close(&own);
}

TEST_DB(a_failing_migration_leaves_the_old_schema)
{
	static const struct migration failing[] = {
		{ 1, STR("a"), STR("CREATE TABLE a (id {id});") },
		{ 2, STR("b"),
		  STR("CREATE TABLE b (id {id}); DROP TABLE a; CREATE nonsense;") },
	};
	struct work own = open_own(w);
	int applied;

	CHECK("a fault", db_migrate(own.db, failing, COUNT(failing), &applied) != OK);
	CHECK_INT("the good one", applied, 1);
	CHECK_INT("version", version(&own), 1);
	CHECK("a stays", has(&own, "SELECT count(*) FROM a /* may scan */"));
	CHECK("b was not made", !has(&own, "SELECT count(*) FROM b /* may scan */"));
	CHECK_OK(db_migrate(own.db, three, COUNT(three), &applied));
	CHECK_INT("repaired", version(&own), 5);
	own_close(&own);
}

TEST_DB(text_is_filled_in_per_engine)
{
	static const struct migration one[] = {
		{ 1, STR("one"),
		  STR("CREATE TABLE one (id {id}, big BIGINT, raw {bytes}, t TEXT) {strict};\n"
		      "-- sqlite: INSERT INTO one (t)\n"
		      "-- postgres: INSERT INTO one (big, t)\n"
		      "	-- sqlite: VALUES ('sqlite');\n"
		      "	-- postgres: VALUES (1, 'postgres');\n"
		      "-- sqlite: not at all\n") },
	};
	static const struct migration two[] = {
		{ 1, STR("two"),
		  STR("CREATE TABLE one (id {id}, t TEXT) {strict};\n"
		      "-- sqlite: CREATE TRIGGER frozen BEFORE UPDATE ON one BEGIN\n"
		      "-- sqlite:  SELECT raise(ABORT, 'frozen');\n"
		      "-- sqlite: END;\n"
		      "-- postgres: CREATE FUNCTION refuse() RETURNS trigger AS $$\n"
		      "-- postgres: BEGIN RAISE 'frozen'; END $$ LANGUAGE plpgsql;\n"
		      "-- postgres: CREATE TRIGGER frozen BEFORE UPDATE ON one\n"
		      "-- postgres:  FOR EACH ROW EXECUTE FUNCTION refuse();\n"
		      "INSERT INTO one (t) VALUES ('x');\n") },
	};
	struct work own = open_own(w);
	int applied;
	err e;

	CHECK("text of one engine only", db_migrate(own.db, one, 1, &applied) != OK
						 ? db_engine(own.db) == DB_SQLITE
						 : db_engine(own.db) == DB_POSTGRES);
	run_script(own.db, "DROP TABLE IF EXISTS one; DELETE FROM schema_migration");
	CHECK_OK(db_migrate(own.db, two, 1, &applied));
	CHECK_OK(db_begin(own.db, true));
	e = work_exec(&own, "UPDATE one SET t = 'y' WHERE id = 1", NO_ARGS, NULL);
	CHECK("the trigger speaks", e && str_has(str_from(e->text), S("frozen")));
	own_close(&own);
}

/* A list that takes long enough for others to come in between. */
static void make_many(struct arena *a, struct migration *ret)
{
	for (int i = 0; i < MANY; i++) {
		str sql = arena_fmt(a, "CREATE TABLE m%d (id {id}); DELETE FROM a; %s", i,
				    insert_rows);

		ret[i] = (struct migration){ i + 1, arena_fmt(a, "m%d", i), sql };
	}
	ret[0].sql = arena_fmt(a, "CREATE TABLE a (id {id}); %.*s", P(ret[0].sql));
}

static _Noreturn void migrate_in_child(str url, const struct migration *many)
{
	struct db *db;
	int applied;
	err e = db_open(url, S(""), &db);

	if (!e)
		e = db_migrate(db, many, MANY, &applied);
	if (e)
		fprintf(stderr, "child: %s\n", e->text);
	_exit(e ? 100 : applied);
}

TEST_DB(starters_together_migrate_once)
{
	struct work own = open_own(w);
	struct migration many[MANY];
	str url = own_url(own.arena);
	pid_t children[4];
	int applied = 0;

	make_many(test_arena(), many);
	for (size_t i = 0; i < COUNT(children); i++) {
		children[i] = fork();
		if (children[i] == 0)
			migrate_in_child(url, many);
	}
	for (size_t i = 0; i < COUNT(children); i++) {
		int status;

		CHECK("a child", waitpid(children[i], &status, 0) == children[i]);
		CHECK("ended well", WIFEXITED(status) && WEXITSTATUS(status) <= MANY);
		applied += WEXITSTATUS(status);
	}
	CHECK_INT("each migration once", applied, MANY);
	CHECK_INT("version", version(&own), MANY);
	own_close(&own);
}

/*
 * The version, checked against the tables in the same transaction: the server
 * may yet do what a killed process had sent.
 */
static int checked_version(struct work *w)
{
	static const char *const questions[] = {
		[DB_SQLITE] = "SELECT count(*) FROM sqlite_schema /* may scan */"
			      " WHERE type = 'table' AND name GLOB 'm[0-9]'",
		[DB_POSTGRES] = "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'm_'"
				" AND schemaname = current_schema()",
	};
	int v;

	CHECK_OK(db_begin(w->db, false));
	v = version(w);
	CHECK_INT("tables and rows agree", ask_int(w, questions[db_engine(w->db)]), v);
	CHECK_OK(db_commit(w->db));
	return v;
}

static void empty_database(struct work *own)
{
	if (db_engine(own->db) == DB_POSTGRES) {
		run_script(own->db, "DROP SCHEMA own CASCADE; CREATE SCHEMA own");
		return;
	}
	db_close(own->db);
	unlink(arena_fmt(own->arena, "%.*s/own.db", P(test_dir())).p);
	unlink(arena_fmt(own->arena, "%.*s/own.db-wal", P(test_dir())).p);
	unlink(arena_fmt(own->arena, "%.*s/own.db-shm", P(test_dir())).p);
	CHECK_OK(db_open(own_url(own->arena), S(""), &own->db));
}

TEST_DB(a_kill_leaves_the_old_schema_or_the_new)
{
	enum { KILLS = 30 };
	struct work own = open_own(w);
	struct migration many[MANY];
	str url = own_url(own.arena);
	int between = 0;

	make_many(test_arena(), many);
	for (int i = 0; i < KILLS; i++) {
		pid_t pid;
		int v, applied;

		empty_database(&own);
		pid = fork();
		if (pid == 0)
			migrate_in_child(url, many);
		usleep(2000 + (useconds_t)i * 3000);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		v = checked_version(&own);
		between += v > 0 && v < MANY;
		CHECK_OK(db_migrate(own.db, many, MANY, &applied));
		CHECK_INT("the next start does the rest", checked_version(&own), MANY);
	}
	print_message("%d of %d kills came between two migrations\n", between, KILLS);
	own_close(&own);
}

static bool may(const char *sql)
{
	struct db *db;
	err e;

	CHECK_OK(db_open(test_db_url(), S("myintress_app"), &db));
	CHECK_OK(db_begin(db, true));
	e = db_exec(db, sql, NO_ARGS, NULL);
	db_close(db);
	return !e;
}

TEST_ON(ON_POSTGRES, the_role_of_the_server_is_limited)
{
	struct db *db;
	int applied;

	db_rollback(w->db);
	CHECK_OK(db_open(test_db_url(), S(""), &db));
	run_script(db, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	run_script(
		db,
		"CREATE TABLE audit_entry (id BIGINT); CREATE TABLE other (id BIGINT)");
	CHECK_OK(db_migrate(db, notes, 1, &applied));
	db_close(db);
	CHECK("adds", may("INSERT INTO audit_entry VALUES (1)"));
	CHECK("reads", may("SELECT id FROM audit_entry"));
	CHECK("does not change", !may("UPDATE audit_entry SET id = 2"));
	CHECK("does not delete", !may("DELETE FROM audit_entry"));
	CHECK("does not empty", !may("TRUNCATE audit_entry"));
	CHECK("changes others", may("UPDATE other SET id = 2"));
	CHECK("draws an id", may("INSERT INTO note (n) VALUES (1)"));
	CHECK("reads the version", may("SELECT number FROM schema_migration"));
	CHECK("does not claim a version", !may("DELETE FROM schema_migration"));
	CHECK("makes no table", !may("CREATE TABLE x (id BIGINT)"));
}

TEST_ON(ON_POSTGRES, a_user_who_may_not_make_roles_is_told)
{
	str name = arena_fmt(test_arena(), "limited%d", (int)getpid());
	struct db *admin, *db;
	int applied;
	err e;

	db_rollback(w->db);
	CHECK_OK(db_open(test_db_url(), S(""), &admin));
	run_script(admin,
		   arena_fmt(test_arena(),
			     "CREATE ROLE %.*s; CREATE SCHEMA own AUTHORIZATION %.*s",
			     P(name), P(name))
			   .p);
	CHECK_OK(db_open(own_url(test_arena()), name, &db));
	e = db_migrate(db, notes, 1, &applied);
	CHECK("refused", e && str_has(str_from(e->text), S("CREATE ROLE myintress_app")));
	db_close(db);
	run_script(admin, arena_fmt(test_arena(), "DROP OWNED BY %.*s; DROP ROLE %.*s",
				    P(name), P(name))
				  .p);
	db_close(admin);
}
