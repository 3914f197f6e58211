#include "identity/identity.h"

enum standing standing_of(const struct membership *m, enum account_state account,
			  int64_t now)
{
	if (m->state == MEMBERSHIP_ENDED || (m->valid_until && m->valid_until <= now))
		return STANDING_ENDED;
	if (m->state == MEMBERSHIP_SUSPENDED)
		return STANDING_SUSPENDED;
	if (account == ACCOUNT_LOCKED)
		return STANDING_LOCKED;
	return account == ACCOUNT_ACTIVE ? STANDING_ACTIVE : STANDING_WAITING;
}
