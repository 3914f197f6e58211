#include "http/body.h"

#include <unistd.h>

/*
 * The application decides on the first field, or on nothing when a file comes
 * first or the body has no part.
 */
static int admit(struct body *b, str name, str value)
{
	if (b->admitted)
		return 0;
	b->admitted = true;
	return b->app->admit(b->rq, name, value) ? 0 : 403;
}

static int begin_part(void *sink, const struct multipart_part *part)
{
	struct body *b = sink;

	b->part = *part;
	b->value = buf_new(b->rq->arena);
	if (!part->is_file)
		return 0;
	b->upload = (struct http_upload){ .field = part->name,
					  .file_name = part->file_name,
					  .type = part->type };
	crypto_hash_sha256_init(&b->hash);
	return admit(b, S(""), S(""));
}

static int open_file(struct body *b)
{
	if (b->file < 0)
		b->file = spool_file(b->spool, b->rq->arena, &b->upload.path);
	return b->file < 0 ? 503 : 0;
}

static bool write_all(int fd, str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n <= 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

static int add_to_file(struct body *b, str bytes)
{
	int status = open_file(b);

	b->file_bytes += bytes.n;
	if (b->file_bytes > b->files_max)
		return 413;
	if (status)
		return status;
	b->upload.bytes += (int64_t)bytes.n;
	crypto_hash_sha256_update(&b->hash, (const unsigned char *)bytes.p, bytes.n);
	return write_all(b->file, bytes) ? 0 : 503;
}

static int add_to_part(void *sink, str bytes)
{
	struct body *b = sink;

	if (b->part.is_file)
		return add_to_file(b, bytes);
	if (b->value.n + bytes.n > FIELD_MAX)
		return 413;
	buf_add(&b->value, bytes);
	return 0;
}

static int keep_file(struct body *b)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	char *text = arena_alloc(b->rq->arena, 2 * sizeof(sum) + 1);
	int status = open_file(b);

	if (status)
		return status;
	crypto_hash_sha256_final(&b->hash, sum);
	sodium_bin2hex(text, 2 * sizeof(sum) + 1, sum, sizeof(sum));
	b->upload.sha256 = (str){ text, 2 * sizeof(sum) };
	close(b->file);
	b->file = -1;
	*PUSH(b->rq->arena, &b->rq->uploads) = b->upload;
	return 0;
}

static int end_part(void *sink)
{
	struct body *b = sink;
	str value = buf_str(&b->value);
	struct http_pair field = { b->part.name, value };

	if (b->part.is_file) {
		/* What a form sends for a file input that was left empty. */
		if (b->upload.file_name.n == 0 && b->upload.bytes == 0)
			return 0;
		return keep_file(b);
	}
	if (!str_utf8(value))
		return 400;
	*PUSH(b->rq->arena, &b->rq->fields) = field;
	return admit(b, field.name, field.value);
}

static const struct multipart_sink sink = { begin_part, add_to_part, end_part };

static int begin_multipart(struct body *b, str type, const struct http_plan *plan)
{
	str boundary;

	if (!plan->multipart)
		return 415;
	if (!multipart_boundary(type, &boundary))
		return 400;
	b->parts = multipart_new(b->rq->arena, boundary, &sink, b);
	return 0;
}

static void expect_in_memory(struct body *b, size_t most, int64_t length)
{
	b->bytes_max = most < BODY_MEMORY_MAX ? most : BODY_MEMORY_MAX;
	if (length > 0 && (size_t)length <= b->bytes_max) {
		b->bytes.cap = (size_t)length;
		b->bytes.p = arena_alloc(b->rq->arena, b->bytes.cap);
	}
}

int body_begin(struct body *b, const struct http_plan *plan, const struct gate_framing *f)
{
	str type = http_header(b->rq, S("Content-Type"));
	int status = 0;

	b->files_max = plan->body_max;
	b->bytes = buf_new(b->rq->arena);
	if (!f->chunked && f->length == 0)
		return 0;
	if (str_eq_nocase(str_left(type, 10), S("multipart/"))) {
		b->bytes_max = plan->body_max + FRAMING_MAX;
		status = begin_multipart(b, type, plan);
	} else {
		expect_in_memory(b, plan->body_max, f->length);
	}
	return !status && (uint64_t)f->length > b->bytes_max ? 413 : status;
}

static bool framing_fits(const struct body *b)
{
	return b->received - b->file_bytes <= FRAMING_MAX;
}

int body_add(struct body *b, str bytes)
{
	int status;

	b->received += bytes.n;
	if (b->received > b->bytes_max)
		return 413;
	if (!b->parts) {
		buf_add(&b->bytes, bytes);
		return 0;
	}
	status = multipart_add(b->parts, bytes);
	return status || framing_fits(b) ? status : 413;
}

int body_end(struct body *b)
{
	int status;

	b->rq->body = buf_str(&b->bytes);
	if (!b->parts)
		return 0;
	status = multipart_end(b->parts);
	return status ? status : admit(b, S(""), S(""));
}

void body_drop(struct body *b)
{
	if (b->file >= 0) {
		close(b->file);
		unlink(b->upload.path.p);
		b->file = -1;
	}
	for (size_t i = 0; b->rq && i < b->rq->uploads.count; i++)
		unlink(b->rq->uploads.items[i].path.p);
}
