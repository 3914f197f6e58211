/*
 * Batches of rows from other systems. A file is read once, in constant memory; each
 * row is checked, what is wrong is written to a list with row, column and reason; and
 * the whole batch becomes visible at one instant or never. What a row is, a feature
 * says by a struct feed.
 *
 * How a batch stays whole although it is written in many short units: every version of
 * a row carries the id of the batch that brought it (from_seq) and of the one that
 * replaced it (to_seq, NULL while it stands). A reader takes the batch in force once
 * and sees the versions with from_seq <= seq and (to_seq IS NULL OR to_seq > seq). To
 * publish is to change that one number.
 */
#pragma once

#include "sheet/sheet.h"
#include "work/work.h"

enum { FEED_COLUMNS = 40, FEED_SUMS = 3, FEED_HEADS = 3 };

struct feed_column {
	str name;	       /* in our own CSV and in reports: "nomor_spm" */
	str heads[FEED_HEADS]; /* in exports of others; only letters and digits count */
	bool mandatory;	       /* a file without it is refused */
};

enum row_outcome { ROW_NEW, ROW_CHANGED, ROW_SAME, ROW_REFUSED, ROW_OUTCOMES };

/* One run of a batch. */
struct feed_run {
	int64_t seq;	    /* the batch's id: of the versions that it writes */
	int64_t published;  /* the batch in force meanwhile; 0: none */
	struct arena *keep; /* as long as the run */
	void *state;	    /* the feed's own */
	str satker;	    /* of rows that do not say it: "" and 0 for not told */
	int64_t ta;
	size_t part; /* how often close() was committed */
};

/* The cells of one row in the order of the feed's columns; a missing one is empty. */
struct feed_cells {
	struct arena *arena; /* lives until the row is stored */
	const struct cell *cells[FEED_COLUMNS];
	size_t wrong; /* column of what read() says */
};
enum { WHOLE_ROW = FEED_COLUMNS };

/* Rows that are stored in one unit of work. */
struct feed_part {
	void *rows;
	size_t count;
	enum row_outcome *outcomes; /* of each row: store() fills them */
};

struct feed {
	str word;  /* "spm": of the command and in the tables */
	str title; /* "SPP, SPM, dan SP2D" */
	const struct feed_column *columns;
	size_t column_count;
	str sums[FEED_SUMS]; /* names of the control totals; "" for none */
	size_t row_size;
	bool of_satker; /* a file may be one satker's and one year's without saying so */

	/* Before the first row, in a unit that reads. */
	err (*begin)(struct work *w, struct feed_run *run);
	void (*end)(struct feed_run *run); /* also after a fault; may be NULL */
	/* Pure. "" or why the row cannot be taken. *row comes zeroed. */
	str (*read)(struct feed_run *run, struct feed_cells *c, void *row);
	void (*sum)(const void *row, int64_t ret[FEED_SUMS]);
	/* In a unit that writes, which may run again. ROW_REFUSED: a double. */
	err (*store)(struct work *w, struct feed_run *run, struct feed_part *part);
	/* After that unit: counts what was stored. */
	void (*count)(struct feed_run *run, const struct feed_part *part);
	/* The next three in units that write, called until *ret_more is false. */
	err (*close)(struct work *w, struct feed_run *run, bool *ret_more);
	err (*discard)(struct work *w, int64_t seq, bool *ret_more);
	err (*settle)(struct work *w, int64_t seq, bool *ret_more); /* what seq or an
								earlier batch replaced */
};

/* ---- loading ---- */

enum batch_state {
	BATCH_LOADING,
	BATCH_PUBLISHED,
	BATCH_REFUSED,
	BATCH_WITHDRAWN,
	BATCH_ABANDONED, /* its loader died */
	BATCH_STATES
};
extern const str batch_state_words[BATCH_STATES]; /* memuat terbit … */

struct ingest_order {
	const struct feed *feed;
	str path;
	str file_name;
	int64_t as_of; /* 0: as the file says, else now */
	bool skip;     /* takes the right rows of a file that has wrong ones, too */
	bool older;    /* takes a file that is older than what is in force */
	bool dry_run;  /* checks only */
	str declared;  /* "baris=27,bruto=1998000,satker=999101,ta=2026": control totals,
			  and whose rows they are; "" for what the file says */
	void (*progress)(void *to, int64_t done, int64_t size);
	void *progress_to;
};

struct ingest_report {
	int64_t batch; /* 0 after a dry run, or when it did not begin */
	enum batch_state state;
	bool known; /* this very file is in force already: nothing was done */
	int64_t as_of;
	int64_t rows, by_outcome[ROW_OUTCOMES];
	int64_t sums[FEED_SUMS];
	str why;     /* of a refusal */
	str rejects; /* path of the list, "" when nothing is wrong */
};

/*
 * Runs units of work of its own: w has no transaction. A refused file is no fault. May
 * be repeated after a kill: what was half loaded is taken away first. *ret lives on
 * the arena a, which is not w's.
 */
err ingest_load(struct work *w, const struct ingest_order *o, struct arena *a,
		struct ingest_report *ret);

/*
 * Takes the batch in force back: its predecessor is in force again, at once. Only the
 * last one can be. *ret_why is "" or why not. Likewise with units of its own.
 */
err ingest_withdraw(struct work *w, const struct feed *feed, str reason, str *ret_why);

/* ---- reading ---- */

/* What readers of a feed see; seq 0: nothing was loaded yet. */
struct stamp {
	int64_t seq;
	int64_t as_of;
	int64_t published_at;
};
err ingest_stamp(struct work *w, str feed, struct stamp *ret);

struct ingest_batch {
	int64_t id;
	str feed;
	enum batch_state state;
	str sha256, file_name;
	int64_t bytes, as_of;
	int64_t rows, by_outcome[ROW_OUTCOMES];
	int64_t sums[FEED_SUMS];
	str why;
	int64_t previous;
	int64_t started_at, ended_at;
	bool in_force;
};
struct ingest_batches LIST_OF(struct ingest_batch);

/* Newest first, below before (0: from the newest). */
err ingest_list(struct work *w, int64_t before, size_t limit, struct ingest_batches *ret);
err ingest_find(struct work *w, int64_t id, struct ingest_batch **ret); /* or NULL */

/* Where the list of a batch's wrong rows is, whether or not it has any. */
str ingest_rejects_path(struct arena *a, const struct settings *s, int64_t batch);

/* ---- cells, for the read() of a feed: pure ---- */

/* The text, trimmed, without the apostrophe before a digit; "" for "-" as for nothing. */
str cell_plain(const struct cell *c);

/*
 * Whole rupiah: 1998000, "1.998.000", "1,998,000", "Rp1.998.000,00", "-5.000". An
 * empty cell is 0. False for anything else, and beyond 10^15.
 */
bool cell_rupiah(const struct cell *c, int64_t *ret);

/* A code of n digits, with the zeros that a spreadsheet took. */
bool cell_code(struct arena *a, const struct cell *c, size_t n, str *ret);

/* A day; year 0 for an empty cell. */
bool cell_day(const struct cell *c, struct date *ret);
bool cell_number(const struct cell *c, int64_t *ret); /* an empty cell is 0 */
