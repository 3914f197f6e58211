/* What sqlite.c and plans.c share; no other file sees the library. */
#pragma once

#include <sqlite3.h>

/* Panics when the statement reads a whole table and its text does not say "may scan". */
void watch_plan(sqlite3 *db, sqlite3_stmt *statement);
