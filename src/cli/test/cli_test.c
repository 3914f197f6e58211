#include "cli/cli.h"
#include "test/test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int run_greet(struct cli *c)
{
	int64_t times = 1;

	if (!cli_number(c, S("kali"), 1, 3, &times))
		return CLI_MISUSED;
	for (int64_t i = 0; i < times; i++)
		fprintf(c->out, "%.*s %.*s%s\n", P(cli_value(c, S("salam"))),
			P(c->arguments.items[0]), cli_has(c, S("keras")) ? "!" : "");
	return CLI_DONE;
}

static int run_where(struct cli *c)
{
	fprintf(c->out, "%.*s\n", P(c->settings->data_dir));
	return CLI_DONE;
}

static int run_bare(struct cli *c)
{
	fprintf(c->out, "%s\n", c->settings ? "settings" : "bare");
	return CLI_DONE;
}

static int run_keys(struct cli *c)
{
	str sealed = seal(c->keys, c->arena, S("a|b|c"), S("x"));

	fprintf(c->out, "%d\n", sealed_key(sealed));
	return CLI_DONE;
}

static int run_fault(struct cli *c)
{
	return cli_fault(c, FAULT(FAULT_UNAVAILABLE, "basis data mati:\n\tcoba nanti\n"));
}

static int run_refusal(struct cli *c)
{
	fprintf(c->out, "half\n");
	return cli_fail(c, "baris %d salah", 7);
}

static int run_long(struct cli *c)
{
	for (int i = 0; i <= 20000; i++)
		cli_progress(c, i, 20000, S("satker"));
	cli_progress(c, 1234567, 0, S("baris"));
	return cli_fail(c, "sudah");
}

static const struct cli_flag greet_flags[] = {
	{ STR("salam"), STR("KATA"), STR("kata di depan nama") },
	{ STR("kali"), STR("N"), STR("berapa kali, 1 sampai 3") },
	{ STR("keras"), STR(""), STR("dengan tanda seru") },
};

static const struct command commands[] = {
	{ .name = STR("sapa"),
	  .arguments = STR("NAMA [NAMA]"),
	  .help = STR("menyapa orang"),
	  .run = run_greet,
	  .least = 1,
	  .most = 2,
	  .flags = greet_flags,
	  .flag_count = COUNT(greet_flags) },
	{ .name = STR("tempat"), .help = STR("menyebut data_dir"), .run = run_where },
	{ .name = STR("kunci daftar"),
	  .help = STR("polos"),
	  .run = run_bare,
	  .bare = true },
	{ .name = STR("kunci pakai"),
	  .help = STR("menyegel"),
	  .run = run_keys,
	  .keys = true },
	{ .name = STR("gagal"), .help = STR("gagal"), .run = run_fault },
	{ .name = STR("tolak"), .help = STR("menolak"), .run = run_refusal },
	{ .name = STR("lama"), .help = STR("bekerja lama"), .run = run_long },
};

struct said {
	int status;
	str out, errors;
};

static int run_program(FILE *out, FILE *errors, const char *words)
{
	struct cli_program p = { STR("myintress"), STR("1.2"), commands,
				 COUNT(commands),  out,	       errors };
	char *argv[16] = { arena_cstr(test_arena(), S("myintress")) };
	str rest = str_from(words);
	int argc = 1;

	while (rest.n)
		argv[argc++] = arena_cstr(test_arena(), str_cut(&rest, ' '));
	return cli_main(&p, argc, argv);
}

static str taken(FILE *f)
{
	size_t size = (size_t)ftell(f);
	char *p = arena_alloc(test_arena(), size + 1);

	rewind(f);
	CHECK_INT("read back", fread(p, 1, size, f), (int64_t)size);
	fclose(f);
	return (str){ p, size };
}

static struct said run_words(const char *words)
{
	FILE *out = tmpfile(), *errors = tmpfile();
	struct said said = { .status = run_program(out, errors, words) };

	said.out = taken(out);
	said.errors = taken(errors);
	return said;
}

/* With a settings file of this text in front. */
static struct said run_with(const char *settings, const char *words)
{
	str path = arena_fmt(test_arena(), "%.*s/s.conf", P(test_dir()));
	FILE *f = fopen(path.p, "w");

	fprintf(f, "data_dir = %.*s\n%s", P(test_dir()), settings);
	fclose(f);
	return run_words(arena_fmt(test_arena(), "-c %.*s %s", P(path), words).p);
}

TEST(help_lists_the_commands)
{
	struct said s = run_words("--help");

	CHECK_INT("done", s.status, CLI_DONE);
	CHECK_STR("errors", s.errors, S(""));
	CHECK_STR("help", s.out,
		  S("Pemakaian: myintress [-c BERKAS] PERINTAH [ARGUMEN]\n"
		    "\n"
		    "Perintah:\n"
		    "  sapa NAMA [NAMA]  menyapa orang\n"
		    "  tempat            menyebut data_dir\n"
		    "  kunci daftar      polos\n"
		    "  kunci pakai       menyegel\n"
		    "  gagal             gagal\n"
		    "  tolak             menolak\n"
		    "  lama              bekerja lama\n"
		    "\n"
		    "Pilihan:\n"
		    "  -c BERKAS  berkas setelan\n"
		    "  --help     keterangan ini\n"
		    "  --version  versi program\n"));
}

TEST(help_of_a_command_shows_its_flags)
{
	str help = S("Pemakaian: myintress sapa [--salam KATA] [--kali N] [--keras] "
		     "NAMA [NAMA]\n"
		     "\n"
		     "menyapa orang\n"
		     "\n"
		     "Pilihan:\n"
		     "  --salam KATA  kata di depan nama\n"
		     "  --kali N      berapa kali, 1 sampai 3\n"
		     "  --keras       dengan tanda seru\n"
		     "  -c BERKAS     berkas setelan\n"
		     "  --help        keterangan ini\n");

	CHECK_STR("behind", run_words("sapa --help").out, help);
	CHECK_STR("in front", run_words("--help sapa").out, help);
	CHECK_STR("short", run_words("sapa -h").out, help);
	CHECK_INT("done", run_words("sapa --help").status, CLI_DONE);
}

TEST(version_names_program_and_version)
{
	struct said s = run_words("--version");

	CHECK_INT("done", s.status, CLI_DONE);
	CHECK_STR("version", s.out, S("myintress 1.2\n"));
}

TEST(wrong_use_is_one_line_and_status_2)
{
	static const struct {
		const char *words, *line;
	} cases[] = {
		{ "", "perintah tidak disebut" },
		{ "terbang", "perintah tidak dikenal: terbang" },
		{ "terbang --help", "perintah tidak dikenal: terbang" },
		{ "kunci", "kunci: yang ada: daftar, pakai" },
		{ "kunci putar", "kunci: yang ada: daftar, pakai" },
		{ "--tinggi sapa", "pilihan tidak dikenal: --tinggi" },
		{ "sapa --tinggi Siti", "pilihan tidak dikenal: --tinggi" },
		{ "sapa --version Siti", "pilihan tidak dikenal: --version" },
		{ "sapa -xy Siti", "pilihan tidak dikenal: -x" },
		{ "sapa --keras=ya Siti", "pilihan tidak dikenal: --keras=ya" },
		{ "sapa Siti --kali", "pilihan --kali perlu nilai" },
		{ "-c", "pilihan -c perlu nilai" },
		{ "sapa", "sapa: argumennya NAMA [NAMA]" },
		{ "sapa a b c", "sapa: argumennya NAMA [NAMA]" },
		{ "kunci daftar semua", "kunci daftar: tanpa argumen" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct said s = run_words(cases[i].words);

		CHECK_INT(cases[i].line, s.status, CLI_MISUSED);
		CHECK_STR("out", s.out, S(""));
		CHECK_STR(cases[i].words, s.errors,
			  arena_fmt(test_arena(), "myintress: %s (lihat --help)\n",
				    cases[i].line));
	}
}

TEST(flags_may_stand_anywhere_behind_the_command)
{
	static const char *const cases[] = {
		"sapa --salam Halo --keras Siti",
		"sapa Siti --salam Halo --keras",
		"sapa --keras Siti --salam=Halo",
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct said s = run_with("", cases[i]);

		CHECK_INT(cases[i], s.status, CLI_DONE);
		CHECK_STR(cases[i], s.out, S("Halo Siti!\n"));
	}
	CHECK_STR("none given", run_with("", "sapa Siti").out, S(" Siti\n"));
	CHECK_STR("two dashes end them", run_with("", "sapa -- --keras").out,
		  S(" --keras\n"));
}

TEST(numbers_of_flags_have_bounds)
{
	static const char *const wrong[] = { "0", "4", "x", "", "1x" };

	CHECK_STR("two", run_with("", "sapa --kali 2 Siti").out, S(" Siti\n Siti\n"));
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct said s = run_with(
			"", arena_fmt(test_arena(), "sapa --kali=%s Siti", wrong[i]).p);

		CHECK_INT(wrong[i], s.status, CLI_MISUSED);
		CHECK_STR("out", s.out, S(""));
		CHECK_STR("errors", s.errors,
			  S("myintress: --kali: bilangan 1 sampai 3 (lihat --help)\n"));
	}
}

TEST(the_settings_file_may_be_named_on_either_side)
{
	str conf = arena_fmt(test_arena(), "%.*s/s.conf", P(test_dir()));
	str dir = arena_fmt(test_arena(), "%.*s\n", P(test_dir()));

	CHECK_STR("in front", run_with("", "tempat").out, dir);
	CHECK_STR("behind",
		  run_words(arena_fmt(test_arena(), "tempat -c %.*s", P(conf)).p).out,
		  dir);
}

TEST(refused_settings_are_one_line_and_status_1)
{
	struct said s = run_with("mode = produksi\n", "tempat");

	CHECK_INT("failed", s.status, CLI_FAILED);
	CHECK_STR("out", s.out, S(""));
	CHECK_STR(
		"errors", s.errors,
		arena_fmt(test_arena(),
			  "myintress: %.*s/s.conf:2: mode: \"produksi\" tidak sah; yang "
			  "boleh: demo, development, production\n",
			  P(test_dir())));
}

TEST(settings_that_cannot_be_read_are_status_1)
{
	struct said s =
		run_words(arena_fmt(test_arena(), "-c %.*s tempat", P(test_dir())).p);

	CHECK_INT("failed", s.status, CLI_FAILED);
	CHECK("one line", str_index(s.errors, '\n') == s.errors.n - 1);
}

TEST(a_bare_command_reads_no_settings)
{
	CHECK_STR("bare", run_with("mode = produksi\n", "kunci daftar").out, S("bare\n"));
}

TEST(a_command_with_keys_gets_them_made)
{
	str file = arena_fmt(test_arena(), "%.*s/keys/field.keys", P(test_dir()));

	CHECK_STR("others make none", run_with("", "tempat").errors, S(""));
	CHECK("none", access(file.p, F_OK) != 0);
	CHECK_STR("sealed by the first key", run_with("", "kunci pakai").out, S("1\n"));
	CHECK("made", access(file.p, F_OK) == 0);
}

TEST(a_fault_is_one_line_and_status_1)
{
	struct said s = run_with("", "gagal");

	CHECK_INT("failed", s.status, CLI_FAILED);
	CHECK_STR("errors", s.errors, S("myintress: basis data mati:  coba nanti\n"));
}

TEST(a_failure_is_one_line_and_status_1)
{
	struct said s = run_with("", "tolak");

	CHECK_INT("failed", s.status, CLI_FAILED);
	CHECK_STR("what was printed stays", s.out, S("half\n"));
	CHECK_STR("errors", s.errors, S("myintress: baris 7 salah\n"));
}

TEST(output_that_cannot_be_written_is_a_failure)
{
	FILE *full = fopen("/dev/full", "w"), *errors = tmpfile();

	CHECK_INT("failed", run_program(full, errors, "--help"), CLI_FAILED);
	CHECK("told", ftell(errors) > 0);
	fclose(full);
	fclose(errors);
}

TEST(the_clock_is_shifted_outside_production)
{
	int64_t before = clock_now();

	run_with("mode = production\nclock_offset = 7776000\n", "tempat");
	CHECK("not in production", clock_now() < before + 7776000);
	run_with("clock_offset = 7776000\n", "tempat");
	CHECK("else by the offset", clock_now() >= before + 7776000);
}

TEST(progress_is_silent_on_a_pipe)
{
	CHECK_STR("the failure alone", run_with("", "lama").errors,
		  S("myintress: sudah\n"));
}

/* The controlling side of a terminal; *ret is a stream on the other. */
static int open_terminal(FILE **ret)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave;
	struct termios raw;

	CHECK_INT("terminal", grantpt(master) + unlockpt(master), 0);
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	tcgetattr(slave, &raw);
	cfmakeraw(&raw);
	tcsetattr(slave, TCSANOW, &raw);
	*ret = fdopen(slave, "w");
	return master;
}

/* All that was written, once the other side is closed. */
static str read_terminal(int master)
{
	struct buf b = buf_new(test_arena());
	char part[4096];
	ssize_t n;

	while ((n = read(master, part, sizeof(part))) > 0)
		buf_add(&b, (str){ part, (size_t)n });
	close(master);
	return buf_str(&b);
}

static size_t count_of(str s, str part)
{
	size_t n = 0;

	for (; s.n; s = str_skip(s, 1))
		n += str_starts(s, part);
	return n;
}

TEST(progress_shows_each_hundredth_on_a_terminal)
{
	FILE *errors, *out = tmpfile();
	int master = open_terminal(&errors);
	str conf = arena_fmt(test_arena(), "%.*s/s.conf", P(test_dir()));
	str shown;

	run_with("", "tempat");
	run_program(out, errors, arena_fmt(test_arena(), "-c %.*s lama", P(conf)).p);
	fclose(errors);
	fclose(out);
	shown = read_terminal(master);
	CHECK_INT("from 0 to 100 %", count_of(shown, S(" dari 20.000 (")), 101);
	CHECK("with points",
	      str_has(shown, S("\r\033[Ksatker: 10.000 dari 20.000 (50%)")));
	CHECK("or without", str_has(shown, S("\r\033[Ksatker: 200 dari 20.000 (1%)")));
	CHECK("without a total", str_has(shown, S("\r\033[Kbaris: 1.234.567")));
	CHECK("the failure has a line of its own",
	      str_ends(shown, S("\r\033[Kmyintress: sudah\n")));
}
