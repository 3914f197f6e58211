#include "reports/internal.h"

static int64_t worked(const struct calendar *c, const struct report_case *k)
{
	int64_t sum = 0;

	for (size_t i = 0; i < k->turns.count; i++) {
		const struct turn *t = &k->turns.items[i];

		sum += calendar_seconds(c, t->from, t->until ? t->until : k->closed_at,
					k->zone);
	}
	return sum;
}

struct case_times case_times(const struct calendar *c, const struct report_case *k,
			     int64_t now)
{
	struct case_times t = { .first = -1, .worked = -1, .open = -1 };

	if (k->answered_at)
		t.first = calendar_seconds(c, k->opened_at, k->answered_at, k->zone);
	if (k->closed_at)
		t.worked = worked(c, k);
	else
		t.open = calendar_seconds(c, k->opened_at, now, k->zone);
	return t;
}

size_t round_class(int rounds)
{
	return rounds <= 1 ? 0 : rounds <= 3 ? 1 : rounds <= 5 ? 2 : 3;
}

size_t age_class(int64_t open_seconds)
{
	const int64_t day = OFFICE_DAY_MINUTES * MINUTE;

	return open_seconds <= day	 ? 0
	       : open_seconds <= 3 * day ? 1
	       : open_seconds <= 5 * day ? 2
					 : 3;
}

enum report_refusal query_check(const struct report_query *q)
{
	int64_t days = date_days(q->until) - date_days(q->from);

	if (days < 0)
		return REPORT_BACKWARDS;
	return days >= REPORT_DAYS ? REPORT_TOO_LONG : REPORT_GRANTED;
}
