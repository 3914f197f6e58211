/*
 * Lists of requests. Each scope and order has a statement of its own, so that
 * the office's queue is read from an index and a far page costs what the first
 * one does; the other filters only thin out what the index gives.
 */
#include "registration/internal.h"

#include <string.h>

enum { LIST_MAX = 201 };

/* ---- the statements ---- */

enum family { OF_SATKER, OF_PILE, OF_SECOND, OF_KPPN, OF_KANWIL, OF_NATION, FAMILIES };
enum order { BY_DUE, BY_SENT, BY_NAME, BY_CHANGED, ORDERS };

/*
 * $1 unit, $2 pile, $3 state, $4 satker, $5 kind, $6 pattern, $7 holder,
 * $8 unclaimed only, $9 maker, $10 limit, ($11, $12) the position to go on from,
 * $13 who asks: what waits for a second officer does not wait for the first one.
 * '' and 0 are no filter.
 */
#define FOR_SECOND                                                                       \
	"second > 0 AND NOT EXISTS (SELECT 1 FROM registration_user u"                   \
	" WHERE u.registration = registration.id AND u.first_by = $13)"

#define PAGE(where, key, compare, direction)                                             \
	"SELECT id, number, kind, state, satker, satker_name, submitted_at, due_at,"     \
	" officer_name, claimed_by, second, users, round, changed_at, way,"              \
	" CASE WHEN " FOR_SECOND " THEN 1 ELSE 0 END"                                    \
	" FROM registration WHERE " where " AND ($3 = '' OR state = $3)"                 \
	" AND ($4 = '' OR satker = $4) AND ($5 = '' OR kind = $5)"                       \
	" AND ($6 = '' OR search LIKE $6 ESCAPE '!') AND ($7 = 0 OR claimed_by = $7)"    \
	" AND ($8 = 0 OR claimed_by IS NULL) AND ($9 = 0 OR made_by = $9)"               \
	" AND (" key ", id) " compare " ($11, $12)"                                      \
	" ORDER BY " key " " direction ", id " direction " LIMIT $10"

/* Of each order, the page after a position and the one before it. */
#define PAGES(where)                                                                     \
	{                                                                                \
		[BY_DUE] = { PAGE(where, "due_at", ">", "ASC"),                          \
			     PAGE(where, "due_at", "<", "DESC") },                       \
		[BY_SENT] = { PAGE(where, "submitted_at", "<", "DESC"),                  \
			      PAGE(where, "submitted_at", ">", "ASC") },                 \
		[BY_NAME] = { PAGE(where, "satker_name", ">", "ASC"),                    \
			      PAGE(where, "satker_name", "<", "DESC") },                 \
		[BY_CHANGED] = { PAGE(where, "changed_at", "<", "DESC"),                 \
				 PAGE(where, "changed_at", ">", "ASC") },                \
	}

/* The nation has one order: any other would sort all its requests for a page. */
#define WHOLE_NATION "$1 = '' AND round > 0 AND ($2 = '' OR pile = $2)"

static const char *const pages[FAMILIES][ORDERS][2] = {
	[OF_SATKER] = PAGES("satker = $1 AND (round > 0 OR origin = 'satker')"
			    " AND ($2 = '' OR pile = $2)"),
	[OF_PILE] = PAGES("kppn = $1 AND pile = $2"),
	[OF_SECOND] = PAGES("kppn = $1 AND pile = $2 AND " FOR_SECOND),
	[OF_KPPN] = PAGES("kppn = $1 AND (round > 0 OR origin = 'kppn') AND $2 = ''"),
	[OF_KANWIL] =
		PAGES("kppn IN (SELECT code FROM kppn WHERE kanwil = $1) AND round > 0"
		      " AND ($2 = '' OR pile = $2)"),
	[OF_NATION] = { [BY_SENT] = { PAGE(WHOLE_NATION, "submitted_at", "<", "DESC"),
				      PAGE(WHOLE_NATION, "submitted_at", ">", "ASC") } },
};

/* ---- what is asked for ---- */

static const struct {
	str tab;
	str pile;
	bool mine, unclaimed, second;
} tabs[] = {
	{ .tab = STR("antrean"), .pile = STR("kppn") },
	{ .tab = STR("tugas-saya"), .pile = STR("kppn"), .mine = true },
	{ .tab = STR("petugas-kedua"), .pile = STR("kppn"), .second = true },
	{ .tab = STR("belum-diambil"), .pile = STR("kppn"), .unclaimed = true },
	{ .tab = STR("menunggu-satker"), .pile = STR("satker") },
	{ .tab = STR("selesai"), .pile = STR("selesai") },
};

static const struct {
	str word;
	enum order order;
} orders[] = {
	{ STR("batas"), BY_DUE },
	{ STR("-diajukan"), BY_SENT },
	{ STR("satker"), BY_NAME },
	{ STR("-diubah"), BY_CHANGED },
};

/* What the parameters of a statement are made of. */
struct listing {
	enum family family;
	enum order order;
	bool backwards;
	bool second;
	str unit, pile, state, satker, kind, pattern;
	int64_t holder, unclaimed, maker;
	int64_t limit;
	str after;
};

/* %word%, with the signs that LIKE reads otherwise escaped. */
static str pattern_of(struct arena *a, str q)
{
	struct buf b = buf_new(a);
	str s = arena_lower(a, str_trim(q));

	if (!s.n)
		return s;
	buf_char(&b, '%');
	for (size_t i = 0; i < s.n; i++) {
		if (str_index(S("%_!"), s.p[i]) < 3)
			buf_char(&b, '!');
		buf_char(&b, s.p[i]);
	}
	buf_char(&b, '%');
	return buf_str(&b);
}

static void set_tab(struct work *w, str tab, struct listing *l)
{
	for (size_t i = 0; i < COUNT(tabs); i++)
		if (str_eq(tabs[i].tab, tab)) {
			l->pile = tabs[i].pile;
			l->holder = tabs[i].mine ? w->actor->person : 0;
			l->unclaimed = tabs[i].unclaimed;
			l->second = tabs[i].second;
		}
}

static void set_order(str sort, struct listing *l)
{
	static const enum order usual[FAMILIES] = {
		[OF_SATKER] = BY_CHANGED, [OF_PILE] = BY_DUE,	 [OF_SECOND] = BY_DUE,
		[OF_KPPN] = BY_SENT,	  [OF_KANWIL] = BY_SENT, [OF_NATION] = BY_SENT,
	};

	l->order = usual[l->family];
	for (size_t i = 0; i < COUNT(orders); i++)
		if (str_eq(orders[i].word, sort) && pages[l->family][orders[i].order][0])
			l->order = orders[i].order;
}

/* False when the actor may list nothing at all. */
static bool set_scope(struct work *w, struct listing *l)
{
	const struct actor *a = w->actor;

	l->unit = a->unit;
	switch (actor_grant(a, CAN_READ_REGISTRATION).scope) {
	case SCOPE_OWN:
		l->maker = a->person;
		l->family = OF_SATKER;
		return a->unit_kind == UNIT_SATKER && a->person;
	case SCOPE_SATKER:
		l->family = OF_SATKER;
		return a->unit_kind == UNIT_SATKER;
	case SCOPE_KPPN:
		l->family = l->second ? OF_SECOND : l->pile.n ? OF_PILE : OF_KPPN;
		return a->unit_kind == UNIT_KPPN;
	case SCOPE_KANWIL:
		l->family = OF_KANWIL;
		return a->unit_kind == UNIT_KANWIL;
	case SCOPE_NATION:
		l->family = OF_NATION;
		l->unit = S("");
		return true;
	default:
		return false;
	}
}

/* The position is "key.id"; without one, the end from which the order begins. */
static struct arg position_key(const struct listing *l, int64_t *ret_id)
{
	bool up = (l->order == BY_DUE || l->order == BY_NAME) != l->backwards;
	size_t dot = l->after.n;
	int64_t key = up ? -1 : INT64_MAX;
	str text = up ? S("") : S("\xf4\x8f\xbf\xbf");

	*ret_id = up ? 0 : INT64_MAX;
	while (dot > 0 && l->after.p[dot - 1] != '.')
		dot--;
	if (dot > 0 && str_int(str_skip(l->after, dot), ret_id)) {
		text = str_left(l->after, dot - 1);
		if (l->order != BY_NAME && !str_int(text, &key))
			*ret_id = key;
	}
	return l->order == BY_NAME ? arg_str(text) : arg_int(key);
}

str registration_position(struct arena *a, const struct registration_row *r)
{
	return r->by_name
		       ? arena_fmt(a, "%.*s.%lld", P(r->satker_name), (long long)r->id)
		       : arena_fmt(a, "%lld.%lld", (long long)r->key, (long long)r->id);
}

static struct registration_row read_row(struct work *w, struct rows *r, enum order order)
{
	static const int keys[ORDERS] = {
		[BY_DUE] = 7, [BY_SENT] = 6, [BY_CHANGED] = 13
	};

	return (struct registration_row){
		.number = row_str(r, 1),
		.kind = (enum registration_kind)row_word(r, 2, WORDS(kind_words)),
		.state = (enum registration_state)row_word(r, 3, WORDS(state_words)),
		.satker = row_str(r, 4),
		.satker_name = row_str(r, 5),
		.submitted_at = row_int(r, 6),
		.due_at = row_int(r, 7),
		.claimed_name = row_str(r, 8),
		.claimed_by_me = row_int(r, 9) && row_int(r, 9) == w->actor->person,
		.waits_for_second = row_int(r, 10) != 0,
		.waits_for_me = row_int(r, 15) != 0,
		.users = (int)row_int(r, 11),
		.round = (int)row_int(r, 12),
		.changed_at = row_int(r, 13),
		.way = (enum way)row_word(r, 14, WORDS(way_words)),
		.id = row_int(r, 0),
		.key = order == BY_NAME ? 0 : row_int(r, keys[order]),
		.by_name = order == BY_NAME,
	};
}

static void turn_round(struct registration_rows *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct registration_row first = list->items[i];

		list->items[i] = list->items[list->count - 1 - i];
		list->items[list->count - 1 - i] = first;
	}
}

static err read_page(struct work *w, const struct listing *l,
		     struct registration_rows *ret)
{
	int64_t id;
	struct arg key = position_key(l, &id);
	struct rows r = db_query(
		w->db, w->arena, pages[l->family][l->order][l->backwards],
		ARGS(arg_str(l->unit), arg_str(l->pile), arg_str(l->state),
		     arg_str(l->satker), arg_str(l->kind), arg_str(l->pattern),
		     arg_int(l->holder), arg_int(l->unclaimed), arg_int(l->maker),
		     arg_int(l->limit), key, arg_int(id), arg_int(w->actor->person)));

	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_row(w, &r, l->order);
	if (l->backwards)
		turn_round(ret);
	return rows_end(&r);
}

err registration_list(struct work *w, const struct registration_query *q,
		      struct registration_rows *ret)
{
	struct listing l = {
		.backwards = q->backwards,
		.state = q->any_state ? S("") : state_words[q->state],
		.satker = q->satker,
		.kind = q->kind >= 0 && q->kind < KINDS ? kind_words[q->kind] : S(""),
		.pattern = pattern_of(w->arena, q->q),
		.limit = (int64_t)(q->limit < LIST_MAX ? q->limit : LIST_MAX),
		.after = q->after,
	};

	*ret = (struct registration_rows){ 0 };
	set_tab(w, q->tab, &l);
	if (!set_scope(w, &l))
		return OK;
	set_order(q->sort, &l);
	return read_page(w, &l, ret);
}

/* ---- counting ---- */

err queue_counts_of(struct work *w, str kppn, int64_t tomorrow, struct queue_figures *ret)
{
	/* Whole days are counted already; of the day that is now, the requests. */
	struct rows r = work_query(
		w,
		"SELECT COALESCE(SUM(n) FILTER (WHERE pile = 'kppn'), 0),"
		" COALESCE(SUM(n) FILTER (WHERE pile = 'kppn' AND day < $5), 0)"
		" + (SELECT COUNT(*) FROM registration WHERE kppn = $1 AND pile = 'kppn'"
		" AND due_at >= $5 * 86400 AND due_at < $2),"
		" (SELECT COUNT(*) FROM registration WHERE kppn = $1 AND pile = 'kppn'"
		" AND due_at >= $2 AND due_at < $3),"
		" COALESCE(SUM(n) FILTER (WHERE pile = 'kppn' AND held = 0), 0),"
		" (SELECT COUNT(*) FROM registration WHERE claimed_by = $4 AND kppn = $1),"
		" COALESCE(SUM(n) FILTER (WHERE pile = 'satker'), 0),"
		" (SELECT COUNT(*) FROM registration WHERE kppn = $1 AND pile = 'kppn'"
		" AND second > 0 AND NOT EXISTS (SELECT 1 FROM registration_user u"
		" WHERE u.registration = registration.id AND u.first_by = $4))"
		" FROM registration_figure WHERE kppn = $1",
		ARGS(arg_str(kppn), arg_int(w->now), arg_int(tomorrow),
		     arg_int(w->actor->person), arg_int(w->now / DAY)));

	if (rows_next(&r)) {
		ret->all = row_int(&r, 0);
		ret->overdue = row_int(&r, 1);
		ret->due_today = row_int(&r, 2);
		ret->unclaimed = row_int(&r, 3);
		ret->mine = row_int(&r, 4);
		ret->waiting_satker = row_int(&r, 5);
		ret->waiting_second = row_int(&r, 6);
	}
	return rows_end(&r);
}

err closed_since(struct work *w, str kppn, int64_t since, int64_t *ret)
{
	/* In this order: SQLite begins its search at the first of the two bounds. */
	struct rows r =
		work_query(w,
			   "SELECT COUNT(*) FROM registration"
			   " WHERE kppn = $1 AND closed_at >= $2 AND closed_at > 0",
			   ARGS(arg_str(kppn), arg_int(since)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err unclaimed_by_deadline(struct work *w, str kppn, int limit, struct ids *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT id FROM registration WHERE kppn = $1 AND pile = 'kppn'"
			   " AND claimed_by IS NULL ORDER BY due_at, id LIMIT $2",
			   ARGS(arg_str(kppn), arg_int(limit)));

	*ret = (struct ids){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = row_int(&r, 0);
	return rows_end(&r);
}
