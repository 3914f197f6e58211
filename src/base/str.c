#include "base/str.h"

#include <string.h>

str str_from(const char *cstr)
{
	return cstr ? (str){ cstr, strlen(cstr) } : S("");
}

int str_cmp(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_eq_nocase(str a, str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

static bool space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
	while (s.n && space(s.p[0]))
		s = str_skip(s, 1);
	while (s.n && space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool str_blank(str s)
{
	return str_trim(s).n == 0;
}

bool str_starts(str s, str prefix)
{
	return str_eq(str_left(s, prefix.n), prefix);
}

bool str_ends(str s, str suffix)
{
	return s.n >= suffix.n && str_eq(str_skip(s, s.n - suffix.n), suffix);
}

bool str_has(str s, str part)
{
	for (size_t i = 0; i + part.n <= s.n; i++)
		if (str_starts(str_skip(s, i), part))
			return true;
	return false;
}

bool str_digits(str s, size_t n)
{
	if (s.n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

str str_left(str s, size_t n)
{
	return (str){ s.p, n < s.n ? n : s.n };
}

str str_skip(str s, size_t n)
{
	if (n >= s.n)
		return S("");
	return (str){ s.p + n, s.n - n };
}

size_t str_index(str s, char c)
{
	const char *found = s.n ? memchr(s.p, c, s.n) : NULL;

	return found ? (size_t)(found - s.p) : s.n;
}

str str_cut(str *rest, char sep)
{
	size_t at = str_index(*rest, sep);
	str head = str_left(*rest, at);

	*rest = str_skip(*rest, at + 1);
	return head;
}

bool str_int(str s, int64_t *ret)
{
	bool negative = s.n && s.p[0] == '-';
	int64_t value = 0;

	if (negative)
		s = str_skip(s, 1);
	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		/* Counted downwards: the most negative number has no positive twin. */
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, s.p[i] - '0', &value))
			return false;
	}
	if (!negative && __builtin_sub_overflow((int64_t)0, value, &value))
		return false;
	*ret = value;
	return true;
}

/* Length of the valid sequence at the start of s, 0 when there is none. */
static size_t utf8_step(str s, uint32_t *ret)
{
	const unsigned char *b = (const unsigned char *)s.p;
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = b[0] < 0x80   ? 1
		     : b[0] < 0xc2 ? 0
		     : b[0] < 0xe0 ? 2
		     : b[0] < 0xf0 ? 3
		     : b[0] < 0xf5 ? 4
				   : 0;
	uint32_t rune = len == 1 ? b[0] : len ? b[0] & (0x7fu >> len) : 0;

	if (len == 0 || len > s.n)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if ((b[i] & 0xc0) != 0x80)
			return 0;
		rune = rune << 6 | (b[i] & 0x3f);
	}
	if (rune < least[len] || rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
		return 0;
	*ret = rune;
	return len;
}

str str_of_int(char room[static INT_DIGITS], int64_t i)
{
	char *end = room + INT_DIGITS, *p = end;
	uint64_t n = i < 0 ? (uint64_t)0 - (uint64_t)i : (uint64_t)i;

	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	if (i < 0)
		*--p = '-';
	return (str){ p, (size_t)(end - p) };
}

/*
 * Without the printable ASCII at its start: nearly all of nearly every text. Eight
 * bytes at once; a top bit is set where a byte is below 0x20 or above 0x7e.
 */
static str skip_plain(str s)
{
	const uint64_t each = 0x0101010101010101u;
	uint64_t b;

	while (s.n >= sizeof(b)) {
		memcpy(&b, s.p, sizeof(b));
		if ((b | (b + each) | (b - each * 0x20)) & each * 0x80)
			break;
		s = (str){ s.p + sizeof(b), s.n - sizeof(b) };
	}
	while (s.n && s.p[0] >= 0x20 && s.p[0] < 0x7f)
		s = (str){ s.p + 1, s.n - 1 };
	return s;
}

bool str_utf8(str s)
{
	uint32_t rune;

	for (s = skip_plain(s); s.n; s = skip_plain(s)) {
		size_t step = utf8_step(s, &rune);

		if (step == 0 || rune == 0)
			return false;
		s = str_skip(s, step);
	}
	return true;
}

bool str_one_line(str s)
{
	uint32_t rune;

	for (s = skip_plain(s); s.n; s = skip_plain(s)) {
		size_t step = utf8_step(s, &rune);

		if (step == 0 || rune < 0x20 || (rune >= 0x7f && rune < 0xa0) ||
		    rune == 0x2028 || rune == 0x2029)
			return false;
		s = str_skip(s, step);
	}
	return true;
}

/* The soft hyphen, joiners and the marks and embeddings of UAX #9. */
static bool unseen(uint32_t rune)
{
	return rune == 0xad || rune == 0x61c || rune == 0x180e || rune == 0xfeff ||
	       (rune >= 0x200b && rune <= 0x200f) || (rune >= 0x202a && rune <= 0x202e) ||
	       (rune >= 0x2060 && rune <= 0x206f);
}

bool str_hides(str s)
{
	uint32_t rune = 0;

	for (s = skip_plain(s); s.n; s = skip_plain(s)) {
		size_t step = utf8_step(s, &rune);

		if (step == 0 || unseen(rune))
			return step != 0;
		s = str_skip(s, step);
	}
	return false;
}

size_t str_runes(str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.n; i++)
		count += (s.p[i] & 0xc0) != 0x80;
	return count;
}

bool str_eq_secret(str a, str b)
{
	unsigned char differ = a.n != b.n;

	for (size_t i = 0; i < a.n && i < b.n; i++)
		differ |= (unsigned char)(a.p[i] ^ b.p[i]);
	return differ == 0;
}
