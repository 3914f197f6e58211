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
#define LIST(scope)                                                                      \
	SATKER_SELECT " WHERE p.satker > $2"                                             \
		      "   AND p.valid_from <= $1 AND p.valid_to >= $1" scope             \
		      "   AND (p.satker LIKE $3 ESCAPE '!'"                              \
		      "        OR lower(p.name) LIKE $3 ESCAPE '!')"                     \
		      " ORDER BY p.satker LIMIT $4"

static struct rows list_rows(struct work *w, struct satker_scope scope, struct arg search,
			     str after, struct arg limit)
{
	struct arg day = arg_date(w->arena, today(w)), from = arg_str(after);
	struct arg unit = arg_str(scope.unit);

	switch (scope.reach) {
	case SCOPE_NATION:
		return work_query(w, LIST(""), ARGS(day, from, search, limit));
	case SCOPE_MINISTRY:
		if (scope.unit.n == 5)
			return work_query(w, LIST(" AND p.ba = $5 AND p.eselon1 = $6"),
					  ARGS(day, from, search, limit,
					       arg_str(str_left(scope.unit, 3)),
					       arg_str(str_skip(scope.unit, 3))));
		return work_query(w, LIST(" AND p.ba = $5"),
				  ARGS(day, from, search, limit, unit));
	case SCOPE_KANWIL:
		return work_query(w, LIST(" AND k.kanwil = $5"),
				  ARGS(day, from, search, limit, unit));
	case SCOPE_KPPN:
		return work_query(w, LIST(" AND p.kppn = $5"),
				  ARGS(day, from, search, limit, unit));
	default:
		return work_query(w, LIST(" AND p.satker = $5"),
				  ARGS(day, from, search, limit, unit));
	}
}

err satker_list(struct work *w, struct satker_scope scope, str search, str after,
		size_t limit, struct satkers *ret)
{
	struct rows r;

	*ret = (struct satkers){ 0 };
	if (scope.reach < SCOPE_SATKER || (scope.reach < SCOPE_NATION && !scope.unit.n))
		return OK;
	r = list_rows(w, scope, arg_str(like_part(w->arena, search)), after,
		      arg_int((int64_t)limit));
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_satker(&r);
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
