/* What "myintress COMMAND" can be. */
#pragma once

#include "cli/cli.h"

extern const struct command app_commands[];
extern const size_t app_command_count;
