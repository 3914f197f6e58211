/* How every act begins, writes and is recorded. */
#include "helpdesk/internal.h"

err ticket_begin(struct work *w, enum ticket_act act, str number, int64_t version,
		 struct ticket_result *ret)
{
	struct ticket_attempt attempt = { act, w->now, version };
	struct ticket *t;

	*ret = (struct ticket_result){ .why = TICKET_NOT_FOUND };
	TRY(store_ticket(w, number, &t));
	if (!t)
		return OK;
	ret->why = ticket_check(t, w->actor, &attempt);
	if (ret->why != TICKET_NOT_FOUND)
		ret->ticket = t;
	return OK;
}

/* One writes at a time, so that a version that was read in this unit is still there. */
err ticket_write(struct work *w, struct ticket *t)
{
	bool current;

	if (t->turn_at == w->now)
		TRY(ticket_clock(w, t));
	TRY(store_ticket_update(w, t, &current));
	return current ? OK : FAULT(FAULT_BUSY, "the ticket changed within a unit");
}

err ticket_read(struct work *w, str number, struct ticket **ret)
{
	TRY(store_ticket(w, number, ret));
	if (*ret && !ticket_visible(*ret, w->actor))
		*ret = NULL;
	return OK;
}

err ticket_of_id(struct work *w, int64_t id, struct ticket **ret)
{
	TRY(store_ticket_id(w, id, ret));
	return *ret ? OK : FAULT(FAULT_INTERNAL, "no ticket %lld", (long long)id);
}

/* ---- entries ---- */

static enum ticket_source source_of(const struct actor *a)
{
	return a->channel == CHANNEL_API ? SOURCE_API : SOURCE_WEB;
}

struct entry entry_by_actor(const struct work *w, enum entry_kind k, str body)
{
	const struct actor *a = w->actor;

	return (struct entry){
		.kind = k,
		.at = w->now,
		.side = side_of(a),
		.author = a->person,
		.author_name = a->name,
		.author_role = role_set_text(w->arena, a->roles, role_labels),
		.source = source_of(a),
		.body = body,
	};
}

err entry_write(struct work *w, const struct ticket *t, struct entry *e)
{
	e->ticket = t->id;
	e->state = t->state;
	return store_entry_insert(w, e);
}

err event_write(struct work *w, const struct ticket *t, enum entry_kind k, str detail)
{
	struct entry e = entry_by_actor(w, k, detail);

	return entry_write(w, t, &e);
}

err reason_write(struct work *w, const struct ticket *t, str what, str reason)
{
	struct entry by = entry_by_actor(w, ENTRY_MESSAGE, S(""));
	struct note n = {
		.ticket = t->id,
		.at = w->now,
		.side = by.side,
		.author = by.author,
		.author_name = by.author_name,
		.author_role = by.author_role,
		.body = arena_fmt(w->arena, "%.*s: %.*s", P(what), P(reason)),
	};

	return reason.n ? store_note_insert(w, t->id, &n) : OK;
}

/* ---- recording ---- */

void note_change(struct work *w, struct changes *list, str field, str before, str after)
{
	if (!str_eq(before, after))
		*PUSH(w->arena, list) = (struct audit_change){ field, before, after };
}

err ticket_record(struct work *w, const struct ticket *t, str event, str reason,
		  const struct changes *list)
{
	struct audit_act act = {
		.event = event,
		.subject_kind = S("ticket"),
		.subject = t->number,
		.unit = t->satker.n ? arena_fmt(w->arena, "satker:%.*s", P(t->satker))
				    : S("pusat:DJPB"),
		.reason = reason,
		.changes = list ? list->items : NULL,
		.change_count = list ? list->count : 0,
	};

	return audit_record(w, &act);
}
