/* Requests as the report of their office counts them. */
#include "registration/test/cast.h"
#include "reports/reports.h"

static struct report read_report(struct work *w, enum member m)
{
	struct report_query q = { .topic = REPORT_REQUESTS,
				  .from = { 2026, 11, 23 },
				  .until = { 2026, 11, 27 } };
	enum report_refusal why;
	struct report r;

	act_as(w, m);
	CHECK_OK(report_read(w, &q, &r, &why));
	CHECK_INT("granted", why, REPORT_GRANTED);
	return r;
}

/* Back to the satker for an SK that cannot be read, an hour after it was sent. */
static struct registration *comes_back(struct work *w)
{
	struct registration *r = held(w, 1);
	struct registration_result result;
	struct decision d = { .number = r->number,
			      .version = r->version,
			      .code = S("SK_TIDAK_TERBACA") };

	w->now += HOUR;
	CHECK_OK(registration_return(w, &d, &result));
	CHECK_INT("returned", result.why, REGISTRATION_GRANTED);
	return r;
}

static void goes_again(struct work *w, const struct registration *r)
{
	struct registration_input in = { .kind = KIND_PENDAFTARAN };
	struct registration_result result;

	act_as(w, OPERATOR);
	*PUSH(test_arena(), &in.answers) =
		(struct flag){ .field = FIELD_SK, .answer = S("Halaman asli tipis.") };
	CHECK_OK(registration_change(w, r->number, ANY_VERSION, &in, &result));
	CHECK_OK(registration_submit(w, r->number, ANY_VERSION, &result));
	CHECK_INT("sent again", result.why, REGISTRATION_GRANTED);
}

TEST_DB(a_report_tells_the_rounds_of_requests_and_why_they_came_back)
{
	struct registration_result result;
	struct registration *back;
	struct decision d;
	struct report r;

	cast_arrives(w);
	back = comes_back(w);
	w->now += 2 * DAY;
	goes_again(w, back);
	w->now += 30 * MINUTE;
	act_as(w, FIRST);
	CHECK_OK(registration_claim(w, back->number, ANY_VERSION, &result));
	d = (struct decision){ .number = back->number,
			       .version = ANY_VERSION,
			       .code = S("BUKAN_PEGAWAI"),
			       .reason = S("Tidak terdaftar.") };
	CHECK_OK(registration_reject(w, &d, &result));
	CHECK_INT("rejected", result.why, REGISTRATION_GRANTED);
	cast_actor(FIRST)->authenticated_at = w->now;
	CHECK_INT("approved", approved(w, about(green(w, 1))).why, REGISTRATION_GRANTED);
	r = read_report(w, HEAD);
	CHECK_INT("both", r.all.cases, 2);
	CHECK_INT("decided", r.all.judged, 2);
	CHECK_INT("one at once", r.all.right, 1);
	CHECK_INT("sent three times", r.all.rounds, 3);
	CHECK_INT("first answers", r.all.first_seconds, HOUR);
	CHECK_INT("of the office", r.all.worked_seconds, HOUR + 30 * MINUTE);
	CHECK_INT("two reasons", r.reasons.count, 2);
	CHECK_STR("of the return", r.reasons.items[0].code, S("SK_TIDAK_TERBACA"));
	CHECK_INT("once", r.reasons.items[0].returned, 1);
	CHECK_STR("of the end", r.reasons.items[1].code, S("BUKAN_PEGAWAI"));
	CHECK_INT("once", r.reasons.items[1].rejected, 1);
	CHECK_INT("not of another office", read_report(w, ELSEWHERE).all.cases, 0);
}

TEST_DB(a_draft_is_in_no_report)
{
	cast_arrives(w);
	drafted(w, 1);
	CHECK_INT("not sent", read_report(w, HEAD).all.cases, 0);
	submitted(w, 1);
	CHECK_INT("sent", read_report(w, HEAD).all.cases, 1);
}
