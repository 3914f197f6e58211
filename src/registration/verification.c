/* What the office does with a request short of approving it. */
#include "directory/directory.h"
#include "registration/internal.h"

/* ---- holding ---- */

static err claim(struct work *w, struct registration *r, struct registration_result *ret)
{
	struct changes list = { 0 };

	note_state(w, &list, r->state, STATE_VERIFYING);
	note(w, &list, S("holder"), r->claimed_by ? r->claimed_name : S(""),
	     w->actor->name);
	r->state = STATE_VERIFYING;
	r->claimed_by = w->actor->person;
	r->claimed_name = w->actor->name;
	r->claimed_at = w->now;
	TRY(office_deadline(w, w->now, OFFICE_DAY_MINUTES, r->zone, &r->claim_until));
	TRY(act_write(w, r, ret));
	return ret->why ? OK : record(w, r, S("registration.claimed"), S(""), &list);
}

err registration_claim(struct work *w, str number, int64_t version,
		       struct registration_result *ret)
{
	struct decision d = { .number = number, .version = version };
	struct begun begun;

	TRY(act_begin(w, ACT_CLAIM, &d, &begun, ret));
	return ret->why ? OK : claim(w, begun.r, ret);
}

/* Nobody is handed a request that he could not decide. */
static err may_decide(struct work *w, const struct registration *r, bool *ret)
{
	bool named;
	str nik;

	TRY(person_nik(w, w->actor->person, &nik));
	TRY(registration_names_nik(w, r->id, nik, &named));
	*ret = !named && !registration_mine(r, w->actor);
	return OK;
}

static err claim_candidate(struct work *w, int64_t id, struct registration_result *ret)
{
	struct registration *r;
	struct decision d = { .version = ANY_VERSION };
	struct begun begun;
	bool may;

	TRY(registration_find_id(w, id, &r));
	TRY(may_decide(w, r, &may));
	ret->why = REGISTRATION_OWN;
	if (!may)
		return OK;
	d.number = r->number;
	TRY(act_begin(w, ACT_CLAIM, &d, &begun, ret));
	return ret->why ? OK : claim(w, begun.r, ret);
}

enum { CANDIDATES = 20 };

err registration_claim_next(struct work *w, struct registration_result *ret)
{
	struct ids ids;

	*ret = (struct registration_result){ .why = REGISTRATION_NOT_ALLOWED };
	if (w->actor->unit_kind != UNIT_KPPN ||
	    !actor_can(w->actor, CAN_CLAIM_REGISTRATION))
		return OK;
	TRY(unclaimed_by_deadline(w, w->actor->unit, CANDIDATES, &ids));
	ret->why = REGISTRATION_NOT_FOUND;
	for (size_t i = 0; i < ids.count && ret->why; i++)
		TRY(claim_candidate(w, ids.items[i], ret));
	if (ret->why)
		*ret = (struct registration_result){ .why = REGISTRATION_NOT_FOUND };
	return OK;
}

err release(struct work *w, struct registration *r, str event,
	    struct registration_result *ret)
{
	struct changes list = { 0 };

	note_state(w, &list, r->state, STATE_SUBMITTED);
	note(w, &list, S("holder"), r->claimed_name, S(""));
	r->state = STATE_SUBMITTED;
	end_claim(r);
	r->claimed_name = S("");
	TRY(act_write(w, r, ret));
	return ret->why ? OK : record(w, r, event, S(""), &list);
}

err registration_release(struct work *w, str number, int64_t version,
			 struct registration_result *ret)
{
	struct decision d = { .number = number, .version = version };
	struct begun begun;

	TRY(act_begin(w, ACT_RELEASE, &d, &begun, ret));
	return ret->why ? OK : release(w, begun.r, S("registration.released"), ret);
}

/* ---- checking NIKs ---- */

static err record_outcome(struct work *w, const struct registration *r,
			  const struct applicant *u, int outcome,
			  struct registration_result *ret)
{
	enum nik_manual_refusal refused;

	TRY(dukcapil_record_manual(w, u->id, r->round, (enum nik_outcome)outcome,
				   &refused));
	if (refused == NIK_MANUAL_OFF)
		ret->why = REGISTRATION_NIK_AUTOMATIC;
	else if (refused)
		ret->why = REGISTRATION_WRONG_STATE;
	return OK;
}

/* Where nobody is asked, an officer looks; asking again would only forget what he saw. */
static bool asks_nobody(const struct work *w, int outcome)
{
	return outcome < 0 && str_eq(w->settings->dukcapil, S("manual"));
}

/* What is asked of Dukcapil is counted; what the officer saw there himself is not. */
static err take_quota(struct work *w, const struct begun *begun,
		      struct registration_result *ret)
{
	bool granted;

	TRY(quota_take(w, CAN_CHECK_NIK, __builtin_popcountll(begun->users), &granted));
	if (!granted)
		ret->why = REGISTRATION_QUOTA;
	return OK;
}

/* Who asked, and about whom; the answer comes by a job and is recorded there. */
static err record_question(struct work *w, const struct begun *begun)
{
	struct changes list = { 0 };

	for (size_t i = 0; i < begun->r->users.count; i++) {
		int n = begun->r->users.items[i].n;

		if (begun->users & USER_BIT(n))
			note(w, &list, user_place(w, n, S("nik_check")), S(""),
			     S("menunggu"));
	}
	return record(w, begun->r, S("registration.nik_asked"), S(""), &list);
}

err registration_nik_check(struct work *w, const struct decision *d, int outcome,
			   struct registration_result *ret)
{
	struct begun begun;

	TRY(act_begin(w, ACT_NIK_CHECK, d, &begun, ret));
	if (!ret->why && asks_nobody(w, outcome))
		ret->why = REGISTRATION_NIK_MANUAL;
	if (!ret->why && outcome < 0)
		TRY(take_quota(w, &begun, ret));
	for (size_t i = 0; !ret->why && i < begun.r->users.count; i++) {
		const struct applicant *u = &begun.r->users.items[i];

		if (!(begun.users & USER_BIT(u->n)))
			continue;
		TRY(outcome < 0 ? ask_dukcapil(w, begun.r, u)
				: record_outcome(w, begun.r, u, outcome, ret));
	}
	return ret->why || outcome >= 0 ? OK : record_question(w, &begun);
}
