/*
 * A fault ends the unit of work: the world failed (disk, database, network).
 * Not for refusals ("the rules say no") and not for bugs (panic). At most one
 * exists per thread, because the first one ends the unit.
 */
#pragma once

enum fault_kind {
	FAULT_INTERNAL,
	FAULT_BUSY,	   /* trying the unit again may help */
	FAULT_UNAVAILABLE, /* something outside is down: 503 */
};

/* Why a unit of work had to stop. NULL means it need not: see OK. */
struct fault {
	enum fault_kind kind;
	const char *file;
	int line;
	char text[256];
};

typedef const struct fault *err;
#define OK ((err)NULL)

#define FAULT(kind, ...) fault_set((kind), __FILE__, __LINE__, __VA_ARGS__)
err fault_set(enum fault_kind kind, const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* Returns from the caller with the fault of expr, if it has one. */
#define TRY(expr)                                                                        \
	do {                                                                             \
		err try_ = (expr);                                                       \
		if (try_)                                                                \
			return try_;                                                     \
	} while (0)
