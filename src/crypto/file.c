#include "crypto/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

err path_of(str dir, const char *rest, struct path *ret)
{
	int n = snprintf(ret->text, sizeof(ret->text), "%.*s%s", P(dir), rest);

	if (n < 0 || (size_t)n >= sizeof(ret->text))
		return FAULT(FAULT_INTERNAL, "path of %zu bytes", dir.n);
	return OK;
}

err file_read(int fd, void *p, size_t n, size_t *ret)
{
	char *to = p;

	*ret = 0;
	while (*ret < n) {
		ssize_t got = read(fd, to + *ret, n - *ret);

		if (got == 0)
			break;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return FAULT(FAULT_UNAVAILABLE, "read: %s", strerror(errno));
		*ret += (size_t)got;
	}
	return OK;
}

err aside_open(str path, struct aside *ret)
{
	char suffix[32];

	ret->fd = -1;
	snprintf(suffix, sizeof(suffix), ".%08x.part", randombytes_random());
	TRY(path_of(path, "", &ret->final));
	TRY(path_of(path, suffix, &ret->part));
	ret->fd = open(ret->part.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (ret->fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "open %s: %s", ret->part.text,
			     strerror(errno));
	return OK;
}

err aside_write(struct aside *f, const void *p, size_t n)
{
	const char *from = p;

	while (n) {
		ssize_t put = write(f->fd, from, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return FAULT(FAULT_UNAVAILABLE, "write %s: %s", f->part.text,
				     strerror(errno));
		from += put;
		n -= (size_t)put;
	}
	return OK;
}

err aside_commit(struct aside *f)
{
	if (fsync(f->fd) != 0)
		return FAULT(FAULT_UNAVAILABLE, "fsync %s: %s", f->part.text,
			     strerror(errno));
	if (rename(f->part.text, f->final.text) != 0)
		return FAULT(FAULT_UNAVAILABLE, "rename to %s: %s", f->final.text,
			     strerror(errno));
	close(f->fd);
	f->fd = -1;
	return directory_sync(f->final.text);
}

void aside_drop(struct aside *f)
{
	if (f->fd < 0)
		return;
	close(f->fd);
	unlink(f->part.text);
	f->fd = -1;
}

/* A rename or mkdir is on disk only when the directory it happened in is. */
err directory_sync(const char *path_in_it)
{
	const char *slash = strrchr(path_in_it, '/');
	struct path dir;
	int fd, failed;

	if (slash)
		TRY(path_of((str){ path_in_it, (size_t)(slash - path_in_it) + 1 }, "",
			    &dir));
	else
		TRY(path_of(S("."), "", &dir));
	fd = open(dir.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	failed = fd < 0 || fsync(fd) != 0 ? errno : 0;
	if (fd >= 0)
		close(fd);
	if (failed)
		return FAULT(FAULT_UNAVAILABLE, "fsync %s: %s", dir.text,
			     strerror(failed));
	return OK;
}

static err hash_all(int fd, crypto_hash_sha256_state *s)
{
	unsigned char piece[65536];
	size_t n;

	do {
		TRY(file_read(fd, piece, sizeof(piece), &n));
		crypto_hash_sha256_update(s, piece, n);
	} while (n > 0);
	return OK;
}

err sha256_file_hex(struct arena *a, str path, str *ret)
{
	unsigned char out[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state s;
	int fd = open(arena_cstr(a, path), O_RDONLY | O_CLOEXEC);
	err e;

	if (fd < 0)
		return FAULT(FAULT_UNAVAILABLE, "open %.*s: %s", P(path),
			     strerror(errno));
	crypto_hash_sha256_init(&s);
	e = hash_all(fd, &s);
	close(fd);
	crypto_hash_sha256_final(&s, out);
	*ret = hex(a, (str){ (char *)out, sizeof(out) });
	return e;
}
