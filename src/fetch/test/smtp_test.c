#include "fetch/internal.h"
#include "test/server.h"
#include "test/test.h"

#define LETTER "Subject: halo\r\n\r\nsatu\r\n.titik\r\n..\r\n"

static struct server start(const char *mode)
{
	const char *dir = arena_cstr(test_arena(), test_dir());

	return server_start("test/servers/smtp.py",
			    (const char *const[]){ dir, mode, NULL });
}

static str kept(const char *name)
{
	return test_file(arena_cstr(
		test_arena(), arena_fmt(test_arena(), "%.*s/%s", P(test_dir()), name)));
}

#define SENDER S("no-reply@kemenkeu.example")

static struct fetch_smtp send_as(struct server s, const char *scheme, str from, str to)
{
	struct smtp_call call = {
		.url = arena_fmt(test_arena(), "%s127.0.0.1:%d", scheme, s.port),
		.from = from,
		.to = to,
		.letter = S(LETTER),
		.connect_ms = 2000,
		.total_ms = 20000,
	};

	if (str_starts(to, S("hang@")))
		call.total_ms = 1000;
	return smtp_send(test_arena(), &call);
}

TEST(a_letter_arrives_as_it_was_sent)
{
	struct server s = start(NULL);
	struct fetch_smtp said = send_as(s, "smtp://", SENDER, S("siti@satker.example"));

	CHECK_INT("code", said.code, 250);
	CHECK_STR("words", said.detail, S("250 2.0.0 kept as 1"));
	CHECK_STR("letter", kept("1.eml"), S(LETTER));
	AWAIT("goodbye", str_eq(kept("said"), S("MAIL no-reply@kemenkeu.example\n"
						"RCPT siti@satker.example\nQUIT\n")));
	server_stop(&s);
}

static const struct {
	const char *to;
	int code;
	const char *detail;
} answers[] = {
	{ "rcpt550@satker.example", 550,
	  "550 5.1.1 no such mailbox: ?[31mrcpt550@satker.example" },
	{ "rcpt450@satker.example", 450,
	  "450 5.1.1 no such mailbox: ?[31mrcpt450@satker.example" },
	{ "data451@satker.example", 451, "451 4.3.2 not this letter" },
	{ "data554@satker.example", 554, "554 4.3.2 not this letter" },
	{ "gone@satker.example", 0, NULL },
	{ "drop@satker.example", 0, NULL },
	{ "hang@satker.example", 0, NULL },
	{ "quit@satker.example", 250, NULL },
};

TEST(the_code_is_what_the_server_said_about_the_letter)
{
	struct server s = start(NULL);

	for (size_t i = 0; i < COUNT(answers); i++) {
		struct fetch_smtp said =
			send_as(s, "smtp://", SENDER, str_from(answers[i].to));

		CHECK_INT(answers[i].to, said.code, answers[i].code);
		CHECK(answers[i].to, said.detail.n > 0 && str_one_line(said.detail));
		if (answers[i].detail)
			CHECK_STR(answers[i].to, said.detail,
				  str_from(answers[i].detail));
	}
	CHECK_INT("sender",
		  send_as(s, "smtp://", S("mail553@x.example"), S("a@b.example")).code,
		  553);
	server_stop(&s);
}

TEST(trouble_that_is_not_about_the_letter_has_no_code)
{
	struct server greet = start("greet");
	struct server login = start("login");
	struct fetch_smtp said =
		send_as(greet, "smtp://", SENDER, S("siti@satker.example"));

	CHECK_INT("greeting", said.code, 0);
	CHECK_STR("greeting", said.detail, S("554 5.7.1 not from your address"));
	said = send_as(login, "smtp://user:pass@", SENDER, S("siti@satker.example"));
	CHECK_INT("no TLS for a password", said.code, 0);
	server_stop(&greet);
	server_stop(&login);
	CHECK_STR("the password was not said", kept("said"), S(""));
	said = send_as(login, "smtp://", SENDER, S("siti@satker.example"));
	CHECK_INT("closed port", said.code, 0);
}

TEST(a_server_is_reached_without_a_letter)
{
	struct server s = start(NULL);
	struct server greet = start("greet");
	str url = arena_fmt(test_arena(), "smtp://127.0.0.1:%d", s.port);
	str refuses = arena_fmt(test_arena(), "smtp://127.0.0.1:%d", greet.port);

	CHECK_INT("greets", fetch_smtp_reach(test_arena(), url).code, 250);
	CHECK_INT("refuses", fetch_smtp_reach(test_arena(), refuses).code, 0);
	server_stop(&s);
	server_stop(&greet);
	CHECK_STR("nothing was sent", kept("said"), S(""));
	CHECK_INT("nobody there", fetch_smtp_reach(test_arena(), url).code, 0);
}

TEST(an_address_cannot_speak_to_the_server)
{
	struct server s = start(NULL);
	const str evil[] = {
		STR("a@b.example>\r\nRCPT TO:<c@d.example"),
		STR("a@b.example\r\nDATA"),
		STR("<a@b.example>"),
		STR("a@b.example c"),
		STR(""),
		STR("\xc3\xa9@b.example"),
	};

	for (size_t i = 0; i < COUNT(evil); i++) {
		CHECK_INT("to", send_as(s, "smtp://", SENDER, evil[i]).code, 553);
		CHECK_INT("from", send_as(s, "smtp://", evil[i], SENDER).code, 553);
	}
	server_stop(&s);
	CHECK_STR("nothing was said", kept("said"), S(""));
}

TEST(other_protocols_do_not_carry_letters)
{
	struct fetch_smtp said = fetch_send(test_arena(), S("http://127.0.0.1:1"), SENDER,
					    S("siti@satker.example"), S(LETTER));

	CHECK_INT("http", said.code, 0);
}

TEST(letters_go_in_the_clear_to_the_loopback_alone)
{
	static const struct {
		str url;
		bool tls;
	} cases[] = {
		{ STR("smtp://127.0.0.1:2525"), false },
		{ STR("smtp://127.9.9.9"), false },
		{ STR("smtp://localhost:25"), false },
		{ STR("smtp://[::1]:25"), false },
		{ STR("smtp://user:pass@127.0.0.1:25"), true },
		{ STR("smtp://mail.example:25"), true },
		{ STR("smtp://10.0.0.1"), true },
		{ STR("smtp://127.mail.example"), true },
		{ STR("smtp://localhost.example"), true },
		{ STR("smtp://[2001:db8::1]:25"), true },
		{ STR("no address"), true },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT(arena_cstr(test_arena(), cases[i].url),
			  smtp_needs_tls(test_arena(), cases[i].url), cases[i].tls);
}
