#include "helpdesk/test/cast.h"

static struct ticket_order about(const struct ticket *t)
{
	return (struct ticket_order){ t->number, ANY_TICKET_VERSION, S("") };
}

static struct entries thread_of(struct work *w, const struct ticket *t)
{
	struct thread_page all = { .limit = 100 };
	struct entries e;

	CHECK_OK(store_thread(w, t->id, &all, &e));
	return e;
}

static struct stand_in standing(enum member absent, enum member stand)
{
	return (struct stand_in){
		.absent = cast_actor(absent)->person,
		.stand = cast_actor(stand)->person,
		.from = { 2026, 11, 23 },
		.until = { 2026, 11, 25 },
		.reason = S("Cuti"),
	};
}

TEST_DB(a_stand_in_writes_on_behalf_while_it_lasts)
{
	struct stand_in s;
	enum stand_in_refusal why;
	struct ticket_result ret;
	struct ticket_order o;
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	o = about(t);
	act_as(w, CSO);
	CHECK_OK(ticket_claim(w, &o, &ret));
	act_as(w, HEAD);
	s = standing(CSO, SECOND);
	CHECK_OK(stand_in_begin(w, &s, &why));
	CHECK_INT("begun", why, STAND_IN_GRANTED);
	CHECK_INT("told", letters_to(w, mailbox_of(SECOND), S("pengganti")), 1);
	says(w, SECOND, t, AFTER_STAY);
	CHECK_STR("a.n.", thread_of(w, t).items[2].on_behalf, S("Dewi Larasati"));
	says(w, VERIFIER, t, AFTER_STAY);
	CHECK_STR("nobody else", thread_of(w, t).items[3].on_behalf, S(""));
	w->now += 3 * DAY;
	says(w, SECOND, t, AFTER_STAY);
	CHECK_STR("over", thread_of(w, t).items[4].on_behalf, S(""));
}

TEST_DB(a_stand_in_sees_the_absent_officers_tickets_as_his)
{
	struct ticket_query q = { .tab = S("tugas-saya"), .limit = 50 };
	struct stand_in s;
	enum stand_in_refusal why;
	struct ticket_result ret;
	struct ticket_order o;
	struct ticket_rows rows;
	struct stand_ins all;

	cast_arrives(w);
	o = about(opened(w));
	act_as(w, CSO);
	CHECK_OK(ticket_claim(w, &o, &ret));
	act_as(w, SECOND);
	CHECK_OK(ticket_list(w, &q, &rows));
	CHECK_INT("not his", (int64_t)rows.count, 0);
	act_as(w, HEAD);
	s = standing(CSO, SECOND);
	CHECK_OK(stand_in_begin(w, &s, &why));
	act_as(w, SECOND);
	CHECK_OK(ticket_list(w, &q, &rows));
	CHECK_INT("his now", (int64_t)rows.count, 1);
	act_as(w, HEAD);
	CHECK_OK(stand_ins_list(w, &all));
	CHECK_OK(stand_in_end(w, all.items[0].id, &why));
	CHECK_INT("ended", why, STAND_IN_GRANTED);
	act_as(w, SECOND);
	CHECK_OK(ticket_list(w, &q, &rows));
	CHECK_INT("not his any more", (int64_t)rows.count, 0);
}

TEST_DB(who_may_name_a_stand_in)
{
	static const struct {
		const char *what;
		enum member who, absent, stand;
		enum stand_in_refusal want;
	} cases[] = {
		{ "the head for his officers", HEAD, CSO, SECOND, STAND_IN_GRANTED },
		{ "the head for himself", HEAD, HEAD, VERIFIER, STAND_IN_GRANTED },
		{ "the KPA in his satker", YOHANES, YOHANES, SARI, STAND_IN_GRANTED },
		{ "a CSO", CSO, CSO, SECOND, STAND_IN_NOT_ALLOWED },
		{ "an operator", SARI, SARI, BENNY, STAND_IN_NOT_ALLOWED },
		{ "the head office", HAI, HAI, AUDITOR, STAND_IN_NOT_ALLOWED },
		{ "somebody for himself", HEAD, CSO, CSO, STAND_IN_SAME_PERSON },
		{ "somebody of another office", HEAD, CSO, ELSEWHERE,
		  STAND_IN_NOT_COLLEAGUE },
	};
	struct stand_in s;
	enum stand_in_refusal why;

	cast_arrives(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		act_as(w, cases[i].who);
		s = standing(cases[i].absent, cases[i].stand);
		CHECK_OK(stand_in_begin(w, &s, &why));
		CHECK_INT(cases[i].what, why, cases[i].want);
	}
	act_as(w, HEAD);
	s = standing(CSO, SECOND);
	s.reason = S(" ");
	CHECK_OK(stand_in_begin(w, &s, &why));
	CHECK_INT("without a reason", why, STAND_IN_NO_REASON);
	s = standing(CSO, SECOND);
	s.until = (struct date){ 2026, 11, 22 };
	CHECK_OK(stand_in_begin(w, &s, &why));
	CHECK_INT("that ends before it begins", why, STAND_IN_DATES);
	cast_actor(HEAD)->authenticated_at = w->now - LATELY - 1;
	s = standing(CSO, SECOND);
	CHECK_OK(stand_in_begin(w, &s, &why));
	CHECK_INT("with an old password", why, STAND_IN_REAUTHENTICATE);
}

TEST(periods_of_standing_in)
{
	static const struct {
		const char *what;
		struct date from, until;
		bool fine;
	} cases[] = {
		{ "today", { 2026, 11, 23 }, { 2026, 11, 23 }, true },
		{ "began already", { 2026, 11, 1 }, { 2026, 11, 23 }, true },
		{ "over", { 2026, 11, 1 }, { 2026, 11, 22 }, false },
		{ "ninety days", { 2026, 11, 23 }, { 2027, 2, 20 }, true },
		{ "a day longer", { 2026, 11, 23 }, { 2027, 2, 21 }, false },
		{ "backwards", { 2026, 11, 25 }, { 2026, 11, 24 }, false },
		{ "no date", { 0 }, { 2026, 11, 24 }, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT(cases[i].what,
			  stand_in_period(cases[i].from, cases[i].until,
					  (struct date){ 2026, 11, 23 }),
			  cases[i].fine);
}
