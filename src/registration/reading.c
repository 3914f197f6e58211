/* What people and offices see of a request. */
#include "directory/directory.h"
#include "html/html.h"
#include "json/json.h"
#include "mail/mail.h"
#include "registration/internal.h"

/* ---- one request ---- */

/* Who holds the request sees whole NIKs; each opening leaves a trace (G6). */
static bool opens_niks(const struct registration *r, const struct actor *a)
{
	return r->state == STATE_VERIFYING && r->claimed_by && r->claimed_by == a->person;
}

static err show(struct work *w, struct registration *r, struct registration **ret)
{
	struct changes none = { 0 };

	*ret = r;
	if (opens_to_maker(r, w->actor))
		return OK;
	if (opens_niks(r, w->actor))
		return record(w, r, S("registration.opened"), S("verifikasi"), &none);
	*ret = registration_mask(w, r);
	return OK;
}

err registration_read(struct work *w, str number, struct registration **ret)
{
	struct registration *r;

	*ret = NULL;
	TRY(registration_find(w, number, &r));
	return r && registration_visible(r, w->actor) ? show(w, r, ret) : OK;
}

err registration_find_mine(struct work *w, str number, struct registration **ret)
{
	struct registration *r;

	*ret = NULL;
	TRY(registration_find(w, number, &r));
	if (r && registration_visible(r, w->actor) && registration_mine(r, w->actor))
		*ret = registration_mask(w, r);
	return OK;
}

err registration_own_draft(struct work *w, struct registration **ret)
{
	*ret = NULL;
	return w->actor->draft ? registration_find_id(w, w->actor->draft, ret) : OK;
}

err registration_reached(struct work *w, int64_t id, enum permission p,
			 struct registration **ret)
{
	struct registration *r;

	*ret = NULL;
	TRY(registration_find_id(w, id, &r));
	if (r && registration_visible(r, w->actor) && registration_within(r, w->actor, p))
		*ret = registration_mask(w, r);
	return OK;
}

/* The rules read NIKs whole, whatever the caller may see of them. */
static err whole(struct work *w, const struct registration *r, struct registration **ret)
{
	TRY(registration_find_id(w, r->id, ret));
	return *ret ? OK
		    : FAULT(FAULT_INTERNAL, "request %lld is gone", (long long)r->id);
}

err registration_review(struct work *w, const struct registration *r,
			struct findings *ret)
{
	struct registration *stored;

	*ret = (struct findings){ 0 };
	TRY(whole(w, r, &stored));
	return find_faults(w, stored, ret);
}

err registration_flags(struct work *w, int64_t id, struct flags *ret)
{
	struct registration *r;

	*ret = (struct flags){ 0 };
	TRY(registration_find_id(w, id, &r));
	if (!r || !r->round)
		return OK;
	return flags_of(w, id, r->state == STATE_RETURNED ? r->round : r->round - 1, ret);
}

/* ---- differences between rounds ---- */

static enum field field_named(str word)
{
	for (int f = 0; f < FIELDS; f++)
		if (str_eq(field_words[f], word))
			return (enum field)f;
	return FIELD_NONE;
}

err sent_in(struct work *w, int64_t id, int round, struct differences *ret)
{
	const struct json *list;
	str sent;

	TRY(round_sent(w, id, round, &sent));
	list = json_read(w->arena, sent);
	for (size_t i = 0; list && i < list->count; i++) {
		const struct json *one = &list->items[i];

		*PUSH(w->arena, ret) = (struct difference){
			.user = (int)json_int(json_get(one, S("user"))),
			.field = field_named(json_text(json_get(one, S("field")))),
			.after = json_text(json_get(one, S("value"))),
		};
	}
	return OK;
}

static const struct difference *same_place(const struct differences *list,
					   const struct difference *d)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].user == d->user && list->items[i].field == d->field)
			return &list->items[i];
	return NULL;
}

static void push_change(struct work *w, const struct difference *place, str before,
			str after, struct differences *ret)
{
	bool nik = place->field == FIELD_NIK;

	if (str_eq(before, after))
		return;
	*PUSH(w->arena, ret) = (struct difference){
		.user = place->user,
		.field = place->field,
		.before = nik ? text_nik_mask(w->arena, before) : before,
		.after = nik ? text_nik_mask(w->arena, after) : after,
	};
}

static void push_changes(struct work *w, const struct differences *old,
			 const struct differences *now, struct differences *ret)
{
	for (size_t i = 0; i < old->count; i++) {
		const struct difference *new = same_place(now, &old->items[i]);

		push_change(w, &old->items[i], old->items[i].after,
			    new ? new->after : S(""), ret);
	}
	for (size_t i = 0; i < now->count; i++)
		if (!same_place(old, &now->items[i]))
			push_change(w, &now->items[i], S(""), now->items[i].after, ret);
}

err registration_differences(struct work *w, int64_t id, int round,
			     struct differences *ret)
{
	struct differences old = { 0 }, now = { 0 };
	struct registration nothing = nothing_typed();
	struct registration *r;

	*ret = (struct differences){ 0 };
	TRY(registration_find_id(w, id, &r));
	if (!r || round < 2 || round > r->round)
		return OK;
	TRY(sent_in(w, id, round - 1, &old));
	if (round < r->round)
		TRY(sent_in(w, id, round, &now));
	else
		differences_between(w->arena, &nothing, r, &now);
	push_changes(w, &old, &now, ret);
	return OK;
}

/* ---- the checks of the workbench ---- */

static void add(struct work *w, struct findings *list, struct finding f)
{
	*PUSH(w->arena, list) = f;
}

/*
 * Another signatory than the KPA of the day on which the SK was signed warns. Nothing is
 * said about a day for which none is recorded: an old SK is not measured by a new KPA.
 */
static err check_signer(struct work *w, const struct registration *r,
			struct findings *ret)
{
	struct official *kpa;

	TRY(kpa_find(w, r->satker, r->basis.date, &kpa));
	if (!kpa || str_eq_nocase(kpa->nip, r->basis.signer_nip))
		return OK;
	if (str_eq_nocase(kpa->name, r->basis.signer_name))
		add(w, ret,
		    finding_of(FINDING_OTHER_SIGNER_NIP, 0, FIELD_SIGNER_NIP,
			       r->basis.signer_nip, kpa->nip));
	else
		add(w, ret,
		    finding_of(FINDING_OTHER_SIGNER, 0, FIELD_SIGNER_NAME,
			       r->basis.signer_name, kpa->name));
	return OK;
}

static err check_basis_used(struct work *w, const struct registration *r,
			    struct findings *ret)
{
	str other;

	TRY(registration_basis_used(w, r, &other));
	if (other.n)
		add(w, ret,
		    finding_of(FINDING_BASIS_USED, 0, FIELD_BASIS_NUMBER, r->basis.number,
			       other));
	return OK;
}

static err check_membership(struct work *w, const struct registration *r,
			    const struct applicant *u, const struct person *p,
			    struct findings *ret)
{
	struct membership *here;
	enum role one, other;

	TRY(membership_in(w, p->id, UNIT_SATKER, r->satker, &here));
	if (!here || here->state != MEMBERSHIP_ACTIVE) {
		add(w, ret,
		    finding_of(FINDING_KNOWN_PERSON, u->n, FIELD_NIK, p->name, S("")));
		return OK;
	}
	add(w, ret,
	    finding_of(FINDING_KNOWN_HERE, u->n, FIELD_NIK, p->name,
		       role_set_text(w->arena, here->roles, role_labels)));
	if (roles_forbidden(u->roles | here->roles, &one, &other))
		add(w, ret,
		    finding_of(FINDING_ROLES_HERE, u->n, FIELD_ROLES, role_labels[one],
			       role_labels[other]));
	return OK;
}

/* What only officers may learn: whether the NIK or the address is somebody's already. */
static err check_known(struct work *w, const struct registration *r,
		       const struct applicant *u, struct findings *ret)
{
	struct person *p;
	bool taken;
	str other;

	TRY(email_taken(w, u->email, u->nik, &taken));
	if (taken)
		add(w, ret,
		    finding_of(FINDING_EMAIL_TAKEN, u->n, FIELD_EMAIL, S(""), S("")));
	TRY(nik_in_other_request(w, r->id, u->nik, &other));
	if (other.n)
		add(w, ret,
		    finding_of(FINDING_NIK_IN_OTHER, u->n, FIELD_NIK, S(""), other));
	if (r->kind != KIND_PENDAFTARAN)
		return OK;
	TRY(person_by_nik(w, u->nik, &p));
	if (!p)
		return OK;
	if (!str_eq_nocase(p->name, u->name))
		add(w, ret,
		    finding_of(FINDING_KNOWN_OTHER_NAME, u->n, FIELD_NAME, u->name,
			       p->name));
	return check_membership(w, r, u, p, ret);
}

static bool may_learn(const struct actor *a)
{
	return actor_can(a, CAN_APPROVE_REGISTRATION) ||
	       actor_can(a, CAN_RETURN_REGISTRATION);
}

err registration_checks(struct work *w, const struct registration *r,
			struct findings *ret)
{
	struct registration *stored;
	struct findings all;

	*ret = (struct findings){ 0 };
	if (!may_learn(w->actor))
		return OK;
	TRY(whole(w, r, &stored));
	TRY(registration_review(w, r, &all));
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].severity != SEVERITY_REFUSE &&
		    !finding_is(&all.items[i], FINDING_BASIS_USED))
			add(w, ret, all.items[i]);
	TRY(check_basis_used(w, stored, ret));
	TRY(check_signer(w, stored, ret));
	for (size_t i = 0; i < stored->users.count; i++)
		if (stored->users.items[i].state == USER_WAITING)
			TRY(check_known(w, stored, &stored->users.items[i], ret));
	return OK;
}

/* ---- who is looking, and the figures of the queue ---- */

enum { LOOKING_SECONDS = 2 * MINUTE };

err registration_look(struct work *w, int64_t id, struct lookers *ret)
{
	*ret = (struct lookers){ 0 };
	if (!w->actor->person)
		return OK;
	TRY(look_note(w, id));
	return looks_since(w, id, w->now - LOOKING_SECONDS, ret);
}

err registration_figures(struct work *w, enum zone z, struct queue_figures *ret)
{
	const struct actor *a = w->actor;
	struct date today = date_at(w->now, z);

	*ret = (struct queue_figures){ 0 };
	if (a->unit_kind != UNIT_KPPN ||
	    actor_grant(a, CAN_READ_REGISTRATION).scope != SCOPE_KPPN)
		return OK;
	TRY(queue_counts_of(w, a->unit, instant_of(date_add(today, 1), 0, z), ret));
	return closed_since(w, a->unit, instant_of(today, 0, z), &ret->done_today);
}
