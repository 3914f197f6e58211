#include "access/access.h"
#include "audit/audit.h"
#include "dukcapil/internal.h"
#include "jobs/jobs.h"
#include "json/json.h"
#include "work/work.h"

enum nik_source nik_source_of(str setting)
{
	if (str_eq(setting, S("simulated")))
		return NIK_SIMULATED;
	return str_eq(setting, S("manual")) ? NIK_MANUAL : NIK_HTTP;
}

/* The pair names the row for good; its number is not known before it is written. */
static str place(struct arena *a, int64_t subject, int round)
{
	return arena_fmt(a, "nik_check|asked|%lld/%d", (long long)subject, round);
}

str nik_seal(struct work *w, const struct nik_question *q)
{
	struct buf b = buf_new(w->arena);
	struct json_out o = { .buf = &b };

	json_open(&o, '{');
	json_put(&o, S("nik"), q->nik);
	json_put(&o, S("name"), q->name);
	json_put(&o, S("birth_date"), q->birth_date);
	json_put(&o, S("female"), (int)q->female);
	json_close(&o, '}');
	return seal(w->keys, w->arena, place(w->arena, q->subject, q->round),
		    buf_str(&b));
}

bool nik_unseal(struct arena *a, const struct keys *k, const struct asked *row,
		struct nik_question *ret)
{
	const struct json *j;
	str plain;

	if (!unseal(k, a, place(a, row->subject, row->round), row->sealed, &plain))
		return false;
	j = json_read(a, plain);
	*ret = (struct nik_question){
		.subject = row->subject,
		.round = row->round,
		.nik = json_text(json_get(j, S("nik"))),
		.name = json_text(json_get(j, S("name"))),
		.female = json_int(json_get(j, S("female"))) != 0,
	};
	return date_parse_iso(json_text(json_get(j, S("birth_date"))), &ret->birth_date);
}

err dukcapil_ask(struct work *w, const struct nik_question *q)
{
	enum nik_source source = nik_source_of(w->settings->dukcapil);
	str sealed = source == NIK_MANUAL ? S("") : nik_seal(w, q);
	int64_t id = 0;

	TRY(nik_check_close(w, q->subject, q->round));
	TRY(nik_check_put(w, q, source, sealed, &id));
	return source == NIK_MANUAL ? OK
				    : jobs_add_once(w, &dukcapil_ask_job, id, S(""), 0);
}

err dukcapil_close(struct work *w, int64_t subject)
{
	return nik_check_close(w, subject, INT32_MAX);
}

const struct nik_check *nik_check_of(const struct nik_checks *list, int64_t subject)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].subject == subject)
			return &list->items[i];
	return NULL;
}

err nik_record_answer(struct work *w, str event, const struct asked *q,
		      enum nik_outcome outcome)
{
	const struct audit_change change = {
		.field = arena_fmt(w->arena, "nik_check.%lld.%d", (long long)q->subject,
				   q->round),
		.before =
			q->state == NIK_ANSWERED ? nik_outcome_words[q->outcome] : S(""),
		.after = nik_outcome_words[outcome],
	};
	const struct audit_act act = {
		.event = event,
		.subject_kind = S("registration"),
		.subject = q->about,
		.unit = q->unit,
		.changes = &change,
		.change_count = 1,
	};

	return audit_record(w, &act);
}

err dukcapil_record_manual(struct work *w, int64_t subject, int round,
			   enum nik_outcome outcome, enum nik_manual_refusal *ret)
{
	struct asked q;
	bool found;

	*ret = NIK_MANUAL_OFF;
	if (nik_source_of(w->settings->dukcapil) != NIK_MANUAL)
		return OK;
	TRY(nik_check_find_round(w, subject, round, &q, &found));
	*ret = found && q.state != NIK_CLOSED ? NIK_MANUAL_RECORDED : NIK_MANUAL_UNASKED;
	if (*ret)
		return OK;
	TRY(nik_check_record(w, &q, outcome));
	return nik_record_answer(w, S("nik.recorded"), &q, outcome);
}
