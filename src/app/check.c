/*
 * "myintress check": the settings in force, what production must not run with,
 * and a try of each outside system that the settings name.
 */
#include "app/check.h"

#include "app/app.h"
#include "db/schema.h"
#include "documents/documents.h"
#include "fetch/fetch.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONNECT_MS = 3000, ANSWER_MS = 10000, ANSWER_BYTES = 1 << 20 };

/* What came of one try; good is told too, so that nobody wonders whether it ran. */
struct finding {
	bool wrong;
	str words;
};

static struct finding good(str words)
{
	return (struct finding){ false, words };
}

static struct finding wrong(str words)
{
	return (struct finding){ true, words };
}

/* ---- the disk ---- */

static struct finding try_directory(struct cli *c, str path)
{
	const char *p = arena_cstr(c->arena, path);
	struct stat st;

	if (stat(p, &st) != 0)
		return wrong(arena_fmt(c->arena, "%.*s: %s; jalankan myintress migrate",
				       P(path), strerror(errno)));
	if (!S_ISDIR(st.st_mode))
		return wrong(arena_fmt(c->arena, "%.*s bukan direktori", P(path)));
	if (access(p, W_OK | X_OK) != 0)
		return wrong(arena_fmt(
			c->arena,
			"%.*s tidak dapat ditulisi oleh pengguna ini; perbaiki pemiliknya",
			P(path)));
	return good(arena_fmt(c->arena, "%.*s dapat ditulisi", P(path)));
}

static struct finding try_data(struct cli *c)
{
	return try_directory(c, c->settings->data_dir);
}

/* ---- the database ---- */

static struct finding try_database(struct cli *c)
{
	int newest = schema_count ? schema[schema_count - 1].number : 0;
	int version = 0;
	struct work w;
	err e = app_open(c->settings, c->keys, c->arena, &w);

	if (e)
		return wrong(arena_fmt(c->arena, "tidak dapat dibuka: %s", e->text));
	e = db_version(w.db, c->arena, &version);
	db_close(w.db);
	if (e || version != newest)
		return wrong(arena_fmt(c->arena,
				       "dapat dibuka, skema %d dari %d; jalankan "
				       "myintress migrate",
				       version, newest));
	return good(arena_fmt(c->arena, "dapat dibuka, skema %d", version));
}

/* ---- mail ---- */

static struct finding try_server(struct cli *c, struct fetch_smtp said)
{
	if (said.code)
		return good(arena_fmt(c->arena, "server menjawab: %.*s", P(said.detail)));
	return wrong(arena_fmt(c->arena,
			       "server tidak dapat dipakai: %.*s; periksa alamat, port, "
			       "dan kata sandinya",
			       P(said.detail)));
}

static struct finding try_mail(struct cli *c)
{
	str mail = c->settings->mail;

	if (!str_starts(mail, S("dir:")))
		return try_server(c, fetch_smtp_reach(c->arena, mail));
	mail = str_skip(mail, 4);
	if (access(arena_cstr(c->arena, mail), F_OK) != 0)
		return good(
			arena_fmt(c->arena, "%.*s dibuat saat surat pertama", P(mail)));
	return try_directory(c, mail);
}

/* ---- the mailbox ---- */

static struct finding try_mailbox(struct cli *c)
{
	struct fetch_mailbox *m;
	struct mail_numbers all;
	struct fetch_imap said;

	if (!c->settings->mailbox.n)
		return good(S("tidak diatur"));
	m = fetch_mailbox_open(c->arena, c->settings->mailbox);
	said = fetch_mailbox_list(m, &all);
	fetch_mailbox_close(m);
	if (said.done)
		return good(
			arena_fmt(c->arena, "terbaca, %zu email menunggu", all.count));
	return wrong(arena_fmt(
		c->arena, "tidak terbaca: %.*s; periksa alamat, port, dan kata sandinya",
		P(said.detail)));
}

/* ---- Dukcapil ---- */

/*
 * Nobody is asked about: a GET is no verify call, and any answer of the server
 * shows that it is there.
 */
static struct finding try_dukcapil(struct cli *c)
{
	struct fetch_call call = {
		.url = c->settings->dukcapil,
		.method = S("GET"),
		.connect_ms = CONNECT_MS,
		.total_ms = ANSWER_MS,
		.limit = ANSWER_BYTES,
	};
	struct fetch_answer answer;

	if (!str_starts(call.url, S("http")))
		return good(arena_fmt(c->arena, "%.*s, tanpa sistem lain", P(call.url)));
	answer = fetch_http(c->arena, &call);
	if (answer.outcome == FETCH_ANSWERED)
		return good(
			arena_fmt(c->arena, "server menjawab (HTTP %d)", answer.status));
	return wrong(arena_fmt(c->arena,
			       "server tidak menjawab: %.*s; permohonan menunggu sampai "
			       "ia menjawab",
			       P(answer.detail)));
}

/* ---- clamd ---- */

static struct finding try_antivirus(struct cli *c)
{
	str socket_path = c->settings->antivirus;

	if (!socket_path.n)
		return good(S("tidak dipakai; dokumen bertanda \"tidak dipindai\""));
	if (documents_scanner_answers(socket_path))
		return good(S("clamd menjawab"));
	return wrong(arena_fmt(c->arena,
			       "clamd tidak menjawab pada %.*s; unggahan ditolak sampai "
			       "ia menjawab",
			       P(socket_path)));
}

static const struct {
	const char *name;
	struct finding (*try)(struct cli *c);
} tries[] = {
	{ "direktori data", try_data }, { "basis data", try_database },
	{ "surat", try_mail },		{ "kotak surat", try_mailbox },
	{ "dukcapil", try_dukcapil },	{ "antivirus", try_antivirus },
};

int run_check(struct cli *c)
{
	struct strs lines = settings_print(c->arena, c->settings);
	struct strs objections = settings_objections(c->arena, c->settings);
	size_t faults = objections.count;

	fetch_start();
	for (size_t i = 0; i < lines.count; i++)
		fprintf(c->out, "%.*s\n", P(lines.items[i]));
	for (size_t i = 0; i < objections.count; i++)
		fprintf(c->out, "keberatan: %.*s\n", P(objections.items[i]));
	for (size_t i = 0; i < COUNT(tries); i++) {
		struct finding f = tries[i].try(c);

		faults += f.wrong;
		fprintf(c->out, "%s: %s%.*s\n", tries[i].name, f.wrong ? "SALAH, " : "",
			P(f.words));
		fflush(c->out);
	}
	return faults ? cli_fail(c, "%zu hal perlu diperbaiki", faults) : CLI_DONE;
}
