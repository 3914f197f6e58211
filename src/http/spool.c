#include "http/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char prefix[] = "web-";

static str random_name(struct arena *a, const char *before)
{
	uint64_t r[2];

	randombytes_buf(r, sizeof(r));
	return arena_fmt(a, "%s%016llx%016llx", before, (unsigned long long)r[0],
			 (unsigned long long)r[1]);
}

static void empty_directory(int fd)
{
	DIR *d = fdopendir(dup(fd));
	const struct dirent *e;

	if (!d)
		return;
	rewinddir(d);
	while ((e = readdir(d)) != NULL)
		unlinkat(fd, e->d_name, 0);
	closedir(d);
}

static void remove_if_left(int base, const char *name)
{
	int fd = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
		empty_directory(fd);
		unlinkat(base, name, AT_REMOVEDIR);
	}
	close(fd);
}

static void remove_left(int base)
{
	DIR *d = fdopendir(dup(base));
	const struct dirent *e;

	if (!d)
		return;
	while ((e = readdir(d)) != NULL)
		if (str_starts(str_from(e->d_name), str_from(prefix)))
			remove_if_left(base, e->d_name);
	closedir(d);
}

static int open_own(int base, const char *name)
{
	int fd = -1;

	if (mkdirat(base, name, 0700) == 0)
		fd = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0)
		flock(fd, LOCK_EX);
	return fd;
}

err spool_open(struct arena *a, str upload_dir, struct spool *ret)
{
	str name = random_name(a, prefix);
	int base = open(arena_cstr(a, upload_dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (base < 0)
		return FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(upload_dir),
			     strerror(errno));
	/* One at a time, lest a directory be removed between its making and its locking.
	 */
	flock(base, LOCK_EX);
	remove_left(base);
	ret->path = arena_fmt(a, "%.*s/%.*s", P(upload_dir), P(name));
	ret->dir = open_own(base, name.p);
	close(base);
	if (ret->dir < 0)
		return FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(ret->path),
			     strerror(errno));
	return OK;
}

void spool_close(struct spool *s)
{
	if (s->dir < 0)
		return;
	empty_directory(s->dir);
	rmdir(s->path.p);
	close(s->dir);
	s->dir = -1;
}

int spool_file(const struct spool *s, struct arena *a, str *ret_path)
{
	str name = random_name(a, "");
	int fd = openat(s->dir, name.p,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	*ret_path = arena_fmt(a, "%.*s/%.*s", P(s->path), P(name));
	return fd;
}
