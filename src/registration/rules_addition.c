#include "registration/internal.h"

/*
 * With an active KPA every addition waits for him. Without one who pays and who signs
 * (PPSPM, KPA) goes through the KPPN, as everybody does where a KPA is demanded.
 */
enum way addition_way(const struct addition *x)
{
	if (x->irregular || x->blocked)
		return WAY_OFFICE;
	if (x->kpa_present)
		return WAY_KPA;
	if (x->kpa_always || x->roles & (ROLE_BIT(ROLE_PPSPM) | ROLE_BIT(ROLE_KPA)))
		return WAY_OFFICE;
	return WAY_OWN;
}
