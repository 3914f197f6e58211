/* Judging the answers of a ticket: from its page, or by the link of a letter. */
#include "helpdesk/web.h"

static struct ui_choices score_choices(struct arena *a, str chosen, str error)
{
	struct ui_choices c = { .id = S("score"),
				.legend = S("Seberapa puas Anda dengan jawaban kami?"),
				.error = error,
				.cards = true };

	for (int score = SCORE_MOST; score >= SCORE_LEAST; score--) {
		str value = arena_fmt(a, "%d", score);

		*PUSH(a, &c.options) = (struct ui_option){
			.value = value,
			.label = score_labels[score],
			.chosen = str_eq(value, chosen),
		};
	}
	return c;
}

static err show(struct work *w, const struct request *rq, struct reply *rp,
		const struct rating_result *r)
{
	bool known = w->actor->person != 0;
	struct rating_view v = { .t = r->ticket,
				 .path = request_path(rq),
				 .back = known ? ticket_path(w->arena, r->ticket, S(""))
					       : S(""),
				 .voted = r->rating.score != 0 };
	struct page page = { .title = S("Nilai layanan"),
			     .layout = known ? LAYOUT_APP : LAYOUT_PUBLIC,
			     .active = S("/tiket") };

	if (r->faults)
		complain(w->arena, r->faults, &v.errors);
	v.score = score_choices(w->arena,
				form_has(rq, "comment")
					? form_str(rq, "score")
					: arena_fmt(w->arena, "%d", r->rating.score),
				complaint_about(&v.errors, S("score")));
	v.comment = (struct ui_textarea){
		.id = S("comment"),
		.label = S("Komentar"),
		.hint = S(
			"Terbaca oleh kantor yang menjawab. Jangan menulis NIK atau kata sandi"),
		.value = form_has(rq, "comment") ? form_str(rq, "comment")
						 : r->rating.comment,
		.error = complaint_about(&v.errors, S("comment")),
		.rows = 4,
		.maxlength = COMMENT_MAX,
		.optional = true,
	};
	page.has_errors = v.errors.count > 0;
	page_rating_form(reply_page(rp, v.errors.count ? 422 : 200, page), &v);
	return OK;
}

static struct rating vote_typed(const struct request *rq, enum ticket_source source)
{
	struct rating vote = { .comment = form_str(rq, "comment"), .source = source };
	int64_t score;

	if (str_int(form_str(rq, "score"), &score) && score <= SCORE_MOST)
		vote.score = (int)score;
	return vote;
}

static err answer_vote(struct work *w, const struct request *rq, struct reply *rp,
		       const struct rating_result *r, str next)
{
	if (r->why == RATING_INCOMPLETE)
		return show(w, rq, rp, r);
	if (r->why)
		return reply_refusal(rp, &rating_refusals[r->why]);
	reply_flash(rp, S("ok"), S("Terima kasih. Penilaian Anda tersimpan."));
	return reply_redirect(rp, next);
}

/* ---- by the link of a letter: opening it is no vote ---- */

static err get_link(struct work *w, const struct request *rq, struct reply *rp)
{
	struct rating_result r;

	TRY(rating_by_link(w, path_str(rq, "token"), &r));
	return r.why ? reply_refusal(rp, &rating_refusals[r.why]) : show(w, rq, rp, &r);
}

static err post_link(struct work *w, const struct request *rq, struct reply *rp)
{
	struct rating vote = vote_typed(rq, SOURCE_EMAIL);
	struct rating_result r;

	TRY(ticket_rate_by_link(w, path_str(rq, "token"), &vote, &r));
	return answer_vote(w, rq, rp, &r, request_path(rq));
}

/* ---- from the ticket's page ---- */

static err get_rating(struct work *w, const struct request *rq, struct reply *rp)
{
	struct rating_result r = { 0 };

	TRY(ticket_asked(w, rq, rp, &r.ticket));
	if (!r.ticket)
		return OK;
	if (!may_rate(r.ticket, w->actor))
		return reply_refusal(rp, &rating_refusals[RATING_NOT_ALLOWED]);
	TRY(rating_of(w, r.ticket, &r.rating));
	return show(w, rq, rp, &r);
}

static err post_rating(struct work *w, const struct request *rq, struct reply *rp)
{
	struct rating vote = vote_typed(rq, SOURCE_WEB);
	struct rating_result r;

	TRY(ticket_rate(w, path_str(rq, "number"), &vote, &r));
	return answer_vote(w, rq, rp, &r,
			   r.ticket ? ticket_path(w->arena, r.ticket, S("")) : S(""));
}

const struct route rating_routes[] = {
	{ GET, "/nilai/:token", CAN_RATE_TICKET, get_link, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/nilai/:token", CAN_RATE_TICKET, post_link, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/tiket/:number/nilai", CAN_RATE_TICKET, get_rating },
	{ POST, "/tiket/:number/nilai", CAN_RATE_TICKET, post_rating },
	{ 0 },
};
