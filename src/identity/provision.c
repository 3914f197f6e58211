/* From an approved request to a person with a membership. */
#include "audit/audit.h"
#include "directory/directory.h"
#include "identity/internal.h"

static str unit_mark(struct work *w, enum unit_kind k, str unit)
{
	return arena_fmt(w->arena, "%.*s:%.*s", P(unit_kind_words[k]), P(unit));
}

static err record(struct work *w, str event, int64_t person, const struct new_member *m)
{
	struct audit_change roles = { S("peran"), S(""),
				      role_set_text(w->arena, m->roles, role_words) };
	struct audit_act act = {
		.event = event,
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)person),
		.unit = unit_mark(w, m->unit_kind, m->unit),
		.reason = m->basis,
		.changes = &roles,
		.change_count = 1,
	};

	return audit_record(w, &act);
}

static err give_roles(struct work *w, const struct membership *had, int64_t membership,
		      const struct new_member *m)
{
	for (int r = 0; r < ROLES; r++)
		if (m->roles & ROLE_BIT(r) && !(had && had->roles & ROLE_BIT(r)))
			TRY(role_insert(w, membership, (enum role)r, m->basis));
	return OK;
}

/* *ret_changed is false when the person had all of it already. */
static err join_unit(struct work *w, const struct new_member *m, const struct person *p,
		     bool *ret_changed)
{
	struct membership *had;
	int64_t id;

	TRY(membership_in(w, p->id, m->unit_kind, m->unit, &had));
	*ret_changed = !had || had->state != MEMBERSHIP_ACTIVE ||
		       (had->roles | m->roles) != had->roles;
	if (!*ret_changed)
		return OK;
	if (had)
		id = had->id;
	else
		TRY(membership_insert(w, m, p, &id));
	if (had)
		TRY(membership_renew(w, id, m));
	TRY(give_roles(w, had, id, m));
	return record(w, S("membership.granted"), p->id, m);
}

static err invite(struct work *w, const struct person *p, const struct membership *m)
{
	str token = token_new(w->arena);

	TRY(account_insert(w, p->id));
	TRY(links_kill(w, LINK_ACTIVATION, p->id));
	TRY(link_insert(w, LINK_ACTIVATION, p->id, sha256_hex(w->arena, token),
			w->now + ACTIVATION_SECONDS));
	return letter_activation(w, p, m, token);
}

static err tell(struct work *w, const struct person *p, const struct new_member *m,
		bool changed, enum provision_outcome *ret)
{
	bool active = p->account == ACCOUNT_ACTIVE || p->account == ACCOUNT_LOCKED;
	struct membership *given;

	*ret = active ? PROVISION_EXISTING : PROVISION_INVITED;
	if (!changed)
		return OK;
	if (active)
		return letter_added(w, p, m->unit_name, m->roles);
	TRY(membership_in(w, p->id, m->unit_kind, m->unit, &given));
	given->unit_name = m->unit_name;
	return invite(w, p, given);
}

err identity_enrol(struct work *w, const struct new_member *m, struct person **ret,
		   bool *ret_changed)
{
	int64_t id;

	TRY(person_by_nik(w, m->nik, ret));
	if (!*ret) {
		TRY(person_insert(w, m, &id));
		TRY(record(w, S("person.created"), id, m));
		TRY(person_find(w, id, ret));
	}
	return join_unit(w, m, *ret, ret_changed);
}

err identity_provision(struct work *w, const struct new_member *m,
		       enum provision_outcome *ret, int64_t *ret_person)
{
	struct person *p;
	bool taken, changed;

	TRY(email_taken(w, m->email, m->nik, &taken));
	*ret = PROVISION_EMAIL_TAKEN;
	*ret_person = 0;
	if (taken)
		return OK;
	TRY(identity_enrol(w, m, &p, &changed));
	*ret_person = p->id;
	return tell(w, p, m, changed, ret);
}

static err record_resent(struct work *w, int64_t person)
{
	struct audit_act act = {
		.event = S("account.activation_resent"),
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)person),
	};

	return audit_record(w, &act);
}

/* At most one letter a minute: a button held down is not a flood of mail. */
err activation_resend(struct work *w, int64_t person, bool *ret)
{
	struct person *p;
	int64_t last;
	struct memberships all;

	TRY(person_find(w, person, &p));
	TRY(memberships_of(w, person, &all));
	*ret = p && p->account == ACCOUNT_WAITING && all.count;
	if (!*ret)
		return OK;
	TRY(link_latest(w, LINK_ACTIVATION, person, &last));
	if (last > w->now - MINUTE)
		return OK;
	TRY(record_resent(w, person));
	return invite(w, p, &all.items[0]);
}
