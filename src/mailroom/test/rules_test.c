#include "mailroom/internal.h"
#include "test/test.h"

static const struct {
	const char *sentence;
	struct incoming in;
	struct circumstances c;
	enum fate want;
} fates[] = {
	{ "a person writes", { .mail = { .readable = true } }, { 0 }, FATE_TICKET },
	{ "nothing can be read", { 0 }, { 0 }, FATE_UNREADABLE },
	{ "our own address",
	  { .mail = { .readable = true, .from = STR("No-Reply@kppn.example") } },
	  { .own_address = STR("no-reply@kppn.example") },
	  FATE_OWN },
	{ "our own Message-ID",
	  { .mail = { .readable = true, .message_id = STR("<x@kppn.example>") } },
	  { .own_host = STR("kppn.example") },
	  FATE_OWN },
	{ "a host that ends like ours",
	  { .mail = { .readable = true, .message_id = STR("<x@bukankppn.example>") } },
	  { .own_host = STR("kppn.example") },
	  FATE_TICKET },
	{ "read before",
	  { .mail = { .readable = true } },
	  { .known = true },
	  FATE_DOUBLE },
	{ "a bounce that is automatic, too",
	  { .mail = { .readable = true, .bounce = true, .automatic = true } },
	  { 0 },
	  FATE_BOUNCE },
	{ "a holiday notice",
	  { .mail = { .readable = true, .automatic = true } },
	  { .lately = MAILS_AN_HOUR },
	  FATE_AUTOMATIC },
	{ "the last one of an hour",
	  { .mail = { .readable = true } },
	  { .lately = MAILS_AN_HOUR - 1 },
	  FATE_TICKET },
	{ "one more",
	  { .mail = { .readable = true } },
	  { .lately = MAILS_AN_HOUR },
	  FATE_HELD },
	{ "too large",
	  { .too_large = true, .mail = { .readable = true } },
	  { 0 },
	  FATE_TOO_LARGE },
	{ "too large, of a machine: nobody answers",
	  { .too_large = true, .mail = { .readable = true, .automatic = true } },
	  { 0 },
	  FATE_AUTOMATIC },
	{ "an error of ours",
	  { .failed = true, .mail = { .readable = true } },
	  { 0 },
	  FATE_FAILED },
};

TEST(what_a_mail_is_for_itself)
{
	for (size_t i = 0; i < COUNT(fates); i++)
		CHECK_STR(fates[i].sentence,
			  fate_words[fate_of(&fates[i].in, &fates[i].c)],
			  fate_words[fates[i].want]);
}

TEST(the_subject_of_a_registration)
{
	static const struct {
		const char *subject, *name; /* NULL: another subject */
	} rows[] = {
		{ "Pendaftaran User MyIntress Tipe Satker [Balai Contoh]",
		  "Balai Contoh" },
		{ "Pendaftaran User MyIntress Tipe Satker Balai Contoh", "Balai Contoh" },
		{ "pendaftaran  user MYINTRESS tipe satker  Balai Contoh ",
		  "Balai Contoh" },
		{ "Re: Fwd: Pendaftaran User MyIntress Tipe Satker X", "X" },
		{ "Bls:Pendaftaran User MyIntress Tipe Satker X", "X" },
		{ "Pendaftaran User MyIntress Tipe Satker", "" },
		{ "Pendaftaran User MyIntress", NULL },
		{ "Tanya Pendaftaran User MyIntress Tipe Satker X", NULL },
		{ "Pendaftaran Users MyIntress Tipe Satker X", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		str name = S("");
		bool is = registration_subject(str_from(rows[i].subject), &name);

		CHECK(rows[i].subject, is == (rows[i].name != NULL));
		if (rows[i].name)
			CHECK_STR(rows[i].subject, name, str_from(rows[i].name));
	}
}

TEST(a_used_letter_with_another_subject_is_another_question)
{
	static const struct {
		const char *subject;
		bool want;
	} rows[] = {
		{ "Re: Tiket HAI-2026-047-00012: dijawab", true },
		{ "RE: FW: Retur SP2D gaji", true },
		{ "retur sp2d GAJI", true },
		{ "", true },
		{ "Re:", true },
		{ "Re: LPJ bulan Desember", false },
		{ "HAI-2025-047-00012", false },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		CHECK(rows[i].subject,
		      subject_continues(str_from(rows[i].subject),
					S("HAI-2026-047-00012"),
					S("Retur SP2D gaji")) == rows[i].want);
}

TEST(names_that_are_alike)
{
	static const struct {
		const char *x, *y;
		int least, most;
	} rows[] = {
		{ "Balai Contoh Satu", "balai  contoh, SATU", 1000, 1000 },
		{ "Balai Conto Satu", "Balai Contoh Satu", 700, 999 },
		{ "Balai Besar Pelaksanaan Jalan", "Balai Pelaksanaan Jalan", 600, 999 },
		{ "Balai Contoh Satu", "Kantor Imigrasi Kelas I", 0, 200 },
		{ "ab", "abc", 0, 0 },
		{ "", "", 1000, 1000 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		int l = likeness(test_arena(), str_from(rows[i].x), str_from(rows[i].y));

		CHECK(rows[i].x, l >= rows[i].least && l <= rows[i].most);
	}
}
