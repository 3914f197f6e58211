/* The list of wrong rows: a CSV that is there only when something is wrong. */
#include "ingest/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const struct sheet_column columns[] = {
	{ STR("baris"), SHEET_WHOLE, 0, NULL },	    { STR("kolom"), SHEET_TEXT, 0, NULL },
	{ STR("nama_kolom"), SHEET_TEXT, 0, NULL }, { STR("isi"), SHEET_TEXT, 0, NULL },
	{ STR("alasan"), SHEET_TEXT, 0, NULL },
};
static const struct sheet_table table = { .name = STR("Ditolak"),
					  .columns = columns,
					  .column_count = COUNT(columns),
					  .bom = true };

struct rejects {
	const char *path;
	int fd; /* -1 before the first */
	err fault;
	int64_t listed;
	struct sheet_writer *writer;
};

struct rejects *rejects_open(struct arena *a, str path)
{
	struct rejects *l = NEW(a, struct rejects);

	l->path = arena_cstr(a, path);
	l->fd = -1;
	return l;
}

static void begin(struct rejects *l)
{
	l->fd = open(l->path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
	if (l->fd < 0)
		l->fault = FAULT(FAULT_INTERNAL, "%s: %s", l->path, strerror(errno));
	else
		l->writer = sheet_write(SHEET_CSV, &table, sheet_into_fd(&l->fd, S("")));
}

void rejects_add(struct rejects *l, struct arena *a, const struct reject *r)
{
	if (l->fd < 0 && !l->fault)
		begin(l);
	if (l->fault || l->listed++ >= REJECTS_LISTED)
		return;
	sheet_put_int(l->writer, r->row);
	sheet_put_text(l->writer,
		       r->place == NO_COLUMN ? S("") : sheet_column_name(a, r->place));
	sheet_put_text(l->writer, r->column);
	sheet_put_text(l->writer, r->value);
	sheet_put_text(l->writer, r->reason);
}

err rejects_close(struct rejects *l, bool *ret_any)
{
	err e = l->fault;

	*ret_any = l->writer != NULL;
	if (l->writer)
		e = sheet_finish(l->writer);
	if (l->fd >= 0)
		close(l->fd);
	return e;
}
