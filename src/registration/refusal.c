/* Returns for correction, and rejections. */
#include "directory/directory.h"
#include "json/json.h"
#include "registration/letters.h"

/* ---- deciding about users ---- */

void decide_user(struct work *w, struct applicant *u, enum user_state s,
		 struct changes *list)
{
	note(w, list, user_place(w, u->n, S("state")), user_state_words[u->state],
	     user_state_words[s]);
	u->state = s;
	u->waits_for_second = false;
}

err write_users_of(struct work *w, const struct registration *r, uint64_t users)
{
	for (size_t i = 0; i < r->users.count; i++)
		if (users & USER_BIT(r->users.items[i].n))
			TRY(applicant_decide(w, &r->users.items[i]));
	return OK;
}

/* ---- returning ---- */

/* What the officer had before him, for the next round's differences. */
static str snapshot(struct work *w, const struct registration *r)
{
	struct buf b = buf_new(w->arena);
	struct json_out o = { .buf = &b };
	struct registration nothing = nothing_typed();
	struct differences all = { 0 };

	differences_between(w->arena, &nothing, r, &all);
	json_open(&o, '[');
	for (size_t i = 0; i < all.count; i++) {
		json_open(&o, '{');
		json_put(&o, S("user"), all.items[i].user);
		json_put(&o, S("field"), field_words[all.items[i].field]);
		json_put(&o, S("value"), all.items[i].after);
		json_close(&o, '}');
	}
	json_close(&o, ']');
	return buf_str(&b);
}

/* The first flag about the user, or about the request as a whole. */
static const struct flag *flag_about(const struct flags *flags, int user)
{
	for (size_t i = 0; i < flags->count; i++)
		if (flags->items[i].user == user)
			return &flags->items[i];
	return &flags->items[0];
}

static void return_users(struct work *w, struct registration *r, uint64_t users,
			 const struct flags *flags, struct changes *list)
{
	for (size_t i = 0; i < r->users.count; i++) {
		struct applicant *u = &r->users.items[i];
		const struct flag *f = flag_about(flags, u->n);

		if (!(users & USER_BIT(u->n)))
			continue;
		decide_user(w, u, USER_RETURNED, list);
		u->reason_code = f->code;
		u->reason = f->note;
	}
}

/* Five working days to correct, to the end of the fifth; a reminder on the third. */
static err set_correction(struct work *w, struct registration *r)
{
	struct date today = date_at(w->now, r->zone);
	struct date last, reminder;

	TRY(working_days_after(w, today, RETURN_DAYS, &last));
	TRY(working_days_after(w, today, RETURN_REMINDER_DAYS, &reminder));
	r->state = STATE_RETURNED;
	r->returned_at = w->now;
	r->fix_until = instant_of(date_add(last, 1), 0, r->zone);
	r->remind_at = instant_of(reminder, OFFICE_OPENS, r->zone);
	end_claim(r);
	return OK;
}

static err insert_flags(struct work *w, const struct registration *r,
			const struct flags *flags, struct changes *list)
{
	for (size_t i = 0; i < flags->count; i++) {
		const struct flag *f = &flags->items[i];
		struct finding place = { .user = f->user, .field = f->field };

		TRY(flag_insert(w, r->id, r->round, f));
		note(w, list,
		     arena_fmt(w->arena, "flag %.*s", P(finding_path(w->arena, &place))),
		     S(""), f->code);
	}
	return OK;
}

static err give_back(struct work *w, const struct decision *d, struct begun *begun,
		     const struct flags *flags, struct registration_result *ret)
{
	struct registration *r = begun->r;
	struct changes list = { 0 };
	str sent = snapshot(w, r), link;

	note_state(w, &list, r->state, STATE_RETURNED);
	r->reason_code = d->code.n ? d->code : flags->items[0].code;
	r->reason = d->reason;
	return_users(w, r, begun->users, flags, &list);
	TRY(set_correction(w, r));
	TRY(act_write(w, r, ret));
	if (ret->why)
		return OK;
	TRY(write_users_of(w, r, begun->users));
	TRY(round_insert(w, r, sent));
	TRY(insert_flags(w, r, flags, &list));
	TRY(resume_link(w, r->id, &link));
	TRY(letter_returned(w, r, flags, link));
	return record(w, r, S("registration.returned"), d->reason, &list);
}

err registration_return(struct work *w, const struct decision *d,
			struct registration_result *ret)
{
	struct begun begun;
	struct flags flags;

	TRY(act_begin(w, ACT_RETURN, d, &begun, ret));
	if (ret->why)
		return OK;
	ret->why = return_check(w->arena, d, begun.users, &flags, &ret->findings);
	return ret->why ? OK : give_back(w, d, &begun, &flags, ret);
}

/* ---- rejecting ---- */

static void reject_users(struct work *w, struct registration *r, uint64_t users,
			 const struct reason *why, struct changes *list)
{
	for (size_t i = 0; i < r->users.count; i++) {
		struct applicant *u = &r->users.items[i];

		if (!(users & USER_BIT(u->n)))
			continue;
		decide_user(w, u, USER_REJECTED, list);
		u->reason_code = why->code;
		u->reason = r->reason;
	}
}

static err close_checks(struct work *w, const struct registration *r, uint64_t users)
{
	for (size_t i = 0; i < r->users.count; i++)
		if (users & USER_BIT(r->users.items[i].n))
			TRY(dukcapil_close(w, r->users.items[i].id));
	return OK;
}

/* Without a waiting user the request leaves the office. */
void settle_state(struct work *w, struct registration *r, struct changes *list)
{
	enum registration_state s = state_of_users(&r->users);

	note_state(w, list, r->state, s);
	r->state = s;
	if (s == STATE_VERIFYING)
		return;
	r->closed_at = w->now;
	end_claim(r);
}

static err reject(struct work *w, const struct decision *d, struct begun *begun,
		  const struct reason *why, struct registration_result *ret)
{
	struct registration *r = begun->r;
	struct changes list = { 0 };

	r->reason_code = why->code;
	r->reason = d->reason;
	reject_users(w, r, begun->users, why, &list);
	settle_state(w, r, &list);
	TRY(act_write(w, r, ret));
	if (ret->why)
		return OK;
	TRY(write_users_of(w, r, begun->users));
	TRY(close_checks(w, r, begun->users));
	TRY(letter_rejected(w, r, begun->users));
	if (r->kind == KIND_PENGHAPUSAN && r->state != STATE_VERIFYING)
		TRY(registration_hooks.removal_decided(w, r));
	return record(w, r, S("registration.rejected"), d->reason, &list);
}

err registration_reject(struct work *w, const struct decision *d,
			struct registration_result *ret)
{
	const struct reason *why;
	struct begun begun;

	TRY(act_begin(w, ACT_REJECT, d, &begun, ret));
	if (ret->why)
		return OK;
	ret->reject_faults = reject_check(d, &why);
	if (ret->reject_faults)
		ret->why = ret->reject_faults == REJECT_WORDS ? REGISTRATION_NO_REASON
							      : REGISTRATION_BAD_REASON;
	return ret->why ? OK : reject(w, d, &begun, why, ret);
}
