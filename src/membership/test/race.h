/* Two workers at once, each with a connection of its own. */
#pragma once

#include "access/access.h"
#include "test/test.h"

struct racer {
	struct actor actor;
	err (*act)(struct work *w, void *arg);
	void *arg;
};

/* Ends the test's unit, lets both act at the same moment, begins another unit. */
void race(struct work *w, struct racer racers[2]);
