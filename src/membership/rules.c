#include "membership/internal.h"

enum { REASON_MAX = 1000 };

static enum member_refusal reason_check(const struct trial *t)
{
	if (!(actor_grant(t->by, t->door).modifiers & GRANT_REASON))
		return MEMBER_GRANTED;
	if (str_blank(t->reason) || str_runes(t->reason) > REASON_MAX ||
	    !str_utf8(t->reason))
		return MEMBER_NO_REASON;
	return MEMBER_GRANTED;
}

enum member_refusal trial_check(const struct trial *t)
{
	if (!actor_can(t->by, t->door) || !t->within)
		return MEMBER_NOT_ALLOWED;
	if (t->user->membership.person == t->by->person)
		return MEMBER_OWN;
	if (t->from != STANDINGS && t->user->standing != t->from &&
	    !(t->from == STANDING_ACTIVE && t->user->standing < STANDING_SUSPENDED))
		return MEMBER_WRONG_STATE;
	if (t->takes_away && t->user->standing == STANDING_ACTIVE && t->active <= 1)
		return MEMBER_LAST;
	if (actor_grant(t->by, t->door).modifiers & GRANT_LATELY && !t->entered_lately)
		return MEMBER_REAUTHENTICATE;
	return t->asking ? MEMBER_GRANTED : reason_check(t);
}
