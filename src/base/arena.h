/*
 * Memory lives as long as the arena it came from. Allocation never fails: past
 * the ceiling the process ends, because inputs are bounded before they are
 * parsed and only a bug gets there. Memory comes zeroed.
 */
#pragma once

#include <stddef.h>

#include "base/str.h"

struct arena;

struct arena_mark {
	void *chunk;
	size_t used;
};

struct arena *arena_new(size_t ceiling); /* in bytes */
void arena_free(struct arena *a);
void arena_reset(struct arena *a); /* forgets all, keeps one chunk */

/* Everything taken after the mark is forgotten by the rewind. */
struct arena_mark arena_mark(struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);

size_t arena_high_water(const struct arena *a); /* most bytes in use since arena_new */

void *arena_alloc(struct arena *a, size_t size);

/*
 * More room for p, which holds g.used bytes in a room of g.was; p may be NULL. Grows
 * where it is when nothing was taken since, else it is a copy. The new part is not
 * zeroed.
 */
struct arena_growth {
	size_t used, was, wanted;
};
void *arena_grow(struct arena *a, void *p, struct arena_growth g);

str arena_str(struct arena *a, str s);	  /* a copy */
char *arena_cstr(struct arena *a, str s); /* a copy with a terminator */
str arena_fmt(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
str arena_lower(struct arena *a, str s); /* ASCII letters made small */
str arena_upper(struct arena *a, str s); /* ASCII letters made capital */

#define NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define NEW_ARRAY(a, type, count) ((type *)arena_alloc_array((a), sizeof(type), (count)))
void *arena_alloc_array(struct arena *a, size_t size, size_t count);
