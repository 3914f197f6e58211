/* The list as a file: exactly the filter of the page, with what it was and how old. */
#include "audit/audit.h"
#include "monitoring/web.h"

enum { STRETCH = 200 };

static const struct sheet_column columns[] = {
	{ STR("Nomor SPM"), SHEET_TEXT, 20, NULL },
	{ STR("Tahun Anggaran"), SHEET_WHOLE, 10, NULL },
	{ STR("Kode Satker"), SHEET_TEXT, 10, NULL },
	{ STR("Nama Satker"), SHEET_TEXT, 40, NULL },
	{ STR("KPPN"), SHEET_TEXT, 8, NULL },
	{ STR("Jenis SPM"), SHEET_TEXT, 30, NULL },
	{ STR("Status"), SHEET_TEXT, 16, NULL },
	{ STR("Status SPM"), SHEET_TEXT, 16, NULL },
	{ STR("Status SP2D"), SHEET_TEXT, 24, NULL },
	{ STR("Tanggal SPP"), SHEET_DATE, 12, NULL },
	{ STR("Tanggal SPM"), SHEET_DATE, 12, NULL },
	{ STR("Tanggal SP2D"), SHEET_DATE, 12, NULL },
	{ STR("Nomor SP2D"), SHEET_TEXT, 18, NULL },
	{ STR("Jumlah Pengeluaran"), SHEET_RUPIAH, 20, NULL },
	{ STR("Jumlah Potongan"), SHEET_RUPIAH, 20, NULL },
	{ STR("Jumlah Pembayaran"), SHEET_RUPIAH, 20, NULL },
	{ STR("Uraian"), SHEET_TEXT, 60, NULL },
};

static void put_day(struct sheet_writer *out, int64_t day)
{
	if (day)
		sheet_put_date(out, date_from_days(day));
	else
		sheet_put_nothing(out);
}

static void put_payment(struct sheet_writer *out, struct arena *a,
			const struct payment *p)
{
	sheet_put_text(out, p->number);
	sheet_put_int(out, p->ta);
	sheet_put_text(out, p->satker);
	sheet_put_text(out, p->satker_name);
	sheet_put_text(out, p->kppn);
	sheet_put_text(out, arena_fmt(a, "%.*s - %.*s", P(p->kind), P(p->kind_label)));
	sheet_put_text(out, stage_labels[p->stage]);
	sheet_put_text(out, p->spm_status);
	sheet_put_text(out, p->sp2d_status);
	put_day(out, p->spp_day);
	put_day(out, p->spm_day);
	put_day(out, p->sp2d_day);
	sheet_put_text(out, p->sp2d);
	sheet_put_int(out, p->gross);
	sheet_put_int(out, p->deductions);
	sheet_put_int(out, p->gross - p->deductions);
	sheet_put_text(out, p->about);
}

static err put_all(struct work *w, struct payment_query *q, const struct stamp *s,
		   struct sheet_writer *out)
{
	enum payment_refusal why;
	struct payments part;

	q->limit = STRETCH;
	do {
		TRY(payment_list(w, q, s, &part, &why));
		for (size_t i = 0; i < part.count; i++)
			put_payment(out, w->arena, &part.items[i]);
		if (part.count)
			q->after = part.items[part.count - 1].position;
		/* A search by number has no second page. */
	} while (part.count == STRETCH);
	return OK;
}

static err record_export(struct work *w, str filter, int64_t rows)
{
	struct audit_change list[] = {
		{ S("rows"), S(""), arena_fmt(w->arena, "%lld", (long long)rows) },
	};

	return audit_record(w, &(struct audit_act){ .event = S("payments.exported"),
						    .subject_kind = S("payments"),
						    .subject = filter,
						    .changes = list,
						    .change_count = COUNT(list) });
}

/* What goes into the file. */
struct content {
	struct payment_query q;
	struct stamp stamp;
	str filter; /* as an address */
};

static err write_file(struct work *w, struct content *f, enum sheet_kind kind,
		      struct buf *b)
{
	const struct stamp *s = &f->stamp;
	struct sheet_note notes[] = {
		{ S("Format"), S("myintress-sp2d-1") },
		{ S("Data per"), text_instant(w->arena, s->as_of, WIB) },
		{ S("Batch"), arena_fmt(w->arena, "%lld", (long long)s->seq) },
		{ S("Saringan"), f->filter },
	};
	struct sheet_table table = { .name = S("SPM dan SP2D"),
				     .columns = columns,
				     .column_count = COUNT(columns),
				     .notes = notes,
				     .note_count = COUNT(notes),
				     .made_at = w->now,
				     .zone = WIB,
				     .bom = true };
	struct sheet_writer *out =
		sheet_write(kind, &table, sheet_into_buf(b, w->settings->data_dir));
	err e = put_all(w, &f->q, s, out), end = sheet_finish(out);

	return e ? e : end;
}

/* A file that would be cut short is none: the page said so and has no link to it. */
static bool too_many(const struct payment_totals *t)
{
	return t->more || t->n > PAYMENTS_EXPORTED;
}

err payments_file(struct work *w, const struct request *rq, struct reply *rp,
		  enum sheet_kind kind)
{
	static const struct refusal many = {
		422, STR("too_many_rows"),
		STR("Lebih dari 10.000 baris. Persempit saringan, lalu unduh lagi.")
	};
	struct asked asked = asked_of(rq);
	struct content f = { .filter = asked_path(w->arena, S("/sp2d"), &asked) };
	struct complaints wrong = { 0 };
	struct payment_totals totals;
	struct buf b = buf_new(reply_arena(rp));

	if (!asked_read(w, &asked, &f.q, &wrong))
		return reply_redirect(rp, f.filter);
	TRY(ingest_stamp(w, payment_feed.word, &f.stamp));
	TRY(payment_totals(w, &f.q, &f.stamp, &totals));
	if (too_many(&totals))
		return reply_refusal(rp, &many);
	TRY(write_file(w, &f, kind, &b));
	TRY(record_export(w, f.filter, totals.n));
	return reply_sheet(rp, kind, S("spm-sp2d"), buf_str(&b));
}
