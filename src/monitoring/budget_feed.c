/*
 * Rows of a DIPA with the plan of each month: the detail of "Anggaran" as MyIntress
 * exports it for one satker, and our own CSV for many. A file brings all rows of each
 * satker and year that it names.
 */
#include "monitoring/budget_internal.h"
#include "monitoring/reader.h"

enum column {
	C_SATKER,
	C_TA,
	C_PROGRAM,
	C_ACTIVITY,
	C_OUTPUT,
	C_SUBOUTPUT,
	C_COMPONENT,
	C_SUBCOMPONENT,
	C_FUND,
	C_ACCOUNT,
	C_ITEM,
	C_CEILING,
	C_BLOCKED,
	C_PLAN,
	COLUMNS = C_PLAN + MONTHS
};

#define PLAN(n) [C_PLAN + (n)-1] = { STR("rpd_" #n), { STR("POK_NILAI_" #n) }, false }

static const struct feed_column columns[COLUMNS] = {
	[C_SATKER] = { STR("satker"), { STR("KODE_SATKER") }, false },
	[C_TA] = { STR("ta"), { STR("TAHUN_ANGGARAN") }, false },
	[C_PROGRAM] = { STR("program"), { STR("KODE_PROGRAM") }, false },
	[C_ACTIVITY] = { STR("kegiatan"), { STR("KODE_KEGIATAN") }, false },
	[C_OUTPUT] = { STR("output"), { STR("KODE_OUTPUT") }, false },
	[C_SUBOUTPUT] = { STR("suboutput"), { STR("KODE_SUBOUTPUT") }, false },
	[C_COMPONENT] = { STR("komponen"), { STR("KODE_KOMPONEN") }, false },
	[C_SUBCOMPONENT] = { STR("subkomponen"), { STR("KODE_SUBKOMPONEN") }, false },
	[C_FUND] = { STR("dana"), { STR("SUMBER_DANA") }, false },
	[C_ACCOUNT] = { STR("akun"), { STR("KODE_AKUN") }, true },
	[C_ITEM] = { STR("uraian"), { STR("URAIAN_ITEM") }, false },
	[C_CEILING] = { STR("pagu"), { STR("TOTAL") }, true },
	[C_BLOCKED] = { STR("blokir"), { STR("NILAI_BLOKIR") }, false },
	PLAN(1),
	PLAN(2),
	PLAN(3),
	PLAN(4),
	PLAN(5),
	PLAN(6),
	PLAN(7),
	PLAN(8),
	PLAN(9),
	PLAN(10),
	PLAN(11),
	PLAN(12),
};

enum { ITEM_MOST = 500, CODE_MOST = 12 };

struct reading {
	struct reader in;
	struct budget_row *row;
	struct feed_run *run;
};

static void read_year(struct reading *r)
{
	if (!reader_plain(&r->in, C_TA).n)
		r->row->ta = r->run->ta;
	else if (!cell_number(r->in.c->cells[C_TA], &r->row->ta))
		reader_refuse(&r->in, C_TA, S("bukan tahun anggaran"));
	if (r->row->ta < YEAR_FIRST || r->row->ta > YEAR_LAST)
		reader_refuse(&r->in, C_TA,
			      S("bukan tahun anggaran; sebutkan ta=2026 bila berkas "
				"tidak memuatnya"));
}

static void read_place(struct reading *r)
{
	struct budget_row *p = r->row;
	struct places *places = ((struct budget_run *)r->run->state)->places;

	p->satker = r->run->satker;
	if (reader_plain(&r->in, C_SATKER).n || !p->satker.n)
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

static void read_account(struct reading *r)
{
	reader_code(&r->in, C_ACCOUNT, 6, &r->row->account);
	if (!r->in.why.n && budget_kind_of(r->row->account) == BUDGET_KINDS)
		reader_refuse(&r->in, C_ACCOUNT, S("bukan akun belanja"));
}

static void read_amounts(struct reading *r)
{
	struct budget_row *p = r->row;

	if (!reader_plain(&r->in, C_CEILING).n)
		reader_refuse(&r->in, C_CEILING, S("kosong"));
	reader_rupiah(&r->in, C_CEILING, &p->ceiling);
	reader_rupiah(&r->in, C_BLOCKED, &p->blocked);
	if (p->ceiling < 0)
		reader_refuse(&r->in, C_CEILING, S("kurang dari nol"));
	if (p->blocked < 0 || p->blocked > p->ceiling)
		reader_refuse(&r->in, C_BLOCKED, S("kurang dari nol atau melebihi pagu"));
	for (size_t m = 0; m < MONTHS; m++) {
		reader_rupiah(&r->in, C_PLAN + m, &p->plan[m]);
		if (p->plan[m] < 0)
			reader_refuse(&r->in, C_PLAN + m, S("kurang dari nol"));
	}
}

static void read_texts(struct reading *r)
{
	struct buf coa = buf_new(r->in.c->arena);

	for (size_t at = C_PROGRAM; at <= C_SUBCOMPONENT; at++)
		buf_fmt(&coa, "%s%.*s", at > C_PROGRAM ? "." : "",
			P(str_left(reader_plain(&r->in, at), CODE_MOST)));
	r->row->coa = buf_str(&coa);
	r->row->fund = reader_kept(&r->in, reader_plain(&r->in, C_FUND), CODE_MOST);
	r->row->item = reader_kept(&r->in, reader_plain(&r->in, C_ITEM), ITEM_MOST);
}

static str take_line(struct feed_run *run, struct feed_cells *c, void *row)
{
	struct reading r = { .in = { .c = c }, .row = row, .run = run };

	read_year(&r);
	if (!r.in.why.n)
		read_place(&r);
	read_account(&r);
	read_amounts(&r);
	if (!r.in.why.n)
		read_texts(&r);
	return r.in.why;
}

static void sum_line(const void *row, int64_t ret[FEED_SUMS])
{
	const struct budget_row *p = row;

	ret[0] = p->ceiling;
	ret[1] = p->blocked;
	for (size_t m = 0; m < MONTHS; m++)
		ret[2] += p->plan[m];
}

/* ---- its part in the sums ---- */

static void add_line(struct budget_run *run, const struct budget_row *p)
{
	int64_t account = 0;
	struct budget_piece piece = { .place = p->place,
				      .ta = (int)p->ta,
				      .what = CEILING_ALL,
				      .n = 1,
				      .amount = p->ceiling,
				      .blocked = p->blocked };

	str_int(p->account, &account);
	budget_add(run, &piece, 1);
	piece.what = CEILING_KIND;
	piece.value = (int)(account / 10000);
	budget_add(run, &piece, 1);
	piece.what = CEILING_ACCOUNT;
	piece.value = (int)account;
	budget_add(run, &piece, 1);
	piece.what = CEILING_PLAN;
	piece.blocked = 0;
	for (size_t m = 0; m < MONTHS; m++) {
		piece.value = (int)(account / 10000 * 100) + (int)m + 1;
		piece.amount = p->plan[m];
		if (piece.amount)
			budget_add(run, &piece, 1);
	}
}

static void count_lines(struct feed_run *run, const struct feed_part *part)
{
	const struct budget_row *rows = part->rows;

	for (size_t i = 0; i < part->count; i++) {
		for (size_t k = 0; k < rows[i].replaced.count; k++)
			budget_add(run->state, &rows[i].replaced.items[k], -1);
		add_line(run->state, &rows[i]);
	}
}

const struct feed budget_feed = {
	.word = STR("pagu"),
	.title = STR("Pagu DIPA dan rencana penarikan dana"),
	.columns = columns,
	.column_count = COLUMNS,
	.sums = { STR("pagu"), STR("blokir"), STR("rencana") },
	.row_size = sizeof(struct budget_row),
	.of_satker = true,
	.begin = budget_begin,
	.end = budget_end,
	.read = take_line,
	.sum = sum_line,
	.store = budget_store,
	.count = count_lines,
	.close = budget_close,
	.discard = budget_discard,
	.settle = budget_settle,
};
