#include "monitoring/internal.h"

static void one(struct work *w, struct payment_scope *s, enum level level, str code)
{
	s->level = level;
	*PUSH(w->arena, &s->codes) = code;
}

err payment_scope(struct work *w, struct payment_scope *ret)
{
	const struct actor *a = w->actor;

	*ret = (struct payment_scope){ 0 };
	switch (actor_grant(a, CAN_LIST_PAYMENTS).scope) {
	case SCOPE_SATKER:
		if (a->unit_kind == UNIT_SATKER)
			one(w, ret, LEVEL_SATKER, a->unit);
		return OK;
	case SCOPE_KPPN:
		if (a->unit_kind == UNIT_KPPN)
			one(w, ret, LEVEL_KPPN, a->unit);
		return OK;
	case SCOPE_KANWIL:
		ret->level = LEVEL_KPPN;
		return a->unit_kind == UNIT_KANWIL
			       ? kppn_of_kanwil(w, a->unit, &ret->codes)
			       : OK;
	case SCOPE_MINISTRY:
		ret->level = LEVEL_UNIT;
		if (a->unit_kind == UNIT_ESELON1)
			one(w, ret, LEVEL_UNIT, a->unit);
		return a->unit_kind == UNIT_KL
			       ? units_of_ministry(w, a->unit, &ret->codes)
			       : OK;
	case SCOPE_NATION:
		one(w, ret, LEVEL_NATION, S(""));
		return OK;
	default:
		return OK;
	}
}
