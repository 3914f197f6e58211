/* What each role sees of people and memberships (row 5.6). */
#include "identity/office.h"
#include "identity/test/fixture.h"

/* ---- the same from three sides ---- */

static str names_listed(struct work *w)
{
	struct people_query q = { .limit = 100 };
	struct buf b = buf_new(test_arena());
	struct seen_people all;

	CHECK_OK(people_see(w, &q, &all));
	for (size_t i = 0; i < all.count; i++)
		buf_add(&b, str_left(all.items[i].person.name, 1));
	return buf_str(&b);
}

static str names_opened(struct work *w)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < USERS; i++) {
		struct seen_person *p;

		CHECK_OK(person_see(w, user_ids[i], &p));
		if (p)
			buf_add(&b, str_left(p->person.name, 1));
	}
	return buf_str(&b);
}

static int64_t membership_of(struct work *w, size_t i)
{
	struct membership *m;

	CHECK_OK(membership_in(w, user_ids[i], users[i].kind, users[i].unit, &m));
	return m->id;
}

/* Which memberships are listed, in the order of users[]; and the same ones opened. */
static str memberships_listed(struct work *w, struct membership_query q)
{
	struct buf b = buf_new(test_arena());
	struct seen_memberships all;

	q.limit = 100;
	CHECK_OK(memberships_see(w, &q, &all));
	for (size_t i = 0; i < USERS; i++)
		for (size_t k = 0; k < all.count; k++)
			if (all.items[k].membership.person == user_ids[i])
				buf_add(&b, str_left(all.items[k].person_name, 1));
	return buf_str(&b);
}

static str memberships_opened(struct work *w)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < USERS; i++) {
		struct seen_membership *m;

		CHECK_OK(membership_see(w, membership_of(w, i), &m));
		if (m)
			buf_add(&b, str_left(m->person_name, 1));
	}
	return buf_str(&b);
}

static const struct {
	const char *who;
	enum role role;
	enum unit_kind kind;
	str unit;
	str sees; /* initials */
} views[] = {
	{ "an operator sees his satker", ROLE_OPERATOR, UNIT_SATKER, STR("999101"),
	  STR("AB") },
	{ "so does a PPK", ROLE_PPK, UNIT_SATKER, STR("999201"), STR("D") },
	{ "an office sees itself and the satker of today", ROLE_CSO, UNIT_KPPN,
	  STR("047"), STR("ABCF") },
	{ "a satker that moved away is not seen", ROLE_KEPALA, UNIT_KPPN, STR("030"),
	  STR("EG") },
	{ "a Kanwil sees its KPPN and their satker", ROLE_KANWIL, UNIT_KANWIL, STR("19"),
	  STR("ABCDFH") },
	{ "a ministry sees its units", ROLE_KL, UNIT_KL, STR("033"), STR("ABCDIJ") },
	{ "an Eselon I sees its satker", ROLE_ESELON1, UNIT_ESELON1, STR("03301"),
	  STR("ABDI") },
	{ "head office sees all", ROLE_PUSAT, UNIT_PUSAT, STR("DJPB"),
	  STR("ABCDEFGHIJK") },
	{ "an auditor sees all", ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB"),
	  STR("ABCDEFGHIJK") },
	{ "the public sees nobody", ROLE_PUBLIC, UNIT_NONE, STR(""), STR("") },
	{ "an integration sees nobody", ROLE_CLIENT, UNIT_NONE, STR(""), STR("") },
};

TEST_DB(a_list_and_an_opening_end_with_the_same_scope)
{
	struct membership_query all = { 0 };

	users_arrive(w);
	for (size_t i = 0; i < COUNT(views); i++) {
		ask_as(w, views[i].role, views[i].kind, views[i].unit);
		CHECK_STR(views[i].who, names_listed(w), views[i].sees);
		CHECK_STR(views[i].who, names_opened(w), views[i].sees);
		CHECK_STR(views[i].who, memberships_listed(w, all), views[i].sees);
		CHECK_STR(views[i].who, memberships_opened(w), views[i].sees);
	}
}

static const struct {
	const char *what;
	struct membership_query q;
	enum role role;
	enum unit_kind kind;
	str unit;
	str sees;
} filters[] = {
	{ "a satker",
	  { .satker = STR("999101") },
	  ROLE_PUSAT,
	  UNIT_PUSAT,
	  STR("DJPB"),
	  STR("AB") },
	{ "a satker of the Kanwil",
	  { .satker = STR("999201") },
	  ROLE_KANWIL,
	  UNIT_KANWIL,
	  STR("19"),
	  STR("D") },
	{ "a satker beyond",
	  { .satker = STR("999301") },
	  ROLE_KANWIL,
	  UNIT_KANWIL,
	  STR("19"),
	  STR("") },
	{ "another's satker",
	  { .satker = STR("999102") },
	  ROLE_OPERATOR,
	  UNIT_SATKER,
	  STR("999101"),
	  STR("") },
	{ "an office",
	  { .kppn = STR("030") },
	  ROLE_PUSAT,
	  UNIT_PUSAT,
	  STR("DJPB"),
	  STR("EG") },
	{ "an office of the Kanwil",
	  { .kppn = STR("046") },
	  ROLE_KANWIL,
	  UNIT_KANWIL,
	  STR("19"),
	  STR("D") },
	{ "an office and the ministry",
	  { .kppn = STR("047") },
	  ROLE_KL,
	  UNIT_KL,
	  STR("033"),
	  STR("ABC") },
	{ "a role",
	  { .role = STR("OPERATOR") },
	  ROLE_CSO,
	  UNIT_KPPN,
	  STR("047"),
	  STR("AC") },
	{ "a state",
	  { .state = STR("nonaktif") },
	  ROLE_CSO,
	  UNIT_KPPN,
	  STR("047"),
	  STR("") },
	{ "another state",
	  { .state = STR("aktif") },
	  ROLE_CSO,
	  UNIT_KPPN,
	  STR("047"),
	  STR("ABCF") },
};

TEST_DB(filters_thin_out_what_the_scope_gives)
{
	users_arrive(w);
	for (size_t i = 0; i < COUNT(filters); i++) {
		ask_as(w, filters[i].role, filters[i].kind, filters[i].unit);
		CHECK_STR(filters[i].what, memberships_listed(w, filters[i].q),
			  filters[i].sees);
	}
}

TEST_DB(a_membership_past_its_date_is_an_ended_one)
{
	struct membership_query active = { .state = S("aktif") };
	struct seen_membership *m;
	int64_t id;

	users_arrive(w);
	ask_as(w, ROLE_CSO, UNIT_KPPN, S("047"));
	id = membership_of(w, 0);
	CHECK_OK(work_exec(w, "UPDATE membership SET valid_until = $2 WHERE id = $1",
			   ARGS(arg_int(id), arg_int(w->now)), NULL));
	CHECK_OK(membership_see(w, id, &m));
	CHECK_INT("state", m->membership.state, MEMBERSHIP_ENDED);
	CHECK_STR("listed as active", memberships_listed(w, active), S("BCF"));
}

TEST_DB(a_person_shows_only_the_units_within_the_scope)
{
	struct new_member m = { .nik = S("9901051403800001"),
				.unit_kind = UNIT_SATKER,
				.unit = S("999301"),
				.roles = ROLE_BIT(ROLE_OPERATOR) };
	struct seen_person *p;
	struct person *same;
	bool changed;

	users_arrive(w);
	CHECK_OK(identity_enrol(w, &m, &same, &changed));
	CHECK_INT("the same person", same->id, user_ids[0]);
	ask_as(w, ROLE_CSO, UNIT_KPPN, S("047"));
	CHECK_OK(person_see(w, user_ids[0], &p));
	CHECK_INT("one of two", p->memberships.count, 1);
	CHECK_STR("unit", p->memberships.items[0].membership.unit_name, S("Balai Satu"));
	ask_as(w, ROLE_PUSAT, UNIT_PUSAT, S("DJPB"));
	CHECK_OK(person_see(w, user_ids[0], &p));
	CHECK_INT("both", p->memberships.count, 2);
	CHECK_STR("he is listed once", names_listed(w), S("ABCDEFGHIJK"));
}

TEST_DB(the_matrix_says_who_sees_addresses)
{
	static const struct {
		const char *who;
		enum role role;
		enum unit_kind kind;
		str unit;
		bool masked;
	} cases[] = {
		{ "operator", ROLE_OPERATOR, UNIT_SATKER, STR("999101"), false },
		{ "KPA", ROLE_KPA, UNIT_SATKER, STR("999101"), false },
		{ "PPK", ROLE_PPK, UNIT_SATKER, STR("999101"), true },
		{ "verifier", ROLE_VERIFIKATOR, UNIT_KPPN, STR("047"), true },
		{ "auditor", ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB"), true },
	};

	users_arrive(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct seen_person *p;

		ask_as(w, cases[i].role, cases[i].kind, cases[i].unit);
		CHECK_OK(person_see(w, user_ids[0], &p));
		CHECK_STR(cases[i].who, p->nik_mask, S("9901••••••••••••"));
		CHECK_INT(cases[i].who, !str_has(p->person.email, S("@")),
			  cases[i].masked);
		CHECK_INT(cases[i].who, !str_digits(p->person.id_number, 18),
			  cases[i].masked);
		CHECK_INT(cases[i].who, !str_starts(p->person.phone, S("08")),
			  cases[i].masked);
	}
}

/* ---- over the wire ---- */

static str text(const struct json *j, str name)
{
	return json_text(json_get(j, name));
}

/* Every item once, in pages of that many. */
static str walk(struct work *w, const char *list, int limit)
{
	struct buf b = buf_new(test_arena());
	str next = S("");

	do {
		str url = arena_fmt(test_arena(), "%s?limit=%d%s%.*s", list, limit,
				    next.n ? "&after=" : "", P(next));
		const struct json *j = get(w, url, 200), *items = json_get(j, S("items"));

		CHECK("no page is too long", items->count <= (size_t)limit);
		for (size_t i = 0; i < items->count; i++)
			buf_add(&b, str_left(text(&items->items[i], S("name")), 1));
		next = text(j, S("next"));
	} while (next.n);
	return buf_str(&b);
}

TEST_DB(pages_give_everybody_once)
{
	users_online(w);
	ask_as(w, ROLE_PUSAT, UNIT_PUSAT, S("DJPB"));
	for (int limit = 1; limit <= 4; limit++) {
		CHECK_STR("by name", walk(w, "/api/v1/people", limit), S("ABCDEFGHIJK"));
		/* Of one unit in the order of ids, which are drawn. */
		CHECK_INT("by unit", walk(w, "/api/v1/memberships", limit).n, 11);
	}
	ask_as(w, ROLE_CSO, UNIT_KPPN, S("047"));
	CHECK_STR("of an office", walk(w, "/api/v1/people", 3), S("ABCF"));
	CHECK_INT("its memberships", walk(w, "/api/v1/memberships", 3).n, 4);
}

TEST_DB(a_name_is_found_by_a_part_of_it)
{
	const struct json *j;

	users_online(w);
	ask_as(w, ROLE_CSO, UNIT_KPPN, S("047"));
	j = json_get(get(w, S("/api/v1/people?q=ITR"), 200), S("items"));
	CHECK_INT("one", j->count, 1);
	CHECK_STR("name", text(j->items, S("name")), S("Citra"));
	CHECK_INT("signs mean themselves",
		  json_get(get(w, S("/api/v1/people?q=%25"), 200), S("items"))->count, 0);
	CHECK_INT("another office's",
		  json_get(get(w, S("/api/v1/people?q=Eka"), 200), S("items"))->count, 0);
}

TEST_DB(what_is_out_of_scope_is_what_is_not_there)
{
	str theirs, nothing;

	users_online(w);
	theirs = arena_fmt(test_arena(), "/api/v1/people/%lld", (long long)user_ids[4]);
	nothing = S("/api/v1/people/1");
	ask_as(w, ROLE_CSO, UNIT_KPPN, S("047"));
	CHECK_STR("a person", text(get(w, theirs, 404), S("code")),
		  text(get(w, nothing, 404), S("code")));
	get(w, S("/api/v1/people/x"), 404);
	theirs = arena_fmt(test_arena(), "/api/v1/memberships/%lld",
			   (long long)membership_of(w, 4));
	CHECK_STR("a membership", text(get(w, theirs, 404), S("code")),
		  text(get(w, S("/api/v1/memberships/1"), 404), S("code")));
	ask_as(w, ROLE_PUBLIC, UNIT_NONE, S(""));
	get(w, S("/api/v1/people"), 401);
	get(w, S("/api/v1/memberships"), 401);
}

TEST_DB(a_person_and_a_membership_name_each_other)
{
	const struct json *p, *m;
	str url;

	users_online(w);
	ask_as(w, ROLE_OPERATOR, UNIT_SATKER, S("999101"));
	url = arena_fmt(test_arena(), "/api/v1/people/%lld", (long long)user_ids[1]);
	p = get(w, url, 200);
	CHECK_STR("account", text(p, S("account")), S("Belum ada"));
	m = json_get(p, S("memberships"))->items;
	url = arena_fmt(test_arena(), "/api/v1/memberships/%.*s", P(text(m, S("id"))));
	m = get(w, url, 200);
	CHECK_STR("person", text(m, S("person")), text(p, S("id")));
	CHECK_STR("unit", text(m, S("unit_name")), S("Balai Satu"));
	CHECK_STR("state", text(m, S("state")), S("Aktif"));
	CHECK_STR("role", json_text(json_get(m, S("roles"))->items), S("KPA"));
}

TEST_DB(an_unknown_word_of_a_filter_is_named)
{
	const struct json *j;

	users_online(w);
	ask_as(w, ROLE_CSO, UNIT_KPPN, S("047"));
	j = get(w, S("/api/v1/memberships?state=aktif&role=KEPALA"), 422);
	CHECK_STR("field", text(json_get(j, S("fields"))->items, S("name")), S("state"));
	get(w, S("/api/v1/memberships?state=Aktif&role=OPERATOR"), 200);
	get(w, S("/api/v1/memberships?after=x"), 422);
}

TEST_DB(a_decision_says_yes_or_no)
{
	static const str bodies[] = { STR("{}"), STR("{\"approve\":null}") };
	struct office_request r = { .nik = S("9901055203900001"),
				    .name = S("Rina Contoh"),
				    .email = S("rina@contoh.example"),
				    .nip = S("199003122015032001"),
				    .unit_kind = UNIT_KPPN,
				    .unit = S("047"),
				    .roles = ROLE_BIT(ROLE_CSO),
				    .reason = S("ST-12/2026") };
	struct office_grants waiting;
	int64_t id;
	str url;

	users_online(w);
	ask_as(w, ROLE_KEPALA, UNIT_KPPN, S("047"));
	users_asker.person = user_ids[0];
	CHECK_OK(office_insert(w, &r, &id));
	users_asker.person = user_ids[1];
	url = arena_fmt(test_arena(), "/api/v1/memberships/%lld/decision", (long long)id);
	for (size_t i = 0; i < COUNT(bodies); i++) {
		const struct json *j = post(w, url, bodies[i], 422);

		CHECK_STR("field", text(json_get(j, S("fields"))->items, S("name")),
			  S("approve"));
	}
	CHECK_OK(office_read(w, &waiting));
	CHECK_INT("it still waits", waiting.items[0].state, OFFICE_WAITING);
	post(w, url, S("{\"approve\":false}"), 204);
}
