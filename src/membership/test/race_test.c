#include "membership/test/fixture.h"
#include "membership/test/race.h"

enum { TRIALS = 20 };

struct attempt {
	int64_t membership;
	enum member_refusal why;
};

static err suspend(struct work *w, void *arg)
{
	struct attempt *a = arg;
	struct member_result r;

	TRY(member_suspend(w, a->membership, S("Lomba"), &r));
	a->why = r.why;
	return OK;
}

static struct racer officer(struct work *w, enum who who, struct attempt *a)
{
	fixture_as(who);
	return (struct racer){ .actor = *w->actor, .act = suspend, .arg = a };
}

static void resume(struct work *w, enum who i)
{
	struct member_result r;

	fixture_as(HEAD);
	CHECK_OK(member_resume(w, membership_of(i), S("Lomba"), &r));
}

TEST_DB(two_officers_at_once_leave_one_active_user)
{
	struct member_result r;

	fixture_start(w);
	fixture_as(ANDI);
	CHECK_OK(member_suspend(w, membership_of(RAHMAT), S("Lomba"), &r));
	for (int i = 0; i < TRIALS; i++) {
		struct attempt sari = { membership_of(SARI) },
			       kpa = { membership_of(YOHANES) };
		struct racer racers[2] = { officer(w, ANDI, &sari),
					   officer(w, MAYA, &kpa) };
		int64_t left;

		race(w, racers);
		CHECK_OK(satker_active_users(w, S("999101"), &left));
		CHECK_INT("one is left", left, 1);
		CHECK_INT("one was refused",
			  (sari.why == MEMBER_LAST) + (kpa.why == MEMBER_LAST), 1);
		resume(w, SARI);
		resume(w, YOHANES);
	}
}

TEST_DB(two_officers_at_once_suspend_one_user_once)
{
	fixture_start(w);
	for (int i = 1; i <= TRIALS; i++) {
		struct attempt one = { membership_of(RAHMAT) }, other = one;
		struct racer racers[2] = { officer(w, ANDI, &one),
					   officer(w, MAYA, &other) };

		race(w, racers);
		CHECK_INT("one did",
			  (one.why == MEMBER_GRANTED) + (other.why == MEMBER_GRANTED), 1);
		CHECK_INT("one was told",
			  (one.why == MEMBER_WRONG_STATE) +
				  (other.why == MEMBER_WRONG_STATE),
			  1);
		CHECK_INT("one entry each time",
			  trail(w, person_of(RAHMAT), S("membership.suspended")), i);
		resume(w, RAHMAT);
	}
}
