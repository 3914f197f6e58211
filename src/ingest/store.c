#include "ingest/internal.h"

const str batch_state_words[BATCH_STATES] = {
	[BATCH_LOADING] = STR("memuat"),     [BATCH_PUBLISHED] = STR("terbit"),
	[BATCH_REFUSED] = STR("ditolak"),    [BATCH_WITHDRAWN] = STR("ditarik"),
	[BATCH_ABANDONED] = STR("terhenti"),
};

err batch_insert(struct work *w, const struct new_batch *b, int64_t *ret_id)
{
	struct rows r = work_query(
		w,
		"INSERT INTO ingest_batch (feed, state, sha256, file_name, bytes, as_of,"
		" rows_read, rows_new, rows_changed, rows_same, rows_refused,"
		" sum_a, sum_b, sum_c, why, person, previous, started_at, beat_at,"
		" ended_at, leftover)"
		" VALUES ($1, 'memuat', $2, $3, $4, $5, 0, 0, 0, 0, 0, 0, 0, 0, '', $6,"
		" $7, $8, $8, 0, 1) RETURNING id",
		ARGS(arg_str(b->feed), arg_str(b->sha256), arg_str(b->file_name),
		     arg_int(b->bytes), arg_int(b->as_of),
		     arg_id(w->actor ? w->actor->person : 0), arg_int(b->previous),
		     arg_int(w->now)));

	*ret_id = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err batch_progress(struct work *w, int64_t id, const struct ingest_report *r)
{
	return work_exec(
		w,
		"UPDATE ingest_batch SET as_of = $2, rows_read = $3, rows_new = $4,"
		" rows_changed = $5, rows_same = $6, rows_refused = $7, sum_a = $8,"
		" sum_b = $9, sum_c = $10 WHERE id = $1",
		ARGS(arg_int(id), arg_int(r->as_of), arg_int(r->rows),
		     arg_int(r->by_outcome[ROW_NEW]), arg_int(r->by_outcome[ROW_CHANGED]),
		     arg_int(r->by_outcome[ROW_SAME]),
		     arg_int(r->by_outcome[ROW_REFUSED]), arg_int(r->sums[0]),
		     arg_int(r->sums[1]), arg_int(r->sums[2])),
		NULL);
}

err batch_beat(struct work *w, int64_t id)
{
	int64_t alive;

	TRY(work_exec(w,
		      "UPDATE ingest_batch SET beat_at = $2"
		      " WHERE id = $1 AND state = 'memuat'",
		      ARGS(arg_int(id), arg_int(w->now)), &alive));
	return alive ? OK
		     : FAULT(FAULT_INTERNAL, "batch %lld was given up by another",
			     (long long)id);
}

err batch_end(struct work *w, int64_t id, enum batch_state state, str why)
{
	return work_exec(w,
			 "UPDATE ingest_batch SET state = $2, why = $3, ended_at = $4,"
			 " leftover = CASE WHEN $2 = 'terbit' THEN 0 ELSE 1 END"
			 " WHERE id = $1",
			 ARGS(arg_int(id), arg_str(batch_state_words[state]),
			      arg_str(why), arg_int(w->now)),
			 NULL);
}

err batch_cleaned(struct work *w, int64_t id)
{
	return work_exec(w, "UPDATE ingest_batch SET leftover = 0 WHERE id = $1",
			 ARGS(arg_int(id)), NULL);
}

/* In force: the batch of seq, or one that it follows and that was never taken back. */
err batch_of_file(struct work *w, str feed, str sha256, int64_t seq, int64_t *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT id FROM ingest_batch WHERE sha256 = $1 AND feed = $2"
			   " AND state = 'terbit' AND id <= $3 ORDER BY id DESC LIMIT 1",
			   ARGS(arg_str(sha256), arg_str(feed), arg_int(seq)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err batch_loading(struct work *w, str feed, int64_t *ret_id, int64_t *ret_beat)
{
	struct rows r = work_query(
		w,
		"SELECT id, beat_at FROM ingest_batch WHERE feed = $1 AND leftover = 1"
		" AND state = 'memuat' ORDER BY id DESC LIMIT 1",
		ARGS(arg_str(feed)));

	*ret_id = *ret_beat = 0;
	if (rows_next(&r)) {
		*ret_id = row_int(&r, 0);
		*ret_beat = row_int(&r, 1);
	}
	return rows_end(&r);
}

err batch_newest(struct work *w, str feed, int64_t *ret)
{
	struct rows r = work_query(w,
				   "SELECT id FROM ingest_batch WHERE feed = $1"
				   " AND state IN ('terbit', 'ditarik')"
				   " ORDER BY id DESC LIMIT 1",
				   ARGS(arg_str(feed)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err batch_leftover(struct work *w, str feed, int64_t *ret)
{
	struct rows r =
		work_query(w,
			   "SELECT id FROM ingest_batch WHERE feed = $1 AND leftover = 1"
			   " AND state <> 'memuat' ORDER BY id DESC LIMIT 1",
			   ARGS(arg_str(feed)));

	*ret = rows_next(&r) ? row_int(&r, 0) : 0;
	return rows_end(&r);
}

err ingest_stamp(struct work *w, str feed, struct stamp *ret)
{
	struct rows r = work_query(
		w, "SELECT seq, as_of, published_at FROM ingest_feed WHERE feed = $1",
		ARGS(arg_str(feed)));

	*ret = (struct stamp){ 0 };
	if (rows_next(&r))
		*ret = (struct stamp){ row_int(&r, 0), row_int(&r, 1), row_int(&r, 2) };
	return rows_end(&r);
}

err feed_put(struct work *w, str feed, const struct stamp *s)
{
	return work_exec(w,
			 "INSERT INTO ingest_feed (feed, seq, as_of, published_at)"
			 " VALUES ($1, $2, $3, $4) ON CONFLICT (feed) DO UPDATE"
			 " SET seq = excluded.seq, as_of = excluded.as_of,"
			 " published_at = excluded.published_at",
			 ARGS(arg_str(feed), arg_int(s->seq), arg_int(s->as_of),
			      arg_int(s->published_at)),
			 NULL);
}

#define BATCH_SELECT                                                                     \
	"SELECT b.id, b.feed, b.state, b.sha256, b.file_name, b.bytes, b.as_of,"         \
	" b.rows_read, b.rows_new, b.rows_changed, b.rows_same, b.rows_refused,"         \
	" b.sum_a, b.sum_b, b.sum_c, b.why, b.previous, b.started_at, b.ended_at,"       \
	" COALESCE(f.seq, 0)"                                                            \
	" FROM ingest_batch b LEFT JOIN ingest_feed f ON f.feed = b.feed"

static struct ingest_batch read_batch(struct rows *r)
{
	return (struct ingest_batch){
		.id = row_int(r, 0),
		.feed = row_str(r, 1),
		.state = (enum batch_state)row_word(r, 2, WORDS(batch_state_words)),
		.sha256 = row_str(r, 3),
		.file_name = row_str(r, 4),
		.bytes = row_int(r, 5),
		.as_of = row_int(r, 6),
		.rows = row_int(r, 7),
		.by_outcome = { row_int(r, 8), row_int(r, 9), row_int(r, 10),
				row_int(r, 11) },
		.sums = { row_int(r, 12), row_int(r, 13), row_int(r, 14) },
		.why = row_str(r, 15),
		.previous = row_int(r, 16),
		.started_at = row_int(r, 17),
		.ended_at = row_int(r, 18),
		.in_force = row_int(r, 19) == row_int(r, 0),
	};
}

err ingest_list(struct work *w, int64_t before, size_t limit, struct ingest_batches *ret)
{
	struct rows r = work_query(
		w, BATCH_SELECT " WHERE b.id < $1 ORDER BY b.id DESC LIMIT $2",
		ARGS(arg_int(before ? before : INT64_MAX), arg_int((int64_t)limit)));

	*ret = (struct ingest_batches){ 0 };
	while (rows_next(&r))
		*PUSH(w->arena, ret) = read_batch(&r);
	return rows_end(&r);
}

err ingest_find(struct work *w, int64_t id, struct ingest_batch **ret)
{
	struct rows r = work_query(w, BATCH_SELECT " WHERE b.id = $1", ARGS(arg_int(id)));

	*ret = NULL;
	if (rows_next(&r)) {
		*ret = NEW(w->arena, struct ingest_batch);
		**ret = read_batch(&r);
	}
	return rows_end(&r);
}
