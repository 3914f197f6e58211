#include "audit/audit.h"
#include "upkeep/internal.h"

static err record(struct work *w, str what, int64_t id, str kind)
{
	struct audit_change change = { S("kind"), kind, kind };
	struct audit_act act = {
		.event = arena_fmt(w->arena, "%.*s.retried", P(what)),
		.subject_kind = what,
		.subject = arena_fmt(w->arena, "%lld", (long long)id),
		.unit = arena_fmt(w->arena, "%.*s:%.*s",
				  P(unit_kind_words[w->actor->unit_kind]),
				  P(w->actor->unit)),
		.changes = &change,
		.change_count = 1,
	};

	return audit_record(w, &act);
}

err upkeep_retry_mail(struct work *w, int64_t id, enum retry *ret)
{
	str kind;

	TRY(mail_retry(w, id, ret, &kind));
	return *ret == RETRY_SET ? record(w, S("mail"), id, kind) : OK;
}

err upkeep_retry_job(struct work *w, int64_t id, enum retry *ret)
{
	str kind;

	TRY(job_retry(w, id, ret, &kind));
	return *ret == RETRY_SET ? record(w, S("job"), id, kind) : OK;
}
