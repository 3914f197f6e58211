/* Shared by the files of this folder only. */
#pragma once

#include "audit/audit.h"
#include "membership/membership.h"
#include "web/web.h"

/* ---- rules.c: pure ---- */

/* What an act on a user is tried with. */
struct trial {
	const struct actor *by;
	enum permission door;
	const struct unit_user *user;
	bool within;	     /* the door's scope reaches him */
	enum standing from;  /* in which he must be; ACTIVE: able or waiting to work */
	bool takes_away;     /* afterwards he cannot work */
	int64_t active;	     /* users of his satker who can work now */
	bool entered_lately; /* the actor's password */
	bool asking;	     /* before the form: nothing was typed yet */
	str reason;
};

/* In the order in which the actor should hear it. */
enum member_refusal trial_check(const struct trial *t);

/* ---- words.c ---- */

extern const struct refusal member_refusals[MEMBER_REFUSALS];
extern const struct ui_tag standing_tags[STANDINGS];

/* "membership.granted" -> "Peran diberikan"; "" for what is not of a membership. */
str member_event_label(str event);

/* ---- letters.c ---- */

/* To the KPA of the satker, but for who did it; left are its active users. */
err letter_kpa_tenure(struct work *w, const struct unit_user *u, str done, str reason,
		      int64_t left);

/* ---- web_member.c, for the pages about one user ---- */

str member_path(struct arena *a, int64_t membership, str rest);
struct page member_page(struct arena *a, const struct unit_user *u, str title);
bool member_id(const struct request *rq, int64_t *ret); /* of /pengguna/:id/… */

/*
 * Sends the visitor where he can go on: to enter his password and on with what he
 * sent, back to the user with the words of the refusal, or to an error page.
 */
err member_refuse(struct work *w, const struct request *rq, struct reply *rp,
		  enum member_refusal why);

/* ---- the routes, by file ---- */

extern const struct route list_routes[];
extern const struct route member_routes[];
extern const struct route tenure_routes[];
extern const struct route member_api_routes[];
