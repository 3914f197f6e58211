#include "helpdesk/test/cast.h"

static struct actor somebody(enum role r, enum unit_kind k, const char *unit)
{
	struct actor a = {
		.person = 7, .roles = ROLE_BIT(r), .unit_kind = k, .unit = str_from(unit)
	};

	actor_default_grants(&a);
	return a;
}

static struct ticket ticket_in(enum ticket_state s, enum tier tier)
{
	return (struct ticket){ .state = s,
				.tier = tier,
				.version = 3,
				.asker = 7,
				.satker = S("999101"),
				.kppn = S("047"),
				.kanwil = S("19"),
				.closed_at = s == TICKET_DONE ? TEST_NOW - DAY : 0 };
}

TEST(who_sees_a_ticket)
{
	static const struct {
		const char *what;
		enum role role;
		enum unit_kind kind;
		const char *unit;
		bool ticket, notes;
	} cases[] = {
		{ "its operator", ROLE_OPERATOR, UNIT_SATKER, "999101", true, false },
		{ "its KPA", ROLE_KPA, UNIT_SATKER, "999101", true, false },
		{ "another satker", ROLE_OPERATOR, UNIT_SATKER, "999102", false, false },
		{ "a satker with the code of the KPPN", ROLE_OPERATOR, UNIT_SATKER, "047",
		  false, false },
		{ "its CSO", ROLE_CSO, UNIT_KPPN, "047", true, true },
		{ "its verifier", ROLE_VERIFIKATOR, UNIT_KPPN, "047", true, true },
		{ "another KPPN", ROLE_CSO, UNIT_KPPN, "046", false, false },
		{ "its Kanwil", ROLE_KANWIL, UNIT_KANWIL, "19", true, true },
		{ "another Kanwil", ROLE_KANWIL, UNIT_KANWIL, "18", false, false },
		{ "the head office", ROLE_PUSAT, UNIT_PUSAT, "DJPB", true, true },
		{ "an auditor", ROLE_AUDITOR, UNIT_PUSAT, "DJPB", true, true },
		{ "a ministry", ROLE_KL, UNIT_KL, "033", false, false },
		{ "nobody", ROLE_PUBLIC, UNIT_NONE, "", false, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct actor a = somebody(cases[i].role, cases[i].kind, cases[i].unit);
		struct ticket t = ticket_in(TICKET_AT_KPPN, TIER_KPPN);

		CHECK_INT(cases[i].what, ticket_visible(&t, &a), cases[i].ticket);
		CHECK_INT(cases[i].what, notes_visible(&t, &a), cases[i].notes);
	}
}

TEST(a_ticket_of_no_satker_is_seen_by_the_nation_alone)
{
	struct ticket t = { .state = TICKET_AT_HAI, .tier = TIER_HAI };
	struct actor satker = somebody(ROLE_OPERATOR, UNIT_SATKER, "");
	struct actor kppn = somebody(ROLE_CSO, UNIT_KPPN, "");
	struct actor hai = somebody(ROLE_PUSAT, UNIT_PUSAT, "DJPB");

	CHECK("a satker without a code", !ticket_visible(&t, &satker));
	CHECK("a KPPN without a code", !ticket_visible(&t, &kppn));
	CHECK("the head office", ticket_visible(&t, &hai));
}

static const struct {
	const char *what;
	enum role role;
	enum unit_kind kind;
	const char *unit;
	enum ticket_state state;
	enum tier tier;
	enum ticket_act act;
	enum ticket_refusal want;
} acts[] = {
	{ "the asker answers", ROLE_OPERATOR, UNIT_SATKER, "999101", TICKET_AT_SATKER,
	  TIER_KPPN, TICKET_REPLY, TICKET_GRANTED },
	{ "a colleague answers", ROLE_BENDAHARA, UNIT_SATKER, "999101", TICKET_AT_KPPN,
	  TIER_KPPN, TICKET_REPLY, TICKET_GRANTED },
	{ "a closed one is opened by an answer", ROLE_OPERATOR, UNIT_SATKER, "999101",
	  TICKET_DONE, TIER_KPPN, TICKET_REPLY, TICKET_GRANTED },
	{ "another satker", ROLE_OPERATOR, UNIT_SATKER, "999102", TICKET_AT_KPPN,
	  TIER_KPPN, TICKET_REPLY, TICKET_NOT_FOUND },
	{ "a satker writes no note", ROLE_KPA, UNIT_SATKER, "999101", TICKET_AT_KPPN,
	  TIER_KPPN, TICKET_NOTE, TICKET_NOT_ALLOWED },
	{ "a CSO answers", ROLE_CSO, UNIT_KPPN, "047", TICKET_AT_KPPN, TIER_KPPN,
	  TICKET_REPLY, TICKET_GRANTED },
	{ "an office opens before it answers", ROLE_CSO, UNIT_KPPN, "047", TICKET_DONE,
	  TIER_KPPN, TICKET_REPLY, TICKET_WRONG_STATE },
	{ "the KPPN answers what is at the Kanwil", ROLE_CSO, UNIT_KPPN, "047",
	  TICKET_AT_KANWIL, TIER_KANWIL, TICKET_REPLY, TICKET_GRANTED },
	{ "but it cannot claim it", ROLE_CSO, UNIT_KPPN, "047", TICKET_AT_KANWIL,
	  TIER_KANWIL, TICKET_CLAIM, TICKET_NOT_ALLOWED },
	{ "the Kanwil answers what was sent to it", ROLE_KANWIL, UNIT_KANWIL, "19",
	  TICKET_AT_KANWIL, TIER_KANWIL, TICKET_REPLY, TICKET_GRANTED },
	{ "and nothing else", ROLE_KANWIL, UNIT_KANWIL, "19", TICKET_AT_KPPN, TIER_KPPN,
	  TICKET_REPLY, TICKET_NOT_ALLOWED },
	{ "but it notes", ROLE_KANWIL, UNIT_KANWIL, "19", TICKET_AT_KPPN, TIER_KPPN,
	  TICKET_NOTE, TICKET_GRANTED },
	{ "the head office answers what was sent to it", ROLE_PUSAT, UNIT_PUSAT, "DJPB",
	  TICKET_AT_HAI, TIER_HAI, TICKET_REPLY, TICKET_GRANTED },
	{ "not what is at the Kanwil", ROLE_PUSAT, UNIT_PUSAT, "DJPB", TICKET_AT_KANWIL,
	  TIER_KANWIL, TICKET_REPLY, TICKET_NOT_ALLOWED },
	{ "an auditor notes nothing", ROLE_AUDITOR, UNIT_PUSAT, "DJPB", TICKET_AT_KPPN,
	  TIER_KPPN, TICKET_NOTE, TICKET_NOT_ALLOWED },
	{ "a CSO escalates", ROLE_CSO, UNIT_KPPN, "047", TICKET_AT_KPPN, TIER_KPPN,
	  TICKET_ESCALATE, TICKET_GRANTED },
	{ "a verifier does not", ROLE_VERIFIKATOR, UNIT_KPPN, "047", TICKET_AT_KPPN,
	  TIER_KPPN, TICKET_ESCALATE, TICKET_NOT_ALLOWED },
	{ "not while the satker is awaited", ROLE_CSO, UNIT_KPPN, "047", TICKET_AT_SATKER,
	  TIER_KPPN, TICKET_ESCALATE, TICKET_WRONG_STATE },
	{ "the Kanwil escalates further", ROLE_KANWIL, UNIT_KANWIL, "19",
	  TICKET_AT_KANWIL, TIER_KANWIL, TICKET_ESCALATE, TICKET_GRANTED },
	{ "the KPPN does not escalate for it", ROLE_CSO, UNIT_KPPN, "047",
	  TICKET_AT_KANWIL, TIER_KANWIL, TICKET_ESCALATE, TICKET_NOT_ALLOWED },
	{ "the head office sends back", ROLE_PUSAT, UNIT_PUSAT, "DJPB", TICKET_AT_HAI,
	  TIER_HAI, TICKET_SEND_BACK, TICKET_GRANTED },
	{ "the KPPN has nobody to send back to", ROLE_CSO, UNIT_KPPN, "047",
	  TICKET_AT_KPPN, TIER_KPPN, TICKET_SEND_BACK, TICKET_WRONG_STATE },
	{ "the asker closes", ROLE_OPERATOR, UNIT_SATKER, "999101", TICKET_AT_SATKER,
	  TIER_KPPN, TICKET_CLOSE, TICKET_GRANTED },
	{ "a verifier does not close", ROLE_VERIFIKATOR, UNIT_KPPN, "047", TICKET_AT_KPPN,
	  TIER_KPPN, TICKET_CLOSE, TICKET_NOT_ALLOWED },
	{ "what is closed is not closed", ROLE_CSO, UNIT_KPPN, "047", TICKET_DONE,
	  TIER_KPPN, TICKET_CLOSE, TICKET_WRONG_STATE },
	{ "a CSO reopens", ROLE_CSO, UNIT_KPPN, "047", TICKET_DONE, TIER_KPPN,
	  TICKET_REOPEN, TICKET_GRANTED },
	{ "what is open is not reopened", ROLE_CSO, UNIT_KPPN, "047", TICKET_AT_KPPN,
	  TIER_KPPN, TICKET_REOPEN, TICKET_WRONG_STATE },
	{ "a CSO merges", ROLE_CSO, UNIT_KPPN, "047", TICKET_AT_KPPN, TIER_KPPN,
	  TICKET_MERGE, TICKET_GRANTED },
	{ "what is not merged is not taken out", ROLE_CSO, UNIT_KPPN, "047", TICKET_DONE,
	  TIER_KPPN, TICKET_UNMERGE, TICKET_WRONG_STATE },
	{ "a Kanwil does not merge", ROLE_KANWIL, UNIT_KANWIL, "19", TICKET_AT_KANWIL,
	  TIER_KANWIL, TICKET_MERGE, TICKET_NOT_ALLOWED },
};

TEST(who_may_do_what_and_when)
{
	for (size_t i = 0; i < COUNT(acts); i++) {
		struct actor a = somebody(acts[i].role, acts[i].kind, acts[i].unit);
		struct ticket t = ticket_in(acts[i].state, acts[i].tier);
		struct ticket_attempt attempt = { acts[i].act, TEST_NOW, 3 };

		CHECK_INT(acts[i].what, ticket_check(&t, &a, &attempt), acts[i].want);
	}
}

TEST(only_the_asker_or_the_kpa_closes_for_the_satker)
{
	struct ticket t = ticket_in(TICKET_AT_SATKER, TIER_KPPN);
	struct actor colleague = somebody(ROLE_OPERATOR, UNIT_SATKER, "999101");
	struct actor kpa = somebody(ROLE_KPA, UNIT_SATKER, "999101");
	struct ticket_attempt attempt = { TICKET_CLOSE, TEST_NOW, ANY_TICKET_VERSION };

	colleague.person = kpa.person = 8;
	CHECK_INT("a colleague", ticket_check(&t, &colleague, &attempt),
		  TICKET_NOT_ALLOWED);
	CHECK_INT("the KPA", ticket_check(&t, &kpa, &attempt), TICKET_GRANTED);
}

TEST(a_ticket_is_reopened_for_seven_days)
{
	struct ticket t = ticket_in(TICKET_DONE, TIER_KPPN);
	struct actor a = somebody(ROLE_OPERATOR, UNIT_SATKER, "999101");
	struct ticket_attempt attempt = { TICKET_REPLY, t.closed_at + 7 * DAY,
					  ANY_TICKET_VERSION };

	CHECK_INT("in time", ticket_check(&t, &a, &attempt), TICKET_GRANTED);
	CHECK_INT("by mail", mail_check(&t, attempt.now), TICKET_GRANTED);
	attempt.now++;
	CHECK_INT("too late", ticket_check(&t, &a, &attempt), TICKET_LONG_CLOSED);
	CHECK_INT("by mail", mail_check(&t, attempt.now), TICKET_LONG_CLOSED);
	attempt.act = TICKET_REOPEN;
	CHECK_INT("too late for the button", ticket_check(&t, &a, &attempt),
		  TICKET_LONG_CLOSED);
}

TEST(who_holds_a_ticket_gives_it_away)
{
	struct ticket t = ticket_in(TICKET_AT_KPPN, TIER_KPPN);
	struct actor a = somebody(ROLE_CSO, UNIT_KPPN, "047");
	struct actor head = somebody(ROLE_KEPALA, UNIT_KPPN, "047");
	struct ticket_attempt attempt = { TICKET_TRANSFER, TEST_NOW, 3 };

	t.assignee = 9;
	CHECK_INT("another officer", ticket_check(&t, &a, &attempt), TICKET_HELD);
	CHECK_INT("the head", ticket_check(&t, &head, &attempt), TICKET_GRANTED);
	attempt.act = TICKET_REPLY;
	CHECK_INT("he may still answer", ticket_check(&t, &a, &attempt), TICKET_GRANTED);
	attempt.act = TICKET_CLAIM;
	CHECK_INT("nor claim", ticket_check(&t, &a, &attempt), TICKET_HELD);
	t.assignee = 7;
	CHECK_INT("his own", ticket_check(&t, &a, &attempt), TICKET_GRANTED);
	attempt.version = 2;
	CHECK_INT("as it was", ticket_check(&t, &a, &attempt), TICKET_STALE);
}

TEST(a_merged_ticket_is_read_and_taken_out)
{
	struct ticket t = ticket_in(TICKET_DONE, TIER_KPPN);
	struct actor a = somebody(ROLE_CSO, UNIT_KPPN, "047");
	struct ticket_attempt attempt = { TICKET_REOPEN, TEST_NOW, ANY_TICKET_VERSION };

	t.merged_into = 5;
	CHECK_INT("not reopened", ticket_check(&t, &a, &attempt), TICKET_MERGED);
	attempt.act = TICKET_UNMERGE;
	CHECK_INT("taken out", ticket_check(&t, &a, &attempt), TICKET_GRANTED);
	CHECK_INT("not by mail", mail_check(&t, TEST_NOW), TICKET_MERGED);
}

TEST(where_a_message_leads)
{
	static const struct {
		const char *what;
		enum ticket_state from;
		enum tier tier;
		enum side writer;
		enum afterwards after;
		enum ticket_state to;
	} cases[] = {
		{ "the satker answers the KPPN", TICKET_AT_SATKER, TIER_KPPN, SIDE_SATKER,
		  AFTER_AWAIT, TICKET_AT_KPPN },
		{ "the satker answers the Kanwil", TICKET_AT_SATKER, TIER_KANWIL,
		  SIDE_SATKER, AFTER_DONE, TICKET_AT_KANWIL },
		{ "the satker says more", TICKET_AT_HAI, TIER_HAI, SIDE_SATKER,
		  AFTER_AWAIT, TICKET_AT_HAI },
		{ "the satker asks again", TICKET_DONE, TIER_KPPN, SIDE_SATKER,
		  AFTER_AWAIT, TICKET_AT_KPPN },
		{ "the KPPN asks back", TICKET_AT_KPPN, TIER_KPPN, SIDE_KPPN, AFTER_AWAIT,
		  TICKET_AT_SATKER },
		{ "the KPPN will say more", TICKET_AT_KPPN, TIER_KPPN, SIDE_KPPN,
		  AFTER_STAY, TICKET_AT_KPPN },
		{ "the KPPN adds something", TICKET_AT_SATKER, TIER_KPPN, SIDE_KPPN,
		  AFTER_STAY, TICKET_AT_SATKER },
		{ "the Kanwil solves it", TICKET_AT_KANWIL, TIER_KANWIL, SIDE_KANWIL,
		  AFTER_DONE, TICKET_DONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ticket t = ticket_in(cases[i].from, cases[i].tier);

		CHECK_INT(cases[i].what, state_after(&t, cases[i].writer, cases[i].after),
			  cases[i].to);
	}
}
