/*
 * People and memberships as far as the right to list users reaches (access matrix
 * 5.6): of the satker; of an office, the satker it serves and, of a Kanwil, its
 * KPPN; of a ministry; of the nation. Who has no membership in there does not exist.
 */
#pragma once

#include "directory/directory.h"
#include "identity/internal.h"

/* Where a unit stands today; "" where it stands nowhere. */
struct unit_place {
	str kppn, kanwil;
	str ba, eselon1; /* eselon1 within the ba */
};

/* rules_people.c: pure */
enum reach {
	REACH_SATKER,
	REACH_KPPN,
	REACH_KANWIL,
	REACH_BA,
	REACH_ESELON1,
	REACH_NATION,
	REACHES
};

/* False when the scope reaches nothing. */
bool reach_of(const struct satker_scope *s, enum reach *ret);
bool unit_within(const struct satker_scope *s, enum unit_kind k, str unit,
		 const struct unit_place *p);

/* Without anything by which the person could be reached (+m of the matrix). */
void person_mask(struct person *p);

enum reveal_refusal {
	REVEAL_GRANTED,
	REVEAL_NOT_FOUND, /* also what is out of scope */
	REVEAL_NO_REASON,
	REVEAL_LONG_REASON,
	REVEAL_REAUTHENTICATE,
	REVEAL_REFUSALS
};
enum { REVEAL_REASON_MAX = 500 }; /* characters */

/* within: the actor's right to reveal reaches the unit. */
enum reveal_refusal reveal_check(struct grant g, bool within, str reason,
				 bool entered_lately);

/* ---- people.c ---- */

/* Does the permission of the actor reach the unit of the membership, as of today? */
err membership_within(struct work *w, const struct membership *m, enum permission p,
		      bool *ret);

struct satker_scope users_scope(const struct actor *a);
err place_of(struct work *w, enum unit_kind k, str unit, struct unit_place *ret);

struct seen_membership {
	struct membership membership; /* its state is that of this instant */
	str person_name;
};
struct seen_memberships LIST_OF(struct seen_membership);

/* The person as the actor may see him, with the memberships within his scope. */
struct seen_person {
	struct person person;
	str nik_mask;
	struct seen_memberships memberships;
};

/* *ret is NULL when there is nobody of that id within the actor's scope. */
err person_see(struct work *w, int64_t id, struct seen_person **ret);

struct people_query {
	str search; /* in the name; "" finds all */
	str after;  /* position of the last one before; "" is the start */
	size_t limit;
};
struct seen_people LIST_OF(struct seen_person);

/* By name. Their memberships are left out. */
err people_see(struct work *w, const struct people_query *q, struct seen_people *ret);
str person_position(struct arena *a, const struct person *p);

/* *ret is NULL when there is none of that id within the actor's scope. */
err membership_see(struct work *w, int64_t id, struct seen_membership **ret);

struct membership_query {
	str satker; /* "" is no filter, in all four */
	str kppn;   /* the office itself and the satker it serves today */
	str state;  /* of membership_db_words */
	str role;   /* of role_words */
	str after;
	size_t limit;
};

/* By unit. */
err memberships_see(struct work *w, const struct membership_query *q,
		    struct seen_memberships *ret);
str membership_position(struct arena *a, const struct membership *m);

/* ---- reveal.c ---- */

/* Whose NIK the actor may open. *ret is NULL when there is no such membership for him. */
err nik_closed(struct work *w, int64_t membership, struct seen_membership **ret,
	       str *ret_mask);

/*
 * The whole NIK, for a reason (row 5.7). Each opening is an entry of the trail of the
 * unit: it is not to be repeated unasked.
 */
err nik_reveal(struct work *w, int64_t membership, str reason, enum reveal_refusal *ret,
	       str *ret_nik);

/* ---- stores ---- */

err people_list(struct work *w, const struct satker_scope *s,
		const struct people_query *q, struct seen_people *ret);

/* All of a person, also those that ended; names of units are left out. */
err memberships_all(struct work *w, int64_t person, struct seen_memberships *ret);
err membership_find(struct work *w, int64_t id, struct seen_membership **ret);
err membership_list(struct work *w, const struct satker_scope *s,
		    const struct membership_query *q, struct seen_memberships *ret);

extern const struct route identity_people_routes[];
extern const struct route identity_nik_routes[]; /* web_nik.c */
