#include "directory/internal.h"

#define SATKER_SELECT                                                                    \
	"SELECT p.satker, p.name, p.ba, m.name, p.eselon1, e.name, p.kppn,"              \
	"       k.name, k.zone"                                                          \
	"  FROM satker_period p"                                                         \
	"  JOIN kppn k ON k.code = p.kppn"                                               \
	"  JOIN ministry m ON m.code = p.ba"                                             \
	"  LEFT JOIN eselon1 e ON e.ba = p.ba AND e.code = p.eselon1"

static struct satker read_satker(struct rows *r)
{
	return (struct satker){
		.code = row_str(r, 0),
		.name = row_str(r, 1),
		.ba = row_str(r, 2),
		.ba_name = row_str(r, 3),
		.eselon1 = row_str(r, 4),
		.eselon1_name = row_str(r, 5),
		.kppn = row_str(r, 6),
		.kppn_name = row_str(r, 7),
		.zone = (enum zone)row_word(r, 8, WORDS(zone_names)),
	};
}

err satker_find_on(struct work *w, str code, struct date day, struct satker **ret)
{
	struct rows r = work_query(w,
				   SATKER_SELECT " WHERE p.satker = $1"
						 "   AND p.valid_from <= $2"
						 "   AND p.valid_to >= $2",
				   ARGS(arg_str(code), arg_date(w->arena, day)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct satker);
		**ret = read_satker(&r);
	}
	return rows_end(&r);
}

err satker_find(struct work *w, str code, struct satker **ret)
{
	return satker_find_on(w, code, today(w), ret);
}

/* $1 to $4 are the day, after, the search and the limit; the scope begins at $5. */
#define LIST(scope, beyond, order)                                                       \
	SATKER_SELECT " WHERE p.satker " beyond " $2"                                    \
		      "   AND p.valid_from <= $1 AND p.valid_to >= $1" scope             \
		      "   AND (p.satker LIKE $3 ESCAPE '!'"                              \
		      "        OR lower(p.name) LIKE $3 ESCAPE '!')"                     \
		      " ORDER BY p.satker " order " LIMIT $4"

/* The query in its direction: both texts are literals. */
#define QUERY(scope, ...)                                                                \
	(q->backwards ? work_query(w, LIST(scope, "<", "DESC"), ARGS(__VA_ARGS__))       \
		      : work_query(w, LIST(scope, ">", "ASC"), ARGS(__VA_ARGS__)))

static struct rows list_rows(struct work *w, const struct satker_query *q)
{
	struct arg day = arg_date(w->arena, today(w)), after = arg_str(q->after);
	struct arg search = arg_str(like_part(w->arena, q->search));
	struct arg limit = arg_int((int64_t)q->limit), unit = arg_str(q->scope.unit);

	switch (q->scope.reach) {
	case SCOPE_NATION:
		return QUERY("", day, after, search, limit);
	case SCOPE_MINISTRY:
		if (q->scope.unit.n == 5)
			return QUERY(" AND p.ba = $5 AND p.eselon1 = $6", day, after,
				     search, limit, arg_str(str_left(q->scope.unit, 3)),
				     arg_str(str_skip(q->scope.unit, 3)));
		return QUERY(" AND p.ba = $5", day, after, search, limit, unit);
	case SCOPE_KANWIL:
		return QUERY(" AND k.kanwil = $5", day, after, search, limit, unit);
	case SCOPE_KPPN:
		return QUERY(" AND p.kppn = $5", day, after, search, limit, unit);
	default:
		return QUERY(" AND p.satker = $5", day, after, search, limit, unit);
	}
}

static void turn_round(struct satkers *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		struct satker other = list->items[list->count - 1 - i];

		list->items[list->count - 1 - i] = list->items[i];
		list->items[i] = other;
	}
}

err satker_list(struct work *w, const struct satker_query *q, struct satkers *ret)
{
	struct satker_scope scope = q->scope;
	struct rows r;

	*ret = (struct satkers){ 0 };
	if (scope.reach < SCOPE_SATKER || (scope.reach < SCOPE_NATION && !scope.unit.n))
		return OK;
	r = list_rows(w, q);
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_satker(&r);
	if (q->backwards)
		turn_round(ret);
	return rows_end(&r);
}

err satker_history(struct work *w, str code, struct satker_periods *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT p.valid_from, p.valid_to, p.name, p.ba, p.eselon1,"
			   "       p.kppn, k.name"
			   "  FROM satker_period p JOIN kppn k ON k.code = p.kppn"
			   " WHERE p.satker = $1 ORDER BY p.valid_from DESC",
			   ARGS(arg_str(code)));

	*ret = (struct satker_periods){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct satker_period){
			.from = row_date(&r, 0),
			.until = row_date(&r, 1),
			.name = row_str(&r, 2),
			.ba = row_str(&r, 3),
			.eselon1 = row_str(&r, 4),
			.kppn = row_str(&r, 5),
			.kppn_name = row_str(&r, 6),
		};
	return rows_end(&r);
}

err satker_add(struct work *w, str code)
{
	return work_exec(
		w, "INSERT INTO satker (code) VALUES ($1) ON CONFLICT (code) DO NOTHING",
		ARGS(arg_str(code)), NULL);
}

/* Adds the period, or corrects the one that begins on the same day. */
err satker_period_write(struct work *w, str code, const struct satker_period *p)
{
	return work_exec(w,
			 "INSERT INTO satker_period"
			 " (satker, valid_from, valid_to, name, ba, eselon1, kppn)"
			 " VALUES ($1, $2, $3, $4, $5, $6, $7)"
			 " ON CONFLICT (satker, valid_from) DO UPDATE"
			 " SET valid_to = excluded.valid_to, name = excluded.name,"
			 "     ba = excluded.ba, eselon1 = excluded.eselon1,"
			 "     kppn = excluded.kppn",
			 ARGS(arg_str(code), arg_date(w->arena, p->from),
			      arg_date(w->arena, p->until), arg_str(p->name),
			      arg_str(p->ba), arg_str(p->eselon1), arg_str(p->kppn)),
			 NULL);
}

err satker_period_end(struct work *w, str code, struct date from, struct date until)
{
	return work_exec(
		w,
		"UPDATE satker_period SET valid_to = $3"
		" WHERE satker = $1 AND valid_from = $2",
		ARGS(arg_str(code), arg_date(w->arena, from), arg_date(w->arena, until)),
		NULL);
}

err satker_periods_all(struct work *w, struct satker_rows *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT satker, valid_from, valid_to, name, ba, eselon1, kppn"
			   " FROM satker_period ORDER BY satker, valid_from"
			   " /* may scan: the whole table is asked for */",
			   NO_ARGS);

	*ret = (struct satker_rows){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) =
			(struct satker_row){ .code = row_str(&r, 0),
					     .period = { .from = row_date(&r, 1),
							 .until = row_date(&r, 2),
							 .name = row_str(&r, 3),
							 .ba = row_str(&r, 4),
							 .eselon1 = row_str(&r, 5),
							 .kppn = row_str(&r, 6) } };
	return rows_end(&r);
}
