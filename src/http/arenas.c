#include "http/arenas.h"

enum { CEILING = 64 * 1024 * 1024 };

void arenas_init(struct arenas *all)
{
	all->count = 0;
	pthread_mutex_init(&all->lock, NULL);
}

struct arena *arenas_take(struct arenas *all)
{
	struct arena *a = NULL;

	pthread_mutex_lock(&all->lock);
	if (all->count)
		a = all->rest[--all->count];
	pthread_mutex_unlock(&all->lock);
	return a ? a : arena_new(CEILING);
}

void arenas_give(struct arenas *all, struct arena *a)
{
	arena_reset(a);
	pthread_mutex_lock(&all->lock);
	if (all->count < ARENAS_KEPT) {
		all->rest[all->count++] = a;
		a = NULL;
	}
	pthread_mutex_unlock(&all->lock);
	arena_free(a);
}

void arenas_free(struct arenas *all)
{
	while (all->count)
		arena_free(all->rest[--all->count]);
	pthread_mutex_destroy(&all->lock);
}
