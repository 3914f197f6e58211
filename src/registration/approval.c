/*
 * Approvals. One officer approves what is green; what is not waits for a second
 * one, who carries it out. Only then come the person, the membership, the KPA.
 */
#include "directory/directory.h"
#include "registration/letters.h"

/* One user about to be approved. */
struct candidate {
	struct applicant *u;
	const struct nik_check *check; /* NULL: Dukcapil was never asked */
	enum obstacle obstacle;
	bool active;  /* the person has an active account already */
	bool blocked; /* by an e-mail or roles: see the findings */
};
struct candidates LIST_OF(struct candidate);

/* ---- looking at the users ---- */

/* PPK, PPSPM and bendahara of one satker are three persons, also over several requests.
 */
static err check_roles_here(struct work *w, const struct registration *r,
			    const struct person *p, struct candidate *c,
			    struct registration_result *ret)
{
	struct membership *here;
	enum role one, other;
	role_set all = c->u->roles;

	TRY(membership_in(w, p->id, UNIT_SATKER, r->satker, &here));
	/* Also of a suspended membership: the approval brings it back with its roles. */
	if (here)
		all |= here->roles;
	if (!roles_forbidden(all, &one, &other))
		return OK;
	c->blocked = true;
	ret->why = REGISTRATION_ROLES_FORBIDDEN;
	*PUSH(w->arena, &ret->findings) =
		finding_of(FINDING_ROLES_HERE, c->u->n, FIELD_ROLES, role_labels[one],
			   role_labels[other]);
	return OK;
}

/* Semula is what the satker saw and the officer sees: nothing newer is written over. */
static err check_register(struct work *w, const struct registration *r,
			  struct candidate *c, struct registration_result *ret)
{
	struct registered now;

	TRY(registered_now(w, r, c->u, &now));
	if (r->kind == KIND_PENGHAPUSAN ? now.membership == c->u->was.membership
					: registered_same(&c->u->was, &now))
		return OK;
	c->blocked = true;
	ret->why = REGISTRATION_REGISTER_MOVED;
	*PUSH(w->arena, &ret->findings) =
		finding_of(FINDING_REGISTER_MOVED, c->u->n, FIELD_NIK, c->u->name, S(""));
	return OK;
}

static err check_email(struct work *w, struct candidate *c,
		       struct registration_result *ret)
{
	bool taken;

	TRY(email_taken(w, c->u->email, c->u->nik, &taken));
	if (taken) {
		c->blocked = true;
		ret->why = REGISTRATION_EMAIL_TAKEN;
		*PUSH(w->arena, &ret->findings) = finding_of(FINDING_EMAIL_TAKEN, c->u->n,
							     FIELD_EMAIL, S(""), S(""));
	}
	return OK;
}

static err check_person(struct work *w, const struct registration *r, struct candidate *c,
			struct registration_result *ret)
{
	struct person *p;

	if (r->kind != KIND_PENGHAPUSAN)
		TRY(check_email(w, c, ret));
	if (r->kind != KIND_PENDAFTARAN)
		return check_register(w, r, c, ret);
	TRY(person_by_nik(w, c->u->nik, &p));
	c->active = p && p->account == ACCOUNT_ACTIVE;
	return p ? check_roles_here(w, r, p, c, ret) : OK;
}

static err answers_of(struct work *w, const struct registration *r,
		      struct nik_checks *ret)
{
	struct ids ids = { 0 };

	for (size_t i = 0; i < r->users.count; i++)
		*PUSH(w->arena, &ids) = r->users.items[i].id;
	return dukcapil_answers(w, ids.items, ids.count, ret);
}

/* The last active user of a satker goes only by two officers, with a reason. */
static err check_last(struct work *w, const struct begun *begun, struct candidates *list)
{
	int64_t left;
	str successors;

	if (begun->r->kind != KIND_PENGHAPUSAN)
		return OK;
	TRY(register_left(w, begun->r, begun->users, &left, &successors));
	for (size_t i = 0; left <= 0 && i < list->count; i++)
		list->items[i].obstacle = OBSTACLE_LAST;
	return OK;
}

static err find_candidates(struct work *w, struct begun *begun, struct candidates *list,
			   struct registration_result *ret)
{
	struct registration *r = begun->r;
	struct date today = date_at(w->now, r->zone);
	struct nik_checks checks;

	TRY(answers_of(w, r, &checks));
	for (size_t i = 0; i < r->users.count; i++) {
		struct candidate c = { .u = &r->users.items[i] };

		if (!(begun->users & USER_BIT(c.u->n)))
			continue;
		c.check = nik_check_of(&checks, c.u->id);
		c.obstacle = approval_obstacle(r, c.u, c.check, today);
		TRY(check_person(w, r, &c, ret));
		*PUSH(w->arena, list) = c;
	}
	return check_last(w, begun, list);
}

err registration_obstacles(struct work *w, str number, struct user_obstacles *ret)
{
	struct registration_result unsaid = { 0 };
	struct candidates list = { 0 };
	struct begun begun = { 0 };

	*ret = (struct user_obstacles){ 0 };
	TRY(registration_find(w, number, &begun.r));
	if (!begun.r || !registration_within(begun.r, w->actor, CAN_APPROVE_REGISTRATION))
		return OK;
	decision_users(begun.r, ACT_APPROVE, &(struct decision){ 0 }, &begun.users);
	TRY(find_candidates(w, &begun, &list, &unsaid));
	for (size_t i = 0; i < list.count; i++)
		*PUSH(w->arena, ret) = (struct user_obstacle){
			.user = list.items[i].u->n,
			.what = list.items[i].obstacle,
			.blocked = list.items[i].blocked,
		};
	return OK;
}

static enum obstacle worst_of(const struct candidates *list)
{
	enum obstacle worst = OBSTACLE_NONE;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].obstacle > worst)
			worst = list->items[i].obstacle;
	return worst;
}

static str outcome_words(const struct nik_check *check)
{
	static const str words[NIK_OUTCOMES] = {
		[NIK_SESUAI] = STR("sesuai"),
		[NIK_TIDAK_SESUAI] = STR("tidak sesuai"),
		[NIK_TIDAK_DITEMUKAN] = STR("tidak ditemukan"),
		[NIK_MENINGGAL] = STR("tercatat meninggal"),
		[NIK_GANDA] = STR("tercatat ganda"),
		[NIK_NONAKTIF] = STR("tidak aktif"),
		[NIK_FORMAT_SALAH] = STR("salah format"),
		[NIK_GANGGUAN] = STR("layanan terganggu"),
	};

	return check && check->state == NIK_ANSWERED ? words[check->outcome]
						     : S("menunggu jawaban");
}

/* Who could take over, so that there is a way without an exception. */
static err tell_last(struct work *w, const struct begun *begun,
		     struct registration_result *ret)
{
	int64_t left;
	str others;

	TRY(register_left(w, begun->r, begun->users, &left, &others));
	*PUSH(w->arena, &ret->findings) = finding_of(
		FINDING_LAST_USER, 0, FIELD_USERS, S(""),
		others.n ? arena_fmt(w->arena, ". Dapat dipertimbangkan: %.*s", P(others))
			 : S(""));
	return OK;
}

/* Which users lack the answer; what is irregular otherwise the checks tell. */
static void tell_obstacles(struct work *w, const struct candidates *list, enum obstacle o,
			   struct registration_result *ret)
{
	for (size_t i = 0; o > OBSTACLE_LAST && i < list->count; i++)
		if (list->items[i].obstacle == o)
			*PUSH(w->arena, &ret->findings) = finding_of(
				FINDING_NIK_OUTCOME, list->items[i].u->n, FIELD_NIK,
				outcome_words(list->items[i].check), S(""));
}

/* In the order in which an officer should hear it. */
static enum registration_refusal obstacle_refusal(const struct actor *a,
						  const struct candidates *list,
						  str reason, bool second)
{
	enum obstacle worst = worst_of(list);

	if (worst == OBSTACLE_NEVER)
		return REGISTRATION_NIK_NEVER;
	if (worst == OBSTACLE_NONE)
		return REGISTRATION_GRANTED;
	if (!actor_can(a,
		       worst == OBSTACLE_LAST ? CAN_REMOVE_LAST_USER : CAN_OVERRIDE_NIK))
		return REGISTRATION_NOT_ALLOWED;
	if (second || !str_blank(reason))
		return REGISTRATION_GRANTED;
	if (worst == OBSTACLE_LAST)
		return REGISTRATION_LAST_USER;
	return worst == OBSTACLE_NIK ? REGISTRATION_NIK_WAITING : REGISTRATION_NO_REASON;
}

/* ---- carrying it out ---- */

static struct new_member member_of(const struct registration *r,
				   const struct applicant *u)
{
	return (struct new_member){
		.nik = u->nik,
		.name = u->name,
		.email = u->email,
		.phone = u->phone,
		.id_type = u->id_type,
		.id_number = u->id_number,
		.unit_kind = UNIT_SATKER,
		.unit = r->satker,
		.unit_name = r->satker_name,
		.position = u->position,
		.roles = u->roles,
		.basis = r->number,
	};
}

/* The address was free a moment ago; whoever took it makes this unit run again. */
static err provision(struct work *w, const struct registration *r, struct applicant *u)
{
	struct new_member m = member_of(r, u);
	enum provision_outcome outcome;

	TRY(identity_provision(w, &m, &outcome, &u->person));
	if (outcome == PROVISION_EMAIL_TAKEN)
		return FAULT(FAULT_BUSY, "request %lld: an address was taken meanwhile",
			     (long long)r->id);
	return OK;
}

static err carry_out_users(struct work *w, const struct registration *r, uint64_t users)
{
	static err (*const does[KINDS])(struct work * w, const struct registration *r,
					struct applicant *u) = {
		[KIND_PENDAFTARAN] = provision,
		[KIND_PERUBAHAN] = carry_out_change,
		[KIND_PENGHAPUSAN] = carry_out_removal,
	};

	for (size_t i = 0; i < r->users.count; i++)
		if (users & USER_BIT(r->users.items[i].n))
			TRY(does[r->kind](w, r, &r->users.items[i]));
	return OK;
}

/*
 * Who signed the first approved SK is the KPA; a later other one is a warning only. An
 * SK older than the first recorded KPA comes too late to be the first.
 */
static err record_signer(struct work *w, const struct registration *r)
{
	struct official *kpa;

	if (r->kind == KIND_PENGHAPUSAN)
		return OK;
	TRY(kpa_since(w, r->satker, r->basis.date, &kpa));
	return kpa ? OK
		   : kpa_record(w, r->satker, r->basis.signer_name, r->basis.signer_nip,
				r->basis.date);
}

/* Those approved before are active, and those of now are. */
static err all_active(struct work *w, const struct registration *r,
		      const struct candidates *list, bool *ret)
{
	*ret = true;
	for (size_t i = 0; i < list->count; i++)
		*ret &= list->items[i].active || list->items[i].u->state != USER_APPROVED;
	for (size_t i = 0; *ret && i < r->users.count; i++) {
		struct person *p;

		if (!r->users.items[i].person)
			continue;
		TRY(person_find(w, r->users.items[i].person, &p));
		*ret = p && p->account == ACCOUNT_ACTIVE;
	}
	return OK;
}

/* What an approval does to each of its users. */
struct outcome {
	uint64_t approved, waiting;
};

static struct outcome decide_all(struct work *w, const struct candidates *list,
				 bool second, struct changes *trail)
{
	struct outcome done = { 0 };

	for (size_t i = 0; i < list->count; i++) {
		struct applicant *u = list->items[i].u;

		if (list->items[i].obstacle && !second) {
			u->waits_for_second = true;
			u->first_by = w->actor->person;
			note(w, trail, user_place(w, u->n, S("second")), S(""),
			     S("menunggu"));
			done.waiting |= USER_BIT(u->n);
		} else {
			decide_user(w, u, USER_APPROVED, trail);
			done.approved |= USER_BIT(u->n);
		}
	}
	return done;
}

static err set_state(struct work *w, struct registration *r,
		     const struct candidates *list, struct changes *trail)
{
	enum registration_state before = r->state;
	struct changes unsaid = { 0 };
	bool active;

	settle_state(w, r, &unsaid);
	/* No account has to be activated for a change, nor for a removal. */
	if (r->state == STATE_ACTIVE && r->kind != KIND_PENDAFTARAN) {
		r->state = STATE_DONE;
	} else if (r->state == STATE_ACTIVE) {
		TRY(all_active(w, r, list, &active));
		if (active)
			r->state = STATE_DONE;
	}
	note_state(w, trail, before, r->state);
	return OK;
}

static str event_of(struct outcome done, enum act a)
{
	if (a == ACT_CONFIRM)
		return S("registration.added");
	if (a == ACT_SECOND)
		return S("registration.seconded");
	return done.approved ? S("registration.approved")
			     : S("registration.second_asked");
}

static err carry_out(struct work *w, const struct decision *d, struct begun *begun,
		     const struct candidates *list, struct registration_result *ret)
{
	struct registration *r = begun->r;
	struct changes trail = { 0 };
	struct outcome done = decide_all(w, list, begun->act != ACT_APPROVE, &trail);

	TRY(set_state(w, r, list, &trail));
	TRY(act_write(w, r, ret));
	if (ret->why)
		return OK;
	TRY(carry_out_users(w, r, done.approved));
	TRY(write_users_of(w, r, done.approved | done.waiting));
	if (done.approved) {
		TRY(record_signer(w, r));
		TRY(letter_approved(w, r, done.approved));
	}
	if (r->kind == KIND_PENGHAPUSAN && r->state == STATE_DONE)
		TRY(registration_hooks.removal_decided(w, r));
	TRY(record(w, r, event_of(done, begun->act), d->reason, &trail));
	ret->waiting_for_second = done.waiting != 0;
	answer(w, r, ret);
	return OK;
}

static err decide(struct work *w, const struct decision *d, struct begun *begun,
		  struct registration_result *ret)
{
	struct candidates list = { 0 };
	enum registration_refusal obstacle;

	TRY(find_candidates(w, begun, &list, ret));
	obstacle = obstacle_refusal(w->actor, &list, d->reason, begun->act == ACT_SECOND);
	if (obstacle) {
		tell_obstacles(w, &list, worst_of(&list), ret);
		ret->why = obstacle;
		return obstacle == REGISTRATION_LAST_USER ? tell_last(w, begun, ret) : OK;
	}
	/* Nobody is left out in silence: who approves the others names them. */
	return ret->why ? OK : carry_out(w, d, begun, &list, ret);
}

err registration_approve(struct work *w, const struct decision *d,
			 struct registration_result *ret)
{
	struct begun begun;

	TRY(act_begin(w, ACT_APPROVE, d, &begun, ret));
	return ret->why ? OK : decide(w, d, &begun, ret);
}

static bool approved_first(const struct begun *begun, int64_t person)
{
	for (size_t i = 0; i < begun->r->users.count; i++)
		if (begun->users & USER_BIT(begun->r->users.items[i].n) &&
		    begun->r->users.items[i].first_by == person)
			return true;
	return false;
}

err registration_second(struct work *w, const struct decision *d,
			struct registration_result *ret)
{
	struct begun begun;

	TRY(act_begin(w, ACT_SECOND, d, &begun, ret));
	if (ret->why)
		return OK;
	if (approved_first(&begun, w->actor->person)) {
		ret->why = REGISTRATION_SAME_OFFICER;
		return OK;
	}
	return decide(w, d, &begun, ret);
}

/* ---- what the satker adds itself ---- */

static err find_addition(struct work *w, struct begun *begun, struct candidates *list)
{
	struct registration_result unsaid = { 0 };

	begun->act = ACT_CONFIRM;
	begun->users = USER_BIT(begun->r->users.items[0].n);
	return find_candidates(w, begun, list, &unsaid);
}

err addition_obstructed(struct work *w, struct registration *r, bool *ret)
{
	struct registration asked = *r;
	struct begun begun = { .r = &asked };
	struct candidates list = { 0 };

	/* The answer belongs to the round that the addition will begin. */
	asked.round++;
	TRY(find_addition(w, &begun, &list));
	*ret = list.items[0].blocked || list.items[0].obstacle;
	return OK;
}

err carry_out_addition(struct work *w, struct registration *r,
		       struct registration_result *ret)
{
	struct decision d = { .number = r->number };
	struct begun begun = { .r = r };
	struct candidates list = { 0 };

	TRY(find_addition(w, &begun, &list));
	return carry_out(w, &d, &begun, &list, ret);
}

/* ---- the last step: the account ---- */

static err finish(struct work *w, struct registration *r)
{
	struct registration_result ret = { 0 };
	struct changes trail = { 0 };
	bool active;

	TRY(all_active(w, r, &(struct candidates){ 0 }, &active));
	if (!active)
		return OK;
	note_state(w, &trail, r->state, STATE_DONE);
	r->state = STATE_DONE;
	TRY(act_write(w, r, &ret));
	if (ret.why)
		return FAULT(FAULT_BUSY, "request %lld changed meanwhile",
			     (long long)r->id);
	return record(w, r, S("registration.done"), S(""), &trail);
}

err registration_person_activated(struct work *w, int64_t person)
{
	struct ids ids;

	TRY(registrations_of_person_all(w, person, &ids));
	for (size_t i = 0; i < ids.count; i++) {
		struct registration *r;

		TRY(registration_find_id(w, ids.items[i], &r));
		TRY(finish(w, r));
	}
	return OK;
}
