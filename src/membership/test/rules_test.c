#include "membership/test/fixture.h"

static struct actor by;
static struct unit_user user;

static struct actor *officer(enum role role, enum unit_kind kind, str unit)
{
	by = (struct actor){
		.person = 7, .roles = ROLE_BIT(role), .unit_kind = kind, .unit = unit
	};
	actor_default_grants(&by);
	return &by;
}

/* A verifier tries to suspend an active user of a satker with three. */
static struct trial usual(void)
{
	user = (struct unit_user){ .membership = { .person = 9 },
				   .standing = STANDING_ACTIVE };
	return (struct trial){ .by = officer(ROLE_VERIFIKATOR, UNIT_KPPN, S("047")),
			       .door = CAN_DISABLE_USER,
			       .user = &user,
			       .within = true,
			       .from = STANDING_ACTIVE,
			       .takes_away = true,
			       .active = 3,
			       .entered_lately = true,
			       .reason = S("Akun dipakai orang lain") };
}

TEST(an_access_is_taken_by_who_may_from_whom_he_may)
{
	struct trial t = usual();

	CHECK_INT("the usual", trial_check(&t), MEMBER_GRANTED);
	t.within = false;
	CHECK_INT("out of reach", trial_check(&t), MEMBER_NOT_ALLOWED);
	t = usual();
	t.by = officer(ROLE_CSO, UNIT_KPPN, S("047"));
	CHECK_INT("a CSO has no such right", trial_check(&t), MEMBER_NOT_ALLOWED);
	t = usual();
	user.membership.person = 7;
	CHECK_INT("nobody from himself", trial_check(&t), MEMBER_OWN);
	t = usual();
	t.reason = S("  ");
	CHECK_INT("not without a reason", trial_check(&t), MEMBER_NO_REASON);
	t.asking = true;
	CHECK_INT("which the form asks for", trial_check(&t), MEMBER_GRANTED);
}

TEST(an_access_is_taken_where_there_is_one)
{
	static const struct {
		enum standing standing;
		enum member_refusal suspend, resume;
	} rows[] = {
		{ STANDING_ACTIVE, MEMBER_GRANTED, MEMBER_WRONG_STATE },
		{ STANDING_WAITING, MEMBER_GRANTED, MEMBER_WRONG_STATE },
		{ STANDING_LOCKED, MEMBER_GRANTED, MEMBER_WRONG_STATE },
		{ STANDING_SUSPENDED, MEMBER_WRONG_STATE, MEMBER_GRANTED },
		{ STANDING_ENDED, MEMBER_WRONG_STATE, MEMBER_WRONG_STATE },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct trial t = usual();

		user.standing = rows[i].standing;
		CHECK_INT(standing_words[i].p, trial_check(&t), rows[i].suspend);
		t.from = STANDING_SUSPENDED;
		t.takes_away = false;
		CHECK_INT(standing_words[i].p, trial_check(&t), rows[i].resume);
	}
}

TEST(the_last_who_can_work_keeps_his_access)
{
	struct trial t = usual();

	t.active = 1;
	CHECK_INT("the last one", trial_check(&t), MEMBER_LAST);
	user.standing = STANDING_WAITING;
	CHECK_INT("who cannot work yet is no last one", trial_check(&t), MEMBER_GRANTED);
	user.standing = STANDING_SUSPENDED;
	t.from = STANDING_SUSPENDED;
	t.takes_away = false;
	CHECK_INT("giving back takes nothing", trial_check(&t), MEMBER_GRANTED);
}

TEST(head_office_enters_its_password_first)
{
	struct trial t = usual();

	t.by = officer(ROLE_PUSAT, UNIT_PUSAT, S("DJPB"));
	CHECK_INT("lately", trial_check(&t), MEMBER_GRANTED);
	t.entered_lately = false;
	CHECK_INT("long ago", trial_check(&t), MEMBER_REAUTHENTICATE);
	t.by = officer(ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	CHECK_INT("the matrix asks a KPPN for the reason alone", trial_check(&t),
		  MEMBER_GRANTED);
}
