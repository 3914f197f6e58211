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

/* What became of an SPM: most are paid, the latest are on their way. */
enum fate { FATE_PAID, FATE_RETURNED, FATE_SENT_BACK, FATE_CANCELLED, FATE_ON_ITS_WAY };

static enum fate fate_of(struct chance *c, int64_t age)
{
	if (age <= LATELY_DAYS)
		return FATE_ON_ITS_WAY;
	if (chance_once_in(c, 60))
		return FATE_RETURNED;
	if (chance_once_in(c, 90))
		return FATE_CANCELLED;
	return age < 20 && chance_once_in(c, 12) ? FATE_SENT_BACK : FATE_PAID;
}

static struct date workday(struct date d)
{
	while (date_weekday(d) > 4)
		d = date_add(d, 1);
	return d;
}

/* Serials of SP2D ascend within a KPPN, in the order in which they are made here. */
static int64_t next_serial(int64_t *serials, str kppn)
{
	int64_t code = 0;

	str_int(kppn, &code);
	return 1000 + ++serials[code % 1000];
}

static void add_line(struct buf *b, struct arena *a, const struct demo_satker *s,
		     int number, struct chance *c, struct date day, int64_t *serials)
{
	size_t sort = (size_t)chance_below(c, (int64_t)COUNT(sorts));
	int64_t width = sorts[sort].most - sorts[sort].least;
	int64_t gross = (sorts[sort].least + chance_below(c, width)) * 1000;
	int64_t less = gross * sorts[sort].deduction / 100;
	int64_t back =
		1 + chance_below(c, date_days(day) -
					    date_days((struct date){ day.year, 1, 8 }));
	struct date spm = workday(date_add(day, -back)), spp = spm, sp2d;
	enum fate fate = fate_of(c, back);
	bool issued;

	sp2d = workday(date_add(spm, 1 + chance_below(c, 2)));
	issued = (fate == FATE_PAID || fate == FATE_RETURNED) && date_cmp(sp2d, day) < 0;
	if (date_cmp(spm, day) >= 0)
		spm = spp = workday(date_add(day, -4));
	buf_fmt(b, "%.*s,%.*s,%05dT,%s,%s,%.*s,%.*s,%.*s,%lld,%lld,%lld,", P(s->kppn),
		P(s->code), number, sorts[sort].kind,
		issued			 ? "Upload SP2D"
		: fate == FATE_CANCELLED ? "Batal SPM"
		: fate == FATE_SENT_BACK ? "Batal ADK SPM"
		: back % 3 == 0		 ? "Setuju SPP"
					 : "ADK SPM",
		P(date_iso(a, spp)), P(date_iso(a, spm)),
		P(issued ? date_iso(a, sp2d) : S("-")), (long long)gross, (long long)less,
		(long long)(gross - less));
	if (issued)
		buf_fmt(b, "%02d%.*s%010lld,%s,%s,%d\n", day.year % 100, P(s->kppn),
			(long long)next_serial(serials, s->kppn),
			back <= LATELY_DAYS ? "Terbit SP2D" : "Sudah Dikonfirmasi Bank",
			sorts[sort].about, fate == FATE_RETURNED);
	else
		buf_fmt(b, "-,-,%s,0\n", sorts[sort].about);
}

static str file_of(const struct filling *f)
{
	int each = (int)(MOST_ALL / f->satker.count);
	int64_t *serials = NEW_ARRAY(f->keep, int64_t, 1000);
	struct buf b = buf_new(f->keep);

	buf_add(&b,
		S("kppn,satker,nomor_spm,jenis_spm,status_spm,tanggal_spp,"
		  "tanggal_spm,tanggal_sp2d,jumlah_pengeluaran,jumlah_potongan,"
		  "jumlah_pembayaran,nomor_sp2d,status_sp2d,uraian,penerima_retur\n"));
	for (size_t i = 0; i < f->satker.count; i++) {
		struct chance c = chance_of(S("payments"), (int64_t)i);

		for (int n = 1; n <= (each < MOST_EACH ? each : MOST_EACH); n++)
			add_line(&b, f->keep, &f->satker.items[i], n, &c, f->order->day,
				 serials);
	}
	return buf_str(&b);
}

err fill_payments(struct work *w, struct filling *f)
{
	str path = arena_fmt(f->keep, "%.*s/contoh-spm.csv", P(w->settings->data_dir));
	struct ingest_order order = {
		.feed = &payment_feed,
		.path = path,
		.file_name = S("contoh-spm.csv"),
		.as_of = instant_of(date_add(f->order->day, -1), 23 * (int64_t)HOUR, WIB),
	};
	struct ingest_report report;
	err e;

	/* In January there is nothing behind us to tell of. */
	if (f->order->day.month == 1)
		return OK;
	TRY(file_write(f->keep, path, file_of(f)));
	e = ingest_load(w, &order, f->keep, &report);
	if (unlink(arena_cstr(f->keep, path)) && !e)
		e = FAULT(FAULT_UNAVAILABLE, "%.*s: %s", P(path), strerror(errno));
	if (!e && report.state != BATCH_PUBLISHED)
		panic("payments of the demo: %.*s", P(report.why));
	f->payments = report.by_outcome[ROW_NEW];
	return e;
}
