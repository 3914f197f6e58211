/* Rows that several stores of this folder read. */
#pragma once

#include "identity/internal.h"

/* p is the person, a the account. */
#define PERSON                                                                            \
	"p.id, p.name, p.email, p.phone, p.id_type, p.id_number, COALESCE(a.state, ''), " \
	"p.created_at FROM person p LEFT JOIN account a ON a.person = p.id"
struct person read_person(struct rows *r);

/* r is the role: one row for each that holds at that parameter's instant. */
#define ROLES_AT(now)                                                                    \
	" LEFT JOIN membership_role r ON r.membership = m.id AND r.valid_from <= " now   \
	" AND (r.valid_until IS NULL OR r.valid_until > " now ")"

/* From columns 0 to 7: id, person, kind and code of the unit, state, from, until, basis.
 */
struct membership read_membership(struct rows *r);

/* Adds the role of column 8, if there is one. */
void read_role(struct rows *r, struct membership *m);
