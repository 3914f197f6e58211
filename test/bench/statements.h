/* The statements of one page, as spy.c wrote them; see there for the form. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { ARGS_MAX = 64, STATEMENTS_MAX = 256 };

struct argument {
	char kind; /* i t b n */
	long long i;
	const char *p;
	size_t n;
};

struct run {
	const char *sql; /* terminated; runs of the same text share it */
	size_t same;	 /* the first run of this text */
	bool waits;	 /* for all answers so far */
	int count;
	struct argument args[ARGS_MAX];
};

struct statements {
	struct run runs[STATEMENTS_MAX];
	size_t count;
};

/* Ends the program when the file cannot be read. */
void statements_read(const char *path, struct statements *ret);
