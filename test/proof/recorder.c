/*
 * Loaded before the program (LD_PRELOAD): writes down, in the order in which they ended,
 * the calls that change files below MYINTRESS_TEST_ROOT, into MYINTRESS_TEST_LOG. A call
 * is in the log before its caller goes on: what one thread told another stands there
 * earlier.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FDS = 65536 };

/* As test/proof/disk.mjs reads it. */
enum kind { WRITE = 1, RESIZE, SYNC, CREATE, RENAME, REMOVE };

struct record {
	uint32_t kind;
	uint32_t bytes; /* that follow: what was written, or one or two paths, each with
			   its 0 */
	uint64_t file;	/* its number on the file system */
	uint64_t at;	/* offset, size, or where the log stood when the call began */
};

static const char *root;
static size_t root_bytes;
static int out = -1;
static unsigned char below[FDS]; /* descriptors of what is under the root */

#define NEXT(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void open_log(void)
{
	const char *path = getenv("MYINTRESS_TEST_LOG");

	root = getenv("MYINTRESS_TEST_ROOT");
	if (!path || !root)
		return;
	root_bytes = strlen(root);
	out = NEXT(open)(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static bool under_root(const char *path)
{
	return out >= 0 && strncmp(path, root, root_bytes) == 0 &&
	       (path[root_bytes] == '/' || path[root_bytes] == 0);
}

static void tell(enum kind kind, uint64_t file, uint64_t at, struct iovec more)
{
	struct record r = { kind, (uint32_t)more.iov_len, file, at };
	struct iovec all[] = { { &r, sizeof(r) }, more };

	if (syscall(SYS_writev, out, all, 2) != (long)(sizeof(r) + more.iov_len))
		abort();
}

static uint64_t log_end(void)
{
	struct stat st;

	return fstat(out, &st) == 0 ? (uint64_t)st.st_size : 0;
}

/* A descriptor may have become a socket's meanwhile. */
static bool followed(int fd, struct stat *st)
{
	return fd >= 0 && fd < FDS && below[fd] && fstat(fd, st) == 0 &&
	       (S_ISREG(st->st_mode) || S_ISDIR(st->st_mode));
}

/* ---- what happens in files */

static void tell_write(int fd, const void *p, ssize_t n, off64_t at)
{
	struct stat st;

	if (n > 0 && followed(fd, &st))
		tell(WRITE, st.st_ino, (uint64_t)at,
		     (struct iovec){ (void *)p, (size_t)n });
}

ssize_t write(int fd, const void *p, size_t n)
{
	ssize_t put = NEXT(write)(fd, p, n);

	if (fd >= 0 && fd < FDS && below[fd])
		tell_write(fd, p, put, lseek(fd, 0, SEEK_CUR) - put);
	return put;
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	ssize_t put = NEXT(pwrite64)(fd, p, n, at);

	tell_write(fd, p, put, at);
	return put;
}

static int resized(int fd, off64_t size, int result)
{
	struct stat st;

	if (result == 0 && followed(fd, &st))
		tell(RESIZE, st.st_ino, (uint64_t)size, (struct iovec){ 0 });
	return result;
}

int ftruncate(int fd, off_t size)
{
	return resized(fd, size, NEXT(ftruncate)(fd, size));
}

int ftruncate64(int fd, off64_t size)
{
	return resized(fd, size, NEXT(ftruncate64)(fd, size));
}

static int synced(int fd, int (*sync)(int fd))
{
	struct stat st;
	bool ours = followed(fd, &st);
	uint64_t began = ours ? log_end() : 0;
	int result = sync(fd);

	if (ours && result == 0)
		tell(SYNC, st.st_ino, began, (struct iovec){ 0 });
	return result;
}

int fsync(int fd)
{
	return synced(fd, NEXT(fsync));
}

int fdatasync(int fd)
{
	return synced(fd, NEXT(fdatasync));
}

/* ---- names */

static size_t path_at(int dir, const char *name, char path[static PATH_MAX])
{
	char link[32];
	ssize_t n = 0;

	if (name[0] != '/') {
		snprintf(link, sizeof(link),
			 dir == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", dir);
		n = readlink(link, path, PATH_MAX - 1);
		n = n < 0 ? 0 : n;
		path[n++] = '/';
	}
	return (size_t)n + (size_t)snprintf(path + n, PATH_MAX - (size_t)n, "%s", name) +
	       1;
}

static int opened(int fd, int flags)
{
	char link[32], path[PATH_MAX];
	struct stat st;
	ssize_t n;

	if (fd < 0 || fd >= FDS || out < 0)
		return fd;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	path[n < 0 ? 0 : n] = 0;
	below[fd] = under_root(path);
	if (!followed(fd, &st) || (flags & O_TMPFILE) == O_TMPFILE)
		return fd;
	if (flags & O_CREAT)
		tell(CREATE, st.st_ino, 0, (struct iovec){ path, (size_t)n + 1 });
	if (flags & O_TRUNC)
		tell(RESIZE, st.st_ino, 0, (struct iovec){ 0 });
	return fd;
}

static mode_t mode_of(int flags, va_list more)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

int openat(int dir, const char *path, int flags, ...)
{
	va_list more;
	mode_t mode;

	va_start(more, flags);
	mode = mode_of(flags, more);
	va_end(more);
	return opened(NEXT(openat)(dir, path, flags, mode), flags);
}

int open(const char *path, int flags, ...)
{
	va_list more;
	mode_t mode;

	va_start(more, flags);
	mode = mode_of(flags, more);
	va_end(more);
	return opened(NEXT(open)(path, flags, mode), flags);
}

/* On a machine of 64 bits they are the same. */
int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int dir, const char *path, int flags, ...) __attribute__((alias("openat")));

static void tell_names(enum kind kind, int dir, const char *name, const struct iovec *to)
{
	char paths[2 * PATH_MAX];
	size_t n = path_at(dir, name, paths);

	if (!under_root(paths))
		return;
	if (to) {
		memcpy(paths + n, to->iov_base, to->iov_len);
		n += to->iov_len;
	}
	tell(kind, 0, 0, (struct iovec){ paths, n });
}

int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	int result = NEXT(renameat)(from_dir, from, to_dir, to);
	char path[PATH_MAX];

	if (result == 0)
		tell_names(RENAME, from_dir, from,
			   &(struct iovec){ path, path_at(to_dir, to, path) });
	return result;
}

int rename(const char *from, const char *to)
{
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int unlinkat(int dir, const char *name, int flags)
{
	int result = NEXT(unlinkat)(dir, name, flags);

	if (result == 0)
		tell_names(REMOVE, dir, name, NULL);
	return result;
}

int unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
	return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdirat(int dir, const char *name, mode_t mode)
{
	int result = NEXT(mkdirat)(dir, name, mode);
	char path[PATH_MAX];
	struct stat st;
	size_t n = path_at(dir, name, path);

	if (result == 0 && under_root(path) && stat(path, &st) == 0)
		tell(CREATE, st.st_ino, 1, (struct iovec){ path, n });
	return result;
}

int mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}
