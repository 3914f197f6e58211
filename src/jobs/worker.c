/*
 * The threads of a job process. One of them at a time looks for work, while the
 * others work or wait for their turn to look: the database is asked by one.
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

#include "jobs/internal.h"

enum { POLL_MS = 250, DATABASE_DOWN_MS = 1000, POOL_CEILING = 1024 * 1024 };

struct pool {
	const struct job_process *process;
	const atomic_bool *stop;
	pthread_mutex_t looking; /* guards what follows, but for running */
	bool scheduled;
	size_t next_kind; /* where to look first, so that no kind starves another */
	bool *full;	  /* per kind */
	atomic_int *running;
	/* A kind that was full may have room again: who looks need not sleep on. */
	pthread_mutex_t ending;
	pthread_cond_t ended;
	unsigned ends; /* guarded by ending */
};

struct thread {
	struct pool *pool;
	struct runner runner;
	pthread_t id;
};

static void pause_ms(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

static unsigned ends_so_far(struct pool *pool)
{
	unsigned ends;

	pthread_mutex_lock(&pool->ending);
	ends = pool->ends;
	pthread_mutex_unlock(&pool->ending);
	return ends;
}

static void end_job(struct pool *pool, size_t kind)
{
	pool->running[kind]--;
	pthread_mutex_lock(&pool->ending);
	pool->ends++;
	pthread_cond_signal(&pool->ended);
	pthread_mutex_unlock(&pool->ending);
}

/* Until the time of the next look, or until a job has ended since the last. */
static void await_end(struct pool *pool, unsigned seen)
{
	int64_t until = clock_monotonic_ms() + POLL_MS;
	struct timespec t = { until / 1000, until % 1000 * 1000000 };
	int timed_out = 0;

	pthread_mutex_lock(&pool->ending);
	while (pool->ends == seen && !timed_out)
		timed_out = pthread_cond_clockwait(&pool->ended, &pool->ending,
						   CLOCK_MONOTONIC, &t);
	pthread_mutex_unlock(&pool->ending);
}

/* *ret_kind is claimed into *ret, or the table's kind_count when nothing is due. */
static err look(struct thread *t, size_t *ret_kind, struct job *ret)
{
	struct pool *pool = t->pool;
	const struct job_table *table = pool->process->table;
	struct turn turn = { pool->next_kind, pool->full };
	bool found = false;

	if (!pool->scheduled)
		TRY(runner_schedule(&t->runner));
	pool->scheduled = true;
	for (size_t k = 0; k < table->kind_count; k++)
		pool->full[k] = table->kinds[k]->at_once &&
				pool->running[k] >= table->kinds[k]->at_once;
	TRY(runner_due(&t->runner, &turn, ret_kind));
	if (*ret_kind < table->kind_count)
		TRY(runner_claim(&t->runner, table->kinds[*ret_kind], &found, ret));
	if (!found) {
		*ret_kind = table->kind_count;
		return OK;
	}
	pool->running[*ret_kind]++;
	pool->next_kind = *ret_kind + 1;
	return OK;
}

/* Waits for work; false when it is time to stop. */
static bool take(struct thread *t, size_t *ret_kind, struct job *ret)
{
	struct pool *pool = t->pool;
	size_t none = pool->process->table->kind_count;

	*ret_kind = none;
	pthread_mutex_lock(&pool->looking);
	while (*ret_kind == none && !*pool->stop) {
		unsigned seen = ends_so_far(pool);
		err e = look(t, ret_kind, ret);

		if (e) {
			runner_log_fault(&t->runner, e);
			*ret_kind = none;
			pause_ms(DATABASE_DOWN_MS);
		} else if (*ret_kind == none) {
			await_end(pool, seen);
		}
	}
	pthread_mutex_unlock(&pool->looking);
	return *ret_kind != none;
}

static bool connect_database(struct thread *t)
{
	const struct job_process *p = t->pool->process;
	err e = db_open(p->settings->database, p->db_role, &t->runner.base.db);

	if (e)
		runner_log_fault(&t->runner, e);
	return e == OK;
}

static void *work(void *arg)
{
	struct thread *t = arg;
	struct pool *pool = t->pool;
	struct job j;
	size_t kind;

	runner_open(&t->runner);
	while (!*pool->stop && !connect_database(t))
		pause_ms(DATABASE_DOWN_MS);
	while (!*pool->stop && take(t, &kind, &j)) {
		runner_run(&t->runner, pool->process->table->kinds[kind], &j);
		end_job(pool, kind);
	}
	db_close(t->runner.base.db);
	runner_close(&t->runner);
	return NULL;
}

/* Signals are the business of the thread that called jobs_work(). */
static int start(struct thread *threads, int count)
{
	sigset_t all, before;
	int started = 0;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	while (started < count &&
	       pthread_create(&threads[started].id, NULL, work, &threads[started]) == 0)
		started++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

err jobs_work(const struct job_process *p, const atomic_bool *stop)
{
	struct arena *a = arena_new(POOL_CEILING);
	struct thread *threads = NEW_ARRAY(a, struct thread, (size_t)p->threads);
	struct pool pool = {
		.process = p,
		.stop = stop,
		.looking = PTHREAD_MUTEX_INITIALIZER,
		.ending = PTHREAD_MUTEX_INITIALIZER,
		.ended = PTHREAD_COND_INITIALIZER,
		.full = NEW_ARRAY(a, bool, p->table->kind_count),
		.running = NEW_ARRAY(a, atomic_int, p->table->kind_count),
	};
	int started;

	for (int i = 0; i < p->threads; i++) {
		threads[i].pool = &pool;
		threads[i].runner = (struct runner){
			.table = p->table,
			.base = { .keys = p->keys, .settings = p->settings },
			.log = p->log,
		};
	}
	started = start(threads, p->threads);
	for (int i = 0; i < started; i++)
		pthread_join(threads[i].id, NULL);
	arena_free(a);
	return started ? OK : FAULT(FAULT_UNAVAILABLE, "no thread for jobs");
}

err jobs_drain(struct work *w, const struct job_table *table, int *ret_ran)
{
	struct runner r = { .table = table, .base = *w, .fixed_now = w->now };
	struct arena *a = arena_new(POOL_CEILING);
	struct turn turn = { 0, NEW_ARRAY(a, bool, table->kind_count) };
	struct job j;
	size_t kind;
	int ran = 0;
	err e;

	runner_open(&r);
	e = runner_schedule(&r);
	while (!e) {
		bool found = false;

		e = runner_due(&r, &turn, &kind);
		if (e || kind == table->kind_count)
			break;
		e = runner_claim(&r, table->kinds[kind], &found, &j);
		if (!e && found)
			runner_run(&r, table->kinds[kind], &j);
		ran += found;
	}
	runner_close(&r);
	arena_free(a);
	if (ret_ran)
		*ret_ran = ran;
	return e;
}
