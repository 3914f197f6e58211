/* One run: read, check, store in parts, add up, compare, publish. */
#include "audit/audit.h"
#include "ingest/internal.h"

#include <errno.h>
#include <sys/stat.h>

enum {
	PART_ROWS = 2048, /* of one unit: others write in between */
	KEEP_CEILING = 512 << 20,
	PART_CEILING = 64 << 20,
	SILENT_S = 120, /* a loader that gave no sign of life so long is dead */
};

struct loading {
	struct work *w;
	const struct ingest_order *order;
	const struct feed *feed;
	struct ingest_report *report;
	struct arena *keep; /* as long as the run */
	struct arena *part; /* of the rows that are not stored yet */
	struct feed_run run;
	struct heads heads;
	bool has_heads;
	int64_t head_row;
	int64_t rows_above; /* before the heads */
	str nearly; /* a mandatory column that a row lacked although it looked like the
		       heads */
	struct declared declared;
	struct stamp before;
	struct feed_part rows;
	int64_t *numbers; /* of the rows in the file */
	struct rejects *rejects;
	str sha256;
	int64_t size;
	int64_t known; /* batch that brought this very file */
	bool more;     /* figures to write */
	str why;
};

static void refuse(struct loading *l, str why)
{
	if (l->why.n == 0)
		l->why = arena_str(l->keep, why);
}

/* ---- before the first row ---- */

static err look_before(struct work *w, struct loading *l)
{
	int64_t loading, beat;

	TRY(ingest_stamp(w, l->feed->word, &l->before));
	TRY(batch_of_file(w, l->feed->word, l->sha256, l->before.seq, &l->known));
	TRY(batch_loading(w, l->feed->word, &loading, &beat));
	if (!loading)
		return OK;
	if (w->now - beat < SILENT_S) {
		refuse(l, S("Batch lain dari jenis ini sedang dimuat."));
		return OK;
	}
	return batch_end(w, loading, BATCH_ABANDONED,
			 S("Pemuat berhenti sebelum selesai."));
}

static err start_unit(struct work *w, void *arg)
{
	struct loading *l = arg;

	l->why = S("");
	l->known = 0;
	return look_before(w, l);
}

/* The leftovers of another batch are gone: its versions cannot be mistaken for ours. */
static err insert_unit(struct work *w, void *arg)
{
	struct loading *l = arg;
	struct new_batch b = {
		.feed = l->feed->word,
		.sha256 = l->sha256,
		.file_name = l->order->file_name,
		.bytes = l->size,
		.as_of = l->report->as_of,
	};

	TRY(look_before(w, l));
	if (l->why.n || l->known)
		return OK;
	b.previous = l->before.seq;
	TRY(batch_insert(w, &b, &l->run.seq));
	l->run.published = l->before.seq;
	return OK;
}

static err begin_unit(struct work *w, void *arg)
{
	struct loading *l = arg;

	return l->feed->begin(w, &l->run);
}

/* ---- rows ---- */

static err store_unit(struct work *w, void *arg)
{
	struct loading *l = arg;

	TRY(l->feed->store(w, &l->run, &l->rows));
	return batch_beat(w, l->run.seq);
}

static void reject(struct loading *l, const struct reject *r)
{
	rejects_add(l->rejects, l->part, r);
	l->report->by_outcome[ROW_REFUSED]++;
}

static void *row_at(const struct loading *l, size_t i)
{
	return (char *)l->rows.rows + i * l->feed->row_size;
}

static void tally(struct loading *l)
{
	for (size_t i = 0; i < l->rows.count; i++) {
		enum row_outcome o = l->rows.outcomes[i];
		int64_t sums[FEED_SUMS] = { 0 };

		if (o == ROW_REFUSED) {
			reject(l, &(struct reject){
					  .row = l->numbers[i],
					  .place = NO_COLUMN,
					  .reason = S("baris ganda dalam berkas ini"),
				  });
			continue;
		}
		l->report->by_outcome[o]++;
		l->feed->sum(row_at(l, i), sums);
		for (size_t k = 0; k < FEED_SUMS; k++)
			l->report->sums[k] += sums[k];
	}
}

static void empty_part(struct loading *l)
{
	arena_reset(l->part);
	l->rows = (struct feed_part){
		.rows = arena_alloc_array(l->part, l->feed->row_size, PART_ROWS),
		.outcomes = NEW_ARRAY(l->part, enum row_outcome, PART_ROWS),
	};
	l->numbers = NEW_ARRAY(l->part, int64_t, PART_ROWS);
}

static err store_part(struct loading *l)
{
	if (l->rows.count > 0 && !l->order->dry_run) {
		TRY(work_run(l->w, true, store_unit, l));
		l->feed->count(&l->run, &l->rows);
	}
	tally(l);
	empty_part(l);
	return OK;
}

static const struct cell no_cell;

static const struct cell *cell_of(const struct sheet_row *row, size_t at)
{
	return at < row->count ? &row->cells[at] : &no_cell;
}

static void reject_cell(struct loading *l, const struct sheet_row *row, size_t wrong,
			str reason)
{
	size_t place = wrong < FEED_COLUMNS ? l->heads.at[wrong] : NO_COLUMN;

	reject(l, &(struct reject){
			  .row = row->number,
			  .place = place,
			  .column = wrong < FEED_COLUMNS ? l->feed->columns[wrong].name
							 : S(""),
			  .value = cell_of(row, place)->text,
			  .reason = reason,
		  });
}

/* The row's texts live until the next call of sheet_next(): what is kept is copied. */
static void take_row(struct loading *l, const struct sheet_row *row)
{
	struct feed_cells c = { .arena = l->part, .wrong = WHOLE_ROW };
	void *to = row_at(l, l->rows.count);
	str why;

	l->report->rows++;
	if (row->broken) {
		reject_cell(l, row, WHOLE_ROW, S("tanda kutip tidak berpasangan"));
		return;
	}
	for (size_t i = 0; i < l->feed->column_count; i++)
		c.cells[i] = cell_of(row, l->heads.at[i]);
	why = l->feed->read(&l->run, &c, to);
	if (why.n) {
		memset(to, 0, l->feed->row_size);
		reject_cell(l, row, c.wrong, why);
		return;
	}
	l->numbers[l->rows.count++] = row->number;
}

/* Items live as long as their row or the order. */
static void keep_owner(struct loading *l)
{
	if (l->declared.satker.n)
		l->run.satker = arena_str(l->keep, l->declared.satker);
	if (l->declared.ta)
		l->run.ta = l->declared.ta;
	l->declared.satker = S("");
}

/* "#myintress-spm,baris=27,bruto=…" above the heads of our own files. */
static bool take_declared(struct loading *l, const struct sheet_row *row)
{
	if (row->count == 0 || !str_starts(row->cells[0].text, S("#")))
		return false;
	for (size_t i = 1; i < row->count; i++)
		if (!declared_read(l->feed, row->cells[i].text, &l->declared))
			refuse(l,
			       arena_fmt(l->part,
					 "Keterangan pada baris %lld tidak dikenal: %.*s",
					 (long long)row->number,
					 P(str_left(row->cells[i].text, 60))));
	keep_owner(l);
	return true;
}

static void refuse_heads(struct loading *l)
{
	refuse(l,
	       l->nearly.n
		       ? arena_fmt(l->keep, "Kolom %.*s tidak ditemukan.", P(l->nearly))
		       : arena_fmt(
				 l->keep,
				 "Judul kolom %.*s tidak ditemukan pada %d baris pertama. Periksa apakah berkas tertukar.",
				 P(l->feed->title), HEAD_ROWS));
}

static void look_for_heads(struct loading *l, const struct sheet_row *row)
{
	if (take_declared(l, row))
		return;
	l->has_heads = heads_find(l->feed, row, &l->heads);
	l->head_row = row->number;
	if (l->has_heads)
		return;
	if (l->nearly.n == 0)
		l->nearly = heads_missing(l->feed, row);
	if (++l->rows_above >= HEAD_ROWS)
		refuse_heads(l);
}

static err take_rows(struct loading *l, struct sheet *s)
{
	struct sheet_row row;

	while (l->why.n == 0 && sheet_next(s, &row)) {
		if (!l->has_heads) {
			look_for_heads(l, &row);
			continue;
		}
		take_row(l, &row);
		if (l->rows.count < PART_ROWS)
			continue;
		TRY(store_part(l));
		if (l->order->progress)
			l->order->progress(l->order->progress_to, sheet_done(s),
					   sheet_size(s));
	}
	return store_part(l);
}

/* "A9:B10" under the heads: all but its first cell are empty. "" when there is none. */
static str merged_rows(const struct loading *l, const struct sheet_end *end)
{
	for (size_t i = 0; i < end->merges.count; i++) {
		str last = end->merges.items[i];
		int64_t row = 0;

		str_cut(&last, ':');
		while (last.n > 0 && !str_int(last, &row))
			last = str_skip(last, 1);
		if (row > l->head_row)
			return end->merges.items[i];
	}
	return S("");
}

static void judge_end(struct loading *l, const struct sheet_end *end)
{
	str merged = merged_rows(l, end);

	if (end->outcome != SHEET_READ)
		refuse(l, arena_fmt(l->keep, "%.*s (baris %lld)",
				    P(sheet_outcome_texts[end->outcome]),
				    (long long)end->row));
	else if (!l->has_heads)
		refuse_heads(l);
	else if (merged.n && l->report->by_outcome[ROW_REFUSED])
		refuse(l,
		       arena_fmt(
			       l->keep,
			       "Ada baris yang salah, dan sel %.*s digabung. Pisahkan sel, lalu muat lagi.",
			       P(merged)));
}

static err read_file(struct loading *l)
{
	struct sheet *s = sheet_open(&(struct sheet_source){ .path = l->order->path });
	struct sheet_end end;
	err e = take_rows(l, s), closed = sheet_close(s, l->keep, &end);

	if (!e)
		e = closed;
	if (!e)
		judge_end(l, &end);
	return e;
}

/* ---- after the last row ---- */

static void compare(struct loading *l, str name, int64_t said, int64_t found)
{
	if (said >= 0 && said != found)
		refuse(l, arena_fmt(l->keep,
				    "Jumlah kendali %.*s: disebut %lld, ditemukan %lld.",
				    P(name), (long long)said, (long long)found));
}

static void judge(struct loading *l)
{
	const struct ingest_report *r = l->report;
	int64_t wrong = r->by_outcome[ROW_REFUSED];

	compare(l, S("baris"), l->declared.rows, r->rows);
	if (wrong == 0)
		for (size_t i = 0; i < FEED_SUMS; i++)
			compare(l, l->feed->sums[i], l->declared.sums[i], r->sums[i]);
	if (wrong > 0 && !l->order->skip)
		refuse(l, arena_fmt(l->keep, "%lld dari %lld baris salah.",
				    (long long)wrong, (long long)r->rows));
	if (r->rows == 0)
		refuse(l, S("Berkas tidak memuat satu baris pun."));
	if (l->declared.as_of && !l->order->as_of)
		l->report->as_of = l->declared.as_of;
	if (l->report->as_of < l->before.as_of && !l->order->older)
		refuse(l, S("Data berkas ini lebih lama daripada data yang berlaku."));
}

static err close_part(struct work *w, void *arg)
{
	struct loading *l = arg;

	TRY(l->feed->close(w, &l->run, &l->more));
	return batch_beat(w, l->run.seq);
}

static err close_run(struct loading *l)
{
	do {
		TRY(work_run(l->w, true, close_part, l));
		l->run.part++;
	} while (l->more);
	return OK;
}

static err record_end(struct work *w, const struct loading *l, str event)
{
	const struct ingest_report *r = l->report;
	char *room = arena_cstr(w->arena, S("                    "));
	struct audit_change changes[] = {
		{ S("sha256"), S(""), l->sha256 },
		{ S("rows"), S(""), str_of_int(room, r->rows) },
	};

	return audit_record(
		w, &(struct audit_act){
			   .event = event,
			   .subject_kind = S("batch"),
			   .subject = arena_fmt(w->arena, "%lld", (long long)l->run.seq),
			   .reason = l->why,
			   .changes = changes,
			   .change_count = COUNT(changes),
		   });
}

static err publish_unit(struct work *w, void *arg)
{
	struct loading *l = arg;
	struct stamp s = { l->run.seq, l->report->as_of, w->now };

	TRY(batch_beat(w, l->run.seq));
	TRY(batch_progress(w, l->run.seq, l->report));
	TRY(batch_end(w, l->run.seq, BATCH_PUBLISHED, S("")));
	TRY(feed_put(w, l->feed->word, &s));
	return record_end(w, l, S("batch.published"));
}

static err refuse_unit(struct work *w, void *arg)
{
	struct loading *l = arg;

	TRY(batch_beat(w, l->run.seq));
	TRY(batch_progress(w, l->run.seq, l->report));
	TRY(batch_end(w, l->run.seq, BATCH_REFUSED, l->why));
	return record_end(w, l, S("batch.refused"));
}

static err finish(struct loading *l)
{
	judge(l);
	l->report->why = l->why;
	if (l->order->dry_run)
		return OK;
	if (l->why.n) {
		l->report->state = BATCH_REFUSED;
		TRY(work_run(l->w, true, refuse_unit, l));
		return clean_leftovers(l->w, l->feed);
	}
	TRY(close_run(l));
	TRY(work_run(l->w, true, publish_unit, l));
	l->report->state = BATCH_PUBLISHED;
	/* What this batch replaced stays: taking it back needs that. */
	return in_parts(l->w, l->run.published, l->feed->settle);
}

static err load_rows(struct loading *l)
{
	str path = ingest_rejects_path(l->keep, l->w->settings, l->run.seq);
	bool any;
	err e, closed;

	l->report->batch = l->run.seq;
	l->rejects = rejects_open(l->keep, path);
	TRY(work_run(l->w, false, begin_unit, l));
	empty_part(l);
	e = read_file(l);
	closed = rejects_close(l->rejects, &any);
	if (any)
		l->report->rejects = path;
	TRY(e);
	TRY(closed);
	return finish(l);
}

static err start(struct loading *l)
{
	TRY(work_run(l->w, true, start_unit, l));
	if (l->why.n || l->known)
		return OK;
	if (!l->order->dry_run) {
		TRY(clean_leftovers(l->w, l->feed));
		TRY(work_run(l->w, true, insert_unit, l));
	}
	return l->why.n || l->known ? OK : load_rows(l);
}

/* ---- the order ---- */

static void read_order(struct loading *l)
{
	str items = l->order->declared;

	l->declared = declared_none();
	while (items.n > 0) {
		str item = str_cut(&items, ',');

		if (!declared_read(l->feed, item, &l->declared))
			refuse(l, arena_fmt(l->keep, "Jumlah kendali tidak dikenal: %.*s",
					    P(item)));
	}
	keep_owner(l);
}

static err measure(struct loading *l)
{
	struct stat st;

	if (stat(arena_cstr(l->keep, l->order->path), &st) != 0)
		return FAULT(FAULT_INTERNAL, "%.*s: %s", P(l->order->path),
			     strerror(errno));
	l->size = st.st_size;
	return sha256_file_hex(l->keep, l->order->path, &l->sha256);
}

static err run(struct loading *l)
{
	TRY(measure(l));
	read_order(l);
	return l->why.n ? OK : start(l);
}

err ingest_load(struct work *w, const struct ingest_order *o, struct arena *a,
		struct ingest_report *ret)
{
	struct loading l = {
		.w = w,
		.order = o,
		.feed = o->feed,
		.report = ret,
		.keep = arena_new(KEEP_CEILING),
		.part = arena_new(PART_CEILING),
	};
	err e;

	*ret = (struct ingest_report){ .as_of = o->as_of ? o->as_of : w->now };
	l.run.keep = l.keep;
	e = run(&l);
	ret->known = l.known != 0;
	if (l.known) {
		ret->batch = l.known;
		ret->state = BATCH_PUBLISHED;
	}
	ret->why = arena_str(a, l.why);
	ret->rejects = arena_str(a, ret->rejects);
	if (l.feed->end)
		l.feed->end(&l.run);
	arena_free(l.part);
	arena_free(l.keep);
	return e;
}

str ingest_rejects_path(struct arena *a, const struct settings *s, int64_t batch)
{
	return arena_fmt(a, "%.*s/tolak-%lld.csv", P(s->data_dir), (long long)batch);
}
