/*
 * A lane: a bounded queue and the workers that empty it. One thread puts (the
 * I/O thread), so room that it has seen stays until it puts. It wakes workers
 * after it has put all it had, and a worker wakes the next one when there is
 * more than it can take: under load few threads sleep and wake.
 */
#pragma once

#include <pthread.h>

#include "http/http.h"
#include "http/metrics.h"

struct lane_job {
	struct lane_job *next;
};

struct lane {
	/* Given. */
	const struct http_app *app;
	void (*run)(void *worker, struct lane_job *job);
	enum http_lane kind;
	int workers;
	int queue; /* jobs that may wait */
	int nice;  /* added to the workers' niceness */
	enum gauge gauge;
	/* Own. */
	pthread_mutex_t lock;
	pthread_cond_t work;
	pthread_cond_t changed; /* started, failed */
	struct lane_job *first, *last;
	int waiting;
	int idle;    /* workers without a job */
	bool waking; /* one of them is about to look */
	int started;
	int failed;
	bool stopping;
	pthread_t *threads;
};

/* A fault when a worker could not start; then none is left. */
err lane_start(struct lane *l, struct arena *a);
bool lane_has_room(struct lane *l);
void lane_put(struct lane *l, struct lane_job *job);
void lane_wake(struct lane *l);
void lane_stop(struct lane *l); /* after the jobs that wait */
