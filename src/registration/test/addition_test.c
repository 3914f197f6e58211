/* Users whom a satker adds itself: what each addition waits for, and what it becomes. */
#include "identity/internal.h"
#include "registration/letters.h"
#include "registration/test/cast.h"
#include "test/jobs.h"

static struct settings settings;

/* Dukcapil answers by itself; a KPA is asked when there is one, or always. */
static void begins(struct work *w, bool always)
{
	cast_arrives(w);
	settings = *w->settings;
	settings.dukcapil = S("simulated");
	settings.kpa_confirmation_always = always;
	w->settings = &settings;
}

static const str kpa_mailbox = STR("pelaku1@contoh.example");

/* A KPA has a membership and an active account from now on. */
static void enrolled(struct work *w, struct new_member m)
{
	struct person *p;
	bool done;

	m.id_type = ID_NONE;
	m.unit_kind = UNIT_SATKER;
	m.unit = S("999101");
	m.unit_name = S("Balai Contoh Satu");
	m.roles = ROLE_BIT(ROLE_KPA);
	m.basis = S("REG-2026-047-00001");
	CHECK_OK(identity_enrol(w, &m, &p, &done));
	CHECK_OK(account_insert(w, p->id));
	CHECK_OK(account_activate(w, p->id, S("x"), &done));
}

/* The KPA of the cast. */
static void kpa_comes(struct work *w)
{
	enrolled(w, (struct new_member){ .nik = S("9901051403800002"),
					 .name = S("Yohanes Lendo"),
					 .email = kpa_mailbox });
}

static void another_kpa_comes(struct work *w)
{
	enrolled(w, (struct new_member){ .nik = S("9901051403800012"),
					 .name = S("Maria Contoh"),
					 .email = S("kpa.dua@contoh.example") });
}

/* The tail of the NIK says what the simulated Dukcapil answers. */
static struct registration *draft_of(struct work *w, role_set roles, const char *tail)
{
	struct registration_input in = typed(1);
	struct registration_result result;
	struct applicant *u = &in.users.items[0];

	u->nik = arena_fmt(test_arena(), "%.*s%s", P(str_left(u->nik, 14)), tail);
	u->roles = roles;
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("drafted", result.why, REGISTRATION_GRANTED);
	hand_in(w, result.registration->number);
	return result.registration;
}

static enum registration_refusal send(struct work *w, const struct registration *r)
{
	struct registration_result result;

	CHECK_OK(registration_add(w, r->number, r->version, &result));
	return result.why;
}

static void dukcapil_works(struct work *w)
{
	static const struct job_kind *const kinds[] = { &dukcapil_ask_job };
	static const struct job_table table = { .kinds = kinds, .kind_count = 1 };
	const struct actor *before = w->actor;

	w->actor = NULL;
	(void)test_drain(w, &table);
	w->actor = before;
}

static struct registration *added(struct work *w, role_set roles, const char *tail)
{
	struct registration *r = draft_of(w, roles, tail);

	CHECK_INT("sent", send(w, r), REGISTRATION_GRANTED);
	dukcapil_works(w);
	return stored_now(w, r->id);
}

static enum registration_refusal confirmed(struct work *w, const struct registration *r)
{
	struct registration_result result;

	CHECK_OK(registration_confirm(w, r->number, r->version, &result));
	return result.why;
}

static bool is_member(struct work *w, const struct registration *r)
{
	struct membership *m = NULL;
	struct person *p;

	CHECK_OK(person_by_nik(w, r->users.items[0].nik, &p));
	if (p)
		CHECK_OK(membership_in(w, p->id, UNIT_SATKER, r->satker, &m));
	return m && m->state == MEMBERSHIP_ACTIVE;
}

TEST(an_addition_goes_the_way_that_was_decided)
{
	static const role_set op = ROLE_BIT(ROLE_OPERATOR), ppk = ROLE_BIT(ROLE_PPK),
			      pays = ROLE_BIT(ROLE_BENDAHARA), spm = ROLE_BIT(ROLE_PPSPM),
			      kpa = ROLE_BIT(ROLE_KPA);
	const struct {
		const char *sentence;
		struct addition x;
		enum way want;
	} rows[] = {
		{ "a KPA confirms", { op, .kpa_present = true }, WAY_KPA },
		{ "also who signs", { spm, .kpa_present = true }, WAY_KPA },
		{ "also where he is demanded",
		  { op, .kpa_present = true, .kpa_always = true },
		  WAY_KPA },
		{ "without one an operator at once", { op }, WAY_OWN },
		{ "and a bendahara", { pays }, WAY_OWN },
		{ "and a PPK", { ppk }, WAY_OWN },
		{ "a PPSPM through the KPPN", { spm }, WAY_OFFICE },
		{ "a KPA through the KPPN", { kpa }, WAY_OFFICE },
		{ "also beside another role", { op | kpa }, WAY_OFFICE },
		{ "demanded and absent", { op, .kpa_always = true }, WAY_OFFICE },
		{ "irregular",
		  { op, .kpa_present = true, .irregular = true },
		  WAY_OFFICE },
		{ "another's e-mail", { op, .blocked = true }, WAY_OFFICE },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK_INT(rows[i].sentence, addition_way(&rows[i].x), rows[i].want);
}

TEST_DB(without_a_kpa_an_operator_is_added_at_once)
{
	struct registration *r;

	begins(w, false);
	act_as(w, OPERATOR);
	r = added(w, ROLE_BIT(ROLE_OPERATOR), "01");
	CHECK_INT("its own way", r->way, WAY_OWN);
	CHECK_STR("decided", state_words[r->state], S("Aktif"));
	CHECK("a member", is_member(w, r));
	CHECK_INT("invited", letters_to(w, r->users.items[0].email, S("aktivasi")), 1);
	CHECK_INT("the KPPN is told",
		  letters_to(w, S("cso@kppn047.example"), S("mandiri")), 1);
	CHECK_INT("one entry", trail_of(w, r->number, S("registration.added")), 1);
}

TEST_DB(without_a_kpa_who_signs_goes_through_the_kppn)
{
	struct registration *r;

	begins(w, false);
	act_as(w, OPERATOR);
	r = added(w, ROLE_BIT(ROLE_PPSPM), "01");
	CHECK_INT("the KPPN's", r->way, WAY_OFFICE);
	CHECK_STR("submitted", state_words[r->state], S("Diajukan"));
	CHECK("no member yet", !is_member(w, r));
}

TEST_DB(without_a_positive_answer_it_becomes_a_request)
{
	static const char *const tails[] = { "90", "91", "93", "94" };

	begins(w, false);
	act_as(w, OPERATOR);
	for (size_t i = 0; i < COUNT(tails); i++) {
		struct registration *r = added(w, ROLE_BIT(ROLE_OPERATOR), tails[i]);

		CHECK_STR(tails[i], state_words[r->state], S("Diajukan"));
		CHECK(tails[i], !is_member(w, r));
	}
}

TEST_DB(an_hour_without_an_answer_makes_it_a_request)
{
	struct registration *r;

	begins(w, false);
	act_as(w, OPERATOR);
	r = added(w, ROLE_BIT(ROLE_OPERATOR), "98");
	CHECK_INT("still waiting", r->way, WAY_NIK);
	w->now += HOUR - 1;
	CHECK_OK(registration_sweep_job.run(w, NULL));
	CHECK_INT("not yet an hour", stored_now(w, r->id)->way, WAY_NIK);
	w->now += 1;
	CHECK_OK(registration_sweep_job.run(w, NULL));
	CHECK_STR("the KPPN's", state_words[stored_now(w, r->id)->state], S("Diajukan"));
}

TEST_DB(a_kpa_confirms_what_a_colleague_adds)
{
	struct registration *r;

	begins(w, false);
	kpa_comes(w);
	act_as(w, OPERATOR);
	r = added(w, ROLE_BIT(ROLE_PPSPM), "01");
	CHECK_INT("waits", r->way, WAY_KPA);
	CHECK("no member yet", !is_member(w, r));
	CHECK_INT("he is asked", letters_to(w, kpa_mailbox, S("konfirmasi")), 1);
	CHECK_INT("an operator may not", confirmed(w, r), REGISTRATION_NOT_ALLOWED);
	act_as(w, KPA);
	CHECK_INT("the KPA may", confirmed(w, r), REGISTRATION_GRANTED);
	r = stored_now(w, r->id);
	CHECK_INT("its own way", r->way, WAY_OWN);
	CHECK("a member", is_member(w, r));
	CHECK_INT("the KPPN is told",
		  letters_to(w, S("cso@kppn047.example"), S("mandiri")), 1);
	CHECK_INT("once only", confirmed(w, r), REGISTRATION_WRONG_STATE);
}

TEST_DB(a_kpa_confirms_with_a_fresh_password_what_he_has_seen)
{
	struct registration *r;

	begins(w, false);
	kpa_comes(w);
	act_as(w, OPERATOR);
	r = added(w, ROLE_BIT(ROLE_OPERATOR), "01");
	act_as(w, KPA);
	cast_actor(KPA)->authenticated_at = w->now - LATELY_DECIDING;
	CHECK_INT("long ago", confirmed(w, r), REGISTRATION_REAUTHENTICATE);
	cast_actor(KPA)->authenticated_at = w->now;
	r->version--;
	CHECK_INT("another version", confirmed(w, r), REGISTRATION_STALE);
	CHECK("no member", !is_member(w, r));
}

TEST_DB(a_kpa_who_is_alone_adds_through_the_kppn)
{
	struct registration *r;

	begins(w, false);
	kpa_comes(w);
	act_as(w, KPA);
	r = added(w, ROLE_BIT(ROLE_PPSPM), "01");
	CHECK_INT("there is no other KPA", r->way, WAY_OFFICE);
	act_as(w, OPERATOR);
	r = draft_of(w, ROLE_BIT(ROLE_OPERATOR), "02");
	act_as(w, KPA);
	CHECK_INT("nor is another's draft sent", send(w, r), REGISTRATION_NOT_ALLOWED);
}

TEST_DB(nobody_confirms_what_he_sent_himself)
{
	struct registration *r;

	begins(w, false);
	kpa_comes(w);
	another_kpa_comes(w);
	act_as(w, KPA);
	r = added(w, ROLE_BIT(ROLE_PPSPM), "01");
	CHECK_INT("waits for the other", r->way, WAY_KPA);
	CHECK_INT("who did not send it", confirmed(w, r), REGISTRATION_OWN);
	CHECK_INT("and alone is asked", letters_to(w, kpa_mailbox, S("konfirmasi")), 0);
	CHECK_INT("by letter",
		  letters_to(w, S("kpa.dua@contoh.example"), S("konfirmasi")), 1);
}

/* What names the KPA is no addition, so it never comes to him. */
TEST_DB(a_colleague_is_not_added_once_more)
{
	struct registration_input in = typed(1);
	struct registration_result result;

	begins(w, false);
	kpa_comes(w);
	act_as(w, OPERATOR);
	in.users.items[0].nik = S("9901051403800002");
	in.users.items[0].email = kpa_mailbox;
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("refused", result.why, REGISTRATION_INCOMPLETE);
	CHECK_STR("as a change", result.findings.items[0].code, S("kind_perubahan"));
}

TEST_DB(a_kpa_who_declines_says_why)
{
	struct registration_result result;
	struct registration *r;

	begins(w, false);
	kpa_comes(w);
	act_as(w, OPERATOR);
	r = added(w, ROLE_BIT(ROLE_OPERATOR), "01");
	act_as(w, KPA);
	CHECK_OK(registration_decline(w, r->number, r->version, S(" "), &result));
	CHECK_INT("not without", result.why, REGISTRATION_NO_REASON);
	CHECK_OK(registration_decline(w, r->number, r->version, S("Bukan pegawai kami"),
				      &result));
	CHECK_INT("declined", result.why, REGISTRATION_GRANTED);
	r = stored_now(w, r->id);
	CHECK_STR("closed", state_words[r->state], S("Ditolak"));
	CHECK_STR("with his words", r->reason, S("Bukan pegawai kami"));
	CHECK("no member", !is_member(w, r));
	CHECK_INT("the maker is told",
		  letters_to(w, r->contact_email, S("tidak-dikonfirmasi")), 1);
}

TEST_DB(what_waits_stays_as_it_was_sent)
{
	struct registration_input in = typed(1);
	struct registration_result result;
	enum registration_refusal why;
	struct registration *r;

	begins(w, false);
	kpa_comes(w);
	act_as(w, OPERATOR);
	r = added(w, ROLE_BIT(ROLE_OPERATOR), "01");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("no field", result.why, REGISTRATION_WRONG_STATE);
	CHECK_OK(registration_may_attach(w, r->number, DOCUMENT_SK, &why));
	CHECK_INT("no file", why, REGISTRATION_WRONG_STATE);
	CHECK_INT("not sent again", send(w, r), REGISTRATION_WRONG_STATE);
	CHECK_OK(registration_withdraw(w, r->number, r->version, &result));
	CHECK_INT("but taken back", result.why, REGISTRATION_GRANTED);
	act_as(w, KPA);
	CHECK_INT("and confirmed no more", confirmed(w, stored_now(w, r->id)),
		  REGISTRATION_WRONG_STATE);
}

TEST_DB(anothers_address_goes_to_the_kppn_and_says_nothing)
{
	struct registration *r;
	struct registration_input in = typed(1);
	struct registration_result result;

	begins(w, false);
	act_as(w, OPERATOR);
	in.users.items[0].email = S("pelaku3@contoh.example");
	CHECK_OK(registration_create(w, &in, &result));
	hand_in(w, result.registration->number);
	r = stored_now(w, result.registration->id);
	CHECK_INT("taken as any other", send(w, r), REGISTRATION_GRANTED);
	dukcapil_works(w);
	CHECK_STR("the KPPN's", state_words[stored_now(w, r->id)->state], S("Diajukan"));
}

TEST_DB(five_are_added_in_a_day)
{
	static const char *const tails[] = { "01", "02", "03", "04", "05", "06" };
	struct registration *r = NULL;

	begins(w, true);
	act_as(w, OPERATOR);
	for (int i = 0; i < ADDITIONS_A_DAY; i++) {
		r = draft_of(w, ROLE_BIT(ROLE_OPERATOR), tails[i]);
		CHECK_INT(tails[i], send(w, r), REGISTRATION_GRANTED);
	}
	r = draft_of(w, ROLE_BIT(ROLE_OPERATOR), tails[5]);
	CHECK_INT("one more", send(w, r), REGISTRATION_MANY_TODAY);
	w->now += DAY;
	CHECK_INT("tomorrow", send(w, r), REGISTRATION_GRANTED);
}

TEST_DB(an_addition_is_one_whole_draft)
{
	struct registration *r;

	begins(w, false);
	r = drafted(w, 1);
	CHECK_INT("without its files", send(w, r), REGISTRATION_INCOMPLETE);
	r = drafted(w, 2);
	hand_in(w, r->number);
	CHECK_INT("of two", send(w, r), REGISTRATION_ONE_USER);
}

TEST_DB(a_kpa_sees_what_waits_for_him)
{
	struct registrations list;
	struct registration *r;

	begins(w, false);
	kpa_comes(w);
	act_as(w, OPERATOR);
	r = added(w, ROLE_BIT(ROLE_OPERATOR), "01");
	CHECK_OK(registration_additions(w, &list));
	CHECK_INT("not an operator", list.count, 0);
	act_as(w, KPA);
	CHECK_OK(registration_additions(w, &list));
	CHECK_INT("the KPA", list.count, 1);
	CHECK_STR("masked", str_left(list.items[0].users.items[0].nik, 7), S("9901•"));
	CHECK_INT("confirmed", confirmed(w, r), REGISTRATION_GRANTED);
	CHECK_OK(registration_additions(w, &list));
	CHECK_INT("no more", list.count, 0);
}
