#include "jobs/internal.h"
#include "test/jobs.h"
#include "test/test.h"

/* The effect of a job of these tests: a row of a kind that nobody runs. */
static const struct job_kind effect = { .name = STR("test.effect") };

static int64_t count_of(struct work *w, const struct job_kind *k)
{
	int64_t count = 0;
	struct rows r = work_query(w, "SELECT count(*) FROM job WHERE kind = $1",
				   ARGS(arg_str(k->name)));

	if (rows_next(&r))
		count = row_int(&r, 0);
	CHECK_OK(rows_end(&r));
	return count;
}

/* "state tries run_at-now fault" of the one row of the kind. */
static str row_of(struct work *w, const struct job_kind *k)
{
	str text = S("");
	struct rows r = work_query(
		w, "SELECT state, tries, run_at, fault FROM job WHERE kind = $1",
		ARGS(arg_str(k->name)));

	if (rows_next(&r))
		text = arena_fmt(w->arena, "%.*s %lld %lld %.*s", P(row_str(&r, 0)),
				 (long long)row_int(&r, 1),
				 (long long)(row_int(&r, 2) - w->now), P(row_str(&r, 3)));
	CHECK_OK(rows_end(&r));
	return text;
}

static err run_well(struct work *w, const struct job *j)
{
	return jobs_add(w, &effect, j->subject, j->arg, 0);
}

static err run_badly(struct work *w, const struct job *j)
{
	TRY(run_well(w, j));
	return FAULT(FAULT_INTERNAL, "the world failed");
}

static err run_flaky(struct work *w, const struct job *j)
{
	return w->now < TEST_NOW + MINUTE ? run_badly(w, j) : OK;
}

/* Done at the third try: the tries before put it off on purpose. */
static err run_later(struct work *w, const struct job *j)
{
	if (w->now < TEST_NOW + 20)
		return jobs_again(w, j, w->now + 10);
	return run_well(w, j);
}

static err prepare_nothing(struct work *w, const struct job *j, void **ret_input)
{
	(void)w;
	(void)j;
	(void)ret_input;
	return OK;
}

static err prepare_number(struct work *w, const struct job *j, void **ret_input)
{
	int64_t *n = NEW(w->arena, int64_t);

	*n = j->subject * 10;
	*ret_input = n;
	return OK;
}

static void *act_on_number(const struct job_world *world, const struct job *j,
			   void *input)
{
	int64_t *n = NEW(world->arena, int64_t);

	(void)j;
	*n = *(int64_t *)input + 1;
	return n;
}

static err settle_number(struct work *w, const struct job *j, void *input, void *result)
{
	(void)j;
	(void)input;
	return jobs_add(w, &effect, *(int64_t *)result, S(""), 0);
}

static const struct job_kind good = { .name = STR("test.good"), .run = run_well };
static const struct job_kind bad = { .name = STR("test.bad"),
				     .run = run_badly,
				     .max_tries = 3 };
static const struct job_kind flaky = { .name = STR("test.flaky"), .run = run_flaky };
static const struct job_kind later = { .name = STR("test.later"), .run = run_later };
static const struct job_kind outside = { .name = STR("test.outside"),
					 .prepare = prepare_number,
					 .act = act_on_number,
					 .settle = settle_number,
					 .lease_s = 30 };
static const struct job_kind pointless = { .name = STR("test.pointless"),
					   .prepare = prepare_nothing,
					   .act = act_on_number,
					   .settle = settle_number };

static const struct job_kind *const kinds[] = { &good,	&bad,	  &flaky,
						&later, &outside, &pointless };
static const struct job_table table = { kinds, COUNT(kinds), NULL, 0 };

TEST_DB(a_job_runs_once_and_goes)
{
	CHECK_OK(jobs_add(w, &good, 7, S("x"), 0));
	CHECK_INT("ran", test_drain(w, &table), 1);
	CHECK_INT("ran again", test_drain(w, &table), 0);
	CHECK_INT("effect", count_of(w, &effect), 1);
	CHECK_INT("gone", count_of(w, &good), 0);
}

TEST_DB(a_job_waits_for_its_time)
{
	CHECK_OK(jobs_add(w, &good, 7, S(""), w->now + 60));
	CHECK_INT("early", test_drain(w, &table), 0);
	w->now += 60;
	CHECK_INT("due", test_drain(w, &table), 1);
}

TEST_DB(a_kind_nobody_knows_waits)
{
	CHECK_OK(jobs_add(w, &effect, 7, S(""), 0));
	CHECK_INT("ran", test_drain(w, &table), 0);
	CHECK_INT("there", count_of(w, &effect), 1);
}

TEST_DB(a_fault_undoes_and_is_tried_again_until_the_last_try)
{
	CHECK_OK(jobs_add(w, &bad, 7, S(""), 0));
	CHECK_INT("first", test_drain(w, &table), 1);
	CHECK("row", str_starts(row_of(w, &bad), S("waiting 1 60 ")));
	CHECK("why", str_ends(row_of(w, &bad), S(": the world failed")));
	w->now += 60;
	CHECK_INT("second", test_drain(w, &table), 1);
	CHECK("row", str_starts(row_of(w, &bad), S("waiting 2 300 ")));
	w->now += 300;
	CHECK_INT("third", test_drain(w, &table), 1);
	CHECK("row", str_starts(row_of(w, &bad), S("failed 2 ")));
	w->now += DAY;
	CHECK_INT("never again", test_drain(w, &table), 0);
	CHECK_INT("no effect", count_of(w, &effect), 0);
}

TEST_DB(a_job_put_off_has_not_failed)
{
	CHECK_OK(jobs_add(w, &later, 7, S(""), 0));
	CHECK_INT("first", test_drain(w, &table), 1);
	CHECK_STR("row", row_of(w, &later), S("waiting 0 10 "));
	w->now += 10;
	CHECK_INT("second", test_drain(w, &table), 1);
	CHECK_STR("row", row_of(w, &later), S("waiting 0 10 "));
	w->now += 10;
	CHECK_INT("third", test_drain(w, &table), 1);
	CHECK_INT("gone", count_of(w, &later), 0);
	CHECK_INT("effect", count_of(w, &effect), 1);
}

TEST_DB(input_and_result_pass_through_the_steps)
{
	struct rows r;

	CHECK_OK(jobs_add(w, &outside, 7, S(""), 0));
	CHECK_INT("ran", test_drain(w, &table), 1);
	r = work_query(w, "SELECT subject FROM job WHERE kind = 'test.effect'", NO_ARGS);
	CHECK("effect", rows_next(&r));
	CHECK_INT("result", row_int(&r, 0), 71);
	CHECK_OK(rows_end(&r));
	CHECK_INT("gone", count_of(w, &outside), 0);
}

TEST_DB(a_job_without_input_goes_without_acting)
{
	CHECK_OK(jobs_add(w, &pointless, 7, S(""), 0));
	CHECK_INT("ran", test_drain(w, &table), 1);
	CHECK_INT("gone", count_of(w, &pointless), 0);
	CHECK_INT("effect", count_of(w, &effect), 0);
}

TEST_DB(one_of_a_subject_waits_and_the_earlier_time_wins)
{
	CHECK_OK(jobs_add_once(w, &good, 7, S(""), w->now + 60));
	CHECK_OK(jobs_add_once(w, &good, 7, S(""), w->now + 90));
	CHECK_STR("later", row_of(w, &good), S("waiting 0 60 "));
	CHECK_OK(jobs_add_once(w, &good, 7, S(""), 0));
	CHECK_STR("earlier", row_of(w, &good), S("waiting 0 0 "));
	CHECK_INT("one", count_of(w, &good), 1);
	CHECK_OK(jobs_add_once(w, &good, 8, S(""), 0));
	CHECK_INT("another subject", count_of(w, &good), 2);
}

static struct runner runner_at(struct work *w, int64_t now)
{
	struct runner r = { .table = &table, .base = *w, .fixed_now = now };

	runner_open(&r);
	return r;
}

static void begin_again(struct work *w)
{
	CHECK_OK(db_begin(w->db, true));
}

static void check_claim(const char *what, struct runner *r, bool want, struct job *ret)
{
	bool found;

	CHECK_OK(runner_claim(r, &outside, &found, ret));
	CHECK_INT(what, found, want);
}

TEST_DB(what_one_worker_left_another_takes_when_the_lease_ends)
{
	struct runner slow = runner_at(w, TEST_NOW);
	struct runner early = runner_at(w, TEST_NOW + 29);
	struct runner next = runner_at(w, TEST_NOW + 30);
	struct job first, second;

	CHECK_OK(jobs_add(w, &outside, 7, S(""), 0));
	CHECK_OK(db_commit(w->db));
	check_claim("free", &slow, true, &first);
	check_claim("leased", &early, false, &second);
	check_claim("lease ended", &next, true, &second);
	CHECK_INT("the cut off try counts", second.tries, 1);
	runner_run(&next, &outside, &second);
	runner_run(&slow, &outside, &first);
	begin_again(w);
	CHECK_INT("settled once", count_of(w, &effect), 1);
	CHECK_INT("gone", count_of(w, &outside), 0);
	runner_close(&slow);
	runner_close(&early);
	runner_close(&next);
}

TEST_DB(what_is_worked_on_does_not_wait)
{
	struct runner r = runner_at(w, TEST_NOW);
	struct job j;

	CHECK_OK(jobs_add(w, &outside, 7, S(""), 0));
	CHECK_OK(db_commit(w->db));
	check_claim("free", &r, true, &j);
	begin_again(w);
	CHECK_OK(jobs_add_once(w, &outside, 7, S(""), 0));
	CHECK_INT("another", count_of(w, &outside), 2);
	runner_close(&r);
}

TEST_DB(who_lost_the_lease_changes_nothing)
{
	struct runner slow = runner_at(w, TEST_NOW);
	struct runner next = runner_at(w, TEST_NOW + 30);
	struct job first, second;

	CHECK_OK(jobs_add(w, &outside, 7, S(""), 0));
	CHECK_OK(db_commit(w->db));
	check_claim("free", &slow, true, &first);
	check_claim("lease ended", &next, true, &second);
	runner_run(&slow, &outside, &first);
	begin_again(w);
	CHECK_INT("not settled", count_of(w, &effect), 0);
	CHECK_INT("still the other's", count_of(w, &outside), 1);
	runner_close(&slow);
	runner_close(&next);
}

TEST_DB(a_job_that_kills_its_process_fails_at_the_last_try)
{
	struct job j;
	bool found;

	CHECK_OK(jobs_add(w, &bad, 7, S(""), 0));
	CHECK_OK(db_commit(w->db));
	for (int kill = 0; kill < 3; kill++) {
		struct runner r = runner_at(w, TEST_NOW + kill * MINUTE);

		CHECK_OK(runner_claim(&r, &bad, &found, &j));
		CHECK("claimed", found);
		runner_close(&r);
	}
	begin_again(w);
	w->now += HOUR;
	CHECK_INT("not run", test_drain(w, &table), 1);
	CHECK("row", str_starts(row_of(w, &bad), S("failed ")));
}

TEST_DB(a_schedule_is_one_row_that_comes_back)
{
	const struct schedule schedules[] = { { &good, HOUR } };
	const struct job_table scheduled = { kinds, COUNT(kinds), schedules, 1 };
	int64_t next = HOUR - TEST_NOW % HOUR;

	CHECK_INT("at once", test_drain(w, &scheduled), 1);
	CHECK_INT("done", test_drain(w, &scheduled), 0);
	CHECK_INT("one row", count_of(w, &good), 1);
	CHECK_STR("row", row_of(w, &good),
		  arena_fmt(w->arena, "waiting 0 %lld ", (long long)next));
	w->now += next;
	CHECK_INT("next hour", test_drain(w, &scheduled), 1);
	CHECK_INT("effects", count_of(w, &effect), 2);
}

TEST_DB(a_schedule_forgets_the_faults_before)
{
	const struct schedule schedules[] = { { &flaky, DAY } };
	const struct job_table scheduled = { kinds, COUNT(kinds), schedules, 1 };

	CHECK_INT("badly", test_drain(w, &scheduled), 1);
	CHECK("row", str_starts(row_of(w, &flaky), S("waiting 1 60 ")));
	w->now += MINUTE;
	CHECK_INT("well", test_drain(w, &scheduled), 1);
	CHECK("row", str_starts(row_of(w, &flaky), S("waiting 0 ")));
}

TEST_DB(a_schedule_does_not_hold_its_kind)
{
	const struct schedule schedules[] = { { &good, HOUR } };
	const struct job_table scheduled = { kinds, COUNT(kinds), schedules, 1 };

	CHECK_OK(jobs_add(w, &good, 7, S(""), 0));
	CHECK_INT("both", test_drain(w, &scheduled), 2);
	CHECK_INT("one row", count_of(w, &good), 1);
}

TEST_DB(waiting_and_failed_jobs_are_counted)
{
	struct queue_counts counts;

	CHECK_OK(jobs_counts(w, &counts));
	CHECK_INT("none", counts.jobs_waiting + counts.jobs_failed, 0);
	CHECK_OK(jobs_add(w, &bad, 1, S(""), 0));
	CHECK_OK(jobs_add(w, &good, 1, S(""), w->now + DAY));
	for (int i = 0; i < 3; i++) {
		test_drain(w, &table);
		w->now += HOUR;
	}
	CHECK_OK(jobs_counts(w, &counts));
	CHECK_INT("waiting", counts.jobs_waiting, 1);
	CHECK_INT("failed", counts.jobs_failed, 1);
}
