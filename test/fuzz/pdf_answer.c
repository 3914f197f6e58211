/* Whatever the reader of a PDF sends, taken over or not: what is believed is inside what
 * was asked for. */
#include "pdf/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct pdf_request q, str all)
{
	struct pdf_answer h;
	str bytes;

	pdf_answer_read(q, all, &h, &bytes);
	assert(h.outcome < PDF_READINGS);
	assert(bytes.n <= all.n);
	if (h.outcome != PDF_READ)
		return;
	assert(h.length == bytes.n);
	if (q.picture)
		assert(h.width <= PICTURE_SIDE && h.height <= PICTURE_SIDE && bytes.n);
	else
		assert(h.pages >= 1 && h.pages <= (uint32_t)q.number);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str all = { (const char *)data, size };

	check((struct pdf_request){ .number = 50 }, all);
	check((struct pdf_request){ .picture = true, .number = 1, .dpi = 100 }, all);
	return 0;
}
