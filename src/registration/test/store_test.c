#include "registration/test/fixture.h"

static struct registration stored(struct work *w, int users)
{
	struct registration r = fixture_request(users);

	CHECK_OK(registration_number(w, r.kppn, 2026, &r.number));
	CHECK_OK(registration_insert(w, &r));
	return r;
}

TEST_DB(a_request_is_read_as_it_was_written)
{
	struct registration r, *found;
	const struct applicant *u;

	fixture_directory(w);
	r = stored(w, 2);
	test_next_unit(w);
	CHECK_OK(registration_find(w, S("REG-2026-047-00001"), &found));
	CHECK("found", found != NULL);
	CHECK_INT("id", found->id, r.id);
	CHECK_INT("state", found->state, STATE_DRAFT);
	CHECK_INT("version", found->version, 1);
	CHECK_INT("origin", found->origin, ORIGIN_SATKER);
	CHECK_INT("zone", found->zone, WITA);
	for (int f = FIELD_SATKER; f < FIELD_SK; f++)
		CHECK_STR(field_words[f].p,
			  field_text(test_arena(), found, 0, (enum field)f),
			  field_text(test_arena(), &r, 0, (enum field)f));
	CHECK_INT("users", found->users.count, 2);
	for (int n = 1; n <= 2; n++)
		for (int f = FIELD_NAME; f < FIELDS; f++)
			CHECK_STR(field_words[f].p,
				  field_text(test_arena(), found, n, (enum field)f),
				  field_text(test_arena(), &r, n, (enum field)f));
	u = &found->users.items[0];
	CHECK_INT("waits", u->state, USER_WAITING);
	CHECK("not for a second", !u->waits_for_second && !u->person);
	CHECK_OK(registration_find_id(w, r.id, &found));
	CHECK_STR("by id", found->number, S("REG-2026-047-00001"));
	CHECK_OK(registration_find(w, S("REG-2026-047-00002"), &found));
	CHECK("no other", found == NULL);
}

TEST_DB(what_was_not_typed_yet_is_kept_so)
{
	struct registration r = fixture_request(1), *found;

	fixture_directory(w);
	r.basis = (struct basis){ .type = BASIS_TYPES };
	r.users.items[0] = (struct applicant){ .n = 1, .id_type = ID_TYPES };
	CHECK_OK(registration_insert(w, &r));
	CHECK_OK(registration_find_id(w, r.id, &found));
	CHECK_STR("no number", found->number, S(""));
	CHECK_INT("no type", found->basis.type, BASIS_TYPES);
	CHECK_INT("no date", found->basis.date.year, 0);
	CHECK_INT("no number's type", found->users.items[0].id_type, ID_TYPES);
	CHECK_STR("no NIK", found->users.items[0].nik, S(""));
	CHECK_INT("no roles", found->users.items[0].roles, 0);
}

TEST_DB(an_old_version_writes_nothing)
{
	struct registration r, first, second, *found;
	bool current;

	fixture_directory(w);
	r = stored(w, 1);
	first = second = r;
	first.basis.number = S("KEP-1");
	CHECK_OK(registration_update(w, &first, &current));
	CHECK("the first writes", current);
	CHECK_INT("and counts", first.version, 2);
	second.basis.number = S("KEP-2");
	CHECK_OK(registration_update(w, &second, &current));
	CHECK("the second does not", !current);
	CHECK_OK(registration_find_id(w, r.id, &found));
	CHECK_STR("nothing is lost", found->basis.number, S("KEP-1"));
}

TEST_DB(numbers_count_per_office_and_year)
{
	static const struct {
		str kppn;
		int year;
		str want;
	} numbers[] = {
		{ STR("047"), 2026, STR("REG-2026-047-00001") },
		{ STR("047"), 2026, STR("REG-2026-047-00002") },
		{ STR("046"), 2026, STR("REG-2026-046-00001") },
		{ STR("047"), 2027, STR("REG-2027-047-00001") },
		{ STR("047"), 2026, STR("REG-2026-047-00003") },
	};

	fixture_directory(w);
	for (size_t i = 0; i < COUNT(numbers); i++) {
		str number;

		CHECK_OK(registration_number(w, numbers[i].kppn, numbers[i].year,
					     &number));
		CHECK_STR("number", number, numbers[i].want);
	}
}

TEST_DB(no_digit_of_a_nik_is_in_the_clear)
{
	struct registration r;
	struct rows rows;
	str sealed, hash;

	fixture_directory(w);
	r = stored(w, 1);
	rows = work_query(
		w, "SELECT nik_sealed, nik_hash FROM registration_user WHERE id = $1",
		ARGS(arg_int(r.users.items[0].id)));
	CHECK("there", rows_next(&rows));
	sealed = row_bytes(&rows, 0);
	hash = row_str(&rows, 1);
	CHECK_OK(rows_end(&rows));
	CHECK("sealed", !str_has(sealed, S("9901")));
	CHECK("hashed", !str_has(hash, S("990105")));
}

TEST_DB(swapped_seals_are_refused)
{
	struct registration r, *found;

	fixture_directory(w);
	r = stored(w, 2);
	CHECK_OK(work_exec(
		w,
		"UPDATE registration_user SET nik_sealed ="
		" (SELECT o.nik_sealed FROM registration_user o WHERE o.id = $2) WHERE id = $1",
		ARGS(arg_int(r.users.items[0].id), arg_int(r.users.items[1].id)), NULL));
	CHECK("a fault", registration_find_id(w, r.id, &found) != OK);
}

TEST_DB(a_user_is_changed_decided_and_removed)
{
	struct registration r, *found;
	struct applicant u;

	fixture_directory(w);
	r = stored(w, 2);
	u = r.users.items[0];
	u.nik = S("9901056208910002");
	u.name = S("Ni Made");
	u.roles = ROLE_BIT(ROLE_KPA) | ROLE_BIT(ROLE_PPSPM);
	CHECK_OK(applicant_update(w, &u));
	u.state = USER_REJECTED;
	u.reason_code = S("GANDA");
	u.reason = S("Sudah ada");
	CHECK_OK(applicant_decide(w, &u));
	CHECK_OK(applicant_delete(w, r.users.items[1].id));
	CHECK_OK(registration_find_id(w, r.id, &found));
	CHECK_INT("one is left", found->users.count, 1);
	u = found->users.items[0];
	CHECK_STR("name", u.name, S("Ni Made"));
	CHECK_STR("NIK", u.nik, S("9901056208910002"));
	CHECK_INT("roles", u.roles, ROLE_BIT(ROLE_KPA) | ROLE_BIT(ROLE_PPSPM));
	CHECK_INT("state", u.state, USER_REJECTED);
	CHECK_STR("code", u.reason_code, S("GANDA"));
	CHECK_STR("words", u.reason, S("Sudah ada"));
}

TEST_DB(who_approved_first_is_kept)
{
	struct registration r, *found;
	struct applicant *u;
	int64_t officer;

	fixture_directory(w);
	officer = fixture_person(w, S("9901051403800001"), S("Andi"),
				 S("andi@kppn.example"));
	r = stored(w, 1);
	u = &r.users.items[0];
	u->waits_for_second = true;
	u->first_by = officer;
	CHECK_OK(applicant_decide(w, u));
	CHECK_OK(registration_find_id(w, r.id, &found));
	CHECK("waits", found->users.items[0].waits_for_second);
	CHECK_INT("for a second after", found->users.items[0].first_by, officer);
	u->waits_for_second = false;
	CHECK_OK(applicant_decide(w, u));
	CHECK_OK(registration_find_id(w, r.id, &found));
	CHECK("no more", !found->users.items[0].waits_for_second);
}

TEST_DB(a_nik_is_found_in_its_request_and_in_others)
{
	struct registration r, other;
	struct actor officer;
	bool names;
	str number;

	fixture_directory(w);
	officer = fixture_actor(fixture_person(w, S("9901051403800001"), S("Andi"),
					       S("andi@kppn.example")),
				ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	w->actor = &officer;
	r = stored(w, 2);
	CHECK_OK(registration_names_nik(w, r.id, S("9901051403870002"), &names));
	CHECK("the second user", names);
	CHECK_OK(registration_names_nik(w, r.id, S("9901051403870003"), &names));
	CHECK("nobody", !names);
	other = stored(w, 1);
	CHECK_OK(nik_in_other_request(w, r.id, S("9901051403870001"), &number));
	CHECK_STR("a draft is no request yet", number, S(""));
	fixture_move(w, &other, STATE_SUBMITTED, w->now + DAY);
	CHECK_OK(nik_in_other_request(w, r.id, S("9901051403870001"), &number));
	CHECK_STR("the other", number, other.number);
	fixture_move(w, &other, STATE_WITHDRAWN, w->now + DAY);
	CHECK_OK(nik_in_other_request(w, r.id, S("9901051403870001"), &number));
	CHECK_STR("closed", number, S(""));
}

TEST_DB(a_used_number_of_an_sk_is_found)
{
	struct registration r, other;
	struct actor nobody = { 0 };
	str number;

	fixture_directory(w);
	w->actor = &nobody;
	r = stored(w, 1);
	other = stored(w, 1);
	CHECK_OK(registration_basis_used(w, &r, &number));
	CHECK_STR("drafts do not count", number, S(""));
	fixture_move(w, &other, STATE_SUBMITTED, w->now + DAY);
	CHECK_OK(registration_basis_used(w, &r, &number));
	CHECK_STR("the other", number, other.number);
	CHECK_OK(registration_basis_used(w, &other, &number));
	CHECK_STR("not itself", number, S(""));
	r.basis.type = BASIS_ST;
	CHECK_OK(registration_basis_used(w, &r, &number));
	CHECK_STR("an ST of that number is another", number, S(""));
}

TEST_DB(flags_rounds_and_looks)
{
	struct registration r;
	struct flags flags;
	struct lookers lookers;
	struct actor one, two;
	str sent;

	fixture_directory(w);
	r = stored(w, 1);
	CHECK_OK(flag_insert(
		w, r.id, 1,
		&(struct flag){ 1, FIELD_NIK, S("NIK_TIDAK_SESUAI"), S("x"), 0 }));
	CHECK_OK(flag_insert(
		w, r.id, 1,
		&(struct flag){ 0, FIELD_SK, S("SK_TIDAK_TERBACA"), S(""), 0 }));
	CHECK_OK(flag_update(w, r.id, 1,
			     &(struct flag){ .user = 1,
					     .field = FIELD_NIK,
					     .fixed = true,
					     .answer = S("Sesuai KTP.") }));
	CHECK_OK(flags_of(w, r.id, 1, &flags));
	CHECK_INT("two", flags.count, 2);
	CHECK_INT("the request first", flags.items[0].field, FIELD_SK);
	CHECK("open", !flags.items[0].fixed);
	CHECK_INT("then the user", flags.items[1].field, FIELD_NIK);
	CHECK("fixed", flags.items[1].fixed);
	CHECK_OK(flags_of(w, r.id, 2, &flags));
	CHECK_INT("of that round only", flags.count, 0);

	CHECK_OK(round_insert(w, &r, S("{\"a\":1}")));
	CHECK_OK(round_sent(w, r.id, r.round, &sent));
	CHECK_STR("what was sent", sent, S("{\"a\":1}"));
	CHECK_OK(round_sent(w, r.id, 9, &sent));
	CHECK_STR("nothing", sent, S(""));

	one = fixture_actor(
		fixture_person(w, S("9901051403800001"), S("Andi"), S("a@x.example")),
		ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	two = fixture_actor(
		fixture_person(w, S("9901051403800002"), S("Budi"), S("b@x.example")),
		ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	w->actor = &one;
	CHECK_OK(look_note(w, r.id));
	CHECK_OK(look_note(w, r.id));
	CHECK_OK(looks_since(w, r.id, w->now - 120, &lookers));
	CHECK_INT("not oneself", lookers.count, 0);
	w->actor = &two;
	CHECK_OK(looks_since(w, r.id, w->now - 120, &lookers));
	CHECK_INT("the other", lookers.count, 1);
	CHECK_OK(looks_since(w, r.id, w->now, &lookers));
	CHECK_INT("not for ever", lookers.count, 0);
}

TEST_DB(impossible_states_are_refused_by_the_database)
{
	static const struct {
		const char *rule, *sql;
	} wrong[] = {
		{ "held without being verified",
		  "UPDATE registration SET claimed_by = (SELECT MIN(id) FROM person) /* may scan */" },
		{ "sent without a deadline",
		  "UPDATE registration SET state = 'Diajukan', round = 1, secret_hash = 'x' /* may scan */" },
		{ "returned without an end",
		  "UPDATE registration SET state = 'Perlu Perbaikan' /* may scan */" },
		{ "closed without an instant",
		  "UPDATE registration SET state = 'Dibatalkan' /* may scan */" },
		{ "a state of its own",
		  "UPDATE registration SET state = 'Lain' /* may scan */" },
		{ "another pile than the state's",
		  "UPDATE registration SET pile = 'selesai' /* may scan */" },
		{ "approved without a person",
		  "UPDATE registration_user SET state = 'Disetujui' /* may scan */" },
		{ "the fifty-first user",
		  "UPDATE registration_user SET n = 51 /* may scan */" },
	};

	fixture_directory(w);
	fixture_person(w, S("9901051403800001"), S("Andi"), S("a@x.example"));
	stored(w, 1);
	test_next_unit(w);
	for (size_t i = 0; i < COUNT(wrong); i++) {
		CHECK(wrong[i].rule, db_exec(w->db, wrong[i].sql, NO_ARGS, NULL) != OK);
		db_end_unit(w->db);
		db_rollback(w->db);
		CHECK_OK(db_begin(w->db, true));
	}
}

TEST_DB(jobs_find_what_is_due)
{
	struct registration draft, returned, held;
	struct actor officer;
	struct ids ids;
	bool current;

	fixture_directory(w);
	officer = fixture_actor(
		fixture_person(w, S("9901051403800001"), S("A"), S("a@x.example")),
		ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	w->actor = &officer;
	draft = stored(w, 1);
	returned = stored(w, 1);
	held = stored(w, 1);
	fixture_move(w, &returned, STATE_RETURNED, w->now + DAY);
	fixture_move(w, &held, STATE_VERIFYING, w->now + DAY);
	CHECK_OK(registrations_to_expire_all(w, 10, &ids));
	CHECK_INT("nothing has expired", ids.count, 0);
	CHECK_OK(registrations_lapsed_all(w, 10, &ids));
	CHECK_INT("no claim has lapsed", ids.count, 0);
	CHECK_OK(registrations_to_remind_all(w, 10, &ids));
	CHECK_INT("nobody is to be reminded", ids.count, 0);
	returned.remind_at = w->now + DAY;
	CHECK_OK(registration_update(w, &returned, &current));
	w->now += 7 * DAY;
	CHECK_OK(registrations_to_expire_all(w, 10, &ids));
	CHECK_INT("the returned one", ids.count == 1 && ids.items[0] == returned.id, 1);
	CHECK_OK(registrations_lapsed_all(w, 10, &ids));
	CHECK_INT("the held one", ids.count == 1 && ids.items[0] == held.id, 1);
	CHECK_OK(registrations_to_remind_all(w, 10, &ids));
	CHECK_INT("remind", ids.count == 1 && ids.items[0] == returned.id, 1);
	CHECK_OK(registration_reminded(w, returned.id));
	CHECK_OK(registrations_to_remind_all(w, 10, &ids));
	CHECK_INT("once", ids.count, 0);
	CHECK_OK(drafts_forgotten_all(w, w->now - 8 * DAY, 10, &ids));
	CHECK_INT("a draft of last week", ids.count, 0);
	CHECK_OK(drafts_forgotten_all(w, w->now - 7 * DAY, 10, &ids));
	CHECK_INT("is old enough", ids.count == 1 && ids.items[0] == draft.id, 1);
	CHECK_OK(registrations_of_person_all(w, officer.person, &ids));
	CHECK_INT("nobody is approved", ids.count, 0);
}
