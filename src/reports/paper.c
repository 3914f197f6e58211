/* A report to print: the tables of the page, with what was asked for. */
#include "reports/web.h"

#include "pdf/pdf.h"

enum { COLUMNS = 7 };

static const struct pdf_style heading = { .tenths = 120, .bold = true, .space_after = 4 };

/* The columns with the first one named: they are read when the pages are laid out. */
static struct pdf_column *headed(struct arena *a, const struct pdf_column *columns,
				 size_t count, str head)
{
	struct pdf_column *own = NEW_ARRAY(a, struct pdf_column, count);

	memcpy(own, columns, count * sizeof(*columns));
	own[0].head = head;
	return own;
}

/* nobody: what a line without a name is of. */
static void put_lines(struct arena *a, struct pdf *p, const char *title,
		      const struct report_lines *lines, str nobody)
{
	static const struct pdf_column figures[COLUMNS] = {
		{ STR(""), 30, PDF_LEFT },
		{ STR("Masuk"), 9, PDF_RIGHT },
		{ STR("Selesai"), 9, PDF_RIGHT },
		{ STR("Respons pertama"), 15, PDF_RIGHT },
		{ STR("Penyelesaian"), 15, PDF_RIGHT },
		{ STR("Putaran"), 10, PDF_RIGHT },
		{ STR("Sekali benar"), 12, PDF_RIGHT },
	};
	struct pdf_column *columns = headed(a, figures, COLUMNS, str_from(title));
	str *cells = NEW_ARRAY(a, str, (lines->count + 1) * COLUMNS), *cell = cells;

	for (size_t i = 0; i < lines->count; i++) {
		const struct report_sums *s = &lines->items[i].sums;

		*cell++ = lines->items[i].name.n ? lines->items[i].name : nobody;
		*cell++ = text_number(a, s->cases);
		*cell++ = text_number(a, s->closed);
		*cell++ = mean_time(a, s->first_seconds, s->answered);
		*cell++ = mean_time(a, s->worked_seconds, s->closed);
		*cell++ = mean_tenths(a, s->rounds, s->cases);
		*cell++ = percent_of(a, s->right, s->judged);
	}
	if (lines->count == 0)
		return;
	pdf_gap(p, 10);
	pdf_table(p, (struct pdf_table){ .columns = columns,
					 .column_count = COLUMNS,
					 .cells = cells,
					 .row_count = lines->count });
}

struct counted {
	str head;
	const str *labels;
	const int64_t *counts;
	size_t count;
};

static void put_counts(struct arena *a, struct pdf *p, const struct counted *c)
{
	static const struct pdf_column figures[] = {
		{ STR(""), 70, PDF_LEFT },
		{ STR("Jumlah"), 30, PDF_RIGHT },
	};
	str *cells = NEW_ARRAY(a, str, c->count * COUNT(figures)), *cell = cells;

	for (size_t i = 0; i < c->count; i++) {
		*cell++ = c->labels[i];
		*cell++ = text_number(a, c->counts[i]);
	}
	pdf_gap(p, 10);
	pdf_table(p, (struct pdf_table){
			     .columns = headed(a, figures, COUNT(figures), c->head),
			     .column_count = COUNT(figures),
			     .cells = cells,
			     .row_count = c->count });
}

static void put_reasons(struct arena *a, struct pdf *p, const struct report_reasons *list)
{
	static const struct pdf_column columns[] = {
		{ STR("Alasan"), 60, PDF_LEFT },
		{ STR("Dikembalikan"), 20, PDF_RIGHT },
		{ STR("Ditolak"), 20, PDF_RIGHT },
	};
	str *cells = NEW_ARRAY(a, str, (list->count + 1) * COUNT(columns)), *cell = cells;

	for (size_t i = 0; i < list->count; i++) {
		*cell++ = list->items[i].label;
		*cell++ = text_number(a, list->items[i].returned);
		*cell++ = text_number(a, list->items[i].rejected);
	}
	if (list->count == 0)
		return;
	pdf_gap(p, 10);
	pdf_table(p, (struct pdf_table){ .columns = columns,
					 .column_count = COUNT(columns),
					 .cells = cells,
					 .row_count = list->count });
}

static void put_head(struct work *w, struct pdf *p, const struct report *r)
{
	struct arena *a = w->arena;
	const struct report_query *q = &r->query;

	pdf_text(p, (struct pdf_style){ .tenths = 150, .bold = true, .space_after = 4 },
		 arena_fmt(a, "Laporan %.*s", P(report_topic_labels[q->topic])));
	pdf_text(p, heading, r->office);
	pdf_text(p, (struct pdf_style){ .space_after = 2 },
		 arena_fmt(a, "%.*s sampai %.*s", P(text_date(a, q->from)),
			   P(text_date(a, q->until))));
	if (q->category.n)
		pdf_text(p, (struct pdf_style){ .space_after = 2 },
			 arena_fmt(a, "Kategori %.*s", P(q->category)));
	if (q->officer.n)
		pdf_text(p, (struct pdf_style){ .space_after = 2 },
			 arena_fmt(a, "Petugas %.*s", P(q->officer)));
	pdf_text(p, (struct pdf_style){ .space_after = 6 },
		 arena_fmt(a, "%.*s masuk, %.*s selesai. Waktu dalam jam layanan kantor.",
			   P(text_number(a, r->all.cases)),
			   P(text_number(a, r->all.closed))));
}

err report_paper(struct work *w, const struct report *r, str *ret_pdf)
{
	struct arena *a = w->arena;
	struct pdf *p = pdf_new(a, S("Laporan MyIntress"));

	pdf_foot(p,
		 arena_fmt(a, "MyIntress, dibuat %.*s oleh %.*s",
			   P(text_instant(a, w->now, WIB)), P(w->actor->name)),
		 S("halaman"), S("dari"));
	put_head(w, p, r);
	put_lines(a, p, "Kantor", &r->offices, S("HAI Kantor Pusat"));
	put_lines(a, p, "Kategori", &r->categories, S("–"));
	put_lines(a, p, "Petugas", &r->officers, S("Belum diambil"));
	put_lines(a, p, "Waktu", &r->times, S("–"));
	put_counts(a, p,
		   &(struct counted){ S("Bolak-balik"), report_round_labels, r->rounds,
				      REPORT_ROUNDS });
	put_counts(a, p,
		   &(struct counted){ S("Umur yang belum selesai"), report_age_labels,
				      r->ages, REPORT_AGES });
	put_reasons(a, p, &r->reasons);
	return pdf_finish(p, ret_pdf);
}
