#include "directory/directory.h"
#include "identity/identity.h"

/* Nobody younger signs for a satker; it decides the century of the birth year. */
enum { ADULT_AGE = 17, WOMAN_DAY = 40 };

str nik_plain(struct arena *a, str typed)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < typed.n; i++)
		if (str_index(S(" .-\t"), typed.p[i]) == 4)
			buf_char(&b, typed.p[i]);
	return buf_str(&b);
}

static int two_digits(str nik, size_t at)
{
	return (nik.p[at] - '0') * 10 + nik.p[at + 1] - '0';
}

static bool all_digits(str s)
{
	return str_digits(s, s.n);
}

static bool one_digit_only(str nik)
{
	for (size_t i = 1; i < nik.n; i++)
		if (nik.p[i] != nik.p[0])
			return false;
	return true;
}

/* 29 February may exist in the other century only: 2000 was a leap year, 1900 not. */
static bool born_on(int day, int month, int short_year, struct date today,
		    struct date *ret)
{
	int year = 2000 + short_year;

	if (year > today.year - ADULT_AGE)
		year -= 100;
	*ret = (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
	if (date_valid(*ret))
		return true;
	ret->year = (int16_t)(year < 2000 ? year + 100 : year - 100);
	return date_valid(*ret);
}

enum nik_fault nik_read(str nik, struct date today, struct nik_facts *ret)
{
	int day;

	*ret = (struct nik_facts){ 0 };
	if (!nik.n)
		return NIK_EMPTY;
	if (!all_digits(nik))
		return NIK_NOT_DIGITS;
	if (nik.n != 16)
		return NIK_LENGTH;
	if (one_digit_only(nik))
		return NIK_SAME_DIGIT;
	day = two_digits(nik, 6);
	ret->female = day > WOMAN_DAY;
	if (!born_on(ret->female ? day - WOMAN_DAY : day, two_digits(nik, 8),
		     two_digits(nik, 10), today, &ret->born))
		return NIK_DATE;
	if (str_eq(str_skip(nik, 12), S("0000")))
		return NIK_SERIAL;
	ret->region = str_left(nik, 4);
	ret->region_known = region_name(ret->region).n > 0;
	return NIK_FINE;
}
