/* Laporan: figures of offices, with pictures and the tables beside them. */
#include "reports/web.h"

#include "helpdesk/helpdesk.h"
#include "registration/registration.h"
#include "reports/pages.h"

enum { LABELS = 12 }; /* below the columns of the picture, at most */

/* ---- filters ---- */

static void add_option(struct arena *a, struct ui_select *s, str value, str label,
		       str chosen)
{
	*PUSH(a, &s->options) = (struct ui_option){ .value = value,
						    .label = label,
						    .chosen = str_eq(value, chosen) };
}

static str wrong_about(const struct complaints *all, str field)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].field, field))
			return all->items[i].message;
	return S("");
}

static struct ui_field day_field(str id, str label, str value, const struct complaints *c)
{
	return (struct ui_field){ .id = id,
				  .label = label,
				  .value = value,
				  .error = wrong_about(c, id),
				  .inputmode = S("numeric"),
				  .autocomplete = S("off"),
				  .maxlength = 20,
				  .class = S("angka") };
}

static str shown_day(struct arena *a, str asked, struct date usual)
{
	return asked.n ? asked : text_form_date(a, usual);
}

static err set_categories(struct work *w, const struct report_query *q,
			  struct report_view *v)
{
	struct arena *a = w->arena;
	struct categories all = { 0 };

	v->category = (struct ui_select){ .id = S("kategori"), .label = S("Kategori") };
	add_option(a, &v->category, S(""), S("Semua kategori"), q->category);
	for (int k = 0; q->topic == REPORT_REQUESTS && k < KINDS; k++)
		add_option(a, &v->category, kind_words[k], kind_labels[k], q->category);
	if (q->topic == REPORT_TICKETS)
		TRY(categories_list(w, &all));
	for (size_t i = 0; i < all.count; i++)
		add_option(a, &v->category, all.items[i].code, all.items[i].name,
			   q->category);
	return OK;
}

static void set_officers(struct arena *a, const struct report *r, struct report_view *v)
{
	v->officer = (struct ui_select){ .id = S("petugas"), .label = S("Petugas") };
	add_option(a, &v->officer, S(""), S("Semua petugas"), r->query.officer);
	for (size_t i = 0; i < r->officers.count; i++)
		if (r->officers.items[i].code.n)
			add_option(a, &v->officer, r->officers.items[i].code,
				   r->officers.items[i].code, r->query.officer);
	/* Whoever has nothing in this time stays chosen all the same. */
	for (size_t i = 0; i < v->officer.options.count; i++)
		if (v->officer.options.items[i].chosen)
			return;
	add_option(a, &v->officer, r->query.officer, r->query.officer, r->query.officer);
}

static err set_filters(struct work *w, const struct report_asked *asked,
		       const struct report_query *q, struct report_view *v)
{
	struct arena *a = w->arena;

	v->tickets = q->topic == REPORT_TICKETS;
	v->topic = (struct ui_select){ .id = S("jenis"), .label = S("Laporan") };
	for (int t = 0; t < REPORT_TOPICS; t++)
		add_option(a, &v->topic, report_topic_words[t], report_topic_labels[t],
			   report_topic_words[q->topic]);
	v->from = day_field(S("dari"), S("Dari tanggal"),
			    shown_day(a, asked->from, q->from), &v->errors);
	v->until = day_field(S("sampai"), S("Sampai tanggal"),
			     shown_day(a, asked->until, q->until), &v->errors);
	v->by_kppn = w->actor->unit_kind != UNIT_KPPN;
	v->kppn = (struct ui_field){ .id = S("kppn"),
				     .label = S("Kode KPPN"),
				     .value = asked->kppn,
				     .error = wrong_about(&v->errors, S("kppn")),
				     .inputmode = S("numeric"),
				     .autocomplete = S("off"),
				     .maxlength = 3,
				     .class = S("angka") };
	return set_categories(w, q, v);
}

/* ---- figures ---- */

static struct line_row row_of(struct arena *a, const struct report_line *l)
{
	const struct report_sums *s = &l->sums;

	return (struct line_row){
		.code = l->code,
		.name = l->name,
		.cases = text_number(a, s->cases),
		.closed = text_number(a, s->closed),
		.first = mean_time(a, s->first_seconds, s->answered),
		.worked = mean_time(a, s->worked_seconds, s->closed),
		.rounds = mean_tenths(a, s->rounds, s->cases),
		.right = percent_of(a, s->right, s->judged),
	};
}

static void set_table(struct arena *a, const struct report_lines *lines,
		      const struct report_asked *asked, struct line_table *ret,
		      size_t part)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct line_row *row = PUSH(a, &ret->rows);
		struct report_asked narrow = *asked;

		*row = row_of(a, &lines->items[i]);
		*(str *)((char *)&narrow + part) = row->code;
		if (row->code.n)
			row->path = report_path(a, S("/laporan"), &narrow);
	}
}

static void set_tables(struct arena *a, const struct report *r,
		       const struct report_asked *asked, struct report_view *v)
{
	v->offices.title = S("Per kantor");
	v->offices.head = S("Kantor");
	v->categories.title = S("Per kategori");
	v->categories.head = S("Kategori");
	v->officers.title = S("Per petugas");
	v->officers.head = S("Petugas");
	set_table(a, &r->offices, asked, &v->offices,
		  offsetof(struct report_asked, kppn));
	set_table(a, &r->categories, asked, &v->categories,
		  offsetof(struct report_asked, category));
	set_table(a, &r->officers, asked, &v->officers,
		  offsetof(struct report_asked, officer));
	for (size_t i = 0; i < v->officers.rows.count; i++)
		if (!v->officers.rows.items[i].name.n)
			v->officers.rows.items[i].name = S("Belum diambil");
	for (size_t i = 0; i < v->offices.rows.count; i++)
		if (!v->offices.rows.items[i].code.n)
			v->offices.rows.items[i].name = S("HAI Kantor Pusat");
}

static void set_bars(struct arena *a, const int64_t *counts, const str *labels,
		     size_t count, struct bars *ret)
{
	int64_t whole = 0;

	for (size_t i = 0; i < count; i++)
		whole += counts[i];
	for (size_t i = 0; whole && i < count; i++)
		*PUSH(a, ret) =
			(struct bar){ labels[i], counts[i], counts[i] * 1000 / whole };
}

/* "23 Nov" of a day, "Nov" of a month. */
static str time_label(const struct report_line *t)
{
	return str_left(t->name, t->code.n == 7 ? 3 : 6);
}

static void set_times(struct arena *a, const struct report *r, struct report_view *v)
{
	struct chart_pair *pairs = NEW_ARRAY(a, struct chart_pair, r->times.count);
	size_t every = (r->times.count + LABELS - 1) / LABELS;

	for (size_t i = 0; i < r->times.count; i++) {
		const struct report_line *t = &r->times.items[i];

		*PUSH(a, &v->times) =
			(struct time_row){ t->name, t->sums.cases, t->sums.closed };
		pairs[i] = (struct chart_pair){ i % every ? S("") : time_label(t),
						t->sums.cases, t->sums.closed };
	}
	columns_draw(a, pairs, r->times.count, false, &v->large);
	columns_draw(a, pairs, r->times.count, true, &v->small);
	v->chart_text = arena_fmt(a, "%.*s masuk, %.*s di antaranya selesai.",
				  P(v->all.cases), P(v->all.closed));
}

static void set_figures(struct work *w, const struct report *r,
			const struct report_asked *asked, struct report_view *v)
{
	struct arena *a = w->arena;
	struct report_line all = { .sums = r->all };

	v->shown = r->all.cases > 0;
	v->lead = arena_fmt(a, "%.*s, %.*s sampai %.*s", P(r->office),
			    P(text_date(a, r->query.from)),
			    P(text_date(a, r->query.until)));
	v->all = row_of(a, &all);
	v->open_words = text_number(a, r->all.cases - r->all.closed);
	v->first_median = mean_time(a, r->first_median, r->all.answered > 0);
	v->worked_median = mean_time(a, r->worked_median, r->all.closed > 0);
	set_tables(a, r, asked, v);
	set_bars(a, r->rounds, report_round_labels, REPORT_ROUNDS, &v->rounds);
	set_bars(a, r->ages, report_age_labels, REPORT_AGES, &v->ages);
	set_times(a, r, v);
	v->reasons = r->reasons;
	v->csv_path = report_path(a, S("/laporan/kasus.csv"), asked);
	v->xlsx_path = report_path(a, S("/laporan/kasus.xlsx"), asked);
	v->pdf_path = report_path(a, S("/laporan/laporan.pdf"), asked);
	v->hai_path = report_path(a, S("/laporan/hai-cso.xlsx"), asked);
}

static err fill(struct work *w, const struct report_asked *asked, struct report_view *v,
		enum report_refusal *ret_why)
{
	struct report_query q;
	struct report r = { 0 };

	if (report_asked_read(w, asked, &q, &v->errors)) {
		TRY(report_read(w, &q, &r, ret_why));
		if (*ret_why == REPORT_BACKWARDS || *ret_why == REPORT_TOO_LONG)
			*PUSH(w->arena, &v->errors) =
				(struct complaint){ S("sampai"),
						    report_refusals[*ret_why].code,
						    report_refusals[*ret_why].text };
		else if (!*ret_why)
			set_figures(w, &r, asked, v);
	}
	r.query = q;
	set_officers(w->arena, &r, v);
	return set_filters(w, asked, &q, v);
}

static struct ui_empty empty_report(struct arena *a, const struct report_asked *asked)
{
	bool filtered = !str_eq(report_path(a, S("/laporan"), asked), S("/laporan"));
	struct ui_empty e = {
		.icon = S("report-analytics"),
		.title = S("Belum ada yang masuk bulan ini"),
		.text = S("Pilih tanggal lain untuk melihat masa sebelumnya."),
		.filtered = filtered
	};

	if (!filtered)
		return e;
	e.title = S("Tidak ada yang masuk pada saringan ini");
	e.text = S("Ubah tanggal atau hapus saringan.");
	e.action = S("Hapus semua saringan");
	e.path = S("/laporan");
	return e;
}

static err get_report(struct work *w, const struct request *rq, struct reply *rp)
{
	struct report_asked asked = report_asked_of(rq);
	enum report_refusal why = REPORT_GRANTED;
	struct report_view v = { .empty = empty_report(w->arena, &asked) };

	TRY(fill(w, &asked, &v, &why));
	if (why && v.errors.count == 0)
		return reply_refusal(rp, &report_refusals[why]);
	page_report(reply_page(rp, v.errors.count ? 422 : 200,
			       (struct page){ .title = S("Laporan"),
					      .active = S("/laporan"),
					      .has_errors = v.errors.count > 0 }),
		    &v);
	return OK;
}

const struct route report_routes[] = {
	{ GET, "/laporan", CAN_NOTE_TICKET, get_report, ROUTE_SLOW },
	{ 0 },
};

static const struct nav_item nav[] = {
	{ .label = STR("Laporan"),
	  .path = STR("/laporan"),
	  .icon = STR("report-analytics"),
	  .permission = CAN_NOTE_TICKET },
	{ 0 },
};

const struct feature reports_feature = {
	.name = STR("reports"),
	.routes = { report_routes, report_file_routes, report_api_routes },
	.nav = nav,
};
