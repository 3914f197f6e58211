/* Opening a ticket. */
#include "directory/directory.h"
#include "helpdesk/internal.h"
#include "mail/mail.h"

/* KPPN of the number of a ticket that belongs to no satker. */
#define NO_KPPN S("000")

/* A ticket on its way into the database. */
struct opening {
	struct ticket_input in; /* tidied */
	struct category *category;
	struct answers answers;
	size_t files;
	struct ticket *ticket;
};

/* ---- who asks, and whom ---- */

static str asked_for(const struct work *w, const struct ticket_input *in)
{
	const struct actor *a = w->actor;

	if (in->mail || a->unit_kind != UNIT_SATKER)
		return in->satker;
	return in->satker.n && !str_eq(in->satker, a->unit) ? S("") : a->unit;
}

static err set_place(struct work *w, str code, struct ticket *t)
{
	struct satker *satker;
	struct kppn *kppn;

	t->zone = WIB;
	t->tier = TIER_HAI;
	if (!code.n)
		return OK;
	TRY(satker_find(w, code, &satker));
	if (!satker)
		return OK;
	TRY(kppn_find(w, satker->kppn, &kppn));
	t->satker = satker->code;
	t->satker_name = satker->name;
	t->kppn = satker->kppn;
	t->kppn_name = satker->kppn_name;
	t->kanwil = kppn->kanwil;
	t->zone = satker->zone;
	t->tier = TIER_KPPN;
	return OK;
}

static bool may_open_for(const struct work *w, const struct ticket_input *in,
			 const struct ticket *t)
{
	return in->mail ? t->satker.n || !in->satker.n
			: t->satker.n && ticket_within(t, w->actor, CAN_OPEN_TICKET);
}

static void set_asker(const struct work *w, const struct ticket_input *in,
		      struct ticket *t)
{
	t->source = in->mail			       ? SOURCE_EMAIL
		    : w->actor->channel == CHANNEL_API ? SOURCE_API
						       : SOURCE_WEB;
	if (in->mail) {
		t->asker_email = in->mail->address;
		t->asker_name = in->mail->name.n ? in->mail->name : in->mail->address;
	} else if (side_of(w->actor) == SIDE_SATKER) {
		t->asker = w->actor->person;
		t->asker_name = w->actor->name;
	} else {
		t->asker_name = t->satker_name;
	}
}

/* ---- what was typed ---- */

/* A mail has no form: what the category asks for is asked for in the answer. */
static err check_input(struct work *w, struct opening *o, struct ticket_faults *ret)
{
	const struct ticket_input *in = &o->in;
	struct file_source from = { in->files, in->file_count, 0, in->with_draft };
	struct strs given;

	check_subject(w->arena, in->subject, ret);
	check_body(w->arena, in->body, ret);
	TRY(files_count(w, &from, &given));
	o->files = given.count;
	if (in->mail)
		return OK;
	check_answers(w->arena, o->category, &in->answers, &o->answers, ret);
	if (!in->files_elsewhere)
		check_documents(w->arena, o->category, &given, ret);
	if (given.count > TICKET_FILES_MAX)
		fault_add(w->arena, ret, FAULT_TOO_MANY_FILES, S("files"),
			  arena_fmt(w->arena, "%d", TICKET_FILES_MAX));
	return OK;
}

/* ---- writing ---- */

/* 120 random bits: who does not have a letter cannot make one up. */
static str new_thread_key(struct arena *a)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char bytes[THREAD_KEY_LENGTH - 4];
	char key[sizeof(bytes)];

	random_bytes(bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(bytes); i++)
		key[i] = letters[bytes[i] % 32];
	return arena_fmt(a, "hai-%.*s", (int)sizeof(key), key);
}

err ticket_insert_new(struct work *w, struct ticket *t)
{
	TRY(store_ticket_number(w, t->kppn.n ? t->kppn : NO_KPPN,
				date_at(w->now, t->zone).year, &t->number));
	t->thread_key = new_thread_key(w->arena);
	TRY(turn_to(w, t, state_at(t->tier)));
	return store_ticket_insert(w, t);
}

static err write_answers(struct work *w, const struct ticket *t,
			 const struct answers *all)
{
	for (size_t i = 0; i < all->count; i++)
		TRY(store_answer_insert(w, t->id, &all->items[i]));
	return OK;
}

static struct entry first_message(struct work *w, const struct opening *o)
{
	const struct mail_sender *mail = o->in.mail;
	struct entry e = entry_by_actor(w, ENTRY_MESSAGE, o->in.body);

	e.files = (int)o->files;
	if (mail) {
		e.side = SIDE_SATKER;
		e.source = SOURCE_EMAIL;
		e.author_name = o->ticket->asker_name;
		e.author_role = mail->address;
	}
	return e;
}

static err write_first(struct work *w, const struct opening *o, struct ticket_result *ret)
{
	const struct ticket_input *in = &o->in;
	struct ticket *t = o->ticket;
	struct entry e = first_message(w, o);
	struct file_source from = { in->files, in->file_count, 0, in->with_draft };

	t->answers = (int)o->answers.count;
	TRY(ticket_insert_new(w, t));
	TRY(write_answers(w, t, &o->answers));
	TRY(entry_write(w, t, &e));
	TRY(files_keep(w, t, &e, &from));
	if (in->mail)
		TRY(mail_joins(w, t, in->mail));
	t->files = e.files;
	t->last_message = e.id;
	t->last_author = e.author;
	ret->entry = e.id;
	return ticket_write(w, t);
}

static err record_opened(struct work *w, const struct ticket *t)
{
	struct changes list = { 0 };

	note_change(w, &list, S("state"), S(""), ticket_state_words[t->state]);
	note_change(w, &list, S("category"), S(""), t->category);
	note_change(w, &list, S("priority"), S(""), priority_words[t->priority]);
	note_change(w, &list, S("about"), S(""), t->about.number);
	return ticket_record(w, t, S("ticket.opened"), S(""), &list);
}

static err write_ticket(struct work *w, const struct opening *o,
			struct ticket_result *ret)
{
	struct ticket *t = o->ticket;

	TRY(write_first(w, o, ret));
	if (o->in.with_draft)
		TRY(store_draft_end(w, 0, S("baru")));
	TRY(letter_opened(w, t));
	ret->ticket = t;
	return record_opened(w, t);
}

static struct ticket_input tidied(struct arena *a, const struct ticket_input *in)
{
	struct ticket_input t = *in;

	t.subject = subject_tidy(a, in->subject);
	t.body = body_tidy(a, in->body);
	/* A mail's subject is cut: it cannot be sent back to be shortened. */
	if (in->mail)
		t.subject = mail_subject(a, t.subject);
	if (in->mail && !in->category.n)
		t.category = S("LAINNYA");
	return t;
}

/* Whom the ticket is for, and what it is about. */
static err find_place(struct work *w, struct opening *o, struct ticket_result *ret)
{
	ret->why = TICKET_NOT_ALLOWED;
	if (!o->in.mail && !actor_can(w->actor, CAN_OPEN_TICKET))
		return OK;
	TRY(set_place(w, asked_for(w, &o->in), o->ticket));
	ret->why = TICKET_NO_SATKER;
	if (!may_open_for(w, &o->in, o->ticket))
		return OK;
	TRY(category_find(w, o->in.category, &o->category));
	ret->why =
		o->category && o->category->active ? TICKET_GRANTED : TICKET_NO_CATEGORY;
	return OK;
}

err ticket_open(struct work *w, const struct ticket_input *in, struct ticket_result *ret)
{
	struct opening o = { .in = tidied(w->arena, in),
			     .ticket = NEW(w->arena, struct ticket) };

	*ret = (struct ticket_result){ 0 };
	TRY(find_place(w, &o, ret));
	if (ret->why)
		return OK;
	TRY(check_input(w, &o, &ret->faults));
	if (ret->faults.count) {
		ret->why = TICKET_INCOMPLETE;
		return OK;
	}
	if (in->mail)
		TRY(mail_is_new(w, in->mail, ret));
	if (ret->why)
		return OK;
	set_asker(w, &o.in, o.ticket);
	o.ticket->category = o.category->code;
	o.ticket->category_name = o.category->name;
	o.ticket->priority = in->priority;
	o.ticket->subject = o.in.subject;
	o.ticket->about = in->about;
	o.ticket->state = TICKET_STATES;
	return write_ticket(w, &o, ret);
}
