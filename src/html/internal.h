/* How the files of this folder write: a page of the queue is thousands of small pieces.
 */
#pragma once

#include <string.h>

#include "html/html.h"

static inline void put(struct html *out, str s)
{
	struct buf *b = out->buf;

	if (b->cap - b->n < s.n || s.n == 0) {
		buf_add(b, s);
		return;
	}
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

/* Room for n more bytes in one piece; end it with put_end(). */
static inline char *put_begin(struct html *out, size_t n)
{
	static const char nothing[256];
	struct buf *b = out->buf;

	assert(n <= sizeof(nothing));
	if (b->cap - b->n < n) {
		buf_add(b, (str){ nothing, n });
		b->n -= n;
	}
	return b->p + b->n;
}

static inline void put_end(struct html *out, const char *end)
{
	out->buf->n = (size_t)(end - out->buf->p);
}

/* These write at p and answer where they stopped. */

static inline char *write_str(char *p, str s)
{
	memcpy(p, s.p, s.n);
	return p + s.n;
}

/* n is below 100. */
static inline char *write_two(char *p, int n)
{
	static const char pairs[] = "00010203040506070809101112131415161718192021222324"
				    "25262728293031323334353637383940414243444546474849"
				    "50515253545556575859606162636465666768697071727374"
				    "75767778798081828384858687888990919293949596979899";

	memcpy(p, pairs + 2 * n, 2);
	return p + 2;
}

static inline char *write_four(char *p, int n)
{
	return write_two(write_two(p, n / 100), n % 100);
}

/* Without leading zeros; at most 20 bytes. */
static inline char *write_count(char *p, size_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	if (n < 10) {
		*p = (char)('0' + n);
		return p + 1;
	}
	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	memcpy(p, digits + at, sizeof(digits) - at);
	return p + sizeof(digits) - at;
}
