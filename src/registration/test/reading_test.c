/* What people and offices see of a request. */
#include "registration/test/cast.h"

#include "directory/directory.h"

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

/* The SK is of 16 November; who signed it was KPA until the next one came. */
static bool signer_warned(struct work *w, struct date from, struct date next_from)
{
	struct findings found;

	CHECK_OK(work_exec(w, "DELETE FROM official WHERE satker = $1",
			   ARGS(arg_str(S("999101"))), NULL));
	CHECK_OK(kpa_record(w, S("999101"), S("Yohanes Lendo"), S("197905092005011002"),
			    from));
	CHECK_OK(kpa_record(w, S("999101"), S("Orang Lain"), S("196001011985031001"),
			    next_from));
	CHECK_OK(registration_checks(w, held(w, 1), &found));
	return has_finding(&found, S("other_signer"), 0);
}

TEST_DB(a_signatory_is_measured_by_the_kpa_of_the_day)
{
	cast_arrives(w);
	CHECK("the KPA of then", !signer_warned(w, (struct date){ 2026, 3, 1 },
						(struct date){ 2026, 11, 17 }));
	CHECK("no longer", signer_warned(w, (struct date){ 2026, 3, 1 },
					 (struct date){ 2026, 11, 16 }));
	CHECK("nobody is recorded", !signer_warned(w, (struct date){ 2026, 11, 18 },
						   (struct date){ 2026, 11, 19 }));
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
	CHECK_OK(registration_figures(w, WITA, &f));
	CHECK_INT("all", f.all, 2);
	CHECK_INT("mine", f.mine, 1);
	CHECK_INT("unclaimed", f.unclaimed, 1);
	CHECK_INT("due tomorrow", f.due_today, 0);
	CHECK_INT("done today", f.done_today, 1);
	act_as(w, ELSEWHERE);
	CHECK_OK(registration_figures(w, WITA, &f));
	CHECK_INT("nothing elsewhere", f.all + f.done_today, 0);
	act_as(w, OPERATOR);
	CHECK_OK(registration_figures(w, WITA, &f));
	CHECK_INT("nor for a satker", f.all, 0);
}
