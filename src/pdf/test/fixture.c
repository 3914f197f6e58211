#include "pdf/test/fixture.h"

#include <fcntl.h>
#include <poppler.h>
#include <unistd.h>

#include "test/test.h"

str fixture_page(struct arena *a, str size, str content, str objects)
{
	return arena_fmt(a,
			 "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
			 "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
			 "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.*s]"
			 "/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
			 "4 0 obj<</Length %zu>>stream\n%.*s\nendstream endobj\n"
			 "%.*s\ntrailer<</Root 1 0 R>>\n",
			 P(size), content.n, P(content), P(objects));
}

str fixture_scan(struct arena *a)
{
	enum { SIDE = 400 };
	struct buf b = buf_new(a);
	uint32_t noise = 1;

	buf_fmt(&b,
		"5 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
		"/ColorSpace/DeviceGray/Filter/ASCIIHexDecode/Length %d>>stream\n",
		SIDE, SIDE, SIDE * SIDE * 2);
	for (int i = 0; i < SIDE * SIDE; i++) {
		noise = noise * 1664525 + 1013904223;
		buf_fmt(&b, "%02x", 128 + (noise >> 26));
	}
	buf_add(&b, S("\nendstream endobj"));
	return fixture_page(a, S("595 842"), S("595 0 0 842 0 0 cm /X Do"), buf_str(&b));
}

str fixture_bomb(struct arena *a)
{
	struct buf b = buf_new(a);

	for (int i = 5; i < 45; i++)
		buf_fmt(&b,
			"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<"
			"/XObject<</X %d 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream"
			" endobj\n",
			i, i + 1);
	return fixture_page(a, S("595 842"), S("/X Do"), buf_str(&b));
}

str fixture_file(struct arena *a, str name, str bytes)
{
	str path = arena_fmt(a, "%.*s/%.*s", P(test_dir()), P(name));
	int f = open(arena_cstr(a, path), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK("a fixture is written", write(f, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(f);
	return path;
}

str fixture_text(struct arena *a, str pdf, int page)
{
	GBytes *bytes = g_bytes_new(pdf.p, pdf.n);
	PopplerDocument *d = poppler_document_new_from_bytes(bytes, NULL, NULL);
	bool there = d && page <= poppler_document_get_n_pages(d);
	PopplerPage *p = there ? poppler_document_get_page(d, page - 1) : NULL;
	char *text = p ? poppler_page_get_text(p) : NULL;
	str copy = arena_str(a, str_from(text));

	g_free(text);
	if (p)
		g_object_unref(p);
	if (d)
		g_object_unref(d);
	g_bytes_unref(bytes);
	return copy;
}
