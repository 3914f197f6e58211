/*
 * /metrics, for Prometheus: what the web processes count together, and what waits in
 * the database. On the main listener it answers in demo and development only;
 * metrics_listen has a process of its own, which counts nothing itself.
 */
#include "app/app.h"
#include "identity/identity.h"

static void put_guesses(struct buf *b, int64_t failures)
{
	buf_fmt(b,
		"# TYPE myintress_sign_in_failures gauge\n"
		"myintress_sign_in_failures %lld\n",
		(long long)failures);
}

static void put_jobs(struct buf *b, const struct queue_counts *c)
{
	buf_fmt(b,
		"# TYPE myintress_jobs gauge\n"
		"myintress_jobs{state=\"waiting\"} %lld\n"
		"myintress_jobs{state=\"failed\"} %lld\n"
		"# TYPE myintress_mail gauge\n"
		"myintress_mail{state=\"antre\"} %lld\n"
		"myintress_mail{state=\"ditunda\"} %lld\n"
		"myintress_mail{state=\"terpental\"} %lld\n",
		(long long)c->jobs_waiting, (long long)c->jobs_failed,
		(long long)c->mail_queued, (long long)c->mail_delayed,
		(long long)c->mail_bounced);
}

static err get_metrics(struct work *w, const struct request *rq, struct reply *rp)
{
	struct buf b = buf_new(reply_arena(rp));
	struct queue_counts c;
	int64_t failures;

	(void)rq;
	TRY(jobs_counts(w, &c));
	TRY(guesses_lately(w, &failures));
	http_metrics(&b);
	put_jobs(&b, &c);
	put_guesses(&b, failures);
	return reply_bytes(rp, S("text/plain; version=0.0.4"), buf_str(&b));
}

/* To the world outside they are nobody's business. */
static err get_metrics_inside(struct work *w, const struct request *rq, struct reply *rp)
{
	if (w->settings->mode == MODE_PRODUCTION)
		return reply_empty(rp, 404);
	return get_metrics(w, rq, rp);
}

const struct feature metrics_feature = {
	.name = STR("metrics"),
	.routes = { (const struct route[]){
		{ GET, "/metrics", CAN_ANYONE, get_metrics_inside, ROUTE_ANY_MEMBERSHIP },
		{ 0 } } },
};

/* All that the listener of metrics_listen serves. */
const struct feature metrics_alone = {
	.name = STR("metrics"),
	.routes = { (const struct route[]){
		{ GET, "/metrics", CAN_ANYONE, get_metrics, ROUTE_ANY_MEMBERSHIP },
		{ 0 } } },
};

/* Nobody signs in there. */
err metrics_who(struct work *w, const struct request *rq, struct visitor *ret)
{
	(void)w;
	(void)rq;
	*ret = (struct visitor){ 0 };
	return OK;
}
