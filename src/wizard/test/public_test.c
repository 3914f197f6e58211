/* The pages before there is a draft, and those that find one again. */
#include "wizard/test/visitor.h"

static const str mailbox = STR("keuangan@contoh.example");

TEST_DB(the_code_is_sent_again_on_asking)
{
	struct http_reply rp;
	str page, first, second;

	visitor_arrives(w);
	rp = press(w, S("/pendaftaran"),
		   S("satker=999101&email=keuangan%40contoh.example"));
	page = arena_str(test_arena(), led_to(&rp));
	rp = visit(w, page);
	CHECK("the page says where", says(&rp, mailbox));
	first = in_letter(w, S("kode"), S("Kode:"));
	rp = press(w, URL("%.*s/kirim-ulang", P(page)), S(""));
	CHECK_STR("back to the page", led_to(&rp), page);
	second = in_letter(w, S("kode"), S("Kode:"));
	CHECK("another code", !str_eq(first, second));
	CHECK_INT("the first is dead", press(w, page, URL("kode=%.*s", P(first))).status,
		  422);
	CHECK_INT("the second opens, with a blank in it",
		  press(w, page,
			URL("kode=%.*s+%.*s", P(str_left(second, 3)),
			    P(str_skip(second, 3))))
			  .status,
		  303);
}

TEST_DB(codes_are_not_sent_without_end)
{
	struct http_reply rp;
	str page;

	visitor_arrives(w);
	rp = press(w, S("/pendaftaran"),
		   S("satker=999101&email=keuangan%40contoh.example"));
	page = arena_str(test_arena(), led_to(&rp));
	for (int i = 0; i < 3; i++)
		press(w, URL("%.*s/kirim-ulang", P(page)), S(""));
	CHECK("after three",
	      says((rp = visit(w, page), &rp), S("Kode sudah dikirim tiga kali")));
}

TEST_DB(an_empty_form_says_what_to_fill_in)
{
	struct http_reply rp;

	visitor_arrives(w);
	rp = press(w, S("/cek-status"), S("nomor=&kode="));
	CHECK_INT("refused", rp.status, 422);
	CHECK("number and secret",
	      says(&rp, S("Isi nomor permohonan")) && says(&rp, S("Isi kode rahasia")));
	rp = press(w, S("/pendaftaran/lanjutkan"), S("nomor="));
	CHECK("number", rp.status == 422 && says(&rp, S("Isi nomor permohonan")));
	rp = visit(w, S("/pendaftaran?satker=&cari=1"));
	CHECK("satker", rp.status == 422 && says(&rp, S("Isi kode satker")));
}

TEST_DB(a_number_is_read_however_it_was_typed)
{
	struct http_reply rp;
	str number, typed, secret;

	visitor_arrives(w);
	number = sent(w, 1);
	typed = arena_lower(test_arena(),
			    URL("reg+%.*s.%.*s+%.*s", P(str_left(str_skip(number, 4), 4)),
				P(str_left(str_skip(number, 9), 3)),
				P(str_skip(number, 13))));
	secret = arena_lower(test_arena(),
			     in_letter(w, S("terkirim"), S("Kode rahasia:")));
	rp = press(w, S("/cek-status"), URL("nomor=%.*s&kode=%.*s", P(typed), P(secret)));
	CHECK_INT("the status", rp.status, 200);
	press(w, S("/pendaftaran/lanjutkan"), URL("nomor=%.*s", P(typed)));
	CHECK("the link", letter(w, S("lanjut")).n > 0);
}

TEST_DB(a_used_link_leads_to_a_new_one)
{
	struct http_reply rp;
	str link;

	visitor_arrives(w);
	begun(w, mailbox);
	link = in_letter(w, S("draf"), S("/pendaftaran/lanjutkan/"));
	press(w, URL("/pendaftaran/lanjutkan/%.*s", P(link)), S(""));
	rp = press(w, URL("/pendaftaran/lanjutkan/%.*s", P(link)), S(""));
	CHECK_INT("used", rp.status, 409);
	CHECK("said so", says(&rp, S("Tautan tidak berlaku lagi")));
	CHECK("and where to go", says(&rp, S("href=\"/pendaftaran/lanjutkan\"")));
}

TEST_DB(files_are_asked_for_when_none_was_chosen)
{
	struct http_reply rp;
	str number;

	visitor_arrives(w);
	number = begun(w, mailbox);
	rp = press(w, URL("/pendaftaran/%.*s/berkas", P(number)), S(""));
	CHECK_INT("refused", rp.status, 422);
	CHECK("said", says(&rp, S("Pilih berkas yang diunggah")));
}
