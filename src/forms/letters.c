/* The SK and the ST: a decision or an order on the first page, its users in the Lampiran.
 */
#include "forms/internal.h"

enum { ATTACHMENT_INDENT = 400, CLAUSE_LABEL = 84, LAST_CLAUSE = 60 };

static str line(const struct letter *l, const char *what, str value)
{
	return arena_fmt(l->arena, "%s %.*s", what, P(or_dots(value)));
}

static void attachment(struct letter *l, str heading)
{
	struct pdf_style right = { .tenths = 85, .indent = ATTACHMENT_INDENT };

	pdf_page_break(l->pdf, PDF_LANDSCAPE);
	pdf_text(l->pdf, right, S("LAMPIRAN"));
	pdf_text(l->pdf, right, heading);
	pdf_text(l->pdf, right, arena_upper(l->arena, or_dots(l->rq->satker_name)));
	pdf_text(l->pdf, right, line(l, "NOMOR", l->rq->number));
	pdf_text(l->pdf, right, line(l, "TANGGAL", form_date(l->arena, l->rq->date)));
	pdf_gap(l->pdf, 12);
	letter_title(l, S("DAFTAR PENGGUNA APLIKASI MYINTRESS"));
	letter_title(l,
		     arena_fmt(l->arena, "KODE SATKER %.*s", P(or_dots(l->rq->satker))));
	pdf_gap(l->pdf, 8);
	letter_users(l);
}

static void clauses(struct letter *l)
{
	static const str ordinals[] = { STR("PERTAMA"), STR("KEDUA"),	 STR("KETIGA"),
					STR("KEEMPAT"), STR("KELIMA"),	 STR("KEENAM"),
					STR("KETUJUH"), STR("KEDELAPAN") };
	size_t count = letter_count(l, PART_CLAUSE), n = 0;

	for (size_t i = 0; i < l->texts.count && n < COUNT(ordinals); i++) {
		if (l->texts.items[i].part != PART_CLAUSE)
			continue;
		/* No signature stands alone on a page: the last clause goes with it. */
		if (n + 1 == count)
			pdf_keep(l->pdf, SIGNATURE + LAST_CLAUSE);
		pdf_item(l->pdf, (struct pdf_item){ .label = ordinals[n++],
						    .text = l->texts.items[i].text,
						    .label_width = CLAUSE_LABEL,
						    .space_after = 4,
						    .align = letter_align(l) });
	}
}

static void copies(struct letter *l)
{
	if (!letter_text(l, PART_COPY).n)
		return;
	pdf_keep(l->pdf, 60);
	pdf_gap(l->pdf, 14);
	pdf_text(l->pdf, (struct pdf_style){ .tenths = 95, .space_after = 2 },
		 S("Salinan Keputusan ini disampaikan kepada:"));
	for (size_t i = 0, n = 0; i < l->texts.count; i++)
		if (l->texts.items[i].part == PART_COPY)
			pdf_text(l->pdf,
				 (struct pdf_style){ .tenths = 95, .hanging = 16 },
				 arena_fmt(l->arena, "%zu. %.*s", ++n,
					   P(l->texts.items[i].text)));
}

void write_sk(struct letter *l)
{
	letter_head(l);
	letter_title(l, S("KEPUTUSAN KUASA PENGGUNA ANGGARAN"));
	letter_title(l, arena_upper(l->arena, or_dots(l->rq->satker_name)));
	letter_title(l, line(l, "NOMOR", l->rq->number));
	pdf_gap(l->pdf, 6);
	letter_title(l, S("TENTANG"));
	letter_title(l, letter_text(l, PART_TITLE));
	pdf_gap(l->pdf, 10);
	letter_title(l, arena_fmt(l->arena, "KUASA PENGGUNA ANGGARAN %.*s,",
				  P(arena_upper(l->arena, or_dots(l->rq->satker_name)))));
	pdf_gap(l->pdf, 10);
	letter_list(l, S("Menimbang"), PART_CONSIDER, MARKS_LETTERS);
	pdf_gap(l->pdf, 4);
	letter_list(l, S("Mengingat"), PART_RECALL, MARKS_NUMBERS);
	pdf_gap(l->pdf, 8);
	pdf_keep(l->pdf, 70);
	letter_title(l, S("MEMUTUSKAN:"));
	pdf_gap(l->pdf, 6);
	letter_list(l, S("Menetapkan"), PART_DECIDE, MARKS_NONE);
	clauses(l);
	letter_signature(l, PDF_PORTRAIT, S("Ditetapkan di"));
	copies(l);
	letter_destination(l);
	attachment(l, S("KEPUTUSAN KUASA PENGGUNA ANGGARAN"));
	letter_signature(l, PDF_LANDSCAPE, S("Ditetapkan di"));
}

void write_removal_letter(struct letter *l)
{
	struct pdf_style plain = { .align = letter_align(l), .space_after = 8 };

	letter_head(l);
	letter_title(l, letter_text(l, PART_TITLE));
	letter_title(l, line(l, "NOMOR", l->rq->number));
	pdf_gap(l->pdf, 14);
	letter_list(l, S("Yth."), PART_TO, MARKS_NONE);
	pdf_gap(l->pdf, 8);
	pdf_text(l->pdf, plain, letter_text(l, PART_INTRO));
	pdf_text(l->pdf, plain, letter_text(l, PART_CLOSING));
	letter_signature(l, PDF_PORTRAIT, S("Dibuat di"));
	letter_destination(l);
	attachment(l, S("SURAT KUASA PENGGUNA ANGGARAN"));
	letter_signature(l, PDF_LANDSCAPE, S("Dibuat di"));
}

void write_st(struct letter *l)
{
	letter_head(l);
	pdf_text(l->pdf,
		 (struct pdf_style){ .tenths = 120,
				     .bold = true,
				     .underline = true,
				     .align = PDF_CENTER },
		 S("SURAT TUGAS"));
	letter_title(l, line(l, "NOMOR", l->rq->number));
	pdf_gap(l->pdf, 14);
	letter_list(l, S("Dasar"), PART_BASIS, MARKS_NUMBERS);
	pdf_gap(l->pdf, 8);
	pdf_text(l->pdf, (struct pdf_style){ .align = letter_align(l), .space_after = 8 },
		 letter_text(l, PART_INTRO));
	letter_list(l, S("Kepada"), PART_TO, MARKS_NONE);
	letter_list(l, S("Untuk"), PART_TASK, MARKS_NUMBERS);
	pdf_gap(l->pdf, 8);
	pdf_text(l->pdf, (struct pdf_style){ .align = letter_align(l) },
		 letter_text(l, PART_CLOSING));
	letter_signature(l, PDF_PORTRAIT, S("Dikeluarkan di"));
	letter_destination(l);
	attachment(l, S("SURAT TUGAS KUASA PENGGUNA ANGGARAN"));
	letter_signature(l, PDF_LANDSCAPE, S("Dikeluarkan di"));
}
