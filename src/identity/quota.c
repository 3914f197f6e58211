/* How much a person may do in a day of what the matrix bounds (+q): S31. */
#include "audit/audit.h"
#include "identity/internal.h"

/* Once a day: whoever goes on trying writes no trail full of it. */
static err alarm(struct work *w, const struct quota_use *u)
{
	struct audit_act act = {
		.event = S("quota.exceeded"),
		.subject_kind = S("person"),
		.subject = arena_fmt(w->arena, "%lld", (long long)w->actor->person),
		.unit = arena_fmt(w->arena, "%.*s:%.*s",
				  P(unit_kind_words[w->actor->unit_kind]),
				  P(w->actor->unit)),
		.changes = &(struct audit_change){ S("baris"), S(""), u->action },
		.change_count = 1,
	};
	int64_t times;

	TRY(quota_refuse(w, u, &times));
	return times == 1 ? audit_record(w, &act) : OK;
}

err quota_take(struct work *w, enum permission p, int64_t amount, bool *ret)
{
	struct quota_use u = {
		.action = permission_rows[p],
		.day = date_iso(w->arena, date_at(w->now, WIB)),
		.amount = amount,
		.most = QUOTA_A_DAY,
	};

	*ret = true;
	if (!(actor_grant(w->actor, p).modifiers & GRANT_QUOTA))
		return OK;
	TRY(quota_count(w, &u, ret));
	return *ret ? OK : alarm(w, &u);
}
