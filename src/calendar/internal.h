/* Shared by the files of this folder only. */
#pragma once

#include "calendar/calendar.h"

/* Office time that counts, piece by piece: each lies within one day. */
struct walk {
	const struct calendar *calendar;
	const struct term *term;
	int64_t at;
	size_t pause; /* the first that is not over at that instant */
};

struct stretch {
	int64_t from;
	int64_t until;
};

struct walk walk_from(const struct calendar *c, const struct term *t);

/* False when a pause without end comes first; else there is always another. */
bool walk_next(struct walk *k, struct stretch *ret);
