/* The keys of an installation as the audit trail tells of them. */
#pragma once

#include "crypto/crypto.h"
#include "work/work.h"

extern const str key_purpose_words[KEYS]; /* field lookup session audit */

str keys_dir(struct arena *a, const struct settings *s);

/*
 * Records "key.made" for each key that the trail does not know yet. A key is a line
 * of a file and cannot be written in one transaction with its entry: who was killed
 * between the two leaves the entry to the next start of the program.
 */
err keys_record(struct work *w);
