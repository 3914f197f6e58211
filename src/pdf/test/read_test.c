#include <cairo.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "pdf/internal.h"
#include "pdf/test/fixture.h"
#include "test/test.h"

static str letter(struct arena *a, int pages)
{
	struct pdf *p = pdf_new(a, S("Surat"));
	str bytes = { 0 };

	for (int i = 0; i < pages; i++) {
		if (i > 0)
			pdf_page_break(p, PDF_PORTRAIT);
		for (int line = 0; line < 45; line++)
			pdf_text(p, (struct pdf_style){ 0 },
				 S("Kuasa Pengguna Anggaran menetapkan para pengguna."));
	}
	CHECK_OK(pdf_finish(p, &bytes));
	return bytes;
}

static struct pdf_facts look_at(str bytes, int limit)
{
	struct pdf_facts facts = { 0 };
	str path = fixture_file(test_arena(), S("berkas.pdf"), bytes);

	CHECK_OK(pdf_look(test_arena(), path, limit, &facts));
	return facts;
}

static struct pdf_picture picture_of(str bytes, int page)
{
	struct pdf_picture picture = { 0 };

	CHECK_OK(pdf_picture_bytes(test_arena(), bytes, page, 150, &picture));
	return picture;
}

TEST(a_letter_of_ours_has_its_pages)
{
	struct pdf_facts facts = look_at(letter(test_arena(), 3), 200);

	CHECK_INT("read", facts.outcome, PDF_READ);
	CHECK_INT("pages", facts.pages, 3);
}

TEST(the_limit_of_pages_holds)
{
	str three = letter(test_arena(), 3);

	CHECK_INT("at the limit", look_at(three, 3).outcome, PDF_READ);
	CHECK_INT("over it", look_at(three, 2).outcome, PDF_TOO_LONG);
}

TEST(content_decides_and_not_the_name)
{
	struct arena *a = test_arena();
	str zeros = { arena_alloc(a, 10 << 20), 10 << 20 };

	CHECK_INT("empty", look_at(S(""), 9).outcome, PDF_NOT_PDF);
	CHECK_INT("a picture", look_at(S("\x89PNG\r\n\x1a\n1234"), 9).outcome,
		  PDF_NOT_PDF);
	CHECK_INT("10 MiB of zeros", look_at(zeros, 9).outcome, PDF_NOT_PDF);
}

TEST(damaged_files_are_broken)
{
	struct arena *a = test_arena();
	str good = letter(a, 2);
	struct buf garbage = buf_new(a);
	uint32_t noise = 7;

	buf_add(&garbage, S("%PDF-1.7\n"));
	for (int i = 0; i < 100000; i++) {
		noise = noise * 1664525 + 1013904223;
		buf_char(&garbage, (char)(noise >> 24));
	}
	CHECK_INT("half of it", look_at(str_left(good, good.n / 2), 9).outcome,
		  PDF_BROKEN);
	CHECK_INT("garbage", look_at(buf_str(&garbage), 9).outcome, PDF_BROKEN);
	CHECK_INT("only a name", look_at(S("%PDF-1.4"), 9).outcome, PDF_BROKEN);
	CHECK_INT(
		"pages that contain themselves",
		look_at(S("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj"
			  "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
			  "trailer<</Root 1 0 R>>"),
			9)
			.outcome,
		PDF_BROKEN);
}

TEST(a_password_is_told)
{
	static const str locked =
		STR("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		    "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
		    "5 0 obj<</Filter/Standard/V 1/R 2/P -44"
		    "/O(12345678901234567890123456789012)"
		    "/U(12345678901234567890123456789012)>>endobj\n"
		    "trailer<</Root 1 0 R/Encrypt 5 0 R/ID[(1234567890123456)"
		    "(1234567890123456)]>>\n");

	CHECK_INT("at look", look_at(locked, 9).outcome, PDF_ENCRYPTED);
	CHECK_INT("at the picture", picture_of(locked, 1).outcome, PDF_ENCRYPTED);
}

static cairo_status_t next_bytes(void *closure, unsigned char *p, unsigned int n)
{
	str *left = closure;

	if (left->n < n)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(p, left->p, n);
	*left = str_skip(*left, n);
	return CAIRO_STATUS_SUCCESS;
}

TEST(a_page_of_text_is_a_small_grey_png)
{
	struct pdf_picture p = picture_of(letter(test_arena(), 1), 1);
	str left = p.bytes;
	cairo_surface_t *s;

	CHECK_INT("read", p.outcome, PDF_READ);
	CHECK("PNG", !p.jpeg);
	CHECK("small", p.bytes.n > 10000 && p.bytes.n <= 120 << 10);
	CHECK_INT("8 bits", p.bytes.p[24], 8);
	CHECK_INT("grey", p.bytes.p[25], 0);
	s = cairo_image_surface_create_from_png_stream(next_bytes, &left);
	CHECK_INT("it decodes", cairo_surface_status(s), CAIRO_STATUS_SUCCESS);
	CHECK_INT("width", cairo_image_surface_get_width(s), 1240);
	CHECK_INT("height", cairo_image_surface_get_height(s), 1754);
	CHECK_INT("said so", p.height, 1754);
	cairo_surface_destroy(s);
}

TEST(colour_stays_colour)
{
	str page = fixture_page(test_arena(), S("595 842"),
				S("1 0 0 rg 100 100 200 200 re f"), S(""));
	struct pdf_picture p = picture_of(page, 1);

	CHECK("PNG", p.outcome == PDF_READ && !p.jpeg);
	CHECK_INT("red, green, blue", p.bytes.p[25], 2);
}

TEST(a_scan_is_a_jpeg)
{
	struct pdf_picture p = picture_of(fixture_scan(test_arena()), 1);

	CHECK_INT("read", p.outcome, PDF_READ);
	CHECK("JPEG", p.jpeg);
	CHECK("ends as one", str_ends(p.bytes, S("\xff\xd9")));
	CHECK_INT("width", p.width, 1240);
}

TEST(a_path_gives_the_picture_of_its_bytes)
{
	struct arena *a = test_arena();
	str bytes = letter(a, 1);
	str path = fixture_file(a, S("satu.pdf"), bytes);
	struct pdf_picture p;

	CHECK_OK(pdf_picture(a, path, 1, 150, &p));
	CHECK("the same", str_eq(p.bytes, picture_of(bytes, 1).bytes));
}

TEST(a_page_that_is_not_there_is_broken)
{
	str one = letter(test_arena(), 1);

	CHECK_INT("page 0", picture_of(one, 0).outcome, PDF_BROKEN);
	CHECK_INT("page 2", picture_of(one, 2).outcome, PDF_BROKEN);
}

TEST(the_size_a_page_claims_is_not_the_size_of_its_picture)
{
	static const struct {
		str size;
		int width, height;
	} cases[] = {
		{ STR("1000000 842"), 2400, 2 },
		{ STR("1000000 1000000"), 2400, 2400 },
		{ STR("0.001 0.001"), 1, 1 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		str page = fixture_page(test_arena(), cases[i].size, S(""), S(""));
		struct pdf_picture p = picture_of(page, 1);

		CHECK_INT("read", p.outcome, PDF_READ);
		CHECK_INT("width", p.width, cases[i].width);
		CHECK_INT("height", p.height, cases[i].height);
	}
}

TEST(forms_that_draw_themselves_end)
{
	str page = fixture_page(
		test_arena(), S("595 842"), S("/X Do"),
		S("5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources"
		  "<</XObject<</X 5 0 R>>>>/Length 11>>stream\n/X Do /X Do\n"
		  "endstream endobj"));

	CHECK_INT("drawn without them", picture_of(page, 1).outcome, PDF_READ);
}

TEST(a_picture_that_unpacks_to_gigabytes_is_survived)
{
	str page =
		fixture_page(test_arena(), S("595 842"), S("595 0 0 842 0 0 cm /X Do"),
			     S("5 0 obj<</Type/XObject/Subtype/Image/Width 60000"
			       "/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"
			       "/Filter/ASCIIHexDecode/Length 4>>stream\n00>\nendstream"
			       " endobj"));

	CHECK("an answer", picture_of(page, 1).outcome <= PDF_BROKEN);
	CHECK_INT("the next is read", picture_of(letter(test_arena(), 1), 1).outcome,
		  PDF_READ);
}

TEST(a_reader_that_does_not_answer_is_stopped)
{
	struct arena *a = test_arena();
	str path = fixture_file(a, S("bom.pdf"), fixture_bomb(a));
	struct pdf_request q = {
		.picture = true, .number = 1, .dpi = 150, .deadline_ms = 500
	};
	int pdf = open(arena_cstr(a, path), O_RDONLY | O_CLOEXEC);
	struct pdf_answer h;
	str bytes;

	CHECK_OK(reader_ask(a, pdf, q, &h, &bytes));
	CHECK_INT("broken", h.outcome, PDF_BROKEN);
	close(pdf);
}

TEST(a_link_is_not_followed)
{
	struct arena *a = test_arena();
	str path = fixture_file(a, S("asli.pdf"), letter(a, 1));
	str link = arena_fmt(a, "%.*s/tautan.pdf", P(test_dir()));
	struct pdf_facts facts;

	CHECK_INT("made", symlink(arena_cstr(a, path), arena_cstr(a, link)), 0);
	CHECK("a fault", pdf_look(a, link, 9, &facts) != OK);
}
