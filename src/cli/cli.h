/*
 * Commands: a table says which there are; cli_main() finds the one asked for,
 * reads the settings and runs it. Words for people are Indonesian.
 */
#pragma once

#include <stdio.h>

#include "crypto/crypto.h"
#include "settings/settings.h"

struct cli;

/* What run returns is the exit status of the program. */
enum { CLI_DONE, CLI_FAILED, CLI_MISUSED };

/* "--name" or "--name VALUE". */
struct cli_flag {
	str name;
	str value; /* how its value is called in the help; "" when it takes none */
	str help;
};

struct command {
	str name;      /* one word, or two: "keys rotate" */
	str arguments; /* as the help shows them: "BERKAS" */
	str help;      /* one line */
	int (*run)(struct cli *c);
	size_t least, most; /* how many arguments */
	bool bare;	    /* runs without settings, so that c->settings is NULL */
	bool keys; /* needs c->keys: opened before; data_dir and they are made when
		      missing */
	const struct cli_flag *flags;
	size_t flag_count;
};

struct cli_program {
	str name;
	str version;
	const struct command *commands;
	size_t command_count;
	FILE *out;
	FILE *errors;
};

struct cli {
	const struct settings *settings; /* the clock is shifted as they say */
	str settings_file;		 /* of -c, or "" */
	const struct keys *keys;
	struct arena *arena; /* lives as long as the command */
	struct strs arguments;
	FILE *out; /* a failure to write it is told at the end, once */

	/* cli's own */
	const struct cli_program *program;
	const struct command *command;
	const char **values; /* one a flag, NULL when it was not given */
	bool help, version;
	int64_t step_shown; /* of progress on the terminal; -1: none is */
};

/* The exit status: 0 done, 1 failed, 2 wrong use; the last two with one line on errors.
 */
int cli_main(const struct cli_program *p, int argc, char **argv);

/* Of the command's own flags only. */
bool cli_has(const struct cli *c, str flag);
str cli_value(const struct cli *c, str flag); /* "" when it was not given */

/* *inout keeps what it was without the flag; false: no such number, and that was said. */
bool cli_number(struct cli *c, str flag, int64_t least, int64_t most, int64_t *inout);

/* Say one line on standard error, and give the status to return. */
int cli_fail(struct cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int cli_misuse(struct cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int cli_fault(struct cli *c, err e); /* CLI_DONE when e is OK */

/*
 * Shows how far long work is, on a terminal only; total 0 when it is not known.
 * May be called for every row.
 */
void cli_progress(struct cli *c, int64_t done, int64_t total, str what);
