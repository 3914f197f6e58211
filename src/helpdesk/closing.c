/* The end of a ticket: by people, by silence; and its second beginning. */
#include "helpdesk/internal.h"
#include "jobs/jobs.h"

enum { BATCH = 100 };

static err record_state(struct work *w, const struct ticket *t, str event, str reason,
			enum ticket_state before)
{
	struct changes list = { 0 };

	note_change(w, &list, S("state"), ticket_state_words[before],
		    ticket_state_words[t->state]);
	return ticket_record(w, t, event, reason, &list);
}

err ticket_close(struct work *w, const struct ticket_order *o, struct ticket_result *ret)
{
	enum ticket_state before;

	TRY(ticket_begin(w, TICKET_CLOSE, o->number, o->version, ret));
	if (ret->why)
		return OK;
	before = ret->ticket->state;
	TRY(turn_to(w, ret->ticket, TICKET_DONE));
	TRY(ticket_write(w, ret->ticket));
	TRY(event_write(w, ret->ticket, ENTRY_CLOSED, S("")));
	if (of_office(side_of(w->actor)))
		TRY(reason_write(w, ret->ticket, S("Alasan penutupan"), o->reason));
	TRY(letter_closed_ticket(w, ret->ticket, false));
	return record_state(w, ret->ticket, S("ticket.closed"), S(""), before);
}

err ticket_reopen(struct work *w, const struct ticket_order *o, struct ticket_result *ret)
{
	TRY(ticket_begin(w, TICKET_REOPEN, o->number, o->version, ret));
	if (ret->why)
		return OK;
	ret->ticket->tier = first_tier(ret->ticket);
	TRY(turn_to(w, ret->ticket, state_at(ret->ticket->tier)));
	TRY(ticket_write(w, ret->ticket));
	TRY(event_write(w, ret->ticket, ENTRY_REOPENED, S("")));
	return record_state(w, ret->ticket, S("ticket.reopened"), S(""), TICKET_DONE);
}

/* ---- silence: each step is conditional on what it ends, so it may be repeated ---- */

static err system_event(struct work *w, const struct ticket *t, enum entry_kind k,
			str text)
{
	struct entry e = { .kind = k,
			   .at = w->now,
			   .side = SIDE_SYSTEM,
			   .author_name = S("MyIntress"),
			   .source = SOURCE_WEB,
			   .body = text };

	return entry_write(w, t, &e);
}

static err warn(struct work *w, struct ticket *t)
{
	t->warn_at = 0;
	TRY(ticket_write(w, t));
	TRY(system_event(w, t, ENTRY_WARNED,
			 S("Pemohon diingatkan: tiket ditutup bila tidak dijawab")));
	TRY(letter_warned(w, t));
	return ticket_record(w, t, S("ticket.warned"), S(""), NULL);
}

static err close_silent(struct work *w, struct ticket *t)
{
	enum ticket_state before = t->state;

	TRY(turn_to(w, t, TICKET_DONE));
	TRY(ticket_write(w, t));
	TRY(system_event(w, t, ENTRY_CLOSED,
			 S("Ditutup otomatis: tidak ada jawaban selama 5 hari kerja")));
	TRY(letter_closed_ticket(w, t, true));
	return record_state(w, t, S("ticket.closed"), S("silence"), before);
}

static err each(struct work *w, const struct ids *ids,
		err (*step)(struct work *w, struct ticket *t))
{
	for (size_t i = 0; i < ids->count; i++) {
		struct ticket *t;

		TRY(ticket_of_id(w, ids->items[i], &t));
		TRY(step(w, t));
	}
	return OK;
}

static err sweep(struct work *w, const struct job *j)
{
	struct ids ids;

	(void)j;
	TRY(store_rating_links_sweep(w));
	TRY(store_tickets_to_close(w, BATCH, &ids));
	TRY(each(w, &ids, close_silent));
	TRY(store_tickets_to_warn(w, BATCH, &ids));
	return each(w, &ids, warn);
}

const struct job_kind helpdesk_sweep_job = { .name = STR("helpdesk.sweep"),
					     .run = sweep };
