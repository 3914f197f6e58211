#include "crypto/internal.h"
#include "test/test.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_LANES = 256 };

static struct secret secret(str s)
{
	return (struct secret){ s };
}

static str hash_of(str password)
{
	str h = S("");

	CHECK_OK(password_hash(test_arena(), secret(password), &h));
	return h;
}

static bool verify(str password, str hash)
{
	bool matches = false;

	CHECK_OK(password_verify(secret(password), hash, &matches));
	return matches;
}

static str of_128_characters(void)
{
	char *p = arena_alloc(test_arena(), 129);

	memset(p, 'x', 128);
	return (str){ p, 128 };
}

/* Made by libargon2, the reference implementation, with the salt "garam-contoh-001". */
TEST(password_known_answer)
{
	str known = S("$argon2id$v=19$m=65536,t=2,p=1$Z2FyYW0tY29udG9oLTAwMQ$"
		      "DOPltn55h1jab8AemXeN1geniAbNFCMfOkxGhGFZSkU");

	CHECK("right", verify(S("kata sandi contoh"), known));
	CHECK("wrong", !verify(S("kata sandi Contoh"), known));
}

TEST(each_password_matches_its_own_hash_alone)
{
	str passwords[] = { S("kuda baterai staples benar"), S(""), of_128_characters(),
			    S("sandi 🔐 ñandú Ж") };
	str wrong[] = { S("kuda baterai staples bena"), S(" "),
			str_left(of_128_characters(), 127), S("sandi 🔑 ñandú Ж") };

	for (size_t i = 0; i < COUNT(passwords); i++) {
		str h = hash_of(passwords[i]);

		CHECK(passwords[i].p, verify(passwords[i], h));
		CHECK(wrong[i].p, !verify(wrong[i], h));
	}
}

TEST(a_hash_names_its_costs_and_a_salt)
{
	str h = hash_of(S("kuda baterai staples benar"));

	CHECK("Argon2id, 64 MiB, 2 passes",
	      str_starts(h, S("$argon2id$v=19$m=65536,t=2,p=1$")));
	CHECK("salted", !str_eq(h, hash_of(S("kuda baterai staples benar"))));
}

TEST(nobody_costs_what_somebody_costs)
{
	str h = hash_of(S("x"));

	CHECK_INT("as long", nobody_hash().n, h.n);
	CHECK_STR("with the same parameters", str_left(nobody_hash(), 31),
		  str_left(h, 31));
	CHECK_OK(password_verify_nobody(secret(S("kuda baterai staples benar"))));
}

TEST(what_is_no_hash_is_a_fault)
{
	static const str wrong[] = {
		STR(""),
		STR("kata sandi"),
		STR("$argon2id$"),
		STR("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"),
		STR("$argon2id$v=19$m=4194304,t=9,p=1$c29tZXNhbHRzb21lc2FsdA$"
		    "DaK+p5rilj8nyNRQjucg+dADZy79j1YnsvR8f6pkKkU"),
		STR("$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
		    "DaK+p5rilj8nyNRQjucg+dADZy79j1YnsvR8f6pkKkU"),
	};
	bool matches = true;

	for (size_t i = 0; i < COUNT(wrong); i++) {
		CHECK(wrong[i].p, password_verify(secret(S("x")), wrong[i], &matches));
		CHECK("and no match", !matches);
	}
}

static rlim_t mapped_bytes(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;

	CHECK_INT("statm", fscanf(f, "%lu", &pages), 1);
	fclose(f);
	return pages * (unsigned long)sysconf(_SC_PAGESIZE);
}

/* A child that may map 32 MiB more; it ends with 0 when act gave a fault. */
static int without_memory(err (*act)(void))
{
	int child = fork(), status = -1;

	if (child == 0) {
		rlim_t most = mapped_bytes() + ((rlim_t)32 << 20);

		setrlimit(RLIMIT_AS, &(struct rlimit){ most, most });
		_exit(act() ? 0 : 1);
	}
	waitpid(child, &status, 0);
	return status;
}

static err hash_one(void)
{
	str h;

	return password_hash(test_arena(), secret(S("x")), &h);
}

static err verify_one(void)
{
	return password_verify_nobody(secret(S("x")));
}

TEST(lack_of_memory_is_a_fault)
{
	CHECK_INT("hashing", without_memory(hash_one), 0);
	CHECK_INT("verifying", without_memory(verify_one), 0);
}

static void open_lanes(void)
{
	str dir = arena_fmt(test_arena(), "%.*s/lanes", P(test_dir()));

	CHECK_INT("mkdir", mkdir(dir.p, 0700), 0);
	crypto_password_lanes(dir);
}

/* Shared with the children. */
struct counts {
	_Atomic int inside;
	_Atomic int most;
	_Atomic int done;
};

static struct counts *shared_counts(void)
{
	struct counts *c = mmap(NULL, sizeof(*c), PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert(c != MAP_FAILED);
	return c;
}

static void pass_lane(struct counts *c)
{
	int lane = -1, inside;

	CHECK_OK(lane_enter(&lane));
	inside = ++c->inside;
	for (int most = c->most; inside > most;)
		if (atomic_compare_exchange_weak(&c->most, &most, inside))
			break;
	usleep(200);
	c->inside--;
	lane_leave(lane);
	c->done++;
}

/* Children end by _exit: the parent's tests are not theirs to go on with. */
static void fork_each(int *pids, int count, struct counts *c,
		      void (*act)(struct counts *c, int n))
{
	for (int i = 0; i < count; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			act(c, i);
			_exit(0);
		}
	}
}

static void wait_each(const int *pids, int count)
{
	for (int i = 0; i < count; i++)
		waitpid(pids[i], NULL, 0);
}

static void pass_fifty_times(struct counts *c, int n)
{
	(void)n;
	for (int i = 0; i < 50; i++)
		pass_lane(c);
}

TEST(no_more_are_in_the_lanes_than_there_are)
{
	struct counts *c = shared_counts();
	int pids[MOST_LANES * 4], count;

	open_lanes();
	count = password_lanes() * 4;
	fork_each(pids, count, c, pass_fifty_times);
	wait_each(pids, count);
	CHECK_INT("every one had its turns", c->done, count * 50);
	CHECK("never too many", c->most <= password_lanes());
}

/* How many wait for a lock on the file, as the kernel lists them. */
static int waiting_for(int fd)
{
	FILE *locks = fopen("/proc/locks", "r");
	char line[256], inode[32];
	struct stat st;
	int n = 0;

	fstat(fd, &st);
	snprintf(inode, sizeof(inode), ":%lu ", (unsigned long)st.st_ino);
	while (locks && fgets(line, sizeof(line), locks))
		n += strstr(line, "-> FLOCK") && strstr(line, inode);
	fclose(locks);
	return n;
}

static void take_all(int *lanes)
{
	for (int i = 0; i < password_lanes(); i++)
		CHECK_OK(lane_enter(&lanes[i]));
}

static void leave_all(const int *lanes)
{
	for (int i = 0; i < password_lanes(); i++)
		lane_leave(lanes[i]);
}

static int waiting_for_any(const int *lanes)
{
	int n = 0;

	for (int i = 0; i < password_lanes(); i++)
		n += waiting_for(lanes[i]);
	return n;
}

static err one_work(int n)
{
	bool matches;
	str h;

	switch (n) {
	case 0:
		return password_hash(test_arena(), secret(S("x")), &h);
	case 1:
		return password_verify(secret(S("x")), nobody_hash(), &matches);
	default:
		return password_verify_nobody(secret(S("x")));
	}
}

static void work(struct counts *c, int n)
{
	c->done += !one_work(n);
}

TEST(hashing_waits_for_a_lane)
{
	enum { WORKS = 3 };
	struct counts *c = shared_counts();
	int lanes[MOST_LANES], pids[WORKS];

	open_lanes();
	take_all(lanes);
	fork_each(pids, WORKS, c, work);
	while (waiting_for_any(lanes) + c->done < WORKS)
		usleep(1000);
	CHECK_INT("all wait, none is done", c->done, 0);
	leave_all(lanes);
	wait_each(pids, WORKS);
	CHECK_INT("then all are done", c->done, WORKS);
}

static int free_lanes(void)
{
	int n = 0;

	for (int i = 0; i < password_lanes(); i++) {
		str path =
			arena_fmt(test_arena(), "%.*s/lanes/hash.%d", P(test_dir()), i);
		int fd = open(path.p, O_RDWR);

		n += flock(fd, LOCK_EX | LOCK_NB) == 0;
		close(fd);
	}
	return n;
}

TEST(a_lane_is_free_again_when_its_process_dies)
{
	int lanes[MOST_LANES], child;

	open_lanes();
	child = fork();
	if (child == 0) {
		take_all(lanes);
		_exit(free_lanes());
	}
	waitpid(child, NULL, 0);
	CHECK_INT("all free", free_lanes(), password_lanes());
}

TEST(a_forked_child_does_not_keep_a_lane)
{
	int lanes[MOST_LANES], child, pipes[2];
	char c;

	open_lanes();
	take_all(lanes);
	CHECK_INT("none is free", free_lanes(), 0);
	CHECK_INT("pipe", pipe(pipes), 0);
	child = fork();
	if (child == 0) {
		close(pipes[1]);
		_exit((int)read(pipes[0], &c, 1));
	}
	leave_all(lanes);
	CHECK_INT("all free while the child lives", free_lanes(), password_lanes());
	close(pipes[0]);
	close(pipes[1]);
	waitpid(child, NULL, 0);
}

TEST(lanes_that_cannot_be_opened_are_a_fault)
{
	str h;

	crypto_password_lanes(arena_fmt(test_arena(), "%.*s/none", P(test_dir())));
	CHECK("fault", password_hash(test_arena(), secret(S("x")), &h));
}
