#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 16 * 1024, ALIGN = 16 };

struct chunk {
	struct chunk *older;
	size_t size; /* of bytes */
	size_t used;
	_Alignas(ALIGN) char bytes[];
};

struct arena {
	struct chunk *chunk; /* the newest */
	struct chunk *spare; /* given back by a rewind: a loop asks for it again */
	size_t ceiling;
	size_t total; /* used in all chunks */
	size_t high_water;
};

static struct chunk *chunk_new(struct chunk *older, size_t size)
{
	struct chunk *c = malloc(sizeof(*c) + size);

	if (!c)
		panic("no memory for %zu bytes", size);
	*c = (struct chunk){ .older = older, .size = size };
	return c;
}

struct arena *arena_new(size_t ceiling)
{
	struct arena *a = malloc(sizeof(*a));

	if (!a)
		panic("no memory for an arena");
	*a = (struct arena){ .chunk = chunk_new(NULL, FIRST_CHUNK), .ceiling = ceiling };
	return a;
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

void arena_reset(struct arena *a)
{
	while (a->chunk->older)
		drop_chunk(a);
	drop_spare(a);
	a->chunk->used = 0;
	a->total = 0;
}

struct arena_mark arena_mark(struct arena *a)
{
	return (struct arena_mark){ a->chunk, a->chunk->used, a->total };
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	while (a->chunk != mark.chunk)
		drop_chunk(a);
	a->chunk->used = mark.used;
	a->total = mark.total;
}

size_t arena_high_water(const struct arena *a)
{
	return a->high_water;
}

static struct chunk *next_chunk(struct arena *a, size_t need)
{
	struct chunk *c = a->spare;
	size_t size = a->chunk->size * 2;

	if (!c || c->size < need)
		return chunk_new(a->chunk, size > need ? size : need);
	a->spare = NULL;
	c->older = a->chunk;
	c->used = 0;
	return c;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t rounded = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	void *p;

	if (rounded < size || rounded > a->ceiling || a->total > a->ceiling - rounded)
		panic("arena past its ceiling of %zu bytes", a->ceiling);
	if (a->chunk->size - a->chunk->used < rounded)
		a->chunk = next_chunk(a, rounded);
	p = a->chunk->bytes + a->chunk->used;
	a->chunk->used += rounded;
	a->total += rounded;
	if (a->total > a->high_water)
		a->high_water = a->total;
	return memset(p, 0, rounded);
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
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

str arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list args;
	int n;
	char *p;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		panic("format %s", fmt);
	p = arena_alloc(a, (size_t)n + 1);
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
