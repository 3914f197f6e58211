/*
 * What becomes of a membership, for others through identity/identity.h. Each act
 * writes its audit entry and tells the person. Who may is the caller's to know.
 */
#pragma once

#include "access/access.h"
#include "work/work.h"

struct membership;
struct unit_user;

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

/* What an approved request makes of one user. */
struct member_change {
	const struct unit_user *before; /* as he was seen, by member_read() */
	str email, phone, position;
	role_set roles;
	str basis; /* number of the request */
};

/*
 * The register has the new values, membership_value keeps the old ones; a role that
 * stays keeps the basis it had. Both mailboxes are told of a new address. *ret_done is
 * false when the membership was not as it was seen: nothing is written then. Nobody
 * else may have the address: see email_taken().
 */
err member_change(struct work *w, const struct member_change *c, bool *ret_done);

/* One value that was changed. */
struct member_value {
	int64_t at;
	str field; /* peran jabatan email ponsel */
	str before, after;
	str basis;
};
struct member_values LIST_OF(struct member_value);

/* Of a membership, oldest first. */
err member_values_of(struct work *w, int64_t membership, struct member_values *ret);

/* Ends all sessions of another person. *ret_count is how many were open. */
err sessions_end_of(struct work *w, int64_t person, int64_t *ret_count);
