#include "test/test.h"
#include "workbench/internal.h"

/* Monday 23 November 2026, WITA. */
static int64_t at(int day, int hour, int minute)
{
	struct date d = { 2026, 11, (int8_t)day };

	return instant_of(d, hour * HOUR + minute * MINUTE, WITA);
}

static const struct {
	const char *rule;
	int now_day, now_hour, now_minute;
	int due_day, due_hour, due_minute;
	enum urgency urgency;
	int minutes, used;
} deadlines[] = {
	{ "later today, half is left", 23, 9, 0, 23, 14, 34, URGENCY_OK, 334, 21 },
	{ "an hour is left", 23, 9, 14, 23, 10, 19, URGENCY_SOON, 65, 85 },
	{ "the night does not count", 23, 14, 0, 24, 9, 0, URGENCY_SOON, 1140, 72 },
	{ "nor does the morning before opening", 24, 6, 0, 24, 9, 0, URGENCY_SOON, 180,
	  86 },
	{ "nor does the weekend", 21, 12, 0, 23, 9, 0, URGENCY_SOON, 2700, 86 },
	{ "a whole working day", 23, 9, 0, 24, 9, 0, URGENCY_OK, 1440, 0 },
	{ "the minute itself is late", 23, 9, 0, 23, 9, 0, URGENCY_LATE, 0, 100 },
	{ "late by 38 minutes", 23, 9, 14, 23, 8, 36, URGENCY_LATE, 38, 100 },
	{ "late since Friday", 23, 9, 0, 20, 14, 0, URGENCY_LATE, 4020, 100 },
};

TEST(time_that_is_left)
{
	const struct calendar calendar = { 0 };

	for (size_t i = 0; i < COUNT(deadlines); i++) {
		int64_t now = at(deadlines[i].now_day, deadlines[i].now_hour,
				 deadlines[i].now_minute);
		int64_t due = at(deadlines[i].due_day, deadlines[i].due_hour,
				 deadlines[i].due_minute);
		struct remaining r = remaining_of(&calendar, due, now, WITA);

		CHECK_INT(deadlines[i].rule, r.urgency, deadlines[i].urgency);
		CHECK_INT(deadlines[i].rule, r.minutes, deadlines[i].minutes);
		CHECK_INT(deadlines[i].rule, r.used, deadlines[i].used);
	}
}

/* Two users wait in round 2; the first has a telephone, the second no NIP. */
static struct registration request(void)
{
	struct registration r = { .state = STATE_VERIFYING, .claimed_by = 9, .round = 2 };

	*PUSH(test_arena(), &r.users) = (struct applicant){ .id = 71,
							    .n = 1,
							    .name = S("Rahmat"),
							    .phone = S("0812"),
							    .id_type = ID_NIP };
	*PUSH(test_arena(), &r.users) = (struct applicant){
		.id = 72, .n = 2, .name = S("Ayu"), .id_type = ID_NONE
	};
	return r;
}

TEST(only_the_holder_compares)
{
	struct registration r = request();
	struct actor holder = { .person = 9 }, other = { .person = 8 };

	CHECK("the holder", may_mark(&r, &holder));
	CHECK("another officer", !may_mark(&r, &other));
	r.state = STATE_RETURNED;
	CHECK("after the return", !may_mark(&r, &holder));
}

TEST(what_is_missing_becomes_a_match)
{
	struct registration r = request();
	struct marks list = { 0 };

	*PUSH(test_arena(), &list) = (struct mark){ 1, FIELD_NAME, false };
	r.users.items[1].state = USER_APPROVED;
	marks_complete(test_arena(), &r, &list);
	CHECK_INT("fields of the request and of one user", list.count,
		  request_field_count + user_field_count);
	CHECK("a difference stays", !mark_of(&list, 1, FIELD_NAME)->matches);
	CHECK("the rest matches", mark_of(&list, 1, FIELD_NIK)->matches);
	CHECK("who is decided is not compared", !mark_of(&list, 2, FIELD_NIK));
}

TEST(what_was_not_typed_is_not_compared)
{
	struct registration r = request();

	CHECK("a telephone", comparable(&r.users.items[0], FIELD_PHONE));
	CHECK("none", !comparable(&r.users.items[1], FIELD_PHONE));
	CHECK("no NIP", !comparable(&r.users.items[1], FIELD_ID_NUMBER));
	CHECK("a name always", comparable(&r.users.items[1], FIELD_NAME));
}

static const struct {
	const char *rule;
	bool asked;
	enum nik_state state;
	enum nik_outcome outcome;
	enum tone want;
} answers[] = {
	{ "never asked is not green", false, NIK_WAITING, NIK_SESUAI, TONE_WARN },
	{ "waiting is not green", true, NIK_WAITING, NIK_SESUAI, TONE_WARN },
	{ "closed is not green", true, NIK_CLOSED, NIK_SESUAI, TONE_WARN },
	{ "sesuai is green", true, NIK_ANSWERED, NIK_SESUAI, TONE_OK },
	{ "tidak sesuai is red", true, NIK_ANSWERED, NIK_TIDAK_SESUAI, TONE_BAD },
	{ "tidak ditemukan is red", true, NIK_ANSWERED, NIK_TIDAK_DITEMUKAN, TONE_BAD },
	{ "meninggal is red", true, NIK_ANSWERED, NIK_MENINGGAL, TONE_BAD },
	{ "ganda is red", true, NIK_ANSWERED, NIK_GANDA, TONE_BAD },
	{ "nonaktif is red", true, NIK_ANSWERED, NIK_NONAKTIF, TONE_BAD },
	{ "format salah is red", true, NIK_ANSWERED, NIK_FORMAT_SALAH, TONE_BAD },
	{ "an outage is no answer", true, NIK_ANSWERED, NIK_GANGGUAN, TONE_WARN },
};

TEST(green_only_after_a_positive_answer)
{
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct nik_check c = { .state = answers[i].state,
				       .outcome = answers[i].outcome,
				       .name = NIK_SAME };

		CHECK_INT(answers[i].rule, nik_tone(answers[i].asked ? &c : NULL),
			  answers[i].want);
		CHECK(answers[i].rule,
		      match_tone(answers[i].asked ? &c : NULL, NIK_SAME) != TONE_OK ||
			      c.state == NIK_ANSWERED);
	}
}

static struct nik_checks checks_with(struct nik_check c)
{
	struct nik_checks all = { 0 };

	*PUSH(test_arena(), &all) = c;
	return all;
}

TEST(an_answer_to_another_round_is_none)
{
	struct registration r = request();
	struct nik_checks all =
		checks_with((struct nik_check){ .subject = 71, .round = 1 });

	CHECK("round 1", check_of(&all, &r.users.items[0], 1) != NULL);
	CHECK("round 2", check_of(&all, &r.users.items[0], 2) == NULL);
	CHECK("another user", check_of(&all, &r.users.items[1], 1) == NULL);
}

static bool suggests(const struct flags *flags, int user, enum field f, str code)
{
	for (size_t i = 0; i < flags->count; i++)
		if (flags->items[i].user == user && flags->items[i].field == f)
			return str_eq(flags->items[i].code, code);
	return false;
}

TEST(the_evidence_suggests_what_to_return)
{
	struct registration r = request();
	struct marks marks = { 0 };
	struct findings findings = { 0 };
	struct flags flags;
	struct nik_checks checks = checks_with((struct nik_check){
		.subject = 71,
		.round = 2,
		.state = NIK_ANSWERED,
		.outcome = NIK_TIDAK_SESUAI,
		.name = NIK_DIFFERENT,
	});
	struct evidence e = { &r, &marks, &checks, &findings };

	*PUSH(test_arena(), &marks) = (struct mark){ 0, FIELD_SK, false };
	*PUSH(test_arena(), &marks) = (struct mark){ 2, FIELD_ROLES, false };
	*PUSH(test_arena(), &marks) = (struct mark){ 2, FIELD_NIK, true };
	*PUSH(test_arena(), &marks) = (struct mark){ 1, FIELD_NAME, false };
	*PUSH(test_arena(), &findings) = (struct finding){ .user = 2,
							   .field = FIELD_EMAIL,
							   .code = S("email_taken") };
	suggested_flags(test_arena(), &e, &flags);
	CHECK_INT("each once", flags.count, 4);
	CHECK("the SK", suggests(&flags, 0, FIELD_SK, S("SK_TIDAK_TERBACA")));
	CHECK("the roles", suggests(&flags, 2, FIELD_ROLES, S("PERAN_BEDA_SK")));
	CHECK("the name", suggests(&flags, 1, FIELD_NAME, S("NAMA_TIDAK_SESUAI")));
	CHECK("the e-mail", suggests(&flags, 2, FIELD_EMAIL, S("LAINNYA")));
	r.users.items[1].state = USER_APPROVED;
	suggested_flags(test_arena(), &e, &flags);
	CHECK_INT("nothing of who is decided", flags.count, 2);
}

TEST(a_nik_that_is_not_found_is_flagged_as_nik)
{
	struct registration r = request();
	struct marks marks = { 0 };
	struct findings findings = { 0 };
	struct flags flags;
	struct nik_checks checks = checks_with((struct nik_check){
		.subject = 71,
		.round = 2,
		.state = NIK_ANSWERED,
		.outcome = NIK_TIDAK_DITEMUKAN,
	});
	struct evidence e = { &r, &marks, &checks, &findings };

	suggested_flags(test_arena(), &e, &flags);
	CHECK_INT("one", flags.count, 1);
	CHECK("the NIK", suggests(&flags, 1, FIELD_NIK, S("NIK_TIDAK_SESUAI")));
	CHECK_INT("seen beside the name", user_tone(&e, &r.users.items[0]), TONE_BAD);
	CHECK_INT("who was not answered about", user_tone(&e, &r.users.items[1]),
		  TONE_WARN);
}
