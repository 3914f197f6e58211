/* A draft between its first and its last page: letters, coming back, leaving. */
#include "wizard/test/visitor.h"

static const str mailbox = STR("keuangan@contoh.example");

TEST_DB(a_new_draft_is_not_lost_with_its_browser)
{
	struct http_reply rp;
	str number, link;

	visitor_arrives(w);
	number = begun(w, mailbox);
	CHECK("the number is in the mailbox", str_has(letter(w, S("draf")), number));
	link = in_letter(w, S("draf"), S("/pendaftaran/lanjutkan/"));
	set_cookie(S("__Host-draf"), S(""));
	rp = visit(w, URL("/pendaftaran/%.*s", P(number)));
	CHECK("another browser does not see it", rp.status != 200);
	rp = press(w, URL("/pendaftaran/lanjutkan/%.*s", P(link)), S(""));
	CHECK_STR("the link leads back", led_to(&rp),
		  URL("/pendaftaran/%.*s", P(number)));
	rp = visit(w, led_to(&rp));
	CHECK_INT("and opens it", rp.status, 200);
	CHECK("which says where the link is",
	      says(&rp, S("ada di email yang dikirim ke keuangan@contoh.example")));
}

TEST_DB(leaving_closes_the_request_in_this_browser)
{
	struct http_reply rp;
	str number, token;

	visitor_arrives(w);
	number = begun(w, mailbox);
	press(w, URL("/pendaftaran/%.*s/pengguna/tambah", P(number)), user_form(1));
	rp = visit(w, URL("/pendaftaran/%.*s/periksa", P(number)));
	CHECK("its NIK is shown", says(&rp, S("9901051403870001")));
	CHECK("a way out", says(&rp, S("action=\"/pendaftaran/keluar\"")));
	token = cookie(S("__Host-draf"));
	rp = press(w, S("/pendaftaran/keluar"), S(""));
	CHECK_STR("out", led_to(&rp), S("/"));
	CHECK_STR("without the cookie", cookie(S("__Host-draf")), S(""));
	set_cookie(S("__Host-draf"), token);
	rp = visit(w, URL("/pendaftaran/%.*s/periksa", P(number)));
	CHECK("and with a copy of it", !says(&rp, S("9901051403870001")));
}

TEST_DB(who_has_sent_can_leave)
{
	struct http_reply rp;
	str number;

	visitor_arrives(w);
	number = sent(w, 1);
	rp = visit(w, URL("/pendaftaran/%.*s/terkirim", P(number)));
	CHECK("after sending", says(&rp, S("Selesai dan keluar")));
	rp = visit(w, URL("/permohonan/%.*s", P(number)));
	CHECK("on the status page", says(&rp, S("Keluar dari permohonan")));
	press(w, S("/pendaftaran/keluar"), S(""));
	rp = visit(w, URL("/permohonan/%.*s", P(number)));
	CHECK("nothing is shown any more", !says(&rp, S("Pegawai 1")));
}
