#include "sheet/internal.h"

/* OWASP "CSV Injection": what spreadsheets take for the beginning of a formula. */
bool looks_like_formula(str text)
{
	return text.n > 0 && memchr("=+-@\t\r", text.p[0], 6) != NULL;
}

str sheet_unguarded(str field)
{
	str bare = str_skip(field, 1);

	return str_starts(field, S("'")) && looks_like_formula(bare) ? bare : field;
}
