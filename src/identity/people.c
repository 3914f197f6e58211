/* What an actor may see of people and memberships: his scope, and masked. */
#include "identity/people.h"

struct satker_scope users_scope(const struct actor *a)
{
	return satker_scope_of(a, actor_grant(a, CAN_LIST_USERS));
}

/* ---- one unit ---- */

static err place_of_kppn(struct work *w, str code, struct unit_place *ret)
{
	struct kppn *k;

	TRY(kppn_find(w, code, &k));
	if (k) {
		ret->kppn = k->code;
		ret->kanwil = k->kanwil;
	}
	return OK;
}

err place_of(struct work *w, enum unit_kind k, str unit, struct unit_place *ret)
{
	struct satker *s = NULL;

	*ret = (struct unit_place){ 0 };
	if (k == UNIT_SATKER)
		TRY(satker_find(w, unit, &s));
	if (s) {
		ret->ba = s->ba;
		ret->eselon1 = s->eselon1;
		return place_of_kppn(w, s->kppn, ret);
	}
	if (k == UNIT_KPPN)
		return place_of_kppn(w, unit, ret);
	if (k == UNIT_KANWIL)
		ret->kanwil = unit;
	if (k == UNIT_KL || k == UNIT_ESELON1) {
		ret->ba = str_left(unit, 3);
		ret->eselon1 = str_skip(unit, 3);
	}
	return OK;
}

err membership_within(struct work *w, const struct membership *m, enum permission p,
		      bool *ret)
{
	struct satker_scope scope = satker_scope_of(w->actor, actor_grant(w->actor, p));
	struct unit_place place;

	TRY(place_of(w, m->unit_kind, m->unit, &place));
	*ret = unit_within(&scope, m->unit_kind, m->unit, &place);
	return OK;
}

/* ---- people ---- */

static err mask(struct work *w, struct seen_person *p)
{
	str nik;

	TRY(person_nik(w, p->person.id, &nik));
	p->nik_mask = text_nik_mask(w->arena, nik);
	if (actor_grant(w->actor, CAN_LIST_USERS).modifiers & GRANT_MASKED)
		person_mask(&p->person);
	return OK;
}

static err keep_within(struct work *w, const struct seen_memberships *all,
		       struct seen_memberships *ret)
{
	for (size_t i = 0; i < all->count; i++) {
		struct membership *m = &all->items[i].membership;
		bool seen;

		TRY(membership_within(w, m, CAN_LIST_USERS, &seen));
		if (!seen)
			continue;
		TRY(unit_name(w, m->unit_kind, m->unit, &m->unit_name));
		*PUSH(w->arena, ret) = all->items[i];
	}
	return OK;
}

err person_see(struct work *w, int64_t id, struct seen_person **ret)
{
	struct seen_memberships all;
	struct seen_person *seen = NEW(w->arena, struct seen_person);
	struct person *p;

	*ret = NULL;
	TRY(person_find(w, id, &p));
	if (!p)
		return OK;
	seen->person = *p;
	TRY(memberships_all(w, id, &all));
	TRY(keep_within(w, &all, &seen->memberships));
	if (seen->memberships.count == 0)
		return OK;
	*ret = seen;
	return mask(w, seen);
}

err people_see(struct work *w, const struct people_query *q, struct seen_people *ret)
{
	struct satker_scope scope = users_scope(w->actor);

	TRY(people_list(w, &scope, q, ret));
	for (size_t i = 0; i < ret->count; i++)
		TRY(mask(w, &ret->items[i]));
	return OK;
}

str person_position(struct arena *a, const struct person *p)
{
	return arena_fmt(a, "%lld.%.*s", (long long)p->id, P(p->name));
}

/* ---- memberships ---- */

err membership_see(struct work *w, int64_t id, struct seen_membership **ret)
{
	struct seen_membership *found;
	struct membership *m;
	bool seen;

	*ret = NULL;
	TRY(membership_find(w, id, &found));
	if (!found)
		return OK;
	m = &found->membership;
	TRY(membership_within(w, m, CAN_LIST_USERS, &seen));
	if (!seen)
		return OK;
	*ret = found;
	return unit_name(w, m->unit_kind, m->unit, &m->unit_name);
}

static bool same_unit(const struct membership *a, const struct membership *b)
{
	return a->unit_kind == b->unit_kind && str_eq(a->unit, b->unit);
}

err memberships_see(struct work *w, const struct membership_query *q,
		    struct seen_memberships *ret)
{
	struct satker_scope scope = users_scope(w->actor);

	TRY(membership_list(w, &scope, q, ret));
	for (size_t i = 0; i < ret->count; i++) {
		struct membership *m = &ret->items[i].membership;

		/* The list is by unit: each is looked up once. */
		if (i > 0 && same_unit(m, &ret->items[i - 1].membership))
			m->unit_name = ret->items[i - 1].membership.unit_name;
		else
			TRY(unit_name(w, m->unit_kind, m->unit, &m->unit_name));
	}
	return OK;
}

str membership_position(struct arena *a, const struct membership *m)
{
	return arena_fmt(a, "%lld.%.*s.%.*s", (long long)m->id,
			 P(unit_kind_words[m->unit_kind]), P(m->unit));
}
