/* A small treasury for the tests: offices, satker, and files that describe payments. */
#pragma once

#include "monitoring/internal.h"
#include "test/test.h"

/* KPPN 047 and 048 of Kanwil 19, 026 of 14; satker 999101, 999102 (047), 999109 (026). */
void world_make(struct work *w);

/* Our own CSV: the heads and these lines. */
str world_csv(const char *lines);

/* A line: number, satker, status, SP2D serial (0: none), gross, deductions. */
struct line {
	const char *number, *satker, *status;
	int serial;
	int64_t gross, deductions;
};
str world_line(const struct line *l);

/* Loads the bytes outside of the test's unit; the report lives in the test's arena. */
struct ingest_report world_load(struct work *w, str bytes);
/* Likewise, of another feed than that of payments. */
struct ingest_report world_load_feed(struct work *w, const struct feed *feed, str bytes);
struct ingest_report world_load_order(struct work *w, struct ingest_order order);
str world_withdraw(struct work *w);
str world_withdraw_feed(struct work *w, const struct feed *feed);

/* A load that ends after its rows were stored, before it was published. */
void world_die_loading(struct work *w, str bytes);

str world_file(str bytes); /* a path */
str shown_file(str path);

/* "number stage net" of each visible payment of the satker, in the order of its list. */
str world_seen(struct work *w, str satker);

/* "tahap cair 2 300 20; …": the visible sums of a unit. */
str world_figures(struct work *w, str level, str code);
