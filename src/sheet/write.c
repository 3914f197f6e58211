/* The one interface over both formats: counts columns, checks types, keeps the fault. */
#include "sheet/internal.h"

#include <errno.h>
#include <unistd.h>

struct sheet_writer *sheet_write(enum sheet_kind kind, const struct sheet_table *table,
				 struct sheet_sink sink)
{
	struct arena *own = arena_new(ARENA_CEILING);
	struct sheet_writer *w = NEW(own, struct sheet_writer);

	*w = (struct sheet_writer){
		.kind = kind, .table = table, .sink = sink, .own = own
	};
	w->line = arena_new(ARENA_CEILING);
	if (kind == SHEET_XLSX)
		xlsx_begin(w);
	else
		csv_begin(w);
	return w;
}

/* A cell of another type than its column is a bug of the caller. */
static bool ready(const struct sheet_writer *w, unsigned types)
{
	enum sheet_type type = w->table->columns[w->column].type;

	if (!(types & 1u << type))
		panic("column \"%.*s\" has another type",
		      P(w->table->columns[w->column].head));
	return !w->fault;
}

static void next(struct sheet_writer *w)
{
	if (++w->column < w->table->column_count)
		return;
	w->column = 0;
	if (w->fault)
		return;
	if (w->kind == SHEET_XLSX)
		xlsx_row_ends(w);
	else
		csv_row_ends(w);
	arena_reset(w->line);
}

void sheet_put_text(struct sheet_writer *w, str text)
{
	if (ready(w, 1u << SHEET_TEXT)) {
		if (w->kind == SHEET_XLSX)
			xlsx_put_text(w, text);
		else
			csv_put_text(w, text);
	}
	next(w);
}

void sheet_put_int(struct sheet_writer *w, int64_t i)
{
	char room[INT_DIGITS];

	if (ready(w, 1u << SHEET_WHOLE | 1u << SHEET_RUPIAH)) {
		if (w->kind == SHEET_XLSX)
			xlsx_put_int(w, i);
		else
			csv_put(w, str_of_int(room, i));
	}
	next(w);
}

void sheet_put_date(struct sheet_writer *w, struct date d)
{
	if (ready(w, 1u << SHEET_DATE)) {
		if (w->kind == SHEET_XLSX)
			xlsx_put_date(w, d, 0);
		else
			csv_put(w, date_iso(w->line, d));
	}
	next(w);
}

static void put_csv_instant(struct sheet_writer *w, struct date d, int32_t second)
{
	str day = date_iso(w->line, d);

	csv_put(w, arena_fmt(w->line, "%.*s %02d:%02d:%02d", P(day), second / HOUR,
			     second / MINUTE % 60, second % 60));
}

void sheet_put_instant(struct sheet_writer *w, int64_t at)
{
	struct date d = date_at(at, w->table->zone);
	int32_t second = (int32_t)second_of_day(at, w->table->zone);

	if (ready(w, 1u << SHEET_INSTANT)) {
		if (w->kind == SHEET_XLSX)
			xlsx_put_date(w, d, second);
		else
			put_csv_instant(w, d, second);
	}
	next(w);
}

void sheet_put_nothing(struct sheet_writer *w)
{
	if (!w->fault && w->kind == SHEET_CSV)
		csv_put(w, S(""));
	next(w);
}

err sheet_finish(struct sheet_writer *w)
{
	err e;

	if (w->column != 0)
		panic("a row of \"%.*s\" is not complete", P(w->table->name));
	e = w->kind == SHEET_XLSX ? xlsx_finish(w) : csv_finish(w);
	arena_free(w->line);
	arena_free(w->own);
	return e;
}

/* ---- sinks ---- */

static err write_buf(void *to, str bytes)
{
	buf_add(to, bytes);
	return OK;
}

static err write_fd(void *to, str bytes)
{
	const int *fd = to;

	while (bytes.n > 0) {
		ssize_t n = write(*fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return FAULT(FAULT_INTERNAL, "sheet: write: %s", strerror(errno));
		bytes = str_skip(bytes, (size_t)n);
	}
	return OK;
}

struct sheet_sink sheet_into_buf(struct buf *b, str scratch)
{
	return (struct sheet_sink){ write_buf, b, scratch };
}

struct sheet_sink sheet_into_fd(int *fd, str scratch)
{
	return (struct sheet_sink){ write_fd, fd, scratch };
}
