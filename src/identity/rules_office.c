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

enum office_refusal office_check(const struct office_request *r, struct date today)
{
	struct nik_facts facts;

	if (r->unit_kind == UNIT_NONE || r->unit_kind == UNIT_SATKER)
		return OFFICE_UNIT;
	if (r->roles == 0 || r->roles & ~unit_roles(r->unit_kind))
		return OFFICE_ROLES;
	if (nik_read(r->nik, today, &facts) != NIK_FINE)
		return OFFICE_NIK;
	if (str_blank(r->name) || r->name.n > 200 || !str_one_line(r->name))
		return OFFICE_NAME;
	if (str_hides(r->name))
		return OFFICE_NAME_HIDES;
	if (!str_digits(r->nip, 18))
		return OFFICE_NIP;
	if (str_blank(r->reason) || r->reason.n > 1000)
		return OFFICE_REASON;
	if (str_hides(r->reason))
		return OFFICE_REASON_HIDES;
	return OFFICE_GRANTED;
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
