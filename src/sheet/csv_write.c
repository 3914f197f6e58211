/* RFC 4180: comma, CRLF, quotes where they are needed. */
#include "sheet/internal.h"

struct csv_writing {
	size_t n;
	char bytes[PIECE];
};

static void flush(struct sheet_writer *w)
{
	struct csv_writing *c = w->csv;

	if (!w->fault && c->n > 0)
		w->fault = w->sink.write(w->sink.to, (str){ c->bytes, c->n });
	c->n = 0;
}

static void add(struct sheet_writer *w, str s)
{
	struct csv_writing *c = w->csv;

	while (s.n > 0) {
		str part = str_left(s, sizeof(c->bytes) - c->n);

		memcpy(c->bytes + c->n, part.p, part.n);
		c->n += part.n;
		s = str_skip(s, part.n);
		if (c->n == sizeof(c->bytes))
			flush(w);
	}
}

static bool needs_quotes(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (memchr("\",\r\n", s.p[i], 4))
			return true;
	return false;
}

static void add_quoted(struct sheet_writer *w, str s)
{
	add(w, S("\""));
	while (str_index(s, '"') < s.n) {
		add(w, str_cut(&s, '"'));
		add(w, S("\"\""));
	}
	add(w, s);
	add(w, S("\""));
}

void csv_put(struct sheet_writer *w, str plain)
{
	if (w->column > 0)
		add(w, S(","));
	add(w, plain);
}

void csv_put_text(struct sheet_writer *w, str text)
{
	if (looks_like_formula(text))
		text = arena_fmt(w->line, "'%.*s", P(text));
	csv_put(w, S(""));
	if (needs_quotes(text))
		add_quoted(w, text);
	else
		add(w, text);
}

void csv_row_ends(struct sheet_writer *w)
{
	add(w, S("\r\n"));
}

void csv_begin(struct sheet_writer *w)
{
	w->csv = NEW(w->own, struct csv_writing);
	if (w->table->bom)
		add(w, S("\xef\xbb\xbf"));
	for (size_t i = 0; i < w->table->lead_count; i++) {
		csv_put_text(w, w->table->lead[i]);
		csv_row_ends(w);
	}
	for (w->column = 0; w->column < w->table->column_count; w->column++)
		csv_put_text(w, w->table->columns[w->column].head);
	csv_row_ends(w);
	w->column = 0;
}

err csv_finish(struct sheet_writer *w)
{
	flush(w);
	return w->fault;
}
