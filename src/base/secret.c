#include <stdint.h>

#include "base/secret.h"

#include <string.h>

void secret_wipe(struct secret *s)
{
	/* The one place that writes through a str: the bytes must not stay. */
	if (s->value.n)
		explicit_bzero((char *)(uintptr_t)s->value.p, s->value.n);
	s->value = S("");
}
