#include "helpdesk/test/caller.h"

#define CANARY "RAHASIA-KANTOR-7781"

static str url_of(const char *before, const struct ticket *t, const char *after)
{
	return arena_fmt(test_arena(), "%s%.*s%s", before, P(t->number), after);
}

TEST_DB(a_ticket_by_api_from_question_to_solution)
{
	struct called a;
	str number, url;

	callers_arrive(w);
	a = call(
		w, SARI, S("POST /api/v1/tickets"),
		S("{\"category\":\"RETUR\",\"priority\":\"PENTING\",\"subject\":\"Retur\","
		  "\"body\":\"Bagaimana?\",\"fields\":[{\"code\":\"sp2d\",\"value\":\"260471303004790\"}],"
		  "\"about\":{\"kind\":\"permohonan\",\"number\":\"REG-2026-047-00001\"}}"));
	CHECK_INT("created", a.status, 201);
	number = text_at(a, S("number"));
	CHECK_STR("number", number, S("HAI-2026-047-00001"));
	CHECK_STR("state", text_at(a, S("state")), S("Menunggu Respon KPPN"));
	CHECK_STR("source", text_at(a, S("source")), S("api"));
	CHECK_STR("field", text_at(a, S("fields.0.value")), S("260471303004790"));
	CHECK_STR("about", text_at(a, S("about.number")), S("REG-2026-047-00001"));
	url = arena_fmt(test_arena(), "POST /api/v1/tickets/%.*s/replies", P(number));
	a = call(w, CSO, url, S("{\"body\":\"Ajukan ralat\",\"after\":\"menunggu\"}"));
	CHECK_INT("answered", a.status, 201);
	CHECK_STR("state", text_at(a, S("state")), S("Menunggu Respons Satker"));
	CHECK_STR("who", text_at(a, S("thread.1.role")), S("CSO"));
	a = call(w, SARI, url, S("{\"body\":\"Sudah\",\"seen\":1}"));
	CHECK_INT("has not read it", a.status, 409);
	CHECK_STR("why", text_at(a, S("code")), S("newer_message"));
	a = call(w, SARI, url, S("{\"body\":\"Sudah\"}"));
	CHECK_INT("answered", a.status, 201);
	a = call(w, CSO, url, S("{\"body\":\"Selesai\",\"after\":\"selesai\"}"));
	CHECK_STR("done", text_at(a, S("state")), S("Selesai"));
	a = call(w, CSO, S("GET /api/v1/tickets?tab=selesai"), S(""));
	CHECK_STR("in the list", text_at(a, S("items.0.number")), number);
	CHECK_INT("an unknown tab",
		  call(w, CSO, S("GET /api/v1/tickets?tab=x"), S("")).status, 422);
}

TEST_DB(what_is_wrong_names_its_field)
{
	struct called a;

	callers_arrive(w);
	a = call(w, SARI, S("POST /api/v1/tickets"),
		 S("{\"category\":\"HAPUS_PENGGUNA\",\"subject\":\"x\",\"body\":\"y\"}"));
	CHECK_INT("refused", a.status, 422);
	CHECK_STR("first", text_at(a, S("fields.0.name")), S("fields.nama"));
	CHECK_STR("third", text_at(a, S("fields.2.name")), S("files.surat"));
	a = call(w, SARI, S("POST /api/v1/tickets"),
		 S("{\"category\":\"X\",\"subject\":\"x\",\"body\":\"y\"}"));
	CHECK_STR("category", text_at(a, S("fields.0.name")), S("category"));
}

TEST_DB(files_go_through_the_draft)
{
	struct called a;
	str id;

	callers_arrive(w);
	a = send_file(w, SARI, S("/api/v1/tickets/attachments"), S("requirement=surat"),
		      "file");
	CHECK_INT("drafted", a.status, 201);
	a = send_file(w, SARI, S("/api/v1/tickets/attachments"),
		      S("requirement=formulir"), "file");
	id = text_at(a, S("id"));
	a = call(
		w, SARI, S("POST /api/v1/tickets"),
		S("{\"category\":\"HAPUS_PENGGUNA\",\"subject\":\"Hapus\",\"body\":\"Mohon\","
		  "\"fields\":[{\"code\":\"nama\",\"value\":\"Budi\"},"
		  "{\"code\":\"alasan\",\"value\":\"Mutasi\"}]}"));
	CHECK_INT("opened", a.status, 201);
	CHECK_STR("second file", text_at(a, S("thread.0.attachments.1.id")), id);
	a = call(w, CSO,
		 arena_fmt(test_arena(), "GET /api/v1/tickets/%.*s/attachments/%.*s",
			   P(text_at(a, S("number"))), P(id)),
		 S(""));
	CHECK_INT("the office reads it", a.status, 200);
	CHECK("as it was", str_starts(a.body, S("%PDF-1.4")));
}

TEST_DB(foreign_files_are_not_there)
{
	struct ticket *t, *other;
	struct called a;
	str id, url;

	callers_arrive(w);
	t = opened(w);
	act_as(w, NEIGHBOUR);
	other = opened(w);
	test_next_unit(w);
	a = send_file(w, SARI, url_of("/api/v1/tickets/", t, "/attachments"), S(""),
		      "file");
	CHECK_INT("drafted", a.status, 201);
	id = text_at(a, S("id"));
	url = arena_fmt(test_arena(), "GET /api/v1/tickets/%.*s/attachments/%.*s",
			P(t->number), P(id));
	CHECK_INT("a draft is its owner's", call(w, CSO, url, S("")).status, 404);
	CHECK_INT("the owner reads it", call(w, SARI, url, S("")).status, 200);
	call(w, SARI, url_of("POST /api/v1/tickets/", t, "/replies"),
	     S("{\"body\":\"Terlampir\"}"));
	CHECK_INT("sent", call(w, CSO, url, S("")).status, 200);
	CHECK_INT("another satker", call(w, NEIGHBOUR, url, S("")).status, 404);
	CHECK_INT("another KPPN", call(w, ELSEWHERE, url, S("")).status, 404);
	CHECK_INT("by another ticket of the office",
		  call(w, CSO,
		       arena_fmt(test_arena(), "GET /tiket/%.*s/lampiran/%.*s",
				 P(other->number), P(id)),
		       S(""))
			  .status,
		  404);
	CHECK_INT("the Kanwil, while nothing was escalated",
		  call(w, REGION, url, S("")).status, 404);
	CHECK_INT("an auditor gives a reason", call(w, AUDITOR, url, S("")).status, 403);
	CHECK_INT("an auditor with a reason",
		  call(w, AUDITOR,
		       arena_fmt(test_arena(), "%.*s?reason=Pemeriksaan", P(url)), S(""))
			  .status,
		  200);
}

/* ---- what an asker can never see ---- */

static const char *const readers[] = {
	"GET /tiket",
	"GET /tiket?status=Selesai",
	"GET /api/v1/tickets",
	"GET /tiket/HAI-2026-047-00001",
	"GET /tiket/HAI-2026-047-00001?tulis=catatan",
	"GET /api/v1/tickets/HAI-2026-047-00001",
	"GET /api/v1/tickets/HAI-2026-047-00001/notes",
};

TEST_DB(a_note_reaches_no_asker)
{
	static const enum member askers[] = { SARI,	 BENNY,	     YOHANES,  NEIGHBOUR,
					      ELSEWHERE, FAR_REGION, MINISTRY, STRANGER };
	struct called a;
	struct ticket *t;

	callers_arrive(w);
	t = opened(w);
	test_next_unit(w);
	a = call(w, CSO, url_of("POST /api/v1/tickets/", t, "/notes"),
		 S("{\"body\":\"" CANARY "\"}"));
	CHECK_INT("noted", a.status, 201);
	a = call(w, CSO, url_of("GET /tiket/", t, ""), S(""));
	CHECK("the office reads it", str_has(a.body, S(CANARY)));
	a = call(w, AUDITOR, url_of("GET /api/v1/tickets/", t, "/notes"), S(""));
	CHECK("an auditor reads it", str_has(a.body, S(CANARY)));
	for (size_t m = 0; m < COUNT(askers); m++)
		for (size_t i = 0; i < COUNT(readers); i++) {
			a = call(w, askers[m], str_from(readers[i]), S(""));
			CHECK(arena_fmt(test_arena(), "%.*s %s", P(cast_names[askers[m]]),
					readers[i])
				      .p,
			      !str_has(a.body, S(CANARY)));
		}
	a = call(w, CSO, url_of("POST /api/v1/tickets/", t, "/replies"),
		 S("{\"body\":\"Jawaban\"}"));
	CHECK("nor the answer to an act", !str_has(a.body, S(CANARY)));
	CHECK("nor a letter", !str_has(last_letter(w, S("tiket-dijawab")), S(CANARY)));
	a = call(w, SARI, url_of("POST /api/v1/tickets/", t, "/replies"),
		 S("{\"body\":\"x\",\"seen\":1}"));
	CHECK_INT("nor a refusal", a.status, 409);
	CHECK("nor a refusal", !str_has(a.body, S(CANARY)));
}

TEST_DB(a_foreign_ticket_is_as_none)
{
	struct ticket *t;
	struct called foreign, none;

	callers_arrive(w);
	t = opened(w);
	test_next_unit(w);
	foreign = call(w, NEIGHBOUR, url_of("GET /api/v1/tickets/", t, ""), S(""));
	none = call(w, NEIGHBOUR, S("GET /api/v1/tickets/HAI-2026-047-99999"), S(""));
	CHECK_INT("status", foreign.status, 404);
	CHECK_STR("words", text_at(foreign, S("detail")), text_at(none, S("detail")));
	CHECK_INT("no reply",
		  call(w, NEIGHBOUR, url_of("POST /api/v1/tickets/", t, "/replies"),
		       S("{\"body\":\"x\"}"))
			  .status,
		  404);
}

/* ---- pages ---- */

TEST_DB(pages_show_what_was_typed_as_text)
{
	struct ticket_input in = asking();
	struct ticket_result ret;
	struct called a;

	callers_arrive(w);
	in.subject = S("<script>alert(1)</script>");
	in.body = S("<img src=x onerror=alert(1)>\n\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d");
	CHECK_OK(ticket_open(w, &in, &ret));
	test_next_unit(w);
	a = call(w, CSO, url_of("GET /tiket/", ret.ticket, ""), S(""));
	CHECK_INT("shown", a.status, 200);
	CHECK("subject", str_has(a.body, S("&lt;script&gt;alert(1)&lt;/script&gt;")));
	CHECK("no tag",
	      !str_has(a.body, S("<script>alert")) && !str_has(a.body, S("<img src=x")));
	CHECK("apart from what is around it", str_has(a.body, S("<bdi>")));
	a = call(w, CSO, S("GET /tiket"), S(""));
	CHECK("list", str_has(a.body, S("&lt;script&gt;")));
}

TEST_DB(a_form_that_is_refused_keeps_what_was_typed)
{
	struct called a;

	callers_arrive(w);
	a = call(w, SARI, S("POST /tiket/baru"),
		 S("category=RETUR&subject=&body=Isi+yang+panjang&fields.sp2d=260"));
	CHECK_INT("refused", a.status, 422);
	CHECK("title", str_has(a.body, S("<title>Galat: ")));
	CHECK("error leads to the field", str_has(a.body, S("href=\"#subject\"")));
	CHECK("body", str_has(a.body, S("Isi yang panjang")));
	CHECK("field", str_has(a.body, S("value=\"260\"")));
	a = call(w, SARI, S("POST /tiket/baru"),
		 S("category=RETUR&subject=Judul&body=Isi"));
	CHECK_INT("sent", a.status, 303);
	CHECK_STR("leads to it", a.location, S("/tiket/HAI-2026-047-00001"));
}

TEST_DB(a_draft_is_kept_for_its_writer)
{
	struct ticket *t;
	struct called a;

	callers_arrive(w);
	t = opened(w);
	test_next_unit(w);
	a = call(w, CSO, url_of("POST /tiket/", t, "/draf"),
		 S("body=Draf+jawaban&otomatis=1"));
	CHECK_INT("kept quietly", a.status, 204);
	a = call(w, CSO, url_of("GET /tiket/", t, ""), S(""));
	CHECK("shown", str_has(a.body, S("Draf jawaban")));
	a = call(w, SECOND, url_of("GET /tiket/", t, ""), S(""));
	CHECK("not to a colleague", !str_has(a.body, S("Draf jawaban")));
	CHECK("who looks besides", str_has(a.body, S("Sedang dibuka juga oleh Dewi")));
	a = call(w, CSO, url_of("POST /tiket/", t, "/balas"),
		 S("body=Jawaban&seen=1&status=menunggu"));
	CHECK_INT("sent", a.status, 303);
	a = call(w, CSO, url_of("GET /tiket/", t, ""), S(""));
	CHECK("the draft is gone", !str_has(a.body, S("Draf jawaban")));
}

TEST_DB(a_collision_shows_the_new_message_and_keeps_the_old_text)
{
	struct ticket *t;
	struct called a;

	callers_arrive(w);
	t = opened(w);
	says(w, SECOND, t, AFTER_STAY);
	test_next_unit(w);
	a = call(w, CSO, url_of("POST /tiket/", t, "/balas"),
		 S("body=Jawaban+saya&seen=1&status=menunggu"));
	CHECK_INT("told", a.status, 422);
	CHECK("the new message", str_has(a.body, S("Pesan second")));
	CHECK("the typed text", str_has(a.body, S("Jawaban saya")));
	CHECK("has seen it now", str_has(a.body, S("name=\"seen\" value=\"2\"")));
}

TEST_DB(files_of_a_refused_message_stay_in_the_draft)
{
	struct ticket *t;
	struct called a;

	callers_arrive(w);
	t = opened(w);
	test_next_unit(w);
	a = send_file(w, SARI, url_of("/tiket/", t, "/balas"), S("body=&seen=9"),
		      "lampiran-1");
	CHECK_INT("refused", a.status, 422);
	CHECK("kept", str_has(a.body, S("Lepas<span class=\"sr\"> bukti.pdf")));
	a = call(w, SARI, url_of("POST /tiket/", t, "/balas"), S("body=Ini&seen=9"));
	CHECK_INT("sent", a.status, 303);
	a = call(w, CSO, url_of("GET /tiket/", t, ""), S(""));
	CHECK("with the file", str_has(a.body, S("/lampiran/")));
}

/* ---- acts ---- */

TEST_DB(acts_by_page_and_by_api)
{
	struct ticket *t;
	struct called a;

	callers_arrive(w);
	t = opened(w);
	test_next_unit(w);
	a = call(w, CSO, url_of("POST /tiket/", t, "/ambil"), S("version=2"));
	CHECK_INT("claimed", a.status, 303);
	a = call(w, SECOND, url_of("POST /tiket/", t, "/lepas"), S(""));
	CHECK_INT("not released by another", a.status, 303);
	CHECK_INT("held", stored(w, t)->assignee == cast_actor(CSO)->person, true);
	a = call(w, CSO, url_of("GET /tiket/", t, "/eskalasi"), S(""));
	CHECK("offices above", str_has(a.body, S("HAI Kantor Pusat")) &&
				       !str_has(a.body, S("value=\"kppn\"")));
	a = call(w, CSO, url_of("POST /tiket/", t, "/eskalasi"),
		 S("tier=kanwil&reason="));
	CHECK_INT("without a reason", a.status, 422);
	CHECK("the field", str_has(a.body, S("href=\"#reason\"")));
	a = call(w, CSO, url_of("POST /api/v1/tickets/", t, "/escalate"),
		 S("{\"tier\":\"kanwil\",\"reason\":\"Dua KPPN\"}"));
	CHECK_STR("escalated", text_at(a, S("state")), S("Kirim ke Kanwil"));
	a = call(w, CSO, url_of("POST /api/v1/tickets/", t, "/escalate"),
		 S("{\"tier\":\"pusat\",\"reason\":\"x\"}"));
	CHECK_INT("not the KPPN's any more", a.status, 403);
	a = call(w, REGION, url_of("POST /api/v1/tickets/", t, "/send-back"),
		 S("{\"tier\":\"kppn\"}"));
	CHECK_STR("back", text_at(a, S("state")), S("Menunggu Respon KPPN"));
	a = call(w, CSO, S("GET /api/v1/tickets/officers"), S(""));
	CHECK_STR("officers", text_at(a, S("items.0.name")), S("Dewi Larasati"));
	a = call(w, SARI, url_of("GET /tiket/", t, "/tutup"), S(""));
	CHECK_INT("the asker may close", a.status, 200);
	CHECK("and gives offices no note", !str_has(a.body, S("Catatan internal")));
	a = call(w, SARI, url_of("POST /tiket/", t, "/tutup"), S(""));
	CHECK_INT("closed", a.status, 303);
	a = call(w, SARI, url_of("POST /api/v1/tickets/", t, "/close"), S("{}"));
	CHECK_INT("closed already", a.status, 409);
	CHECK_STR("as it is", text_at(a, S("ticket.state")), S("Selesai"));
}

TEST_DB(merging_and_splitting_by_page)
{
	struct ticket *t, *main;
	struct called a;
	struct thread_page all = { .limit = 10 };
	struct entries e;

	callers_arrive(w);
	t = opened(w);
	says(w, SARI, t, AFTER_AWAIT);
	main = opened(w);
	test_next_unit(w);
	a = call(w, CSO, url_of("POST /tiket/", t, "/gabung"), S("other=HAI-1"));
	CHECK_INT("no such ticket", a.status, 422);
	CHECK("the field", str_has(a.body, S("href=\"#other\"")));
	a = call(w, CSO, url_of("POST /tiket/", t, "/gabung"),
		 arena_fmt(test_arena(), "other=%.*s", P(main->number)));
	CHECK_STR("leads to the other", a.location, url_of("/tiket/", main, ""));
	a = call(w, SARI, url_of("GET /tiket/", t, ""), S(""));
	CHECK("the asker is led there",
	      str_has(a.body, url_of("href=\"/tiket/", main, "\"")));
	a = call(w, CSO, url_of("GET /tiket/", main, ""), S(""));
	CHECK("can be undone",
	      str_has(a.body, url_of("action=\"/tiket/", t, "/pisah\"")));
	a = call(w, CSO, url_of("POST /tiket/", t, "/pisah"), S(""));
	CHECK_INT("undone", a.status, 303);
	CHECK_OK(store_thread(w, t->id, &all, &e));
	a = call(w, CSO, url_of("GET /tiket/", t, "/pecah"), S(""));
	CHECK("the second message", str_has(a.body, S("Pesan operator")));
	CHECK("not the first", !str_has(a.body, S("SP2D kami")));
	a = call(w, CSO, url_of("POST /tiket/", t, "/pecah"),
		 arena_fmt(test_arena(), "entries[]=%lld&subject=Lain&category=LPJ",
			   (long long)e.items[1].id));
	CHECK_STR("the new one", a.location, S("/tiket/HAI-2026-047-00003"));
}

TEST_DB(an_open_ticket_asks_for_what_is_new)
{
	struct called a;
	struct ticket *t;

	callers_arrive(w);
	t = opened(w);
	test_next_unit(w);
	a = call(w, CSO, url_of("GET /tiket/", t, "/utas?versi=0"), S(""));
	CHECK_INT("the first time all", a.status, 200);
	CHECK("its version", a.version.n == 16);
	a = call(w, CSO,
		 url_of("GET /tiket/", t,
			arena_fmt(test_arena(), "/utas?versi=%.*s", P(a.version)).p),
		 S(""));
	CHECK_INT("nothing new", a.status, 204);
	says(w, SARI, t, AFTER_AWAIT);
	test_next_unit(w);
	a = call(w, CSO,
		 url_of("GET /tiket/", t,
			arena_fmt(test_arena(), "/utas?versi=%.*s", P(a.version)).p),
		 S(""));
	CHECK_INT("a message", a.status, 200);
	CHECK("is shown", str_has(a.body, S("Pesan operator")));
	CHECK_INT("not to others",
		  call(w, NEIGHBOUR, url_of("GET /tiket/", t, "/utas?versi=0"), S(""))
			  .status,
		  404);
}

TEST_DB(an_internal_note_comes_live_to_the_office_only)
{
	struct ticket_result ret;
	struct called a;
	struct ticket *t;
	str url;

	callers_arrive(w);
	t = opened(w);
	test_next_unit(w);
	a = call(w, SARI, url_of("GET /tiket/", t, "/utas?versi=0"), S(""));
	url = url_of("GET /tiket/", t,
		     arena_fmt(test_arena(), "/utas?versi=%.*s", P(a.version)).p);
	act_as(w, CSO);
	CHECK_OK(ticket_note(w, t->number, S("kedondong"), &ret));
	test_next_unit(w);
	a = call(w, CSO, url_of("GET /tiket/", t, "/utas?versi=0"), S(""));
	CHECK("the office", str_has(a.body, S("kedondong")));
	CHECK_INT("nothing for the asker", call(w, SARI, url, S("")).status, 204);
}

TEST_DB(the_list_asks_for_what_is_new)
{
	struct called a;
	str url;

	callers_arrive(w);
	a = call(w, CSO, S("GET /tiket?versi=0"), S(""));
	url = arena_fmt(test_arena(), "GET /tiket?versi=%.*s", P(a.version));
	CHECK_INT("nothing new", call(w, CSO, url, S("")).status, 204);
	opened(w);
	test_next_unit(w);
	CHECK_INT("a ticket", call(w, CSO, url, S("")).status, 200);
}
