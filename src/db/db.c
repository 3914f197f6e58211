#include "db/engine.h"

#include <string.h>

/* The same table for every connection of the process: tests set it once. */
static bool watched;

void db_watch_plans(bool on)
{
	watched = on;
}

bool plans_watched(void)
{
	return watched;
}

static void close_statement(struct db *db, struct statement *s)
{
	if (!s->open)
		return;
	db->engine->finish(s);
	s->open = false;
	db->open--;
}

static void close_statements(struct db *db)
{
	for (size_t i = 0; i < db->statements.size; i++)
		for (struct statement *s = db->statements.slots[i]; s; s = s->again)
			close_statement(db, s);
}

err db_open(str url, str role, struct db **ret)
{
	if (str_starts(url, S("sqlite:")))
		return sqlite_open(str_skip(url, strlen("sqlite:")), ret);
	if (str_starts(url, S("postgresql://")) || str_starts(url, S("postgres://")))
		return postgres_open(url, role, ret);
	return FAULT(FAULT_INTERNAL, "a database is sqlite:PATH or postgresql://…");
}

void db_close(struct db *db)
{
	struct arena *a;

	if (!db)
		return;
	close_statements(db);
	db_rollback(db);
	a = db->arena;
	db->engine->close(db);
	arena_free(a);
}

enum db_engine db_engine(const struct db *db)
{
	return db->engine->kind;
}

err db_begin(struct db *db, bool writes)
{
	if (db->begun)
		panic("a transaction within a transaction");
	db->writes = writes;
	db->failed = false;
	TRY(db->engine->begin(db));
	db->begun = true;
	return OK;
}

err db_commit(struct db *db)
{
	if (!db->begun)
		panic("a commit without a transaction");
	/* PostgreSQL would roll back and call it success, SQLite would keep half. */
	if (db->failed)
		return FAULT(FAULT_INTERNAL, "a commit after a fault");
	TRY(db->engine->commit(db));
	db->begun = false;
	return OK;
}

void db_rollback(struct db *db)
{
	if (!db->begun)
		return;
	db->engine->rollback(db);
	db->begun = false;
}

struct arg arg_int(int64_t i)
{
	return (struct arg){ .kind = ARG_INT, .i = i };
}

struct arg arg_str(str s)
{
	return (struct arg){ .kind = ARG_TEXT, .s = s };
}

struct arg arg_bytes(str s)
{
	return (struct arg){ .kind = ARG_BYTES, .s = s };
}

struct arg arg_null(void)
{
	return (struct arg){ .kind = ARG_NULL, .null = true };
}

struct arg arg_id(int64_t id)
{
	return (struct arg){ .kind = ARG_INT, .null = id == 0, .i = id };
}

struct arg arg_text(str s)
{
	return (struct arg){ .kind = ARG_TEXT, .null = s.n == 0, .s = s };
}

static size_t slot_of(const struct statements *t, const char *sql)
{
	uint64_t h = (uint64_t)(uintptr_t)sql * 0x9e3779b97f4a7c15u;
	size_t i = (size_t)(h >> 32) & (t->size - 1);

	while (t->slots[i] && t->slots[i]->sql != sql)
		i = (i + 1) & (t->size - 1);
	return i;
}

static void grow(struct statements *t, struct arena *a)
{
	struct statements larger = { .size = t->size ? t->size * 2 : 128,
				     .count = t->count };

	larger.slots = NEW_ARRAY(a, struct statement *, larger.size);
	for (size_t i = 0; i < t->size; i++)
		if (t->slots[i])
			larger.slots[slot_of(&larger, t->slots[i]->sql)] = t->slots[i];
	*t = larger;
}

struct statement **statements_slot(struct statements *t, struct arena *a, const char *sql)
{
	if (t->count * 2 >= t->size)
		grow(t, a);
	return &t->slots[slot_of(t, sql)];
}

/* A statement of sql that is free, prepared when there is none yet. */
static err find(struct db *db, const char *sql, struct args args, struct statement **ret)
{
	struct statement **slot = statements_slot(&db->statements, db->arena, sql);
	struct statement *s = *slot;

	while (s && (s->open || !db->engine->takes(s, args)))
		s = s->again;
	if (!s) {
		TRY(db->engine->prepare(db, sql, args, &s));
		s->sql = sql;
		s->again = *slot;
		db->statements.count += *slot == NULL;
		*slot = s;
	}
	*ret = s;
	return OK;
}

/* The engines differ in what text they let in, so none but UTF-8 reaches them. */
static err check_args(const char *sql, struct args args)
{
	if (args.count > MAX_ARGS)
		panic("%zu arguments: %s", args.count, sql);
	for (size_t i = 0; i < args.count; i++)
		if (args.items[i].kind == ARG_TEXT && !str_utf8(args.items[i].s))
			return FAULT(FAULT_INTERNAL, "$%zu is not text: %.100s", i + 1,
				     sql);
	return OK;
}

static err start(struct db *db, const char *sql, struct args args, struct arena *a,
		 struct statement **ret)
{
	*ret = NULL;
	if (!db->begun)
		panic("outside a transaction: %s", sql);
	TRY(check_args(sql, args));
	TRY(find(db, sql, args, ret));
	(*ret)->open = true;
	db->open++;
	return db->engine->run(db, *ret, args, a);
}

struct rows db_query(struct db *db, struct arena *a, const char *sql, struct args args)
{
	struct rows r = { .db = db, .arena = a, .row = -1 };

	r.fault = start(db, sql, args, a, &r.statement);
	return r;
}

bool rows_next(struct rows *r)
{
	bool more = false;

	if (!r->fault)
		r->fault = r->db->engine->next(r, &more);
	return more && !r->fault;
}

err rows_end(struct rows *r)
{
	if (r->statement)
		close_statement(r->db, r->statement);
	r->statement = NULL;
	if (r->fault)
		r->db->failed = true;
	return r->fault;
}

err db_exec(struct db *db, const char *sql, struct args args, int64_t *ret_changed)
{
	struct statement *s;
	int64_t changed = 0;
	err e = start(db, sql, args, NULL, &s);

	if (!e)
		e = db->engine->drain(db, s, &changed);
	if (s)
		close_statement(db, s);
	if (e)
		db->failed = true;
	if (ret_changed)
		*ret_changed = changed;
	return e;
}

err db_durable(struct db *db, bool *ret)
{
	struct rows r;
	err e;

	*ret = true;
	if (db_engine(db) == DB_SQLITE)
		return OK;
	TRY(db_begin(db, false));
	r = db_query(db, NULL,
		     "SELECT current_setting('fsync') = 'on'"
		     " AND current_setting('full_page_writes') = 'on'"
		     " AND current_setting('synchronous_commit') <> 'off'",
		     NO_ARGS);
	if (rows_next(&r))
		*ret = row_int(&r, 0);
	e = rows_end(&r);
	db_rollback(db);
	return e;
}

err db_bulk(struct db *db)
{
	if (db_engine(db) != DB_SQLITE)
		return OK;
	return db->engine->script(db, "PRAGMA cache_size = -81920;"
				      "PRAGMA wal_autocheckpoint = 16000");
}

err db_writer(struct db *db)
{
	if (db_engine(db) != DB_SQLITE)
		return OK;
	return db->engine->script(db, "PRAGMA cache_size = -16384;"
				      "PRAGMA wal_autocheckpoint = 4000");
}

void db_end_unit(struct db *db)
{
	if (db->open == 0)
		return;
#ifdef DEBUG
	panic("%d rows without rows_end()", db->open);
#endif
	close_statements(db);
}

/* False after a fault: there is nothing to read. */
static inline bool readable(struct rows *r, int column)
{
	if (r->fault)
		return false;
	if (column < 0 || column >= r->statement->columns)
		panic("column %d of %d: %s", column, r->statement->columns,
		      r->statement->sql);
	return true;
}

bool row_null(struct rows *r, int column)
{
	return !readable(r, column) || r->db->engine->null(r->statement, r->row, column);
}

int64_t row_int(struct rows *r, int column)
{
	int64_t i = 0;

	if (readable(r, column))
		r->fault = r->db->engine->integer(r, column, &i);
	return i;
}

static inline str borrowed(struct rows *r, int column)
{
	str s = STR("");

	if (readable(r, column))
		r->fault = r->db->engine->text(r, column, &s);
	return s;
}

str row_str(struct rows *r, int column)
{
	str s = borrowed(r, column);

	return s.n ? arena_str(r->arena, s) : S("");
}

str row_bytes(struct rows *r, int column)
{
	str s = STR("");

	if (readable(r, column))
		r->fault = r->db->engine->bytes(r, column, &s);
	return s;
}

int row_word(struct rows *r, int column, const str *words, size_t count)
{
	str word = borrowed(r, column);

	for (size_t i = 0; i < count; i++)
		if (str_eq(words[i], word))
			return (int)i;
	if (!r->fault)
		r->fault =
			FAULT(FAULT_INTERNAL, "unknown word '%.*s' in column %d: %.100s",
			      P(str_left(word, 20)), column, r->statement->sql);
	return 0;
}

str like_part(struct arena *a, str search)
{
	struct buf b = buf_new(a);

	search = arena_lower(a, str_trim(search));
	buf_char(&b, '%');
	for (size_t i = 0; i < search.n; i++) {
		if (search.p[i] == '%' || search.p[i] == '_' || search.p[i] == '!')
			buf_char(&b, '!');
		buf_char(&b, search.p[i]);
	}
	buf_char(&b, '%');
	return buf_str(&b);
}
