#include "jobs/jobs.h"

#include <time.h>

#include "audit/audit.h"
#include "dukcapil/internal.h"
#include "fetch/fetch.h"

enum {
	CONNECT_MS = 2000,
	TOTAL_MS = 5000,
	JITTER_MS = 250,
	ANSWER_LIMIT = 64 * 1024,
	AT_ONCE = 8,
	LEASE = 30, /* two tries and what lies between */
};

/* What act learnt. */
struct learnt {
	struct nik_answer answer;
	int64_t not_before; /* the simulated answer comes then; 0: it is here */
};

static err prepare_question(struct work *w, const struct job *j, void **ret_input)
{
	struct asked *q = NEW(w->arena, struct asked);
	bool found;

	TRY(nik_check_find(w, j->subject, q, &found));
	if (found && q->state == NIK_WAITING && q->sealed.n)
		*ret_input = q;
	return OK;
}

/* So that those who failed together do not come back together. */
static void pause_some(void)
{
	uint16_t r;
	struct timespec t = { 0 };

	random_bytes(&r, sizeof(r));
	t.tv_nsec = (long)(r % JITTER_MS) * 1000000;
	nanosleep(&t, NULL);
}

static struct fetch_answer call_twice(const struct job_world *world, str body)
{
	struct fetch_call call = {
		.url = nik_request_url(world->arena, world->settings),
		.method = S("POST"),
		.content_type = S("application/json"),
		.body = body,
		.connect_ms = CONNECT_MS,
		.total_ms = TOTAL_MS,
		.limit = ANSWER_LIMIT,
	};
	struct fetch_answer answer = fetch_http(world->arena, &call);

	if (answer.outcome == FETCH_ANSWERED && answer.status < 500)
		return answer;
	pause_some();
	return fetch_http(world->arena, &call);
}

static struct nik_answer ask_http(const struct job_world *world,
				  const struct nik_question *q)
{
	struct secret body = nik_request_body(world->arena, world->settings, q);
	struct fetch_answer answer = call_twice(world, body.value);

	secret_wipe(&body);
	if (answer.outcome != FETCH_ANSWERED || answer.status != 200)
		return nik_answer_bare(NIK_GANGGUAN);
	return nik_answer_read(world->arena, answer.body,
			       world->settings->dukcapil_threshold);
}

static void ask_simulated(const struct job_world *world, const struct asked *row, str nik,
			  struct learnt *ret)
{
	int64_t at = nik_simulated_at(nik, row->asked_at);

	if (at > world->now)
		ret->not_before = at;
	else
		ret->answer = nik_answer_simulated(nik);
}

static void *act_ask(const struct job_world *world, const struct job *j, void *input)
{
	struct learnt *l = NEW(world->arena, struct learnt);
	const struct asked *row = input;
	struct nik_question q;

	(void)j;
	l->answer = nik_answer_bare(NIK_GANGGUAN);
	if (!nik_unseal(world->arena, world->keys, row, &q))
		return l;
	switch (nik_source_of(world->settings->dukcapil)) {
	case NIK_HTTP:
		l->answer = ask_http(world, &q);
		break;
	case NIK_SIMULATED:
		ask_simulated(world, row, q.nik, l);
		break;
	default: /* the setting changed while it waited: an officer answers */
		break;
	}
	return l;
}

static err settle_answer(struct work *w, const struct job *j, void *input, void *result)
{
	const struct asked *q = input;
	const struct learnt *l = result;
	int64_t next = l->not_before ? l->not_before : w->now + NIK_RETRY;
	bool written;

	if (l->not_before || l->answer.outcome == NIK_GANGGUAN) {
		TRY(nik_check_put_off(w, q, next, l->not_before == 0, &written));
		return written ? jobs_again(w, j, next) : OK;
	}
	TRY(nik_check_answer(w, q, &l->answer, &written));
	if (!written)
		return OK;
	TRY(nik_record_answer(w, S("nik.answered"), q, l->answer.outcome));
	return dukcapil_hooks.answered(w, q->subject);
}

/*
 * Repeatable: asking changes nothing at Dukcapil, and an answer is written once,
 * to the question it belongs to.
 */
const struct job_kind dukcapil_ask_job = {
	.name = STR("dukcapil.ask"),
	.prepare = prepare_question,
	.act = act_ask,
	.settle = settle_answer,
	.lease_s = LEASE,
	.at_once = AT_ONCE,
};
