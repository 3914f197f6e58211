#include "registration/internal.h"
#include "test/test.h"

static const struct date today = { 2026, 11, 23 };

/* Four users: two wait, the third waits for a second officer, the fourth is approved. */
static struct registration four_users(void)
{
	struct registration r = {
		.state = STATE_VERIFYING,
		.round = 2,
		.basis = { .signer_nip = S("197905092005011002") },
	};

	for (int n = 1; n <= 4; n++)
		*PUSH(test_arena(), &r.users) = (struct applicant){
			.id = 100 + n,
			.n = n,
			.nik = S("9901051403870003"),
			.id_number = S("198703142010121003"),
			.state = n == 4 ? USER_APPROVED : USER_WAITING,
			.waits_for_second = n == 3,
		};
	return r;
}

static const int first[] = { 1 }, third[] = { 3 }, fourth[] = { 4 }, fifth[] = { 5 };
static const int two[] = { 1, 3 }, none[] = { 0 };

TEST(whom_a_decision_is_about)
{
	static const struct {
		const char *rule;
		enum act act;
		const int *users;
		size_t count;
		uint64_t want;
		enum registration_refusal refusal;
	} cases[] = {
		{ "all who wait", ACT_APPROVE, NULL, 0, 7, REGISTRATION_GRANTED },
		{ "the named", ACT_APPROVE, first, 1, 1, REGISTRATION_GRANTED },
		{ "two named", ACT_REJECT, two, 2, 5, REGISTRATION_GRANTED },
		{ "the second: who waits for him", ACT_SECOND, NULL, 0, 4,
		  REGISTRATION_GRANTED },
		{ "the second: named", ACT_SECOND, third, 1, 4, REGISTRATION_GRANTED },
		{ "the second: not who waits for a first", ACT_SECOND, first, 1, 1,
		  REGISTRATION_WRONG_STATE },
		{ "not who is approved", ACT_APPROVE, fourth, 1, 8,
		  REGISTRATION_WRONG_STATE },
		{ "not who is not there", ACT_APPROVE, fifth, 1, 0,
		  REGISTRATION_NO_SUCH_USER },
		{ "not user 0", ACT_RETURN, none, 1, 0, REGISTRATION_NO_SUCH_USER },
		{ "an empty list is nobody", ACT_RETURN, first, 0, 0,
		  REGISTRATION_WRONG_STATE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct registration r = four_users();
		struct decision d = { .users = cases[i].users,
				      .user_count = cases[i].count };
		uint64_t set;

		CHECK_INT(cases[i].rule, decision_users(&r, cases[i].act, &d, &set),
			  cases[i].refusal);
		CHECK_INT(cases[i].rule, set, cases[i].want);
	}
}

TEST(waiting_for_a_second)
{
	struct registration r = four_users();

	CHECK("only the third", all_wait_for_second(&r.users, 4));
	CHECK("not with the first", !all_wait_for_second(&r.users, 5));
	CHECK("not nobody", !all_wait_for_second(&r.users, 0));
}

/* ---- returns ---- */

static const struct {
	const char *rule;
	struct flag flag; /* none when its user is -1 */
	str code, reason;
	enum registration_refusal want;
	str flags; /* "user.field code", the result */
} returns[] = {
	{ "a flag with its code",
	  { 1, FIELD_NIK, STR("NIK_TIDAK_SESUAI"), STR(""), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_GRANTED,
	  STR("1.nik NIK_TIDAK_SESUAI") },
	{ "a flag takes the code of the decision",
	  { 1, FIELD_EMAIL, STR(""), STR(""), false },
	  STR("EMAIL_BEDA_SK"),
	  STR(""),
	  REGISTRATION_GRANTED,
	  STR("1.email EMAIL_BEDA_SK") },
	{ "a code knows its field",
	  { 2, FIELD_NONE, STR("NAMA_TIDAK_SESUAI"), STR(""), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_GRANTED,
	  STR("2.name NAMA_TIDAK_SESUAI") },
	{ "a file is the request's, not a user's",
	  { 2, FIELD_SK, STR("SK_TIDAK_TERBACA"), STR(""), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_GRANTED,
	  STR("0.sk SK_TIDAK_TERBACA") },
	{ "a code alone, of the request",
	  { .user = -1 },
	  STR("FORMULIR_SALAH"),
	  STR(""),
	  REGISTRATION_GRANTED,
	  STR("0.formulir FORMULIR_SALAH") },
	{ "a code alone, of each user",
	  { .user = -1 },
	  STR("PERAN_BEDA_SK"),
	  STR(""),
	  REGISTRATION_GRANTED,
	  STR("1.roles PERAN_BEDA_SK, 2.roles PERAN_BEDA_SK") },
	{ "other reasons need words",
	  { 1, FIELD_NAME, STR("LAINNYA"), STR(" "), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_BAD_REASON,
	  STR("") },
	{ "words of the flag",
	  { 1, FIELD_NAME, STR("LAINNYA"), STR("Gelar"), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_GRANTED,
	  STR("1.name LAINNYA") },
	{ "words of the return",
	  { 1, FIELD_NAME, STR("LAINNYA"), STR(""), false },
	  STR(""),
	  STR("Gelar"),
	  REGISTRATION_GRANTED,
	  STR("1.name LAINNYA") },
	{ "other reasons alone reopen nothing",
	  { .user = -1 },
	  STR("LAINNYA"),
	  STR("Gelar"),
	  REGISTRATION_NO_REASON,
	  STR("") },
	{ "nothing said",
	  { .user = -1 },
	  STR(""),
	  STR(""),
	  REGISTRATION_NO_REASON,
	  STR("") },
	{ "words alone reopen nothing",
	  { .user = -1 },
	  STR(""),
	  STR("Salah"),
	  REGISTRATION_NO_REASON,
	  STR("") },
	{ "an unknown code",
	  { 1, FIELD_NIK, STR("APA_SAJA"), STR(""), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_BAD_REASON,
	  STR("") },
	{ "an unknown code of the return",
	  { .user = -1 },
	  STR("APA_SAJA"),
	  STR(""),
	  REGISTRATION_BAD_REASON,
	  STR("") },
	{ "a reason of rejections is none of returns",
	  { 1, FIELD_NIK, STR("BUKAN_PEGAWAI"), STR(""), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_BAD_REASON,
	  STR("") },
	{ "a user whom the return is not about",
	  { 3, FIELD_NIK, STR("NIK_TIDAK_SESUAI"), STR(""), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_BAD_REASON,
	  STR("") },
	{ "a user who is not there",
	  { 99, FIELD_NIK, STR("NIK_TIDAK_SESUAI"), STR(""), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_BAD_REASON,
	  STR("") },
	{ "no user for a user's field",
	  { 0, FIELD_NIK, STR("NIK_TIDAK_SESUAI"), STR(""), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_BAD_REASON,
	  STR("") },
	{ "the satker is not corrected",
	  { 0, FIELD_SATKER, STR("LAINNYA"), STR("Lain"), false },
	  STR(""),
	  STR(""),
	  REGISTRATION_BAD_REASON,
	  STR("") },
};

static str text_of(const struct flags *flags)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < flags->count; i++) {
		const struct flag *f = &flags->items[i];

		buf_fmt(&b, "%s%d.%.*s %.*s", i ? ", " : "", f->user,
			P(field_words[f->field]), P(f->code));
	}
	return buf_str(&b);
}

TEST(a_return_says_what_is_to_be_corrected)
{
	for (size_t i = 0; i < COUNT(returns); i++) {
		struct decision d = {
			.flags = &returns[i].flag,
			.flag_count = returns[i].flag.user >= 0,
			.code = returns[i].code,
			.reason = returns[i].reason,
		};
		struct flags flags;
		struct findings found = { 0 };

		CHECK_INT(returns[i].rule,
			  return_check(test_arena(), &d, 3, &flags, &found),
			  returns[i].want);
		CHECK_STR(returns[i].rule, text_of(&flags), returns[i].flags);
	}
}

TEST(a_field_is_flagged_once)
{
	static const struct flag twice[] = {
		{ 1, FIELD_SK, STR("SK_TIDAK_TERBACA"), STR(""), false },
		{ 2, FIELD_SK, STR("SK_TANPA_TANDA_TANGAN"), STR(""), false },
	};
	struct decision d = { .flags = twice, .flag_count = 2 };
	struct findings found = { 0 };
	struct flags flags;

	CHECK_INT("granted", return_check(test_arena(), &d, 3, &flags, &found),
		  REGISTRATION_GRANTED);
	CHECK_STR("the first", text_of(&flags), S("0.sk SK_TIDAK_TERBACA"));
	CHECK("reopened", reopened(&flags, 0, FIELD_SK));
	CHECK("not for a user", !reopened(&flags, 1, FIELD_SK));
	CHECK("nothing else", !reopened(&flags, 0, FIELD_FORM));
}

/* ---- rejections ---- */

TEST(a_rejection_says_why)
{
	static const struct {
		const char *rule;
		str code, reason;
		unsigned want;
		str words;
	} cases[] = {
		{ "a code", STR("GANDA"), STR(""), 0, STR("GANDA") },
		{ "a code and words", STR("BUKAN_PEGAWAI"), STR("Sudah pindah"), 0,
		  STR("BUKAN_PEGAWAI") },
		{ "words alone", STR(""), STR("Sudah pindah"), 0, STR("LAINNYA") },
		{ "nothing", STR(""), STR(""), REJECT_WORDS, STR("LAINNYA") },
		{ "blank words", STR(""), STR(" \n"), REJECT_WORDS, STR("LAINNYA") },
		{ "other without words", STR("LAINNYA"), STR(""), REJECT_WORDS,
		  STR("LAINNYA") },
		{ "an unknown code", STR("APA_SAJA"), STR("x"), REJECT_CODE, STR("") },
		{ "a reason of returns", STR("SK_TIDAK_TERBACA"), STR("x"), REJECT_CODE,
		  STR("") },
		{ "neither, all at once", STR("APA_SAJA"), STR(" "),
		  REJECT_CODE | REJECT_WORDS, STR("") },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decision d = { .code = cases[i].code, .reason = cases[i].reason };
		const struct reason *reason;

		CHECK_INT(cases[i].rule, reject_check(&d, &reason), cases[i].want);
		CHECK_STR(cases[i].rule, reason ? reason->code : S(""), cases[i].words);
	}
}

/* ---- approvals ---- */

TEST(what_stands_in_the_way_of_an_approval)
{
	static const struct {
		const char *rule;
		enum nik_state state;
		enum nik_outcome outcome;
		int round;
		str signer, nip;
		enum obstacle want;
	} cases[] = {
#define OTHER STR("197905092005011002")
#define HIS STR("198703142010121003")
		{ "it matches", NIK_ANSWERED, NIK_SESUAI, 2, OTHER, HIS, OBSTACLE_NONE },
		{ "no answer yet", NIK_WAITING, NIK_SESUAI, 2, OTHER, HIS, OBSTACLE_NIK },
		{ "an outage", NIK_WAITING, NIK_GANGGUAN, 2, OTHER, HIS, OBSTACLE_NIK },
		{ "an answer of an earlier round", NIK_ANSWERED, NIK_SESUAI, 1, OTHER,
		  HIS, OBSTACLE_NIK },
		{ "it does not match", NIK_ANSWERED, NIK_TIDAK_SESUAI, 2, OTHER, HIS,
		  OBSTACLE_NIK },
		{ "not found", NIK_ANSWERED, NIK_TIDAK_DITEMUKAN, 2, OTHER, HIS,
		  OBSTACLE_NIK },
		{ "double", NIK_ANSWERED, NIK_GANDA, 2, OTHER, HIS, OBSTACLE_NIK },
		{ "inactive", NIK_ANSWERED, NIK_NONAKTIF, 2, OTHER, HIS, OBSTACLE_NIK },
		{ "dead", NIK_ANSWERED, NIK_MENINGGAL, 2, OTHER, HIS, OBSTACLE_NEVER },
		{ "wrong format", NIK_ANSWERED, NIK_FORMAT_SALAH, 2, OTHER, HIS,
		  OBSTACLE_NEVER },
		{ "he appoints himself", NIK_ANSWERED, NIK_SESUAI, 2, HIS, HIS,
		  OBSTACLE_SECOND },
		{ "birth dates differ", NIK_ANSWERED, NIK_SESUAI, 2, OTHER,
		  STR("198703152010121003"), OBSTACLE_SECOND },
		{ "sexes differ", NIK_ANSWERED, NIK_SESUAI, 2, OTHER,
		  STR("198703142010122003"), OBSTACLE_SECOND },
		{ "no answer weighs more", NIK_WAITING, NIK_SESUAI, 2, HIS, HIS,
		  OBSTACLE_NIK },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct registration r = four_users();
		struct nik_check check = {
			.round = cases[i].round,
			.state = cases[i].state,
			.outcome = cases[i].outcome,
		};

		r.basis.signer_nip = cases[i].signer;
		r.users.items[0].id_number = cases[i].nip;
		CHECK_INT(cases[i].rule,
			  approval_obstacle(&r, &r.users.items[0], &check, today),
			  cases[i].want);
	}
}

TEST(nobody_asked_is_no_answer)
{
	struct registration r = four_users();

	CHECK_INT("never asked", approval_obstacle(&r, &r.users.items[0], NULL, today),
		  OBSTACLE_NIK);
}
