/*
 * What each SPM spent of which account, as our own CSV brings it from SPAN. A file
 * brings all rows of each SPM that it names.
 */
#include "monitoring/budget_internal.h"
#include "monitoring/reader.h"

enum column {
	C_SATKER,
	C_NUMBER,
	C_TA,
	C_PROGRAM,
	C_ACTIVITY,
	C_OUTPUT,
	C_FUND,
	C_ACCOUNT,
	C_DAY,
	C_AMOUNT,
	C_SP2D,
	COLUMNS
};

static const struct feed_column columns[COLUMNS] = {
	[C_SATKER] = { STR("satker"), { STR("KDSATKER"), STR("Kode Satker") }, true },
	[C_NUMBER] = { STR("nomor_spm"), { STR("No. SPM"), STR("Nomor SPM") }, true },
	[C_TA] = { STR("ta"), { STR("TAHUN_ANGGARAN") }, false },
	[C_PROGRAM] = { STR("program"), { STR("") }, false },
	[C_ACTIVITY] = { STR("kegiatan"), { STR("") }, false },
	[C_OUTPUT] = { STR("output"), { STR("") }, false },
	[C_FUND] = { STR("dana"), { STR("SUMBER_DANA") }, false },
	[C_ACCOUNT] = { STR("akun"), { STR("KODE_AKUN") }, true },
	[C_DAY] = { STR("tanggal"), { STR("TANGGAL_REALISASI") }, true },
	[C_AMOUNT] = { STR("jumlah"), { STR("JUMLAH_REALISASI") }, true },
	[C_SP2D] = { STR("nomor_sp2d"), { STR("No. SP2D"), STR("Nomor SP2D") }, false },
};

enum { CODE_MOST = 12 };

struct reading {
	struct reader in;
	struct spending_row *row;
	struct feed_run *run;
};

static void read_satker(struct reading *r)
{
	struct spending_row *p = r->row;
	struct places *places = ((struct budget_run *)r->run->state)->places;

	reader_code(&r->in, C_SATKER, 6, &p->satker);
	if (r->in.why.n)
		return;
	if (!places_of_year(places, p->satker, p->ta, &p->place)) {
		reader_refuse(&r->in, C_SATKER, S("satker tidak terdaftar"));
		return;
	}
	p->satker = places_code(places, LEVEL_SATKER, p->place.satker);
	p->kppn = places_code(places, LEVEL_KPPN, p->place.kppn);
	p->unit = places_code(places, LEVEL_UNIT, p->place.unit);
}

/* The year of the SPM, else the column, else the day's. */
static void read_year(struct reading *r, const struct spm_number *n)
{
	struct spending_row *p = r->row;
	int year = date_from_days(p->day).year;

	p->ta = n->year;
	if (!p->ta && reader_plain(&r->in, C_TA).n &&
	    !cell_number(r->in.c->cells[C_TA], &p->ta))
		reader_refuse(&r->in, C_TA, S("bukan tahun anggaran"));
	if (!p->ta)
		p->ta = year;
	if (year != p->ta && year != p->ta + 1)
		reader_refuse(&r->in, C_DAY, S("tahunnya lain daripada tahun SPM"));
}

static void read_number(struct reading *r)
{
	struct spending_row *p = r->row;
	struct spm_number n;

	if (!spm_number_parse(reader_plain(&r->in, C_NUMBER), &n)) {
		reader_refuse(&r->in, C_NUMBER, S("bukan nomor SPM seperti 00048T"));
		return;
	}
	read_year(r, &n);
	if (!r->in.why.n)
		read_satker(r);
	if (n.satker.n && !str_eq(n.satker, p->satker))
		reader_refuse(&r->in, C_NUMBER, S("menyebut satker lain"));
	p->number = arena_fmt(r->in.c->arena, "%.*s/%.*s/%d", P(n.serial), P(p->satker),
			      (int)p->ta);
}

static void read_account(struct reading *r)
{
	struct spending_row *p = r->row;

	reader_code(&r->in, C_ACCOUNT, 6, &p->account);
	if (!r->in.why.n && budget_kind_of(p->account) == BUDGET_KINDS)
		reader_refuse(&r->in, C_ACCOUNT, S("bukan akun belanja"));
	if (!reader_plain(&r->in, C_AMOUNT).n)
		reader_refuse(&r->in, C_AMOUNT, S("kosong"));
	reader_rupiah(&r->in, C_AMOUNT, &p->amount);
}

static void read_rest(struct reading *r)
{
	struct spending_row *p = r->row;

	p->coa = arena_fmt(r->in.c->arena, "%.*s.%.*s.%.*s.%.*s",
			   P(str_left(reader_plain(&r->in, C_PROGRAM), CODE_MOST)),
			   P(str_left(reader_plain(&r->in, C_ACTIVITY), CODE_MOST)),
			   P(str_left(reader_plain(&r->in, C_OUTPUT), CODE_MOST)),
			   P(str_left(reader_plain(&r->in, C_FUND), CODE_MOST)));
	if (reader_plain(&r->in, C_SP2D).n)
		reader_code(&r->in, C_SP2D, 15, &p->sp2d);
}

static str take_line(struct feed_run *run, struct feed_cells *c, void *row)
{
	struct reading r = { .in = { .c = c }, .row = row, .run = run };

	reader_day(&r.in, C_DAY, &r.row->day);
	if (!r.row->day)
		reader_refuse(&r.in, C_DAY, S("kosong"));
	if (!r.in.why.n)
		read_number(&r);
	read_account(&r);
	read_rest(&r);
	return r.in.why;
}

static void sum_line(const void *row, int64_t ret[FEED_SUMS])
{
	ret[0] = ((const struct spending_row *)row)->amount;
}

int month_of_year(int64_t day, int64_t ta)
{
	struct date d = date_from_days(day);

	return d.year == ta ? d.month : MONTHS;
}

void spending_pieces(const struct spending_row *p, struct budget_piece ret[3])
{
	int64_t account = 0;

	str_int(p->account, &account);
	for (size_t i = 0; i < 3; i++)
		ret[i] = (struct budget_piece){ .place = p->place,
						.ta = (int)p->ta,
						.what = SPENT_ALL + (int)i,
						.n = 1,
						.amount = p->amount };
	ret[1].value = (int)(account / 10000 * 100) + month_of_year(p->day, p->ta);
	ret[2].value = (int)account;
}

static void count_lines(struct feed_run *run, const struct feed_part *part)
{
	const struct spending_row *rows = part->rows;
	struct budget_piece pieces[3];

	for (size_t i = 0; i < part->count; i++) {
		for (size_t k = 0; k < rows[i].replaced.count; k++)
			budget_add(run->state, &rows[i].replaced.items[k], -1);
		if (part->outcomes[i] == ROW_REFUSED)
			continue;
		spending_pieces(&rows[i], pieces);
		for (size_t k = 0; k < COUNT(pieces); k++)
			budget_add(run->state, &pieces[k], 1);
	}
}

const struct feed spending_feed = {
	.word = STR("realisasi"),
	.title = STR("Realisasi belanja per akun"),
	.columns = columns,
	.column_count = COLUMNS,
	.sums = { STR("jumlah") },
	.row_size = sizeof(struct spending_row),
	.begin = budget_begin,
	.end = budget_end,
	.read = take_line,
	.sum = sum_line,
	.store = spending_store,
	.count = count_lines,
	.close = budget_close,
	.discard = spending_discard,
	.settle = spending_settle,
};
