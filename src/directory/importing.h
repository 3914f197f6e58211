/* Shared by the files that import: what a kind of file is. */
#pragma once

#include "directory/import.h"
#include "directory/internal.h"
#include "sheet/sheet.h"

enum { COLUMNS_MAX = 8 };

/* Codes that a row may name. */
struct known {
	struct strs kppn; /* ascending, as the next */
	struct strs ministry;
};

struct column {
	str name;
	bool mandatory; /* in the head; a cell of it may not be empty */
	/* Why the value cannot be taken, "" when it can; never asked about empty cells.
	 */
	str (*refuse)(const struct known *k, str value);
};

enum put_outcome { PUT_ADDED, PUT_CHANGED, PUT_UNCHANGED, PUT_OUTCOMES };

/* A kind of file. Cells come in the order of columns; a missing one is "". */
struct import_table {
	const struct column *columns;
	size_t column_count;
	size_t key_columns[2];		 /* no two rows have the same in both */
	str (*refuse)(const str *cells); /* as a whole, "" when it fits; may be NULL */
	err (*put)(struct work *w, const str *cells, bool dry_run, enum put_outcome *ret);
	/* Every row, as put takes it; NULL: the kind is not exported. */
	err (*give)(struct work *w, struct sheet_writer *out);
};

const struct import_table *import_table_of(enum import_kind k);

extern const struct import_table satker_table;
extern const struct import_table kppn_table;
extern const struct import_table calendar_table;
extern const struct import_table limits_table;

/* cells.c */
str refuse_code2(const struct known *k, str value);
str refuse_code3(const struct known *k, str value);
str refuse_code6(const struct known *k, str value);
str refuse_text(const struct known *k, str value);
str refuse_date(const struct known *k, str value);
str refuse_zone(const struct known *k, str value);
str refuse_email(const struct known *k, str value);
str refuse_day_off_kind(const struct known *k, str value);
str refuse_tier(const struct known *k, str value);
str refuse_minutes(const struct known *k, str value);
str refuse_kppn(const struct known *k, str value);
str refuse_ministry(const struct known *k, str value);
