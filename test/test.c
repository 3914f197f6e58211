#include "test/test.h"

#include "mail/arriving.h"
#include "pdf/pdf.h"
#include "test/database.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	MAX_TESTS = 1000,
	ARENA_CEILING = 256 * 1024 * 1024, /* sanitized, and a test may hold many units */
};

/* One test on one engine, or on none. */
struct run {
	struct test_case test;
	enum test_on on; /* one of them, never both */
	char name[160];
};

static struct run runs[MAX_TESTS];
static size_t run_count;

/* Of the running test. */
static struct arena *arena;
static str dir;
static str url;
static struct settings settings;
static struct work work;

#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options(void);

/* cmocka would take the signal and keep the stack to itself. */
const char *__asan_default_options(void)
{
	return "handle_segv=2:handle_sigbus=2:handle_sigfpe=2:handle_sigill=2";
}
#endif

static void add_run(struct test_case c, const char *suffix, enum test_on on)
{
	struct run *r = &runs[run_count++];

	if (run_count == MAX_TESTS)
		panic("more than %d tests", MAX_TESTS);
	*r = (struct run){ .test = c, .on = on };
	snprintf(r->name, sizeof(r->name), "%s%s", c.name, suffix);
}

void test_register(struct test_case c)
{
	if (c.on == ON_NO_ENGINE)
		add_run(c, "", ON_NO_ENGINE);
	if (c.on & ON_SQLITE)
		add_run(c, "/sqlite", ON_SQLITE);
	if (c.on & ON_POSTGRES)
		add_run(c, "/postgres", ON_POSTGRES);
}

void test_int(const char *file, int line, const char *what, int64_t got, int64_t want)
{
	if (got == want)
		return;
	print_error("%s: %lld, not %lld\n", what, (long long)got, (long long)want);
	_fail(file, line);
}

void test_str(const char *file, int line, const char *what, str got, str want)
{
	if (str_eq(got, want))
		return;
	print_error("%s:\n  \"%.*s\"\nnot\n  \"%.*s\"\n", what, P(got), P(want));
	_fail(file, line);
}

void test_true(const char *file, int line, const char *what, bool condition)
{
	if (condition)
		return;
	print_error("%s\n", what);
	_fail(file, line);
}

void test_ok(const char *file, int line, const char *what, err e)
{
	if (!e)
		return;
	print_error("%s: %s:%d: %s\n", what, e->file, e->line, e->text);
	_fail(file, line);
}

struct arena *test_arena(void)
{
	return arena;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void remove_tree(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

str test_dir(void)
{
	const char *tmp = getenv("TMPDIR");
	char *path;

	if (dir.n)
		return dir;
	path = arena_cstr(
		arena, arena_fmt(arena, "%s/myintress-test-XXXXXX", tmp ? tmp : "/tmp"));
	if (!mkdtemp(path))
		panic("no directory for the test");
	dir = str_from(path);
	return dir;
}

str test_db_url(void)
{
	if (!url.n)
		panic("test_db_url() outside a TEST_DB");
	return url;
}

void test_next_unit(struct work *w)
{
	db_end_unit(w->db);
	CHECK_OK(db_commit(w->db));
	CHECK_OK(db_begin(w->db, true));
}

static void set_settings(void)
{
	settings = (struct settings){
		.mode = MODE_DEVELOPMENT,
		.listen = STR("127.0.0.1:8080"),
		.public_url = STR("http://127.0.0.1:8080"),
		.data_dir = test_dir(),
		.database = url,
		.mail = arena_fmt(arena, "dir:%.*s/mail", P(test_dir())),
		.mail_from = STR("MyIntress <noreply@myintress.example>"),
		.dukcapil = STR("manual"),
		.dukcapil_threshold = 95,
		.digit = STR("builtin"),
		.session_idle = 30 * MINUTE,
	};
}

static enum db_engine engine_of(const struct run *r)
{
	return r->on == ON_SQLITE ? DB_SQLITE : DB_POSTGRES;
}

static void set_work(const struct run *r)
{
	err e;

	url = database_url(arena, engine_of(r), test_dir());
	set_settings();
	work = (struct work){ .arena = arena_new(ARENA_CEILING),
			      .now = TEST_NOW,
			      .settings = &settings };
	e = keys_open(arena_fmt(arena, "%.*s/keys", P(test_dir())), true, &work.keys);
	if (!e)
		e = db_open(url, S("myintress_app"), &work.db);
	if (!e)
		e = db_begin(work.db, true);
	if (e)
		panic("%s: %s", r->name, e->text);
}

static int set_up(void **state)
{
	const struct run *r = *state;

	arena = arena_new(ARENA_CEILING);
	if (r->on)
		set_work(r);
	return 0;
}

static int tear_down(void **state)
{
	const struct run *r = *state;

	db_close(work.db);
	arena_free(work.arena);
	work = (struct work){ 0 };
	if (r->on)
		database_done(engine_of(r));
	if (dir.n)
		remove_tree(dir.p);
	url = dir = (str){ 0 };
	arena_free(arena);
	arena = NULL;
	return 0;
}

static void run_one(void **state)
{
	const struct run *r = *state;

	if (r->on)
		r->test.run_db(&work);
	else
		r->test.run();
}

/* An argument is a pattern: only tests of such names run. */
int main(int argc, char **argv)
{
	static struct CMUnitTest tests[MAX_TESTS];
	int failed;

	pdf_reader_main(argc, argv);
	mail_reader_main(argc, argv);
	for (size_t i = 0; i < run_count; i++)
		tests[i] = (struct CMUnitTest){ runs[i].name, run_one, set_up, tear_down,
						&runs[i] };
	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	crypto_start();
	db_watch_plans(true);
	failed = _cmocka_run_group_tests(argv[0], tests, run_count, NULL, NULL);
	databases_end();
	/* What a failed test left open is no news. */
	if (failed) {
		fflush(NULL);
		_exit(1);
	}
	return 0;
}
