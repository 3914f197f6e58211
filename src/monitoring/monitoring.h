/*
 * Where every rupiah stands: payment orders from SPP to the money in the account,
 * budgets and what was spent of them, money that banks returned. All of it comes in
 * batches (ingest.h); pages and the API read one batch at a time and say which.
 */
#pragma once

#include "access/access.h"
#include "ingest/ingest.h"

/* Where a payment stands, for people: made of the two status texts of the source. */
enum stage {
	STAGE_NONE,
	STAGE_REQUESTED, /* SPP made, not yet approved by the PPK */
	STAGE_APPROVED,	 /* SPP approved: the SPM is awaited */
	STAGE_ORDERED,	 /* SPM made */
	STAGE_AT_KPPN,	 /* SPM sent: being tested */
	STAGE_SENT_BACK, /* the KPPN gave it back */
	STAGE_ISSUED,	 /* SP2D */
	STAGE_PAID,	 /* the bank has confirmed */
	STAGE_RETURNED,	 /* the bank gave the money back */
	STAGE_CANCELLED,
	STAGE_VOID, /* SP2D void */
	STAGES
};
extern const str stage_words[STAGES];  /* in the database, the API and addresses */
extern const str stage_labels[STAGES]; /* for people */

/* Has an SP2D that counts. */
bool stage_is_issued(enum stage s);

extern const struct feed payment_feed;

struct feature;
extern const struct feature monitoring_feature;
