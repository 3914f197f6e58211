/* SPM dan SP2D: the list, its filters and the files of exactly that filter. */
#include "monitoring/web.h"

enum { PAGE = 50 };

const struct refusal payment_refusals[PAYMENT_REFUSALS] = {
	[PAYMENT_OUTSIDE] = { 404, STR("not_found"), STR("KPPN itu tidak ditemukan.") },
	[PAYMENT_WORDS_WIDE] = { 422, STR("too_wide"),
				 STR("Kata dan nomor urut dicari dalam satu satker atau "
				     "satu KPPN. Isi kode satker, atau tulis nomor "
				     "lengkap.") },
};

bool sees_many(const struct actor *a)
{
	return actor_grant(a, CAN_LIST_PAYMENTS).scope > SCOPE_SATKER;
}

static bool chooses_kppn(const struct actor *a)
{
	enum scope s = actor_grant(a, CAN_LIST_PAYMENTS).scope;

	return s == SCOPE_NATION || s == SCOPE_KANWIL;
}

/* ---- the filters ---- */

static struct ui_field code_field(str id, str label, str value, int digits)
{
	return (struct ui_field){ .id = id,
				  .label = label,
				  .value = value,
				  .inputmode = S("numeric"),
				  .autocomplete = S("off"),
				  .maxlength = digits,
				  .class = S("angka") };
}

static struct ui_field day_field(str id, str label, str value)
{
	return (struct ui_field){ .id = id,
				  .label = label,
				  .value = value,
				  .inputmode = S("numeric"),
				  .autocomplete = S("off"),
				  .placeholder = S("hh/bb/tttt"),
				  .maxlength = 20,
				  .class = S("angka") };
}

static err set_choices(struct work *w, const struct asked *q, struct payments_view *v)
{
	struct arena *a = w->arena;
	struct payment_kinds kinds;
	int64_t ta = 0;

	str_int(q->ta, &ta);
	v->ta = filter_of(a, S("ta"), S("Tahun anggaran"), S("Semua tahun"));
	year_options(w, ta, &v->ta);
	v->kind = filter_of(a, S("jenis"), S("Jenis SPM"), S("Semua jenis"));
	TRY(payment_kinds(w, &kinds));
	for (size_t i = 0; i < kinds.count; i++)
		select_option(a, &v->kind, kinds.items[i].code,
			      arena_fmt(a, "%.*s %.*s", P(kinds.items[i].code),
					P(kinds.items[i].label)),
			      q->kind);
	v->stage = filter_of(a, S("tahap"), S("Status"), S("Semua status"));
	for (int s = STAGE_REQUESTED; s < STAGES; s++)
		select_option(a, &v->stage, stage_words[s], stage_labels[s], q->stage);
	v->order = (struct ui_select){ .id = S("urut"), .label = S("Urutkan") };
	select_option(a, &v->order, S(""), S("Terbaru"), q->order);
	select_option(a, &v->order, S("terlama"), S("Terlama"), q->order);
	return OK;
}

static str wrong_about(const struct complaints *all, str field)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].field, field))
			return all->items[i].message;
	return S("");
}

static err set_filters(struct work *w, const struct asked *q, struct payments_view *v)
{
	v->satker = code_field(S("satker"), S("Kode satker"), q->satker, 6);
	v->kppn = code_field(S("kppn"), S("Kode KPPN"), q->kppn, 3);
	v->from = day_field(S("dari"), S("Dari tanggal"), q->from);
	v->until = day_field(S("sampai"), S("Sampai tanggal"), q->until);
	v->satker.error = wrong_about(&v->errors, S("satker"));
	v->kppn.error = wrong_about(&v->errors, S("kppn"));
	v->from.error = wrong_about(&v->errors, S("dari"));
	v->until.error = wrong_about(&v->errors, S("sampai"));
	v->q_error = wrong_about(&v->errors, S("cari"));
	return set_choices(w, q, v);
}

static void add_chip(struct work *w, const struct asked *q, str *part, str what,
		     struct chips *ret)
{
	str value = *part;

	if (value.n == 0)
		return;
	*part = S("");
	*PUSH(w->arena, ret) = (struct chip){
		.label = arena_fmt(w->arena, "%.*s: %.*s", P(what), P(value)),
		.path = asked_path(w->arena, S("/sp2d"), q),
	};
	*part = value;
}

static str label_of(const struct ui_select *s)
{
	for (size_t i = 0; i < s->options.count; i++)
		if (s->options.items[i].chosen)
			return s->options.items[i].label;
	return S("");
}

static void set_chips(struct work *w, const struct asked *asked, struct payments_view *v)
{
	struct asked q = *asked;
	size_t first;

	add_chip(w, &q, &q.q, S("Cari"), &v->chips);
	add_chip(w, &q, &q.satker, S("Satker"), &v->chips);
	add_chip(w, &q, &q.kppn, S("KPPN"), &v->chips);
	add_chip(w, &q, &q.ta, S("Tahun"), &v->chips);
	first = v->chips.count;
	add_chip(w, &q, &q.kind, S("Jenis"), &v->chips);
	if (v->chips.count > first)
		v->chips.items[first].label = label_of(&v->kind);
	first = v->chips.count;
	add_chip(w, &q, &q.stage, S("Status"), &v->chips);
	if (v->chips.count > first)
		v->chips.items[first].label = label_of(&v->stage);
	add_chip(w, &q, &q.from, S("Dari"), &v->chips);
	add_chip(w, &q, &q.until, S("Sampai"), &v->chips);
}

/* ---- the rows ---- */

static struct ui_pager pager_of(struct work *w, const struct request *rq,
				const struct asked *q, const struct list_place *at,
				struct payments *list)
{
	bool more = LIST_CUT(list, PAGE, *at);
	struct list_page page = {
		.path = asked_path(w->arena, S("/sp2d"), q),
		.noun = S("pembayaran"),
		.count = list->count,
		.more = more,
	};

	if (list->count) {
		page.first = list->items[0].position;
		page.last = list->items[list->count - 1].position;
	}
	return list_pager(w, rq, at, &page);
}

static struct ui_empty empty_of(const struct payments_view *v)
{
	if (!v->data.stamp.seq)
		return (struct ui_empty){
			.icon = S("file-invoice"),
			.title = S("Belum ada data SPAN"),
			.text = S("Daftar terisi begitu data pertama dimuat."),
		};
	if (v->chips.count || v->errors.count)
		return (struct ui_empty){
			.icon = S("file-invoice"),
			.title = S("Tidak ada pembayaran yang cocok"),
			.text = S("Ubah atau hapus saringan."),
			.action = S("Hapus semua saringan"),
			.path = S("/sp2d"),
			.filtered = true,
		};
	return (struct ui_empty){
		.icon = S("file-invoice"),
		.title = S("Belum ada SPM"),
		.text = S("SPM tampil di sini pada hari setelah SAKTI mengirimnya."),
	};
}

static err read_rows(struct work *w, struct payment_query *query, struct payments_view *v,
		     struct payments *ret)
{
	enum payment_refusal why;

	TRY(payment_list(w, query, &v->data.stamp, ret, &why));
	if (why == PAYMENT_WORDS_WIDE)
		*PUSH(w->arena, &v->errors) =
			(struct complaint){ S("cari"), payment_refusals[why].code,
					    payment_refusals[why].text };
	return why ? OK : payment_totals(w, query, &v->data.stamp, &v->totals);
}

static void set_downloads(struct work *w, const struct asked *q, struct payments_view *v)
{
	if (!v->totals.n || v->totals.more || v->totals.n > PAYMENTS_EXPORTED ||
	    !actor_can(w->actor, CAN_EXPORT_PAYMENTS))
		return;
	v->csv_path = asked_path(w->arena, S("/sp2d/unduh.csv"), q);
	v->xlsx_path = asked_path(w->arena, S("/sp2d/unduh.xlsx"), q);
}

static err fill(struct work *w, const struct request *rq, const struct asked *q,
		struct payments_view *v)
{
	struct list_place at = list_place_of(w, rq);
	struct payment_query query;

	if (asked_read(w, q, &query, &v->errors)) {
		query.after = at.position;
		query.backwards = at.backwards;
		query.limit = PAGE + 1;
		TRY(read_rows(w, &query, v, &v->rows));
		v->pager = pager_of(w, rq, q, &at, &v->rows);
	}
	TRY(set_filters(w, q, v));
	set_chips(w, q, v);
	set_downloads(w, q, v);
	v->empty = empty_of(v);
	for (size_t i = 0; i < v->rows.count; i++)
		v->page_net += v->rows.items[i].gross - v->rows.items[i].deductions;
	return OK;
}

static err get_list(struct work *w, const struct request *rq, struct reply *rp)
{
	struct asked q = asked_of(rq);
	struct payments_view v = {
		.wide = sees_many(w->actor),
		.by_kppn = chooses_kppn(w->actor),
		.q = q.q,
	};

	TRY(stamp_read(w, &v.data));
	TRY(fill(w, rq, &q, &v));
	page_payments(reply_page(rp, v.errors.count ? 422 : 200,
				 (struct page){ .title = S("SPM dan SP2D"),
						.active = S("/sp2d"),
						.has_errors = v.errors.count > 0 }),
		      &v);
	return OK;
}

/* ---- files ---- */

static err get_csv(struct work *w, const struct request *rq, struct reply *rp)
{
	return payments_file(w, rq, rp, SHEET_CSV);
}

static err get_xlsx(struct work *w, const struct request *rq, struct reply *rp)
{
	return payments_file(w, rq, rp, SHEET_XLSX);
}

const struct route payment_list_routes[] = {
	{ GET, "/sp2d", CAN_LIST_PAYMENTS, get_list },
	{ GET, "/sp2d/unduh.csv", CAN_EXPORT_PAYMENTS, get_csv, ROUTE_WRITES },
	{ GET, "/sp2d/unduh.xlsx", CAN_EXPORT_PAYMENTS, get_xlsx, ROUTE_WRITES },
	{ 0 },
};
