/* Taking away, in short units, what no reader will see. */
#include "audit/audit.h"
#include "ingest/internal.h"

struct stepping {
	err (*step)(struct work *w, int64_t seq, bool *ret_more);
	int64_t seq;
	bool more;
};

static err one_step(struct work *w, void *arg)
{
	struct stepping *s = arg;

	return s->step(w, s->seq, &s->more);
}

err in_parts(struct work *w, int64_t seq,
	     err (*step)(struct work *w, int64_t seq, bool *ret_more))
{
	struct stepping s = { step, seq, true };

	while (s.more)
		TRY(work_run(w, true, one_step, &s));
	return OK;
}

struct cleaning {
	const struct feed *feed;
	int64_t batch;
};

static err find_leftover(struct work *w, void *arg)
{
	struct cleaning *c = arg;

	return batch_leftover(w, c->feed->word, &c->batch);
}

static err note_cleaned(struct work *w, void *arg)
{
	const struct cleaning *c = arg;

	return batch_cleaned(w, c->batch);
}

err clean_leftovers(struct work *w, const struct feed *f)
{
	struct cleaning c = { .feed = f };

	for (;;) {
		TRY(work_run(w, false, find_leftover, &c));
		if (!c.batch)
			return OK;
		TRY(in_parts(w, c.batch, f->discard));
		TRY(work_run(w, true, note_cleaned, &c));
	}
}

/* ---- taking a batch back ---- */

struct withdrawing {
	const struct feed *feed;
	str reason;
	str why;
};

static err take_back(struct work *w, const struct withdrawing *d,
		     const struct ingest_batch *b)
{
	struct ingest_batch *before;
	struct stamp s = { .seq = b->previous };

	TRY(ingest_find(w, b->previous, &before));
	if (before) {
		s.as_of = before->as_of;
		s.published_at = before->ended_at;
	}
	TRY(feed_put(w, d->feed->word, &s));
	TRY(batch_end(w, b->id, BATCH_WITHDRAWN, d->reason));
	return audit_record(
		w, &(struct audit_act){
			   .event = S("batch.withdrawn"),
			   .subject_kind = S("batch"),
			   .subject = arena_fmt(w->arena, "%lld", (long long)b->id),
			   .reason = d->reason,
		   });
}

static err withdraw_unit(struct work *w, void *arg)
{
	struct withdrawing *d = arg;
	struct ingest_batch *b;
	struct stamp s;
	int64_t loading, beat, newest;

	d->why = S("");
	TRY(ingest_stamp(w, d->feed->word, &s));
	TRY(batch_loading(w, d->feed->word, &loading, &beat));
	TRY(ingest_find(w, s.seq, &b));
	TRY(batch_newest(w, d->feed->word, &newest));
	if (loading)
		d->why = S("Batch lain sedang dimuat. Coba lagi setelah selesai.");
	else if (!b)
		d->why = S("Tidak ada batch yang berlaku.");
	else if (newest != b->id)
		d->why = S(
			"Hanya batch terakhir yang dapat ditarik, dan itu sudah ditarik.");
	return d->why.n ? OK : take_back(w, d, b);
}

err ingest_withdraw(struct work *w, const struct feed *feed, str reason, str *ret_why)
{
	struct withdrawing d = { .feed = feed, .reason = reason };

	TRY(work_run(w, true, withdraw_unit, &d));
	*ret_why = d.why;
	return d.why.n ? OK : clean_leftovers(w, feed);
}
