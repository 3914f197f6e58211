/* Changes and removals (domain report 1.5); for others through registration.h. */
#pragma once

#include "registration/request.h"
#include "work/work.h"

/*
 * A removal was sent, or decided: HAI CSO has its ticket. The table stands in app/,
 * because edges point the other way.
 */
struct registration_hooks {
	err (*removal_sent)(struct work *w, const struct registration *r,
			    str *ret_ticket);
	err (*removal_decided)(struct work *w, const struct registration *r);
};
extern const struct registration_hooks registration_hooks; /* app/hooks.c */

/*
 * What kind of request it is to bring u, a user of the satker today, to what was
 * typed; KINDS when nothing would change.
 */
enum registration_kind kind_of(const struct applicant *u);

/* What would change, as the register says it and as it was typed (Semula, Menjadi). */
void registration_changes(struct arena *a, const struct applicant *u,
			  struct differences *ret);
