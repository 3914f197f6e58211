/* Messages and notes in a ticket that is there. */
#include "helpdesk/internal.h"

static enum ticket_refusal check_seen(const struct ticket *t, const struct actor *by,
				      int64_t seen)
{
	bool newer = seen != ANY_MESSAGE && t->last_message > seen;

	return newer && t->last_author != by->person ? TICKET_NEWER : TICKET_GRANTED;
}

/* Who may not close a ticket may not do it with an answer either. */
static bool may_end(const struct work *w, const struct ticket *t,
		    const struct message_input *in)
{
	return in->after != AFTER_DONE || !of_office(side_of(w->actor)) ||
	       ticket_within(t, w->actor, CAN_CLOSE_TICKET);
}

static err begin_by_account(struct work *w, str number, const struct message_input *in,
			    struct ticket_result *ret)
{
	TRY(ticket_begin(w, TICKET_REPLY, number, ANY_TICKET_VERSION, ret));
	if (!ret->why)
		ret->why = check_seen(ret->ticket, w->actor, in->seen);
	if (!ret->why && !may_end(w, ret->ticket, in))
		ret->why = TICKET_NOT_ALLOWED;
	return OK;
}

/* What is written to a ticket that became part of another is read there. */
static err begin_by_mail(struct work *w, str number, const struct message_input *in,
			 struct ticket_result *ret)
{
	struct ticket *t;

	*ret = (struct ticket_result){ .why = TICKET_NOT_FOUND };
	TRY(store_ticket(w, number, &t));
	if (t && t->merged_into)
		TRY(store_ticket_id(w, t->merged_into, &t));
	if (!t)
		return OK;
	ret->ticket = t;
	ret->why = mail_check(t, w->now);
	return ret->why ? OK : mail_is_new(w, in->mail, ret);
}

static err check_message(struct work *w, const struct message_input *in,
			 const struct file_source *from, size_t *ret_files,
			 struct ticket_result *ret)
{
	struct strs files;

	check_body(w->arena, in->body, &ret->faults);
	if (!in->mail && of_office(side_of(w->actor)))
		check_filled(w->arena, in->body, &ret->faults);
	TRY(files_count(w, from, &files));
	*ret_files = files.count;
	if (!in->mail && files.count > TICKET_FILES_MAX)
		fault_add(w->arena, &ret->faults, FAULT_TOO_MANY_FILES, S("files"),
			  arena_fmt(w->arena, "%d", TICKET_FILES_MAX));
	if (ret->faults.count)
		ret->why = TICKET_INCOMPLETE;
	return OK;
}

static struct entry message_of(struct work *w, const struct message_input *in)
{
	struct entry e = entry_by_actor(w, ENTRY_MESSAGE, in->body);

	if (in->mail) {
		e.side = SIDE_SATKER;
		e.source = SOURCE_EMAIL;
		e.author_name = in->mail->name.n ? in->mail->name : in->mail->address;
		e.author_role = in->mail->address;
	}
	return e;
}

static void count_answer(const struct work *w, struct ticket *t, const struct entry *e)
{
	t->last_message = e->id;
	t->last_author = e->author;
	t->files += e->files;
	if (!of_office(e->side))
		return;
	t->rounds++;
	if (!t->answered_at)
		t->answered_at = w->now;
}

static err write_message(struct work *w, struct ticket *t, const struct message_input *in,
			 struct entry *e, const struct file_source *from)
{
	struct changes list = { 0 };
	enum ticket_state before = t->state;

	if (t->state == TICKET_DONE)
		t->tier = first_tier(t);
	TRY(turn_to(w, t, state_after(t, e->side, in->after)));
	TRY(entry_write(w, t, e));
	TRY(files_keep(w, t, e, from));
	if (in->mail)
		TRY(mail_joins(w, t, in->mail));
	count_answer(w, t, e);
	TRY(ticket_write(w, t));
	note_change(w, &list, S("state"), ticket_state_words[before],
		    ticket_state_words[t->state]);
	return ticket_record(w, t, S("ticket.replied"), S(""), &list);
}

static err after_writing(struct work *w, const struct ticket *t,
			 const struct message_input *in, const struct entry *e)
{
	if (of_office(e->side))
		TRY(letter_replied(w, t, e));
	if (in->mail)
		return OK;
	if (in->with_draft)
		TRY(store_draft_end(w, t->id, S("balasan")));
	return store_seen(w, t->id, e->id);
}

err ticket_reply(struct work *w, str number, const struct message_input *in,
		 struct ticket_result *ret)
{
	struct message_input typed = *in;
	struct file_source from = { in->files, in->file_count, 0, in->with_draft };
	struct entry e;
	size_t files;

	typed.body = body_tidy(w->arena, in->body);
	TRY(in->mail ? begin_by_mail(w, number, &typed, ret)
		     : begin_by_account(w, number, &typed, ret));
	if (ret->why)
		return OK;
	from.draft_ticket = ret->ticket->id;
	TRY(check_message(w, &typed, &from, &files, ret));
	if (ret->why)
		return OK;
	e = message_of(w, &typed);
	e.files = (int)files;
	if (!in->mail)
		TRY(on_behalf_of(w, ret->ticket, &e.on_behalf));
	TRY(write_message(w, ret->ticket, &typed, &e, &from));
	ret->entry = e.id;
	return after_writing(w, ret->ticket, &typed, &e);
}

err ticket_note(struct work *w, str number, str body, struct ticket_result *ret)
{
	struct entry by = entry_by_actor(w, ENTRY_MESSAGE, body_tidy(w->arena, body));
	struct note n = {
		.at = w->now,
		.side = by.side,
		.author = by.author,
		.author_name = by.author_name,
		.author_role = by.author_role,
		.body = by.body,
	};

	TRY(ticket_begin(w, TICKET_NOTE, number, ANY_TICKET_VERSION, ret));
	if (ret->why)
		return OK;
	check_body(w->arena, n.body, &ret->faults);
	if (ret->faults.count) {
		ret->why = TICKET_INCOMPLETE;
		return OK;
	}
	n.ticket = ret->ticket->id;
	TRY(store_note_insert(
		w, ret->ticket->merged_into ? ret->ticket->merged_into : n.ticket, &n));
	TRY(store_draft_end(w, n.ticket, S("catatan")));
	return ticket_record(w, ret->ticket, S("ticket.noted"), S(""), NULL);
}
