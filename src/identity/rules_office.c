#include "identity/office.h"

enum permission office_permission(enum unit_kind k)
{
	return k == UNIT_KPPN ? CAN_GIVE_KPPN_ROLES : CAN_GIVE_OFFICE_ROLES;
}

/* kanwil is the one the KPPN belongs to. */
bool office_in_scope(const struct actor *a, enum unit_kind k, str unit, str kanwil)
{
	switch (actor_grant(a, office_permission(k)).scope) {
	case SCOPE_NATION:
		return true;
	case SCOPE_KANWIL:
		return k == UNIT_KPPN && str_eq(a->kanwil, kanwil);
	case SCOPE_KPPN:
		return k == UNIT_KPPN && str_eq(a->unit, unit);
	default:
		return false;
	}
}

role_set office_roles(enum unit_kind k)
{
	return k == UNIT_NONE || k == UNIT_SATKER ? 0 : unit_roles(k);
}

static uint32_t text_faults(const struct office_request *r)
{
	uint32_t wrong = 0;

	if (str_blank(r->name) || r->name.n > 200 || !str_one_line(r->name))
		wrong |= OFFICE_BIT(OFFICE_NAME);
	else if (str_hides(r->name))
		wrong |= OFFICE_BIT(OFFICE_NAME_HIDES);
	if (str_blank(r->reason) || r->reason.n > 1000)
		wrong |= OFFICE_BIT(OFFICE_REASON);
	else if (str_hides(r->reason))
		wrong |= OFFICE_BIT(OFFICE_REASON_HIDES);
	return wrong;
}

uint32_t office_check(const struct office_request *r, struct date today)
{
	uint32_t wrong = text_faults(r);
	struct nik_facts facts;

	if (office_roles(r->unit_kind) == 0)
		wrong |= OFFICE_BIT(OFFICE_UNIT);
	if (r->roles == 0 || (r->roles & ~office_roles(r->unit_kind)))
		wrong |= OFFICE_BIT(OFFICE_ROLES);
	if (nik_read(r->nik, today, &facts) != NIK_FINE)
		wrong |= OFFICE_BIT(OFFICE_NIK);
	if (!str_digits(r->nip, 18))
		wrong |= OFFICE_BIT(OFFICE_NIP);
	return wrong;
}

/* names_him: the request is for the actor's own person. */
enum office_refusal office_decision_check(const struct office_grant *g,
					  const struct actor *by, bool names_him)
{
	if (!office_in_scope(by, g->request.unit_kind, g->request.unit, g->kanwil))
		return OFFICE_OUT_OF_SCOPE;
	if (g->state != OFFICE_WAITING)
		return OFFICE_DECIDED;
	if (g->asked_by == by->person)
		return OFFICE_SAME_PERSON;
	if (names_him)
		return OFFICE_OWN;
	return OFFICE_GRANTED;
}
