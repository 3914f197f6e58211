/* Text or bytes that grow, on an arena. */
#pragma once

#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *p;
	size_t n;
	size_t cap;
};

struct buf buf_new(struct arena *a);
void buf_add(struct buf *b, str s);
void buf_reserve(struct buf *b, size_t n); /* room for n bytes, if they are known */
void buf_skip(struct buf *b, size_t n);	   /* n bytes that are written later */
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t i);
void buf_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
str buf_str(const struct buf *b); /* what was added; valid until the next addition */
