#include "audit/audit.h"
#include "directory/internal.h"
#include "test/test.h"

/* Two Kanwil with KPPN in two zones, two ministries; satker 999101 moved in 2026. */
static void add_offices(struct work *w)
{
	struct kppn a = { .code = STR("991"),
			  .name = STR("KPPN Satu"),
			  .kanwil = STR("97"),
			  .zone = WITA,
			  .address = STR("Jalan Contoh 1") };
	struct kppn b = { .code = STR("992"),
			  .name = STR("KPPN Dua"),
			  .kanwil = STR("98"),
			  .zone = WIB };
	struct satker_period old = { { 2020, 1, 1 }, { 2025, 12, 31 }, STR("KANTOR LAMA"),
				     STR("998"),     STR("01"),	       STR("992"),
				     STR("") };
	struct satker_period new = { { 2026, 1, 1 }, OPEN_END,	STR("KANTOR BARU"),
				     STR("998"),     STR("01"), STR("991"),
				     STR("") };
	struct satker_period other = { { 2020, 1, 1 }, OPEN_END,  STR("BALAI 100% UJI"),
				       STR("998"),     STR("02"), STR("991"),
				       STR("") };
	struct satker_period third = { { 2020, 1, 1 }, OPEN_END,  STR("SEKRETARIAT"),
				       STR("999"),     STR("01"), STR("992"),
				       STR("") };

	CHECK_OK(kanwil_add(w, S("97"), S("Kanwil Tujuh")));
	CHECK_OK(kanwil_add(w, S("98"), S("Kanwil Delapan")));
	CHECK_OK(kppn_add(w, &a));
	CHECK_OK(kppn_add(w, &b));
	CHECK_OK(ministry_add(w, S("998"), S("KEMENTERIAN CONTOH")));
	CHECK_OK(ministry_add(w, S("999"), S("LEMBAGA CONTOH")));
	CHECK_OK(eselon1_add(w, S("998"), S("01"), S("Sekretariat Jenderal")));
	CHECK_OK(satker_add(w, S("999101")));
	CHECK_OK(satker_add(w, S("999102")));
	CHECK_OK(satker_add(w, S("999201")));
	CHECK_OK(satker_period_write(w, S("999101"), &old));
	CHECK_OK(satker_period_write(w, S("999101"), &new));
	CHECK_OK(satker_period_write(w, S("999102"), &other));
	CHECK_OK(satker_period_write(w, S("999201"), &third));
}

TEST_DB(an_office_is_found_by_code)
{
	struct kppn *k;

	add_offices(w);
	CHECK_OK(kppn_find(w, S("991"), &k));
	CHECK("found", k != NULL);
	CHECK_STR("name", k->name, S("KPPN Satu"));
	CHECK_STR("kanwil", k->kanwil_name, S("Kanwil Tujuh"));
	CHECK_INT("zone", k->zone, WITA);
	CHECK_STR("address", k->address, S("Jalan Contoh 1"));
	CHECK_STR("unknown phone", k->phone, S(""));
	CHECK_OK(kppn_find(w, S("993"), &k));
	CHECK("none", k == NULL);
}

TEST_DB(offices_are_searched_by_code_and_name)
{
	struct kppns all;

	add_offices(w);
	CHECK_OK(kppn_list(w, S(""), &all));
	CHECK_INT("all", all.count, 2);
	CHECK_OK(kppn_list(w, S(" sat "), &all));
	CHECK_INT("by name", all.count, 1);
	CHECK_STR("by name", all.items[0].code, S("991"));
	CHECK_OK(kppn_list(w, S("92"), &all));
	CHECK_STR("by code", all.items[0].code, S("992"));
}

TEST_DB(a_satker_is_what_it_is_on_the_day)
{
	struct satker *s;

	add_offices(w);
	CHECK_OK(satker_find(w, S("999101"), &s));
	CHECK_STR("name", s->name, S("KANTOR BARU"));
	CHECK_STR("kppn", s->kppn, S("991"));
	CHECK_STR("kppn name", s->kppn_name, S("KPPN Satu"));
	CHECK_INT("zone", s->zone, WITA);
	CHECK_STR("ministry", s->ba_name, S("KEMENTERIAN CONTOH"));
	CHECK_STR("eselon 1", s->eselon1_name, S("Sekretariat Jenderal"));
	CHECK_OK(satker_find_on(w, S("999101"), (struct date){ 2025, 12, 31 }, &s));
	CHECK_STR("the day before the move", s->kppn, S("992"));
	CHECK_OK(satker_find_on(w, S("999101"), (struct date){ 2026, 1, 1 }, &s));
	CHECK_STR("the day of the move", s->kppn, S("991"));
	CHECK_OK(satker_find_on(w, S("999101"), (struct date){ 2019, 12, 31 }, &s));
	CHECK("before it began", s == NULL);
	CHECK_OK(satker_find(w, S("999999"), &s));
	CHECK("no such satker", s == NULL);
	CHECK_OK(satker_find(w, S("999102"), &s));
	CHECK_STR("an Eselon I that is not listed", s->eselon1_name, S(""));
}

TEST_DB(a_satker_remembers_what_it_was)
{
	struct satker_periods all;

	add_offices(w);
	CHECK_OK(satker_history(w, S("999101"), &all));
	CHECK_INT("periods", all.count, 2);
	CHECK_STR("newest first", all.items[0].name, S("KANTOR BARU"));
	CHECK_INT("open", all.items[0].until.year, 9999);
	CHECK_STR("then the old one", all.items[1].kppn_name, S("KPPN Dua"));
	CHECK_INT("that ended", date_days(all.items[1].until),
		  date_days((struct date){ 2025, 12, 31 }));
}

/* "999101 999102 ", the codes of a list. */
static str codes(struct work *w, const struct satker_query *q)
{
	struct buf b = buf_new(w->arena);
	struct satkers got;

	CHECK_OK(satker_list(w, q, &got));
	for (size_t i = 0; i < got.count; i++)
		buf_fmt(&b, "%.*s ", P(got.items[i].code));
	return buf_str(&b);
}

#define BY(reach, unit) .scope = { (reach), STR(unit) }, .limit = 9

static const struct {
	const char *rule;
	struct satker_query query;
	str want;
} lists[] = {
	{ "a satker sees itself", { BY(SCOPE_SATKER, "999101") }, STR("999101 ") },
	{ "a KPPN sees whom it serves now",
	  { BY(SCOPE_KPPN, "991") },
	  STR("999101 999102 ") },
	{ "not whom it served", { BY(SCOPE_KPPN, "992") }, STR("999201 ") },
	{ "a Kanwil sees its KPPN", { BY(SCOPE_KANWIL, "98") }, STR("999201 ") },
	{ "a ministry sees its own",
	  { BY(SCOPE_MINISTRY, "998") },
	  STR("999101 999102 ") },
	{ "an Eselon I sees its own", { BY(SCOPE_MINISTRY, "99802") }, STR("999102 ") },
	{ "head office sees all",
	  { BY(SCOPE_NATION, "") },
	  STR("999101 999102 999201 ") },
	{ "the public sees none", { BY(SCOPE_PUBLIC, "") }, STR("") },
	{ "a person without unit sees none", { BY(SCOPE_KPPN, "") }, STR("") },
	{ "nobody sees none", { BY(SCOPE_NONE, "991") }, STR("") },
	{ "by name in any case",
	  { BY(SCOPE_NATION, ""), .search = STR("Kantor") },
	  STR("999101 ") },
	{ "not by an old name",
	  { BY(SCOPE_NATION, ""), .search = STR("lama") },
	  STR("") },
	{ "by a part of the code",
	  { BY(SCOPE_NATION, ""), .search = STR("9910") },
	  STR("999101 999102 ") },
	{ "a percent sign is a sign",
	  { BY(SCOPE_NATION, ""), .search = STR("100%") },
	  STR("999102 ") },
	{ "and finds nothing else",
	  { BY(SCOPE_NATION, ""), .search = STR("1%1") },
	  STR("") },
	{ "a search stays in the scope",
	  { BY(SCOPE_KPPN, "991"), .search = STR("sekretariat") },
	  STR("") },
	{ "after a code",
	  { BY(SCOPE_NATION, ""), .after = STR("999101") },
	  STR("999102 999201 ") },
	{ "before a code, still ascending",
	  { BY(SCOPE_NATION, ""), .after = STR("999201"), .backwards = true },
	  STR("999101 999102 ") },
	{ "as many as asked",
	  { .scope = { SCOPE_NATION, STR("") }, .limit = 2 },
	  STR("999101 999102 ") },
	{ "the nearest before a code",
	  { .scope = { SCOPE_KPPN, STR("991") },
	    .limit = 1,
	    .after = STR("999201"),
	    .backwards = true },
	  STR("999102 ") },
};

TEST_DB(a_list_shows_its_scope)
{
	add_offices(w);
	for (size_t i = 0; i < COUNT(lists); i++)
		CHECK_STR(lists[i].rule, codes(w, &lists[i].query), lists[i].want);
}

TEST_DB(every_unit_has_a_name)
{
	static const struct {
		enum unit_kind kind;
		str code, want;
	} units[] = {
		{ UNIT_SATKER, STR("999101"), STR("KANTOR BARU") },
		{ UNIT_KPPN, STR("991"), STR("KPPN Satu") },
		{ UNIT_KANWIL, STR("97"), STR("Kanwil Tujuh") },
		{ UNIT_PUSAT, STR(""), STR("Kantor Pusat DJPb") },
		{ UNIT_ESELON1, STR("99801"), STR("Sekretariat Jenderal") },
		{ UNIT_KL, STR("998"), STR("KEMENTERIAN CONTOH") },
		{ UNIT_SATKER, STR("000000"), STR("") },
		{ UNIT_KPPN, STR("000"), STR("") },
		{ UNIT_KANWIL, STR("00"), STR("") },
		{ UNIT_NONE, STR(""), STR("") },
	};
	str name;

	add_offices(w);
	for (size_t i = 0; i < COUNT(units); i++) {
		CHECK_OK(unit_name(w, units[i].kind, units[i].code, &name));
		CHECK_STR(units[i].want.p, name, units[i].want);
	}
}

TEST_DB(a_kpa_follows_a_kpa)
{
	struct audit_entries trail;
	struct official *o;

	add_offices(w);
	CHECK_OK(kpa_find(w, S("999101"), (struct date){ 2026, 5, 1 }, &o));
	CHECK("none yet", o == NULL);
	CHECK_OK(kpa_record(w, S("999101"), S("Budi"), S("198001012005011001"),
			    (struct date){ 2026, 2, 1 }));
	CHECK_OK(kpa_record(w, S("999101"), S("Ani"), S("198101012006012001"),
			    (struct date){ 2026, 6, 1 }));
	CHECK_OK(kpa_find(w, S("999101"), (struct date){ 2026, 5, 31 }, &o));
	CHECK_STR("until the day before", o->name, S("Budi"));
	CHECK_OK(kpa_find(w, S("999101"), (struct date){ 2026, 6, 1 }, &o));
	CHECK_STR("from the day on", o->name, S("Ani"));
	CHECK_OK(kpa_find(w, S("999101"), (struct date){ 2026, 1, 31 }, &o));
	CHECK("nobody before the first", o == NULL);
	CHECK_OK(audit_of(w, S("satker"), S("999101"), 9, &trail));
	CHECK_INT("an entry each", trail.count, 2);
	CHECK("no name in it", !str_has(trail.items[0].changes, S("Ani")));
}

TEST_DB(the_same_kpa_again_changes_nothing)
{
	struct audit_entries trail;
	struct officials all;

	add_offices(w);
	for (int i = 0; i < 2; i++)
		CHECK_OK(kpa_record(w, S("999101"), S("Budi"), S("198001012005011001"),
				    (struct date){ 2026, 2, (int8_t)(1 + i) }));
	CHECK_OK(kpa_all(w, S("999101"), &all));
	CHECK_INT("one period", all.count, 1);
	CHECK_OK(audit_of(w, S("satker"), S("999101"), 9, &trail));
	CHECK_INT("one entry", trail.count, 1);
}

TEST_DB(an_earlier_kpa_ends_where_the_next_begins)
{
	struct official *o;

	add_offices(w);
	CHECK_OK(kpa_record(w, S("999101"), S("Ani"), S("198101012006012001"),
			    (struct date){ 2026, 6, 1 }));
	CHECK_OK(kpa_record(w, S("999101"), S("Budi"), S("198001012005011001"),
			    (struct date){ 2026, 2, 1 }));
	CHECK_OK(kpa_find(w, S("999101"), (struct date){ 2026, 6, 1 }, &o));
	CHECK_STR("the later one stays", o->name, S("Ani"));
	CHECK_OK(kpa_find(w, S("999101"), (struct date){ 2026, 5, 31 }, &o));
	CHECK_STR("the earlier one is before", o->name, S("Budi"));
}

TEST_DB(a_kpa_of_the_same_day_is_a_correction)
{
	struct officials all;

	add_offices(w);
	CHECK_OK(kpa_record(w, S("999101"), S("Bdui"), S("198001012005011001"),
			    (struct date){ 2026, 2, 1 }));
	CHECK_OK(kpa_record(w, S("999101"), S("Budi"), S("198001012005011001"),
			    (struct date){ 2026, 2, 1 }));
	CHECK_OK(kpa_all(w, S("999101"), &all));
	CHECK_INT("one period", all.count, 1);
	CHECK_STR("corrected", all.items[0].name, S("Budi"));
}

/* The clock itself has its tables in calendar/test. */
TEST_DB(the_office_clock_knows_the_calendar)
{
	struct day_off off = { { 2027, 3, 8 }, DAY_JOINT_LEAVE, STR("x") };
	struct calendar calendar;
	int64_t from =
		instant_of((struct date){ 2027, 3, 5 }, 14 * HOUR, WITA); /* Friday */
	struct date day;
	int64_t due;

	CHECK_OK(office_deadline(w, from, 120, WITA, &due));
	CHECK_INT("Monday", due, instant_of((struct date){ 2027, 3, 8 }, 9 * HOUR, WITA));
	CHECK_OK(day_off_add(w, &off));
	CHECK_OK(office_deadline(w, from, 120, WITA, &due));
	CHECK_INT("Tuesday", due,
		  instant_of((struct date){ 2027, 3, 9 }, 9 * HOUR, WITA));
	CHECK_OK(calendar_from(w, (struct date){ 2027, 12, 31 }, &calendar));
	CHECK("the whole year is read", !calendar_works(&calendar, off.day));
	CHECK("so that it is known", calendar_knows(&calendar, 2027));
	CHECK_OK(working_days_after(w, (struct date){ 2027, 3, 5 }, 1, &day));
	CHECK_INT("the next is Tuesday", date_days(day),
		  date_days((struct date){ 2027, 3, 9 }));
}

static int64_t count_rows(struct work *w, struct rows r)
{
	int64_t n = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	(void)w;
	return n;
}

TEST_DB(reference_data_is_loaded_once)
{
	struct audit_entries trail;
	struct kppn *k;

	for (int i = 0; i < 2; i++)
		CHECK_OK(directory_load_reference(w));
	CHECK_INT("KPPN",
		  count_rows(w, work_query(w, "SELECT count(*) FROM kppn", NO_ARGS)),
		  182);
	CHECK_INT("Kanwil",
		  count_rows(w, work_query(w, "SELECT count(*) FROM kanwil", NO_ARGS)),
		  34);
	CHECK_INT("ministries",
		  count_rows(w, work_query(w, "SELECT count(*) FROM ministry", NO_ARGS)),
		  117);
	CHECK_INT("Eselon I",
		  count_rows(w, work_query(w, "SELECT count(*) FROM eselon1", NO_ARGS)),
		  396);
	CHECK_INT("accounts",
		  count_rows(w, work_query(w, "SELECT count(*) FROM akun", NO_ARGS)),
		  3572);
	CHECK_INT("days",
		  count_rows(w, work_query(w, "SELECT count(*) FROM holiday", NO_ARGS)),
		  53);
	CHECK_OK(kppn_find(w, S("047"), &k));
	CHECK_STR("KPPN 047", k->name, S("KPPN Balikpapan"));
	CHECK_INT("its zone", k->zone, WITA);
	CHECK_OK(audit_of(w, S("directory"), S("kppn.csv"), 9, &trail));
	CHECK_INT("one entry a file", trail.count, 1);
}

TEST_DB(what_an_import_changed_stays_when_loaded_again)
{
	struct kppn *k;

	CHECK_OK(directory_load_reference(w));
	CHECK_OK(kppn_find(w, S("047"), &k));
	k->address = S("Jalan Contoh 2");
	CHECK_OK(kppn_change(w, k));
	CHECK_OK(reference_note(w, S("kppn.csv"), S("an older file")));
	CHECK_OK(directory_load_reference(w));
	CHECK_OK(kppn_find(w, S("047"), &k));
	CHECK_STR("address", k->address, S("Jalan Contoh 2"));
}
