/*
 * One file a purpose, one line a key: "ID CREATED BASE64". The files are only
 * ever replaced as a whole, under the lock DIR/lock, so that two rotations at
 * once cannot lose a key that has already sealed something.
 */
#include "crypto/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	TEXT_BYTES = sodium_base64_ENCODED_LEN(KEY_BYTES, sodium_base64_VARIANT_ORIGINAL),
	LINE_BYTES = 32 + TEXT_BYTES,
	FILE_BYTES = KEY_IDS * LINE_BYTES
};

static const char *const file_names[KEYS] = {
	[KEY_FIELD] = "/field.keys",
	[KEY_LOOKUP] = "/lookup.keys",
	[KEY_SESSION] = "/session.keys",
	[KEY_AUDIT] = "/audit.keys",
};

const struct key *key_current(const struct keys *k, enum key_purpose p)
{
	const struct key_ring *ring = &k->rings[p];

	return &ring->keys[ring->count - 1];
}

int key_in_use(const struct keys *k, enum key_purpose p)
{
	return key_current(k, p)->id;
}

static const struct key *ring_find(const struct key_ring *ring, int id)
{
	for (int i = 0; i < ring->count; i++)
		if (ring->keys[i].id == id)
			return &ring->keys[i];
	return NULL;
}

const struct key *key_find(const struct keys *k, enum key_purpose p, int id)
{
	return ring_find(&k->rings[p], id);
}

static bool read_line(str line, struct key *ret)
{
	str id = str_cut(&line, ' '), created = str_cut(&line, ' ');
	int64_t number;
	size_t n;

	if (!str_int(id, &number) || number < 1 || number > KEY_IDS ||
	    !str_int(created, &ret->created))
		return false;
	ret->id = (int)number;
	return sodium_base642bin(ret->bytes, KEY_BYTES, line.p, line.n, NULL, &n, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       n == KEY_BYTES;
}

static err read_ring(const char *path, str text, struct key_ring *ret)
{
	ret->count = 0;
	for (int line = 1; text.n; line++) {
		struct key *next = &ret->keys[ret->count];

		if (ret->count == KEY_IDS || !read_line(str_cut(&text, '\n'), next) ||
		    ring_find(ret, next->id))
			return FAULT(FAULT_INTERNAL, "%s:%d: baris kunci tidak sah", path,
				     line);
		ret->count++;
	}
	if (ret->count == 0)
		return FAULT(FAULT_INTERNAL, "%s: tidak berisi kunci", path);
	return OK;
}

static err check_private(int fd, const char *path, mode_t forbidden, int wanted)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return FAULT(FAULT_UNAVAILABLE, "%s: %s", path, strerror(errno));
	if (st.st_mode & forbidden)
		return FAULT(
			FAULT_INTERNAL,
			"%s terbuka bagi pengguna lain (%04o); jalankan: chmod %o %s",
			path, st.st_mode & 07777, wanted, path);
	return OK;
}

static err read_text(int fd, const char *path, struct key_ring *ret)
{
	char text[FILE_BYTES + 1];
	size_t n;
	err e = check_private(fd, path, 077, 0600);

	if (!e)
		e = file_read(fd, text, sizeof(text), &n);
	if (!e)
		e = n > FILE_BYTES ? FAULT(FAULT_INTERNAL, "%s: terlalu besar", path)
				   : read_ring(path, (str){ text, n }, ret);
	sodium_memzero(text, sizeof(text));
	return e;
}

/* *ret_found is false when there is no such file. */
static err load_ring(str dir, enum key_purpose p, struct key_ring *ret, bool *ret_found)
{
	struct path path;
	err e;
	int fd;

	TRY(path_of(dir, file_names[p], &path));
	fd = open(path.text, O_RDONLY | O_CLOEXEC);
	*ret_found = fd >= 0;
	if (fd < 0 && errno == ENOENT)
		return OK;
	if (fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "%s: %s", path.text, strerror(errno));
	e = read_text(fd, path.text, ret);
	close(fd);
	return e;
}

static err write_key(struct aside *f, const struct key *key)
{
	char text[TEXT_BYTES], line[LINE_BYTES];
	err e;
	int n;

	sodium_bin2base64(text, sizeof(text), key->bytes, KEY_BYTES,
			  sodium_base64_VARIANT_ORIGINAL);
	n = snprintf(line, sizeof(line), "%d %lld %s\n", key->id, (long long)key->created,
		     text);
	e = aside_write(f, line, (size_t)n);
	sodium_memzero(text, sizeof(text));
	sodium_memzero(line, sizeof(line));
	return e;
}

static err store_ring(str dir, enum key_purpose p, const struct key_ring *ring)
{
	struct path path;
	ASIDE f = { .fd = -1 };

	TRY(path_of(dir, file_names[p], &path));
	TRY(aside_open(str_from(path.text), &f));
	for (int i = 0; i < ring->count; i++)
		TRY(write_key(&f, &ring->keys[i]));
	return aside_commit(&f);
}

static err add_key(struct key_ring *ring, int64_t now)
{
	int id = 1;

	for (int i = 0; i < ring->count; i++)
		if (ring->keys[i].id >= id)
			id = ring->keys[i].id + 1;
	if (id > KEY_IDS)
		return FAULT(FAULT_INTERNAL, "nomor kunci habis (%d)", KEY_IDS);
	ring->keys[ring->count] = (struct key){ .id = id, .created = now };
	randombytes_buf(ring->keys[ring->count++].bytes, KEY_BYTES);
	return OK;
}

/* Keys live in guarded memory, which is neither swapped nor dumped. */
static void *guarded(size_t size)
{
	void *p = sodium_malloc(size);

	if (!p)
		panic("no guarded memory for %zu bytes", size);
	return memset(p, 0, size);
}

static void drop_ring(struct key_ring **ring)
{
	sodium_free(*ring);
}

/* What happens to a file of keys. */
struct key_change {
	bool replace; /* it is there already; else it is made */
	int64_t now;  /* of the key that is added */
	int retired;  /* the id of the key that goes instead, 0: one is added */
	bool found;
};

static void drop_key(struct key_ring *ring, struct key_change *c)
{
	const struct key *gone = ring_find(ring, c->retired);
	size_t at = gone ? (size_t)(gone - ring->keys) : 0;

	c->found = gone && at + 1 < (size_t)ring->count;
	if (!c->found)
		return;
	memmove(&ring->keys[at], &ring->keys[at + 1],
		((size_t)ring->count - at - 1) * sizeof(ring->keys[0]));
	ring->count--;
}

static err change_locked(str dir, enum key_purpose p, struct key_change *c)
{
	__attribute__((cleanup(drop_ring))) struct key_ring *ring =
		guarded(sizeof(*ring));
	bool found;

	TRY(load_ring(dir, p, ring, &found));
	if (found != c->replace)
		return found ? OK
			     : FAULT(FAULT_INTERNAL, "%.*s%s tidak ada", P(dir),
				     file_names[p]);
	if (c->retired)
		drop_key(ring, c);
	else
		TRY(add_key(ring, c->now));
	return store_ring(dir, p, ring);
}

static err change_ring(str dir, enum key_purpose p, struct key_change *c)
{
	struct path path;
	err e;
	int fd;

	TRY(path_of(dir, "/lock", &path));
	fd = open(path.text, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX) != 0)
		e = FAULT(FAULT_UNAVAILABLE, "%s: %s", path.text, strerror(errno));
	else
		e = change_locked(dir, p, c);
	if (fd >= 0)
		close(fd);
	return e;
}

static err make_directory(str dir)
{
	struct path path;

	TRY(path_of(dir, "", &path));
	if (mkdir(path.text, 0700) == 0)
		return directory_sync(path.text);
	if (errno != EEXIST)
		return FAULT(FAULT_UNAVAILABLE, "%s: %s", path.text, strerror(errno));
	return OK;
}

/* Who may write into the directory may put his own key there. */
static err check_directory(str dir)
{
	struct path path;
	err e;
	int fd;

	TRY(path_of(dir, "", &path));
	fd = open(path.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "%s: %s", path.text, strerror(errno));
	e = check_private(fd, path.text, 022, 0700);
	close(fd);
	return e;
}

static err open_ring(str dir, enum key_purpose p, bool create, struct key_ring *ret)
{
	bool found;

	TRY(load_ring(dir, p, ret, &found));
	if (found)
		return OK;
	if (create) {
		struct key_change first = { .now = clock_now() };

		TRY(change_ring(dir, p, &first));
		TRY(load_ring(dir, p, ret, &found));
	}
	return found ? OK
		     : FAULT(FAULT_INTERNAL, "%.*s%s tidak ada", P(dir), file_names[p]);
}

err keys_open(str dir, bool create, const struct keys **ret)
{
	struct keys *k;
	err e = OK;

	*ret = NULL;
	if (create)
		TRY(make_directory(dir));
	TRY(check_directory(dir));
	k = guarded(sizeof(*k));
	for (int p = 0; p < KEYS && !e; p++)
		e = open_ring(dir, (enum key_purpose)p, create, &k->rings[p]);
	if (e) {
		sodium_free(k);
		return e;
	}
	sodium_mprotect_readonly(k);
	*ret = k;
	return OK;
}

err keys_rotate(str dir, enum key_purpose p, int64_t now)
{
	struct key_change added = { .replace = true, .now = now };

	TRY(check_directory(dir));
	return change_ring(dir, p, &added);
}

err keys_retire(str dir, enum key_purpose p, int id, bool *ret_found)
{
	struct key_change gone = { .replace = true, .retired = id };

	TRY(check_directory(dir));
	TRY(change_ring(dir, p, &gone));
	*ret_found = gone.found;
	return OK;
}

err keys_list(struct arena *a, str dir, struct key_lines *ret)
{
	const struct keys *k;

	*ret = (struct key_lines){ 0 };
	TRY(keys_open(dir, false, &k));
	for (int p = 0; p < KEYS; p++)
		for (int i = 0; i < k->rings[p].count; i++)
			*PUSH(a, ret) = (struct key_line){
				.purpose = (enum key_purpose)p,
				.id = k->rings[p].keys[i].id,
				.created = k->rings[p].keys[i].created,
				.current = i == k->rings[p].count - 1,
			};
	sodium_free((void *)(uintptr_t)k);
	return OK;
}
