/*
 * Every act on every state, through the operations: what the matrix does not
 * list is refused with 409 and changes nothing.
 */
#include "registration/test/cast.h"

static err do_change(struct work *w, const struct decision *d,
		     struct registration_result *ret)
{
	struct registration_input in = typed(1);

	return registration_change(w, d->number, d->version, &in, ret);
}

static err do_submit(struct work *w, const struct decision *d,
		     struct registration_result *ret)
{
	return registration_submit(w, d->number, d->version, ret);
}

static err do_withdraw(struct work *w, const struct decision *d,
		       struct registration_result *ret)
{
	return registration_withdraw(w, d->number, d->version, ret);
}

static err do_claim(struct work *w, const struct decision *d,
		    struct registration_result *ret)
{
	return registration_claim(w, d->number, d->version, ret);
}

static err do_release(struct work *w, const struct decision *d,
		      struct registration_result *ret)
{
	return registration_release(w, d->number, d->version, ret);
}

static err do_nik_check(struct work *w, const struct decision *d,
			struct registration_result *ret)
{
	return registration_nik_check(w, d, NIK_SESUAI, ret);
}

static const struct {
	const char *name;
	enum act act;
	enum member by;
	err (*run)(struct work *w, const struct decision *d,
		   struct registration_result *ret);
} acts[] = {
	{ "change", ACT_CHANGE, OPERATOR, do_change },
	{ "submit", ACT_SUBMIT, OPERATOR, do_submit },
	{ "withdraw", ACT_WITHDRAW, OPERATOR, do_withdraw },
	{ "claim", ACT_CLAIM, FIRST, do_claim },
	{ "release", ACT_RELEASE, FIRST, do_release },
	{ "nik-check", ACT_NIK_CHECK, FIRST, do_nik_check },
	{ "return", ACT_RETURN, FIRST, registration_return },
	{ "reject", ACT_REJECT, FIRST, registration_reject },
	{ "approve", ACT_APPROVE, FIRST, registration_approve },
	{ "second", ACT_SECOND, SECOND, registration_second },
};

static struct registration *in_state(struct work *w, enum registration_state s)
{
	struct registration *r = submitted(w, 1);

	act_as(w, FIRST);
	fixture_move(w, r, s, w->now + DAY);
	return stored_now(w, r->id);
}

TEST_DB(no_step_can_be_skipped)
{
	cast_arrives(w);
	for (int s = STATE_SUBMITTED; s < STATES; s++)
		for (size_t a = 0; a < COUNT(acts); a++) {
			struct registration *r = in_state(w, (enum registration_state)s),
					    *after;
			struct registration_result result;
			struct decision d = { .number = r->number,
					      .version = r->version,
					      .code = S("GANDA"),
					      .reason = S("x") };
			bool possible = next_state(r->state, acts[a].act) != STATES;

			if (possible)
				continue;
			act_as(w, acts[a].by);
			CHECK_OK(acts[a].run(w, &d, &result));
			CHECK_INT(arena_cstr(w->arena,
					     arena_fmt(w->arena, "%s in %.*s",
						       acts[a].name, P(state_words[s]))),
				  result.why, REGISTRATION_WRONG_STATE);
			after = stored_now(w, r->id);
			CHECK_INT("nothing was written", after->version, r->version);
			CHECK_INT("nor moved", after->state, s);
		}
}

TEST_DB(an_old_version_is_refused_by_every_act)
{
	static const enum registration_state possible_in[] = {
		[ACT_CHANGE] = STATE_RETURNED,	  [ACT_SUBMIT] = STATE_RETURNED,
		[ACT_WITHDRAW] = STATE_SUBMITTED, [ACT_CLAIM] = STATE_SUBMITTED,
		[ACT_RELEASE] = STATE_VERIFYING,  [ACT_NIK_CHECK] = STATE_VERIFYING,
		[ACT_RETURN] = STATE_VERIFYING,	  [ACT_REJECT] = STATE_VERIFYING,
		[ACT_APPROVE] = STATE_VERIFYING,  [ACT_SECOND] = STATE_VERIFYING,
	};

	cast_arrives(w);
	for (size_t a = 0; a < COUNT(acts); a++) {
		struct registration *r = in_state(w, possible_in[acts[a].act]);
		struct registration_result result;
		struct decision d = { .number = r->number,
				      .version = r->version - 1,
				      .code = S("GANDA") };

		act_as(w, acts[a].by);
		CHECK_OK(acts[a].run(w, &d, &result));
		CHECK_INT(acts[a].name, result.why, REGISTRATION_STALE);
		CHECK_INT("with the newer one", result.registration->version, r->version);
	}
}

TEST_DB(another_office_is_told_of_no_request)
{
	cast_arrives(w);
	for (size_t a = 0; a < COUNT(acts); a++) {
		struct registration *r = in_state(w, STATE_VERIFYING);
		struct registration_result result;
		struct decision d = { .number = r->number, .version = r->version };

		act_as(w, ELSEWHERE);
		CHECK_OK(acts[a].run(w, &d, &result));
		CHECK_INT(acts[a].name, result.why, REGISTRATION_NOT_FOUND);
		CHECK("nothing of it", result.registration == NULL);
		d.number = S("REG-2026-047-99999");
		CHECK_OK(acts[a].run(w, &d, &result));
		CHECK_INT("as of one there is not", result.why, REGISTRATION_NOT_FOUND);
	}
}
