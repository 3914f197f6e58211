/*
 * Users of a unit over time: who they are, what they may do and since when, and what
 * becomes of it (domain report 1.3 to 1.5).
 */
#pragma once

#include "identity/identity.h"

/* Why an act on a user was not done; member_refusals[] has status and words. */
enum member_refusal {
	MEMBER_GRANTED,	       /* not refused */
	MEMBER_NOT_FOUND,      /* 404: nobody there, or not the actor's to know */
	MEMBER_NOT_ALLOWED,    /* 403 */
	MEMBER_OWN,	       /* 403: on oneself */
	MEMBER_WRONG_STATE,    /* 409: somebody was faster, or there is nothing to do */
	MEMBER_LAST,	       /* 409: the satker would have no active user */
	MEMBER_NO_REASON,      /* 422 */
	MEMBER_REAUTHENTICATE, /* 403 reauthentication_required */
	MEMBER_REFUSALS
};

struct member_result {
	enum member_refusal why;
	struct unit_user *user; /* as seen before the act; NULL when not found */
	int64_t left;		/* active users that the satker has after it */
};

/*
 * Takes the access away for a time, with a reason; gives it back (access matrix 2.15
 * and 5.8). The sessions of the membership end. The person, and of a satker its KPA,
 * are told.
 */
err member_suspend(struct work *w, int64_t membership, str reason,
		   struct member_result *ret);
err member_resume(struct work *w, int64_t membership, str reason,
		  struct member_result *ret);

/* May the actor do either now? A page asks before it shows the form. */
err member_may_suspend(struct work *w, int64_t membership, struct member_result *ret);
err member_may_resume(struct work *w, int64_t membership, struct member_result *ret);

/* Ends all sessions of the user (matrix 5.9). *ret_count is how many were open. */
err member_end_sessions(struct work *w, int64_t membership, struct member_result *ret,
			int64_t *ret_count);

/* For app/'s tables. */
struct feature;
extern const struct feature membership_feature;
