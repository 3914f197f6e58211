/*
 * Fills an empty database with people, satker and requests that do not exist:
 * NIK of region 99, satker 9xxxxx, addresses in .example. The same order gives
 * the same data, but for keys, seals and tokens.
 */
#pragma once

#include "work/work.h"

struct cli;

enum { DEMO_SATKER = 20, DEMO_SATKER_MAX = 20000 };

/* Of every account on the list; long, because one factor is all there is. */
#define DEMO_PASSWORD "perahu kecil menyeberangi teluk"

struct demo_order {
	int satker;	 /* 1 to DEMO_SATKER_MAX */
	struct date day; /* everything happened before this day began */
	str accounts;	 /* path of the list to write */
	str mark;	 /* path of a file by which production knows these keys */
};

enum demo_refusal {
	DEMO_FILLED, /* not refused */
	DEMO_PRODUCTION,
	DEMO_NOT_EMPTY,
	DEMO_REFUSALS
};

struct demo_report {
	int64_t satker, people, accounts, requests, payments;
};

/* Runs units of work of its own: w has no transaction. */
err demo_fill(struct work *w, const struct demo_order *order, enum demo_refusal *ret,
	      struct demo_report *ret_report);
