/*
 * What time does to requests. One job looks after all of it every few minutes:
 * each step is conditional on the state it ends, so that a second run, or one
 * beside an act of a person, changes nothing twice.
 */
#include "jobs/jobs.h"
#include "registration/letters.h"

enum { BATCH = 100 };

static err each(struct work *w, const struct ids *ids,
		err (*step)(struct work *w, struct registration *r))
{
	for (size_t i = 0; i < ids->count; i++) {
		struct registration *r;

		TRY(registration_find_id(w, ids->items[i], &r));
		TRY(step(w, r));
	}
	return OK;
}

/* On the third working day after a return; the letter carries a fresh link. */
static err remind(struct work *w, struct registration *r)
{
	struct changes none = { 0 };
	str link;

	TRY(registration_reminded(w, r->id));
	TRY(resume_link(w, r->id, &link));
	TRY(letter_reminder(w, r, link));
	return record(w, r, S("registration.reminded"), S(""), &none);
}

/* Returned, and five working days have passed. */
static err expire(struct work *w, struct registration *r)
{
	struct registration_result ret = { 0 };

	return close_unfinished(w, r, STATE_EXPIRED, S("registration.expired"), &ret);
}

static err lapse(struct work *w, struct registration *r)
{
	struct registration_result ret = { 0 };

	return release(w, r, S("registration.lapsed"), &ret);
}

/* A draft that was left, or taken back unsent, keeps nothing of the people in it. */
static err forget(struct work *w, struct registration *r)
{
	struct registration_result ret = { 0 };
	struct document_owner owner = { S("registration"), r->id, r->number,
					arena_fmt(w->arena, "satker:%.*s",
						  P(r->satker)) };

	if (r->state == STATE_DRAFT)
		TRY(close_unfinished(w, r, STATE_EXPIRED, S("registration.expired"),
				     &ret));
	if (ret.why)
		return OK;
	TRY(documents_forget(w, &owner));
	return registration_erase(w, r->id);
}

/* Dukcapil did not answer within the hour: the KPPN waits for it instead. */
static err pass_on(struct work *w, struct registration *r)
{
	struct registration_result ret = { 0 };

	return addition_to_office(w, r, &ret);
}

static err sweep(struct work *w, const struct job *j)
{
	struct ids ids;

	(void)j;
	TRY(registrations_to_remind_all(w, BATCH, &ids));
	TRY(each(w, &ids, remind));
	TRY(registrations_to_expire_all(w, BATCH, &ids));
	TRY(each(w, &ids, expire));
	TRY(registrations_lapsed_all(w, BATCH, &ids));
	TRY(each(w, &ids, lapse));
	TRY(drafts_forgotten_all(w, w->now - DRAFT_DAYS * (int64_t)DAY, BATCH, &ids));
	TRY(each(w, &ids, forget));
	TRY(additions_unanswered_all(w, w->now - HOUR, BATCH, &ids));
	TRY(each(w, &ids, pass_on));
	return drafts_unconfirmed_delete_all(w, w->now - DAY);
}

const struct job_kind registration_sweep_job = { .name = STR("registration.sweep"),
						 .run = sweep };
