#include "identity/office.h"

#include "audit/audit.h"
#include "directory/directory.h"
#include "mail/mail.h"

static err record(struct work *w, str event, int64_t id, const struct office_request *r)
{
	struct audit_change change = { S("peran"), S(""),
				       role_set_text(w->arena, r->roles, role_words) };
	struct audit_act act = {
		.event = event,
		.subject_kind = S("office_grant"),
		.subject = arena_fmt(w->arena, "%lld", (long long)id),
		.unit = arena_fmt(w->arena, "%.*s:%.*s", P(unit_kind_words[r->unit_kind]),
				  P(r->unit)),
		.reason = r->reason,
		.changes = &change,
		.change_count = 1,
	};

	return audit_record(w, &act);
}

static err kanwil_of(struct work *w, const struct office_request *r, str *ret)
{
	struct kppn *k;

	*ret = S("");
	if (r->unit_kind != UNIT_KPPN)
		return OK;
	TRY(kppn_find(w, r->unit, &k));
	*ret = k ? k->kanwil : S("");
	return OK;
}

static err is_own(struct work *w, str nik, bool *ret)
{
	struct person *p;

	TRY(person_by_nik(w, nik, &p));
	*ret = p && p->id == w->actor->person;
	return OK;
}

static bool late(const struct work *w, enum unit_kind k)
{
	return actor_grant(w->actor, office_permission(k)).modifiers & GRANT_LATELY &&
	       !entered_lately(w->actor, w->now, LATELY);
}

static uint32_t check(struct work *w, const struct office_request *r)
{
	uint32_t wrong = office_check(r, date_at(w->now, WIB));

	return mail_address_valid(r->email) ? wrong : wrong | OFFICE_BIT(OFFICE_EMAIL);
}

static enum office_refusal first_of(uint32_t wrong)
{
	for (int r = OFFICE_GRANTED + 1; r < OFFICE_REFUSALS; r++)
		if (wrong & OFFICE_BIT(r))
			return (enum office_refusal)r;
	return OFFICE_GRANTED;
}

/*
 * Who confirms it: the nearest who may, besides who asked and whom it is for. They are
 * the roles that the access matrix gives 5.12 and 5.13 by default.
 */
static err deciders_of(struct work *w, const struct office_grant *g, struct contacts *ret)
{
	const struct office_request *r = &g->request;
	bool kppn = r->unit_kind == UNIT_KPPN;
	const struct {
		enum unit_kind kind;
		str unit;
		enum role role;
	} tiers[] = {
		{ UNIT_KPPN, kppn ? r->unit : S(""), ROLE_KEPALA },
		{ UNIT_KANWIL, kppn ? g->kanwil : S(""), ROLE_KANWIL },
		{ UNIT_PUSAT, S("DJPB"), ROLE_PUSAT },
	};
	struct person *named;

	*ret = (struct contacts){ 0 };
	TRY(person_by_nik(w, r->nik, &named));
	for (size_t t = 0; t < COUNT(tiers) && ret->count == 0; t++) {
		struct contacts all;

		TRY(unit_contacts(w, tiers[t].kind, tiers[t].unit,
				  ROLE_BIT(tiers[t].role), &all));
		for (size_t i = 0; i < all.count; i++)
			if (all.items[i].person != w->actor->person &&
			    !(named && named->id == all.items[i].person))
				*PUSH(w->arena, ret) = all.items[i];
	}
	return OK;
}

static err tell_deciders(struct work *w, const struct office_request *r, str kanwil,
			 int64_t id)
{
	struct office_grant g = {
		.id = id, .request = *r, .asked_name = w->actor->name, .kanwil = kanwil
	};
	struct contacts to;

	TRY(unit_name(w, r->unit_kind, r->unit, &g.unit_name));
	TRY(deciders_of(w, &g, &to));
	return letter_office_waits(w, &g, &to);
}

err office_ask(struct work *w, const struct office_request *r, struct office_result *ret)
{
	str kanwil, name;
	bool own;

	*ret = (struct office_result){ .wrong = check(w, r) };
	TRY(unit_name(w, r->unit_kind, r->unit, &name));
	if (name.n == 0)
		ret->wrong |= OFFICE_BIT(OFFICE_UNIT);
	ret->why = first_of(ret->wrong);
	if (ret->why)
		return OK;
	TRY(kanwil_of(w, r, &kanwil));
	TRY(is_own(w, r->nik, &own));
	ret->why = !office_in_scope(w->actor, r->unit_kind, r->unit, kanwil)
			   ? OFFICE_OUT_OF_SCOPE
		   : own		   ? OFFICE_OWN
		   : late(w, r->unit_kind) ? OFFICE_REAUTHENTICATE
					   : OFFICE_GRANTED;
	if (ret->why)
		return OK;
	TRY(office_insert(w, r, &ret->id));
	TRY(record(w, S("office.asked"), ret->id, r));
	return tell_deciders(w, r, kanwil, ret->id);
}

static struct new_member member_of(struct arena *a, const struct office_grant *g)
{
	const struct office_request *r = &g->request;

	return (struct new_member){
		.nik = r->nik,
		.name = r->name,
		.email = r->email,
		.id_type = ID_NIP,
		.id_number = r->nip,
		.unit_kind = r->unit_kind,
		.unit = r->unit,
		.unit_name = g->unit_name,
		.roles = r->roles,
		.basis = arena_fmt(a, "PERAN-%lld", (long long)g->id),
	};
}

static err carry_out(struct work *w, const struct office_grant *g,
		     enum office_refusal *ret)
{
	struct new_member m = member_of(w->arena, g);
	enum provision_outcome outcome;
	int64_t person;

	TRY(identity_provision(w, &m, &outcome, &person));
	*ret = outcome == PROVISION_EMAIL_TAKEN ? OFFICE_EMAIL_TAKEN : OFFICE_GRANTED;
	return OK;
}

static err place(struct work *w, struct office_grant *g)
{
	TRY(kanwil_of(w, &g->request, &g->kanwil));
	return unit_name(w, g->request.unit_kind, g->request.unit, &g->unit_name);
}

err office_may_decide(struct work *w, const struct office_grant *g,
		      enum office_refusal *ret)
{
	bool own;

	TRY(is_own(w, g->request.nik, &own));
	*ret = office_decision_check(g, w->actor, own);
	if (!*ret && late(w, g->request.unit_kind))
		*ret = OFFICE_REAUTHENTICATE;
	return OK;
}

err office_decide(struct work *w, int64_t id, bool approve, enum office_refusal *ret)
{
	struct office_grant *g;
	bool was_open;

	*ret = OFFICE_NOT_FOUND;
	TRY(office_find(w, id, &g));
	if (!g)
		return OK;
	TRY(place(w, g));
	TRY(office_may_decide(w, g, ret));
	if (!*ret && approve)
		TRY(carry_out(w, g, ret));
	if (*ret)
		return OK;
	TRY(office_close(w, id, approve ? OFFICE_APPROVED : OFFICE_REJECTED, &was_open));
	if (!was_open)
		return FAULT(FAULT_BUSY, "office_grant %lld was decided meanwhile",
			     (long long)id);
	return record(w, approve ? S("office.approved") : S("office.rejected"), id,
		      &g->request);
}

static bool in_scope(const struct work *w, const struct office_grant *g)
{
	return office_in_scope(w->actor, g->request.unit_kind, g->request.unit,
			       g->kanwil);
}

err office_read_one(struct work *w, int64_t id, struct office_grant **ret)
{
	TRY(office_find(w, id, ret));
	if (!*ret)
		return OK;
	TRY(place(w, *ret));
	if (!in_scope(w, *ret))
		*ret = NULL;
	return OK;
}

err office_waiting(struct work *w, int64_t *ret)
{
	struct office_grants all;

	*ret = 0;
	if (!actor_can(w->actor, CAN_GIVE_KPPN_ROLES))
		return OK;
	TRY(office_read_waiting(w, &all));
	for (size_t i = 0; i < all.count; i++) {
		TRY(place(w, &all.items[i]));
		*ret += in_scope(w, &all.items[i]);
	}
	return OK;
}

err office_list(struct work *w, struct office_grants *ret)
{
	struct office_grants all;

	*ret = (struct office_grants){ 0 };
	TRY(office_read(w, &all));
	for (size_t i = 0; i < all.count; i++) {
		struct office_grant *g = &all.items[i];

		TRY(place(w, g));
		if (in_scope(w, g))
			*PUSH(w->arena, ret) = *g;
	}
	return OK;
}

/*
 * The link is printed once, for the operator who stands beside the first two. No
 * letter goes: there would be a second link, and only one can be alive.
 */
static err bootstrap_one(struct work *w, const struct office_request *r, str *ret_link)
{
	struct office_grant g = { .request = *r, .unit_name = S("Kantor Pusat DJPb") };
	struct new_member m = member_of(w->arena, &g);
	str token = token_new(w->arena);
	struct person *p;
	bool taken, changed;

	TRY(email_taken(w, m.email, m.nik, &taken));
	if (taken)
		return FAULT(FAULT_INTERNAL, "bootstrap: two persons with one address");
	TRY(identity_enrol(w, &m, &p, &changed));
	TRY(account_insert(w, p->id));
	TRY(link_insert(w, LINK_ACTIVATION, p->id, sha256_hex(w->arena, token),
			w->now + ACTIVATION_SECONDS));
	*ret_link = arena_fmt(w->arena, "%.*s/aktivasi/%.*s", P(w->settings->public_url),
			      P(token));
	return record(w, S("office.bootstrapped"), p->id, r);
}

err office_bootstrap(struct work *w, const struct office_request two[2],
		     enum office_refusal *ret, str ret_links[2])
{
	int64_t people;

	TRY(office_count_people(w, &people));
	*ret = people ? OFFICE_DECIDED : OFFICE_GRANTED;
	for (int i = 0; i < 2 && !*ret; i++)
		*ret = first_of(check(w, &two[i]));
	if (!*ret && str_eq(two[0].nik, two[1].nik))
		*ret = OFFICE_SAME_PERSON;
	for (int i = 0; i < 2 && !*ret; i++)
		TRY(bootstrap_one(w, &two[i], &ret_links[i]));
	return OK;
}
