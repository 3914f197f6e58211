/*
 * Lists on an arena: struct registrations { struct registration *items;
 * size_t count, cap; }, declared by LIST_OF(struct registration).
 */
#pragma once

#include "base/arena.h"

#define LIST_OF(type)                                                                    \
	{                                                                                \
		type *items;                                                             \
		size_t count;                                                            \
		size_t cap;                                                              \
	}

/* The address of a new, zeroed last item: *PUSH(w->arena, &list) = item. */
#define PUSH(a, list)                                                                    \
	((list)->items = list_room((a), (list)->items, (list)->count, &(list)->cap,      \
				   sizeof(*(list)->items)),                              \
	 &(list)->items[(list)->count++])

void *list_room(struct arena *a, void *items, size_t count, size_t *cap, size_t size);

struct strs LIST_OF(str);
