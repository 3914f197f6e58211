/* Where the heads of a file are, whatever stands above them and in which order. */
#include "ingest/internal.h"

static bool counts(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* "No. SPP/SPM" and "NO SPP / SPM" are the same. */
static bool same_head(str a, str b)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < a.n && !counts(a.p[i]))
			i++;
		while (j < b.n && !counts(b.p[j]))
			j++;
		if (i == a.n || j == b.n)
			return i == a.n && j == b.n;
		if (small(a.p[i++]) != small(b.p[j++]))
			return false;
	}
}

static bool is_head(const struct feed_column *c, str text)
{
	for (size_t i = 0; i < FEED_HEADS; i++)
		if (c->heads[i].n && same_head(c->heads[i], text))
			return true;
	return same_head(c->name, text);
}

static size_t find_head(const struct feed_column *c, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].kind == CELL_TEXT && is_head(c, row->cells[i].text))
			return i;
	return NO_COLUMN;
}

bool heads_find(const struct feed *f, const struct sheet_row *row, struct heads *ret)
{
	bool complete = true;

	for (size_t i = 0; i < FEED_COLUMNS; i++)
		ret->at[i] = NO_COLUMN;
	for (size_t i = 0; i < f->column_count; i++) {
		ret->at[i] = find_head(&f->columns[i], row);
		if (ret->at[i] == NO_COLUMN && f->columns[i].mandatory)
			complete = false;
	}
	return complete;
}

str heads_missing(const struct feed *f, const struct sheet_row *row)
{
	struct heads h;
	size_t found = 0;
	str missing = S("");

	heads_find(f, row, &h);
	for (size_t i = 0; i < f->column_count; i++) {
		found += h.at[i] != NO_COLUMN;
		if (h.at[i] == NO_COLUMN && f->columns[i].mandatory && missing.n == 0)
			missing = f->columns[i].heads[0].n ? f->columns[i].heads[0]
							   : f->columns[i].name;
	}
	return found * 2 > f->column_count ? missing : S("");
}

/* ---- control totals ---- */

struct declared declared_none(void)
{
	struct declared d = { .rows = -1 };

	for (size_t i = 0; i < FEED_SUMS; i++)
		d.sums[i] = -1;
	return d;
}

static bool read_as_of(str value, struct declared *ret)
{
	struct date day;
	int64_t hour, minute, second;

	if (!date_parse_iso(str_left(value, 10), &day))
		return false;
	if (value.n == 10) {
		ret->as_of = instant_of(day, 0, WIB) + DAY - 1;
		return true;
	}
	if (value.n != 20 || value.p[19] != 'Z' ||
	    !str_int(str_left(str_skip(value, 11), 2), &hour) ||
	    !str_int(str_left(str_skip(value, 14), 2), &minute) ||
	    !str_int(str_left(str_skip(value, 17), 2), &second))
		return false;
	ret->as_of = date_days(day) * DAY + hour * HOUR + minute * MINUTE + second;
	return true;
}

bool declared_read(const struct feed *f, str item, struct declared *ret)
{
	str value = str_trim(item), name = str_cut(&value, '=');

	if (str_eq(name, S("data_per")))
		return read_as_of(value, ret);
	if (f->of_satker && str_eq(name, S("satker"))) {
		ret->satker = value;
		return str_digits(value, 6);
	}
	if (f->of_satker && str_eq(name, S("ta")))
		return str_digits(value, 4) && str_int(value, &ret->ta);
	if (str_eq(name, S("baris")))
		return str_int(value, &ret->rows) && ret->rows >= 0;
	for (size_t i = 0; i < FEED_SUMS; i++)
		if (f->sums[i].n && str_eq(name, f->sums[i]))
			return str_int(value, &ret->sums[i]);
	return false;
}
