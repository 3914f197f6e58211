#include "http/body.h"
#include "wire.h"

#include <string.h>

#include "test/server.h"

#define HOST "Host: a.example\r\n"
#define CSRF "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nyes\r\n"
#define FILE_HEAD                                                                        \
	"--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"SK.pdf\"\r\n"    \
	"Content-Type: application/pdf\r\n\r\n"

static str filled(size_t n)
{
	char *p = arena_alloc(test_arena(), n);
	uint32_t x = 1;

	for (size_t i = 0; i < n; i++) {
		x = x * 1664525 + 1013904223;
		p[i] = (char)(x >> 24);
	}
	return (str){ p, n };
}

static str joined(str a, str b, str c)
{
	struct buf out = buf_new(test_arena());

	buf_add(&out, a);
	buf_add(&out, b);
	buf_add(&out, c);
	return buf_str(&out);
}

static str post(const char *path, const char *type, str body)
{
	str head = arena_fmt(test_arena(),
			     "POST %s HTTP/1.1\r\n" HOST
			     "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
			     path, type, body.n);

	return joined(head, body, S(""));
}

static str post_form(const char *path, str body)
{
	return post(path, "multipart/form-data; boundary=XX", body);
}

static str chunked(const char *path, str body, size_t size)
{
	struct buf out = buf_new(test_arena());

	buf_fmt(&out,
		"POST %s HTTP/1.1\r\n" HOST
		"Content-Type: multipart/form-data; boundary=XX\r\n"
		"Transfer-Encoding: chunked\r\n\r\n",
		path);
	while (body.n) {
		str part = str_left(body, size);

		buf_fmt(&out, "%zx\r\n", part.n);
		buf_add(&out, part);
		buf_add(&out, S("\r\n"));
		body = str_skip(body, size);
	}
	buf_add(&out, S("0\r\n\r\n"));
	return buf_str(&out);
}

TEST(body_in_memory_has_a_limit)
{
	str fits = filled(WIRE_BODY_MAX);
	str over = filled(WIRE_BODY_MAX + 1);

	wire_start(wire_config(), S(""));
	for (size_t i = 0; i < over.n; i++)
		((char *)(uintptr_t)over.p)[i] = 'x';
	memset((char *)(uintptr_t)fits.p, 'x', fits.n);
	CHECK_STR("64 KiB", wire_ask(post("/echo", "text/plain", fits)).body,
		  joined(S("POST /echo ? by 127.0.0.1: "), fits, S("\n")));
	CHECK_INT("one byte more", wire_ask(post("/echo", "text/plain", over)).status,
		  413);
	CHECK_INT("said only",
		  wire_ask(S("POST /echo HTTP/1.1\r\n" HOST
			     "Content-Length: 65537\r\n\r\n"))
			  .status,
		  413);
	CHECK_INT("one request came through", wire_handled(), 1);
	CHECK_OK(wire_stop());
}

TEST(body_in_chunks_has_the_same_limit)
{
	struct buf b = buf_new(test_arena());
	str head = S("POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n");
	struct answer a;

	for (int i = 0; i < 16; i++) {
		buf_add(&b, S("1000\r\n"));
		for (int n = 0; n < 4096; n++)
			buf_char(&b, 'x');
		buf_add(&b, S("\r\n"));
	}
	wire_start(wire_config(), S(""));
	a = wire_ask(joined(head, buf_str(&b), S("0\r\n\r\n")));
	CHECK_INT("64 KiB", a.status, 200);
	CHECK_INT("all of it", (int64_t)a.body.n, WIRE_BODY_MAX + 28);
	CHECK_STR("nothing is read after it", answer_header(&a, S("Connection")),
		  S("close"));
	CHECK_INT("one byte more",
		  wire_ask(joined(head, buf_str(&b), S("1\r\nx\r\n"))).status, 413);
	CHECK_OK(wire_stop());
}

TEST(upload_is_kept_bit_by_bit)
{
	str bytes = filled(10 * 1024 * 1024);
	str form = joined(S(CSRF FILE_HEAD), bytes, S("\r\n--XX--\r\n"));
	unsigned char sum[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(sum) + 1];
	long check = 0;
	str want;

	crypto_hash_sha256(sum, (const unsigned char *)bytes.p, bytes.n);
	sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
	for (size_t i = 0; i < bytes.n; i++)
		check = (check * 31 + (unsigned char)bytes.p[i]) % 1000003;
	want = arena_fmt(test_arena(),
			 "POST /big ? by 127.0.0.1: \ncsrf=yes\n"
			 "f: SK.pdf application/pdf 10485760 %s %ld\n",
			 hex, check);
	wire_start(wire_config(), S(""));
	CHECK_STR("with a length", wire_ask(post_form("/big", form)).body, want);
	CHECK_STR("in chunks", wire_ask(chunked("/big", form, 30000)).body, want);
	AWAIT("nothing is left", wire_upload_files() == 0);
	CHECK_OK(wire_stop());
}

TEST(upload_may_be_empty_but_not_unchosen)
{
	str form = S(
		CSRF FILE_HEAD
		"\r\n--XX\r\nContent-Disposition: form-data; name=g; filename=\"\"\r\n\r\n"
		"\r\n--XX--\r\n");

	wire_start(wire_config(), S(""));
	CHECK_STR(
		"one of two", wire_ask(post_form("/up", form)).body,
		S("POST /up ? by 127.0.0.1: \ncsrf=yes\nf: SK.pdf application/pdf 0 "
		  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 0\n"));
	CHECK_OK(wire_stop());
}

static str form_with_file(size_t bytes)
{
	return joined(S(CSRF FILE_HEAD), filled(bytes), S("\r\n--XX--\r\n"));
}

TEST(upload_has_a_limit)
{
	wire_start(wire_config(), S(""));
	CHECK_INT("1 MiB",
		  wire_ask(post_form("/up", form_with_file(WIRE_FILES_MAX))).status, 200);
	CHECK_INT("one byte more",
		  wire_ask(post_form("/up", form_with_file(WIRE_FILES_MAX + 1))).status,
		  413);
	CHECK_INT(
		"one byte more, in chunks",
		wire_ask(chunked("/up", form_with_file(WIRE_FILES_MAX + 1), 4000)).status,
		413);
	CHECK_INT("much more, said only",
		  wire_ask(S("POST /up HTTP/1.1\r\n" HOST
			     "Content-Type: multipart/form-data; boundary=XX\r\n"
			     "Content-Length: 2000000\r\n\r\n"))
			  .status,
		  413);
	AWAIT("nothing is left", wire_upload_files() == 0);
	CHECK_OK(wire_stop());
}

TEST(upload_limit_is_of_all_files_together)
{
	str half = filled(WIRE_FILES_MAX / 2);
	str two = joined(S(CSRF FILE_HEAD), half, S("\r\n"));
	str fits = joined(two, S(FILE_HEAD), joined(half, S("\r\n--XX--\r\n"), S("")));
	str over = joined(two, S(FILE_HEAD), joined(half, S("x\r\n--XX--\r\n"), S("")));

	wire_start(wire_config(), S(""));
	CHECK_INT("two halves", wire_ask(post_form("/up", fits)).status, 200);
	CHECK_INT("one byte more", wire_ask(post_form("/up", over)).status, 413);
	CHECK_OK(wire_stop());
}

static str form_with_fields(int count, size_t bytes)
{
	struct buf b = buf_new(test_arena());
	str value = filled(bytes);

	memset((char *)(uintptr_t)value.p, 'v', bytes);
	buf_add(&b, S(CSRF));
	while (count--) {
		buf_add(&b, S("--XX\r\nContent-Disposition: form-data; name=v\r\n\r\n"));
		buf_add(&b, value);
		buf_add(&b, S("\r\n"));
	}
	buf_add(&b, S("--XX--\r\n"));
	return buf_str(&b);
}

TEST(fields_of_a_form_have_limits)
{
	struct buf many = buf_new(test_arena());

	for (int i = 0; i < MULTIPART_PARTS_MAX; i++)
		buf_add(&many, S(CSRF));
	wire_start(wire_config(), S(""));
	CHECK_INT("64 KiB",
		  wire_ask(post_form("/up", form_with_fields(1, FIELD_MAX))).status, 200);
	CHECK_INT("one byte more",
		  wire_ask(post_form("/up", form_with_fields(1, FIELD_MAX + 1))).status,
		  413);
	CHECK_INT(
		"64 parts",
		wire_ask(post_form("/up", joined(buf_str(&many), S("--XX--\r\n"), S(""))))
			.status,
		200);
	CHECK_INT("65 parts",
		  wire_ask(post_form("/up",
				     joined(buf_str(&many), S(CSRF "--XX--\r\n"), S(""))))
			  .status,
		  400);
	CHECK_INT("two of 60 kB",
		  wire_ask(post_form("/up", form_with_fields(2, 60000))).status, 200);
	CHECK_INT("three of 60 kB",
		  wire_ask(post_form("/up", form_with_fields(3, 60000))).status, 413);
	CHECK_OK(wire_stop());
}

static const struct {
	const char *what;
	const char *path;
	const char *type;
	str body;
	int status;
} refused[] = {
	{ "a wrong token", "/up", "multipart/form-data; boundary=XX",
	  STR("--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nno\r\n" FILE_HEAD
	      "x\r\n--XX--\r\n"),
	  403 },
	{ "a token after the file", "/up", "multipart/form-data; boundary=XX",
	  STR(FILE_HEAD "x\r\n" CSRF "--XX--\r\n"), 403 },
	{ "no part", "/up", "multipart/form-data; boundary=XX", STR("--XX--\r\n"), 403 },
	{ "where no file belongs", "/echo", "multipart/form-data; boundary=XX",
	  STR(CSRF "--XX--\r\n"), 415 },
	{ "no boundary", "/up", "multipart/form-data", STR(CSRF "--XX--\r\n"), 400 },
	{ "another multipart", "/up", "multipart/mixed; boundary=XX",
	  STR(CSRF "--XX--\r\n"), 400 },
	{ "no end", "/up", "multipart/form-data; boundary=XX", STR(CSRF FILE_HEAD "x"),
	  400 },
	{ "a value that is not UTF-8", "/up", "multipart/form-data; boundary=XX",
	  STR(CSRF
	      "--XX\r\nContent-Disposition: form-data; name=v\r\n\r\n\xff\r\n--XX--\r\n"),
	  400 },
};

TEST(upload_is_refused_without_a_byte_kept)
{
	wire_start(wire_config(), S(""));
	for (size_t i = 0; i < COUNT(refused); i++) {
		CHECK_INT(
			refused[i].what,
			wire_ask(post(refused[i].path, refused[i].type, refused[i].body))
				.status,
			refused[i].status);
		AWAIT(refused[i].what, wire_upload_files() == 0);
	}
	CHECK_INT("no handler was asked", wire_handled(), 0);
	CHECK_OK(wire_stop());
}

TEST(upload_of_a_client_that_leaves_is_removed)
{
	struct wire w;

	wire_start(wire_config(), S(""));
	w = wire_open();
	wire_send(&w, S("POST /up HTTP/1.1\r\n" HOST
			"Content-Type: multipart/form-data; boundary=XX\r\n"
			"Content-Length: 100000\r\n\r\n" CSRF FILE_HEAD "%PDF-1.7"));
	AWAIT("it is on disk", wire_upload_files() == 1);
	wire_close(&w);
	AWAIT("it is gone", wire_upload_files() == 0);
	CHECK_OK(wire_stop());
}

TEST(upload_of_a_killed_process_is_removed_by_the_next)
{
	struct arena *a = test_arena();
	struct spool spool, next;
	str path;
	int fd;

	CHECK_OK(spool_open(a, test_dir(), &spool));
	fd = spool_file(&spool, a, &path);
	CHECK("a file", fd >= 0 && access(path.p, F_OK) == 0);
	CHECK_OK(spool_open(a, test_dir(), &next));
	CHECK("kept while its process lives", access(path.p, F_OK) == 0);
	spool_close(&next);
	/* What the kernel does for a process that dies. */
	close(fd);
	close(spool.dir);
	CHECK_OK(spool_open(a, test_dir(), &next));
	CHECK("then removed", access(path.p, F_OK) != 0);
	CHECK("with its directory", access(spool.path.p, F_OK) != 0);
	spool_close(&next);
}

TEST(body_that_is_refused_may_still_be_sent)
{
	struct wire w;
	str part = filled(100 * 1000);

	wire_start(wire_config(), S(""));
	w = wire_open();
	wire_send(&w,
		  S("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 1000000\r\n\r\n"));
	CHECK_INT("refused", wire_read(&w).status, 413);
	CHECK("closed", wire_closed(&w));
	for (int i = 0; i < 3; i++)
		CHECK("but not reset: that could cost the answer", wire_send(&w, part));
	wire_close(&w);
	CHECK_OK(wire_stop());
}

TEST(body_is_invited_by_100_continue)
{
	struct wire w;

	wire_start(wire_config(), S(""));
	w = wire_open();
	wire_send(&w, S("POST /echo HTTP/1.1\r\n" HOST
			"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"));
	CHECK_INT("go on", wire_read(&w).status, 100);
	wire_send(&w, S("abc"));
	CHECK_STR("the body", wire_read(&w).body, S("POST /echo ? by 127.0.0.1: abc\n"));
	wire_send(&w, S("POST /echo HTTP/1.1\r\n" HOST
			"Expect: 100-continue\r\nContent-Length: 70000\r\n\r\n"));
	CHECK_INT("or do not", wire_read(&w).status, 413);
	wire_close(&w);
	CHECK_OK(wire_stop());
}
