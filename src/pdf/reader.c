/* The child's side: loads what it needs, gives up its rights, reads one PDF, ends. */
#include "pdf/internal.h"

#include <math.h>
#include <poppler.h>
#include <string.h>
#include <unistd.h>

static const char *const readable[] = {
	"/usr/share/fonts",
	"/usr/local/share/fonts",
	"/etc/fonts",
	"/usr/share/poppler",
	"/usr/share/fontconfig",
	"/var/cache/fontconfig",
	NULL,
};

enum { POINTS_PER_INCH = 72, WHITE = 255 };

/*
 * Fonts are looked up, encodings loaded and caches of fontconfig read while
 * this is drawn, before the cage shuts. No table of objects: poppler finds them.
 */
static const str warm_up_pdf =
	STR("%PDF-1.4\n"
	    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
	    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
	    "4 0 obj<</Length 34>>stream\n"
	    "BT/F 9 Tf 9 9 Td(Satker) Tj ET    \n"
	    "endstream endobj\n"
	    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n"
	    "trailer<</Root 1 0 R>>\n");

static PopplerDocument *load(str pdf, enum pdf_reading *ret)
{
	GError *why = NULL;
	GBytes *bytes = g_bytes_new_static(pdf.p, pdf.n);
	PopplerDocument *d = poppler_document_new_from_bytes(bytes, NULL, &why);
	bool locked = why && g_error_matches(why, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

	*ret = d ? PDF_READ : locked ? PDF_ENCRYPTED : PDF_BROKEN;
	return d;
}

/* ---- drawing ---- */

static int dots(double points, double scale)
{
	double n = round(points * scale);

	return n < 1 ? 1 : n > PICTURE_SIDE ? PICTURE_SIDE : (int)n;
}

/* Dots per point, less than asked for when the page is huge. */
static double scale_for(double width, double height, int dpi)
{
	double most = PICTURE_SIDE / fmax(width, height);

	return fmin((double)dpi / POINTS_PER_INCH, most);
}

static cairo_surface_t *draw(PopplerPage *page, int dpi)
{
	double width, height, scale;
	cairo_surface_t *s;
	cairo_t *cr;

	poppler_page_get_size(page, &width, &height);
	if (!(width > 0 && height > 0 && isfinite(width) && isfinite(height)))
		return NULL;
	scale = scale_for(width, height, dpi);
	s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, dots(width, scale),
				       dots(height, scale));
	cr = cairo_create(s);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_scale(cr, scale, scale);
	poppler_page_render(page, cr);
	cairo_surface_flush(s);
	return cairo_status(cr) ? NULL : s;
}

/* Does one picture cover more than half of the page? */
static bool is_scan(PopplerPage *page)
{
	GList *images = poppler_page_get_image_mapping(page);
	double width, height;

	poppler_page_get_size(page, &width, &height);
	for (GList *i = images; i; i = i->next) {
		PopplerImageMapping *m = i->data;
		double area = (m->area.x2 - m->area.x1) * (m->area.y2 - m->area.y1);

		if (fabs(area) > width * height / 2)
			return true;
	}
	return false;
}

/* ---- answers ---- */

static _Noreturn void answer(struct pdf_answer h, str bytes)
{
	h.length = (uint32_t)bytes.n;
	cage_write(&h, sizeof(h));
	cage_write(bytes.p, bytes.n);
	_exit(0);
}

static _Noreturn void answer_outcome(enum pdf_reading outcome)
{
	answer((struct pdf_answer){ .outcome = outcome }, S(""));
}

static PopplerPage *page_of(PopplerDocument *d, int number)
{
	PopplerPage *page = NULL;

	if (number >= 1 && number <= poppler_document_get_n_pages(d))
		page = poppler_document_get_page(d, number - 1);
	if (!page)
		answer_outcome(PDF_BROKEN);
	return page;
}

static _Noreturn void look(PopplerDocument *d, int limit)
{
	int pages = poppler_document_get_n_pages(d);

	if (pages > limit)
		answer_outcome(PDF_TOO_LONG);
	page_of(d, 1);
	answer((struct pdf_answer){ .outcome = PDF_READ, .pages = (uint32_t)pages },
	       S(""));
}

static _Noreturn void show(PopplerDocument *d, int number, int dpi)
{
	struct arena *a = arena_new((size_t)4 * PICTURE_BYTES);
	PopplerPage *page = page_of(d, number);
	cairo_surface_t *s = draw(page, dpi);
	bool jpeg;
	str bytes;

	if (!s)
		answer_outcome(PDF_BROKEN);
	bytes = picture_encode(a, s, is_scan(page), &jpeg);
	answer((struct pdf_answer){ .outcome = PDF_READ,
				    .jpeg = jpeg,
				    .width = (uint32_t)cairo_image_surface_get_width(s),
				    .height =
					    (uint32_t)cairo_image_surface_get_height(s) },
	       bytes);
}

/* ---- the order of things ---- */

static void warm_up(void)
{
	enum pdf_reading outcome;
	PopplerDocument *d = load(warm_up_pdf, &outcome);

	if (!d || !draw(page_of(d, 1), POINTS_PER_INCH))
		panic("the reader cannot draw its own page");
}

static int number_of(const char *text)
{
	int64_t n;

	if (!str_int(str_from(text), &n) || n < 0 || n > PAGES_MOST)
		panic("read-pdf: a number is missing");
	return (int)n;
}

void pdf_reader_main(int argc, char **argv)
{
	enum pdf_reading outcome;
	PopplerDocument *d;
	int number, dpi;
	str pdf;

	if (argc < 2 || strcmp(argv[1], "read-pdf") != 0)
		return;
	if (argc != 5)
		panic("read-pdf is started by the program itself");
	cage_begin();
	number = number_of(argv[3]);
	dpi = number_of(argv[4]);
	pdf = cage_input();
	if (!pdf.n)
		answer_outcome(PDF_BROKEN);
	warm_up();
	cage_shut(readable);
	d = load(pdf, &outcome);
	if (!d)
		answer_outcome(outcome);
	if (strcmp(argv[2], "picture") == 0)
		show(d, number, dpi);
	look(d, number);
}
