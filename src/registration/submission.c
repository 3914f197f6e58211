/* What the applicant sends to the office, and takes back. */
#include "directory/directory.h"
#include "registration/letters.h"

/* ---- submitting ---- */

static bool waits(const struct applicant *u)
{
	return u->state == USER_WAITING;
}

static struct nik_question question_of(struct work *w, const struct registration *r,
				       const struct applicant *u)
{
	struct nik_facts facts;

	nik_read(u->nik, date_at(w->now, r->zone), &facts);
	return (struct nik_question){
		.subject = u->id,
		.round = r->round,
		.nik = u->nik,
		.name = u->name,
		.birth_date = facts.born,
		.female = facts.female,
		.about = r->number,
		.unit = arena_fmt(w->arena, "satker:%.*s", P(r->satker)),
	};
}

err ask_dukcapil(struct work *w, const struct registration *r, const struct applicant *u)
{
	struct nik_question q = question_of(w, r, u);

	return dukcapil_ask(w, &q);
}

static err ask_about_waiting(struct work *w, const struct registration *r)
{
	/* Who is in the register was asked about when he came into it. */
	for (size_t i = 0; r->kind == KIND_PENDAFTARAN && i < r->users.count; i++)
		if (waits(&r->users.items[i]))
			TRY(ask_dukcapil(w, r, &r->users.items[i]));
	return OK;
}

/* Semula is what the register says now; a removal has its ticket in HAI CSO. */
static err note_register(struct work *w, struct registration *r)
{
	for (size_t i = 0; r->origin != ORIGIN_PUBLIC && i < r->users.count; i++)
		TRY(applicant_registered(w, &r->users.items[i]));
	if (r->kind != KIND_PENGHAPUSAN || r->ticket.n)
		return OK;
	TRY(registration_hooks.removal_sent(w, r, &r->ticket));
	return registration_set_ticket(w, r->id, r->ticket);
}

/* Who was returned waits again. */
static err reopen_users(struct work *w, struct registration *r, struct changes *list)
{
	for (size_t i = 0; i < r->users.count; i++) {
		struct applicant *u = &r->users.items[i];

		if (u->state != USER_RETURNED)
			continue;
		note(w, list, user_place(w, u->n, S("state")),
		     user_state_words[USER_RETURNED], user_state_words[USER_WAITING]);
		u->state = USER_WAITING;
		u->reason_code = u->reason = S("");
		TRY(applicant_decide(w, u));
	}
	return OK;
}

err set_round(struct work *w, struct registration *r, bool *ret_known)
{
	TRY(set_satker(w, r->satker, r, ret_known));
	if (!*ret_known)
		return OK;
	r->state = STATE_SUBMITTED;
	r->round++;
	r->submitted_at = w->now;
	r->returned_at = r->fix_until = r->remind_at = 0;
	r->reason_code = r->reason = S("");
	return office_deadline(w, w->now, OFFICE_DAY_MINUTES, r->zone, &r->due_at);
}

/* The secret of the status page is told once, in the letter; here stays its hash. */
str new_secret(struct work *w, struct registration *r)
{
	str secret;

	if (r->secret_hash.n)
		return S("");
	secret = secret_new(w->arena);
	r->secret_hash = secret_hash_of(w, secret);
	return secret;
}

/* A stranger with a mailbox asks for rights in a satker: those who are in it are told. */
static err tell_satker(struct work *w, const struct registration *r)
{
	struct contacts users;

	if (r->origin != ORIGIN_PUBLIC || r->round > 1)
		return OK;
	TRY(unit_contacts(w, UNIT_SATKER, r->satker, unit_roles(UNIT_SATKER), &users));
	for (size_t i = 0; i < users.count; i++)
		TRY(letter_satker_told(w, r, &users.items[i]));
	return OK;
}

err submit(struct work *w, struct registration *r, struct registration_result *ret)
{
	enum registration_state before = r->state;
	struct changes list = { 0 };
	str secret = new_secret(w, r);
	bool known;

	TRY(set_round(w, r, &known));
	if (!known) {
		ret->why = REGISTRATION_NOT_PARTNER;
		return OK;
	}
	TRY(act_write(w, r, ret));
	if (ret->why)
		return OK;
	TRY(begin_deadline(w, r));
	TRY(note_register(w, r));
	note_state(w, &list, before, r->state);
	note(w, &list, S("round"), S(""), arena_fmt(w->arena, "%d", r->round));
	TRY(reopen_users(w, r, &list));
	TRY(ask_about_waiting(w, r));
	TRY(letter_submitted(w, r, secret));
	TRY(tell_satker(w, r));
	TRY(record(w, r, S("registration.submitted"), S(""), &list));
	answer(w, r, ret);
	return OK;
}

err registration_submit(struct work *w, str number, int64_t version,
			struct registration_result *ret)
{
	struct decision d = { .number = number, .version = version };
	struct begun begun;

	TRY(act_begin(w, ACT_SUBMIT, &d, &begun, ret));
	if (ret->why)
		return OK;
	TRY(register_look(w, begun.r, NULL, &ret->findings));
	TRY(find_faults(w, begun.r, &ret->findings));
	if (findings_refuse(&ret->findings)) {
		ret->why = REGISTRATION_INCOMPLETE;
		return OK;
	}
	return submit(w, begun.r, ret);
}

/* ---- withdrawing ---- */

void end_claim(struct registration *r)
{
	r->claimed_by = r->claimed_at = r->claim_until = 0;
}

/* Whoever waited for a second officer, Dukcapil or the satker waits no more. */
static void close_now(struct work *w, struct registration *r, enum registration_state s)
{
	end_claim(r);
	r->state = s;
	r->closed_at = w->now;
	r->fix_until = r->remind_at = 0;
	for (size_t i = 0; i < r->users.count; i++)
		r->users.items[i].waits_for_second = false;
}

static err stop_waiting(struct work *w, const struct registration *r)
{
	for (size_t i = 0; r->round && i < r->users.count; i++) {
		if (!waits(&r->users.items[i]))
			continue;
		TRY(applicant_decide(w, &r->users.items[i]));
		TRY(dukcapil_close(w, r->users.items[i].id));
	}
	return OK;
}

err close_unfinished(struct work *w, struct registration *r, enum registration_state s,
		     str event, struct registration_result *ret)
{
	struct changes list = { 0 };

	note_state(w, &list, r->state, s);
	close_now(w, r, s);
	TRY(act_write(w, r, ret));
	if (ret->why)
		return OK;
	TRY(stop_waiting(w, r));
	if (r->round)
		TRY(letter_closed(w, r));
	return record(w, r, event, S(""), &list);
}

err registration_withdraw(struct work *w, str number, int64_t version,
			  struct registration_result *ret)
{
	struct decision d = { .number = number, .version = version };
	struct begun begun;

	TRY(act_begin(w, ACT_WITHDRAW, &d, &begun, ret));
	return ret->why ? OK
			: close_unfinished(w, begun.r, STATE_WITHDRAWN,
					   S("registration.withdrawn"), ret);
}
