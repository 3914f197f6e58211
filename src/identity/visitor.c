/* Who is asking: the session of a cookie or of a bearer token. */
#include "directory/directory.h"
#include "identity/internal.h"

enum { TOUCH_SECONDS = MINUTE };

static str bearer(const struct request *rq)
{
	str value = request_header(rq, S("Authorization"));

	return str_starts(value, S("Bearer ")) ? str_trim(str_skip(value, 7)) : S("");
}

/* Pages know cookies only, the API knows tokens only: no CSRF through either. */
static str token_of(const struct request *rq)
{
	return request_is_api(rq) ? bearer(rq) : request_cookie(rq, S("__Host-sesi"));
}

static void describe(struct visitor *v, const struct membership *m)
{
	struct actor *a = &v->actor;

	a->membership = m->id;
	a->unit_kind = m->unit_kind;
	a->unit = m->unit;
	a->roles = m->roles;
}

static err find_office(struct work *w, struct visitor *v)
{
	struct actor *a = &v->actor;
	struct kppn *k = NULL;
	struct satker *s = NULL;

	v->zone = WIB;
	if (a->unit_kind == UNIT_KANWIL)
		a->kanwil = a->unit;
	if (a->unit_kind == UNIT_KPPN)
		TRY(kppn_find(w, a->unit, &k));
	else if (a->unit_kind == UNIT_SATKER)
		TRY(satker_find(w, a->unit, &s));
	else
		TRY(unit_name(w, a->unit_kind, a->unit, &v->unit_name));
	if (k) {
		a->kanwil = k->kanwil;
		v->zone = k->zone;
		v->unit_name = k->name;
		v->unit_detail = k->kanwil_name;
	}
	if (s) {
		v->zone = s->zone;
		v->unit_name = s->name;
		v->unit_detail =
			arena_fmt(w->arena, "%.*s · %.*s", P(s->code), P(s->kppn_name));
	}
	return OK;
}

static err list_memberships(struct work *w, struct visitor *v,
			    const struct memberships *all)
{
	struct frame_membership *list =
		NEW_ARRAY(w->arena, struct frame_membership, all->count);

	for (size_t i = 0; i < all->count; i++) {
		const struct membership *m = &all->items[i];

		list[i] = (struct frame_membership){
			.id = m->id,
			.unit_name = v->unit_name,
			.detail = arena_fmt(
				w->arena, "%.*s · %.*s", P(m->unit),
				P(role_set_text(w->arena, m->roles, role_labels))),
			.current = m->id == v->actor.membership,
		};
		if (!list[i].current)
			TRY(unit_name(w, m->unit_kind, m->unit, &list[i].unit_name));
	}
	v->memberships = list;
	v->membership_count = all->count;
	return OK;
}

static const struct membership *chosen(const struct request *rq, const struct session *s,
				       const struct memberships *all)
{
	int64_t id = s->membership;

	if (request_is_api(rq) && request_header(rq, S("X-Membership")).n &&
	    !str_int(request_header(rq, S("X-Membership")), &id))
		id = -1;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].id == id)
			return &all->items[i];
	return all->count == 1 && id == 0 ? &all->items[0] : NULL;
}

static err fill(struct work *w, const struct request *rq, const struct session *s,
		struct visitor *v)
{
	const struct membership *m;
	struct memberships all;
	struct person *p;

	TRY(person_find(w, s->person, &p));
	if (!p || p->account != ACCOUNT_ACTIVE)
		return OK;
	TRY(memberships_unnamed(w, s->person, &all));
	m = chosen(rq, s, &all);
	v->actor.person = p->id;
	v->actor.session = s->id;
	v->actor.name = p->name;
	v->actor.authenticated_at = s->authenticated_at;
	v->must_choose = !m;
	v->touch_due = s->seen_at <= w->now - TOUCH_SECONDS;
	if (m)
		describe(v, m);
	TRY(find_office(w, v));
	v->role_label = role_set_text(w->arena, v->actor.roles, role_labels);
	return list_memberships(w, v, &all);
}

/* What everybody signed in may do about himself, before a unit was chosen. */
static void own_grants(struct actor *a)
{
	static const enum permission own[] = { CAN_READ_PROFILE, CAN_CHANGE_PASSWORD,
					       CAN_OWN_SESSIONS, CAN_OWN_DATA };

	for (size_t i = 0; i < COUNT(own); i++)
		a->grants[own[i]] = (struct grant){ SCOPE_OWN, 0 };
}

err identity_who(struct work *w, const struct request *rq, struct visitor *ret)
{
	str token = token_of(rq);
	struct session *s = NULL;

	*ret = (struct visitor){
		.actor.channel = request_is_api(rq) ? CHANNEL_API : CHANNEL_WEB,
		.actor.address = request_address(rq),
		.actor.agent = str_left(request_header(rq, S("User-Agent")), 200),
		.theme = request_cookie(rq, S("__Host-tema")),
	};
	if (token.n)
		TRY(session_find(w, sha256_hex(w->arena, token), &s));
	if (s)
		TRY(fill(w, rq, s, ret));
	if (!ret->actor.person)
		ret->actor.roles = ROLE_BIT(ROLE_PUBLIC);
	/* Who has not chosen holds no role, but may what everybody may. */
	TRY(access_in_force(w,
			    ret->must_choose ? ROLE_BIT(ROLE_PUBLIC) : ret->actor.roles,
			    ret->actor.grants));
	if (ret->must_choose)
		own_grants(&ret->actor);
	return OK;
}

err actor_in(struct work *w, const struct membership *m, struct actor *ret)
{
	struct visitor v = { .actor = *w->actor };

	assert(m->person == w->actor->person);
	v.actor.kanwil = S("");
	describe(&v, m);
	TRY(find_office(w, &v));
	TRY(access_in_force(w, m->roles, v.actor.grants));
	*ret = v.actor;
	return OK;
}

err identity_touch(struct work *w, const struct visitor *v)
{
	return session_touch(w, v->actor.session);
}
