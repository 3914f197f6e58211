/* The public start page, the start page of who is signed in, and what is told to
 * everybody. */
#pragma once

#include "web/web.h"

extern const struct feature portal_feature;

extern const struct route portal_unit_routes[];
