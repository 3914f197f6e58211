/* Who answers a ticket: officers of an office, and offices above and below it. */
#include "directory/directory.h"
#include "helpdesk/internal.h"
#include "identity/identity.h"

static const role_set answering = ROLE_BIT(ROLE_CSO) | ROLE_BIT(ROLE_VERIFIKATOR) |
				  ROLE_BIT(ROLE_KEPALA) | ROLE_BIT(ROLE_KANWIL) |
				  ROLE_BIT(ROLE_PUSAT);

/* ---- officers ---- */

static void hold(struct ticket *t, int64_t person, str name)
{
	t->assignee = person;
	t->assignee_name = name;
}

static err begin(struct work *w, enum ticket_act act, const struct ticket_order *o,
		 struct ticket_result *ret)
{
	return ticket_begin(w, act, o->number, o->version, ret);
}

/* Writes what was changed, and tells it: as an event, and in the trail. */
static err finish(struct work *w, struct ticket *t, enum entry_kind k, str detail,
		  str before)
{
	static const str events[ENTRY_KINDS] = {
		[ENTRY_CLAIMED] = STR("ticket.claimed"),
		[ENTRY_RELEASED] = STR("ticket.released"),
		[ENTRY_TRANSFERRED] = STR("ticket.transferred"),
		[ENTRY_ESCALATED] = STR("ticket.escalated"),
		[ENTRY_SENT_BACK] = STR("ticket.sent_back"),
	};
	struct changes list = { 0 };

	TRY(ticket_write(w, t));
	TRY(event_write(w, t, k, detail));
	note_change(w, &list, k >= ENTRY_ESCALATED ? S("tier") : S("assignee"), before,
		    k >= ENTRY_ESCALATED ? tier_words[t->tier] : t->assignee_name);
	return ticket_record(w, t, events[k], S(""), &list);
}

err ticket_claim(struct work *w, const struct ticket_order *o, struct ticket_result *ret)
{
	str before;

	TRY(begin(w, TICKET_CLAIM, o, ret));
	if (ret->why || ret->ticket->assignee == w->actor->person)
		return OK;
	before = ret->ticket->assignee_name;
	hold(ret->ticket, w->actor->person, w->actor->name);
	return finish(w, ret->ticket, ENTRY_CLAIMED, S(""), before);
}

err ticket_release(struct work *w, const struct ticket_order *o,
		   struct ticket_result *ret)
{
	str before;

	TRY(begin(w, TICKET_RELEASE, o, ret));
	if (ret->why || !ret->ticket->assignee)
		return OK;
	before = ret->ticket->assignee_name;
	hold(ret->ticket, 0, S(""));
	return finish(w, ret->ticket, ENTRY_RELEASED, S(""), before);
}

err ticket_officers(struct work *w, struct officers *ret)
{
	const struct actor *a = w->actor;
	struct contacts people;
	struct stand_ins all;

	*ret = (struct officers){ 0 };
	if (!of_office(side_of(a)))
		return OK;
	TRY(unit_contacts(w, a->unit_kind, a->unit, answering, &people));
	TRY(store_stand_ins_today(w, &all));
	for (size_t i = 0; i < people.count; i++) {
		struct officer *o = PUSH(w->arena, ret);

		*o = (struct officer){ .person = people.items[i].person,
				       .name = people.items[i].name };
		for (size_t j = 0; j < all.count; j++)
			o->absent |= all.items[j].absent == o->person;
	}
	return OK;
}

static err find_officer(struct work *w, int64_t person, const struct officer **ret)
{
	struct officers all;

	*ret = NULL;
	TRY(ticket_officers(w, &all));
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].person == person)
			*ret = &all.items[i];
	return OK;
}

err ticket_transfer(struct work *w, const struct ticket_order *o, int64_t to,
		    struct ticket_result *ret)
{
	const struct officer *officer;
	str before;

	TRY(begin(w, TICKET_TRANSFER, o, ret));
	if (ret->why)
		return OK;
	TRY(find_officer(w, to, &officer));
	if (!officer) {
		ret->why = TICKET_NO_OFFICER;
		return OK;
	}
	before = ret->ticket->assignee_name;
	hold(ret->ticket, officer->person, officer->name);
	TRY(reason_write(w, ret->ticket, S("Alasan pengalihan"), o->reason));
	if (to != w->actor->person)
		TRY(letter_transferred(w, ret->ticket, to));
	return finish(w, ret->ticket, ENTRY_TRANSFERRED,
		      arena_fmt(w->arena, "kepada %.*s", P(officer->name)), before);
}

/* ---- offices ---- */

static str office_of(struct work *w, const struct ticket *t)
{
	return t->tier == TIER_KPPN
		       ? arena_fmt(w->arena, "ke %.*s", P(t->kppn_name))
		       : arena_fmt(w->arena, "ke %.*s", P(tier_labels[t->tier]));
}

static err move_to(struct work *w, struct ticket *t, enum tier to, enum entry_kind k)
{
	str before = tier_words[t->tier];

	t->tier = to;
	hold(t, 0, S(""));
	TRY(turn_to(w, t, state_at(to)));
	return finish(w, t, k, office_of(w, t), before);
}

err ticket_escalate(struct work *w, const struct ticket_order *o, enum tier to,
		    struct ticket_result *ret)
{
	TRY(begin(w, TICKET_ESCALATE, o, ret));
	if (ret->why)
		return OK;
	if (!tier_above(ret->ticket, to))
		ret->why = TICKET_NO_TIER;
	else if (str_blank(o->reason))
		ret->why = TICKET_EMPTY_REASON;
	if (ret->why)
		return OK;
	TRY(reason_write(w, ret->ticket, S("Alasan eskalasi"), o->reason));
	TRY(move_to(w, ret->ticket, to, ENTRY_ESCALATED));
	return letter_escalated(w, ret->ticket);
}

/* A question by mail of no satker becomes one of a satker. */
static err find_satker(struct work *w, str code, struct ticket *t, bool *ret_found)
{
	struct satker *satker;
	struct kppn *kppn;

	*ret_found = t->satker.n > 0;
	if (t->satker.n)
		return OK;
	TRY(satker_find(w, code, &satker));
	if (!satker)
		return OK;
	*ret_found = true;
	TRY(kppn_find(w, satker->kppn, &kppn));
	t->satker = satker->code;
	t->satker_name = satker->name;
	t->kppn = satker->kppn;
	t->kppn_name = satker->kppn_name;
	t->kanwil = kppn->kanwil;
	t->zone = satker->zone;
	TRY(store_ticket_place(w, t));
	return store_entries_due(w, t->id);
}

err ticket_send_back(struct work *w, const struct ticket_order *o, enum tier to,
		     str satker, struct ticket_result *ret)
{
	bool found;

	TRY(begin(w, TICKET_SEND_BACK, o, ret));
	if (ret->why)
		return OK;
	if (!tier_below(ret->ticket, to))
		ret->why = TICKET_NO_TIER;
	if (ret->why)
		return OK;
	TRY(find_satker(w, satker, ret->ticket, &found));
	if (!found) {
		ret->why = TICKET_NO_SATKER;
		return OK;
	}
	TRY(reason_write(w, ret->ticket, S("Alasan pengembalian"), o->reason));
	return move_to(w, ret->ticket, to, ENTRY_SENT_BACK);
}

/* ---- what it is ---- */

err ticket_change(struct work *w, const struct ticket_order *o, str category,
		  enum priority p, struct ticket_result *ret)
{
	struct changes list = { 0 };
	struct category *c;
	struct ticket *t;

	TRY(begin(w, TICKET_CHANGE, o, ret));
	if (ret->why)
		return OK;
	TRY(category_find(w, category, &c));
	if (!c) {
		ret->why = TICKET_NO_CATEGORY;
		return OK;
	}
	t = ret->ticket;
	note_change(w, &list, S("category"), t->category, c->code);
	note_change(w, &list, S("priority"), priority_words[t->priority],
		    priority_words[p]);
	if (!list.count)
		return OK;
	t->category = c->code;
	t->category_name = c->name;
	t->priority = p;
	TRY(ticket_write(w, t));
	TRY(event_write(
		w, t, ENTRY_CHANGED,
		arena_fmt(w->arena, "%.*s, %.*s", P(c->name), P(priority_labels[p]))));
	return ticket_record(w, t, S("ticket.changed"), S(""), &list);
}
