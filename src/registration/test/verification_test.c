/* Holding, deciding, and the second officer. */
#include "registration/test/cast.h"

static const int one[] = { 1 }, two[] = { 2 };

/* ---- holding ---- */

TEST_DB(the_second_of_two_officers_is_told)
{
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = submitted(w, 1);
	act_as(w, FIRST);
	CHECK_OK(registration_claim(w, r->number, r->version, &result));
	CHECK_INT("the first", result.why, REGISTRATION_GRANTED);
	act_as(w, SECOND);
	CHECK_OK(registration_claim(w, r->number, r->version, &result));
	CHECK_INT("the second", result.why, REGISTRATION_CLAIMED);
	CHECK_STR("by whom", result.who, S("Andi Nurfadillah"));
	CHECK_INT("since when", result.since, w->now);
	act_as(w, HEAD);
	CHECK_OK(registration_claim(w, r->number, result.registration->version, &result));
	CHECK_INT("the head takes it over", result.why, REGISTRATION_GRANTED);
	CHECK_STR("his now", stored_now(w, r->id)->claimed_name, S("Dewi Lestari"));
	CHECK_OK(registration_release(w, r->number, result.registration->version,
				      &result));
	CHECK_INT("and gives it back", result.registration->state, STATE_SUBMITTED);
}

TEST_DB(the_next_request_is_nobodys_own)
{
	struct registration *mine, *names_me, *other;
	struct registration_input in = typed(1);
	struct registration_result result;

	cast_arrives(w);
	mine = submitted(w, 1);
	in.users.items[0].nik = S("9901051403800003");
	act_as(w, OPERATOR);
	names_me = submitted(w, 1);
	CHECK_OK(work_exec(
		w, "UPDATE registration_user SET nik_hash = $2 WHERE registration = $1",
		ARGS(arg_int(names_me->id),
		     arg_str(keyed_hash(w->keys, w->arena, KEY_LOOKUP, S("nik"),
					S("9901051403800003")))),
		NULL));
	other = submitted(w, 1);
	CHECK_OK(work_exec(w, "UPDATE registration SET made_by = $2 WHERE id = $1",
			   ARGS(arg_int(mine->id), arg_int(cast_actor(FIRST)->person)),
			   NULL));
	act_as(w, FIRST);
	CHECK_OK(registration_claim_next(w, &result));
	CHECK_INT("granted", result.why, REGISTRATION_GRANTED);
	CHECK_STR("the third", result.registration->number, other->number);
	CHECK_OK(registration_claim_next(w, &result));
	CHECK_INT("no other", result.why, REGISTRATION_NOT_FOUND);
	act_as(w, ELSEWHERE);
	CHECK_OK(registration_claim_next(w, &result));
	CHECK_INT("nor for another office", result.why, REGISTRATION_NOT_FOUND);
	act_as(w, OPERATOR);
	CHECK_OK(registration_claim_next(w, &result));
	CHECK_INT("nor for a satker", result.why, REGISTRATION_NOT_ALLOWED);
}

/* ---- nobody decides in his own case ---- */

TEST_DB(nobody_decides_on_what_he_made_or_what_names_him)
{
	static err (*const acts[])(struct work *, const struct decision *,
				   struct registration_result *) = {
		registration_return, registration_reject, registration_approve,
		registration_second
	};
	struct registration *r;

	cast_arrives(w);
	r = green(w, 1);
	for (size_t i = 0; i < COUNT(acts); i++) {
		struct registration_result result;
		struct decision d = about(r);

		d.code = S("GANDA");
		d.reason = S("x");
		CHECK_OK(
			work_exec(w, "UPDATE registration SET made_by = $2 WHERE id = $1",
				  ARGS(arg_int(r->id), arg_int(w->actor->person)), NULL));
		CHECK_OK(acts[i](w, &d, &result));
		CHECK_INT("made", result.why, REGISTRATION_OWN);
		CHECK_OK(work_exec(w,
				   "UPDATE registration SET made_by = NULL WHERE id = $1",
				   ARGS(arg_int(r->id)), NULL));
		CHECK_OK(work_exec(
			w,
			"UPDATE registration_user SET nik_hash = $2 WHERE registration = $1",
			ARGS(arg_int(r->id),
			     arg_str(keyed_hash(w->keys, w->arena, KEY_LOOKUP, S("nik"),
						S("9901051403800003")))),
			NULL));
		CHECK_OK(acts[i](w, &d, &result));
		CHECK_INT("named", result.why, REGISTRATION_OWN);
	}
	CHECK_INT("nothing happened", stored_now(w, r->id)->state, STATE_VERIFYING);
}

/* ---- approving with a second officer ---- */

static const struct {
	const char *rule;
	enum nik_outcome outcome;
	str signer;
	enum registration_refusal without_reason, with_reason;
	bool waits;
} irregular[] = {
	{ "it matches", NIK_SESUAI, STR("197905092005011002"), REGISTRATION_GRANTED,
	  REGISTRATION_GRANTED, false },
	{ "an outage", NIK_GANGGUAN, STR("197905092005011002"), REGISTRATION_NIK_WAITING,
	  REGISTRATION_GRANTED, true },
	{ "it does not match", NIK_TIDAK_SESUAI, STR("197905092005011002"),
	  REGISTRATION_NIK_WAITING, REGISTRATION_GRANTED, true },
	{ "not found", NIK_TIDAK_DITEMUKAN, STR("197905092005011002"),
	  REGISTRATION_NIK_WAITING, REGISTRATION_GRANTED, true },
	{ "double", NIK_GANDA, STR("197905092005011002"), REGISTRATION_NIK_WAITING,
	  REGISTRATION_GRANTED, true },
	{ "inactive", NIK_NONAKTIF, STR("197905092005011002"), REGISTRATION_NIK_WAITING,
	  REGISTRATION_GRANTED, true },
	{ "dead", NIK_MENINGGAL, STR("197905092005011002"), REGISTRATION_NIK_NEVER,
	  REGISTRATION_NIK_NEVER, false },
	{ "wrong format", NIK_FORMAT_SALAH, STR("197905092005011002"),
	  REGISTRATION_NIK_NEVER, REGISTRATION_NIK_NEVER, false },
	{ "he appoints himself", NIK_SESUAI, STR("198703142010121001"),
	  REGISTRATION_NO_REASON, REGISTRATION_GRANTED, true },
};

TEST_DB(what_is_not_green_waits_for_a_second_officer)
{
	struct registration *all[COUNT(irregular)];

	cast_arrives(w);
	/* All were sent before one of them made the user a member. */
	for (size_t i = 0; i < COUNT(irregular); i++)
		all[i] = held(w, 1);
	for (size_t i = 0; i < COUNT(irregular); i++) {
		struct registration *r = all[i];
		struct registration_result result;
		struct decision d = about(r);

		nik_found(w, r, 0, irregular[i].outcome);
		CHECK_OK(work_exec(
			w, "UPDATE registration SET signer_nip = $2 WHERE id = $1",
			ARGS(arg_int(r->id), arg_str(irregular[i].signer)), NULL));
		if (irregular[i].without_reason)
			CHECK_INT(irregular[i].rule, approved(w, d).why,
				  irregular[i].without_reason);
		d.reason = S("Sudah dipastikan lewat telepon");
		result = approved(w, d);
		CHECK_INT(irregular[i].rule, result.why, irregular[i].with_reason);
		CHECK_INT(irregular[i].rule, result.waiting_for_second,
			  irregular[i].waits);
		r = stored_now(w, r->id);
		CHECK_INT(irregular[i].rule, r->users.items[0].state,
			  result.why || irregular[i].waits ? USER_WAITING
							   : USER_APPROVED);
		CHECK_INT(irregular[i].rule, r->users.items[0].waits_for_second,
			  irregular[i].waits);
	}
}

/* Held by FIRST, who has approved without a positive answer. */
static struct registration *half_approved(struct work *w)
{
	struct registration *r = held(w, 1);
	struct decision d = about(r);

	d.reason = S("Sudah dipastikan");
	CHECK("waits", approved(w, d).waiting_for_second);
	return stored_now(w, r->id);
}

TEST_DB(the_second_officer_is_another_person)
{
	struct registration_result result;
	struct registration *r;
	struct decision d;

	cast_arrives(w);
	r = half_approved(w);
	d = about(r);
	CHECK_OK(registration_second(w, &d, &result));
	CHECK_INT("not the first himself", result.why, REGISTRATION_SAME_OFFICER);
	act_as(w, SECOND);
	cast_actor(SECOND)->authenticated_at = w->now - 16 * MINUTE;
	CHECK_OK(registration_second(w, &d, &result));
	CHECK_INT("not on an old password", result.why, REGISTRATION_REAUTHENTICATE);
	cast_actor(SECOND)->authenticated_at = w->now - 14 * MINUTE;
	CHECK_OK(registration_second(w, &d, &result));
	CHECK_INT("another", result.why, REGISTRATION_GRANTED);
	CHECK_INT("carried out", result.registration->state, STATE_ACTIVE);
	CHECK_INT("asked once", trail_of(w, r->number, S("registration.second_asked")),
		  1);
	CHECK_INT("answered once", trail_of(w, r->number, S("registration.seconded")), 1);
	CHECK_OK(registration_second(w, &d, &result));
	CHECK_INT("not twice", result.why, REGISTRATION_WRONG_STATE);
}

TEST_DB(the_second_officer_refuses_by_a_return)
{
	struct registration_result result;
	struct registration *r;
	struct decision d;

	cast_arrives(w);
	r = half_approved(w);
	act_as(w, SECOND);
	d = about(r);
	d.code = S("NIK_TIDAK_SESUAI");
	CHECK_OK(registration_return(w, &d, &result));
	CHECK_INT("granted", result.why, REGISTRATION_GRANTED);
	r = stored_now(w, r->id);
	CHECK_INT("returned", r->state, STATE_RETURNED);
	CHECK("no more half approved", !r->users.items[0].waits_for_second);
}

TEST_DB(a_refused_approval_says_what_dukcapil_said)
{
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = held(w, 1);
	result = approved(w, about(r));
	CHECK_STR("nothing yet", finding_text(test_arena(), &result.findings.items[0]),
		  S("Hasil pemeriksaan NIK: menunggu jawaban"));
	nik_found(w, r, 0, NIK_MENINGGAL);
	result = approved(w, about(r));
	CHECK_STR("dead", finding_text(test_arena(), &result.findings.items[0]),
		  S("Hasil pemeriksaan NIK: tercatat meninggal"));
}

TEST_DB(nobody_seconds_what_nobody_approved)
{
	struct registration_result result;
	struct registration *r;
	struct decision d;

	cast_arrives(w);
	r = green(w, 1);
	act_as(w, SECOND);
	d = about(r);
	CHECK_OK(registration_second(w, &d, &result));
	CHECK_INT("wrong state", result.why, REGISTRATION_WRONG_STATE);
	d.code = S("GANDA");
	CHECK_OK(registration_reject(w, &d, &result));
	CHECK_INT("nor rejects it", result.why, REGISTRATION_CLAIMED);
}

/* ---- some of the users ---- */

TEST_DB(users_are_decided_one_by_one)
{
	struct registration_result result;
	struct registration *r;
	struct decision d;

	cast_arrives(w);
	r = green(w, 3);
	d = about(r);
	d.users = one;
	d.user_count = 1;
	result = approved(w, d);
	CHECK_INT("two still wait", result.registration->state, STATE_VERIFYING);
	d.version = result.registration->version;
	CHECK_INT("not twice", approved(w, d).why, REGISTRATION_WRONG_STATE);
	d.users = two;
	d.code = S("BUKAN_PEGAWAI");
	CHECK_OK(registration_reject(w, &d, &result));
	CHECK_INT("one still waits", result.registration->state, STATE_VERIFYING);
	d.users = NULL;
	d.version = result.registration->version;
	d.code = S("EMAIL_BEDA_SK");
	CHECK_OK(registration_return(w, &d, &result));
	r = stored_now(w, r->id);
	CHECK_INT("returned as a whole", r->state, STATE_RETURNED);
	CHECK_INT("approved", r->users.items[0].state, USER_APPROVED);
	CHECK_INT("rejected", r->users.items[1].state, USER_REJECTED);
	CHECK_STR("why", r->users.items[1].reason_code, S("BUKAN_PEGAWAI"));
	CHECK_INT("returned", r->users.items[2].state, USER_RETURNED);
}

TEST_DB(an_address_of_another_person_stops_one_user_only)
{
	static const struct flag taken = { 2, FIELD_EMAIL, STR("LAINNYA"), STR(""),
					   false };
	struct registration_result result;
	struct registration *r;
	struct decision d;
	struct person *p;

	cast_arrives(w);
	fixture_person(w, S("9901051403890009"), S("Orang Lain"),
		       S("pegawai2@contoh.example"));
	r = green(w, 2);
	d = about(r);
	d.users = two;
	d.user_count = 1;
	result = approved(w, d);
	CHECK_INT("told to the officer", result.why, REGISTRATION_EMAIL_TAKEN);
	CHECK_INT("which user", result.findings.items[0].user, 2);
	d.users = NULL;
	result = approved(w, d);
	CHECK_INT("nor is he left out in silence", result.why, REGISTRATION_EMAIL_TAKEN);
	CHECK_STR("why", result.findings.items[0].code, S("email_taken"));
	CHECK_INT("nobody", stored_now(w, r->id)->users.items[0].state, USER_WAITING);
	d.users = one;
	result = approved(w, d);
	CHECK_INT("the other by his number", result.why, REGISTRATION_GRANTED);
	r = stored_now(w, r->id);
	CHECK_INT("approved", r->users.items[0].state, USER_APPROVED);
	CHECK_INT("waits", r->users.items[1].state, USER_WAITING);
	CHECK("the letter says that not all are",
	      str_has(last_letter(w, S("disetujui")), S("disetujui sebagian")) &&
		      str_has(last_letter(w, S("disetujui")), S("Belum diputus")));
	d = about(r);
	d.flags = &taken;
	d.flag_count = 1;
	CHECK_OK(registration_return(w, &d, &result));
	CHECK_INT("without words", result.why, REGISTRATION_BAD_REASON);
	d.reason = S("Pakai alamat lain,\nmisalnya alamat kantor");
	CHECK_OK(registration_return(w, &d, &result));
	CHECK_INT("with words", result.why, REGISTRATION_GRANTED);
	CHECK("they go to the mailbox",
	      str_has(last_letter(w, S("dikembalikan")), S("misalnya alamat kantor")));
	CHECK("to the last day",
	      str_has(last_letter(w, S("dikembalikan")),
		      text_date(w->arena, registration_fix_day(stored_now(w, r->id)))));
	CHECK_OK(person_by_nik(w, S("9901051403870002"), &p));
	CHECK("nobody was made", p == NULL);
}

TEST_DB(roles_of_two_requests_may_not_meet)
{
	struct registration_result result;
	struct registration *r, *first;

	cast_arrives(w);
	first = green(w, 1);
	CHECK_OK(work_exec(
		w, "UPDATE registration_user SET roles = 'PPK' WHERE registration = $1",
		ARGS(arg_int(first->id)), NULL));
	r = green(w, 1);
	approved(w, about(first));
	CHECK_OK(work_exec(
		w, "UPDATE registration_user SET roles = 'PPSPM' WHERE registration = $1",
		ARGS(arg_int(r->id)), NULL));
	result = approved(w, about(r));
	CHECK_INT("PPK is not PPSPM", result.why, REGISTRATION_ROLES_FORBIDDEN);
	CHECK_OK(db_exec(w->db,
			 "UPDATE membership SET state = 'ditangguhkan' /* may scan */",
			 NO_ARGS, NULL));
	CHECK_INT("nor when suspended", approved(w, about(r)).why,
		  REGISTRATION_ROLES_FORBIDDEN);
	CHECK_INT("nothing happened", stored_now(w, r->id)->state, STATE_VERIFYING);
}

/* ---- how often Dukcapil is asked ---- */

static void dukcapil_is(struct work *w, str how)
{
	struct settings *s = NEW(test_arena(), struct settings);

	*s = *w->settings;
	s->dukcapil = how;
	w->settings = s;
}

static enum registration_refusal asked(struct work *w, const struct registration *r)
{
	struct registration_result result;
	struct decision d = about(r);

	CHECK_OK(registration_nik_check(w, &d, -1, &result));
	return result.why;
}

TEST_DB(dukcapil_is_asked_so_often_a_day_and_no_more)
{
	struct registration *r;
	bool granted;

	cast_arrives(w);
	r = held(w, 3);
	CHECK_INT("nobody to ask", asked(w, r), REGISTRATION_NIK_MANUAL);
	dukcapil_is(w, S("simulated"));
	CHECK_OK(quota_take(w, CAN_CHECK_NIK, QUOTA_A_DAY - 5, &granted));
	CHECK_INT("three of five", asked(w, r), REGISTRATION_GRANTED);
	CHECK_INT("three of two", asked(w, r), REGISTRATION_QUOTA);
	dukcapil_is(w, S("manual"));
	nik_found(w, r, 0, NIK_SESUAI);
	dukcapil_is(w, S("simulated"));
	w->now += DAY;
	act_as(w, HEAD);
	CHECK_INT("a request of another", asked(w, r), REGISTRATION_CLAIMED);
	act_as(w, FIRST);
	CHECK_INT("tomorrow", asked(w, r), REGISTRATION_GRANTED);
}

TEST_DB(a_question_to_dukcapil_is_recorded_under_its_request)
{
	struct registration *r;

	cast_arrives(w);
	r = held(w, 3);
	dukcapil_is(w, S("simulated"));
	CHECK_INT("asked", asked(w, r), REGISTRATION_GRANTED);
	CHECK_INT("who asked", trail_of(w, r->number, S("registration.nik_asked")), 1);
	dukcapil_is(w, S("manual"));
	nik_found(w, r, 0, NIK_SESUAI);
	CHECK_INT("what was seen", trail_of(w, r->number, S("nik.recorded")), 3);
}

/* ---- withdrawing ---- */

TEST_DB(a_withdrawn_request_waits_for_nobody)
{
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = half_approved(w);
	act_as(w, OPERATOR);
	CHECK_OK(registration_withdraw(w, r->number, r->version, &result));
	CHECK_INT("granted", result.why, REGISTRATION_GRANTED);
	r = stored_now(w, r->id);
	CHECK_INT("withdrawn", r->state, STATE_WITHDRAWN);
	CHECK("for no second", !r->users.items[0].waits_for_second);
	CHECK_INT("told", letters_to(w, r->contact_email, S("dibatalkan")), 1);
	CHECK_OK(registration_withdraw(w, r->number, r->version, &result));
	CHECK_INT("once", result.why, REGISTRATION_WRONG_STATE);
}
