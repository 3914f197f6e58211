#include "helpdesk/internal.h"

#define SELECT                                                                           \
	"SELECT s.id, s.absent, s.stand, a.name, p.name, s.from_day, s.until_day,"       \
	" s.reason, s.ended_at FROM stand_in s JOIN person a ON a.id = s.absent"         \
	" JOIN person p ON p.id = s.stand"

static struct date row_day(struct rows *r, int column)
{
	struct date d = { 0 };

	date_parse_iso(row_str(r, column), &d);
	return d;
}

static err read_all(struct work *w, struct rows *r, struct date today,
		    struct stand_ins *ret)
{
	*ret = (struct stand_ins){ 0 };
	while (rows_next(r)) {
		struct stand_in *s = PUSH(w->arena, ret);

		*s = (struct stand_in){
			.id = row_int(r, 0),
			.absent = row_int(r, 1),
			.stand = row_int(r, 2),
			.absent_name = row_str(r, 3),
			.stand_name = row_str(r, 4),
			.from = row_day(r, 5),
			.until = row_day(r, 6),
			.reason = row_str(r, 7),
		};
		s->ended = row_int(r, 8) || date_cmp(s->until, today) < 0;
	}
	return rows_end(r);
}

static struct arg day_arg(struct work *w, struct date d)
{
	return arg_str(date_iso(w->arena, d));
}

err store_stand_in_insert(struct work *w, const struct stand_in *s)
{
	return work_exec(
		w,
		"INSERT INTO stand_in (unit_kind, unit, absent, stand, from_day, until_day,"
		" reason, made_by, made_at, ended_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
		ARGS(arg_str(unit_kind_words[w->actor->unit_kind]),
		     arg_str(w->actor->unit), arg_int(s->absent), arg_int(s->stand),
		     day_arg(w, s->from), day_arg(w, s->until), arg_str(s->reason),
		     arg_int(w->actor->person), arg_int(w->now)),
		NULL);
}

err store_stand_in_end(struct work *w, int64_t id, bool *ret_found)
{
	int64_t changed;

	TRY(work_exec(w,
		      "UPDATE stand_in SET ended_at = $4 WHERE id = $1"
		      " AND unit_kind = $2 AND unit = $3 AND ended_at = 0",
		      ARGS(arg_int(id), arg_str(unit_kind_words[w->actor->unit_kind]),
			   arg_str(w->actor->unit), arg_int(w->now)),
		      &changed));
	*ret_found = changed == 1;
	return OK;
}

err store_stand_ins(struct work *w, struct stand_ins *ret)
{
	enum { SHOWN = 50 };
	struct rows r =
		work_query(w,
			   SELECT " WHERE s.unit_kind = $1 AND s.unit = $2"
				  " ORDER BY s.until_day DESC, s.id DESC LIMIT $3",
			   ARGS(arg_str(unit_kind_words[w->actor->unit_kind]),
				arg_str(w->actor->unit), arg_int(SHOWN)));

	return read_all(w, &r, date_at(w->now, WIB), ret);
}

/* Days begin and end as in Jakarta: an hour or two matter to no holiday. */
err store_stand_ins_today(struct work *w, struct stand_ins *ret)
{
	struct date today = date_at(w->now, WIB);
	struct rows r = work_query(
		w,
		SELECT " WHERE s.unit_kind = $1 AND s.unit = $2 AND s.until_day >= $3"
		       " AND s.from_day <= $3 AND s.ended_at = 0",
		ARGS(arg_str(unit_kind_words[w->actor->unit_kind]),
		     arg_str(w->actor->unit), day_arg(w, today)));

	return read_all(w, &r, today, ret);
}
