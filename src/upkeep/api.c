/* /api/v1/mails and /api/v1/jobs: the lists and acts of the page. */
#include "upkeep/internal.h"

static const str job_states[] = { STR("failed"), STR("waiting") };
static const str waiting_mails[] = { STR("terpental"), STR("ditunda"), STR("antre") };
static const enum mail_state waiting_states[] = { MAIL_BOUNCED, MAIL_DELAYED,
						  MAIL_QUEUED };

/* The word of the query, the first when nothing is asked for; false when refused. */
static bool read_state(const struct request *rq, struct reply *rp, const str *words,
		       size_t count, size_t *ret)
{
	str asked = query_str(rq, "state");
	struct complaints wrong = { 0 };

	*ret = asked.n ? api_word(asked, words, count) : 0;
	if (*ret < count)
		return true;
	*PUSH(reply_arena(rp), &wrong) =
		(struct complaint){ S("state"), S("unknown_word"),
				    S("state bukan salah satu dari yang dikenal.") };
	(void)reply_complaints(rp, &wrong);
	return false;
}

static struct json_out *open_list(struct reply *rp)
{
	struct json_out *o = reply_json(rp, 200);

	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	return o;
}

static void close_list(struct work *w, const struct request *rq, struct json_out *o,
		       int64_t next)
{
	json_close(o, ']');
	api_next(w, rq, o, next ? arena_fmt(w->arena, "%lld", (long long)next) : S(""));
	json_close(o, '}');
}

static bool read_watch(struct work *w, const struct request *rq, struct reply *rp,
		       struct api_page *page, struct watch *ret)
{
	if (!api_page(w, rq, rp, page))
		return false;
	*ret = (struct watch){ .limit = (int64_t)page->limit + 1 };
	str_int(page->after, &ret->from);
	return true;
}

static void put_id(struct json_out *o, int64_t id)
{
	char room[INT_DIGITS];

	json_put(o, S("id"), str_of_int(room, id));
}

static void put_instant(struct json_out *o, str name, int64_t at)
{
	json_name(o, name);
	json_put_instant(o, at);
}

static void put_mail(struct work *w, struct json_out *o, const struct seen_mail *m)
{
	json_open(o, '{');
	put_id(o, m->id);
	json_put(o, S("kind"), m->kind);
	json_put(o, S("subject"), m->subject);
	json_put(o, S("to"), mailbox_masked(w->arena, m->to));
	json_put(o, S("state"), mail_state_words[m->state]);
	json_put(o, S("tries"), (int64_t)m->tries);
	json_put(o, S("detail"), detail_masked(w->arena, m->detail, m->to));
	put_instant(o, S("queued_at"), m->queued_at);
	put_instant(o, S("changed_at"), m->changed_at);
	put_instant(o, S("next_at"), m->next_at);
	json_put(o, S("may_retry"), m->state != MAIL_BOUNCED || m->kept);
	json_close(o, '}');
}

static err list_mails(struct work *w, const struct request *rq, struct reply *rp)
{
	struct seen_mails all;
	struct api_page page;
	struct json_out *o;
	struct watch q;
	size_t state;

	if (!read_watch(w, rq, rp, &page, &q) ||
	    !read_state(rq, rp, WORDS(waiting_mails), &state))
		return OK;
	TRY(mails_listed(w, waiting_states[state], &q, &all));
	o = open_list(rp);
	for (size_t i = 0; i < all.count && i < page.limit; i++)
		put_mail(w, o, &all.items[i]);
	close_list(w, rq, o, all.count > page.limit ? all.items[page.limit - 1].id : 0);
	return OK;
}

static void put_job(struct json_out *o, const struct seen_job *j)
{
	json_open(o, '{');
	put_id(o, j->id);
	json_put(o, S("kind"), j->kind);
	json_put(o, S("state"), job_states[j->failed ? 0 : 1]);
	json_put(o, S("running"), j->running);
	json_put(o, S("tries"), (int64_t)j->tries);
	json_put(o, S("fault"), j->fault);
	put_instant(o, S("added_at"), j->added_at);
	put_instant(o, S("next_at"), j->failed ? 0 : j->run_at);
	json_close(o, '}');
}

static err list_jobs(struct work *w, const struct request *rq, struct reply *rp)
{
	struct seen_jobs all;
	struct api_page page;
	struct json_out *o;
	struct watch q;
	size_t state;

	if (!read_watch(w, rq, rp, &page, &q) ||
	    !read_state(rq, rp, WORDS(job_states), &state))
		return OK;
	TRY(jobs_listed(w, state == 0, &q, &all));
	o = open_list(rp);
	for (size_t i = 0; i < all.count && i < page.limit; i++)
		put_job(o, &all.items[i]);
	close_list(w, rq, o, all.count > page.limit ? all.items[page.limit - 1].id : 0);
	return OK;
}

static err retry_mail(struct work *w, const struct request *rq, struct reply *rp)
{
	enum retry why = RETRY_NONE;
	int64_t id;

	if (str_int(path_str(rq, "id"), &id))
		TRY(upkeep_retry_mail(w, id, &why));
	return why ? reply_refusal(rp, &retry_refusals[why]) : reply_empty(rp, 204);
}

static err retry_job(struct work *w, const struct request *rq, struct reply *rp)
{
	enum retry why = RETRY_NONE;
	int64_t id;

	if (str_int(path_str(rq, "id"), &id))
		TRY(upkeep_retry_job(w, id, &why));
	return why ? reply_refusal(rp, &retry_refusals[why]) : reply_empty(rp, 204);
}

/* ---- how the API is described ---- */

static const struct api_field mail_fields[] = {
	{ STR("id"), JSON_TEXT },
	{ STR("kind"), JSON_TEXT },
	{ STR("subject"), JSON_TEXT },
	{ STR("to"), JSON_TEXT, .says = STR("disamarkan") },
	{ STR("state"), JSON_TEXT, ONE_OF(waiting_mails) },
	{ STR("tries"), JSON_INT },
	{ STR("detail"), JSON_TEXT, .says = STR("kata-kata server, disamarkan") },
	API_INSTANT("queued_at"),
	API_INSTANT("changed_at"),
	API_INSTANT("next_at"),
	{ STR("may_retry"), JSON_BOOL, .says = STR("isinya masih tersimpan") },
	{ 0 },
};
static const struct api_field mails_fields[] = {
	{ STR("items"), JSON_LIST, .of = mail_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape mails_shape = { STR("MailList"), mails_fields };
static const struct api_field mails_query[] = {
	{ STR("state"), JSON_TEXT, ONE_OF(waiting_mails), .optional = true,
	  .says = STR("terpental bila tidak disebut") },
	API_PAGE_FIELDS,
	{ 0 },
};
static const struct api_field job_fields[] = {
	{ STR("id"), JSON_TEXT },
	{ STR("kind"), JSON_TEXT },
	{ STR("state"), JSON_TEXT, ONE_OF(job_states) },
	{ STR("running"), JSON_BOOL },
	{ STR("tries"), JSON_INT },
	{ STR("fault"), JSON_TEXT },
	API_INSTANT("added_at"),
	API_INSTANT("next_at"),
	{ 0 },
};
static const struct api_field jobs_fields[] = {
	{ STR("items"), JSON_LIST, .of = job_fields },
	API_NEXT_FIELD,
	{ 0 },
};
static const struct api_shape jobs_shape = { STR("JobList"), jobs_fields };
static const struct api_field jobs_query[] = {
	{ STR("state"), JSON_TEXT, ONE_OF(job_states), .optional = true,
	  .says = STR("failed bila tidak disebut; waiting: akan dicoba lagi") },
	API_PAGE_FIELDS,
	{ 0 },
};
static const struct api_operation mails_say = {
	.summary = STR("Email yang terpental atau menunggu, yang terbaru lebih dahulu"),
	.query = mails_query,
	.status = 200,
	.answer = &mails_shape,
};
static const struct api_operation jobs_say = {
	.summary = STR("Pekerjaan latar yang gagal, yang terbaru lebih dahulu"),
	.query = jobs_query,
	.status = 200,
	.answer = &jobs_shape,
};
static const struct api_operation retry_mail_says = {
	.summary = STR("Mengirim lagi sebuah email sekarang"),
	.status = 204,
};
static const struct api_operation retry_job_says = {
	.summary = STR("Mencoba lagi sebuah pekerjaan sekarang"),
	.status = 204,
};

const struct route upkeep_api_routes[] = {
	{ GET, "/api/v1/mails", CAN_READ_METRICS, list_mails, .api = &mails_say },
	{ POST, "/api/v1/mails/:id/retry", CAN_READ_METRICS, retry_mail,
	  .api = &retry_mail_says },
	{ GET, "/api/v1/jobs", CAN_READ_METRICS, list_jobs, .api = &jobs_say },
	{ POST, "/api/v1/jobs/:id/retry", CAN_READ_METRICS, retry_job,
	  .api = &retry_job_says },
	{ 0 },
};
