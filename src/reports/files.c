/* The cases of a report as files: exactly its filter, each with its own figures. */
#include "reports/web.h"

#include "audit/audit.h"
#include "helpdesk/helpdesk.h"

/* A file that is being written, case by case. */
struct filing {
	struct work *w;
	struct sheet_writer *out;
	const struct calendar *calendar;
	bool masked; /* without names of askers */
	int64_t rows;
};

/* ---- each case with its figures ---- */

static const struct sheet_column columns[] = {
	{ STR("Nomor"), SHEET_TEXT, 22, NULL },
	{ STR("Kode KPPN"), SHEET_TEXT, 8, NULL },
	{ STR("KPPN"), SHEET_TEXT, 24, NULL },
	{ STR("Kode Satker"), SHEET_TEXT, 10, NULL },
	{ STR("Nama Satker"), SHEET_TEXT, 40, NULL },
	{ STR("Kategori"), SHEET_TEXT, 24, NULL },
	{ STR("Status"), SHEET_TEXT, 24, NULL },
	{ STR("Petugas"), SHEET_TEXT, 24, NULL },
	{ STR("Masuk"), SHEET_INSTANT, 20, NULL },
	{ STR("Respons Pertama"), SHEET_INSTANT, 20, NULL },
	{ STR("Selesai"), SHEET_INSTANT, 20, NULL },
	{ STR("Detik Kerja sampai Respons"), SHEET_WHOLE, 14, NULL },
	{ STR("Detik Kerja Kantor"), SHEET_WHOLE, 14, NULL },
	{ STR("Putaran"), SHEET_WHOLE, 9, NULL },
	{ STR("Dinilai Sekali Benar"), SHEET_TEXT, 12, NULL },
};

static void put_at(struct sheet_writer *out, int64_t at)
{
	if (at)
		sheet_put_instant(out, at);
	else
		sheet_put_nothing(out);
}

static void put_seconds(struct sheet_writer *out, int64_t seconds)
{
	if (seconds >= 0)
		sheet_put_int(out, seconds);
	else
		sheet_put_nothing(out);
}

static err put_case(struct arena *scratch, const struct report_case *k, void *arg)
{
	struct filing *f = arg;
	struct case_times t = case_times(f->calendar, k, f->w->now);

	(void)scratch;
	sheet_put_text(f->out, k->number);
	sheet_put_text(f->out, k->kppn);
	sheet_put_text(f->out, k->kppn_name);
	sheet_put_text(f->out, k->satker);
	sheet_put_text(f->out, k->satker_name);
	sheet_put_text(f->out, k->category_name);
	sheet_put_text(f->out, k->state);
	sheet_put_text(f->out, k->officer);
	put_at(f->out, k->opened_at);
	put_at(f->out, k->answered_at);
	put_at(f->out, k->closed_at);
	put_seconds(f->out, t.first);
	put_seconds(f->out, t.worked);
	sheet_put_int(f->out, k->rounds);
	sheet_put_text(f->out, !k->judged ? S("") : k->right ? S("ya") : S("tidak"));
	f->rows++;
	return OK;
}

/* ---- as HAI CSO gives them (domain report 2.1) ---- */

static const struct sheet_column hai_columns[] = {
	{ STR("NO"), SHEET_WHOLE, 6, NULL },
	{ STR("PENGGUNA"), SHEET_TEXT, 40, NULL },
	{ STR("TANGGAL"), SHEET_TEXT, 20, NULL },
	{ STR("TIKET"), SHEET_TEXT, 60, NULL },
	{ STR("STATUS"), SHEET_TEXT, 32, NULL },
	{ STR("CSO"), SHEET_TEXT, 24, NULL },
	{ STR("DETAIL"), SHEET_TEXT, 22, NULL },
};

/* Its own words where they are other than those of the pages. */
static str hai_state(str state)
{
	return str_eq(state, ticket_state_words[TICKET_AT_SATKER])
		       ? S("Menunggu Konfirmasi/Respons Satker")
		       : state;
}

static str hai_time(struct arena *a, int64_t at, enum zone z)
{
	int64_t s = second_of_day(at, z);

	return arena_fmt(a, "%.*s %02d:%02d:%02d", P(date_iso(a, date_at(at, z))),
			 (int)(s / HOUR), (int)(s / MINUTE % 60), (int)(s % 60));
}

static str hai_asker(struct arena *a, const struct report_case *k, bool masked)
{
	str satker =
		k->satker.n ? arena_fmt(a, "%.*s (%.*s)", P(k->satker_name), P(k->satker))
			    : S("-");

	return masked ? arena_fmt(a, "-\n-\n%.*s", P(satker))
		      : arena_fmt(a, "%.*s\n%.*s\n%.*s", P(k->asker_name),
				  P(k->asker_email), P(satker));
}

static err put_hai(struct arena *scratch, const struct report_case *k, void *arg)
{
	struct filing *f = arg;

	sheet_put_int(f->out, ++f->rows);
	sheet_put_text(f->out, hai_asker(scratch, k, f->masked));
	sheet_put_text(f->out, hai_time(scratch, k->opened_at, k->zone));
	sheet_put_text(f->out, arena_fmt(scratch, "No. Ref: %.*s\n%.*s", P(k->number),
					 P(k->subject)));
	sheet_put_text(f->out, hai_state(k->state));
	sheet_put_text(f->out, k->officer);
	sheet_put_text(f->out,
		       k->rated ? S("Sudah ada feedback") : S("Belum ada feedback"));
	return OK;
}

/* ---- writing ---- */

struct file_layout {
	str file; /* as the address ends */
	str name; /* of the file that is given */
	enum sheet_kind kind;
	bool hai;
};

static const struct file_layout layouts[] = {
	{ STR("kasus.csv"), STR("laporan"), SHEET_CSV, false },
	{ STR("kasus.xlsx"), STR("laporan"), SHEET_XLSX, false },
	{ STR("hai-cso.xlsx"), STR("hai-cso"), SHEET_XLSX, true },
};

struct paper {
	const struct file_layout *layout;
	struct cases_asked asked;
	str office, filter;
};

static str day_dashed(struct arena *a, struct date d)
{
	return arena_fmt(a, "%02d-%02d-%04d", d.day, d.month, d.year);
}

static struct sheet_table table_of(struct work *w, const struct paper *p)
{
	struct arena *a = w->arena;
	const struct report_query *q = p->asked.query;
	struct date today = date_at(w->now, WIB);
	int64_t s = second_of_day(w->now, WIB);
	struct sheet_note *notes = NEW_ARRAY(a, struct sheet_note, 3);
	str *lead = NEW_ARRAY(a, str, 5);

	notes[0] = (struct sheet_note){ S("Format"), S("myintress-laporan-1") };
	notes[1] = (struct sheet_note){ S("Kantor"), p->office };
	notes[2] = (struct sheet_note){ S("Saringan"), p->filter };
	lead[0] = S("HAI CSO");
	lead[1] = arena_fmt(a, "Waktu unduh %.*s %02d:%02d:%02d", P(day_dashed(a, today)),
			    (int)(s / HOUR), (int)(s / MINUTE % 60), (int)(s % 60));
	lead[2] = arena_fmt(a, "Tanggal Tiket %.*s s.d %.*s", P(day_dashed(a, q->from)),
			    P(day_dashed(a, q->until)));
	lead[3] = p->office;
	return (struct sheet_table){
		.name = p->layout->hai ? S("Data") : S("Laporan"),
		.columns = p->layout->hai ? hai_columns : columns,
		.column_count = p->layout->hai ? COUNT(hai_columns) : COUNT(columns),
		.notes = notes,
		.note_count = p->layout->hai ? 0 : 3,
		.lead = lead,
		.lead_count = p->layout->hai ? 5 : 0,
		.made_at = w->now,
		.zone = WIB,
		.bom = true,
	};
}

static err write_file(struct work *w, const struct paper *p, struct buf *b,
		      int64_t *ret_rows)
{
	struct sheet_table table = table_of(w, p);
	unsigned modifiers = actor_grant(w->actor, CAN_READ_TICKET).modifiers;
	struct filing f = { .w = w, .masked = modifiers & GRANT_MASKED };
	struct calendar c;
	err e, end;

	TRY(cases_calendar(w, p->asked.query, &c));
	f.calendar = &c;
	f.out = sheet_write(p->layout->kind, &table,
			    sheet_into_buf(b, w->settings->data_dir));
	e = cases_each(w, &p->asked, p->layout->hai ? put_hai : put_case, &f);
	end = sheet_finish(f.out);
	*ret_rows = f.rows;
	return e ? e : end;
}

static err record(struct work *w, str file, str filter, int64_t rows)
{
	struct audit_change list[] = {
		{ S("rows"), S(""), arena_fmt(w->arena, "%lld", (long long)rows) },
		{ S("file"), S(""), file },
	};

	return audit_record(w, &(struct audit_act){ .event = S("report.exported"),
						    .subject_kind = S("report"),
						    .subject = filter,
						    .changes = list,
						    .change_count = COUNT(list) });
}

static const struct file_layout *layout_named(str file, enum report_topic topic)
{
	for (size_t i = 0; i < COUNT(layouts); i++)
		if (str_eq(layouts[i].file, file) &&
		    (!layouts[i].hai || topic == REPORT_TICKETS))
			return &layouts[i];
	return NULL;
}

static const struct refusal no_file = {
	404, STR("not_found"),
	STR("Format itu tidak ada. Pilih format di halaman laporan.")
};

static err give_cases(struct work *w, const struct request *rq, struct reply *rp,
		      const struct report_query *q, struct paper *p)
{
	enum report_refusal why;
	struct buf b = buf_new(reply_arena(rp));
	int64_t rows;

	p->layout = layout_named(path_str(rq, "file"), q->topic);
	if (!p->layout)
		return reply_refusal(rp, &no_file);
	TRY(cases_asked(w, q, &p->asked, &p->office, &why));
	if (why)
		return reply_refusal(rp, &report_refusals[why]);
	TRY(store_count(w, &p->asked, REPORT_EXPORTED + 1, &rows));
	if (rows > REPORT_EXPORTED)
		return reply_refusal(rp, &report_refusals[REPORT_TOO_MANY]);
	TRY(write_file(w, p, &b, &rows));
	TRY(record(w, p->layout->file, p->filter, rows));
	return reply_sheet(rp, p->layout->kind, p->layout->name, buf_str(&b));
}

static err give_report(struct work *w, struct reply *rp, const struct report_query *q,
		       str filter)
{
	enum report_refusal why;
	struct report r;
	str pdf;

	TRY(report_read(w, q, &r, &why));
	if (why)
		return reply_refusal(rp, &report_refusals[why]);
	TRY(report_paper(w, &r, &pdf));
	TRY(record(w, S("laporan.pdf"), filter, r.all.cases));
	return reply_download(rp, S("application/pdf"), S("laporan.pdf"), pdf);
}

static err get_file(struct work *w, const struct request *rq, struct reply *rp)
{
	struct report_asked asked = report_asked_of(rq);
	struct paper p = { .filter = report_path(w->arena, S("/laporan"), &asked) };
	struct complaints wrong = { 0 };
	struct report_query q;

	if (!report_asked_read(w, &asked, &q, &wrong))
		return reply_redirect(rp, p.filter);
	return str_eq(path_str(rq, "file"), S("laporan.pdf"))
		       ? give_report(w, rp, &q, p.filter)
		       : give_cases(w, rq, rp, &q, &p);
}

const struct route report_file_routes[] = {
	{ GET, "/laporan/:file", CAN_NOTE_TICKET, get_file, ROUTE_WRITES },
	{ 0 },
};
