#include "helpdesk/internal.h"

/* In which states an act is possible. */
#define IN(state) (1u << (state))
#define OPEN                                                                             \
	(IN(TICKET_AT_KPPN) | IN(TICKET_AT_SATKER) | IN(TICKET_AT_KANWIL) |              \
	 IN(TICKET_AT_HAI))
#define ANY (OPEN | IN(TICKET_DONE))
static const struct {
	enum permission door;
	unsigned states;
	bool office_only;
	bool at_tier; /* only for the office that the ticket is with */
} acts[TICKET_ACTS] = {
	[TICKET_REPLY] = { CAN_REPLY_TICKET, ANY, false, false },
	[TICKET_NOTE] = { CAN_NOTE_TICKET, ANY, true, false },
	[TICKET_CLAIM] = { CAN_REPLY_TICKET, OPEN, true, true },
	[TICKET_RELEASE] = { CAN_REPLY_TICKET, OPEN, true, true },
	[TICKET_TRANSFER] = { CAN_REPLY_TICKET, OPEN, true, true },
	[TICKET_ESCALATE] = { CAN_ESCALATE_TICKET,
			      IN(TICKET_AT_KPPN) | IN(TICKET_AT_KANWIL), true, true },
	[TICKET_SEND_BACK] = { CAN_REPLY_TICKET, IN(TICKET_AT_KANWIL) | IN(TICKET_AT_HAI),
			       true, true },
	[TICKET_CHANGE] = { CAN_REPLY_TICKET, OPEN, true, false },
	[TICKET_CLOSE] = { CAN_CLOSE_TICKET, OPEN, false, false },
	[TICKET_REOPEN] = { CAN_CLOSE_TICKET, IN(TICKET_DONE), false, false },
	[TICKET_MERGE] = { CAN_MERGE_TICKET, ANY, true, false },
	[TICKET_UNMERGE] = { CAN_MERGE_TICKET, IN(TICKET_DONE), true, false },
	[TICKET_SPLIT] = { CAN_MERGE_TICKET, ANY, true, false },
	[TICKET_LINK] = { CAN_NOTE_TICKET, ANY, true, false },
};

/* ---- whose it is ---- */

enum side side_of(const struct actor *a)
{
	static const enum side sides[UNIT_KINDS] = {
		[UNIT_NONE] = SIDE_SYSTEM, [UNIT_SATKER] = SIDE_SATKER,
		[UNIT_KPPN] = SIDE_KPPN,   [UNIT_KANWIL] = SIDE_KANWIL,
		[UNIT_PUSAT] = SIDE_PUSAT, [UNIT_ESELON1] = SIDE_SYSTEM,
		[UNIT_KL] = SIDE_SYSTEM,
	};

	return a ? sides[a->unit_kind] : SIDE_SYSTEM;
}

enum tier tier_of(enum side s)
{
	return s == SIDE_PUSAT ? TIER_HAI : s == SIDE_KANWIL ? TIER_KANWIL : TIER_KPPN;
}

static bool in_unit(const struct actor *a, enum unit_kind k, str code)
{
	return code.n && a->unit_kind == k && str_eq(a->unit, code);
}

static bool reaches(const struct ticket *t, const struct actor *a, enum scope s)
{
	switch (s) {
	case SCOPE_OWN:
		return a->person && t->asker == a->person &&
		       in_unit(a, UNIT_SATKER, t->satker);
	case SCOPE_SATKER:
		return in_unit(a, UNIT_SATKER, t->satker);
	case SCOPE_KPPN:
		return in_unit(a, UNIT_KPPN, t->kppn);
	case SCOPE_KANWIL:
		return in_unit(a, UNIT_KANWIL, t->kanwil);
	case SCOPE_NATION:
		return true;
	default:
		return false;
	}
}

bool ticket_within(const struct ticket *t, const struct actor *a, enum permission p)
{
	struct grant g = actor_grant(a, p);

	return reaches(t, a, g.scope) &&
	       (!(g.modifiers & GRANT_ESCALATED) || t->tier == tier_of(side_of(a)));
}

bool ticket_visible(const struct ticket *t, const struct actor *to)
{
	return ticket_within(t, to, CAN_READ_TICKET);
}

bool may_rate(const struct ticket *t, const struct actor *by)
{
	return ticket_within(t, by, CAN_RATE_TICKET);
}

bool notes_visible(const struct ticket *t, const struct actor *to)
{
	return of_office(side_of(to)) && ticket_within(t, to, CAN_NOTE_TICKET);
}

/* ---- who may act ---- */

static bool writes_notes(enum ticket_act act)
{
	return act == TICKET_NOTE || act == TICKET_LINK;
}

static bool allowed(const struct ticket *t, const struct actor *by, enum ticket_act act)
{
	enum side s = side_of(by);

	if (acts[act].office_only && !of_office(s))
		return false;
	if (acts[act].at_tier && t->tier != tier_of(s))
		return false;
	if (writes_notes(act) &&
	    actor_grant(by, acts[act].door).modifiers & GRANT_READ_ONLY)
		return false;
	return ticket_within(t, by, acts[act].door);
}

/* Who holds the ticket gives it away; the head of the office may, too. */
static bool held_by_another(const struct ticket *t, const struct actor *by,
			    enum ticket_act act)
{
	bool gives =
		act == TICKET_CLAIM || act == TICKET_RELEASE || act == TICKET_TRANSFER;

	return gives && t->assignee && t->assignee != by->person &&
	       !(by->roles &
		 (ROLE_BIT(ROLE_KEPALA) | ROLE_BIT(ROLE_KANWIL) | ROLE_BIT(ROLE_PUSAT)));
}

static bool long_closed(const struct ticket *t, int64_t now)
{
	return t->state == TICKET_DONE && now > t->closed_at + REOPEN_DAYS * (int64_t)DAY;
}

/* An office opens a closed ticket again before it says more; an asker by saying more. */
static enum ticket_refusal check_closed(const struct ticket *t, const struct actor *by,
					const struct ticket_attempt *attempt)
{
	if (t->state != TICKET_DONE)
		return TICKET_GRANTED;
	if (attempt->act == TICKET_REPLY && of_office(side_of(by)))
		return TICKET_WRONG_STATE;
	if (attempt->act == TICKET_REPLY || attempt->act == TICKET_REOPEN)
		return long_closed(t, attempt->now) ? TICKET_LONG_CLOSED : TICKET_GRANTED;
	return TICKET_GRANTED;
}

enum ticket_refusal ticket_check(const struct ticket *t, const struct actor *by,
				 const struct ticket_attempt *attempt)
{
	enum ticket_act act = attempt->act;

	if (!ticket_visible(t, by))
		return TICKET_NOT_FOUND;
	if (!allowed(t, by, act))
		return TICKET_NOT_ALLOWED;
	if (t->merged_into && act != TICKET_UNMERGE && !writes_notes(act))
		return TICKET_MERGED;
	if (!(acts[act].states & IN(t->state)) ||
	    (act == TICKET_UNMERGE && !t->merged_into))
		return TICKET_WRONG_STATE;
	if (held_by_another(t, by, act))
		return TICKET_HELD;
	if (check_closed(t, by, attempt))
		return check_closed(t, by, attempt);
	if (attempt->version != ANY_TICKET_VERSION && attempt->version != t->version)
		return TICKET_STALE;
	return TICKET_GRANTED;
}

enum ticket_refusal mail_check(const struct ticket *t, int64_t now)
{
	if (t->merged_into)
		return TICKET_MERGED;
	return long_closed(t, now) ? TICKET_LONG_CLOSED : TICKET_GRANTED;
}

/* ---- where it leads ---- */

enum ticket_state state_at(enum tier tier)
{
	static const enum ticket_state states[TIERS] = {
		[TIER_KPPN] = TICKET_AT_KPPN,
		[TIER_KANWIL] = TICKET_AT_KANWIL,
		[TIER_HAI] = TICKET_AT_HAI,
	};

	return states[tier];
}

enum ticket_state state_after(const struct ticket *t, enum side writer,
			      enum afterwards after)
{
	if (!of_office(writer))
		return state_at(t->tier);
	switch (after) {
	case AFTER_AWAIT:
		return TICKET_AT_SATKER;
	case AFTER_DONE:
		return TICKET_DONE;
	default:
		return t->state;
	}
}

enum tier first_tier(const struct ticket *t)
{
	return t->satker.n ? TIER_KPPN : TIER_HAI;
}

bool tier_above(const struct ticket *t, enum tier to)
{
	return to < TIERS && to > t->tier;
}

bool tier_below(const struct ticket *t, enum tier to)
{
	return to < t->tier;
}

enum ticket_refusal merge_check(const struct ticket *t, const struct ticket *into)
{
	if (!into || into->id == t->id || into->merged_into ||
	    !str_eq(into->satker, t->satker))
		return TICKET_NO_OTHER;
	return t->holds ? TICKET_HOLDS_OTHERS : TICKET_GRANTED;
}

bool stand_in_period(struct date from, struct date until, struct date today)
{
	enum { LONGEST = 90 };

	return date_valid(from) && date_valid(until) && date_cmp(from, until) <= 0 &&
	       date_cmp(until, today) >= 0 &&
	       date_days(until) - date_days(from) < LONGEST;
}
