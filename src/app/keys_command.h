/* "myintress keys …". */
#pragma once

#include "cli/cli.h"

int run_keys_list(struct cli *c);
int run_keys_rotate(struct cli *c);
int run_keys_progress(struct cli *c);
int run_keys_retire(struct cli *c);
