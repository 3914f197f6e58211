/*
 * Whatever the fields hold: a letter that is built has the eight headers, lines
 * of legal length, and no line that a field began.
 */
#include "mail/mail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static str take(str *rest)
{
	str s = str_cut(rest, '\0');

	return str_utf8(s) ? s : S("x");
}

static void check_head(str message)
{
	int headers = 0;

	for (str line = str_cut(&message, '\n'); line.n > 1;
	     line = str_cut(&message, '\n'))
		headers += line.p[0] != ' ' && line.p[0] != '\t';
	assert(headers == 8);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)64 << 20);
	str rest = { (const char *)data, size };
	str message;
	struct letter l = { .message_id = S("<1@kemenkeu.example>"), .date = 1 };

	l.from = arena_fmt(a, "%.*s <no-reply@kemenkeu.example>", P(take(&rest)));
	l.to = take(&rest);
	if (!mail_address_valid(l.to))
		l.to = S("siti@satker.example");
	l.subject = take(&rest);
	l.text = take(&rest);
	l.html = take(&rest);
	if (letter_build(a, &l, &message) == OK) {
		check_head(message);
		while (message.n)
			assert(str_cut(&message, '\n').n <= 999);
	}
	arena_free(a);
	return 0;
}
