/*
 * Loaded before the program (LD_PRELOAD): kill -9 at the nth call that leaves a mark
 * outside the process. What to do stands in the file that MYINTRESS_TEST_KILL names,
 * so that it can be said while the program runs.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* As test/proof/points.mjs writes it. */
struct order {
	_Atomic int32_t pid;  /* of whom; 0: whoever calls */
	_Atomic int32_t left; /* calls until the kill, that one counted; never below 0 */
	_Atomic int32_t seen; /* calls made while an order stood */
};

static struct order *order;

__attribute__((constructor)) static void read_order(void)
{
	const char *path = getenv("MYINTRESS_TEST_KILL");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *at;

	if (fd < 0)
		return;
	at = mmap(NULL, sizeof(*order), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (at != MAP_FAILED)
		order = at;
}

static void *marked(const char *name)
{
	bool mine = order && (order->pid == 0 || order->pid == getpid());

	if (mine && order->left > 0) {
		order->seen++;
		if (atomic_fetch_sub(&order->left, 1) == 1)
			kill(getpid(), SIGKILL);
	}
	return dlsym(RTLD_NEXT, name);
}

/* The C library's own, after the mark. */
#define NEXT(name) ((__typeof__(name) *)marked(#name))

ssize_t write(int fd, const void *p, size_t n)
{
	return NEXT(write)(fd, p, n);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	return NEXT(pwrite64)(fd, p, n, at);
}

int fsync(int fd)
{
	return NEXT(fsync)(fd);
}

int fdatasync(int fd)
{
	return NEXT(fdatasync)(fd);
}

int ftruncate64(int fd, off64_t size)
{
	return NEXT(ftruncate64)(fd, size);
}

int rename(const char *from, const char *to)
{
	return NEXT(rename)(from, to);
}

int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	return NEXT(renameat)(from_dir, from, to_dir, to);
}

int mkdir(const char *path, mode_t mode)
{
	return NEXT(mkdir)(path, mode);
}

int unlink(const char *path)
{
	return NEXT(unlink)(path);
}

ssize_t send(int fd, const void *p, size_t n, int flags)
{
	return NEXT(send)(fd, p, n, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *m, int flags)
{
	return NEXT(sendmsg)(fd, m, flags);
}
