/*
 * One job through its steps. Each step is a unit of work of its own; a job whose
 * lease ended is somebody else's, and what is not settled yet is dropped.
 */
#include "access/access.h"
#include "jobs/internal.h"
#include "json/json.h"

enum { UNIT_CEILING = 64 * 1024 * 1024 };

static const struct actor nobody = {
	.name = STR("Sistem"),
	.channel = CHANNEL_JOB,
};

enum job_outcome { JOB_DONE, JOB_AGAIN, JOB_FAULT, JOB_FAILED, JOB_LOST };

static const str outcome_words[] = {
	[JOB_DONE] = STR("done"),   [JOB_AGAIN] = STR("again"),
	[JOB_FAULT] = STR("fault"), [JOB_FAILED] = STR("failed"),
	[JOB_LOST] = STR("lost"),
};

struct step {
	struct runner *r;
	const struct job_kind *kind;
	const struct job *job;
	void *input;
	void *result;
	enum job_outcome outcome;
	str fault;
};

void runner_open(struct runner *r)
{
	r->row = arena_new(UNIT_CEILING);
	r->world = arena_new(UNIT_CEILING);
	r->unit = arena_new(UNIT_CEILING);
	r->base.actor = &nobody;
}

void runner_close(struct runner *r)
{
	arena_free(r->row);
	arena_free(r->world);
	arena_free(r->unit);
}

static struct work unit_of(const struct runner *r, struct arena *a)
{
	struct work w = r->base;

	w.arena = a;
	w.now = r->fixed_now ? r->fixed_now : clock_now();
	return w;
}

static err in_unit(struct runner *r, bool writes, err (*fn)(struct work *w, void *arg),
		   void *arg)
{
	struct work w = unit_of(r, r->unit);

	return work_run(&w, writes, fn, arg);
}

/* The period of a scheduled job, 0 for any other. */
static int64_t period_of(const struct job_table *t, const struct job_kind *k,
			 const struct job *j)
{
	for (size_t i = 0; i < t->schedule_count; i++)
		if (t->schedules[i].kind == k && j->subject == 0)
			return t->schedules[i].period;
	return 0;
}

/* The row of a scheduled job stays and waits for its next hour. */
static err finish(struct work *w, const struct step *s)
{
	int64_t period = period_of(s->r->table, s->kind, s->job);
	struct job fresh = *s->job;

	fresh.tries = 0;
	return period ? jobs_again(w, &fresh, (w->now / period + 1) * period)
		      : job_remove(w, s->job);
}

/* Finishes the job unless its own function put it off. */
static err finish_if_held(struct work *w, struct step *s)
{
	bool held;

	TRY(job_held(w, s->job, &held));
	s->outcome = held ? JOB_DONE : JOB_AGAIN;
	return held ? finish(w, s) : OK;
}

static err run_inside(struct work *w, void *arg)
{
	struct step *s = arg;
	bool held;

	TRY(job_held(w, s->job, &held));
	if (!held) {
		s->outcome = JOB_LOST;
		return OK;
	}
	TRY(s->kind->run(w, s->job));
	return finish_if_held(w, s);
}

static err prepare(struct work *w, void *arg)
{
	struct step *s = arg;

	s->input = NULL;
	return s->kind->prepare(w, s->job, &s->input);
}

static err settle(struct work *w, void *arg)
{
	struct step *s = arg;
	bool held;

	TRY(job_held(w, s->job, &held));
	if (!held) {
		s->outcome = JOB_LOST;
		return OK;
	}
	if (s->input)
		TRY(s->kind->settle(w, s->job, s->input, s->result));
	return finish_if_held(w, s);
}

static err run_outside(struct step *s)
{
	struct work w = unit_of(s->r, s->r->world);

	TRY(work_run(&w, false, prepare, s));
	if (s->input) {
		struct job_world world = { s->r->world, w.settings, w.keys, w.now };

		s->result = s->kind->act(&world, s->job, s->input);
	}
	return in_unit(s->r, true, settle, s);
}

static err put_off(struct work *w, void *arg)
{
	struct step *s = arg;
	int64_t tries = s->job->tries + 1;

	s->outcome = s->kind->max_tries && tries >= s->kind->max_tries ? JOB_FAILED
								       : JOB_FAULT;
	if (s->outcome == JOB_FAILED)
		return job_give_up(w, s->job, s->fault);
	return job_put_off(w, s->job, w->now + wait_after(tries), tries, s->fault);
}

/* One line without personal data: a fault's text holds statements, no values. */
static void log_line(struct runner *r, const struct step *s, int64_t ms)
{
	struct buf b = buf_new(r->row);
	struct json_out o = { .buf = &b };

	if (!r->log)
		return;
	json_open(&o, '{');
	json_put(&o, S("job"), s->kind->name);
	json_put(&o, S("id"), s->job->id);
	json_put(&o, S("try"), s->job->tries + 1);
	json_put(&o, S("outcome"), outcome_words[s->outcome]);
	json_put(&o, S("ms"), ms);
	if (s->fault.n)
		json_put(&o, S("fault"), s->fault);
	json_close(&o, '}');
	r->log(buf_str(&b));
}

void runner_run(struct runner *r, const struct job_kind *k, const struct job *j)
{
	int64_t begun = clock_monotonic_ms();
	struct step s = { .r = r, .kind = k, .job = j, .fault = STR("") };
	err e;

	if (k->max_tries && j->tries >= k->max_tries)
		e = FAULT(FAULT_INTERNAL, "cut off at the last try");
	else
		e = k->run ? in_unit(r, true, run_inside, &s) : run_outside(&s);
	if (e) {
		s.fault = arena_fmt(r->row, "%s:%d: %s", e->file, e->line, e->text);
		/* When this fails too, the end of the lease brings the job back. */
		if (in_unit(r, true, put_off, &s))
			s.outcome = JOB_LOST;
	}
	log_line(r, &s, clock_monotonic_ms() - begun);
}

void runner_log_fault(struct runner *r, err e)
{
	str text = arena_fmt(r->row, "%s:%d: %s", e->file, e->line, e->text);
	struct buf b = buf_new(r->row);
	struct json_out o = { .buf = &b };

	if (!r->log)
		return;
	json_open(&o, '{');
	json_put(&o, S("job"), S("(looking for one)"));
	json_put(&o, S("fault"), text);
	json_close(&o, '}');
	r->log(buf_str(&b));
}

struct claim {
	const struct job_kind *kind;
	bool *found;
	struct job *job;
};

static err claim(struct work *w, void *arg)
{
	struct claim *c = arg;

	return job_claim(w, c->kind, c->found, c->job);
}

err runner_claim(struct runner *r, const struct job_kind *k, bool *ret_found,
		 struct job *ret)
{
	struct claim c = { k, ret_found, ret };
	struct work w = unit_of(r, r->row);

	return work_run(&w, true, claim, &c);
}

static err schedule(struct work *w, void *arg)
{
	const struct job_table *t = ((struct runner *)arg)->table;

	for (size_t i = 0; i < t->schedule_count; i++) {
		bool there;

		TRY(job_exists(w, t->schedules[i].kind, 0, &there));
		if (!there)
			TRY(jobs_add(w, t->schedules[i].kind, 0, S(""), 0));
	}
	return OK;
}

err runner_schedule(struct runner *r)
{
	return in_unit(r, true, schedule, r);
}

struct search {
	const struct job_table *table;
	const struct turn *turn;
	size_t *found;
};

static err find_due(struct work *w, void *arg)
{
	struct search *s = arg;
	size_t count = s->table->kind_count;

	*s->found = count;
	for (size_t i = 0; i < count; i++) {
		size_t k = (s->turn->from + i) % count;
		bool due = false;

		if (!s->turn->full[k])
			TRY(job_is_due(w, s->table->kinds[k], &due));
		if (due) {
			*s->found = k;
			break;
		}
	}
	return OK;
}

err runner_due(struct runner *r, const struct turn *turn, size_t *ret)
{
	struct search s = { r->table, turn, ret };

	return in_unit(r, false, find_due, &s);
}
