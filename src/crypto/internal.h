/* Shared by the files of this folder only. */
#pragma once

#include <limits.h>
#include <sodium.h>

#include "crypto/crypto.h"

/* An id is one byte in front of what its key made; 0 is no id. */
enum { KEY_BYTES = 32, KEY_IDS = 255 };

struct key {
	int id; /* 1 to KEY_IDS */
	int64_t created;
	unsigned char bytes[KEY_BYTES];
};

/* The keys of one purpose in the order of their making; the last is in use. */
struct key_ring {
	int count;
	struct key keys[KEY_IDS];
};

struct keys {
	struct key_ring rings[KEYS];
};

/* keys.c */
const struct key *key_current(const struct keys *k, enum key_purpose p);
const struct key *key_find(const struct keys *k, enum key_purpose p,
			   int id); /* or NULL */

/* file.c */
struct path {
	char text[PATH_MAX];
};

err path_of(str dir, const char *rest, struct path *ret); /* rest follows dir as it is */

/* Read until n bytes or the end came; *ret is how many came. */
err file_read(int fd, void *p, size_t n, size_t *ret);

/*
 * A file written aside and then put in place at once, durable when
 * aside_commit() is OK. What was not committed is removed by aside_drop().
 */
struct aside {
	struct path final;
	struct path part;
	int fd; /* -1: nothing to drop */
};
#define ASIDE __attribute__((cleanup(aside_drop))) struct aside

err aside_open(str path, struct aside *ret); /* mode 0600 */
err aside_write(struct aside *f, const void *p, size_t n);
err aside_commit(struct aside *f);
void aside_drop(struct aside *f);
err directory_sync(const char *path_in_it);

/* password.c */
str nobody_hash(void);
int password_lanes(void); /* 0: no limit */
err lane_enter(int *ret_lane);
void lane_leave(int lane);
