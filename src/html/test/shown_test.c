#include "html/html.h"

#include "test/test.h"

static struct html page_in(enum zone z)
{
	struct buf *b = NEW(test_arena(), struct buf);
	struct html *out = NEW(test_arena(), struct html);

	*b = buf_new(test_arena());
	*out = (struct html){ .buf = b, .zone = z, .now = TEST_NOW };
	return *out;
}

#define SHOWN_IN(z, x)                                                                   \
	__extension__({                                                                  \
		struct html out_ = page_in(z);                                           \
		html(&out_, (x));                                                        \
		buf_str(out_.buf);                                                       \
	})
#define SHOWN(x) SHOWN_IN(WITA, x)

enum { YEAR_START = 1767634200 }; /* 2026-01-05T17:30:00Z */

TEST(an_instant_in_each_zone)
{
	static const struct {
		enum zone zone;
		str html;
		str text;
	} cases[] = {
		{ WIB,
		  STR("<time datetime=\"2026-01-06T00:30:00+07:00\">6 Januari 2026 pukul 00.30 "
		      "WIB</time>"),
		  STR("6 Januari 2026 pukul 00.30 WIB") },
		{ WITA,
		  STR("<time datetime=\"2026-01-06T01:30:00+08:00\">6 Januari 2026 pukul 01.30 "
		      "WITA</time>"),
		  STR("6 Januari 2026 pukul 01.30 WITA") },
		{ WIT,
		  STR("<time datetime=\"2026-01-06T02:30:00+09:00\">6 Januari 2026 pukul 02.30 "
		      "WIT</time>"),
		  STR("6 Januari 2026 pukul 02.30 WIT") },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		CHECK_STR("page", SHOWN_IN(cases[i].zone, shown_instant(YEAR_START)),
			  cases[i].html);
		CHECK_STR("text", text_instant(test_arena(), YEAR_START, cases[i].zone),
			  cases[i].text);
	}
}

TEST(year_end_differs_by_zone)
{
	int64_t at = 1798736340 + 60; /* 2026-12-31T16:59:00Z, one minute later */

	CHECK_STR(
		"WIB has midnight", SHOWN_IN(WIB, shown_instant(at)),
		S("<time datetime=\"2027-01-01T00:00:00+07:00\">1 Januari 2027 pukul 00.00 "
		  "WIB</time>"));
	CHECK_STR(
		"a minute before", SHOWN_IN(WIB, shown_instant(at - 60)),
		S("<time datetime=\"2026-12-31T23:59:00+07:00\">31 Desember 2026 pukul 23.59 "
		  "WIB</time>"));
	CHECK_STR(
		"WIT is in the new year", SHOWN_IN(WIT, shown_short_instant(at - 60)),
		S("<time datetime=\"2027-01-01T01:59:00+09:00\">1 Jan 2027, 01.59</time>"));
}

TEST(instants_of_the_prototype)
{
	CHECK_STR(
		"with the day", SHOWN(shown_day_instant(TEST_NOW)),
		S("<time datetime=\"2026-11-23T09:14:00+08:00\">Senin, 23 November 2026 pukul "
		  "09.14 WITA</time>"));
	CHECK_STR("short", SHOWN(shown_short_instant(TEST_NOW)),
		  S("<time datetime=\"2026-11-23T09:14:00+08:00\">23 Nov, 09.14</time>"));
	CHECK_STR("time", SHOWN(shown_time(TEST_NOW)),
		  S("<time datetime=\"2026-11-23T09:14:00+08:00\">09.14 WITA</time>"));
}

TEST(dates)
{
	struct date d = { 2026, 11, 23 }, early = { 2026, 8, 5 };

	CHECK_STR("long", SHOWN(shown_date(d)), S("23 November 2026"));
	CHECK_STR("table", SHOWN(shown_short_date(early)), S("5 Agu 2026"));
	CHECK_STR("form", SHOWN(shown_form_date(early)), S("05/08/2026"));
	CHECK_STR("no date in a form", SHOWN(shown_form_date((struct date){ 0 })), S(""));
	CHECK_STR("long text", text_date(test_arena(), early), S("5 Agustus 2026"));
	CHECK_STR("table text", text_short_date(test_arena(), d), S("23 Nov 2026"));
	CHECK_STR("form text", text_form_date(test_arena(), d), S("23/11/2026"));
}

TEST(sizes_of_files)
{
	static const struct {
		int64_t bytes;
		str want;
	} cases[] = {
		{ 0, STR("0 B") },	    { 1023, STR("1023 B") },
		{ 1024, STR("1 KB") },	    { 319488, STR("312 KB") },
		{ 1048575, STR("1 MB") },   { 1153434, STR("1,1 MB") },
		{ 10485760, STR("10 MB") }, { 13002342, STR("12,4 MB") },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR("bytes", SHOWN(shown_bytes(cases[i].bytes)), cases[i].want);
}

TEST(durations)
{
	CHECK_STR("minutes", SHOWN(shown_minutes(38)), S("38 mnt"));
	CHECK_STR("hours", SHOWN(shown_minutes(65)), S("1 jam 5 mnt"));
	CHECK_STR("full hours", SHOWN(shown_minutes(420)), S("7 jam"));
}

TEST(numbers_have_dots)
{
	CHECK_STR("0", SHOWN(shown_number(0)), S("0"));
	CHECK_STR("999", SHOWN(shown_number(999)), S("999"));
	CHECK_STR("1000", SHOWN(shown_number(1000)), S("1.000"));
	CHECK_STR("many", SHOWN(shown_number(186420500000)), S("186.420.500.000"));
	CHECK_STR("negative", SHOWN(shown_number(-15400000)), S("−15.400.000"));
}

TEST(identity_numbers)
{
	struct arena *a = test_arena();

	CHECK_STR("mask", text_nik_mask(a, S("9901051403870003")), S("9901••••••••••••"));
	CHECK_STR("mask of nothing", text_nik_mask(a, S("")), S("••••••••••••"));
	CHECK_STR("NIK", text_nik_groups(a, S("9901051403870003")),
		  S("9901 0514 0387 0003"));
	CHECK_STR("NIP", text_nip_groups(a, S("198703142010121003")),
		  S("19870314 201012 1 003"));
	CHECK_STR("NRP stays", text_nip_groups(a, S("87031400")), S("87031400"));
}

TEST(initials)
{
	struct arena *a = test_arena();

	CHECK_STR("two words", text_initials(a, S("Siti Nurhaliza")), S("SN"));
	CHECK_STR("the first two", text_initials(a, S("ni made Ayu")), S("NM"));
	CHECK_STR("one", text_initials(a, S(" Suharto ")), S("S"));
	CHECK_STR("more space", text_initials(a, S("Siti   Nurhaliza")), S("SN"));
	CHECK_STR("beyond ASCII", text_initials(a, S("Élan vital")), S("ÉV"));
	CHECK_STR("nobody", text_initials(a, S("")), S(""));
}
