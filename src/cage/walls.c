/*
 * Three walls, each enough for most attacks: limits of the kernel, Landlock (which
 * files), seccomp (which calls).
 */
#include "cage/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CPU_SECONDS = 5, FILES = 16 };

/* Debian 12's header ends at the second version of Landlock. */
#define FS_TRUNCATE (1ULL << 14)
#define FS_IOCTL (1ULL << 15)
#define NET_BIND_CONNECT (3ULL << 0)
#define SCOPE_SOCKETS_SIGNALS (3ULL << 0)
#define FS_SECOND_VERSION ((1ULL << 14) - 1)

struct ruleset {
	uint64_t fs;
	uint64_t net;
	uint64_t scoped;
};

static void limit(int what, rlim_t most)
{
	struct rlimit l = { .rlim_cur = most, .rlim_max = most };

	if (setrlimit((__rlimit_resource_t)what, &l) != 0)
		panic("cannot limit resource %d", what);
}

static void limit_all(void)
{
	limit(RLIMIT_CPU, CPU_SECONDS);
	limit(RLIMIT_NOFILE, FILES);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__
	/* The sanitizer's shadow takes terabytes of addresses. */
	limit(RLIMIT_AS, (rlim_t)512 << 20);
	limit(RLIMIT_DATA, (rlim_t)256 << 20);
#endif
}

/* ---- Landlock ---- */

static struct ruleset handled(long version)
{
	struct ruleset r = { .fs = FS_SECOND_VERSION };

	if (version < 2)
		r.fs &= ~LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		r.fs |= FS_TRUNCATE;
	if (version >= 4)
		r.net = NET_BIND_CONNECT;
	if (version >= 5)
		r.fs |= FS_IOCTL;
	if (version >= 6)
		r.scoped = SCOPE_SOCKETS_SIGNALS;
	return r;
}

static void allow_reading(int ruleset, const char *path)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access =
			LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};

	if (rule.parent_fd < 0)
		return;
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule,
		    0) != 0)
		panic("landlock: %s", path);
	close(rule.parent_fd);
}

/* Less than 1 when this kernel has no Landlock. */
static long landlock_version(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0,
		       LANDLOCK_CREATE_RULESET_VERSION);
}

static bool lock_files(const char *const *readable)
{
	long version = landlock_version();
	struct ruleset rules;
	int ruleset;

	if (version < 1)
		return false;
	rules = handled(version);
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules,
			       version < 4   ? sizeof(rules.fs)
			       : version < 6 ? 2 * sizeof(rules.fs)
					     : sizeof(rules),
			       0);
	if (ruleset < 0)
		panic("landlock: %d", errno);
	for (; *readable; readable++)
		allow_reading(ruleset, *readable);
	if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		panic("landlock: %d", errno);
	close(ruleset);
	return true;
}

/* ---- seccomp ---- */

static const int allowed[] = {
	/* memory */
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(futex),
	/* files that are open */
	SCMP_SYS(read),
	SCMP_SYS(pread64),
	SCMP_SYS(write),
	SCMP_SYS(lseek),
	SCMP_SYS(fstat),
	SCMP_SYS(close),
	SCMP_SYS(getdents64),
	SCMP_SYS(fcntl),
	SCMP_SYS(fstatfs),
	/* names: Landlock says which may be opened, here only whether they exist */
	SCMP_SYS(newfstatat),
	SCMP_SYS(stat),
	SCMP_SYS(lstat),
	SCMP_SYS(access),
	SCMP_SYS(readlink),
	/* the process itself */
	SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(getrandom),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
	SCMP_SYS(sched_yield),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

static void allow(scmp_filter_ctx c, int call)
{
	if (seccomp_rule_add(c, SCMP_ACT_ALLOW, call, 0) != 0)
		panic("seccomp: call %d", call);
}

/* Opening to read; with files_locked false nothing at all, for lack of a better wall. */
static void allow_opening(scmp_filter_ctx c, bool files_locked)
{
	const unsigned writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
	uint32_t action = files_locked ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EACCES);

	if (seccomp_rule_add(c, action, SCMP_SYS(openat), 1,
			     SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY)) != 0)
		panic("seccomp: openat");
}

/* Memory, but none that can be run: no code comes in after this. */
static void allow_memory(scmp_filter_ctx c)
{
	static const int calls[] = { SCMP_SYS(mmap), SCMP_SYS(mprotect) };

	for (size_t i = 0; i < COUNT(calls); i++)
		if (seccomp_rule_add(c, SCMP_ACT_ALLOW, calls[i], 1,
				     SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) != 0)
			panic("seccomp: memory");
}

static void lock_calls(bool files_locked)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_KILL_PROCESS);

	if (!c)
		panic("seccomp");
	for (size_t i = 0; i < COUNT(allowed); i++)
		allow(c, allowed[i]);
	allow_opening(c, files_locked);
	allow_memory(c);
	if (seccomp_load(c) != 0)
		panic("seccomp: load");
	seccomp_release(c);
}

void cage_shut(const char *const *readable)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		panic("prctl");
	limit_all();
	lock_calls(lock_files(readable));
}

struct cage_walls cage_walls(void)
{
	uint32_t action = SECCOMP_RET_KILL_PROCESS;

	return (struct cage_walls){
		.landlock = landlock_version() >= 1,
		.seccomp =
			syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0,
	};
}
