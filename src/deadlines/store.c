#include "deadlines/internal.h"

#define COLUMNS                                                                          \
	"topic, subject, kind, number, tier, kppn, kanwil, zone, from_at, minutes,"      \
	" due_at, stopped_at, alarms, next_at"

/* Three arguments that say which row. */
#define KEY(k)                                                                           \
	arg_str((k).topic->word), arg_int((k).subject),                                  \
		arg_str(deadline_kind_words[(k).kind])

static const struct deadline_topic *topic_of(struct rows *r, int column)
{
	str word = row_str(r, column);

	for (size_t i = 0; i < deadline_topic_count; i++)
		if (str_eq(deadline_topics[i]->word, word))
			return deadline_topics[i];
	if (!r->fault)
		r->fault = FAULT(FAULT_INTERNAL, "no deadline topic '%.*s'",
				 P(str_left(word, 20)));
	return deadline_topics[0];
}

static struct deadline read_deadline(struct rows *r)
{
	return (struct deadline){
		.key = { topic_of(r, 0), row_int(r, 1),
			 (enum deadline_kind)row_word(r, 2, WORDS(deadline_kind_words)) },
		.number = row_str(r, 3),
		.tier = (enum tier)row_word(r, 4, WORDS(tier_words)),
		.kppn = row_str(r, 5),
		.kanwil = row_str(r, 6),
		.zone = (enum zone)row_word(r, 7, WORDS(zone_names)),
		.from = row_int(r, 8),
		.minutes = row_int(r, 9),
		.due_at = row_int(r, 10),
		.stopped_at = row_int(r, 11),
		.alarms = (int)row_int(r, 12),
		.next_at = row_int(r, 13),
	};
}

err deadline_write(struct work *w, const struct deadline *d)
{
	return work_exec(
		w,
		"INSERT INTO deadline (" COLUMNS ")"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13)"
		" ON CONFLICT (topic, subject, kind) DO UPDATE SET"
		" number = $4, tier = $5, kppn = $6, kanwil = $7, zone = $8, from_at = $9,"
		" minutes = $10, due_at = $11, stopped_at = 0, alarms = $12, next_at = $13",
		ARGS(KEY(d->key), arg_str(d->number), arg_str(tier_words[d->tier]),
		     arg_text(d->kppn), arg_text(d->kanwil), arg_str(zone_names[d->zone]),
		     arg_int(d->from), arg_int(d->minutes), arg_int(d->due_at),
		     arg_int(d->alarms), arg_int(d->next_at)),
		NULL);
}

static err pauses_of(struct work *w, struct deadline *d)
{
	struct rows r = work_query(
		w,
		"SELECT from_at, until_at FROM deadline_pause"
		" WHERE topic = $1 AND subject = $2 AND kind = $3 ORDER BY from_at",
		ARGS(KEY(d->key)));

	while (rows_next(&r))
		*PUSH(w->arena, &d->pauses) =
			(struct pause){ row_int(&r, 0), row_int(&r, 1) };
	return rows_end(&r);
}

err deadline_find(struct work *w, struct deadline_key k, struct deadline **ret)
{
	struct rows r = work_query(w,
				   "SELECT " COLUMNS " FROM deadline"
				   " WHERE topic = $1 AND subject = $2 AND kind = $3",
				   ARGS(KEY(k)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct deadline);
		**ret = read_deadline(&r);
	}
	TRY(rows_end(&r));
	return *ret ? pauses_of(w, *ret) : OK;
}

err deadlines_due_all(struct work *w, int limit, struct deadlines *ret)
{
	struct rows r = work_query(w,
				   "SELECT " COLUMNS " FROM deadline"
				   " WHERE next_at > 0 AND next_at <= $1"
				   " ORDER BY next_at LIMIT $2",
				   ARGS(arg_int(w->now), arg_int(limit)));

	*ret = (struct deadlines){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_deadline(&r);
	TRY(rows_end(&r));
	for (size_t i = 0; i < ret->count; i++)
		TRY(pauses_of(w, &ret->items[i]));
	return OK;
}

err deadline_set_stopped(struct work *w, struct deadline_key k)
{
	return work_exec(w,
			 "UPDATE deadline SET stopped_at = $4, next_at = 0"
			 " WHERE topic = $1 AND subject = $2 AND kind = $3"
			 " AND stopped_at = 0",
			 ARGS(KEY(k), arg_int(w->now)), NULL);
}

err pauses_forget(struct work *w, struct deadline_key k)
{
	return work_exec(w,
			 "DELETE FROM deadline_pause"
			 " WHERE topic = $1 AND subject = $2 AND kind = $3",
			 ARGS(KEY(k)), NULL);
}

err pause_begin(struct work *w, struct deadline_key k)
{
	return work_exec(
		w,
		"INSERT INTO deadline_pause (topic, subject, kind, from_at, until_at)"
		" VALUES ($1, $2, $3, $4, 0)"
		" ON CONFLICT (topic, subject, kind, from_at) DO UPDATE SET until_at = 0",
		ARGS(KEY(k), arg_int(w->now)), NULL);
}

err pause_end(struct work *w, struct deadline_key k)
{
	return work_exec(w,
			 "UPDATE deadline_pause SET until_at = $4"
			 " WHERE topic = $1 AND subject = $2 AND kind = $3"
			 " AND until_at = 0",
			 ARGS(KEY(k), arg_int(w->now)), NULL);
}
