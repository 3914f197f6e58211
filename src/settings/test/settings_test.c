#include "settings/test/given.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

TEST(nothing_given_gives_the_fallbacks)
{
	const struct settings *s = given(S(""), "").s;

	CHECK("read", s);
	CHECK_INT("mode", s->mode, MODE_DEVELOPMENT);
	CHECK_STR("listen", s->listen, S("127.0.0.1:8080"));
	CHECK_STR("public_url", s->public_url, S("http://127.0.0.1:8080"));
	CHECK_STR("data_dir", s->data_dir, S("./data"));
	CHECK_STR("database", s->database, S("sqlite:./data/myintress.db"));
	CHECK_STR("mail", s->mail, S("dir:./data/mail"));
	CHECK_STR("mailbox", s->mailbox, S(""));
	CHECK_STR("dukcapil", s->dukcapil, S("manual"));
	CHECK_INT("dukcapil_threshold", s->dukcapil_threshold, 95);
	CHECK_STR("digit", s->digit, S("builtin"));
	CHECK_STR("antivirus", s->antivirus, S(""));
	CHECK_STR("trusted_proxies", s->trusted_proxies, S(""));
	CHECK_STR("metrics_listen", s->metrics_listen, S(""));
	CHECK_INT("processes", s->processes, 0);
	CHECK_INT("session_idle", s->session_idle, 1800);
	CHECK("kpa_confirmation", !s->kpa_confirmation_always);
	CHECK_INT("clock_offset", s->clock_offset, 0);
}

TEST(fallbacks_follow_from_other_settings)
{
	const struct settings *s =
		given(S("mode = demo\ndata_dir = /srv/m\nlisten = /run/m.sock\n"), "").s;

	CHECK("read", s);
	CHECK_STR("database", s->database, S("sqlite:/srv/m/myintress.db"));
	CHECK_STR("mail", s->mail, S("dir:/srv/m/mail"));
	CHECK_STR("dukcapil", s->dukcapil, S("simulated"));
	CHECK_STR("public_url", s->public_url, S("http://localhost"));
}

TEST(the_file_gives_every_setting)
{
	const struct settings *s =
		given(S("# a comment\n"
			"; another\n"
			"\n"
			"mode=production\r\n"
			"listen = [::1]:80\n"
			"public_url = https://myintress.example\n"
			"database = postgresql://m:p@h1,h2/m?target_session_attrs=read-write\n"
			"mail = smtps://m:p@mail.example:465\n"
			"mail_from = MyIntress <no-reply@kantor.example>\n"
			"mailbox = imaps://m:p@mail.example/INBOX\n"
			"dukcapil = https://dukcapil.example\n"
			"dukcapil_customer = kantor\n"
			"dukcapil_user = m\n"
			"  dukcapil_password = a ; b # c = d\n"
			"dukcapil_threshold = 80\n"
			"digit = oidc:https://digit.example client_id=m\n"
			"antivirus = /run/clamd.sock\n"
			"trusted_proxies = 127.0.0.1, 10.0.0.0/8 ::1,unix\n"
			"metrics_listen = 127.0.0.1:9100\n"
			"processes = 4\n"
			"session_idle = 2 jam\n"
			"kpa_confirmation = always\n"
			"clock_offset = +7776000\n"),
		      "")
			.s;

	CHECK("read", s);
	CHECK_INT("mode", s->mode, MODE_PRODUCTION);
	CHECK_STR("listen", s->listen, S("[::1]:80"));
	CHECK_STR("public_url", s->public_url, S("https://myintress.example"));
	CHECK_STR("database", s->database,
		  S("postgresql://m:p@h1,h2/m?target_session_attrs=read-write"));
	CHECK_STR("mail", s->mail, S("smtps://m:p@mail.example:465"));
	CHECK_STR("mail_from", s->mail_from, S("MyIntress <no-reply@kantor.example>"));
	CHECK_STR("mailbox", s->mailbox, S("imaps://m:p@mail.example/INBOX"));
	CHECK_STR("dukcapil", s->dukcapil, S("https://dukcapil.example"));
	CHECK_STR("dukcapil_customer", s->dukcapil_customer, S("kantor"));
	CHECK_STR("dukcapil_user", s->dukcapil_user, S("m"));
	CHECK_STR("a password keeps its signs", s->dukcapil_password.value,
		  S("a ; b # c = d"));
	CHECK_INT("dukcapil_threshold", s->dukcapil_threshold, 80);
	CHECK_STR("digit", s->digit, S("oidc:https://digit.example client_id=m"));
	CHECK_STR("antivirus", s->antivirus, S("/run/clamd.sock"));
	CHECK_STR("trusted_proxies", s->trusted_proxies,
		  S("127.0.0.1, 10.0.0.0/8 ::1,unix"));
	CHECK_STR("metrics_listen", s->metrics_listen, S("127.0.0.1:9100"));
	CHECK_INT("processes", s->processes, 4);
	CHECK_INT("session_idle", s->session_idle, 7200);
	CHECK("kpa_confirmation", s->kpa_confirmation_always);
	CHECK_INT("clock_offset", s->clock_offset, 7776000);
}

TEST(the_environment_wins_over_the_file)
{
	const struct settings *s =
		given(S("processes = 4\nmode = demo\n"),
		      "MYINTRESS_PROCESSES=2,PROCESSES=9,MYINTRESS_TEST_PG=x,HOME=/root")
			.s;

	CHECK("read", s);
	CHECK_INT("processes", s->processes, 2);
	CHECK_INT("the rest is the file's", s->mode, MODE_DEMO);
}

TEST(what_systemd_says_is_read_from_its_own_variables)
{
	const char *ours = arena_fmt(test_arena(),
				     "NOTIFY_SOCKET=@n,WATCHDOG_USEC=3000000,"
				     "WATCHDOG_PID=%d",
				     (int)getpid())
				   .p;
	const struct settings *s = given(S(""), ours).s;

	CHECK_STR("socket", s->notify_socket, S("@n"));
	CHECK_INT("watchdog in ms", s->watchdog_ms, 3000);
	s = given(S(""), "WATCHDOG_USEC=3000000,WATCHDOG_PID=1").s;
	CHECK_STR("no socket", s->notify_socket, S(""));
	CHECK_INT("another process is watched", s->watchdog_ms, 0);
	CHECK_INT("nonsense", given(S(""), "WATCHDOG_USEC=-5").s->watchdog_ms, 0);
}

TEST(the_environment_may_empty_what_the_file_gives)
{
	const struct settings *s =
		given(S("mailbox = imaps://m.example\n"), "MYINTRESS_MAILBOX=").s;

	CHECK("read", s);
	CHECK_STR("mailbox", s->mailbox, S(""));
}

TEST(a_value_may_stand_in_a_file_of_its_own)
{
	str password = given_file("password", S("rahasia\n"));
	str mail = given_file("mail", S("smtp://m:p@mail.example\r\n"));
	str text =
		arena_fmt(test_arena(), "dukcapil_password_file = %.*s\n", P(password));
	str env = arena_fmt(test_arena(), "MYINTRESS_MAIL_FILE=%.*s", P(mail));
	const struct settings *s = given(text, env.p).s;

	CHECK("read", s);
	CHECK_STR("without the newline", s->dukcapil_password.value, S("rahasia"));
	CHECK_STR("from the environment", s->mail, S("smtp://m:p@mail.example"));
}

TEST(a_long_line_is_read_whole)
{
	struct buf b = buf_new(test_arena());
	const struct settings *s;

	for (int i = 0; i < 100; i++)
		buf_fmt(&b, "%sh%03d.example:5432", i ? "," : "database = postgresql://",
			i);
	s = given(buf_str(&b), "").s;
	CHECK("read", s);
	CHECK_INT("all of it", s->database.n, buf_str(&b).n - 11);
}

/* Each refusal names its place and what is allowed. */
static const struct {
	const char *what;
	str file;
	const char *environment;
	const char *where; /* ":N" is a line of the file */
	const char *why;
} refusals[] = {
	{ "an unknown key", STR("mode = demo\n\nlisen = x\n"), "", ":3",
	  "kunci \"lisen\" tidak dikenal; yang ada: mode, listen, public_url, data_dir, "
	  "database, mail, mail_from, mailbox, dukcapil, dukcapil_customer, dukcapil_user, "
	  "dukcapil_password, dukcapil_threshold, digit, antivirus, trusted_proxies, "
	  "metrics_listen, processes, session_idle, kpa_confirmation, clock_offset" },
	{ "an unknown word", STR("mode = produksi"), "", ":1",
	  "mode: \"produksi\" tidak sah; yang boleh: demo, development, production" },
	{ "a number past its bounds", STR("# x\nprocesses = 65\n"), "", ":2",
	  "processes: \"65\" tidak sah; yang boleh: 0 sampai 64" },
	{ "a bad variable", STR(""), "MYINTRESS_DUKCAPIL_THRESHOLD=-1",
	  "MYINTRESS_DUKCAPIL_THRESHOLD",
	  "dukcapil_threshold: \"-1\" tidak sah; yang boleh: 0 sampai 100" },
	{ "a bad value that the environment hides", STR("processes = x\n"),
	  "MYINTRESS_PROCESSES=1", ":1",
	  "processes: \"x\" tidak sah; yang boleh: 0 sampai 64" },
	{ "a password in a bad address is not repeated",
	  STR("mail = pop://m:rahasia@mail.example\n"), "", ":1",
	  "mail: nilai tidak sah; yang boleh: dir:JALUR, smtp://… atau smtps://…" },
	{ "a file that is missing", STR("\nmail_file = /none/mail\n"), "", ":2",
	  "mail_file: berkas /none/mail tidak ada" },
	{ "a key twice", STR("processes = 1\nmode = demo\nprocesses = 2\n"), "", ":3",
	  "processes: sudah diisi di FILE:1" },
	{ "a key beside its file", STR("processes = 1\nprocesses_file = /dev/null\n"), "",
	  ":2", "processes: sudah diisi di FILE:1" },
	{ "a section", STR("[web]\nprocesses = 1\n"), "", ":2",
	  "bagian [...] tidak dikenal" },
	{ "a word alone", STR("mode = demo\nprocesses\n"), "", ":2",
	  "bukan \"kunci = nilai\"" },
	{ "the first of two", STR("x = 1\ny\n"), "", ":1", NULL },
	{ "the first of two, the other way", STR("y\nx = 1\n"), "", ":1", NULL },
	{ "bytes that are no text", STR("mode = \xff\n"), "", "", "bukan teks UTF-8" },
	{ "control characters", STR("dukcapil_user = a\x1b[31m\n"), "", ":1",
	  "dukcapil_user: nilai tidak sah; yang boleh: teks" },
};

TEST(refusals_name_their_place_and_what_is_allowed)
{
	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct given g = given(refusals[i].file, refusals[i].environment);
		bool in_file = refusals[i].where[0] != 'M';
		str where = arena_fmt(test_arena(), "%.*s%s", in_file ? (int)g.path.n : 0,
				      g.path.p, refusals[i].where);
		str why = str_from(refusals[i].why), mark = S("FILE");

		CHECK(refusals[i].what, !g.s);
		CHECK_STR(refusals[i].what, g.why.where, where);
		if (str_has(why, mark))
			why = arena_fmt(test_arena(), "processes: sudah diisi di %.*s:1",
					P(g.path));
		if (why.n)
			CHECK_STR(refusals[i].what, g.why.why, why);
	}
}

TEST(unknown_variables_are_refused)
{
	struct given g = given(S(""), "MYINTRESS_LISEN=x");

	CHECK("refused", !g.s);
	CHECK_STR("where", g.why.where, S("MYINTRESS_LISEN"));
	CHECK("why", str_starts(g.why.why, S("kunci \"lisen\" tidak dikenal")));
}

TEST(a_line_too_long_is_refused)
{
	char *p = arena_alloc(test_arena(), 5001);
	struct given g;

	for (int i = 0; i < 5000; i++)
		p[i] = 'x';
	g = given(arena_fmt(test_arena(), "mode = demo\ndukcapil_user = %s\n", p), "");
	CHECK("refused", !g.s);
	CHECK_STR("where", g.why.where, arena_fmt(test_arena(), "%.*s:2", P(g.path)));
	CHECK_STR("why", g.why.why, S("baris terlalu panjang"));
}

TEST(a_named_file_must_be_there)
{
	char *none[] = { NULL };
	const struct settings *s;
	struct settings_refusal why;
	str path = arena_fmt(test_arena(), "%.*s/none.conf", P(test_dir()));

	CHECK_OK(settings_read_from(test_arena(), path, none, &s, &why));
	CHECK("refused", !s);
	CHECK_STR("where", why.where, path);
	CHECK_STR("why", why.why, S("berkas tidak ada"));
}

TEST(a_file_that_cannot_be_read_is_a_fault)
{
	char *none[] = { NULL };
	const struct settings *s;
	struct settings_refusal why;

	CHECK("a directory",
	      settings_read_from(test_arena(), test_dir(), none, &s, &why));
}

TEST(without_a_name_the_file_in_the_data_directory_is_read)
{
	str data = arena_fmt(test_arena(), "MYINTRESS_DATA_DIR=%.*s", P(test_dir()));
	char *environment[] = { arena_cstr(test_arena(), data), NULL };
	const struct settings *s;
	struct settings_refusal why;

	given_file("myintress.conf", S("processes = 3\n"));
	CHECK_OK(settings_read_from(test_arena(), S(""), environment, &s, &why));
	CHECK("read", s);
	CHECK_INT("processes", s->processes, 3);
}

TEST(values_that_are_allowed)
{
	static const char *const cases[] = {
		"listen = 0.0.0.0:0",
		"listen = ./m.sock",
		"public_url = http://localhost:8080",
		"database = sqlite:m.db",
		"mail_from = a@b",
		"dukcapil = http://127.0.0.1:1/",
		"digit = oidc:https://x",
		"trusted_proxies = fe80::/10",
		"session_idle = 60",
		"session_idle = 30min",
		"session_idle = 24 jam",
		"session_idle = 1 hari",
		"clock_offset = 1",
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK(cases[i], given(str_from(cases[i]), "").s);
}

TEST(values_that_are_refused)
{
	static const char *const cases[] = {
		"listen = 8080",
		"listen = localhost:8080",
		"listen = 127.0.0.1:65536",
		"listen = 127.0.0.1",
		"listen = ::1:80",
		"listen = [::1]80",
		"listen = [127.0.0.1]:80",
		"listen =",
		"public_url = myintress.example",
		"public_url = https://myintress.example/",
		"public_url = https://myintress.example/a",
		"public_url = https://",
		"public_url = https://myintress. example",
		"public_url = ftp://myintress.example",
		"data_dir =",
		"database = sqlite:",
		"database = mysql://x",
		"mail = dir:",
		"mail = smtp://",
		"mail_from = kantor",
		"mail_from = @kantor.example",
		"mailbox = imap://m.example",
		"dukcapil = auto",
		"dukcapil_threshold = 101",
		"dukcapil_threshold = 9x",
		"digit = oidc:",
		"antivirus = clamd.sock",
		"trusted_proxies = proxy.example",
		"trusted_proxies = 10.0.0.0/33",
		"trusted_proxies = 10.0.0.0/",
		"trusted_proxies = ::1/129",
		"session_idle = 59",
		"session_idle = 25 jam",
		"session_idle = min",
		"session_idle = 30 minit",
		"session_idle = 99999999999999999999",
		"session_idle = 9223372036854775807 hari",
		"kpa_confirmation = ya",
		"clock_offset = -1",
		"clock_offset = ++1",
		"clock_offset = 315360001",
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK(cases[i], !given(str_from(cases[i]), "").s);
}

static int64_t reread(const struct settings *s, str text)
{
	int64_t offset = -1;

	CHECK_OK(settings_reread_clock(s, given_file("myintress.conf", text), &offset));
	return offset;
}

TEST(the_clock_offset_is_read_again_only_forward)
{
	const struct settings *s = given(S("clock_offset = 100\n"), "").s;

	CHECK_INT("forward", reread(s, S("clock_offset = +200\n")), 200);
	CHECK_INT("not back", reread(s, S("clock_offset = 50\n")), 100);
	CHECK_INT("nor by leaving it out", reread(s, S("")), 100);
}

TEST(the_clock_offset_of_production_stays)
{
	const struct settings *s = given(S("mode = production\n"), "").s;

	CHECK_INT("as it was", reread(s, S("mode = demo\nclock_offset = 200\n")), 0);
}

TEST(settings_broken_meanwhile_leave_the_clock)
{
	const struct settings *s = given(S("clock_offset = 100\n"), "").s;
	int64_t offset = -1;
	err e = settings_reread_clock(s, given_file("myintress.conf", S("x = 1\n")),
				      &offset);

	CHECK("a fault says why", e && str_has(str_from(e->text), S("myintress.conf:1")));
	CHECK_INT("as it was", offset, 100);
}
