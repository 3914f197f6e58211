#include "helpdesk/test/caller.h"

static struct canned written(void)
{
	return (struct canned){ .category = S("RETUR"),
				.title = S("Retur: ralat"),
				.body = S("Yth. {pemohon}, SP2D {sp2d} kami ralat."),
				.active = true };
}

static struct canned_result writes(struct work *w, enum member m, struct canned c)
{
	struct canned_result ret;

	act_as(w, m);
	CHECK_OK(canned_write(w, &c, &ret));
	return ret;
}

TEST(names_in_braces)
{
	static const struct {
		const char *text;
		const char *names; /* with a space after each */
	} rows[] = {
		{ "tanpa nama", "" },
		{ "{nomor}", "{nomor} " },
		{ "{nomor}{judul} {nomor}", "{nomor} {judul} " },
		{ "{ nomor }", "" },
		{ "{}", "" },
		{ "{Nomor}", "" },
		{ "{nomor", "" },
		{ "{{sp2d}}", "{sp2d} " },
		{ "{a_1}", "{a_1} " },
		{ "{nama-satker}", "" },
		{ "if (x) {return}", "{return} " },
		{ "{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct strs all = variables_in(test_arena(), str_from(rows[i].text));
		struct buf b = buf_new(test_arena());

		for (size_t n = 0; n < all.count; n++)
			buf_fmt(&b, "%.*s ", P(all.items[n]));
		CHECK_STR(rows[i].text, buf_str(&b), str_from(rows[i].names));
	}
}

TEST_DB(a_reply_is_filled_in_from_the_ticket)
{
	struct ticket_input in = asking();
	struct ticket_result ret;
	struct canned_result c;
	struct canned_text text;

	cast_arrives(w);
	*PUSH(w->arena, &in.answers) =
		(struct answer){ .code = S("sp2d"), .value = S("260471301000123") };
	CHECK_OK(ticket_open(w, &in, &ret));
	c = writes(w, HEAD, written());
	CHECK_INT("written", c.why, CANNED_GRANTED);
	act_as(w, CSO);
	CHECK_OK(canned_fill(w, ret.ticket, c.canned, &text));
	CHECK_STR("filled", text.body,
		  S("Yth. Sari Wulandari, SP2D 260471301000123 kami ralat."));
	CHECK_INT("whole", (int64_t)text.missing.count, 0);
}

TEST_DB(a_reply_with_a_missing_name_is_not_sent)
{
	struct message_input in = { .seen = ANY_MESSAGE };
	struct ticket_result ret;
	struct canned_text text;
	struct canned_result c;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	c = writes(w, HEAD, written());
	act_as(w, CSO);
	CHECK_OK(canned_fill(w, t, c.canned, &text));
	CHECK_STR("what is missing", text.missing.items[0], S("{sp2d}"));
	in.body = text.body;
	CHECK_OK(ticket_reply(w, t->number, &in, &ret));
	CHECK_INT("refused", ret.why, TICKET_INCOMPLETE);
	CHECK_STR("by its name", ret.faults.items[0].text,
		  S("Lengkapi {sp2d} sebelum mengirim"));
	CHECK_INT("no letter", letters_to(w, mailbox_of(SARI), S("tiket-dijawab")), 0);
	act_as(w, SARI);
	CHECK_OK(ticket_reply(w, t->number, &in, &ret));
	CHECK_INT("who asks may write braces", ret.why, TICKET_GRANTED);
}

TEST_DB(who_keeps_replies_ready)
{
	static const struct {
		enum member who;
		enum canned_refusal want;
	} cases[] = {
		{ HEAD, CANNED_GRANTED },     { REGION, CANNED_GRANTED },
		{ HAI, CANNED_GRANTED },      { CSO, CANNED_NOT_ALLOWED },
		{ SARI, CANNED_NOT_ALLOWED }, { AUDITOR, CANNED_NOT_ALLOWED },
	};

	cast_arrives(w);
	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT(cast_names[cases[i].who].p,
			  writes(w, cases[i].who, written()).why, cases[i].want);
	cast_actor(HEAD)->authenticated_at = w->now - LATELY - 1;
	CHECK_INT("with an old password", writes(w, HEAD, written()).why,
		  CANNED_REAUTHENTICATE);
}

TEST_DB(an_unknown_name_is_refused_when_it_is_written)
{
	struct canned c = written();

	cast_arrives(w);
	c.category = S("");
	CHECK_STR("a field of one category for all",
		  writes(w, HEAD, c).faults->items[0].code, S("unknown_variable"));
	c.body = S("{nomor} {petugas}");
	CHECK_INT("names of all tickets", writes(w, HEAD, c).why, CANNED_GRANTED);
	c.category = S("TIDAK_ADA");
	CHECK_INT("no such category", writes(w, HEAD, c).why, CANNED_INCOMPLETE);
}

static size_t offered(struct work *w, enum member m, const struct ticket *t)
{
	struct canneds all;

	act_as(w, m);
	CHECK_OK(canned_for(w, t, &all));
	return all.count;
}

TEST_DB(an_office_takes_its_own_and_those_of_the_head_office)
{
	struct canned other = written();
	struct canned_result own, national;
	struct canned *c;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	CHECK_INT("from the start", (int64_t)offered(w, CSO, t), 2);
	own = writes(w, HEAD, written());
	CHECK_INT("its own", (int64_t)offered(w, CSO, t), 3);
	CHECK_INT("another office's are not there", (int64_t)offered(w, REGION, t), 0);
	other.category = S("GAJI");
	other.body = S("Gaji");
	(void)writes(w, HEAD, other);
	CHECK_INT("of another category", (int64_t)offered(w, CSO, t), 3);
	national = writes(w, HAI, written());
	CHECK_INT("and the head office's", (int64_t)offered(w, CSO, t), 4);
	CHECK_INT("an asker has none", (int64_t)offered(w, SARI, t), 0);
	act_as(w, ELSEWHERE);
	CHECK_OK(canned_find(w, own.canned->id, &c));
	CHECK("not to be read elsewhere", c == NULL);
	CHECK_INT("nor changed by an office", writes(w, HEAD, *national.canned).why,
		  CANNED_NOT_FOUND);
	own.canned->active = false;
	CHECK_INT("retired", writes(w, HEAD, *own.canned).why, CANNED_GRANTED);
	CHECK_INT("is not offered", (int64_t)offered(w, CSO, t), 3);
	CHECK_INT("two at once", writes(w, HEAD, *own.canned).why, CANNED_STALE);
}

TEST_DB(taking_a_reply_keeps_what_was_typed)
{
	struct canned_result c;
	struct ticket *t;
	struct called a;

	callers_arrive(w);
	t = opened(w);
	c = writes(w, HEAD, written());
	test_next_unit(w);
	a = call(w, CSO,
		 arena_fmt(test_arena(), "POST /tiket/%.*s/templat", P(t->number)),
		 arena_fmt(test_arena(), "body=Selamat%%20pagi&templat=%lld",
			   (long long)c.canned->id));
	CHECK_INT("taken", a.status, 303);
	a = call(w, CSO, arena_fmt(test_arena(), "GET /tiket/%.*s", P(t->number)), S(""));
	CHECK("both are there",
	      str_has(a.body,
		      S("Selamat pagi\n\nYth. Sari Wulandari, SP2D {sp2d} kami")));
	a = call(w, SARI,
		 arena_fmt(test_arena(), "POST /tiket/%.*s/templat", P(t->number)),
		 S("templat=1"));
	CHECK_INT("not for askers", a.status, 403);
	a = call(w, CSO,
		 arena_fmt(test_arena(), "GET /api/v1/tickets/%.*s/canned-replies",
			   P(t->number)),
		 S(""));
	CHECK_STR("by API", text_at(a, S("items.0.missing.0")), S("{sp2d}"));
}

TEST_DB(replies_are_written_by_page_and_by_api)
{
	struct called a;

	callers_arrive(w);
	a = call(w, HEAD, S("GET /admin/templat"), S(""));
	CHECK("those that came with the program",
	      str_has(a.body, S("Retur: dokumen yang diperlukan")));
	a = call(w, HEAD, S("POST /admin/templat/tulis"), S("title=&body=%7Bsalah%7D"));
	CHECK_INT("incomplete", a.status, 422);
	CHECK("nothing typed is lost", str_has(a.body, S("{salah}")));
	a = call(w, HEAD, S("POST /admin/templat/tulis"),
		 S("title=Salam&body=Yth.%20%7Bpemohon%7D&aktif=1"));
	CHECK_STR("kept", a.location, S("/admin/templat"));
	a = call(w, HEAD, S("POST /api/v1/canned-replies"),
		 S("{\"title\":\"Lewat API\",\"body\":\"{nomor}\",\"active\":true}"));
	CHECK_INT("by API", a.status, 201);
	a = call(
		w, HEAD,
		arena_fmt(test_arena(), "PATCH /api/v1/canned-replies/%lld",
			  (long long)at(a.json, S("id"))->number),
		S("{\"title\":\"Diubah\",\"body\":\"{nomor}\",\"active\":true,\"version\":1}"));
	CHECK_STR("changed", text_at(a, S("title")), S("Diubah"));
	a = call(w, CSO, S("GET /api/v1/canned-replies"), S(""));
	CHECK_INT("officers read", a.status, 200);
	a = call(w, CSO, S("GET /admin/templat/tulis"), S(""));
	CHECK_INT("and do not write", a.status, 403);
}
