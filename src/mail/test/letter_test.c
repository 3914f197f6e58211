#include <gmime/gmime.h>

#include "fetch/fetch.h"
#include "mail/internal.h"
#include "test/server.h"
#include "test/test.h"

static struct letter sample(void)
{
	return (struct letter){
		.from = S("MyIntress <no-reply@kemenkeu.example>"),
		.to = S("siti@satker.example"),
		.subject = S("Akun DIGIT Anda menunggu aktivasi"),
		.text = S("Yth. Siti,\n\nBuka tautan ini.\n.\n.titik\nekor  \n"),
		.html = S("<p>Yth. Siti,</p>\n<p class=\"a\">Buka tautan ini.</p>\n"),
		.message_id = S("<7f.aktivasi@kemenkeu.example>"),
		.date = TEST_NOW,
	};
}

static str built(const struct letter *l)
{
	str message;

	CHECK_OK(letter_build(test_arena(), l, &message));
	return message;
}

/* Every line ends with CRLF, none is longer than the 998 bytes of RFC 5322. */
static void check_lines(const char *what, str message)
{
	CHECK(what, str_ends(message, S("\r\n")));
	while (message.n) {
		str line = str_cut(&message, '\n');

		CHECK(what, str_ends(line, S("\r")) && line.n <= 999);
		CHECK(what, str_index(str_left(line, line.n - 1), '\r') == line.n - 1);
		for (size_t i = 0; i < line.n; i++)
			CHECK(what, (unsigned char)line.p[i] < 0x80);
	}
}

static GMimeMessage *parsed(str message)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(message.p, message.n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *m = g_mime_parser_construct_message(parser, NULL);

	g_object_unref(parser);
	g_object_unref(stream);
	CHECK("is a message", m != NULL);
	return m;
}

/* The content of part i as it was before it was encoded. */
static str content(GMimeMessage *m, int i)
{
	GMimeMultipart *parts = GMIME_MULTIPART(g_mime_message_get_mime_part(m));
	GMimePart *part = GMIME_PART(g_mime_multipart_get_part(parts, i));
	GMimeStream *out = g_mime_stream_mem_new();
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
	str copy;

	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part), out);
	copy = arena_str(test_arena(), (str){ (const char *)bytes->data, bytes->len });
	g_object_unref(out);
	return copy;
}

static str with_crlf(str s)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n' && (i == 0 || s.p[i - 1] != '\r'))
			buf_char(&b, '\r');
		buf_char(&b, s.p[i]);
	}
	return buf_str(&b);
}

/* Those of the body's type are counted with the body. */
static size_t header_count(GMimeMessage *m)
{
	return (size_t)g_mime_header_list_get_count(
		g_mime_object_get_header_list(GMIME_OBJECT(m)));
}

/* What was written is what a reader gets, and no header was added by any value. */
static void check_read_back(const char *what, const struct letter *l, str message)
{
	GMimeMessage *m = parsed(message);

	check_lines(what, message);
	CHECK_STR(what, str_from(g_mime_message_get_subject(m)), l->subject);
	CHECK_STR(what, content(m, 0), with_crlf(l->text));
	CHECK_STR(what, content(m, 1), with_crlf(l->html));
	CHECK_INT(what, header_count(m), 7);
	g_object_unref(m);
}

#define LONG_50 "sangat-panjang-sangat-panjang-sangat-panjang-sanga"
#define LONG_400 LONG_50 LONG_50 LONG_50 LONG_50 LONG_50 LONG_50 LONG_50 LONG_50

static const struct {
	const char *what;
	str subject;
	str text;
} texts[] = {
	{ "plain", STR("Permohonan REG-2026-047-00318 dikembalikan"), STR("Halo\n") },
	{ "Indonesian", STR("Kuasa Pengguna Anggaran: Ni Luh Ayu – “Dé Gadjah”"),
	  STR("é – “ñ”\n") },
	{ "emoji", STR("Selamat 🎉👩🏽‍💻 akun aktif"),
	  STR("🎉👩🏽‍💻\n") },
	{ "right to left", STR("تنبيه: الطلب REG-1 جاهز"), STR("مرحبا بالعالم\nשלום\n") },
	{ "no spaces", STR(LONG_400 LONG_400 LONG_400),
	  STR(LONG_400 LONG_400 LONG_400 "\n") },
	{ "long and wide", STR("panjang – " LONG_400 " – é " LONG_400),
	  STR("é" LONG_400 LONG_400 LONG_400) },
	{ "looks encoded", STR("a = b? c"), STR("=C3=A9 =\n=20\n") },
	{ "looks like a boundary", STR("--=_myintress--"),
	  STR("\n--=_myintress\n\n--=_myintress--\n") },
	{ "a lone full stop", STR("."), STR(".\n..\n.\r\nFrom siapa\n") },
	{ "nothing", STR(""), STR("") },
};

TEST(a_letter_reads_back_as_it_was_written)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct letter l = sample();

		l.subject = texts[i].subject;
		l.text = texts[i].text;
		l.html = arena_fmt(test_arena(), "<p>%.*s</p>", P(texts[i].text));
		check_read_back(texts[i].what, &l, built(&l));
	}
}

TEST(the_head_says_who_when_and_that_a_machine_wrote)
{
	struct letter l = sample();
	str m = built(&l);
	const str want[] = {
		STR("From: MyIntress <no-reply@kemenkeu.example>\r\n"),
		STR("To: siti@satker.example\r\n"),
		STR("Date: Mon, 23 Nov 2026 01:14:00 +0000\r\n"),
		STR("Message-Id: <7f.aktivasi@kemenkeu.example>\r\n"),
		STR("Auto-Submitted: auto-generated\r\n"),
		STR("MIME-Version: 1.0\r\n"),
		STR("Content-Type: multipart/alternative; boundary=\"=_myintress\"\r\n"),
		STR("Content-Type: text/plain; charset=utf-8\r\n"),
		STR("Content-Type: text/html; charset=utf-8\r\n"),
	};

	for (size_t i = 0; i < COUNT(want); i++)
		CHECK(want[i].p, str_has(m, want[i]));
}

TEST(the_bytes_are_the_same_at_every_try)
{
	struct letter l = sample();

	CHECK_STR("twice", built(&l), built(&l));
}

TEST(no_field_can_add_a_header_or_end_the_head)
{
	const str evil[] = {
		STR("a\r\nBcc: x@evil.example"), STR("a\nBcc: x@evil.example"),
		STR("a\rBcc: x@evil.example"),	 STR("a\r\n\r\nisi lain"),
		STR("a\x0b\x0c\x1b[31m b"),
	};

	for (size_t i = 0; i < COUNT(evil); i++) {
		struct letter l = sample();
		GMimeMessage *m;

		l.subject = evil[i];
		l.from = arena_fmt(test_arena(), "%.*s <no-reply@kemenkeu.example>",
				   P(evil[i]));
		check_lines("evil", built(&l));
		CHECK("no header", !str_has(built(&l), S("\nBcc")));
		m = parsed(built(&l));
		CHECK_INT("headers", header_count(m), 7);
		CHECK("one line", str_one_line(str_from(g_mime_message_get_subject(m))));
		g_object_unref(m);
	}
}

TEST(a_value_is_not_read_as_an_encoded_word)
{
	struct letter l = sample();
	GMimeMessage *m;

	l.subject = S("=?utf-8?b?QmNjOiB4?= =?utf-8?q?y?=");
	m = parsed(built(&l));
	CHECK_STR("subject", str_from(g_mime_message_get_subject(m)),
		  S("?utf-8?b?QmNjOiB4?=  ?utf-8?q?y?="));
	g_object_unref(m);
}

TEST(a_name_that_needs_quotes_gets_them)
{
	struct letter l = sample();
	GMimeMessage *m;
	InternetAddress *from;

	l.from = S("\"Kantor, KPPN (Ambon)\" <no-reply@kemenkeu.example>");
	m = parsed(built(&l));
	CHECK_INT("one", internet_address_list_length(g_mime_message_get_from(m)), 1);
	from = internet_address_list_get_address(g_mime_message_get_from(m), 0);
	CHECK_STR("name", str_from(internet_address_get_name(from)),
		  S("Kantor, KPPN (Ambon)"));
	g_object_unref(m);
}

TEST(a_letter_without_addresses_is_a_fault)
{
	const str evil[] = {
		STR(""),
		STR("siti"),
		STR("a@b.example, c@d.example"),
		STR("a@b.example>"),
		STR("a@b.example\r\nBcc: c@d.example"),
		STR("<a@b.example>"),
	};
	const str ids[] = { STR(""),	      STR("a@b"),     STR("<>"),
			    STR("<a@b\r\n>"), STR("<a b@c>"), STR("<a@b><c@d>"),
			    STR("<abc>") };
	struct letter l = sample();
	str m;

	for (size_t i = 0; i < COUNT(evil); i++) {
		l.to = evil[i];
		CHECK("to", letter_build(test_arena(), &l, &m) != OK);
	}
	l = sample();
	for (size_t i = 0; i < COUNT(ids); i++) {
		l.message_id = ids[i];
		CHECK(ids[i].p, letter_build(test_arena(), &l, &m) != OK);
	}
	l = sample();
	l.from = S("MyIntress");
	CHECK("from", letter_build(test_arena(), &l, &m) != OK);
}

TEST(letters_pass_a_real_server_unchanged)
{
	struct server s = server_start(
		"test/servers/smtp.py",
		(const char *const[]){ arena_cstr(test_arena(), test_dir()), NULL });
	str url = arena_fmt(test_arena(), "smtp://127.0.0.1:%d", s.port);

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct letter l = sample();
		str name = arena_fmt(test_arena(), "%.*s/%zu.eml", P(test_dir()), i + 1);
		struct fetch_smtp said;

		l.subject = texts[i].subject;
		l.text = l.html = texts[i].text;
		said = fetch_send(test_arena(), url, mail_address_of(l.from), l.to,
				  built(&l));
		CHECK_INT(texts[i].what, said.code, 250);
		CHECK_STR(texts[i].what, test_file(arena_cstr(test_arena(), name)),
			  built(&l));
		check_read_back(texts[i].what, &l,
				test_file(arena_cstr(test_arena(), name)));
	}
	server_stop(&s);
}
