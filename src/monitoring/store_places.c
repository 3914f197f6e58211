/* A copy of the directory that answers in a few comparisons. */
#include "monitoring/internal.h"

#include <stdlib.h>

enum { PAGE = 4000 };

struct period {
	int64_t from, until; /* days */
	uint16_t kppn, unit;
};

struct entry {
	str satker;
	uint32_t first, count; /* of its periods */
};

struct places {
	struct arena *keep;
	struct entries LIST_OF(struct entry) entries; /* ascending */
	struct periods LIST_OF(struct period) periods;
	struct strs kppn, units; /* in the order in which they were met */
	size_t last;		 /* files come sorted: the satker of the row before */
};

static uint16_t index_in(struct arena *keep, struct strs *list, str code)
{
	for (size_t i = list->count; i > 0; i--)
		if (str_eq(list->items[i - 1], code))
			return (uint16_t)(i - 1);
	if (list->count > UINT16_MAX)
		panic("more offices than there can be");
	*PUSH(keep, list) = arena_str(keep, code);
	return (uint16_t)(list->count - 1);
}

static int64_t days_of(str iso)
{
	struct date d;

	return date_parse_iso(iso, &d) ? date_days(d) : 0;
}

static void add(struct places *p, struct rows *r)
{
	str satker = row_str(r, 0);
	struct period period = {
		.from = days_of(row_str(r, 1)),
		.until = days_of(row_str(r, 2)),
		.kppn = index_in(p->keep, &p->kppn, row_str(r, 3)),
		.unit = index_in(p->keep, &p->units, row_str(r, 4)),
	};

	if (p->entries.count == 0 ||
	    !str_eq(p->entries.items[p->entries.count - 1].satker, satker))
		*PUSH(p->keep, &p->entries) =
			(struct entry){ arena_str(p->keep, satker),
					(uint32_t)p->periods.count, 0 };
	*PUSH(p->keep, &p->periods) = period;
	p->entries.items[p->entries.count - 1].count++;
}

/* In pages, so that one statement never holds all of it. */
static err read_page(struct work *w, struct places *p, str *satker, str *from)
{
	struct rows r = work_query(w,
				   "SELECT satker, valid_from, valid_to, kppn,"
				   " ba || eselon1 FROM satker_period"
				   " WHERE (satker, valid_from) > ($1, $2)"
				   " ORDER BY satker, valid_from LIMIT $3",
				   ARGS(arg_str(*satker), arg_str(*from), arg_int(PAGE)));

	*satker = *from = S("");
	while (rows_next(&r)) {
		add(p, &r);
		*satker = row_str(&r, 0);
		*from = row_str(&r, 1);
	}
	return rows_end(&r);
}

err places_read(struct work *w, struct arena *keep, struct places **ret)
{
	struct places *p = NEW(keep, struct places);
	str satker = S(""), from = S("");

	p->keep = keep;
	do
		TRY(read_page(w, p, &satker, &from));
	while (satker.n > 0);
	*ret = p;
	return OK;
}

static int by_satker(const void *key, const void *entry)
{
	return str_cmp(*(const str *)key, ((const struct entry *)entry)->satker);
}

/* Files come sorted: mostly it is the satker of the row before. */
static const struct entry *find_entry(struct places *p, str satker)
{
	const struct entry *e;

	if (p->entries.count == 0)
		return NULL;
	e = &p->entries.items[p->last];
	if (str_eq(e->satker, satker))
		return e;
	e = bsearch(&satker, p->entries.items, p->entries.count, sizeof(*e), by_satker);
	if (e)
		p->last = (size_t)(e - p->entries.items);
	return e;
}

/* The period of the day, else the last one: what it was at last counts. */
static const struct period *period_on(const struct places *p, const struct entry *e,
				      int64_t day)
{
	const struct period *found = &p->periods.items[e->first + e->count - 1];

	for (uint32_t i = 0; i < e->count; i++) {
		const struct period *at = &p->periods.items[e->first + i];

		if (at->from <= day && day <= at->until)
			found = at;
	}
	return found;
}

static bool is_partner(const struct places *p, const struct entry *e, str kppn,
		       size_t *ret)
{
	for (uint32_t i = 0; i < e->count; i++) {
		*ret = p->periods.items[e->first + i].kppn;
		if (str_eq(p->kppn.items[*ret], kppn))
			return true;
	}
	return false;
}

enum place_outcome places_find(struct places *p, const struct place_asked *asked,
			       struct place *ret)
{
	const struct entry *e = find_entry(p, asked->satker);

	if (!e)
		return PLACE_NO_SATKER;
	ret->satker = (size_t)(e - p->entries.items);
	ret->unit = period_on(p, e, asked->day)->unit;
	return is_partner(p, e, asked->kppn, &ret->kppn) ? PLACE_FOUND : PLACE_OTHER_KPPN;
}

bool places_of_year(struct places *p, str satker, int64_t ta, struct place *ret)
{
	const struct entry *e = find_entry(p, satker);
	struct date last = { (int16_t)ta, 12, 31 };
	const struct period *at;

	if (!e)
		return false;
	at = period_on(p, e, date_days(last));
	*ret = (struct place){ (size_t)(e - p->entries.items), at->kppn, at->unit };
	return true;
}

str places_code(const struct places *p, enum level level, size_t i)
{
	switch (level) {
	case LEVEL_SATKER:
		return p->entries.items[i].satker;
	case LEVEL_KPPN:
		return p->kppn.items[i];
	case LEVEL_UNIT:
		return p->units.items[i];
	default:
		return S("");
	}
}

size_t places_index(struct places *p, enum level level, str code)
{
	const struct strs *list = level == LEVEL_KPPN ? &p->kppn : &p->units;
	size_t i = 0;

	if (level == LEVEL_SATKER)
		return (size_t)(find_entry(p, code) - p->entries.items);
	while (i < list->count && !str_eq(list->items[i], code))
		i++;
	return i;
}
