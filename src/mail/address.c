#include "mail/internal.h"

static bool alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool one_of(char c, str set)
{
	return str_index(set, c) < set.n;
}

/* Words of permitted characters between single dots. */
static bool dotted(str s, bool (*word)(str))
{
	while (s.n) {
		size_t at = str_index(s, '.');

		if (!word(str_left(s, at)) || at + 1 == s.n)
			return false;
		s = str_skip(s, at + 1);
	}
	return true;
}

static bool atom(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!alphanumeric(s.p[i]) && !one_of(s.p[i], S("!#$%&'*+-/=?^_`{|}~")))
			return false;
	return s.n > 0;
}

static bool label(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!alphanumeric(s.p[i]) && s.p[i] != '-')
			return false;
	return s.n > 0 && s.n <= 63 && s.p[0] != '-' && s.p[s.n - 1] != '-';
}

bool mail_address_valid(str s)
{
	size_t at = str_index(s, '@');
	str local = str_left(s, at);
	str domain = str_skip(s, at + 1);

	return s.n <= 254 && local.n > 0 && local.n <= 64 && dotted(local, atom) &&
	       str_index(domain, '.') < domain.n && dotted(domain, label);
}

str mail_address_of(str from)
{
	size_t open = str_index(from, '<');
	str inside = str_skip(from, open + 1);

	return open < from.n ? str_left(inside, str_index(inside, '>')) : str_trim(from);
}

bool message_id_valid(str id)
{
	str inside = str_left(str_skip(id, 1), id.n - 2);

	if (id.n < 5 || id.n > 200 || id.p[0] != '<' || id.p[id.n - 1] != '>')
		return false;
	for (size_t i = 0; i < inside.n; i++)
		if (inside.p[i] <= ' ' || inside.p[i] > '~' ||
		    one_of(inside.p[i], S("<>()[]\\\",;:")))
			return false;
	return str_index(inside, '@') < inside.n;
}
