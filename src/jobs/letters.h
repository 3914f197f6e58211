/* The one shape of all letters: title, greeting, lines, facts, one button. */
#pragma once

#include "base/base.h"

enum { LETTER_LINES = 8, LETTER_FACTS = 8 };

struct letter_text {
	str subject; /* of the mail; the text does not repeat it */
	str title;
	str greeting;
	str lines[LETTER_LINES]; /* paragraphs; empty ones are left out */
	struct {
		str label;
		str value;
	} facts[LETTER_FACTS]; /* a small table; empty labels are left out */
	str button;
	str link;   /* of the button, also as plain text; "" for none */
	str second; /* a quiet link below it; "" for none */
	str second_link;
	str footer; /* "" for the usual one */
};

/* The text part and the HTML part (600 px table, no pictures, readable in dark). */
void letter_render(struct arena *a, const struct letter_text *t, str *ret_text,
		   str *ret_html);
