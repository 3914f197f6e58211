/* Who sees which user, and how much of him. */
#include "identity/people.h"

/* What the matrix calls masked: nothing by which the person could be reached. */
static void mask(struct work *w, struct unit_user *m)
{
	bool masked = actor_grant(w->actor, CAN_LIST_USERS).modifiers & GRANT_MASKED;
	struct person p = { .email = m->email,
			    .phone = m->phone,
			    .id_number = m->id_number };

	if (!masked || m->membership.person == w->actor->person)
		return;
	person_mask(&p);
	m->email = p.email;
	m->phone = p.phone;
	m->id_number = p.id_number;
}

/* Satker have their names already. */
static err name_units(struct work *w, struct unit_users *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct membership *m = &list->items[i].membership;

		if (!m->unit_name.n)
			TRY(unit_name(w, m->unit_kind, m->unit, &m->unit_name));
	}
	return OK;
}

err members_list(struct work *w, const struct member_query *q, struct unit_users *ret)
{
	TRY(members_read(w, q, ret));
	for (size_t i = 0; i < ret->count; i++)
		mask(w, &ret->items[i]);
	return name_units(w, ret);
}

/* ---- one membership ---- */

/* Pages about users are about those of satker; the nation's are about all. */
err member_within(struct work *w, const struct membership *m, enum permission p,
		  bool *ret)
{
	struct satker_scope scope = satker_scope_of(w->actor, actor_grant(w->actor, p));
	struct unit_place place;

	TRY(place_of(w, m->unit_kind, m->unit, &place));
	*ret = unit_within(&scope, m->unit_kind, m->unit, &place) &&
	       (m->unit_kind == UNIT_SATKER || scope.reach == SCOPE_NATION);
	return OK;
}

err member_find(struct work *w, int64_t membership, struct unit_user **ret)
{
	struct unit_users one = { .count = 1 };
	bool within;

	TRY(member_read(w, membership, ret));
	if (!*ret)
		return OK;
	TRY(member_within(w, &(*ret)->membership, CAN_LIST_USERS, &within));
	if (!within) {
		*ret = NULL;
		return OK;
	}
	mask(w, *ret);
	one.items = *ret;
	return name_units(w, &one);
}

err members_of_person(struct work *w, int64_t person, struct unit_users *ret)
{
	struct unit_users all;

	*ret = (struct unit_users){ 0 };
	TRY(members_read_of(w, person, &all));
	for (size_t i = 0; i < all.count; i++) {
		bool within;

		TRY(member_within(w, &all.items[i].membership, CAN_LIST_USERS, &within));
		if (!within)
			continue;
		mask(w, &all.items[i]);
		*PUSH(w->arena, ret) = all.items[i];
	}
	return name_units(w, ret);
}
