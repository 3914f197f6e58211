/* Settings as a test gives them. */
#pragma once

#include "settings/internal.h"
#include "test/test.h"

struct given {
	const struct settings *s; /* NULL when refused */
	struct settings_refusal why;
	str path; /* of the file */
};

/* A file of the test with this text. */
str given_file(const char *name, str text);

/* MOST variables at most, "NAME=VALUE" between commas. */
struct given given(str file_text, const char *environment);
