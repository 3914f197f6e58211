#include "base/base.h"

#include <string.h>

void *list_room(struct arena *a, void *items, size_t count, size_t *cap, size_t size)
{
	struct arena_growth g = { count * size, *cap * size, 0 };
	char *larger;

	if (count < *cap)
		return items;
	*cap = *cap ? *cap * 2 : 8;
	if (__builtin_mul_overflow(size, *cap, &g.wanted))
		panic("a list of %zu items of %zu bytes", *cap, size);
	larger = arena_grow(a, items, g);
	memset(larger + g.used, 0, g.wanted - g.used);
	return larger;
}
