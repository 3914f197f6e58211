#include "helpdesk/test/caller.h"

/* SARI's ticket, answered for good. */
static struct ticket *solved(struct work *w)
{
	return says(w, CSO, opened(w), AFTER_DONE);
}

/* The token in the newest letter of the kind. */
static str token_of(struct work *w, str kind)
{
	str text = last_letter(w, kind);
	size_t n = 0;

	while (text.n && !str_starts(text, S("/nilai/")))
		text = str_skip(text, 1);
	text = str_skip(text, S("/nilai/").n);
	while (n < text.n && text.p[n] > ' ')
		n++;
	return str_left(text, n);
}

static enum rating_refusal votes(struct work *w, str token, int score, str comment)
{
	struct rating vote = { .score = score,
			       .comment = comment,
			       .source = SOURCE_EMAIL };
	struct rating_result ret;

	act_as(w, STRANGER);
	CHECK_OK(ticket_rate_by_link(w, token, &vote, &ret));
	return ret.why;
}

static struct rating rating_now(struct work *w, const struct ticket *t)
{
	struct rating r;

	CHECK_OK(rating_of(w, t, &r));
	return r;
}

TEST_DB(one_vote_by_the_link_of_a_letter_that_may_be_changed)
{
	struct ticket *t;
	str token;

	cast_arrives(w);
	t = solved(w);
	token = token_of(w, S("tiket-dijawab"));
	CHECK_INT("not rated", rating_now(w, t).score, 0);
	CHECK_INT("voted", votes(w, token, 2, S("Lama\r\nsekali")), RATING_GRANTED);
	CHECK_INT("score", rating_now(w, t).score, 2);
	CHECK_STR("comment", rating_now(w, t).comment, S("Lama\nsekali"));
	CHECK_INT("again", votes(w, token, 4, S("")), RATING_GRANTED);
	CHECK_INT("the later one counts", rating_now(w, t).score, 4);
	CHECK_STR("with its comment", rating_now(w, t).comment, S(""));
	CHECK_INT("audited each time", trail_of(w, t, S("ticket.rated")), 2);
	CHECK_INT("the same", votes(w, token, 4, S("")), RATING_GRANTED);
	CHECK_INT("is no change", trail_of(w, t, S("ticket.rated")), 2);
}

TEST_DB(a_link_that_is_made_up_or_over_votes_for_nothing)
{
	struct ticket *t;
	str token;

	cast_arrives(w);
	t = solved(w);
	token = token_of(w, S("tiket-dijawab"));
	CHECK_INT("forged", votes(w, S("AAAAAAAAAAAAAAAA"), 1, S("")), RATING_NOT_FOUND);
	CHECK_INT("the key of the thread", votes(w, t->thread_key, 1, S("")),
		  RATING_NOT_FOUND);
	CHECK_INT("cut", votes(w, str_left(token, token.n - 1), 1, S("")),
		  RATING_NOT_FOUND);
	CHECK_INT("empty", votes(w, S(""), 1, S("")), RATING_NOT_FOUND);
	w->now += RATING_LINK_DAYS * DAY;
	CHECK_INT("over", votes(w, token, 1, S("")), RATING_NOT_FOUND);
	CHECK_INT("nothing was counted", rating_now(w, t).score, 0);
}

TEST_DB(a_vote_has_a_score_of_four_and_a_text_that_fits)
{
	str token;

	cast_arrives(w);
	(void)solved(w);
	token = token_of(w, S("tiket-dijawab"));
	CHECK_INT("0", votes(w, token, 0, S("")), RATING_INCOMPLETE);
	CHECK_INT("5", votes(w, token, 5, S("")), RATING_INCOMPLETE);
	CHECK_INT("control characters",
		  votes(w, token, 3,
			S("a\x01"
			  "b")),
		  RATING_INCOMPLETE);
	CHECK_INT("1", votes(w, token, 1, S("")), RATING_GRANTED);
}

TEST_DB(an_open_ticket_is_not_judged)
{
	struct ticket *t;
	str token;

	cast_arrives(w);
	t = solved(w);
	token = token_of(w, S("tiket-dijawab"));
	(void)says(w, SARI, t, AFTER_AWAIT);
	CHECK_INT("reopened", votes(w, token, 1, S("")), RATING_NOT_DONE);
}

TEST_DB(who_follows_a_ticket_gets_no_link)
{
	struct ticket *t;
	bool added;

	cast_arrives(w);
	t = opened(w);
	CHECK_OK(store_follower_insert(w, t->id, S("tembusan@contoh.example"), &added));
	t->followers = 1;
	CHECK_OK(ticket_write(w, t));
	(void)says(w, CSO, stored(w, t), AFTER_DONE);
	CHECK_INT("both are told",
		  letters_to(w, mailbox_of(SARI), S("tiket-dijawab")) +
			  letters_to(w, S("tembusan@contoh.example"), S("tiket-dijawab")),
		  2);
	CHECK_STR("the last letter is the follower's", token_of(w, S("tiket-dijawab")),
		  S(""));
}

TEST_DB(the_asker_judges_with_his_account_and_nobody_else)
{
	static const struct {
		enum member m;
		int status;
	} tries[] = {
		{ SARI, 200 },	    { BENNY, 403 }, { NEIGHBOUR, 404 }, { CSO, 403 },
		{ ELSEWHERE, 403 }, { HEAD, 403 },  { AUDITOR, 403 },	{ STRANGER, 404 },
	};
	struct ticket *t;
	str url;

	callers_arrive(w);
	t = solved(w);
	test_next_unit(w);
	url = arena_fmt(test_arena(), "POST /api/v1/tickets/%.*s/rating", P(t->number));
	for (size_t i = 0; i < COUNT(tries); i++)
		CHECK_INT(cast_names[tries[i].m].p,
			  call(w, tries[i].m, url, S("{\"score\":3}")).status,
			  tries[i].status);
	CHECK_INT("score out of range", call(w, SARI, url, S("{\"score\":9}")).status,
		  422);
	CHECK_INT(
		"the office reads it",
		at(call(w, CSO,
			arena_fmt(test_arena(), "GET /api/v1/tickets/%.*s", P(t->number)),
			S(""))
			   .json,
		   S("rating.score"))
			->number,
		3);
}

TEST_DB(the_page_of_a_link_shows_the_vote_and_reading_it_is_none)
{
	struct ticket *t;
	struct called page;
	str url;

	callers_arrive(w);
	t = solved(w);
	url = arena_fmt(test_arena(), "/nilai/%.*s", P(token_of(w, S("tiket-dijawab"))));
	test_next_unit(w);
	page = call(w, STRANGER, arena_fmt(test_arena(), "GET %.*s", P(url)), S(""));
	CHECK_INT("opened", page.status, 200);
	CHECK_INT("no vote", rating_now(w, t).score, 0);
	url = arena_fmt(test_arena(), "POST %.*s", P(url));
	CHECK_INT("nothing chosen",
		  call(w, STRANGER, url, S("comment=Terima%20kasih")).status, 422);
	CHECK_INT("sent",
		  call(w, STRANGER, url, S("score=4&comment=Terima%20kasih")).status,
		  303);
	CHECK_STR("kept", rating_now(w, t).comment, S("Terima kasih"));
	CHECK_INT("made up", call(w, STRANGER, S("GET /nilai/tidak-ada"), S("")).status,
		  404);
}
