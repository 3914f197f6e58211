/*
 * One connection to a server, by libpq in pipeline mode. BEGIN waits for the
 * first statement and travels with it, and nobody waits for the end of a
 * transaction that only read: a unit that asks once costs one round trip.
 *
 * Writing transactions take turns: each locks the table one_writer before it
 * takes its snapshot. So both engines run the same history, one writer at a
 * time beside any number of readers, and a rule that reads before it writes
 * holds without SELECT … FOR UPDATE. SERIALIZABLE without the lock would give
 * the same results, but every act appends to the audit trail, so nearly all
 * that ran together would be rolled back and run again. REPEATABLE READ is
 * enough behind the lock and gives readers one snapshot for the whole unit.
 */
#include "db/postgres.h"

#include <endian.h>
#include <stdio.h>
#include <string.h>

/* Of pg_type; they never change. */
enum {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_NAME = 19,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_TEXT = 25,
	OID_VARCHAR = 1043,
	OID_NUMERIC = 1700,
};

struct postgres_statement {
	struct statement base;
	unsigned generation; /* in which it was prepared, 0 for none */
	char name[16];
	size_t count;
	enum arg_kind *kinds; /* declared; ARG_NULL leaves it to the server */
	PGresult *result;
};

static const struct engine engine;

err postgres_open(str url, str role, struct db **ret)
{
	struct arena *a = arena_new(CONNECTION_CEILING);
	struct postgres *p = NEW(a, struct postgres);
	err e;

	p->db = (struct db){ .engine = &engine, .arena = a };
	p->url = arena_cstr(a, url);
	p->role = arena_cstr(a, role);
	e = postgres_connect(p);
	if (e) {
		db_close(&p->db);
		return e;
	}
	*ret = &p->db;
	return OK;
}

static void finish(struct statement *st)
{
	struct postgres_statement *s = (struct postgres_statement *)st;

	PQclear(s->result);
	s->result = NULL;
}

static void close_connection(struct db *db)
{
	PQfinish(((struct postgres *)db)->conn);
}

static err begin(struct db *db)
{
	struct postgres *p = (struct postgres *)db;

	TRY(postgres_ready(p));
	p->begin_owed = true;
	return OK;
}

static err begin_migration(struct db *db)
{
	struct postgres *p = (struct postgres *)db;

	TRY(begin(db));
	p->begin_owed = false;
	/* READ COMMITTED: what the process before us applied must be seen. */
	return postgres_script(p, "BEGIN; SET LOCAL statement_timeout = 0;"
				  "SET LOCAL idle_in_transaction_session_timeout = 0;"
				  "SET LOCAL lock_timeout = 30000;"
				  "SELECT pg_advisory_xact_lock(7269626)");
}

static void send_begin(struct postgres *p, struct batch *b)
{
	if (!p->begin_owed)
		return;
	p->begin_owed = false;
	if (!p->db.writes) {
		postgres_send(p, b, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
		return;
	}
	postgres_send(p, b, "BEGIN ISOLATION LEVEL REPEATABLE READ");
	postgres_send(p, b, "LOCK TABLE one_writer IN EXCLUSIVE MODE");
}

static err commit(struct db *db)
{
	struct postgres *p = (struct postgres *)db;
	struct batch b = { 0 };
	PGresult *r;
	bool done;

	if (p->begin_owed) { /* nothing was asked */
		p->begin_owed = false;
		return OK;
	}
	if (!db->writes) {
		postgres_send_unwaited(p, "COMMIT");
		return OK;
	}
	postgres_send(p, &b, "COMMIT");
	TRY(postgres_exchange(p, &b, "COMMIT", &r));
	done = strcmp(PQcmdStatus(r), "COMMIT") == 0;
	PQclear(r);
	return done ? OK
		    : FAULT(FAULT_INTERNAL,
			    "postgresql rolled back what it should commit");
}

static void rollback(struct db *db)
{
	struct postgres *p = (struct postgres *)db;

	if (!p->begin_owed && postgres_connected(p) &&
	    PQtransactionStatus(p->conn) != PQTRANS_IDLE)
		postgres_send_unwaited(p, "ROLLBACK");
	p->begin_owed = false;
}

static err script(struct db *db, const char *sql)
{
	return postgres_script((struct postgres *)db, sql);
}

static err prepare(struct db *db, const char *sql, struct args args,
		   struct statement **ret)
{
	struct postgres_statement *s = NEW(db->arena, struct postgres_statement);

	(void)sql; /* it is sent when it runs first on this connection */
	s->count = args.count;
	s->kinds = NEW_ARRAY(db->arena, enum arg_kind, args.count);
	for (size_t i = 0; i < args.count; i++)
		s->kinds[i] = args.items[i].kind;
	*ret = &s->base;
	return OK;
}

/* NULL of no kind fits anything; a value fits only what was declared. */
static bool takes(const struct statement *st, struct args args)
{
	const struct postgres_statement *s = (const struct postgres_statement *)st;

	if (s->count != args.count)
		return false;
	for (size_t i = 0; i < args.count; i++)
		if (args.items[i].kind != ARG_NULL && args.items[i].kind != s->kinds[i])
			return false;
	return true;
}

static void send_prepare(struct postgres *p, struct postgres_statement *s,
			 struct batch *b)
{
	static const Oid oids[] = {
		[ARG_INT] = OID_INT8, [ARG_TEXT] = OID_TEXT, [ARG_BYTES] = OID_BYTEA
	};
	Oid types[MAX_ARGS];

	for (size_t i = 0; i < s->count; i++)
		types[i] = oids[s->kinds[i]];
	snprintf(s->name, sizeof(s->name), "s%u", ++p->names);
	postgres_sent(p, b,
		      PQsendPrepare(p->conn, s->name, s->base.sql, (int)s->count, types));
}

/* Binary throughout: nothing is quoted, and text needs no terminator. */
static void send_run(struct postgres *p, struct postgres_statement *s, struct args args,
		     struct batch *b)
{
	const char *values[MAX_ARGS];
	int lengths[MAX_ARGS], formats[MAX_ARGS];
	uint64_t integers[MAX_ARGS];

	for (size_t i = 0; i < args.count; i++) {
		const struct arg *arg = &args.items[i];

		formats[i] = 1;
		integers[i] = htobe64((uint64_t)arg->i);
		if (arg->kind == ARG_INT) {
			values[i] = (const char *)&integers[i];
			lengths[i] = sizeof(integers[i]);
		} else {
			values[i] = arg->s.p ? arg->s.p : "";
			lengths[i] = (int)arg->s.n;
		}
		if (arg->null)
			values[i] = NULL;
	}
	postgres_sent(p, b,
		      PQsendQueryPrepared(p->conn, s->name, (int)args.count, values,
					  lengths, formats, 0));
}

/*
 * The whole result is fetched: another statement may run before its rows are
 * read. What may be long is read in pages, by LIMIT and the last key.
 */
static err run(struct db *db, struct statement *st, struct args args, struct arena *a)
{
	struct postgres *p = (struct postgres *)db;
	struct postgres_statement *s = (struct postgres_statement *)st;
	struct batch b = { 0 };
	bool is_new = s->generation != p->generation;
	int prepared;
	err e;

	(void)a; /* the arguments are sent before this returns */
	if (!postgres_connected(p))
		return postgres_fault(p, NULL, st->sql);
	send_begin(p, &b);
	if (is_new)
		send_prepare(p, s, &b);
	prepared = b.sent;
	send_run(p, s, args, &b);
	e = postgres_exchange(p, &b, st->sql, &s->result);
	if (is_new && b.good >= prepared)
		s->generation = p->generation;
	if (!e)
		st->columns = PQnfields(s->result);
	return e;
}

static PGresult *result_of(const struct statement *s)
{
	return ((const struct postgres_statement *)s)->result;
}

static err next(struct rows *r, bool *ret_more)
{
	int64_t count = PQntuples(result_of(r->statement));

	if (r->row < count)
		r->row++;
	*ret_more = r->row < count;
	return OK;
}

static err drain(struct db *db, struct statement *s, int64_t *ret_changed)
{
	(void)db;
	/* Empty for what touches no rows. */
	if (!str_int(str_from(PQcmdTuples(result_of(s))), ret_changed))
		*ret_changed = 0;
	return OK;
}

static bool null(const struct statement *s, int64_t row, int column)
{
	return PQgetisnull(result_of(s), (int)row, column);
}

static str value(const struct rows *r, int column)
{
	PGresult *result = result_of(r->statement);

	return (str){ PQgetvalue(result, (int)r->row, column),
		      (size_t)PQgetlength(result, (int)r->row, column) };
}

static err integer(const struct rows *r, int column, int64_t *ret)
{
	str s = value(r, column);

	if (null(r->statement, r->row, column))
		return OK;
	switch (PQftype(result_of(r->statement), column)) {
	case OID_BOOL:
		*ret = s.p[0] == 't';
		return OK;
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
	case OID_NUMERIC: /* sum() of BIGINT */
		if (str_int(s, ret))
			return OK;
	}
	return FAULT(FAULT_INTERNAL, "column %d is no integer: %.120s", column,
		     r->statement->sql);
}

static err text(const struct rows *r, int column, str *ret)
{
	if (null(r->statement, r->row, column))
		return OK;
	switch (PQftype(result_of(r->statement), column)) {
	case OID_TEXT:
	case OID_VARCHAR:
	case OID_NAME:
		*ret = value(r, column);
		return OK;
	}
	return FAULT(FAULT_INTERNAL, "column %d is no text: %.120s", column,
		     r->statement->sql);
}

static unsigned digit(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static err bytes(const struct rows *r, int column, str *ret)
{
	str hex = value(r, column); /* \x and two digits a byte */
	char *p;

	if (null(r->statement, r->row, column))
		return OK;
	if (PQftype(result_of(r->statement), column) != OID_BYTEA)
		return FAULT(FAULT_INTERNAL, "column %d is not bytes: %.120s", column,
			     r->statement->sql);
	hex = str_skip(hex, 2);
	p = arena_alloc(r->arena, hex.n / 2 + 1);
	for (size_t i = 0; i < hex.n / 2; i++)
		p[i] = (char)(digit(hex.p[2 * i]) << 4 | digit(hex.p[2 * i + 1]));
	*ret = (str){ p, hex.n / 2 };
	return OK;
}

static const struct engine engine = {
	.kind = DB_POSTGRES,
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
