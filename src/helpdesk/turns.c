/* Whose turn it is, and until when. */
#include "directory/directory.h"
#include "helpdesk/internal.h"

static err office_turn(struct work *w, struct ticket *t)
{
	struct service_limit l;

	TRY(service_limit_of(w, t->category, t->tier, &l));
	TRY(office_deadline(w, w->now, l.first_minutes, t->zone, &t->due_at));
	if (t->resolve_by)
		return OK;
	return office_deadline(w, w->now, l.resolution_minutes, t->zone, &t->resolve_by);
}

/* A silent asker is warned when the office opens, and closed when it closes. */
static err satker_turn(struct work *w, struct ticket *t)
{
	struct date today = date_at(w->now, t->zone);
	struct date warned, closed;

	TRY(working_days_after(w, today, SILENCE_WARN_DAYS, &warned));
	TRY(working_days_after(w, today, SILENCE_CLOSE_DAYS, &closed));
	t->warn_at = instant_of(warned, OFFICE_OPENS, t->zone);
	t->close_at = instant_of(closed, OFFICE_CLOSES, t->zone);
	return OK;
}

err turn_to(struct work *w, struct ticket *t, enum ticket_state s)
{
	/* Who asks again while the office is asked already gains no later deadline. */
	if (s == t->state && (s == TICKET_DONE || t->due_at))
		return OK;
	t->state = s;
	t->turn_at = w->now;
	t->due_at = t->warn_at = t->close_at = t->closed_at = 0;
	if (s == TICKET_DONE) {
		t->closed_at = w->now;
		return OK;
	}
	return s == TICKET_AT_SATKER ? satker_turn(w, t) : office_turn(w, t);
}
