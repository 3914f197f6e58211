#include "http/lane.h"

#include <unistd.h>

/* With the lock held: must a sleeping worker be woken? */
static bool wants_another(struct lane *l)
{
	if (!l->first || !l->idle || l->waking)
		return false;
	l->waking = true;
	return true;
}

static struct lane_job *take(struct lane *l)
{
	struct lane_job *job;
	bool wake;

	pthread_mutex_lock(&l->lock);
	l->idle++;
	while (!l->first && !l->stopping) {
		pthread_cond_wait(&l->work, &l->lock);
		l->waking = false;
	}
	l->idle--;
	job = l->first;
	if (job) {
		l->first = job->next;
		l->waiting--;
	}
	wake = wants_another(l);
	pthread_mutex_unlock(&l->lock);
	if (wake)
		pthread_cond_signal(&l->work);
	if (job)
		metrics_gauge(l->gauge, -1);
	return job;
}

static void report_start(struct lane *l, bool started)
{
	pthread_mutex_lock(&l->lock);
	if (started)
		l->started++;
	else
		l->failed++;
	pthread_cond_signal(&l->changed);
	pthread_mutex_unlock(&l->lock);
}

static void *work(void *arg)
{
	struct lane *l = arg;
	void *worker;
	struct lane_job *job;

	/* On Linux a thread has a niceness of its own; refused, all works as well. */
	(void)!nice(l->nice);
	worker = l->app->worker_start(l->kind);
	report_start(l, worker != NULL);
	if (!worker)
		return NULL;
	while ((job = take(l)) != NULL)
		l->run(worker, job);
	l->app->worker_stop(worker);
	return NULL;
}

err lane_start(struct lane *l, struct arena *a)
{
	int failed;

	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->work, NULL);
	pthread_cond_init(&l->changed, NULL);
	l->threads = NEW_ARRAY(a, pthread_t, (size_t)l->workers);
	for (int i = 0; i < l->workers; i++)
		if (pthread_create(&l->threads[i], NULL, work, l) != 0)
			panic("no thread for a worker");
	pthread_mutex_lock(&l->lock);
	while (l->started + l->failed < l->workers)
		pthread_cond_wait(&l->changed, &l->lock);
	failed = l->failed;
	pthread_mutex_unlock(&l->lock);
	if (!failed)
		return OK;
	lane_stop(l);
	return FAULT(FAULT_UNAVAILABLE, "%d of %d workers could not start", failed,
		     l->workers);
}

bool lane_has_room(struct lane *l)
{
	bool room;

	pthread_mutex_lock(&l->lock);
	room = l->waiting < l->queue + l->idle;
	pthread_mutex_unlock(&l->lock);
	return room;
}

void lane_put(struct lane *l, struct lane_job *job)
{
	job->next = NULL;
	metrics_gauge(l->gauge, 1);
	pthread_mutex_lock(&l->lock);
	if (l->waiting++)
		l->last->next = job;
	else
		l->first = job;
	l->last = job;
	pthread_mutex_unlock(&l->lock);
}

void lane_wake(struct lane *l)
{
	bool wake;

	pthread_mutex_lock(&l->lock);
	wake = wants_another(l);
	pthread_mutex_unlock(&l->lock);
	if (wake)
		pthread_cond_signal(&l->work);
}

void lane_stop(struct lane *l)
{
	pthread_mutex_lock(&l->lock);
	l->stopping = true;
	pthread_cond_broadcast(&l->work);
	pthread_mutex_unlock(&l->lock);
	for (int i = 0; i < l->workers; i++)
		pthread_join(l->threads[i], NULL);
	l->workers = 0;
}
