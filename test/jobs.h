/* What waits in a test is run by test_drain(), as the job process would. */
#pragma once

#include "jobs/jobs.h"
#include "test/test.h"

/* Ends the test's unit, runs what is due at w->now, begins another unit. How many ran. */
static inline int test_drain(struct work *w, const struct job_table *table)
{
	int ran = 0;

	db_end_unit(w->db);
	CHECK_OK(db_commit(w->db));
	CHECK_OK(jobs_drain(w, table, &ran));
	CHECK_OK(db_begin(w->db, true));
	return ran;
}
