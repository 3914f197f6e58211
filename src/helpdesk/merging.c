/* Tickets that are one, that were two, and that have to do with each other. */
#include "directory/directory.h"
#include "helpdesk/internal.h"

/* ---- merging ---- */

static err count_again(struct work *w, struct ticket *t)
{
	struct thread_counts c;

	TRY(store_thread_counts(w, t->id, &c));
	t->files = c.files;
	t->last_message = c.last_message;
	t->last_author = c.last_author;
	return OK;
}

static err record_merge(struct work *w, const struct ticket *t, const struct ticket *main,
			str event)
{
	struct changes list = { 0 };

	note_change(w, &list, S("merged_into"), S(""), main->number);
	return ticket_record(w, t, event, S(""), &list);
}

/* A ticket of the same office that the actor may merge as well. */
static err find_other(struct work *w, str number, struct ticket **ret)
{
	TRY(ticket_read(w, number, ret));
	if (*ret && !ticket_within(*ret, w->actor, CAN_MERGE_TICKET))
		*ret = NULL;
	return OK;
}

err ticket_merge(struct work *w, const struct ticket_order *o, str into,
		 struct ticket_result *ret)
{
	struct ticket *t, *main;

	TRY(ticket_begin(w, TICKET_MERGE, o->number, o->version, ret));
	if (ret->why)
		return OK;
	t = ret->ticket;
	TRY(find_other(w, into, &main));
	ret->why = merge_check(t, main);
	if (ret->why)
		return OK;
	t->merged_state = t->state;
	TRY(turn_to(w, t, TICKET_DONE));
	t->merged_into = main->id;
	TRY(store_thread_move(w, t->id, main->id));
	TRY(ticket_write(w, t));
	main->holds++;
	TRY(count_again(w, main));
	TRY(ticket_write(w, main));
	TRY(record_merge(w, t, main, S("ticket.merged")));
	ret->ticket = main;
	return OK;
}

err ticket_unmerge(struct work *w, const struct ticket_order *o,
		   struct ticket_result *ret)
{
	struct ticket *t, *main;
	enum ticket_state before;

	TRY(ticket_begin(w, TICKET_UNMERGE, o->number, o->version, ret));
	if (ret->why)
		return OK;
	t = ret->ticket;
	TRY(ticket_of_id(w, t->merged_into, &main));
	before = t->merged_state;
	t->merged_into = 0;
	t->merged_state = TICKET_AT_KPPN;
	TRY(turn_to(w, t, before));
	TRY(store_thread_move(w, t->id, t->id));
	TRY(count_again(w, t));
	TRY(ticket_write(w, t));
	main->holds--;
	TRY(count_again(w, main));
	TRY(ticket_write(w, main));
	return record_merge(w, t, main, S("ticket.unmerged"));
}

/* ---- splitting ---- */

static struct ticket *part_of(struct work *w, const struct ticket *t,
			      const struct ticket_parting *p, const struct category *c)
{
	struct ticket *part = NEW(w->arena, struct ticket);

	*part = (struct ticket){
		.state = TICKET_STATES,
		.tier = first_tier(t),
		.source = t->source,
		.category = c->code,
		.category_name = c->name,
		.priority = t->priority,
		.subject = p->subject,
		.satker = t->satker,
		.satker_name = t->satker_name,
		.kppn = t->kppn,
		.kppn_name = t->kppn_name,
		.kanwil = t->kanwil,
		.zone = t->zone,
		.asker = t->asker,
		.asker_name = t->asker_name,
		.asker_email = t->asker_email,
		.about = t->about,
	};
	return part;
}

/* Messages of the ticket, each once, and never its first. */
static err check_messages(struct work *w, const struct ticket *t,
			  const struct ticket_parting *p, struct ticket_result *ret)
{
	int64_t first;
	bool here = true;

	TRY(store_first_message(w, t->id, &first));
	for (size_t i = 0; here && i < p->count; i++) {
		for (size_t j = 0; j < i; j++)
			here = here && p->entries[i] != p->entries[j];
		if (here && p->entries[i] != first)
			TRY(store_message_here(w, p->entries[i], t->id, &here));
		else
			here = false;
	}
	if (!here || !p->count)
		ret->why = TICKET_NO_MESSAGES;
	return OK;
}

static err check_parting(struct work *w, const struct ticket_parting *p,
			 struct category **ret_category, struct ticket_result *ret)
{
	check_subject(w->arena, p->subject, &ret->faults);
	TRY(category_find(w, p->category, ret_category));
	if (ret->faults.count)
		ret->why = TICKET_INCOMPLETE;
	else if (!*ret_category)
		ret->why = TICKET_NO_CATEGORY;
	return ret->why ? OK : check_messages(w, ret->ticket, p, ret);
}

static err link_both(struct work *w, struct ticket *a, struct ticket *b, bool linked)
{
	bool changed;

	TRY(store_link(w, a->id, b->id, linked, &changed));
	if (!changed)
		return OK;
	a->links += linked ? 1 : -1;
	b->links += linked ? 1 : -1;
	return OK;
}

static err write_part(struct work *w, struct ticket *t, struct ticket *part)
{
	struct changes list = { 0 };

	TRY(link_both(w, t, part, true));
	TRY(event_write(w, t, ENTRY_SPLIT,
			arena_fmt(w->arena, "menjadi %.*s", P(part->number))));
	TRY(event_write(w, part, ENTRY_SPLIT,
			arena_fmt(w->arena, "dari %.*s", P(t->number))));
	TRY(count_again(w, t));
	TRY(count_again(w, part));
	TRY(ticket_write(w, t));
	TRY(ticket_write(w, part));
	note_change(w, &list, S("part"), S(""), part->number);
	TRY(ticket_record(w, t, S("ticket.split"), S(""), &list));
	return ticket_record(w, part, S("ticket.opened"), S(""), NULL);
}

err ticket_split(struct work *w, const struct ticket_order *o,
		 const struct ticket_parting *p, struct ticket_result *ret)
{
	struct ticket_parting tidy = *p;
	struct ticket *t, *part;
	struct category *c;

	TRY(ticket_begin(w, TICKET_SPLIT, o->number, o->version, ret));
	if (ret->why)
		return OK;
	tidy.subject = subject_tidy(w->arena, p->subject);
	TRY(check_parting(w, &tidy, &c, ret));
	if (ret->why)
		return OK;
	t = ret->ticket;
	part = part_of(w, t, &tidy, c);
	TRY(ticket_insert_new(w, part));
	for (size_t i = 0; i < tidy.count; i++)
		TRY(store_message_move(w, tidy.entries[i], part->id));
	ret->ticket = part;
	return write_part(w, t, part);
}

/* ---- linking ---- */

err ticket_link(struct work *w, const struct ticket_order *o, str other, bool linked,
		struct ticket_result *ret)
{
	struct changes list = { 0 };
	struct ticket *b;

	TRY(ticket_begin(w, TICKET_LINK, o->number, o->version, ret));
	if (ret->why)
		return OK;
	TRY(ticket_read(w, other, &b));
	if (!b || b->id == ret->ticket->id) {
		ret->why = TICKET_NO_OTHER;
		return OK;
	}
	TRY(link_both(w, ret->ticket, b, linked));
	TRY(ticket_write(w, ret->ticket));
	TRY(ticket_write(w, b));
	note_change(w, &list, S("link"), linked ? S("") : b->number,
		    linked ? b->number : S(""));
	return ticket_record(w, ret->ticket, S("ticket.linked"), S(""), &list);
}
