#include "directory/directory.h"
#include "identity/rows.h"

/* One row per role; memberships are put together by read_all(). */
#define MEMBERSHIP                                                                       \
	"m.id, m.person, m.unit_kind, m.unit, m.state, m.valid_from,"                    \
	" COALESCE(m.valid_until, 0), m.basis, r.role FROM membership m" ROLES_AT("$1")

struct membership read_membership(struct rows *r)
{
	return (struct membership){
		.id = row_int(r, 0),
		.person = row_int(r, 1),
		.unit_kind = (enum unit_kind)row_word(r, 2, WORDS(unit_kind_words)),
		.unit = row_str(r, 3),
		.state =
			(enum membership_state)row_word(r, 4, WORDS(membership_db_words)),
		.valid_from = row_int(r, 5),
		.valid_until = row_int(r, 6),
		.basis = row_str(r, 7),
	};
}

void read_role(struct rows *r, struct membership *m)
{
	if (!row_null(r, 8))
		m->roles |= ROLE_BIT(row_word(r, 8, WORDS(role_words)));
}

static err read_all(struct rows *r, struct memberships *ret)
{
	*ret = (struct memberships){ 0 };
	while (rows_next(r)) {
		struct membership *last = ret->count ? &ret->items[ret->count - 1] : NULL;

		if (!last || last->id != row_int(r, 0)) {
			last = PUSH(r->arena, ret);
			*last = read_membership(r);
		}
		read_role(r, last);
	}
	return rows_end(r);
}

err memberships_unnamed(struct work *w, int64_t person, struct memberships *ret)
{
	struct rows r = work_query(
		w,
		"SELECT " MEMBERSHIP " WHERE m.person = $2 AND m.state = 'aktif'"
		" AND m.valid_from <= $1 AND (m.valid_until IS NULL OR m.valid_until > $1)"
		" ORDER BY m.unit_kind, m.unit, m.id, r.role",
		ARGS(arg_int(w->now), arg_int(person)));

	return read_all(&r, ret);
}

err memberships_of(struct work *w, int64_t person, struct memberships *ret)
{
	TRY(memberships_unnamed(w, person, ret));
	for (size_t i = 0; i < ret->count; i++)
		TRY(unit_name(w, ret->items[i].unit_kind, ret->items[i].unit,
			      &ret->items[i].unit_name));
	return OK;
}

err membership_in(struct work *w, int64_t person, enum unit_kind k, str unit,
		  struct membership **ret)
{
	struct memberships found;
	struct rows r =
		work_query(w,
			   "SELECT " MEMBERSHIP
			   " WHERE m.person = $2 AND m.unit_kind = $3 AND m.unit = $4"
			   " ORDER BY m.id",
			   ARGS(arg_int(w->now), arg_int(person),
				arg_str(unit_kind_words[k]), arg_str(unit)));

	TRY(read_all(&r, &found));
	*ret = found.count ? &found.items[0] : NULL;
	return OK;
}

err satker_active_users(struct work *w, str satker, int64_t *ret)
{
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM membership m JOIN account a ON a.person = m.person"
		" WHERE m.unit_kind = 'satker' AND m.unit = $1 AND m.state = 'aktif'"
		" AND a.state = 'aktif' AND m.valid_from <= $2"
		" AND (m.valid_until IS NULL OR m.valid_until > $2)",
		ARGS(arg_str(satker), arg_int(w->now)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err unit_contacts(struct work *w, enum unit_kind k, str unit, role_set roles,
		  struct contacts *ret)
{
	struct rows r = work_query(
		w,
		"SELECT p.id, p.name, p.email, r.role FROM membership m"
		" JOIN membership_role r ON r.membership = m.id"
		" JOIN account a ON a.person = m.person JOIN person p ON p.id = m.person"
		" WHERE m.unit_kind = $1 AND m.unit = $2 AND m.state = 'aktif'"
		" AND a.state = 'aktif' AND m.valid_from <= $3"
		" AND (m.valid_until IS NULL OR m.valid_until > $3)"
		" AND r.valid_from <= $3 AND (r.valid_until IS NULL OR r.valid_until > $3)"
		" ORDER BY p.id",
		ARGS(arg_str(unit_kind_words[k]), arg_str(unit), arg_int(w->now)));

	*ret = (struct contacts){ 0 };
	while (rows_next(&r)) {
		bool wanted = roles & ROLE_BIT(row_word(&r, 3, WORDS(role_words)));
		bool seen =
			ret->count && ret->items[ret->count - 1].person == row_int(&r, 0);

		if (wanted && !seen)
			*PUSH(w->arena, ret) =
				(struct contact){ row_int(&r, 0), row_str(&r, 1),
						  row_str(&r, 2) };
	}
	return rows_end(&r);
}

/* The id is drawn for the reason that person_insert() gives. */
err membership_insert(struct work *w, const struct new_member *m, const struct person *p,
		      int64_t *ret)
{
	struct tenure first = { .basis = m->basis };

	*ret = random_id();
	TRY(work_exec(
		w,
		"INSERT INTO membership (id, person, unit_kind, unit, state, basis, valid_from,"
		" name_key, position) VALUES ($1, $2, $3, $4, 'aktif', $5, $6, $7, $8)",
		ARGS(arg_int(*ret), arg_int(p->id),
		     arg_str(unit_kind_words[m->unit_kind]), arg_str(m->unit),
		     arg_str(m->basis), arg_int(w->now),
		     arg_str(arena_lower(w->arena, p->name)), arg_str(m->position)),
		NULL));
	return membership_note(w, *ret, MEMBERSHIP_ACTIVE, &first);
}

/* An ended membership lives again with the basis of the new request. */
err membership_renew(struct work *w, int64_t membership, const struct new_member *m)
{
	struct tenure again = { .basis = m->basis };
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE membership SET state = 'aktif', basis = $2, valid_until = NULL,"
		" position = CASE WHEN $3 = '' THEN position ELSE $3 END"
		" WHERE id = $1 AND state <> 'aktif'",
		ARGS(arg_int(membership), arg_str(m->basis), arg_str(m->position)),
		&changed));
	return changed ? membership_note(w, membership, MEMBERSHIP_ACTIVE, &again) : OK;
}

err membership_move(struct work *w, const struct membership *m,
		    enum membership_state after, bool *ret_done)
{
	int64_t changed;

	TRY(work_exec(
		w,
		"UPDATE membership SET state = $3,"
		" valid_until = CASE WHEN $3 = 'nonaktif' THEN $4 ELSE valid_until END"
		" WHERE id = $1 AND state = $2",
		ARGS(arg_int(m->id), arg_str(membership_db_words[m->state]),
		     arg_str(membership_db_words[after]), arg_int(w->now)),
		&changed));
	*ret_done = changed == 1;
	return OK;
}

err membership_note(struct work *w, int64_t membership, enum membership_state state,
		    const struct tenure *t)
{
	return work_exec(
		w,
		"INSERT INTO membership_change (membership, at, state, basis, reason, person)"
		" VALUES ($1, $2, $3, $4, $5, $6)",
		ARGS(arg_int(membership), arg_int(w->now),
		     arg_str(membership_db_words[state]), arg_str(t->basis),
		     arg_str(t->reason), arg_id(w->actor ? w->actor->person : 0)),
		NULL);
}

err roles_end(struct work *w, int64_t membership)
{
	return work_exec(
		w,
		"UPDATE membership_role SET valid_until = $2 WHERE membership = $1"
		" AND (valid_until IS NULL OR valid_until > $2)",
		ARGS(arg_int(membership), arg_int(w->now)), NULL);
}

err role_insert(struct work *w, int64_t membership, enum role role, str basis)
{
	return work_exec(
		w,
		"INSERT INTO membership_role (membership, role, valid_from, basis)"
		" VALUES ($1, $2, $3, $4) ON CONFLICT (membership, role, valid_from)"
		" DO UPDATE SET valid_until = NULL, basis = excluded.basis",
		ARGS(arg_int(membership), arg_str(role_words[role]), arg_int(w->now),
		     arg_str(basis)),
		NULL);
}
