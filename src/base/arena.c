#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What served one page serves the next: a reset keeps a chunk that holds a large
 * page, so that a busy worker asks the system for no memory. What is larger goes
 * back, or a rare report would be kept for ever.
 */
enum { FIRST_CHUNK = 16 * 1024, KEPT_CHUNK = 512 * 1024, ALIGN = 16 };

struct chunk {
	struct chunk *older;
	size_t below; /* used in all older chunks */
	size_t size;  /* of bytes */
	size_t room;  /* how many of them the ceiling leaves: all that is asked each time
		       */
	size_t used;
	_Alignas(ALIGN) char bytes[];
};

struct arena {
	struct chunk *chunk; /* the newest */
	struct chunk *spare; /* given back by a rewind: a loop asks for it again */
	size_t ceiling;
	size_t high_water; /* when something was given back last */
};

static struct chunk *chunk_new(size_t size)
{
	struct chunk *c = malloc(sizeof(*c) + size);

	if (!c)
		panic("no memory for %zu bytes", size);
	*c = (struct chunk){ .size = size };
	return c;
}

static void begin_chunk(struct arena *a, struct chunk *c, struct chunk *older)
{
	size_t left;

	c->older = older;
	c->below = older ? older->below + older->used : 0;
	left = a->ceiling - c->below;
	c->room = c->size < left ? c->size : left;
	c->used = 0;
	a->chunk = c;
}

struct arena *arena_new(size_t ceiling)
{
	struct arena *a = malloc(sizeof(*a));

	if (!a)
		panic("no memory for an arena");
	*a = (struct arena){ .ceiling = ceiling };
	begin_chunk(a, chunk_new(FIRST_CHUNK), NULL);
	return a;
}

static size_t in_use(const struct arena *a)
{
	return a->chunk->below + a->chunk->used;
}

size_t arena_high_water(const struct arena *a)
{
	return in_use(a) > a->high_water ? in_use(a) : a->high_water;
}

static void drop_chunk(struct arena *a)
{
	struct chunk *c = a->chunk;

	a->chunk = c->older;
	if (a->spare && a->spare->size >= c->size) {
		free(c);
		return;
	}
	free(a->spare);
	a->spare = c;
}

static void drop_spare(struct arena *a)
{
	free(a->spare);
	a->spare = NULL;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	while (a->chunk)
		drop_chunk(a);
	drop_spare(a);
	free(a);
}

/* The newest is the largest: each is twice the one before it, or more. */
void arena_reset(struct arena *a)
{
	struct chunk *kept;

	a->high_water = arena_high_water(a);
	while (a->chunk->older && a->chunk->size > KEPT_CHUNK)
		drop_chunk(a);
	drop_spare(a);
	kept = a->chunk;
	while (kept->older) {
		struct chunk *c = kept->older;

		kept->older = c->older;
		free(c);
	}
	begin_chunk(a, kept, NULL);
}

struct arena_mark arena_mark(struct arena *a)
{
	return (struct arena_mark){ a->chunk, a->chunk->used };
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	a->high_water = arena_high_water(a);
	while (a->chunk != mark.chunk)
		drop_chunk(a);
	a->chunk->used = mark.used;
}

/* Apart, because it is rare. */
static __attribute__((noinline)) void next_chunk(struct arena *a, size_t need)
{
	struct chunk *c = a->spare;
	size_t size = a->chunk->size * 2;

	if (need > a->ceiling - in_use(a))
		panic("arena past its ceiling of %zu bytes", a->ceiling);
	if (c && c->size >= need)
		a->spare = NULL;
	else
		c = chunk_new(size > need ? size : need);
	begin_chunk(a, c, a->chunk);
}

static size_t rounded_up(size_t size)
{
	size_t rounded = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);

	if (rounded < size)
		panic("%zu bytes are more than there are", size);
	return rounded;
}

/* Not zeroed: for what is written at once. */
static inline void *take(struct arena *a, size_t size)
{
	size_t bytes = rounded_up(size);
	void *p;

	if (a->chunk->room - a->chunk->used < bytes)
		next_chunk(a, bytes);
	p = a->chunk->bytes + a->chunk->used;
	a->chunk->used += bytes;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(take(a, size), 0, size);
}

void *arena_grow(struct arena *a, void *p, struct arena_growth g)
{
	size_t was = rounded_up(g.was), more = rounded_up(g.wanted) - was;
	struct chunk *c = a->chunk;
	void *larger;

	if (p && (char *)p + was == c->bytes + c->used && c->room - c->used >= more) {
		c->used += more;
		return p;
	}
	larger = take(a, g.wanted);
	if (g.used)
		memcpy(larger, p, g.used);
	return larger;
}

void *arena_alloc_array(struct arena *a, size_t size, size_t count)
{
	size_t bytes;

	if (__builtin_mul_overflow(size, count, &bytes))
		panic("an array of %zu items of %zu bytes", count, size);
	return arena_alloc(a, bytes);
}

str arena_str(struct arena *a, str s)
{
	return (str){ arena_cstr(a, s), s.n };
}

char *arena_cstr(struct arena *a, str s)
{
	char *p = take(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

/* Written where it will be, and once more when it does not fit there. */
str arena_fmt(struct arena *a, const char *fmt, ...)
{
	size_t room = a->chunk->room - a->chunk->used;
	char *p = a->chunk->bytes + a->chunk->used;
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(p, room, fmt, args);
	va_end(args);
	if (n < 0)
		panic("format %s", fmt);
	p = take(a, (size_t)n + 1);
	if ((size_t)n < room)
		return (str){ p, (size_t)n };
	va_start(args, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, args);
	va_end(args);
	return (str){ p, (size_t)n };
}

str arena_lower(struct arena *a, str s)
{
	char *p = arena_cstr(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
	return (str){ p, s.n };
}

str arena_upper(struct arena *a, str s)
{
	char *p = arena_cstr(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'a' && p[i] <= 'z')
			p[i] = (char)(p[i] - 'a' + 'A');
	return (str){ p, s.n };
}
