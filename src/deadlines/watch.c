/*
 * The job that gives alarms. A row says when to look at it next; what is due is
 * reckoned then, so that a calendar which was corrected meanwhile counts. May be
 * repeated: an alarm and the count of it are written in one unit.
 */
#include "audit/audit.h"
#include "deadlines/internal.h"
#include "jobs/jobs.h"

enum { BATCH = 100 };

static err record(struct work *w, const struct deadline *d, int64_t percent, int told)
{
	struct audit_change changes[] = {
		{ S("kind"), S(""), deadline_kind_words[d->key.kind] },
		{ S("percent"), S(""), arena_fmt(w->arena, "%d", (int)percent) },
		{ S("told"), S(""), arena_fmt(w->arena, "%d", told) },
	};
	str unit = d->kppn.n ? arena_fmt(w->arena, "kppn:%.*s", P(d->kppn))
			     : S("pusat:DJPB");
	const char *what = d->alarms == 0 ? "warned" : "escalated";

	return audit_record(w, &(struct audit_act){
				       .event = arena_fmt(w->arena, "%.*s.deadline_%s",
							  P(d->key.topic->word), what),
				       .subject_kind = d->key.topic->word,
				       .subject = d->number,
				       .unit = unit,
				       .changes = changes,
				       .change_count = COUNT(changes),
			       });
}

static err give(struct work *w, const struct calendar *c, struct deadline *d)
{
	struct term t = deadline_term(d);
	int64_t percent = term_percent(c, &t, w->now);
	int told;

	for (int due = alarms_due(c, d, w->now); d->alarms < due; d->alarms++) {
		TRY(letter_alarm(w, d, alarm_of(d->tier, d->alarms), percent, &told));
		TRY(record(w, d, percent, told));
	}
	return OK;
}

static err look(struct work *w, struct deadline *d)
{
	struct calendar c;

	TRY(calendar_from(w, date_at(d->from, d->zone), &c));
	if (!calendar_open(&c, w->now, d->zone)) {
		d->next_at = next_opening(&c, w->now, d->zone);
		return deadline_write(w, d);
	}
	TRY(give(w, &c, d));
	d->next_at = alarm_at(&c, d);
	return deadline_write(w, d);
}

static err watch(struct work *w, const struct job *j)
{
	struct deadlines list;

	TRY(deadlines_due_all(w, BATCH, &list));
	for (size_t i = 0; i < list.count; i++)
		TRY(look(w, &list.items[i]));
	return list.count == BATCH ? jobs_again(w, j, w->now) : OK;
}

const struct job_kind deadline_watch_job = { .name = STR("deadlines.watch"),
					     .run = watch };
