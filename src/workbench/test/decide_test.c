/* The four decisions on their pages. */
#include "workbench/test/fixture.h"

/* Every field marked in one press, as the page asks before an approval. */
static void compare_all(struct work *w, str number)
{
	CHECK_INT("compared",
		  status_of(fixture_post(w, URL("/verifikasi/%.*s/cocok", P(number)),
					 S("orang=1&lanjut=semua"))),
		  303);
}

TEST_DB(a_green_request_takes_three_steps)
{
	struct http_reply rp;
	str number, form;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 3);
	rp = fixture_post(w, URL("/verifikasi/%.*s/cocok", P(number)),
			  S("orang=1&lanjut=semua-setujui"));
	CHECK_STR("to the decision", fixture_location(&rp),
		  URL("/verifikasi/%.*s/setujui", P(number)));
	rp = fixture_get(w, fixture_location(&rp));
	CHECK_INT("shown", rp.status, 200);
	CHECK("who gets what", str_has(rp.body, S("Akun dibuat; email aktivasi ke "
						  "pegawai1@satker.example.")));
	CHECK("nothing to explain", !str_has(rp.body, S("<textarea")));
	form = URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&pengguna%%5B%%5D=2&"
		   "pengguna%%5B%%5D=3",
		   P(version_in(rp.body)));
	rp = fixture_post(w, URL("/verifikasi/%.*s/setujui", P(number)), form);
	CHECK_STR("done", fixture_location(&rp), S("/verifikasi"));
	CHECK_INT("active", state_of(w, number), STATE_ACTIVE);
	CHECK("letters", str_has(fixture_get(w, URL("/verifikasi/%.*s", P(number))).body,
				 S("Aktivasi akun")));
}

TEST_DB(some_users_are_approved_and_some_wait)
{
	struct http_reply rp;
	str number, url;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 2);
	compare_all(w, number);
	url = URL("/verifikasi/%.*s/setujui", P(number));
	rp = fixture_get(w, url);
	rp = fixture_post(w, url, URL("versi=%.*s&memilih=1", P(version_in(rp.body))));
	CHECK_INT("nobody chosen", rp.status, 422);
	CHECK("says so", str_has(rp.body, S("Pilih pengguna dari daftar")));
	rp = fixture_post(
		w, url,
		URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=2", P(version_in(rp.body))));
	CHECK_INT("one", rp.status, 303);
	CHECK_STR("back to who waits", fixture_location(&rp),
		  URL("/verifikasi/%.*s", P(number)));
	CHECK_INT("waits", fixture_read(w, number)->users.items[0].state, USER_WAITING);
	CHECK_INT("approved", fixture_read(w, number)->users.items[1].state,
		  USER_APPROVED);
}

TEST_DB(the_page_asks_that_each_field_was_compared)
{
	struct http_reply rp;
	str number, url, desk;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 2);
	url = URL("/verifikasi/%.*s/setujui", P(number));
	desk = URL("/verifikasi/%.*s/cocok", P(number));
	rp = fixture_get(w, url);
	rp = fixture_post(
		w, url,
		URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=2", P(version_in(rp.body))));
	CHECK_INT("nothing was compared", rp.status, 422);
	CHECK("the basis", str_has(rp.body, S("berkas: 6 isian belum Anda cocokkan")));
	CHECK("who is approved", str_has(rp.body, S("Pengguna 2, ")) &&
					 str_has(rp.body, S(": 7 isian belum Anda")));
	CHECK("nobody else", !str_has(rp.body, S("Pengguna 1, ")));
	rp = fixture_post(w, desk, S("orang=1&cocok-1-name=tidak&lanjut=orang"));
	CHECK("goes on", str_has(fixture_location(&rp), S("orang=2")));
	fixture_post(w, desk, S("orang=2&lanjut=orang"));
	fixture_post(w, desk, S("orang=2&lanjut=dasar"));
	rp = fixture_get(w, url);
	rp = fixture_post(
		w, url,
		URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1", P(version_in(rp.body))));
	CHECK_INT("differs", rp.status, 422);
	CHECK("says so", str_has(rp.body, S("1 isian ditandai tidak cocok")));
	CHECK_INT("nothing happened", fixture_read(w, number)->users.items[0].state,
		  USER_WAITING);
	rp = fixture_post(
		w, url,
		URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=2", P(version_in(rp.body))));
	CHECK_INT("the other one", rp.status, 303);
	CHECK_INT("is approved", fixture_read(w, number)->users.items[1].state,
		  USER_APPROVED);
}

TEST_DB(a_second_officer_sees_what_the_first_one_found)
{
	struct http_reply rp;
	str number, url;

	fixture_start(w, S("manual"));
	number = held(w, ANDI, 1);
	url = URL("/verifikasi/%.*s/setujui", P(number));
	compare_all(w, number);
	rp = fixture_get(w, url);
	fixture_post(w, url,
		     URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&alasan=Mendesak",
			 P(version_in(rp.body))));
	fixture_as(MAYA);
	rp = fixture_get(w, URL("/verifikasi/%.*s/kedua", P(number)));
	CHECK("who", str_has(rp.body, S("Andi Nurfadillah mencocokkan dengan dokumen")));
	CHECK("what", str_has(rp.body, S("13 isian cocok")));
	rp = fixture_get(w, URL("/verifikasi/%.*s", P(number)));
	CHECK("in the history", str_has(rp.body, S("Dicocokkan, putaran 1")));
	CHECK("beside the fields", str_has(rp.body, S("7 dari 7 isian dicocokkan Andi")));
}

TEST_DB(a_return_begins_with_what_did_not_match)
{
	struct http_reply rp;
	str number, url, version;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 2);
	url = URL("/verifikasi/%.*s/kembalikan", P(number));
	fixture_post(w, URL("/verifikasi/%.*s/cocok", P(number)),
		     S("orang=1&cocok-2-name=tidak&cocok-0-sk=tidak"));
	rp = fixture_get(w, url);
	CHECK("the name", str_has(rp.body, S("value=\"2:NAMA_TIDAK_SESUAI:name\" "
					     "checked")));
	CHECK("the SK", str_has(rp.body, S("value=\"0:SK_TIDAK_TERBACA:sk\" checked")));
	CHECK("the letter lists what is flagged when it is sent",
	      str_has(rp.body, S("memuat isian yang ditandai saat dikirim")) &&
		      !str_has(rp.body, S("Yth.")));
	CHECK("until when", str_has(rp.body, S("30 November 2026")));
	version = version_in(rp.body);
	rp = fixture_post(w, url, URL("versi=%.*s&alasan=Mohon+perbaiki", P(version)));
	CHECK_INT("nothing flagged", rp.status, 422);
	CHECK("says so", str_has(rp.body, S("Pilih paling sedikit satu isian")));
	CHECK("keeps the letter", str_has(rp.body, S("Mohon perbaiki</textarea>")));
	rp = fixture_post(w, url,
			  URL("versi=%.*s&alasan=Mohon+perbaiki&"
			      "tandai%%5B%%5D=2:NAMA_TIDAK_SESUAI:name",
			      P(version)));
	CHECK_INT("returned", rp.status, 303);
	CHECK_INT("state", state_of(w, number), STATE_RETURNED);
	CHECK_INT("who is flagged", fixture_read(w, number)->users.items[1].state,
		  USER_RETURNED);
	CHECK_INT("who is not", fixture_read(w, number)->users.items[0].state,
		  USER_WAITING);
}

TEST_DB(a_rejection_says_why)
{
	struct http_reply rp;
	str number, url, version;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	url = URL("/verifikasi/%.*s/tolak", P(number));
	rp = fixture_get(w, url);
	CHECK("whom to ask", str_has(rp.body, S("0542-000000")) &&
				     str_has(rp.body, S("cso@kppn047.example")));
	version = version_in(rp.body);
	rp = fixture_post(w, url,
			  URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1", P(version)));
	CHECK_INT("no reason", rp.status, 422);
	CHECK("both at once", str_has(rp.body, S("Pilih alasan penolakan")) &&
				      str_has(rp.body, S("Isi penjelasan untuk satker")));
	rp = fixture_post(
		w, url,
		URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&kode=LAINNYA", P(version)));
	CHECK_INT("no words", rp.status, 422);
	CHECK("the choice stays", str_has(rp.body, S("value=\"LAINNYA\" checked")) ||
					  str_has(rp.body, S("value=\"LAINNYA\"\n")));
	rp = fixture_post(w, url,
			  URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&kode=GANDA&"
			      "alasan=Sudah+ada",
			      P(version)));
	CHECK_INT("rejected", rp.status, 303);
	CHECK_INT("state", state_of(w, number), STATE_REJECTED);
	CHECK_STR("code", fixture_read(w, number)->reason_code, S("GANDA"));
}

TEST_DB(without_a_positive_answer_two_officers_decide)
{
	struct http_reply rp;
	str number, url, second, version;

	fixture_start(w, S("manual"));
	number = held(w, ANDI, 1);
	compare_all(w, number);
	url = URL("/verifikasi/%.*s/setujui", P(number));
	second = URL("/verifikasi/%.*s/kedua", P(number));
	rp = fixture_get(w, url);
	CHECK("said before", str_has(rp.body, S("Perlu petugas kedua")));
	version = version_in(rp.body);
	rp = fixture_post(w, url,
			  URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1", P(version)));
	CHECK_INT("no reason", rp.status, 409);
	CHECK("asked", str_has(rp.body, S("id=\"alasan\"")));
	rp = fixture_post(w, url,
			  URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&"
			      "alasan=KTP+asli+sudah+dilihat",
			      P(version)));
	CHECK_INT("first", rp.status, 303);
	CHECK_INT("waits", fixture_read(w, number)->users.items[0].state, USER_WAITING);
	CHECK_INT(
		"not the same officer",
		status_of(fixture_post(w, second,
				       URL("versi=%lld&memilih=1&pengguna%%5B%%5D=1",
					   (long long)fixture_read(w, number)->version))),
		403);
	fixture_as(MAYA);
	rp = fixture_get(w, URL("/verifikasi/%.*s", P(number)));
	CHECK("offered", str_has(rp.body, S("Putuskan sebagai petugas kedua")));
	CHECK("and not denied", !str_has(rp.body, S("tetapi tidak memutus")));
	rp = fixture_get(w, S("/verifikasi?tab=petugas-kedua"));
	CHECK("in the queue", str_has(rp.body, S("Periksa sebagai petugas kedua")));
	fixture_as(ANDI);
	rp = fixture_get(w, S("/verifikasi?tab=petugas-kedua"));
	CHECK("not for the first", !str_has(rp.body, number));
	fixture_as(MAYA);
	rp = fixture_get(w, second);
	CHECK("the first one's reason", str_has(rp.body, S("KTP asli sudah dilihat")) &&
						str_has(rp.body, S("Andi Nurfadillah")));
	rp = fixture_post(
		w, second,
		URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1", P(version_in(rp.body))));
	CHECK_INT("second", rp.status, 303);
	CHECK_INT("active", state_of(w, number), STATE_ACTIVE);
}

TEST_DB(the_second_officer_may_return_instead)
{
	struct http_reply rp;
	struct marks marks;
	str number, url;

	fixture_start(w, S("manual"));
	number = held(w, ANDI, 1);
	compare_all(w, number);
	url = URL("/verifikasi/%.*s/setujui", P(number));
	rp = fixture_get(w, url);
	fixture_post(w, url,
		     URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&alasan=Mendesak",
			 P(version_in(rp.body))));
	fixture_as(MAYA);
	fixture_post(w, URL("/verifikasi/%.*s/cocok", P(number)),
		     S("cocok-1-name=tidak"));
	CHECK_OK(marks_of(w, fixture_read(w, number), fixture_person(MAYA), &marks));
	CHECK_INT("who does not hold it compares nothing", marks.count, 0);
	rp = fixture_get(w, URL("/verifikasi/%.*s/kembalikan", P(number)));
	CHECK_INT("shown", rp.status, 200);
	rp = fixture_post(w, URL("/verifikasi/%.*s/kembalikan", P(number)),
			  URL("versi=%.*s&tandai%%5B%%5D=1:NIK_TIDAK_SESUAI:nik",
			      P(version_in(rp.body))));
	CHECK_INT("returned", rp.status, 303);
	CHECK_INT("state", state_of(w, number), STATE_RETURNED);
}

TEST_DB(a_stale_decision_loses_nothing)
{
	struct http_reply rp;
	str number, url, version;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	url = URL("/verifikasi/%.*s/tolak", P(number));
	version = version_in(fixture_get(w, url).body);
	w->now += MINUTE;
	fixture_post(w, URL("/verifikasi/%.*s/lepas", P(number)),
		     URL("versi=%.*s", P(version)));
	fixture_post(w, URL("/verifikasi/%.*s/ambil", P(number)), S(""));
	rp = fixture_post(w, url,
			  URL("versi=%.*s&dibuka=%lld&memilih=1&pengguna%%5B%%5D=1&"
			      "kode=GANDA&alasan=Sudah+ada+pada+permohonan+lain",
			      P(version), (long long)TEST_NOW));
	CHECK_INT("conflict", rp.status, 409);
	CHECK("says so", str_has(rp.body, S("berubah sejak Anda membukanya")));
	CHECK("what happened", str_has(rp.body, S("Dilepas ke antrean")));
	CHECK("typed words stay", str_has(rp.body, S("Sudah ada pada permohonan lain")));
	rp = fixture_post(w, url,
			  URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&kode=GANDA&"
			      "alasan=Sudah+ada",
			      P(version_in(rp.body))));
	CHECK_INT("with the new version", rp.status, 303);
	CHECK_INT("state", state_of(w, number), STATE_REJECTED);
}

TEST_DB(a_decision_that_was_overtaken_is_told)
{
	struct http_reply rp;
	str number, url, form;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	url = URL("/verifikasi/%.*s/tolak", P(number));
	form = URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&kode=GANDA&alasan=Sama",
		   P(version_in(fixture_get(w, url).body)));
	fixture_as(HEAD);
	fixture_post(w, URL("/verifikasi/%.*s/ambil", P(number)), S(""));
	fixture_as(ANDI);
	rp = fixture_post(w, url, form);
	CHECK_INT("conflict", rp.status, 409);
	CHECK("by whom", str_has(rp.body, S("dipegang Bambang Susilo sejak")));
	CHECK("typed words stay", str_has(rp.body, S("Sama</textarea>")));
	CHECK("nothing to send", !str_has(rp.body, S("Tolak permohonan</button>")));
}

TEST_DB(the_password_is_asked_before_the_decision)
{
	struct http_reply rp;
	str number, url, version;

	fixture_start(w, S("manual"));
	number = held(w, ANDI, 1);
	compare_all(w, number);
	url = URL("/verifikasi/%.*s/setujui", P(number));
	version = version_in(fixture_get(w, url).body);
	fixture_password_at(TEST_NOW - LATELY_DECIDING - 1);
	rp = fixture_get(w, url);
	CHECK_STR("before", fixture_location(&rp),
		  URL("/masuk/ulang?lanjut=%.*s", P(url)));
	rp = fixture_post(w, url,
			  URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1&alasan=Mendesak",
			      P(version)));
	CHECK_INT("too late", rp.status, 403);
	CHECK("typed words stay", str_has(rp.body, S("value=\"alasan=Mendesak\"")));
	CHECK("as do boxes", str_has(rp.body, S("value=\"pengguna[]=1\"")));
	CHECK("and where they go",
	      str_has(rp.body, URL("name=\"lanjut\" value=\"%.*s\"", P(url))));
	CHECK("not the token", !str_has(rp.body, S("value=\"_csrf=")));
	CHECK_INT("undecided", state_of(w, number), STATE_VERIFYING);
}

TEST_DB(only_the_officer_learns_of_a_taken_address)
{
	struct http_reply rp;
	str number, url;

	fixture_start(w, S("simulated"));
	number = fixture_request(
		w, (struct wish){ .users = 1,
				  .email_of_first = S("orang3@kantor.example") });
	fixture_jobs(w);
	fixture_as(ANDI);
	fixture_post(w, URL("/verifikasi/%.*s/ambil", P(number)), S(""));
	compare_all(w, number);
	url = URL("/verifikasi/%.*s/setujui", P(number));
	rp = fixture_get(w, url);
	CHECK("said before", str_has(rp.body, S("sudah terdaftar atas nama orang lain")));
	CHECK("nobody to approve", !str_has(rp.body, S("Setujui pengguna</button>")));
	rp = fixture_post(
		w, url,
		URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1", P(version_in(rp.body))));
	CHECK_INT("refused", rp.status, 409);
	CHECK("and again", str_has(rp.body, S("Email ini milik orang lain")));
	rp = fixture_get(w, URL("/verifikasi/%.*s/kembalikan", P(number)));
	CHECK("to be returned", str_has(rp.body, S("value=\"1:LAINNYA:email\" checked")));
	CHECK("in words that tell the satker nothing",
	      str_has(rp.body, S("Email perlu diperbaiki")));
}

TEST_DB(a_new_activation_link_can_be_sent)
{
	struct http_reply rp;
	str number, url;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	compare_all(w, number);
	url = URL("/verifikasi/%.*s/setujui", P(number));
	rp = fixture_get(w, url);
	fixture_post(
		w, url,
		URL("versi=%.*s&memilih=1&pengguna%%5B%%5D=1", P(version_in(rp.body))));
	fixture_jobs(w);
	CHECK("offered", str_has(fixture_get(w, URL("/verifikasi/%.*s", P(number))).body,
				 S("Kirim ulang")));
	url = URL("/verifikasi/%.*s/aktivasi", P(number));
	CHECK_INT("sent", status_of(fixture_post(w, url, S("pengguna=1"))), 303);
	CHECK_INT("nobody", status_of(fixture_post(w, url, S("pengguna=9"))), 404);
	fixture_as(OTHER);
	CHECK_INT("not by another office",
		  status_of(fixture_post(w, url, S("pengguna=1"))), 404);
}
