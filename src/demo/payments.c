/* Payments of this year until the day before the order's, by the door of all batches. */
#include "demo/internal.h"
#include "monitoring/monitoring.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Of each satker: in the nation fewer, so that a demo is made within a minute. */
enum { MOST_EACH = 60, MOST_ALL = 40000, LATELY_DAYS = 4 };

static const struct {
	const char *kind;
	const char *about;
	int64_t least, most; /* in thousands of rupiah */
	int deduction;	     /* percent */
} sorts[] = {
	{ "211 - GAJI INDUK", "Gaji induk PNS bulan berjalan", 180000, 900000, 12 },
	{ "212 - GAJI PPPK INDUK", "Gaji PPPK bulan berjalan", 40000, 260000, 8 },
	{ "231 - NON GAJI", "Belanja keperluan perkantoran", 2000, 60000, 2 },
	{ "231 - NON GAJI", "Langganan daya dan jasa", 3000, 40000, 0 },
	{ "231 - NON GAJI", "Perjalanan dinas dalam kota", 1000, 30000, 0 },
	{ "237 - LS-BANYAK PENERIMA", "Honor narasumber dan panitia", 5000, 80000, 5 },
	{ "111 - NON GAJI KONTRAKTUAL", "Termin pekerjaan konstruksi", 200000, 4800000,
	  4 },
	{ "111 - NON GAJI KONTRAKTUAL", "Pengadaan peralatan dan mesin", 50000, 900000,
	  2 },
};

/* The file that is being written. */
struct writing {
	struct buf *out;
	struct arena *arena;
	struct date day;
	int64_t *serials; /* of SP2D, by KPPN */
};

/* One SPM, drawn by chance. */
struct spm {
	size_t sort;
	int64_t gross, less;
	struct date day, sp2d; /* sp2d of year 0: none was issued */
	const char *status;
	const char *bank;
	int returned;
};

static struct date workday(struct date d)
{
	while (date_weekday(d) > 4)
		d = date_add(d, 1);
	return d;
}

/* Most are paid; the latest are on their way. */
static void draw_fate(struct chance *c, struct date today, int64_t age, struct spm *ret)
{
	struct date sp2d = workday(date_add(ret->day, 1 + chance_below(c, 2)));

	if (age <= LATELY_DAYS || date_cmp(sp2d, today) >= 0) {
		ret->status = age % 3 == 0 ? "Setuju SPP" : "ADK SPM";
	} else if (chance_once_in(c, 90)) {
		ret->status = "Batal SPM";
	} else if (age < 20 && chance_once_in(c, 12)) {
		ret->status = "Batal ADK SPM";
	} else {
		ret->status = "Upload SP2D";
		ret->sp2d = sp2d;
		ret->bank = age < 8 ? "Terbit SP2D" : "Sudah Dikonfirmasi Bank";
		ret->returned = chance_once_in(c, 60);
	}
}

static struct spm draw_spm(struct chance *c, struct date today)
{
	size_t sort = (size_t)chance_below(c, (int64_t)COUNT(sorts));
	int64_t width = sorts[sort].most - sorts[sort].least;
	struct date first = { today.year, 1, 8 };
	int64_t age = 3 + chance_below(c, date_days(today) - date_days(first));
	struct spm m = { .sort = sort,
			 .gross = (sorts[sort].least + chance_below(c, width)) * 1000,
			 .day = workday(date_add(today, -age)),
			 .bank = "-" };

	m.less = m.gross * sorts[sort].deduction / 100;
	draw_fate(c, today, age, &m);
	return m;
}

/* Serials of SP2D ascend within a KPPN, in the order in which they are made here. */
static str sp2d_number(const struct writing *f, str kppn)
{
	int64_t code = 0;

	str_int(kppn, &code);
	return arena_fmt(f->arena, "%02d%.*s%010lld", f->day.year % 100, P(kppn),
			 (long long)(1000 + ++f->serials[code % 1000]));
}

static void write_spm(const struct writing *f, const struct demo_satker *s, int number,
		      const struct spm *m)
{
	bool issued = m->sp2d.year != 0;

	buf_fmt(f->out, "%.*s,%.*s,%05dT,%s,%s,", P(s->kppn), P(s->code), number,
		sorts[m->sort].kind, m->status);
	buf_fmt(f->out, "%.*s,%.*s,%.*s,", P(date_iso(f->arena, m->day)),
		P(date_iso(f->arena, m->day)),
		P(issued ? date_iso(f->arena, m->sp2d) : S("-")));
	buf_fmt(f->out, "%lld,%lld,%lld,", (long long)m->gross, (long long)m->less,
		(long long)(m->gross - m->less));
	buf_fmt(f->out, "%.*s,%s,%s,%d\n", P(issued ? sp2d_number(f, s->kppn) : S("-")),
		m->bank, sorts[m->sort].about, m->returned);
}

static str file_of(const struct filling *f)
{
	int each = (int)(MOST_ALL / f->satker.count);
	struct buf b = buf_new(f->keep);
	struct writing writing = { &b, f->keep, f->order->day,
				   NEW_ARRAY(f->keep, int64_t, 1000) };

	buf_add(&b,
		S("kppn,satker,nomor_spm,jenis_spm,status_spm,tanggal_spp,"
		  "tanggal_spm,tanggal_sp2d,jumlah_pengeluaran,jumlah_potongan,"
		  "jumlah_pembayaran,nomor_sp2d,status_sp2d,uraian,penerima_retur\n"));
	for (size_t i = 0; i < f->satker.count; i++) {
		struct chance c = chance_of(S("payments"), (int64_t)i);

		for (int n = 1; n <= (each < MOST_EACH ? each : MOST_EACH); n++) {
			struct spm m = draw_spm(&c, f->order->day);

			write_spm(&writing, &f->satker.items[i], n, &m);
		}
	}
	return buf_str(&b);
}

err fill_payments(struct work *w, struct filling *f)
{
	int64_t evening =
		instant_of(date_add(f->order->day, -1), 23 * (int64_t)HOUR, WIB);
	str path = arena_fmt(f->keep, "%.*s/contoh-spm.csv", P(w->settings->data_dir));
	struct ingest_order order = {
		.feed = &payment_feed,
		.path = path,
		.file_name = S("contoh-spm.csv"),
		.as_of = evening,
	};
	struct ingest_report report;
	err e;

	/* In January there is nothing behind us to tell of. */
	if (f->order->day.month == 1)
		return OK;
	w->now = evening;
	TRY(file_write(f->keep, path, file_of(f)));
	e = ingest_load(w, &order, f->keep, &report);
	if (unlink(arena_cstr(f->keep, path)) && !e)
		e = FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(path), strerror(errno));
	if (!e && report.state != BATCH_PUBLISHED)
		panic("payments of the demo: %.*s", P(report.why));
	f->payments = report.by_outcome[ROW_NEW];
	return e;
}
