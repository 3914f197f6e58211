/* Shared by the files of this folder only. */
#pragma once

#include "access/access.h"
#include "ingest/ingest.h"

/* ---- rules_head.c ---- */

enum { HEAD_ROWS = 8 }; /* non-empty rows among which the heads are looked for */
#define NO_COLUMN SIZE_MAX

/* For each column of the feed, the one of the file. */
struct heads {
	size_t at[FEED_COLUMNS];
};

/* Does the row hold the heads? Then *ret is filled, NO_COLUMN for what is missing. */
bool heads_find(const struct feed *f, const struct sheet_row *row, struct heads *ret);

/* The mandatory column that the row lacks although it holds others; "" for none. */
str heads_missing(const struct feed *f, const struct sheet_row *row);

/* What the file or the order says there should be. */
struct declared {
	int64_t rows; /* -1: not said, as the sums */
	int64_t sums[FEED_SUMS];
	int64_t as_of; /* 0: not said */
	str satker;    /* "": not said; borrowed from the item */
	int64_t ta;    /* 0: not said */
};
struct declared declared_none(void);

/* "baris=27" and the like; false when it is not of the feed. */
bool declared_read(const struct feed *f, str item, struct declared *ret);

/* ---- store.c ---- */

struct new_batch {
	str feed, sha256, file_name;
	int64_t bytes, as_of, previous;
};
err batch_insert(struct work *w, const struct new_batch *b, int64_t *ret_id);
err batch_progress(struct work *w, int64_t id, const struct ingest_report *r);
/* A sign of life; a fault when another process took the batch for dead. */
err batch_beat(struct work *w, int64_t id);
err batch_end(struct work *w, int64_t id, enum batch_state state, str why);
err batch_cleaned(struct work *w, int64_t id);
err batch_of_file(struct work *w, str feed, str sha256, int64_t seq, int64_t *ret);
err batch_loading(struct work *w, str feed, int64_t *ret_id, int64_t *ret_beat);
/* The last that ever came into force: what it replaced is still there. */
err batch_newest(struct work *w, str feed, int64_t *ret);
err batch_leftover(struct work *w, str feed, int64_t *ret); /* 0: none */
err feed_put(struct work *w, str feed, const struct stamp *s);

/* ---- clean.c ---- */

/* Calls the step until it has nothing more to do, each in a unit of its own. */
err in_parts(struct work *w, int64_t seq,
	     err (*step)(struct work *w, int64_t seq, bool *ret_more));
err clean_leftovers(struct work *w, const struct feed *f);

/* ---- rejects.c: the list of wrong rows ---- */

struct rejects;

enum { REJECTS_LISTED = 100000 };

struct reject {
	int64_t row;
	size_t place; /* column of the file; NO_COLUMN for the whole row */
	str column;   /* its name */
	str value;
	str reason;
};

struct rejects *rejects_open(struct arena *a, str path);
void rejects_add(struct rejects *l, struct arena *a, const struct reject *r);
err rejects_close(struct rejects *l, bool *ret_any);
