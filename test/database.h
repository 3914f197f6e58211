/* Of the harness: fresh databases with the whole schema. */
#pragma once

#include "db/db.h"

/*
 * The url of a database of its own. The first of an engine migrates a template;
 * the first of PostgreSQL also starts a server, unless MYINTRESS_TEST_PG names
 * the directory of the socket of one.
 */
str database_url(struct arena *a, enum db_engine engine, str dir);
void database_done(enum db_engine engine);
void databases_end(void);
