#include "directory/internal.h"

struct placement period_place(const struct spans *periods, struct date from,
			      struct date until)
{
	struct placement p = { .same = -1, .cut = -1, .until = until };

	for (size_t i = 0; i < periods->count; i++) {
		struct span s = periods->items[i];
		int order = date_cmp(s.from, from);

		if (order == 0)
			p.same = (int)i;
		if (order < 0 && date_cmp(s.until, from) >= 0)
			p.cut = (int)i;
		if (order > 0 && date_cmp(s.from, p.until) <= 0)
			p.until = date_add(s.from, -1);
	}
	return p;
}

bool satker_in_scope(const struct satker_scope *scope, const struct satker *s, str kanwil)
{
	switch (scope->reach) {
	case SCOPE_NATION:
		return true;
	case SCOPE_MINISTRY:
		return str_eq(s->ba, str_left(scope->unit, 3)) &&
		       (scope->unit.n == 3 ||
			str_eq(s->eselon1, str_skip(scope->unit, 3)));
	case SCOPE_KANWIL:
		return str_eq(kanwil, scope->unit);
	case SCOPE_KPPN:
		return str_eq(s->kppn, scope->unit);
	case SCOPE_SATKER:
		return str_eq(s->code, scope->unit);
	default:
		return false;
	}
}
