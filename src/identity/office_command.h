/* The first two persons of head office, from a file, for the command line. */
#pragma once

#include "work/work.h"

struct office_started {
	str refused; /* why nothing was made, in Indonesian; "" when it was */
	str names[2];
	str links[2]; /* of activation, printed once */
};

/* text is CSV with the head line nik,nama,email,nip and two rows. */
err office_start(struct work *w, str text, struct office_started *ret);
