/* The queue, who may come in, and the desk. */
#include "workbench/test/fixture.h"

/* ---- the queue ---- */

TEST_DB(the_queue_is_the_own_office)
{
	str mine, other, body;

	fixture_start(w, S("simulated"));
	mine = fixture_request(w, (struct wish){ .users = 1 });
	other = fixture_request(w, (struct wish){ .satker = S("999201"), .users = 1 });
	fixture_as(ANDI);
	body = fixture_get(w, S("/verifikasi")).body;
	CHECK("ours", str_has(body, mine));
	CHECK("not theirs", !str_has(body, other));
	CHECK("time that is left", str_has(body, S("Sisa 1 hari")));
	CHECK("to be taken", str_has(body, S(">Ambil<")));
	CHECK("one waits", str_has(body, S("<dd>1</dd><dd class=\"ket\">1 total")));
	fixture_as(OTHER);
	body = fixture_get(w, S("/verifikasi")).body;
	CHECK("theirs, escaped",
	      str_has(body, other) && str_has(body, S("Balai &lt;Samarinda&gt;")));
	CHECK("not ours", !str_has(body, mine));
}

TEST_DB(the_queue_is_filtered_by_its_query)
{
	str number, body;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 2);
	CHECK("my task", str_has(fixture_get(w, S("/verifikasi?tab=tugas-saya")).body,
				 S("Lanjutkan")));
	body = fixture_get(w, S("/verifikasi?tab=belum-diambil")).body;
	CHECK("nobody's", !str_has(body, number));
	CHECK("says so", str_has(body, S("Tidak ada permohonan yang menunggu")));
	CHECK("by name", str_has(fixture_get(w, S("/verifikasi?q=rahmat")).body, number));
	body = fixture_get(w, S("/verifikasi?q=tidak+ada&jenis=pendaftaran")).body;
	CHECK("none", !str_has(body, number));
	CHECK("keeps what was asked", str_has(body, S("value=\"tidak ada\"")));
	CHECK("a way out", str_has(body, S("Hapus semua saringan")));
	body = fixture_get(w, S("/verifikasi?status=Verifikasi+KPPN&urut=satker")).body;
	CHECK("by state", str_has(body, number));
	fixture_as(MAYA);
	CHECK("of another: to be looked at",
	      str_has(fixture_get(w, S("/verifikasi")).body, S(">Lihat<")));
}

TEST_DB(the_next_request_is_the_one_that_waits_longest)
{
	struct http_reply rp;
	str first;

	fixture_start(w, S("simulated"));
	first = fixture_request(w, (struct wish){ .users = 1 });
	w->now += HOUR;
	fixture_request(w, (struct wish){ .users = 1 });
	fixture_as(ANDI);
	rp = fixture_post(w, S("/verifikasi/ambil"), S(""));
	CHECK_STR("the first", fixture_location(&rp), URL("/verifikasi/%.*s", P(first)));
	fixture_as(MAYA);
	fixture_post(w, S("/verifikasi/ambil"), S(""));
	rp = fixture_post(w, S("/verifikasi/ambil"), S(""));
	CHECK_STR("none is left", fixture_location(&rp), S("/verifikasi"));
}

TEST_DB(what_was_done_again_and_again_is_one_line_of_the_history)
{
	str number, rest;
	int lines = 0;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	rest = fixture_get(w, URL("/verifikasi/%.*s", P(number))).body;
	CHECK("two files", str_has(rest, S("2 kali")));
	for (; rest.n; rest = str_skip(rest, 1))
		lines += str_starts(rest, S("Berkas diunggah"));
	CHECK_INT("one line", lines, 1);
}

TEST_DB(a_deadline_is_explained)
{
	str number, body, path;

	fixture_start(w, S("simulated"));
	number = fixture_request(w, (struct wish){ .users = 1 });
	path = URL("/verifikasi/%.*s/tenggat", P(number));
	fixture_as(ANDI);
	CHECK("the queue leads to it",
	      str_has(fixture_get(w, S("/verifikasi")).body, path));
	w->now += HOUR;
	body = fixture_get(w, path).body;
	CHECK("how much is used", str_has(body, S("<strong>14 %</strong>")));
	CHECK("the last line",
	      str_has(body, S("Tenggat: Selasa, 24 November 2026 pukul 09.14 WITA.")));
	CHECK("on the desk as well",
	      str_has(fixture_get(w, URL("/verifikasi/%.*s", P(number))).body,
		      S("Mengapa tenggat ini?")));
	fixture_as(OTHER);
	CHECK_INT("not of another office", fixture_get(w, path).status, 404);
}

/* ---- who may come in ---- */

TEST_DB(another_office_learns_nothing)
{
	static const char *const pages[] = { "", "/kembalikan", "/tolak", "/setujui",
					     "/kedua" };
	static const char *const acts[] = {
		"/ambil",      "/lepas", "/cocok",   "/nik",
		"/kembalikan", "/tolak", "/setujui", "/kedua"
	};
	str number, none = S("REG-2026-047-99999");

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	fixture_as(OTHER);
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct http_reply theirs =
			fixture_get(w, URL("/verifikasi/%.*s%s", P(number), pages[i]));
		struct http_reply nothing =
			fixture_get(w, URL("/verifikasi/%.*s%s", P(none), pages[i]));

		CHECK_INT(pages[i], theirs.status, 404);
		CHECK_INT(pages[i], nothing.status, 404);
		CHECK(pages[i], !str_has(theirs.body, number));
	}
	for (size_t i = 0; i < COUNT(acts); i++)
		CHECK_INT(acts[i],
			  status_of(fixture_post(
				  w, URL("/verifikasi/%.*s%s", P(number), acts[i]),
				  S("alasan=x&versi=2"))),
			  404);
	CHECK_INT("nothing happened", state_of(w, number), STATE_VERIFYING);
}

TEST_DB(only_who_verifies_comes_in)
{
	static const enum who outside[] = { MAKER, CSO, KANWIL, AUDITOR };
	str number;

	fixture_start(w, S("simulated"));
	number = fixture_request(w, (struct wish){ .users = 1 });
	for (size_t i = 0; i < COUNT(outside); i++) {
		fixture_as(outside[i]);
		CHECK_INT("queue", status_of(fixture_get(w, S("/verifikasi"))), 403);
		CHECK_INT("desk",
			  status_of(fixture_get(w, URL("/verifikasi/%.*s", P(number)))),
			  403);
		CHECK_INT("claim",
			  status_of(fixture_post(
				  w, URL("/verifikasi/%.*s/ambil", P(number)), S(""))),
			  403);
		CHECK_INT("decision",
			  status_of(fixture_post(
				  w, URL("/verifikasi/%.*s/setujui", P(number)), S(""))),
			  403);
	}
	fixture_as(NOBODY);
	CHECK_INT("nobody signs in", status_of(fixture_get(w, S("/verifikasi"))), 303);
}

TEST_DB(nobody_decides_about_himself)
{
	static const char *const paths[] = { "/kembalikan", "/tolak", "/setujui",
					     "/kedua" };
	str number;

	fixture_start(w, S("simulated"));
	number = fixture_request(
		w, (struct wish){ .users = 2, .nik_of_first = fixture_nik(ANDI) });
	fixture_jobs(w);
	fixture_as(ANDI);
	fixture_post(w, URL("/verifikasi/%.*s/ambil", P(number)), S(""));
	for (size_t i = 0; i < COUNT(paths); i++) {
		str url = URL("/verifikasi/%.*s%s", P(number), paths[i]);

		CHECK_INT(paths[i], status_of(fixture_get(w, url)), 403);
		CHECK_INT(
			paths[i],
			status_of(fixture_post(
				w, url,
				S("versi=3&alasan=x&kode=GANDA&tandai%5B%5D=0:SK_TIDAK_TERBACA:sk"))),
			403);
	}
	CHECK_INT("comparing",
		  status_of(fixture_post(w, URL("/verifikasi/%.*s/cocok", P(number)),
					 S("lanjut=semua"))),
		  403);
	CHECK_INT("NIK",
		  status_of(fixture_post(w, URL("/verifikasi/%.*s/nik", P(number)),
					 S("pengguna=1"))),
		  403);
	CHECK("undecided", state_of(w, number) == STATE_VERIFYING ||
				   state_of(w, number) == STATE_SUBMITTED);
}

/* ---- the desk ---- */

TEST_DB(the_second_officer_is_told_who_holds_it)
{
	struct http_reply rp;
	str number, body;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	fixture_get(w, URL("/verifikasi/%.*s", P(number)));
	fixture_as(MAYA);
	body = fixture_get(w, URL("/verifikasi/%.*s", P(number))).body;
	CHECK("name and minute",
	      str_has(body, S("Diambil Andi Nurfadillah sejak 23 November 2026 pukul "
			      "09.14 WITA.")));
	CHECK("who looks", str_has(body, S("Andi Nurfadillah juga membuka")));
	CHECK("no decision", !str_has(body, S("Setujui")));
	CHECK("a masked NIK", str_has(body, S("9901••••")));
	CHECK_INT("no claim",
		  status_of(fixture_post(w, URL("/verifikasi/%.*s/ambil", P(number)),
					 S(""))),
		  303);
	CHECK_INT("still his", fixture_read(w, number)->claimed_by, fixture_person(ANDI));
	rp = fixture_get(w, URL("/verifikasi/%.*s/setujui", P(number)));
	CHECK_STR("back to the desk", fixture_location(&rp),
		  URL("/verifikasi/%.*s", P(number)));
	fixture_as(HEAD);
	body = fixture_get(w, URL("/verifikasi/%.*s", P(number))).body;
	CHECK("the head takes over", str_has(body, S("Ambil alih")));
	fixture_post(w, URL("/verifikasi/%.*s/ambil", P(number)), S(""));
	CHECK_INT("hers now", fixture_read(w, number)->claimed_by, fixture_person(HEAD));
}

TEST_DB(the_holder_sees_niks_and_leaves_a_trace)
{
	str number, body;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 1);
	body = fixture_get(w, URL("/verifikasi/%.*s", P(number))).body;
	CHECK("whole and grouped", str_has(body, S("9901 0514 0387 1101")));
	CHECK("provenance", str_has(body, S("simulasi, bukan data Dukcapil")));
	CHECK("green", str_has(body, S("NIK sesuai")));
	CHECK_INT("one entry", count_events(w, number, S("registration.opened")), 1);
	CHECK("no NIK in addresses",
	      !str_has(value_in(body, S("href=\"/verifikasi/")), S("9901051403871101")));
}

TEST_DB(without_an_answer_nothing_is_green)
{
	str number, body;

	fixture_start(w, S("manual"));
	number = held(w, ANDI, 1);
	body = fixture_get(w, URL("/verifikasi/%.*s", P(number))).body;
	CHECK("waiting", str_has(body, S("Belum diperiksa petugas")));
	CHECK("nobody was asked", !str_has(body, S("belum ada jawaban")) &&
					  !str_has(body, S("jawaban Dukcapil")));
	CHECK("not green", !str_has(body, S("hsl-ok")));
	CHECK("the result goes with the form",
	      str_has(body, S("name=\"hasil\" form=\"cocok\"")));
	CHECK("none is chosen beforehand", str_has(body, S("Pilih hasil</option>")));
	fixture_post(w, URL("/verifikasi/%.*s/nik", P(number)),
		     S("pengguna=1&hasil=TIDAK_DITEMUKAN"));
	body = fixture_get(w, URL("/verifikasi/%.*s", P(number))).body;
	CHECK("what the officer saw", str_has(body, S("Tidak ditemukan")) &&
					      str_has(body, S("dicatat petugas Andi "
							      "Nurfadillah")));
	fixture_post(w, URL("/verifikasi/%.*s/nik", P(number)),
		     S("pengguna=1&hasil=SESUAI"));
	body = fixture_get(w, URL("/verifikasi/%.*s", P(number))).body;
	CHECK("green now", str_has(body, S("hsl-ok")));
	fixture_post(w, URL("/verifikasi/%.*s/nik", P(number)), S("pengguna=1&hasil="));
	body = fixture_get(w, URL("/verifikasi/%.*s", P(number))).body;
	CHECK("without a choice nothing is forgotten", str_has(body, S("hsl-ok")));
}

TEST_DB(marks_stay_between_page_loads)
{
	struct http_reply rp;
	struct marks marks;
	str number, body, url;

	fixture_start(w, S("simulated"));
	number = held(w, ANDI, 2);
	url = URL("/verifikasi/%.*s/cocok", P(number));
	rp = fixture_post(w, url,
			  S("orang=1&berkas=formulir&hal=2&lanjut=berikutnya&"
			    "cocok-1-name=tidak&cocok-1-nik=cocok"));
	CHECK_STR("the next user, the same page", fixture_location(&rp),
		  URL("/verifikasi/%.*s?orang=2&berkas=formulir&hal=2", P(number)));
	body = fixture_get(w, URL("/verifikasi/%.*s?orang=1", P(number))).body;
	CHECK("what did not match",
	      str_has(body, S("name=\"cocok-1-name\" value=\"tidak\" checked")));
	CHECK("what did",
	      str_has(body, S("name=\"cocok-1-nik\" value=\"cocok\" checked")));
	fixture_post(w, url, S("orang=1&lanjut=semua"));
	CHECK_OK(marks_of(w, fixture_read(w, number), fixture_person(ANDI), &marks));
	CHECK("all of both users", marks.count > 2 * 6);
	CHECK("a difference stays", !mark_of(&marks, 1, FIELD_NAME)->matches);
	fixture_as(MAYA);
	CHECK_INT("another officer",
		  status_of(fixture_post(w, url, S("cocok-1-name=cocok"))), 303);
	fixture_as(ANDI);
	fixture_get(w, S("/verifikasi"));
	CHECK_OK(marks_of(w, fixture_read(w, number), fixture_person(ANDI), &marks));
	CHECK("changed nothing", !mark_of(&marks, 1, FIELD_NAME)->matches);
	fixture_as(HEAD);
	fixture_post(w, URL("/verifikasi/%.*s/ambil", P(number)), S(""));
	fixture_get(w, S("/verifikasi"));
	CHECK_OK(marks_of(w, fixture_read(w, number), fixture_person(HEAD), &marks));
	CHECK_INT("the next holder begins anew", marks.count, 0);
}

/* Waiting requests of the office, without the way they came. */
static void insert_many(struct work *w, int count)
{
	for (int i = 1; i <= count; i++)
		CHECK_OK(work_exec(
			w,
			"INSERT INTO registration (number, kind, state, version, origin, satker,"
			" satker_name, kppn, kppn_name, kanwil, zone, basis_type, basis_number,"
			" basis_date, signer_name, signer_nip, contact_email, users, search, round,"
			" created_at, changed_at, submitted_at, due_at, returned_at, fix_until,"
			" remind_at, claimed_at, claim_until, officer_name, second, reason_code,"
			" reason, closed_at, secret_hash) VALUES ($1, 'pendaftaran', 'Diajukan', 1,"
			" 'publik', '999101', 'Balai', '047', 'KPPN', '19', 'WITA', 'SK', 'x',"
			" '2026-11-16', 'y', 'z', 'a@b.example', 1, 'x', 1, $2, $2, $2, $3, 0, 0,"
			" 0, 0, 0, '', 0, '', '', 0, 'h')",
			ARGS(arg_str(URL("REG-2026-047-%05d", i)), arg_int(w->now),
			     arg_int(w->now + i * MINUTE)),
			NULL));
	test_next_unit(w);
}

static str link_in(str body, str rel)
{
	str found = S(""), href = S("<a href=\"/verifikasi");

	for (; body.n && !str_starts(body, rel); body = str_skip(body, 1))
		if (str_starts(body, href))
			found = str_left(str_skip(body, 9),
					 str_index(str_skip(body, 9), '"'));
	return body.n ? found : S("");
}

TEST_DB(the_queue_goes_forth_and_back)
{
	str body;

	fixture_start(w, S("simulated"));
	insert_many(w, 120);
	fixture_as(ANDI);
	body = fixture_get(w, S("/verifikasi")).body;
	CHECK("the first", str_has(body, S(">REG-2026-047-00001<")));
	CHECK("fifty", !str_has(body, S(">REG-2026-047-00051<")));
	CHECK_STR("nothing before", link_in(body, S("rel=\"prev\"")), S(""));
	body = fixture_get(w, link_in(body, S("rel=\"next\""))).body;
	CHECK("the next fifty", str_has(body, S(">REG-2026-047-00051<")) &&
					!str_has(body, S(">REG-2026-047-00050<")));
	body = fixture_get(w, link_in(body, S("rel=\"next\""))).body;
	CHECK("the rest", str_has(body, S(">REG-2026-047-00120<")));
	CHECK_STR("nothing after", link_in(body, S("rel=\"next\"")), S(""));
	body = fixture_get(w, link_in(body, S("rel=\"prev\""))).body;
	CHECK("back", str_has(body, S(">REG-2026-047-00051<")) &&
			      str_has(body, S(">REG-2026-047-00100<")));
	CHECK("a cursor of one's own making is the beginning",
	      str_has(fixture_get(w, S("/verifikasi?sesudah=x.y")).body,
		      S(">REG-2026-047-00001<")));
}
