#include "test/test.h"

#include <unistd.h>

/* What a unit of the tests does, and how often it was run. */
struct act {
	int runs;
	int busy; /* so often it is busy, then it is done */
	enum fault_kind kind;
	bool fails;
};

static err make_table(struct work *w, void *arg)
{
	(void)arg;
	return work_exec(w, "CREATE TABLE ledger (n BIGINT)", NO_ARGS, NULL);
}

static err act(struct work *w, void *arg)
{
	struct act *a = arg;

	a->runs++;
	TRY(work_exec(w, "INSERT INTO ledger (n) VALUES ($1)", ARGS(arg_int(a->runs)),
		      NULL));
	if (a->fails)
		return FAULT(a->kind, "planned");
	return a->runs <= a->busy ? FAULT(FAULT_BUSY, "planned") : OK;
}

static err read_sum(struct work *w, void *arg)
{
	struct rows r = work_query(
		w, "SELECT coalesce(sum(n), 0) FROM ledger /* may scan */", NO_ARGS);

	if (rows_next(&r))
		*(int64_t *)arg = row_int(&r, 0);
	return rows_end(&r);
}

/* Units need a connection with no transaction open, of a user who may make a table. */
static struct work begin(const struct work *w)
{
	struct work units = *w;

	db_rollback(w->db);
	CHECK_OK(db_open(test_db_url(), S(""), &units.db));
	CHECK_OK(work_run(&units, true, make_table, NULL));
	return units;
}

static int64_t sum(struct work *units)
{
	int64_t n = -1;

	CHECK_OK(work_run(units, false, read_sum, &n));
	return n;
}

TEST_DB(a_unit_commits)
{
	struct work units = begin(w);
	struct act a = { 0 };

	CHECK_OK(work_run(&units, true, act, &a));
	CHECK_INT("run once", a.runs, 1);
	CHECK_INT("written", sum(&units), 1);
	db_close(units.db);
}

TEST_DB(a_busy_unit_is_run_again)
{
	struct work units = begin(w);
	struct act a = { .busy = 2 };

	CHECK_OK(work_run(&units, true, act, &a));
	CHECK_INT("the third time it is done", a.runs, 3);
	CHECK_INT("only the last is written", sum(&units), 3);
	db_close(units.db);
}

TEST_DB(a_unit_that_stays_busy_gives_up)
{
	struct work units = begin(w);
	struct act a = { .busy = 99 };
	err e = work_run(&units, true, act, &a);

	CHECK("busy", e && e->kind == FAULT_BUSY);
	CHECK_INT("three times", a.runs, 3);
	CHECK_INT("nothing is written", sum(&units), 0);
	db_close(units.db);
}

TEST_DB(a_fault_is_rolled_back_and_not_run_again)
{
	static const enum fault_kind kinds[] = { FAULT_INTERNAL, FAULT_UNAVAILABLE };
	struct work units = begin(w);

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct act a = { .fails = true, .kind = kinds[i] };
		err e = work_run(&units, true, act, &a);

		CHECK("its own fault", e && e->kind == kinds[i]);
		CHECK_STR("in its own words", str_from(e->text), S("planned"));
		CHECK_INT("run once", a.runs, 1);
		CHECK_INT("nothing is written", sum(&units), 0);
	}
	db_close(units.db);
}

TEST_DB(a_reading_unit_may_not_write)
{
	struct work units = begin(w);
	struct act a = { 0 };
	err e = work_run(&units, false, act, &a);

	CHECK("a fault", e && e->kind == FAULT_INTERNAL);
	CHECK_INT("nothing is written", sum(&units), 0);
	db_close(units.db);
}

static err fill_arena(struct work *w, void *arg)
{
	int *runs = arg;
	char *p = arena_alloc(w->arena, 40 * 1024 * 1024);

	p[0] = 'x';
	return ++*runs < 3 ? FAULT(FAULT_BUSY, "planned") : OK;
}

TEST_DB(each_run_begins_with_an_empty_arena)
{
	struct work units = begin(w);
	int runs = 0;

	units.arena = arena_new(64 * 1024 * 1024);
	CHECK_OK(work_run(&units, true, fill_arena, &runs));
	CHECK_INT("runs", runs, 3);
	arena_free(units.arena);
	db_close(units.db);
}
