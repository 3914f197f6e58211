/* The formulir: a landscape table, of a change two, and what is to be done with it. */
#include "forms/internal.h"

enum { LABEL = 150, CLOSING = 206 }; /* points: statement, signature and notes */

static void field(struct letter *l, const char *label, str value)
{
	pdf_item(l->pdf, (struct pdf_item){ .label = str_from(label),
					    .text = or_dots(value),
					    .label_width = LABEL });
}

static str basis(const struct letter *l)
{
	const struct form_request *rq = l->rq;

	if (l->kind == FORM_REMOVAL)
		return S("Surat permohonan penghapusan");
	if (letter_blank(l))
		return S("SK / ST *)");
	return rq->basis == FORM_ST ? S("ST (Surat Tugas)") : S("SK (Surat Keputusan)");
}

static void fields(struct letter *l)
{
	const struct form_request *rq = l->rq;

	field(l, "Kementerian/Lembaga", rq->ministry);
	field(l, "Eselon I", rq->eselon1);
	field(l, "Kode Satker", rq->satker);
	field(l, "Nama Satker", rq->satker_name);
	field(l, "KPPN Mitra", rq->kppn.name);
	field(l, "Dasar", basis(l));
	field(l, l->kind == FORM_REMOVAL ? "Nomor surat" : "Nomor SK/ST", rq->number);
	field(l, l->kind == FORM_REMOVAL ? "Tanggal surat" : "Tanggal SK/ST",
	      form_date(l->arena, rq->date));
}

static void titles(struct letter *l)
{
	for (size_t i = 0; i < l->texts.count; i++)
		if (l->texts.items[i].part == PART_TITLE)
			letter_title(l, l->texts.items[i].text);
}

static void note(struct letter *l, size_t n, str text)
{
	pdf_text(l->pdf, (struct pdf_style){ .tenths = 85, .hanging = 14 },
		 arena_fmt(l->arena, "%zu. %.*s", n, P(text)));
}

static void notes(struct letter *l)
{
	size_t n = 0;

	pdf_gap(l->pdf, 6);
	pdf_text(l->pdf, (struct pdf_style){ .tenths = 85, .bold = true }, S("Catatan"));
	for (size_t i = 0; i < l->texts.count; i++)
		if (l->texts.items[i].part == PART_NOTE)
			note(l, ++n, l->texts.items[i].text);
	if (l->rq->kppn.name.n)
		note(l, ++n, letter_contact(l, S("Pertanyaan:")));
	if (letter_blank(l) && l->kind != FORM_REMOVAL)
		note(l, ++n, S("*) Coret yang tidak perlu."));
}

static void block(struct letter *l, str heading, const struct form_users *users)
{
	pdf_text(l->pdf, (struct pdf_style){ .bold = true, .space_after = 3 }, heading);
	letter_remarked(l, users);
	pdf_gap(l->pdf, 8);
}

static void people(struct letter *l)
{
	if (l->kind == FORM_REGISTRATION) {
		letter_users(l);
	} else if (l->kind == FORM_REMOVAL) {
		letter_remarked(l, &l->rq->users);
	} else {
		block(l, S("SEMULA"), &l->rq->was);
		block(l, S("MENJADI"), &l->rq->users);
	}
}

void write_registration(struct letter *l)
{
	pdf_page_break(l->pdf, PDF_LANDSCAPE);
	titles(l);
	pdf_gap(l->pdf, 8);
	fields(l);
	pdf_gap(l->pdf, 6);
	people(l);
	/* Neither notes nor signature stand alone on a page. */
	pdf_keep(l->pdf, CLOSING);
	pdf_gap(l->pdf, 6);
	pdf_text(l->pdf, (struct pdf_style){ .tenths = 95, .align = PDF_JUSTIFY },
		 letter_text(l, PART_STATEMENT));
	letter_signature(l, PDF_LANDSCAPE, S("Dibuat di"));
	notes(l);
}
