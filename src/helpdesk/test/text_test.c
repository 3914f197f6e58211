#include "helpdesk/test/cast.h"

#define KEY "hai-abcdefghijklmnopqrstuvwx"

TEST(a_key_is_found_whole_or_not_at_all)
{
	static const struct {
		const char *what;
		str text;
		bool found;
	} cases[] = {
		{ "alone", STR(KEY), true },
		{ "in a quoted letter", STR("> kunci balasan: " KEY ". Petugas"), true },
		{ "in angle brackets", STR("<" KEY "@myintress.example>"), true },
		{ "cut", STR("hai-abcdefghijklmnopqrstuvw"), false },
		{ "longer", STR(KEY "y"), false },
		{ "longer by a part", STR(KEY "-zzz"), false },
		{ "part of a word", STR("x" KEY), false },
		{ "with a digit that keys have not", STR("hai-abcdefghijklmnopqrstuvw1"),
		  false },
		{ "in capitals", STR("HAI-ABCDEFGHIJKLMNOPQRSTUVWX"), false },
		{ "a number of a ticket", STR("HAI-2026-047-00012"), false },
		{ "nothing", STR(""), false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_STR(cases[i].what, ticket_key_in(cases[i].text),
			  cases[i].found ? S(KEY) : S(""));
}

TEST(subjects_cannot_turn_their_direction)
{
	struct arena *a = test_arena();

	CHECK_STR("override",
		  subject_tidy(a, S("SPM \xe2\x80\xae"
				    "fdp.exe ")),
		  S("SPM fdp.exe"));
	CHECK_STR("isolate",
		  subject_tidy(a, S("\xe2\x81\xa7"
				    "a\xe2\x81\xa9")),
		  S("a"));
	CHECK_STR("Arabic stays", subject_tidy(a, S("\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85")),
		  S("\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85"));
	CHECK_STR("emoji stay", subject_tidy(a, S(" \xf0\x9f\x99\x8f terima kasih")),
		  S("\xf0\x9f\x99\x8f terima kasih"));
	CHECK_STR("a quotation mark stays",
		  subject_tidy(a, S("\xe2\x80\x9c"
				    "a")),
		  S("\xe2\x80\x9c"
		    "a"));
}

TEST(line_ends_are_one_character)
{
	struct arena *a = test_arena();

	CHECK_STR("CR LF", body_tidy(a, S("a\r\nb\r\n\r\nc\r\n")), S("a\nb\n\nc"));
	CHECK_STR("CR", body_tidy(a, S("a\rb")), S("a\nb"));
	CHECK_STR("indented", body_tidy(a, S("a\n\tb")), S("a\n\tb"));
}

static int64_t body_faults(str body)
{
	struct ticket_faults f = { 0 };

	check_body(test_arena(), body, &f);
	return (int64_t)f.count;
}

static str repeated(const char *what, size_t times)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < times; i++)
		buf_add(&b, str_from(what));
	return buf_str(&b);
}

TEST(what_a_message_may_be)
{
	struct ticket_faults f = { 0 };

	CHECK_INT("text", body_faults(S("a\n\tb")), 0);
	CHECK_INT("nothing", body_faults(S("")), 1);
	CHECK_INT("an escape", body_faults(S("a\x1b[31m")), 1);
	CHECK_INT("not UTF-8", body_faults(S("a\xff")), 1);
	CHECK_INT("as long as it may be",
		  body_faults(repeated("\xf0\x9f\x99\x8f", BODY_MAX)), 0);
	CHECK_INT("longer", body_faults(repeated("a", BODY_MAX + 1)), 1);
	check_body(test_arena(), repeated("a", 1 << 20), &f);
	CHECK_STR("a megabyte is told its limit", f.items[0].text,
		  S("Terlalu panjang: isi pesan paling banyak 20000 karakter"));
	f = (struct ticket_faults){ 0 };
	check_subject(test_arena(), S("a\nBcc: x@y.example"), &f);
	CHECK_STR("a subject of two lines", f.items[0].code, S("not_text"));
}

TEST(subjects_of_mails_are_cut_not_refused)
{
	struct arena *a = test_arena();

	CHECK_STR("none", mail_subject(a, S("")), S("Tanpa judul"));
	CHECK_STR("only blanks", mail_subject(a, S("\t \x01")), S("Tanpa judul"));
	CHECK_STR("folded", mail_subject(a, S("Re:\n\tRetur")), S("Re:  Retur"));
	CHECK_INT("long", (int64_t)mail_subject(a, repeated("\xc3\xa9", 400)).n,
		  2 * SUBJECT_MAX);
}

static struct category removal(void)
{
	static const str reasons[] = { STR("Mutasi"), STR("Pensiun") };
	struct category c = { .code = CATEGORY_REMOVAL };

	*PUSH(test_arena(), &c.fields) = (struct category_field){ .code = S("nama"),
								  .label = S("Nama"),
								  .required = true };
	*PUSH(test_arena(), &c.fields) = (struct category_field){ .code = S("alasan"),
								  .label = S("Alasan"),
								  .required = true };
	for (size_t i = 0; i < COUNT(reasons); i++)
		*PUSH(test_arena(), &c.fields.items[1].choices) = reasons[i];
	*PUSH(test_arena(), &c.documents) = (struct requirement){ .code = S("surat"),
								  .label = S("Surat"),
								  .required = true };
	*PUSH(test_arena(), &c.documents) = (struct requirement){ .code = S("formulir"),
								  .label = S("Formulir"),
								  .required = true };
	return c;
}

static str complaints_of(const struct ticket_faults *f)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < f->count; i++)
		buf_fmt(&b, "%.*s:%.*s ", P(f->items[i].field), P(f->items[i].code));
	return buf_str(&b);
}

static void answer(struct answers *all, const char *code, const char *value)
{
	*PUSH(test_arena(), all) =
		(struct answer){ .code = str_from(code), .value = str_from(value) };
}

TEST(the_form_of_a_category)
{
	struct category c = removal();
	struct answers typed = { 0 }, kept;
	struct ticket_faults f = { 0 };

	check_answers(test_arena(), &c, &typed, &kept, &f);
	CHECK_STR("empty", complaints_of(&f),
		  S("fields.nama:empty fields.alasan:unknown_word "));
	f = (struct ticket_faults){ 0 };
	answer(&typed, "nama", " Sari ");
	answer(&typed, "alasan", "Bosan");
	answer(&typed, "lain", "x");
	check_answers(test_arena(), &c, &typed, &kept, &f);
	CHECK_STR("no such choice", complaints_of(&f), S("fields.alasan:unknown_word "));
	typed.items[1].value = S("Mutasi");
	f = (struct ticket_faults){ 0 };
	check_answers(test_arena(), &c, &typed, &kept, &f);
	CHECK_STR("fine", complaints_of(&f), S(""));
	CHECK_INT("what the form does not ask is dropped", (int64_t)kept.count, 2);
	CHECK_STR("trimmed", kept.items[0].value, S("Sari"));
}

TEST(the_documents_of_a_category)
{
	struct category c = removal();
	struct strs have = { 0 };
	struct ticket_faults f = { 0 };

	*PUSH(test_arena(), &have) = S("surat");
	*PUSH(test_arena(), &have) = S("");
	check_documents(test_arena(), &c, &have, &f);
	CHECK_STR("one is missing", complaints_of(&f), S("files.formulir:no_document "));
	*PUSH(test_arena(), &have) = S("formulir");
	f = (struct ticket_faults){ 0 };
	check_documents(test_arena(), &c, &have, &f);
	CHECK_STR("all are there", complaints_of(&f), S(""));
	*PUSH(test_arena(), &have) = S("sk");
	check_documents(test_arena(), &c, &have, &f);
	CHECK_STR("one is made up", complaints_of(&f), S("files.sk:unknown_word "));
}
