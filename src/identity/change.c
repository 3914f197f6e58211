/* A user becomes what an approved request says: roles, position, how he is reached. */
#include "audit/audit.h"
#include "identity/internal.h"

static void compare(struct work *w, const struct member_change *c, struct member_value v,
		    struct member_values *ret)
{
	v.at = w->now;
	v.basis = c->basis;
	if (!str_eq(v.before, v.after))
		*PUSH(w->arena, ret) = v;
}

static void values_of(struct work *w, const struct member_change *c,
		      struct member_values *ret)
{
	const struct unit_user *b = c->before;
	struct arena *a = w->arena;
	str had = role_set_text(a, b->membership.roles, role_words);
	str gets = role_set_text(a, c->roles, role_words);

	*ret = (struct member_values){ 0 };
	compare(w, c, (struct member_value){ 0, S("peran"), had, gets, S("") }, ret);
	compare(w, c,
		(struct member_value){ 0, S("jabatan"), b->position, c->position, S("") },
		ret);
	compare(w, c, (struct member_value){ 0, S("email"), b->email, c->email, S("") },
		ret);
	compare(w, c, (struct member_value){ 0, S("ponsel"), b->phone, c->phone, S("") },
		ret);
}

static err write_roles(struct work *w, const struct member_change *c)
{
	const struct membership *m = &c->before->membership;

	for (int r = 0; r < ROLES; r++) {
		bool had = m->roles & ROLE_BIT(r), gets = c->roles & ROLE_BIT(r);

		if (had && !gets)
			TRY(role_end(w, m->id, (enum role)r));
		if (gets && !had)
			TRY(role_insert(w, m->id, (enum role)r, c->basis));
	}
	return OK;
}

static err write_values(struct work *w, const struct member_change *c,
			const struct member_values *values)
{
	for (size_t i = 0; i < values->count; i++)
		TRY(value_insert(w, c->before->membership.id, &values->items[i]));
	return OK;
}

static bool personal(str field)
{
	return str_eq(field, S("email")) || str_eq(field, S("ponsel"));
}

static str in_trail(struct work *w, str field, str value)
{
	return personal(field) && value.n ? audit_hash(w, value) : value;
}

static err record(struct work *w, const struct member_change *c,
		  const struct member_values *values)
{
	const struct membership *m = &c->before->membership;
	struct audit_change *list =
		NEW_ARRAY(w->arena, struct audit_change, values->count + 1);
	struct audit_act act = {
		.event = S("membership.changed"),
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)m->person),
		.unit = arena_fmt(w->arena, "%.*s:%.*s", P(unit_kind_words[m->unit_kind]),
				  P(m->unit)),
		.reason = c->basis,
		.changes = list,
		.change_count = values->count,
	};

	for (size_t i = 0; i < values->count; i++) {
		const struct member_value *v = &values->items[i];

		list[i] =
			(struct audit_change){ v->field, in_trail(w, v->field, v->before),
					       in_trail(w, v->field, v->after) };
	}
	return audit_record(w, &act);
}

/* What was sent to the old mailbox opens nothing any more. */
static err move_mailbox(struct work *w, const struct member_change *c,
			const struct member_values *values)
{
	int64_t person = c->before->membership.person;
	bool sent;

	TRY(letter_changed(w, c, c->before->email, values));
	TRY(links_kill(w, LINK_RESET, person));
	if (c->before->account != ACCOUNT_WAITING)
		return OK;
	TRY(links_kill(w, LINK_ACTIVATION, person));
	return activation_resend(w, person, &sent);
}

err member_change(struct work *w, const struct member_change *c, bool *ret_done)
{
	const struct membership *m = &c->before->membership;
	struct tenure again = { .membership = m, .basis = c->basis };
	struct member_values values;

	values_of(w, c, &values);
	TRY(member_write(w, c, ret_done));
	if (!*ret_done)
		return OK;
	TRY(write_roles(w, c));
	TRY(person_reach(w, m->person, c->email, c->phone));
	TRY(write_values(w, c, &values));
	TRY(membership_note(w, m->id, m->state, &again));
	TRY(record(w, c, &values));
	if (!str_eq_nocase(c->email, c->before->email))
		TRY(move_mailbox(w, c, &values));
	return letter_changed(w, c, c->email, &values);
}
