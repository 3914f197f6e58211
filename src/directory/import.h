/*
 * Files of reference data: satker, KPPN, the calendar, limits of services. CSV with a
 * head line, columns in any order. A file is taken whole or not at all, every wrong place
 * is told at once, and the same file twice changes nothing. What export_file() writes
 * is such a file, and gives an empty database the same.
 */
#pragma once

#include "directory/directory.h"

enum import_kind {
	IMPORT_SATKER,
	IMPORT_KPPN,
	IMPORT_CALENDAR,
	IMPORT_LIMITS,
	IMPORT_KINDS
};
extern const str import_words[IMPORT_KINDS]; /* satker kppn calendar limits */

enum { IMPORT_FAULTS_MAX = 1000, IMPORT_ROWS_MAX = 200000, IMPORT_BYTES_MAX = 32 << 20 };

/* One wrong place. */
struct import_fault {
	int64_t line; /* in the file, from 1 */
	str column;   /* "" when it is the row as a whole */
	str reason;   /* in Indonesian */
};

struct import_faults LIST_OF(struct import_fault);

struct import_report {
	int64_t rows, added, changed, unchanged;
	struct import_faults faults; /* the first IMPORT_FAULTS_MAX */
	int64_t fault_count;
	char separator; /* that the file has */
};

/*
 * Reads the file; without faults and dry_run also writes it, with one audit
 * entry when anything changed. text is borrowed until the unit ends.
 */
err import_file(struct work *w, enum import_kind kind, str text, bool dry_run,
		struct import_report *ret);

/*
 * All of a kind as CSV, appended to *ret: codes are text with their zeros, no cell is a
 * formula to a spreadsheet. False in *ret_known for kinds that are imported only.
 */
err export_file(struct work *w, enum import_kind kind, struct buf *ret, bool *ret_known);
