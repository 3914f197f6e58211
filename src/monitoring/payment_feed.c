/*
 * Rows of "MONITORING SPP, SPM, DAN SP2D": 22 columns of text, as MyIntress exports
 * them, and our own CSV with the names of the columns as heads.
 */
#include "monitoring/internal.h"
#include "monitoring/reader.h"

enum column {
	C_KPPN,
	C_SATKER,
	C_NUMBER,
	C_KIND,
	C_SPM_STATUS,
	C_SPP_DAY,
	C_SPM_DAY,
	C_PLAN_DAY,
	C_SP2D_DAY,
	C_GROSS,
	C_DEDUCTIONS,
	C_NET,
	C_SP2D,
	C_SP2D_STATUS,
	C_ABOUT,
	C_PPK,
	C_PPSPM,
	C_CORRECTION,
	C_RETURNED,
	COLUMNS
};

static const struct feed_column columns[COLUMNS] = {
	[C_KPPN] = { STR("kppn"), { STR("KPPN"), STR("Kode KPPN") }, true },
	[C_SATKER] = { STR("satker"), { STR("Kode Satker") }, true },
	[C_NUMBER] = { STR("nomor_spm"), { STR("No. SPP/SPM"), STR("Nomor SPM") }, true },
	[C_KIND] = { STR("jenis_spm"), { STR("Jenis SPP/SPM"), STR("Jenis SPM") }, true },
	[C_SPM_STATUS] = { STR("status_spm"), { STR("Status SPP/SPM") }, true },
	[C_SPP_DAY] = { STR("tanggal_spp"), { STR("Tanggal SPP") }, false },
	[C_SPM_DAY] = { STR("tanggal_spm"), { STR("Tanggal SPM") }, true },
	[C_PLAN_DAY] = { STR("tanggal_rpd"), { STR("Tanggal RPD Harian") }, false },
	[C_SP2D_DAY] = { STR("tanggal_sp2d"), { STR("Tanggal SP2D") }, true },
	[C_GROSS] = { STR("jumlah_pengeluaran"), { STR("Jumlah Pengeluaran") }, true },
	[C_DEDUCTIONS] = { STR("jumlah_potongan"), { STR("Jumlah Potongan") }, true },
	[C_NET] = { STR("jumlah_pembayaran"), { STR("Jumlah Pembayaran") }, true },
	[C_SP2D] = { STR("nomor_sp2d"), { STR("No. SP2D"), STR("Nomor SP2D") }, true },
	[C_SP2D_STATUS] = { STR("status_sp2d"), { STR("Status SP2D") }, false },
	[C_ABOUT] = { STR("uraian"), { STR("Uraian SPP/SPM"), STR("Uraian") }, false },
	[C_PPK] = { STR("ppk"), { STR("PPK") }, false },
	[C_PPSPM] = { STR("ppspm"), { STR("PPSPM") }, false },
	[C_CORRECTION] = { STR("jenis_koreksi"), { STR("Jenis SPM Koreksi") }, false },
	[C_RETURNED] = { STR("penerima_retur"), { STR("Jumlah Penerima Retur") }, false },
};

enum { ABOUT_MOST = 1000, NAME_MOST = 100 };

/* One row being read. */
struct reading {
	struct reader in;
	struct payment_row *row;
	struct payment_run *run;
};

static void read_amounts(struct reading *r)
{
	int64_t net = 0;

	if (reader_plain(&r->in, C_GROSS).n == 0)
		reader_refuse(&r->in, C_GROSS, S("kosong"));
	reader_rupiah(&r->in, C_GROSS, &r->row->gross);
	reader_rupiah(&r->in, C_DEDUCTIONS, &r->row->deductions);
	reader_rupiah(&r->in, C_NET, &net);
	if (net != r->row->gross - r->row->deductions)
		reader_refuse(&r->in, C_NET, S("bukan pengeluaran dikurangi potongan"));
}

static int year_of(int64_t day)
{
	return date_from_days(day).year;
}

/* The budget year is that of the SPM; an SP2D may come in the January after it. */
static void check_years(struct reading *r)
{
	struct payment_row *p = r->row;
	int64_t first = p->spm_day ? p->spm_day : p->spp_day;

	if (!first) {
		reader_refuse(&r->in, C_SPM_DAY, S("kosong, juga tanggal SPP"));
		return;
	}
	p->ta = year_of(first);
	if (p->spp_day && year_of(p->spp_day) != p->ta)
		reader_refuse(&r->in, C_SPP_DAY, S("tahunnya lain daripada tanggal SPM"));
	if (p->sp2d_day && year_of(p->sp2d_day) != p->ta &&
	    year_of(p->sp2d_day) != p->ta + 1)
		reader_refuse(&r->in, C_SP2D_DAY,
			      S("tahunnya lain daripada tanggal SPM"));
	p->day = p->sp2d_day ? p->sp2d_day : first;
}

static void read_days(struct reading *r)
{
	reader_day(&r->in, C_SPP_DAY, &r->row->spp_day);
	reader_day(&r->in, C_SPM_DAY, &r->row->spm_day);
	reader_day(&r->in, C_PLAN_DAY, &r->row->plan_day);
	reader_day(&r->in, C_SP2D_DAY, &r->row->sp2d_day);
	check_years(r);
}

static void read_number(struct reading *r)
{
	struct spm_number n;

	if (!spm_number_parse(reader_plain(&r->in, C_NUMBER), &n)) {
		reader_refuse(&r->in, C_NUMBER, S("bukan nomor SPM seperti 00048T"));
		return;
	}
	if (n.satker.n && !str_eq(n.satker, r->row->satker))
		reader_refuse(&r->in, C_NUMBER, S("menyebut satker lain"));
	if (n.year && n.year != r->row->ta)
		reader_refuse(&r->in, C_NUMBER, S("menyebut tahun lain"));
	r->row->number = arena_fmt(r->in.c->arena, "%.*s/%.*s/%d", P(n.serial),
				   P(r->row->satker), (int)r->row->ta);
}

/* 15 digits, the third to fifth of which are the KPPN. */
static void read_sp2d(struct reading *r)
{
	str s = reader_plain(&r->in, C_SP2D);

	if (s.n == 0)
		return;
	if (!cell_code(r->in.c->arena, r->in.c->cells[C_SP2D], 15, &s) || s.n != 15)
		reader_refuse(&r->in, C_SP2D, S("bukan nomor SP2D 15 angka"));
	else if (!str_eq(str_left(str_skip(s, 2), 3), r->row->kppn))
		reader_refuse(&r->in, C_SP2D, S("bukan SP2D dari KPPN pada baris ini"));
	r->row->sp2d = reader_kept(&r->in, s, 15);
}

static void read_kppn(struct reading *r)
{
	str s = reader_plain(&r->in, C_KPPN), label;
	struct cell code = *r->in.c->cells[C_KPPN];

	if (code_and_label(s, 3, &r->row->kppn, &label)) {
		r->row->kppn = reader_kept(&r->in, r->row->kppn, 3);
		return;
	}
	code.text = s;
	if (s.n == 0 || !cell_code(r->in.c->arena, &code, 3, &r->row->kppn))
		reader_refuse(&r->in, C_KPPN, S("bukan kode KPPN"));
}

static void read_place(struct reading *r)
{
	struct payment_row *p = r->row;
	struct place_asked asked;
	struct place at = { 0 };

	read_kppn(r);
	if (!cell_code(r->in.c->arena, r->in.c->cells[C_SATKER], 6, &p->satker)) {
		reader_refuse(&r->in, C_SATKER, S("bukan kode satker 6 angka"));
		return;
	}
	asked = (struct place_asked){ p->satker, p->kppn, p->day };
	switch (places_find(r->run->places, &asked, &at)) {
	case PLACE_NO_SATKER:
		reader_refuse(&r->in, C_SATKER, S("satker tidak terdaftar"));
		return;
	case PLACE_OTHER_KPPN:
		reader_refuse(&r->in, C_KPPN, S("bukan KPPN mitra satker ini"));
		return;
	case PLACE_FOUND:
		break;
	}
	p->satker = places_code(r->run->places, LEVEL_SATKER, at.satker);
	p->kppn = places_code(r->run->places, LEVEL_KPPN, at.kppn);
	p->unit = places_code(r->run->places, LEVEL_UNIT, at.unit);
	p->sums.satker = at.satker;
	p->sums.kppn = at.kppn;
	p->sums.unit = at.unit;
}

static void read_kind(struct reading *r)
{
	str code, label;

	if (!code_and_label(reader_plain(&r->in, C_KIND), 3, &code, &label)) {
		reader_refuse(&r->in, C_KIND,
			      S("bukan jenis seperti \"211 - GAJI INDUK\""));
		return;
	}
	r->row->kind = reader_kept(&r->in, code, 3);
	r->row->kind_label = reader_kept(&r->in, label, NAME_MOST);
}

static void read_stage(struct reading *r)
{
	struct payment_row *p = r->row;

	if (!cell_number(r->in.c->cells[C_RETURNED], &p->returned))
		reader_refuse(&r->in, C_RETURNED, S("bukan bilangan"));
	p->spm_status =
		reader_kept(&r->in, reader_plain(&r->in, C_SPM_STATUS), NAME_MOST);
	p->sp2d_status =
		reader_kept(&r->in, reader_plain(&r->in, C_SP2D_STATUS), NAME_MOST);
	p->stage = stage_of(p->spm_status, p->sp2d_status, p->returned);
	if (!p->stage)
		reader_refuse(&r->in, C_SPM_STATUS, S("status tidak dikenal"));
	if (stage_is_issued(p->stage) && p->sp2d.n == 0)
		reader_refuse(&r->in, C_SP2D, S("kosong, padahal SP2D terbit"));
	if (stage_is_issued(p->stage) && !p->sp2d_day)
		reader_refuse(&r->in, C_SP2D_DAY, S("kosong, padahal SP2D terbit"));
}

static void read_texts(struct reading *r)
{
	struct payment_row *p = r->row;

	p->about = reader_kept(&r->in, reader_plain(&r->in, C_ABOUT), ABOUT_MOST);
	p->ppk = reader_kept(&r->in, name_only(reader_plain(&r->in, C_PPK)), NAME_MOST);
	p->ppspm =
		reader_kept(&r->in, name_only(reader_plain(&r->in, C_PPSPM)), NAME_MOST);
	p->correction =
		reader_kept(&r->in, reader_plain(&r->in, C_CORRECTION), NAME_MOST);
}

/* ---- what makes two versions the same ---- */

static uint64_t mix(uint64_t h, const void *p, size_t n)
{
	const unsigned char *byte = p;

	for (size_t i = 0; i < n; i++)
		h = (h ^ byte[i]) * 0x100000001b3u;
	return (h ^ 0xff) * 0x100000001b3u; /* the end of a field */
}

static int64_t digest_of(const struct payment_row *p)
{
	const str texts[] = { p->kppn, p->unit,	 p->kind, p->spm_status, p->sp2d_status,
			      p->sp2d, p->about, p->ppk,  p->ppspm,	 p->correction };
	const int64_t numbers[] = { p->spp_day,	 p->spm_day, p->plan_day,   p->sp2d_day,
				    p->returned, p->gross,   p->deductions, p->stage };
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < COUNT(texts); i++)
		h = mix(h, texts[i].p, texts[i].n);
	h = mix(h, numbers, sizeof(numbers));
	return (int64_t)(h >> 1);
}

/* ---- the feed ---- */

void payment_sums_fill(const struct payment_run *run, const struct payment_row *p,
		       struct payment_sums *ret)
{
	int64_t kind = 0;

	str_int(p->kind, &kind);
	ret->ta = (int)p->ta;
	ret->stage = p->stage;
	ret->kind = (int)kind;
	ret->month = stage_is_issued(p->stage) ? date_from_days(p->sp2d_day).month : 0;
	ret->days = workdays_between(run->workdays, p->spm_day, p->sp2d_day);
	ret->gross = p->gross;
	ret->deductions = p->deductions;
}

static str take_payment(struct feed_run *run, struct feed_cells *c, void *row)
{
	struct reading r = { .in = { .c = c }, .row = row, .run = run->state };

	read_days(&r);
	if (r.in.why.n == 0)
		read_place(&r);
	if (r.in.why.n == 0)
		read_number(&r);
	read_kind(&r);
	read_amounts(&r);
	read_sp2d(&r);
	read_stage(&r);
	if (r.in.why.n)
		return r.in.why;
	read_texts(&r);
	r.row->digest = digest_of(r.row);
	payment_sums_fill(run->state, row, &r.row->sums);
	return S("");
}

static void sum_payment(const void *row, int64_t ret[FEED_SUMS])
{
	const struct payment_row *p = row;

	ret[0] = p->gross;
	ret[1] = p->deductions;
	ret[2] = p->gross - p->deductions;
}

static err begin_payments(struct work *w, struct feed_run *run)
{
	struct payment_run *p = NEW(run->keep, struct payment_run);

	run->state = p;
	p->tallies = tallies_new(run->keep);
	TRY(workdays_read(w, run->keep, &p->workdays));
	return places_read(w, run->keep, &p->places);
}

static void end_payments(struct feed_run *run)
{
	struct payment_run *p = run->state;

	if (p)
		tallies_free(p->tallies);
}

static void count_one(struct tallies *t, const struct tally_name *name,
		      const struct payment_sums *s, int sign)
{
	tallies_add(t, &(struct tally){ tally_key(name), sign, sign * s->gross,
					sign * s->deductions });
}

/* Of a stage everything counts, of the rest what was issued. */
static void count_sums(struct payment_run *p, const struct payment_sums *s, int sign)
{
	const size_t units[LEVELS] = { s->satker, s->kppn, s->unit, 0 };

	for (int level = 0; level < LEVELS; level++) {
		struct tally_name n = { (enum level)level, units[level], s->ta,
					FIGURE_STAGE, (int)s->stage };

		count_one(p->tallies, &n, s, sign);
		if (!s->month)
			continue;
		n.what = FIGURE_MONTH;
		n.value = s->month;
		count_one(p->tallies, &n, s, sign);
		n.what = FIGURE_KIND;
		n.value = s->kind;
		count_one(p->tallies, &n, s, sign);
		if (level != LEVEL_KPPN)
			continue;
		n.what = FIGURE_DAYS;
		n.value = s->days;
		count_one(p->tallies, &n, s, sign);
	}
}

static void know_label(struct feed_run *run, const struct payment_row *row)
{
	str *label = &((struct payment_run *)run->state)->labels[row->sums.kind];

	if (row->kind_label.n && !str_eq(*label, row->kind_label))
		*label = arena_str(run->keep, row->kind_label);
}

static void count_payments(struct feed_run *run, const struct feed_part *part)
{
	const struct payment_row *rows = part->rows;

	for (size_t i = 0; i < part->count; i++) {
		know_label(run, &rows[i]);
		if (part->outcomes[i] != ROW_NEW && part->outcomes[i] != ROW_CHANGED)
			continue;
		count_sums(run->state, &rows[i].sums, 1);
		if (rows[i].replaces)
			count_sums(run->state, &rows[i].replaced, -1);
	}
}

const struct feed payment_feed = {
	.word = STR("spm"),
	.title = STR("Monitoring SPP, SPM, dan SP2D"),
	.columns = columns,
	.column_count = COLUMNS,
	.sums = { STR("bruto"), STR("potongan"), STR("neto") },
	.row_size = sizeof(struct payment_row),
	.begin = begin_payments,
	.end = end_payments,
	.read = take_payment,
	.sum = sum_payment,
	.store = payment_store,
	.count = count_payments,
	.close = payment_close,
	.discard = payment_discard,
	.settle = payment_settle,
};
