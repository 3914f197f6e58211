#include "access/access.h"
#include "audit/audit.h"
#include "base/csv.h"
#include "demo/internal.h"
#include "registration/registration.h"
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

static void add_lines(struct buf *b, struct rows r, int columns)
{
	while (rows_next(&r)) {
		for (int i = 0; i < columns; i++)
			buf_fmt(b, "%.*s|", P(row_str(&r, i)));
		buf_char(b, '\n');
	}
	CHECK_OK(rows_end(&r));
}

/* What the world sees of a filling: names, numbers, dates; not ids or seals. */
static str summary(struct work *w)
{
	struct buf b = buf_new(test_arena());

	add_lines(
		&b,
		work_query(
			w,
			"SELECT p.name, p.email, p.id_number, m.unit_kind, m.unit, r.role"
			"  FROM person p JOIN membership m ON m.person = p.id"
			"  JOIN membership_role r ON r.membership = m.id"
			" ORDER BY p.email, m.unit, r.role /* may scan */",
			NO_ARGS),
		6);
	add_lines(
		&b,
		work_query(
			w,
			"SELECT r.number, r.state, r.satker_name, r.basis_number, u.name,"
			"       u.state, CAST(r.due_at AS TEXT)"
			"  FROM registration r JOIN registration_user u"
			"    ON u.registration = r.id"
			" ORDER BY r.number, u.n /* may scan */",
			NO_ARGS),
		7);
	return buf_str(&b);
}

static str accounts_path(void)
{
	return arena_fmt(test_arena(), "%.*s/demo-accounts.csv", P(test_dir()));
}

static enum demo_refusal fill(struct work *w, int satker)
{
	struct demo_order order = { satker, day, accounts_path(),
				    arena_fmt(test_arena(), "%.*s/demo-mark",
					      P(test_dir())) };
	struct demo_report report;
	enum demo_refusal why;

	CHECK_OK(demo_fill(w, &order, &why, &report));
	return why;
}

/* Long before the day of the filling. */
static void load_reference(struct work *w)
{
	w->now = instant_of(day, 0, WIB) - 100 * (int64_t)DAY;
	CHECK_OK(directory_load_reference(w));
	CHECK_OK(db_commit(w->db));
}

static int64_t count(struct rows r)
{
	int64_t n = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return n;
}

static void check_units(struct work *w)
{
	struct official *kpa;
	struct kppn *office;

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
}

static void check_requests(struct work *w)
{
	for (int s = 0; s < STATES; s++)
		CHECK(state_words[s].p,
		      count(work_query(w,
				       "SELECT count(*) FROM registration /* may scan */"
				       " WHERE state = $1",
				       ARGS(arg_str(state_words[s])))) > 0);
	CHECK_INT("one waits for a second officer",
		  count(work_query(w,
				   "SELECT count(*) FROM registration /* may scan */"
				   " WHERE second = 1",
				   NO_ARGS)),
		  1);
	CHECK_INT("one is overdue when the day begins",
		  count(work_query(w,
				   "SELECT count(*) FROM registration /* may scan */"
				   " WHERE pile = 'kppn' AND due_at < $1",
				   ARGS(arg_int(instant_of(day, 0, WIB))))),
		  1);
}

static void check_trail(struct work *w)
{
	int64_t entries, bad;
	str why;

	CHECK_OK(audit_verify(w, &entries, &bad, &why));
	CHECK_INT("whole", bad, 0);
	CHECK("an entry for each act", entries > 2000);
	CHECK_INT("nothing happened after the day began",
		  count(work_query(w,
				   "SELECT count(*) FROM audit_entry /* may scan */"
				   " WHERE at >= $1",
				   ARGS(arg_int(instant_of(day, 0, WIB))))),
		  0);
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

static void check_list(void)
{
	role_set seen = 0;
	struct stat st;
	struct csv csv = csv_open(read_accounts(&st));
	struct strs row;

	CHECK_INT("for its owner alone", st.st_mode & 0777, 0600);
	CHECK_INT("head", csv_next(&csv, test_arena(), &row), CSV_ROW);
	CHECK_STR("head", row.items[3], S("peran"));
	while (csv_next(&csv, test_arena(), &row) == CSV_ROW)
		for (int r = 0; r < ROLES; r++)
			if (str_eq(row.items[3], role_words[r]))
				seen |= ROLE_BIT(r);
	CHECK_INT("every role", seen,
		  ROLE_BIT(ROLES) - 1 - ROLE_BIT(ROLE_PUBLIC) - ROLE_BIT(ROLE_CLIENT));
}

/* Filling takes long, so what it left is looked at from all sides at once. */
TEST_DB(a_small_nation)
{
	load_reference(w);
	CHECK_INT("filled", fill(w, 22), DEMO_FILLED);
	CHECK_OK(db_begin(w->db, true));
	check_units(w);
	check_requests(w);
	check_trail(w);
	check_list();
}

TEST(scenes_come_in_order)
{
	struct stories stories;
	struct cues cues;
	enum deed last[100] = { DEED_NONE };

	script(test_arena(), 1000, &stories);
	script_cues(test_arena(), &stories, &cues);
	CHECK("more than the first ones", stories.count > 24 && stories.count < 100);
	for (size_t i = 0; i < cues.count; i++) {
		struct scene s = cues.items[i].scene;

		CHECK("within reach", s.days >= 1 && s.days <= DAYS_BACK);
		CHECK("within office hours", s.minute >= 8 * 60 && s.minute < 15 * 60);
		CHECK("a draft first",
		      (last[cues.items[i].story] == DEED_NONE) == (s.deed == DEED_DRAFT));
		last[cues.items[i].story] = s.deed;
		if (i > 0 && cues.items[i - 1].scene.days == s.days)
			CHECK("by the minute",
			      cues.items[i - 1].scene.minute <= s.minute);
		else if (i > 0)
			CHECK("by the day", cues.items[i - 1].scene.days > s.days);
	}
}

TEST_DB(what_is_not_empty_is_left_alone)
{
	CHECK_OK(work_exec(w, "INSERT INTO satker (code) VALUES ('900000')", NO_ARGS,
			   NULL));
	load_reference(w);
	CHECK_INT("refused", fill(w, 1), DEMO_NOT_EMPTY);
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
