/* A returned request: what is open, what the office said, and sending it again. */
#include "wizard/test/visitor.h"

static const struct flag number_and_mail[] = {
	{ .user = 2,
	  .field = FIELD_ID_NUMBER,
	  .code = STR("NIP_TIDAK_SESUAI"),
	  .note = STR("Pada SK tertulis NRP.") },
	{ .user = 2, .field = FIELD_EMAIL, .code = STR("EMAIL_BEDA_SK") },
};

static struct http_reply send_again(struct work *w, str number)
{
	return press(w, URL("/pendaftaran/%.*s/periksa", P(number)), S("setuju=1"));
}

static struct http_reply save_second(struct work *w, str number, str form)
{
	return press(w, URL("/pendaftaran/%.*s/pengguna/2", P(number)), form);
}

TEST_DB(nothing_corrected_is_not_sent_again)
{
	struct http_reply rp;
	str number;

	visitor_arrives(w);
	number = returned(w, number_and_mail, 2);
	rp = visit(w, URL("/pendaftaran/%.*s", P(number)));
	CHECK("not ready", !says(&rp, S("Siap dikirim")));
	rp = send_again(w, number);
	CHECK_INT("refused", rp.status, 422);
	CHECK("the number", says(&rp, S("NIP/NRP belum diubah sejak dikembalikan KPPN")));
	CHECK("the address", says(&rp, S("Email belum diubah sejak dikembalikan KPPN")));
	CHECK_INT("the round is not counted", request_now(w, number)->round, 1);
}

TEST_DB(what_is_typed_back_is_not_corrected)
{
	struct http_reply rp;
	str number;

	visitor_arrives(w);
	number = returned(w, number_and_mail + 1, 1);
	save_second(w, number, S("email=lain%40contoh.example"));
	rp = visit(w, URL("/pendaftaran/%.*s", P(number)));
	CHECK("changed", says(&rp, S("Sudah diubah")));
	save_second(w, number, S("email=pegawai2%40contoh.example"));
	CHECK_INT("and changed back", send_again(w, number).status, 422);
}

TEST_DB(a_word_of_the_applicant_lets_a_field_stay)
{
	struct http_reply rp;
	struct flags flags;
	str number;

	visitor_arrives(w);
	number = returned(w, number_and_mail, 2);
	rp = save_second(
		w, number,
		S("jenis_id=NRP&nomor_id=21870314&email=pegawai2%40contoh.example"
		  "&jelas-email=Alamat+ini+benar."));
	CHECK_INT("saved", rp.status, 303);
	rp = visit(w, URL("/pendaftaran/%.*s", P(number)));
	CHECK("answered",
	      says(&rp, S("Sudah dijelaskan")) && says(&rp, S("Alamat ini benar.")));
	CHECK_INT("sent again", send_again(w, number).status, 303);
	CHECK_INT("round 2", request_now(w, number)->round, 2);
	CHECK_OK(registration_flags(w, request_now(w, number)->id, &flags));
	for (size_t i = 0; i < flags.count; i++)
		if (flags.items[i].field == FIELD_EMAIL)
			CHECK_STR("the officer reads it", flags.items[i].answer,
				  S("Alamat ini benar."));
}

TEST_DB(a_flagged_number_opens_its_type)
{
	struct http_reply rp;
	str number;

	visitor_arrives(w);
	number = returned(w, number_and_mail, 1);
	rp = visit(w, URL("/pendaftaran/%.*s/pengguna/2", P(number)));
	CHECK("the office's word stands at the field",
	      says(&rp,
		   S("Perlu diperbaiki: NIP/NRP tidak sesuai: Pada SK tertulis NRP.")));
	save_second(w, number, S("jenis_id=TIDAK_ADA"));
	CHECK_INT("the type is changed", request_now(w, number)->users.items[1].id_type,
		  ID_NONE);
	CHECK_INT("which corrects it", send_again(w, number).status, 303);
}

TEST_DB(a_file_can_be_explained)
{
	static const struct flag form = { .field = FIELD_FORM,
					  .code = STR("FORMULIR_SALAH") };
	struct http_reply rp;
	str number;

	visitor_arrives(w);
	number = returned(w, &form, 1);
	rp = send_again(w, number);
	CHECK("named", says(&rp, S("Formulir pendaftaran belum diubah")));
	press(w, URL("/pendaftaran/%.*s/berkas", P(number)),
	      S("jelas-formulir=Sudah+sesuai+format."));
	CHECK_INT("sent again", send_again(w, number).status, 303);
}
