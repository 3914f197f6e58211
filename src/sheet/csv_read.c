/*
 * CSV through a window: rows are read by base/csv from what is in memory, and a row
 * that touches the end of the window is read again once there is more of it.
 */
#include "sheet/internal.h"

#include <errno.h>
#include <unistd.h>

#include "base/csv.h"

enum { AHEAD = 256 * 1024, LINES_LOOKED_AT = 16 };

enum encoding { UTF_8, UTF_16_LE, UTF_16_BE };

struct csv_reading {
	int fd;
	enum encoding encoding;
	bool ended; /* the file has no more bytes */
	char *room;
	size_t n, most; /* a row may take; a piece fits behind it */
	char *raw;	/* UTF-16: read and not yet decoded */
	size_t raw_n;
	struct csv csv; /* what is left of the room */
};

/* ---- bytes ---- */

static ssize_t read_some(struct sheet *s, char *to, size_t most)
{
	struct csv_reading *r = s->csv;
	ssize_t n;

	do
		n = read(r->fd, to, most);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		sheet_fail(s, "read");
	if (n <= 0)
		r->ended = true;
	else
		s->done += n;
	return n;
}

static void add_rune(struct csv_reading *r, uint32_t c)
{
	char *p = r->room + r->n;

	if (c < 0x80) {
		p[0] = (char)c;
		r->n += 1;
	} else if (c < 0x800) {
		p[0] = (char)(0xc0 | c >> 6);
		p[1] = (char)(0x80 | (c & 0x3f));
		r->n += 2;
	} else if (c < 0x10000) {
		p[0] = (char)(0xe0 | c >> 12);
		p[1] = (char)(0x80 | (c >> 6 & 0x3f));
		p[2] = (char)(0x80 | (c & 0x3f));
		r->n += 3;
	} else {
		p[0] = (char)(0xf0 | c >> 18);
		p[1] = (char)(0x80 | (c >> 12 & 0x3f));
		p[2] = (char)(0x80 | (c >> 6 & 0x3f));
		p[3] = (char)(0x80 | (c & 0x3f));
		r->n += 4;
	}
}

static uint32_t unit_at(const struct csv_reading *r, size_t i)
{
	const unsigned char *p = (const unsigned char *)r->raw + i;

	return r->encoding == UTF_16_LE ? (uint32_t)(p[0] | p[1] << 8)
					: (uint32_t)(p[0] << 8 | p[1]);
}

/* How many bytes of raw the next character takes; 0 when it is none or not all there. */
static size_t rune_at(const struct csv_reading *r, size_t i, uint32_t *ret)
{
	uint32_t low;

	if (r->raw_n - i < 2)
		return 0;
	*ret = unit_at(r, i);
	if (*ret < 0xd800 || *ret > 0xdfff)
		return 2;
	if (*ret > 0xdbff || r->raw_n - i < 4)
		return 0;
	low = unit_at(r, i + 2);
	if (low < 0xdc00 || low > 0xdfff)
		return 0;
	*ret = 0x10000 + ((*ret - 0xd800) << 10) + (low - 0xdc00);
	return 4;
}

/* What stays undecoded is the half of a character whose rest comes later. */
static void decode(struct sheet *s)
{
	struct csv_reading *r = s->csv;
	size_t i = 0, step;
	uint32_t c;

	while ((step = rune_at(r, i, &c)) > 0) {
		add_rune(r, c);
		i += step;
	}
	memmove(r->raw, r->raw + i, r->raw_n - i);
	r->raw_n -= i;
	if (r->raw_n >= 4 || (r->ended && r->raw_n > 0))
		sheet_refuse(s, SHEET_ENCODING);
}

static void take_piece(struct sheet *s)
{
	struct csv_reading *r = s->csv;
	size_t was = r->n;
	ssize_t n;

	if (r->encoding == UTF_8) {
		n = read_some(s, r->room + r->n, AHEAD);
		r->n += n > 0 ? (size_t)n : 0;
	} else {
		n = read_some(s, r->raw + r->raw_n, PIECE);
		r->raw_n += n > 0 ? (size_t)n : 0;
		decode(s);
	}
	if (memchr(r->room + was, 0, r->n - was))
		sheet_refuse(s, SHEET_NUL);
}

/* Moves what is left to the front and reads on; false when a row is too long. */
static bool read_on(struct sheet *s)
{
	struct csv_reading *r = s->csv;

	memmove(r->room, r->csv.rest.p, r->csv.rest.n);
	r->n = r->csv.rest.n;
	if (r->n > r->most)
		return sheet_refuse(s, SHEET_TOO_LARGE);
	take_piece(s);
	r->csv.rest = (str){ r->room, r->n };
	return !s->fault && s->outcome == SHEET_READ;
}

/* ---- the beginning ---- */

static enum encoding encoding_of(int fd)
{
	unsigned char bom[2] = { 0 };

	if (pread(fd, bom, 2, 0) != 2)
		return UTF_8;
	return bom[0] == 0xff && bom[1] == 0xfe	  ? UTF_16_LE
	       : bom[0] == 0xfe && bom[1] == 0xff ? UTF_16_BE
						  : UTF_8;
}

static void count_separators(str line, int64_t counts[128])
{
	bool quoted = false;

	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];

		quoted ^= c == '"';
		if (!quoted && c < 128)
			counts[c]++;
	}
}

/* A title may stand above the heads: the first lines decide together. */
static char separator_of(str text)
{
	static const char others[] = { ';', '\t' };
	int64_t counts[128] = { 0 };
	char best = ',';

	for (int i = 0; i < LINES_LOOKED_AT && text.n > 0; i++)
		count_separators(str_cut(&text, '\n'), counts);
	for (size_t i = 0; i < COUNT(others); i++)
		if (counts[(size_t)others[i]] > counts[(size_t)best])
			best = others[i];
	return best;
}

/* UTF-16 becomes at most one and a half of UTF-8. */
static size_t most_of_a_row(const struct sheet *s)
{
	int64_t all = s->size + s->size / 2;

	return (size_t)(all < s->limits.row_bytes ? all : s->limits.row_bytes);
}

void csv_reading_open(struct sheet *s, int fd)
{
	struct csv_reading *r = NEW(s->own, struct csv_reading);

	s->csv = r;
	r->fd = fd;
	r->encoding = encoding_of(fd);
	r->most = most_of_a_row(s);
	r->room = arena_alloc(s->own, r->most + AHEAD);
	r->raw = arena_alloc(s->own, PIECE + 4);
	take_piece(s);
	r->csv = csv_open((str){ r->room, r->n });
	r->csv.separator = separator_of(r->csv.rest);
}

void csv_reading_close(struct sheet *s)
{
	close(s->csv->fd);
}

/* ---- rows ---- */

static size_t width_of(const struct strs *fields)
{
	size_t n = fields->count;

	while (n > 0 && str_blank(fields->items[n - 1]))
		n--;
	return n;
}

static bool give(struct sheet *s, const struct strs *fields, struct sheet_row *ret)
{
	size_t count = width_of(fields);
	struct cell *cells = NEW_ARRAY(s->line, struct cell, count);

	for (size_t i = 0; i < count; i++) {
		if (str_blank(fields->items[i]))
			continue;
		cells[i].kind = CELL_TEXT;
		cells[i].text = sheet_unguarded(fields->items[i]);
	}
	if ((int64_t)count > s->limits.columns)
		return sheet_refuse(s, SHEET_TOO_LARGE);
	*ret = (struct sheet_row){ s->row, cells, count, false };
	return true;
}

/* The next row that is all in memory: CSV_END when there is none or something is wrong.
 */
static enum csv_step take_row(struct sheet *s, struct strs *ret)
{
	struct csv_reading *r = s->csv;

	for (;;) {
		struct csv before = r->csv;
		enum csv_step step;

		arena_reset(s->line);
		step = csv_next(&r->csv, s->line, ret);
		if (r->csv.rest.n == 0 && !r->ended) {
			r->csv = before;
			if (!read_on(s))
				return CSV_END;
			continue;
		}
		s->row = r->csv.line;
		if (str_utf8(str_left(before.rest, before.rest.n - r->csv.rest.n)))
			return step;
		sheet_refuse(s, SHEET_ENCODING);
		return CSV_END;
	}
}

bool csv_reading_next(struct sheet *s, struct sheet_row *ret)
{
	struct strs fields;

	for (;;)
		switch (take_row(s, &fields)) {
		case CSV_ROW:
			if (width_of(&fields) > 0)
				return give(s, &fields, ret);
			break;
		case CSV_STRAY_QUOTE:
			*ret = (struct sheet_row){ .number = s->row, .broken = true };
			return true;
		case CSV_OPEN_QUOTE:
			return sheet_refuse(s, SHEET_QUOTES);
		case CSV_END:
			return false;
		}
}
