#include "web/pages.h"

#include <string.h>

#include "test/test.h"

/* Around a page that is a heading. */
static str framed(const struct frame *f)
{
	struct buf b = buf_new(test_arena());
	struct html out = { .buf = &b,
			    .csrf = S("token"),
			    .nonce = S("nonce"),
			    .zone = WITA,
			    .now = TEST_NOW };
	struct frame with = *f;
	size_t cut = 0;

	with.content = (struct gap){ &cut };
	page_frame(&out, &with);
	return arena_fmt(test_arena(), "%.*s<h1>Isi</h1>%.*s",
			 P(str_left(buf_str(&b), cut)), P(str_skip(buf_str(&b), cut)));
}

static str error_page(struct error_view e)
{
	struct buf *b = NEW(test_arena(), struct buf);
	struct html out = { .buf = b, .zone = WIB, .now = TEST_NOW };

	*b = buf_new(test_arena());
	page_error(&out, &e);
	return buf_str(b);
}

static void has(const char *what, str html, str part)
{
	if (!str_has(html, part))
		CHECK_STR(what, html, part);
}

TEST(the_title_says_that_there_are_errors)
{
	struct frame f = { .title = S("Data <pengguna>") };

	has("plain", framed(&f), S("<title>Data &lt;pengguna&gt; – MyIntress</title>"));
	f.has_errors = true;
	has("errors", framed(&f),
	    S("<title>Galat: Data &lt;pengguna&gt; – MyIntress</title>"));
}

TEST(demo_data_is_marked_on_every_page)
{
	for (int layout = LAYOUT_APP; layout <= LAYOUT_BARE; layout++) {
		struct frame f = { .layout = (enum layout)layout };

		CHECK("real", !str_has(framed(&f), S("<b>DEMO</b>")));
		f.demo = true;
		has("demo", framed(&f), S("<b>DEMO</b>"));
	}
}

TEST(the_theme_is_an_attribute)
{
	struct frame f = { 0 };

	has("as the system says", framed(&f), S("<html lang=\"id\">"));
	f.theme = S("gelap");
	has("dark", framed(&f), S("<html lang=\"id\" data-tema=\"gelap\">"));
}

TEST(every_page_has_one_main)
{
	for (int layout = LAYOUT_APP; layout < LAYOUT_BARE; layout++) {
		struct frame f = { .layout = (enum layout)layout };
		str html = framed(&f), after;

		has("main", html, S("<main id=\"utama\""));
		after = html;
		while (after.n && !str_starts(after, S("<main ")))
			after = str_skip(after, 1);
		has("content in it", after, S("<h1>Isi</h1>"));
		while (after.n && !str_starts(after, S("<h1>")))
			after = str_skip(after, 1);
		has("which ends behind it", after, S("</main>"));
		CHECK("only one", !str_has(str_skip(after, 1), S("<main ")));
	}
}

TEST(one_membership_has_nothing_to_switch)
{
	struct frame_membership two[] = { { 7, S("KPPN <Satu>"), S("047"), true },
					  { 9, S("KPPN Dua"), S("026"), false } };
	struct frame f = { .visitor = { .unit_name = S("KPPN Satu"),
					.memberships = { two, 1 } } };

	CHECK("one", !str_has(framed(&f), S("/satker-aktif")));
	has("its name", framed(&f), S("KPPN Satu"));
	f.visitor.memberships.count = 2;
	has("form", framed(&f),
	    S("<form method=\"post\" action=\"/satker-aktif\"><input type=\"hidden\" "
	      "name=\"_csrf\" value=\"token\">"));
	has("current", framed(&f),
	    S("<button name=\"keanggotaan\" value=\"7\" aria-current=\"true\">"));
	has("other", framed(&f), S("<button name=\"keanggotaan\" value=\"9\"><svg"));
	has("escaped", framed(&f), S("KPPN &lt;Satu&gt;"));
}

TEST(errors_say_what_to_do)
{
	static const struct {
		struct error_view error;
		str want;
	} cases[] = {
		{ { .status = 404 },
		  STR("<h1>Halaman tidak ditemukan</h1>\n<p>Periksa alamat atau kembali ke "
		      "Beranda.</p>") },
		{ { .status = 404, .text = STR("Permohonan tidak ditemukan.") },
		  STR("<p>Permohonan tidak ditemukan.</p>") },
		{ { .status = 409, .back_path = STR("/verifikasi/1") },
		  STR("<a class=\"btn\" href=\"/verifikasi/1\">Muat versi terbaru</a>") },
		{ { .status = 429, .wait = 40 }, STR("Coba lagi 40 detik lagi.") },
		{ { .status = 500, .reference = STR("E-7K2M-0914") },
		  STR("sampaikan kode <span class=\"kode\">E-7K2M-0914</span> ke CSO KPPN.") },
		{ { .status = 503, .until = TEST_NOW },
		  STR("08.14 WIB</time>. Data Anda aman.") },
		{ { .status = 503 }, STR("<h1>MyIntress sedang sibuk</h1>") },
		{ { .status = 413 }, STR("Maksimal 10 MB per berkas.") },
		{ { .status = 403 },
		  STR("<h1>Anda tidak punya akses ke halaman ini</h1>") },
		{ { .status = 422 }, STR("<h1>Permintaan belum dapat diproses</h1>") },
		{ { .status = 405 }, STR("<h1>Permintaan tidak dapat diproses</h1>") },
		{ { .status = 404, .signed_in = true }, STR("href=\"/beranda\"") },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		has("error", error_page(cases[i].error), cases[i].want);
}
