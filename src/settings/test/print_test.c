#include "settings/test/given.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool printed(const struct given *g, const char *line)
{
	struct strs lines = settings_print(test_arena(), g->s);

	for (size_t i = 0; i < lines.count; i++)
		if (str_eq(lines.items[i], str_from(line)))
			return true;
	return false;
}

TEST(print_names_every_setting_with_its_origin)
{
	struct given g = given(S("mode = demo\n"), "MYINTRESS_PROCESSES=2");
	str mode = arena_fmt(test_arena(), "mode = demo (%.*s:1)", P(g.path));

	CHECK_INT("all of them", settings_print(test_arena(), g.s).count, SETTINGS);
	CHECK("of the file", printed(&g, mode.p));
	CHECK("of the environment", printed(&g, "processes = 2 (MYINTRESS_PROCESSES)"));
	CHECK("of nobody", printed(&g, "dukcapil = simulated (bawaan)"));
	CHECK("as it is written", printed(&g, "session_idle = 30 min (bawaan)"));
}

TEST(print_hides_secrets)
{
	static const struct {
		const char *given, *line;
	} cases[] = {
		{ "MYINTRESS_DUKCAPIL_PASSWORD=rahasia",
		  "dukcapil_password = *** (MYINTRESS_DUKCAPIL_PASSWORD)" },
		{ "MYINTRESS_MAIL=smtp://m:rahasia@h:25",
		  "mail = smtp://m:***@h:25 (MYINTRESS_MAIL)" },
		{ "MYINTRESS_MAIL=smtp://m:ra@hasia@h:25",
		  "mail = smtp://m:***@h:25 (MYINTRESS_MAIL)" },
		{ "MYINTRESS_MAIL=smtp://m@h:25",
		  "mail = smtp://m@h:25 (MYINTRESS_MAIL)" },
		{ "MYINTRESS_DATABASE=postgresql://h:5432/m?password=rahasia&x=y",
		  "database = postgresql://h:5432/m?password=***&x=y (MYINTRESS_DATABASE)" },
		{ "MYINTRESS_DATABASE=postgresql://m:rahasia@h/m?password=rahasia",
		  "database = postgresql://m:***@h/m?password=*** (MYINTRESS_DATABASE)" },
		{ "MYINTRESS_DIGIT=oidc:https://d.example client_secret=rahasia dialect=x",
		  "digit = oidc:https://d.example client_secret=*** dialect=x "
		  "(MYINTRESS_DIGIT)" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct given g = given(S(""), cases[i].given);
		struct strs lines = settings_print(test_arena(), g.s);

		CHECK(cases[i].line, printed(&g, cases[i].line));
		for (size_t n = 0; n < lines.count; n++)
			CHECK("no secret", !str_has(lines.items[n], S("hasia")));
	}
}

static str document(void)
{
	struct buf b = buf_new(test_arena());

	settings_document(&b);
	return buf_str(&b);
}

/* MYINTRESS_TEST_WRITE=1 writes the page anew. */
TEST(the_page_in_docs_is_the_table)
{
	int fd = open("docs/settings.md",
		      getenv("MYINTRESS_TEST_WRITE") ? O_RDWR | O_CREAT | O_TRUNC
						     : O_RDONLY,
		      0644);
	char *page = arena_alloc(test_arena(), 64 * 1024);
	ssize_t n;

	if (getenv("MYINTRESS_TEST_WRITE"))
		CHECK("written", write(fd, document().p, document().n) > 0);
	n = pread(fd, page, 64 * 1024, 0);
	close(fd);
	CHECK("read", n > 0);
	CHECK_STR("docs/settings.md; MYINTRESS_TEST_WRITE=1 make unit-settings writes it",
		  ((str){ page, (size_t)n }), document());
}

static const char sound[] = "public_url = https://myintress.example\n"
			    "mode = production\n"
			    "mail = smtps://mail.example\n"
			    "mail_from = no-reply@kantor.test\n"
			    "antivirus = /run/clamd.sock\n";

/* What production objects to, with DATA the test's directory. */
static struct strs objections(const char *environment)
{
	str all = arena_fmt(test_arena(), "MYINTRESS_DATA_DIR=%.*s,%s", P(test_dir()),
			    environment);
	struct given g = given(str_from(sound), all.p);

	CHECK(environment, g.s);
	return settings_objections(test_arena(), g.s);
}

TEST(production_may_start_with_sound_settings)
{
	CHECK_INT("no objection", objections("").count, 0);
}

TEST(production_objects)
{
	static const struct {
		const char *given, *about;
	} cases[] = {
		{ "MYINTRESS_PUBLIC_URL=http://myintress.example", "public_url: " },
		{ "MYINTRESS_MAIL=dir:mail", "mail: " },
		{ "MYINTRESS_MAIL_FROM=a@kantor.example", "mail_from: " },
		{ "MYINTRESS_MAIL_FROM=M <a@kantor.example>", "mail_from: " },
		{ "MYINTRESS_DUKCAPIL=simulated", "dukcapil: " },
		{ "MYINTRESS_DUKCAPIL=https://d.example", "dukcapil: " },
		{ "MYINTRESS_ANTIVIRUS=", "antivirus: " },
		{ "MYINTRESS_CLOCK_OFFSET=1", "clock_offset: " },
		{ "MYINTRESS_DIGIT=oidc:http://d.example", "digit: " },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct strs list = objections(cases[i].given);

		CHECK_INT(cases[i].given, list.count, 1);
		CHECK(cases[i].about,
		      str_starts(list.items[0], str_from(cases[i].about)));
	}
}

TEST(production_objects_to_all_at_once)
{
	CHECK_INT("three",
		  objections("MYINTRESS_ANTIVIRUS=,MYINTRESS_CLOCK_OFFSET=1,"
			     "MYINTRESS_DUKCAPIL=simulated")
			  .count,
		  3);
}

TEST(other_modes_object_to_nothing)
{
	CHECK_INT(
		"demo",
		settings_objections(test_arena(), given(S("mode = demo\n"), "").s).count,
		0);
}

static void make_keys(mode_t mode)
{
	CHECK_INT("mkdir",
		  mkdir(arena_fmt(test_arena(), "%.*s/keys", P(test_dir())).p, 0700), 0);
	CHECK_INT("chmod", chmod(given_file("keys/field.keys", S("x")).p, mode), 0);
}

TEST(production_objects_to_demo_keys)
{
	make_keys(0600);
	CHECK_INT("none yet", objections("").count, 0);
	given_file("keys/demo", S(""));
	CHECK_INT("now", objections("").count, 1);
}

TEST(production_objects_to_open_keys)
{
	make_keys(0640);
	CHECK_INT("one file", objections("").count, 1);
	CHECK("it is named", str_has(objections("").items[0], S("keys/field.keys")));
}

TEST(production_objects_to_open_directories)
{
	make_keys(0600);
	CHECK_INT("chmod", chmod(arena_cstr(test_arena(), test_dir()), 0755), 0);
	CHECK_INT("the data", objections("").count, 1);
	CHECK_INT("chmod",
		  chmod(arena_fmt(test_arena(), "%.*s/keys", P(test_dir())).p, 0750), 0);
	CHECK_INT("the keys, too", objections("").count, 2);
}

TEST(production_objects_to_open_secrets)
{
	str password = given_file("password", S("rahasia"));
	str by_file = arena_fmt(test_arena(), "MYINTRESS_DUKCAPIL_PASSWORD_FILE=%.*s",
				P(password));
	str text = arena_fmt(test_arena(),
			     "%sdukcapil_password = x\nmailbox = imaps://a:b@c\n", sound);
	struct given g;

	CHECK_INT("a private file", objections(by_file.p).count, 0);
	CHECK_INT("chmod", chmod(password.p, 0644), 0);
	CHECK_INT("an open one", objections(by_file.p).count, 1);
	g = given(text, "");
	CHECK_INT("settings with a password",
		  settings_objections(test_arena(), g.s).count, 0);
	CHECK_INT("chmod", chmod(g.path.p, 0644), 0);
	CHECK_INT("open ones, once", settings_objections(test_arena(), g.s).count, 1);
}
