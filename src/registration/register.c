/* The satker's users as its requests see them, and what a decision makes of them. */
#include "directory/directory.h"
#include "registration/internal.h"

/* ---- who he is there ---- */

static struct registered registered_of(const struct unit_user *m)
{
	return (struct registered){
		.membership = m->membership.id,
		.name = m->name,
		.id_number = m->id_number,
		.email = m->email,
		.phone = m->phone,
		.position = m->position,
		.roles = m->membership.roles,
		.basis = m->membership.basis,
	};
}

/* Who left has no place in the register: to come back he is registered anew. */
static bool is_user_of(const struct unit_user *m, str satker)
{
	return m && m->membership.unit_kind == UNIT_SATKER &&
	       str_eq(m->membership.unit, satker) && m->standing != STANDING_ENDED;
}

static err find_by_nik(struct work *w, str satker, str nik, struct unit_user **ret)
{
	struct membership *here = NULL;
	struct person *p;

	*ret = NULL;
	TRY(person_by_nik(w, nik, &p));
	if (p)
		TRY(membership_in(w, p->id, UNIT_SATKER, satker, &here));
	return here ? member_read(w, here->id, ret) : OK;
}

err registered_now(struct work *w, const struct registration *r,
		   const struct applicant *u, struct registered *ret)
{
	struct unit_user *m;

	*ret = (struct registered){ 0 };
	TRY(find_by_nik(w, r->satker, u->nik, &m));
	if (is_user_of(m, r->satker))
		*ret = registered_of(m);
	return OK;
}

/* ---- taking over what was not typed ---- */

static void take_text(const struct applicant *typed, enum field f, str had, str *ret)
{
	if (!(typed->fields_set & FIELD_BIT(f)))
		*ret = had;
}

static void take_over(struct applicant *u, const struct applicant *typed,
		      const struct unit_user *m)
{
	take_text(typed, FIELD_NAME, m->name, &u->name);
	take_text(typed, FIELD_EMAIL, m->email, &u->email);
	take_text(typed, FIELD_PHONE, m->phone, &u->phone);
	take_text(typed, FIELD_POSITION, m->position, &u->position);
	if (!(typed->fields_set &
	      (FIELD_BIT(FIELD_ID_TYPE) | FIELD_BIT(FIELD_ID_NUMBER)))) {
		u->id_type = m->id_type;
		u->id_number = m->id_number;
	}
	if (!(typed->fields_set & FIELD_BIT(FIELD_ROLES)))
		u->roles = m->membership.roles;
}

/* By his place in the list of users, or by the NIK that was typed. */
static err find_user(struct work *w, const struct registration *r, struct applicant *u,
		     const struct applicant *typed, struct unit_user **ret)
{
	int64_t chosen = typed ? typed->was.membership : 0;

	*ret = NULL;
	if (!chosen)
		return u->nik.n ? find_by_nik(w, r->satker, u->nik, ret) : OK;
	TRY(member_read(w, chosen, ret));
	if (!is_user_of(*ret, r->satker))
		*ret = NULL;
	return *ret ? person_nik(w, (*ret)->membership.person, &u->nik) : OK;
}

static err look_at(struct work *w, const struct registration *r, struct applicant *u,
		   const struct applicant *typed, struct findings *ret)
{
	struct unit_user *m;
	int64_t had = u->was.membership;

	TRY(find_user(w, r, u, typed, &m));
	if (typed && typed->was.membership && !m)
		*PUSH(w->arena, ret) =
			finding_of(FINDING_NOT_MEMBER, u->n, FIELD_NIK, u->name, S(""));
	u->was = (struct registered){ 0 };
	if (!is_user_of(m, r->satker))
		return OK;
	u->was = registered_of(m);
	if (typed && u->was.membership != had && r->kind != KIND_PENDAFTARAN)
		take_over(u, typed, m);
	return OK;
}

err register_look(struct work *w, struct registration *r,
		  const struct registration_input *in, struct findings *ret)
{
	for (size_t i = 0; r->origin != ORIGIN_PUBLIC && i < r->users.count; i++) {
		struct applicant *u = &r->users.items[i];

		TRY(look_at(w, r, u, in ? applicant_n(&in->users, u->n) : NULL, ret));
	}
	return OK;
}

/* ---- who is left ---- */

enum { SUCCESSORS = 3 };

static bool goes(const struct registration *r, uint64_t users, int64_t membership)
{
	for (size_t i = 0; i < r->users.count; i++)
		if (users & USER_BIT(r->users.items[i].n) &&
		    r->users.items[i].was.membership == membership)
			return true;
	return false;
}

static err count_going(struct work *w, const struct registration *r, uint64_t users,
		       int64_t *ret)
{
	*ret = 0;
	for (size_t i = 0; i < r->users.count; i++) {
		const struct applicant *u = &r->users.items[i];
		struct unit_user *m = NULL;

		if (users & USER_BIT(u->n) && u->was.membership)
			TRY(member_read(w, u->was.membership, &m));
		*ret += m && m->standing == STANDING_ACTIVE;
	}
	return OK;
}

/* Who is there and does not work yet, or not now. */
static err name_successors(struct work *w, const struct registration *r, uint64_t users,
			   str *ret)
{
	struct member_query q = { .satker = r->satker, .standing = -1, .limit = 50 };
	struct buf names = buf_new(w->arena);
	struct unit_users all;
	int n = 0;

	TRY(members_list(w, &q, &all));
	for (size_t i = 0; i < all.count && n < SUCCESSORS; i++) {
		const struct unit_user *m = &all.items[i];

		if (m->standing == STANDING_ENDED || goes(r, users, m->membership.id))
			continue;
		buf_fmt(&names, "%s%.*s", n++ ? ", " : "", P(m->name));
	}
	*ret = buf_str(&names);
	return OK;
}

err register_left(struct work *w, const struct registration *r, uint64_t users,
		  int64_t *ret_left, str *ret_successors)
{
	int64_t active, going;

	*ret_successors = S("");
	*ret_left = INT64_MAX;
	TRY(count_going(w, r, users, &going));
	if (!going)
		return OK;
	TRY(satker_active_users(w, r->satker, &active));
	*ret_left = active - going;
	return *ret_left > 1 ? OK : name_successors(w, r, users, ret_successors);
}

/* ---- carrying it out ---- */

static err moved(const struct registration *r)
{
	return FAULT(FAULT_BUSY, "request %lld: the register moved meanwhile",
		     (long long)r->id);
}

err carry_out_change(struct work *w, const struct registration *r, struct applicant *u)
{
	struct unit_user *m;
	bool done;

	TRY(member_read(w, u->was.membership, &m));
	if (!m)
		return moved(r);
	u->person = m->membership.person;
	TRY(member_change(w,
			  &(struct member_change){ .before = m,
						   .email = u->email,
						   .phone = u->phone,
						   .position = u->position,
						   .roles = u->roles,
						   .basis = r->number },
			  &done));
	return done ? OK : moved(r);
}

err carry_out_removal(struct work *w, const struct registration *r, struct applicant *u)
{
	struct unit_user *m;
	bool done;

	TRY(member_read(w, u->was.membership, &m));
	if (!m)
		return moved(r);
	u->person = m->membership.person;
	TRY(membership_end(w,
			   &(struct tenure){ .membership = &m->membership,
					     .basis = r->number,
					     .reason = u->note },
			   &done));
	return done ? OK : moved(r);
}
