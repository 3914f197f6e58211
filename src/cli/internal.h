/* Shared by the files of this folder only. */
#pragma once

#include "cli/cli.h"

/* help.c */
void print_help(const struct cli *c);
void print_command_help(const struct cli *c);

/* progress.c */
void progress_end(struct cli *c); /* frees the terminal's line for words */
