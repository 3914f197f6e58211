/*
 * Lists of tickets. Each scope and order has a statement of its own, so that a
 * page is read from an index and a far one costs what the first one does; the
 * other filters only thin out what the index gives.
 */
#include "helpdesk/internal.h"

#include <string.h>

enum { LIST_MAX = 201, ABOUT_MAX = 20 };

/* ---- the statements ---- */

enum family {
	OF_SATKER,
	OF_KPPN,
	OF_KPPN_PILE,
	OF_KPPN_DONE,
	OF_KPPN_ABOVE, /* with a higher office */
	OF_KANWIL,
	OF_KANWIL_PILE,
	OF_NATION,
	OF_NATION_PILE,
	OF_ASSIGNEE,
	FAMILIES
};

/* $1 is the reader. */
#define ROW                                                                              \
	"SELECT t.id, t.number, t.state, t.priority, c.name, t.subject, t.satker,"       \
	" t.satker_name, t.assignee, t.assignee_name, t.opened_at, t.changed_at,"        \
	" t.due_at, t.last_message, t.last_author, t.merged_into,"                       \
	" COALESCE((SELECT s.message FROM ticket_seen s WHERE s.person = $1"             \
	" AND s.ticket = t.id), 0)"                                                      \
	" FROM ticket t JOIN ticket_category c ON c.code = t.category"

/*
 * $2 unit, $3 pile, $4 category, $5 priority, $6 satker, $7 state, $8 unclaimed
 * only, $9 limit, ($10, $11) the position to go on from. '' and 0 are no filter.
 */
#define PAGE(where, key, compare, direction)                                             \
	ROW " WHERE " where " AND ($4 = '' OR t.category = $4)"                          \
	    " AND ($5 = '' OR t.priority = $5) AND ($6 = '' OR t.satker = $6)"           \
	    " AND ($7 = '' OR t.state = $7) AND ($8 = 0 OR t.assignee IS NULL)"          \
	    " AND (" key ", t.id) " compare " ($10, $11)"                                \
	    " ORDER BY " key " " direction ", t.id " direction " LIMIT $9"

/* Of each family, the page after a position and the one before it. */
#define NEWEST_FIRST(where)                                                              \
	{                                                                                \
		PAGE(where, "t.changed_at", "<", "DESC"),                                \
			PAGE(where, "t.changed_at", ">", "ASC")                          \
	}
#define NEAREST_FIRST(where)                                                             \
	{                                                                                \
		PAGE(where, "t.due_at", ">", "ASC"),                                     \
			PAGE(where, "t.due_at", "<", "DESC")                             \
	}
/* What waits for nobody has no deadline: its rows stand in the index by age. */
#define YOUNGEST_FIRST(where)                                                            \
	{                                                                                \
		PAGE(where, "t.due_at", "<", "DESC"),                                    \
			PAGE(where, "t.due_at", ">", "ASC")                              \
	}
#define ANY_PILE " AND ($3 = '' OR t.pile = $3)"

static const char *const pages[FAMILIES][2] = {
	[OF_SATKER] = NEWEST_FIRST("t.satker = $2" ANY_PILE),
	[OF_KPPN] = NEWEST_FIRST("t.kppn = $2" ANY_PILE),
	[OF_KPPN_PILE] = NEAREST_FIRST("t.kppn = $2 AND t.pile = $3"),
	[OF_KPPN_DONE] = YOUNGEST_FIRST("t.kppn = $2 AND t.pile = 'selesai'" ANY_PILE),
	[OF_KPPN_ABOVE] = NEWEST_FIRST("t.kppn = $2 AND t.pile IN ('kanwil', 'pusat')"
				       " AND $3 = ''"),
	[OF_KANWIL] = NEWEST_FIRST("t.kanwil = $2" ANY_PILE),
	[OF_KANWIL_PILE] = NEAREST_FIRST("t.kanwil = $2 AND t.pile = 'kanwil'" ANY_PILE),
	[OF_NATION] = NEWEST_FIRST("$2 = ''" ANY_PILE),
	[OF_NATION_PILE] = NEAREST_FIRST("$2 = '' AND t.pile = 'pusat'" ANY_PILE),
	[OF_ASSIGNEE] = NEAREST_FIRST(
		"t.assignee IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT s.absent"
		" FROM stand_in s WHERE s.stand = $1 AND s.until_day >= $2"
		" AND s.from_day <= $2 AND s.ended_at = 0)"
		" AND t.closed_at = 0" ANY_PILE),
};

/* By deadline or by last change, and in which direction. */
static const struct {
	bool deadline, descends;
} orders[FAMILIES] = {
	[OF_SATKER] = { false, true },	    [OF_KPPN] = { false, true },
	[OF_KPPN_PILE] = { true, false },   [OF_KPPN_DONE] = { true, true },
	[OF_KPPN_ABOVE] = { false, true },  [OF_KANWIL] = { false, true },
	[OF_KANWIL_PILE] = { true, false }, [OF_NATION] = { false, true },
	[OF_NATION_PILE] = { true, false }, [OF_ASSIGNEE] = { true, false },
};

/* ---- what is asked for ---- */

struct listing {
	enum family family;
	str unit, pile;
	bool unclaimed;
};

static const str own_piles[SIDES] = {
	[SIDE_KPPN] = STR("kppn"),
	[SIDE_KANWIL] = STR("kanwil"),
	[SIDE_PUSAT] = STR("pusat"),
};

static enum family family_of(enum scope s)
{
	switch (s) {
	case SCOPE_SATKER:
		return OF_SATKER;
	case SCOPE_KPPN:
		return OF_KPPN;
	case SCOPE_KANWIL:
		return OF_KANWIL;
	case SCOPE_NATION:
		return OF_NATION;
	default:
		return FAMILIES;
	}
}

/* Where a list is of an office, and not of somebody else with the same reach. */
static bool in_own_unit(const struct actor *a, enum family f)
{
	static const enum unit_kind kinds[FAMILIES] = {
		[OF_SATKER] = UNIT_SATKER,
		[OF_KPPN] = UNIT_KPPN,
		[OF_KANWIL] = UNIT_KANWIL,
	};

	return f == OF_NATION || (f < FAMILIES && a->unit.n && a->unit_kind == kinds[f]);
}

static void set_queue(const struct actor *a, struct listing *l)
{
	static const enum family queues[FAMILIES] = {
		[OF_KPPN] = OF_KPPN_PILE,
		[OF_KANWIL] = OF_KANWIL_PILE,
		[OF_NATION] = OF_NATION_PILE,
	};

	l->family = queues[l->family];
	l->pile = own_piles[side_of(a)];
}

/* today: whose stand-in one is, is asked of a day. */
static void set_tab(const struct actor *a, str tab, str today, struct listing *l)
{
	bool unclaimed = str_eq(tab, S("belum-diambil"));

	if (l->family == OF_SATKER || !of_office(side_of(a)))
		return;
	if (unclaimed || str_eq(tab, S("perlu-jawaban"))) {
		set_queue(a, l);
		l->unclaimed = unclaimed;
	} else if (str_eq(tab, S("tugas-saya"))) {
		*l = (struct listing){ .family = OF_ASSIGNEE, .unit = today };
	} else if (str_eq(tab, S("menunggu-satker"))) {
		l->family = l->family == OF_KPPN ? OF_KPPN_PILE : l->family;
		l->pile = S("satker");
	} else if (str_eq(tab, S("selesai"))) {
		l->family = l->family == OF_KPPN ? OF_KPPN_DONE : l->family;
		l->pile = S("selesai");
	} else if (str_eq(tab, S("eskalasi")) && l->family == OF_KPPN) {
		l->family = OF_KPPN_ABOVE;
	}
}

/* False when the actor may list nothing at all. */
static bool set_listing(struct work *w, str tab, struct listing *l)
{
	const struct actor *a = w->actor;

	*l = (struct listing){ .family =
				       family_of(actor_grant(a, CAN_READ_TICKET).scope) };
	if (!in_own_unit(a, l->family))
		return false;
	l->unit = l->family == OF_NATION ? S("") : a->unit;
	set_tab(a, tab, date_iso(w->arena, date_at(w->now, WIB)), l);
	return true;
}

/* ---- reading ---- */

/* The position is "key.id"; without one, the end from which the order begins. */
static int64_t position_key(str after, bool up, int64_t *ret_id)
{
	int64_t key = up ? -1 : INT64_MAX;
	int64_t id = up ? 0 : INT64_MAX;
	str text = str_cut(&after, '.');

	if (str_int(text, ret_id) && str_int(after, &id))
		key = *ret_id;
	*ret_id = id;
	return key;
}

static str position_of(struct arena *a, int64_t key, int64_t id)
{
	char room[2][INT_DIGITS];
	str first = str_of_int(room[0], key), second = str_of_int(room[1], id);
	char *p = arena_alloc(a, first.n + 1 + second.n);

	memcpy(p, first.p, first.n);
	p[first.n] = '.';
	memcpy(p + first.n + 1, second.p, second.n);
	return (str){ p, first.n + 1 + second.n };
}

static struct ticket_row read_row(struct work *w, struct rows *r, bool deadline)
{
	struct ticket_row row = {
		.id = row_int(r, 0),
		.number = row_str(r, 1),
		.state = (enum ticket_state)row_word(r, 2, WORDS(ticket_state_words)),
		.priority = (enum priority)row_word(r, 3, WORDS(priority_words)),
		.category = row_str(r, 4),
		.subject = row_str(r, 5),
		.satker = row_str(r, 6),
		.satker_name = row_str(r, 7),
		.assignee = row_int(r, 8),
		.assignee_name = row_str(r, 9),
		.opened_at = row_int(r, 10),
		.changed_at = row_int(r, 11),
		.due_at = row_int(r, 12),
		.merged = !row_null(r, 15),
	};

	row.unread =
		row_int(r, 13) > row_int(r, 16) && row_int(r, 14) != w->actor->person;
	row.position =
		position_of(w->arena, deadline ? row.due_at : row.changed_at, row.id);
	return row;
}

static void turn_round(struct ticket_rows *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct ticket_row first = list->items[i];

		list->items[i] = list->items[list->count - 1 - i];
		list->items[list->count - 1 - i] = first;
	}
}

err ticket_list(struct work *w, const struct ticket_query *q, struct ticket_rows *ret)
{
	struct listing l;
	int64_t key, id;
	struct rows r;

	*ret = (struct ticket_rows){ 0 };
	if (!set_listing(w, q->tab, &l))
		return OK;
	key = position_key(q->after, orders[l.family].descends == q->backwards, &id);
	r = db_query(w->db, w->arena, pages[l.family][q->backwards],
		     ARGS(arg_int(w->actor->person), arg_str(l.unit), arg_str(l.pile),
			  arg_str(q->category), arg_str(q->priority), arg_str(q->satker),
			  arg_str(q->state), arg_int(l.unclaimed),
			  arg_int((int64_t)(q->limit < LIST_MAX ? q->limit : LIST_MAX)),
			  arg_int(key), arg_int(id)));
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_row(w, &r, orders[l.family].deadline);
	if (q->backwards)
		turn_round(ret);
	return rows_end(&r);
}

#define ABOUT(where)                                                                      \
	ROW " WHERE t.about_kind = $3 AND t.about = $4 AND t.about_kind <> '' AND " where \
	    " ORDER BY t.id DESC LIMIT $5"

err tickets_about(struct work *w, const struct about *about, struct ticket_rows *ret)
{
	static const char *const scopes[FAMILIES] = {
		[OF_SATKER] = ABOUT("t.satker = $2"),
		[OF_KPPN] = ABOUT("t.kppn = $2"),
		[OF_KANWIL] = ABOUT("t.kanwil = $2"),
		[OF_NATION] = ABOUT("$2 = ''"),
	};
	struct listing l;
	struct rows r;

	*ret = (struct ticket_rows){ 0 };
	if (!set_listing(w, S(""), &l))
		return OK;
	r = db_query(w->db, w->arena, scopes[l.family],
		     ARGS(arg_int(w->actor->person), arg_str(l.unit),
			  arg_str(about->kind), arg_str(about->number),
			  arg_int(ABOUT_MAX)));
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_row(w, &r, false);
	return rows_end(&r);
}

/* ---- counting: to FIGURE_MAX, so that it costs the same however many there are ---- */

#define UP_TO(where)                                                                     \
	"(SELECT COUNT(*) FROM (SELECT 1 FROM ticket WHERE " where " LIMIT $4) x)"
#define OWN(own)                                                                         \
	"SELECT " UP_TO(own) ", " UP_TO(own " AND due_at < $3") ", " UP_TO(              \
		own                                                                      \
		" AND assignee IS NULL") ", " UP_TO("assignee = $2 AND closed_at = 0")

static const char *const counts[SIDES] = {
	[SIDE_KPPN] = OWN("kppn = $1 AND pile = 'kppn'") ", " UP_TO(
		"kppn = $1 AND pile = 'satker'") ", " UP_TO("kppn = $1 AND pile IN ('kanwil', 'pusat')"),
	[SIDE_KANWIL] = OWN("kanwil = $1 AND pile = 'kanwil'") ", 0, 0",
	[SIDE_PUSAT] = OWN("pile = 'pusat'") ", 0, 0, $1 = ''",
};

err ticket_figures(struct work *w, struct ticket_figures *ret)
{
	const struct actor *a = w->actor;
	struct listing l;
	struct rows r;

	*ret = (struct ticket_figures){ 0 };
	if (!of_office(side_of(a)) || !set_listing(w, S(""), &l))
		return OK;
	r = db_query(w->db, w->arena, counts[side_of(a)],
		     ARGS(arg_str(l.unit), arg_int(a->person), arg_int(w->now),
			  arg_int(FIGURE_MAX)));
	if (rows_next(&r))
		*ret = (struct ticket_figures){
			.to_answer = row_int(&r, 0),
			.overdue = row_int(&r, 1),
			.unclaimed = row_int(&r, 2),
			.mine = row_int(&r, 3),
			.at_satker = row_int(&r, 4),
			.escalated = row_int(&r, 5),
		};
	return rows_end(&r);
}
