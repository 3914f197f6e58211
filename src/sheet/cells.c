/* One sheet: rows of cells, and which of them are merged. */
#include "sheet/xlsx.h"

/* "AB12": column 27, row 12. False for anything else. */
static bool place_parse(str place, int64_t *ret_column, int64_t *ret_row)
{
	int64_t column = 0;
	size_t n = 0;

	for (; n < place.n && n < 4 && place.p[n] >= 'A' && place.p[n] <= 'Z'; n++)
		column = column * 26 + (place.p[n] - 'A' + 1);
	*ret_column = column - 1;
	return n > 0 && column <= XLSX_COLUMNS && str_int(str_skip(place, n), ret_row);
}

/* ---- beginnings ---- */

/* Rows ascend; one without a number follows the one before. */
static void begin_row(struct sheet *s, const char **attributes)
{
	struct xlsx *x = s->xlsx;
	int64_t number = xml_number(attributes, "r");

	if (number < 0)
		number = x->row + 1;
	if (number <= x->row || number > XLSX_ROWS) {
		xml_stop(s, SHEET_BROKEN);
		return;
	}
	x->row = s->row = number;
	x->row_bytes = 0;
	x->cell = (struct xlsx_cell){ .column = -1 };
	x->row_cells = (struct row_cells){ 0 };
	arena_reset(s->line);
}

static void begin_cell(struct sheet *s, const char **attributes)
{
	struct xlsx *x = s->xlsx;
	str place = xml_value(attributes, "r"), type = xml_value(attributes, "t");
	int64_t column = x->cell.column + 1, row = x->row;

	if (place.n && !place_parse(place, &column, &row)) {
		xml_stop(s, SHEET_BROKEN);
		return;
	}
	if (row != x->row || column <= x->cell.column || type.n >= sizeof(x->cell.type)) {
		xml_stop(s, SHEET_BROKEN);
		return;
	}
	x->cell = (struct xlsx_cell){ .column = column,
				      .style = xml_number(attributes, "s"),
				      .value = buf_new(s->line) };
	if (type.n)
		memcpy(x->cell.type, type.p, type.n);
	s->cells++;
	if (s->cells > s->limits.cells)
		xml_stop(s, SHEET_TOO_LARGE);
}

/* What stands in a row and in none of its cells is nobody's. */
static bool in_cell(const struct xlsx *x)
{
	return x->in_rows && x->cell.value.arena;
}

static void keep_merge(struct sheet *s, const char **attributes)
{
	s->merged++;
	if (s->merges.count < SHEET_MERGES_KEPT)
		*PUSH(s->own, &s->merges) =
			arena_str(s->own, xml_value(attributes, "ref"));
}

static void cell_start(struct sheet *s, const char *name, const char **attributes)
{
	struct xlsx *x = s->xlsx;

	if (xml_is(name, "sheetData"))
		x->in_rows = true;
	else if (xml_is(name, "mergeCell"))
		keep_merge(s, attributes);
	if (!x->in_rows)
		return;
	if (xml_is(name, "row"))
		begin_row(s, attributes);
	else if (xml_is(name, "c"))
		begin_cell(s, attributes);
	if (!in_cell(x))
		return;
	x->cell.formula |= xml_is(name, "f");
	x->cell.in_reading += xml_is(name, "rPh");
	x->cell.in_value += xml_is(name, "v") || xml_is(name, "t");
}

/* ---- values ---- */

/* "_x000A_": four hexadecimal digits; only what XML cannot say is written so. */
static bool escape_at(str s, char *ret)
{
	static const struct {
		str code;
		char c;
	} escapes[] = {
		{ STR("_x0009_"), '\t' },
		{ STR("_x000A_"), '\n' },
		{ STR("_x000D_"), '\r' },
		{ STR("_x005F_"), '_' },
	};

	for (size_t i = 0; i < COUNT(escapes); i++)
		if (str_eq_nocase(str_left(s, escapes[i].code.n), escapes[i].code)) {
			*ret = escapes[i].c;
			return true;
		}
	return false;
}

str xlsx_text(struct arena *a, str s)
{
	const size_t length = sizeof("_x000A_") - 1;
	struct buf b;
	char c;

	if (!str_has(s, S("_x00")))
		return s;
	b = buf_new(a);
	while (s.n > 0) {
		bool escaped = escape_at(s, &c);

		buf_char(&b, escaped ? c : s.p[0]);
		s = str_skip(s, escaped ? length : 1);
	}
	return buf_str(&b);
}

static str date_text(struct arena *a, struct date d, int32_t second)
{
	str day = date_iso(a, d);

	if (second == 0)
		return day;
	return arena_fmt(a, "%.*s %02d:%02d:%02d", P(day), second / HOUR,
			 second / MINUTE % 60, second % 60);
}

static struct cell number_cell(struct sheet *s, str raw)
{
	struct cell c = { .kind = CELL_NUMBER };
	struct serial_day day;
	bool number;

	c.text = number_plain(s->line, str_trim(raw), &number);
	if (!number)
		c.kind = c.text.n ? CELL_TEXT : CELL_EMPTY;
	if (!number || !style_is_date(s, s->xlsx->cell.style) ||
	    !number_date(c.text, s->xlsx->from_1904, &day))
		return c;
	return (struct cell){ .kind = CELL_DATE,
			      .date = day.date,
			      .second = day.second,
			      .text = date_text(s->line, day.date, day.second) };
}

/* t="d": "2026-02-23" or "2026-02-23T08:15:00" */
static struct cell iso_cell(struct sheet *s, str raw)
{
	struct cell c = { .kind = CELL_DATE };
	int64_t hour = 0, minute = 0, second = 0;

	if (!date_parse_iso(str_left(raw, 10), &c.date))
		return (struct cell){ .kind = CELL_TEXT, .text = raw };
	if (raw.n >= 19 && str_int(str_left(str_skip(raw, 11), 2), &hour) &&
	    str_int(str_left(str_skip(raw, 14), 2), &minute) &&
	    str_int(str_left(str_skip(raw, 17), 2), &second))
		c.second = (int32_t)(hour * HOUR + minute * MINUTE + second) % DAY;
	c.text = date_text(s->line, c.date, c.second);
	return c;
}

static struct cell text_cell(enum cell_kind kind, str text)
{
	return (struct cell){ .kind = str_blank(text) ? CELL_EMPTY : kind,
			      .text = str_blank(text) ? S("") : text };
}

static struct cell shared_cell(struct sheet *s, str raw)
{
	int64_t i;
	str text = S("");

	if (raw.n > 0 && (!str_int(raw, &i) || !texts_get(s, i, &text)))
		xml_stop(s, SHEET_BROKEN);
	return text_cell(CELL_TEXT, text);
}

static struct cell value_of(struct sheet *s)
{
	const struct xlsx_cell *c = &s->xlsx->cell;
	str raw = buf_str(&c->value);

	if (xml_is(c->type, "s"))
		return shared_cell(s, raw);
	if (xml_is(c->type, "str") || xml_is(c->type, "inlineStr"))
		return text_cell(CELL_TEXT, xlsx_text(s->line, raw));
	if (xml_is(c->type, "b"))
		return text_cell(CELL_TEXT, str_eq(raw, S("1")) ? S("TRUE") : S("FALSE"));
	if (xml_is(c->type, "e"))
		return text_cell(CELL_ERROR, raw);
	if (xml_is(c->type, "d"))
		return iso_cell(s, raw);
	return number_cell(s, raw);
}

/* ---- ends ---- */

static void end_cell(struct sheet *s)
{
	struct xlsx *x = s->xlsx;
	struct cell c = value_of(s);

	x->cell.value = (struct buf){ 0 };
	if (c.kind == CELL_EMPTY)
		return;
	if (x->cell.column >= s->limits.columns) {
		xml_stop(s, SHEET_TOO_LARGE);
		return;
	}
	while ((int64_t)x->row_cells.count < x->cell.column)
		*PUSH(s->line, &x->row_cells) = (struct cell){ 0 };
	c.formula = x->cell.formula;
	*PUSH(s->line, &x->row_cells) = c;
}

static void cell_end(struct sheet *s, const char *name)
{
	struct xlsx *x = s->xlsx;

	if (!x->in_rows)
		return;
	if (in_cell(x)) {
		x->cell.in_value -= xml_is(name, "v") || xml_is(name, "t");
		x->cell.in_reading -= xml_is(name, "rPh");
		if (xml_is(name, "c"))
			end_cell(s);
	}
	if (xml_is(name, "row") && x->row_cells.count > 0)
		xml_pause(s);
	else if (xml_is(name, "sheetData"))
		x->in_rows = false;
}

static void cell_text(struct sheet *s, str text)
{
	struct xlsx *x = s->xlsx;

	if (!in_cell(x) || x->cell.in_value != 1 || x->cell.in_reading)
		return;
	x->row_bytes += text.n;
	if (x->cell.value.n + text.n > CELL_TEXT_MOST ||
	    x->row_bytes > (size_t)s->limits.row_bytes)
		xml_stop(s, SHEET_TOO_LARGE);
	else
		buf_add(&x->cell.value, text);
}

const struct xml_handlers cells_handlers = { cell_start, cell_end, cell_text };
