/* /api/v1/memberships/{id}/…: the acts of the pages. Reading is identity's. */
#include "membership/internal.h"

static err refuse(struct reply *rp, enum member_refusal why)
{
	struct complaints wrong = { 0 };

	if (why != MEMBER_NO_REASON)
		return reply_refusal(rp, &member_refusals[why]);
	*PUSH(reply_arena(rp), &wrong) =
		(struct complaint){ S("reason"), member_refusals[why].code,
				    member_refusals[why].text };
	return reply_complaints(rp, &wrong);
}

/* What the body says; *ret_id is 0 where the path is no number: nobody has that. */
static err read_act(const struct request *rq, struct reply *rp, int64_t *ret_id,
		    str *ret_reason, bool *ret_read)
{
	const struct json *body;

	TRY(api_body(rq, rp, &body));
	*ret_read = body != NULL;
	if (!body)
		return OK;
	if (!str_int(path_str(rq, "id"), ret_id))
		*ret_id = 0;
	*ret_reason = str_trim(json_text(json_get(body, S("reason"))));
	return OK;
}

static err post_suspend(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_result r;
	bool read;
	int64_t id;
	str reason;

	TRY(read_act(rq, rp, &id, &reason, &read));
	if (!read)
		return OK;
	TRY(member_suspend(w, id, reason, &r));
	return r.why ? refuse(rp, r.why) : reply_empty(rp, 204);
}

static err post_resume(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_result r;
	bool read;
	int64_t id;
	str reason;

	TRY(read_act(rq, rp, &id, &reason, &read));
	if (!read)
		return OK;
	TRY(member_resume(w, id, reason, &r));
	return r.why ? refuse(rp, r.why) : reply_empty(rp, 204);
}

static err post_end_sessions(struct work *w, const struct request *rq, struct reply *rp)
{
	struct member_result r;
	int64_t id = 0, count;

	str_int(path_str(rq, "id"), &id);
	TRY(member_end_sessions(w, id, &r, &count));
	return r.why ? refuse(rp, r.why) : reply_empty(rp, 204);
}

static const struct api_field act_fields[] = {
	{ STR("reason"), JSON_TEXT, .says = STR("tercatat di jejak audit") },
	{ 0 },
};
static const struct api_shape act_shape = { STR("MembershipAct"), act_fields };

static const struct api_operation suspend = {
	.summary = STR("Menangguhkan akses seorang pengguna; sesinya berakhir"),
	.body = &act_shape,
	.status = 204,
};
static const struct api_operation resume = {
	.summary = STR("Memulihkan akses yang ditangguhkan"),
	.body = &act_shape,
	.status = 204,
};
static const struct api_operation end_sessions = {
	.summary = STR("Mengakhiri semua sesi seorang pengguna"),
	.status = 204,
};
const struct route member_api_routes[] = {
	{ POST, "/api/v1/memberships/:id/suspend", CAN_DISABLE_USER, post_suspend,
	  .api = &suspend },
	{ POST, "/api/v1/memberships/:id/resume", CAN_DISABLE_USER, post_resume,
	  .api = &resume },
	{ POST, "/api/v1/memberships/:id/end-sessions", CAN_END_SESSIONS,
	  post_end_sessions, .api = &end_sessions },
	{ 0 },
};
