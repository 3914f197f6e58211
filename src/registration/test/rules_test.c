#include "registration/internal.h"
#include "test/test.h"

/* ---- where each act leads ---- */

/* The states in their order, as letters; '-' is "not possible". */
static const char letters[] = "DSVRJAFWX-";

static const struct {
	enum registration_state from;
	str ways; /* of each act, in the order of enum act */
} matrix[STATES] = {
	/* change submit withdraw claim release nik return reject approve second expire
	   activated add confirm decline */
	{ STATE_DRAFT, STR("DSW-------X-DAJ") },
	{ STATE_SUBMITTED, STR("--WV-----------") },
	{ STATE_VERIFYING, STR("--WVSVRJAA-----") },
	{ STATE_RETURNED, STR("RSW-------X----") },
	{ STATE_REJECTED, STR("---------------") },
	{ STATE_ACTIVE, STR("-----------F---") },
	{ STATE_DONE, STR("---------------") },
	{ STATE_WITHDRAWN, STR("---------------") },
	{ STATE_EXPIRED, STR("---------------") },
};

static const char *at(enum registration_state s, int act)
{
	return arena_cstr(test_arena(), arena_fmt(test_arena(), "%.*s, act %d",
						  P(state_words[s]), act));
}

TEST(each_act_leads_where_the_matrix_says)
{
	for (size_t i = 0; i < COUNT(matrix); i++)
		for (int a = 0; a < ACTS; a++)
			CHECK_INT(at(matrix[i].from, a),
				  letters[next_state(matrix[i].from, (enum act)a)],
				  matrix[i].ways.p[a]);
}

/* ---- the state that the users make ---- */

TEST(users_make_the_state)
{
	static const struct {
		const char *rule;
		int waiting, approved, returned, rejected;
		enum registration_state want;
	} cases[] = {
		{ "one returned user is enough", 1, 2, 1, 1, STATE_RETURNED },
		{ "who waits is still being verified", 1, 2, 0, 1, STATE_VERIFYING },
		{ "none waits, one is approved", 0, 1, 0, 2, STATE_ACTIVE },
		{ "all approved", 0, 3, 0, 0, STATE_ACTIVE },
		{ "all rejected", 0, 0, 0, 3, STATE_REJECTED },
		{ "all wait", 2, 0, 0, 0, STATE_VERIFYING },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const int counts[USER_STATES] = { cases[i].waiting, cases[i].approved,
						  cases[i].returned, cases[i].rejected };
		struct applicants users = { 0 };

		for (int s = 0; s < USER_STATES; s++)
			for (int n = 0; n < counts[s]; n++)
				PUSH(test_arena(), &users)->state = (enum user_state)s;
		CHECK_INT(cases[i].rule, state_of_users(&users), cases[i].want);
	}
}

/* ---- who may do what ---- */

enum { ID = 7, MAKER = 70, OFFICER = 9, SEEN_VERSION = 5, NOW = 1000000 };

/* Satker 999101 is served by KPPN 047 in Kanwil 19; OFFICER holds what is verified. */
static struct registration request_in(enum registration_state s)
{
	return (struct registration){
		.id = ID,
		.state = s,
		.version = SEEN_VERSION,
		.origin = ORIGIN_SATKER,
		.satker = S("999101"),
		.kppn = S("047"),
		.kanwil = S("19"),
		.made_by = MAKER,
		.submitted_at = s == STATE_DRAFT ? 0 : NOW - DAY,
		.claimed_by = s == STATE_VERIFYING ? OFFICER : 0,
		.claim_until = NOW + HOUR,
	};
}

enum somebody {
	NOBODY,
	OPERATOR,
	KPA,
	TREASURER,
	PPK,
	MAKING_TREASURER,
	MAKING_PPSPM,
	OTHER_SATKER,
	MAKER_ELSEWHERE,
	HOLDER,
	COLLEAGUE,
	HEAD,
	CSO,
	MAKING_HEAD,
	OTHER_KPPN,
	KANWIL,
	OTHER_KANWIL,
	PUSAT,
	AUDITOR,
	ESELON1,
	MINISTRY,
};

static const struct {
	int64_t person;
	enum role role;
	enum unit_kind kind;
	str unit;
} people[] = {
	[NOBODY] = { 0, ROLE_PUBLIC, UNIT_NONE, STR("") },
	[OPERATOR] = { 71, ROLE_OPERATOR, UNIT_SATKER, STR("999101") },
	[KPA] = { 72, ROLE_KPA, UNIT_SATKER, STR("999101") },
	[TREASURER] = { 73, ROLE_BENDAHARA, UNIT_SATKER, STR("999101") },
	[PPK] = { 74, ROLE_PPK, UNIT_SATKER, STR("999101") },
	[MAKING_TREASURER] = { MAKER, ROLE_BENDAHARA, UNIT_SATKER, STR("999101") },
	[MAKING_PPSPM] = { MAKER, ROLE_PPSPM, UNIT_SATKER, STR("999101") },
	[OTHER_SATKER] = { 75, ROLE_OPERATOR, UNIT_SATKER, STR("999102") },
	[MAKER_ELSEWHERE] = { MAKER, ROLE_BENDAHARA, UNIT_SATKER, STR("999102") },
	[HOLDER] = { OFFICER, ROLE_VERIFIKATOR, UNIT_KPPN, STR("047") },
	[COLLEAGUE] = { 10, ROLE_VERIFIKATOR, UNIT_KPPN, STR("047") },
	[HEAD] = { 11, ROLE_KEPALA, UNIT_KPPN, STR("047") },
	[CSO] = { 12, ROLE_CSO, UNIT_KPPN, STR("047") },
	[MAKING_HEAD] = { MAKER, ROLE_KEPALA, UNIT_KPPN, STR("047") },
	[OTHER_KPPN] = { 13, ROLE_VERIFIKATOR, UNIT_KPPN, STR("046") },
	[KANWIL] = { 20, ROLE_KANWIL, UNIT_KANWIL, STR("19") },
	[OTHER_KANWIL] = { 21, ROLE_KANWIL, UNIT_KANWIL, STR("18") },
	[PUSAT] = { 22, ROLE_PUSAT, UNIT_PUSAT, STR("DJPB") },
	[AUDITOR] = { 23, ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB") },
	[ESELON1] = { 24, ROLE_ESELON1, UNIT_ESELON1, STR("03301") },
	[MINISTRY] = { 25, ROLE_KL, UNIT_KL, STR("033") },
};

static struct actor actor_of(enum somebody s)
{
	struct actor a = {
		.person = people[s].person,
		.roles = ROLE_BIT(people[s].role),
		.unit_kind = people[s].kind,
		.unit = people[s].unit,
	};

	actor_default_grants(&a);
	return a;
}

#define DRAFT STATE_DRAFT
#define SUBMITTED STATE_SUBMITTED
#define VERIFYING STATE_VERIFYING
#define RETURNED STATE_RETURNED
#define YES REGISTRATION_GRANTED
#define UNKNOWN REGISTRATION_NOT_FOUND
#define FORBIDDEN REGISTRATION_NOT_ALLOWED
#define WRONG REGISTRATION_WRONG_STATE
#define HELD REGISTRATION_CLAIMED
#define OWN REGISTRATION_OWN

static const struct {
	const char *rule;
	enum registration_state state;
	enum act act;
	enum somebody by;
	enum registration_refusal want;
} who[] = {
	{ "the operator changes a colleague's draft", DRAFT, ACT_CHANGE, OPERATOR, YES },
	{ "the KPA submits it", DRAFT, ACT_SUBMIT, KPA, YES },
	{ "the treasurer changes his own", DRAFT, ACT_CHANGE, MAKING_TREASURER, YES },
	{ "but does not submit", DRAFT, ACT_SUBMIT, MAKING_TREASURER, FORBIDDEN },
	{ "the treasurer knows no other's draft", DRAFT, ACT_CHANGE, TREASURER, UNKNOWN },
	{ "another satker knows no draft", DRAFT, ACT_CHANGE, OTHER_SATKER, UNKNOWN },
	{ "nor its maker elsewhere", DRAFT, ACT_CHANGE, MAKER_ELSEWHERE, UNKNOWN },
	{ "the KPPN knows no draft of a satker", DRAFT, ACT_CLAIM, HOLDER, UNKNOWN },
	{ "nor does its CSO", DRAFT, ACT_CHANGE, CSO, UNKNOWN },
	{ "nor the Kanwil", DRAFT, ACT_CLAIM, KANWIL, UNKNOWN },
	{ "nor the head office", DRAFT, ACT_CLAIM, PUSAT, UNKNOWN },
	{ "nobody knows nothing", SUBMITTED, ACT_WITHDRAW, NOBODY, UNKNOWN },
	{ "the operator withdraws", SUBMITTED, ACT_WITHDRAW, OPERATOR, YES },
	{ "the KPA withdraws", SUBMITTED, ACT_WITHDRAW, KPA, YES },
	{ "the treasurer withdraws his own", SUBMITTED, ACT_WITHDRAW, MAKING_TREASURER,
	  YES },
	{ "not a colleague's", SUBMITTED, ACT_WITHDRAW, PPK, UNKNOWN },
	{ "the officer withdraws nothing", SUBMITTED, ACT_WITHDRAW, HOLDER, FORBIDDEN },
	{ "withdrawn while verified", VERIFYING, ACT_WITHDRAW, OPERATOR, YES },
	{ "sent is not changed", SUBMITTED, ACT_CHANGE, OPERATOR, WRONG },
	{ "sent is not sent again", SUBMITTED, ACT_SUBMIT, OPERATOR, WRONG },
	{ "the verifier claims", SUBMITTED, ACT_CLAIM, HOLDER, YES },
	{ "the head claims", SUBMITTED, ACT_CLAIM, HEAD, YES },
	{ "the CSO does not claim", SUBMITTED, ACT_CLAIM, CSO, FORBIDDEN },
	{ "the satker does not claim", SUBMITTED, ACT_CLAIM, OPERATOR, FORBIDDEN },
	{ "another KPPN knows nothing", SUBMITTED, ACT_CLAIM, OTHER_KPPN, UNKNOWN },
	{ "the Kanwil only looks", SUBMITTED, ACT_CLAIM, KANWIL, FORBIDDEN },
	{ "another Kanwil knows nothing", SUBMITTED, ACT_CLAIM, OTHER_KANWIL, UNKNOWN },
	{ "the head office only looks", VERIFYING, ACT_APPROVE, PUSAT, FORBIDDEN },
	{ "the auditor changes nothing", VERIFYING, ACT_REJECT, AUDITOR, FORBIDDEN },
	{ "an Eselon I knows nothing", VERIFYING, ACT_APPROVE, ESELON1, UNKNOWN },
	{ "a ministry knows nothing", VERIFYING, ACT_APPROVE, MINISTRY, UNKNOWN },
	{ "who holds it approves", VERIFYING, ACT_APPROVE, HOLDER, YES },
	{ "returns", VERIFYING, ACT_RETURN, HOLDER, YES },
	{ "rejects", VERIFYING, ACT_REJECT, HOLDER, YES },
	{ "checks the NIK", VERIFYING, ACT_NIK_CHECK, HOLDER, YES },
	{ "releases", VERIFYING, ACT_RELEASE, HOLDER, YES },
	{ "does not claim twice", VERIFYING, ACT_CLAIM, HOLDER, HELD },
	{ "a colleague does not approve", VERIFYING, ACT_APPROVE, COLLEAGUE, HELD },
	{ "nor return", VERIFYING, ACT_RETURN, COLLEAGUE, HELD },
	{ "nor reject", VERIFYING, ACT_REJECT, COLLEAGUE, HELD },
	{ "nor check the NIK", VERIFYING, ACT_NIK_CHECK, COLLEAGUE, HELD },
	{ "nor release", VERIFYING, ACT_RELEASE, COLLEAGUE, HELD },
	{ "nor claim over", VERIFYING, ACT_CLAIM, COLLEAGUE, HELD },
	{ "the head claims over", VERIFYING, ACT_CLAIM, HEAD, YES },
	{ "the head does not approve unheld", VERIFYING, ACT_APPROVE, HEAD, HELD },
	{ "a colleague is the second", VERIFYING, ACT_SECOND, COLLEAGUE, YES },
	{ "the CSO is no second", VERIFYING, ACT_SECOND, CSO, FORBIDDEN },
	{ "the maker is no second", VERIFYING, ACT_SECOND, MAKING_HEAD, OWN },
	{ "the maker does not approve", VERIFYING, ACT_APPROVE, MAKING_HEAD, OWN },
	{ "nor return", VERIFYING, ACT_RETURN, MAKING_HEAD, OWN },
	{ "nor reject", VERIFYING, ACT_REJECT, MAKING_HEAD, OWN },
	{ "nor check the NIK", VERIFYING, ACT_NIK_CHECK, MAKING_HEAD, OWN },
	{ "an operator decides nothing", VERIFYING, ACT_APPROVE, OPERATOR, FORBIDDEN },
	{ "unclaimed nobody approves", SUBMITTED, ACT_APPROVE, HOLDER, WRONG },
	{ "a decision is final", STATE_ACTIVE, ACT_APPROVE, HOLDER, WRONG },
	{ "a rejection is final", STATE_REJECTED, ACT_CLAIM, HOLDER, WRONG },
	{ "the operator corrects", RETURNED, ACT_CHANGE, OPERATOR, YES },
	{ "the PPSPM corrects his own", RETURNED, ACT_CHANGE, MAKING_PPSPM, YES },
	{ "the officer does not correct", RETURNED, ACT_CHANGE, HOLDER, FORBIDDEN },
	{ "the operator submits again", RETURNED, ACT_SUBMIT, OPERATOR, YES },
	{ "a returned one is not approved", RETURNED, ACT_APPROVE, HOLDER, WRONG },
	{ "no person lets it expire", RETURNED, ACT_EXPIRE, HEAD, FORBIDDEN },
	{ "no person closes it", STATE_ACTIVE, ACT_ACTIVATED, HEAD, FORBIDDEN },
};

TEST(who_may_do_what)
{
	for (size_t i = 0; i < COUNT(who); i++) {
		struct registration r = request_in(who[i].state);
		struct actor by = actor_of(who[i].by);
		struct attempt t = {
			.act = who[i].act,
			.version = SEEN_VERSION,
			.now = NOW,
			.entered_lately = true,
		};

		CHECK_INT(who[i].rule, act_check(&r, &by, &t), who[i].want);
	}
}

TEST(an_act_outside_the_matrix_is_a_wrong_state)
{
	for (size_t i = 0; i < COUNT(matrix); i++)
		for (int a = 0; a < ACT_EXPIRE; a++) {
			struct registration r = request_in(matrix[i].from);
			struct actor by = actor_of(a <= ACT_WITHDRAW ? OPERATOR : HEAD);
			struct attempt t = { .act = (enum act)a,
					     .version = SEEN_VERSION,
					     .now = NOW };

			if (matrix[i].ways.p[a] != '-' || !registration_visible(&r, &by))
				continue;
			CHECK_INT(at(matrix[i].from, a), act_check(&r, &by, &t), WRONG);
		}
}

/* One rule after the other, on a request that the holder could otherwise approve. */
TEST(what_else_stands_in_the_way)
{
	struct registration r = request_in(VERIFYING);
	struct actor holder = actor_of(HOLDER);
	struct actor colleague = actor_of(COLLEAGUE);
	struct attempt t = { .act = ACT_APPROVE,
			     .version = SEEN_VERSION,
			     .now = NOW,
			     .entered_lately = true };

	t.version = SEEN_VERSION - 1;
	CHECK_INT("an old version", act_check(&r, &holder, &t), REGISTRATION_STALE);
	t.version = SEEN_VERSION;
	t.names_actor = true;
	CHECK_INT("it names the officer", act_check(&r, &holder, &t), OWN);
	t.names_actor = false;
	t.entered_lately = false;
	CHECK_INT("the password is old", act_check(&r, &holder, &t),
		  REGISTRATION_REAUTHENTICATE);
	t.act = ACT_RETURN;
	CHECK_INT("a return needs no password", act_check(&r, &holder, &t), YES);
	t.refuses_a_first = true;
	CHECK_INT("the second refuses by a return", act_check(&r, &colleague, &t), YES);
	t.act = ACT_REJECT;
	CHECK_INT("the second refuses by a rejection", act_check(&r, &colleague, &t),
		  YES);
}

TEST(a_claim_lapses)
{
	struct registration r = request_in(VERIFYING);
	struct actor colleague = actor_of(COLLEAGUE);
	struct attempt t = { .act = ACT_CLAIM,
			     .version = SEEN_VERSION,
			     .now = r.claim_until };

	CHECK_INT("at its end", act_check(&r, &colleague, &t), YES);
	t.now--;
	CHECK_INT("not a second earlier", act_check(&r, &colleague, &t), HELD);
}

TEST(a_draft_token_opens_one_request)
{
	struct registration r = request_in(DRAFT);
	struct actor bearer = actor_of(NOBODY);
	struct attempt t = { .version = SEEN_VERSION, .now = NOW };

	r.origin = ORIGIN_PUBLIC;
	r.made_by = 0;
	bearer.draft = ID;
	for (int a = ACT_CHANGE; a <= ACT_WITHDRAW; a++) {
		t.act = (enum act)a;
		CHECK_INT("its own", act_check(&r, &bearer, &t), YES);
	}
	r.state = STATE_SUBMITTED;
	r.submitted_at = NOW;
	t.act = ACT_CLAIM;
	CHECK_INT("but not as an officer", act_check(&r, &bearer, &t), FORBIDDEN);
	r.id = ID + 1;
	CHECK_INT("no other", act_check(&r, &bearer, &t), UNKNOWN);
}

TEST(a_public_draft_is_nobody_elses)
{
	struct registration r = request_in(DRAFT);
	struct actor satker = actor_of(OPERATOR);
	struct actor cso = actor_of(CSO);

	r.origin = ORIGIN_PUBLIC;
	r.made_by = 0;
	CHECK("the satker does not see it", !registration_visible(&r, &satker));
	CHECK("the KPPN does not see it", !registration_visible(&r, &cso));
	r.submitted_at = NOW;
	CHECK("submitted, the satker sees it", registration_visible(&r, &satker));
	CHECK("submitted, the KPPN sees it", registration_visible(&r, &cso));
}

TEST(a_cso_drafts_for_his_satker)
{
	struct registration r = request_in(DRAFT);
	struct actor cso = actor_of(CSO);
	struct actor satker = actor_of(OPERATOR);
	struct attempt t = { .act = ACT_SUBMIT, .version = SEEN_VERSION, .now = NOW };

	r.origin = ORIGIN_KPPN;
	r.made_by = cso.person;
	CHECK_INT("in his office", act_check(&r, &cso, &t), YES);
	CHECK_INT("unseen by the satker", act_check(&r, &satker, &t), UNKNOWN);
	r.kppn = S("046");
	CHECK_INT("not in another office", act_check(&r, &cso, &t), UNKNOWN);
}
