#include "settings/internal.h"

#include <arpa/inet.h>
#include <string.h>

bool valid_any(str s)
{
	(void)s;
	return true;
}

/* *ret_family is to AF_INET or AF_INET6. */
static bool is_address(str s, int *ret_family)
{
	char text[INET6_ADDRSTRLEN], bytes[16];

	if (s.n == 0 || s.n >= sizeof(text))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	*ret_family = str_index(s, ':') < s.n ? AF_INET6 : AF_INET;
	return inet_pton(*ret_family, text, bytes) == 1;
}

static bool is_port(str s)
{
	int64_t port;

	return s.n <= 5 && str_digits(s, s.n) && str_int(s, &port) && port <= 65535;
}

/* "127.0.0.1:8080" or "[::1]:8080" */
static bool is_endpoint(str s)
{
	bool bracket = str_starts(s, S("["));
	str port = bracket ? str_skip(s, 1) : s;
	str host = str_cut(&port, bracket ? ']' : ':');
	int family;

	if (bracket && !str_starts(port, S(":")))
		return false;
	return is_address(host, &family) && (family == AF_INET6) == bracket &&
	       is_port(bracket ? str_skip(port, 1) : port);
}

bool valid_listen(str s)
{
	return str_index(s, '/') < s.n || is_endpoint(s);
}

bool valid_metrics_listen(str s)
{
	return s.n == 0 || valid_listen(s);
}

/* Behind one of the schemes stands something without blanks. */
static bool has_scheme(str s, const char *schemes)
{
	str all = str_from(schemes);

	while (all.n) {
		str scheme = str_cut(&all, ' ');

		if (str_starts(s, scheme) && s.n > scheme.n)
			return str_index(s, ' ') == s.n;
	}
	return false;
}

static bool has_any(str s, str characters)
{
	for (size_t i = 0; i < s.n; i++)
		if (str_index(characters, s.p[i]) < characters.n)
			return true;
	return false;
}

/* Cookies and links are of the whole host, so there is no path. */
bool valid_public_url(str s)
{
	str rest = s;

	if (!has_scheme(s, "http:// https://"))
		return false;
	str_cut(&rest, ':');
	rest = str_skip(rest, 2);
	return rest.n && !has_any(rest, S("/?#@"));
}

bool valid_data_dir(str s)
{
	return s.n != 0;
}

bool valid_database(str s)
{
	return (str_starts(s, S("sqlite:")) && s.n > 7) || has_scheme(s, "postgresql://");
}

bool valid_mail(str s)
{
	return (str_starts(s, S("dir:")) && s.n > 4) || has_scheme(s, "smtp:// smtps://");
}

bool valid_mail_from(str s)
{
	size_t at = str_index(s, '@');

	return at > 0 && at + 1 < s.n && str_one_line(s);
}

/* Without TLS only where the line is this machine's own. */
static bool own_mailbox(str s)
{
	while (str_index(s, '@') < s.n)
		str_cut(&s, '@');
	return str_starts(s, S("127.0.0.1:")) || str_starts(s, S("localhost:"));
}

bool valid_mailbox(str s)
{
	return s.n == 0 || has_scheme(s, "imaps://") ||
	       (has_scheme(s, "imap://") && own_mailbox(s));
}

bool valid_dukcapil(str s)
{
	return str_eq(s, S("simulated")) || str_eq(s, S("manual")) ||
	       has_scheme(s, "http:// https://");
}

bool valid_digit(str s)
{
	return str_eq(s, S("builtin")) || (str_starts(s, S("oidc:")) && s.n > 5);
}

bool valid_antivirus(str s)
{
	return s.n == 0 || s.p[0] == '/';
}

static bool is_network(str s)
{
	str bits = s;
	str base = str_cut(&bits, '/');
	int family;
	int64_t n;

	if (str_eq(s, S("unix")))
		return true;
	if (!is_address(base, &family))
		return false;
	return base.n == s.n ||
	       (bits.n <= 3 && str_digits(bits, bits.n) && str_int(bits, &n) &&
		n <= (family == AF_INET ? 32 : 128));
}

bool valid_proxies(str s)
{
	while (s.n) {
		size_t n = str_index(s, ',') < str_index(s, ' ') ? str_index(s, ',')
								 : str_index(s, ' ');

		if (n && !is_network(str_left(s, n)))
			return false;
		s = str_skip(s, n + 1);
	}
	return true;
}

bool read_duration(str s, int64_t *ret)
{
	static const struct {
		str name;
		int64_t seconds;
	} units[] = { { STR(""), 1 },	      { STR("detik"), 1 },
		      { STR("min"), MINUTE }, { STR("menit"), MINUTE },
		      { STR("jam"), HOUR },   { STR("hari"), DAY } };
	size_t digits = 0;

	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	for (size_t i = 0; i < COUNT(units); i++)
		if (str_eq(str_trim(str_skip(s, digits)), units[i].name))
			return str_int(str_left(s, digits), ret) &&
			       !__builtin_mul_overflow(*ret, units[i].seconds, ret);
	return false;
}
