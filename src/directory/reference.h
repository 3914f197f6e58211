/* The files of reference/, compiled in by tools/embed. */
#pragma once

#include "base/base.h"

struct reference_file {
	str name; /* "kppn.csv" */
	str text;
};

extern const struct reference_file reference_files[];
extern const size_t reference_file_count;
