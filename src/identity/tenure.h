/*
 * What becomes of a membership, for others through identity/identity.h. Each act
 * writes its audit entry and tells the person. Who may is the caller's to know.
 */
#pragma once

#include "work/work.h"

struct membership;

/* Of one user who was seen as he is now. */
struct tenure {
	const struct membership *membership;
	str basis;  /* number of the request that says so, "" for none */
	str reason; /* as the actor gave it; it stands in the letter */
};

/*
 * The sessions that work in the membership end with it, on every node: each request
 * reads the state. *ret_done is false when it was not as it was seen: nothing is
 * written then.
 */
err membership_suspend(struct work *w, const struct tenure *t, bool *ret_done);
err membership_resume(struct work *w, const struct tenure *t, bool *ret_done);

/* For good: its roles end now. The person and his account stay, and so does all of it
 * as evidence. */
err membership_end(struct work *w, const struct tenure *t, bool *ret_done);

/* Ends all sessions of another person. *ret_count is how many were open. */
err sessions_end_of(struct work *w, int64_t person, int64_t *ret_count);
