/* Reading the cells of one row of a feed: the first reason against it stays. */
#pragma once

#include "ingest/ingest.h"

enum { YEAR_FIRST = 2010, YEAR_LAST = 2099 };

struct reader {
	struct feed_cells *c;
	str why;
};

void reader_refuse(struct reader *r, size_t at, str why);
str reader_plain(const struct reader *r, size_t at);

/* A copy that outlives the row of the sheet, at most so many bytes of it. */
str reader_kept(const struct reader *r, str s, size_t most);
void reader_rupiah(struct reader *r, size_t at, int64_t *ret);
void reader_day(struct reader *r, size_t at, int64_t *ret); /* stays for an empty cell */
void reader_code(struct reader *r, size_t at, size_t digits, str *ret);
