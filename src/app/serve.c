/*
 * "myintress serve": the schema is brought up to date, then one parent keeps
 * web processes and one job process alive.
 */
#include "app/app.h"
#include "app/key_trail.h"
#include "app/supervise.h"
#include "audit/audit.h"
#include "cage/cage.h"
#include "db/schema.h"
#include "directory/import.h"
#include "documents/documents.h"
#include "fetch/fetch.h"
#include "http/http.h"
#include "identity/identity.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
	FAST_WORKERS = 8,
	SLOW_WORKERS = 4,
	QUEUE = 256,
	METRICS_QUEUE = 8,
	DEADLINE_MS = 30000,
	PER_ADDRESS = 100,
	JOB_THREADS = 4,
	ARENA_MAX = 64 * 1024 * 1024,
	LOG_LINE_MAX = 4000, /* a pipe takes no more in one piece */
};

/* Given before the fork, constant afterwards. */
struct serving {
	const struct settings *settings;
	str settings_file;
	const struct keys *keys;
	struct arena *arena;
	int listener;
	int metrics_listener;
	int web_count; /* the process after them serves the metrics */
};

static const str app_role = STR("myintress_app");

static void log_line(str line)
{
	/* One write a line: lines of several processes do not mix. */
	struct iovec parts[] = {
		{ (void *)(uintptr_t)line.p,
		  line.n < LOG_LINE_MAX ? line.n : LOG_LINE_MAX },
		{ "\n", 1 },
	};

	(void)!writev(STDERR_FILENO, parts, COUNT(parts));
}

static err load_defaults(struct work *w, void *arg)
{
	(void)arg;
	TRY(directory_load_reference(w));
	TRY(access_write_defaults(w));
	TRY(keys_record(w));
	/* The keys may have been turned since they ran last. */
	TRY(jobs_hasten(w, &app_reseal_job));
	return jobs_hasten(w, &documents_reseal_job);
}

err app_open(const struct settings *s, const struct keys *keys, struct arena *a,
	     struct work *ret)
{
	static const struct actor command = { .channel = CHANNEL_CLI,
					      .name = STR("perintah") };

	*ret = (struct work){ .arena = a,
			      .now = clock_now(),
			      .keys = keys,
			      .settings = s,
			      .actor = &command };
	return db_open(s->database, S(""), &ret->db);
}

static err bring_up(struct work *w, int *ret_applied)
{
	bool durable;

	TRY(db_durable(w->db, &durable));
	if (!durable && w->settings->mode == MODE_PRODUCTION)
		return FAULT(
			FAULT_UNAVAILABLE,
			"fsync atau synchronous_commit mati; mode production menolak");
	TRY(db_migrate(w->db, schema, schema_count, ret_applied));
	return work_run(w, true, load_defaults, NULL);
}

err app_migrate(const struct settings *s, const struct keys *keys, int *ret_applied)
{
	struct arena *a = arena_new(ARENA_MAX);
	struct work w;
	err e = app_open(s, keys, a, &w);

	if (!e) {
		e = bring_up(&w, ret_applied);
		db_close(w.db);
	}
	arena_free(a);
	return e;
}

static int serve_http(const struct web_app *app, const struct http_config *config,
		      const atomic_bool *stop)
{
	err e = web_start(app);

	if (!e)
		e = http_serve(config, web_http_app(), stop);
	if (e)
		fprintf(stderr, "myintress: %s\n", e->text);
	return e != OK;
}

static str upload_dir(const struct serving *s)
{
	return arena_fmt(s->arena, "%.*s/unggahan", P(s->settings->data_dir));
}

static int metrics_process(const struct serving *s, int slot, const atomic_bool *stop)
{
	static const struct feature *const features[] = { &metrics_alone };
	const struct web_app app = {
		.features = features,
		.feature_count = COUNT(features),
		.who = metrics_who,
		.settings = s->settings,
		.keys = s->keys,
		.db_role = app_role,
		.log = log_line,
	};
	const struct http_config config = {
		.listener = s->metrics_listener,
		.slot = slot,
		.uncounted = true,
		.fast_workers = 1,
		.queue = METRICS_QUEUE,
		.deadline_ms = DEADLINE_MS,
		.upload_dir = upload_dir(s),
		.ready = supervise_ready,
	};

	return serve_http(&app, &config, stop);
}

/*
 * In SQLite one, for one can write at a time: nobody waits for the pen in a thread that
 * could serve a page, and the pages of the file that its connection keeps stay good, as
 * nobody else of this process changes the file.
 */
static int writing_workers(str database)
{
	return str_starts(database, S("sqlite:")) ? 1 : 0;
}

/*
 * A worker on SQLite computes and hardly waits, so two per core keep the cores busy; more
 * only push each other's pages of the file out of the caches. On PostgreSQL a worker
 * waits for the server.
 */
static int fast_workers(str database)
{
	long two_per_core = 2 * sysconf(_SC_NPROCESSORS_ONLN);

	if (!str_starts(database, S("sqlite:")) || two_per_core > FAST_WORKERS)
		return FAST_WORKERS;
	return (int)two_per_core;
}

static int web_process(const void *arg, int slot, const atomic_bool *stop)
{
	const struct serving *s = arg;
	const struct web_app app = {
		.features = app_features,
		.feature_count = app_feature_count,
		.who = app_who,
		.touch = identity_touch,
		.settings = s->settings,
		.keys = s->keys,
		.db_role = app_role,
		.log = log_line,
	};
	const struct http_config config = {
		.listener = s->listener,
		.slot = slot,
		.fast_workers = fast_workers(s->settings->database),
		.slow_workers = SLOW_WORKERS,
		.writing_workers = writing_workers(s->settings->database),
		.queue = QUEUE,
		.deadline_ms = DEADLINE_MS,
		.per_address = s->settings->mode == MODE_PRODUCTION ? PER_ADDRESS : 0,
		.upload_dir = upload_dir(s),
		.trusted_proxies = s->settings->trusted_proxies,
		.ready = supervise_ready,
	};

	if (slot == s->web_count)
		return metrics_process(s, slot, stop);
	return serve_http(&app, &config, stop);
}

static int job_process(const void *arg, int slot, const atomic_bool *stop)
{
	const struct serving *s = arg;
	const struct job_process p = {
		.settings = s->settings,
		.keys = s->keys,
		.db_role = app_role,
		.threads = JOB_THREADS,
		.table = &app_jobs,
		.log = log_line,
	};
	err e;

	(void)slot;
	supervise_ready(stop);
	fetch_start();
	e = jobs_work(&p, stop);
	if (e)
		fprintf(stderr, "myintress: %s\n", e->text);
	return e != OK;
}

/*
 * A second serve on the same SQLite file would be a second writer: refused. Of
 * PostgreSQL there may be many, but none while "keys retire" is at work.
 */
static bool lock_alone(struct arena *a, const struct settings *s)
{
	str path = arena_fmt(a, "%.*s/serve.lock", P(s->data_dir));
	int fd = open(path.p, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

	bool alone = str_starts(s->database, S("sqlite:"));

	return fd >= 0 && flock(fd, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0;
}

static bool make_dirs(struct arena *a, const struct settings *s)
{
	static const char *const names[] = { "unggahan", "berkas", "kunci-proses" };

	for (size_t i = 0; i < COUNT(names); i++) {
		str path = arena_fmt(a, "%.*s/%s", P(s->data_dir), names[i]);

		if (mkdir(path.p, 0700) != 0 && access(path.p, W_OK) != 0)
			return false;
	}
	return true;
}

/* One on SQLite, which has one writer anyway; one per core on PostgreSQL. */
static int process_count(const struct settings *s)
{
	if (s->processes > 0)
		return (int)s->processes;
	if (str_starts(s->database, S("sqlite:")))
		return 1;
	return (int)sysconf(_SC_NPROCESSORS_ONLN);
}

static int fail(const char *what, err e)
{
	fprintf(stderr, "myintress: %s%s%s\n", what, e ? ": " : "", e ? e->text : "");
	return 1;
}

/* Strangers' PDFs are read in a cage; what is missing of it is said, or refused. */
static bool caged(const struct settings *s)
{
	struct cage_walls walls = cage_walls();

	if (!walls.landlock)
		log_line(S(
			"{\"warning\":\"kernel tanpa Landlock: pembaca PDF tidak dapat membuka fonta\"}"));
	if (!walls.seccomp)
		log_line(S(
			"{\"warning\":\"kernel tanpa seccomp: PDF tidak dapat dibaca\"}"));
	return walls.seccomp || s->mode != MODE_PRODUCTION;
}

static void reread_clock(const void *arg)
{
	const struct serving *s = arg;
	int64_t offset;
	err e = settings_reread_clock(s->settings, s->settings_file, &offset);

	if (e)
		fprintf(stderr, "myintress: %s\n", e->text);
	else
		clock_shift(offset);
}

int app_serve(const struct settings *s, str file, const struct keys *keys)
{
	struct arena *a = arena_new(ARENA_MAX);
	struct serving serving = { s, file, keys, .arena = a,
				   .web_count = process_count(s) };
	const struct supervision supervision = {
		.web = web_process,
		.web_count = serving.web_count + (s->metrics_listen.n > 0),
		.job = job_process,
		.hangup = reread_clock,
		.arg = &serving,
		.notify_socket = s->notify_socket,
		.watchdog_ms = s->watchdog_ms,
	};
	int applied;
	err e;

	if (!clock_share())
		return fail("memori bersama", OK);
	if (!caged(s))
		return fail("seccomp tidak tersedia; mode production menolak", OK);
	if (!make_dirs(a, s))
		return fail("direktori data tidak dapat ditulisi", OK);
	if (!lock_alone(a, s))
		return fail("direktori data ini sedang dipakai proses lain", OK);
	e = app_migrate(s, keys, &applied);
	if (e)
		return fail("basis data", e);
	crypto_password_lanes(arena_fmt(a, "%.*s/kunci-proses", P(s->data_dir)));
	e = http_listen(s->listen, &serving.listener);
	if (!e && s->metrics_listen.n)
		e = http_listen(s->metrics_listen, &serving.metrics_listener);
	if (e)
		return fail("alamat layanan", e);
	return supervise(&supervision);
}
