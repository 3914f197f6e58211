#include "directory/internal.h"

/* Every KPA of the satker, by the day he began. */
err kpa_all(struct work *w, str satker, struct officials *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT id, satker, name, nip, valid_from, valid_to"
			   "  FROM official WHERE satker = $1 ORDER BY valid_from",
			   ARGS(arg_str(satker)));

	*ret = (struct officials){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = (struct official){
			.id = row_int(&r, 0),
			.satker = row_str(&r, 1),
			.name = row_str(&r, 2),
			.nip = row_str(&r, 3),
			.from = row_date(&r, 4),
			.until = row_date(&r, 5),
		};
	return rows_end(&r);
}

/* Adds the KPA, or corrects the one who begins on the same day. */
err kpa_write(struct work *w, const struct official *o)
{
	return work_exec(w,
			 "INSERT INTO official (satker, name, nip, valid_from, valid_to)"
			 " VALUES ($1, $2, $3, $4, $5)"
			 " ON CONFLICT (satker, valid_from) DO UPDATE"
			 " SET name = excluded.name, nip = excluded.nip,"
			 "     valid_to = excluded.valid_to",
			 ARGS(arg_str(o->satker), arg_str(o->name), arg_str(o->nip),
			      arg_date(w->arena, o->from), arg_date(w->arena, o->until)),
			 NULL);
}

err kpa_end(struct work *w, int64_t id, struct date until)
{
	return work_exec(w, "UPDATE official SET valid_to = $2 WHERE id = $1",
			 ARGS(arg_int(id), arg_date(w->arena, until)), NULL);
}
