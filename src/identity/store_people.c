/*
 * What a scope reaches of people and memberships. Each reach has a statement of its
 * own: a common table names its units, so that an index gives what is in them.
 */
#include "identity/people.h"
#include "identity/rows.h"

/* ---- the units of a scope ---- */

/* $1 is the code of the scope's unit, $2 today. */
#define REACH_OF(units) "WITH reach (kind, code) AS (" units ") "
#define SATKER_NOW(condition)                                                            \
	" SELECT 'satker', satker FROM satker_period WHERE " condition                   \
	" AND valid_from <= $2 AND valid_to >= $2"

#define UNITS_OF_SATKER "SELECT 'satker', $1 WHERE $2 <> ''"
#define UNITS_OF_KPPN "SELECT 'kppn', $1 UNION ALL" SATKER_NOW("kppn = $1")
#define UNITS_OF_KANWIL                                                                  \
	"SELECT 'kanwil', $1 UNION ALL SELECT 'kppn', code FROM kppn WHERE kanwil = $1"  \
	" UNION ALL" SATKER_NOW("kppn IN (SELECT code FROM kppn WHERE kanwil = $1)")
#define UNITS_OF_BA                                                                      \
	"SELECT 'kl', $1 UNION ALL"                                                      \
	" SELECT 'eselon1', ba || code FROM eselon1 WHERE ba = $1"                       \
	" UNION ALL" SATKER_NOW("ba = $1")
#define UNITS_OF_ESELON1                                                                 \
	"SELECT 'eselon1', $1 UNION ALL" SATKER_NOW(                                     \
		"ba = substr($1, 1, 3) AND eselon1 = substr($1, 4, 2)")

/* One statement for each reach; the nation's needs no list of units. */
#define FOR_EACH_REACH(statement, of_nation)                                             \
	{                                                                                \
		[REACH_SATKER] = statement(REACH_OF(UNITS_OF_SATKER)),                   \
		[REACH_KPPN] = statement(REACH_OF(UNITS_OF_KPPN)),                       \
		[REACH_KANWIL] = statement(REACH_OF(UNITS_OF_KANWIL)),                   \
		[REACH_BA] = statement(REACH_OF(UNITS_OF_BA)),                           \
		[REACH_ESELON1] = statement(REACH_OF(UNITS_OF_ESELON1)),                 \
		[REACH_NATION] = of_nation,                                              \
	}

/* ---- people ---- */

/* $3 and $4 are the position to go on from, $5 the search, $6 the limit. */
#define PEOPLE_PAGE(within)                                                              \
	"SELECT " PERSON " WHERE (p.name, p.id) > ($3, $4)"                              \
	" AND lower(p.name) LIKE $5 ESCAPE '!'" within " ORDER BY p.name, p.id LIMIT $6"
#define PEOPLE(reach)                                                                    \
	reach PEOPLE_PAGE(" AND p.id IN (SELECT m.person FROM reach JOIN membership m"   \
			  " ON m.unit_kind = reach.kind AND m.unit = reach.code)")

static const char *const people_within[REACHES] = FOR_EACH_REACH(PEOPLE, PEOPLE_PAGE(""));

err people_list(struct work *w, const struct satker_scope *s,
		const struct people_query *q, struct seen_people *ret)
{
	str day = date_iso(w->arena, date_at(w->now, WIB)), name = q->after;
	enum reach reach;
	int64_t id = 0;
	struct rows r;

	*ret = (struct seen_people){ 0 };
	if (!reach_of(s, &reach))
		return OK;
	str_int(str_cut(&name, '.'), &id);
	r = db_query(w->db, w->arena, people_within[reach],
		     ARGS(arg_str(s->unit), arg_str(day), arg_str(name), arg_int(id),
			  arg_str(like_part(w->arena, q->search)),
			  arg_int((int64_t)q->limit)));
	while (rows_next(&r))
		PUSH(w->arena, ret)->person = read_person(&r);
	return rows_end(&r);
}

/* ---- memberships ---- */

/* Rights end with their date; nobody has to write it down. */
#define STATE_AT(now)                                                                    \
	"CASE WHEN m.state = 'aktif' AND m.valid_until IS NOT NULL"                      \
	" AND m.valid_until <= " now " THEN 'nonaktif' ELSE m.state END"

/* from gives m, now is the parameter with the instant. */
#define SEEN(from, now)                                                                  \
	"SELECT m.id, m.person, m.unit_kind, m.unit, " STATE_AT(                         \
		now) ", m.valid_from,"                                                   \
		     " COALESCE(m.valid_until, 0), m.basis, r.role, p.name FROM " from   \
		     " JOIN person p ON p.id = m.person" ROLES_AT(now)

static err read_seen(struct rows *r, struct seen_memberships *ret)
{
	struct seen_membership *last = NULL;

	*ret = (struct seen_memberships){ 0 };
	while (rows_next(r)) {
		if (!last || last->membership.id != row_int(r, 0)) {
			last = PUSH(r->arena, ret);
			last->membership = read_membership(r);
			last->person_name = row_str(r, 9);
		}
		read_role(r, &last->membership);
	}
	return rows_end(r);
}

err memberships_all(struct work *w, int64_t person, struct seen_memberships *ret)
{
	struct rows r = work_query(
		w,
		SEEN("membership m", "$1") " WHERE m.person = $2"
					   " ORDER BY m.unit_kind, m.unit, m.id",
		ARGS(arg_int(w->now), arg_int(person)));

	return read_seen(&r, ret);
}

err membership_find(struct work *w, int64_t id, struct seen_membership **ret)
{
	struct seen_memberships found;
	struct rows r =
		work_query(w, SEEN("membership m", "$1") " WHERE m.id = $2 ORDER BY m.id",
			   ARGS(arg_int(w->now), arg_int(id)));

	TRY(read_seen(&r, &found));
	*ret = found.count ? &found.items[0] : NULL;
	return OK;
}

/*
 * $3 is now, $4 to $6 the position to go on from, $7 satker, $8 KPPN, $9 state and
 * $10 role, each '' for any, $11 the limit.
 */
#define MEMBERSHIP_PAGE(from)                                                                   \
	SEEN("(SELECT m.id, m.person, m.unit_kind, m.unit, m.state, m.valid_from,"              \
	     " m.valid_until, m.basis FROM " from                                               \
	     " WHERE (m.unit_kind, m.unit, m.id) > ($4, $5, $6)"                                \
	     " AND ($7 = '' OR (m.unit_kind = 'satker' AND m.unit = $7))"                       \
	     " AND ($8 = '' OR (m.unit_kind = 'kppn' AND m.unit = $8)"                          \
	     " OR (m.unit_kind = 'satker' AND EXISTS (SELECT 1 FROM satker_period s"            \
	     " WHERE s.satker = m.unit AND s.kppn = $8"                                         \
	     " AND s.valid_from <= $2 AND s.valid_to >= $2)))"                                  \
	     " AND ($9 = '' OR " STATE_AT(                                                      \
		     "$3") " = $9)"                                                             \
			   " AND ($10 = '' OR EXISTS (SELECT 1 FROM membership_role x"          \
			   " WHERE x.membership = m.id AND x.role = $10 AND x.valid_from <= $3" \
			   " AND (x.valid_until IS NULL OR x.valid_until > $3)))"               \
			   " ORDER BY m.unit_kind, m.unit, m.id LIMIT $11) m",                  \
	     "$3")                                                                              \
	" ORDER BY m.unit_kind, m.unit, m.id"
#define MEMBERSHIPS(reach)                                                               \
	reach MEMBERSHIP_PAGE("reach JOIN membership m"                                  \
			      " ON m.unit_kind = reach.kind AND m.unit = reach.code")

static const char *const memberships_within[REACHES] =
	FOR_EACH_REACH(MEMBERSHIPS, MEMBERSHIP_PAGE("membership m"));

/* The nation's list of one unit is that unit's list. */
static struct satker_scope narrowed(const struct satker_scope *s,
				    const struct membership_query *q)
{
	if (s->reach == SCOPE_NATION && q->satker.n)
		return (struct satker_scope){ SCOPE_SATKER, q->satker };
	if (s->reach == SCOPE_NATION && q->kppn.n)
		return (struct satker_scope){ SCOPE_KPPN, q->kppn };
	return *s;
}

err membership_list(struct work *w, const struct satker_scope *s,
		    const struct membership_query *q, struct seen_memberships *ret)
{
	str day = date_iso(w->arena, date_at(w->now, WIB)), unit = q->after;
	struct satker_scope scope = narrowed(s, q);
	enum reach reach;
	int64_t id = 0;
	struct rows r;
	str kind;

	*ret = (struct seen_memberships){ 0 };
	if (!reach_of(&scope, &reach))
		return OK;
	str_int(str_cut(&unit, '.'), &id);
	kind = str_cut(&unit, '.');
	r = db_query(w->db, w->arena, memberships_within[reach],
		     ARGS(arg_str(scope.unit), arg_str(day), arg_int(w->now),
			  arg_str(kind), arg_str(unit), arg_int(id), arg_str(q->satker),
			  arg_str(q->kppn), arg_str(q->state), arg_str(q->role),
			  arg_int((int64_t)q->limit)));
	return read_seen(&r, ret);
}
