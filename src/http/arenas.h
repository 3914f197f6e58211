/*
 * Arenas at rest. The one that was given back last is taken first: a core's cache
 * still holds its memory.
 */
#pragma once

#include <pthread.h>

#include "base/base.h"

enum { ARENAS_KEPT = 64 };

struct arenas {
	pthread_mutex_t lock;
	struct arena *rest[ARENAS_KEPT];
	int count;
};

void arenas_init(struct arenas *all);
struct arena *arenas_take(struct arenas *all); /* any thread */
void arenas_give(struct arenas *all, struct arena *a);
void arenas_free(struct arenas *all);
