/* The whole NIK of a user, for who may and says why. */
#include "audit/audit.h"
#include "identity/people.h"

/* Row 5.7 is about users of satker; the nation's overseers see all. */
static err within(struct work *w, const struct membership *m, bool *ret)
{
	enum scope scope = actor_grant(w->actor, CAN_REVEAL_NIK).scope;

	TRY(membership_within(w, m, CAN_REVEAL_NIK, ret));
	*ret = *ret && (m->unit_kind == UNIT_SATKER || scope == SCOPE_NATION);
	return OK;
}

static err find_within(struct work *w, int64_t id, struct seen_membership **ret)
{
	bool may = false;

	TRY(membership_find(w, id, ret));
	if (*ret)
		TRY(within(w, &(*ret)->membership, &may));
	if (!may)
		*ret = NULL;
	return OK;
}

err nik_closed(struct work *w, int64_t membership, struct seen_membership **ret,
	       str *ret_mask)
{
	str nik;

	TRY(find_within(w, membership, ret));
	if (!*ret)
		return OK;
	TRY(person_nik(w, (*ret)->membership.person, &nik));
	*ret_mask = text_nik_mask(w->arena, nik);
	return OK;
}

static err record(struct work *w, const struct membership *m, str reason)
{
	struct audit_act act = {
		.event = S("person.nik_revealed"),
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)m->person),
		.unit = arena_fmt(w->arena, "%.*s:%.*s", P(unit_kind_words[m->unit_kind]),
				  P(m->unit)),
		.reason = reason,
	};

	return audit_record(w, &act);
}

err nik_reveal(struct work *w, int64_t membership, str reason, enum reveal_refusal *ret,
	       str *ret_nik)
{
	struct seen_membership *found;

	TRY(find_within(w, membership, &found));
	*ret = reveal_check(actor_grant(w->actor, CAN_REVEAL_NIK), found != NULL, reason,
			    entered_lately(w->actor, w->now, LATELY));
	if (*ret)
		return OK;
	TRY(person_nik(w, found->membership.person, ret_nik));
	return record(w, &found->membership, str_trim(reason));
}
