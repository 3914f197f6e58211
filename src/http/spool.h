/*
 * Where uploads lie until their request ends: a directory of this process's
 * own inside upload_dir, locked as long as the process lives, so that the next
 * one can tell what a killed one left behind and remove it.
 */
#pragma once

#include "http/http.h"

struct spool {
	str path;
	int dir;
};

err spool_open(struct arena *a, str upload_dir, struct spool *ret);
void spool_close(struct spool *s);

/* A new file with a random name, mode 0600; *ret_path lives in the arena. -1 when it
 * failed. */
int spool_file(const struct spool *s, struct arena *a, str *ret_path);
