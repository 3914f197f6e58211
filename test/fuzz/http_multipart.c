/* Whatever the bytes are: they mean the same in one piece and in pieces. */
#include <string.h>

#include "http/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int hear_begin(void *sink, const struct multipart_part *part)
{
	assert(str_one_line(part->name) && str_one_line(part->file_name));
	buf_fmt(sink, "[%.*s|%.*s]", P(part->name), P(part->file_name));
	return 0;
}

static int hear_bytes(void *sink, str bytes)
{
	buf_add(sink, bytes);
	return 0;
}

static int hear_end(void *sink)
{
	buf_char(sink, ';');
	return 0;
}

static int parse(struct arena *a, str body, size_t step, struct buf *out)
{
	static const struct multipart_sink ears = { hear_begin, hear_bytes, hear_end };
	struct multipart *m = multipart_new(a, S("X"), &ears, out);
	int status = 0;

	while (body.n && !status) {
		status = multipart_add(m, str_left(body, step));
		body = str_skip(body, step);
	}
	return status ? status : multipart_end(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)256 << 20);
	str text = { (const char *)data, size };
	str type = str_cut(&text, '\n');
	struct buf whole = buf_new(a), pieces = buf_new(a);
	str boundary;
	int status = parse(a, text, text.n, &whole);

	assert(parse(a, text, 1, &pieces) == status);
	if (status == 0)
		assert(str_eq(buf_str(&whole), buf_str(&pieces)));
	if (multipart_boundary(type, &boundary))
		assert(boundary.n > 0 && boundary.n <= MULTIPART_BOUNDARY_MAX);
	arena_free(a);
	return 0;
}
