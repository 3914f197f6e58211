/* Realisasi: sums of the actor's whole scope in one budget year. */
#include "monitoring/web.h"

static str whose(struct work *w)
{
	const struct actor *a = w->actor;

	switch (actor_grant(a, CAN_LIST_PAYMENTS).scope) {
	case SCOPE_SATKER:
		return arena_fmt(w->arena, "Satker %.*s", P(a->unit));
	case SCOPE_KPPN:
		return S("Satker mitra KPPN Anda");
	case SCOPE_KANWIL:
		return S("KPPN di wilayah Anda");
	case SCOPE_MINISTRY:
		return S("Satker di bawah unit Anda");
	default:
		return S("Seluruh Indonesia");
	}
}

static void add(struct figure_row *sum, const struct payment_figure *f)
{
	sum->n += f->n;
	sum->gross += f->gross;
	sum->deductions += f->deductions;
}

static enum stage stage_named(str word)
{
	for (int s = STAGE_REQUESTED; s < STAGES; s++)
		if (str_eq(stage_words[s], word))
			return (enum stage)s;
	return STAGE_NONE;
}

static void add_stage(struct work *w, struct figures_view *v,
		      const struct payment_figure *f)
{
	enum stage stage = stage_named(f->value);
	struct figure_row *row = NULL;

	for (size_t i = 0; i < v->stages.count; i++)
		if (str_eq(v->stages.items[i].code, f->value))
			row = &v->stages.items[i];
	if (!row) {
		row = PUSH(w->arena, &v->stages);
		row->code = f->value;
		row->label = stage_labels[stage];
		row->path = arena_fmt(w->arena, "/sp2d?ta=%lld&tahap=%.*s",
				      (long long)v->year, P(f->value));
	}
	add(row, f);
	if (stage_is_issued(stage))
		add(&v->issued, f);
	else if (story_turn(stage))
		add(&v->waiting, f);
	if (stage == STAGE_RETURNED)
		add(&v->returned, f);
}

static void add_kind(struct work *w, struct figures_view *v,
		     const struct payment_figure *f, const struct payment_kinds *kinds)
{
	struct figure_row *row = NULL;

	for (size_t i = 0; i < v->kinds.count; i++)
		if (str_eq(v->kinds.items[i].code, f->value))
			row = &v->kinds.items[i];
	if (!row) {
		row = PUSH(w->arena, &v->kinds);
		row->code = f->value;
		row->path = arena_fmt(w->arena, "/sp2d?ta=%lld&jenis=%.*s",
				      (long long)v->year, P(f->value));
		for (size_t i = 0; i < kinds->count; i++)
			if (str_eq(kinds->items[i].code, f->value))
				row->label = kinds->items[i].label;
	}
	add(row, f);
}

static void add_month(struct figures_view *v, const struct payment_figure *f)
{
	int64_t month = 0;

	if (!str_int(f->value, &month) || month < 1 || month > 12)
		return;
	v->months.items[month - 1].n += f->n;
	v->months.items[month - 1].gross += f->gross;
}

/* Up to the month of the data; of an earlier year all twelve. */
static size_t months_known(const struct figures_view *v)
{
	struct date d = date_at(v->data.stamp.as_of, WIB);

	return v->year < d.year ? 12 : v->year > d.year ? 0 : (size_t)d.month;
}

static void set_months(struct work *w, struct figures_view *v)
{
	size_t known = months_known(v);
	int64_t sum = 0, sums[12];

	for (size_t i = 0; i < 12; i++) {
		sum += v->months.items[i].gross;
		v->months.items[i].sum = sums[i] = sum;
	}
	chart_draw(w->arena, sums, known, false, &v->large);
	chart_draw(w->arena, sums, known, true, &v->small);
	v->months.count = known;
	if (known)
		v->chart_text = arena_fmt(
			w->arena, "Sampai %.*s %lld SP2D yang terbit berjumlah %.*s.",
			P(month_names[known]), (long long)v->year,
			P(rupiah(w->arena, sums[known - 1])));
}

/* More than a few kinds are a table, not bars: the largest stay. */
static void set_shares(struct figures_view *v)
{
	int64_t whole = v->issued.gross;

	for (size_t i = 0; i < v->kinds.count; i++) {
		struct figure_row *k = &v->kinds.items[i];

		k->share = whole > 0 && k->gross > 0 ? k->gross / (whole / 1000 + 1) : 0;
	}
	for (size_t i = 1; i < v->kinds.count; i++)
		for (size_t j = i;
		     j > 0 && v->kinds.items[j - 1].gross < v->kinds.items[j].gross;
		     j--) {
			struct figure_row other = v->kinds.items[j];

			v->kinds.items[j] = v->kinds.items[j - 1];
			v->kinds.items[j - 1] = other;
		}
}

static err set_figures(struct work *w, struct figures_view *v)
{
	struct payment_figures all;
	struct payment_kinds kinds;
	struct payment_pace pace;

	TRY(payment_figures(w, &v->data.stamp, v->year, &all));
	TRY(payment_kinds(w, &kinds));
	for (int m = 1; m <= 12; m++)
		PUSH(w->arena, &v->months)->name = month_names[m];
	for (size_t i = 0; i < all.count; i++) {
		const struct payment_figure *f = &all.items[i];

		if (f->what == FIGURE_STAGE)
			add_stage(w, v, f);
		else if (f->what == FIGURE_MONTH)
			add_month(v, f);
		else if (f->what == FIGURE_KIND)
			add_kind(w, v, f, &kinds);
	}
	pace = payment_pace(&all);
	v->pace = pace_text(w->arena, &pace, S("KPPN"));
	set_months(w, v);
	set_shares(v);
	return OK;
}

static err get_figures(struct work *w, const struct request *rq, struct reply *rp)
{
	struct figures_view v = {
		.lead = whose(w),
		.ta = { .id = S("ta"), .label = S("Tahun anggaran") },
		.year = date_at(w->now, WIB).year,
	};
	int64_t asked;

	if (str_int(query_str(rq, "ta"), &asked) && asked <= v.year &&
	    asked > v.year - YEARS_SHOWN)
		v.year = asked;
	year_options(w, v.year, &v.ta);
	TRY(stamp_read(w, &v.data));
	TRY(set_figures(w, &v));
	page_figures(reply_page(rp, 200,
				(struct page){ .title = S("Realisasi"),
					       .active = S("/pemantauan") }),
		     &v);
	return OK;
}

const struct route figure_routes[] = {
	{ GET, "/pemantauan", CAN_LIST_PAYMENTS, get_figures },
	{ 0 },
};
