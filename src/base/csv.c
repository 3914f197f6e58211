#include "base/csv.h"

#include "base/buf.h"

static size_t count_in_first_line(str text, char c)
{
	str line = str_left(text, str_index(text, '\n'));
	size_t count = 0;

	for (size_t i = 0; i < line.n; i++)
		count += line.p[i] == c;
	return count;
}

struct csv csv_open(str text)
{
	struct csv c = { .next_line = 1 };

	c.rest = str_starts(text, S("\xef\xbb\xbf")) ? str_skip(text, 3) : text;
	c.separator = count_in_first_line(c.rest, ';') > count_in_first_line(c.rest, ',')
			      ? ';'
			      : ',';
	return c;
}

static size_t line_end_at(str s)
{
	return str_starts(s, S("\r\n")) ? 2 : str_starts(s, S("\n")) ? 1 : 0;
}

static bool field_ends_at(const struct csv *c, str s)
{
	return s.n == 0 || s.p[0] == c->separator || line_end_at(s);
}

static void skip_line(struct csv *c)
{
	str_cut(&c->rest, '\n');
	c->next_line++;
}

/* Every quote inside is one of a pair. */
static str unpair_quotes(struct arena *a, str s)
{
	struct buf b = buf_new(a);

	while (str_index(s, '"') < s.n) {
		buf_add(&b, str_cut(&s, '"'));
		buf_char(&b, '"');
		s = str_skip(s, 1);
	}
	buf_add(&b, s);
	return buf_str(&b);
}

/* The field behind an opening quote. */
static enum csv_step read_quoted(struct csv *c, struct arena *a, str *ret)
{
	str s = str_skip(c->rest, 1);
	size_t n = 0;
	bool pairs = false;

	for (;; n++) {
		if (n >= s.n)
			return CSV_OPEN_QUOTE;
		c->next_line += s.p[n] == '\n';
		if (s.p[n] != '"')
			continue;
		if (n + 1 >= s.n || s.p[n + 1] != '"')
			break;
		pairs = true;
		n++;
	}
	*ret = pairs ? unpair_quotes(a, str_left(s, n)) : str_left(s, n);
	c->rest = str_skip(s, n + 1);
	return field_ends_at(c, c->rest) ? CSV_ROW : CSV_STRAY_QUOTE;
}

static enum csv_step read_plain(struct csv *c, str *ret)
{
	size_t n = 0;

	for (; !field_ends_at(c, str_skip(c->rest, n)); n++)
		if (c->rest.p[n] == '"')
			return CSV_STRAY_QUOTE;
	*ret = str_left(c->rest, n);
	c->rest = str_skip(c->rest, n);
	return CSV_ROW;
}

static enum csv_step read_field(struct csv *c, struct arena *a, str *ret)
{
	return str_starts(c->rest, S("\"")) ? read_quoted(c, a, ret) : read_plain(c, ret);
}

static enum csv_step read_row(struct csv *c, struct arena *a, struct strs *ret)
{
	for (;;) {
		str field = S("");
		enum csv_step step = read_field(c, a, &field);

		if (step == CSV_STRAY_QUOTE)
			skip_line(c);
		if (step != CSV_ROW)
			return step;
		*PUSH(a, ret) = field;
		if (c->rest.n == 0 || c->rest.p[0] != c->separator)
			break;
		c->rest = str_skip(c->rest, 1);
	}
	c->next_line += line_end_at(c->rest) != 0;
	c->rest = str_skip(c->rest, line_end_at(c->rest));
	return CSV_ROW;
}

enum csv_step csv_next(struct csv *c, struct arena *a, struct strs *ret)
{
	enum csv_step step;

	*ret = (struct strs){ 0 };
	while (line_end_at(c->rest)) {
		c->rest = str_skip(c->rest, line_end_at(c->rest));
		c->next_line++;
	}
	c->line = c->next_line;
	if (c->rest.n == 0)
		return CSV_END;
	step = read_row(c, a, ret);
	if (step == CSV_OPEN_QUOTE)
		c->rest = S("");
	return step;
}
