#include "documents/test/fixture.h"

#include <fcntl.h>
#include <unistd.h>

#include "pdf/pdf.h"

str fixture_letter(str text)
{
	struct pdf *p = pdf_new(test_arena(), S("Surat"));
	str bytes = { 0 };

	pdf_text(p, (struct pdf_style){ 0 }, text);
	pdf_page_break(p, PDF_PORTRAIT);
	pdf_text(p, (struct pdf_style){ 0 }, text);
	CHECK_OK(pdf_finish(p, &bytes));
	return bytes;
}

str fixture_half_letter(void)
{
	return S("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		 "2 0 obj<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>endobj\n"
		 "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
		 "trailer<</Root 1 0 R>>\n");
}

struct http_upload fixture_upload(str name, str bytes)
{
	struct arena *a = test_arena();
	str path = arena_fmt(a, "%.*s/unggahan", P(test_dir()));
	int f = open(arena_cstr(a, path), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK("spooled", write(f, bytes.p, bytes.n) == (ssize_t)bytes.n);
	close(f);
	return (struct http_upload){ .file_name = name,
				     .path = path,
				     .bytes = (int64_t)bytes.n };
}

struct document_taken fixture_taken(struct work *w, str bytes)
{
	struct http_upload file = fixture_upload(S("SK.pdf"), bytes);
	struct document_taken t;

	CHECK_OK(document_take(test_arena(), w->settings, w->keys, &file, &t));
	CHECK_INT("taken", t.refused, DOCUMENT_TAKEN);
	return t;
}

struct document fixture_kept(struct work *w, int64_t registration, enum document_kind k,
			     str bytes)
{
	struct document_taken t = fixture_taken(w, bytes);
	struct document_place place = {
		.owner = { S("registration"), registration, S("REG-2026-991-00001"),
			   S("satker:999101") },
		.kind = k,
		.round = 1,
	};
	struct document d;

	CHECK_OK(documents_keep(w, &place, &t, &d));
	return d;
}

char *fixture_path(str data_dir, str name)
{
	return arena_cstr(test_arena(),
			  arena_fmt(test_arena(), "%.*s/berkas/%.*s/%.*s", P(data_dir),
				    P(str_left(name, 2)), P(name)));
}
