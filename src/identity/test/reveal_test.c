/* A whole NIK is opened by who may, for a reason, and the trail says so each time. */
#include "audit/audit.h"
#include "identity/test/fixture.h"

TEST(a_reason_and_a_fresh_password_open_what_is_in_reach)
{
	static const struct {
		const char *rule;
		str cell;
		bool within;
		str reason;
		bool lately;
		enum reveal_refusal want;
	} cases[] = {
		{ "a KPA with both", STR("s+r+u"), true, STR("SK baru"), true,
		  REVEAL_GRANTED },
		{ "no reason", STR("s+r+u"), true, STR(" \n"), true, REVEAL_NO_REASON },
		{ "an old password", STR("k+r+u"), true, STR("SK baru"), false,
		  REVEAL_REAUTHENTICATE },
		{ "out of reach is not there", STR("n+r+u"), false, STR("SK baru"), true,
		  REVEAL_NOT_FOUND },
		{ "who may not", STR("-"), true, STR("SK baru"), true, REVEAL_NOT_FOUND },
		{ "the matrix may ask for less", STR("n"), true, STR(""), false,
		  REVEAL_GRANTED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct grant g;

		CHECK(cases[i].rule, grant_parse(cases[i].cell, &g));
		CHECK_INT(cases[i].rule,
			  reveal_check(g, cases[i].within, cases[i].reason,
				       cases[i].lately),
			  cases[i].want);
	}
}

static int64_t membership_of(struct work *w, size_t user)
{
	struct membership *m;

	CHECK_OK(
		membership_in(w, user_ids[user], users[user].kind, users[user].unit, &m));
	return m->id;
}

/* How often the trail says that the user's NIK was opened; the last reason. */
static size_t openings(struct work *w, size_t user, str *ret_reason)
{
	str id = arena_fmt(test_arena(), "%lld", (long long)user_ids[user]);
	struct audit_entries all;
	size_t n = 0;

	CHECK_OK(audit_of(w, S("person"), id, 100, &all));
	for (size_t i = all.count; i-- > 0;)
		if (str_eq(all.items[i].event, S("person.nik_revealed"))) {
			*ret_reason = all.items[i].reason;
			n++;
		}
	return n;
}

static const struct {
	const char *who;
	enum role role;
	enum unit_kind kind;
	str unit;
	str opens; /* initials */
} views[] = {
	{ "a KPA his satker's", ROLE_KPA, UNIT_SATKER, STR("999101"), STR("AB") },
	{ "an operator nobody's", ROLE_OPERATOR, UNIT_SATKER, STR("999101"), STR("") },
	{ "a verifier his satker's, not his colleagues'", ROLE_VERIFIKATOR, UNIT_KPPN,
	  STR("047"), STR("ABC") },
	{ "a head as well", ROLE_KEPALA, UNIT_KPPN, STR("046"), STR("D") },
	{ "a CSO nobody's", ROLE_CSO, UNIT_KPPN, STR("047"), STR("") },
	{ "a Kanwil nobody's", ROLE_KANWIL, UNIT_KANWIL, STR("19"), STR("") },
	{ "head office nobody's", ROLE_PUSAT, UNIT_PUSAT, STR("DJPB"), STR("") },
	{ "an auditor all", ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB"), STR("ABCDEFGHIJK") },
};

TEST_DB(who_opens_whose_nik_is_what_the_matrix_says)
{
	users_arrive(w);
	for (size_t i = 0; i < COUNT(views); i++) {
		struct buf b = buf_new(test_arena());

		for (size_t u = 0; u < USERS; u++) {
			enum reveal_refusal why;
			str nik = S("");

			ask_as(w, views[i].role, views[i].kind, views[i].unit);
			users_asker.authenticated_at = w->now;
			CHECK_OK(nik_reveal(w, membership_of(w, u), S("mencocokkan SK"),
					    &why, &nik));
			if (!why)
				buf_add(&b, str_left(users[u].name, 1));
			CHECK_INT(views[i].who, nik.n, why ? 0 : 16);
		}
		CHECK_STR(views[i].who, buf_str(&b), views[i].opens);
	}
}

static str nik_url(struct work *w, const char *before, size_t user)
{
	return arena_fmt(test_arena(), "%s/%lld/nik", before,
			 (long long)membership_of(w, user));
}

static void verifier_asks(struct work *w, int64_t password_at)
{
	ask_as(w, ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	users_asker.authenticated_at = password_at;
}

TEST_DB(each_opening_by_api_is_one_entry_with_its_reason)
{
	struct http_reply rp;
	str url, reason = S("");

	users_online(w);
	verifier_asks(w, w->now);
	url = nik_url(w, "/api/v1/memberships", 0);
	post(w, url, S("{}"), 422);
	post(w, url, S("{\"reason\":\" \"}"), 422);
	CHECK_INT("none yet", openings(w, 0, &reason), 0);
	for (size_t i = 1; i <= 2; i++) {
		rp = post_json(w, url, S("{\"reason\":\"mencocokkan SK KEP-118\"}"));
		CHECK_INT("opened", rp.status, 200);
		CHECK_STR("NIK", rp.body, S("{\"nik\":\"9901051403800001\"}"));
		CHECK_INT("entries", openings(w, 0, &reason), i);
	}
	CHECK_STR("reason", reason, S("mencocokkan SK KEP-118"));
	verifier_asks(w, w->now - 6 * MINUTE);
	CHECK_STR("after 5 minutes",
		  json_text(json_get(post(w, url, S("{\"reason\":\"x\"}"), 403),
				     S("code"))),
		  S("reauthentication_required"));
	CHECK_INT("no more", openings(w, 0, &reason), 2);
	post(w, nik_url(w, "/api/v1/memberships", 4), S("{\"reason\":\"x\"}"), 404);
}

TEST_DB(the_page_keeps_what_was_typed_until_the_nik_is_open)
{
	struct http_reply rp;
	str url, reason = S("");

	users_online(w);
	verifier_asks(w, w->now - HOUR);
	url = nik_url(w, "/pengguna", 0);
	rp = page_of(w, url);
	CHECK("masked", rp.status == 200 && str_has(rp.body, S("9901••••")));
	rp = form_to(w, url, S("alasan=mencocokkan+SK"));
	CHECK_INT("not on an old password", rp.status, 403);
	CHECK("typed", str_has(rp.body, S("value=\"alasan=mencocokkan SK\"")));
	verifier_asks(w, w->now);
	rp = form_to(w, url, S("alasan="));
	CHECK_INT("not without a reason", rp.status, 422);
	CHECK("said at the field", str_has(rp.body, S("Isi alasan membuka NIK ini")));
	CHECK_INT("none yet", openings(w, 0, &reason), 0);
	rp = form_to(w, url, S("alasan=mencocokkan+SK"));
	CHECK("open", rp.status == 200 && str_has(rp.body, S("9901 0514 0380 0001")));
	CHECK_INT("one entry", openings(w, 0, &reason), 1);
	CHECK_STR("reason", reason, S("mencocokkan SK"));
	CHECK_INT("another office's", page_of(w, nik_url(w, "/pengguna", 4)).status, 404);
	CHECK_INT("a colleague's", page_of(w, nik_url(w, "/pengguna", 5)).status, 404);
}

/* The answer to a form or a key that came before would show it without an entry. */
TEST_DB(a_form_sent_again_is_another_opening)
{
	str url, reason;

	users_online(w);
	verifier_asks(w, w->now);
	url = nik_url(w, "/pengguna", 0);
	for (size_t i = 1; i <= 2; i++) {
		CHECK_INT("open", form_to(w, url, S("_nonce=abc&alasan=SK")).status, 200);
		CHECK_INT("entries", openings(w, 0, &reason), i);
	}
	verifier_asks(w, w->now - HOUR);
	CHECK_INT("not on an old password",
		  form_to(w, url, S("_nonce=abc&alasan=SK")).status, 403);
}

/* ---- quotas ---- */

static size_t alarms(struct work *w, size_t user)
{
	str id = arena_fmt(test_arena(), "%lld", (long long)user_ids[user]);
	struct audit_entries all;
	size_t n = 0;

	CHECK_OK(audit_of(w, S("person"), id, 100, &all));
	for (size_t i = 0; i < all.count; i++)
		n += str_eq(all.items[i].event, S("quota.exceeded"));
	return n;
}

static bool taken(struct work *w, int64_t amount)
{
	bool granted;

	CHECK_OK(quota_take(w, CAN_CHECK_NIK, amount, &granted));
	return granted;
}

TEST_DB(a_quota_ends_the_day_and_alarms_once)
{
	users_arrive(w);
	verifier_asks(w, w->now);
	users_asker.person = user_ids[5];
	for (int i = 0; i < 4; i++)
		CHECK("within", taken(w, 45));
	CHECK("too many at once", !taken(w, 21));
	CHECK("nothing of it was counted", taken(w, 20));
	for (int i = 0; i < 3; i++)
		CHECK("used up", !taken(w, 1));
	CHECK_INT("one alarm", alarms(w, 5), 1);
	users_asker.person = user_ids[6];
	CHECK("another's is his own", taken(w, 200));
	users_asker.person = user_ids[5];
	w->now += DAY;
	CHECK("another day", taken(w, 200) && !taken(w, 1));
	CHECK_INT("another alarm", alarms(w, 5), 2);
}

TEST_DB(a_right_without_a_quota_is_not_counted)
{
	bool granted;

	users_arrive(w);
	verifier_asks(w, w->now);
	users_asker.person = user_ids[5];
	CHECK_OK(quota_take(w, CAN_LIST_USERS, 1000000, &granted));
	CHECK("granted", granted);
}
