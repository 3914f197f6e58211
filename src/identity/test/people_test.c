/* What each role sees of people and memberships (row 5.6). */
#include "identity/office.h"
#include "identity/people.h"
#include "test/test.h"

/* ---- offices and people of two Kanwil and two ministries ---- */

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

static void offices_arrive(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil Satu'),"
	       " ('20', 'Kanwil Dua')");
	run(w, "INSERT INTO kppn (code, name, kanwil, zone) VALUES"
	       " ('047', 'KPPN Satu', '19', 'WITA'), ('046', 'KPPN Dua', '19', 'WITA'),"
	       " ('030', 'KPPN Tiga', '20', 'WIB')");
	run(w, "INSERT INTO ministry (code, name) VALUES ('033', 'Kementerian Satu'),"
	       " ('034', 'Kementerian Dua')");
	run(w, "INSERT INTO eselon1 (ba, code, name) VALUES ('033', '01', 'Ditjen Satu'),"
	       " ('033', '02', 'Ditjen Dua')");
	run(w,
	    "INSERT INTO satker (code) VALUES ('999101'), ('999102'), ('999201'), ('999301')");
	/* 999102 has moved from KPPN 030 to KPPN 047. */
	run(w,
	    "INSERT INTO satker_period (satker, valid_from, valid_to, name, ba, eselon1, kppn)"
	    " VALUES ('999101', '2020-01-01', '9999-12-31', 'Balai Satu', '033', '01', '047'),"
	    " ('999102', '2020-01-01', '2025-12-31', 'Balai Dua', '034', '01', '030'),"
	    " ('999102', '2026-01-01', '9999-12-31', 'Balai Dua', '033', '02', '047'),"
	    " ('999201', '2020-01-01', '9999-12-31', 'Balai Tiga', '033', '01', '046'),"
	    " ('999301', '2020-01-01', '9999-12-31', 'Balai Empat', '034', '01', '030')");
}

static const struct {
	str name;
	enum unit_kind kind;
	str unit;
	enum role role;
} people[] = {
	{ STR("Ani"), UNIT_SATKER, STR("999101"), ROLE_OPERATOR },
	{ STR("Budi"), UNIT_SATKER, STR("999101"), ROLE_KPA },
	{ STR("Citra"), UNIT_SATKER, STR("999102"), ROLE_OPERATOR },
	{ STR("Dodi"), UNIT_SATKER, STR("999201"), ROLE_OPERATOR },
	{ STR("Eka"), UNIT_SATKER, STR("999301"), ROLE_BENDAHARA },
	{ STR("Fajar"), UNIT_KPPN, STR("047"), ROLE_VERIFIKATOR },
	{ STR("Gita"), UNIT_KPPN, STR("030"), ROLE_KEPALA },
	{ STR("Hadi"), UNIT_KANWIL, STR("19"), ROLE_KANWIL },
	{ STR("Indra"), UNIT_ESELON1, STR("03301"), ROLE_ESELON1 },
	{ STR("Joko"), UNIT_KL, STR("033"), ROLE_KL },
	{ STR("Kiki"), UNIT_PUSAT, STR("DJPB"), ROLE_AUDITOR },
};

static int64_t ids[COUNT(people)];

static void people_arrive(struct work *w)
{
	offices_arrive(w);
	for (size_t i = 0; i < COUNT(people); i++) {
		struct new_member m = {
			.nik = arena_fmt(test_arena(), "99010514038000%02zu", i + 1),
			.name = people[i].name,
			.email = arena_fmt(test_arena(), "orang%zu@contoh.example", i),
			.phone = S("081200000001"),
			.id_type = ID_NIP,
			.id_number = S("199003122015032001"),
			.unit_kind = people[i].kind,
			.unit = people[i].unit,
			.roles = ROLE_BIT(people[i].role),
			.basis = S("REG-2026-047-00001"),
		};
		struct person *p;
		bool changed;

		CHECK_OK(identity_enrol(w, &m, &p, &changed));
		ids[i] = p->id;
	}
}

static struct actor asking;

static void ask_as(struct work *w, enum role role, enum unit_kind kind, str unit)
{
	asking = (struct actor){ .person = role == ROLE_PUBLIC ? 0 : 7,
				 .roles = ROLE_BIT(role),
				 .unit_kind = kind,
				 .unit = unit,
				 .kanwil = kind == UNIT_KANWIL ? unit : S("19") };
	actor_default_grants(&asking);
	w->actor = &asking;
}

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

	for (size_t i = 0; i < COUNT(people); i++) {
		struct seen_person *p;

		CHECK_OK(person_see(w, ids[i], &p));
		if (p)
			buf_add(&b, str_left(p->person.name, 1));
	}
	return buf_str(&b);
}

static int64_t membership_of(struct work *w, size_t i)
{
	struct membership *m;

	CHECK_OK(membership_in(w, ids[i], people[i].kind, people[i].unit, &m));
	return m->id;
}

/* Which memberships are listed, in the order of people[]; and the same ones opened. */
static str memberships_listed(struct work *w, struct membership_query q)
{
	struct buf b = buf_new(test_arena());
	struct seen_memberships all;

	q.limit = 100;
	CHECK_OK(memberships_see(w, &q, &all));
	for (size_t i = 0; i < COUNT(people); i++)
		for (size_t k = 0; k < all.count; k++)
			if (all.items[k].membership.person == ids[i])
				buf_add(&b, str_left(all.items[k].person_name, 1));
	return buf_str(&b);
}

static str memberships_opened(struct work *w)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < COUNT(people); i++) {
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

	people_arrive(w);
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
	people_arrive(w);
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

	people_arrive(w);
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

	people_arrive(w);
	CHECK_OK(identity_enrol(w, &m, &same, &changed));
	CHECK_INT("the same person", same->id, ids[0]);
	ask_as(w, ROLE_CSO, UNIT_KPPN, S("047"));
	CHECK_OK(person_see(w, ids[0], &p));
	CHECK_INT("one of two", p->memberships.count, 1);
	CHECK_STR("unit", p->memberships.items[0].membership.unit_name, S("Balai Satu"));
	ask_as(w, ROLE_PUSAT, UNIT_PUSAT, S("DJPB"));
	CHECK_OK(person_see(w, ids[0], &p));
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

	people_arrive(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct seen_person *p;

		ask_as(w, cases[i].role, cases[i].kind, cases[i].unit);
		CHECK_OK(person_see(w, ids[0], &p));
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

static err who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	(void)rq;
	*ret = (struct visitor){ .actor = asking };
	return OK;
}

static void no_log(str line)
{
	(void)line;
}

static const struct feature *const features[] = { &identity_feature };

static void start(struct work *w)
{
	struct web_app *app = NEW(test_arena(), struct web_app);

	*app = (struct web_app){ .features = features,
				 .feature_count = 1,
				 .who = who,
				 .settings = w->settings,
				 .keys = w->keys,
				 .log = no_log };
	CHECK_OK(web_start(app));
	people_arrive(w);
}

/* No answer holds more of a NIK than its first four digits. */
static const struct json *send(struct work *w, struct http_request *rq, str url,
			       int status)
{
	struct http_reply rp = { 0 };
	const char *what = arena_cstr(test_arena(), url);

	rq->arena = test_arena();
	rq->path = str_cut(&url, '?');
	rq->query = url;
	web_handle(w, rq, &rp);
	CHECK_INT(what, rp.status, status);
	CHECK(what, !str_has(rp.body, S("990105140380")));
	return json_read(test_arena(), rp.body);
}

static const struct json *get(struct work *w, str url, int status)
{
	struct http_request rq = { .method = S("GET") };

	return send(w, &rq, url, status);
}

static const struct json *post(struct work *w, str url, str body, int status)
{
	struct http_request rq = { .method = S("POST"), .body = body };

	*PUSH(test_arena(), &rq.headers) =
		(struct http_pair){ S("Content-Type"), S("application/json") };
	return send(w, &rq, url, status);
}

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
	start(w);
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

	start(w);
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

	start(w);
	theirs = arena_fmt(test_arena(), "/api/v1/people/%lld", (long long)ids[4]);
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

	start(w);
	ask_as(w, ROLE_OPERATOR, UNIT_SATKER, S("999101"));
	url = arena_fmt(test_arena(), "/api/v1/people/%lld", (long long)ids[1]);
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

	start(w);
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

	start(w);
	ask_as(w, ROLE_KEPALA, UNIT_KPPN, S("047"));
	asking.person = ids[0];
	CHECK_OK(office_insert(w, &r, &id));
	asking.person = ids[1];
	url = arena_fmt(test_arena(), "/api/v1/memberships/%lld/decision", (long long)id);
	for (size_t i = 0; i < COUNT(bodies); i++) {
		const struct json *j = post(w, url, bodies[i], 422);

		CHECK_STR("field", text(json_get(j, S("fields"))->items, S("name")),
			  S("approve"));
	}
	w->actor = &asking;
	CHECK_OK(office_read(w, &waiting));
	CHECK_INT("it still waits", waiting.items[0].state, OFFICE_WAITING);
	post(w, url, S("{\"approve\":false}"), 204);
}
