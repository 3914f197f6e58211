#include "sheet/internal.h"
#include "test/test.h"

static const struct {
	const char *rule;
	str text, want;
	bool number;
} numbers[] = {
	{ "whole", STR("1998000"), STR("1998000"), true },
	{ "with an exponent", STR("1.998E6"), STR("1998000"), true },
	{ "small e, plus", STR("1.5e+3"), STR("1500"), true },
	{ "a fraction that Excel cannot hold", STR("0.30000000000000004"),
	  STR("0.30000000000000004"), true },
	{ "negative exponent", STR("-5E-2"), STR("-0.05"), true },
	{ "zeros that say nothing", STR("007.500"), STR("7.5"), true },
	{ "minus nothing", STR("-0.00"), STR("0"), true },
	{ "point first", STR(".5"), STR("0.5"), true },
	{ "point last", STR("5."), STR("5"), true },
	{ "15 digits", STR("999999999999999"), STR("999999999999999"), true },
	{ "10 to the 15", STR("1E15"), STR("1000000000000000"), true },
	{ "two points", STR("1.998.000"), STR("1.998.000"), false },
	{ "letters", STR("12a"), STR("12a"), false },
	{ "a lone point", STR("."), STR("."), false },
	{ "nothing", STR(""), STR(""), false },
	{ "an exponent without end", STR("1E9999"), STR("1E9999"), false },
	{ "an exponent that would fill pages", STR("1E200"), STR("1E200"), false },
	{ "an exponent and no digits", STR("1E"), STR("1E"), false },
};

TEST(numbers_become_plain)
{
	for (size_t i = 0; i < COUNT(numbers); i++) {
		bool number;

		CHECK_STR(numbers[i].rule,
			  number_plain(test_arena(), numbers[i].text, &number),
			  numbers[i].want);
		CHECK_INT(numbers[i].rule, number, numbers[i].number);
	}
}

static const struct {
	const char *rule;
	str serial;
	bool from_1904;
	str day; /* "" when it is no date */
	int second;
} days[] = {
	{ "the first day of 1900", STR("1"), false, STR("1900-01-01"), 0 },
	{ "28 February 1900", STR("59"), false, STR("1900-02-28"), 0 },
	{ "29 February 1900 never was", STR("60"), false, STR(""), 0 },
	{ "1 March 1900", STR("61"), false, STR("1900-03-01"), 0 },
	{ "a day of 2026", STR("46076"), false, STR("2026-02-23"), 0 },
	{ "quarter past eight", STR("46076.34375"), false, STR("2026-02-23"), 29700 },
	{ "rounds to the next day", STR("46076.999999"), false, STR("2026-02-24"), 0 },
	{ "a time without a day", STR("0.5"), false, STR(""), 0 },
	{ "before the first day", STR("-1"), false, STR(""), 0 },
	{ "1904: the first day", STR("0"), true, STR("1904-01-01"), 0 },
	{ "1904: the same day of 2026", STR("44614"), true, STR("2026-02-23"), 0 },
	{ "the last day", STR("2958465"), false, STR("9999-12-31"), 0 },
	{ "after the last day", STR("2958466"), false, STR(""), 0 },
	{ "1904: after the last day", STR("2957004"), true, STR(""), 0 },
};

TEST(serial_numbers_become_dates)
{
	for (size_t i = 0; i < COUNT(days); i++) {
		struct serial_day d;
		bool date = number_date(days[i].serial, days[i].from_1904, &d);

		CHECK_STR(days[i].rule, date ? date_iso(test_arena(), d.date) : S(""),
			  days[i].day);
		if (date)
			CHECK_INT(days[i].rule, d.second, days[i].second);
	}
}

TEST(formats_of_dates)
{
	CHECK("14 is a date", format_is_date(14));
	CHECK("4 is an amount", !format_is_date(4));
	CHECK("day and month", format_code_is_date(S("dd/mm/yyyy")));
	CHECK("minutes", format_code_is_date(S("[h]:mm")));
	CHECK("an amount", !format_code_is_date(S("#,##0")));
	CHECK("a colour is no day", !format_code_is_date(S("[Red]0.00")));
	CHECK("a word is no day", !format_code_is_date(S("0\" days\"")));
	CHECK("a letter behind a backslash", !format_code_is_date(S("0\\d")));
	CHECK("rupiah", !format_code_is_date(S("_-\"Rp\"* #,##0_-;dd")));
}
