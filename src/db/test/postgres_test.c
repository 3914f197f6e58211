#include "db/test/own.h"

#include <unistd.h>

/* Ends the server's side of w from another connection. */
static void terminate(int64_t backend)
{
	struct db *db;

	CHECK_OK(db_open(test_db_url(), S(""), &db));
	CHECK_OK(db_begin(db, false));
	CHECK_OK(db_exec(db, "SELECT pg_terminate_backend($1::int, 5000)",
			 ARGS(arg_int(backend)), NULL));
	db_close(db);
}

static int64_t backend_of(struct work *w)
{
	return ask_int(w, "SELECT pg_backend_pid()");
}

TEST_ON(ON_POSTGRES, a_connection_that_broke_idle_is_not_noticed)
{
	int64_t before;

	before = backend_of(w);
	CHECK_OK(db_commit(w->db));
	terminate(before);
	CHECK_OK(db_begin(w->db, true));
	CHECK("another backend, the same statement", backend_of(w) != before);
	CHECK_OK(db_commit(w->db));
}

TEST_ON(ON_POSTGRES, a_connection_that_broke_in_a_unit_is_unavailable)
{
	struct rows r;
	err e;

	terminate(backend_of(w));
	r = work_query(w, "SELECT 1", NO_ARGS);
	CHECK("no row", !rows_next(&r));
	e = rows_end(&r);
	CHECK("unavailable", e && e->kind == FAULT_UNAVAILABLE);
	db_rollback(w->db);
	CHECK_OK(db_begin(w->db, false));
	CHECK_INT("the next unit", ask_int(w, "SELECT 2"), 2);
	CHECK_OK(db_commit(w->db));
}

TEST_ON(ON_POSTGRES, a_connection_that_broke_before_commit_is_no_success)
{
	err e;

	terminate(backend_of(w));
	e = db_commit(w->db);
	CHECK("unavailable", e && e->kind == FAULT_UNAVAILABLE);
	db_rollback(w->db);
}

TEST_ON(ON_POSTGRES, a_commit_that_rolled_back_is_no_success)
{
	CHECK_INT("begun", ask_int(w, "SELECT 1"), 1);
	CHECK("behind its back", w->db->engine->script(w->db, "SELECT nonsense") != OK);
	CHECK("a fault", db_commit(w->db) != OK);
	db_rollback(w->db);
}

TEST_ON(ON_POSTGRES, the_role_survives_a_new_connection)
{
	struct rows r;

	terminate(backend_of(w));
	db_rollback(w->db);
	CHECK_OK(db_begin(w->db, false));
	r = work_query(w, "SELECT current_user", NO_ARGS);
	CHECK("a row", rows_next(&r));
	CHECK_STR("the role", row_str(&r, 0), S("myintress_app"));
	CHECK_OK(rows_end(&r));
}

TEST_ON(ON_POSTGRES, a_slow_statement_is_unavailable)
{
	struct db *db;
	err e;

	CHECK_OK(db_open(test_db_url(), S(""), &db));
	run_script(db, "SET statement_timeout = 20");
	CHECK_OK(db_begin(db, false));
	e = db_exec(db, "SELECT pg_sleep(60)", NO_ARGS, NULL);
	CHECK("unavailable", e && e->kind == FAULT_UNAVAILABLE);
	db_close(db);
}

TEST_ON(ON_POSTGRES, sums_and_conditions_are_integers)
{
	struct rows r = work_query(
		w, "SELECT sum(n), 2 > 1, 1 > 2 FROM (VALUES ($1), ($2)) AS v (n)",
		ARGS(arg_int(4000000000), arg_int(4000000000)));

	CHECK("a row", rows_next(&r));
	CHECK_INT("the sum", row_int(&r, 0), 8000000000);
	CHECK_INT("true", row_int(&r, 1), 1);
	CHECK_INT("false", row_int(&r, 2), 0);
	CHECK_OK(rows_end(&r));
}

TEST_ON(ON_POSTGRES, a_server_without_fsync_is_not_durable)
{
	bool durable;

	CHECK_OK(db_commit(w->db));
	CHECK_OK(db_durable(w->db, &durable));
	CHECK("the one of the tests", !durable);
}

TEST_DB(the_detail_of_a_fault_names_no_value)
{
	struct work own = own_work(w);
	err e = OK;

	for (int i = 0; i < 2; i++)
		e = work_exec(&own, "INSERT INTO note (code) VALUES ($1)",
			      ARGS(arg_str(S("9901017001990001"))), NULL);
	CHECK("unique", e && e->kind == FAULT_INTERNAL);
	CHECK("no value in it", !str_has(str_from(e->text), S("9901")));
	own_close(&own);
}
