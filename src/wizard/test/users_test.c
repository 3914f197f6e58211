/* What a NIK tells, said while it is typed. */
#include "wizard/test/visitor.h"

static str form_with(const char *nik)
{
	return URL("nama=Pegawai+1&nik=%s&jenis_id=NIP&nomor_id=198703142010121001"
		   "&email=pegawai1%%40contoh.example&hp=&jabatan=Analis"
		   "&peran%%5B%%5D=OPERATOR",
		   nik);
}

TEST_DB(a_nik_that_differs_from_the_nip_is_said_on_saving)
{
	str number, words = S("Tanggal lahir pada NIK (15/03/1987) berbeda");
	struct http_reply rp;

	visitor_arrives(w);
	number = begun(w, S("keuangan@contoh.example"));
	rp = press(w, URL("/pendaftaran/%.*s/pengguna/tambah", P(number)),
		   form_with("9901051503870001"));
	CHECK_INT("saved", rp.status, 303);
	rp = visit(w, led_to(&rp));
	CHECK("at once, with the name", says(&rp, S("Pengguna 1 (Pegawai 1): ")));
	CHECK("and what", says(&rp, words));
	rp = visit(w, URL("/pendaftaran/%.*s/pengguna/1", P(number)));
	CHECK("on his page", says(&rp, words));
	rp = visit(w, URL("/pendaftaran/%.*s/periksa", P(number)));
	CHECK("and at the end, with the way to it",
	      says(&rp,
		   URL("<a href=\"/pendaftaran/%.*s/pengguna/1\">Pengguna 1 (Pegawai 1):",
		       P(number))));
}

TEST(a_nik_tells_region_birth_and_sex)
{
	struct date today = { 2026, 11, 23 };

	CHECK_STR("a known region", nik_text(test_arena(), S("6471051403870003"), today),
		  S("Kota Balikpapan, Kalimantan Timur, lahir 14/03/1987, laki-laki"));
	CHECK_STR("an unknown one", nik_text(test_arena(), S("9901055403870003"), today),
		  S("Kode wilayah 9901 tidak dikenal, lahir 14/03/1987, perempuan"));
	CHECK_STR("none", nik_text(test_arena(), S("9901"), today), S(""));
}

TEST_DB(what_a_nik_tells_stands_beside_it)
{
	static const char *const pages[] = { "/pengguna/1", "/pengguna", "/periksa" };
	struct http_reply rp;
	str number;

	visitor_arrives(w);
	number = begun(w, S("keuangan@contoh.example"));
	press(w, URL("/pendaftaran/%.*s/pengguna/tambah", P(number)), user_form(1));
	for (size_t i = 0; i < COUNT(pages); i++) {
		rp = visit(w, URL("/pendaftaran/%.*s%s", P(number), pages[i]));
		CHECK(pages[i], says(&rp, S("Kode wilayah 9901 tidak dikenal, lahir "
					    "14/03/1987, laki-laki")));
	}
}
