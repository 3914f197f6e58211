#include <poppler.h>

#include "pdf/pdf.h"
#include "pdf/test/fixture.h"
#include "test/test.h"

static const struct pdf_style plain = { .space_after = 6 };

static str finish(struct pdf *p)
{
	str bytes = { 0 };

	CHECK_OK(pdf_finish(p, &bytes));
	return bytes;
}

static str one_text(str text)
{
	struct pdf *p = pdf_new(test_arena(), S("Uji"));

	pdf_text(p, plain, text);
	return finish(p);
}

static size_t times(str text, str part)
{
	size_t n = 0;

	for (; text.n; text = str_skip(text, 1))
		n += str_starts(text, part);
	return n;
}

TEST(text_reads_back_as_it_was_written)
{
	static const str texts[] = {
		STR("Keputusan Kuasa Pengguna Anggaran"),
		STR("Nyoman Suryāni Ğüneş Łukasz-D’Arcy, S.E., Ak."),
		STR("efisien affluent fjord: ffi fl"),
		STR("<b>bukan tebal</b> & <i>bukan miring"),
		STR("siti.rahmawati@balai.example"),
		STR("%s %d {{ nama }}"),
	};

	for (size_t i = 0; i < COUNT(texts); i++)
		CHECK_STR("the text", fixture_text(test_arena(), one_text(texts[i]), 1),
			  texts[i]);
}

TEST(a_name_with_a_picture_character_is_still_a_name)
{
	str text = fixture_text(test_arena(), one_text(S("Siti 🦊 Rahmawati")), 1);

	CHECK("before", str_has(text, S("Siti")));
	CHECK("after", str_has(text, S("Rahmawati")));
}

TEST(text_that_is_not_utf8_does_not_stop_the_letter)
{
	str text = fixture_text(test_arena(), one_text(S("Siti \xff Rahmawati")), 1);

	CHECK("the rest stays", str_has(text, S("Rahmawati")));
}

TEST(the_same_letter_is_the_same_file)
{
	CHECK("equal bytes", str_eq(one_text(S("sama")), one_text(S("sama"))));
	CHECK("other bytes", !str_eq(one_text(S("sama")), one_text(S("lain"))));
}

TEST(a_head_stands_over_every_part_of_a_table)
{
	enum { ROWS = 120 };
	static const struct pdf_column columns[] = {
		{ .head = STR("Nomor"), .width = 1 },
		{ .head = STR("Nama"), .width = 3 },
	};
	struct arena *a = test_arena();
	str *cells = NEW_ARRAY(a, str, (size_t)2 * ROWS);
	struct pdf *p = pdf_new(a, S("Lampiran"));
	size_t rows = 0;
	str pdf;

	for (int i = 0; i < ROWS; i++) {
		cells[2 * i] = arena_fmt(a, "baris-%03d", i);
		cells[2 * i + 1] = S("dua\nbaris");
	}
	pdf_table(p, (struct pdf_table){ .columns = columns,
					 .column_count = 2,
					 .cells = cells,
					 .row_count = ROWS });
	pdf = finish(p);
	for (int page = 1; page <= 5; page++) {
		str text = fixture_text(a, pdf, page);

		CHECK_INT("one head a page", times(text, S("Nomor")), 1);
		CHECK_INT("no row is torn", times(text, S("baris")),
			  2 * times(text, S("dua")));
		rows += times(text, S("baris-"));
	}
	CHECK_INT("each row once", rows, ROWS);
	CHECK_STR("no sixth page", fixture_text(a, pdf, 6), S(""));
}

TEST(the_foot_counts_the_pages)
{
	struct arena *a = test_arena();
	struct pdf *p = pdf_new(a, S("Uji"));
	str pdf, first, last;

	pdf_foot(p, S("Draf SK-9"), S("halaman"), S("dari"));
	pdf_text(p, plain, S("satu"));
	pdf_page_break(p, PDF_LANDSCAPE);
	pdf_text(p, plain, S("dua"));
	pdf = finish(p);
	first = fixture_text(a, pdf, 1);
	last = fixture_text(a, pdf, 2);
	CHECK("1 of 2", str_has(first, S("halaman 1 dari 2")));
	CHECK("2 of 2", str_has(last, S("halaman 2 dari 2")));
	CHECK("whose page", str_has(last, S("Draf SK-9")));
	CHECK("the second carries its number", str_has(last, S("-2-")));
	CHECK("the first does not", !str_has(first, S("- 1 -")));
}

TEST(what_is_kept_together_is_not_torn)
{
	struct arena *a = test_arena();

	for (int before = 35; before < 60; before++) {
		struct pdf *p = pdf_new(a, S("Uji"));
		str pdf;

		for (int i = 0; i < before; i++)
			pdf_text(p, (struct pdf_style){ 0 }, S("isi"));
		pdf_keep(p, 120);
		pdf_text(p, (struct pdf_style){ 0 }, S("Ditetapkan di Makassar"));
		pdf_gap(p, 60);
		pdf_text(p, (struct pdf_style){ 0 }, S("Penandatangan"));
		pdf = finish(p);
		for (int page = 1; page <= 2; page++) {
			str text = fixture_text(a, pdf, page);

			CHECK_INT("both or none", str_has(text, S("Ditetapkan")),
				  str_has(text, S("Penandatangan")));
		}
	}
}

TEST(fonts_travel_with_the_letter)
{
	str pdf = one_text(S("Huruf"));
	GBytes *bytes = g_bytes_new(pdf.p, pdf.n);
	PopplerDocument *d = poppler_document_new_from_bytes(bytes, NULL, NULL);
	PopplerFontInfo *info = poppler_font_info_new(d);
	PopplerFontsIter *fonts = NULL;

	CHECK("there are fonts", poppler_font_info_scan(info, 9, &fonts) && fonts);
	do
		CHECK("embedded", poppler_fonts_iter_is_embedded(fonts));
	while (poppler_fonts_iter_next(fonts));
	poppler_fonts_iter_free(fonts);
	g_object_unref(info);
	g_object_unref(d);
	g_bytes_unref(bytes);
}
