/* Changes and removals: the register says what a request is, and what becomes of it. */
#include "identity/internal.h"
#include "registration/test/cast.h"

/* ---- the rules ---- */

static struct applicant known(role_set roles, const char *email)
{
	return (struct applicant){
		.n = 1,
		.name = S("Pegawai 1"),
		.nik = S("9901051403870001"),
		.email = str_from(email),
		.position = S("Analis"),
		.roles = roles,
		.was = { .membership = 7,
			 .name = S("Pegawai 1"),
			 .email = S("lama@contoh.example"),
			 .position = S("Analis"),
			 .roles = ROLE_BIT(ROLE_OPERATOR) },
	};
}

TEST(the_register_says_what_a_request_is)
{
	static const role_set op = ROLE_BIT(ROLE_OPERATOR);
	struct applicant stranger = known(op, "lama@contoh.example");
	struct {
		const char *sentence;
		struct applicant u;
		enum registration_kind want;
	} rows[] = {
		{ "who is not in it is new", stranger, KIND_PENDAFTARAN },
		{ "nothing differs", known(op, "lama@contoh.example"), KINDS },
		{ "another address", known(op, "baru@contoh.example"), KIND_PERUBAHAN },
		{ "one more role", known(op | ROLE_BIT(ROLE_PPK), "lama@contoh.example"),
		  KIND_PERUBAHAN },
		{ "no role at all", known(0, "lama@contoh.example"), KIND_PENGHAPUSAN },
	};

	rows[0].u.was = (struct registered){ 0 };
	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK_INT(rows[i].sentence, kind_of(&rows[i].u), rows[i].want);
}

TEST(a_wrong_kind_is_named_with_the_right_one)
{
	static const role_set op = ROLE_BIT(ROLE_OPERATOR);
	static const struct {
		const char *sentence;
		enum registration_kind asked;
		bool member;
		role_set roles;
		const char *email, *code;
	} rows[] = {
		{ "a member as new", KIND_PENDAFTARAN, true, op, "baru@contoh.example",
		  "kind_perubahan" },
		{ "a member as new, unchanged", KIND_PENDAFTARAN, true, op,
		  "lama@contoh.example", "no_change" },
		{ "a stranger as changed", KIND_PERUBAHAN, false, op,
		  "lama@contoh.example", "kind_pendaftaran" },
		{ "one without roles as changed", KIND_PERUBAHAN, true, 0,
		  "lama@contoh.example", "kind_penghapusan" },
		{ "one with a new address as gone", KIND_PENGHAPUSAN, true, op,
		  "baru@contoh.example", "kind_perubahan" },
		{ "a stranger as gone", KIND_PENGHAPUSAN, false, op,
		  "lama@contoh.example", "not_member" },
		{ "a change", KIND_PERUBAHAN, true, op, "baru@contoh.example", "" },
		{ "a removal", KIND_PENGHAPUSAN, true, op, "lama@contoh.example", "" },
		{ "a newcomer", KIND_PENDAFTARAN, false, op, "lama@contoh.example", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct registration r = { .kind = rows[i].asked,
					  .origin = ORIGIN_SATKER };
		struct applicant u = known(rows[i].roles, rows[i].email);
		struct findings found = { 0 };

		if (!rows[i].member)
			u.was = (struct registered){ 0 };
		*PUSH(test_arena(), &r.users) = u;
		kind_findings(test_arena(), &r, &found);
		CHECK_STR(rows[i].sentence, found.count ? found.items[0].code : S(""),
			  str_from(rows[i].code));
		r.origin = ORIGIN_PUBLIC;
		found = (struct findings){ 0 };
		kind_findings(test_arena(), &r, &found);
		CHECK_INT("a mailbox learns nothing", found.count, 0);
	}
}

/* ---- people of the satker ---- */

static const struct {
	str nik, name, email;
} colleagues[] = {
	{ STR("9901051403870001"), STR("Pegawai 1"), STR("pegawai1@contoh.example") },
	{ STR("9901051403870002"), STR("Pegawai 2"), STR("pegawai2@contoh.example") },
	{ STR("9901051403870003"), STR("Pegawai 3"), STR("pegawai3@contoh.example") },
};

static struct membership *member(struct work *w, int i)
{
	struct membership *m;
	struct person *p;

	CHECK_OK(person_by_nik(w, colleagues[i].nik, &p));
	CHECK_OK(membership_in(w, p->id, UNIT_SATKER, S("999101"), &m));
	return m;
}

static void enrolled(struct work *w, int i)
{
	struct new_member m = {
		.nik = colleagues[i].nik,
		.name = colleagues[i].name,
		.email = colleagues[i].email,
		.phone = S("081234567890"),
		.id_type = ID_NONE,
		.unit_kind = UNIT_SATKER,
		.unit = S("999101"),
		.unit_name = S("Balai Contoh Satu"),
		.position = S("Analis"),
		.roles = ROLE_BIT(ROLE_OPERATOR),
		.basis = S("REG-2026-047-00001"),
	};
	struct person *p;
	bool done;

	CHECK_OK(identity_enrol(w, &m, &p, &done));
	CHECK_OK(account_insert(w, p->id));
	CHECK_OK(account_activate(w, p->id, S("x"), &done));
}

static void arrive(struct work *w, int people)
{
	cast_arrives(w);
	for (int i = 0; i < people; i++)
		enrolled(w, i);
	act_as(w, OPERATOR);
}

/* A request about one of them, by his place in the list; the rest stays as it is. */
static struct registration_input about_user(struct work *w, enum registration_kind k,
					    int i)
{
	struct registration_input in = typed(0);

	in.kind = k;
	*PUSH(test_arena(), &in.users) =
		(struct applicant){ .n = 1, .was = { .membership = member(w, i)->id } };
	return in;
}

static struct registration *sent(struct work *w, const struct registration_input *in)
{
	struct registration_result result;
	str number;

	CHECK_OK(registration_create(w, in, &result));
	CHECK_INT("drafted", result.why, REGISTRATION_GRANTED);
	number = result.registration->number;
	hand_in(w, number);
	CHECK_OK(registration_submit(w, number, ANY_VERSION, &result));
	CHECK_INT("sent", result.why, REGISTRATION_GRANTED);
	act_as(w, FIRST);
	CHECK_OK(registration_claim(w, number, ANY_VERSION, &result));
	return result.registration;
}

static struct registration *change_of(struct work *w, int i, role_set roles, str email)
{
	struct registration_input in = about_user(w, KIND_PERUBAHAN, i);
	struct applicant *u = &in.users.items[0];

	u->roles = roles;
	u->email = email;
	u->fields_set = FIELD_BIT(FIELD_ROLES) | FIELD_BIT(FIELD_EMAIL);
	return sent(w, &in);
}

static struct registration *removal_of(struct work *w, int i)
{
	struct registration_input in = about_user(w, KIND_PENGHAPUSAN, i);

	in.users.items[0].note = S("Mutasi");
	in.users.items[0].fields_set = FIELD_BIT(FIELD_NOTE);
	return sent(w, &in);
}

/* ---- which kind ---- */

TEST_DB(a_member_typed_as_new_is_told_that_he_is_changed)
{
	struct registration_input in = typed(1);
	struct registration_result result;

	arrive(w, 1);
	in.users.items[0].id_type = ID_NONE;
	in.users.items[0].position = S("Kepala Seksi");
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("refused", result.why, REGISTRATION_INCOMPLETE);
	CHECK_STR("with what it is", result.findings.items[0].code, S("kind_perubahan"));
	in.fields_set &= ~FIELD_BIT(FIELD_KIND);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("without a word for it", result.why, REGISTRATION_GRANTED);
	CHECK_INT("it is what it is", result.registration->kind, KIND_PERUBAHAN);
	CHECK_STR("nothing is made twice",
		  result.registration->users.items[0].was.position, S("Analis"));
}

TEST_DB(a_mailbox_is_told_nothing_of_the_register)
{
	struct registration *r = NEW(test_arena(), struct registration);
	struct findings found = { 0 };

	arrive(w, 1);
	*r = fixture_request(1);
	r->origin = ORIGIN_PUBLIC;
	CHECK_OK(register_look(w, r, NULL, &found));
	CHECK("nobody is known", !r->users.items[0].was.membership);
	r->origin = ORIGIN_SATKER;
	CHECK_OK(register_look(w, r, NULL, &found));
	CHECK("to a colleague he is", r->users.items[0].was.membership != 0);
}

TEST_DB(a_colleague_of_another_satker_is_not_in_the_register)
{
	struct registration_input in = typed(0);
	struct registration_result result;

	arrive(w, 1);
	in = about_user(w, KIND_PENGHAPUSAN, 0);
	*cast_actor(OPERATOR) = fixture_actor(cast_actor(OPERATOR)->person, ROLE_OPERATOR,
					      UNIT_SATKER, S("999102"));
	in.satker = S("999102");
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("refused", result.why, REGISTRATION_INCOMPLETE);
	CHECK_STR("as a stranger", result.findings.items[0].code, S("not_member"));
}

/* ---- changes ---- */

TEST_DB(an_approved_change_carries_the_new_values_and_keeps_the_old)
{
	static const role_set gets = ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_PPK);
	struct registration_result result;
	struct member_values values;
	struct unit_user *m;
	struct registration *r;

	arrive(w, 2);
	r = change_of(w, 0, gets, S("baru@contoh.example"));
	CHECK_STR("Semula", r->users.items[0].was.email, S("pegawai1@contoh.example"));
	CHECK_STR("Menjadi", r->users.items[0].email, S("baru@contoh.example"));
	result = approved(w, about(r));
	CHECK_INT("approved", result.why, REGISTRATION_GRANTED);
	CHECK_STR("straight to the end", state_words[result.registration->state],
		  S("Selesai"));
	CHECK_OK(member_read(w, member(w, 0)->id, &m));
	CHECK_INT("the roles", m->membership.roles, gets);
	CHECK_STR("the address", m->email, S("baru@contoh.example"));
	CHECK_STR("by the request", m->membership.basis, r->number);
	CHECK_OK(member_values_of(w, m->membership.id, &values));
	CHECK_INT("two values", values.count, 2);
	CHECK_STR("the old roles", values.items[0].before, S("OPERATOR"));
	CHECK_STR("the old address", values.items[1].before,
		  S("pegawai1@contoh.example"));
	CHECK_INT("the old mailbox",
		  letters_to(w, S("pegawai1@contoh.example"), S("diubah")), 1);
	CHECK_INT("and the new one", letters_to(w, S("baru@contoh.example"), S("diubah")),
		  1);
	CHECK_STR("Semula stays", stored_now(w, r->id)->users.items[0].was.email,
		  S("pegawai1@contoh.example"));
}

TEST_DB(a_change_of_what_has_moved_meanwhile_is_not_made)
{
	struct registration_result result;
	struct registration *first, *second;

	arrive(w, 2);
	first = change_of(w, 0, ROLE_BIT(ROLE_PPK), S("pegawai1@contoh.example"));
	act_as(w, OPERATOR);
	second = change_of(w, 0, ROLE_BIT(ROLE_BENDAHARA), S("pegawai1@contoh.example"));
	CHECK_INT("one", approved(w, about(first)).why, REGISTRATION_GRANTED);
	result = approved(w, about(second));
	CHECK_INT("not the other", result.why, REGISTRATION_REGISTER_MOVED);
	CHECK_INT("as the first said", member(w, 0)->roles, ROLE_BIT(ROLE_PPK));
}

TEST_DB(anothers_address_is_not_taken_over_by_a_change)
{
	struct registration *r;

	arrive(w, 2);
	r = change_of(w, 0, ROLE_BIT(ROLE_OPERATOR), S("pegawai2@contoh.example"));
	CHECK_INT("refused", approved(w, about(r)).why, REGISTRATION_EMAIL_TAKEN);
}

TEST_DB(a_maker_reads_no_nik_out_of_the_register)
{
	struct registration_input in = typed(0);
	struct registration_result result;

	arrive(w, 1);
	in = about_user(w, KIND_PERUBAHAN, 0);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_STR("masked", str_left(result.registration->users.items[0].nik, 7),
		  S("9901•"));
	act_as(w, CSO);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("a CSO may", result.why, REGISTRATION_GRANTED);
	CHECK("and reads no address",
	      !str_eq(result.registration->users.items[0].email, colleagues[0].email));
}

/* ---- removals ---- */

TEST_DB(a_removal_needs_letter_and_form)
{
	struct registration_input in = typed(0);
	struct registration_result result;

	arrive(w, 2);
	in = about_user(w, KIND_PENGHAPUSAN, 0);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_OK(registration_submit(w, result.registration->number, ANY_VERSION,
				     &result));
	CHECK_INT("refused", result.why, REGISTRATION_INCOMPLETE);
	CHECK_STR("the letter", finding_path(test_arena(), &result.findings.items[0]),
		  S("sk"));
	CHECK_STR("and the form", finding_path(test_arena(), &result.findings.items[1]),
		  S("formulir"));
}

TEST_DB(a_removal_has_its_ticket_and_ends_the_membership)
{
	struct registration_result result;
	struct registration *r;
	struct sessions open;
	int64_t person;

	arrive(w, 3);
	person = member(w, 0)->person;
	CHECK_OK(session_insert(w,
				&(struct session){ .person = person,
						   .membership = member(w, 0)->id,
						   .created_at = w->now,
						   .seen_at = w->now,
						   .authenticated_at = w->now },
				S("h")));
	r = removal_of(w, 0);
	CHECK("a ticket", str_starts(r->ticket, S("HAI-2026-047-")));
	CHECK_INT("not yet", member(w, 0)->state, MEMBERSHIP_ACTIVE);
	result = approved(w, about(r));
	CHECK_INT("approved", result.why, REGISTRATION_GRANTED);
	CHECK_STR("straight to the end", state_words[result.registration->state],
		  S("Selesai"));
	CHECK_INT("ended", member(w, 0)->state, MEMBERSHIP_ENDED);
	CHECK_INT("no role", member(w, 0)->roles, 0);
	CHECK_OK(sessions_open(w, person, &open));
	CHECK_INT("no session", open.count, 0);
	CHECK_INT("he is told", letters_to(w, colleagues[0].email, S("dinonaktifkan")),
		  1);
}

TEST_DB(the_account_stays_while_another_satker_needs_it)
{
	struct new_member there = { .nik = colleagues[0].nik,
				    .name = colleagues[0].name,
				    .email = colleagues[0].email,
				    .id_type = ID_NONE,
				    .unit_kind = UNIT_SATKER,
				    .unit = S("999102"),
				    .unit_name = S("Balai Contoh Dua"),
				    .roles = ROLE_BIT(ROLE_PPK),
				    .basis = S("REG-2026-047-00002") };
	struct registration *r;
	struct person *p;
	struct sessions open;
	struct memberships left;
	bool done;

	arrive(w, 3);
	CHECK_OK(identity_enrol(w, &there, &p, &done));
	CHECK_OK(memberships_of(w, p->id, &left));
	CHECK_OK(session_insert(w,
				&(struct session){ .person = p->id,
						   .membership = left.items[1].id,
						   .created_at = w->now,
						   .seen_at = w->now,
						   .authenticated_at = w->now },
				S("h")));
	r = removal_of(w, 0);
	CHECK_INT("approved", approved(w, about(r)).why, REGISTRATION_GRANTED);
	CHECK_OK(memberships_of(w, p->id, &left));
	CHECK_INT("the other one", left.count, 1);
	CHECK_STR("of the other satker", left.items[0].unit, S("999102"));
	CHECK_OK(sessions_open(w, p->id, &open));
	CHECK_INT("where he goes on working", open.count, 1);
}

TEST_DB(the_last_active_user_goes_by_two_officers_with_a_reason)
{
	struct registration_result result;
	struct decision d;
	struct registration *r;

	arrive(w, 1);
	r = removal_of(w, 0);
	result = approved(w, about(r));
	CHECK_INT("not so", result.why, REGISTRATION_LAST_USER);
	CHECK_STR("and who instead", result.findings.items[0].code, S("last_user"));
	d = about(r);
	d.reason = S("Satker dilikuidasi");
	result = approved(w, d);
	CHECK_INT("with a reason", result.why, REGISTRATION_GRANTED);
	CHECK("a second officer", result.waiting_for_second);
	CHECK_INT("still there", member(w, 0)->state, MEMBERSHIP_ACTIVE);
	d.version = result.registration->version;
	CHECK_OK(registration_second(w, &d, &result));
	CHECK_INT("not the same", result.why, REGISTRATION_SAME_OFFICER);
	act_as(w, SECOND);
	CHECK_OK(registration_second(w, &d, &result));
	CHECK_INT("another", result.why, REGISTRATION_GRANTED);
	CHECK_INT("gone", member(w, 0)->state, MEMBERSHIP_ENDED);
}

TEST_DB(two_removals_do_not_take_the_last_two_users)
{
	struct registration *one, *other;

	arrive(w, 2);
	one = removal_of(w, 0);
	act_as(w, OPERATOR);
	other = removal_of(w, 1);
	CHECK_INT("the first", approved(w, about(one)).why, REGISTRATION_GRANTED);
	CHECK_INT("then one is left", approved(w, about(other)).why,
		  REGISTRATION_LAST_USER);
}

TEST_DB(only_who_may_ask_asks_for_a_removal)
{
	struct registration_input in = typed(0);
	struct registration_result result;

	arrive(w, 2);
	in = about_user(w, KIND_PENGHAPUSAN, 0);
	*cast_actor(KPA) = fixture_actor(cast_actor(KPA)->person, ROLE_BENDAHARA,
					 UNIT_SATKER, S("999101"));
	act_as(w, KPA);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("not a bendahara", result.why, REGISTRATION_NOT_ALLOWED);
}
