#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static _Thread_local struct fault current;

err fault_set(enum fault_kind kind, const char *file, int line, const char *fmt, ...)
{
	struct fault next = { .kind = kind, .file = file, .line = line };
	va_list args;

	/* Through a copy: fmt may print the text of the fault before. */
	va_start(args, fmt);
	vsnprintf(next.text, sizeof(next.text), fmt, args);
	va_end(args);
	current = next;
	return &current;
}

void base_panic(const char *file, int line, const char *fmt, ...)
{
	va_list args;

	fprintf(stderr, "panic %s:%d: ", file, line);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}
