#include "cage/cage.h"
#include "mail/arriving.h"
#include "test/test.h"

#include <unistd.h>

static struct arrived read_mail(str mail)
{
	struct arrived m;
	int fd;

	CHECK_OK(cage_file(mail, &fd));
	CHECK_OK(mail_read(test_arena(), fd, &m));
	close(fd);
	return m;
}

#define HEAD                                                                             \
	"From: Sari Contoh <sari@satker.example>\r\n"                                    \
	"To: hai@kppn.example, Budi <budi@satker.example>\r\n"                           \
	"Cc: Tim: wati@satker.example, joko@satker.example;\r\n"                         \
	"Message-ID: <1.a@satker.example>\r\n"                                           \
	"Subject: Retur SP2D\r\n"

static str list(const struct strs *all)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < all->count; i++)
		buf_fmt(&b, "%s%.*s", i ? " " : "", P(all->items[i]));
	return buf_str(&b);
}

TEST(a_plain_mail)
{
	struct arrived m = read_mail(S(
		HEAD
		"References: <x@a.example> <y@b.example>\r\n"
		"In-Reply-To: <y@b.example>\r\n\r\nSelamat pagi,\r\n\r\nmohon bantuan.\r\n"));

	CHECK("readable", m.readable);
	CHECK_STR("from", m.from, S("sari@satker.example"));
	CHECK_STR("name", m.from_name, S("Sari Contoh"));
	CHECK_STR(
		"others", list(&m.others),
		S("hai@kppn.example budi@satker.example wati@satker.example joko@satker.example"));
	CHECK_STR("subject", m.subject, S("Retur SP2D"));
	CHECK_STR("id", m.message_id, S("<1.a@satker.example>"));
	CHECK_STR("references", list(&m.references),
		  S("<x@a.example> <y@b.example> <y@b.example>"));
	CHECK_STR("text", m.text, S("Selamat pagi,\n\nmohon bantuan."));
	CHECK("of a person", !m.automatic && !m.bounce);
}

TEST(what_people_write_arrives_as_utf_8)
{
	static const struct {
		const char *sentence, *mail, *subject, *text;
	} rows[] = {
		{ "encoded words",
		  "From: a@b.example\r\nSubject: =?utf-8?B?UGVydGFueWFhbiDwn5iA?= "
		  "=?iso-8859-1?Q?caf=E9?=\r\n\r\nx",
		  "Pertanyaan 😀café", "x" },
		{ "quoted-printable in ISO-8859-1",
		  "From: a@b.example\r\nSubject: s\r\nContent-Type: text/plain; "
		  "charset=iso-8859-1\r\nContent-Transfer-Encoding: "
		  "quoted-printable\r\n\r\nBagian =\r\nCaf=E9",
		  "s", "Bagian Café" },
		{ "base64 in windows-1252",
		  "From: a@b.example\r\nSubject: s\r\nContent-Type: text/plain; "
		  "charset=windows-1252\r\nContent-Transfer-Encoding: "
		  "base64\r\n\r\nk3NhdGtlcpQ=",
		  "s", "“satker”" },
		{ "the plain one of two",
		  "From: a@b.example\r\nSubject: s\r\nContent-Type: "
		  "multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: "
		  "text/plain\r\n\r\npolos\r\n--x\r\nContent-Type: "
		  "text/html\r\n\r\n<b>tebal</b>\r\n--x--",
		  "s", "polos" },
		{ "HTML alone, without what is for machines",
		  "From: a@b.example\r\nSubject: s\r\nContent-Type: text/html\r\n\r\n"
		  "<html><head><title>t</title><style>p{color:red}</style></head><body>"
		  "<script>alert(1)</script><p>Satu &amp; dua&nbsp;<img "
		  "src=\"http://pelacak.example/x.gif\" alt=\"a>b\">tiga</p><div>Baris"
		  "<br>lagi &lt;b&gt; &#x41;&#66;</div><!-- rahasia --></body></html>",
		  "s", "Satu & dua tiga\n\nBaris\nlagi <b> AB" },
		{ "control characters as spaces",
		  "From: a@b.example\r\nSubject: a\x01\x7f"
		  "b\r\n\r\nbaris\x02satu\r\n\tdua",
		  "a  b", "baris satu\n\tdua" },
		{ "an unknown set of characters, as it can be read",
		  "From: a@b.example\r\nSubject: s\r\nContent-Type: text/plain; "
		  "charset=x-tidak-ada\r\n\r\nteks",
		  "s", "teks" },
		{ "no subject and no text", "From: a@b.example\r\n\r\n", "", "" },
		{ "lines of UNIX", "From: a@b.example\nSubject: s\n\nteks\n", "s",
		  "teks" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arrived m = read_mail(str_from(rows[i].mail));

		CHECK(rows[i].sentence, m.readable);
		CHECK_STR(rows[i].sentence, m.subject, str_from(rows[i].subject));
		CHECK_STR(rows[i].sentence, m.text, str_from(rows[i].text));
	}
}

TEST(what_is_not_written_by_a_person)
{
	static const struct {
		const char *sentence, *mail;
		bool automatic, bounce;
	} rows[] = {
		{ "a person", "From: a@b.example\r\n\r\n", false, false },
		{ "says that it is not automatic",
		  "From: a@b.example\r\nAuto-Submitted: no\r\n\r\n", false, false },
		{ "a holiday notice",
		  "From: a@b.example\r\nAuto-Submitted: auto-replied (vacation)\r\n\r\n",
		  true, false },
		{ "generated",
		  "From: a@b.example\r\nAUTO-SUBMITTED: auto-generated\r\n\r\n", true,
		  false },
		{ "bulk", "From: a@b.example\r\nPrecedence: Bulk\r\n\r\n", true, false },
		{ "a list", "From: a@b.example\r\nList-Id: <x.example>\r\n\r\n", true,
		  false },
		{ "an old responder", "From: a@b.example\r\nX-Autoreply: yes\r\n\r\n",
		  true, false },
		{ "the mailer", "From: MAILER-DAEMON@b.example\r\n\r\n", false, true },
		{ "an empty sender", "Return-Path: <>\r\nFrom: a@b.example\r\n\r\n",
		  false, true },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arrived m = read_mail(str_from(rows[i].mail));

		CHECK(rows[i].sentence, m.readable);
		CHECK(rows[i].sentence, m.automatic == rows[i].automatic);
		CHECK(rows[i].sentence, m.bounce == rows[i].bounce);
	}
}

TEST(a_bounce_names_the_letter_that_came_back)
{
	static const char *const returned[] = {
		"Content-Type: message/rfc822\r\n\r\nFrom: hai@kppn.example\r\n"
		"Message-ID: <surat.1@kppn.example>\r\nSubject: x\r\n\r\nisi",
		"Content-Type: text/rfc822-headers\r\n\r\nFrom: hai@kppn.example\r\n"
		"Message-ID: <surat.1@kppn.example>\r\nSubject: x\r\n",
	};

	for (size_t i = 0; i < COUNT(returned); i++) {
		struct arrived m = read_mail(arena_fmt(
			test_arena(),
			"From: MAILER-DAEMON@mx.example\r\nContent-Type: multipart/report; "
			"report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\nGagal.\r\n"
			"--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; "
			"mx.example\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nStatus: "
			"5.1.1\r\n\r\n--x\r\n%s\r\n--x--\r\n",
			returned[i]));

		CHECK("a bounce", m.bounce);
		CHECK_STR("of the letter", list(&m.bounced), S("<surat.1@kppn.example>"));
	}
}

TEST(files_of_a_mail)
{
	struct arrived m = read_mail(S(
		HEAD
		"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nTerlampir.\r\n"
		"--x\r\nContent-Type: application/pdf; name=\"SK.pdf\"\r\n"
		"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; "
		"filename*=utf-8''SK%20satker%20%E2%9C%93.pdf\r\n\r\nJVBERi0xLjQ=\r\n"
		"--x\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; "
		"filename=\"ktp.jpg\"\r\n\r\nxx\r\n"
		"--x\r\nContent-Type: application/octet-stream; name=FORMULIR.PDF\r\n\r\n%PDF-\r\n"
		"--x\r\nContent-Type: text/html\r\nContent-Disposition: attachment; "
		"filename=surat.html\r\n\r\n<b>x</b>\r\n--x--\r\n"));

	CHECK_STR("text", m.text, S("Terlampir."));
	CHECK_INT("PDFs", (int64_t)m.files.count, 2);
	CHECK_STR("name", m.files.items[0].name, S("SK satker ✓.pdf"));
	CHECK_STR("bytes", m.files.items[0].bytes, S("%PDF-1.4"));
	CHECK_STR("by its name", m.files.items[1].name, S("FORMULIR.PDF"));
	CHECK_STR("the others", list(&m.left_out), S("ktp.jpg surat.html"));
}

TEST(broken_mails_end_somewhere)
{
	struct buf deep = buf_new(test_arena());
	static const struct {
		const char *sentence, *mail;
		bool readable;
	} rows[] = {
		{ "nothing", "", false },
		{ "no head", "halo saja, tanpa kepala surat", false },
		{ "no sender", "Subject: x\r\n\r\ny", false },
		{ "a sender that is none", "From: <>\r\n\r\ny", false },
		{ "NUL and worse",
		  "From: a@b.example\r\nSubject: \xff\xfe\r\n\r\n\xc3\x28", true },
		{ "no end of the parts",
		  "From: a@b.example\r\nContent-Type: multipart/mixed; "
		  "boundary=x\r\n\r\n--x\r\n\r\nada",
		  true },
		{ "no boundary at all",
		  "From: a@b.example\r\nContent-Type: multipart/mixed\r\n\r\nada", true },
		{ "base64 that is none",
		  "From: a@b.example\r\nContent-Transfer-Encoding: base64\r\n\r\n****",
		  true },
		{ "a Message-ID that could end a line",
		  "From: a@b.example\r\nMessage-ID: <a b@c>\r\n\r\nx", true },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK(rows[i].sentence,
		      read_mail(str_from(rows[i].mail)).readable == rows[i].readable);
	buf_add(&deep, S("From: a@b.example\r\n"));
	for (int i = 0; i < 500; i++)
		buf_fmt(&deep,
			"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i,
			i);
	buf_add(&deep, S("\r\ndasar"));
	(void)read_mail(buf_str(&deep));
	CHECK("many parts within parts come back", true);
}

TEST(a_mail_of_thirty_megabytes)
{
	static const char line[] =
		"QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\r\n";
	struct buf b = buf_new(test_arena());
	struct arrived m;

	buf_reserve(&b, (size_t)32 << 20);
	buf_add(&b, S(HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n"
			   "Besar.\r\n"));
	for (int f = 0; f < 3; f++) {
		buf_fmt(&b,
			"--x\r\nContent-Type: application/pdf; name=%d.pdf\r\n"
			"Content-Transfer-Encoding: base64\r\n\r\n",
			f);
		for (size_t n = 0; n < ((size_t)10 << 20) / (sizeof(line) - 1); n++)
			buf_add(&b, (str){ line, sizeof(line) - 1 });
	}
	buf_add(&b, S("--x--\r\n"));
	m = read_mail(buf_str(&b));
	CHECK("read", m.readable);
	CHECK_STR("text", m.text, S("Besar."));
	CHECK_INT("files", (int64_t)m.files.count, 3);
}
