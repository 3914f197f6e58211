#include "directory/internal.h"

const str tier_words[TIERS] = {
	[TIER_KPPN] = STR("kppn"),
	[TIER_KANWIL] = STR("kanwil"),
	[TIER_HAI] = STR("pusat"),
};

err service_limit_find(struct work *w, str category, enum tier t,
		       struct service_limit *ret, bool *ret_found)
{
	struct rows r =
		work_query(w,
			   "SELECT first_minutes, resolution_minutes"
			   " FROM service_limit WHERE category = $1 AND tier = $2",
			   ARGS(arg_str(category), arg_str(tier_words[t])));

	*ret_found = rows_next(&r);
	if (*ret_found)
		*ret = (struct service_limit){ category, t, row_int(&r, 0),
					       row_int(&r, 1) };
	return rows_end(&r);
}

err service_limit_write(struct work *w, const struct service_limit *l)
{
	return work_exec(w,
			 "INSERT INTO service_limit (category, tier, first_minutes,"
			 " resolution_minutes) VALUES ($1, $2, $3, $4)"
			 " ON CONFLICT (category, tier) DO UPDATE SET"
			 " first_minutes = $3, resolution_minutes = $4",
			 ARGS(arg_str(l->category), arg_str(tier_words[l->tier]),
			      arg_int(l->first_minutes), arg_int(l->resolution_minutes)),
			 NULL);
}
