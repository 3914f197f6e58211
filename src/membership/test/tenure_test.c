/* Suspended, resumed, signed out, looked at: whole acts and their pages. */
#include "membership/test/fixture.h"

static str page_about(enum who i, const char *rest)
{
	return PATH("/pengguna/%lld%s", (long long)membership_of(i), rest);
}

static enum standing standing_now(struct work *w, enum who i)
{
	struct unit_user *u;

	fixture_as(HQ);
	CHECK_OK(member_find(w, membership_of(i), &u));
	return u->standing;
}

static int64_t open_session(struct work *w, enum who i)
{
	struct session s = { .person = person_of(i),
			     .membership = membership_of(i),
			     .channel = CHANNEL_WEB,
			     .address = S("203.0.113.9"),
			     .agent = S("x") };
	struct session *found;
	str hash = sha256_hex(test_arena(), token_new(test_arena()));

	CHECK_OK(session_insert(w, &s, hash));
	CHECK_OK(session_find(w, hash, &found));
	return found->id;
}

static bool is_open(struct work *w, enum who i, int64_t session)
{
	struct sessions all;

	CHECK_OK(sessions_open(w, person_of(i), &all));
	for (size_t k = 0; k < all.count; k++)
		if (all.items[k].id == session)
			return true;
	return false;
}

TEST_DB(a_suspended_user_is_out_at_once)
{
	struct memberships left;
	int64_t session;
	struct http_reply rp;

	fixture_start(w);
	session = open_session(w, RAHMAT);
	fixture_as(ANDI);
	CHECK("offered", str_has(get(w, page_about(RAHMAT, "")).body, S("Tangguhkan…")));
	CHECK_INT("the form", get(w, page_about(RAHMAT, "/tangguhkan")).status, 200);
	CHECK_INT("without a reason",
		  post(w, page_about(RAHMAT, "/tangguhkan"), S("alasan=+")).status, 422);
	CHECK("nothing happened", is_open(w, RAHMAT, session));
	rp = post(w, page_about(RAHMAT, "/tangguhkan"), S("alasan=Akun+dipakai+bersama"));
	CHECK_INT("suspended", rp.status, 303);
	CHECK_STR("back to him", location(&rp), page_about(RAHMAT, ""));
	CHECK("his session is dead", !is_open(w, RAHMAT, session));
	CHECK_OK(memberships_of(w, person_of(RAHMAT), &left));
	CHECK_INT("no right is left", left.count, 0);
	CHECK_INT("he is told", letters(w, email_of(RAHMAT), S("ditangguhkan")), 1);
	CHECK_INT("the KPA is told", letters(w, email_of(YOHANES), S("akses-pengguna")),
		  1);
	CHECK_INT("one entry", trail(w, person_of(RAHMAT), S("membership.suspended")), 1);
	CHECK_INT("twice is too late",
		  post(w, page_about(RAHMAT, "/tangguhkan"), S("alasan=x")).status, 303);
	CHECK_INT("and writes nothing",
		  trail(w, person_of(RAHMAT), S("membership.suspended")), 1);
	CHECK_INT("shown so", standing_now(w, RAHMAT), STANDING_SUSPENDED);
}

TEST_DB(an_access_comes_back_with_its_roles)
{
	struct memberships back;

	fixture_start(w);
	fixture_as(YOHANES);
	post(w, page_about(RAHMAT, "/tangguhkan"), S("alasan=Cuti"));
	fixture_as(HEAD);
	CHECK("offered", str_has(get(w, page_about(RAHMAT, "")).body, S("Pulihkan…")));
	CHECK_INT("back",
		  post(w, page_about(RAHMAT, "/pulihkan"), S("alasan=Sudah+kembali"))
			  .status,
		  303);
	CHECK_OK(memberships_of(w, person_of(RAHMAT), &back));
	CHECK_INT("one unit", back.count, 1);
	CHECK_INT("the same role", back.items[0].roles, ROLE_BIT(ROLE_BENDAHARA));
	CHECK_INT("he is told", letters(w, email_of(RAHMAT), S("dipulihkan")), 1);
}

TEST_DB(who_may_not_suspend_finds_a_closed_door)
{
	static const struct {
		const char *sentence;
		enum who who;
		int status;
	} rows[] = {
		{ "an operator", SARI, 403 },	  { "a CSO", CSO, 403 },
		{ "an auditor", AUDITOR, 403 },	  { "a Kanwil", KANWIL, 403 },
		{ "another office", OTHER, 404 }, { "a neighbour's operator", BUDI, 403 },
	};

	fixture_start(w);
	for (size_t i = 0; i < COUNT(rows); i++) {
		fixture_as(rows[i].who);
		CHECK_INT(
			rows[i].sentence,
			post(w, page_about(RAHMAT, "/tangguhkan"), S("alasan=x")).status,
			rows[i].status);
	}
	fixture_as(YOHANES);
	CHECK_INT("the KPA himself",
		  post(w, page_about(YOHANES, "/tangguhkan"), S("alasan=x")).status, 403);
	fixture_as(ANDI);
	CHECK_INT("a colleague of the office",
		  post(w, page_about(MAYA, "/tangguhkan"), S("alasan=x")).status, 404);
	CHECK_INT("still there", standing_now(w, RAHMAT), STANDING_ACTIVE);
}

TEST_DB(the_last_active_user_stays)
{
	fixture_start(w);
	fixture_as(ANDI);
	CHECK("not offered",
	      !str_has(get(w, page_about(BUDI, "")).body, S("Tangguhkan…")));
	CHECK_INT("sent back",
		  post(w, page_about(BUDI, "/tangguhkan"), S("alasan=x")).status, 303);
	CHECK_INT("still active", standing_now(w, BUDI), STANDING_ACTIVE);
	fixture_as(ANDI);
	post(w, page_about(SARI, "/tangguhkan"), S("alasan=x"));
	post(w, page_about(RAHMAT, "/tangguhkan"), S("alasan=x"));
	CHECK_INT("the KPA hears that one is left",
		  letters(w, email_of(YOHANES), S("akses-pengguna")), 2);
	post(w, page_about(YOHANES, "/tangguhkan"), S("alasan=x"));
	CHECK_INT("who stays", standing_now(w, YOHANES), STANDING_ACTIVE);
}

TEST_DB(head_office_is_asked_for_its_password)
{
	struct http_reply rp;

	fixture_start(w);
	fixture_as(HQ);
	fixture_password_at(TEST_NOW - LATELY);
	rp = get(w, page_about(RAHMAT, "/tangguhkan"));
	CHECK_STR("before the form", location(&rp),
		  PATH("/masuk/ulang?lanjut=%.*s", P(page_about(RAHMAT, "/tangguhkan"))));
	rp = post(w, page_about(RAHMAT, "/tangguhkan"), S("alasan=x"));
	CHECK_INT("and at it", rp.status, 403);
	CHECK("with what was typed", str_has(rp.body, S("value=\"alasan=x\"")));
	CHECK_INT("nothing happened", standing_now(w, RAHMAT), STANDING_ACTIVE);
}

TEST_DB(sessions_are_ended_by_an_office)
{
	int64_t session;

	fixture_start(w);
	session = open_session(w, SARI);
	fixture_as(YOHANES);
	CHECK_INT("not by the KPA",
		  post(w, page_about(SARI, "/akhiri-sesi"), S("")).status, 403);
	fixture_as(ANDI);
	CHECK_INT("by a verifier",
		  post(w, page_about(SARI, "/akhiri-sesi"), S("")).status, 303);
	CHECK("dead", !is_open(w, SARI, session));
	CHECK_INT("in the trail", trail(w, person_of(SARI), S("session.ended_by_other")),
		  1);
	post(w, page_about(SARI, "/akhiri-sesi"), S(""));
	CHECK_INT("nothing to end is no act",
		  trail(w, person_of(SARI), S("session.ended_by_other")), 1);
}
