/* How long offices may take: to answer in each turn, and to solve it all. */
#include "helpdesk/internal.h"

const struct deadline_topic ticket_deadlines = {
	.word = STR("ticket"),
	.label = STR("Tiket"),
	.office_path = STR("/tiket/"),
	.above_path = STR("/tiket/"),
};

static struct deadline_key key_of(const struct ticket *t, enum deadline_kind k)
{
	return (struct deadline_key){ &ticket_deadlines, t->id, k };
}

static err begin(struct work *w, const struct ticket *t, enum deadline_kind k,
		 int64_t minutes, int64_t *ret_due)
{
	struct deadline d = {
		.key = key_of(t, k),
		.number = t->number,
		.tier = t->tier,
		.kppn = t->kppn,
		.kanwil = t->kanwil,
		.zone = t->zone,
		.from = t->turn_at,
		.minutes = minutes,
	};

	return deadline_start(w, &d, ret_due);
}

/* Another tier has a limit of its own; a ticket that was reopened begins anew. */
static err office_clock(struct work *w, struct ticket *t)
{
	struct deadline *solving;
	struct service_limit l;

	TRY(service_limit_of(w, t->category, t->tier, &l));
	TRY(begin(w, t, DEADLINE_FIRST_RESPONSE, l.first_minutes, &t->due_at));
	TRY(deadline_find(w, key_of(t, DEADLINE_RESOLUTION), &solving));
	if (!solving || solving->stopped_at || solving->tier != t->tier)
		return begin(w, t, DEADLINE_RESOLUTION, l.resolution_minutes,
			     &t->resolve_by);
	return deadline_resume(w, solving->key, &t->resolve_by);
}

err ticket_clock(struct work *w, struct ticket *t)
{
	if (t->state != TICKET_AT_SATKER && t->state != TICKET_DONE)
		return office_clock(w, t);
	TRY(deadline_stop(w, key_of(t, DEADLINE_FIRST_RESPONSE)));
	return t->state == TICKET_DONE
		       ? deadline_stop(w, key_of(t, DEADLINE_RESOLUTION))
		       : deadline_pause(w, key_of(t, DEADLINE_RESOLUTION));
}

err ticket_deadline(struct work *w, const struct ticket *t, enum deadline_kind k,
		    struct deadline_state **ret)
{
	return deadline_look(w, key_of(t, k), ret);
}
