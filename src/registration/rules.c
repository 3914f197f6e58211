#include "registration/internal.h"

/* Where each act leads; an act that is not listed is refused in that state. */
#define TO(state) ((state) + 1)
static const unsigned char ways[STATES][ACTS] = {
	[STATE_DRAFT] = {
		[ACT_CHANGE] = TO(STATE_DRAFT),
		[ACT_SUBMIT] = TO(STATE_SUBMITTED),
		[ACT_WITHDRAW] = TO(STATE_WITHDRAWN),
		[ACT_EXPIRE] = TO(STATE_EXPIRED),
		[ACT_ADD] = TO(STATE_DRAFT),
		[ACT_CONFIRM] = TO(STATE_ACTIVE),
		[ACT_DECLINE] = TO(STATE_REJECTED),
	},
	[STATE_SUBMITTED] = {
		[ACT_CLAIM] = TO(STATE_VERIFYING),
		[ACT_WITHDRAW] = TO(STATE_WITHDRAWN),
	},
	[STATE_VERIFYING] = {
		[ACT_CLAIM] = TO(STATE_VERIFYING),
		[ACT_RELEASE] = TO(STATE_SUBMITTED),
		[ACT_NIK_CHECK] = TO(STATE_VERIFYING),
		[ACT_RETURN] = TO(STATE_RETURNED),
		[ACT_REJECT] = TO(STATE_REJECTED),
		[ACT_APPROVE] = TO(STATE_ACTIVE),
		[ACT_SECOND] = TO(STATE_ACTIVE),
		[ACT_WITHDRAW] = TO(STATE_WITHDRAWN),
	},
	[STATE_RETURNED] = {
		[ACT_CHANGE] = TO(STATE_RETURNED),
		[ACT_SUBMIT] = TO(STATE_SUBMITTED),
		[ACT_WITHDRAW] = TO(STATE_WITHDRAWN),
		[ACT_EXPIRE] = TO(STATE_EXPIRED),
	},
	[STATE_ACTIVE] = {
		[ACT_ACTIVATED] = TO(STATE_DONE),
	},
};

enum registration_state next_state(enum registration_state from, enum act a)
{
	return ways[from][a] ? (enum registration_state)(ways[from][a] - 1) : STATES;
}

static bool any_is(const struct applicants *users, enum user_state s)
{
	for (size_t i = 0; i < users->count; i++)
		if (users->items[i].state == s)
			return true;
	return false;
}

enum registration_state state_of_users(const struct applicants *users)
{
	if (any_is(users, USER_RETURNED))
		return STATE_RETURNED;
	if (any_is(users, USER_WAITING))
		return STATE_VERIFYING;
	return any_is(users, USER_APPROVED) ? STATE_ACTIVE : STATE_REJECTED;
}

/* ---- whose row it is ---- */

bool registration_mine(const struct registration *r, const struct actor *a)
{
	return a && ((a->draft && a->draft == r->id) ||
		     (a->person && a->person == r->made_by));
}

static bool in_unit(const struct actor *a, enum unit_kind k, str code)
{
	return a->unit_kind == k && str_eq(a->unit, code);
}

bool registration_within(const struct registration *r, const struct actor *a,
			 enum permission p)
{
	switch (actor_grant(a, p).scope) {
	case SCOPE_PUBLIC:
		return a->draft == r->id;
	case SCOPE_OWN:
		return registration_mine(r, a) &&
		       (a->draft == r->id || in_unit(a, UNIT_SATKER, r->satker));
	case SCOPE_SATKER:
		return in_unit(a, UNIT_SATKER, r->satker);
	case SCOPE_KPPN:
		return in_unit(a, UNIT_KPPN, r->kppn);
	case SCOPE_KANWIL:
		return in_unit(a, UNIT_KANWIL, r->kanwil);
	case SCOPE_NATION:
		return true;
	default:
		return false;
	}
}

static bool on_makers_side(const struct registration *r, const struct actor *a)
{
	return (r->origin == ORIGIN_SATKER && in_unit(a, UNIT_SATKER, r->satker)) ||
	       (r->origin == ORIGIN_KPPN && in_unit(a, UNIT_KPPN, r->kppn));
}

bool registration_visible(const struct registration *r, const struct actor *to)
{
	if (to->draft)
		return to->draft == r->id;
	return registration_within(r, to, CAN_READ_REGISTRATION) &&
	       (r->submitted_at || on_makers_side(r, to));
}

/* ---- who may act ---- */

static enum permission door_of(const struct registration *r, enum act a)
{
	static const enum permission doors[ACTS] = {
		[ACT_CHANGE] = CAN_DRAFT_REGISTRATION,
		[ACT_SUBMIT] = CAN_SUBMIT_REGISTRATION,
		[ACT_WITHDRAW] = CAN_WITHDRAW_REGISTRATION,
		[ACT_CLAIM] = CAN_CLAIM_REGISTRATION,
		[ACT_RELEASE] = CAN_CLAIM_REGISTRATION,
		[ACT_NIK_CHECK] = CAN_CHECK_NIK,
		[ACT_RETURN] = CAN_RETURN_REGISTRATION,
		[ACT_REJECT] = CAN_REJECT_REGISTRATION,
		[ACT_APPROVE] = CAN_APPROVE_REGISTRATION,
		[ACT_SECOND] = CAN_APPROVE_REGISTRATION,
		[ACT_EXPIRE] = CAN_NOTHING,
		[ACT_ACTIVATED] = CAN_NOTHING,
		[ACT_ADD] = CAN_ADD_COLLEAGUE,
		[ACT_CONFIRM] = CAN_CONFIRM_COLLEAGUE,
		[ACT_DECLINE] = CAN_CONFIRM_COLLEAGUE,
	};

	if (r->kind == KIND_PENGHAPUSAN && (a == ACT_APPROVE || a == ACT_SECOND))
		return CAN_REMOVE_USER;
	if (r->kind == KIND_PENGHAPUSAN && a == ACT_SUBMIT)
		return CAN_ASK_REMOVAL;
	if (a == ACT_CHANGE && r->submitted_at)
		return CAN_CORRECT_REGISTRATION;
	return doors[a];
}

/* An act of the office on the case itself: never in one's own. */
static bool decides(enum act a)
{
	return a >= ACT_NIK_CHECK && a <= ACT_SECOND;
}

/*
 * Who holds the request acts on it. The head takes it over, anybody takes over
 * what was held for more than a working day; a second officer need not hold it.
 */
static bool held_by_another(const struct registration *r, const struct actor *by,
			    const struct attempt *t)
{
	bool mine = r->claimed_by == by->person;

	if (!r->claimed_by)
		return false;
	if (t->act == ACT_CLAIM)
		return mine ||
		       (!(by->roles & ROLE_BIT(ROLE_KEPALA)) && t->now < r->claim_until);
	if (t->act == ACT_SECOND || t->refuses_a_first)
		return false;
	return !mine && (decides(t->act) || t->act == ACT_RELEASE);
}

static bool is_kpas(enum act a)
{
	return a == ACT_CONFIRM || a == ACT_DECLINE;
}

/* What waits for Dukcapil or the KPA stays as it was sent; it may be withdrawn. */
static bool fits_way(const struct registration *r, enum act a)
{
	bool waits = r->way == WAY_NIK || r->way == WAY_KPA;

	if (is_kpas(a))
		return r->way == WAY_KPA;
	return !waits || a == ACT_WITHDRAW || a == ACT_EXPIRE;
}

enum registration_refusal act_check(const struct registration *r, const struct actor *by,
				    const struct attempt *t)
{
	enum permission door = door_of(r, t->act);

	if (!registration_visible(r, by))
		return REGISTRATION_NOT_FOUND;
	if (!registration_within(r, by, door) ||
	    (decides(t->act) && by->unit_kind != UNIT_KPPN))
		return REGISTRATION_NOT_ALLOWED;
	if ((decides(t->act) || is_kpas(t->act)) &&
	    (t->names_actor || registration_mine(r, by)))
		return REGISTRATION_OWN;
	if (next_state(r->state, t->act) == STATES || !fits_way(r, t->act))
		return REGISTRATION_WRONG_STATE;
	if (held_by_another(r, by, t))
		return REGISTRATION_CLAIMED;
	if (r->version != t->version)
		return REGISTRATION_STALE;
	/* Who sends an addition answers for it: he typed it himself. */
	if (t->act == ACT_ADD && !registration_mine(r, by))
		return REGISTRATION_NOT_ALLOWED;
	if (actor_grant(by, door).modifiers & GRANT_LATELY && !t->entered_lately)
		return REGISTRATION_REAUTHENTICATE;
	return REGISTRATION_GRANTED;
}
