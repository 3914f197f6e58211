#include "registration/test/cast.h"

#include "directory/directory.h"

static struct decision about(const struct registration *r)
{
	return (struct decision){ .number = r->number, .version = r->version };
}

static struct registration_result approved(struct work *w, struct decision d)
{
	struct registration_result result;

	CHECK_OK(registration_approve(w, &d, &result));
	return result;
}

static const int one[] = { 1 }, two[] = { 2 };

/* ---- from the draft to the first sign-in ---- */

TEST_DB(a_request_goes_the_whole_way)
{
	struct registration_result result;
	struct registration *r;
	struct membership *m;
	struct official *kpa;
	struct person *p;

	cast_arrives(w);
	r = green(w, 2);
	CHECK_STR("numbered", r->number, S("REG-2026-047-00001"));
	CHECK_INT("verified", r->state, STATE_VERIFYING);
	test_next_unit(w);
	result = approved(w, about(r));
	CHECK_INT("granted", result.why, REGISTRATION_GRANTED);
	CHECK_INT("none waits, one is approved", result.registration->state,
		  STATE_ACTIVE);
	r = stored_now(w, r->id);
	CHECK_INT("stored", r->state, STATE_ACTIVE);
	CHECK_INT("closed", r->closed_at, w->now);
	CHECK_INT("not held", r->claimed_by, 0);
	CHECK_OK(person_by_nik(w, S("9901051403870001"), &p));
	CHECK_INT("an account waits", p->account, ACCOUNT_WAITING);
	CHECK_INT("of that person", p->id, r->users.items[0].person);
	CHECK_OK(membership_in(w, p->id, UNIT_SATKER, S("999101"), &m));
	CHECK_INT("a membership at once", m->state, MEMBERSHIP_ACTIVE);
	CHECK_STR("which names the request", m->basis, r->number);
	CHECK_INT("one activation",
		  letters_to(w, S("pegawai1@contoh.example"), S("aktivasi")), 1);
	CHECK_INT("each", letters_to(w, S("pegawai2@contoh.example"), S("aktivasi")), 1);
	CHECK_INT("and the satker is told",
		  letters_to(w, S("keuangan@contoh.example"), S("disetujui")), 1);
	CHECK_OK(kpa_find(w, S("999101"), (struct date){ 2026, 11, 23 }, &kpa));
	CHECK_STR("the signatory is the KPA", kpa->nip, S("197905092005011002"));
}

static void activate(struct work *w, str nik)
{
	struct person *p;

	CHECK_OK(person_by_nik(w, nik, &p));
	CHECK_OK(work_exec(
		w,
		"UPDATE account SET state = 'aktif', activated_at = $2 WHERE person = $1",
		ARGS(arg_int(p->id), arg_int(w->now)), NULL));
	CHECK_OK(registration_person_activated(w, p->id));
}

TEST_DB(a_request_is_done_when_all_its_accounts_are_active)
{
	struct registration *r;

	cast_arrives(w);
	r = green(w, 2);
	approved(w, about(r));
	activate(w, S("9901051403870001"));
	CHECK_INT("one is not enough", stored_now(w, r->id)->state, STATE_ACTIVE);
	activate(w, S("9901051403870002"));
	CHECK_INT("both", stored_now(w, r->id)->state, STATE_DONE);
	activate(w, S("9901051403870002"));
	CHECK_INT("once", trail_of(w, r->number, S("registration.done")), 1);
}

TEST_DB(who_has_an_account_needs_no_activation)
{
	struct registration *r;

	cast_arrives(w);
	r = green(w, 1);
	approved(w, about(r));
	activate(w, S("9901051403870001"));
	test_next_unit(w);
	r = green(w, 1);
	CHECK_INT("done at once", approved(w, about(r)).registration->state, STATE_DONE);
	CHECK_INT("one activation ever",
		  letters_to(w, S("pegawai1@contoh.example"), S("aktivasi")), 1);
}

TEST_DB(each_act_leaves_one_entry)
{
	static const str events[] = {
		STR("registration.created"),
		STR("registration.submitted"),
		STR("registration.claimed"),
		STR("registration.approved"),
	};
	struct registration *r;

	cast_arrives(w);
	r = green(w, 1);
	approved(w, about(r));
	for (size_t i = 0; i < COUNT(events); i++)
		CHECK_INT(events[i].p, trail_of(w, r->number, events[i]), 1);
}

TEST_DB(no_letter_and_no_trail_has_a_nik)
{
	static const str kinds[] = { STR("terkirim"), STR("disetujui"), STR("aktivasi") };
	struct audit_entries entries;
	struct registration *r;

	cast_arrives(w);
	r = green(w, 1);
	approved(w, about(r));
	for (size_t i = 0; i < COUNT(kinds); i++)
		CHECK(kinds[i].p, !str_has(last_letter(w, kinds[i]), S("990105")));
	CHECK_OK(audit_of(w, S("registration"), r->number, 100, &entries));
	for (size_t i = 0; i < entries.count; i++) {
		CHECK("no NIK", !str_has(entries.items[i].changes, S("990105")));
		CHECK("no name", !str_has(entries.items[i].changes, S("Pegawai")));
		CHECK("no address", !str_has(entries.items[i].changes, S("pegawai1@")));
	}
}

/* ---- drafting ---- */

TEST_DB(a_draft_is_kept_as_far_as_it_was_typed)
{
	struct registration_input in = { .fields_set = FIELD_BIT(FIELD_BASIS_NUMBER),
					 .basis = { .number = S(" KEP-1 ") } };
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("created", result.why, REGISTRATION_GRANTED);
	r = stored_now(w, result.registration->id);
	CHECK_STR("the maker's satker", r->satker, S("999101"));
	CHECK_STR("tidied", r->basis.number, S("KEP-1"));
	CHECK_INT("the maker", r->made_by, w->actor->person);
	CHECK("all else is found missing", findings_refuse(&result.findings));
	CHECK_OK(registration_submit(w, r->number, r->version, &result));
	CHECK_INT("not to be sent", result.why, REGISTRATION_INCOMPLETE);
	CHECK_INT("still a draft", stored_now(w, r->id)->state, STATE_DRAFT);
}

TEST_DB(a_draft_names_no_other_satker)
{
	static const struct {
		const char *rule;
		enum member by;
		str satker;
		enum registration_refusal want;
	} cases[] = {
		{ "one's own", OPERATOR, STR("999101"), REGISTRATION_GRANTED },
		{ "another", OPERATOR, STR("999102"), REGISTRATION_NOT_PARTNER },
		{ "none there is", OPERATOR, STR("999999"), REGISTRATION_NOT_PARTNER },
		{ "the CSO: one of his office", CSO, STR("999102"),
		  REGISTRATION_GRANTED },
		{ "the CSO: of another office", CSO, STR("999201"),
		  REGISTRATION_NOT_PARTNER },
		{ "the CSO: none named", CSO, STR(""), REGISTRATION_NOT_PARTNER },
		{ "the verifier drafts nothing", FIRST, STR("999101"),
		  REGISTRATION_NOT_ALLOWED },
		{ "nor does nobody", BEARER, STR("999101"), REGISTRATION_NOT_ALLOWED },
	};

	cast_arrives(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct registration_input in = typed(1);
		struct registration_result result;

		in.satker = cases[i].satker;
		act_as(w, cases[i].by);
		CHECK_OK(registration_create(w, &in, &result));
		CHECK_INT(cases[i].rule, result.why, cases[i].want);
	}
}

TEST_DB(a_change_replaces_users_by_their_number)
{
	struct registration_input in = typed(3);
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = drafted(w, 2);
	in.users.items[0].name = S("Nama Baru");
	in.users.items[1] = in.users.items[2];
	in.users.count = 2;
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("granted", result.why, REGISTRATION_GRANTED);
	CHECK_INT("a new version", result.registration->version, r->version + 1);
	r = stored_now(w, r->id);
	CHECK_INT("two", r->users.count, 2);
	CHECK_STR("the first was changed", r->users.items[0].name, S("Nama Baru"));
	CHECK_INT("the second is gone", r->users.items[1].n, 3);
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("the same again is no change", result.registration->version,
		  r->version);
	CHECK_INT("and leaves no entry",
		  trail_of(w, r->number, S("registration.changed")), 1);
}

TEST_DB(of_two_changes_at_once_one_is_told)
{
	struct registration_input in = typed(1);
	struct registration_result first, second;
	struct registration *r;

	cast_arrives(w);
	r = drafted(w, 1);
	in.basis.number = S("KEP-1");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &first));
	in.basis.number = S("KEP-2");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &second));
	CHECK_INT("stale", second.why, REGISTRATION_STALE);
	CHECK_STR("with what stands", second.registration->basis.number, S("KEP-1"));
}

TEST_DB(what_cannot_be_kept_changes_nothing)
{
	struct registration_input in = typed(1);
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = drafted(w, 1);
	in.basis.number = S("KEP-2");
	in.users.items[0].name = S("two\nlines");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("refused", result.why, REGISTRATION_INCOMPLETE);
	CHECK_INT("one thing", result.findings.count, 1);
	in = typed(1);
	in.satker = S("999102");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("the satker stays", result.why, REGISTRATION_INCOMPLETE);
	CHECK_STR("nothing was written", stored_now(w, r->id)->basis.number,
		  S("KEP-118/2026"));
}

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
	cast_arrives(w);
	for (size_t i = 0; i < COUNT(irregular); i++) {
		struct registration *r = held(w, 1);
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
	CHECK_INT("the other is approved", result.why, REGISTRATION_GRANTED);
	CHECK_STR("one is not", result.findings.items[0].code, S("email_taken"));
	r = stored_now(w, r->id);
	CHECK_INT("approved", r->users.items[0].state, USER_APPROVED);
	CHECK_INT("waits", r->users.items[1].state, USER_WAITING);
	CHECK_OK(person_by_nik(w, S("9901051403870002"), &p));
	CHECK("nobody was made", p == NULL);
}

TEST_DB(roles_of_two_requests_may_not_meet)
{
	struct registration_input in = typed(1);
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = green(w, 1);
	CHECK_OK(work_exec(
		w, "UPDATE registration_user SET roles = 'PPK' WHERE registration = $1",
		ARGS(arg_int(r->id)), NULL));
	approved(w, about(r));
	r = green(w, 1);
	CHECK_OK(work_exec(
		w, "UPDATE registration_user SET roles = 'PPSPM' WHERE registration = $1",
		ARGS(arg_int(r->id)), NULL));
	result = approved(w, about(r));
	CHECK_INT("PPK is not PPSPM", result.why, REGISTRATION_ROLES_FORBIDDEN);
	CHECK_INT("nothing happened", stored_now(w, r->id)->state, STATE_VERIFYING);
	(void)in;
}

/* ---- returns ---- */

static struct registration *returned(struct work *w, const struct flag *flags,
				     size_t count)
{
	struct registration *r = green(w, 2);
	struct registration_result result;
	struct decision d = about(r);

	d.users = one;
	d.user_count = 1;
	d.flags = flags;
	d.flag_count = count;
	d.reason = S("Mohon disamakan dengan SK");
	CHECK_OK(registration_return(w, &d, &result));
	CHECK_INT("returned", result.why, REGISTRATION_GRANTED);
	return stored_now(w, r->id);
}

static const struct flag wrong_name_and_sk[] = {
	{ 1, FIELD_NAME, STR("NAMA_TIDAK_SESUAI"), STR("Samakan dengan KTP"), false },
	{ 0, FIELD_SK, STR("SK_TIDAK_TERBACA"), STR(""), false },
};

TEST_DB(only_what_was_flagged_reopens)
{
	struct registration_input in = typed(2);
	struct registration_result result;
	struct registration *r;
	struct flags flags;

	cast_arrives(w);
	r = returned(w, wrong_name_and_sk, 2);
	CHECK_INT("one letter", letters_to(w, r->contact_email, S("dikembalikan")), 1);
	act_as(w, OPERATOR);
	in.users.items[0].email = S("lain@contoh.example");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("the address was not", result.why, REGISTRATION_NOT_REOPENED);
	in = typed(2);
	in.users.items[1].name = S("Lain");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("nor the other's name", result.why, REGISTRATION_NOT_REOPENED);
	in = typed(3);
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("nor the list of users", result.why, REGISTRATION_NOT_REOPENED);
	in = typed(2);
	in.users.items[0].name = S("Pegawai Satu");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("the name was", result.why, REGISTRATION_GRANTED);
	CHECK_OK(registration_flags(w, r->id, &flags));
	CHECK_INT("two flags", flags.count, 2);
	CHECK("the SK is open", !flags.items[0].fixed);
	CHECK("the name is fixed", flags.items[1].fixed);
}

TEST_DB(only_flagged_files_reopen)
{
	enum registration_refusal why;
	struct registration *r;

	cast_arrives(w);
	r = returned(w, wrong_name_and_sk, 2);
	act_as(w, OPERATOR);
	CHECK_OK(registration_may_attach(w, r->number, DOCUMENT_SK, &why));
	CHECK_INT("the SK", why, REGISTRATION_GRANTED);
	CHECK_OK(registration_may_attach(w, r->number, DOCUMENT_FORM, &why));
	CHECK_INT("not the form", why, REGISTRATION_NOT_REOPENED);
	act_as(w, ELSEWHERE);
	CHECK_OK(registration_may_attach(w, r->number, DOCUMENT_SK, &why));
	CHECK_INT("nobody else", why, REGISTRATION_NOT_FOUND);
}

TEST_DB(the_next_round_shows_what_changed)
{
	struct registration_input in = typed(2);
	struct registration_result result;
	struct differences changed;
	struct registration *r;
	struct nik_checks checks;

	cast_arrives(w);
	r = returned(w, wrong_name_and_sk, 2);
	act_as(w, OPERATOR);
	in.users.items[0].name = S("Pegawai Satu");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	w->now += DAY;
	CHECK_OK(
		registration_submit(w, r->number, result.registration->version, &result));
	CHECK_INT("sent again", result.why, REGISTRATION_GRANTED);
	r = stored_now(w, r->id);
	CHECK_INT("the second round", r->round, 2);
	CHECK_INT("with its own instant", r->submitted_at, w->now);
	CHECK_INT("not returned any more", r->fix_until, 0);
	CHECK_INT("waits again", r->users.items[0].state, USER_WAITING);
	CHECK_INT("one secret ever", letters_to(w, r->contact_email, S("terkirim")), 2);
	CHECK_OK(registration_differences(w, r->id, 2, &changed));
	CHECK_INT("one difference", changed.count, 1);
	CHECK_INT("of user 1", changed.items[0].user, 1);
	CHECK_STR("from", changed.items[0].before, S("Pegawai 1"));
	CHECK_STR("to", changed.items[0].after, S("Pegawai Satu"));
	CHECK_OK(dukcapil_answers(w, &r->users.items[0].id, 1, &checks));
	CHECK_INT("asked again", checks.items[0].round, 2);
	CHECK_INT("and waiting", checks.items[0].state, NIK_WAITING);
}

TEST_DB(a_returned_request_has_five_working_days)
{
	struct registration *r;

	cast_arrives(w);
	r = returned(w, wrong_name_and_sk, 2);
	/* Monday 23 November; the 30th is the fifth working day after it. */
	CHECK_INT("to the end of 30 November", r->fix_until,
		  instant_of((struct date){ 2026, 12, 1 }, 0, WITA));
	CHECK_INT("reminded in the morning of the 26th", r->remind_at,
		  instant_of((struct date){ 2026, 11, 26 }, OFFICE_OPENS, WITA));
}

/* ---- rejections ---- */

TEST_DB(a_rejection_says_why_and_whom_to_ask)
{
	struct registration_result result;
	struct registration *r;
	struct decision d;
	str letter;

	cast_arrives(w);
	r = held(w, 1);
	d = about(r);
	CHECK_OK(registration_reject(w, &d, &result));
	CHECK_INT("no reason", result.why, REGISTRATION_NO_REASON);
	d.reason = S("Satker sudah dilebur");
	CHECK_OK(registration_reject(w, &d, &result));
	CHECK_INT("granted", result.why, REGISTRATION_GRANTED);
	CHECK_INT("all rejected", result.registration->state, STATE_REJECTED);
	letter = last_letter(w, S("ditolak"));
	CHECK("the reason", str_has(letter, S("Satker sudah dilebur")));
	CHECK("the office", str_has(letter, S("cso@kppn047.example")));
}

/* ---- what others see ---- */

TEST_DB(niks_are_whole_for_maker_and_holder_only)
{
	static const struct {
		const char *rule;
		enum member by;
		str nik, email;
	} cases[] = {
		{ "the maker", OPERATOR, STR("9901051403870001"),
		  STR("pegawai1@contoh.example") },
		{ "a colleague", KPA, STR("9901••••••••••••"),
		  STR("pegawai1@contoh.example") },
		{ "the holder", FIRST, STR("9901051403870001"),
		  STR("pegawai1@contoh.example") },
		{ "another officer", SECOND, STR("9901••••••••••••"),
		  STR("pegawai1@contoh.example") },
		{ "an auditor", AUDITOR, STR("9901••••••••••••"), STR("••••••") },
	};
	struct registration *r, *seen;

	cast_arrives(w);
	r = held(w, 1);
	for (size_t i = 0; i < COUNT(cases); i++) {
		act_as(w, cases[i].by);
		CHECK_OK(registration_read(w, r->number, &seen));
		CHECK_STR(cases[i].rule, seen->users.items[0].nik, cases[i].nik);
		CHECK_STR(cases[i].rule, seen->users.items[0].email, cases[i].email);
	}
	CHECK_INT("one opening", trail_of(w, r->number, S("registration.opened")), 1);
	act_as(w, ELSEWHERE);
	CHECK_OK(registration_read(w, r->number, &seen));
	CHECK("another office knows nothing", seen == NULL);
}

TEST_DB(a_mask_sent_back_changes_no_nik)
{
	struct registration_input in = typed(1);
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = drafted(w, 1);
	act_as(w, KPA);
	in.users.items[0].nik = S("9901••••••••••••");
	in.users.items[0].name = S("Nama Baru");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("granted", result.why, REGISTRATION_GRANTED);
	CHECK_STR("kept", stored_now(w, r->id)->users.items[0].nik,
		  S("9901051403870001"));
	CHECK_STR("and not shown", result.registration->users.items[0].nik,
		  S("9901••••••••••••"));
}

static bool has_finding(const struct findings *list, str code, int user)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i].code, code) && list->items[i].user == user)
			return true;
	return false;
}

TEST_DB(only_officers_learn_what_is_known)
{
	struct findings found;
	struct registration *r;

	cast_arrives(w);
	CHECK_OK(kpa_record(w, S("999101"), S("Orang Lain"), S("196001011985031001"),
			    (struct date){ 2020, 1, 1 }));
	fixture_person(w, S("9901051403870001"), S("Nama Lain"),
		       S("lama@contoh.example"));
	fixture_person(w, S("9901051403890009"), S("Orang Lain"),
		       S("pegawai2@contoh.example"));
	submitted(w, 1);
	r = held(w, 2);
	CHECK_OK(registration_checks(w, r, &found));
	CHECK("another name", has_finding(&found, S("known_other_name"), 1));
	CHECK("known", has_finding(&found, S("known_person"), 1));
	CHECK("in another request", has_finding(&found, S("nik_in_other"), 1));
	CHECK("an address taken", has_finding(&found, S("email_taken"), 2));
	CHECK("an SK used before", has_finding(&found, S("basis_used"), 0));
	CHECK("another KPA", has_finding(&found, S("other_signer"), 0));
	act_as(w, OPERATOR);
	CHECK_OK(registration_checks(w, r, &found));
	CHECK_INT("nothing for the satker", found.count, 0);
	CHECK_OK(registration_review(w, r, &found));
	CHECK("of known people", !has_finding(&found, S("known_person"), 1));
	CHECK("or addresses", !has_finding(&found, S("email_taken"), 2));
}

TEST_DB(two_lookers_see_each_other)
{
	struct lookers lookers;
	struct registration *r;

	cast_arrives(w);
	r = held(w, 1);
	CHECK_OK(registration_look(w, r->id, &lookers));
	CHECK_INT("alone", lookers.count, 0);
	act_as(w, SECOND);
	CHECK_OK(registration_look(w, r->id, &lookers));
	CHECK_INT("not alone", lookers.count, 1);
	CHECK_STR("who", lookers.items[0].name, S("Andi Nurfadillah"));
	w->now += 2 * MINUTE;
	act_as(w, HEAD);
	CHECK_OK(registration_look(w, r->id, &lookers));
	CHECK_INT("for two minutes", lookers.count, 0);
}

TEST_DB(figures_are_of_the_own_office)
{
	struct queue_figures f;
	struct registration *r;
	struct decision d;
	struct registration_result result;

	cast_arrives(w);
	submitted(w, 1);
	r = held(w, 1);
	d = about(r);
	d.code = S("GANDA");
	CHECK_OK(registration_reject(w, &d, &result));
	held(w, 1);
	CHECK_OK(registration_figures(w, &f));
	CHECK_INT("all", f.all, 2);
	CHECK_INT("mine", f.mine, 1);
	CHECK_INT("unclaimed", f.unclaimed, 1);
	CHECK_INT("due tomorrow", f.due_today, 0);
	CHECK_INT("done today", f.done_today, 1);
	act_as(w, ELSEWHERE);
	CHECK_OK(registration_figures(w, &f));
	CHECK_INT("nothing elsewhere", f.all + f.done_today, 0);
	act_as(w, OPERATOR);
	CHECK_OK(registration_figures(w, &f));
	CHECK_INT("nor for a satker", f.all, 0);
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
