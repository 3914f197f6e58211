/* What may be done to a user short of a request: suspend, resume, end sessions. */
#include "membership/internal.h"

/* One kind of act. */
struct deed {
	enum permission door;
	enum standing from; /* STANDINGS: any */
	bool takes_away;
};

static const struct deed suspending = { CAN_DISABLE_USER, STANDING_ACTIVE, true };
static const struct deed resuming = { CAN_DISABLE_USER, STANDING_SUSPENDED, false };
static const struct deed ending_sessions = { CAN_END_SESSIONS, STANDINGS, false };

static err count_active(struct work *w, const struct unit_user *u, int64_t *ret)
{
	*ret = INT64_MAX;
	return u->membership.unit_kind == UNIT_SATKER
		       ? satker_active_users(w, u->membership.unit, ret)
		       : OK;
}

/* Finds the user and asks the rules; reason is NULL before anything was typed. */
static err begin(struct work *w, const struct deed *d, int64_t membership,
		 const str *reason, struct member_result *ret)
{
	struct trial t = {
		.by = w->actor,
		.door = d->door,
		.from = d->from,
		.takes_away = d->takes_away,
		.entered_lately = entered_lately(w->actor, w->now, LATELY),
		.asking = !reason,
		.reason = reason ? *reason : S(""),
	};

	*ret = (struct member_result){ .why = MEMBER_NOT_FOUND };
	TRY(member_find(w, membership, &ret->user));
	if (!ret->user)
		return OK;
	t.user = ret->user;
	TRY(member_within(w, &t.user->membership, d->door, &t.within));
	TRY(count_active(w, t.user, &t.active));
	ret->why = trial_check(&t);
	ret->left = t.active;
	return OK;
}

err member_may_suspend(struct work *w, int64_t membership, struct member_result *ret)
{
	return begin(w, &suspending, membership, NULL, ret);
}

err member_may_resume(struct work *w, int64_t membership, struct member_result *ret)
{
	return begin(w, &resuming, membership, NULL, ret);
}

static struct tenure tenure_of(const struct member_result *r, str reason)
{
	return (struct tenure){ .membership = &r->user->membership, .reason = reason };
}

err member_suspend(struct work *w, int64_t membership, str reason,
		   struct member_result *ret)
{
	struct tenure t;
	bool done;

	TRY(begin(w, &suspending, membership, &reason, ret));
	if (ret->why)
		return OK;
	t = tenure_of(ret, reason);
	TRY(membership_suspend(w, &t, &done));
	if (!done) {
		ret->why = MEMBER_WRONG_STATE;
		return OK;
	}
	TRY(count_active(w, ret->user, &ret->left));
	return letter_kpa_tenure(w, ret->user, S("ditangguhkan"), reason, ret->left);
}

err member_resume(struct work *w, int64_t membership, str reason,
		  struct member_result *ret)
{
	struct tenure t;
	bool done;

	TRY(begin(w, &resuming, membership, &reason, ret));
	if (ret->why)
		return OK;
	t = tenure_of(ret, reason);
	TRY(membership_resume(w, &t, &done));
	if (!done) {
		ret->why = MEMBER_WRONG_STATE;
		return OK;
	}
	TRY(count_active(w, ret->user, &ret->left));
	return letter_kpa_tenure(w, ret->user, S("dipulihkan"), reason, ret->left);
}

err member_end_sessions(struct work *w, int64_t membership, struct member_result *ret,
			int64_t *ret_count)
{
	str reason = S("");

	*ret_count = 0;
	TRY(begin(w, &ending_sessions, membership, &reason, ret));
	return ret->why ? OK
			: sessions_end_of(w, ret->user->membership.person, ret_count);
}
