/* Users as they are listed and looked up; for others through identity/identity.h. */
#pragma once

#include "access/access.h"
#include "work/work.h"

/* Membership and account taken together, as people ask: can he work? */
enum standing {
	STANDING_ACTIVE,
	STANDING_WAITING, /* the account waits for its activation */
	STANDING_LOCKED,
	STANDING_SUSPENDED,
	STANDING_ENDED, /* also by date, before anybody has recorded it */
	STANDINGS
};
extern const str standing_words[STANDINGS]; /* aktif menunggu terkunci ditangguhkan
					       nonaktif: in addresses of pages */

/* One user in one unit. */
struct unit_user {
	struct membership membership; /* unit_name as of today */
	str name;
	str email, phone; /* stars where the actor's right is masked */
	enum id_type id_type;
	str id_number; /* likewise */
	str position;
	enum account_state account;
	int64_t signed_in_at; /* last, into any unit; 0: never */
	enum standing standing;
	str position_in_list; /* for member_query.after */
};
struct unit_users LIST_OF(struct unit_user);

enum standing standing_of(const struct membership *m, enum account_state account,
			  int64_t now);

struct member_query {
	str satker;   /* only those of this one; "" for all in scope */
	int standing; /* -1 for all */
	enum role role;
	bool any_role;
	/* The beginning of words of the name; a whole e-mail or NIP where neither is
	 * masked. */
	str q;
	bool by_unit; /* by unit, then name; the order of wide scopes that have no other
		       */
	str after;    /* position of the last row of the page before, "" for the first */
	bool backwards; /* the page before the position instead */
	size_t limit;	/* at most 201 */
};

/* As far as the actor's CAN_LIST_USERS reaches, and nothing else, ever. */
err members_list(struct work *w, const struct member_query *q, struct unit_users *ret);

/* *ret is NULL when there is none or CAN_LIST_USERS does not reach it. */
err member_find(struct work *w, int64_t membership, struct unit_user **ret);

/* The same without scope and mask, for who has checked the right to it otherwise. */
err member_read(struct work *w, int64_t membership, struct unit_user **ret);

/* Everything that the person is or was, as far as the actor's CAN_LIST_USERS reaches. */
err members_of_person(struct work *w, int64_t person, struct unit_users *ret);

/* Does the actor's permission reach the unit of the membership, as units are today? */
err member_within(struct work *w, const struct membership *m, enum permission p,
		  bool *ret);

/* How many of the satker's memberships have the standing. */
err satker_standings(struct work *w, str satker, int64_t ret[STANDINGS]);
