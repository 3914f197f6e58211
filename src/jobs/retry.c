#include "jobs/internal.h"

enum { MAIL_PATIENCE = 72 * HOUR };

int64_t wait_after(int64_t tries)
{
	static const int64_t waits[] = { MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR,
					 4 * HOUR };
	size_t last = COUNT(waits) - 1;

	if (tries < 1)
		return waits[0];
	return waits[(size_t)tries - 1 < last ? (size_t)tries - 1 : last];
}

struct mail_fate mail_fate(enum delivery outcome, int64_t tries, int64_t queued_at,
			   int64_t now)
{
	int64_t end = queued_at + MAIL_PATIENCE;
	int64_t next = now + wait_after(tries);

	if (outcome == DELIVERED)
		return (struct mail_fate){ MAIL_SENT, 0 };
	if (outcome == DELIVERY_REFUSED || now >= end)
		return (struct mail_fate){ MAIL_BOUNCED, 0 };
	return (struct mail_fate){ MAIL_DELAYED, next < end ? next : end };
}
