/* The unit of work: one request, one job, one command or one test. */
#pragma once

#include "base/base.h"
#include "crypto/crypto.h"
#include "db/db.h"
#include "settings/settings.h"

struct actor;

/*
 * One transaction, one arena, one actor, one instant. All of it happens or none
 * of it: domain change, audit entry and outgoing mail commit together.
 */
struct work {
	struct db *db;
	struct arena *arena;
	const struct actor *actor;
	int64_t now; /* Unix seconds, UTC */
	const struct keys *keys;
	const struct settings *settings;
};

/*
 * Runs fn as one unit of work. Commits when it ends OK (also after a refusal),
 * rolls back after a fault, and runs it again (3 times at most) when the
 * database was busy, so fn must not touch the outside world.
 */
err work_run(struct work *w, bool writes, err (*fn)(struct work *w, void *arg),
	     void *arg);

/*
 * The statement stands where it is used, as a literal: anything else does not
 * compile. See db.h for rows.
 */
#define work_query(w, sql, args) db_query((w)->db, (w)->arena, "" sql, (args))
#define work_exec(w, sql, args, ret_changed)                                             \
	db_exec((w)->db, "" sql, (args), (ret_changed))
