#include "registration/test/cast.h"

#include "directory/directory.h"

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

static struct official *kpa_after(struct work *w, struct date from, struct date until,
				  struct date asked)
{
	struct official *kpa;

	cast_arrives(w);
	CHECK_OK(kpa_record(w, S("999101"), S("Orang Lain"), S("196001011985031001"),
			    from));
	CHECK_OK(work_exec(w, "UPDATE official SET valid_to = $2 WHERE satker = $1",
			   ARGS(arg_str(S("999101")), arg_str(date_iso(w->arena, until))),
			   NULL));
	CHECK_INT("granted", approved(w, about(green(w, 1))).why, REGISTRATION_GRANTED);
	CHECK_OK(kpa_find(w, S("999101"), asked, &kpa));
	return kpa;
}

/* The SK is of 16 November. */
TEST_DB(a_kpa_who_left_since_stays_the_one_who_was)
{
	struct official *kpa =
		kpa_after(w, (struct date){ 2026, 1, 1 }, (struct date){ 2026, 11, 20 },
			  (struct date){ 2026, 11, 18 });

	CHECK_STR("not who signed", kpa->name, S("Orang Lain"));
}

TEST_DB(an_sk_before_the_first_kpa_makes_none)
{
	struct official *kpa =
		kpa_after(w, (struct date){ 2026, 11, 20 }, (struct date){ 9999, 12, 31 },
			  (struct date){ 2026, 11, 18 });

	CHECK("none", kpa == NULL);
}

TEST_DB(after_the_last_kpa_an_sk_makes_the_next)
{
	struct official *kpa =
		kpa_after(w, (struct date){ 2026, 1, 1 }, (struct date){ 2026, 10, 31 },
			  (struct date){ 2026, 11, 18 });

	CHECK_STR("who signed", kpa ? kpa->nip : S(""), S("197905092005011002"));
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
	struct registration *r, *first;

	cast_arrives(w);
	first = green(w, 1);
	r = green(w, 1);
	approved(w, about(first));
	activate(w, S("9901051403870001"));
	test_next_unit(w);
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
