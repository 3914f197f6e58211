/* Every route of every feature, asked for by nobody. */
#pragma once

#include "test/test.h"
#include "web/web.h"

void start_all(void);
