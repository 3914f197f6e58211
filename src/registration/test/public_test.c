#include "registration/test/cast.h"

#include "registration/letters.h"

static const str mailbox = STR("keuangan@contoh.example");

/* The value of a fact in the last letter of the kind: "Kode: 123456". */
static str fact(struct work *w, str kind, str label)
{
	str letter = last_letter(w, kind);

	while (letter.n) {
		str line = str_cut(&letter, '\n');

		if (str_starts(line, label) && line.n > label.n && line.p[label.n] == ':')
			return str_trim(str_skip(line, label.n + 1));
	}
	return S("");
}

static str link_in(struct work *w, str kind)
{
	str letter = last_letter(w, kind);
	str mark = S("/pendaftaran/lanjutkan/");

	while (letter.n) {
		str line = str_cut(&letter, '\n');

		for (size_t i = 0; i + mark.n < line.n; i++)
			if (str_starts(str_skip(line, i), mark))
				return str_trim(str_skip(line, i + mark.n));
	}
	return S("");
}

static str started(struct work *w, str email)
{
	enum start_refusal why;
	str draft = S("");

	act_as(w, BEARER);
	CHECK_OK(draft_start(w, S("999101"), email, &why, &draft));
	CHECK_INT("taken", why, START_TAKEN);
	return draft;
}

/* BEARER holds the token of a confirmed, still empty draft. */
static str confirmed(struct work *w)
{
	str draft = started(w, mailbox), token;

	CHECK_OK(draft_confirm(w, draft, fact(w, S("kode"), S("Kode")), &token));
	CHECK("a token", token.n > 0);
	CHECK_OK(draft_by_token(w, token, &cast_actor(BEARER)->draft));
	CHECK("opens a request", cast_actor(BEARER)->draft != 0);
	return token;
}

static struct registration *filled(struct work *w)
{
	struct registration_input in = typed(1);
	struct registration_result result;

	confirmed(w);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("filled", result.why, REGISTRATION_GRANTED);
	return result.registration;
}

TEST_DB(a_mailbox_starts_and_sends_a_request)
{
	struct registration_input in = typed(1);
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = filled(w);
	CHECK_STR("numbered", r->number, S("REG-2026-047-00001"));
	CHECK_INT("by nobody's account", r->made_by, 0);
	CHECK_STR("NIK whole for who typed it", r->users.items[0].nik,
		  S("9901051403870001"));
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("filled once", result.why, REGISTRATION_WRONG_STATE);
	in.users.items[0].position = S("Bendahara");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("then changed", result.why, REGISTRATION_GRANTED);
	hand_in(w, r->number);
	CHECK_OK(
		registration_submit(w, r->number, result.registration->version, &result));
	CHECK_INT("sent", result.why, REGISTRATION_GRANTED);
	CHECK("with the prescribed title",
	      str_eq(registration_title(w->arena, r),
		     S("Pendaftaran User MyIntress Tipe Satker Balai Contoh Satu")));
	act_as(w, FIRST);
	CHECK_OK(registration_claim(w, r->number, result.registration->version, &result));
	CHECK_INT("the office has it", result.why, REGISTRATION_GRANTED);
}

TEST_DB(a_wrong_code_opens_nothing)
{
	str draft, right, token;

	cast_arrives(w);
	draft = started(w, mailbox);
	right = fact(w, S("kode"), S("Kode"));
	for (int i = 0; i < 5; i++) {
		CHECK_OK(draft_confirm(w, draft, S("000000x"), &token));
		CHECK_STR("wrong", token, S(""));
	}
	CHECK_OK(draft_confirm(w, draft, right, &token));
	CHECK_STR("after five tries also the right one", token, S(""));
	draft = started(w, mailbox);
	right = fact(w, S("kode"), S("Kode"));
	CHECK_OK(draft_confirm(w, S("unknown"), right, &token));
	CHECK_STR("nor for another draft", token, S(""));
	w->now += 10 * MINUTE;
	CHECK_OK(draft_confirm(w, draft, right, &token));
	CHECK_STR("nor after ten minutes", token, S(""));
}

TEST_DB(a_code_is_good_once)
{
	str draft, code, first, second;

	cast_arrives(w);
	draft = started(w, mailbox);
	code = fact(w, S("kode"), S("Kode"));
	CHECK_OK(draft_confirm(w, draft, code, &first));
	CHECK_OK(draft_confirm(w, draft, code, &second));
	CHECK("the first", first.n > 0);
	CHECK_STR("not the second", second, S(""));
}

TEST_DB(what_starts_no_draft)
{
	enum start_refusal why;
	str draft;

	cast_arrives(w);
	act_as(w, BEARER);
	CHECK_OK(draft_start(w, S("999999"), mailbox, &why, &draft));
	CHECK_INT("no such satker", why, START_NO_SATKER);
	CHECK_OK(draft_start(w, S("999101"), S("keuangan"), &why, &draft));
	CHECK_INT("no address", why, START_BAD_EMAIL);
}

TEST_DB(an_address_starts_five_drafts_a_day)
{
	enum start_refusal why;
	str draft;

	cast_arrives(w);
	for (int i = 0; i < 5; i++)
		started(w, arena_fmt(test_arena(), "satker%d@contoh.example", i));
	CHECK_OK(draft_start(w, S("999101"), S("satker9@contoh.example"), &why, &draft));
	CHECK_INT("not six", why, START_TOO_MANY);
	w->now += DAY;
	CHECK_OK(draft_start(w, S("999101"), S("satker9@contoh.example"), &why, &draft));
	CHECK_INT("tomorrow again", why, START_TAKEN);
}

TEST_DB(a_busy_mailbox_is_not_given_away)
{
	str draft;

	cast_arrives(w);
	for (int i = 0; i < 6; i++) {
		cast_actor(BEARER)->address = arena_fmt(test_arena(), "203.0.113.%d", i);
		draft = started(w, mailbox);
		CHECK("the same answer each time", draft.n == 24);
	}
	CHECK_INT("but five letters", letters_to(w, mailbox, S("kode")), 5);
}

TEST_DB(what_was_said_at_the_start_stays)
{
	struct registration_input in = typed(1);
	struct registration_result result;

	cast_arrives(w);
	confirmed(w);
	in.contact_email = S("lain@contoh.example");
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("the mailbox", result.why, REGISTRATION_INCOMPLETE);
	CHECK_STR("named", result.findings.items[0].code, S("fixed_by_start"));
	in = typed(1);
	in.satker = S("999102");
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("the satker", result.why, REGISTRATION_INCOMPLETE);
	in = typed(1);
	in.contact_email = S("");
	in.fields_set &= ~FIELD_BIT(FIELD_CONTACT_EMAIL);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("unsaid again it stands", result.why, REGISTRATION_GRANTED);
	CHECK_STR("as confirmed", result.registration->contact_email, mailbox);
}

TEST_DB(a_token_opens_no_other_request)
{
	struct registration *other, *seen;
	struct registration_result result;

	cast_arrives(w);
	other = drafted(w, 1);
	confirmed(w);
	CHECK_OK(registration_read(w, other->number, &seen));
	CHECK("not to be seen", seen == NULL);
	CHECK_OK(registration_withdraw(w, other->number, other->version, &result));
	CHECK_INT("nor to be withdrawn", result.why, REGISTRATION_NOT_FOUND);
	CHECK_OK(registration_own_draft(w, &seen));
	CHECK("its own is", seen != NULL);
}

TEST_DB(a_link_continues_a_draft_once)
{
	struct registration *r;
	int64_t id;
	str link, token, again;

	cast_arrives(w);
	r = filled(w);
	CHECK_OK(draft_resume_ask(w, r->number));
	link = link_in(w, S("lanjut"));
	CHECK("a link came", link.n == 43);
	CHECK_OK(draft_resume(w, link, &token));
	CHECK_OK(draft_by_token(w, token, &id));
	CHECK_INT("opens it", id, r->id);
	CHECK_OK(draft_resume(w, link, &again));
	CHECK_STR("not twice", again, S(""));
	CHECK_OK(draft_resume_ask(w, S("REG-2026-047-09999")));
	CHECK_OK(draft_resume_ask(w, r->number));
	link = link_in(w, S("lanjut"));
	w->now += DAY;
	CHECK_OK(draft_resume(w, link, &token));
	CHECK_STR("nor after a day", token, S(""));
}

TEST_DB(a_newer_token_ends_the_older)
{
	int64_t id;
	str old, new;
	struct registration *r;

	cast_arrives(w);
	old = confirmed(w);
	CHECK_OK(draft_enter(w, old, &r));
	CHECK("numbered on entering", r && r->number.n);
	CHECK_OK(draft_resume_ask(w, r->number));
	CHECK_OK(draft_resume(w, link_in(w, S("lanjut")), &new));
	CHECK_OK(draft_by_token(w, old, &id));
	CHECK_INT("dead", id, 0);
	CHECK_OK(draft_by_token(w, new, &id));
	CHECK_INT("alive", id, r->id);
}

TEST_DB(links_are_not_sent_without_end)
{
	struct registration *r;

	cast_arrives(w);
	r = filled(w);
	for (int i = 0; i < 9; i++)
		CHECK_OK(draft_resume_ask(w, r->number));
	CHECK_INT("three an hour", letters_to(w, mailbox, S("lanjut")), 3);
}

TEST_DB(a_return_brings_a_link)
{
	struct registration_result result;
	struct registration *r;
	struct decision d;
	int64_t id;
	str token;

	cast_arrives(w);
	r = filled(w);
	hand_in(w, r->number);
	CHECK_OK(registration_submit(w, r->number, r->version, &result));
	act_as(w, FIRST);
	CHECK_OK(registration_claim(w, r->number, result.registration->version, &result));
	d = (struct decision){ .number = r->number,
			       .version = result.registration->version,
			       .code = S("SK_TIDAK_TERBACA") };
	CHECK_OK(registration_return(w, &d, &result));
	CHECK_OK(draft_resume(w, link_in(w, S("dikembalikan")), &token));
	CHECK_OK(draft_by_token(w, token, &id));
	CHECK_INT("opens it", id, r->id);
}

TEST_DB(the_satker_hears_of_a_strangers_request)
{
	struct registration_result result;
	struct registration *r;
	enum provision_outcome outcome;
	int64_t person;

	cast_arrives(w);
	CHECK_OK(identity_provision(w,
				    &(struct new_member){
					    .nik = S("9901051403890009"),
					    .name = S("Pengguna Lama"),
					    .email = S("lama@contoh.example"),
					    .id_type = ID_NONE,
					    .unit_kind = UNIT_SATKER,
					    .unit = S("999101"),
					    .unit_name = S("Balai Contoh Satu"),
					    .roles = ROLE_BIT(ROLE_KPA),
					    .basis = S("uji"),
				    },
				    &outcome, &person));
	CHECK_OK(work_exec(
		w,
		"UPDATE account SET state = 'aktif', activated_at = $2 WHERE person = $1",
		ARGS(arg_int(person), arg_int(w->now)), NULL));
	r = filled(w);
	CHECK_INT("not of a draft",
		  letters_to(w, S("lama@contoh.example"), S("pemberitahuan")), 0);
	hand_in(w, r->number);
	CHECK_OK(registration_submit(w, r->number, r->version, &result));
	CHECK_INT("of the request",
		  letters_to(w, S("lama@contoh.example"), S("pemberitahuan")), 1);
}

TEST_DB(the_status_page_needs_number_and_secret)
{
	struct registration *r, *seen;
	int64_t wait;
	str secret;

	cast_arrives(w);
	r = submitted(w, 1);
	secret = fact(w, S("terkirim"), S("Kode rahasia"));
	CHECK("a secret came", secret.n == 14);
	CHECK_OK(registration_by_secret(w, r->number, arena_lower(w->arena, secret),
					&seen, &wait));
	CHECK("opens", seen != NULL);
	CHECK_STR("no NIK", seen->users.items[0].nik, S(""));
	CHECK_STR("no name", seen->users.items[0].name, S(""));
	CHECK_STR("no mailbox", seen->contact_email, S(""));
	CHECK_OK(
		registration_by_secret(w, S("REG-2026-047-00002"), secret, &seen, &wait));
	CHECK("not another", seen == NULL);
	for (int i = 0; i < 20; i++)
		CHECK_OK(registration_by_secret(w, r->number, S("AAAA-AAAA-AAAA"), &seen,
						&wait));
	CHECK("guessing is slowed", wait > 0);
	cast_actor(OPERATOR)->address = S("198.51.100.9");
	CHECK_OK(registration_by_secret(w, r->number, secret, &seen, &wait));
	CHECK("for that client only", seen != NULL);
}

/* Nobody but its owner has the code: it comes under the new key when it is typed. */
TEST_DB(a_code_outlives_the_turning_of_keys)
{
	str dir = arena_fmt(test_arena(), "%.*s/keys", P(test_dir()));
	struct registration *r, *seen;
	int64_t wait;
	str secret;

	cast_arrives(w);
	r = submitted(w, 1);
	secret = fact(w, S("terkirim"), S("Kode rahasia"));
	CHECK_OK(keys_rotate(dir, KEY_LOOKUP, w->now));
	CHECK_OK(keys_open(dir, false, &w->keys));
	for (int i = 0; i < 2; i++) {
		CHECK_OK(registration_by_secret(w, r->number, secret, &seen, &wait));
		CHECK("opens", seen != NULL);
		CHECK("under the key in use",
		      str_starts(stored_now(w, r->id)->secret_hash, S("2:")));
	}
}

TEST_DB(everything_wrong_is_said_at_once)
{
	static const str codes[] = { STR("fixed_by_start"), STR("date_future"),
				     STR("signer_shape") };
	struct registration_input in = typed(1);
	struct registration_result result;
	struct registration *r;

	cast_arrives(w);
	r = filled(w);
	in.contact_email = S("lain@contoh.example");
	in.basis.date.year = 2099;
	in.basis.signer_nip = S("19790509200501100");
	CHECK_OK(registration_change(w, r->number, r->version, &in, &result));
	CHECK_INT("refused", result.why, REGISTRATION_INCOMPLETE);
	for (size_t i = 0; i < COUNT(codes); i++) {
		bool said = false;

		for (size_t k = 0; k < result.findings.count; k++)
			said |= str_eq(result.findings.items[k].code, codes[i]);
		CHECK(codes[i].p, said);
	}
	CHECK_INT("and nothing else", result.findings.count, COUNT(codes));
}
