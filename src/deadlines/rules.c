#include "deadlines/internal.h"

const struct alarm *alarm_of(enum tier t, int n)
{
	/* The head of who has to act first, then the office above (features D7). */
	static const struct alarm alarms[TIERS][ALARMS] = {
		[TIER_KPPN] = { { 80, UNIT_KPPN, ROLE_BIT(ROLE_KEPALA) },
				{ 120, UNIT_KANWIL, ROLE_BIT(ROLE_KANWIL) } },
		[TIER_KANWIL] = { { 80, UNIT_KANWIL, ROLE_BIT(ROLE_KANWIL) },
				  { 120, UNIT_PUSAT, ROLE_BIT(ROLE_PUSAT) } },
		[TIER_HAI] = { { 80, UNIT_PUSAT, ROLE_BIT(ROLE_PUSAT) },
			       { 120, UNIT_PUSAT, ROLE_BIT(ROLE_PUSAT) } },
	};

	return &alarms[t][n];
}

struct term deadline_term(const struct deadline *d)
{
	return (struct term){
		.from = d->from,
		.minutes = d->minutes,
		.zone = d->zone,
		.pauses = d->pauses.items,
		.pause_count = d->pauses.count,
	};
}

int64_t alarm_at(const struct calendar *c, const struct deadline *d)
{
	struct term t = deadline_term(d);

	return d->due_at == 0 || d->alarms == ALARMS
		       ? 0
		       : term_part(c, &t, alarm_of(d->tier, d->alarms)->percent);
}

void deadline_settle(const struct calendar *c, struct deadline *d)
{
	struct term t = deadline_term(d);
	bool waits = t.pause_count && !t.pauses[t.pause_count - 1].until;

	d->due_at = waits ? 0 : term_deadline(c, &t);
	d->next_at = alarm_at(c, d);
}

int alarms_due(const struct calendar *c, const struct deadline *d, int64_t now)
{
	struct term t = deadline_term(d);
	int64_t percent = term_percent(c, &t, now);
	int n = 0;

	while (n < ALARMS && percent >= alarm_of(d->tier, n)->percent)
		n++;
	return n;
}

int64_t next_opening(const struct calendar *c, int64_t at, enum zone z)
{
	struct term nothing = { .from = at, .zone = z };

	return term_deadline(c, &nothing);
}
