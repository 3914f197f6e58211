/*
 * Where every rupiah stands: payment orders from SPP to the money in the account,
 * budgets and what was spent of them, money that banks returned. All of it comes in
 * batches (ingest.h); pages and the API read one batch at a time and say which.
 */
#pragma once

#include "monitoring/budget.h"
#include "monitoring/payment.h"

extern const struct feed payment_feed;

struct feature;
extern const struct feature monitoring_feature;
