/* From the file to the first row, from one sheet to the next. */
#include "sheet/xlsx.h"

static const struct xlsx_sheet *find_sheet(const struct xlsx *x, str name)
{
	for (size_t i = 0; i < x->sheets.count; i++) {
		const struct xlsx_sheet *sheet = &x->sheets.items[i];

		if (name.n ? str_eq(sheet->name, name) : !sheet->hidden)
			return sheet;
	}
	return NULL;
}

void xlsx_turn_to(struct sheet *s, str name)
{
	struct xlsx *x = s->xlsx;
	const struct xlsx_sheet *sheet = find_sheet(x, name);

	xml_end(s);
	x->row = s->row = 0;
	x->in_rows = false;
	s->merged = 0;
	s->merges.count = 0;
	if (!sheet)
		sheet_refuse(s, SHEET_NO_SUCH);
	else if (s->outcome == SHEET_READ &&
		 !xml_begin(s, workbook_part(s, sheet->relation), &cells_handlers))
		sheet_refuse(s, SHEET_BROKEN);
}

void xlsx_open(struct sheet *s, str path, str name)
{
	s->xlsx = NEW(s->own, struct xlsx);
	s->xlsx->scratch = arena_new(ARENA_CEILING);
	if (zip_open(s, path) && workbook_read(s) && styles_read(s) && texts_read(s))
		xlsx_turn_to(s, name);
}

bool xlsx_next(struct sheet *s, struct sheet_row *ret)
{
	struct xlsx *x = s->xlsx;

	if (!x->parser)
		return false;
	if (!xml_go(s)) {
		xml_end(s);
		return false;
	}
	*ret = (struct sheet_row){ .number = x->row,
				   .cells = x->row_cells.items,
				   .count = x->row_cells.count };
	return true;
}

void xlsx_close(struct sheet *s)
{
	xml_end(s);
	zip_close(s);
	arena_free(s->xlsx->scratch);
}
