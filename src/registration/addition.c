/*
 * Users whom a satker adds itself (domain report 1.3, flow B): Dukcapil says yes, the
 * KPA confirms, and KPA and KPPN are told. What may not go this way goes to the KPPN.
 */
#include "directory/directory.h"
#include "registration/letters.h"

/* ---- what is known of it ---- */

/* Those of the satker with any of the roles, but for the two persons. */
static err find_others(struct work *w, str satker, role_set roles, const int64_t but[2],
		       struct contacts *ret)
{
	struct contacts all;

	*ret = (struct contacts){ 0 };
	TRY(unit_contacts(w, UNIT_SATKER, satker, roles, &all));
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].person != but[0] && all.items[i].person != but[1])
			*PUSH(w->arena, ret) = all.items[i];
	return OK;
}

/* Those who may confirm: neither the maker nor whom it is about. */
static err find_kpa(struct work *w, const struct registration *r, struct contacts *ret)
{
	struct person *user;

	TRY(person_by_nik(w, r->users.items[0].nik, &user));
	return find_others(w, r->satker, ROLE_BIT(ROLE_KPA),
			   (int64_t[2]){ r->made_by, user ? user->id : 0 }, ret);
}

/* What the typed says, before anybody was looked up. */
static struct addition typed_addition(struct work *w, const struct registration *r)
{
	const struct applicant *u = &r->users.items[0];

	return (struct addition){
		.roles = u->roles,
		.kpa_always = w->settings->kpa_confirmation_always,
		.irregular = appoints_himself(r, u) ||
			     nik_nip_differ(u, date_at(w->now, r->zone)),
	};
}

static err look(struct work *w, const struct registration *r, struct addition *ret)
{
	struct contacts kpa;

	TRY(find_kpa(w, r, &kpa));
	*ret = typed_addition(w, r);
	ret->kpa_present = kpa.count > 0;
	return OK;
}

/* Where Dukcapil is asked by hand, an officer has to do it. */
static bool asks_by_hand(const struct work *w)
{
	return str_eq(w->settings->dukcapil, S("manual"));
}

/* ---- before it is sent ---- */

static err sent_today(struct work *w, str satker, enum zone zone, int64_t *ret)
{
	int64_t midnight = instant_of(date_at(w->now, zone), 0, zone);

	return additions_since(w, satker, midnight, ret);
}

err registration_outlook(struct work *w, struct addition_outlook *ret)
{
	const struct actor *me = w->actor;
	struct satker *s;
	int64_t sent;

	*ret = (struct addition_outlook){
		.kpa_always = w->settings->kpa_confirmation_always,
		.most = ADDITIONS_A_DAY,
	};
	TRY(satker_find(w, me->unit, &s));
	TRY(find_others(w, me->unit, ROLE_BIT(ROLE_KPA), (int64_t[2]){ me->person, 0 },
			&ret->kpa));
	TRY(find_others(w, me->unit, ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_KPA),
			(int64_t[2]){ me->person, 0 }, &ret->makers));
	TRY(sent_today(w, me->unit, s ? s->zone : WIB, &sent));
	ret->left = sent < ADDITIONS_A_DAY ? ADDITIONS_A_DAY - sent : 0;
	return OK;
}

err registration_foresee(struct work *w, const struct registration *r, enum way *ret)
{
	struct registration_result may;
	struct contacts kpa;
	struct addition x;

	*ret = WAYS;
	TRY(registration_may(w, ACT_ADD, r->number, &may));
	if (may.why || r->users.count != 1)
		return OK;
	TRY(find_others(w, r->satker, ROLE_BIT(ROLE_KPA),
			(int64_t[2]){ w->actor->person, 0 }, &kpa));
	x = typed_addition(w, r);
	x.kpa_present = kpa.count > 0;
	*ret = asks_by_hand(w) ? WAY_OFFICE : addition_way(&x);
	return OK;
}

/* ---- to the KPPN ---- */

err addition_to_office(struct work *w, struct registration *r,
		       struct registration_result *ret)
{
	r->way = WAY_OFFICE;
	TRY(dukcapil_close(w, r->users.items[0].id));
	return submit(w, r, ret);
}

/* ---- taking effect ---- */

static err tell_done(struct work *w, const struct registration *r)
{
	struct contacts kpa, heads;
	struct kppn *office;

	TRY(unit_contacts(w, UNIT_SATKER, r->satker, ROLE_BIT(ROLE_KPA), &kpa));
	for (size_t i = 0; i < kpa.count; i++)
		TRY(letter_addition_done(w, r, kpa.items[i].email, kpa.items[i].name));
	TRY(kppn_find(w, r->kppn, &office));
	if (office && office->email.n)
		return letter_addition_done(w, r, office->email, office->name);
	TRY(unit_contacts(w, UNIT_KPPN, r->kppn, ROLE_BIT(ROLE_KEPALA), &heads));
	for (size_t i = 0; i < heads.count; i++)
		TRY(letter_addition_done(w, r, heads.items[i].email,
					 heads.items[i].name));
	return OK;
}

/* A round begins and ends in one moment; the trail says Draf to Aktif. */
static err begin_round(struct work *w, struct registration *r,
		       struct registration_result *ret)
{
	bool known;

	(void)new_secret(w, r);
	TRY(set_round(w, r, &known));
	ret->why = known ? REGISTRATION_GRANTED : REGISTRATION_NOT_PARTNER;
	r->state = STATE_DRAFT;
	return OK;
}

static err take_effect(struct work *w, struct registration *r,
		       struct registration_result *ret)
{
	TRY(begin_round(w, r, ret));
	if (ret->why)
		return OK;
	r->way = WAY_OWN;
	TRY(carry_out_addition(w, r, ret));
	return ret->why ? OK : tell_done(w, r);
}

/* ---- sending ---- */

static err write_way(struct work *w, struct registration *r, enum way way, str event,
		     struct registration_result *ret)
{
	struct changes list = { 0 };

	note(w, &list, S("way"), way_words[r->way], way_words[way]);
	r->way = way;
	TRY(act_write(w, r, ret));
	return ret->why ? OK : record(w, r, event, S(""), &list);
}

static err ask_kpa(struct work *w, struct registration *r,
		   struct registration_result *ret)
{
	struct contacts kpa;

	TRY(write_way(w, r, WAY_KPA, S("registration.kpa_asked"), ret));
	if (ret->why)
		return OK;
	TRY(find_kpa(w, r, &kpa));
	for (size_t i = 0; i < kpa.count; i++)
		TRY(letter_addition_waits(w, r, &kpa.items[i]));
	return OK;
}

static err ask_nik(struct work *w, struct registration *r,
		   struct registration_result *ret)
{
	struct registration asked;

	TRY(write_way(w, r, WAY_NIK, S("registration.add_asked"), ret));
	if (ret->why)
		return OK;
	/* The answer belongs to the round that the addition will begin. */
	asked = *r;
	asked.round++;
	return ask_dukcapil(w, &asked, &r->users.items[0]);
}

static err check_day(struct work *w, const struct registration *r,
		     struct registration_result *ret)
{
	int64_t sent;

	TRY(sent_today(w, r->satker, r->zone, &sent));
	if (sent >= ADDITIONS_A_DAY)
		ret->why = REGISTRATION_MANY_TODAY;
	return OK;
}

static err check_whole(struct work *w, struct registration *r,
		       struct registration_result *ret)
{
	TRY(register_look(w, r, NULL, &ret->findings));
	TRY(find_faults(w, r, &ret->findings));
	if (findings_refuse(&ret->findings))
		ret->why = REGISTRATION_INCOMPLETE;
	else if (r->kind != KIND_PENDAFTARAN || r->users.count != 1)
		ret->why = REGISTRATION_ONE_USER;
	return ret->why ? OK : check_day(w, r, ret);
}

err registration_add(struct work *w, str number, int64_t version,
		     struct registration_result *ret)
{
	struct decision d = { .number = number, .version = version };
	struct addition x;
	struct begun begun;

	TRY(act_begin(w, ACT_ADD, &d, &begun, ret));
	if (ret->why)
		return OK;
	TRY(check_whole(w, begun.r, ret));
	if (ret->why)
		return OK;
	TRY(look(w, begun.r, &x));
	begun.r->added_at = w->now;
	return asks_by_hand(w) || addition_way(&x) == WAY_OFFICE
		       ? addition_to_office(w, begun.r, ret)
		       : ask_nik(w, begun.r, ret);
}

/* ---- going on ---- */

err registration_nik_answered(struct work *w, int64_t user)
{
	struct registration_result ret = { 0 };
	struct registration *r;
	struct addition x;
	int64_t id;

	TRY(registration_of_user(w, user, &id));
	TRY(registration_find_id(w, id, &r));
	if (!r || r->way != WAY_NIK || r->state != STATE_DRAFT)
		return OK;
	TRY(look(w, r, &x));
	TRY(addition_obstructed(w, r, &x.blocked));
	switch (addition_way(&x)) {
	case WAY_KPA:
		return ask_kpa(w, r, &ret);
	case WAY_OWN:
		return take_effect(w, r, &ret);
	default:
		return addition_to_office(w, r, &ret);
	}
}

/* Who took the address or a role meanwhile sends it to the KPPN after all. */
err registration_confirm(struct work *w, str number, int64_t version,
			 struct registration_result *ret)
{
	struct decision d = { .number = number, .version = version };
	struct begun begun;
	bool obstructed;

	TRY(act_begin(w, ACT_CONFIRM, &d, &begun, ret));
	if (ret->why)
		return OK;
	TRY(addition_obstructed(w, begun.r, &obstructed));
	return obstructed ? addition_to_office(w, begun.r, ret)
			  : take_effect(w, begun.r, ret);
}

static err decline(struct work *w, struct registration *r, str reason,
		   struct registration_result *ret)
{
	struct changes list = { 0 };

	TRY(begin_round(w, r, ret));
	if (ret->why)
		return OK;
	note_state(w, &list, r->state, STATE_REJECTED);
	decide_user(w, &r->users.items[0], USER_REJECTED, &list);
	r->users.items[0].reason = reason;
	r->reason = reason;
	r->state = STATE_REJECTED;
	r->closed_at = w->now;
	TRY(act_write(w, r, ret));
	if (ret->why)
		return OK;
	TRY(applicant_decide(w, &r->users.items[0]));
	TRY(letter_addition_declined(w, r));
	return record(w, r, S("registration.declined"), reason, &list);
}

err registration_decline(struct work *w, str number, int64_t version, str reason,
			 struct registration_result *ret)
{
	struct decision d = { .number = number, .version = version };
	struct begun begun;

	TRY(act_begin(w, ACT_DECLINE, &d, &begun, ret));
	if (ret->why)
		return OK;
	ret->why = str_blank(reason) ? REGISTRATION_NO_REASON
		   : !str_utf8(reason) || str_runes(reason) > REASON_MAX
			   ? REGISTRATION_BAD_REASON
			   : REGISTRATION_GRANTED;
	return ret->why ? OK : decline(w, begun.r, reason, ret);
}

err registration_additions(struct work *w, struct registrations *ret)
{
	struct ids ids;

	*ret = (struct registrations){ 0 };
	if (actor_grant(w->actor, CAN_CONFIRM_COLLEAGUE).scope != SCOPE_SATKER ||
	    w->actor->unit_kind != UNIT_SATKER)
		return OK;
	TRY(additions_waiting_all(w, WAY_KPA, w->actor->unit, &ids));
	for (size_t i = 0; i < ids.count; i++) {
		struct registration *r;

		TRY(registration_find_id(w, ids.items[i], &r));
		*PUSH(w->arena, ret) = *registration_mask(w, r);
	}
	return OK;
}
