#include "membership/test/race.h"

#include <pthread.h>

struct lane {
	struct work w;
	struct racer *racer;
	pthread_barrier_t *start;
	bool done;
};

/* A busy database is tried again, as a browser would. */
static void *run(void *arg)
{
	struct lane *l = arg;
	err e;

	l->w.arena = arena_new((size_t)8 << 20);
	l->w.actor = &l->racer->actor;
	e = db_open(test_db_url(), S("myintress_app"), &l->w.db);
	pthread_barrier_wait(l->start);
	if (e)
		return NULL;
	do
		e = work_run(&l->w, true, l->racer->act, l->racer->arg);
	while (e && e->kind == FAULT_BUSY);
	l->done = !e;
	db_close(l->w.db);
	arena_free(l->w.arena);
	return NULL;
}

void race(struct work *w, struct racer racers[2])
{
	struct lane lanes[2];
	pthread_t threads[2];
	pthread_barrier_t start;

	db_end_unit(w->db);
	CHECK_OK(db_commit(w->db));
	pthread_barrier_init(&start, NULL, 2);
	for (int i = 0; i < 2; i++) {
		lanes[i] = (struct lane){ *w, &racers[i], &start };
		CHECK_INT("a thread", pthread_create(&threads[i], NULL, run, &lanes[i]),
			  0);
	}
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&start);
	CHECK_OK(db_begin(w->db, true));
	for (int i = 0; i < 2; i++)
		CHECK("both came through", lanes[i].done);
}
