/* The command "check". */
#pragma once

#include "cli/cli.h"

/* CLI_FAILED when a setting is objectionable or an outside system fails. */
int run_check(struct cli *c);
