/* Who reads which part of the trail (row 6.3), and what thins it out. */
#include "access/access.h"
#include "audit/audit.h"
#include "test/test.h"
#include "web/web.h"

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

static struct actor acting, asking;

static void record(struct work *w, int64_t person, str event, str subject, str unit)
{
	struct audit_change change = { S("keadaan"), S("Draf"), S("Diajukan") };

	acting = (struct actor){ .person = person,
				 .name = S("Orang Contoh"),
				 .channel = CHANNEL_WEB,
				 .address = S("203.0.113.9"),
				 .agent = S("Mozilla/5.0") };
	w->actor = &acting;
	CHECK_OK(audit_record(w, &(struct audit_act){ .event = event,
						      .subject_kind = S("registration"),
						      .subject = subject,
						      .unit = unit,
						      .changes = &change,
						      .change_count = 1 }));
	w->now += HOUR;
}

/* Entries 1 to 6, an hour apart from TEST_NOW on. */
static void acts_happen(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil A'), ('20', 'B')");
	run(w, "INSERT INTO kppn (code, name, kanwil, zone) VALUES"
	       " ('047', 'KPPN A', '19', 'WITA'), ('046', 'KPPN B', '19', 'WITA'),"
	       " ('030', 'KPPN C', '20', 'WIB')");
	run(w, "INSERT INTO ministry (code, name) VALUES ('033', 'K'), ('034', 'L')");
	run(w, "INSERT INTO satker (code) VALUES ('999101'), ('999102'), ('999301')");
	run(w, "INSERT INTO satker_period"
	       " (satker, valid_from, valid_to, name, ba, eselon1, kppn) VALUES"
	       " ('999101', '2020-01-01', '9999-12-31', 'S', '033', '01', '047'),"
	       " ('999102', '2020-01-01', '9999-12-31', 'T', '033', '02', '046'),"
	       " ('999301', '2020-01-01', '9999-12-31', 'U', '034', '01', '030')");
	record(w, 1, S("registration.submitted"), S("REG-1"), S("satker:999101"));
	record(w, 2, S("registration.submitted"), S("REG-2"), S("satker:999102"));
	record(w, 3, S("registration.claimed"), S("REG-1"), S("satker:999101"));
	record(w, 3, S("access.changed"), S("x"), S("kppn:047"));
	record(w, 4, S("registration.submitted"), S("REG-3"), S("satker:999301"));
	record(w, 0, S("registration.expired"), S("REG-1"), S("satker:999101"));
}

static void ask_as(struct work *w, int64_t person, enum role role, enum unit_kind kind,
		   str unit)
{
	asking = (struct actor){ .person = person,
				 .roles = ROLE_BIT(role),
				 .unit_kind = kind,
				 .unit = unit,
				 .channel = CHANNEL_API };
	actor_default_grants(&asking);
	w->actor = &asking;
}

/* The numbers of a list: "31". */
static str numbers(struct work *w, struct audit_query q)
{
	struct buf b = buf_new(test_arena());
	struct audit_entries all;

	q.limit = 100;
	CHECK_OK(audit_list(w, &q, &all));
	for (size_t i = 0; i < all.count; i++)
		buf_int(&b, all.items[i].number);
	return buf_str(&b);
}

static const struct {
	const char *who;
	int64_t person;
	enum role role;
	enum unit_kind kind;
	str unit;
	str reads;
} readers[] = {
	{ "an operator what he did", 1, ROLE_OPERATOR, UNIT_SATKER, STR("999101"),
	  STR("1") },
	{ "a KPA what happened to his satker", 9, ROLE_KPA, UNIT_SATKER, STR("999101"),
	  STR("631") },
	{ "a verifier what he did", 3, ROLE_VERIFIKATOR, UNIT_KPPN, STR("047"),
	  STR("43") },
	{ "a head his office and its satker", 9, ROLE_KEPALA, UNIT_KPPN, STR("047"),
	  STR("6431") },
	{ "a Kanwil its offices", 9, ROLE_KANWIL, UNIT_KANWIL, STR("19"), STR("64321") },
	{ "a ministry its satker", 9, ROLE_KL, UNIT_KL, STR("033"), STR("6321") },
	{ "an Eselon I its satker", 9, ROLE_ESELON1, UNIT_ESELON1, STR("03302"),
	  STR("2") },
	{ "an auditor all", 9, ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB"), STR("654321") },
	{ "head office all", 9, ROLE_PUSAT, UNIT_PUSAT, STR("DJPB"), STR("654321") },
};

TEST_DB(each_role_reads_its_part_of_the_trail)
{
	acts_happen(w);
	for (size_t i = 0; i < COUNT(readers); i++) {
		struct audit_query q = { 0 };

		ask_as(w, readers[i].person, readers[i].role, readers[i].kind,
		       readers[i].unit);
		CHECK(readers[i].who, audit_scope(w->arena, w->actor, &q));
		CHECK_STR(readers[i].who, numbers(w, q), readers[i].reads);
	}
}

TEST(the_public_has_no_trail)
{
	static const enum role roles[] = { ROLE_PUBLIC, ROLE_CLIENT };

	for (size_t i = 0; i < COUNT(roles); i++) {
		struct actor a = { .roles = ROLE_BIT(roles[i]) };
		struct audit_query q = { 0 };

		actor_default_grants(&a);
		CHECK("none", !audit_scope(test_arena(), &a, &q));
	}
}

TEST_DB(filters_thin_out_the_trail_of_the_scope)
{
	static const struct {
		const char *what;
		struct audit_query q;
		str reads;
	} cases[] = {
		{ "a subject",
		  { .all = true,
		    .subject_kind = STR("registration"),
		    .subject = STR("REG-1") },
		  STR("631") },
		{ "a subject beyond the scope",
		  { .kppn = STR("030"),
		    .subject_kind = STR("registration"),
		    .subject = STR("REG-1") },
		  STR("") },
		{ "a subject without its kind",
		  { .kppn = STR("047"), .subject = STR("REG-1") },
		  STR("631") },
		{ "an actor", { .all = true, .by = 3 }, STR("43") },
		{ "an actor within a satker",
		  { .unit = STR("satker:999101"), .by = 3 },
		  STR("3") },
		{ "another actor than oneself", { .person = 1, .by = 3 }, STR("") },
		{ "an event",
		  { .all = true, .event = STR("registration.sub") },
		  STR("521") },
		{ "from an instant on",
		  { .all = true, .from = TEST_NOW + 4 * HOUR },
		  STR("65") },
		{ "before an instant",
		  { .all = true, .until = TEST_NOW + 2 * HOUR },
		  STR("21") },
		{ "between two",
		  { .kppn = STR("047"),
		    .from = TEST_NOW + 1,
		    .until = TEST_NOW + 4 * HOUR },
		  STR("43") },
		{ "an empty day",
		  { .all = true, .from = TEST_NOW - 9 * DAY, .until = TEST_NOW - DAY },
		  STR("") },
		{ "the next page", { .all = true, .before = 3 }, STR("21") },
	};

	acts_happen(w);
	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].what, numbers(w, cases[i].q), cases[i].reads);
}

TEST_DB(days_are_found_though_the_clock_went_back)
{
	struct audit_query before = { .all = true, .until = TEST_NOW };
	struct audit_query after = { .all = true, .from = TEST_NOW + 5 * HOUR };

	acts_happen(w);
	w->now = TEST_NOW - 90 * DAY;
	record(w, 1, S("registration.submitted"), S("REG-4"), S("satker:999101"));
	w->now = TEST_NOW + 7 * HOUR;
	record(w, 1, S("registration.submitted"), S("REG-5"), S("satker:999101"));
	CHECK_STR("stamped before", numbers(w, before), S("7"));
	CHECK_STR("stamped after", numbers(w, after), S("86"));
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

static const struct feature *const features[] = { &audit_feature };

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
	acts_happen(w);
}

static const struct json *get(struct work *w, str url, int status)
{
	struct http_request rq = { .arena = test_arena(), .method = S("GET") };
	struct http_reply rp = { 0 };
	const char *what = arena_cstr(test_arena(), url);

	rq.path = str_cut(&url, '?');
	rq.query = url;
	web_handle(w, &rq, &rp);
	CHECK_INT(what, rp.status, status);
	return json_read(test_arena(), rp.body);
}

static str text(const struct json *j, str name)
{
	return json_text(json_get(j, name));
}

TEST_DB(pages_of_the_trail_give_each_entry_once)
{
	str next = S(""), seen = S("");

	start(w);
	ask_as(w, 9, ROLE_KEPALA, UNIT_KPPN, S("047"));
	do {
		str url = arena_fmt(test_arena(), "/api/v1/audit?limit=3%s%.*s",
				    next.n ? "&after=" : "", P(next));
		const struct json *j = get(w, url, 200), *items = json_get(j, S("items"));

		for (size_t i = 0; i < items->count; i++)
			seen = arena_fmt(test_arena(), "%.*s%lld", P(seen),
					 (long long)json_int(json_get(&items->items[i],
								      S("number"))));
		next = text(j, S("next"));
	} while (next.n);
	CHECK_STR("in order", seen, S("6431"));
}

TEST_DB(an_entry_says_who_what_and_how_it_changed)
{
	const struct json *e;

	start(w);
	ask_as(w, 9, ROLE_KPA, UNIT_SATKER, S("999101"));
	e = json_get(get(w, S("/api/v1/audit?actor=3"), 200), S("items"));
	CHECK_INT("one", e->count, 1);
	e = e->items;
	CHECK_STR("at", text(e, S("at")), instant_rfc3339(w->arena, TEST_NOW + 2 * HOUR));
	CHECK_STR("actor", text(e, S("actor")), S("3"));
	CHECK_STR("event", text(e, S("event")), S("registration.claimed"));
	e = json_get(e, S("changes"))->items;
	CHECK_STR("before", text(e, S("before")), S("Draf"));
	CHECK_STR("after", text(e, S("after")), S("Diajukan"));
}

TEST_DB(from_where_somebody_came_is_his_own_and_the_overseers)
{
	static const struct {
		int64_t person;
		enum role role;
		enum unit_kind kind;
		str unit;
		bool told;
	} cases[] = {
		{ 9, ROLE_KPA, UNIT_SATKER, STR("999101"), false },
		{ 9, ROLE_KEPALA, UNIT_KPPN, STR("047"), false },
		{ 1, ROLE_OPERATOR, UNIT_SATKER, STR("999101"), true },
		{ 9, ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB"), true },
	};

	start(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct json *e;

		ask_as(w, cases[i].person, cases[i].role, cases[i].kind, cases[i].unit);
		e = json_get(get(w, S("/api/v1/audit?actor=1"), 200), S("items"))->items;
		CHECK_INT("address", text(e, S("address")).n > 0, cases[i].told);
		CHECK_INT("agent", text(e, S("agent")).n > 0, cases[i].told);
	}
}

TEST_DB(a_filter_that_cannot_be_read_is_named)
{
	static const struct {
		str url;
		str field;
	} cases[] = {
		{ STR("/api/v1/audit?from=kemarin"), STR("from") },
		{ STR("/api/v1/audit?to=2026-11-23"), STR("to") },
		{ STR("/api/v1/audit?actor=Budi"), STR("actor") },
		{ STR("/api/v1/audit?after=5"), STR("after") },
	};

	start(w);
	ask_as(w, 9, ROLE_AUDITOR, UNIT_PUSAT, S("DJPB"));
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct json *j = get(w, cases[i].url, 422);

		CHECK_STR("field", text(json_get(j, S("fields"))->items, S("name")),
			  cases[i].field);
	}
	CHECK_INT(
		"an hour",
		json_get(
			get(w,
			    S("/api/v1/audit?from=2026-11-23T01:14:00Z&to=2026-11-23T02:14:00Z"),
			    200),
			S("items"))
			->count,
		1);
}
