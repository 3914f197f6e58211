/*
 * The tests' own words over cmocka. A test is TEST(name) { … }; a test of a
 * store is TEST_DB(name) { … } and runs on a fresh schema of SQLite and again
 * of PostgreSQL, with w as its unit of work, already begun for writing (on
 * PostgreSQL as the role of the server); TEST_ON(ON_SQLITE, name) on one only.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"
#include "db/db.h"
#include "work/work.h"

enum test_on { ON_NO_ENGINE, ON_SQLITE, ON_POSTGRES, ON_BOTH };

struct test_case {
	const char *name;
	enum test_on on;
	void (*run)(void);
	void (*run_db)(struct work *w);
};

void test_register(struct test_case c);

#define TEST(name)                                                                       \
	static void test_##name(void);                                                   \
	__attribute__((constructor)) static void register_##name(void)                   \
	{                                                                                \
		test_register(                                                           \
			(struct test_case){ #name, ON_NO_ENGINE, test_##name, 0 });      \
	}                                                                                \
	static void test_##name(void)

#define TEST_ON(engines, name)                                                           \
	static void test_##name(struct work *w);                                         \
	__attribute__((constructor)) static void register_##name(void)                   \
	{                                                                                \
		test_register((struct test_case){ #name, engines, 0, test_##name });     \
	}                                                                                \
	static void test_##name(__attribute__((unused)) struct work *w)
#define TEST_DB(name) TEST_ON(ON_BOTH, name)

/* what says which row of a table failed; any expression of the right type. */
#define CHECK_INT(what, got, want)                                                       \
	test_int(__FILE__, __LINE__, (what), (int64_t)(got), (int64_t)(want))
#define CHECK_STR(what, got, want) test_str(__FILE__, __LINE__, (what), (got), (want))
#define CHECK(what, condition) test_true(__FILE__, __LINE__, (what), (condition))
#define CHECK_OK(expr) test_ok(__FILE__, __LINE__, #expr, (expr))
void test_int(const char *file, int line, const char *what, int64_t got, int64_t want);
void test_str(const char *file, int line, const char *what, str got, str want);
void test_true(const char *file, int line, const char *what, bool condition);
void test_ok(const char *file, int line, const char *what, err e);

/* An arena for the running test. */
struct arena *test_arena(void);

/* A directory of the running test, removed after it. */
str test_dir(void);

/* The engine the running TEST_DB is on, and a url to open further connections with. */
str test_db_url(void);

/* Ends the test's unit (commit) and begins another: what a second request would see. */
void test_next_unit(struct work *w);

/* 2026-11-23 (a Monday) 09:14 WITA, the instant of the prototype: w->now of every test.
 */
#define TEST_NOW ((int64_t)1795396440)
