#include "identity/people.h"

static bool in_ministry(str unit, str ba, str eselon1)
{
	return str_eq(str_left(unit, 3), ba) &&
	       (unit.n == 3 || str_eq(str_skip(unit, 3), eselon1));
}

/* What store_people.c says of a list, said of one unit. */
bool unit_within(const struct satker_scope *s, enum unit_kind k, str unit,
		 const struct unit_place *p)
{
	switch (s->reach) {
	case SCOPE_SATKER:
		return k == UNIT_SATKER && str_eq(unit, s->unit);
	case SCOPE_KPPN:
		return p->kppn.n && str_eq(p->kppn, s->unit);
	case SCOPE_KANWIL:
		return p->kanwil.n && str_eq(p->kanwil, s->unit);
	case SCOPE_MINISTRY:
		return p->ba.n && in_ministry(s->unit, p->ba, p->eselon1);
	case SCOPE_NATION:
		return true;
	default:
		return false;
	}
}

bool reach_of(const struct satker_scope *s, enum reach *ret)
{
	switch (s->reach) {
	case SCOPE_SATKER:
		*ret = REACH_SATKER;
		break;
	case SCOPE_KPPN:
		*ret = REACH_KPPN;
		break;
	case SCOPE_KANWIL:
		*ret = REACH_KANWIL;
		break;
	case SCOPE_MINISTRY:
		*ret = s->unit.n == 3 ? REACH_BA : REACH_ESELON1;
		break;
	case SCOPE_NATION:
		*ret = REACH_NATION;
		return true;
	default:
		return false;
	}
	return s->unit.n > 0;
}

static str hidden(str s)
{
	return s.n ? S("••••••") : s;
}

void person_mask(struct person *p)
{
	p->id_number = hidden(p->id_number);
	p->email = hidden(p->email);
	p->phone = hidden(p->phone);
}

enum reveal_refusal reveal_check(struct grant g, bool within, str reason,
				 bool entered_lately)
{
	if (!within || g.scope == SCOPE_NONE)
		return REVEAL_NOT_FOUND;
	if (g.modifiers & GRANT_REASON && str_blank(reason))
		return REVEAL_NO_REASON;
	if (str_runes(reason) > REVEAL_REASON_MAX)
		return REVEAL_LONG_REASON;
	if (g.modifiers & GRANT_LATELY && !entered_lately)
		return REVEAL_REAUTHENTICATE;
	return REVEAL_GRANTED;
}
