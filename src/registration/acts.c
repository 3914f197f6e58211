/* How every act begins, writes and is recorded. */
#include "html/html.h"
#include "registration/internal.h"

/* ---- what leaves the folder ---- */

static str stars(str s)
{
	return s.n ? S("••••••") : s;
}

/* What the matrix calls masked: nothing by which the person could be reached. */
static void mask_contact(struct applicant *u)
{
	u->id_number = stars(u->id_number);
	u->email = stars(u->email);
	u->phone = stars(u->phone);
	u->was.id_number = stars(u->was.id_number);
	u->was.email = stars(u->was.email);
	u->was.phone = stars(u->was.phone);
}

struct registration *registration_mask(struct work *w, const struct registration *r)
{
	struct registration *shown = NEW(w->arena, struct registration);
	unsigned contacts =
		actor_grant(w->actor, CAN_READ_REGISTRATION).modifiers & GRANT_MASKED;

	if (r->kind != KIND_PENDAFTARAN && !r->submitted_at)
		contacts |=
			actor_grant(w->actor, CAN_LIST_USERS).modifiers & GRANT_MASKED;
	*shown = *r;
	shown->users = (struct applicants){ 0 };
	for (size_t i = 0; i < r->users.count; i++) {
		struct applicant *u = PUSH(w->arena, &shown->users);

		*u = r->users.items[i];
		u->nik = text_nik_mask(w->arena, u->nik);
		if (contacts)
			mask_contact(u);
	}
	return shown;
}

/* What came from the register was not typed: there a NIK is masked. */
bool opens_to_maker(const struct registration *r, const struct actor *a)
{
	return registration_mine(r, a) && r->kind == KIND_PENDAFTARAN;
}

/* The answer to an act: whole NIKs only for who typed them. */
void answer(struct work *w, struct registration *r, struct registration_result *ret)
{
	ret->registration = opens_to_maker(r, w->actor) ? r : registration_mask(w, r);
}

/* ---- beginning ---- */

static bool is_decision(enum act a)
{
	return a >= ACT_NIK_CHECK && a <= ACT_SECOND;
}

static bool needs_identity(enum act a)
{
	return is_decision(a) || a == ACT_CONFIRM || a == ACT_DECLINE;
}

static err names_actor(struct work *w, const struct registration *r, enum act a,
		       bool *ret)
{
	str nik;

	*ret = false;
	if (!needs_identity(a) || !w->actor->person)
		return OK;
	TRY(person_nik(w, w->actor->person, &nik));
	return registration_names_nik(w, r->id, nik, ret);
}

static bool refuses(enum act a)
{
	return a == ACT_RETURN || a == ACT_REJECT;
}

static void tell_holder(const struct registration *r, struct registration_result *ret)
{
	ret->who = r->claimed_name;
	ret->since = r->claimed_at;
}

err act_begin(struct work *w, enum act a, const struct decision *d,
	      struct begun *ret_begun, struct registration_result *ret)
{
	struct registration *r;
	struct attempt t = {
		.act = a,
		.version = d->version,
		.now = w->now,
		.entered_lately = entered_lately(w->actor, w->now, LATELY_DECIDING),
	};
	enum registration_refusal users = REGISTRATION_GRANTED;

	*ret = (struct registration_result){ .why = REGISTRATION_NOT_FOUND };
	*ret_begun = (struct begun){ .act = a };
	TRY(registration_find(w, d->number, &r));
	if (!r)
		return OK;
	if (t.version == ANY_VERSION)
		t.version = r->version;
	TRY(names_actor(w, r, a, &t.names_actor));
	if (is_decision(a))
		users = decision_users(r, a, d, &ret_begun->users);
	t.refuses_a_first =
		refuses(a) && all_wait_for_second(&r->users, ret_begun->users);
	ret->why = act_check(r, w->actor, &t);
	if (ret->why == REGISTRATION_CLAIMED)
		tell_holder(r, ret);
	if (ret->why == REGISTRATION_GRANTED)
		ret->why = users;
	ret_begun->r = r;
	if (ret->why != REGISTRATION_NOT_FOUND)
		answer(w, r, ret);
	return OK;
}

err registration_may(struct work *w, enum act a, str number,
		     struct registration_result *ret)
{
	struct decision d = { .number = number, .version = ANY_VERSION };
	struct begun begun;

	return act_begin(w, a, &d, &begun, ret);
}

/* ---- writing ---- */

err act_write(struct work *w, struct registration *r, struct registration_result *ret)
{
	struct registration *newer;
	bool current;

	TRY(registration_update(w, r, &current));
	if (!current) {
		ret->why = REGISTRATION_STALE;
		TRY(registration_find_id(w, r->id, &newer));
		r = newer;
	}
	answer(w, r, ret);
	return current ? end_deadline(w, r) : OK;
}

/* ---- recording ---- */

void note(struct work *w, struct changes *list, str field, str before, str after)
{
	if (!str_eq(before, after))
		*PUSH(w->arena, list) = (struct audit_change){ field, before, after };
}

static str in_trail(struct work *w, enum field f, str value)
{
	return field_personal(f) && value.n ? audit_hash(w, value) : value;
}

void note_differences(struct work *w, struct changes *list, const struct differences *d)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct difference *one = &d->items[i];
		struct finding place = { .user = one->user, .field = one->field };

		note(w, list, finding_path(w->arena, &place),
		     in_trail(w, one->field, one->before),
		     in_trail(w, one->field, one->after));
	}
}

str user_place(struct work *w, int n, str what)
{
	return arena_fmt(w->arena, "users[%d].%.*s", n - 1, P(what));
}

void note_state(struct work *w, struct changes *list, enum registration_state before,
		enum registration_state after)
{
	note(w, list, S("state"), state_words[before], state_words[after]);
}

/* A new event is decided on in registration_events[] before it is recorded. */
static bool is_event(str event)
{
	for (size_t i = 0; i < registration_event_count; i++)
		if (str_eq(registration_events[i].event, event))
			return true;
	return false;
}

err record(struct work *w, const struct registration *r, str event, str reason,
	   const struct changes *list)
{
	struct audit_act act = {
		.event = event,
		.subject_kind = S("registration"),
		.subject = r->number.n ? r->number
				       : arena_fmt(w->arena, "%lld", (long long)r->id),
		.unit = arena_fmt(w->arena, "satker:%.*s", P(r->satker)),
		.reason = reason,
		.changes = list->items,
		.change_count = list->count,
	};

	assert(is_event(event));
	return audit_record(w, &act);
}
