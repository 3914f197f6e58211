/* The migrations of all folders, ascending; tools/embed writes them from
 * src/x/schema/NNNN_name.sql. */
#pragma once

#include "db/db.h"

extern const struct migration schema[];
extern const size_t schema_count;
