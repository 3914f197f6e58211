#include "registration/test/caller.h"

static struct deadline_state *limit_of(struct work *w, const struct registration *r)
{
	struct deadline_state *s;

	CHECK_OK(registration_deadline(w, r, &s));
	return s;
}

TEST_DB(a_draft_has_no_deadline)
{
	cast_arrives(w);
	CHECK("none", limit_of(w, drafted(w, 1)) == NULL);
}

TEST_DB(the_deadline_of_a_round_begins_when_it_is_sent)
{
	struct deadline_state *s;
	struct registration *r;

	cast_arrives(w);
	r = submitted(w, 1);
	s = limit_of(w, r);
	CHECK_INT("the request's own", s->deadline.due_at, r->due_at);
	CHECK_INT("Monday 09.14 to Tuesday 09.14", r->due_at, w->now + DAY);
	CHECK_INT("it runs", s->deadline.stopped_at, 0);
	CHECK_STR("and tells", s->lines.items[s->lines.count - 1],
		  S("Tenggat: Selasa, 24 November 2026 pukul 09.14 WITA."));
}

TEST_DB(who_holds_the_request_does_not_stop_its_deadline)
{
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = held(w, 1);
	CHECK_OK(registration_release(w, r->number, r->version, &result));
	CHECK_INT("it runs", limit_of(w, r)->deadline.stopped_at, 0);
}

TEST_DB(a_return_stops_the_deadline_and_the_next_round_begins_one)
{
	struct registration_input in = { .kind = KIND_PENDAFTARAN };
	struct registration_result result;
	struct registration *r;
	struct decision d;

	cast_arrives(w);
	r = held(w, 1);
	d = (struct decision){ .number = r->number,
			       .version = r->version,
			       .code = S("SK_TIDAK_TERBACA") };
	w->now += HOUR;
	CHECK_OK(registration_return(w, &d, &result));
	CHECK_INT("stopped", limit_of(w, r)->deadline.stopped_at, w->now);
	CHECK_INT("after an hour", limit_of(w, r)->spent_minutes, 60);
	w->now += 2 * DAY;
	act_as(w, OPERATOR);
	*PUSH(test_arena(), &in.answers) =
		(struct flag){ .field = FIELD_SK, .answer = S("Halaman asli tipis.") };
	CHECK_OK(registration_change(w, r->number, ANY_VERSION, &in, &result));
	CHECK_OK(registration_submit(w, r->number, ANY_VERSION, &result));
	CHECK_INT("sent again", result.why, REGISTRATION_GRANTED);
	CHECK_INT("a day of its own", limit_of(w, r)->deadline.from, w->now);
	CHECK_INT("runs", limit_of(w, r)->deadline.stopped_at, 0);
}

TEST_DB(a_decision_stops_the_deadline)
{
	struct registration *r;

	cast_arrives(w);
	r = green(w, 1);
	w->now += HOUR;
	cast_actor(FIRST)->authenticated_at = w->now;
	approved(w, about(r));
	CHECK_INT("stopped", limit_of(w, r)->deadline.stopped_at, w->now);
}

TEST_DB(the_applicant_who_takes_it_back_stops_the_deadline)
{
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = submitted(w, 1);
	CHECK_OK(registration_withdraw(w, r->number, r->version, &result));
	CHECK_INT("stopped", limit_of(w, r)->deadline.stopped_at, w->now);
}

TEST_DB(the_api_explains_the_deadline)
{
	struct registration *r;
	struct answer a;
	str path;

	callers_arrive(w);
	r = submitted(w, 1);
	path = arena_fmt(w->arena, "GET /api/v1/registrations/%.*s/deadline",
			 P(r->number));
	w->now += HOUR;
	a = call(w, FIRST, path, S(""));
	CHECK_INT("status", a.status, 200);
	CHECK_INT("limit", int_at(a, S("limit_minutes")), 420);
	CHECK_INT("spent", int_at(a, S("spent_minutes")), 60);
	CHECK_INT("percent", int_at(a, S("percent")), 14);
	CHECK_STR("due", text_at(a, S("due_at")), S("2026-11-24T01:14:00Z"));
	CHECK_STR("the test has no calendar", text_at(a, S("lines.3")),
		  S("Kalender libur tahun 2026 belum ada: hanya akhir pekan dan libur "
		    "tetap yang tidak dihitung, sehingga tenggat masih dapat mundur."));
	CHECK_INT("its satker too", call(w, OPERATOR, path, S("")).status, 200);
	CHECK_INT("nobody else", call(w, ELSEWHERE, path, S("")).status, 404);
}
