/* Shared by the handlers of this folder. */
#pragma once

#include "mailroom/pages.h"

extern const struct route mailroom_routes[];
extern const struct route mailroom_api_routes[];
