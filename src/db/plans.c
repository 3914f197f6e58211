/* Tests explain each statement once: a full scan is found before a table is large. */
#include "db/db.h"
#include "db/sqlite.h"

enum { PLAN_CEILING = 1024 * 1024 };

struct plan {
	struct arena *arena;
	str sql;
	struct strs steps;
	struct strs made; /* subqueries and common tables: they may be scanned */
};

static bool takes_word(str *s, str word)
{
	if (!str_starts(*s, word))
		return false;
	*s = str_skip(*s, word.n);
	return true;
}

static void explain(struct plan *p, sqlite3 *db)
{
	str sql = arena_fmt(p->arena, "EXPLAIN QUERY PLAN %.*s", P(p->sql));
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql.p, (int)sql.n, &s, NULL) != SQLITE_OK)
		panic("no plan, %s: %.*s", sqlite3_errmsg(db), P(p->sql));
	while (sqlite3_step(s) == SQLITE_ROW) {
		str step = arena_str(p->arena,
				     str_from((const char *)sqlite3_column_text(s, 3)));

		*PUSH(p->arena, &p->steps) = step;
		if (takes_word(&step, S("MATERIALIZE ")) ||
		    takes_word(&step, S("CO-ROUTINE ")))
			*PUSH(p->arena, &p->made) = step;
	}
	sqlite3_finalize(s);
}

/* A plan shows the alias where it scans and the name where it makes. */
static bool is_made(const struct plan *p, str name)
{
	for (size_t i = 0; i < p->made.count; i++) {
		str made = p->made.items[i];

		if (str_eq(made, name) ||
		    str_has(p->sql, arena_fmt(p->arena, "%.*s %.*s", P(made), P(name))) ||
		    str_has(p->sql,
			    arena_fmt(p->arena, "%.*s AS %.*s", P(made), P(name))))
			return true;
	}
	return false;
}

static bool is_full_scan(const struct plan *p, str step)
{
	str name;

	if (!takes_word(&step, S("SCAN ")))
		return false;
	if (str_has(step, S(" USING INDEX ")) ||
	    str_has(step, S(" USING COVERING INDEX ")) ||
	    str_has(step, S(" VIRTUAL TABLE ")) || str_has(step, S("CONSTANT ROW")))
		return false;
	name = str_cut(&step, ' ');
	/*
	 * Referring tables stand in the plan of an INSERT too, but a new row breaks
	 * no reference, so they are not read.
	 */
	if (str_starts(p->sql, S("INSERT ")) && !str_has(p->sql, name))
		return false;
	return !str_starts(name, S("(")) && !is_made(p, name);
}

void watch_plan(sqlite3 *db, sqlite3_stmt *statement)
{
	struct plan p = { .arena = arena_new(PLAN_CEILING),
			  .sql = str_from(sqlite3_sql(statement)) };

	if (!str_has(p.sql, S("may scan"))) {
		explain(&p, db);
		for (size_t i = 0; i < p.steps.count; i++)
			if (is_full_scan(&p, p.steps.items[i]))
				panic("reads a whole table (%.*s): %.*s",
				      P(p.steps.items[i]), P(p.sql));
	}
	arena_free(p.arena);
}
