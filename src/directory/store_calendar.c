#include "directory/internal.h"

/* *ret_kind is HOLIDAY_KINDS when the day is none. */
err holiday_find(struct work *w, struct date day, enum holiday_kind *ret_kind,
		 str *ret_note)
{
	struct rows r = work_query(w, "SELECT kind, note FROM holiday WHERE day = $1",
				   ARGS(arg_date(w->arena, day)));

	*ret_kind = HOLIDAY_KINDS;
	if (rows_next(&r)) {
		*ret_kind = (enum holiday_kind)row_word(&r, 0, WORDS(holiday_words));
		*ret_note = row_str(&r, 1);
	}
	return rows_end(&r);
}

err holiday_add(struct work *w, struct date day, enum holiday_kind kind, str note)
{
	return work_exec(w,
			 "INSERT INTO holiday (day, kind, note) VALUES ($1, $2, $3)"
			 " ON CONFLICT (day) DO NOTHING",
			 ARGS(arg_date(w->arena, day), arg_str(holiday_words[kind]),
			      arg_str(note)),
			 NULL);
}

err holiday_change(struct work *w, struct date day, enum holiday_kind kind, str note)
{
	return work_exec(w, "UPDATE holiday SET kind = $2, note = $3 WHERE day = $1",
			 ARGS(arg_date(w->arena, day), arg_str(holiday_words[kind]),
			      arg_str(note)),
			 NULL);
}

err holidays_from(struct work *w, struct date day, struct dates *ret)
{
	struct rows r =
		work_query(w, "SELECT day FROM holiday WHERE day >= $1 ORDER BY day",
			   ARGS(arg_date(w->arena, day)));

	*ret = (struct dates){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = row_date(&r, 0);
	return rows_end(&r);
}
