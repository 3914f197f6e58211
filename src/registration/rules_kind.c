/*
 * What has changed? The register and what was typed say whether somebody is new, is
 * changed (Semula, Menjadi) or goes; nobody has to know the name of it.
 */
#include "registration/internal.h"

/* What an approved change brings into the register; who somebody is, it does not. */
static const enum field changeable[] = { FIELD_POSITION, FIELD_EMAIL, FIELD_PHONE,
					 FIELD_ROLES };

static str was_text(struct arena *a, const struct registered *was, enum field f)
{
	switch (f) {
	case FIELD_POSITION:
		return was->position;
	case FIELD_EMAIL:
		return was->email;
	case FIELD_PHONE:
		return was->phone;
	default:
		return role_set_text(a, was->roles, role_labels);
	}
}

static str typed_text(struct arena *a, const struct applicant *u, enum field f)
{
	const struct registered typed = { .position = u->position,
					  .email = u->email,
					  .phone = u->phone,
					  .roles = u->roles };

	return was_text(a, &typed, f);
}

void registration_changes(struct arena *a, const struct applicant *u,
			  struct differences *ret)
{
	*ret = (struct differences){ 0 };
	for (size_t i = 0; u->was.membership && i < COUNT(changeable); i++) {
		struct difference d = { .user = u->n, .field = changeable[i] };

		d.before = was_text(a, &u->was, d.field);
		d.after = typed_text(a, u, d.field);
		if (!str_eq(d.before, d.after))
			*PUSH(a, ret) = d;
	}
}

bool registered_same(const struct registered *was, const struct registered *now)
{
	return was->membership == now->membership && was->roles == now->roles &&
	       str_eq(was->position, now->position) && str_eq(was->email, now->email) &&
	       str_eq(was->phone, now->phone);
}

static bool changed(const struct applicant *u)
{
	const struct registered typed = { .membership = u->was.membership,
					  .roles = u->roles,
					  .position = u->position,
					  .email = u->email,
					  .phone = u->phone };

	return !registered_same(&u->was, &typed);
}

enum registration_kind kind_of(const struct applicant *u)
{
	if (!u->was.membership)
		return KIND_PENDAFTARAN;
	if (!u->roles)
		return KIND_PENGHAPUSAN;
	return changed(u) ? KIND_PERUBAHAN : KINDS;
}

/* ---- what does not fit ---- */

/* What the user makes of a request of the kind; FINDINGS when it is the right one. */
static enum finding_kind misfit(enum registration_kind asked, const struct applicant *u)
{
	enum registration_kind is = kind_of(u);

	if (is == KIND_PENDAFTARAN)
		return asked == KIND_PERUBAHAN	   ? FINDING_KIND_NEW
		       : asked == KIND_PENGHAPUSAN ? FINDING_NOT_MEMBER
						   : FINDINGS;
	if (is == asked || (is == KINDS && asked == KIND_PENGHAPUSAN))
		return FINDINGS;
	if (is == KINDS)
		return FINDING_NO_CHANGE;
	return is == KIND_PERUBAHAN ? FINDING_KIND_CHANGE : FINDING_KIND_REMOVAL;
}

static str fields_text(struct arena *a, const struct differences *changes)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < changes->count; i++)
		buf_fmt(&b, "%s%.*s", i ? ", " : "",
			P(arena_lower(a, field_labels[changes->items[i].field])));
	return buf_str(&b);
}

static struct finding misfit_finding(struct arena *a, enum finding_kind k,
				     const struct applicant *u)
{
	str name = u->was.name.n ? u->was.name : u->name;
	struct differences changes;

	registration_changes(a, u, &changes);
	if (k == FINDING_NOT_MEMBER)
		return finding_of(k, u->n, FIELD_NIK, name, S(""));
	return finding_of(k, 0, FIELD_KIND, name, fields_text(a, &changes));
}

/* Who somebody is stays: another name or number is no change of a user. */
static void same_person(struct arena *a, const struct applicant *u, struct findings *ret)
{
	if (u->name.n && !str_eq_nocase(u->name, u->was.name))
		*PUSH(a, ret) = finding_of(FINDING_REGISTERED_AS, u->n, FIELD_NAME,
					   u->was.name, S(""));
	if (u->id_number.n && u->was.id_number.n &&
	    !str_eq_nocase(u->id_number, u->was.id_number))
		*PUSH(a, ret) = finding_of(FINDING_REGISTERED_AS, u->n, FIELD_ID_NUMBER,
					   u->was.id_number, S(""));
}

void kind_findings(struct arena *a, const struct registration *r, struct findings *ret)
{
	for (size_t i = 0; r->origin != ORIGIN_PUBLIC && i < r->users.count; i++) {
		const struct applicant *u = &r->users.items[i];
		enum finding_kind k = misfit(r->kind, u);

		if (!u->nik.n || u->state != USER_WAITING)
			continue;
		if (k != FINDINGS)
			*PUSH(a, ret) = misfit_finding(a, k, u);
		if (u->was.membership && r->kind != KIND_PENDAFTARAN)
			same_person(a, u, ret);
	}
}
