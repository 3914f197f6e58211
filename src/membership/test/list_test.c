/* Daftar Pengguna and the page of one user. */
#include "membership/test/fixture.h"

TEST_DB(a_satker_lists_its_own_users)
{
	str body;

	fixture_start(w);
	fixture_as(SARI);
	body = get(w, S("/pengguna")).body;
	CHECK("its operator", str_has(body, S("Sari Wulandari")));
	CHECK("its KPA", str_has(body, S("Yohanes Lendo")));
	CHECK("marked as oneself", str_has(body, S("<span class=\"peran\">Anda</span>")));
	CHECK("with their basis", str_has(body, S("ST-1/2026")));
	CHECK("nobody of the neighbour", !str_has(body, S("Setiawan")));
	CHECK("counted", str_has(body, S("Aktif <span>3</span>")));
	fixture_as(BUDI);
	body = get(w, S("/pengguna")).body;
	CHECK("names are text", str_has(body, S("Budi &lt;Setiawan&gt;")));
	CHECK("a warning of being alone",
	      str_has(body, S("Hanya satu pengguna yang aktif")));
}

TEST_DB(an_office_lists_the_users_of_its_satker)
{
	str body;

	fixture_start(w);
	fixture_as(ANDI);
	body = get(w, S("/pengguna")).body;
	CHECK("of one satker", str_has(body, S("Sari Wulandari")));
	CHECK("of the other", str_has(body, S("Budi")));
	CHECK("not of another office's", !str_has(body, S("Eka Putri")));
	CHECK("masked", !str_has(body, email_of(SARI)));
	body = get(w, S("/pengguna?satker=999102&urut=nama")).body;
	CHECK("one satker of it",
	      str_has(body, S("Budi")) && !str_has(body, S("Sari Wulandari")));
	body = get(w, S("/pengguna?peran=KPA")).body;
	CHECK("one role",
	      str_has(body, S("Yohanes")) && !str_has(body, S("Sari Wulandari")));
	body = get(w, S("/pengguna?q=wulan")).body;
	CHECK("by a word", str_has(body, S("Sari")) && !str_has(body, S("Budi")));
	CHECK("which stays typed", str_has(body, S("value=\"wulan\"")));
	body = get(w, S("/pengguna?status=ditangguhkan")).body;
	CHECK("none", str_has(body, S("Tidak ada pengguna yang cocok")));
	CHECK("with a way out", str_has(body, S("Hapus semua saringan")));
}

TEST_DB(the_public_lists_nobody)
{
	fixture_start(w);
	CHECK_INT("sent to sign in", get(w, S("/pengguna")).status, 303);
}

TEST_DB(the_page_of_a_user_shows_what_he_may_and_how_it_came)
{
	str body;

	fixture_start(w);
	fixture_as(YOHANES);
	body = get(w, PATH("/pengguna/%lld", (long long)membership_of(RAHMAT))).body;
	CHECK("who", str_has(body, S("<h1>Rahmat Hidayatullah</h1>")));
	CHECK("the NIK is masked",
	      str_has(body, S("9901••••••••••••")) && !str_has(body, nik_of(RAHMAT)));
	CHECK("where", str_has(body, S("Balai Prasarana Jalan")));
	CHECK("what", str_has(body, S("Bendahara Pengeluaran")));
	CHECK("how it came", str_has(body, S("Peran diberikan")));
}

TEST_DB(the_page_of_a_user_of_others_is_no_page)
{
	static const enum who strangers[] = { BUDI, EKA, OTHER };

	fixture_start(w);
	for (size_t i = 0; i < COUNT(strangers); i++) {
		fixture_as(strangers[i]);
		CHECK_INT("a stranger",
			  get(w, PATH("/pengguna/%lld", (long long)membership_of(SARI)))
				  .status,
			  404);
		CHECK_INT("nor is there a button",
			  post(w,
			       PATH("/pengguna/%lld/aktivasi-ulang",
				    (long long)membership_of(SARI)),
			       S(""))
				  .status,
			  404);
	}
	CHECK_INT("nobody", get(w, S("/pengguna/1")).status, 404);
	CHECK_INT("no number", get(w, S("/pengguna/x")).status, 404);
}

TEST_DB(a_person_of_several_satker_is_seen_in_ones_own_only)
{
	struct new_member more = { .nik = nik_of(EKA),
				   .name = S("Eka Putri"),
				   .email = email_of(EKA),
				   .id_type = ID_NIP,
				   .id_number = S("198003142010121005"),
				   .unit_kind = UNIT_SATKER,
				   .unit = S("999101"),
				   .unit_name = S("Balai Prasarana Jalan"),
				   .roles = ROLE_BIT(ROLE_PPK),
				   .basis = S("REG-2026-047-00007") };
	int64_t id;
	str body;

	fixture_start(w);
	id = fixture_member(w, &more);
	fixture_as(YOHANES);
	body = get(w, PATH("/pengguna/%lld", (long long)id)).body;
	CHECK("ours", str_has(body, S("REG-2026-047-00007")));
	CHECK("not theirs",
	      !str_has(body, S("Balai Samarinda")) && !str_has(body, S("999201")));
	fixture_as(HQ);
	body = get(w, PATH("/pengguna/%lld", (long long)id)).body;
	CHECK("head office sees both", str_has(body, S("Balai Samarinda")));
}

TEST_DB(an_activation_is_sent_again_by_who_may)
{
	struct new_member fresh = { .nik = S("9901051403870099"),
				    .name = S("Baru Sekali"),
				    .email = S("baru@contoh.example"),
				    .id_type = ID_NONE,
				    .unit_kind = UNIT_SATKER,
				    .unit = S("999101"),
				    .unit_name = S("Balai Prasarana Jalan"),
				    .roles = ROLE_BIT(ROLE_PPK),
				    .basis = S("REG-2026-047-00008") };
	enum provision_outcome outcome;
	struct membership *m;
	int64_t person;
	str path;

	fixture_start(w);
	CHECK_OK(identity_provision(w, &fresh, &outcome, &person));
	CHECK_OK(membership_in(w, person, UNIT_SATKER, S("999101"), &m));
	path = PATH("/pengguna/%lld/aktivasi-ulang", (long long)m->id);
	w->now += 2 * MINUTE;
	fixture_as(RAHMAT);
	CHECK_INT("a bendahara may not", post(w, path, S("")).status, 403);
	fixture_as(CSO);
	CHECK_INT("a CSO may", post(w, path, S("")).status, 303);
	CHECK_INT("letters", letters(w, S("baru@contoh.example"), S("aktivasi")), 2);
}
