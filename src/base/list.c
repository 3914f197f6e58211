#include "base/list.h"

#include <string.h>

void *list_room(struct arena *a, void *items, size_t count, size_t *cap, size_t size)
{
	void *larger;

	if (count < *cap)
		return items;
	*cap = *cap ? *cap * 2 : 8;
	larger = arena_alloc_array(a, size, *cap);
	if (count)
		memcpy(larger, items, count * size);
	return larger;
}
