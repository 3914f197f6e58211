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
