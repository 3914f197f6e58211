/* Numbers and dates as spreadsheets keep them. Pure: values in, values out. */
#include "sheet/internal.h"

enum { DIGITS_MOST = 40, SECONDS_DECIMALS = 9 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static str take_digits(str *rest)
{
	size_t n = 0;
	str taken;

	while (n < rest->n && is_digit(rest->p[n]))
		n++;
	taken = str_left(*rest, n);
	*rest = str_skip(*rest, n);
	return taken;
}

static bool take(str *rest, char c)
{
	if (rest->n == 0 || rest->p[0] != c)
		return false;
	*rest = str_skip(*rest, 1);
	return true;
}

/* digits with the point behind the first "point" of them. */
struct decimal {
	bool minus;
	char digits[DIGITS_MOST];
	int64_t count, point;
};

static bool take_exponent(str *rest, int64_t *ret)
{
	bool minus;
	str digits;

	*ret = 0;
	if (!take(rest, 'E') && !take(rest, 'e'))
		return true;
	minus = take(rest, '-');
	if (!minus)
		take(rest, '+');
	digits = take_digits(rest);
	if (digits.n > 3 || !str_int(digits, ret))
		return false;
	if (minus)
		*ret = -*ret;
	return true;
}

static bool decimal_parse(str s, struct decimal *ret)
{
	str whole, parts = S("");
	int64_t exponent;

	*ret = (struct decimal){ .minus = take(&s, '-') };
	if (!ret->minus)
		take(&s, '+');
	whole = take_digits(&s);
	if (take(&s, '.'))
		parts = take_digits(&s);
	if (whole.n + parts.n == 0 || whole.n + parts.n > DIGITS_MOST ||
	    !take_exponent(&s, &exponent) || s.n > 0)
		return false;
	if (whole.n)
		memcpy(ret->digits, whole.p, whole.n);
	if (parts.n)
		memcpy(ret->digits + whole.n, parts.p, parts.n);
	ret->count = (int64_t)(whole.n + parts.n);
	ret->point = (int64_t)whole.n + exponent;
	return ret->point <= DIGITS_MOST && ret->point >= -DIGITS_MOST;
}

static char digit_at(const struct decimal *d, int64_t i)
{
	return i >= 0 && i < d->count ? d->digits[i] : '0';
}

static int64_t end_of_parts(const struct decimal *d)
{
	int64_t end = d->count;

	while (end > d->point && end > 0 && d->digits[end - 1] == '0')
		end--;
	return end;
}

static int64_t begin_of_whole(const struct decimal *d)
{
	int64_t begin = 0;

	while (begin < d->point && digit_at(d, begin) == '0')
		begin++;
	return begin;
}

static bool is_zero(const struct decimal *d)
{
	for (int64_t i = 0; i < d->count; i++)
		if (d->digits[i] != '0')
			return false;
	return true;
}

str number_plain(struct arena *a, str s, bool *ret_number)
{
	struct buf b = buf_new(a);
	struct decimal d;
	int64_t begin, end;

	*ret_number = decimal_parse(s, &d);
	if (!*ret_number)
		return s;
	if (is_zero(&d))
		return S("0");
	if (d.minus)
		buf_char(&b, '-');
	begin = begin_of_whole(&d);
	if (begin >= d.point)
		buf_char(&b, '0');
	for (int64_t i = begin; i < d.point; i++)
		buf_char(&b, digit_at(&d, i));
	end = end_of_parts(&d);
	if (end > d.point)
		buf_char(&b, '.');
	for (int64_t i = d.point; i < end; i++)
		buf_char(&b, digit_at(&d, i));
	return buf_str(&b);
}

/* ---- dates ---- */

/* ".344" of a day in seconds, rounded; 86400 when it rounds up to the next day. */
static int64_t seconds_of(str decimals)
{
	int64_t value = 0, one = 1;

	for (size_t i = 0; i < decimals.n && i < SECONDS_DECIMALS; i++) {
		value = value * 10 + (decimals.p[i] - '0');
		one *= 10;
	}
	return (value * DAY + one / 2) / one;
}

bool number_date(str plain, bool from_1904, struct serial_day *ret)
{
	const struct date first_1904 = { 1904, 1, 1 }, zero_1900 = { 1899, 12, 31 };
	const int64_t leap_that_never_was = 60, last = 2958465; /* 9999-12-31 */
	int64_t days, second;

	if (!str_int(str_cut(&plain, '.'), &days) || days < 0 || days > last)
		return false;
	second = seconds_of(plain);
	days += second / DAY;
	ret->second = (int32_t)(second % DAY);
	if (from_1904) {
		ret->date = date_add(first_1904, days);
		return ret->date.year <= 9999;
	}
	if (days < 1 || days == leap_that_never_was)
		return false;
	ret->date = date_add(zero_1900, days > leap_that_never_was ? days - 1 : days);
	return true;
}

/* ECMA-376 part 1, 18.8.30, with those that East Asian Excel adds. */
bool format_is_date(int64_t id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	       (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

static size_t skip_to(str code, size_t i, char c)
{
	while (i < code.n && code.p[i] != c)
		i++;
	return i;
}

/* d, m, y, h or s that is not between quotes, in brackets or behind a backslash. */
bool format_code_is_date(str code)
{
	for (size_t i = 0; i < code.n && code.p[i] != ';'; i++)
		switch (code.p[i]) {
		case '"':
			i = skip_to(code, i + 1, '"');
			break;
		case '[':
			i = skip_to(code, i + 1, ']');
			break;
		case '\\':
		case '_':
		case '*':
			i++;
			break;
		case 'd':
		case 'D':
		case 'm':
		case 'M':
		case 'y':
		case 'Y':
		case 'h':
		case 'H':
		case 's':
		case 'S':
			return true;
		default:
			break;
		}
	return false;
}
