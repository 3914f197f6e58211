#include "directory/import.h"

#include "audit/audit.h"
#include "base/csv.h"
#include "directory/importing.h"

#include <stdlib.h>

const str import_words[IMPORT_KINDS] = {
	[IMPORT_SATKER] = STR("satker"),
	[IMPORT_KPPN] = STR("kppn"),
	[IMPORT_CALENDAR] = STR("calendar"),
	[IMPORT_LIMITS] = STR("limits"),
};

static const struct import_table *const tables[IMPORT_KINDS] = {
	[IMPORT_SATKER] = &satker_table,
	[IMPORT_KPPN] = &kppn_table,
	[IMPORT_CALENDAR] = &calendar_table,
	[IMPORT_LIMITS] = &limits_table,
};

const struct import_table *import_table_of(enum import_kind k)
{
	return tables[k];
}

/* A row's key as a number, to find doubles without keeping the text. */
struct key {
	uint64_t hash;
	int64_t line;
};

/* One reading of one file. */
struct reading {
	struct work *w;
	const struct import_table *table;
	struct import_report *report;
	struct known known;
	struct csv csv;
	int place[COLUMNS_MAX]; /* in the file, of each column; -1: not there */
	size_t width;		/* of the head */
	struct key *keys;
	size_t key_count;
};

static void complain(struct reading *rd, int64_t line, str column, str reason)
{
	struct import_fault f = { line, column, reason };

	rd->report->fault_count++;
	if (rd->report->faults.count < IMPORT_FAULTS_MAX)
		*PUSH(rd->w->arena, &rd->report->faults) = f;
}

static int column_named(const struct import_table *t, str name)
{
	for (size_t i = 0; i < t->column_count; i++)
		if (str_eq_nocase(str_trim(name), t->columns[i].name))
			return (int)i;
	return -1;
}

static void place_column(struct reading *rd, str name, size_t at)
{
	int i = column_named(rd->table, name);

	if (i < 0)
		complain(rd, 1, str_one_line(name) && name.n <= 60 ? name : S("?"),
			 S("kolom tidak dikenal"));
	else if (rd->place[i] >= 0)
		complain(rd, 1, rd->table->columns[i].name, S("kolom ada dua kali"));
	else
		rd->place[i] = (int)at;
}

static void read_head(struct reading *rd)
{
	struct strs head;

	for (size_t i = 0; i < COLUMNS_MAX; i++)
		rd->place[i] = -1;
	if (csv_next(&rd->csv, rd->w->arena, &head) != CSV_ROW) {
		complain(rd, 1, S(""), S("berkas kosong atau baris judul tidak terbaca"));
		return;
	}
	rd->width = head.count;
	for (size_t i = 0; i < head.count; i++)
		place_column(rd, head.items[i], i);
	for (size_t i = 0; i < rd->table->column_count; i++)
		if (rd->table->columns[i].mandatory && rd->place[i] < 0)
			complain(rd, 1, rd->table->columns[i].name, S("kolom tidak ada"));
}

static void cells_of(const struct reading *rd, const struct strs *row, str *cells)
{
	for (size_t i = 0; i < rd->table->column_count; i++)
		cells[i] = rd->place[i] < 0
				   ? S("")
				   : sheet_unguarded(str_trim(row->items[rd->place[i]]));
}

static uint64_t hash_text(uint64_t h, str s)
{
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return (h ^ 0xff) * 0x100000001b3u;
}

static void note_key(struct reading *rd, const str *cells)
{
	uint64_t h = 0xcbf29ce484222325u;
	struct date d;

	for (size_t i = 0; i < COUNT(rd->table->key_columns); i++) {
		str cell = cells[rd->table->key_columns[i]];

		/* One day may be written in several ways. */
		h = hash_text(h, date_parse(cell, &d) ? date_iso(rd->w->arena, d) : cell);
	}
	rd->keys[rd->key_count++] = (struct key){ h, rd->csv.line };
}

static void check_cells(struct reading *rd, const str *cells)
{
	const struct import_table *t = rd->table;
	int64_t before = rd->report->fault_count;
	str whole;

	for (size_t i = 0; i < t->column_count; i++) {
		str why = cells[i].n ? t->columns[i].refuse(&rd->known, cells[i])
			  : t->columns[i].mandatory ? S("kosong")
						    : S("");

		if (why.n)
			complain(rd, rd->csv.line, t->columns[i].name, why);
	}
	if (rd->report->fault_count > before)
		return;
	whole = t->refuse ? t->refuse(cells) : S("");
	if (whole.n)
		complain(rd, rd->csv.line, S(""), whole);
	note_key(rd, cells);
}

static void check_row(struct reading *rd, enum csv_step step, const struct strs *row)
{
	str cells[COLUMNS_MAX];

	rd->report->rows++;
	if (step == CSV_OPEN_QUOTE)
		complain(rd, rd->csv.line, S(""), S("tanda kutip tidak ditutup"));
	else if (step == CSV_STRAY_QUOTE)
		complain(rd, rd->csv.line, S(""), S("tanda kutip tidak pada tempatnya"));
	else if (row->count != rd->width)
		complain(rd, rd->csv.line, S(""),
			 arena_fmt(rd->w->arena, "ada %zu kolom, judulnya %zu",
				   row->count, rd->width));
	else {
		cells_of(rd, row, cells);
		check_cells(rd, cells);
	}
}

/* Everything wrong with the rows. What a row took on the arena is given back, unless
 * it left a fault there. */
static void check_rows(struct reading *rd)
{
	for (;;) {
		struct arena_mark mark = arena_mark(rd->w->arena);
		size_t before = rd->report->faults.count;
		struct strs row;
		enum csv_step step = csv_next(&rd->csv, rd->w->arena, &row);

		if (step == CSV_END)
			return;
		if (rd->report->rows == IMPORT_ROWS_MAX) {
			complain(rd, rd->csv.line, S(""), S("lebih dari 200.000 baris"));
			return;
		}
		check_row(rd, step, &row);
		if (rd->report->faults.count == before)
			arena_rewind(rd->w->arena, mark);
	}
}

static int key_order(const void *x, const void *y)
{
	const struct key *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static void check_doubles(struct reading *rd)
{
	qsort(rd->keys, rd->key_count, sizeof(*rd->keys), key_order);
	for (size_t i = 1; i < rd->key_count; i++)
		if (rd->keys[i].hash == rd->keys[i - 1].hash)
			complain(rd, rd->keys[i].line,
				 rd->table->columns[rd->table->key_columns[0]].name,
				 arena_fmt(rd->w->arena, "sama dengan baris %lld",
					   (long long)rd->keys[i - 1].line));
}

static int fault_order(const void *x, const void *y)
{
	const struct import_fault *a = x, *b = y;

	return (a->line > b->line) - (a->line < b->line);
}

static err put_rows(struct reading *rd, str text, bool dry_run)
{
	int64_t *outcomes[PUT_OUTCOMES] = {
		[PUT_ADDED] = &rd->report->added,
		[PUT_CHANGED] = &rd->report->changed,
		[PUT_UNCHANGED] = &rd->report->unchanged,
	};
	struct strs row;

	rd->csv = csv_open(text);
	csv_next(&rd->csv, rd->w->arena, &row);
	for (;;) {
		struct arena_mark mark = arena_mark(rd->w->arena);
		enum put_outcome outcome;
		str cells[COLUMNS_MAX];

		if (csv_next(&rd->csv, rd->w->arena, &row) == CSV_END)
			return OK;
		cells_of(rd, &row, cells);
		TRY(rd->table->put(rd->w, cells, dry_run, &outcome));
		++*outcomes[outcome];
		arena_rewind(rd->w->arena, mark);
	}
}

static str number_text(struct arena *a, int64_t n)
{
	return arena_fmt(a, "%lld", (long long)n);
}

static err record(struct work *w, enum import_kind kind, str text,
		  const struct import_report *r)
{
	struct audit_change changes[] = {
		{ S("sha256"), S(""), sha256_hex(w->arena, text) },
		{ S("rows"), S(""), number_text(w->arena, r->rows) },
		{ S("added"), S(""), number_text(w->arena, r->added) },
		{ S("changed"), S(""), number_text(w->arena, r->changed) },
	};

	return audit_record(w, &(struct audit_act){
				       .event = S("directory.imported"),
				       .subject_kind = S("directory"),
				       .subject = import_words[kind],
				       .changes = changes,
				       .change_count = COUNT(changes),
			       });
}

err import_file(struct work *w, enum import_kind kind, str text, bool dry_run,
		struct import_report *ret)
{
	struct reading rd = { .w = w, .table = tables[kind], .report = ret };

	*ret = (struct import_report){ 0 };
	TRY(kppn_codes(w, &rd.known.kppn));
	TRY(ministry_codes(w, &rd.known.ministry));
	rd.keys = NEW_ARRAY(w->arena, struct key, IMPORT_ROWS_MAX);
	rd.csv = csv_open(text);
	ret->separator = rd.csv.separator;
	read_head(&rd);
	if (ret->fault_count == 0) {
		check_rows(&rd);
		check_doubles(&rd);
	}
	if (ret->fault_count) {
		qsort(ret->faults.items, ret->faults.count, sizeof(*ret->faults.items),
		      fault_order);
		return OK;
	}
	TRY(put_rows(&rd, text, dry_run));
	if (dry_run || ret->added + ret->changed == 0)
		return OK;
	return record(w, kind, text, ret);
}
