/*
 * A sealed file is: "MYIS", version (1 byte), the key's id (1 byte), the
 * secretstream's header (24 bytes), then chunks of 64 KiB plain each and 17
 * bytes more, the last of them shorter and marked as final. The place goes into
 * the first chunk; each chunk's tag covers all before it, so chunks cannot be
 * changed, swapped, cut off or moved to another file.
 */
#include "crypto/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	VERSION_NOW = 1,
	HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	FRONT = 4 + 1 + 1 + HEADER,
	CHUNK = 64 * 1024,
	MORE = crypto_secretstream_xchacha20poly1305_ABYTES,
	SEALED_CHUNK = CHUNK + MORE
};

static const char magic[4] = { 'M', 'Y', 'I', 'S' };

struct stream {
	crypto_secretstream_xchacha20poly1305_state state;
	str place; /* emptied by the first chunk */
	unsigned char plain[CHUNK];
	unsigned char sealed[SEALED_CHUNK];
};

/* Files have a key of their own, made of the one that seals columns. */
static void file_key(const struct key *key, unsigned char *ret)
{
	crypto_kdf_derive_from_key(ret, KEY_BYTES, 1, "myi-file", key->bytes);
}

static void start_sealing(struct stream *s, const struct key *key, unsigned char *front)
{
	unsigned char bytes[KEY_BYTES];

	memcpy(front, magic, sizeof(magic));
	front[4] = VERSION_NOW;
	front[5] = (unsigned char)key->id;
	file_key(key, bytes);
	crypto_secretstream_xchacha20poly1305_init_push(&s->state, front + 6, bytes);
	sodium_memzero(bytes, sizeof(bytes));
}

static err write_chunk(struct stream *s, struct aside *f, size_t n)
{
	unsigned char tag =
		n < CHUNK ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;

	crypto_secretstream_xchacha20poly1305_push(&s->state, s->sealed, NULL, s->plain,
						   n, (const unsigned char *)s->place.p,
						   s->place.n, tag);
	s->place = S("");
	return aside_write(f, s->sealed, n + MORE);
}

/* Where plain bytes come from: a file, or memory when fd is -1. */
struct source {
	int fd;
	str bytes;
};

static err next_plain(struct source *from, unsigned char *p, size_t *ret)
{
	str part = str_left(from->bytes, CHUNK);

	if (from->fd >= 0)
		return file_read(from->fd, p, CHUNK, ret);
	if (part.n)
		memcpy(p, part.p, part.n);
	from->bytes = str_skip(from->bytes, part.n);
	*ret = part.n;
	return OK;
}

static err write_chunks(struct stream *s, struct source *from, struct aside *f,
			struct sealed_file *ret)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state hash;
	size_t n;

	ret->bytes = 0;
	crypto_hash_sha256_init(&hash);
	do {
		TRY(next_plain(from, s->plain, &n));
		crypto_hash_sha256_update(&hash, s->plain, n);
		TRY(write_chunk(s, f, n));
		ret->bytes += (int64_t)n;
	} while (n == CHUNK);
	crypto_hash_sha256_final(&hash, digest);
	sodium_bin2hex(ret->sha256, sizeof(ret->sha256), digest, sizeof(digest));
	return OK;
}

static void drop_stream(struct stream **s)
{
	sodium_free(*s);
}

static err write_sealed(const struct keys *k, struct sealed_at at, struct source *from,
			struct sealed_file *ret)
{
	__attribute__((cleanup(drop_stream))) struct stream *s =
		sodium_malloc(sizeof(*s));
	unsigned char front[FRONT];
	ASIDE f = { .fd = -1 };

	if (!s)
		return FAULT(FAULT_UNAVAILABLE, "no memory to seal a file");
	s->place = at.place;
	start_sealing(s, key_current(k, KEY_FIELD), front);
	TRY(aside_open(at.path, &f));
	TRY(aside_write(&f, front, FRONT));
	TRY(write_chunks(s, from, &f, ret));
	return aside_commit(&f);
}

err sealed_file_write_bytes(const struct keys *k, struct sealed_at at, str plain,
			    struct sealed_file *ret)
{
	struct source from = { .fd = -1, .bytes = plain };

	return write_sealed(k, at, &from, ret);
}

static err open_file(str path, int *ret)
{
	struct path p;

	TRY(path_of(path, "", &p));
	*ret = open(p.text, O_RDONLY | O_CLOEXEC);
	if (*ret < 0)
		return FAULT(errno == ENOENT ? FAULT_INTERNAL : FAULT_UNAVAILABLE,
			     "open %s: %s", p.text, strerror(errno));
	return OK;
}

err sealed_file_write(const struct keys *k, struct sealed_at at, str plain_path,
		      struct sealed_file *ret)
{
	struct source from = { .fd = -1 };
	err e;

	TRY(open_file(plain_path, &from.fd));
	e = write_sealed(k, at, &from, ret);
	close(from.fd);
	return e;
}

static err damaged(str path, const char *why)
{
	return FAULT(FAULT_INTERNAL, "sealed file %.*s: %s", P(path), why);
}

struct opening {
	struct sealed_at at;
	int fd;
	unsigned char *plain;
	size_t room; /* for plain bytes */
	size_t done;
};

static err start_opening(struct stream *s, const struct keys *k, struct opening *o)
{
	unsigned char front[FRONT], bytes[KEY_BYTES];
	const struct key *key;
	size_t n;
	int failed;

	TRY(file_read(o->fd, front, FRONT, &n));
	if (n < FRONT || memcmp(front, magic, sizeof(magic)) != 0 ||
	    front[4] != VERSION_NOW)
		return damaged(o->at.path, "not one of ours");
	key = key_find(k, KEY_FIELD, front[5]);
	if (!key)
		return damaged(o->at.path, "its key is unknown");
	file_key(key, bytes);
	failed = crypto_secretstream_xchacha20poly1305_init_pull(&s->state, front + 6,
								 bytes);
	sodium_memzero(bytes, sizeof(bytes));
	return failed ? damaged(o->at.path, "its header is unsound") : OK;
}

/* *ret_n is the length of what was read: the final chunk alone is a short one. */
static err read_chunk(struct stream *s, struct opening *o, size_t *ret_n)
{
	unsigned char tag;
	size_t n;

	TRY(file_read(o->fd, s->sealed, SEALED_CHUNK, &n));
	*ret_n = n;
	if (n < MORE || n - MORE > o->room - o->done)
		return damaged(o->at.path, "cut or extended");
	if (crypto_secretstream_xchacha20poly1305_pull(
		    &s->state, o->plain + o->done, NULL, &tag, s->sealed, n,
		    (const unsigned char *)s->place.p, s->place.n) != 0)
		return damaged(o->at.path, "changed, or of another place");
	if ((tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) !=
	    (n < SEALED_CHUNK))
		return damaged(o->at.path, "cut");
	s->place = S("");
	o->done += n - MORE;
	return OK;
}

static err read_sealed(const struct keys *k, struct opening *o)
{
	__attribute__((cleanup(drop_stream))) struct stream *s =
		sodium_malloc(sizeof(*s));
	size_t n;

	if (!s)
		return FAULT(FAULT_UNAVAILABLE, "no memory to open a sealed file");
	s->place = o->at.place;
	TRY(start_opening(s, k, o));
	do
		TRY(read_chunk(s, o, &n));
	while (n == SEALED_CHUNK);
	return OK;
}

/* How many plain bytes a sealed file of this size holds; false when none can. */
static bool plain_size(off_t sealed, size_t *ret)
{
	size_t body = (size_t)sealed - FRONT;
	size_t overhead;

	if (sealed < FRONT + MORE)
		return false;
	overhead = (body / SEALED_CHUNK + 1) * MORE;
	if (body < overhead)
		return false;
	*ret = body - overhead;
	return true;
}

static err read_open(const struct keys *k, struct arena *a, size_t limit,
		     struct opening *o)
{
	struct stat st;

	if (fstat(o->fd, &st) != 0)
		return FAULT(FAULT_UNAVAILABLE, "fstat: %s", strerror(errno));
	if (!plain_size(st.st_size, &o->room))
		return damaged(o->at.path, "cut");
	if (o->room > limit)
		return damaged(o->at.path, "larger than it may be");
	o->plain = arena_alloc(a, o->room + 1);
	return read_sealed(k, o);
}

err sealed_file_read(const struct keys *k, struct arena *a, struct sealed_at at,
		     size_t limit, str *ret)
{
	struct opening o = { .at = at };
	err e;

	TRY(open_file(at.path, &o.fd));
	e = read_open(k, a, limit, &o);
	close(o.fd);
	*ret = (str){ (char *)o.plain, o.done };
	return e;
}

err sealed_file_key(str path, int *ret)
{
	unsigned char front[FRONT];
	struct path p;
	size_t n = 0;
	err e = OK;
	int fd;

	*ret = 0;
	TRY(path_of(path, "", &p));
	fd = open(p.text, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? OK
				       : FAULT(FAULT_UNAVAILABLE, "open %s: %s", p.text,
					       strerror(errno));
	e = file_read(fd, front, FRONT, &n);
	close(fd);
	if (!e && n == FRONT && memcmp(front, magic, sizeof(magic)) == 0)
		*ret = front[5];
	return e;
}
