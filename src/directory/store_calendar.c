#include "directory/internal.h"

const str day_off_words[DAY_KINDS] = {
	[DAY_HOLIDAY] = STR("libur"),
	[DAY_JOINT_LEAVE] = STR("cuti_bersama"),
};

enum day_kind day_off_kind(str word)
{
	for (int k = DAY_HOLIDAY; k < DAY_KINDS; k++)
		if (str_eq(word, day_off_words[k]))
			return (enum day_kind)k;
	return DAY_WORKING;
}

#define COLUMNS "day, kind, note"

static struct day_off read_day_off(struct rows *r)
{
	return (struct day_off){
		.day = row_date(r, 0),
		.kind = (enum day_kind)row_word(r, 1, WORDS(day_off_words)),
		.note = row_str(r, 2),
	};
}

err day_off_find(struct work *w, struct date day, struct day_off *ret, bool *ret_found)
{
	struct rows r = work_query(w, "SELECT " COLUMNS " FROM holiday WHERE day = $1",
				   ARGS(arg_date(w->arena, day)));

	*ret_found = rows_next(&r);
	if (*ret_found)
		*ret = read_day_off(&r);
	return rows_end(&r);
}

err day_off_add(struct work *w, const struct day_off *d)
{
	return work_exec(w,
			 "INSERT INTO holiday (" COLUMNS ") VALUES ($1, $2, $3)"
			 " ON CONFLICT (day) DO NOTHING",
			 ARGS(arg_date(w->arena, d->day), arg_str(day_off_words[d->kind]),
			      arg_str(d->note)),
			 NULL);
}

err day_off_change(struct work *w, const struct day_off *d)
{
	return work_exec(w, "UPDATE holiday SET kind = $2, note = $3 WHERE day = $1",
			 ARGS(arg_date(w->arena, d->day), arg_str(day_off_words[d->kind]),
			      arg_str(d->note)),
			 NULL);
}

err days_off(struct work *w, struct date from, struct date until, struct calendar *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT " COLUMNS " FROM holiday"
			   " WHERE day >= $1 AND day <= $2 ORDER BY day",
			   ARGS(arg_date(w->arena, from), arg_date(w->arena, until)));

	*ret = (struct calendar){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_day_off(&r);
	return rows_end(&r);
}
