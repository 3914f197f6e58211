/* Of the tests of this folder: an empty database beside the one with the real schema. */
#pragma once

#include "db/engine.h"
#include "test/test.h"

/* One table, "note", of every type. */
extern const struct migration notes[1];

/* The url of an empty database on the engine of the running test. */
str own_url(struct arena *a);

/* A work on a connection to it, migrated, a writing transaction begun. */
struct work own_work(const struct work *w);
void own_close(struct work *own);

/*
 * Whether fn ends its process by a panic; what it prints is thrown away. It needs
 * a connection of its own.
 */
bool panics(void (*fn)(const void *arg), const void *arg);

/* The first column of the first row. */
int64_t ask_int(struct work *w, const char *sql);

/* Several statements outside of any transaction. */
void run_script(struct db *db, const char *sql);
