/* Votes on answers: with an account, or by the link of a letter. */
#include "helpdesk/internal.h"

const str score_labels[SCORE_MOST + 1] = {
	[1] = STR("Tidak puas"),
	[2] = STR("Kurang puas"),
	[3] = STR("Puas"),
	[4] = STR("Sangat puas"),
};

err rating_of(struct work *w, const struct ticket *t, struct rating *ret)
{
	return store_rating(w, t->id, ret);
}

/* ---- the link ---- */

err rating_link_new(struct work *w, const struct ticket *t, str *ret)
{
	*ret = token_new(w->arena);
	return store_rating_link_insert(w, sha256_hex(w->arena, *ret), t->id,
					w->now + RATING_LINK_DAYS * DAY);
}

err rating_by_link(struct work *w, str token, struct rating_result *ret)
{
	int64_t ticket;

	*ret = (struct rating_result){ .why = RATING_NOT_FOUND };
	TRY(store_rating_link(w, sha256_hex(w->arena, token), &ticket));
	if (!ticket)
		return OK;
	TRY(store_ticket_id(w, ticket, &ret->ticket));
	ret->why = ret->ticket->state == TICKET_DONE ? RATING_GRANTED : RATING_NOT_DONE;
	return store_rating(w, ticket, &ret->rating);
}

/* ---- voting ---- */

static void check_vote(struct work *w, const struct rating *vote,
		       struct rating_result *ret)
{
	ret->faults = NEW(w->arena, struct ticket_faults);
	if (vote->score < SCORE_LEAST || vote->score > SCORE_MOST)
		fault_add(w->arena, ret->faults, FAULT_NOT_CHOSEN, S("score"),
			  S("penilaian"));
	check_comment(w->arena, vote->comment, ret->faults);
	if (ret->faults->count)
		ret->why = RATING_INCOMPLETE;
}

static err record_vote(struct work *w, const struct ticket *t, int before, int after)
{
	struct changes list = { 0 };

	note_change(w, &list, S("score"),
		    before ? arena_fmt(w->arena, "%d", before) : S(""),
		    arena_fmt(w->arena, "%d", after));
	return ticket_record(w, t, S("ticket.rated"), S(""), &list);
}

static bool same_vote(const struct rating *a, const struct rating *b)
{
	return a->score == b->score && str_eq(a->comment, b->comment);
}

/* ret has the ticket, and the vote that it has. */
static err vote_on(struct work *w, const struct rating *typed, struct rating_result *ret)
{
	struct rating vote = *typed;
	int before = ret->rating.score;

	vote.comment = str_trim(body_tidy(w->arena, typed->comment));
	vote.changed_at = w->now;
	check_vote(w, &vote, ret);
	if (ret->why || same_vote(&vote, &ret->rating))
		return OK;
	TRY(store_rating_set(w, ret->ticket->id, &vote));
	ret->rating = vote;
	return record_vote(w, ret->ticket, before, vote.score);
}

err ticket_rate_by_link(struct work *w, str token, const struct rating *vote,
			struct rating_result *ret)
{
	TRY(rating_by_link(w, token, ret));
	return ret->why ? OK : vote_on(w, vote, ret);
}

static enum rating_refusal rate_check(const struct ticket *t, const struct actor *by)
{
	if (!t || !ticket_visible(t, by))
		return RATING_NOT_FOUND;
	if (!may_rate(t, by))
		return RATING_NOT_ALLOWED;
	return t->state == TICKET_DONE ? RATING_GRANTED : RATING_NOT_DONE;
}

err ticket_rate(struct work *w, str number, const struct rating *vote,
		struct rating_result *ret)
{
	*ret = (struct rating_result){ 0 };
	TRY(store_ticket(w, number, &ret->ticket));
	ret->why = rate_check(ret->ticket, w->actor);
	if (ret->why)
		return OK;
	TRY(store_rating(w, ret->ticket->id, &ret->rating));
	return vote_on(w, vote, ret);
}
