/* Returns for correction, and rejections. */
#include "registration/test/cast.h"

#include "directory/directory.h"

static const int one[] = { 1 };

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
	*PUSH(test_arena(), &in.answers) =
		(struct flag){ .field = FIELD_SK, .answer = S("Halaman asli tipis.") };
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
