#include "cli/internal.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

enum {
	ARENA_CEILING = 64 * 1024 * 1024,
	FLAGS_MOST = 16,
	FIRST_FLAG = 256, /* behind every character: what getopt calls the flags */
};

/* A fault may carry another program's words, with its line ends. */
static str one_line(struct cli *c, str text)
{
	char *p = arena_cstr(c->arena, text);

	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)p[i] < ' ' || p[i] == '\x7f')
			p[i] = ' ';
	return str_trim((str){ p, text.n });
}

__attribute__((format(printf, 3, 0))) static void say(struct cli *c, str hint,
						      const char *fmt, va_list args)
{
	char text[1024];

	vsnprintf(text, sizeof(text), fmt, args);
	progress_end(c);
	fprintf(c->program->errors, "%.*s: %.*s%.*s\n", P(c->program->name),
		P(one_line(c, str_from(text))), P(hint));
}

int cli_fail(struct cli *c, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	say(c, S(""), fmt, args);
	va_end(args);
	return CLI_FAILED;
}

int cli_misuse(struct cli *c, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	say(c, S(" (lihat --help)"), fmt, args);
	va_end(args);
	return CLI_MISUSED;
}

int cli_fault(struct cli *c, err e)
{
	return e ? cli_fail(c, "%s", e->text) : CLI_DONE;
}

static size_t flag_index(const struct cli *c, str flag)
{
	for (size_t i = 0; i < c->command->flag_count; i++)
		if (str_eq(c->command->flags[i].name, flag))
			return i;
	panic("%.*s has no flag %.*s", P(c->command->name), P(flag));
}

bool cli_has(const struct cli *c, str flag)
{
	return c->values[flag_index(c, flag)];
}

str cli_value(const struct cli *c, str flag)
{
	return str_from(c->values[flag_index(c, flag)]);
}

bool cli_number(struct cli *c, str flag, int64_t least, int64_t most, int64_t *inout)
{
	int64_t n;

	if (!cli_has(c, flag))
		return true;
	if (!str_int(cli_value(c, flag), &n) || n < least || n > most) {
		cli_misuse(c, "--%.*s: bilangan %lld sampai %lld", P(flag),
			   (long long)least, (long long)most);
		return false;
	}
	*inout = n;
	return true;
}

/* False when the option is none of ours, and that was said. */
static bool take_option(struct cli *c, int option, char *const *argv)
{
	char letter[3] = { '-', (char)optopt, '\0' };
	const char *name = optopt > 0 && optopt < FIRST_FLAG ? letter : argv[optind - 1];

	switch (option) {
	case 'c':
		c->settings_file = str_from(optarg);
		return true;
	case 'h':
		c->help = true;
		return true;
	case 'V':
		c->version = true;
		return true;
	case ':':
		cli_misuse(c, "pilihan %s perlu nilai", name);
		return false;
	case '?':
		cli_misuse(c, "pilihan tidak dikenal: %s", name);
		return false;
	default:
		c->values[option - FIRST_FLAG] = optarg ? optarg : "";
		return true;
	}
}

static void fill_longs(struct cli *c, struct option *to)
{
	*to++ = (struct option){ "help", no_argument, NULL, 'h' };
	if (!c->command) {
		*to = (struct option){ "version", no_argument, NULL, 'V' };
		return;
	}
	for (size_t i = 0; i < c->command->flag_count; i++)
		*to++ = (struct option){
			.name = arena_cstr(c->arena, c->command->flags[i].name),
			.has_arg = c->command->flags[i].value.n ? required_argument
								: no_argument,
			.val = FIRST_FLAG + (int)i,
		};
}

/*
 * Reads the options before the command, or, once that is known, behind it.
 * *ret_rest is the index of what follows them.
 */
static bool read_options(struct cli *c, int argc, char **argv, int *ret_rest)
{
	struct option longs[FLAGS_MOST + 2] = { 0 }; /* help, the flags, an end */
	int option;

	fill_longs(c, longs);
	opterr = 0;
	optind = 0;
	while ((option = getopt_long(argc, argv, c->command ? ":c:h" : "+:c:h", longs,
				     NULL)) != -1)
		if (!take_option(c, option, argv))
			return false;
	*ret_rest = optind;
	return true;
}

/* How many of the words, NULL behind them, are the command's name; 0 when they are not.
 */
static int named(const struct command *d, char *const *words)
{
	str rest = d->name;
	int n = 0;

	while (rest.n) {
		str word = str_cut(&rest, ' ');

		if (!str_eq(word, str_from(words[n])))
			return 0;
		n++;
	}
	return n;
}

/* *ret_words is how many words the name has. */
static bool find_command(struct cli *c, char *const *words, int *ret_words)
{
	const struct cli_program *p = c->program;

	for (size_t i = 0; i < p->command_count; i++) {
		*ret_words = named(&p->commands[i], words);
		if (*ret_words) {
			c->command = &p->commands[i];
			return true;
		}
	}
	return false;
}

/* "list, rotate" of "keys list" and "keys rotate" */
static str second_words(struct cli *c, str first)
{
	struct buf b = buf_new(c->arena);

	for (size_t i = 0; i < c->program->command_count; i++) {
		str rest = c->program->commands[i].name;

		if (str_eq(str_cut(&rest, ' '), first))
			buf_fmt(&b, "%s%.*s", b.n ? ", " : "", P(rest));
	}
	return buf_str(&b);
}

static int refuse_command(struct cli *c, char *const *words, int count)
{
	str next;

	if (count == 0)
		return cli_misuse(c, "perintah tidak disebut");
	next = second_words(c, str_from(words[0]));
	if (next.n)
		return cli_misuse(c, "%s: yang ada: %.*s", words[0], P(next));
	return cli_misuse(c, "perintah tidak dikenal: %s", words[0]);
}

static int refuse_arguments(struct cli *c)
{
	const struct command *d = c->command;

	if (d->arguments.n == 0)
		return cli_misuse(c, "%.*s: tanpa argumen", P(d->name));
	return cli_misuse(c, "%.*s: argumennya %.*s", P(d->name), P(d->arguments));
}

/* Status CLI_DONE: they are in c->settings. */
static int read_settings(struct cli *c)
{
	struct settings_refusal why;
	err e = settings_read(c->arena, c->settings_file, &c->settings, &why);

	if (e)
		return cli_fault(c, e);
	if (!c->settings)
		return cli_fail(c, "%.*s: %.*s", P(why.where), P(why.why));
	if (c->settings->mode != MODE_PRODUCTION)
		clock_shift(c->settings->clock_offset);
	return CLI_DONE;
}

/* A new installation's first command makes the directory; its parents it does not. */
static int open_data(struct cli *c)
{
	str dir = c->settings->data_dir;

	if (mkdir(arena_cstr(c->arena, dir), 0700) != 0 && errno != EEXIST)
		return cli_fail(c, "direktori data %.*s tidak dapat dibuat: %s", P(dir),
				strerror(errno));
	return cli_fault(
		c, keys_open(arena_fmt(c->arena, "%.*s/keys", P(dir)), true, &c->keys));
}

static int run_command(struct cli *c)
{
	int status = c->command->bare ? CLI_DONE : read_settings(c);

	if (!status && c->command->keys)
		status = open_data(c);
	if (!status)
		status = c->command->run(c);
	progress_end(c);
	return status;
}

/* argv[0] is the last word of the command's name. */
static int prepare_command(struct cli *c, int argc, char **argv)
{
	int rest;

	if (c->command->flag_count > FLAGS_MOST)
		panic("%.*s has too many flags", P(c->command->name));
	c->values = NEW_ARRAY(c->arena, const char *, c->command->flag_count + 1);
	if (!read_options(c, argc, argv, &rest))
		return CLI_MISUSED;
	if (c->help) {
		print_command_help(c);
		return CLI_DONE;
	}
	for (int i = rest; i < argc; i++)
		*PUSH(c->arena, &c->arguments) = str_from(argv[i]);
	if (c->arguments.count < c->command->least ||
	    c->arguments.count > c->command->most)
		return refuse_arguments(c);
	return run_command(c);
}

static int run(struct cli *c, int argc, char **argv)
{
	int at, words;

	if (!read_options(c, argc, argv, &at))
		return CLI_MISUSED;
	if (c->version)
		fprintf(c->out, "%.*s %.*s\n", P(c->program->name),
			P(c->program->version));
	else if (c->help && at == argc)
		print_help(c);
	else if (find_command(c, argv + at, &words))
		return prepare_command(c, argc - at - words + 1, argv + at + words - 1);
	else
		return refuse_command(c, argv + at, argc - at);
	return CLI_DONE;
}

int cli_main(const struct cli_program *p, int argc, char **argv)
{
	struct cli c = { .arena = arena_new(ARENA_CEILING),
			 .out = p->out,
			 .program = p,
			 .step_shown = -1 };
	int status;

	crypto_start();
	status = run(&c, argc, argv);
	/* A full disk behind a redirection shows at the latest here. */
	if ((fflush(p->out) != 0 || ferror(p->out)) && status == CLI_DONE)
		status =
			cli_fail(&c, "keluaran tidak dapat ditulis: %s", strerror(errno));
	arena_free(c.arena);
	return status;
}
