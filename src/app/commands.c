/* The commands of contract.md; each opens what it needs, does one thing and ends. */
#include "app/commands.h"

#include "app/app.h"
#include "app/check.h"
#include "app/ingest_command.h"
#include "app/keys_command.h"
#include "audit/audit.h"
#include "cli/cli.h"
#include "demo/demo.h"
#include "directory/import.h"
#include "identity/office_command.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- a file given as an argument ---- */

static bool read_file(struct arena *a, const char *path, size_t limit, str *ret)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *p;
	size_t n = 0;
	ssize_t got = 1;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) != 0 || st.st_size < 0 || (size_t)st.st_size > limit) {
		close(fd);
		return false;
	}
	p = arena_alloc(a, (size_t)st.st_size + 1);
	while (n < (size_t)st.st_size &&
	       (got = read(fd, p + n, (size_t)st.st_size - n)) > 0)
		n += (size_t)got;
	close(fd);
	*ret = (str){ p, n };
	return got >= 0;
}

int app_in_unit(struct cli *c, bool writes, err (*fn)(struct work *w, void *arg),
		void *arg)
{
	struct arena *a = arena_new((size_t)512 << 20);
	struct work w;
	err e = app_open(c->settings, c->keys, a, &w);
	int status;

	if (!e) {
		e = work_run(&w, writes, fn, arg);
		db_close(w.db);
	}
	status = cli_fault(c, e);
	arena_free(a);
	return status;
}

/* ---- serve, migrate ---- */

static int run_serve(struct cli *c)
{
	struct strs objections = settings_objections(c->arena, c->settings);

	if (objections.count)
		return cli_fail(c, "%.*s", P(objections.items[0]));
	return app_serve(c->settings, c->settings_file, c->keys);
}

static int run_migrate(struct cli *c)
{
	int applied = 0;
	err e = app_migrate(c->settings, c->keys, &applied);

	if (!e)
		fprintf(c->out, "%d perubahan skema diterapkan\n", applied);
	return cli_fault(c, e);
}

/* ---- demo ---- */

static int say_filled(struct cli *c, enum demo_refusal why, const struct demo_report *r)
{
	if (why == DEMO_PRODUCTION)
		return cli_fail(c, "data contoh tidak dibuat pada mode production");
	if (why == DEMO_NOT_EMPTY)
		return cli_fail(
			c,
			"basis data sudah berisi; data contoh hanya untuk basis data kosong");
	fprintf(c->out,
		"%lld satker, %lld orang, %lld permohonan, %lld SPM; %lld akun pada "
		"demo-accounts.csv\n",
		(long long)r->satker, (long long)r->people, (long long)r->requests,
		(long long)r->payments, (long long)r->accounts);
	return CLI_DONE;
}

static int run_demo(struct cli *c)
{
	struct demo_order order = {
		.satker = DEMO_SATKER,
		.day = date_at(clock_now(), WIB),
		.accounts = arena_fmt(c->arena, "%.*s/demo-accounts.csv",
				      P(c->settings->data_dir)),
		.mark = arena_fmt(c->arena, "%.*s/keys/demo", P(c->settings->data_dir)),
	};
	struct arena *a = arena_new((size_t)512 << 20);
	enum demo_refusal why = DEMO_FILLED;
	struct demo_report report = { 0 };
	int64_t satker = DEMO_SATKER;
	struct work w;
	int status, applied;
	err e;

	if (!cli_number(c, S("satker"), 1, DEMO_SATKER_MAX, &satker))
		return CLI_MISUSED;
	if (cli_has(c, S("date")) && !date_parse_iso(cli_value(c, S("date")), &order.day))
		return cli_misuse(c, "--date berbentuk YYYY-MM-DD");
	order.satker = (int)satker;
	e = app_migrate(c->settings, c->keys, &applied);
	if (!e)
		e = app_open(c->settings, c->keys, a, &w);
	if (!e) {
		e = demo_fill(&w, &order, &why, &report);
		db_close(w.db);
	}
	status = e ? cli_fault(c, e) : say_filled(c, why, &report);
	arena_free(a);
	return status;
}

/* ---- import ---- */

struct importing {
	enum import_kind kind;
	str text;
	bool dry_run;
	struct cli *c;
	bool refused;
};

static err import_unit(struct work *w, void *arg)
{
	struct importing *i = arg;
	struct import_report r;

	TRY(import_file(w, i->kind, i->text, i->dry_run, &r));
	for (size_t k = 0; k < r.faults.count; k++)
		fprintf(i->c->out, "baris %lld%s%.*s: %.*s\n",
			(long long)r.faults.items[k].line,
			r.faults.items[k].column.n ? ", kolom " : "",
			P(r.faults.items[k].column), P(r.faults.items[k].reason));
	i->refused = r.fault_count > 0;
	fprintf(i->c->out,
		"%lld baris: %lld baru, %lld berubah, %lld tetap, %lld salah%s\n",
		(long long)r.rows, (long long)r.added, (long long)r.changed,
		(long long)r.unchanged, (long long)r.fault_count,
		i->refused   ? "; tidak ada yang disimpan"
		: i->dry_run ? "; hanya diperiksa"
			     : "");
	return OK;
}

static int run_import(struct cli *c)
{
	struct importing i = { .dry_run = cli_has(c, S("dry-run")), .c = c };
	const struct feed *feed = app_feed(c->arguments.items[0]);
	int kind = 0, status;

	if (feed)
		return run_import_feed(c, feed);
	while (kind < IMPORT_KINDS && !str_eq(c->arguments.items[0], import_words[kind]))
		kind++;
	if (kind == IMPORT_KINDS)
		return cli_misuse(
			c, "yang dapat diimpor: satker, kppn, calendar, limits, spm, "
			   "pagu, realisasi");
	i.kind = (enum import_kind)kind;
	if (!read_file(c->arena, arena_cstr(c->arena, c->arguments.items[1]),
		       IMPORT_BYTES_MAX, &i.text))
		return cli_fail(c, "berkas %.*s tidak dapat dibaca",
				P(c->arguments.items[1]));
	status = app_in_unit(c, true, import_unit, &i);
	return status == CLI_DONE && i.refused ? CLI_FAILED : status;
}

/* ---- export ---- */

struct exporting {
	enum import_kind kind;
	struct cli *c;
	struct buf text;
	bool known;
};

/* The unit's arena goes with it. */
static err export_unit(struct work *w, void *arg)
{
	struct exporting *x = arg;

	x->text = buf_new(x->c->arena);
	return export_file(w, x->kind, &x->text, &x->known);
}

/* A file appears whole or not at all; "-" is standard output. */
static int write_export(struct cli *c, str name, str text)
{
	const char *path = arena_cstr(c->arena, name);
	const char *part =
		arena_cstr(c->arena, arena_fmt(c->arena, "%.*s.baru", P(name)));
	FILE *f;
	bool good;

	if (str_eq(name, S("-"))) {
		fwrite(text.p, 1, text.n, c->out);
		return CLI_DONE;
	}
	f = fopen(part, "wbx");
	if (!f)
		return cli_fail(c, "berkas %s tidak dapat dibuat", part);
	good = fwrite(text.p, 1, text.n, f) == text.n;
	good = fflush(f) == 0 && good;
	good = fclose(f) == 0 && good;
	if (good && rename(part, path) == 0)
		return CLI_DONE;
	remove(part);
	return cli_fail(c, "berkas %s tidak dapat ditulis", path);
}

static int run_export(struct cli *c)
{
	struct exporting x = { .c = c };
	int kind = 0, status;

	while (kind < IMPORT_KINDS && !str_eq(c->arguments.items[0], import_words[kind]))
		kind++;
	if (kind < IMPORT_KINDS) {
		x.kind = (enum import_kind)kind;
		status = app_in_unit(c, false, export_unit, &x);
		if (status != CLI_DONE)
			return status;
	}
	return x.known ? write_export(c, c->arguments.items[1], buf_str(&x.text))
		       : cli_misuse(c, "yang dapat diekspor: satker, kppn, calendar");
}

/* ---- audit ---- */

struct verifying {
	struct cli *c;
	int64_t bad;
};

static err verify_unit(struct work *w, void *arg)
{
	struct verifying *v = arg;
	int64_t entries;
	str why = S("");

	TRY(audit_verify(w, &entries, &v->bad, &why));
	if (v->bad)
		fprintf(v->c->out, "entri %lld salah: %.*s\n", (long long)v->bad, P(why));
	else
		fprintf(v->c->out, "%lld entri, rantai utuh\n", (long long)entries);
	return OK;
}

static int run_audit_verify(struct cli *c)
{
	struct verifying v = { .c = c };
	int status = app_in_unit(c, false, verify_unit, &v);

	return status == CLI_DONE && v.bad ? CLI_FAILED : status;
}

static err list_unit(struct work *w, void *arg)
{
	struct cli *c = arg;
	struct audit_query q = { .all = true,
				 .limit = 100,
				 .event = cli_value(c, S("event")) };
	struct audit_entries list;

	TRY(audit_list(w, &q, &list));
	for (size_t i = 0; i < list.count; i++) {
		const struct audit_entry *e = &list.items[i];

		fprintf(c->out, "%lld\t%.*s\t%.*s\t%.*s\t%.*s:%.*s\t%.*s\n",
			(long long)e->number, P(instant_rfc3339(w->arena, e->at)),
			P(e->actor), P(e->event), P(e->subject_kind), P(e->subject),
			P(e->changes));
	}
	return OK;
}

static int run_audit_list(struct cli *c)
{
	return app_in_unit(c, false, list_unit, c);
}

/* ---- account bootstrap ---- */

struct starting {
	struct cli *c;
	str text;
	str refused;
};

static err bootstrap_unit(struct work *w, void *arg)
{
	struct starting *s = arg;
	struct office_started first;

	TRY(office_start(w, s->text, &first));
	s->refused = arena_str(s->c->arena, first.refused);
	for (int i = 0; i < 2 && first.refused.n == 0; i++)
		fprintf(s->c->out, "%.*s\t%.*s\n", P(first.names[i]), P(first.links[i]));
	return OK;
}

static int run_bootstrap(struct cli *c)
{
	struct starting s = { .c = c };
	int status;

	if (!read_file(c->arena, arena_cstr(c->arena, c->arguments.items[0]), 64 * 1024,
		       &s.text))
		return cli_fail(c, "berkas %.*s tidak dapat dibaca",
				P(c->arguments.items[0]));
	status = app_in_unit(c, true, bootstrap_unit, &s);
	return status == CLI_DONE && s.refused.n ? cli_fail(c, "%.*s", P(s.refused))
						 : status;
}

static const struct cli_flag demo_flags[] = {
	{ STR("satker"), STR("N"), STR("banyaknya satker, 1 sampai 20000 (20)") },
	{ STR("date"), STR("YYYY-MM-DD"), STR("hari acuan data (hari ini)") },
};
static const struct cli_flag list_flags[] = {
	{ STR("event"), STR("AWALAN"),
	  STR("hanya peristiwa yang namanya diawali AWALAN") },
};

const struct command app_commands[] = {
	{ .name = STR("serve"),
	  .help = STR("melayani sampai dihentikan"),
	  .run = run_serve,
	  .keys = true },
	{ .name = STR("migrate"),
	  .help = STR("memutakhirkan skema dan data acuan"),
	  .run = run_migrate,
	  .keys = true },
	{ .name = STR("demo"),
	  .help = STR("mengisi basis data kosong dengan data contoh"),
	  .run = run_demo,
	  .keys = true,
	  .flags = demo_flags,
	  .flag_count = COUNT(demo_flags) },
	{ .name = STR("import"),
	  .arguments = STR("satker|kppn|calendar|limits|spm|pagu|realisasi BERKAS"),
	  .help = STR("memuat data acuan atau batch, semuanya atau tidak sama sekali"),
	  .run = run_import,
	  .least = 2,
	  .most = 2,
	  .keys = true,
	  .flags = ingest_flags,
	  .flag_count = INGEST_FLAGS },
	{ .name = STR("export"),
	  .arguments = STR("satker|kppn|calendar BERKAS.csv"),
	  .help = STR(
		  "menulis data acuan sebagai berkas impor; \"-\" ke keluaran standar"),
	  .run = run_export,
	  .least = 2,
	  .most = 2,
	  .keys = true },
	{ .name = STR("batch list"),
	  .help = STR("menampilkan batch terbaru"),
	  .run = run_batch_list,
	  .keys = true },
	{ .name = STR("batch withdraw"),
	  .arguments = STR("JENIS ALASAN"),
	  .help = STR("menarik batch terakhir; yang sebelumnya berlaku lagi"),
	  .run = run_batch_withdraw,
	  .least = 2,
	  .most = 2,
	  .keys = true },
	{ .name = STR("account bootstrap"),
	  .arguments = STR("BERKAS.csv"),
	  .help = STR("membuat dua orang kantor pusat yang pertama (nik,nama,email,nip)"),
	  .run = run_bootstrap,
	  .least = 1,
	  .most = 1,
	  .keys = true },
	{ .name = STR("keys list"),
	  .help = STR("menampilkan kunci tanpa isinya"),
	  .run = run_keys_list },
	{ .name = STR("keys rotate"),
	  .arguments = STR("field|lookup|session|audit"),
	  .help = STR("menambah kunci baru; yang lama tetap dapat membaca"),
	  .run = run_keys_rotate,
	  .least = 1,
	  .most = 1,
	  .keys = true },
	{ .name = STR("keys progress"),
	  .help = STR(
		  "menampilkan sejauh mana nilai dan berkas sudah memakai kunci baru"),
	  .run = run_keys_progress,
	  .keys = true },
	{ .name = STR("keys retire"),
	  .arguments = STR("field|lookup|session NOMOR"),
	  .help = STR(
		  "membuang kunci lama yang tidak diperlukan lagi; serve harus berhenti"),
	  .run = run_keys_retire,
	  .least = 2,
	  .most = 2,
	  .keys = true },
	{ .name = STR("audit verify"),
	  .help = STR("memeriksa seluruh rantai jejak audit"),
	  .run = run_audit_verify,
	  .keys = true },
	{ .name = STR("audit list"),
	  .help = STR("menampilkan 100 entri terakhir"),
	  .run = run_audit_list,
	  .keys = true,
	  .flags = list_flags,
	  .flag_count = COUNT(list_flags) },
	{ .name = STR("check"),
	  .help = STR("menampilkan pengaturan dan memeriksa sistem lain"),
	  .run = run_check },
};
const size_t app_command_count = COUNT(app_commands);
