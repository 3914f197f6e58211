/* The clocks of a ticket: until each answer, and until all of it is solved. */
#include "helpdesk/test/caller.h"
#include "jobs/jobs.h"

static struct deadline_state *clock_of(struct work *w, const struct ticket *t,
				       enum deadline_kind k)
{
	struct deadline_state *s;

	CHECK_OK(ticket_deadline(w, t, k, &s));
	CHECK("it is there", s != NULL);
	return s;
}

TEST_DB(a_new_ticket_has_a_day_to_be_answered_and_three_to_be_solved)
{
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	CHECK_INT("answer", clock_of(w, t, DEADLINE_FIRST_RESPONSE)->deadline.due_at,
		  TEST_NOW + DAY);
	CHECK_INT("solution", clock_of(w, t, DEADLINE_RESOLUTION)->deadline.due_at,
		  TEST_NOW + 3 * DAY);
	CHECK_INT("the ticket says the same", stored(w, t)->resolve_by,
		  TEST_NOW + 3 * DAY);
}

TEST_DB(answered_and_the_asker_silent_is_not_overdue)
{
	struct deadline_state *s;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	w->now += HOUR;
	t = says(w, CSO, t, AFTER_AWAIT);
	CHECK_INT("the answer came",
		  clock_of(w, t, DEADLINE_FIRST_RESPONSE)->deadline.stopped_at, w->now);
	w->now += 28 * DAY;
	s = clock_of(w, t, DEADLINE_RESOLUTION);
	CHECK_INT("no deadline", s->deadline.due_at, 0);
	CHECK_INT("an hour was spent", s->spent_minutes, 60);
}

TEST_DB(the_days_of_silence_are_added_to_the_solution)
{
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	w->now += HOUR;
	t = says(w, CSO, t, AFTER_AWAIT);
	w->now += 2 * DAY;
	t = says(w, SARI, t, AFTER_AWAIT);
	/* Wednesday 10.14; an hour of 21 is gone: Monday 09.14. */
	CHECK_INT(
		"solution", t->resolve_by,
		instant_of((struct date){ 2026, 11, 30 }, 9 * HOUR + 14 * MINUTE, WITA));
	CHECK_INT("kept", stored(w, t)->resolve_by, t->resolve_by);
}

TEST_DB(what_is_solved_stops_both_clocks_and_a_reopening_begins_them)
{
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	w->now += HOUR;
	t = says(w, CSO, t, AFTER_DONE);
	CHECK("answer",
	      clock_of(w, t, DEADLINE_FIRST_RESPONSE)->deadline.stopped_at == w->now);
	CHECK("solution",
	      clock_of(w, t, DEADLINE_RESOLUTION)->deadline.stopped_at == w->now);
	w->now += DAY;
	t = says(w, SARI, t, AFTER_AWAIT);
	CHECK_INT("from now on", clock_of(w, t, DEADLINE_RESOLUTION)->deadline.from,
		  w->now);
	CHECK_INT("three days", t->resolve_by,
		  clock_of(w, t, DEADLINE_RESOLUTION)->deadline.due_at);
}

TEST_DB(a_category_has_the_limits_that_were_agreed)
{
	struct ticket *t;

	cast_arrives(w);
	CHECK_OK(work_exec(w,
			   "INSERT INTO service_limit (category, tier, first_minutes,"
			   " resolution_minutes) VALUES ('RETUR', 'kppn', 60, 120)",
			   NO_ARGS, NULL));
	t = opened(w);
	CHECK_INT("answer", t->due_at, TEST_NOW + HOUR);
	CHECK_INT("solution", t->resolve_by, TEST_NOW + 2 * HOUR);
}

TEST_DB(an_unanswered_ticket_alarms_once)
{
	const struct job nothing = { 0 };
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	w->now = instant_of((struct date){ 2026, 11, 23 }, 14 * HOUR + 50 * MINUTE, WITA);
	for (int i = 0; i < 2; i++)
		CHECK_OK(deadline_watch_job.run(w, &nothing));
	CHECK_INT("of the answer alone", trail_of(w, t, S("ticket.deadline_warned")), 1);
}

TEST_DB(the_deadlines_of_a_ticket_are_explained)
{
	struct called a;
	struct ticket *t;
	str path;

	callers_arrive(w);
	t = opened(w);
	path = arena_fmt(w->arena, "/tiket/%.*s", P(t->number));
	a = call(w, CSO, arena_fmt(w->arena, "GET %.*s", P(path)), S(""));
	CHECK("on the page", str_has(a.body, S("Mengapa tenggat ini?")) &&
				     str_has(a.body, S("Batas respons pertama")));
	path = arena_fmt(w->arena, "GET /api/v1/tickets/%.*s/deadlines", P(t->number));
	a = call(w, CSO, path, S(""));
	CHECK_INT("status", a.status, 200);
	CHECK_STR("the answer", text_at(a, S("items.0.kind")), S("respons"));
	CHECK_STR("the solution", text_at(a, S("items.1.kind")), S("selesai"));
	CHECK_INT("not to others", call(w, ELSEWHERE, path, S("")).status, 404);
}
