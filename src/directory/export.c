/* Reference data as the files that an import takes. */
#include "directory/importing.h"

err export_file(struct work *w, enum import_kind kind, struct buf *ret, bool *ret_known)
{
	const struct import_table *t = import_table_of(kind);
	struct sheet_column columns[COLUMNS_MAX] = { 0 };
	struct sheet_table table = { .name = import_words[kind],
				     .columns = columns,
				     .column_count = t->column_count };
	struct sheet_writer *out;
	err fault;

	*ret_known = t->give != NULL;
	if (!*ret_known)
		return OK;
	for (size_t i = 0; i < t->column_count; i++)
		columns[i].head = t->columns[i].name;
	out = sheet_write(SHEET_CSV, &table, sheet_into_buf(ret, S("")));
	fault = t->give(w, out);
	TRY(sheet_finish(out));
	return fault;
}
