#include "db/test/own.h"

#include <unistd.h>

static const struct migration tables[] = {
	{ 1, STR("tables"),
	  STR("CREATE TABLE ticket (id {id}, kppn TEXT, state TEXT);\n"
	      "CREATE INDEX ticket_by_kppn ON ticket (kppn, state);\n"
	      "CREATE TABLE answer (id {id}, ticket BIGINT REFERENCES ticket (id), body TEXT);\n") },
};

static const struct {
	const char *what;
	const char *sql;
	bool scans;
} cases[] = {
	{ "by id", "SELECT kppn FROM ticket WHERE id = 1", false },
	{ "by index", "SELECT id FROM ticket WHERE kppn = '018'", false },
	{ "no table", "SELECT 1", false },
	{ "values", "SELECT * FROM (VALUES (1), (2), (3)) AS v", false },
	{ "an insert", "INSERT INTO ticket (kppn) VALUES ('018')", false },
	{ "an insert that answers, though others refer to it",
	  "INSERT INTO ticket (kppn) VALUES ('018') RETURNING id", false },
	{ "an insert from a whole table",
	  "INSERT INTO ticket (kppn) SELECT body FROM answer", true },
	{ "a delete that others refer to", "DELETE FROM ticket WHERE id = 1", true },
	{ "whole table", "SELECT id FROM ticket WHERE state || '' = 'open'", true },
	{ "no index", "SELECT id FROM answer WHERE ticket = 1", true },
	{ "an alias", "SELECT a.id FROM answer AS a WHERE a.body = 'x'", true },
	{ "an update", "UPDATE answer SET body = '' WHERE ticket = 1", true },
	{ "a delete", "DELETE FROM answer WHERE ticket = 1", true },
	{ "said so", "SELECT id FROM answer /* may scan: nightly */ WHERE ticket = 1",
	  false },
	{ "a subquery scans",
	  "SELECT id FROM ticket WHERE id IN (SELECT ticket FROM answer)", true },
	{ "the inner of a join",
	  "SELECT a.id FROM ticket t JOIN answer a ON a.ticket = t.id"
	  " WHERE t.id = 1",
	  true },
	{ "the outer of a join",
	  "SELECT t.id FROM answer a JOIN ticket t ON t.id = a.ticket", true },
	{ "a common table",
	  "WITH mine AS MATERIALIZED (SELECT id FROM ticket WHERE kppn = '018')"
	  " SELECT m.id FROM mine AS m",
	  false },
	{ "a common table that scans",
	  "WITH mine AS MATERIALIZED (SELECT id FROM answer)"
	  " SELECT id FROM mine",
	  true },
	{ "a recursion",
	  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
	  " WHERE i < 5) SELECT i FROM n",
	  false },
	{ "a subquery in FROM",
	  "SELECT max(s.id) FROM (SELECT DISTINCT id FROM ticket"
	  " WHERE kppn = '018' LIMIT 9) s",
	  false },
	{ "a JSON list", "SELECT value FROM json_each('[1,2]')", false },
};

struct plan_case {
	str url;
	const char *sql;
};

static void prepare_in_child(const void *arg)
{
	const struct plan_case *c = arg;
	struct db *db;

	if (db_open(c->url, S(""), &db) || db_begin(db, true) ||
	    db_exec(db, c->sql, NO_ARGS, NULL))
		_exit(1);
}

TEST_ON(ON_SQLITE, a_full_scan_is_caught)
{
	str url = own_url(test_arena());
	struct db *db;
	int applied;

	db_rollback(w->db);
	CHECK_OK(db_open(url, S(""), &db));
	CHECK_OK(db_migrate(db, tables, COUNT(tables), &applied));
	db_close(db);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct plan_case c = { url, cases[i].sql };

		CHECK_INT(cases[i].what, panics(prepare_in_child, &c), cases[i].scans);
	}
}
