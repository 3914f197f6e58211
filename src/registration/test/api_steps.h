/* Steps of a request by the API, for the tests of the API only. */
#pragma once

#include "registration/test/caller.h"

static inline str path(const char *method, str number, const char *rest)
{
	return arena_fmt(test_arena(), "%s /api/v1/registrations/%.*s%s", method,
			 P(number), rest);
}

static inline str versioned(struct answer a, const char *rest)
{
	return arena_fmt(test_arena(), "{\"version\":%lld%s}",
			 (long long)int_at(a, S("version")), rest);
}

static const str nik = STR("9901051403870001");

/* ---- the public way ---- */

static inline str confirmed(struct work *w)
{
	struct answer a = call_with(
		w, S(""), S("POST /api/v1/public/registrations"),
		S("{\"satker\":\"999101\",\"contact_email\":\"keuangan@contoh.example\"}"));
	str url =
		arena_fmt(test_arena(), "POST /api/v1/public/registrations/%.*s/confirm",
			  P(text_at(a, S("draft"))));

	CHECK_INT("started", a.status, 202);
	a = call_with(w, S(""), url,
		      arena_fmt(test_arena(), "{\"code\":\"%.*s\"}",
				P(fact_in(w, S("kode"), S("Kode")))));
	CHECK_INT("confirmed", a.status, 200);
	CHECK("no number yet", at(a.json, S("number"))->kind == JSON_NULL);
	return text_at(a, S("token"));
}

static inline struct answer filled(struct work *w, str token)
{
	struct answer a = call_with(w, token, S("POST /api/v1/registrations"),
				    whole_request(S("Pegawai Satu"), nik));

	CHECK_INT("filled", a.status, 201);
	return a;
}

static inline struct answer sent(struct work *w, str token)
{
	struct answer a = filled(w, token);
	str number = text_at(a, S("number"));

	CHECK_INT("SK", upload(w, token, number, S("sk")).status, 201);
	CHECK_INT("form", upload(w, token, number, S("formulir")).status, 201);
	a = call_with(w, token, path("POST", number, "/submit"), versioned(a, ""));
	CHECK_INT("sent", a.status, 200);
	return a;
}

static inline struct answer held_by_first(struct work *w)
{
	struct answer a = sent(w, confirmed(w));

	a = call(w, FIRST, path("POST", text_at(a, S("number")), "/claim"),
		 versioned(a, ""));
	CHECK_INT("claimed", a.status, 200);
	return a;
}
