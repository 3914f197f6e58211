#include "identity/identity.h"
#include "test/test.h"

static const struct date today = { 2026, 11, 23 };

/* Synthetic numbers: region 99 does not exist. */
static const struct {
	const char *rule;
	str nik;
	enum nik_fault want;
	struct date born;
	bool female;
} cases[] = {
	{ "a man's birth date",
	  STR("9901051403870003"),
	  NIK_FINE,
	  { 1987, 3, 14 },
	  false },
	{ "40 on the day is a woman",
	  STR("9901056208910002"),
	  NIK_FINE,
	  { 1991, 8, 22 },
	  true },
	{ "day 1", STR("9901050105900001"), NIK_FINE, { 1990, 5, 1 }, false },
	{ "day 31", STR("9901053105900001"), NIK_FINE, { 1990, 5, 31 }, false },
	{ "day 41 is a woman's 1st",
	  STR("9901054105900001"),
	  NIK_FINE,
	  { 1990, 5, 1 },
	  true },
	{ "day 71 is a woman's 31st",
	  STR("9901057105900001"),
	  NIK_FINE,
	  { 1990, 5, 31 },
	  true },
	{ "day 00", STR("9901050005900001"), NIK_DATE, { 0 }, false },
	{ "day 32", STR("9901053205900001"), NIK_DATE, { 0 }, false },
	{ "day 40 is nobody's", STR("9901054005900001"), NIK_DATE, { 0 }, false },
	{ "day 72", STR("9901057205900001"), NIK_DATE, { 0 }, false },
	{ "day 99", STR("9901059905900001"), NIK_DATE, { 0 }, false },
	{ "31 April", STR("9901053104900001"), NIK_DATE, { 0 }, false },
	{ "a woman's 31 April", STR("9901057104900001"), NIK_DATE, { 0 }, false },
	{ "month 00", STR("9901051400900001"), NIK_DATE, { 0 }, false },
	{ "month 12", STR("9901051412900001"), NIK_FINE, { 1990, 12, 14 }, false },
	{ "month 13", STR("9901051413900001"), NIK_DATE, { 0 }, false },
	{ "29 February of a leap year",
	  STR("9901052902880001"),
	  NIK_FINE,
	  { 1988, 2, 29 },
	  false },
	{ "29 February of another year",
	  STR("9901052902870001"),
	  NIK_DATE,
	  { 0 },
	  false },
	{ "a woman's 29 February",
	  STR("9901056902880001"),
	  NIK_FINE,
	  { 1988, 2, 29 },
	  true },
	{ "a woman's 29 February of another year",
	  STR("9901056902870001"),
	  NIK_DATE,
	  { 0 },
	  false },
	{ "29 February 2000, not 1900",
	  STR("9901052902000001"),
	  NIK_FINE,
	  { 2000, 2, 29 },
	  false },
	{ "30 February", STR("9901053002880001"), NIK_DATE, { 0 }, false },
	{ "born this century",
	  STR("9901051403040003"),
	  NIK_FINE,
	  { 2004, 3, 14 },
	  false },
	{ "17 this year", STR("9901051403090003"), NIK_FINE, { 2009, 3, 14 }, false },
	{ "a child would be of the last century",
	  STR("9901051403100003"),
	  NIK_FINE,
	  { 1910, 3, 14 },
	  false },
	{ "99 is 1999", STR("9901051403990003"), NIK_FINE, { 1999, 3, 14 }, false },
	{ "last digit 0", STR("9901051403870010"), NIK_FINE, { 1987, 3, 14 }, false },
	{ "last digit 5", STR("9901051403870005"), NIK_FINE, { 1987, 3, 14 }, false },
	{ "last digit 9", STR("9901051403879999"), NIK_FINE, { 1987, 3, 14 }, false },
	{ "serial 0000", STR("9901051403870000"), NIK_SERIAL, { 0 }, false },
	{ "an unknown region is a hint only",
	  STR("0000001403870001"),
	  NIK_FINE,
	  { 1987, 3, 14 },
	  false },
	{ "one digit sixteen times",
	  STR("1111111111111111"),
	  NIK_SAME_DIGIT,
	  { 0 },
	  false },
	{ "fifteen digits", STR("990105140387000"), NIK_LENGTH, { 0 }, false },
	{ "seventeen digits", STR("99010514038700031"), NIK_LENGTH, { 0 }, false },
	{ "one digit", STR("9"), NIK_LENGTH, { 0 }, false },
	{ "nothing", STR(""), NIK_EMPTY, { 0 }, false },
	{ "a letter O for a zero",
	  STR("990105140387000O"),
	  NIK_NOT_DIGITS,
	  { 0 },
	  false },
	{ "a minus", STR("-901051403870003"), NIK_NOT_DIGITS, { 0 }, false },
	{ "a space left inside", STR("9901 51403870003"), NIK_NOT_DIGITS, { 0 }, false },
	{ "digits of another script", STR("٩٩٠١٠٥١٤"), NIK_NOT_DIGITS, { 0 }, false },
	{ "a NUL", STR("990105140387000\0"), NIK_NOT_DIGITS, { 0 }, false },
};

TEST(nik_says_who_was_born_when)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nik_facts facts;

		CHECK_INT(cases[i].rule, nik_read(cases[i].nik, today, &facts),
			  cases[i].want);
		if (cases[i].want != NIK_FINE)
			continue;
		CHECK(cases[i].rule, date_eq(facts.born, cases[i].born));
		CHECK_INT(cases[i].rule, facts.female, cases[i].female);
		CHECK_STR(cases[i].rule, facts.region, str_left(cases[i].nik, 4));
	}
}

TEST(nik_region_is_known_or_not)
{
	struct nik_facts facts;

	nik_read(S("6471051403870003"), today, &facts);
	CHECK("Kota Balikpapan", facts.region_known);
	nik_read(S("9901051403870003"), today, &facts);
	CHECK("the region of synthetic people", !facts.region_known);
}

TEST(nik_is_typed_with_spaces_dots_or_dashes)
{
	static const struct {
		str typed, want;
	} typed[] = {
		{ STR("9901 0514 0387 0003"), STR("9901051403870003") },
		{ STR("990105.140387-0003"), STR("9901051403870003") },
		{ STR("\t9901051403870003 "), STR("9901051403870003") },
		{ STR("99o1"), STR("99o1") },
		{ STR(""), STR("") },
	};

	for (size_t i = 0; i < COUNT(typed); i++)
		CHECK_STR("plain", nik_plain(test_arena(), typed[i].typed),
			  typed[i].want);
}
