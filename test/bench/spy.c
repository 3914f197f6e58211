/*
 * Preloaded into the server: writes every statement that it runs, with its
 * arguments, to the file BENCH_SPY and its process id. So bare_sql runs the very
 * statements of a page, whatever they are today, and the program knows nothing of it.
 *
 * A record is a line: "S LENGTH" and the text of a statement, then its arguments
 * "i NUMBER", "t LENGTH" or "b LENGTH" and the bytes, "n"; "Y" waits for the
 * answers of PostgreSQL. What has a length is followed by that many bytes and a
 * line end.
 */
#include <dlfcn.h>
#include <endian.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGS_MAX = 64, RECORD_MAX = 1 << 16, NAMES_MAX = 4096, OID_INT8 = 20 };

struct noted {
	char kind;
	long long i;
	const void *p;
	size_t n;
};

static _Thread_local struct {
	sqlite3_stmt *of;
	struct noted args[ARGS_MAX];
} bound;

static _Thread_local struct {
	char bytes[RECORD_MAX];
	size_t n;
} record;

/* Prepared by libpq, by connection and name; texts are literals of the program. */
static struct {
	PGconn *conn;
	char name[16];
	const char *sql;
	Oid types[ARGS_MAX];
} prepared[NAMES_MAX];
static int prepared_count;

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void add(const void *p, size_t n)
{
	if (record.n + n > RECORD_MAX)
		abort();
	memcpy(record.bytes + record.n, p, n);
	record.n += n;
}

static void add_line(char kind, long long number)
{
	char line[32];

	add(line, (size_t)snprintf(line, sizeof(line), "%c %lld\n", kind, number));
}

static void add_bytes(char kind, const void *p, size_t n)
{
	add_line(kind, (long long)n);
	add(p, n);
	add("\n", 1);
}

static void add_arg(const struct noted *a)
{
	if (a->kind == 'i')
		add_line('i', a->i);
	else if (a->kind == 'n')
		add_line('n', 0);
	else
		add_bytes(a->kind, a->p, a->n);
}

static void put(void)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s.%d", getenv("BENCH_SPY"), (int)getpid());
	fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, record.bytes, record.n) != (ssize_t)record.n)
		abort();
	close(fd);
	record.n = 0;
}

/* ---- SQLite ---- */

static void note(sqlite3_stmt *s, int at, struct noted a)
{
	bound.of = s;
	bound.args[at - 1] = a;
}

int sqlite3_bind_int64(sqlite3_stmt *s, int at, sqlite3_int64 i)
{
	note(s, at, (struct noted){ .kind = 'i', .i = i });
	return NEXT(sqlite3_bind_int64)(s, at, i);
}

int sqlite3_bind_null(sqlite3_stmt *s, int at)
{
	note(s, at, (struct noted){ .kind = 'n' });
	return NEXT(sqlite3_bind_null)(s, at);
}

int sqlite3_bind_text64(sqlite3_stmt *s, int at, const char *p, sqlite3_uint64 n,
			void (*end)(void *), unsigned char encoding)
{
	note(s, at, (struct noted){ .kind = 't', .p = p, .n = n });
	return NEXT(sqlite3_bind_text64)(s, at, p, n, end, encoding);
}

int sqlite3_bind_blob64(sqlite3_stmt *s, int at, const void *p, sqlite3_uint64 n,
			void (*end)(void *))
{
	note(s, at, (struct noted){ .kind = 'b', .p = p, .n = n });
	return NEXT(sqlite3_bind_blob64)(s, at, p, n, end);
}

int sqlite3_step(sqlite3_stmt *s)
{
	const char *sql = sqlite3_sql(s);

	/* sqlite3_exec() does not keep the text: it opens the connection, no page uses
	 * it. */
	if (sql && !sqlite3_stmt_busy(s)) {
		add_bytes('S', sql, strlen(sql));
		for (int i = 0; bound.of == s && i < sqlite3_bind_parameter_count(s); i++)
			add_arg(&bound.args[i]);
		put();
	}
	return NEXT(sqlite3_step)(s);
}

/* ---- PostgreSQL ---- */

int PQsendPrepare(PGconn *c, const char *name, const char *sql, int n, const Oid *types)
{
	int at = __atomic_fetch_add(&prepared_count, 1, __ATOMIC_SEQ_CST);

	if (at >= NAMES_MAX || n > ARGS_MAX || strlen(name) >= sizeof(prepared[at].name))
		abort();
	prepared[at].sql = sql;
	prepared[at].conn = c;
	strncpy(prepared[at].name, name, sizeof(prepared[at].name) - 1);
	memcpy(prepared[at].types, types, (size_t)n * sizeof(Oid));
	return NEXT(PQsendPrepare)(c, name, sql, n, types);
}

static struct noted sent_value(Oid type, const char *value, int length)
{
	uint64_t i;

	if (!value)
		return (struct noted){ .kind = 'n' };
	if (type != OID_INT8)
		return (struct noted){ .kind = 't', .p = value, .n = (size_t)length };
	memcpy(&i, value, sizeof(i));
	return (struct noted){ .kind = 'i', .i = (long long)be64toh(i) };
}

int PQsendQueryPrepared(PGconn *c, const char *name, int n, const char *const *values,
			const int *lengths, const int *formats, int format)
{
	int at = prepared_count - 1;

	while (prepared[at].conn != c || strcmp(prepared[at].name, name) != 0)
		at--;
	add_bytes('S', prepared[at].sql, strlen(prepared[at].sql));
	for (int i = 0; i < n; i++) {
		struct noted a = sent_value(prepared[at].types[i], values[i], lengths[i]);

		add_arg(&a);
	}
	put();
	return NEXT(PQsendQueryPrepared)(c, name, n, values, lengths, formats, format);
}

int PQsendQueryParams(PGconn *c, const char *sql, int n, const Oid *types,
		      const char *const *values, const int *lengths, const int *formats,
		      int format)
{
	add_bytes('S', sql, strlen(sql));
	put();
	return NEXT(PQsendQueryParams)(c, sql, n, types, values, lengths, formats,
				       format);
}

int PQpipelineSync(PGconn *c)
{
	add_line('Y', 0);
	put();
	return NEXT(PQpipelineSync)(c);
}
