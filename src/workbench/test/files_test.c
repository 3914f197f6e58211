/* Documents: who may open them, and what that leaves behind. */
#include "audit/audit.h"
#include "workbench/test/fixture.h"

static str document_of_request(struct work *w, str number)
{
	struct documents all;

	CHECK_OK(documents_of(w, S("registration"), fixture_read(w, number)->id, &all));
	return arena_str(test_arena(), documents_current(&all, DOCUMENT_SK)->id);
}

TEST_DB(pages_are_pictures_for_who_may_open_the_sk)
{
	struct http_reply rp;
	str number, other, id, url;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	other = fixture_request(w, (struct wish){ .satker = S("999102"), .users = 1 });
	id = document_of_request(w, number);
	url = URL("/verifikasi/%.*s/berkas/%.*s/hal/", P(number), P(id));
	rp = fixture_get(w, URL("%.*s1", P(url)));
	CHECK_INT("a page", rp.status, 200);
	CHECK_STR("a picture", header_of(&rp, S("Content-Type")), S("image/png"));
	CHECK_STR("not kept", header_of(&rp, S("Cache-Control")), S("no-store"));
	CHECK("harmless",
	      str_has(header_of(&rp, S("Content-Security-Policy")), S("sandbox")));
	fixture_get(w, URL("%.*s2", P(url)));
	CHECK_INT("one reading, one entry",
		  count_events(w, number, S("registration.document_opened")), 1);
	CHECK_INT("no such page", status_of(fixture_get(w, URL("%.*s3", P(url)))), 404);
	CHECK_INT("of another request",
		  status_of(fixture_get(
			  w, URL("/verifikasi/%.*s/berkas/%.*s/hal/1", P(other), P(id)))),
		  404);
	fixture_as(OTHER);
	CHECK_INT("of another office", status_of(fixture_get(w, URL("%.*s1", P(url)))),
		  404);
	fixture_as(AUDITOR);
	CHECK_INT("without a reason", status_of(fixture_get(w, URL("%.*s1", P(url)))),
		  403);
	fixture_as(MAKER);
	CHECK_INT("the maker", status_of(fixture_get(w, URL("%.*s1", P(url)))), 200);
}

TEST_DB(a_picture_that_is_not_there_says_so)
{
	struct http_reply rp;
	str number, id;

	fixture_start(w, S("simulated"));
	number = fixture_request(w, (struct wish){ .users = 1 });
	id = document_of_request(w, number);
	fixture_as(ANDI);
	CHECK("on the desk",
	      str_has(fixture_get(w, URL("/verifikasi/%.*s", P(number))).body,
		      S("Gambar halaman sedang disiapkan")));
	rp = fixture_get(w, URL("/verifikasi/%.*s/berkas/%.*s/hal/1", P(number), P(id)));
	CHECK_STR("as a picture", header_of(&rp, S("Content-Type")), S("image/svg+xml"));
}

TEST_DB(a_file_is_given_back_as_it_came)
{
	struct http_reply rp;
	str number, url;

	fixture_start(w, S("simulated"));
	number = fixture_request(w, (struct wish){ .users = 1 });
	url = URL("/berkas/%.*s", P(document_of_request(w, number)));
	fixture_as(ANDI);
	rp = fixture_get(w, url);
	CHECK("the bytes", str_starts(rp.body, S("%PDF-")));
	CHECK_STR("to be kept", header_of(&rp, S("Content-Disposition")),
		  S("attachment; filename=\"SK_KEP-118.pdf\""));
	CHECK("harmless",
	      str_has(header_of(&rp, S("Content-Security-Policy")), S("sandbox")));
	CHECK_INT("an entry",
		  count_events(w, number, S("registration.document_downloaded")), 1);
	fixture_as(OTHER);
	CHECK_INT("not another office", status_of(fixture_get(w, url)), 404);
	CHECK_INT(
		"as if there were none",
		status_of(fixture_get(w, S("/berkas/00000000000000000000000000000000"))),
		404);
	fixture_as(NOBODY);
	CHECK_INT("not nobody", status_of(fixture_get(w, url)), 303);
}

TEST_DB(who_looks_from_afar_says_why)
{
	struct audit_entries all;
	struct http_reply rp;
	str number, url;

	fixture_start(w, S("simulated"));
	number = fixture_request(w, (struct wish){ .users = 1 });
	url = URL("/berkas/%.*s", P(document_of_request(w, number)));
	fixture_as(KANWIL);
	rp = fixture_get(w, url);
	CHECK("asked", str_has(rp.body, S("Alasan membuka berkas")));
	CHECK_INT("no reason", status_of(fixture_post(w, url, S("alasan=+"))), 422);
	rp = fixture_post(w, url, S("alasan=Supervisi+triwulan"));
	CHECK_STR("goes on", fixture_location(&rp), url);
	CHECK_OK(audit_of(w, S("registration"), number, 1, &all));
	CHECK_STR("in the trail", all.items[0].reason, S("Supervisi triwulan"));
	CHECK("the bytes", str_starts(fixture_get(w, url).body, S("%PDF-")));
	w->now += LATELY;
	CHECK("asked again",
	      str_has(fixture_get(w, url).body, S("Alasan membuka berkas")));
}
