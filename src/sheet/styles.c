/* Which cell styles show their number as a date. */
#include "sheet/xlsx.h"

enum { STYLES_MOST = 65536 };

static bool is_date(const struct xlsx *x, int64_t format)
{
	for (size_t i = 0; i < x->date_formats.count; i++)
		if (x->date_formats.items[i] == format)
			return true;
	return format_is_date(format);
}

static void add_format(struct sheet *s, const char **attributes)
{
	struct xlsx *x = s->xlsx;

	if (!format_code_is_date(xml_value(attributes, "formatCode")))
		return;
	if (x->date_formats.count >= STYLES_MOST)
		xml_stop(s, SHEET_TOO_LARGE);
	else
		*PUSH(s->own, &x->date_formats) = xml_number(attributes, "numFmtId");
}

static void add_style(struct sheet *s, const char **attributes)
{
	struct xlsx *x = s->xlsx;

	if (x->styles_are_dates.count >= STYLES_MOST)
		xml_stop(s, SHEET_TOO_LARGE);
	else
		*PUSH(s->own, &x->styles_are_dates) =
			is_date(x, xml_number(attributes, "numFmtId"));
}

static void style_start(struct sheet *s, const char *name, const char **attributes)
{
	if (xml_is(name, "numFmt"))
		add_format(s, attributes);
	else if (xml_is(name, "cellXfs"))
		s->xlsx->in_cell_formats = true;
	else if (xml_is(name, "xf") && s->xlsx->in_cell_formats)
		add_style(s, attributes);
}

static void style_end(struct sheet *s, const char *name)
{
	if (xml_is(name, "cellXfs"))
		s->xlsx->in_cell_formats = false;
}

static const struct xml_handlers style_handlers = { style_start, style_end, NULL };

bool styles_read(struct sheet *s)
{
	str part = workbook_part_of_type(s, S("/styles"));

	return part.n == 0 || xml_read(s, part, &style_handlers) ||
	       sheet_refuse(s, SHEET_BROKEN);
}

bool style_is_date(const struct sheet *s, int64_t style)
{
	const struct xlsx *x = s->xlsx;

	return style >= 0 && (uint64_t)style < x->styles_are_dates.count &&
	       x->styles_are_dates.items[style];
}
