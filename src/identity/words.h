/* Common passwords and words, in Indonesian and English; made at build time. */
#pragma once

#include "base/base.h"

/* Lower case, at least four characters each, sorted by bytes, each once. */
struct word_list {
	const char *text;	/* all words, one after the other */
	const uint32_t *starts; /* count + 1 places in text */
	size_t count;
};

extern const struct word_list common_words;

static inline str word_at(const struct word_list *l, size_t i)
{
	return (str){ l->text + l->starts[i], l->starts[i + 1] - l->starts[i] };
}
