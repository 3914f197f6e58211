/*
 * Strangers' files are read by a child: this program again, started for one file,
 * which gives up every right but computing before it looks at a byte. A file that
 * takes the child over, or makes it run for ever, gains and costs nothing.
 */
#pragma once

#include "base/base.h"

/* ---- the parent's side ---- */

struct cage_call {
	const char *const *argv; /* of the child, ends with NULL; the first is its name */
	int input;		 /* becomes the child's standard input */
	size_t limit;		 /* most bytes of the answer */
	int64_t deadline_ms;
};

/*
 * What the child wrote, "" when it died, wrote more than the limit or was too slow
 * to begin. It may have been taken over: the caller believes no byte of it.
 */
err cage_ask(struct arena *a, const struct cage_call *call, str *ret);

/* A file without a name that holds the bytes, to be given to a child. */
err cage_file(str bytes, int *ret_fd);

/* ---- the child's side ---- */

/* Dies with its parent. To be called before anything else. */
void cage_begin(void);

/* All of standard input; it stays where it is. Empty when there is none. */
str cage_input(void);

/*
 * Gives up every right but computing, reading what lies below the directories
 * (ends with NULL) and writing to open files. What is needed besides is loaded before.
 */
void cage_shut(const char *const *readable);

/* Writes all of it to standard output; ends the child when that fails. */
void cage_write(const void *p, size_t n);

/*
 * Which walls this kernel has. Without Landlock a reader opens no file at all, so
 * that a font that is not embedded may be missing on a page; without seccomp none
 * starts, and every file is a broken one.
 */
struct cage_walls {
	bool landlock;
	bool seccomp;
};
struct cage_walls cage_walls(void);
