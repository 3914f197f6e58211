/*
 * Lists of users. Each scope and order has a statement of its own, so that it is
 * read from an index; what is rare in the nation (a word, a state) is looked up
 * first and sorted then.
 */
#include "identity/rows.h"

enum { LIST_MAX = 201, NAME_COLUMN = 9 };

#define STANDING_BY(account)                                                             \
	"CASE WHEN m.state = 'nonaktif' OR m.valid_until <= $1 THEN 'nonaktif'"          \
	" WHEN m.state = 'ditangguhkan' THEN m.state ELSE COALESCE(" account             \
	", 'menunggu') END"
#define STANDING STANDING_BY("a.state")

#define PEOPLE                                                                           \
	" JOIN person p ON p.id = m.person LEFT JOIN account a ON a.person = m.person"

#define PICKED                                                                           \
	"SELECT m.id, m.person, m.unit_kind, m.unit, m.state, m.valid_from,"             \
	" m.valid_until, m.basis, m.name_key, m.position, p.name, p.email, p.phone,"     \
	" p.id_type, p.id_number, COALESCE(a.state, '') AS account,"                     \
	" COALESCE(a.signed_in_at, 0) AS signed_in_at FROM "

/* What is picked as m, with each role in force and the name of a satker; $2 is the day.
 */
#define SHOWN(picked)                                                                              \
	"SELECT m.id, m.person, m.unit_kind, m.unit, m.state, m.valid_from,"                       \
	" COALESCE(m.valid_until, 0), m.basis, r.role, m.name, m.email, m.phone, m.id_type,"       \
	" m.id_number, m.position, m.account, m.signed_in_at, m.name_key,"                         \
	" COALESCE(t.name, '') FROM (" picked ") m" ROLES_AT(                                      \
		"$1") " LEFT JOIN satker_period t ON m.unit_kind = 'satker' AND t.satker = m.unit" \
		      " AND t.valid_from <= $2 AND t.valid_to >= $2"

/*
 * $3 unit, $4 its kind or the Eselon I, $5 satker, $6 standing, $7 role, $8 pattern,
 * $9 person, ($10, $11, $12) the position to go on from, $13 to $14 a word, $15 the
 * kind of a wide scope that $3 and $4 name, where WITHIN asks for it, $16 limit.
 * '' and 0 are no filter.
 */
#define HOLDS_ROLE                                                                       \
	" AND ($7 = '' OR EXISTS (SELECT 1 FROM membership_role f"                       \
	" WHERE f.membership = m.id AND f.role = $7 AND f.valid_from <= $1"              \
	" AND (f.valid_until IS NULL OR f.valid_until > $1)))"
#define FILTERS(standing)                                                                \
	" AND ($5 = '' OR m.unit = $5) AND ($6 = '' OR $6 = " standing ")"               \
	" AND ($8 = '' OR ' ' || m.name_key LIKE $8 ESCAPE '!')"                         \
	" AND ($9 = 0 OR m.person = $9) AND "
#define PAGE(from, where, beyond, order, shown_order)                                    \
	SHOWN(PICKED from PEOPLE " WHERE " where HOLDS_ROLE FILTERS(STANDING) beyond     \
	      " ORDER BY " order " LIMIT $16")                                           \
	" ORDER BY " shown_order ", r.role"

/* The page after a position, and the one before it. */
#define BY_NAME(from, where)                                                             \
	{                                                                                \
		PAGE(from, where, "(m.name_key, m.id) > ($11, $12)", "m.name_key, m.id", \
		     "m.name_key, m.id"),                                                \
			PAGE(from, where, "(m.name_key, m.id) < ($11, $12)",             \
			     "m.name_key DESC, m.id DESC", "m.name_key DESC, m.id DESC") \
	}
#define BY_UNIT(from, where, unit, bound)                                                \
	{                                                                                \
		PAGE(from, where,                                                        \
		     bound " >= $10 AND (" bound                                         \
			   " > $10 OR (m.name_key, m.id) > ($11, $12))",                 \
		     unit ", m.name_key, m.id", "m.unit, m.name_key, m.id"),             \
			PAGE(from, where,                                                \
			     bound " <= $10 AND (" bound                                 \
				   " < $10 OR (m.name_key, m.id) < ($11, $12))",         \
			     unit " DESC, m.name_key DESC, m.id DESC",                   \
			     "m.unit DESC, m.name_key DESC, m.id DESC")                  \
	}

/*
 * What is found in no order: names are sorted, and the page is read afterwards. An
 * account is looked at only where a standing is asked for.
 */
#define ACCOUNT "(SELECT d.state FROM account d WHERE d.person = m.person)"
#define RARE_PAGE(from, where, beyond, order)                                            \
	SHOWN(PICKED "membership m" PEOPLE " WHERE m.id IN (SELECT m.id FROM " from      \
		     " WHERE " where FILTERS(STANDING_BY(ACCOUNT)) beyond                \
	      " ORDER BY " order " LIMIT $16)")                                          \
	" ORDER BY " order ", r.role"
#define RARE(from, where)                                                                \
	{                                                                                \
		RARE_PAGE(from, where, "(m.name_key, m.id) > ($11, $12)",                \
			  "m.name_key, m.id"),                                           \
			RARE_PAGE(from, where, "(m.name_key, m.id) < ($11, $12)",        \
				  "m.name_key DESC, m.id DESC")                          \
	}

/* The satker of a wide scope. */
#define SATKER "satker_period s CROSS JOIN membership m"
#define OF_SATKER(scope)                                                                 \
	scope " AND s.valid_from <= $2 AND s.valid_to >= $2"                             \
	      " AND m.unit = s.satker AND m.unit_kind = 'satker'"
/* Bound by an expression: SQLite would seek all of m behind the position instead. */
#define BY_SATKER(scope) BY_UNIT(SATKER, OF_SATKER(scope), "s.satker", "s.satker || ''")

/* What was looked up in the nation, as far as a wide scope reaches. */
#define WITHIN                                                                            \
	" AND ($15 = '' OR EXISTS (SELECT 1 FROM satker_period s WHERE s.satker = m.unit" \
	" AND m.unit_kind = 'satker' AND s.valid_from <= $2 AND s.valid_to >= $2"         \
	" AND CASE $15 WHEN 'kanwil' THEN s.kanwil = $3 WHEN 'kl' THEN s.ba = $3"         \
	" ELSE s.ba = $3 AND s.eselon1 = $4 END))"

enum source {
	UNIT,
	KPPN,
	KPPN_BY_NAME,
	KANWIL,
	MINISTRY,
	ESELON1,
	NATION,
	NATION_BY_UNIT,
	ONE_SATKER,
	RARE_PERSON,
	RARE_WORD,
	RARE_ACCOUNT,
	RARE_STATE,
	RARE_ROLE,
	SOURCES
};

static const char *const pages[SOURCES][2] = {
	[UNIT] = BY_NAME("membership m", "m.unit = $3 AND m.unit_kind = $4"),
	[KPPN] = BY_SATKER("s.kppn = $3"),
	[KPPN_BY_NAME] = BY_NAME(SATKER, OF_SATKER("s.kppn = $3")),
	[KANWIL] = BY_SATKER("s.kanwil = $3"),
	[MINISTRY] = BY_SATKER("s.ba = $3"),
	[ESELON1] = BY_SATKER("s.ba = $3 AND s.eselon1 = $4"),
	[NATION] = BY_NAME("membership m", "$3 = ''"),
	[NATION_BY_UNIT] = BY_UNIT("membership m", "$3 = ''", "m.unit", "m.unit"),
	[ONE_SATKER] =
		BY_NAME("membership m", "m.unit = $5 AND m.unit_kind = 'satker'" WITHIN),
	[RARE_PERSON] = RARE("membership m", "m.person = $9" HOLDS_ROLE WITHIN),
	[RARE_WORD] =
		RARE("(SELECT DISTINCT v.person FROM person_word v"
		     " WHERE v.word >= $13 AND v.word < $14) v CROSS JOIN membership m",
		     "m.person = v.person" HOLDS_ROLE WITHIN),
	[RARE_ACCOUNT] = RARE(
		"account d CROSS JOIN membership m",
		"d.state <> 'aktif' AND d.state = $6 AND m.person = d.person" HOLDS_ROLE
			WITHIN),
	[RARE_STATE] = RARE("membership m", "m.state = $6" HOLDS_ROLE WITHIN),
	[RARE_ROLE] = RARE(
		"(SELECT DISTINCT x.membership FROM membership_role x WHERE x.role = $7"
		" AND x.valid_from <= $1 AND (x.valid_until IS NULL OR x.valid_until > $1))"
		" v CROSS JOIN membership m",
		"m.id = v.membership" WITHIN),
};

/* ---- what is asked for ---- */

/* What the parameters of a statement are made of. */
struct listing {
	enum source source;
	str unit, part, wide, word, pattern;
	int64_t person;
	str after_unit, after_name;
	int64_t after_id;
};

/* The position is "unit.id.name"; without one, the end from which the order begins. */
static void set_position(const struct member_query *q, struct listing *l)
{
	str rest = q->after;

	l->after_unit = str_cut(&rest, '.');
	if (!str_int(str_cut(&rest, '.'), &l->after_id))
		l->after_id = 0;
	l->after_name = rest;
}

/* The words of the typed beginning, escaped for LIKE, behind the space of a first word.
 */
static str pattern_of(struct arena *a, str q)
{
	struct buf b = buf_new(a);

	if (!q.n)
		return q;
	buf_add(&b, S("% "));
	for (size_t i = 0; i < q.n; i++) {
		if (str_index(S("%_!"), q.p[i]) < 3)
			buf_char(&b, '!');
		buf_char(&b, q.p[i]);
	}
	buf_char(&b, '%');
	return buf_str(&b);
}

/* Who is meant by a whole address or number; *ret_somebody is false when nobody is. */
static err find_person(struct work *w, str q, struct listing *l, bool *ret_somebody)
{
	bool masked = actor_grant(w->actor, CAN_LIST_USERS).modifiers & GRANT_MASKED;
	bool address = str_index(q, '@') < q.n;

	*ret_somebody = true;
	if (!address && !str_digits(q, 18))
		return OK;
	if (!masked)
		TRY(address ? person_by_email(w, q, &l->person)
			    : person_by_number(w, q, &l->person));
	*ret_somebody = l->person != 0;
	return OK;
}

/* So few that sorting them costs less than meeting fifty of them on the way. */
static err role_is_rare(struct work *w, enum role role, bool *ret)
{
	enum { MANY = 500 };
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM"
		" (SELECT 1 FROM membership_role WHERE role = $1 LIMIT $2) AS few",
		ARGS(arg_str(role_words[role]), arg_int(MANY)));

	*ret = rows_next(&r) && row_int(&r, 0) < MANY;
	return rows_end(&r);
}

/* In a wide scope what is rare is looked up; else the list is read in its order. */
static err look_up(struct work *w, const struct member_query *q, struct listing *l)
{
	enum { RARE_LETTERS = 3 };
	bool rare = false;

	if (!q->any_role)
		TRY(role_is_rare(w, q->role, &rare));
	if (q->satker.n)
		l->source = ONE_SATKER;
	else if (l->person)
		l->source = RARE_PERSON;
	else if (l->word.n >= RARE_LETTERS)
		l->source = RARE_WORD;
	else if (q->standing == STANDING_WAITING || q->standing == STANDING_LOCKED)
		l->source = RARE_ACCOUNT;
	else if (q->standing == STANDING_SUSPENDED ||
		 (q->standing == STANDING_ENDED && !l->wide.n))
		l->source = RARE_STATE;
	else if (rare)
		l->source = RARE_ROLE;
	return OK;
}

/* The order of the scope. False when the actor may list nobody at all. */
static bool set_scope(struct work *w, const struct member_query *q, struct listing *l)
{
	const struct actor *a = w->actor;
	enum scope scope = actor_grant(a, CAN_LIST_USERS).scope;

	l->unit = a->unit;
	switch (scope) {
	case SCOPE_SATKER:
		l->source = UNIT;
		l->part = unit_kind_words[UNIT_SATKER];
		return a->unit_kind == UNIT_SATKER;
	case SCOPE_KPPN:
		l->source = q->by_unit ? KPPN : KPPN_BY_NAME;
		return a->unit_kind == UNIT_KPPN;
	case SCOPE_KANWIL:
		l->source = KANWIL;
		l->wide = unit_kind_words[UNIT_KANWIL];
		return a->unit_kind == UNIT_KANWIL;
	case SCOPE_MINISTRY:
		l->source = a->unit.n == 5 ? ESELON1 : MINISTRY;
		l->wide = unit_kind_words[a->unit.n == 5 ? UNIT_ESELON1 : UNIT_KL];
		l->unit = str_left(a->unit, 3);
		l->part = str_skip(a->unit, 3);
		return a->unit_kind == UNIT_KL || a->unit_kind == UNIT_ESELON1;
	case SCOPE_NATION:
		l->source = q->by_unit ? NATION_BY_UNIT : NATION;
		l->unit = S("");
		return true;
	default:
		return false;
	}
}

/* ---- reading ---- */

static str position_of(struct arena *a, const struct membership *m, str name_key)
{
	return arena_fmt(a, "%.*s.%lld.%.*s", P(m->unit), (long long)m->id, P(name_key));
}

static struct unit_user read_member(struct work *w, struct rows *r)
{
	struct unit_user m = {
		.membership = read_membership(r),
		.name = row_str(r, NAME_COLUMN),
		.email = row_str(r, NAME_COLUMN + 1),
		.phone = row_str(r, NAME_COLUMN + 2),
		.id_type =
			(enum id_type)row_word(r, NAME_COLUMN + 3, WORDS(id_type_words)),
		.id_number = row_str(r, NAME_COLUMN + 4),
		.position = row_str(r, NAME_COLUMN + 5),
		.account = (enum account_state)row_word(r, NAME_COLUMN + 6,
							WORDS(account_db_words)),
		.signed_in_at = row_int(r, NAME_COLUMN + 7),
	};

	m.membership.unit_name = row_str(r, NAME_COLUMN + 9);
	m.standing = standing_of(&m.membership, m.account, w->now);
	m.position_in_list =
		position_of(w->arena, &m.membership, row_str(r, NAME_COLUMN + 8));
	return m;
}

/* One row a role: rows of one membership stand together. */
static err read_members(struct work *w, struct rows *r, struct unit_users *ret)
{
	*ret = (struct unit_users){ 0 };
	while (rows_next(r)) {
		struct unit_user *last = ret->count ? &ret->items[ret->count - 1] : NULL;

		if (!last || last->membership.id != row_int(r, 0)) {
			last = PUSH(w->arena, ret);
			*last = read_member(w, r);
		}
		read_role(r, &last->membership);
	}
	return rows_end(r);
}

static void turn_round(struct unit_users *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct unit_user first = list->items[i];

		list->items[i] = list->items[list->count - 1 - i];
		list->items[list->count - 1 - i] = first;
	}
}

static str today(struct work *w)
{
	return date_iso(w->arena, date_at(w->now, WIB));
}

/* U+10FFFF stands behind every word that begins so. */
static str behind(struct arena *a, str word)
{
	return arena_fmt(a, "%.*s\xf4\x8f\xbf\xbf", P(word));
}

static err read_page(struct work *w, const struct member_query *q,
		     const struct listing *l, struct unit_users *ret)
{
	bool backwards = q->backwards && q->after.n;
	str standing = q->standing >= 0 ? standing_words[q->standing] : S("");
	size_t limit = q->limit < LIST_MAX ? q->limit : LIST_MAX;
	struct rows r = db_query(
		w->db, w->arena, pages[l->source][backwards],
		ARGS(arg_int(w->now), arg_str(today(w)), arg_str(l->unit),
		     arg_str(l->part), arg_str(q->satker), arg_str(standing),
		     arg_str(q->any_role ? S("") : role_words[q->role]),
		     arg_str(l->pattern), arg_int(l->person), arg_str(l->after_unit),
		     arg_str(l->after_name), arg_int(l->after_id), arg_str(l->word),
		     arg_str(behind(w->arena, l->word)), arg_str(l->wide),
		     arg_int((int64_t)limit)));

	TRY(read_members(w, &r, ret));
	if (backwards)
		turn_round(ret);
	return OK;
}

err members_read(struct work *w, const struct member_query *q, struct unit_users *ret)
{
	str typed = arena_lower(w->arena, str_trim(q->q));
	struct listing l = { 0 };
	bool somebody;

	*ret = (struct unit_users){ 0 };
	TRY(find_person(w, typed, &l, &somebody));
	if (!somebody)
		return OK;
	if (!l.person) {
		str rest = typed;

		l.pattern = pattern_of(w->arena, typed);
		l.word = str_cut(&rest, ' ');
	}
	set_position(q, &l);
	if (!set_scope(w, q, &l))
		return OK;
	if (l.source >= KANWIL)
		TRY(look_up(w, q, &l));
	return read_page(w, q, &l, ret);
}

err member_read(struct work *w, int64_t membership, struct unit_user **ret)
{
	struct unit_users found;
	struct rows r = work_query(
		w,
		SHOWN(PICKED "membership m" PEOPLE " WHERE m.id = $3") " ORDER BY r.role",
		ARGS(arg_int(w->now), arg_str(today(w)), arg_int(membership)));

	TRY(read_members(w, &r, &found));
	*ret = found.count ? &found.items[0] : NULL;
	return OK;
}

err members_read_of(struct work *w, int64_t person, struct unit_users *ret)
{
	struct rows r = work_query(
		w,
		SHOWN(PICKED
		      "membership m" PEOPLE
		      " WHERE m.person = $3") " ORDER BY m.unit_kind, m.unit, m.id, r.role",
		ARGS(arg_int(w->now), arg_str(today(w)), arg_int(person)));

	return read_members(w, &r, ret);
}

err satker_standings(struct work *w, str satker, int64_t ret[STANDINGS])
{
	struct rows r =
		work_query(w,
			   "SELECT " STANDING ", COUNT(*) FROM membership m" PEOPLE
			   " WHERE m.unit = $2 AND m.unit_kind = 'satker' GROUP BY 1",
			   ARGS(arg_int(w->now), arg_str(satker)));

	for (int s = 0; s < STANDINGS; s++)
		ret[s] = 0;
	while (rows_next(&r))
		ret[row_word(&r, 0, WORDS(standing_words))] += row_int(&r, 1);
	return rows_end(&r);
}
