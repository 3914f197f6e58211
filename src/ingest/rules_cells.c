/* What people and programs write into cells, and what it means. Pure. */
#include "ingest/ingest.h"

static const int64_t rupiah_most = 1000000000000000; /* 10^15 */

/* The apostrophe that keeps a spreadsheet from reading a number. */
static str without_apostrophe(str s)
{
	return s.n > 1 && s.p[0] == '\'' && s.p[1] >= '0' && s.p[1] <= '9'
		       ? str_skip(s, 1)
		       : s;
}

str cell_plain(const struct cell *c)
{
	str s = without_apostrophe(str_trim(c->text));

	return c->kind == CELL_EMPTY || str_eq(s, S("-")) ? S("") : s;
}

static bool all_digits(str s)
{
	return s.n > 0 && str_digits(s, s.n);
}

/* "1.998.000" between separators: one to three digits, then threes. */
static bool grouped(str s, char separator, int64_t *ret)
{
	str group = str_cut(&s, separator);

	if (!all_digits(group) || group.n > 3 || s.n == 0)
		return false;
	str_int(group, ret);
	while (s.n > 0) {
		int64_t three;

		group = str_cut(&s, separator);
		if (!str_digits(group, 3) || *ret > rupiah_most)
			return false;
		str_int(group, &three);
		*ret = *ret * 1000 + three;
	}
	return true;
}

/* Cents that are none: ",00", ".0" behind the last separator. */
static str without_cents(str s)
{
	size_t n = s.n;

	while (n > 0 && s.p[n - 1] == '0')
		n--;
	if (n == s.n || n == 0 || s.n - n > 2)
		return s;
	return s.p[n - 1] == ',' || s.p[n - 1] == '.' ? str_left(s, n - 1) : s;
}

static bool magnitude(str s, int64_t *ret)
{
	s = without_cents(s);
	if (all_digits(s) && s.n <= 16)
		return str_int(s, ret);
	return grouped(s, '.', ret) || grouped(s, ',', ret);
}

static bool text_rupiah(str s, int64_t *ret)
{
	bool minus = false;

	if (str_starts(s, S("(")) && str_ends(s, S(")"))) {
		minus = true;
		s = str_left(str_skip(s, 1), s.n - 2);
	}
	if (str_starts(s, S("-"))) {
		minus = !minus;
		s = str_trim(str_skip(s, 1));
	}
	if (str_eq_nocase(str_left(s, 2), S("Rp")))
		s = str_trim(str_skip(s, str_starts(str_skip(s, 2), S(".")) ? 3 : 2));
	if (!magnitude(s, ret))
		return false;
	if (minus)
		*ret = -*ret;
	return true;
}

bool cell_rupiah(const struct cell *c, int64_t *ret)
{
	str s = cell_plain(c);

	*ret = 0;
	if (s.n == 0)
		return true;
	/* In a number the point is a decimal one: "1.998" is no thousand. */
	if (c->kind == CELL_NUMBER ? !str_int(s, ret)
				   : c->kind != CELL_TEXT || !text_rupiah(s, ret))
		return false;
	return *ret <= rupiah_most && *ret >= -rupiah_most;
}

bool cell_code(struct arena *a, const struct cell *c, size_t n, str *ret)
{
	str s = cell_plain(c);
	char *padded;

	*ret = s;
	if (s.n == n)
		return str_digits(s, n);
	if (s.n > n || !all_digits(s))
		return false;
	padded = arena_cstr(a, S("0000000000000000"));
	if (n > 16)
		return false;
	memcpy(padded + n - s.n, s.p, s.n);
	*ret = (str){ padded, n };
	return true;
}

bool cell_day(const struct cell *c, struct date *ret)
{
	str s = cell_plain(c);

	*ret = (struct date){ 0 };
	if (s.n == 0)
		return true;
	if (c->kind == CELL_DATE) {
		*ret = c->date;
		return true;
	}
	return c->kind == CELL_TEXT && (date_parse_iso(s, ret) || date_parse(s, ret));
}

bool cell_number(const struct cell *c, int64_t *ret)
{
	str s = cell_plain(c);

	*ret = 0;
	return s.n == 0 || (str_int(s, ret) && *ret >= 0);
}
