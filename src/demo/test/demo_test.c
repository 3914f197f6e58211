#include "access/access.h"
#include "audit/audit.h"
#include "base/csv.h"
#include "demo/internal.h"
#include "test/test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct date day = { 2026, 11, 23 };

TEST(chance_is_the_same_each_time)
{
	struct chance a = chance_of(S("person"), 7), b = chance_of(S("person"), 7);
	struct chance c = chance_of(S("person"), 8), d = chance_of(S("satker"), 7);
	uint64_t first = chance_next(&a);

	CHECK("the same", first == chance_next(&b));
	CHECK("another index", first != chance_next(&c));
	CHECK("another kind", first != chance_next(&d));
	CHECK("goes on", first != chance_next(&a));
}

static void check_numbers(struct arena *a, const struct demo_person *p)
{
	struct nik_facts facts;

	CHECK_INT(p->nik.p, nik_read(p->nik, day, &facts), NIK_FINE);
	CHECK("region 99", str_starts(p->nik, S("99")));
	CHECK(p->nip.p, str_digits(p->nip, 18));
	CHECK_STR("birth", str_left(p->nip, 8),
		  arena_fmt(a, "%04d%02d%02d", facts.born.year, facts.born.month,
			    facts.born.day));
	CHECK_INT("sex", p->nip.p[14], facts.female ? '2' : '1');
}

enum { SEEN = 1 << 18 };

/* Puts the number into a table with open places; false when it was there. */
static bool note_new(int64_t *seen, str digits)
{
	int64_t number;
	size_t at;

	CHECK("a number", str_int(digits, &number));
	for (at = (size_t)number % SEEN; seen[at]; at = (at + 1) % SEEN)
		if (seen[at] == number)
			return false;
	seen[at] = number;
	return true;
}

TEST(every_person_has_a_valid_number_of_nobody_else)
{
	struct arena *a = test_arena();
	int64_t *seen = NEW_ARRAY(a, int64_t, SEEN);

	for (int64_t i = 0; i < PEOPLE_MAX; i++) {
		struct arena_mark mark = arena_mark(a);
		struct demo_person p = demo_person(a, i, 0, day);

		if (i % 50 == 0)
			check_numbers(a, &p);
		CHECK(p.nik.p, note_new(seen, p.nik));
		arena_rewind(a, mark);
	}
}

TEST(a_tail_says_what_dukcapil_answers)
{
	struct arena *a = test_arena();
	struct nik_facts facts;

	for (int tail = 90; tail < 100; tail++) {
		struct demo_person p = demo_person(a, 12, tail, day);

		CHECK_INT("ends with it", (p.nik.p[14] - '0') * 10 + p.nik.p[15] - '0',
			  tail);
		CHECK_INT("valid", nik_read(p.nik, day, &facts), NIK_FINE);
	}
	for (int64_t i = 0; i < 1000; i++)
		CHECK("nobody by accident", demo_person(a, i, 0, day).nik.p[14] != '9');
}

TEST(no_two_satker_have_one_name)
{
	struct kppn offices[] = { { .code = STR("001"), .name = STR("KPPN Semarang II") },
				  { .code = STR("002"),
				    .name = STR("KPPN Khusus Investasi") },
				  { .code = STR("003"), .name = STR("KPPN Sinjai") } };
	struct kppns list = { .items = offices, .count = COUNT(offices) };
	struct demo_satkers all;

	demo_satker_list(test_arena(), &list, 400, &all);
	CHECK_INT("all", all.count, 400);
	for (size_t i = 0; i < all.count; i++) {
		CHECK("code",
		      str_digits(all.items[i].code, 6) && all.items[i].code.p[0] == '9');
		CHECK("not in an office without a place",
		      !str_eq(all.items[i].kppn, S("002")));
		for (size_t j = 0; j < i; j++)
			CHECK(all.items[i].name.p,
			      !str_eq(all.items[i].name, all.items[j].name) &&
				      !str_eq(all.items[i].code, all.items[j].code));
	}
}

/* What the world sees of a filling: lists, not ids or seals. */
static str summary(struct work *w)
{
	struct buf b = buf_new(test_arena());
	struct rows r =
		work_query(w,
			   "SELECT p.name, p.email, p.id_number, m.unit_kind, m.unit,"
			   "       r.role, m.valid_from"
			   "  FROM person p JOIN membership m ON m.person = p.id"
			   "  JOIN membership_role r ON r.membership = m.id"
			   " ORDER BY p.email, m.unit, r.role /* may scan */",
			   NO_ARGS);

	while (rows_next(&r)) {
		for (int i = 0; i < 6; i++)
			buf_fmt(&b, "%.*s ", P(row_str(&r, i)));
		buf_fmt(&b, "%lld\n", (long long)row_int(&r, 6));
	}
	CHECK_OK(rows_end(&r));
	return buf_str(&b);
}

static str accounts_path(void)
{
	return arena_fmt(test_arena(), "%.*s/demo-accounts.csv", P(test_dir()));
}

static enum demo_refusal fill(struct work *w, int satker)
{
	struct demo_order order = { satker, day, accounts_path() };
	struct demo_report report;
	enum demo_refusal why;

	CHECK_OK(demo_fill(w, &order, &why, &report));
	return why;
}

static void load_reference(struct work *w)
{
	CHECK_OK(directory_load_reference(w));
	CHECK_OK(db_commit(w->db));
}

static int64_t count(struct rows r)
{
	int64_t n = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return n;
}

TEST_DB(a_small_nation)
{
	struct official *kpa;
	struct kppn *office;

	load_reference(w);
	CHECK_INT("filled", fill(w, 22), DEMO_FILLED);
	CHECK_OK(db_begin(w->db, true));
	CHECK_INT("satker",
		  count(work_query(w, "SELECT count(*) FROM satker /* may scan */",
				   NO_ARGS)),
		  22);
	CHECK_INT("eight of KPPN 047",
		  count(work_query(
			  w, "SELECT count(*) FROM satker_period WHERE kppn = '047'",
			  NO_ARGS)),
		  8);
	CHECK_OK(kpa_find(w, S("999120"), day, &kpa));
	CHECK("a KPA without an account", kpa != NULL);
	CHECK_OK(kppn_find(w, S("047"), &office));
	CHECK_STR("its desk", office->email, S("cso.047@kppn.example"));
	CHECK_INT("no account waits",
		  count(work_query(w,
				   "SELECT count(*) FROM account WHERE state <> 'aktif'"
				   " /* may scan */",
				   NO_ARGS)),
		  0);
}

TEST_DB(what_is_not_empty_is_left_alone)
{
	load_reference(w);
	CHECK_INT("filled", fill(w, 1), DEMO_FILLED);
	CHECK_INT("not again", fill(w, 1), DEMO_NOT_EMPTY);
	CHECK_OK(db_begin(w->db, true));
}

TEST_DB(production_is_left_alone)
{
	const struct settings *before = w->settings;
	struct settings production = *before;

	production.mode = MODE_PRODUCTION;
	w->settings = &production;
	load_reference(w);
	CHECK_INT("refused", fill(w, 1), DEMO_PRODUCTION);
	CHECK_OK(db_begin(w->db, true));
	w->settings = before;
}

TEST_DB(the_trail_of_a_filling_is_right)
{
	int64_t entries, bad;
	str why;

	load_reference(w);
	fill(w, 3);
	CHECK_OK(db_begin(w->db, true));
	CHECK_OK(audit_verify(w, &entries, &bad, &why));
	CHECK_INT("whole", bad, 0);
	CHECK("an entry for each act", entries > 2000);
}

static str read_accounts(struct stat *ret_st)
{
	static char bytes[1 << 20];
	int fd = open(arena_cstr(test_arena(), accounts_path()), O_RDONLY);
	ssize_t n = read(fd, bytes, sizeof(bytes));

	CHECK("the list", fd >= 0 && n > 0 && fstat(fd, ret_st) == 0);
	close(fd);
	return arena_str(test_arena(), (str){ bytes, (size_t)n });
}

TEST_DB(every_role_is_on_the_list)
{
	role_set seen = 0;
	struct stat st;
	struct csv csv;
	struct strs row;

	load_reference(w);
	fill(w, 20);
	csv = csv_open(read_accounts(&st));
	CHECK_INT("for its owner alone", st.st_mode & 0777, 0600);
	CHECK_INT("head", csv_next(&csv, test_arena(), &row), CSV_ROW);
	CHECK_STR("head", row.items[3], S("peran"));
	while (csv_next(&csv, test_arena(), &row) == CSV_ROW)
		for (int r = 0; r < ROLES; r++)
			if (str_eq(row.items[3], role_words[r]))
				seen |= ROLE_BIT(r);
	CHECK_INT("roles", seen,
		  ROLE_BIT(ROLES) - 1 - ROLE_BIT(ROLE_PUBLIC) - ROLE_BIT(ROLE_CLIENT));
	CHECK_OK(db_begin(w->db, true));
}

static str first_summary;

/* The two runs of this test are on two engines: they must see the same world. */
TEST_DB(the_same_order_gives_the_same_data)
{
	static char kept[1 << 20];
	str now;

	load_reference(w);
	fill(w, 5);
	CHECK_OK(db_begin(w->db, true));
	now = summary(w);
	if (db_engine(w->db) == DB_POSTGRES) {
		CHECK_STR("as on the other engine", now, first_summary);
		return;
	}
	CHECK("fits", now.n < sizeof(kept));
	for (size_t i = 0; i < now.n; i++)
		kept[i] = now.p[i];
	first_summary = (str){ kept, now.n };
}
