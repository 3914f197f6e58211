#include "mail/mail.h"
#include "registration/internal.h"
#include "test/test.h"

/*
 * One complete request of two users; each row of the tables below changes one
 * thing and says what is then found. Region 99 and .example do not exist.
 */
static const struct date today = { 2026, 11, 23 };

static struct registration complete(void)
{
	struct registration r = {
		.number = S("REG-2026-047-00001"),
		.satker = S("999101"),
		.satker_name = S("Balai Contoh"),
		.basis = { BASIS_SK,
			   S("KEP-118/2026"),
			   { 2026, 11, 16 },
			   S("Yohanes Lendo"),
			   S("197905092005011002") },
		.contact_email = S("keuangan@contoh.example"),
		.round = 1,
	};

	*PUSH(test_arena(), &r.users) = (struct applicant){
		.n = 1,
		.name = S("Rahmat Hidayatullah"),
		.nik = S("9901051403870003"),
		.id_type = ID_NIP,
		.id_number = S("198703142010121003"),
		.email = S("rahmat@contoh.example"),
		.phone = S("081234567890"),
		.position = S("Bendahara Pengeluaran"),
		.roles = ROLE_BIT(ROLE_BENDAHARA),
	};
	*PUSH(test_arena(), &r.users) = (struct applicant){
		.n = 2,
		.name = S("Ni Made Ayu Pratiwi"),
		.nik = S("9901056208910002"),
		.id_type = ID_NRP,
		.id_number = S("91080123"),
		.email = S("ayu@contoh.example"),
		.position = S("Analis"),
		.roles = ROLE_BIT(ROLE_OPERATOR),
	};
	return r;
}

static struct input_world world(void)
{
	return (struct input_world){
		.today = today,
		.samples = true,
		.has_sk = true,
		.has_form = true,
		.address_valid = mail_address_valid,
	};
}

static struct findings found_in(const struct registration *r, struct input_world of)
{
	struct findings found = { 0 };

	request_findings(test_arena(), r, &of, &found);
	return found;
}

static str codes_of(const struct findings *found)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < found->count; i++) {
		str path = finding_path(test_arena(), &found->items[i]);

		buf_fmt(&b, "%s%.*s %.*s", i ? ", " : "", P(path),
			P(found->items[i].code));
	}
	return buf_str(&b);
}

TEST(a_complete_request_has_no_findings)
{
	struct registration r = complete();
	struct findings found = found_in(&r, world());

	CHECK_STR("nothing", codes_of(&found), S(""));
}

static void set_text(struct registration *r, enum field f, str value)
{
	struct applicant *u = &r->users.items[0];
	str *places[FIELDS] = {
		[FIELD_SATKER] = &r->satker,
		[FIELD_BASIS_NUMBER] = &r->basis.number,
		[FIELD_SIGNER_NAME] = &r->basis.signer_name,
		[FIELD_SIGNER_NIP] = &r->basis.signer_nip,
		[FIELD_CONTACT_EMAIL] = &r->contact_email,
		[FIELD_NAME] = &u->name,
		[FIELD_NIK] = &u->nik,
		[FIELD_ID_NUMBER] = &u->id_number,
		[FIELD_EMAIL] = &u->email,
		[FIELD_PHONE] = &u->phone,
		[FIELD_POSITION] = &u->position,
	};

	*places[f] = value;
}

/* A value typed into the request or its first user, and all that is then found. */
static const struct {
	enum field field;
	str typed;
	str want;
} values[] = {
	{ FIELD_SATKER, STR(""), STR("satker satker_shape") },
	{ FIELD_SATKER, STR("99910"), STR("satker satker_shape") },
	{ FIELD_SATKER, STR("99910a"), STR("satker satker_shape") },
	{ FIELD_BASIS_NUMBER, STR(""), STR("basis.number empty") },
	{ FIELD_BASIS_NUMBER, STR("  "), STR("basis.number empty") },
	{ FIELD_SIGNER_NAME, STR(""), STR("basis.signer_name empty") },
	{ FIELD_SIGNER_NIP, STR(""), STR("basis.signer_nip empty") },
	{ FIELD_SIGNER_NIP, STR("19790509200501100"),
	  STR("basis.signer_nip signer_shape") },
	{ FIELD_SIGNER_NIP, STR("1790"), STR("basis.signer_nip signer_shape") },
	{ FIELD_SIGNER_NIP, STR("31940312/P"), STR("") },
	{ FIELD_SIGNER_NIP, STR("198703142010121003"),
	  STR("users[0].id_number self_appointed") },
	{ FIELD_CONTACT_EMAIL, STR(""), STR("contact_email empty") },
	{ FIELD_CONTACT_EMAIL, STR("keuangan"), STR("contact_email email_shape") },
	{ FIELD_CONTACT_EMAIL, STR("a@b"), STR("contact_email email_shape") },
	{ FIELD_NAME, STR(""), STR("users[0].name empty") },
	{ FIELD_NIK, STR(""), STR("users[0].nik empty") },
	{ FIELD_NIK, STR("990105140387000"), STR("users[0].nik nik_length") },
	{ FIELD_NIK, STR("99010514038700031"), STR("users[0].nik nik_length") },
	{ FIELD_NIK, STR("990105140387000X"), STR("users[0].nik nik_digits") },
	{ FIELD_NIK, STR("9901053202870003"), STR("users[0].nik nik_date") },
	{ FIELD_NIK, STR("9901051403870000"), STR("users[0].nik nik_serial") },
	{ FIELD_NIK, STR("7777777777777777"), STR("users[0].nik nik_same_digit") },
	{ FIELD_NIK, STR("9901051503870003"), STR("users[0].id_number nik_nip_birth") },
	{ FIELD_NIK, STR("9901055403870003"), STR("users[0].id_number nik_nip_sex") },
	{ FIELD_NIK, STR("9901055503870003"),
	  STR("users[0].id_number nik_nip_birth, users[0].id_number nik_nip_sex") },
	{ FIELD_NIK, STR("9801051403870003"), STR("users[0].nik region_unknown") },
	{ FIELD_NIK, STR("9901056208910002"),
	  STR("users[0].id_number nik_nip_birth, users[0].id_number nik_nip_sex, "
	      "users[1].nik nik_repeated") },
	{ FIELD_ID_NUMBER, STR(""), STR("users[0].id_number empty") },
	{ FIELD_ID_NUMBER, STR("19870314201012100"),
	  STR("users[0].id_number nip_shape") },
	{ FIELD_ID_NUMBER, STR("060123456"), STR("users[0].id_number nip_shape") },
	{ FIELD_ID_NUMBER, STR("198703142024211003"), STR("") },
	{ FIELD_ID_NUMBER, STR("91080123"),
	  STR("users[0].id_number nip_shape, users[1].id_number id_number_repeated") },
	{ FIELD_EMAIL, STR(""), STR("users[0].email empty") },
	{ FIELD_EMAIL, STR("rahmat@"), STR("users[0].email email_shape") },
	{ FIELD_EMAIL, STR("rahmat hidayat@contoh.example"),
	  STR("users[0].email email_shape") },
	{ FIELD_EMAIL, STR("AYU@contoh.example"), STR("users[1].email email_repeated") },
	{ FIELD_PHONE, STR(""), STR("") },
	{ FIELD_PHONE, STR("0812345678"), STR("") },
	{ FIELD_PHONE, STR("081234567890123"), STR("") },
	{ FIELD_PHONE, STR("081234567"), STR("users[0].phone phone_shape") },
	{ FIELD_PHONE, STR("0812345678901234"), STR("users[0].phone phone_shape") },
	{ FIELD_PHONE, STR("0212345678"), STR("users[0].phone phone_shape") },
	{ FIELD_PHONE, STR("08123x5678"), STR("users[0].phone phone_shape") },
	{ FIELD_POSITION, STR(""), STR("users[0].position empty") },
};

TEST(each_value_is_found_right_or_wrong)
{
	for (size_t i = 0; i < COUNT(values); i++) {
		struct registration r = complete();
		struct findings found;

		set_text(&r, values[i].field, values[i].typed);
		found = found_in(&r, world());
		CHECK_STR(values[i].typed.p, codes_of(&found), values[i].want);
	}
}

TEST(dates_of_the_basis)
{
	static const struct {
		struct date date;
		str want;
	} dates[] = {
		{ { 0 }, STR("basis.date empty") },
		{ { 2026, 11, 23 }, STR("") },
		{ { 2026, 11, 24 }, STR("basis.date date_future") },
		{ { 2019, 1, 2 }, STR("") },
	};

	for (size_t i = 0; i < COUNT(dates); i++) {
		struct registration r = complete();
		struct findings found;

		r.basis.date = dates[i].date;
		found = found_in(&r, world());
		CHECK_STR("date", codes_of(&found), dates[i].want);
	}
}

TEST(roles_of_a_user)
{
	static const struct {
		role_set roles;
		str want;
	} sets[] = {
		{ 0, STR("users[0].roles empty") },
		{ ROLE_BIT(ROLE_PPK) | ROLE_BIT(ROLE_PPSPM),
		  STR("users[0].roles role_conflict") },
		{ ROLE_BIT(ROLE_PPK) | ROLE_BIT(ROLE_BENDAHARA),
		  STR("users[0].roles role_conflict") },
		{ ROLE_BIT(ROLE_PPSPM) | ROLE_BIT(ROLE_BENDAHARA),
		  STR("users[0].roles role_conflict") },
		{ ROLE_BIT(ROLE_KPA) | ROLE_BIT(ROLE_BENDAHARA),
		  STR("users[0].roles role_conflict") },
		{ ROLE_BIT(ROLE_KPA) | ROLE_BIT(ROLE_PPK), STR("") },
		{ ROLE_BIT(ROLE_KPA) | ROLE_BIT(ROLE_PPSPM), STR("") },
		{ ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_BENDAHARA), STR("") },
	};

	for (size_t i = 0; i < COUNT(sets); i++) {
		struct registration r = complete();
		struct findings found;

		r.users.items[0].roles = sets[i].roles;
		found = found_in(&r, world());
		CHECK_STR("roles", codes_of(&found), sets[i].want);
	}
}

TEST(what_is_not_chosen_or_not_there)
{
	struct registration r = complete();
	struct input_world of = world();
	struct findings found;

	of.has_sk = of.has_form = false;
	r.basis.type = BASIS_TYPES;
	r.users.items[0].id_type = ID_TYPES;
	r.users.items[0].id_number = S("");
	found = found_in(&r, of);
	CHECK_STR(
		"each once", codes_of(&found),
		S("basis.type empty, sk empty, formulir empty, users[0].id_type empty"));
	r.users.count = 0;
	of = world();
	r.basis.type = BASIS_ST;
	found = found_in(&r, of);
	CHECK_STR("nobody named", codes_of(&found), S("users empty"));
}

TEST(who_has_no_number_needs_none)
{
	struct registration r = complete();
	struct findings found;

	r.users.items[0].id_type = ID_NONE;
	r.users.items[0].id_number = S("");
	found = found_in(&r, world());
	CHECK_STR("nothing", codes_of(&found), S(""));
}

TEST(an_unlikely_age_is_a_hint)
{
	static const struct {
		str nik;
		str want;
	} ages[] = {
		{ STR("9901052311090001"), STR("") },		      /* 17 today */
		{ STR("9901052411090001"), STR("users[0].nik age") }, /* 17 tomorrow */
		{ STR("9901052311510001"), STR("") },		      /* 75 today */
		{ STR("9901052311500001"), STR("users[0].nik age") }, /* 76 today */
	};

	for (size_t i = 0; i < COUNT(ages); i++) {
		struct registration r = complete();
		struct findings found;

		r.users.items[0].nik = ages[i].nik;
		r.users.items[0].id_type = ID_NONE;
		found = found_in(&r, world());
		CHECK_STR(ages[i].nik.p, codes_of(&found), ages[i].want);
		CHECK("a hint", !findings_refuse(&found));
	}
}

TEST(the_sample_region_is_unknown_in_production)
{
	struct registration r = complete();
	struct input_world of = world();
	struct findings found;

	of.samples = false;
	found = found_in(&r, of);
	CHECK_STR("both users", codes_of(&found),
		  S("users[0].nik region_unknown, users[1].nik region_unknown"));
	CHECK("hints only", !findings_refuse(&found));
}

TEST(a_number_used_before_warns)
{
	struct registration r = complete();
	struct input_world of = world();
	struct findings found;

	of.basis_used_by = S("REG-2026-047-00007");
	found = found_in(&r, of);
	CHECK_STR("warned", codes_of(&found), S("basis.number basis_used"));
	CHECK("not refused", !findings_refuse(&found));
	CHECK_STR("names the other", finding_text(test_arena(), &found.items[0]),
		  S("Nomor SK ini sudah dipakai pada permohonan REG-2026-047-00007. "
		    "Periksa kembali sebelum mengirim"));
}

TEST(everything_is_said_at_once)
{
	struct registration r = complete();
	struct findings found;

	r.basis.number = S("");
	r.basis.date = (struct date){ 2030, 1, 1 };
	r.users.items[0].nik = S("990105140387000");
	r.users.items[0].email = S("x");
	r.users.items[1].roles = ROLE_BIT(ROLE_PPK) | ROLE_BIT(ROLE_PPSPM);
	found = found_in(&r, world());
	CHECK_STR(
		"five", codes_of(&found),
		S("basis.number empty, basis.date date_future, users[0].nik nik_length, "
		  "users[0].email email_shape, users[1].roles role_conflict"));
	CHECK("refused", findings_refuse(&found));
}

/* ---- the sentences ---- */

TEST(sentences_of_findings)
{
	const struct {
		struct finding f;
		str want;
	} cases[] = {
		{ finding_of(FINDING_EMPTY, 0, FIELD_BASIS_NUMBER, S(""), S("")),
		  S("Isi nomor SK") },
		{ finding_of(FINDING_EMPTY, 1, FIELD_NIK, S(""), S("")), S("Isi NIK") },
		{ finding_of(FINDING_EMPTY, 1, FIELD_ROLES, S(""), S("")),
		  S("Pilih peran") },
		{ finding_of(FINDING_EMPTY, 0, FIELD_FORM, S(""), S("")),
		  S("Unggah formulir pendaftaran") },
		{ finding_of(FINDING_EMPTY, 0, FIELD_SK, S(""), S("")),
		  S("Unggah SK atau surat tugas") },
		{ finding_of(FINDING_NIK_LENGTH, 1, FIELD_NIK, S("15"), S("")),
		  S("NIK harus 16 angka, saat ini 15 angka") },
		{ finding_of(FINDING_NIK_REPEATED, 2, FIELD_NIK, S(""), S("Rahmat")),
		  S("NIK ini sudah diisi untuk pengguna Rahmat") },
		{ finding_of(FINDING_ROLE_CONFLICT, 1, FIELD_ROLES, S("PPK"), S("PPSPM")),
		  S("Peran PPK tidak boleh dirangkap dengan PPSPM") },
		{ finding_of(FINDING_DATE_FUTURE, 0, FIELD_BASIS_DATE, S(""), S("")),
		  S("Tanggal SK tidak boleh melewati hari ini") },
		{ finding_of(FINDING_NIK_NIP_BIRTH, 1, FIELD_ID_NUMBER, S("14/03/1987"),
			     S("15/03/1987")),
		  S("Tanggal lahir pada NIK (14/03/1987) berbeda dengan tanggal lahir pada "
		    "NIP (15/03/1987)") },
		{ finding_of(FINDING_TOO_LONG, 1, FIELD_NAME, S("200"), S("{lain}")),
		  S("Nama lengkap paling banyak 200 karakter") },
		{ finding_of(FINDING_NIK_REPEATED, 2, FIELD_NIK, S(""), S("{nilai}")),
		  S("NIK ini sudah diisi untuk pengguna {nilai}") },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].f.code.p, finding_text(test_arena(), &cases[i].f),
			  cases[i].want);
}

TEST(every_finding_has_a_sentence)
{
	for (int k = 0; k < FINDINGS; k++) {
		struct finding f =
			finding_of((enum finding_kind)k, 1, FIELD_NAME, S("1"), S("2"));
		str text = finding_text(test_arena(), &f);

		CHECK("a code", f.code.n > 0);
		CHECK(f.code.p, text.n >= 10);
		CHECK("no hole is left",
		      !str_has(text, S("{")) && !str_has(text, S("}")));
	}
}

TEST(every_field_has_words)
{
	for (int f = FIELD_NONE + 1; f < FIELDS; f++) {
		CHECK("a name", field_words[f].n > 0);
		CHECK("a label", field_labels[f].n > 0);
	}
}

/* ---- tidying ---- */

TEST(input_is_tidied)
{
	struct arena *a = test_arena();
	struct registration_input in = {
		.satker = S(" 999101 "),
		.basis = { .signer_nip = S("19790509 200501 1 002") },
		.contact_email = S(" a@b.example\t"),
	};
	struct applicant *u;

	*PUSH(a, &in.users) = (struct applicant){
		.name = S("  Rahmat "),
		.nik = S("9901 0514 0387 0003"),
		.id_number = S("19870314 201012 1 003"),
		.phone = S("+62 812-3456-7890"),
	};
	*PUSH(a, &in.users) = (struct applicant){
		.id_type = ID_NRP,
		.id_number = S(" 9108/p "),
		.phone = S("6281234567890"),
	};
	*PUSH(a, &in.users) = (struct applicant){
		.n = 7,
		.id_type = ID_NONE,
		.id_number = S("123"),
		.phone = S("0812 3456 789"),
	};
	input_tidy(a, &in);
	CHECK_STR("satker", in.satker, S("999101"));
	CHECK_STR("NIP of the signatory", in.basis.signer_nip, S("197905092005011002"));
	CHECK_STR("mailbox", in.contact_email, S("a@b.example"));
	u = in.users.items;
	CHECK_STR("name", u[0].name, S("Rahmat"));
	CHECK_STR("NIK", u[0].nik, S("9901051403870003"));
	CHECK_STR("NIP", u[0].id_number, S("198703142010121003"));
	CHECK_STR("+62", u[0].phone, S("081234567890"));
	CHECK_INT("numbered", u[0].n, 1);
	CHECK_STR("NRP in capitals", u[1].id_number, S("9108/P"));
	CHECK_STR("62", u[1].phone, S("081234567890"));
	CHECK_INT("numbered", u[1].n, 2);
	CHECK_STR("none has no number", u[2].id_number, S(""));
	CHECK_STR("spaces", u[2].phone, S("08123456789"));
	CHECK_INT("keeps its number", u[2].n, 7);
}

static struct findings unkept_of(const struct registration_input *in)
{
	struct findings found = { 0 };

	input_unkept(test_arena(), in, &found);
	return found;
}

TEST(characters_that_nobody_sees_are_not_kept)
{
	struct registration_input in = { 0 };
	struct findings found;

	in.basis.number = S("KEP-1\u200b/2026");
	in.basis.signer_name = S("Yohanes\u202e Lendo");
	*PUSH(test_arena(), &in.users) = (struct applicant){
		.n = 1,
		.name = S("Siti\u2066 Aminah"),
		.nik = S("\u202a9901014502900001"),
		.position = S("Bendahara\u200f"),
	};
	found = unkept_of(&in);
	CHECK_STR(
		"each field says so", codes_of(&found),
		S("basis.number hidden_characters, basis.signer_name hidden_characters, "
		  "users[0].name hidden_characters, users[0].nik hidden_characters, "
		  "users[0].position hidden_characters"));
}

TEST(what_cannot_be_kept_as_a_draft)
{
	struct registration_input in = { 0 };
	struct findings found = unkept_of(&in);
	char *long_name = arena_alloc(test_arena(), TEXT_MAX + 1);

	CHECK_STR("an empty draft is kept", codes_of(&found), S(""));
	for (int i = 0; i <= TEXT_MAX; i++)
		long_name[i] = 'a';
	in.basis.number = S("KEP\n1");
	in.basis.date = (struct date){ -1, 0, 0 };
	in.basis.signer_name = S("\xff");
	in.kind = KINDS;
	*PUSH(test_arena(), &in.users) = (struct applicant){
		.n = 1,
		.name = { long_name, TEXT_MAX + 1 },
		.roles = ROLE_BIT(ROLE_PUSAT) | ROLE_BIT(ROLE_OPERATOR),
	};
	found = unkept_of(&in);
	CHECK_STR("five", codes_of(&found),
		  S("kind unknown_word, basis.number not_text, basis.date date_shape, "
		    "basis.signer_name not_text, users[0].name too_long, "
		    "users[0].roles role_unknown"));
	in = (struct registration_input){ 0 };
	for (int i = 0; i < USERS_MAX; i++)
		PUSH(test_arena(), &in.users)->n = i + 1;
	found = unkept_of(&in);
	CHECK_STR("fifty users", codes_of(&found), S(""));
	PUSH(test_arena(), &in.users)->n = USERS_MAX + 1;
	found = unkept_of(&in);
	CHECK_STR("fifty-one", codes_of(&found), S("users users_many"));
}
