/* Lists of users: scope, filters, order, pages. */
#include "identity/identity.h"
#include "identity/internal.h"
#include "test/test.h"

static struct actor viewer;

static void view_as(struct work *w, enum role role, enum unit_kind kind, str unit)
{
	viewer = (struct actor){
		.person = 1, .unit_kind = kind, .unit = unit, .roles = ROLE_BIT(role)
	};
	actor_default_grants(&viewer);
	w->actor = &viewer;
}

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

/* Two KPPN of one Kanwil and one of another; 999103 moves from 046 to 047 in 2026. */
static void make_offices(struct work *w)
{
	run(w,
	    "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil Timur'), ('02', 'Kanwil Barat')");
	run(w,
	    "INSERT INTO kppn (code, name, kanwil, zone) VALUES ('047', 'KPPN Balikpapan', '19', 'WITA'),"
	    " ('046', 'KPPN Samarinda', '19', 'WITA'), ('004', 'KPPN Medan', '02', 'WIB')");
	run(w,
	    "INSERT INTO ministry (code, name) VALUES ('033', 'Kementerian Contoh'), ('018', 'Lain')");
	run(w,
	    "INSERT INTO satker (code) VALUES ('999101'), ('999102'), ('999103'), ('999201')");
	run(w,
	    "INSERT INTO satker_period (satker, valid_from, valid_to, name, ba, eselon1, kppn) VALUES"
	    " ('999101', '2020-01-01', '9999-12-31', 'Balai Satu', '033', '04', '047'),"
	    " ('999102', '2020-01-01', '9999-12-31', 'Balai Dua', '033', '05', '046'),"
	    " ('999103', '2020-01-01', '2025-12-31', 'Balai Lama', '018', '01', '046'),"
	    " ('999103', '2026-01-01', '9999-12-31', 'Balai Tiga', '018', '01', '047'),"
	    " ('999201', '2020-01-01', '9999-12-31', 'Balai Medan', '018', '01', '004')");
}

static const struct {
	str name, satker;
	enum role role;
} people[] = {
	{ STR("Budi Santoso"), STR("999101"), ROLE_OPERATOR },
	{ STR("Ani Rahmawati"), STR("999101"), ROLE_KPA },
	{ STR("Citra Ayu Rahma"), STR("999102"), ROLE_OPERATOR },
	{ STR("Dedi Sarahman"), STR("999103"), ROLE_BENDAHARA },
	{ STR("Eka Putri"), STR("999201"), ROLE_OPERATOR },
};

static int64_t ids[COUNT(people)], persons[COUNT(people)];

static struct new_member member_of(size_t i, str unit)
{
	return (struct new_member){
		.nik = arena_fmt(test_arena(), "99010514038000%02zu", i + 1),
		.name = people[i].name,
		.email = arena_fmt(test_arena(), "orang%zu@contoh.example", i),
		.phone = S("081200000001"),
		.id_type = ID_NIP,
		.id_number = arena_fmt(test_arena(), "1980031420101210%02zu", i),
		.unit_kind = UNIT_SATKER,
		.unit = unit,
		.position = S("Analis"),
		.roles = ROLE_BIT(people[i].role),
		.basis = S("REG-2026-047-00001"),
	};
}

static void enrol(struct work *w, size_t i, str unit)
{
	struct new_member m = member_of(i, unit);
	struct membership *made;
	struct person *p;
	bool changed, was_waiting;

	CHECK_OK(identity_enrol(w, &m, &p, &changed));
	CHECK_OK(account_insert(w, p->id));
	CHECK_OK(account_activate(w, p->id, S("x"), &was_waiting));
	CHECK_OK(membership_in(w, p->id, UNIT_SATKER, unit, &made));
	persons[i] = p->id;
	ids[i] = made->id;
}

static void everybody_arrives(struct work *w)
{
	make_offices(w);
	view_as(w, ROLE_PUSAT, UNIT_PUSAT, S("DJPB"));
	viewer.person = 0;
	for (size_t i = 0; i < COUNT(people); i++)
		enrol(w, i, people[i].satker);
}

static struct member_query whole(void)
{
	return (struct member_query){ .standing = -1, .any_role = true, .limit = 50 };
}

/* "Ani Budi": first names in the order of the list. */
static str listed(struct work *w, const struct member_query *q)
{
	struct buf b = buf_new(test_arena());
	struct unit_users list;

	CHECK_OK(members_list(w, q, &list));
	for (size_t i = 0; i < list.count; i++) {
		str rest = list.items[i].name;
		str first = str_cut(&rest, ' ');

		buf_fmt(&b, "%s%.*s", i ? " " : "", P(first));
	}
	return buf_str(&b);
}

TEST_DB(a_list_ends_where_the_right_ends)
{
	static const struct {
		const char *sentence;
		enum role role;
		enum unit_kind kind;
		str unit, names;
	} rows[] = {
		{ "a satker sees its own", ROLE_OPERATOR, UNIT_SATKER, STR("999101"),
		  STR("Ani Budi") },
		{ "a KPPN sees the satker it serves today", ROLE_VERIFIKATOR, UNIT_KPPN,
		  STR("047"), STR("Ani Budi Dedi") },
		{ "and not those it served", ROLE_CSO, UNIT_KPPN, STR("046"),
		  STR("Citra") },
		{ "a Kanwil sees the satker of its KPPN", ROLE_KANWIL, UNIT_KANWIL,
		  STR("19"), STR("Ani Budi Citra Dedi") },
		{ "a ministry sees its satker", ROLE_KL, UNIT_KL, STR("033"),
		  STR("Ani Budi Citra") },
		{ "an Eselon I sees its own", ROLE_ESELON1, UNIT_ESELON1, STR("03304"),
		  STR("Ani Budi") },
		{ "head office sees all", ROLE_PUSAT, UNIT_PUSAT, STR("DJPB"),
		  STR("Ani Budi Citra Dedi Eka") },
		{ "an auditor sees all", ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB"),
		  STR("Ani Budi Citra Dedi Eka") },
		{ "nobody else sees anybody", ROLE_PUBLIC, UNIT_NONE, STR(""), STR("") },
		{ "a role without its unit is nothing", ROLE_VERIFIKATOR, UNIT_SATKER,
		  STR("999101"), STR("") },
	};

	everybody_arrives(w);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct member_query q = whole();

		view_as(w, rows[i].role, rows[i].kind, rows[i].unit);
		CHECK_STR(rows[i].sentence, listed(w, &q), rows[i].names);
		q.by_unit = true;
		CHECK_INT(rows[i].sentence, listed(w, &q).n, rows[i].names.n);
	}
}

TEST_DB(one_user_is_found_where_the_list_would_show_him)
{
	struct unit_user *m;

	everybody_arrives(w);
	view_as(w, ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	CHECK_OK(member_find(w, ids[0], &m));
	CHECK("of its satker", m != NULL);
	CHECK_STR("with the satker's name", m->membership.unit_name, S("Balai Satu"));
	CHECK_OK(member_find(w, ids[3], &m));
	CHECK("of one that moved here", m != NULL);
	CHECK_OK(member_find(w, ids[2], &m));
	CHECK("of another KPPN", m == NULL);
	CHECK_OK(member_find(w, 1, &m));
	CHECK("nobody", m == NULL);
	view_as(w, ROLE_KANWIL, UNIT_KANWIL, S("02"));
	CHECK_OK(member_find(w, ids[0], &m));
	CHECK("of another Kanwil", m == NULL);
	view_as(w, ROLE_ESELON1, UNIT_ESELON1, S("03305"));
	CHECK_OK(member_find(w, ids[0], &m));
	CHECK("of another Eselon I", m == NULL);
}

TEST_DB(a_masked_right_shows_nothing_to_reach_the_person_by)
{
	struct member_query q = whole();
	struct unit_users list;

	everybody_arrives(w);
	view_as(w, ROLE_BENDAHARA, UNIT_SATKER, S("999101"));
	CHECK_OK(members_list(w, &q, &list));
	CHECK_STR("e-mail", list.items[0].email, S("••••••"));
	CHECK_STR("NIP", list.items[0].id_number, S("••••••"));
	q.q = S("orang0@contoh.example");
	CHECK_STR("nor is he found by it", listed(w, &q), S(""));
	view_as(w, ROLE_KPA, UNIT_SATKER, S("999101"));
	CHECK_STR("the KPA finds him by it", listed(w, &q), S("Budi"));
	q.q = S("198003142010121001");
	CHECK_STR("and by the NIP", listed(w, &q), S("Ani"));
	q.q = S("198003142010121004");
	CHECK_STR("but nobody of another satker", listed(w, &q), S(""));
}

TEST_DB(words_of_a_name_are_found_where_they_begin)
{
	static const struct {
		const char *sentence;
		str q, names;
	} rows[] = {
		{ "a word in the middle", STR("rahma"), STR("Ani Citra") },
		{ "not the middle of a word", STR("sant osos"), STR("") },
		{ "several words", STR("Citra AYU"), STR("Citra") },
		{ "a single letter", STR("s"), STR("Budi Dedi") },
		{ "signs mean themselves", STR("%"), STR("") },
		{ "nobody is called so", STR("zulkifli"), STR("") },
	};

	everybody_arrives(w);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct member_query q = whole();

		q.q = rows[i].q;
		view_as(w, ROLE_AUDITOR, UNIT_PUSAT, S("DJPB"));
		CHECK_STR(rows[i].sentence, listed(w, &q), rows[i].names);
	}
}

TEST_DB(filters_leave_who_fits)
{
	struct member_query q = whole();

	everybody_arrives(w);
	run(w,
	    "UPDATE account SET state = 'menunggu', activated_at = NULL /* may scan */ WHERE person IN"
	    " (SELECT person FROM membership WHERE unit = '999102')");
	CHECK_OK(work_exec(w,
			   "UPDATE membership SET state = 'ditangguhkan' WHERE id = $1",
			   ARGS(arg_int(ids[0])), NULL));
	CHECK_OK(work_exec(w, "UPDATE membership SET valid_until = $2 WHERE id = $1",
			   ARGS(arg_int(ids[4]), arg_int(w->now)), NULL));
	view_as(w, ROLE_PUSAT, UNIT_PUSAT, S("DJPB"));
	q.standing = STANDING_ACTIVE;
	CHECK_STR("active", listed(w, &q), S("Ani Dedi"));
	q.standing = STANDING_WAITING;
	CHECK_STR("waiting", listed(w, &q), S("Citra"));
	q.standing = STANDING_SUSPENDED;
	CHECK_STR("suspended", listed(w, &q), S("Budi"));
	q = whole();
	q.any_role = false;
	q.role = ROLE_KPA;
	CHECK_STR("a role", listed(w, &q), S("Ani"));
	q = whole();
	q.satker = S("999101");
	CHECK_STR("a satker", listed(w, &q), S("Ani Budi"));
	view_as(w, ROLE_KANWIL, UNIT_KANWIL, S("02"));
	q.satker = S("999201");
	CHECK_STR("a satker in scope", listed(w, &q), S("Eka"));
	q.standing = STANDING_ENDED;
	CHECK_STR("ended by date", listed(w, &q), S("Eka"));
	q = whole();
	q.satker = S("999101");
	CHECK_STR("a satker out of scope", listed(w, &q), S(""));
}

TEST_DB(what_is_rare_is_found_within_the_scope_only)
{
	static const struct {
		const char *sentence;
		enum role role;
		enum unit_kind kind;
		str unit, rahma, waiting, bendahara;
	} rows[] = {
		{ "the nation", ROLE_PUSAT, UNIT_PUSAT, STR("DJPB"), STR("Ani Citra"),
		  STR("Ani Dedi Eka"), STR("Dedi") },
		{ "a Kanwil", ROLE_KANWIL, UNIT_KANWIL, STR("19"), STR("Ani Citra"),
		  STR("Ani Dedi"), STR("Dedi") },
		{ "another Kanwil", ROLE_KANWIL, UNIT_KANWIL, STR("02"), STR(""),
		  STR("Eka"), STR("") },
		{ "a ministry", ROLE_KL, UNIT_KL, STR("018"), STR(""), STR("Dedi Eka"),
		  STR("Dedi") },
		{ "an Eselon I", ROLE_ESELON1, UNIT_ESELON1, STR("03304"), STR("Ani"),
		  STR("Ani"), STR("") },
	};

	everybody_arrives(w);
	run(w,
	    "UPDATE account SET state = 'menunggu', activated_at = NULL /* may scan */ WHERE person IN"
	    " (SELECT person FROM membership WHERE name_key IN"
	    " ('ani rahmawati', 'dedi sarahman', 'eka putri'))");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct member_query q = whole();

		view_as(w, rows[i].role, rows[i].kind, rows[i].unit);
		q.q = S("rahma");
		CHECK_STR(rows[i].sentence, listed(w, &q), rows[i].rahma);
		q = whole();
		q.standing = STANDING_WAITING;
		CHECK_STR(rows[i].sentence, listed(w, &q), rows[i].waiting);
		q = whole();
		q.any_role = false;
		q.role = ROLE_BENDAHARA;
		CHECK_STR(rows[i].sentence, listed(w, &q), rows[i].bendahara);
	}
}

TEST_DB(a_kppn_takes_its_satker_to_another_kanwil)
{
	struct member_query q = whole();

	everybody_arrives(w);
	view_as(w, ROLE_KANWIL, UNIT_KANWIL, S("02"));
	run(w, "UPDATE kppn SET kanwil = '02' WHERE code = '046'");
	CHECK_STR("those of the KPPN that moved", listed(w, &q), S("Citra Eka"));
	run(w, "UPDATE satker_period SET kppn = '004' WHERE satker = '999101'");
	CHECK_STR("and of a satker with another KPPN", listed(w, &q),
		  S("Ani Budi Citra Eka"));
	view_as(w, ROLE_KANWIL, UNIT_KANWIL, S("19"));
	CHECK_STR("who are not here any more", listed(w, &q), S("Dedi"));
}

static void walk(struct work *w, const char *sentence, struct member_query q,
		 str whole_list)
{
	struct unit_users all, page;

	q.limit = 50;
	CHECK_STR(sentence, listed(w, &q), whole_list);
	CHECK_OK(members_list(w, &q, &all));
	q.limit = 2;
	for (size_t i = 0; i + 2 <= all.count; i += 2) {
		CHECK_OK(members_list(w, &q, &page));
		CHECK_INT(sentence, page.items[0].membership.id,
			  all.items[i].membership.id);
		q.after = page.items[1].position_in_list;
	}
	q.after = all.items[all.count - 1].position_in_list;
	q.backwards = true;
	CHECK_OK(members_list(w, &q, &page));
	CHECK_INT(sentence, page.count, 2);
	CHECK_INT(sentence, page.items[1].membership.id,
		  all.items[all.count - 2].membership.id);
}

TEST_DB(pages_follow_each_other_in_both_directions)
{
	struct member_query q = whole();

	everybody_arrives(w);
	view_as(w, ROLE_PUSAT, UNIT_PUSAT, S("DJPB"));
	walk(w, "the nation by name", q, S("Ani Budi Citra Dedi Eka"));
	q.by_unit = true;
	walk(w, "the nation by unit", q, S("Ani Budi Citra Dedi Eka"));
	view_as(w, ROLE_KEPALA, UNIT_KPPN, S("047"));
	walk(w, "an office by unit", q, S("Ani Budi Dedi"));
	q.by_unit = false;
	walk(w, "an office by name", q, S("Ani Budi Dedi"));
	view_as(w, ROLE_KANWIL, UNIT_KANWIL, S("19"));
	walk(w, "a Kanwil", q, S("Ani Budi Citra Dedi"));
}

TEST_DB(a_person_in_several_satker_is_listed_in_each)
{
	struct member_query q = whole();
	struct unit_users all;

	everybody_arrives(w);
	viewer.person = 0;
	enrol(w, 0, S("999102"));
	view_as(w, ROLE_VERIFIKATOR, UNIT_KPPN, S("046"));
	CHECK_STR("here too", listed(w, &q), S("Budi Citra"));
	CHECK_OK(members_of_person(w, persons[0], &all));
	CHECK_INT("of one's own scope only", all.count, 1);
	view_as(w, ROLE_PUSAT, UNIT_PUSAT, S("DJPB"));
	CHECK_OK(members_of_person(w, persons[0], &all));
	CHECK_INT("all for head office", all.count, 2);
	CHECK_STR("with its roles there",
		  role_set_text(test_arena(), all.items[1].membership.roles, role_words),
		  S("OPERATOR"));
}

TEST_DB(a_satker_counts_its_users_by_what_they_can_do)
{
	int64_t n[STANDINGS];

	everybody_arrives(w);
	CHECK_OK(work_exec(w,
			   "UPDATE membership SET state = 'ditangguhkan' WHERE id = $1",
			   ARGS(arg_int(ids[0])), NULL));
	CHECK_OK(satker_standings(w, S("999101"), n));
	CHECK_INT("active", n[STANDING_ACTIVE], 1);
	CHECK_INT("suspended", n[STANDING_SUSPENDED], 1);
	CHECK_INT("ended", n[STANDING_ENDED], 0);
}

TEST(a_user_can_work_when_membership_and_account_let_him)
{
	static const struct {
		const char *sentence;
		struct membership m;
		enum account_state account;
		enum standing want;
	} rows[] = {
		{ "both active",
		  { .state = MEMBERSHIP_ACTIVE },
		  ACCOUNT_ACTIVE,
		  STANDING_ACTIVE },
		{ "no account yet",
		  { .state = MEMBERSHIP_ACTIVE },
		  ACCOUNT_NONE,
		  STANDING_WAITING },
		{ "waits for activation",
		  { .state = MEMBERSHIP_ACTIVE },
		  ACCOUNT_WAITING,
		  STANDING_WAITING },
		{ "locked",
		  { .state = MEMBERSHIP_ACTIVE },
		  ACCOUNT_LOCKED,
		  STANDING_LOCKED },
		{ "suspended here",
		  { .state = MEMBERSHIP_SUSPENDED },
		  ACCOUNT_LOCKED,
		  STANDING_SUSPENDED },
		{ "ended",
		  { .state = MEMBERSHIP_ENDED },
		  ACCOUNT_ACTIVE,
		  STANDING_ENDED },
		{ "ends in this second",
		  { .state = MEMBERSHIP_ACTIVE, .valid_until = 100 },
		  ACCOUNT_ACTIVE,
		  STANDING_ENDED },
		{ "ends in the next",
		  { .state = MEMBERSHIP_ACTIVE, .valid_until = 101 },
		  ACCOUNT_ACTIVE,
		  STANDING_ACTIVE },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK_INT(rows[i].sentence, standing_of(&rows[i].m, rows[i].account, 100),
			  rows[i].want);
}
