#include "helpdesk/helpdesk.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "mailroom/internal.h"
#include "registration/registration.h"
#include "test/test.h"

static const struct actor system = { .name = STR("Sistem"), .channel = CHANNEL_JOB };
static int64_t uid;

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

static void offices_open(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil Contoh')"
	       " ON CONFLICT DO NOTHING");
	run(w,
	    "INSERT INTO kppn (code, name, kanwil, zone, phone, email) VALUES"
	    " ('047', 'KPPN Balikpapan', '19', 'WITA', '', '') ON CONFLICT DO NOTHING");
	run(w, "INSERT INTO ministry (code, name) VALUES ('033', 'Kementerian Contoh')"
	       " ON CONFLICT DO NOTHING");
	run(w, "INSERT INTO satker (code) VALUES ('999101'), ('999102')");
	run(w,
	    "INSERT INTO satker_period (satker, valid_from, valid_to, name, ba, eselon1, kppn)"
	    " VALUES ('999101', '2020-01-01', '9999-12-31', 'Balai Contoh Perbendaharaan Satu',"
	    " '033', '01', '047'), ('999102', '2020-01-01', '9999-12-31',"
	    " 'Balai Contoh Perbendaharaan Dua', '033', '01', '047')");
	w->actor = &system;
}

static struct incoming mail(const char *subject, const char *text)
{
	uid++;
	return (struct incoming){
		.validity = 1,
		.uid = uid,
		.mail = { .readable = true,
			  .from = S("sari@satker.example"),
			  .from_name = S("Sari 😀 Contoh"),
			  .subject = str_from(subject),
			  .message_id = arena_fmt(test_arena(), "<%lld@satker.example>",
						  (long long)uid),
			  .text = str_from(text) },
	};
}

static struct mail_row came(struct work *w, const struct incoming *in)
{
	struct mail_list q = { .limit = 1 };
	struct mail_rows all;

	CHECK_OK(intake(w, in));
	CHECK_OK(store_mail_list_all(w, &q, &all));
	CHECK_INT("its row", all.items[0].uid, in->uid);
	return all.items[0];
}

static void check_fate(const char *what, struct mail_row r, enum fate want)
{
	CHECK_STR(what, fate_words[r.fate], fate_words[want]);
}

static int count(struct work *w, const char *table)
{
	struct rows r = db_query(
		w->db, w->arena,
		arena_fmt(w->arena, "SELECT COUNT(*) FROM %s /* may scan */", table).p,
		NO_ARGS);
	int n = rows_next(&r) ? (int)row_int(&r, 0) : 0;

	CHECK_OK(rows_end(&r));
	return n;
}

/* The newest letter of the kind: its Message-ID, and its text. */
static str letter(struct work *w, const char *kind, str *ret_id)
{
	int64_t id = 0;
	str body = S(""), text = S("");
	struct rows r = work_query(w,
				   "SELECT id, body, message_id FROM mail /* may scan */"
				   " WHERE kind = $1 ORDER BY id DESC LIMIT 1",
				   ARGS(arg_str(str_from(kind))));

	if (rows_next(&r)) {
		id = row_int(&r, 0);
		body = row_bytes(&r, 1);
		*ret_id = row_str(&r, 2);
	}
	CHECK_OK(rows_end(&r));
	CHECK(kind, id && unseal(w->keys, w->arena,
				 arena_fmt(w->arena, "mail|body|%lld", (long long)id),
				 body, &text));
	return text;
}

static struct document_taken pdf(const char *name)
{
	return (struct document_taken){
		.id = hex(test_arena(), str_left(token_new(test_arena()), 16)),
		.file_name = str_from(name),
		.sha256 = sha256_hex(test_arena(), str_from(name)),
		.bytes = 1000,
		.pages = 1,
	};
}

TEST_DB(a_mail_becomes_a_ticket_and_its_answer_an_answer)
{
	struct incoming in = mail("Retur SP2D", "Apa yang harus disiapkan?");
	struct mail_row first, second;
	str id, key;

	offices_open(w);
	first = came(w, &in);
	check_fate("a ticket", first, FATE_TICKET);
	CHECK("with its number", str_starts(first.about, S("HAI-")));
	key = ticket_key_in(letter(w, "tiket-diterima", &id));
	CHECK("the letter has the key", key.n > 0);
	in = mail("Re: apa saja", arena_fmt(test_arena(), "Baik.\n> %.*s", P(key)).p);
	in.mail.subject =
		arena_fmt(test_arena(), "Re: Tiket %.*s: diterima", P(first.about));
	second = came(w, &in);
	check_fate("by the key", second, FATE_REPLY);
	CHECK_STR("of the same", second.about, first.about);
	in = mail("", "Tanpa judul");
	*PUSH(test_arena(), &in.mail.references) = id;
	second = came(w, &in);
	check_fate("by the reference", second, FATE_REPLY);
	CHECK_STR("of the same", second.about, first.about);
	CHECK_INT("one ticket", count(w, "ticket"), 1);
}

TEST_DB(likeness_of_subjects_joins_nothing)
{
	struct incoming in = mail("Retur SP2D", "Pertama");
	struct mail_row first, second;
	str id, key;

	offices_open(w);
	first = came(w, &in);
	key = ticket_key_in(letter(w, "tiket-diterima", &id));
	in = mail("Re: Retur SP2D", "Kedua, tanpa kunci");
	second = came(w, &in);
	check_fate("the same subject", second, FATE_TICKET);
	CHECK("is another ticket", !str_eq(first.about, second.about));
	in = mail("Re: Retur SP2D", "hai-aaaaaaaaaaaaaaaaaaaaaaaa");
	check_fate("a forged key", came(w, &in), FATE_TICKET);
	in = mail("Re: Retur SP2D", "Rujukan palsu");
	*PUSH(test_arena(), &in.mail.references) = S("<tidak@ada.example>");
	check_fate("a forged reference", came(w, &in), FATE_TICKET);
	in = mail("LPJ Desember", arena_fmt(test_arena(), "%.*s", P(key)).p);
	second = came(w, &in);
	check_fate("a used letter with another subject", second, FATE_TICKET);
	CHECK("says so", str_has(second.detail, first.about));
	w->now += 400 * DAY;
	run(w,
	    "UPDATE ticket SET state = 'Selesai', closed_at = opened_at + 1, due_at = 0 /* may scan */");
	in = mail("Re: Retur SP2D", arena_fmt(test_arena(), "%.*s", P(key)).p);
	second = came(w, &in);
	check_fate("after a year", second, FATE_TICKET);
	CHECK("says why", str_has(second.detail, S("Bukan balasan")));
}

TEST_DB(what_no_person_wrote_opens_and_answers_nothing)
{
	struct incoming in;
	int letters;

	offices_open(w);
	in = mail("Satu", "isi");
	(void)came(w, &in);
	letters = count(w, "mail");
	check_fate("the same again",
		   came(w, &(struct incoming){ 1, ++uid, .mail = in.mail }), FATE_DOUBLE);
	in = mail("Cuti", "Saya cuti");
	in.mail.automatic = true;
	check_fate("a notice", came(w, &in), FATE_AUTOMATIC);
	in = mail("Undelivered", "gagal");
	in.mail.bounce = true;
	check_fate("a bounce", came(w, &in), FATE_BOUNCE);
	in = mail("Putaran", "isi");
	in.mail.from = mail_address_of(w->settings->mail_from);
	check_fate("our own", came(w, &in), FATE_OWN);
	in = mail("Pendaftaran User MyIntress Tipe Satker Balai Contoh", "x");
	in.mail.automatic = true;
	check_fate("a registration by a machine", came(w, &in), FATE_AUTOMATIC);
	in = mail("", "");
	in.mail = (struct arrived){ 0 };
	check_fate("broken", came(w, &in), FATE_UNREADABLE);
	CHECK_INT("no letter", count(w, "mail"), letters);
	CHECK_INT("one ticket", count(w, "ticket"), 1);
}

TEST_DB(a_bounce_names_the_ticket_of_the_letter)
{
	struct incoming in = mail("Retur", "isi");
	struct mail_row first, back;
	str id;

	offices_open(w);
	first = came(w, &in);
	(void)letter(w, "tiket-diterima", &id);
	in = mail("Undelivered", "gagal");
	in.mail.bounce = true;
	*PUSH(test_arena(), &in.mail.bounced) = id;
	back = came(w, &in);
	check_fate("a bounce", back, FATE_BOUNCE);
	CHECK_STR("of the ticket", back.about, first.about);
}

TEST_DB(a_flood_of_one_sender_is_held)
{
	struct incoming in;

	offices_open(w);
	for (int i = 0; i < MAILS_AN_HOUR; i++) {
		in = mail("Banyak", "isi");
		check_fate("within the limit", came(w, &in), FATE_TICKET);
	}
	in = mail("Banyak", "isi");
	check_fate("one more", came(w, &in), FATE_HELD);
	in = mail("Lain", "isi");
	in.mail.from = S("budi@satker.example");
	check_fate("of another sender", came(w, &in), FATE_TICKET);
	w->now += HOUR + 1;
	in = mail("Banyak", "isi");
	check_fate("an hour later", came(w, &in), FATE_TICKET);
}

TEST_DB(mails_that_are_hard_to_keep_become_tickets)
{
	static const char *const texts[] = { "", "   \n  ", "😀 \xe2\x80\x8f teks",
					     "<script>alert(1)</script>" };
	struct buf big = buf_new(test_arena());
	struct incoming in;

	offices_open(w);
	for (size_t i = 0; i < COUNT(texts); i++) {
		in = mail(i % 2 ? ""
				: "\xe2\x80\xae"
				  "terbalik",
			  texts[i]);
		check_fate(texts[i], came(w, &in), FATE_TICKET);
	}
	for (int i = 0; i < 30000; i++)
		buf_add(&big, S("é "));
	in = mail("Satu megabita", "");
	in.mail.text = buf_str(&big);
	in.mail.subject = str_left(buf_str(&big), 900);
	check_fate("a long one", came(w, &in), FATE_TICKET);
}

TEST_DB(a_registration_by_mail_is_a_draft_and_one_answer)
{
	struct document_taken files[] = { pdf("SK penunjukan.pdf"), pdf("SK kedua.pdf") };
	struct document_taken form = pdf("Formulir Pendaftaran.pdf");
	struct incoming in = mail("Pendaftaran User MyIntress Tipe Satker [balai contoh "
				  "perbendaharaan satu]",
				  "Terlampir SK");
	struct mail_row row, again;
	struct documents kept;
	str id, text;

	offices_open(w);
	in.files = files;
	in.file_count = 2;
	row = came(w, &in);
	check_fate("a draft", row, FATE_DRAFT);
	CHECK("numbered", str_starts(row.about, S("REG-")));
	CHECK_STR("of the KPPN", row.kppn, S("047"));
	text = letter(w, "draf-email", &id);
	CHECK("the form is missing",
	      str_has(text, S("Formulir Pendaftaran yang ditandatangani")));
	CHECK("the SK is there", !str_has(text, S("SK atau surat tugas yang")));
	CHECK("two are one too many", str_has(text, S("SK kedua.pdf: hanya satu")));
	CHECK("a way to go on", str_has(text, S("/pendaftaran/lanjutkan/")));
	CHECK_INT("one answer", count(w, "mail"), 1);
	in = mail("Re: lengkapi pendaftaran", "Ini formulirnya");
	*PUSH(test_arena(), &in.mail.references) = id;
	in.files = &form;
	in.file_count = 1;
	again = came(w, &in);
	check_fate("its answer", again, FATE_DRAFT);
	CHECK_STR("fills the same", again.about, row.about);
	CHECK("nothing is missing but the data",
	      !str_has(letter(w, "draf-email", &id), S("Formulir Pendaftaran yang")));
	in.uid = ++uid;
	in.mail.message_id = S("<lain@satker.example>");
	in.mail.from = S("orang.lain@satker.example");
	form = pdf("Formulir lain.pdf");
	check_fate("a stranger with the reference", came(w, &in), FATE_TICKET);
	in = mail("Re: lengkapi pendaftaran", "Apakah harus KPA?");
	*PUSH(test_arena(), &in.mail.references) = id;
	again = came(w, &in);
	check_fate("a question about it", again, FATE_TICKET);
	CHECK_STR("goes to the KPPN", again.kppn, S("047"));
	CHECK_OK(documents_of(w, S("registration"), 1, &kept));
	CHECK_INT("two files", (int64_t)kept.count, 2);
	CHECK_INT("one request", count(w, "registration"), 1);
}

TEST_DB(a_misspelt_satker_is_answered_with_those_like_it)
{
	struct incoming in = mail(
		"Pendaftaran User MyIntress Tipe Satker Balai Contoh Perbendaharan Satu",
		"x");
	str id, text;

	offices_open(w);
	check_fate("not recognised", came(w, &in), FATE_CANDIDATES);
	text = letter(w, "satker-tidak-dikenali", &id);
	CHECK("what was typed", str_has(text, S("Perbendaharan Satu")));
	CHECK("the one that was meant",
	      str_has(text, S("999101: Balai Contoh Perbendaharaan Satu")));
	in = mail("Pendaftaran User MyIntress Tipe Satker Zzz Qqq", "x");
	check_fate("like none", came(w, &in), FATE_CANDIDATES);
	CHECK("no list", !str_has(letter(w, "satker-tidak-dikenali", &id), S("999101")));
	in = mail("Pendaftaran User MyIntress Tipe Satker 999102", "x");
	check_fate("by its code", came(w, &in), FATE_DRAFT);
	CHECK_INT("one draft", count(w, "registration"), 1);
}

TEST_DB(each_office_sees_what_became_its_own)
{
	static struct actor officers[] = {
		{ .roles = ROLE_BIT(ROLE_CSO),
		  .unit_kind = UNIT_KPPN,
		  .unit = STR("047") },
		{ .roles = ROLE_BIT(ROLE_CSO),
		  .unit_kind = UNIT_KPPN,
		  .unit = STR("046") },
		{ .roles = ROLE_BIT(ROLE_PUSAT),
		  .unit_kind = UNIT_PUSAT,
		  .unit = STR("DJPB") },
		{ .roles = ROLE_BIT(ROLE_OPERATOR),
		  .unit_kind = UNIT_SATKER,
		  .unit = STR("999101") },
	};
	static const int64_t want[] = { 1, 0, 2, 0 };
	struct mail_list q = { .limit = 50 };
	struct incoming in = mail("Umum", "isi");
	struct mail_rows all;

	offices_open(w);
	(void)came(w, &in);
	in = mail("Pendaftaran User MyIntress Tipe Satker 999102", "x");
	(void)came(w, &in);
	for (size_t i = 0; i < COUNT(officers); i++) {
		actor_default_grants(&officers[i]);
		w->actor = &officers[i];
		CHECK_OK(mailroom_list(w, &q, &all));
		CHECK_INT("how many", (int64_t)all.count, want[i]);
	}
}
