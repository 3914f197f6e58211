#include "access/access.h"
#include "audit/internal.h"

static str unit_text(struct arena *a, const struct actor *by)
{
	return arena_fmt(a, "%.*s:%.*s", P(unit_kind_words[by->unit_kind]), P(by->unit));
}

static void scope_to_ministry(str unit, struct audit_query *ret)
{
	ret->ba = str_left(unit, 3);
	ret->eselon1 = str_skip(unit, 3);
}

bool audit_scope(struct arena *a, const struct actor *by, struct audit_query *ret)
{
	switch (actor_grant(by, CAN_READ_AUDIT).scope) {
	case SCOPE_OWN:
		ret->person = by->person;
		return by->person != 0;
	case SCOPE_SATKER:
		ret->unit = unit_text(a, by);
		return by->unit_kind == UNIT_SATKER;
	case SCOPE_KPPN:
		ret->kppn = by->unit;
		return by->unit_kind == UNIT_KPPN;
	case SCOPE_KANWIL:
		ret->kanwil = by->unit;
		return by->unit_kind == UNIT_KANWIL;
	case SCOPE_MINISTRY:
		scope_to_ministry(by->unit, ret);
		return by->unit_kind == UNIT_KL || by->unit_kind == UNIT_ESELON1;
	case SCOPE_NATION:
		ret->all = true;
		return true;
	default:
		return false;
	}
}
