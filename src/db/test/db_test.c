#include "db/test/own.h"

static err add(struct work *w, struct arg n, struct arg body, struct arg raw)
{
	return work_exec(w, "INSERT INTO note (n, body, raw) VALUES ($1, $2, $3)",
			 ARGS(n, body, raw), NULL);
}

static struct rows last(struct work *w)
{
	return work_query(w,
			  "SELECT n, body, raw FROM note WHERE id ="
			  " (SELECT max(id) FROM note)",
			  NO_ARGS);
}

TEST_DB(integers_come_back)
{
	static const int64_t integers[] = { 0,	       1,	  -1,	      2147483648,
					    INT64_MAX, INT64_MIN, 4294967296, -7 };
	struct work own = own_work(w);

	for (size_t i = 0; i < COUNT(integers); i++) {
		struct rows r;

		CHECK_OK(add(&own, arg_int(integers[i]), arg_null(), arg_null()));
		r = last(&own);
		CHECK("a row", rows_next(&r));
		CHECK_INT("the integer", row_int(&r, 0), integers[i]);
		CHECK("no more", !rows_next(&r));
		CHECK("still no more", !rows_next(&r));
		CHECK_OK(rows_end(&r));
	}
	own_close(&own);
}

TEST_DB(texts_come_back)
{
	static const str texts[] = { STR("Siti"), STR(""),
				     STR("Kementerian “Keuangan” — ½"),
				     STR("'; DROP TABLE note; --"),
				     STR("$1 ?1 \\x00 \"") };
	struct work own = own_work(w);

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct rows r;

		CHECK_OK(add(&own, arg_null(), arg_str(texts[i]), arg_null()));
		r = last(&own);
		CHECK("a row", rows_next(&r));
		CHECK_STR("the text", row_str(&r, 1), texts[i]);
		CHECK("is not NULL", !row_null(&r, 1));
		CHECK_OK(rows_end(&r));
	}
	own_close(&own);
}

TEST_DB(bytes_come_back)
{
	char all[256 + 2] = { 0 };
	str bytes[] = { { all, sizeof(all) }, STR(""), STR("\\x41"), STR("plain") };
	struct work own = own_work(w);

	for (size_t i = 0; i < 256; i++)
		all[i + 1] = (char)i;
	for (size_t i = 0; i < COUNT(bytes); i++) {
		struct rows r;

		CHECK_OK(add(&own, arg_null(), arg_null(), arg_bytes(bytes[i])));
		r = last(&own);
		CHECK("a row", rows_next(&r));
		CHECK_STR("the bytes", row_bytes(&r, 2), bytes[i]);
		CHECK("are not NULL", !row_null(&r, 2));
		CHECK_OK(rows_end(&r));
	}
	own_close(&own);
}

TEST_DB(null_is_told_from_empty)
{
	struct work own = own_work(w);
	struct rows r;

	CHECK_OK(add(&own, arg_null(), arg_null(), arg_null()));
	CHECK_OK(add(&own, arg_id(0), arg_text(S("")), arg_bytes(S(""))));
	CHECK_OK(add(&own, arg_id(7), arg_text(S("x")), arg_null()));
	CHECK_OK(add(&own, arg_int(0), arg_str(S("")), arg_bytes(S(""))));
	CHECK_INT(
		"no integer",
		ask_int(&own, "SELECT count(*) FROM note /* may scan */ WHERE n IS NULL"),
		2);
	CHECK_INT("no text",
		  ask_int(&own,
			  "SELECT count(*) FROM note /* may scan */ WHERE body IS NULL"),
		  2);
	CHECK_INT("no bytes",
		  ask_int(&own,
			  "SELECT count(*) FROM note /* may scan */ WHERE raw IS NULL"),
		  2);
	r = work_query(&own, "SELECT n, body, raw FROM note WHERE id = 1", NO_ARGS);
	CHECK("a row", rows_next(&r));
	CHECK_INT("NULL is 0", row_int(&r, 0), 0);
	CHECK_STR("NULL is no text", row_str(&r, 1), S(""));
	CHECK_STR("NULL is no bytes", row_bytes(&r, 2), S(""));
	CHECK("NULL is told", row_null(&r, 0) && row_null(&r, 1) && row_null(&r, 2));
	CHECK_OK(rows_end(&r));
	own_close(&own);
}

TEST_DB(text_that_is_none_is_a_fault)
{
	static const str texts[] = { STR("a\0b"), STR("\xff"), STR("\xc3") };
	struct work own = own_work(w);

	for (size_t i = 0; i < COUNT(texts); i++) {
		err e = add(&own, arg_null(), arg_str(texts[i]), arg_null());

		CHECK("not UTF-8 or with a NUL", e && e->kind == FAULT_INTERNAL);
	}
	own_close(&own);
}

TEST_DB(arguments_are_numbered)
{
	struct work own = own_work(w);
	struct rows r = work_query(&own,
				   "SELECT $2, $1, '$3', $2 || 'x' /* $4 */ -- $5 it's\n"
				   ", $1 + \"n\" FROM (SELECT 5 AS \"n\") AS one",
				   ARGS(arg_int(1), arg_str(S("two"))));

	CHECK("a row", rows_next(&r));
	CHECK_STR("the second", row_str(&r, 0), S("two"));
	CHECK_INT("the first", row_int(&r, 1), 1);
	CHECK_STR("a string", row_str(&r, 2), S("$3"));
	CHECK_STR("the second again", row_str(&r, 3), S("twox"));
	CHECK_INT("behind the comment", row_int(&r, 4), 6);
	CHECK_OK(rows_end(&r));
	own_close(&own);
}

TEST_DB(too_few_arguments_are_a_fault)
{
	struct rows r = work_query(w, "SELECT $1 || $2", ARGS(arg_str(S("one"))));

	CHECK("no row", !rows_next(&r));
	CHECK("a fault", rows_end(&r) != OK);
}

TEST_DB(a_null_may_come_before_its_value)
{
	static const struct {
		const char *what;
		struct arg arg;
		int64_t want;
	} cases[] = {
		{ "NULL of no kind", { .kind = ARG_NULL, .null = true }, 7 },
		{ "an integer", { .kind = ARG_INT, .i = 5000000000 }, 5000000000 },
		{ "NULL of its kind", { .kind = ARG_INT, .null = true }, 7 },
		{ "an integer again", { .kind = ARG_INT, .i = -3 }, -3 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct rows r =
			work_query(w, "SELECT coalesce($1, 7)", ARGS(cases[i].arg));

		CHECK("a row", rows_next(&r));
		CHECK_INT(cases[i].what, row_int(&r, 0), cases[i].want);
		CHECK_OK(rows_end(&r));
	}
}

TEST_DB(a_reader_may_not_write)
{
	struct work own = own_work(w);
	err e;

	CHECK_OK(add(&own, arg_int(1), arg_null(), arg_null()));
	CHECK_OK(db_commit(own.db));

	CHECK_OK(db_begin(own.db, false));
	CHECK_INT("reads", ask_int(&own, "SELECT n FROM note WHERE id = 1"), 1);
	e = add(&own, arg_int(2), arg_null(), arg_null());
	CHECK("an INSERT is a fault", e && e->kind == FAULT_INTERNAL);
	db_rollback(own.db);

	CHECK_OK(db_begin(own.db, false));
	e = work_exec(&own, "UPDATE note SET n = 9 WHERE id = 1", NO_ARGS, NULL);
	CHECK("an UPDATE is a fault", e && e->kind == FAULT_INTERNAL);
	db_rollback(own.db);

	CHECK_OK(db_begin(own.db, true));
	CHECK_INT("nothing was written",
		  ask_int(&own, "SELECT sum(n) FROM note /* may scan */"), 1);
	own_close(&own);
}

static err close_note(struct work *w, int64_t id, int64_t *ret_changed)
{
	return work_exec(
		w, "UPDATE note SET state = 'closed' WHERE id = $1 AND state = 'open'",
		ARGS(arg_int(id)), ret_changed);
}

TEST_DB(a_conditional_update_counts)
{
	struct work own = own_work(w);
	int64_t changed;

	CHECK_OK(add(&own, arg_int(1), arg_null(), arg_null()));
	CHECK_OK(close_note(&own, 1, &changed));
	CHECK_INT("was open", changed, 1);
	CHECK_OK(close_note(&own, 1, &changed));
	CHECK_INT("is closed", changed, 0);
	CHECK_OK(close_note(&own, 99, &changed));
	CHECK_INT("is not there", changed, 0);
	own_close(&own);
}

TEST_DB(a_conflict_counts_nothing)
{
	struct work own = own_work(w);
	int64_t changed[3];

	for (size_t i = 0; i < COUNT(changed); i++)
		CHECK_OK(work_exec(&own,
				   "INSERT INTO note (code) VALUES ($1)"
				   " ON CONFLICT (code) DO NOTHING",
				   ARGS(arg_str(i < 2 ? S("A") : S("B"))), &changed[i]));
	CHECK_INT("the first", changed[0], 1);
	CHECK_INT("the second of the same code", changed[1], 0);
	CHECK_INT("another code", changed[2], 1);
	own_close(&own);
}

TEST_DB(an_insert_returns)
{
	struct work own = own_work(w);

	for (int64_t i = 1; i <= 3; i++) {
		struct rows r = work_query(
			&own, "INSERT INTO note (n) VALUES ($1) RETURNING id, n",
			ARGS(arg_int(i * 10)));

		CHECK("a row", rows_next(&r));
		CHECK_INT("its id", row_int(&r, 0), i);
		CHECK_INT("its value", row_int(&r, 1), i * 10);
		CHECK_OK(rows_end(&r));
	}
	own_close(&own);
}

TEST_DB(an_insert_happens_unread)
{
	struct work own = own_work(w);
	struct rows r =
		work_query(&own, "INSERT INTO note (n) VALUES (1) RETURNING id", NO_ARGS);

	CHECK_OK(rows_end(&r));
	CHECK_INT("rows", ask_int(&own, "SELECT count(*) FROM note /* may scan */"), 1);
	own_close(&own);
}

TEST_DB(an_id_is_never_given_again)
{
	struct work own = own_work(w);

	CHECK_OK(add(&own, arg_int(1), arg_null(), arg_null()));
	CHECK_OK(add(&own, arg_int(2), arg_null(), arg_null()));
	CHECK_OK(work_exec(&own, "DELETE FROM note WHERE id = 2", NO_ARGS, NULL));
	CHECK_OK(add(&own, arg_int(3), arg_null(), arg_null()));
	CHECK_INT("the id after", ask_int(&own, "SELECT max(id) FROM note"), 3);
	own_close(&own);
}

TEST_DB(a_fault_sticks)
{
	struct work own = own_work(w);
	struct rows r;
	err e;

	CHECK_OK(add(&own, arg_int(1), arg_str(S("text")), arg_null()));
	r = work_query(&own, "SELECT body, n FROM note WHERE id = 1", NO_ARGS);
	CHECK("a row", rows_next(&r));
	CHECK_INT("text is no integer", row_int(&r, 0), 0);
	CHECK_INT("after a fault nothing is read", row_int(&r, 1), 0);
	CHECK("and no row comes", !rows_next(&r));
	e = rows_end(&r);
	CHECK("the fault", e && e->kind == FAULT_INTERNAL);
	e = db_commit(own.db);
	CHECK("nothing is committed after it", e != OK);
	db_rollback(own.db);
	own_close(&own);
}

TEST_DB(types_are_not_mixed_up)
{
	struct work own = own_work(w);
	struct rows r;

	CHECK_OK(add(&own, arg_int(1), arg_str(S("text")), arg_bytes(S("raw"))));
	for (int i = 0; i < 3; i++) {
		r = work_query(&own, "SELECT n, body, raw FROM note WHERE id = 1",
			       NO_ARGS);
		CHECK("a row", rows_next(&r));
		if (i == 0)
			row_str(&r, 0);
		else if (i == 1)
			row_bytes(&r, 1);
		else
			row_int(&r, 2);
		CHECK("another type is a fault", rows_end(&r) != OK);
	}
	own_close(&own);
}

TEST_DB(broken_sql_is_a_fault)
{
	struct rows r = work_query(w, "SELECT nothing FROM nowhere", NO_ARGS);
	err e;

	CHECK("no row", !rows_next(&r));
	CHECK_INT("nothing to read", row_int(&r, 0), 0);
	e = rows_end(&r);
	CHECK("the fault", e && e->kind == FAULT_INTERNAL);
}

static const str states[] = { STR("open"), STR("closed") };

TEST_DB(a_word_is_read_by_its_table)
{
	struct work own = own_work(w);
	int64_t changed;
	struct rows r;

	CHECK_OK(add(&own, arg_int(1), arg_null(), arg_null()));
	CHECK_OK(close_note(&own, 1, &changed));
	r = work_query(&own, "SELECT state FROM note WHERE id = 1", NO_ARGS);
	CHECK("a row", rows_next(&r));
	CHECK_INT("closed", row_word(&r, 0, WORDS(states)), 1);
	CHECK_OK(rows_end(&r));
	own_close(&own);
}

TEST_DB(an_unknown_word_is_a_fault)
{
	struct rows r = work_query(w, "SELECT 'opne'", NO_ARGS);
	err e;

	CHECK("a row", rows_next(&r));
	row_word(&r, 0, WORDS(states));
	e = rows_end(&r);
	CHECK("the fault", e && e->kind == FAULT_INTERNAL);
	CHECK("names the word", str_has(str_from(e->text), S("opne")));
}

TEST_DB(a_statement_runs_within_itself)
{
	struct work own = own_work(w);
	int64_t sum = 0;

	for (int64_t i = 1; i <= 3; i++)
		CHECK_OK(add(&own, arg_int(i), arg_null(), arg_null()));
	for (int i = 0; i < 2; i++) {
		struct rows rows[2];

		for (int k = 0; k < 2; k++)
			rows[k] = db_query(
				own.db, own.arena,
				"SELECT n FROM note ORDER BY id /* may scan */", NO_ARGS);
		while (rows_next(&rows[0]) && rows_next(&rows[1]))
			sum += row_int(&rows[0], 0) * row_int(&rows[1], 0);
		CHECK_OK(rows_end(&rows[1]));
		CHECK_OK(rows_end(&rows[0]));
	}
	CHECK_INT("both were read in step", sum, 2 * (1 + 4 + 9));
	own_close(&own);
}

TEST_DB(many_statements_are_told_apart)
{
	enum { STATEMENTS = 500 };
	struct work own = own_work(w);
	const char *sql[STATEMENTS];
	size_t before = own.db->statements.count;

	for (int i = 0; i < STATEMENTS; i++)
		sql[i] = arena_fmt(test_arena(), "SELECT %d", i).p;
	for (int round = 0; round < 3; round++)
		for (int i = 0; i < STATEMENTS; i++)
			CHECK_INT("its own", ask_int(&own, sql[i]), i);
	CHECK_INT("each prepared once", own.db->statements.count - before, STATEMENTS);
	own_close(&own);
}

/* A child has a connection of its own: the one of its parent is in use. */
static struct work connect_child(const void *url)
{
	struct work w = { .arena = test_arena() };

	CHECK_OK(db_open(*(const str *)url, S(""), &w.db));
	CHECK_OK(db_begin(w.db, false));
	return w;
}

static void leave_open(const void *url)
{
	struct work w = connect_child(url);
	struct rows r = work_query(&w, "SELECT 1", NO_ARGS);

	rows_next(&r);
	db_end_unit(w.db);
}

static void ask_outside(const void *url)
{
	struct work w = connect_child(url);
	struct rows r;

	db_rollback(w.db);
	r = work_query(&w, "SELECT 1", NO_ARGS);
	rows_end(&r);
}

static void read_too_far(const void *url)
{
	struct work w = connect_child(url);
	struct rows r = work_query(&w, "SELECT 1", NO_ARGS);

	rows_next(&r);
	row_int(&r, 1);
}

static void begin_twice(const void *url)
{
	struct work w = connect_child(url);

	CHECK_OK(db_begin(w.db, false));
}

static void do_nothing_wrong(const void *url)
{
	struct work w = connect_child(url);

	CHECK_INT("asked", ask_int(&w, "SELECT 1"), 1);
	db_end_unit(w.db);
}

TEST_DB(bugs_panic)
{
	str url = test_db_url();

	db_rollback(w->db);
	CHECK("rows left open", panics(leave_open, &url));
	CHECK("a query outside a transaction", panics(ask_outside, &url));
	CHECK("a column that is not there", panics(read_too_far, &url));
	CHECK("a transaction within a transaction", panics(begin_twice, &url));
	CHECK("nothing wrong", !panics(do_nothing_wrong, &url));
}

TEST_DB(a_rollback_takes_all_back)
{
	struct work own = own_work(w);

	CHECK_OK(add(&own, arg_int(1), arg_null(), arg_null()));
	db_rollback(own.db);
	CHECK_OK(db_begin(own.db, false));
	CHECK_INT("rows", ask_int(&own, "SELECT count(*) FROM note /* may scan */"), 0);
	own_close(&own);
}

TEST_DB(a_reader_sees_one_snapshot)
{
	struct work own = own_work(w), other = own;

	CHECK_OK(db_commit(own.db));
	CHECK_OK(db_open(own_url(own.arena), S(""), &other.db));
	CHECK_OK(db_begin(other.db, false));
	CHECK_INT("before", ask_int(&other, "SELECT count(*) FROM note /* may scan */"),
		  0);
	CHECK_OK(db_begin(own.db, true));
	CHECK_OK(add(&own, arg_int(1), arg_null(), arg_null()));
	CHECK_OK(db_commit(own.db));
	CHECK_INT("after", ask_int(&other, "SELECT count(*) FROM note /* may scan */"),
		  0);
	CHECK_OK(db_commit(other.db));
	CHECK_OK(db_begin(other.db, false));
	CHECK_INT("the next unit",
		  ask_int(&other, "SELECT count(*) FROM note /* may scan */"), 1);
	db_close(other.db);
	own_close(&own);
}

TEST_DB(a_second_writer_is_told_busy)
{
	struct work own = own_work(w), other = own;
	err e;

	CHECK_OK(add(&own, arg_int(1), arg_null(), arg_null()));
	CHECK_OK(db_open(own_url(own.arena), S(""), &other.db));
	run_script(other.db, db_engine(other.db) == DB_SQLITE ? "PRAGMA busy_timeout = 20"
							      : "SET lock_timeout = 20");
	e = db_begin(other.db, true);
	if (!e)
		e = add(&other, arg_int(2), arg_null(), arg_null());
	CHECK("busy", e && e->kind == FAULT_BUSY);
	db_close(other.db);
	own_close(&own);
}

TEST(other_urls_are_refused)
{
	struct db *db;

	CHECK("mysql", db_open(S("mysql://x"), S(""), &db) != OK);
	CHECK("nothing", db_open(S(""), S(""), &db) != OK);
	CHECK("no such folder",
	      db_open(S("sqlite:/nowhere/x.db"), S(""), &db)->kind == FAULT_UNAVAILABLE);
	CHECK("no such server",
	      db_open(S("postgresql:///x?host=/nowhere"), S(""), &db)->kind ==
		      FAULT_UNAVAILABLE);
}
