/* Who stands in for whom, and what he writes on behalf of. */
#include "directory/directory.h"
#include "helpdesk/internal.h"
#include "identity/identity.h"

err on_behalf_of(struct work *w, const struct ticket *t, str *ret)
{
	int64_t whose = of_office(side_of(w->actor)) ? t->assignee : t->asker;
	struct stand_ins all;

	*ret = S("");
	if (!whose || whose == w->actor->person)
		return OK;
	TRY(store_stand_ins_today(w, &all));
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].absent == whose &&
		    all.items[i].stand == w->actor->person)
			*ret = all.items[i].absent_name;
	return OK;
}

static const struct contact *colleague(const struct contacts *all, int64_t person)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].person == person)
			return &all->items[i];
	return NULL;
}

static enum stand_in_refusal check(const struct work *w, const struct stand_in *s)
{
	enum { REASON_MAX = 500 };

	if (!actor_can(w->actor, CAN_DELEGATE))
		return STAND_IN_NOT_ALLOWED;
	if (!entered_lately(w->actor, w->now, LATELY))
		return STAND_IN_REAUTHENTICATE;
	if (s->absent == s->stand)
		return STAND_IN_SAME_PERSON;
	if (!stand_in_period(s->from, s->until, date_at(w->now, WIB)))
		return STAND_IN_DATES;
	if (str_blank(s->reason) || str_runes(s->reason) > REASON_MAX)
		return STAND_IN_NO_REASON;
	return STAND_IN_GRANTED;
}

static err record(struct work *w, const struct stand_in *s, str event, str reason)
{
	struct audit_change list[] = {
		{ S("from"), S(""), date_iso(w->arena, s->from) },
		{ S("until"), S(""), date_iso(w->arena, s->until) },
		{ S("stand"), S(""), arena_fmt(w->arena, "%lld", (long long)s->stand) },
	};
	struct audit_act act = {
		.event = event,
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)s->absent),
		.unit = arena_fmt(w->arena, "%.*s:%.*s",
				  P(unit_kind_words[w->actor->unit_kind]),
				  P(w->actor->unit)),
		.reason = reason,
		.changes = list,
		.change_count = s->stand ? COUNT(list) : 0,
	};

	return audit_record(w, &act);
}

err stand_in_begin(struct work *w, const struct stand_in *s, enum stand_in_refusal *ret)
{
	struct stand_in made = *s;
	const struct contact *absent, *stand;
	struct contacts people;

	made.reason = str_trim(s->reason);
	*ret = check(w, &made);
	if (*ret)
		return OK;
	TRY(unit_contacts(w, w->actor->unit_kind, w->actor->unit,
			  unit_roles(w->actor->unit_kind), &people));
	absent = colleague(&people, s->absent);
	stand = colleague(&people, s->stand);
	if (!absent || !stand) {
		*ret = STAND_IN_NOT_COLLEAGUE;
		return OK;
	}
	made.absent_name = absent->name;
	made.stand_name = stand->name;
	TRY(store_stand_in_insert(w, &made));
	TRY(letter_stand_in(w, &made));
	return record(w, &made, S("stand_in.begun"), made.reason);
}

err stand_in_end(struct work *w, int64_t id, enum stand_in_refusal *ret)
{
	struct stand_ins all;
	struct stand_in ended = { 0 };
	bool found;

	*ret = actor_can(w->actor, CAN_DELEGATE) ? STAND_IN_NOT_FOUND
						 : STAND_IN_NOT_ALLOWED;
	if (*ret == STAND_IN_NOT_ALLOWED)
		return OK;
	TRY(store_stand_ins(w, &all));
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].id == id)
			ended.absent = all.items[i].absent;
	TRY(store_stand_in_end(w, id, &found));
	if (!found)
		return OK;
	*ret = STAND_IN_GRANTED;
	return record(w, &ended, S("stand_in.ended"), S(""));
}

err stand_ins_list(struct work *w, struct stand_ins *ret)
{
	return store_stand_ins(w, ret);
}
