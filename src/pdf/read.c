/* The parent's side: asks a child, and believes nothing that it says. */
#include "pdf/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { DEADLINE_MS = 10000, SIGNATURE_WITHIN = 1024 };

/* ---- the answer: written by a process that may have been taken over ---- */

static bool looks_like(const struct pdf_answer *h, str bytes)
{
	return str_starts(bytes, h->jpeg ? S("\xff\xd8\xff") : S("\x89PNG\r\n\x1a\n"));
}

static bool plausible(struct pdf_request q, const struct pdf_answer *h, str bytes)
{
	if (h->outcome >= PDF_READINGS || h->length != bytes.n)
		return false;
	if (h->outcome != PDF_READ)
		return true;
	if (!q.picture)
		return h->pages >= 1 && h->pages <= (uint32_t)q.number;
	return h->width >= 1 && h->width <= PICTURE_SIDE && h->height >= 1 &&
	       h->height <= PICTURE_SIDE && looks_like(h, bytes);
}

void pdf_answer_read(struct pdf_request q, str all, struct pdf_answer *ret,
		     str *ret_bytes)
{
	struct pdf_answer h;

	*ret = (struct pdf_answer){ .outcome = PDF_BROKEN };
	*ret_bytes = (str){ 0 };
	if (all.n < sizeof(h))
		return;
	memcpy(&h, all.p, sizeof(h));
	if (!plausible(q, &h, str_skip(all, sizeof(h))))
		return;
	*ret = h;
	*ret_bytes = str_skip(all, sizeof(h));
}

err reader_ask(struct arena *a, int pdf, struct pdf_request q, struct pdf_answer *ret,
	       str *ret_bytes)
{
	const char *const argv[] = {
		"myintress",
		"read-pdf",
		q.picture ? "picture" : "look",
		arena_cstr(a, arena_fmt(a, "%d", q.number)),
		arena_cstr(a, arena_fmt(a, "%d", q.dpi)),
		NULL,
	};
	struct cage_call call = { argv, pdf, PICTURE_BYTES + sizeof(struct pdf_answer),
				  q.deadline_ms };
	str all;

	TRY(cage_ask(a, &call, &all));
	pdf_answer_read(q, all, ret, ret_bytes);
	return OK;
}

/* ---- the file ---- */

static err open_file(struct arena *a, str path, int *ret)
{
	*ret = open(arena_cstr(a, path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (*ret < 0)
		return FAULT(FAULT_INTERNAL, "pdf: %.*s: %s", P(path), strerror(errno));
	return OK;
}

static bool is_pdf(int pdf)
{
	char head[SIGNATURE_WITHIN];
	ssize_t n = pread(pdf, head, sizeof(head), 0);

	return n > 0 && str_has((str){ head, (size_t)n }, S("%PDF-"));
}

err pdf_look(struct arena *a, str path, int limit, struct pdf_facts *ret)
{
	struct pdf_request q = { .number = limit, .deadline_ms = DEADLINE_MS };
	struct pdf_answer h = { .outcome = PDF_NOT_PDF };
	err e = OK;
	str none;
	int pdf;

	TRY(open_file(a, path, &pdf));
	if (is_pdf(pdf))
		e = reader_ask(a, pdf, q, &h, &none);
	close(pdf);
	*ret = (struct pdf_facts){ .outcome = (enum pdf_reading)h.outcome };
	if (ret->outcome == PDF_READ)
		ret->pages = (int)h.pages;
	return e;
}

/* Closes the file. */
static err picture(struct arena *a, int pdf, struct pdf_request q,
		   struct pdf_picture *ret)
{
	struct pdf_answer h = { .outcome = PDF_NOT_PDF };
	str bytes = { 0 };
	err e = OK;

	if (is_pdf(pdf))
		e = reader_ask(a, pdf, q, &h, &bytes);
	close(pdf);
	*ret = (struct pdf_picture){
		.outcome = (enum pdf_reading)h.outcome,
		.bytes = bytes,
		.jpeg = h.jpeg != 0,
		.width = (int)h.width,
		.height = (int)h.height,
	};
	return e;
}

static struct pdf_request picture_request(int page, int dpi)
{
	return (struct pdf_request){
		.picture = true, .number = page, .dpi = dpi, .deadline_ms = DEADLINE_MS
	};
}

err pdf_picture(struct arena *a, str path, int page, int dpi, struct pdf_picture *ret)
{
	struct pdf_request q = picture_request(page, dpi);
	int pdf;

	TRY(open_file(a, path, &pdf));
	return picture(a, pdf, q, ret);
}

err pdf_picture_bytes(struct arena *a, str bytes, int page, int dpi,
		      struct pdf_picture *ret)
{
	struct pdf_request q = picture_request(page, dpi);
	int pdf;

	TRY(cage_file(bytes, &pdf));
	return picture(a, pdf, q, ret);
}
