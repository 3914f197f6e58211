#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "crypto/crypto.h"
#include "fetch/fetch.h"
#include "jobs/internal.h"
#include "test/jobs.h"
#include "test/server.h"
#include "test/test.h"

enum { LETTERS = 40, KILLS = 5 };

static const struct job_kind *const mail_kinds[] = { &mail_send_job };
static const struct job_table mail_table = { mail_kinds, COUNT(mail_kinds), NULL, 0 };

static void say(str line)
{
	if (write(2, line.p, line.n) < 0 || write(2, "\n", 1) < 0)
		abort();
}

static void check_child(err e)
{
	if (!e)
		return;
	say(str_from(e->text));
	_exit(1);
}

/*
 * The job process of the kill test: this program again, with the words --jobs
 * DATABASE KEYS MAIL SECONDS behind its name. The clock is SECONDS ahead, so
 * that the leases of the process killed before have ended.
 */
__attribute__((constructor(200))) static void child(int argc, char **argv)
{
	static atomic_bool stop;
	int64_t seconds;
	struct settings settings = { .mail_from = STR(
					     "MyIntress <no-reply@myintress.example>") };
	struct job_process p = { .settings = &settings,
				 .db_role = STR("myintress_app"),
				 .threads = 3,
				 .table = &mail_table };

	if (argc != 6 || strcmp(argv[1], "--jobs") != 0)
		return;
	crypto_start();
	fetch_start();
	settings.database = str_from(argv[2]);
	settings.mail = str_from(argv[4]);
	check_child(str_int(str_from(argv[5]), &seconds)
			    ? OK
			    : FAULT(FAULT_INTERNAL, "seconds"));
	clock_shift(seconds);
	check_child(keys_open(str_from(argv[3]), false, &p.keys));
	check_child(jobs_work(&p, &stop));
	_exit(0);
}

static pid_t start_child(const char *mail, int seconds)
{
	struct arena *a = test_arena();
	char *argv[] = {
		"/proc/self/exe",
		"--jobs",
		arena_cstr(a, test_db_url()),
		arena_cstr(a, arena_fmt(a, "%.*s/keys", P(test_dir()))),
		arena_cstr(a, str_from(mail)),
		arena_cstr(a, arena_fmt(a, "%d", seconds)),
		NULL,
	};
	pid_t pid;

	CHECK("child", posix_spawn(&pid, argv[0], NULL, NULL, argv, environ) == 0);
	return pid;
}

static int letters_in(const char *dir)
{
	DIR *d = opendir(dir);
	int count = 0;

	for (struct dirent *e = readdir(d); e; e = readdir(d))
		count += str_ends(str_from(e->d_name), S(".eml"));
	closedir(d);
	return count;
}

/* The test's own unit is closed while others work: it would hold the turn to write. */
static int64_t jobs_left(struct work *w)
{
	struct queue_counts counts;

	CHECK_OK(db_begin(w->db, false));
	CHECK_OK(jobs_counts(w, &counts));
	db_rollback(w->db);
	return counts.jobs_waiting;
}

static void queue_letters(struct work *w)
{
	for (int i = 0; i < LETTERS; i++) {
		struct mail m = {
			.to = arena_fmt(w->arena, "siti%d@satker.example", i),
			.subject = S("Halo"),
			.text = S("Halo\n"),
			.html = S("<p>Halo</p>\n"),
			.topic = S("person"),
			.kind = S("aktivasi"),
		};

		CHECK_OK(mail_queue(w, &m, NULL));
	}
	/* The child's clock is the real one. */
	CHECK_OK(work_exec(w, "UPDATE job SET run_at = 1 WHERE kind = 'mail.send'",
			   NO_ARGS, NULL));
	CHECK_OK(db_commit(w->db));
}

/* How many of the letters arrived at least once; each has its own recipient. */
static int arrived(const char *dir, int files)
{
	bool seen[LETTERS] = { false };
	int count = 0;

	for (int i = 1; i <= files; i++) {
		str letter = test_file(arena_cstr(
			test_arena(), arena_fmt(test_arena(), "%s/%d.eml", dir, i)));

		for (int n = 0; n < LETTERS; n++)
			seen[n] |= str_has(letter,
					   arena_fmt(test_arena(), "To: siti%d@", n));
	}
	for (int n = 0; n < LETTERS; n++)
		count += seen[n];
	return count;
}

TEST_DB(a_kill_loses_no_letter_and_doubles_one_at_most)
{
	const char *dir = arena_cstr(test_arena(),
				     arena_fmt(test_arena(), "%.*s/got", P(test_dir())));
	const char *mail;
	struct server s;
	int files;

	CHECK_INT("directory", mkdir(dir, 0700), 0);
	s = server_start("test/servers/smtp.py", (const char *const[]){ dir, NULL });
	mail = arena_cstr(test_arena(),
			  arena_fmt(test_arena(), "smtp://127.0.0.1:%d", s.port));
	queue_letters(w);
	for (int kills = 0; kills <= KILLS; kills++) {
		pid_t pid = start_child(mail, kills * 2 * HOUR);

		if (kills < KILLS)
			AWAIT("letters", letters_in(dir) > 4 * kills + 1);
		else
			AWAIT("the end", jobs_left(w) == 0);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	files = letters_in(dir);
	CHECK_INT("arrived", arrived(dir, files), LETTERS);
	CHECK("one for each kill at most", files <= LETTERS + KILLS);
	server_stop(&s);
}

/* ---- in this process ---- */

static atomic_int now_running, most_running, ran;

static err prepare_any(struct work *w, const struct job *j, void **ret_input)
{
	(void)j;
	*ret_input = NEW(w->arena, int);
	return OK;
}

/* Returns when another one runs beside it, or it has waited long enough for one. */
static void *act_side_by_side(const struct job_world *world, const struct job *j,
			      void *input)
{
	int running = atomic_fetch_add(&now_running, 1) + 1;

	(void)world;
	(void)j;
	for (int most = most_running; running > most;)
		atomic_compare_exchange_weak(&most_running, &most, running);
	for (int ms = 0; ms < 50; ms++)
		usleep(1000);
	atomic_fetch_sub(&now_running, 1);
	return input;
}

static err settle_count(struct work *w, const struct job *j, void *input, void *result)
{
	(void)w;
	(void)j;
	(void)input;
	(void)result;
	atomic_fetch_add(&ran, 1);
	return OK;
}

static const struct job_kind crowd = { .name = STR("test.crowd"),
				       .prepare = prepare_any,
				       .act = act_side_by_side,
				       .settle = settle_count,
				       .lease_s = 60,
				       .at_once = 2 };
static const struct job_kind *const crowd_kinds[] = { &crowd };
static const struct job_table crowd_table = { crowd_kinds, 1, NULL, 0 };

struct background {
	struct job_process process;
	atomic_bool stop;
	pthread_t id;
};

static void *run_background(void *arg)
{
	struct background *b = arg;

	return jobs_work(&b->process, &b->stop) ? b : NULL;
}

TEST_DB(threads_share_the_queue_and_keep_the_limit_of_a_kind)
{
	struct settings settings = *w->settings;
	struct background b = {
		.process = { &settings, w->keys, S("myintress_app"), 4, &crowd_table,
			     NULL },
	};
	void *failed;

	atomic_store(&most_running, 0);
	atomic_store(&ran, 0);
	for (int i = 0; i < 8; i++)
		CHECK_OK(jobs_add(w, &crowd, i, S(""), 1));
	CHECK_OK(db_commit(w->db));
	settings.database = test_db_url();
	CHECK_INT("thread", pthread_create(&b.id, NULL, run_background, &b), 0);
	AWAIT("all ran", jobs_left(w) == 0);
	b.stop = true;
	CHECK_INT("ends", pthread_join(b.id, &failed), 0);
	CHECK("well", failed == NULL);
	CHECK_INT("once each", atomic_load(&ran), 8);
	CHECK_INT("at once", atomic_load(&most_running), 2);
}
