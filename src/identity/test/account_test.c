/* From the approved request to the session: provisioning, activation, sign-in. */
#include "identity/office.h"
#include "identity/office_command.h"
#include "jobs/jobs.h"
#include "test/test.h"

static struct actor officer;

static void act_as_officer(struct work *w)
{
	officer = (struct actor){ .channel = CHANNEL_WEB,
				  .name = S("Petugas Contoh"),
				  .address = S("203.0.113.7") };
	w->actor = &officer;
}

static struct new_member siti(void)
{
	return (struct new_member){
		.nik = S("9901055203900001"),
		.name = S("Siti Contoh"),
		.email = S("Siti@satker.example"),
		.phone = S("081200000001"),
		.id_type = ID_NIP,
		.id_number = S("199003122015032001"),
		.unit_kind = UNIT_SATKER,
		.unit = S("999101"),
		.unit_name = S("Balai Contoh"),
		.roles = ROLE_BIT(ROLE_OPERATOR),
		.basis = S("REG-2026-047-00001"),
	};
}

static int64_t provision(struct work *w, const struct new_member *m,
			 enum provision_outcome want)
{
	enum provision_outcome got;
	int64_t person;

	CHECK_OK(identity_provision(w, m, &got, &person));
	CHECK_INT("outcome of provisioning", got, want);
	return person;
}

static size_t letters(struct work *w, int64_t person, str kind)
{
	struct mail_statuses all;
	size_t n = 0;

	CHECK_OK(mail_statuses(w, S("person"), person, &all));
	for (size_t i = 0; i < all.count; i++)
		n += str_eq(all.items[i].kind, kind);
	return n;
}

/* A link of known token, as the letter would carry it. */
static str plant_link(struct work *w, enum link_kind k, int64_t person,
		      int64_t expires_at)
{
	str token = token_new(test_arena());

	CHECK_OK(link_insert(w, k, person, sha256_hex(test_arena(), token), expires_at));
	return token;
}

static enum activation_refusal consume(struct work *w, enum link_kind k, str token,
				       str nik, str password)
{
	struct link_answer answer = { nik, { password } };
	struct password_work p;
	enum activation_refusal why;

	CHECK_OK(link_prepare(w, k, token, &answer, &p));
	CHECK_OK(password_work_do(test_arena(), &p));
	CHECK_OK(link_finish(w, k, &p, &why));
	return why;
}

static const str good_password = STR("kuda laut menari di pagi hari");

static int64_t active_siti(struct work *w)
{
	struct new_member m = siti();
	int64_t person = provision(w, &m, PROVISION_INVITED);
	str token = plant_link(w, LINK_ACTIVATION, person, w->now + DAY);

	CHECK_INT("activation", consume(w, LINK_ACTIVATION, token, m.nik, good_password),
		  ACTIVATION_DONE);
	return person;
}

static enum sign_in_refusal sign_in_from(struct work *w, struct sign_in s)
{
	struct password_work p;
	enum sign_in_refusal why;
	str token;

	CHECK_OK(sign_in_prepare(w, &s, test_arena(), &p));
	CHECK_OK(password_work_do(test_arena(), &p));
	CHECK_OK(sign_in_finish(w, &s, &p, &why, &token));
	return why;
}

static enum sign_in_refusal try_sign_in(struct work *w, str nik, str password,
					str address)
{
	return sign_in_from(w, (struct sign_in){ .nik = nik,
						 .password = { password },
						 .address = address });
}

static int64_t count_of(struct work *w, bool throttles)
{
	struct rows r =
		throttles ? work_query(w, "SELECT COUNT(*) FROM throttle /* may scan */",
				       NO_ARGS)
			  : work_query(w,
				       "SELECT COUNT(*) FROM audit_entry /* may scan */"
				       " WHERE event = 'account.activation_resent'",
				       NO_ARGS);
	int64_t n = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return n;
}

TEST_DB(a_new_person_gets_one_account_and_one_letter)
{
	struct new_member m = siti();
	struct person *p;
	int64_t person;

	act_as_officer(w);
	person = provision(w, &m, PROVISION_INVITED);
	CHECK_OK(person_find(w, person, &p));
	CHECK_INT("account", p->account, ACCOUNT_WAITING);
	CHECK_INT("letters", letters(w, person, S("aktivasi")), 1);
	CHECK_INT("the same again is nothing new", provision(w, &m, PROVISION_INVITED),
		  person);
	CHECK_INT("letters after it", letters(w, person, S("aktivasi")), 1);
}

TEST_DB(the_same_nik_is_the_same_person_in_another_satker)
{
	struct new_member m = siti();
	struct memberships all;
	int64_t person;

	act_as_officer(w);
	person = active_siti(w);
	m.unit = S("999102");
	CHECK_INT("person", provision(w, &m, PROVISION_EXISTING), person);
	CHECK_OK(memberships_of(w, person, &all));
	CHECK_INT("memberships", all.count, 2);
	CHECK_INT("no second activation", letters(w, person, S("aktivasi")), 1);
	CHECK_INT("one notice", letters(w, person, S("keanggotaan")), 1);
}

TEST_DB(an_address_belongs_to_one_person)
{
	struct new_member m = siti();

	act_as_officer(w);
	provision(w, &m, PROVISION_INVITED);
	m.nik = S("9901051203900002");
	m.email = S("SITI@satker.example");
	CHECK_INT("nobody was made", provision(w, &m, PROVISION_EMAIL_TAKEN), 0);
}

TEST_DB(a_link_opens_once_and_only_with_the_whole_nik)
{
	struct new_member m = siti();
	struct link *l;
	int64_t person;
	str token;

	act_as_officer(w);
	person = provision(w, &m, PROVISION_INVITED);
	token = plant_link(w, LINK_ACTIVATION, person, w->now + DAY);
	for (int i = 0; i < 10; i++)
		CHECK_OK(link_open(w, LINK_ACTIVATION, token, &l));
	CHECK("looking changes nothing", l != NULL);
	CHECK_INT(
		"another NIK",
		consume(w, LINK_ACTIVATION, token, S("9901055203900009"), good_password),
		ACTIVATION_NIK);
	CHECK_INT("a short password",
		  consume(w, LINK_ACTIVATION, token, m.nik, S("pendek")),
		  ACTIVATION_PASSWORD);
	CHECK_INT("right", consume(w, LINK_ACTIVATION, token, m.nik, good_password),
		  ACTIVATION_DONE);
	CHECK_INT("again", consume(w, LINK_ACTIVATION, token, m.nik, good_password),
		  ACTIVATION_LINK_DEAD);
}

static struct password_work judged(struct work *w, str token, str nik, str password)
{
	struct link_answer answer = { nik, { password } };
	struct password_work p;

	CHECK_OK(link_prepare(w, LINK_ACTIVATION, token, &answer, &p));
	return p;
}

/* Everything at once, but nothing about the owner to who is another. */
TEST_DB(a_password_is_judged_beside_a_wrong_nik)
{
	static const str of_owner = STR("perahu siti contoh berlayar jauh");
	struct new_member m = siti();
	struct password_work p;
	str token;

	act_as_officer(w);
	token = plant_link(w, LINK_ACTIVATION, provision(w, &m, PROVISION_INVITED),
			   w->now + DAY);
	p = judged(w, token, S("9901055203900009"), S("pendek"));
	CHECK("both", p.why == ACTIVATION_NIK && p.fault == PASSWORD_SHORT);
	p = judged(w, token, S("9901055203900009"), of_owner);
	CHECK("not whose it is", p.why == ACTIVATION_NIK && p.fault == PASSWORD_FINE);
	p = judged(w, token, m.nik, of_owner);
	CHECK("the owner hears it",
	      p.why == ACTIVATION_PASSWORD && p.fault == PASSWORD_CONTEXT);
}

TEST_DB(an_old_link_is_dead)
{
	struct new_member m = siti();
	int64_t person;
	str late, killed;
	bool sent;

	act_as_officer(w);
	person = provision(w, &m, PROVISION_INVITED);
	late = plant_link(w, LINK_ACTIVATION, person, w->now);
	killed = plant_link(w, LINK_ACTIVATION, person, w->now + DAY);
	w->now += 2 * MINUTE;
	CHECK_OK(activation_resend(w, person, &sent));
	CHECK("a new letter", sent && letters(w, person, S("aktivasi")) == 2);
	CHECK_INT("expired", consume(w, LINK_ACTIVATION, late, m.nik, good_password),
		  ACTIVATION_LINK_DEAD);
	CHECK_INT("killed by the newer",
		  consume(w, LINK_ACTIVATION, killed, m.nik, good_password),
		  ACTIVATION_LINK_DEAD);
}

TEST_DB(guessing_slows_one_network_and_nobody_else)
{
	struct new_member m = siti();

	act_as_officer(w);
	active_siti(w);
	for (int i = 0; i < 12; i++)
		try_sign_in(w, m.nik, S("salah salah salah"), S("203.0.113.9"));
	CHECK_INT("the guesser waits",
		  try_sign_in(w, m.nik, good_password, S("203.0.113.9")), SIGN_IN_WAIT);
	CHECK_INT("the owner does not",
		  try_sign_in(w, m.nik, good_password, S("198.51.100.4")), SIGNED_IN);
}

TEST_DB(another_address_of_the_same_line_is_the_same_guesser)
{
	struct new_member m = siti();

	act_as_officer(w);
	active_siti(w);
	for (int i = 0; i < 12; i++)
		try_sign_in(w, m.nik, S("salah salah salah"),
			    arena_fmt(test_arena(), "2001:db8:1:2::%x", 1 + i * 4096));
	CHECK_INT("the guesser waits",
		  try_sign_in(w, m.nik, good_password, S("2001:db8:1:2:a:b:c:d")),
		  SIGN_IN_WAIT);
	CHECK_INT("another line does not",
		  try_sign_in(w, m.nik, good_password, S("2001:db8:1:3::1")), SIGNED_IN);
}

TEST_DB(a_known_browser_is_not_slowed_by_its_neighbours)
{
	struct new_member m = siti();
	struct sign_in s = { .nik = m.nik, .address = S("203.0.113.9") };
	str known, other;

	act_as_officer(w);
	active_siti(w);
	known = browser_mark(w, m.nik);
	other = browser_mark(w, S("9901051203900002"));
	for (int i = 0; i < 12; i++)
		try_sign_in(w, m.nik, S("salah salah salah"), s.address);
	s.password = (struct secret){ good_password };
	CHECK_INT("a browser that nobody knows", sign_in_from(w, s), SIGN_IN_WAIT);
	s.browser = other;
	CHECK_INT("one that knows another person", sign_in_from(w, s), SIGN_IN_WAIT);
	s.browser = known;
	CHECK_INT("the owner's", sign_in_from(w, s), SIGNED_IN);
	s.password = (struct secret){ S("salah salah salah") };
	for (int i = 0; i < 11; i++)
		sign_in_from(w, s);
	CHECK_INT("it has a budget, too", sign_in_from(w, s), SIGN_IN_WAIT);
}

TEST_DB(a_password_changed_meanwhile_opens_nothing)
{
	struct sign_in s = { .nik = siti().nik,
			     .password = { good_password },
			     .address = S("203.0.113.1") };
	struct password_work p;
	enum sign_in_refusal why;
	int64_t person;
	str token;

	act_as_officer(w);
	person = active_siti(w);
	CHECK_OK(sign_in_prepare(w, &s, test_arena(), &p));
	CHECK_OK(password_work_do(test_arena(), &p));
	token = plant_link(w, LINK_RESET, person, w->now + HOUR);
	CHECK_INT(
		"reset",
		consume(w, LINK_RESET, token, s.nik, S("gunung biru di balik awan pagi")),
		ACTIVATION_DONE);
	CHECK_OK(sign_in_finish(w, &s, &p, &why, &token));
	CHECK_INT("the old password", why, SIGN_IN_WRONG);
}

TEST_DB(who_sends_a_link_again_leaves_a_trace)
{
	struct new_member m = siti();
	int64_t person;
	bool sent;

	act_as_officer(w);
	person = provision(w, &m, PROVISION_INVITED);
	w->now += HOUR;
	CHECK_OK(activation_resend(w, person, &sent));
	CHECK_INT("letters", letters(w, person, S("aktivasi")), 2);
	CHECK_INT("entries", count_of(w, false), 1);
}

TEST_DB(counters_are_swept_when_they_are_over)
{
	int64_t wait;

	for (int i = 0; i < 20; i++)
		CHECK_OK(throttle_count(w, S("masuk:uji"), 3, 15 * MINUTE));
	CHECK_OK(identity_sweep(w));
	CHECK_OK(throttle_wait(w, S("masuk:uji"), &wait));
	CHECK("it waits still", wait > 0);
	w->now += 2 * DAY;
	CHECK_OK(identity_sweep(w));
	CHECK_INT("left", count_of(w, true), 0);
}

TEST_DB(wrong_unknown_and_unactivated_look_the_same)
{
	struct new_member m = siti();

	act_as_officer(w);
	provision(w, &m, PROVISION_INVITED);
	CHECK_INT("not activated", try_sign_in(w, m.nik, good_password, S("203.0.113.1")),
		  SIGN_IN_WRONG);
	CHECK_INT("unknown",
		  try_sign_in(w, S("9901051203900002"), good_password, S("203.0.113.1")),
		  SIGN_IN_WRONG);
	CHECK_INT("no NIK", try_sign_in(w, S(""), S(""), S("203.0.113.1")),
		  SIGN_IN_WRONG);
}

TEST_DB(a_new_password_ends_every_session)
{
	struct new_member m = siti();
	struct sessions open;
	int64_t person;
	str token;

	act_as_officer(w);
	person = active_siti(w);
	try_sign_in(w, m.nik, good_password, S("203.0.113.1"));
	token = plant_link(w, LINK_RESET, person, w->now + HOUR);
	CHECK_INT(
		"reset",
		consume(w, LINK_RESET, token, m.nik, S("gunung biru di balik awan pagi")),
		ACTIVATION_DONE);
	CHECK_OK(sessions_open(w, person, &open));
	CHECK_INT("sessions", open.count, 0);
	CHECK_INT("the old password",
		  try_sign_in(w, m.nik, good_password, S("203.0.113.1")), SIGN_IN_WRONG);
}

TEST_DB(a_nik_moved_to_another_row_is_refused)
{
	struct new_member a = siti(), b = siti();
	int64_t first, second;
	str nik;

	act_as_officer(w);
	first = provision(w, &a, PROVISION_INVITED);
	b.nik = S("9901051203900002");
	b.email = S("lain@satker.example");
	second = provision(w, &b, PROVISION_INVITED);
	CHECK_OK(person_nik(w, first, &nik));
	CHECK_STR("its own", nik, a.nik);
	CHECK_OK(work_exec(
		w,
		"UPDATE person SET nik_sealed = (SELECT o.nik_sealed FROM person o"
		" WHERE o.id = $2) WHERE id = $1",
		ARGS(arg_int(first), arg_int(second)), NULL));
	CHECK("another's is a fault", person_nik(w, first, &nik) != OK);
}

/* ---- passwords ---- */

TEST(passwords_follow_nist)
{
	static const struct {
		const char *rule;
		str password;
		enum password_fault want;
	} cases[] = {
		{ "four words are fine", STR("kuda laut menari di pagi hari"),
		  PASSWORD_FINE },
		{ "14 characters are short", STR("abcdefghijklmn"), PASSWORD_SHORT },
		{ "a common one", STR("password"), PASSWORD_SHORT },
		{ "a common one stretched by digits", STR("password12345678"),
		  PASSWORD_COMMON },
		{ "in capitals, with signs", STR("!!PASSWORD!!2026!!"), PASSWORD_COMMON },
		{ "one that ends in digits itself, with more of them",
		  STR("3rjs1la7qe2026202"), PASSWORD_COMMON },
		{ "one that begins with a digit, with signs", STR("1Qaz2wsx!!!!!!!"),
		  PASSWORD_COMMON },
		{ "two of our own names", STR("djpb-kemenkeu-1"), PASSWORD_CONTEXT },
		{ "a word said again and again", STR("rahasiarahasiarahasia"),
		  PASSWORD_COMMON },
		{ "one's own name", STR("sitisuka-makan-soto"), PASSWORD_CONTEXT },
		{ "our own name", STR("myintress-2026-kuat"), PASSWORD_CONTEXT },
		{ "the NIK", STR("aku 9901055203900001 ya"), PASSWORD_CONTEXT },
		{ "not text", STR("kuda laut menari\xff pagi"), PASSWORD_NOT_TEXT },
		{ "emoji count as one each", STR("🐎🐎🐎 laut pagi"), PASSWORD_SHORT },
	};
	struct password_context context = { S("Siti Contoh"), S("siti@satker.example"),
					    S("9901055203900001"),
					    S("199003122015032001") };

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT(cases[i].rule,
			  password_check(test_arena(), cases[i].password, &context),
			  cases[i].want);
}

/* ---- roles of offices ---- */

TEST(who_may_give_the_roles_of_an_office)
{
	static const struct {
		const char *rule;
		enum role role;
		str unit, kanwil;
		enum unit_kind kind;
		str of, of_kanwil;
		bool want;
	} cases[] = {
		{ "a head in his own KPPN", ROLE_KEPALA, STR("047"), STR("19"), UNIT_KPPN,
		  STR("047"), STR("19"), true },
		{ "a head in another", ROLE_KEPALA, STR("047"), STR("19"), UNIT_KPPN,
		  STR("018"), STR("11"), false },
		{ "a verifier nowhere", ROLE_VERIFIKATOR, STR("047"), STR("19"),
		  UNIT_KPPN, STR("047"), STR("19"), false },
		{ "a Kanwil in its KPPN", ROLE_KANWIL, STR("19"), STR("19"), UNIT_KPPN,
		  STR("047"), STR("19"), true },
		{ "a Kanwil in another's", ROLE_KANWIL, STR("11"), STR("11"), UNIT_KPPN,
		  STR("047"), STR("19"), false },
		{ "a Kanwil not for itself", ROLE_KANWIL, STR("19"), STR("19"),
		  UNIT_KANWIL, STR("19"), STR(""), false },
		{ "head office everywhere", ROLE_PUSAT, STR("DJPB"), STR(""), UNIT_KPPN,
		  STR("047"), STR("19"), true },
		{ "head office for a Kanwil", ROLE_PUSAT, STR("DJPB"), STR(""),
		  UNIT_KANWIL, STR("19"), STR(""), true },
		{ "an auditor nowhere", ROLE_AUDITOR, STR("DJPB"), STR(""), UNIT_KPPN,
		  STR("047"), STR("19"), false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct actor a = { .person = 1,
				   .roles = ROLE_BIT(cases[i].role),
				   .unit = cases[i].unit,
				   .kanwil = cases[i].kanwil };

		actor_default_grants(&a);
		CHECK_INT(cases[i].rule,
			  office_in_scope(&a, cases[i].kind, cases[i].of,
					  cases[i].of_kanwil),
			  cases[i].want);
	}
}

TEST(who_may_confirm_the_role_of_an_office)
{
	struct office_grant g = { .request = { .unit_kind = UNIT_KPPN, .unit = S("047") },
				  .kanwil = S("19"),
				  .asked_by = 7 };
	struct actor other = { .person = 8,
			       .roles = ROLE_BIT(ROLE_KEPALA),
			       .unit = S("047") };
	struct actor same = other, foreign = other;

	same.person = 7;
	foreign.unit = S("018");
	actor_default_grants(&other);
	actor_default_grants(&same);
	actor_default_grants(&foreign);
	CHECK_INT("another head", office_decision_check(&g, &other, false),
		  OFFICE_GRANTED);
	CHECK_INT("who asked", office_decision_check(&g, &same, false),
		  OFFICE_SAME_PERSON);
	CHECK_INT("for himself", office_decision_check(&g, &other, true), OFFICE_OWN);
	CHECK_INT("of another KPPN", office_decision_check(&g, &foreign, false),
		  OFFICE_OUT_OF_SCOPE);
	g.state = OFFICE_APPROVED;
	CHECK_INT("decided", office_decision_check(&g, &other, false), OFFICE_DECIDED);
}

static const str first_two =
	STR("nik,nama,email,nip\n"
	    "9901051203900001,Adi Contoh,adi@djpb.example,199003122015031001\n"
	    "9901055203900002,Ayu Contoh,ayu@djpb.example,199003122015032002\n");

TEST_DB(an_empty_installation_starts_with_two_persons)
{
	struct office_started s;

	act_as_officer(w);
	CHECK_OK(office_start(w, first_two, &s));
	CHECK_STR("made", s.refused, S(""));
	CHECK("two links",
	      s.links[0].n > 40 && s.links[1].n > 40 && !str_eq(s.links[0], s.links[1]));
	CHECK_OK(office_start(w, first_two, &s));
	CHECK("only once", s.refused.n > 0);
}

/* A letter would carry a link that the printed one has killed. */
TEST_DB(the_printed_link_is_the_only_one_and_opens)
{
	struct office_started s;
	struct person *p;
	str link;

	act_as_officer(w);
	CHECK_OK(office_start(w, first_two, &s));
	CHECK_OK(person_by_nik(w, S("9901051203900001"), &p));
	CHECK_INT("no letter", letters(w, p->id, S("aktivasi")), 0);
	link = s.links[0];
	while (str_has(link, S("/")))
		str_cut(&link, '/');
	CHECK_INT("it opens",
		  consume(w, LINK_ACTIVATION, link, S("9901051203900001"), good_password),
		  ACTIVATION_DONE);
}
