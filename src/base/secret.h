/*
 * A password, a token, a key. There is no html(), log or JSON form of it, so
 * printing one does not compile. Wipe it as soon as it was used.
 */
#pragma once

#include "base/str.h"

struct secret {
	str value;
};

void secret_wipe(struct secret *s);
