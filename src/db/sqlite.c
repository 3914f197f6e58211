/*
 * One connection to one file. WAL, so that readers and the writer do not wait
 * for each other; synchronous=FULL, so that an acknowledged commit is on disk.
 */
#include "db/sqlite.h"
#include "db/engine.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

enum { TURN_NS = 500 * 1000 };

struct sqlite {
	struct db db;
	sqlite3 *handle;
	sqlite3_stmt *begin;
	sqlite3_stmt *begin_immediate;
	sqlite3_stmt *commit;
	sqlite3_stmt *rollback;
	int wait_ms; /* for a lock */
	int64_t wait_until;
};

struct sqlite_statement {
	struct statement base;
	sqlite3_stmt *handle;
	bool has_row; /* stepped onto a row */
};

static const struct engine engine;

/* Set by any connection of the process, looked at by all. */
static atomic_bool fsync_failed;

bool db_must_restart(void)
{
	return atomic_load(&fsync_failed);
}

static enum fault_kind kind_of(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return FAULT_BUSY;
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
		return FAULT_UNAVAILABLE;
	default:
		return FAULT_INTERNAL;
	}
}

static err fault(sqlite3 *h, int rc, const char *sql)
{
	if (rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC)
		atomic_store(&fsync_failed, true);
	return FAULT(kind_of(rc), "sqlite %d, %s: %.120s", rc,
		     h ? sqlite3_errmsg(h) : sqlite3_errstr(rc), sql);
}

static err script(struct db *db, const char *sql)
{
	struct sqlite *q = (struct sqlite *)db;
	int rc = sqlite3_exec(q->handle, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? OK : fault(q->handle, rc, sql);
}

/*
 * SQLite's own handler sleeps longer with every try, up to 0.1 s: among many
 * writers those who came last win and the first wait for seconds.
 */
static int wait_turn(void *arg, int tries)
{
	static const struct timespec pause = { .tv_nsec = TURN_NS };
	struct sqlite *q = arg;

	if (tries == 0)
		q->wait_until = clock_monotonic_ms() + q->wait_ms;
	if (clock_monotonic_ms() >= q->wait_until)
		return 0;
	nanosleep(&pause, NULL);
	return 1;
}

/* Two processes that open a new file together may find it locked without a wait. */
static err enter_wal(struct sqlite *q)
{
	int64_t until = clock_monotonic_ms() + WAIT_MS;
	err e = script(&q->db, "PRAGMA journal_mode = WAL");

	while (e && e->kind == FAULT_BUSY && clock_monotonic_ms() < until) {
		poll(NULL, 0, 10);
		e = script(&q->db, "PRAGMA journal_mode = WAL");
	}
	return e;
}

static err configure(struct sqlite *q)
{
	static const struct {
		int option, value;
	} options[] = {
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		/* Else every statement with LIKE is compiled anew for each argument. */
		{ SQLITE_DBCONFIG_ENABLE_QPSG, 1 },
	};

	for (size_t i = 0; i < COUNT(options); i++) {
		int is;
		int rc = sqlite3_db_config(q->handle, options[i].option, options[i].value,
					   &is);

		if (rc != SQLITE_OK || is != options[i].value)
			return fault(q->handle, rc, "configure");
	}
	q->wait_ms = WAIT_MS;
	if (sqlite3_busy_handler(q->handle, wait_turn, q) != SQLITE_OK)
		return FAULT(FAULT_INTERNAL, "no busy handler");
	TRY(enter_wal(q));
	return script(&q->db, "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
			      "PRAGMA journal_size_limit = 67108864");
}

static err compile(struct sqlite *q, const char *sql, sqlite3_stmt **ret)
{
	int rc = sqlite3_prepare_v3(q->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, ret,
				    NULL);

	return rc == SQLITE_OK ? OK : fault(q->handle, rc, sql);
}

/* Else each piece of memory is counted behind one lock of all connections. */
static void count_no_memory(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static err open_file(struct sqlite *q, const char *path)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_EXRESCODE;
	/* A new file is the owner's alone; SQLite gives its log the same mode. */
	int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	int rc;

	if (fd >= 0)
		close(fd);
	rc = sqlite3_open_v2(path, &q->handle, flags, NULL);
	if (rc != SQLITE_OK)
		return fault(q->handle, rc, path);
	TRY(configure(q));
	TRY(compile(q, "BEGIN", &q->begin));
	TRY(compile(q, "BEGIN IMMEDIATE", &q->begin_immediate));
	TRY(compile(q, "COMMIT", &q->commit));
	return compile(q, "ROLLBACK", &q->rollback);
}

err sqlite_open(str path, struct db **ret)
{
	static pthread_once_t first = PTHREAD_ONCE_INIT;
	struct arena *a = arena_new(CONNECTION_CEILING);
	struct sqlite *q = NEW(a, struct sqlite);
	err e;

	pthread_once(&first, count_no_memory);
	q->db = (struct db){ .engine = &engine, .arena = a };
	e = open_file(q, arena_cstr(a, path));
	if (e) {
		db_close(&q->db);
		return e;
	}
	*ret = &q->db;
	return OK;
}

/* Only its own: a virtual table has statements too, and ends them itself. */
static void close_connection(struct db *db)
{
	struct sqlite *q = (struct sqlite *)db;
	sqlite3_stmt *const own[] = { q->begin, q->begin_immediate, q->commit,
				      q->rollback };

	for (size_t i = 0; i < COUNT(own); i++)
		sqlite3_finalize(own[i]);
	for (size_t i = 0; i < db->statements.size; i++)
		for (struct statement *s = db->statements.slots[i]; s; s = s->again)
			sqlite3_finalize(((struct sqlite_statement *)s)->handle);
	if (sqlite3_close(q->handle) != SQLITE_OK)
		panic("a database that cannot be closed: %s", sqlite3_errmsg(q->handle));
}

static err run_simple(struct sqlite *q, sqlite3_stmt *s)
{
	int rc = sqlite3_step(s);
	err e = rc == SQLITE_DONE ? OK : fault(q->handle, rc, sqlite3_sql(s));

	sqlite3_reset(s);
	return e;
}

static err begin(struct db *db)
{
	struct sqlite *q = (struct sqlite *)db;

	if (!db->writes)
		return run_simple(q, q->begin);
	if (db_must_restart())
		return FAULT(FAULT_UNAVAILABLE,
			     "an fsync failed; this process writes no more");
	return run_simple(q, q->begin_immediate);
}

static err begin_migration(struct db *db)
{
	struct sqlite *q = (struct sqlite *)db;
	err e;

	q->wait_ms = MIGRATION_WAIT_MS;
	e = begin(db);
	q->wait_ms = WAIT_MS;
	return e;
}

static err commit(struct db *db)
{
	struct sqlite *q = (struct sqlite *)db;

	return run_simple(q, q->commit);
}

/* A full disk or a failed write may have rolled back already. */
static void rollback(struct db *db)
{
	struct sqlite *q = (struct sqlite *)db;

	if (sqlite3_get_autocommit(q->handle))
		return;
	sqlite3_step(q->rollback);
	sqlite3_reset(q->rollback);
}

static size_t skip_quoted(const char *sql, size_t i)
{
	char quote = sql[i++];

	while (sql[i] && sql[i] != quote)
		i++;
	return sql[i] ? i : i - 1;
}

static size_t skip_comment(const char *sql, size_t i)
{
	bool line = sql[i] == '-';

	for (i += 2; sql[i]; i++)
		if (line ? sql[i] == '\n' : sql[i] == '/' && sql[i - 1] == '*')
			return i;
	return i - 1;
}

/* To SQLite $2 is a name, numbered by its first appearance; ?2 is the second. */
static const char *numbered(struct arena *a, const char *sql)
{
	char *p = arena_cstr(a, str_from(sql));

	for (size_t i = 0; p[i]; i++) {
		if (p[i] == '\'' || p[i] == '"')
			i = skip_quoted(p, i);
		else if ((p[i] == '-' && p[i + 1] == '-') ||
			 (p[i] == '/' && p[i + 1] == '*'))
			i = skip_comment(p, i);
		else if (p[i] == '$')
			p[i] = '?';
	}
	return p;
}

static err prepare(struct db *db, const char *sql, struct args args,
		   struct statement **ret)
{
	struct sqlite *q = (struct sqlite *)db;
	struct sqlite_statement *s = NEW(db->arena, struct sqlite_statement);
	struct arena_mark mark = arena_mark(db->arena);
	err e = compile(q, numbered(db->arena, sql), &s->handle);

	arena_rewind(db->arena, mark);
	if (e)
		return e;
	if ((size_t)sqlite3_bind_parameter_count(s->handle) != args.count) {
		sqlite3_finalize(s->handle);
		return FAULT(FAULT_INTERNAL,
			     "%zu arguments are too many or too few: %.120s", args.count,
			     sql);
	}
	if (plans_watched())
		watch_plan(q->handle, s->handle);
	s->base.columns = sqlite3_column_count(s->handle);
	*ret = &s->base;
	return OK;
}

static bool takes(const struct statement *s, struct args args)
{
	(void)s;
	(void)args;
	return true;
}

static int bind(sqlite3_stmt *h, int n, const struct arg *arg, struct arena *a)
{
	str s = arg->s;

	if (arg->null)
		return sqlite3_bind_null(h, n);
	if (arg->kind == ARG_INT)
		return sqlite3_bind_int64(h, n, arg->i);
	if (a || !s.p)
		s = (str){ a ? arena_str(a, s).p : "", s.n };
	if (arg->kind == ARG_BYTES)
		return sqlite3_bind_blob64(h, n, s.p, s.n, SQLITE_STATIC);
	return sqlite3_bind_text64(h, n, s.p, s.n, SQLITE_STATIC, SQLITE_UTF8);
}

static err step(struct db *db, struct sqlite_statement *s)
{
	int rc = sqlite3_step(s->handle);

	s->has_row = rc == SQLITE_ROW;
	if (rc == SQLITE_ROW || rc == SQLITE_DONE)
		return OK;
	return fault(((struct sqlite *)db)->handle, rc, s->base.sql);
}

/* Steps at once: what writes has then written, even when nobody reads its rows. */
static err run(struct db *db, struct statement *st, struct args args, struct arena *a)
{
	struct sqlite_statement *s = (struct sqlite_statement *)st;

	if (!db->writes && !sqlite3_stmt_readonly(s->handle))
		return FAULT(FAULT_INTERNAL,
			     "a write in a transaction that reads: %.120s", st->sql);
	for (size_t i = 0; i < args.count; i++) {
		int rc = bind(s->handle, (int)i + 1, &args.items[i], a);

		if (rc != SQLITE_OK)
			return fault(((struct sqlite *)db)->handle, rc, st->sql);
	}
	return step(db, s);
}

static err next(struct rows *r, bool *ret_more)
{
	struct sqlite_statement *s = (struct sqlite_statement *)r->statement;

	/* The first row is there already; after the last one a step would start again. */
	if (s->has_row && r->row >= 0)
		TRY(step(r->db, s));
	r->row++;
	*ret_more = s->has_row;
	return OK;
}

static err drain(struct db *db, struct statement *st, int64_t *ret_changed)
{
	struct sqlite_statement *s = (struct sqlite_statement *)st;

	while (s->has_row)
		TRY(step(db, s));
	if (!sqlite3_stmt_readonly(s->handle))
		*ret_changed = sqlite3_changes64(((struct sqlite *)db)->handle);
	return OK;
}

static void finish(struct statement *st)
{
	struct sqlite_statement *s = (struct sqlite_statement *)st;

	sqlite3_reset(s->handle);
	sqlite3_clear_bindings(s->handle);
	s->has_row = false;
}

/*
 * Unprotected, as the library calls it: in the mode of one thread per connection
 * there is no difference, and it is one call to the row instead of three.
 */
static sqlite3_value *value_of(const struct statement *s, int column)
{
	return sqlite3_column_value(((const struct sqlite_statement *)s)->handle, column);
}

static bool null(const struct statement *s, int64_t row, int column)
{
	(void)row;
	return sqlite3_value_type(value_of(s, column)) == SQLITE_NULL;
}

static err other_type(const struct rows *r, int column, const char *wanted)
{
	return FAULT(FAULT_INTERNAL, "column %d is not %s: %.120s", column, wanted,
		     r->statement->sql);
}

static err integer(const struct rows *r, int column, int64_t *ret)
{
	sqlite3_value *v = value_of(r->statement, column);
	int type = sqlite3_value_type(v);

	if (type == SQLITE_INTEGER)
		*ret = sqlite3_value_int64(v);
	else if (type != SQLITE_NULL)
		return other_type(r, column, "an integer");
	return OK;
}

/* As a blob, text too: nobody needs the terminator for which the library would copy it.
 */
static str content(sqlite3_value *v)
{
	const void *p = sqlite3_value_blob(v);

	return (str){ p, (size_t)sqlite3_value_bytes(v) };
}

static err text(const struct rows *r, int column, str *ret)
{
	sqlite3_value *v = value_of(r->statement, column);
	int type = sqlite3_value_type(v);

	if (type == SQLITE_TEXT)
		*ret = content(v);
	else if (type != SQLITE_NULL)
		return other_type(r, column, "text");
	return OK;
}

static err bytes(const struct rows *r, int column, str *ret)
{
	sqlite3_value *v = value_of(r->statement, column);
	int type = sqlite3_value_type(v);

	if (type == SQLITE_NULL)
		return OK;
	if (type != SQLITE_BLOB)
		return other_type(r, column, "bytes");
	*ret = arena_str(r->arena, content(v));
	return OK;
}

static const struct engine engine = {
	.kind = DB_SQLITE,
	.close = close_connection,
	.begin = begin,
	.begin_migration = begin_migration,
	.commit = commit,
	.rollback = rollback,
	.prepare = prepare,
	.takes = takes,
	.run = run,
	.next = next,
	.drain = drain,
	.finish = finish,
	.null = null,
	.integer = integer,
	.text = text,
	.bytes = bytes,
	.script = script,
};
