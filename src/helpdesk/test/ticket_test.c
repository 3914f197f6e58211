#include "helpdesk/test/cast.h"

static struct ticket_result open_with(struct work *w, struct ticket_input in)
{
	struct ticket_result ret;

	CHECK_OK(ticket_open(w, &in, &ret));
	return ret;
}

static struct ticket_result reply_with(struct work *w, const struct ticket *t,
				       struct message_input in)
{
	struct ticket_result ret;

	CHECK_OK(ticket_reply(w, t->number, &in, &ret));
	return ret;
}

static struct entries thread_of(struct work *w, const struct ticket *t)
{
	struct thread_page all = { .limit = 100 };
	struct entries e;

	CHECK_OK(store_thread(w, t->id, &all, &e));
	return e;
}

TEST_DB(a_ticket_goes_to_the_partner_kppn_with_a_number_and_a_deadline)
{
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	CHECK_STR("number", t->number, S("HAI-2026-047-00001"));
	CHECK_INT("state", t->state, TICKET_AT_KPPN);
	CHECK_STR("office", t->kppn, S("047"));
	CHECK_STR("name of the category", t->category_name, S("Retur SP2D"));
	/* Monday 09.14 WITA, 420 office minutes: Tuesday 09.14. */
	CHECK_INT("deadline", t->due_at, TEST_NOW + DAY);
	t = stored(w, t);
	CHECK_INT("kept deadline", t->due_at, TEST_NOW + DAY);
	CHECK_INT("asker", t->asker, cast_actor(SARI)->person);
	CHECK_INT("trail", trail_of(w, t, S("ticket.opened")), 1);
	CHECK_INT("letter", letters_to(w, mailbox_of(SARI), S("tiket-diterima")), 1);
	CHECK_STR("the letter has the key",
		  ticket_key_in(last_letter(w, S("tiket-diterima"))), t->thread_key);
	CHECK_STR("the next number", opened(w)->number, S("HAI-2026-047-00002"));
}

TEST_DB(the_first_message_is_kept_as_it_was_typed)
{
	struct ticket_input in = asking();
	struct entries e;

	cast_arrives(w);
	in.body = S("Baris satu\r\n\r\n\xf0\x9f\x99\x8f <b>tebal</b> & 'kutip'\n");
	e = thread_of(w, open_with(w, in).ticket);
	CHECK_INT("one entry", (int64_t)e.count, 1);
	CHECK_STR("body", e.items[0].body,
		  S("Baris satu\n\n\xf0\x9f\x99\x8f <b>tebal</b> & 'kutip'"));
	CHECK_STR("author", e.items[0].author_name, S("Sari Wulandari"));
	CHECK_STR("role", e.items[0].author_role, S("Operator"));
	CHECK_INT("side", e.items[0].side, SIDE_SATKER);
}

TEST_DB(who_opens_a_ticket_for_whom)
{
	static const struct {
		const char *what;
		enum member who;
		const char *satker;
		enum ticket_refusal want;
	} cases[] = {
		{ "an operator for his satker", SARI, "", TICKET_GRANTED },
		{ "and says so", SARI, "999101", TICKET_GRANTED },
		{ "not for another", SARI, "999102", TICKET_NO_SATKER },
		{ "a CSO for a satker of the office", CSO, "999102", TICKET_GRANTED },
		{ "not for one of another office", CSO, "999201", TICKET_NO_SATKER },
		{ "nor for none", CSO, "", TICKET_NO_SATKER },
		{ "nor for one that is not there", CSO, "999999", TICKET_NO_SATKER },
		{ "a verifier", VERIFIER, "999101", TICKET_NOT_ALLOWED },
		{ "a Kanwil", REGION, "999101", TICKET_NOT_ALLOWED },
		{ "nobody", STRANGER, "999101", TICKET_NOT_ALLOWED },
	};

	cast_arrives(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct ticket_input in = asking();

		act_as(w, cases[i].who);
		in.satker = str_from(cases[i].satker);
		CHECK_INT(cases[i].what, open_with(w, in).why, cases[i].want);
	}
}

TEST_DB(everything_wrong_is_said_at_once)
{
	struct ticket_input in = { .category = CATEGORY_REMOVAL };
	struct ticket_result ret;

	cast_arrives(w);
	ret = open_with(w, in);
	CHECK_INT("refused", ret.why, TICKET_INCOMPLETE);
	CHECK_INT("subject, body, name, reason, letter, form", (int64_t)ret.faults.count,
		  6);
	CHECK("no ticket", !ret.ticket);
	in = asking();
	in.category = S("TIDAK_ADA");
	CHECK_INT("no such category", open_with(w, in).why, TICKET_NO_CATEGORY);
}

TEST_DB(a_removal_needs_letter_and_form)
{
	struct ticket_input in = { .category = CATEGORY_REMOVAL,
				   .subject = S("Hapus pengguna"),
				   .body = S("Mohon dihapus") };
	struct ticket_file files[2] = { file_named("surat.pdf", S("surat")),
					file_named("formulir.pdf", S("formulir")) };
	struct ticket_result ret;
	struct attachments kept;
	struct answers answers;

	cast_arrives(w);
	*PUSH(w->arena, &in.answers) = (struct answer){ S("nama"), S(""), S("Sari") };
	*PUSH(w->arena, &in.answers) = (struct answer){ S("alasan"), S(""), S("Mutasi") };
	in.files = files;
	in.file_count = 1;
	ret = open_with(w, in);
	CHECK_INT("without the form", ret.why, TICKET_INCOMPLETE);
	CHECK_STR("which", ret.faults.items[0].field, S("files.formulir"));
	in.file_count = 2;
	ret = open_with(w, in);
	CHECK_INT("with both", ret.why, TICKET_GRANTED);
	CHECK_OK(store_thread_files(w, ret.ticket->id, &kept));
	CHECK_INT("files", (int64_t)kept.count, 2);
	CHECK_STR("what it is", kept.items[1].requirement, S("formulir"));
	CHECK_INT("counted", stored(w, ret.ticket)->files, 2);
	CHECK_OK(store_answers(w, ret.ticket->id, &answers));
	CHECK_INT("answers", (int64_t)answers.count, 2);
}

TEST_DB(the_turn_goes_back_and_forth)
{
	struct ticket *t;
	struct entries e;

	cast_arrives(w);
	t = opened(w);
	w->now += HOUR;
	t = says(w, CSO, t, AFTER_AWAIT);
	CHECK_INT("the satker is asked", t->state, TICKET_AT_SATKER);
	CHECK_INT("no deadline runs", t->due_at, 0);
	CHECK_INT("first answer", t->answered_at, TEST_NOW + HOUR);
	/* Thursday 08.00 and, before the weekend, Monday 15.00 WITA. */
	CHECK_INT("warned", t->warn_at,
		  instant_of((struct date){ 2026, 11, 26 }, 8 * HOUR, WITA));
	CHECK_INT("closed", t->close_at,
		  instant_of((struct date){ 2026, 11, 30 }, 15 * HOUR, WITA));
	CHECK_INT("letter", letters_to(w, mailbox_of(SARI), S("tiket-dijawab")), 1);
	w->now += HOUR;
	t = says(w, BENNY, t, AFTER_AWAIT);
	CHECK_INT("the office is asked", t->state, TICKET_AT_KPPN);
	CHECK_INT("a new deadline", t->due_at, w->now + DAY);
	CHECK_INT("silence has ended", t->close_at, 0);
	w->now += HOUR;
	t = says(w, SARI, t, AFTER_AWAIT);
	CHECK_INT("asking again gains no later deadline", t->due_at, w->now - HOUR + DAY);
	t = says(w, CSO, t, AFTER_DONE);
	CHECK_INT("done", t->state, TICKET_DONE);
	CHECK_INT("rounds", stored(w, t)->rounds, 2);
	e = thread_of(w, t);
	CHECK_INT("all of it is there", (int64_t)e.count, 5);
	CHECK_INT("the turn after each", e.items[1].state, TICKET_AT_SATKER);
	CHECK_INT("trail", trail_of(w, t, S("ticket.replied")), 4);
}

TEST_DB(an_answer_opens_a_closed_ticket_at_its_kppn)
{
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	t = says(w, CSO, t, AFTER_DONE);
	w->now += 7 * DAY;
	t = says(w, SARI, t, AFTER_AWAIT);
	CHECK_INT("open", t->state, TICKET_AT_KPPN);
	CHECK_INT("closed no more", stored(w, t)->closed_at, 0);
	t = says(w, CSO, t, AFTER_DONE);
	w->now += 7 * DAY + 1;
	act_as(w, SARI);
	CHECK_INT("too late",
		  reply_with(w, t,
			     (struct message_input){ .body = S("Lagi"),
						     .seen = ANY_MESSAGE })
			  .why,
		  TICKET_LONG_CLOSED);
}

TEST_DB(who_has_not_read_the_newest_message_is_told)
{
	struct message_input in = { .body = S("Jawaban") };
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	in.seen = t->last_message;
	says(w, SECOND, t, AFTER_AWAIT);
	act_as(w, CSO);
	CHECK_INT("a colleague was faster", reply_with(w, t, in).why, TICKET_NEWER);
	CHECK_INT("nothing was written", (int64_t)thread_of(w, t).count, 2);
	act_as(w, SECOND);
	CHECK_INT("his own message is no news", reply_with(w, t, in).why, TICKET_GRANTED);
}

TEST_DB(a_verifier_answers_but_does_not_close)
{
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	act_as(w, VERIFIER);
	CHECK_INT("not with an answer",
		  reply_with(w, t,
			     (struct message_input){ .body = S("Selesai"),
						     .after = AFTER_DONE,
						     .seen = ANY_MESSAGE })
			  .why,
		  TICKET_NOT_ALLOWED);
	CHECK_INT("answers", says(w, VERIFIER, t, AFTER_AWAIT)->state, TICKET_AT_SATKER);
}

TEST_DB(who_left_the_satker_gets_no_letter)
{
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	CHECK_OK(work_exec(w,
			   "UPDATE membership SET state = 'nonaktif' WHERE person = $1",
			   ARGS(arg_int(cast_actor(SARI)->person)), NULL));
	says(w, CSO, t, AFTER_AWAIT);
	CHECK_INT("none", letters_to(w, mailbox_of(SARI), S("tiket-dijawab")), 0);
}

TEST_DB(a_letter_carries_no_nik)
{
	struct message_input in = { .body = S(
					    "NIK 9901051403800001, SP2D 260471303004790"),
				    .seen = ANY_MESSAGE };
	struct ticket *t;
	str letter;

	cast_arrives(w);
	t = opened(w);
	act_as(w, CSO);
	CHECK_INT("answered", reply_with(w, t, in).why, TICKET_GRANTED);
	letter = last_letter(w, S("tiket-dijawab"));
	CHECK("no NIK", !str_has(letter, S("9901051403800001")));
	CHECK("its region", str_has(letter, S("9901")));
	CHECK("other numbers stay", str_has(letter, S("260471303004790")));
}

/* ---- mail ---- */

static struct mail_sender from_mail(const char *address, const char *id)
{
	return (struct mail_sender){ .address = str_from(address),
				     .name = S("Pengirim Surat"),
				     .message_id = str_from(id) };
}

TEST_DB(a_mail_of_no_satker_goes_to_the_head_office)
{
	struct mail_sender from = from_mail("orang@luar.example", "<1@luar.example>");
	struct ticket_input in = { .subject = S(""),
				   .body = S("Bagaimana mendaftar?"),
				   .mail = &from };
	struct ticket_result ret, again;

	cast_arrives(w);
	act_as(w, STRANGER);
	ret = open_with(w, in);
	CHECK_INT("opened", ret.why, TICKET_GRANTED);
	CHECK_STR("number", ret.ticket->number, S("HAI-2026-000-00001"));
	CHECK_INT("state", ret.ticket->state, TICKET_AT_HAI);
	CHECK_STR("subject", ret.ticket->subject, S("Tanpa judul"));
	CHECK_INT("answered", letters_to(w, from.address, S("tiket-diterima")), 1);
	again = open_with(w, in);
	CHECK_INT("the same mail again", again.why, TICKET_DOUBLE);
	CHECK_STR("it is this one", again.ticket->number, ret.ticket->number);
}

TEST_DB(a_mail_with_a_satker_goes_to_its_kppn)
{
	struct mail_sender from = from_mail("orang@luar.example", "");
	struct ticket_input in = asking();

	cast_arrives(w);
	act_as(w, STRANGER);
	in.mail = &from;
	in.satker = S("999201");
	CHECK_STR("office", open_with(w, in).ticket->kppn, S("046"));
	in.satker = S("999999");
	CHECK_INT("no such satker", open_with(w, in).why, TICKET_NO_SATKER);
}

TEST_DB(mail_finds_its_ticket_by_key_and_reference_only)
{
	struct mail_sender from = from_mail("orang@luar.example", "<2@luar.example>");
	struct message_input in = { .body = S("Jawaban lewat email"), .mail = &from };
	struct strs references = { 0 };
	struct ticket *t, *other;
	str number;

	cast_arrives(w);
	t = opened(w);
	other = opened(w);
	CHECK_OK(ticket_by_key(w, t->thread_key, &number));
	CHECK_STR("by key", number, t->number);
	CHECK_OK(ticket_by_key(w, S("hai-aaaaaaaaaaaaaaaaaaaaaaaa"), &number));
	CHECK_STR("forged", number, S(""));
	CHECK_OK(ticket_by_key(w, str_left(t->thread_key, 20), &number));
	CHECK_STR("cut", number, S(""));
	act_as(w, STRANGER);
	CHECK_INT("added", reply_with(w, t, in).why, TICKET_GRANTED);
	*PUSH(w->arena, &references) = S("<unknown@x.example>");
	CHECK_OK(ticket_by_references(w, &references, &number));
	CHECK_STR("unknown", number, S(""));
	*PUSH(w->arena, &references) = from.message_id;
	CHECK_OK(ticket_by_references(w, &references, &number));
	CHECK_STR("by reference", number, t->number);
	CHECK_INT("read twice, written once", reply_with(w, other, in).why,
		  TICKET_DOUBLE);
	CHECK_INT("one more entry", (int64_t)thread_of(w, t).count, 2);
	CHECK_INT("none in the other", (int64_t)thread_of(w, other).count, 1);
}

TEST_DB(our_own_letters_are_references_too)
{
	struct strs references = { 0 };
	struct ticket *t;
	struct rows r;
	str number;

	cast_arrives(w);
	t = opened(w);
	r = work_query(
		w, "SELECT message_id FROM mail /* may scan */ WHERE topic = 'ticket'",
		NO_ARGS);
	while (rows_next(&r))
		*PUSH(w->arena, &references) = row_str(&r, 0);
	CHECK_OK(rows_end(&r));
	CHECK_INT("one letter", (int64_t)references.count, 1);
	CHECK_OK(ticket_by_references(w, &references, &number));
	CHECK_STR("found", number, t->number);
}

TEST_DB(who_was_written_to_follows_the_ticket)
{
	struct mail_sender from = from_mail("orang@luar.example", "<3@luar.example>");
	struct message_input in = { .body = S("Menjawab"), .mail = &from };
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	*PUSH(w->arena, &from.copies) = S("Rekan@Luar.example");
	*PUSH(w->arena, &from.copies) = S("rekan@luar.example");
	*PUSH(w->arena, &from.copies) = S("bukan alamat");
	act_as(w, STRANGER);
	CHECK_INT("added", reply_with(w, t, in).why, TICKET_GRANTED);
	CHECK_INT("sender and copy", stored(w, t)->followers, 2);
	says(w, CSO, t, AFTER_AWAIT);
	CHECK_INT("copy", letters_to(w, S("rekan@luar.example"), S("tiket-dijawab")), 1);
	CHECK_INT("asker", letters_to(w, mailbox_of(SARI), S("tiket-dijawab")), 1);
}

/* ---- notes ---- */

TEST_DB(a_note_changes_neither_turn_nor_thread)
{
	struct ticket_result ret;
	struct ticket *t;
	struct notes notes;

	cast_arrives(w);
	t = opened(w);
	act_as(w, CSO);
	CHECK_OK(ticket_note(w, t->number, S("RAHASIA-DALAM"), &ret));
	CHECK_INT("noted", ret.why, TICKET_GRANTED);
	CHECK_OK(store_notes(w, t->id, &notes));
	CHECK_INT("kept", (int64_t)notes.count, 1);
	CHECK_STR("body", notes.items[0].body, S("RAHASIA-DALAM"));
	CHECK_INT("not in the thread", (int64_t)thread_of(w, t).count, 1);
	CHECK_INT("no turn", stored(w, t)->state, TICKET_AT_KPPN);
	CHECK_INT("no letter", letters_to(w, mailbox_of(SARI), S("tiket-dijawab")), 0);
	act_as(w, SARI);
	CHECK_OK(ticket_note(w, t->number, S("x"), &ret));
	CHECK_INT("not by the satker", ret.why, TICKET_NOT_ALLOWED);
}

/* ---- files that were drafted ---- */

TEST_DB(drafted_files_go_with_the_message)
{
	struct ticket_file f = file_named("bukti.pdf", S(""));
	struct attachments drafted, kept;
	struct ticket *t;
	int64_t id;

	cast_arrives(w);
	t = opened(w);
	CHECK_OK(file_keep(w, t, NULL, &f, &id));
	CHECK_OK(store_draft_files(w, w->actor->person, t->id, &drafted));
	CHECK_INT("drafted", (int64_t)drafted.count, 1);
	CHECK_OK(store_thread_files(w, t->id, &kept));
	CHECK_INT("not in the thread yet", (int64_t)kept.count, 0);
	says(w, BENNY, t, AFTER_AWAIT);
	CHECK_OK(store_thread_files(w, t->id, &kept));
	CHECK_INT("another's message does not take it", (int64_t)kept.count, 0);
	act_as(w, SARI);
	CHECK_INT("sent",
		  reply_with(w, t,
			     (struct message_input){ .body = S("Terlampir"),
						     .seen = ANY_MESSAGE,
						     .with_draft = true })
			  .why,
		  TICKET_GRANTED);
	CHECK_OK(store_thread_files(w, t->id, &kept));
	CHECK_INT("sent with it", (int64_t)kept.count, 1);
	CHECK_INT("counted", stored(w, t)->files, 1);
}

TEST_DB(a_message_has_five_files_at_most)
{
	struct ticket_file files[TICKET_FILES_MAX + 1];
	struct message_input in = { .body = S("Terlampir"), .seen = ANY_MESSAGE };
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	for (size_t i = 0; i < COUNT(files); i++)
		files[i] = file_named("a.pdf", S(""));
	in.files = files;
	in.file_count = COUNT(files);
	CHECK_INT("one too many", reply_with(w, t, in).why, TICKET_INCOMPLETE);
	in.file_count = TICKET_FILES_MAX;
	CHECK_INT("five", reply_with(w, t, in).why, TICKET_GRANTED);
}
