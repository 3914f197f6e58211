#include "helpdesk/test/caller.h"
#include "jobs/jobs.h"
#include "test/jobs.h"

#define CANARY "kodokbangkong"

static const struct job_kind *const kinds[] = { &helpdesk_index_job };
static const struct job_table table = { .kinds = kinds, .kind_count = 1 };

static void indexed(struct work *w)
{
	CHECK_OK(jobs_add(w, &helpdesk_index_job, 0, S(""), 0));
	test_drain(w, &table);
}

static struct founds find(struct work *w, enum member m, const char *typed)
{
	struct find_query q = { .typed = str_from(typed), .kind = -1, .limit = 20 };
	struct founds all;
	int64_t next;

	act_as(w, m);
	CHECK_OK(helpdesk_find(w, &q, &all, &next));
	return all;
}

static void fill(struct work *w)
{
	struct ticket_result ret;
	struct ticket *t;

	t = opened(w);
	says(w, CSO, t, AFTER_AWAIT);
	act_as(w, CSO);
	CHECK_OK(ticket_note(w, t->number, S("Catatan " CANARY), &ret));
	CHECK_INT("noted", ret.why, TICKET_GRANTED);
	indexed(w);
}

TEST_DB(words_are_found_in_any_form)
{
	struct founds all;

	cast_arrives(w);
	fill(w);
	all = find(w, SARI, "menyiapkan rekening");
	CHECK_INT("a ticket, and what is known of it", (int64_t)all.count, 2);
	CHECK_STR("number", all.items[0].number, S("HAI-2026-047-00001"));
	CHECK_STR("kind", found_words[all.items[0].kind], S("pesan"));
	CHECK_STR("what stands out", all.items[0].snippet.items[1].text, S("disiapkan"));
	CHECK_INT("by number", (int64_t)find(w, CSO, "HAI-2026-047-00001").count, 1);
	CHECK_INT("both words", (int64_t)find(w, CSO, "gup rekening").count, 1);
	CHECK_INT("one is missing", (int64_t)find(w, CSO, "retur zebra").count, 0);
}

TEST_DB(nobody_finds_beyond_his_scope)
{
	static const int tickets[CAST] = {
		[SARI] = 1,	[BENNY] = 1, [YOHANES] = 1, [CSO] = 1, [SECOND] = 1,
		[VERIFIER] = 1, [HEAD] = 1,  [REGION] = 1,  [HAI] = 1, [AUDITOR] = 1,
	};
	static const int notes[CAST] = {
		[CSO] = 1,    [SECOND] = 1, [VERIFIER] = 1, [HEAD] = 1,
		[REGION] = 1, [HAI] = 1,    [AUDITOR] = 1,
	};

	cast_arrives(w);
	fill(w);
	for (int m = 0; m < CAST; m++) {
		CHECK_INT(cast_names[m].p,
			  (int64_t)find(w, (enum member)m, "00409T").count, tickets[m]);
		CHECK_INT(cast_names[m].p, (int64_t)find(w, (enum member)m, CANARY).count,
			  notes[m]);
	}
}

TEST_DB(marks_cannot_be_typed)
{
	cast_arrives(w);
	fill(w);
	CHECK_INT("another's mark", (int64_t)find(w, NEIGHBOUR, "_ts999101").count, 0);
	CHECK_INT("with an operator",
		  (int64_t)find(w, NEIGHBOUR, "x OR _ts999101 retur\" OR \"retur").count,
		  0);
	CHECK_INT("signs alone", (int64_t)find(w, CSO, "\"*'():&|!").count, 0);
	CHECK_INT("a word of the engine", (int64_t)find(w, CSO, "NEAR").count, 0);
}

TEST_DB(requests_are_found_by_who_may_read_them)
{
	cast_arrives(w);
	CHECK_OK(db_exec(
		w->db,
		"INSERT INTO registration (number, kind, state, version, origin, satker,"
		" satker_name, kppn, kppn_name, kanwil, zone, basis_type, basis_number,"
		" basis_date, signer_name, signer_nip, contact_email, users, search, round,"
		" created_at, changed_at, submitted_at, due_at, returned_at, fix_until, remind_at,"
		" claimed_at, claim_until, officer_name, second, reason_code, reason, closed_at,"
		" secret_hash) VALUES ('REG-2026-047-00001', 'pendaftaran', 'Diajukan', 1, 'satker',"
		" '999101', 'Balai Contoh Satu', '047', 'KPPN Balikpapan', '19', 'WITA', 'SK', 'x',"
		" '2026-11-16', '', '', '', 1, 'reg-2026-047-00001 999101 pegawai melati', 1,"
		" 1, 1, 1, 1, 0, 0, 0, 0, 0, '', 0, '', '', 0, '1:x')",
		NO_ARGS, NULL));
	indexed(w);
	CHECK_INT("its satker", (int64_t)find(w, SARI, "melati").count, 1);
	CHECK_INT("a bendahara sees his own alone",
		  (int64_t)find(w, BENNY, "melati").count, 0);
	CHECK_INT("its KPPN", (int64_t)find(w, VERIFIER, "melati").count, 1);
	CHECK_INT("another satker", (int64_t)find(w, NEIGHBOUR, "melati").count, 0);
	CHECK_INT("another KPPN", (int64_t)find(w, ELSEWHERE, "melati").count, 0);
	CHECK_OK(db_exec(w->db,
			 "UPDATE registration SET search = '' WHERE number ="
			 " 'REG-2026-047-00001'",
			 NO_ARGS, NULL));
	indexed(w);
	CHECK_INT("what was erased is found no more",
		  (int64_t)find(w, SARI, "melati").count, 0);
}

TEST_DB(what_is_known_is_found_by_everybody)
{
	struct founds all;

	cast_arrives(w);
	indexed(w);
	all = find(w, NEIGHBOUR, "penghapusan pengguna");
	CHECK_INT("an article", (int64_t)all.count, 1);
	CHECK_STR("its address", all.items[0].number, S("hapus-pengguna"));
}

TEST_DB(a_question_that_gets_a_satker_is_found_by_it)
{
	struct mail_sender from = { .address = S("orang@luar.example") };
	struct ticket_input in = { .subject = S("Daftar"),
				   .body = S("Bagaimana gerbera?"),
				   .mail = &from };
	struct ticket_result ret;
	struct ticket_order o = { .version = ANY_TICKET_VERSION };

	cast_arrives(w);
	act_as(w, STRANGER);
	CHECK_OK(ticket_open(w, &in, &ret));
	indexed(w);
	CHECK_INT("the head office", (int64_t)find(w, HAI, "gerbera").count, 1);
	CHECK_INT("no KPPN", (int64_t)find(w, CSO, "gerbera").count, 0);
	o.number = ret.ticket->number;
	act_as(w, HAI);
	CHECK_OK(ticket_send_back(w, &o, TIER_KPPN, S("999101"), &ret));
	indexed(w);
	CHECK_INT("its KPPN now", (int64_t)find(w, CSO, "gerbera").count, 1);
	CHECK_INT("and the satker", (int64_t)find(w, SARI, "gerbera").count, 1);
}

TEST_DB(pages_follow_each_other)
{
	struct find_query q = { .typed = S("retur"), .kind = FOUND_MESSAGE, .limit = 4 };
	struct founds page;
	size_t seen = 0;

	cast_arrives(w);
	for (int i = 0; i < 11; i++)
		opened(w);
	indexed(w);
	act_as(w, CSO);
	do {
		CHECK_OK(helpdesk_find(w, &q, &page, &q.before));
		seen += page.count;
	} while (q.before && seen < 50);
	CHECK_INT("each once", (int64_t)seen, 11);
}
