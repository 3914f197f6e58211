#include "work/work.h"

static err work_once(struct work *w, bool writes, err (*fn)(struct work *w, void *arg),
		     void *arg)
{
	err e;

	TRY(db_begin(w->db, writes));
	e = fn(w, arg);
	db_end_unit(w->db);
	if (!e)
		e = db_commit(w->db);
	if (e)
		db_rollback(w->db);
	return e;
}

err work_run(struct work *w, bool writes, err (*fn)(struct work *w, void *arg), void *arg)
{
	err e = OK;

	for (int tries = 0; tries < 3; tries++) {
		arena_reset(w->arena);
		e = work_once(w, writes, fn, arg);
		if (!e || e->kind != FAULT_BUSY)
			break;
	}
	return e;
}
