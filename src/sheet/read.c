/* What kind of file it is, by its first bytes, and the one interface over both. */
#include "sheet/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_BYTES = 512 };

const struct sheet_limits sheet_limits_default = {
	.unpacked = (int64_t)2 << 30,
	.ratio = 200,
	.cells = 100000000,
	.columns = 512,
	.row_bytes = 4 << 20,
	.shared_bytes = 96 << 20,
};

bool sheet_refuse(struct sheet *s, enum sheet_outcome why)
{
	if (s->outcome == SHEET_READ)
		s->outcome = why;
	return false;
}

bool sheet_fail(struct sheet *s, const char *what)
{
	if (!s->fault)
		s->fault = FAULT(FAULT_INTERNAL, "sheet: %s: %s", what, strerror(errno));
	return false;
}

static bool stopped(const struct sheet *s)
{
	return s->fault || s->outcome != SHEET_READ;
}

/* ---- what the first bytes say ---- */

static bool is_markup(str head)
{
	if (str_starts(head, S("\xef\xbb\xbf")))
		head = str_skip(head, 3);
	return str_starts(str_trim(head), S("<"));
}

static bool is_binary(str head)
{
	static const str others[] = { STR("%PDF"),    STR("\x89PNG"), STR("\xff\xd8\xff"),
				      STR("GIF8"),    STR("Rar\x21"), STR("7z\xbc"),
				      STR("\x1f\x8b") };

	for (size_t i = 0; i < COUNT(others); i++)
		if (str_starts(head, others[i]))
			return true;
	return false;
}

static void open_kind(struct sheet *s, const struct sheet_source *from, str head, int fd)
{
	if (str_starts(head, S("PK\x03\x04"))) {
		s->kind = SHEET_XLSX;
		xlsx_open(s, from->path, from->sheet);
	} else if (str_starts(head, S("\xd0\xcf\x11\xe0"))) {
		sheet_refuse(s, SHEET_OLD);
	} else if (is_binary(head) || is_markup(head)) {
		sheet_refuse(s, SHEET_NOT_SHEET);
	} else {
		s->kind = SHEET_CSV;
		csv_reading_open(s, fd);
	}
}

static void open_file(struct sheet *s, const struct sheet_source *from)
{
	char head[FIRST_BYTES];
	int fd = open(arena_cstr(s->own, from->path), O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) != 0 || (n = pread(fd, head, sizeof(head), 0)) < 0) {
		sheet_fail(s, "open");
	} else {
		s->size = st.st_size;
		open_kind(s, from, (str){ head, (size_t)n }, fd);
	}
	if (fd >= 0 && !s->csv)
		close(fd);
}

struct sheet *sheet_open(const struct sheet_source *from)
{
	struct arena *own = arena_new(ARENA_CEILING);
	struct sheet *s = NEW(own, struct sheet);

	s->own = own;
	s->line = arena_new(ARENA_CEILING);
	s->limits = from->limits ? *from->limits : sheet_limits_default;
	open_file(s, from);
	return s;
}

/* ---- reading ---- */

enum sheet_kind sheet_kind(const struct sheet *s)
{
	return s->kind;
}

const struct strs *sheet_names(const struct sheet *s)
{
	return &s->names;
}

void sheet_turn_to(struct sheet *s, str name)
{
	if (stopped(s))
		return;
	if (s->kind == SHEET_XLSX)
		xlsx_turn_to(s, name);
	else
		sheet_refuse(s, SHEET_NO_SUCH);
}

bool sheet_next(struct sheet *s, struct sheet_row *ret)
{
	*ret = (struct sheet_row){ 0 };
	if (stopped(s))
		return false;
	return s->kind == SHEET_XLSX ? xlsx_next(s, ret) : csv_reading_next(s, ret);
}

int64_t sheet_done(const struct sheet *s)
{
	return s->done < s->size ? s->done : s->size;
}

int64_t sheet_size(const struct sheet *s)
{
	return s->size;
}

static struct sheet_end end_of(const struct sheet *s, struct arena *a)
{
	struct sheet_end e = { .outcome = s->outcome,
			       .row = s->row,
			       .merged = s->merged };

	for (size_t i = 0; i < s->merges.count; i++)
		*PUSH(a, &e.merges) = arena_str(a, s->merges.items[i]);
	return e;
}

err sheet_close(struct sheet *s, struct arena *a, struct sheet_end *ret)
{
	err e = s->fault;

	if (ret)
		*ret = end_of(s, a);
	if (s->csv)
		csv_reading_close(s);
	if (s->xlsx)
		xlsx_close(s);
	arena_free(s->line);
	arena_free(s->own);
	return e;
}

str sheet_column_name(struct arena *a, size_t column)
{
	char room[8];
	size_t at = sizeof(room);

	for (column++; column > 0 && at > 0; column = (column - 1) / 26)
		room[--at] = (char)('A' + (column - 1) % 26);
	return arena_str(a, (str){ room + at, sizeof(room) - at });
}
