#include "http/multipart.h"
#include "test/test.h"

/* What came out, as text: [name|file|type]bytes; for each part. */
struct heard {
	struct buf out;
};

static int hear_begin(void *sink, const struct multipart_part *part)
{
	struct heard *h = sink;

	buf_fmt(&h->out, "[%.*s|%s%.*s|%.*s]", P(part->name),
		part->is_file ? "file " : "", P(part->file_name), P(part->type));
	return 0;
}

static int hear_bytes(void *sink, str bytes)
{
	struct heard *h = sink;

	buf_add(&h->out, bytes);
	return 0;
}

static int hear_end(void *sink)
{
	struct heard *h = sink;

	buf_add(&h->out, S(";"));
	return 0;
}

static const struct multipart_sink ears = { hear_begin, hear_bytes, hear_end };

/* The parts of a body that arrives in steps of so many bytes, or "refused N". */
static str parse(str body, size_t step)
{
	struct heard h = { buf_new(test_arena()) };
	struct multipart *m = multipart_new(test_arena(), S("XX"), &ears, &h);
	int status = 0;

	while (body.n && !status) {
		status = multipart_add(m, str_left(body, step));
		body = str_skip(body, step);
	}
	if (!status)
		status = multipart_end(m);
	return status ? arena_fmt(test_arena(), "refused %d", status) : buf_str(&h.out);
}

#define FIELD "Content-Disposition: form-data; name=\"a\"\r\n\r\n"

static const struct {
	const char *what;
	str body;
	str want;
} cases[] = {
	{ "one field", STR("--XX\r\n" FIELD "1\r\n--XX--\r\n"), STR("[a||]1;") },
	{ "without a last line end", STR("--XX\r\n" FIELD "1\r\n--XX--"),
	  STR("[a||]1;") },
	{ "an empty field", STR("--XX\r\n" FIELD "\r\n--XX--\r\n"), STR("[a||];") },
	{ "no part at all", STR("--XX--\r\n"), STR("") },
	{ "a file",
	  STR("--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"SK 1.pdf\"\r\n"
	      "Content-Type: application/pdf\r\n\r\n%PDF\r\n--XX--\r\n"),
	  STR("[f|file SK 1.pdf|application/pdf]%PDF;") },
	{ "a file that was not chosen",
	  STR("--XX\r\ncontent-disposition: Form-Data; filename=\"\"; name=\"f\"\r\n\r\n"
	      "\r\n--XX--\r\n"),
	  STR("[f|file |];") },
	{ "a quote in a name, and a backslash",
	  STR("--XX\r\nContent-Disposition: form-data; name=f; filename=\"C:\\a;\\\"b\\\".pdf\""
	      "\r\n\r\n\r\n--XX--\r\n"),
	  STR("[f|file C:\\a;\"b\".pdf|];") },
	{ "almost the border inside",
	  STR("--XX\r\n" FIELD "\r\n--X\r\r\n-\r\n--XY\n--XX\r--XX\r\n\r\n--XX--\r\n"),
	  STR("[a||]\r\n--X\r\r\n-\r\n--XY\n--XX\r--XX\r\n;") },
	{ "two parts", STR("--XX\r\n" FIELD "1\r\n--XX\r\n" FIELD "2\r\n--XX--\r\n"),
	  STR("[a||]1;[a||]2;") },
	{ "a preamble", STR("x\r\n--XX\r\n" FIELD "1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "another border", STR("--XY\r\n" FIELD "1\r\n--XY--\r\n"), STR("refused 400") },
	{ "words behind the end", STR("--XX\r\n" FIELD "1\r\n--XX--\r\nx"),
	  STR("refused 400") },
	{ "words behind a border", STR("--XX \r\n" FIELD "1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "no end", STR("--XX\r\n" FIELD "1\r\n--XX"), STR("refused 400") },
	{ "no end of the part", STR("--XX\r\n" FIELD "1"), STR("refused 400") },
	{ "nothing", STR(""), STR("refused 400") },
	{ "no disposition", STR("--XX\r\nContent-Type: a/b\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "no head", STR("--XX\r\n\r\n\r\n1\r\n--XX--\r\n"), STR("refused 400") },
	{ "no name", STR("--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "two names",
	  STR("--XX\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "two file names",
	  STR("--XX\r\nContent-Disposition: form-data; name=a; filename=b; filename*=UTF-8''c"
	      "\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "two dispositions",
	  STR("--XX\r\nContent-Disposition: form-data; name=b\r\n" FIELD
	      "1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "an attachment",
	  STR("--XX\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "an encoding",
	  STR("--XX\r\nContent-Transfer-Encoding: base64\r\n" FIELD "1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "an open quote",
	  STR("--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "a control byte in a name",
	  STR("--XX\r\nContent-Disposition: form-data; name=\"a\x1b\"\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "a NUL in a file name",
	  STR("--XX\r\nContent-Disposition: form-data; name=a; filename=\"b\0c\"\r\n\r\n1\r\n"
	      "--XX--\r\n"),
	  STR("refused 400") },
	{ "a name that is not UTF-8",
	  STR("--XX\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
	{ "a bare line feed in a head",
	  STR("--XX\r\nContent-Type: a/b\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n"
	      "--XX--\r\n"),
	  STR("refused 400") },
	{ "a folded head",
	  STR("--XX\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n1\r\n--XX--\r\n"),
	  STR("refused 400") },
};

TEST(multipart_reads_what_browsers_send)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].what, parse(cases[i].body, 1 << 20), cases[i].want);
}

TEST(multipart_arrives_in_pieces_of_any_size)
{
	for (size_t step = 1; step < 80; step++)
		for (size_t i = 0; i < COUNT(cases); i++)
			CHECK_STR(cases[i].what, parse(cases[i].body, step),
				  cases[i].want);
}

static const struct {
	str type;
	str boundary; /* "" when it is refused */
} types[] = {
	{ STR("multipart/form-data; boundary=abc"), STR("abc") },
	{ STR("Multipart/Form-Data;charset=utf-8;Boundary=\"a:b\""), STR("a:b") },
	{ STR("multipart/form-data"), STR("") },
	{ STR("multipart/form-data; boundary="), STR("") },
	{ STR("multipart/form-data; boundary=\"\""), STR("") },
	{ STR("multipart/form-data; boundary=a b"), STR("") },
	{ STR("multipart/mixed; boundary=a"), STR("") },
	{ STR("multipart/form-data; boundary=1234567890123456789012345678901234567890"
	      "123456789012345678901234567890"),
	  STR("1234567890123456789012345678901234567890123456789012345678901234567890") },
	{ STR("multipart/form-data; boundary=1234567890123456789012345678901234567890"
	      "1234567890123456789012345678901"),
	  STR("") },
};

TEST(multipart_boundary_is_in_the_type)
{
	for (size_t i = 0; i < COUNT(types); i++) {
		str boundary = S("");

		CHECK_INT("usable", multipart_boundary(types[i].type, &boundary),
			  types[i].boundary.n > 0);
		if (types[i].boundary.n)
			CHECK_STR("the boundary", boundary, types[i].boundary);
	}
}

static str many_parts(int count, size_t head)
{
	struct buf b = buf_new(test_arena());

	for (int i = 0; i < count; i++) {
		size_t end;

		buf_add(&b, S("--XX\r\n"));
		end = b.n + head;
		buf_add(&b, S("X: "));
		while (b.n + sizeof("\r\n" FIELD) - 1 < end)
			buf_char(&b, 'x');
		buf_add(&b, S("\r\n" FIELD "\r\n"));
	}
	buf_add(&b, S("--XX--\r\n"));
	return buf_str(&b);
}

TEST(multipart_has_limits)
{
	CHECK("64 parts", str_starts(parse(many_parts(64, 0), 999), S("[a||];")));
	CHECK_STR("65 parts", parse(many_parts(65, 0), 999), S("refused 400"));
	CHECK_STR("a head of 4 KiB", parse(many_parts(1, MULTIPART_HEAD_MAX), 999),
		  S("[a||];"));
	CHECK_STR("one byte more", parse(many_parts(1, MULTIPART_HEAD_MAX + 1), 999),
		  S("refused 400"));
}
