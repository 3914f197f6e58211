#include "app/ingest_command.h"

#include "app/app.h"
#include "monitoring/monitoring.h"

enum { UNIT_CEILING = 512 << 20, BATCHES_SHOWN = 50 };

static const struct feed *const feeds[] = { &payment_feed, &budget_feed, &spending_feed };

const struct feed *app_feed(str word)
{
	for (size_t i = 0; i < COUNT(feeds); i++)
		if (str_eq(feeds[i]->word, word))
			return feeds[i];
	return NULL;
}

/* The file's own name: the path is nobody's business later. */
static str name_of(str path)
{
	size_t n = path.n;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return str_skip(path, n);
}

static bool as_of(struct cli *c, int64_t *ret)
{
	struct date day;

	if (!cli_has(c, S("data-per")))
		return true;
	if (!date_parse_iso(cli_value(c, S("data-per")), &day))
		return false;
	*ret = instant_of(day, DAY - 1, WIB);
	return true;
}

static void show_progress(void *to, int64_t done, int64_t size)
{
	cli_progress(to, done, size, S("bita"));
}

static int say_loaded(struct cli *c, const struct ingest_order *o,
		      const struct ingest_report *r)
{
	if (r->known) {
		fprintf(c->out,
			"berkas ini sudah dimuat sebagai batch %lld; tidak ada perubahan\n",
			(long long)r->batch);
		return CLI_DONE;
	}
	fprintf(c->out, "%lld baris: %lld baru, %lld berubah, %lld tetap, %lld salah\n",
		(long long)r->rows, (long long)r->by_outcome[ROW_NEW],
		(long long)r->by_outcome[ROW_CHANGED], (long long)r->by_outcome[ROW_SAME],
		(long long)r->by_outcome[ROW_REFUSED]);
	for (size_t i = 0; i < FEED_SUMS; i++)
		if (o->feed->sums[i].n)
			fprintf(c->out, "%.*s %lld\n", P(o->feed->sums[i]),
				(long long)r->sums[i]);
	if (r->rejects.n)
		fprintf(c->out, "baris yang salah: %.*s\n", P(r->rejects));
	if (r->why.n)
		return cli_fail(c, "%.*s", P(r->why));
	fprintf(c->out, o->dry_run ? "hanya diperiksa\n" : "batch %lld terbit\n",
		(long long)r->batch);
	return CLI_DONE;
}

int run_import_feed(struct cli *c, const struct feed *feed)
{
	struct ingest_order o = {
		.feed = feed,
		.path = c->arguments.items[1],
		.file_name = name_of(c->arguments.items[1]),
		.skip = cli_has(c, S("lewati-salah")),
		.older = cli_has(c, S("lebih-lama")),
		.dry_run = cli_has(c, S("dry-run")),
		.declared = cli_value(c, S("kendali")),
		.progress = show_progress,
		.progress_to = c,
	};
	struct arena *a = arena_new(UNIT_CEILING);
	struct ingest_report report = { 0 };
	struct work w;
	err e;
	int status;

	if (!as_of(c, &o.as_of))
		return cli_misuse(c, "--data-per berbentuk YYYY-MM-DD");
	e = app_open(c->settings, c->keys, a, &w);
	if (!e) {
		e = db_bulk(w.db);
		if (!e)
			e = ingest_load(&w, &o, c->arena, &report);
		db_close(w.db);
	}
	status = e ? cli_fault(c, e) : say_loaded(c, &o, &report);
	arena_free(a);
	return status;
}

/* ---- batches ---- */

struct asking {
	struct cli *c;
	const struct feed *feed;
	str why;
};

static err list_unit(struct work *w, void *arg)
{
	struct asking *q = arg;
	struct ingest_batches all;

	TRY(ingest_list(w, 0, BATCHES_SHOWN, &all));
	for (size_t i = 0; i < all.count; i++) {
		const struct ingest_batch *b = &all.items[i];

		fprintf(q->c->out, "%lld\t%.*s\t%.*s%s\t%.*s\t%lld baris\t%.*s\t%.*s\n",
			(long long)b->id, P(b->feed), P(batch_state_words[b->state]),
			b->in_force ? ", berlaku" : "",
			P(instant_rfc3339(w->arena, b->as_of)), (long long)b->rows,
			P(b->file_name), P(b->why));
	}
	return OK;
}

static int with_database(struct cli *c, err (*fn)(struct work *w, void *arg), void *arg)
{
	struct arena *a = arena_new(UNIT_CEILING);
	struct work w;
	err e = app_open(c->settings, c->keys, a, &w);
	int status;

	if (!e) {
		e = fn(&w, arg);
		db_close(w.db);
	}
	status = cli_fault(c, e);
	arena_free(a);
	return status;
}

static err list_all(struct work *w, void *arg)
{
	return work_run(w, false, list_unit, arg);
}

int run_batch_list(struct cli *c)
{
	struct asking q = { .c = c };

	return with_database(c, list_all, &q);
}

static err withdraw(struct work *w, void *arg)
{
	struct asking *q = arg;

	return ingest_withdraw(w, q->feed, q->c->arguments.items[1], &q->why);
}

int run_batch_withdraw(struct cli *c)
{
	struct asking q = { .c = c, .feed = app_feed(c->arguments.items[0]) };
	int status;

	if (!q.feed)
		return cli_misuse(c, "jenis batch yang ada: spm, pagu, realisasi");
	status = with_database(c, withdraw, &q);
	return status == CLI_DONE && q.why.n ? cli_fail(c, "%.*s", P(q.why)) : status;
}

const struct cli_flag ingest_flags[INGEST_FLAGS] = {
	{ STR("dry-run"), STR(""), STR("hanya memeriksa, tidak menyimpan") },
	{ STR("data-per"), STR("YYYY-MM-DD"), STR("hari terakhir yang dicakup berkas") },
	{ STR("kendali"), STR("NAMA=N,…"),
	  STR("jumlah kendali, juga satker=999101,ta=2026") },
	{ STR("lewati-salah"), STR(""),
	  STR("memuat baris yang benar walau ada yang salah") },
	{ STR("lebih-lama"), STR(""),
	  STR("memuat data yang lebih lama daripada yang berlaku") },
};
