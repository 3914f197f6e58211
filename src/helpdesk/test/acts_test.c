#include "helpdesk/test/cast.h"
#include "jobs/jobs.h"
#include "test/jobs.h"

static struct ticket_order about(const struct ticket *t)
{
	return (struct ticket_order){ t->number, ANY_TICKET_VERSION,
				      S("Perlu diperiksa") };
}

static struct entries thread_of(struct work *w, const struct ticket *t)
{
	struct thread_page all = { .limit = 100 };
	struct entries e;

	CHECK_OK(store_thread(w, t->id, &all, &e));
	return e;
}

static struct notes notes_of(struct work *w, const struct ticket *t)
{
	struct notes n;

	CHECK_OK(store_notes(w, t->id, &n));
	return n;
}

/* Every byte that somebody reads in a thread. */
static str bytes_of(struct work *w, const struct ticket *t)
{
	struct buf b = buf_new(test_arena());
	struct entries e = thread_of(w, t);
	struct notes n = notes_of(w, t);
	struct attachments f;

	for (size_t i = 0; i < e.count; i++)
		buf_fmt(&b, "%lld|%d|%lld|%d|%.*s|%.*s|%.*s|%d\n",
			(long long)e.items[i].id, e.items[i].kind,
			(long long)e.items[i].at, e.items[i].side,
			P(e.items[i].author_name), P(e.items[i].author_role),
			P(e.items[i].body), e.items[i].files);
	for (size_t i = 0; i < n.count; i++)
		buf_fmt(&b, "%lld|%.*s\n", (long long)n.items[i].id, P(n.items[i].body));
	CHECK_OK(store_thread_files(w, t->id, &f));
	for (size_t i = 0; i < f.count; i++)
		buf_fmt(&b, "%lld|%.*s\n", (long long)f.items[i].entry,
			P(f.items[i].document));
	return buf_str(&b);
}

/* ---- officers ---- */

TEST_DB(a_claim_is_seen_and_given_back)
{
	struct ticket_order o;
	struct ticket_result ret;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	o = about(t);
	act_as(w, CSO);
	CHECK_OK(ticket_claim(w, &o, &ret));
	CHECK_INT("claimed", ret.why, TICKET_GRANTED);
	CHECK_INT("by the CSO", stored(w, t)->assignee, cast_actor(CSO)->person);
	CHECK_INT("an event", thread_of(w, t).items[1].kind, ENTRY_CLAIMED);
	act_as(w, SECOND);
	CHECK_OK(ticket_claim(w, &o, &ret));
	CHECK_INT("not from a colleague", ret.why, TICKET_HELD);
	act_as(w, HEAD);
	CHECK_OK(ticket_claim(w, &o, &ret));
	CHECK_INT("but the head takes it", ret.why, TICKET_GRANTED);
	CHECK_OK(ticket_release(w, &o, &ret));
	CHECK_INT("given back", stored(w, t)->assignee, 0);
	CHECK_INT("trail", trail_of(w, t, S("ticket.claimed")), 2);
	act_as(w, SARI);
	CHECK_OK(ticket_claim(w, &o, &ret));
	CHECK_INT("not by the asker", ret.why, TICKET_NOT_ALLOWED);
}

TEST_DB(a_transfer_tells_the_colleague_and_nobody_else_why)
{
	struct ticket_order o;
	struct ticket_result ret;
	struct officers all;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	o = about(t);
	act_as(w, CSO);
	CHECK_OK(ticket_officers(w, &all));
	CHECK_INT("of the office", (int64_t)all.count, 4);
	CHECK_OK(ticket_transfer(w, &o, cast_actor(ELSEWHERE)->person, &ret));
	CHECK_INT("not to another office", ret.why, TICKET_NO_OFFICER);
	CHECK_OK(ticket_transfer(w, &o, cast_actor(SECOND)->person, &ret));
	CHECK_INT("given", ret.why, TICKET_GRANTED);
	CHECK_INT("letter", letters_to(w, mailbox_of(SECOND), S("tiket-dialihkan")), 1);
	CHECK_STR("why is a note", notes_of(w, t).items[0].body,
		  S("Alasan pengalihan: Perlu diperiksa"));
	CHECK_STR("and no event", thread_of(w, t).items[1].body, S("kepada Rina Contoh"));
	CHECK("a letter to an officer has no key",
	      !ticket_key_in(last_letter(w, S("tiket-dialihkan"))).n);
}

/* ---- offices ---- */

TEST_DB(a_question_goes_up_with_all_of_it_and_comes_back)
{
	struct ticket_order o;
	struct ticket_result ret;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	o = about(t);
	act_as(w, CSO);
	CHECK_OK(ticket_claim(w, &o, &ret));
	CHECK_OK(ticket_escalate(w, &o, TIER_KPPN, &ret));
	CHECK_INT("not to itself", ret.why, TICKET_NO_TIER);
	o.reason = S(" ");
	CHECK_OK(ticket_escalate(w, &o, TIER_KANWIL, &ret));
	CHECK_INT("not without a reason", ret.why, TICKET_EMPTY_REASON);
	o.reason = S("Menyangkut dua KPPN");
	CHECK_OK(ticket_escalate(w, &o, TIER_KANWIL, &ret));
	CHECK_INT("up", ret.ticket->state, TICKET_AT_KANWIL);
	CHECK_INT("nobody holds it there", stored(w, t)->assignee, 0);
	CHECK_INT("letter", letters_to(w, mailbox_of(REGION), S("tiket-dieskalasi")), 1);
	CHECK_INT("not to another Kanwil",
		  letters_to(w, mailbox_of(FAR_REGION), S("tiket-dieskalasi")), 0);
	act_as(w, REGION);
	CHECK_STR("the reason is there", notes_of(w, t).items[0].body,
		  S("Alasan eskalasi: Menyangkut dua KPPN"));
	CHECK_OK(ticket_escalate(w, &o, TIER_HAI, &ret));
	CHECK_INT("further up", ret.ticket->state, TICKET_AT_HAI);
	says(w, HAI, t, AFTER_AWAIT);
	says(w, SARI, t, AFTER_AWAIT);
	CHECK_INT("the answer goes to who asked", stored(w, t)->state, TICKET_AT_HAI);
	act_as(w, HAI);
	CHECK_OK(ticket_send_back(w, &o, TIER_KPPN, S(""), &ret));
	CHECK_INT("back", ret.ticket->state, TICKET_AT_KPPN);
	CHECK_INT("a deadline runs", stored(w, t)->due_at > w->now, true);
	act_as(w, SARI);
	for (size_t i = 0; i < thread_of(w, t).count; i++)
		CHECK("no reason in what she reads",
		      !str_has(thread_of(w, t).items[i].body, S("dua KPPN")));
}

TEST_DB(a_question_of_no_satker_is_sent_to_the_kppn_of_one)
{
	struct mail_sender from = { .address = S("orang@luar.example") };
	struct ticket_input in = { .subject = S("Daftar"),
				   .body = S("Bagaimana?"),
				   .mail = &from };
	struct ticket_result ret;
	struct ticket_order o;

	cast_arrives(w);
	act_as(w, STRANGER);
	CHECK_OK(ticket_open(w, &in, &ret));
	o = about(ret.ticket);
	act_as(w, HAI);
	CHECK_OK(ticket_send_back(w, &o, TIER_KPPN, S("999999"), &ret));
	CHECK_INT("no such satker", ret.why, TICKET_NO_SATKER);
	CHECK_OK(ticket_send_back(w, &o, TIER_KPPN, S("999201"), &ret));
	CHECK_INT("sent", ret.why, TICKET_GRANTED);
	CHECK_STR("its KPPN", stored(w, ret.ticket)->kppn, S("046"));
	act_as(w, ELSEWHERE);
	CHECK("that sees it", ticket_visible(stored(w, ret.ticket), w->actor));
}

TEST_DB(category_and_priority_change_with_an_event)
{
	struct ticket_result ret;
	struct ticket_order o;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	o = about(t);
	act_as(w, VERIFIER);
	CHECK_OK(ticket_change(w, &o, S("LPJ"), PRIORITY_SANGAT_SEGERA, &ret));
	CHECK_INT("changed", ret.why, TICKET_GRANTED);
	CHECK_STR("category", stored(w, t)->category, S("LPJ"));
	CHECK_STR("event", thread_of(w, t).items[1].body,
		  S("LPJ bendahara, Sangat segera"));
	CHECK_OK(ticket_change(w, &o, S("LPJ"), PRIORITY_SANGAT_SEGERA, &ret));
	CHECK_INT("nothing changes, nothing is told", (int64_t)thread_of(w, t).count, 2);
	CHECK_OK(ticket_change(w, &o, S("X"), PRIORITY_BIASA, &ret));
	CHECK_INT("no such category", ret.why, TICKET_NO_CATEGORY);
}

/* ---- the end ---- */

TEST_DB(closing_and_opening_by_people)
{
	struct ticket_result ret;
	struct ticket_order o;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	o = about(t);
	act_as(w, BENNY);
	CHECK_OK(ticket_close(w, &o, &ret));
	CHECK_INT("a colleague does not close", ret.why, TICKET_NOT_ALLOWED);
	act_as(w, SARI);
	CHECK_OK(ticket_close(w, &o, &ret));
	CHECK_INT("the asker does", ret.why, TICKET_GRANTED);
	CHECK_INT("letter", letters_to(w, mailbox_of(SARI), S("tiket-selesai")), 1);
	CHECK_INT("her words are no note", (int64_t)notes_of(w, t).count, 0);
	CHECK_OK(ticket_reopen(w, &o, &ret));
	CHECK_INT("open", stored(w, t)->state, TICKET_AT_KPPN);
	CHECK_INT("trail", trail_of(w, t, S("ticket.reopened")), 1);
	o.version = 1;
	CHECK_OK(ticket_close(w, &o, &ret));
	CHECK_INT("as it was", ret.why, TICKET_STALE);
}

static const struct job_kind *const kinds[] = { &helpdesk_sweep_job };
static const struct job_table table = { .kinds = kinds, .kind_count = 1 };

static void sweep(struct work *w)
{
	CHECK_OK(jobs_add(w, &helpdesk_sweep_job, 0, S(""), 0));
	test_drain(w, &table);
}

TEST_DB(silence_warns_once_and_then_closes)
{
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	t = says(w, CSO, t, AFTER_AWAIT);
	w->now = t->warn_at - 1;
	sweep(w);
	CHECK_INT("not yet", letters_to(w, mailbox_of(SARI), S("tiket-pengingat")), 0);
	w->now = t->warn_at;
	sweep(w);
	sweep(w);
	CHECK_INT("once", letters_to(w, mailbox_of(SARI), S("tiket-pengingat")), 1);
	w->now = t->close_at - 1;
	sweep(w);
	CHECK_INT("still open", stored(w, t)->state, TICKET_AT_SATKER);
	w->now = t->close_at;
	sweep(w);
	CHECK_INT("closed", stored(w, t)->state, TICKET_DONE);
	CHECK_INT("told", letters_to(w, mailbox_of(SARI), S("tiket-selesai")), 1);
	CHECK_STR("why", thread_of(w, t).items[3].body,
		  S("Ditutup otomatis: tidak ada jawaban selama 5 hari kerja"));
	sweep(w);
	CHECK_INT("once", trail_of(w, t, S("ticket.closed")), 1);
	act_as(w, SARI);
	CHECK_INT("an answer opens it", says(w, SARI, t, AFTER_AWAIT)->state,
		  TICKET_AT_KPPN);
}

TEST_DB(who_answers_is_not_closed)
{
	struct ticket *t;
	int64_t close_at;

	cast_arrives(w);
	t = opened(w);
	t = says(w, CSO, t, AFTER_AWAIT);
	close_at = t->close_at;
	says(w, SARI, t, AFTER_AWAIT);
	w->now = close_at + DAY;
	sweep(w);
	CHECK_INT("open", stored(w, t)->state, TICKET_AT_KPPN);
}

/* ---- merging ---- */

static void attach(struct work *w, const struct ticket *t)
{
	struct ticket_file f = file_named("bukti.pdf", S(""));
	struct message_input in = {
		.body = S("Terlampir"), .seen = ANY_MESSAGE, .files = &f, .file_count = 1
	};
	struct ticket_result ret;

	act_as(w, SARI);
	CHECK_OK(ticket_reply(w, t->number, &in, &ret));
	CHECK_INT("attached", ret.why, TICKET_GRANTED);
}

static void noted(struct work *w, const struct ticket *t, const char *body)
{
	struct ticket_result ret;

	act_as(w, CSO);
	CHECK_OK(ticket_note(w, t->number, str_from(body), &ret));
}

TEST_DB(taking_a_merged_ticket_out_leaves_every_byte_as_it_was)
{
	struct ticket *t, *main;
	struct ticket_result ret;
	struct ticket_order o;
	str before[2];
	int files;

	cast_arrives(w);
	t = opened(w);
	attach(w, t);
	noted(w, t, "catatan satu");
	t = says(w, CSO, t, AFTER_AWAIT);
	w->now += MINUTE;
	main = opened(w);
	attach(w, main);
	noted(w, main, "catatan dua");
	before[0] = bytes_of(w, t);
	before[1] = bytes_of(w, main);
	files = stored(w, main)->files;
	o = about(t);
	act_as(w, CSO);
	CHECK_OK(ticket_merge(w, &o, main->number, &ret));
	CHECK_INT("merged", ret.why, TICKET_GRANTED);
	CHECK_STR("the other is what is left", ret.ticket->number, main->number);
	CHECK_INT("all of it is in one thread", (int64_t)thread_of(w, main).count, 5);
	CHECK_INT("and none in the other", (int64_t)thread_of(w, t).count, 0);
	CHECK_INT("both notes", (int64_t)notes_of(w, main).count, 2);
	CHECK_INT("both files", stored(w, main)->files, 2);
	CHECK_INT("closed", stored(w, t)->state, TICKET_DONE);
	CHECK_OK(ticket_unmerge(w, &o, &ret));
	CHECK_INT("taken out", ret.why, TICKET_GRANTED);
	CHECK_STR("byte by byte", bytes_of(w, t), before[0]);
	CHECK_STR("the other as well", bytes_of(w, main), before[1]);
	CHECK_INT("its turn", stored(w, t)->state, TICKET_AT_SATKER);
	CHECK_INT("its files", stored(w, main)->files, files);
	CHECK_INT("holds none", stored(w, main)->holds, 0);
	CHECK_INT("trail", trail_of(w, t, S("ticket.unmerged")), 1);
}

TEST_DB(what_cannot_be_merged)
{
	struct ticket *t, *main, *third, *foreign;
	struct ticket_result ret;
	struct ticket_order o;

	cast_arrives(w);
	t = opened(w);
	main = opened(w);
	third = opened(w);
	act_as(w, NEIGHBOUR);
	{
		struct ticket_input in = asking();

		CHECK_OK(ticket_open(w, &in, &ret));
		foreign = ret.ticket;
	}
	o = about(t);
	act_as(w, CSO);
	CHECK_OK(ticket_merge(w, &o, foreign->number, &ret));
	CHECK_INT("two satker", ret.why, TICKET_NO_OTHER);
	CHECK_OK(ticket_merge(w, &o, t->number, &ret));
	CHECK_INT("with itself", ret.why, TICKET_NO_OTHER);
	CHECK_OK(ticket_merge(w, &o, S("HAI-2026-047-99999"), &ret));
	CHECK_INT("with none", ret.why, TICKET_NO_OTHER);
	CHECK_OK(ticket_merge(w, &o, main->number, &ret));
	CHECK_INT("merged", ret.why, TICKET_GRANTED);
	CHECK_OK(ticket_merge(w, &o, third->number, &ret));
	CHECK_INT("twice", ret.why, TICKET_MERGED);
	o = about(main);
	CHECK_OK(ticket_merge(w, &o, third->number, &ret));
	CHECK_INT("what holds another", ret.why, TICKET_HOLDS_OTHERS);
	o = about(third);
	CHECK_OK(ticket_merge(w, &o, t->number, &ret));
	CHECK_INT("into what is part of another", ret.why, TICKET_NO_OTHER);
}

TEST_DB(mail_to_a_merged_ticket_is_read_where_it_went)
{
	struct mail_sender from = { .address = S("orang@luar.example") };
	struct message_input in = { .body = S("Jawaban"), .mail = &from };
	struct ticket *t, *main;
	struct ticket_result ret;
	struct ticket_order o;

	cast_arrives(w);
	t = opened(w);
	main = opened(w);
	o = about(t);
	act_as(w, CSO);
	CHECK_OK(ticket_merge(w, &o, main->number, &ret));
	act_as(w, STRANGER);
	CHECK_OK(ticket_reply(w, t->number, &in, &ret));
	CHECK_INT("added", ret.why, TICKET_GRANTED);
	CHECK_STR("to the other", ret.ticket->number, main->number);
}

/* ---- splitting and linking ---- */

TEST_DB(messages_that_are_split_off_keep_their_files)
{
	struct ticket *t, *part;
	struct ticket_result ret;
	struct ticket_order o;
	struct attachments files;
	struct ticket_names links;
	struct entries e;
	struct ticket_parting p = { .count = 1,
				    .subject = S("Soal kedua"),
				    .category = S("LPJ") };

	cast_arrives(w);
	t = opened(w);
	attach(w, t);
	says(w, SARI, t, AFTER_AWAIT);
	e = thread_of(w, t);
	p.entries = &e.items[1].id;
	o = about(t);
	act_as(w, CSO);
	CHECK_OK(ticket_split(w, &o, &p, &ret));
	CHECK_INT("split", ret.why, TICKET_GRANTED);
	part = stored(w, ret.ticket);
	CHECK_STR("number", part->number, S("HAI-2026-047-00002"));
	CHECK_STR("category", part->category, S("LPJ"));
	CHECK_INT("the same asker", part->asker, t->asker);
	CHECK_OK(store_thread_files(w, part->id, &files));
	CHECK_INT("its file went along", (int64_t)files.count, 1);
	CHECK_INT("counted", part->files, 1);
	CHECK_INT("counted where it was", stored(w, t)->files, 0);
	CHECK_STR("the message", thread_of(w, part).items[0].body, S("Terlampir"));
	CHECK_INT("not in the old one any more", (int64_t)thread_of(w, t).count, 3);
	CHECK_OK(store_links(w, t->id, &links));
	CHECK_STR("linked", links.items[0].number, part->number);
}

TEST_DB(what_cannot_be_split_off)
{
	struct ticket *t, *other;
	struct ticket_result ret;
	struct ticket_order o;
	struct entries e, foreign;
	struct ticket_parting p = { .count = 1,
				    .subject = S("Soal"),
				    .category = S("LPJ") };
	int64_t twice[2];

	cast_arrives(w);
	t = opened(w);
	says(w, SARI, t, AFTER_AWAIT);
	other = opened(w);
	says(w, SARI, other, AFTER_AWAIT);
	e = thread_of(w, t);
	foreign = thread_of(w, other);
	o = about(t);
	act_as(w, CSO);
	p.entries = &e.items[0].id;
	CHECK_OK(ticket_split(w, &o, &p, &ret));
	CHECK_INT("the first message", ret.why, TICKET_NO_MESSAGES);
	p.entries = &foreign.items[1].id;
	CHECK_OK(ticket_split(w, &o, &p, &ret));
	CHECK_INT("one of another ticket", ret.why, TICKET_NO_MESSAGES);
	twice[0] = twice[1] = e.items[1].id;
	p.entries = twice;
	p.count = 2;
	CHECK_OK(ticket_split(w, &o, &p, &ret));
	CHECK_INT("one twice", ret.why, TICKET_NO_MESSAGES);
	p.count = 0;
	CHECK_OK(ticket_split(w, &o, &p, &ret));
	CHECK_INT("none", ret.why, TICKET_NO_MESSAGES);
	p.count = 1;
	p.subject = S("");
	CHECK_OK(ticket_split(w, &o, &p, &ret));
	CHECK_INT("without a subject", ret.why, TICKET_INCOMPLETE);
	CHECK_INT("nothing was made", stored(w, other)->id, other->id);
}

TEST_DB(links_go_both_ways)
{
	struct ticket *a, *b;
	struct ticket_result ret;
	struct ticket_order o;
	struct ticket_names links;

	cast_arrives(w);
	a = opened(w);
	b = opened(w);
	o = about(a);
	act_as(w, VERIFIER);
	CHECK_OK(ticket_link(w, &o, b->number, true, &ret));
	CHECK_INT("linked", ret.why, TICKET_GRANTED);
	CHECK_OK(ticket_link(w, &o, b->number, true, &ret));
	CHECK_INT("once", stored(w, b)->links, 1);
	CHECK_OK(store_links(w, b->id, &links));
	CHECK_STR("back", links.items[0].number, a->number);
	CHECK_OK(ticket_link(w, &o, b->number, false, &ret));
	CHECK_INT("no more", stored(w, a)->links, 0);
	CHECK_OK(ticket_link(w, &o, a->number, true, &ret));
	CHECK_INT("not with itself", ret.why, TICKET_NO_OTHER);
	act_as(w, SARI);
	CHECK_OK(ticket_link(w, &o, b->number, true, &ret));
	CHECK_INT("not by the asker", ret.why, TICKET_NOT_ALLOWED);
}
