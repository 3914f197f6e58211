#include "registration/test/api_steps.h"

/* ---- decisions ---- */

TEST_DB(without_an_answer_of_dukcapil_two_approve)
{
	struct answer a;
	str number;

	callers_arrive(w);
	a = held_by_first(w);
	number = text_at(a, S("number"));
	CHECK_STR("alone",
		  text_at(call(w, FIRST, path("POST", number, "/approve"),
			       versioned(a, "")),
			  S("code")),
		  S("nik_waiting"));
	a = call(w, FIRST, path("POST", number, "/approve"),
		 versioned(a, ",\"reason\":\"KTP asli sudah dilihat\""));
	CHECK_INT("asks for a second", a.status, 200);
	CHECK_STR("says so", text_at(a, S("waiting_for")), S("second"));
	CHECK_STR("of the user", text_at(a, S("users.0.waiting_for")), S("second"));
	CHECK_STR("who still waits", text_at(a, S("users.0.state")), S("Menunggu"));
	CHECK_INT(
		"another person",
		call(w, FIRST, path("POST", number, "/second"), versioned(a, "")).status,
		403);
	a = call(w, SECOND, path("POST", number, "/second"), versioned(a, ""));
	CHECK_STR("done", text_at(a, S("state")), S("Aktif"));
	CHECK("waits no more", at(a.json, S("waiting_for"))->kind == JSON_NULL);
}

TEST_DB(a_return_reopens_what_it_names)
{
	struct answer a;
	str number, token;

	callers_arrive(w);
	a = held_by_first(w);
	number = text_at(a, S("number"));
	a = call(
		w, FIRST, path("POST", number, "/return"),
		versioned(
			a,
			",\"flags\":[{\"user\":1,\"field\":\"name\",\"code\":\"NAMA_TIDAK_SESUAI\","
			"\"note\":\"Sesuai KTP\"}],\"reason\":\"Mohon diperbaiki\""));
	CHECK_STR("returned", text_at(a, S("state")), S("Perlu Perbaikan"));
	CHECK_STR("what", text_at(a, S("flags.0.field")), S("name"));
	CHECK("until", at(a.json, S("fix_until"))->kind == JSON_TEXT);
	a = call_with(w, S(""),
		      arena_fmt(test_arena(), "POST /api/v1/public/resume/%.*s",
				P(token_in(w, S("dikembalikan")))),
		      S(""));
	token = text_at(a, S("token"));
	a = call_with(w, token, path("GET", number, ""), S(""));
	CHECK_STR("the maker sees why", text_at(a, S("flags.0.note")), S("Sesuai KTP"));
	CHECK_STR(
		"another field",
		text_at(call_with(
				w, token, path("PATCH", number, ""),
				versioned(
					a,
					",\"users\":[{\"n\":1,\"phone\":\"081299999999\"}]")),
			S("code")),
		S("not_reopened"));
	a = call_with(w, token, path("PATCH", number, ""),
		      versioned(a, ",\"users\":[{\"n\":1,\"name\":\"Pegawai Kesatu\"}]"));
	CHECK_INT("the flagged one", a.status, 200);
	a = call_with(w, token, path("POST", number, "/submit"), versioned(a, ""));
	CHECK_INT("again", int_at(a, S("round")), 2);
}

TEST_DB(a_rejection_says_why)
{
	struct answer a;
	str number;

	callers_arrive(w);
	a = held_by_first(w);
	number = text_at(a, S("number"));
	CHECK_INT(
		"without",
		call(w, FIRST, path("POST", number, "/reject"), versioned(a, "")).status,
		422);
	a = call(w, FIRST, path("POST", number, "/reject"),
		 versioned(a,
			   ",\"code\":\"BUKAN_PEGAWAI\",\"reason\":\"Tidak tercatat\""));
	CHECK_STR("rejected", text_at(a, S("state")), S("Ditolak"));
	CHECK_STR("why", text_at(a, S("users.0.reason_code")), S("BUKAN_PEGAWAI"));
}

TEST_DB(an_operator_is_not_an_officer)
{
	static const char *const acts[] = { "/claim",  "/release", "/return",
					    "/reject", "/approve", "/second" };
	struct answer a;

	callers_arrive(w);
	a = sent(w, confirmed(w));
	for (size_t i = 0; i < COUNT(acts); i++)
		CHECK_INT(acts[i],
			  call(w, OPERATOR,
			       path("POST", text_at(a, S("number")), acts[i]),
			       versioned(a, ""))
				  .status,
			  403);
}

/* ---- who sees what ---- */

TEST_DB(a_nik_is_whole_for_its_holder_only)
{
	struct answer a;
	str number;

	callers_arrive(w);
	a = sent(w, confirmed(w));
	number = text_at(a, S("number"));
	CHECK("masked in the queue",
	      !str_has(call(w, FIRST, path("GET", number, ""), S("")).body, nik));
	call(w, FIRST, path("POST", number, "/claim"), versioned(a, ""));
	CHECK_STR(
		"whole for the holder",
		text_at(call(w, FIRST, path("GET", number, ""), S("")), S("users.0.nik")),
		nik);
	CHECK_INT("traced", trail_of(w, number, S("registration.opened")), 1);
	CHECK("masked for his colleague",
	      !str_has(call(w, SECOND, path("GET", number, ""), S("")).body, nik));
	CHECK("and the auditor",
	      !str_has(call(w, AUDITOR, path("GET", number, ""), S("")).body, nik));
}

TEST_DB(the_public_form_hears_nothing_of_dukcapil)
{
	struct answer a;
	str token;

	callers_arrive(w);
	token = confirmed(w);
	a = sent(w, token);
	call(w, FIRST, path("POST", text_at(a, S("number")), "/claim"), versioned(a, ""));
	call(w, FIRST, path("POST", text_at(a, S("number")), "/nik-check"),
	     S("{\"outcome\":\"TIDAK_SESUAI\"}"));
	a = call_with(w, token, path("GET", text_at(a, S("number")), ""), S(""));
	CHECK("no check", at(a.json, S("users.0.nik_check"))->kind == JSON_NULL);
	a = call(w, FIRST, path("GET", text_at(a, S("number")), ""), S(""));
	CHECK_STR("the officer does", text_at(a, S("users.0.nik_check.outcome")),
		  S("TIDAK_SESUAI"));
}

TEST_DB(warnings_are_for_officers_and_makers)
{
	struct answer a;
	str number;

	callers_arrive(w);
	sent(w, confirmed(w));
	a = call(w, OPERATOR, S("POST /api/v1/registrations"),
		 whole_request(S("Satu"), nik));
	number = text_at(a, S("number"));
	CHECK("the maker",
	      str_has(a.body, S("\"field\":\"basis.number\",\"code\":\"basis_used\"")));
	CHECK("the KPA", str_has(call(w, KPA, path("GET", number, ""), S("")).body,
				 S("basis_used")));
}

/* ---- lists ---- */

TEST_DB(a_list_goes_on_page_by_page)
{
	struct answer a;
	size_t seen = 0;
	str url = S("GET /api/v1/registrations?limit=2&sort=-diubah"), next;

	callers_arrive(w);
	for (int i = 0; i < 5; i++)
		call(w, OPERATOR, S("POST /api/v1/registrations"), S("{}"));
	do {
		a = call(w, OPERATOR, url, S(""));
		seen += at(a.json, S("items"))->count;
		next = text_at(a, S("next"));
		url = arena_fmt(
			test_arena(),
			"GET /api/v1/registrations?limit=2&sort=-diubah&after=%.*s",
			P(next));
	} while (next.n);
	CHECK_INT("all", seen, 5);
	CHECK_INT("of another office none",
		  at(call(w, ELSEWHERE, S("GET /api/v1/registrations"), S("")).json,
		     S("items"))
			  ->count,
		  0);
}

TEST_DB(a_list_knows_its_words)
{
	static const char *const wrong[] = { "state=Baru", "kind=lain", "tab=semua",
					     "sort=nama",  "limit=0",	"limit=201",
					     "after=x" };
	struct answer a;
	str next;

	callers_arrive(w);
	for (size_t i = 0; i < COUNT(wrong); i++)
		CHECK_INT(wrong[i],
			  call(w, FIRST,
			       arena_fmt(test_arena(), "GET /api/v1/registrations?%s",
					 wrong[i]),
			       S(""))
				  .status,
			  422);
	sent(w, confirmed(w));
	call(w, OPERATOR, S("POST /api/v1/registrations"), S("{}"));
	a = call(w, OPERATOR, S("GET /api/v1/registrations?state=Diajukan"), S(""));
	CHECK_INT("by state", at(a.json, S("items"))->count, 1);
	a = call(w, FIRST, S("GET /api/v1/registrations?tab=antrean&q=pegawai"), S(""));
	CHECK_INT("by name", at(a.json, S("items"))->count, 1);
	a = call(w, OPERATOR, S("GET /api/v1/registrations?limit=1&sort=-diubah"), S(""));
	next = text_at(a, S("next"));
	CHECK_INT("a cursor of another order",
		  call(w, OPERATOR,
		       arena_fmt(test_arena(),
				 "GET /api/v1/registrations?sort=satker&after=%.*s",
				 P(next)),
		       S(""))
			  .status,
		  422);
}

TEST_DB(the_next_one_is_claimed_by_deadline)
{
	struct answer a;

	callers_arrive(w);
	CHECK_INT(
		"none waits",
		call(w, FIRST, S("POST /api/v1/registrations/claim-next"), S("")).status,
		404);
	sent(w, confirmed(w));
	a = call(w, FIRST, S("POST /api/v1/registrations/claim-next"), S(""));
	CHECK_STR("held", text_at(a, S("claimed_by")), S("Andi Nurfadillah"));
}
