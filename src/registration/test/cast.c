#include "registration/test/cast.h"

static struct actor cast[CAST];

static const struct {
	str nik;
	str name;
	enum role role;
	enum unit_kind kind;
	str unit;
} members[CAST] = {
	[OPERATOR] = { STR("9901051403800001"), STR("Sari Wulandari"), ROLE_OPERATOR,
		       UNIT_SATKER, STR("999101") },
	[KPA] = { STR("9901051403800002"), STR("Yohanes Lendo"), ROLE_KPA, UNIT_SATKER,
		  STR("999101") },
	[FIRST] = { STR("9901051403800003"), STR("Andi Nurfadillah"), ROLE_VERIFIKATOR,
		    UNIT_KPPN, STR("047") },
	[SECOND] = { STR("9901051403800004"), STR("Budi Santoso"), ROLE_VERIFIKATOR,
		     UNIT_KPPN, STR("047") },
	[HEAD] = { STR("9901051403800005"), STR("Dewi Lestari"), ROLE_KEPALA, UNIT_KPPN,
		   STR("047") },
	[CSO] = { STR("9901051403800006"), STR("Rina Contoh"), ROLE_CSO, UNIT_KPPN,
		  STR("047") },
	[ELSEWHERE] = { STR("9901051403800007"), STR("Tono Contoh"), ROLE_VERIFIKATOR,
			UNIT_KPPN, STR("046") },
	[AUDITOR] = { STR("9901051403800008"), STR("Wati Contoh"), ROLE_AUDITOR,
		      UNIT_PUSAT, STR("DJPB") },
	[BEARER] = { STR(""), STR(""), ROLE_PUBLIC, UNIT_NONE, STR("") },
};

void cast_arrives(struct work *w)
{
	fixture_directory(w);
	for (int m = 0; m < CAST; m++) {
		str mailbox = arena_fmt(test_arena(), "pelaku%d@contoh.example", m);
		int64_t person = members[m].nik.n
					 ? fixture_person(w, members[m].nik,
							  members[m].name, mailbox)
					 : 0;

		cast[m] = fixture_actor(person, members[m].role, members[m].kind,
					members[m].unit);
		cast[m].name = members[m].name;
	}
	act_as(w, OPERATOR);
}

const struct actor *act_as(struct work *w, enum member m)
{
	w->actor = &cast[m];
	return w->actor;
}

struct actor *cast_actor(enum member m)
{
	return &cast[m];
}

struct registration_input typed(int users)
{
	struct registration r = fixture_request(users);
	struct registration_input in = {
		.satker = r.satker,
		.basis = r.basis,
		.contact_email = r.contact_email,
		.users = r.users,
		.fields_set = ~(uint64_t)0,
		.users_set = true,
	};

	for (int i = 0; i < users; i++)
		in.users.items[i].fields_set = ~(uint64_t)0;
	return in;
}

struct registration *drafted(struct work *w, int users)
{
	struct registration_input in = typed(users);
	struct registration_result result;

	act_as(w, OPERATOR);
	CHECK_OK(registration_create(w, &in, &result));
	CHECK_INT("created", result.why, REGISTRATION_GRANTED);
	return result.registration;
}

void hand_in(struct work *w, str number)
{
	for (int k = 0; k < DOCUMENT_KINDS; k++) {
		struct document_taken t = {
			.id = hex(test_arena(), str_left(token_new(test_arena()), 16)),
			.file_name = S("SK.pdf"),
			.sha256 = sha256_hex(test_arena(), S("x")),
			.bytes = 1000,
			.pages = 1,
		};
		struct attached kept;

		CHECK_OK(
			registration_attach(w, number, (enum document_kind)k, &t, &kept));
		CHECK_INT("attached", kept.why, REGISTRATION_GRANTED);
	}
}

struct registration *submitted(struct work *w, int users)
{
	struct registration *r = drafted(w, users);
	struct registration_result result;

	hand_in(w, r->number);
	CHECK_OK(registration_submit(w, r->number, r->version, &result));
	CHECK_INT("submitted", result.why, REGISTRATION_GRANTED);
	return result.registration;
}

struct registration *held(struct work *w, int users)
{
	struct registration *r = submitted(w, users);
	struct registration_result result;

	act_as(w, FIRST);
	CHECK_OK(registration_claim(w, r->number, r->version, &result));
	CHECK_INT("claimed", result.why, REGISTRATION_GRANTED);
	return result.registration;
}

void nik_found(struct work *w, const struct registration *r, int user, enum nik_outcome o)
{
	struct registration_result result;
	struct decision d = {
		.number = r->number,
		.version = r->version,
		.users = user ? &user : NULL,
		.user_count = 1,
	};

	CHECK_OK(registration_nik_check(w, &d, (int)o, &result));
	CHECK_INT("checked", result.why, REGISTRATION_GRANTED);
}

struct registration *green(struct work *w, int users)
{
	struct registration *r = held(w, users);

	nik_found(w, r, 0, NIK_SESUAI);
	return r;
}

struct decision about(const struct registration *r)
{
	return (struct decision){ .number = r->number, .version = r->version };
}

struct registration_result approved(struct work *w, struct decision d)
{
	struct registration_result result;

	CHECK_OK(registration_approve(w, &d, &result));
	return result;
}

struct registration *stored_now(struct work *w, int64_t id)
{
	struct registration *r;

	CHECK_OK(registration_find_id(w, id, &r));
	CHECK("there", r != NULL);
	return r;
}

int letters_to(struct work *w, str mailbox, str kind)
{
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM mail /* may scan */ WHERE recipient = $1 AND kind = $2",
		ARGS(arg_str(mailbox), arg_str(kind)));
	int n = rows_next(&r) ? (int)row_int(&r, 0) : 0;

	CHECK_OK(rows_end(&r));
	return n;
}

str last_letter(struct work *w, str kind)
{
	int64_t id = 0;
	str body = S(""), text = S("");
	struct rows r =
		work_query(w,
			   "SELECT id, body FROM mail /* may scan */ WHERE kind = $1"
			   " ORDER BY id DESC LIMIT 1",
			   ARGS(arg_str(kind)));

	if (rows_next(&r)) {
		id = row_int(&r, 0);
		body = row_bytes(&r, 1);
	}
	CHECK_OK(rows_end(&r));
	CHECK("the letter opens",
	      unseal(w->keys, w->arena,
		     arena_fmt(w->arena, "mail|body|%lld", (long long)id), body, &text));
	return text;
}

int trail_of(struct work *w, str subject, str event)
{
	struct audit_entries entries;
	int n = 0;

	CHECK_OK(audit_of(w, S("registration"), subject, 200, &entries));
	for (size_t i = 0; i < entries.count; i++)
		n += str_eq(entries.items[i].event, event);
	return n;
}
