/*
 * XLSX by libxlsxwriter, which keeps one row in memory. The file is made without a
 * name in the scratch directory, so that a process that dies leaves none behind.
 */
#include "sheet/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
	TEXT_MOST = 32767, /* characters of a cell */
	WIDTH = 14,
	CHOICE_ROWS = 1000,
	NOTE_WIDTH = 40,
};
static const int64_t exact_most = 999999999999999; /* 15 digits */

struct xlsx_book {
	int fd;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *head;
	lxw_format *formats[SHEET_INSTANT + 1];
	int sheets;
	lxw_row_t row; /* the next */
};

static void fail(struct sheet_writer *w, const char *what, const char *why)
{
	if (!w->fault)
		w->fault = FAULT(FAULT_INTERNAL, "sheet: %s: %s", what, why);
}

static void check(struct sheet_writer *w, lxw_error e)
{
	if (e)
		fail(w, "XLSX", lxw_strerror(e));
}

/* ---- the file ---- */

static int open_unnamed(struct sheet_writer *w)
{
	int fd = open(arena_cstr(w->own, w->sink.scratch), O_TMPFILE | O_RDWR | O_CLOEXEC,
		      0600);

	if (fd < 0)
		fail(w, "scratch file", strerror(errno));
	return fd;
}

static lxw_format *format_new(struct xlsx_book *b, const char *shape)
{
	lxw_format *f = workbook_add_format(b->book);

	format_set_num_format(f, shape);
	return f;
}

static void make_formats(struct xlsx_book *b)
{
	b->head = workbook_add_format(b->book);
	format_set_bold(b->head);
	format_set_text_wrap(b->head);
	format_set_bg_color(b->head, 0xE8EEF7);
	format_set_bottom(b->head, LXW_BORDER_THIN);
	/* Text stays text when somebody edits the cell: codes keep their zeros. */
	b->formats[SHEET_TEXT] = format_new(b, "@");
	b->formats[SHEET_WHOLE] = format_new(b, "0");
	b->formats[SHEET_RUPIAH] = format_new(b, "#,##0");
	b->formats[SHEET_DATE] = format_new(b, "dd/mm/yyyy");
	b->formats[SHEET_INSTANT] = format_new(b, "dd/mm/yyyy hh:mm:ss");
}

static lxw_worksheet *add_sheet(struct sheet_writer *w, str name)
{
	lxw_worksheet *s =
		workbook_add_worksheet(w->book->book, arena_cstr(w->own, name));

	if (!s)
		panic("a sheet cannot be called \"%.*s\"", P(name));
	return s;
}

/* ---- cells ---- */

/* At most so many bytes as there may be characters, at a boundary of one. */
static str cut(str text)
{
	size_t n = text.n < TEXT_MOST ? text.n : TEXT_MOST;

	while (n > 0 && n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return str_left(text, n);
}

static lxw_col_t column(const struct sheet_writer *w)
{
	return (lxw_col_t)w->column;
}

void xlsx_put_text(struct sheet_writer *w, str text)
{
	struct xlsx_book *b = w->book;

	if (text.n)
		check(w, worksheet_write_string(b->sheet, b->row, column(w),
						arena_cstr(w->line, cut(text)),
						b->formats[SHEET_TEXT]));
}

void xlsx_put_int(struct sheet_writer *w, int64_t i)
{
	struct xlsx_book *b = w->book;
	char room[INT_DIGITS];

	if (i > exact_most || i < -exact_most) {
		xlsx_put_text(w, str_of_int(room, i));
		return;
	}
	check(w, worksheet_write_number(b->sheet, b->row, column(w), (double)i,
					b->formats[w->table->columns[w->column].type]));
}

void xlsx_put_date(struct sheet_writer *w, struct date d, int32_t second)
{
	struct xlsx_book *b = w->book;
	lxw_datetime at = { .year = d.year,
			    .month = d.month,
			    .day = d.day,
			    .hour = second / HOUR,
			    .min = second / MINUTE % 60,
			    .sec = second % 60 };

	check(w, worksheet_write_datetime(b->sheet, b->row, column(w), &at,
					  b->formats[w->table->columns[w->column].type]));
}

/* ---- sheets ---- */

static lxw_row_t head_row(const struct sheet_writer *w)
{
	return (lxw_row_t)w->table->lead_count;
}

static void write_lead(struct sheet_writer *w)
{
	const struct sheet_table *t = w->table;

	for (size_t i = 0; i < t->lead_count; i++)
		if (t->lead[i].n)
			check(w, worksheet_write_string(w->book->sheet, (lxw_row_t)i, 0,
							arena_cstr(w->own, t->lead[i]),
							NULL));
}

static void begin_sheet(struct sheet_writer *w)
{
	struct xlsx_book *b = w->book;
	const struct sheet_table *t = w->table;
	lxw_row_t head = head_row(w);

	b->sheets++;
	b->sheet = add_sheet(w, b->sheets == 1
					? t->name
					: arena_fmt(w->own, "%.*s %d",
						    P(str_left(t->name, 27)), b->sheets));
	write_lead(w);
	for (size_t i = 0; i < t->column_count; i++) {
		const struct sheet_column *c = &t->columns[i];
		lxw_col_t at = (lxw_col_t)i;

		check(w,
		      worksheet_set_column(b->sheet, at, at, c->width ? c->width : WIDTH,
					   b->formats[c->type]));
		check(w, worksheet_write_string(b->sheet, head, at,
						arena_cstr(w->own, c->head), b->head));
	}
	worksheet_freeze_panes(b->sheet, head + 1, 0);
	worksheet_repeat_rows(b->sheet, head, head);
	b->row = head + 1;
}

static void end_sheet(struct sheet_writer *w)
{
	struct xlsx_book *b = w->book;
	lxw_row_t first = head_row(w) + 1;

	check(w, worksheet_autofilter(b->sheet, first - 1, 0,
				      b->row > first ? b->row - 1 : first,
				      (lxw_col_t)(w->table->column_count - 1)));
}

void xlsx_row_ends(struct sheet_writer *w)
{
	if (++w->book->row < XLSX_ROWS)
		return;
	end_sheet(w);
	begin_sheet(w);
}

void xlsx_begin(struct sheet_writer *w)
{
	int fd = open_unnamed(w);
	lxw_workbook_options options = {
		.constant_memory = LXW_TRUE,
		.tmpdir = arena_cstr(w->own, w->sink.scratch),
		.use_zip64 = LXW_FALSE,
	};
	lxw_doc_properties about = { .created = w->table->made_at };

	w->book = NEW(w->own, struct xlsx_book);
	w->book->fd = fd;
	if (fd < 0)
		return;
	w->book->book = workbook_new_opt(
		arena_cstr(w->own, arena_fmt(w->own, "/proc/self/fd/%d", fd)), &options);
	if (!w->book->book)
		panic("no memory for a workbook");
	check(w, workbook_set_properties(w->book->book, &about));
	make_formats(w->book);
	begin_sheet(w);
}

/*
 * ---- drop-downs: each list is a row of its own, because rows are written in their
 * order and lists side by side would have to be written at once
 */

static void write_choices(struct sheet_writer *w, lxw_worksheet *to, lxw_row_t row,
			  const struct strs *choices)
{
	for (size_t i = 0; i < choices->count; i++)
		check(w, worksheet_write_string(to, row, (lxw_col_t)i,
						arena_cstr(w->own, choices->items[i]),
						NULL));
}

static void offer(struct sheet_writer *w, size_t i, lxw_row_t row)
{
	const struct sheet_table *t = w->table;
	str last = sheet_column_name(w->own, t->columns[i].choices->count - 1);
	str list =
		arena_fmt(w->own, "=Pilihan!$A$%u:$%.*s$%u", row + 1, P(last), row + 1);
	lxw_data_validation rule = {
		.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
		.value_formula = arena_cstr(w->own, list),
	};
	int rows = t->choice_rows ? t->choice_rows : CHOICE_ROWS;

	check(w, worksheet_data_validation_range(w->book->sheet, 1, (lxw_col_t)i,
						 (lxw_row_t)(rows - 1), (lxw_col_t)i,
						 &rule));
}

/*
 * libxlsxwriter 1.1.4 copies the formula of a list twice and frees it once; that of a
 * custom rule it copies once. The two differ in their kind only.
 */
static void make_lists(lxw_worksheet *s)
{
	lxw_data_val_obj *rule;

	STAILQ_FOREACH(rule, s->data_validations, list_pointers)
	rule->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
}

static void offer_choices(struct sheet_writer *w)
{
	lxw_worksheet *lists = NULL;
	lxw_row_t row = 0;

	for (size_t i = 0; i < w->table->column_count; i++) {
		const struct strs *choices = w->table->columns[i].choices;

		if (!choices || choices->count == 0)
			continue;
		if (!lists)
			lists = add_sheet(w, S("Pilihan"));
		write_choices(w, lists, row, choices);
		offer(w, i, row++);
	}
	make_lists(w->book->sheet);
}

/* ---- notes ---- */

static void write_notes(struct sheet_writer *w)
{
	const struct sheet_table *t = w->table;
	lxw_worksheet *to;

	if (t->note_count == 0)
		return;
	to = add_sheet(w, S("Keterangan"));
	check(w, worksheet_set_column(to, 0, 1, NOTE_WIDTH, NULL));
	for (size_t i = 0; i < t->note_count; i++) {
		lxw_row_t row = (lxw_row_t)i;

		check(w, worksheet_write_string(to, row, 0,
						arena_cstr(w->own, t->notes[i].label),
						w->book->head));
		check(w, worksheet_write_string(
				 to, row, 1, arena_cstr(w->own, cut(t->notes[i].value)),
				 NULL));
	}
}

/* ---- the end ---- */

static void send(struct sheet_writer *w)
{
	char *piece = arena_alloc(w->own, PIECE);
	off_t at = 0;
	ssize_t n;

	while (!w->fault && (n = pread(w->book->fd, piece, PIECE, at)) != 0) {
		if (n < 0) {
			fail(w, "scratch file", strerror(errno));
			return;
		}
		w->fault = w->sink.write(w->sink.to, (str){ piece, (size_t)n });
		at += n;
	}
}

err xlsx_finish(struct sheet_writer *w)
{
	struct xlsx_book *b = w->book;

	if (b->book) {
		end_sheet(w);
		offer_choices(w);
		write_notes(w);
		check(w, workbook_close(b->book));
		send(w);
	}
	if (b->fd >= 0)
		close(b->fd);
	return w->fault;
}
