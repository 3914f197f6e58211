#include "registration/test/api_steps.h"

TEST_DB(a_mailbox_registers_its_first_user)
{
	struct answer a;
	str number;

	callers_arrive(w);
	a = held_by_first(w);
	number = text_at(a, S("number"));
	CHECK_STR("number", number, S("REG-2026-047-00001"));
	CHECK_STR("state", text_at(a, S("state")), S("Verifikasi KPPN"));
	CHECK_STR("by", text_at(a, S("claimed_by")), S("Andi Nurfadillah"));
	a = call(w, FIRST, path("POST", number, "/nik-check"),
		 S("{\"users\":[1],\"outcome\":\"SESUAI\"}"));
	CHECK_STR("answered", text_at(a, S("users.0.nik_check.outcome")), S("SESUAI"));
	CHECK_STR("by the officer", text_at(a, S("users.0.nik_check.source")),
		  S("manual"));
	a = call(w, FIRST, path("POST", number, "/approve"), versioned(a, ""));
	CHECK_INT("approved", a.status, 200);
	CHECK_STR("active", text_at(a, S("state")), S("Aktif"));
	CHECK_STR("the user", text_at(a, S("users.0.state")), S("Disetujui"));
	CHECK_INT("an activation",
		  letters_to(w, S("pegawai1@contoh.example"), S("aktivasi")), 1);
	a = call_with(w, S(""), S("POST /api/v1/public/status"),
		      arena_fmt(test_arena(), "{\"number\":\"%.*s\",\"secret\":\"%.*s\"}",
				P(number),
				P(fact_in(w, S("terkirim"), S("Kode rahasia")))));
	CHECK_STR("seen from outside", text_at(a, S("state")), S("Aktif"));
	CHECK("without people",
	      !str_has(a.body, S("Pegawai")) && !str_has(a.body, S("@")));
}

TEST_DB(a_new_request_says_where_it_is)
{
	struct answer a;

	callers_arrive(w);
	a = filled(w, confirmed(w));
	CHECK_STR("there", a.location, S("/api/v1/registrations/REG-2026-047-00001"));
	CHECK_STR("a draft", text_at(a, S("state")), S("Draf"));
	CHECK_STR("NIK whole for who typed it", text_at(a, S("users.0.nik")), nik);
	CHECK_INT("numbered users", int_at(a, S("users.0.n")), 1);
	CHECK_STR("roles", text_at(a, S("users.0.roles.0")), S("OPERATOR"));
	CHECK_STR("date", text_at(a, S("basis.date")), S("2026-11-16"));
	CHECK("not sent", at(a.json, S("submitted_at"))->kind == JSON_NULL);
}

TEST_DB(a_draft_is_filled_once_and_changed_afterwards)
{
	struct answer a;
	str token, number;

	callers_arrive(w);
	token = confirmed(w);
	a = filled(w, token);
	number = text_at(a, S("number"));
	CHECK_INT("once",
		  call_with(w, token, S("POST /api/v1/registrations"),
			    whole_request(S("Lain"), nik))
			  .status,
		  409);
	a = call_with(w, token, path("PATCH", number, ""),
		      versioned(a, ",\"basis\":{\"number\":\"KEP-7/2026\"}"));
	CHECK_INT("changed", a.status, 200);
	CHECK_STR("that", text_at(a, S("basis.number")), S("KEP-7/2026"));
	CHECK_STR("nothing else", text_at(a, S("basis.signer_name")), S("Yohanes Lendo"));
	CHECK_STR("nobody gone", text_at(a, S("users.0.name")), S("Pegawai Satu"));
}

TEST_DB(a_link_from_a_letter_gives_a_new_token)
{
	struct answer a;
	str old, number;

	callers_arrive(w);
	old = confirmed(w);
	number = text_at(filled(w, old), S("number"));
	a = call_with(w, S(""), S("POST /api/v1/public/resume"),
		      arena_fmt(test_arena(), "{\"number\":\"%.*s\"}", P(number)));
	CHECK_INT("asked", a.status, 202);
	a = call_with(w, S(""),
		      arena_fmt(test_arena(), "POST /api/v1/public/resume/%.*s",
				P(token_in(w, S("lanjut")))),
		      S(""));
	CHECK_STR("the number", text_at(a, S("number")), number);
	CHECK_INT("the new one opens",
		  call_with(w, text_at(a, S("token")), path("GET", number, ""), S(""))
			  .status,
		  200);
	CHECK_INT("the old one does not",
		  call_with(w, old, path("GET", number, ""), S("")).status, 401);
	CHECK_INT("the link is used up",
		  call_with(w, S(""),
			    arena_fmt(test_arena(), "POST /api/v1/public/resume/%.*s",
				      P(token_in(w, S("lanjut")))),
			    S(""))
			  .status,
		  409);
}

TEST_DB(nobody_learns_what_exists)
{
	struct answer known, unknown;

	callers_arrive(w);
	known = call_with(w, S(""), S("POST /api/v1/public/resume"),
			  arena_fmt(test_arena(), "{\"number\":\"%.*s\"}",
				    P(text_at(filled(w, confirmed(w)), S("number")))));
	unknown = call_with(w, S(""), S("POST /api/v1/public/resume"),
			    S("{\"number\":\"REG-2026-047-99999\"}"));
	CHECK_INT("resume", known.status, unknown.status);
	CHECK_STR("says the same", known.body, unknown.body);
	known = call_with(w, S(""), S("POST /api/v1/public/status"),
			  S("{\"number\":\"REG-2026-047-00001\",\"secret\":\"x\"}"));
	unknown = call_with(w, S(""), S("POST /api/v1/public/status"),
			    S("{\"number\":\"REG-2026-047-99999\",\"secret\":\"x\"}"));
	CHECK_INT("status", known.status, 404);
	CHECK_STR("says the same", text_at(known, S("detail")),
		  text_at(unknown, S("detail")));
	CHECK_INT("as many tries", unknown.status, 404);
}

TEST_DB(another_satker_s_request_is_none)
{
	struct answer a;
	str number;

	callers_arrive(w);
	a = sent(w, confirmed(w));
	number = text_at(a, S("number"));
	CHECK_INT("of another KPPN",
		  call(w, ELSEWHERE, path("GET", number, ""), S("")).status, 404);
	CHECK_STR(
		"like none at all",
		text_at(call(w, ELSEWHERE, path("GET", number, ""), S("")), S("detail")),
		text_at(call(w, ELSEWHERE, S("GET /api/v1/registrations/REG-1"), S("")),
			S("detail")));
	CHECK_INT("nor is it claimed",
		  call(w, ELSEWHERE, path("POST", number, "/claim"), versioned(a, ""))
			  .status,
		  404);
	CHECK_INT("the own one is there",
		  call(w, FIRST, path("GET", number, ""), S("")).status, 200);
	CHECK_INT("for nobody without a token",
		  call_with(w, S(""), path("GET", number, ""), S("")).status, 401);
	CHECK_INT("nor a draft",
		  call_with(w, S(""), S("POST /api/v1/registrations"),
			    whole_request(S("A"), nik))
			  .status,
		  401);
}

/* ---- files ---- */

TEST_DB(a_file_comes_back_as_it_was)
{
	struct answer a, b;
	str token, url;

	callers_arrive(w);
	token = confirmed(w);
	a = upload(w, token, text_at(filled(w, token), S("number")), S("sk"));
	CHECK_STR("hash", text_at(a, S("sha256")),
		  sha256_hex(test_arena(), letter_pdf()));
	CHECK_INT("bytes", int_at(a, S("bytes")), letter_pdf().n);
	CHECK_INT("pages", int_at(a, S("pages")), 1);
	url = arena_fmt(test_arena(), "GET /api/v1/documents/%.*s",
			P(text_at(a, S("id"))));
	b = call_with(w, token, url, S(""));
	CHECK_STR("bit by bit", b.body, letter_pdf());
	CHECK_INT("traced",
		  trail_of(w, S("REG-2026-047-00001"),
			   S("registration.document_downloaded")),
		  1);
	CHECK_INT("not yet for the office", call(w, FIRST, url, S("")).status, 404);
	CHECK_INT("never for nobody", call_with(w, S(""), url, S("")).status, 401);
}

TEST_DB(an_auditor_says_why_he_opens_a_file)
{
	struct answer a;
	str url;

	callers_arrive(w);
	a = sent(w, confirmed(w));
	CHECK_INT("both files", at(a.json, S("documents"))->count, 2);
	url = arena_fmt(test_arena(), "GET /api/v1/documents/%.*s",
			P(text_at(a, S("documents.0.id"))));
	CHECK_INT("no reason", call(w, AUDITOR, url, S("")).status, 422);
	CHECK_STR("said", text_at(call(w, AUDITOR, url, S("")), S("fields.0.name")),
		  S("reason"));
	url = arena_fmt(test_arena(), "%.*s?reason=Pemeriksaan", P(url));
	CHECK_INT("with one", call(w, AUDITOR, url, S("")).status, 200);
	CHECK_INT("another KPPN", call(w, ELSEWHERE, url, S("")).status, 404);
	CHECK_INT("the office needs none",
		  call(w, FIRST,
		       arena_fmt(test_arena(), "GET /api/v1/documents/%.*s",
				 P(text_at(a, S("documents.0.id")))),
		       S(""))
			  .status,
		  200);
}

TEST_DB(an_upload_names_its_kind)
{
	str token, number;

	callers_arrive(w);
	token = confirmed(w);
	number = text_at(filled(w, token), S("number"));
	CHECK_STR("which",
		  text_at(upload(w, token, number, S("ktp")), S("fields.0.name")),
		  S("kind"));
	CHECK_INT("of none", upload(w, token, S("REG-2026-047-99999"), S("sk")).status,
		  404);
	CHECK_INT("by nobody", upload(w, S(""), number, S("sk")).status, 401);
}

TEST_DB(the_letter_is_made_from_what_was_typed)
{
	str token, number;
	struct answer a;

	callers_arrive(w);
	token = confirmed(w);
	number = text_at(filled(w, token), S("number"));
	a = call_with(w, token, path("GET", number, "/forms/sk.pdf"), S(""));
	CHECK_INT("SK", a.status, 200);
	CHECK("a PDF", str_starts(a.body, S("%PDF-")));
	a = call_with(w, token, path("GET", number, "/forms/formulir.pdf"), S(""));
	CHECK("the form", str_starts(a.body, S("%PDF-")));
	CHECK_INT("not for others",
		  call(w, OPERATOR, path("GET", number, "/forms/sk.pdf"), S("")).status,
		  404);
	CHECK_INT("not for nobody",
		  call_with(w, S(""), path("GET", number, "/forms/sk.pdf"), S("")).status,
		  401);
	CHECK_INT(
		"who does not learn whether there is one",
		call_with(w, S(""),
			  S("GET /api/v1/registrations/REG-2026-047-99999/forms/sk.pdf"),
			  S(""))
			.status,
		401);
}

/* ---- what is refused, and how ---- */

TEST_DB(everything_wrong_is_said_at_once)
{
	struct answer a;
	str number;

	callers_arrive(w);
	a = call(
		w, OPERATOR, S("POST /api/v1/registrations"),
		S("{\"basis\":{\"type\":\"SK\",\"date\":\"2026-12-24\"},\"users\":[{\"name\":\"A\"},"
		  "{\"name\":\"B\",\"nik\":\"123\",\"roles\":[\"PPK\",\"PPSPM\"]}]}"));
	CHECK_INT("kept as a draft", a.status, 201);
	number = text_at(a, S("number"));
	a = call(w, OPERATOR, path("POST", number, "/submit"), versioned(a, ""));
	CHECK_INT("not sent", a.status, 422);
	CHECK_STR("code", text_at(a, S("code")), S("incomplete"));
	CHECK("a date to come",
	      str_has(a.body, S("\"name\":\"basis.date\",\"code\":\"date_future\"")));
	CHECK("no NIK",
	      str_has(a.body, S("\"name\":\"users[0].nik\",\"code\":\"empty\"")));
	CHECK("a short one",
	      str_has(a.body, S("\"name\":\"users[1].nik\",\"code\":\"nik_length\"")));
	CHECK("roles",
	      str_has(a.body,
		      S("\"name\":\"users[1].roles\",\"code\":\"role_conflict\"")));
	CHECK("files", str_has(a.body, S("\"name\":\"sk\",\"code\":\"empty\"")));
}

TEST_DB(what_cannot_be_kept_is_refused_at_once)
{
	static const struct {
		const char *what;
		str body;
		int status;
		str field;
	} cases[] = {
		{ "another kind",
		  STR("{\"kind\":\"perubahan\",\"users\":[{\"nik\":\"9901051403870001\"}]}"),
		  422, STR("kind") },
		{ "no kind", STR("{\"kind\":\"lain\"}"), 422, STR("kind") },
		{ "no date", STR("{\"basis\":{\"date\":\"24-12-2026\"}}"), 422,
		  STR("basis.date") },
		{ "another satker", STR("{\"satker\":\"999201\"}"), 422, STR("satker") },
		{ "no satker", STR("{\"satker\":\"1\"}"), 422, STR("satker") },
		{ "an office's role", STR("{\"users\":[{\"roles\":[\"CSO\"]}]}"), 422,
		  STR("users[0].roles[0]") },
		{ "a number twice", STR("{\"users\":[{\"n\":1},{\"n\":1}]}"), 422,
		  STR("users") },
		{ "no number of a user", STR("{\"users\":[{\"n\":9999999999}]}"), 422,
		  STR("users") },
		{ "a line end", STR("{\"users\":[{\"name\":\"a\\nb\"}]}"), 422,
		  STR("users[0].name") },
		{ "a smuggled state", STR("{\"state\":\"Aktif\"}"), 400, STR("") },
		{ "a smuggled person", STR("{\"users\":[{\"person\":7}]}"), 400,
		  STR("") },
		{ "a list as text", STR("{\"users\":\"a\"}"), 400, STR("") },
	};

	callers_arrive(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct answer a =
			call(w, OPERATOR, S("POST /api/v1/registrations"), cases[i].body);

		CHECK_INT(cases[i].what, a.status, cases[i].status);
		CHECK_STR(cases[i].what, text_at(a, S("fields.0.name")), cases[i].field);
	}
}

TEST_DB(a_version_of_the_past_is_told_the_newer_one)
{
	struct answer a, late;
	str number;

	callers_arrive(w);
	a = call(w, OPERATOR, S("POST /api/v1/registrations"),
		 whole_request(S("Satu"), nik));
	number = text_at(a, S("number"));
	CHECK_INT("first",
		  call(w, OPERATOR, path("PATCH", number, ""),
		       versioned(a, ",\"contact_email\":\"baru@contoh.example\""))
			  .status,
		  200);
	late = call(w, OPERATOR, path("PATCH", number, ""),
		    versioned(a, ",\"contact_email\":\"lain@contoh.example\""));
	CHECK_INT("second", late.status, 409);
	CHECK_STR("code", text_at(late, S("code")), S("stale"));
	CHECK_STR("as it is", text_at(late, S("registration.contact_email")),
		  S("baru@contoh.example"));
	CHECK_INT("its version", int_at(late, S("registration.version")),
		  int_at(a, S("version")) + 1);
	CHECK_STR("none",
		  text_at(call(w, OPERATOR, path("PATCH", number, ""), S("{}")),
			  S("fields.0.name")),
		  S("version"));
	CHECK_INT("an impossible one",
		  call(w, OPERATOR, path("PATCH", number, ""), S("{\"version\":-1}"))
			  .status,
		  409);
}

TEST_DB(who_comes_second_hears_who_holds_it)
{
	struct answer a;

	callers_arrive(w);
	a = held_by_first(w);
	a = call(w, SECOND, path("POST", text_at(a, S("number")), "/claim"),
		 versioned(a, ""));
	CHECK_INT("refused", a.status, 409);
	CHECK_STR("code", text_at(a, S("code")), S("claimed"));
	CHECK("by whom", str_has(text_at(a, S("detail")), S("Andi Nurfadillah")));
	CHECK_STR("and the request", text_at(a, S("registration.state")),
		  S("Verifikasi KPPN"));
}

TEST_DB(a_password_of_long_ago_is_asked_for_again)
{
	struct answer a;

	callers_arrive(w);
	a = held_by_first(w);
	cast_actor(FIRST)->authenticated_at = w->now - HOUR;
	a = call(w, FIRST, path("POST", text_at(a, S("number")), "/approve"),
		 versioned(a, ""));
	CHECK_INT("refused", a.status, 403);
	CHECK_STR("code", text_at(a, S("code")), S("reauthentication_required"));
}
