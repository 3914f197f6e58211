/* Judging by the API: with a token of a session, or by the link of a letter. */
#include "helpdesk/api.h"

static struct rating vote_of(const struct json *body, enum ticket_source source)
{
	const struct json *score = json_get(body, S("score"));
	struct rating vote = { .comment = json_text(json_get(body, S("comment"))),
			       .source = source };

	if (score && score->kind == JSON_INT && score->number >= SCORE_LEAST &&
	    score->number <= SCORE_MOST)
		vote.score = (int)score->number;
	return vote;
}

static err answer_vote(struct work *w, struct reply *rp, const struct rating_result *r)
{
	struct complaints wrong = { 0 };

	for (size_t i = 0; r->faults && i < r->faults->count; i++)
		*PUSH(w->arena, &wrong) = (struct complaint){
			r->faults->items[i].field,
			r->faults->items[i].code,
			r->faults->items[i].text,
		};
	if (wrong.count)
		return reply_complaints(rp, &wrong);
	if (r->why)
		return reply_refusal(rp, &rating_refusals[r->why]);
	put_rating(reply_json(rp, 200), &r->rating);
	return OK;
}

static err post_rating(struct work *w, const struct request *rq, struct reply *rp)
{
	struct rating_result r;
	const struct json *body;
	struct rating vote;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	vote = vote_of(body, SOURCE_API);
	TRY(ticket_rate(w, path_str(rq, "number"), &vote, &r));
	return answer_vote(w, rp, &r);
}

static err post_by_link(struct work *w, const struct request *rq, struct reply *rp)
{
	struct rating_result r;
	const struct json *body;
	struct rating vote;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	vote = vote_of(body, SOURCE_EMAIL);
	TRY(ticket_rate_by_link(w, path_str(rq, "token"), &vote, &r));
	return answer_vote(w, rp, &r);
}

static const struct api_operation rate_says = {
	.summary = STR(
		"Menilai layanan tiket sendiri yang selesai; penilaian baru menggantikan"),
	.body = &rating_input_shape,
	.status = 200,
	.answer = &rating_shape,
};
static const struct api_operation link_says = {
	.summary = STR("Menilai dengan tautan pada surat, tanpa masuk"),
	.body = &rating_input_shape,
	.status = 200,
	.answer = &rating_shape,
	.open = true,
};

const struct route rating_api_routes[] = {
	{ POST, "/api/v1/tickets/:number/rating", CAN_RATE_TICKET, post_rating,
	  .api = &rate_says },
	{ POST, "/api/v1/public/ratings/:token", CAN_RATE_TICKET, post_by_link,
	  .api = &link_says },
	{ 0 },
};
