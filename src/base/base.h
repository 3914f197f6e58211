/* What every file stands on: text, arenas, lists, faults, time. */
#pragma once

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/list.h"
#include "base/secret.h"
#include "base/str.h"
#include "base/time.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Ends the process: the program contradicts itself, and the parent starts another. */
#define panic(...) base_panic(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void base_panic(const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
