#include "deadlines/internal.h"

static err calendar_of(struct work *w, const struct deadline *d, struct calendar *ret)
{
	return calendar_from(w, date_at(d->from, d->zone), ret);
}

err deadline_start(struct work *w, const struct deadline *d, int64_t *ret_due)
{
	struct deadline fresh = *d;
	struct calendar c;

	fresh.pauses = (struct pauses){ 0 };
	fresh.alarms = 0;
	TRY(calendar_of(w, d, &c));
	deadline_settle(&c, &fresh);
	*ret_due = fresh.due_at;
	TRY(pauses_forget(w, d->key));
	return deadline_write(w, &fresh);
}

/* Writes what follows from the pauses as they now are. */
static err settle(struct work *w, struct deadline_key k, struct deadline **ret)
{
	struct calendar c;

	TRY(deadline_find(w, k, ret));
	TRY(calendar_of(w, *ret, &c));
	deadline_settle(&c, *ret);
	return deadline_write(w, *ret);
}

err deadline_pause(struct work *w, struct deadline_key k)
{
	struct deadline *d;

	TRY(deadline_find(w, k, &d));
	if (!d || d->stopped_at || d->due_at == 0)
		return OK;
	TRY(pause_begin(w, k));
	return settle(w, k, &d);
}

err deadline_resume(struct work *w, struct deadline_key k, int64_t *ret_due)
{
	struct deadline *d;

	TRY(deadline_find(w, k, &d));
	*ret_due = d ? d->due_at : 0;
	if (!d || d->stopped_at || d->due_at)
		return OK;
	TRY(pause_end(w, k));
	TRY(settle(w, k, &d));
	*ret_due = d->due_at;
	return OK;
}

err deadline_stop(struct work *w, struct deadline_key k)
{
	return deadline_set_stopped(w, k);
}

/* ---- explaining ---- */

static void explain(struct work *w, const struct calendar *c, struct deadline_state *s)
{
	struct term t = deadline_term(&s->deadline);
	struct term_steps steps;

	term_explain(w->arena, c, &t, &steps);
	deadline_lines(w->arena, &steps, t.zone, &s->lines);
	/* What was promised stays promised when the calendar is corrected later. */
	if (s->deadline.due_at && s->deadline.due_at != term_deadline(c, &t))
		*PUSH(w->arena, &s->lines) = line_of_promise(w->arena, &s->deadline);
	if (s->deadline.stopped_at)
		*PUSH(w->arena, &s->lines) = line_of_end(w->arena, s);
}

err deadline_look(struct work *w, struct deadline_key k, struct deadline_state **ret)
{
	struct deadline_state *s;
	struct deadline *d;
	struct calendar c;
	struct term t;
	int64_t until;

	*ret = NULL;
	TRY(deadline_find(w, k, &d));
	if (!d)
		return OK;
	TRY(calendar_of(w, d, &c));
	t = deadline_term(d);
	until = d->stopped_at ? d->stopped_at : w->now;
	s = NEW(w->arena, struct deadline_state);
	s->deadline = *d;
	s->spent_minutes = term_spent(&c, &t, until) / MINUTE;
	s->percent = term_percent(&c, &t, until);
	explain(w, &c, s);
	*ret = s;
	return OK;
}
