#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct buf buf_new(struct arena *a)
{
	return (struct buf){ .arena = a };
}

void buf_reserve(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap * 2 : 256;

	if (b->cap - b->n >= n)
		return;
	while (cap - b->n < n)
		cap *= 2;
	b->p = arena_grow(b->arena, b->p, (struct arena_growth){ b->n, b->cap, cap });
	b->cap = cap;
}

void buf_add(struct buf *b, str s)
{
	if (s.n == 0)
		return;
	buf_reserve(b, s.n);
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void buf_skip(struct buf *b, size_t n)
{
	buf_reserve(b, n);
	b->n += n;
}

void buf_char(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->n++] = c;
}

void buf_int(struct buf *b, int64_t i)
{
	char digits[INT_DIGITS];

	buf_add(b, str_of_int(digits, i));
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list args;
	int n;

	buf_reserve(b, 1);
	va_start(args, fmt);
	n = vsnprintf(b->p + b->n, b->cap - b->n, fmt, args);
	va_end(args);
	if (n <= 0)
		return;
	if ((size_t)n >= b->cap - b->n) {
		buf_reserve(b, (size_t)n + 1);
		va_start(args, fmt);
		vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
		va_end(args);
	}
	b->n += (size_t)n;
}

str buf_str(const struct buf *b)
{
	return (str){ b->p ? b->p : "", b->n };
}
