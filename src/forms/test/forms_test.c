#include <poppler.h>

#include "forms/internal.h"
#include "registration/registration.h"
#include "test/test.h"

static struct form_request sample(struct arena *a, int users)
{
	struct form_request rq = {
		.draft = STR("REG-2026-991-00318"),
		.number = STR("KEP-12/KPA/2026"),
		.date = { 2026, 11, 20 },
		.place = STR("Makassar"),
		.satker = STR("999101"),
		.satker_name = STR("Balai Pelatihan Contoh Makassar"),
		.ministry = STR("Kementerian Contoh"),
		.eselon1 = STR("Direktorat Jenderal Contoh"),
		.kppn = { STR("KPPN Contoh"), STR("Jalan Contoh Nomor 1"),
			  STR("(0411) 555001"), STR("cso@kppn.example") },
		.signer_name = STR("Andi Pratama, S.E."),
		.signer_nip = STR("197503142000031001"),
	};

	for (int i = 1; i <= users; i++)
		*PUSH(a, &rq.users) = (struct form_user){
			.name = arena_fmt(a, "Siti Rahmāwati %02d", i),
			.nik = arena_fmt(a, "99010155039000%02d", i),
			.id_number = arena_fmt(a, "1990031520150320%02d", i),
			.email = arena_fmt(a, "siti.rahmawati%02d@balai.example", i),
			.phone = arena_fmt(a, "0812345678%02d", i),
			.position = S("Bendahara Pengeluaran"),
			.roles = S("Operator, Bendahara"),
		};
	return rq;
}

/* The text without white space: where a line ends is not what is said. */
static str squeeze(str text)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] > ' ')
			buf_char(&b, text.p[i]);
	return buf_str(&b);
}

static struct strs pages_of(str pdf)
{
	GBytes *bytes = g_bytes_new(pdf.p, pdf.n);
	PopplerDocument *d = poppler_document_new_from_bytes(bytes, NULL, NULL);
	struct strs pages = { 0 };

	for (int i = 0; i < poppler_document_get_n_pages(d); i++) {
		PopplerPage *p = poppler_document_get_page(d, i);
		char *text = poppler_page_get_text(p);

		*PUSH(test_arena(), &pages) = squeeze(str_from(text));
		g_free(text);
		g_object_unref(p);
	}
	g_object_unref(d);
	g_bytes_unref(bytes);
	return pages;
}

static str all_of(struct strs pages)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < pages.count; i++)
		buf_add(&b, pages.items[i]);
	return buf_str(&b);
}

static struct strs made(struct work *w, enum form_kind k, const struct form_request *rq)
{
	str pdf = { 0 };

	CHECK_OK(forms_make(w, k, rq, &pdf));
	return pages_of(pdf);
}

static void check_has(str text, str part)
{
	CHECK(arena_cstr(test_arena(), part), str_has(text, squeeze(part)));
}

static void check_user(str text, const struct form_user *u)
{
	check_has(text, u->name);
	check_has(text, u->nik);
	check_has(text, u->id_number);
	check_has(text, u->email);
	check_has(text, u->position);
	check_has(text, u->roles);
}

TEST_DB(every_letter_holds_every_field)
{
	struct form_request rq = sample(w->arena, 3);

	for (int k = 0; k < FORM_KINDS; k++) {
		str text = all_of(made(w, (enum form_kind)k, &rq));

		check_has(text, rq.number);
		check_has(text, S("20 November 2026"));
		check_has(text, S("di Makassar"));
		check_has(text, rq.satker);
		check_has(text, rq.signer_name);
		check_has(text, rq.signer_nip);
		for (size_t i = 0; i < rq.users.count; i++)
			check_user(text, &rq.users.items[i]);
		CHECK("no name is left open", !str_has(text, S("{")));
		CHECK("nothing is left to fill in", !str_has(text, S("....")));
	}
}

/* Labels stand in a column of their own, which is read before or after the text. */
static void check_labels(str text, const str *labels, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_has(text, labels[i]);
}

TEST_DB(an_sk_has_the_parts_of_a_keputusan_in_their_order)
{
	static const str labels[] = { STR("Menimbang"),	 STR("Mengingat"),
				      STR("Menetapkan"), STR("PERTAMA"),
				      STR("KEDUA"),	 STR("KETIGA"),
				      STR("KEEMPAT") };
	static const str parts[] = {
		STR("KEMENTERIAN CONTOH"),
		STR("BALAI PELATIHAN CONTOH MAKASSAR"),
		STR("KEPUTUSAN KUASA PENGGUNA ANGGARAN"),
		STR("NOMOR KEP-12/KPA/2026"),
		STR("TENTANG"),
		STR("bahwa untuk"),
		STR("bahwa berdasarkan"),
		STR("Undang-Undang Nomor 17"),
		STR("Nomor 62 Tahun 2023"),
		STR("MEMUTUSKAN:"),
		STR("KEPUTUSAN KUASA PENGGUNA ANGGARAN"),
		STR("Menunjuk pegawai"),
		STR("Segala biaya"),
		STR("wajib menaati"),
		STR("mulai berlaku"),
		STR("Ditetapkan di Makassar"),
		STR("LAMPIRAN"),
		STR("DAFTAR PENGGUNA"),
	};
	struct form_request rq = sample(w->arena, 1);
	str text = all_of(made(w, FORM_SK, &rq));

	check_labels(text, labels, COUNT(labels));
	for (size_t i = 0; i < COUNT(parts); i++) {
		str part = squeeze(parts[i]);

		CHECK(arena_cstr(test_arena(), parts[i]), str_has(text, part));
		while (!str_starts(text, part))
			text = str_skip(text, 1);
		text = str_skip(text, part.n);
	}
}

TEST_DB(an_st_has_its_own_shape)
{
	static const str labels[] = { STR("Dasar"), STR("Kepada"), STR("Untuk") };
	struct form_request rq = sample(w->arena, 1);
	str text = all_of(made(w, FORM_ST, &rq));

	check_has(text, S("SURAT TUGAS"));
	check_labels(text, labels, COUNT(labels));
	check_has(text, S("dengan ini memberi tugas:"));
	CHECK("it decides nothing", !str_has(text, S("MEMUTUSKAN")));
}

TEST_DB(fifty_users_span_pages_with_the_head_on_each)
{
	struct form_request rq = sample(w->arena, 50);
	struct strs pages = made(w, FORM_SK, &rq);
	size_t with_users = 0, heads = 0;

	for (size_t i = 0; i < pages.count; i++) {
		with_users += str_has(pages.items[i], S("@balai.example"));
		heads += str_has(pages.items[i], S("NIKNIP/NRP"));
	}
	CHECK("more than one page", with_users > 1);
	CHECK_INT("a head each", heads, with_users);
	for (size_t i = 0; i < rq.users.count; i++)
		check_user(all_of(pages), &rq.users.items[i]);
}

TEST_DB(each_page_says_of_which_draft_it_is)
{
	struct form_request rq = sample(w->arena, 50);
	struct strs pages = made(w, FORM_ST, &rq);

	for (size_t i = 0; i < pages.count; i++) {
		check_has(pages.items[i], S("MyIntress ST REG-2026-991-00318"));
		check_has(pages.items[i], arena_fmt(w->arena, "halaman %zu dari %zu",
						    i + 1, pages.count));
	}
}

TEST_DB(no_signature_stands_alone)
{
	for (int length = 1; length < 80; length += 6) {
		struct form_request rq = sample(w->arena, 1);
		struct buf name = buf_new(w->arena);
		struct strs pages;

		for (int i = 0; i < length; i++)
			buf_add(&name, S("Balai "));
		rq.satker_name = str_trim(buf_str(&name));
		pages = made(w, FORM_SK, &rq);
		for (size_t i = 0; i + 1 < pages.count; i++)
			CHECK_INT("with the last clause",
				  str_has(pages.items[i], S("Ditetapkandi")),
				  str_has(pages.items[i], S("mulaiberlakupada")));
	}
}

TEST_DB(the_same_request_is_the_same_file)
{
	struct form_request rq = sample(w->arena, 2);
	str one, two;

	CHECK_OK(forms_make(w, FORM_REGISTRATION, &rq, &one));
	CHECK_OK(forms_make(w, FORM_REGISTRATION, &rq, &two));
	CHECK("equal", str_eq(one, two));
}

TEST_DB(a_blank_one_leaves_dots_and_rows)
{
	struct form_office office = { .name = STR("KPPN Contoh") };

	for (int k = 0; k < FORM_KINDS; k++) {
		str text, pdf;

		CHECK_OK(forms_blank(w, (enum form_kind)k, &office, &pdf));
		text = all_of(pages_of(pdf));
		check_has(text, S("...................."));
		check_has(text, S("NIK"));
		check_has(text, S("KOSONG"));
		CHECK("no name is left open", !str_has(text, S("{")));
	}
}

TEST_DB(a_change_shows_what_was_and_what_becomes)
{
	struct form_request rq = sample(w->arena, 1);
	str text;

	*PUSH(w->arena, &rq.was) = rq.users.items[0];
	rq.was.items[0].roles = S("PPK");
	rq.users.items[0].note = S("Mutasi");
	text = all_of(made(w, FORM_CHANGE, &rq));
	check_has(text, S("SEMULA"));
	check_has(text, S("MENJADI"));
	check_has(text, S("PPK"));
	check_has(text, S("Operator,Bendahara"));
	check_has(text, S("Mutasi"));
	CHECK("no Semula of who goes",
	      !str_has(all_of(made(w, FORM_REMOVAL, &rq)), S("SEMULA")));
}

TEST_DB(what_is_not_known_of_an_office_is_left_out)
{
	struct form_request rq = sample(w->arena, 1);

	check_has(all_of(made(w, FORM_REGISTRATION, &rq)),
		  S("CSO KPPN Contoh, Jalan Contoh Nomor 1, telepon (0411) 555001,"
		    " email cso@kppn.example."));
	rq.kppn.address = rq.kppn.phone = S("");
	check_has(all_of(made(w, FORM_REGISTRATION, &rq)),
		  S("CSO KPPN Contoh, email cso@kppn.example."));
	rq.kppn = (struct form_office){ 0 };
	CHECK("no office, no line",
	      !str_has(all_of(made(w, FORM_REGISTRATION, &rq)), S("CSO")));
}

TEST_DB(a_newer_wording_counts_from_its_day)
{
	struct form_request rq = sample(w->arena, 1);
	str text;

	CHECK_OK(work_exec(
		w,
		"INSERT INTO form_template (kind, part, ordinal, valid_from, text)"
		" VALUES ('sk', 'diktum', 2, '2026-11-20', 'Biaya tidak ada.'),"
		" ('sk', 'mengingat', 1, '2026-11-21', ''),"
		" ('sk', 'diktum', 1, '2026-11-21', 'Baru untuk {nomor}.')",
		NO_ARGS, NULL));
	text = all_of(made(w, FORM_SK, &rq));
	check_has(text, S("Biaya tidak ada."));
	check_has(text, S("Undang-Undang Nomor 17"));
	check_has(text, S("Menunjuk pegawai"));
	rq.date.day = 21;
	text = all_of(made(w, FORM_SK, &rq));
	check_has(text, S("Baru untuk KEP-12/KPA/2026."));
	CHECK("taken away", !str_has(text, S("Undang-UndangNomor17")));
	CHECK("replaced", !str_has(text, S("Menunjukpegawai")));
}

TEST(names_in_a_wording_are_filled_in_once)
{
	static const struct {
		const char *rule;
		str text, want;
	} cases[] = {
		{ "a value", STR("pada {satker}."), STR("pada Balai {nomor}.") },
		{ "in capitals", STR("{SATKER}"), STR("BALAI {NOMOR}") },
		{ "what is missing", STR("{kppn}"),
		  STR("........................................") },
		{ "no such name", STR("{nama}"), STR("{nama}") },
		{ "not closed", STR("a {satker"), STR("a {satker") },
		{ "nothing", STR(""), STR("") },
	};
	struct form_request rq = { .satker_name = STR("Balai {nomor}"),
				   .number = STR("1") };

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].rule, form_fill(test_arena(), &rq, cases[i].text),
			  cases[i].want);
}

TEST_DB(a_registration_becomes_a_letter)
{
	struct applicant user = { .name = STR("Siti"),
				  .nik = STR("9901015503900001"),
				  .roles = ROLE_BIT(ROLE_OPERATOR) | ROLE_BIT(ROLE_KPA) };
	struct registration r = {
		.number = STR("REG-2026-991-00001"),
		.satker = STR("999101"),
		.satker_name = STR("Balai"),
		.kppn = STR("991"),
		.basis = { .type = BASIS_ST,
			   .number = STR("ST-1"),
			   .date = { 2026, 11, 20 } },
		.users = { &user, 1, 1 },
	};
	struct form_request rq;

	CHECK_OK(work_exec(w, "INSERT INTO kanwil (code, name) VALUES ('98', 'Kanwil')",
			   NO_ARGS, NULL));
	CHECK_OK(work_exec(w,
			   "INSERT INTO kppn (code, name, kanwil, zone, phone)"
			   " VALUES ('991', 'KPPN Contoh', '98', 'WITA', '555')",
			   NO_ARGS, NULL));
	CHECK_OK(work_exec(w,
			   "INSERT INTO ministry (code, name) VALUES ('998', 'K Contoh')",
			   NO_ARGS, NULL));
	CHECK_OK(work_exec(w, "INSERT INTO satker (code) VALUES ('999101')", NO_ARGS,
			   NULL));
	CHECK_OK(work_exec(
		w,
		"INSERT INTO satker_period"
		" (satker, valid_from, valid_to, name, ba, eselon1, kppn) VALUES"
		" ('999101', '2020-01-01', '9999-12-31', 'Balai', '998', '02', '991')",
		NO_ARGS, NULL));
	CHECK_OK(forms_request_of(w, &r, &rq));
	CHECK_INT("basis", rq.basis, FORM_ST);
	CHECK_STR("ministry", rq.ministry, S("K Contoh"));
	CHECK_STR("office", rq.kppn.name, S("KPPN Contoh"));
	CHECK_STR("its phone", rq.kppn.phone, S("555"));
	CHECK_STR("roles", rq.users.items[0].roles, S("Operator, KPA"));
	CHECK_STR("draft", rq.draft, S("REG-2026-991-00001"));
}
