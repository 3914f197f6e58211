#include "access/access.h"
#include "audit/audit.h"
#include "dukcapil/internal.h"
#include "test/jobs.h"
#include "test/server.h"
#include "test/test.h"

enum { SUBJECT = 7 };

static const struct job_kind *const kinds[] = { &dukcapil_ask_job };
static const struct job_table table = { kinds, COUNT(kinds), NULL, 0 };

static struct settings *settings_of(struct work *w, str dukcapil)
{
	struct settings *s = NEW(test_arena(), struct settings);

	*s = *w->settings;
	s->dukcapil = dukcapil;
	s->dukcapil_customer = S("kantor");
	s->dukcapil_user = S("myintress");
	s->dukcapil_password = (struct secret){ S("rahasia") };
	w->settings = s;
	return s;
}

static struct server start(struct work *w)
{
	const char *dir = arena_cstr(test_arena(), test_dir());
	struct server s = server_start("test/servers/dukcapil.py",
				       (const char *const[]){ dir, NULL });

	settings_of(w, arena_fmt(test_arena(), "http://127.0.0.1:%d/", s.port));
	return s;
}

/* A question about the NIK of region 99 that ends in the two digits. */
static struct nik_question question(const char *digits)
{
	return (struct nik_question){
		.subject = SUBJECT,
		.round = 1,
		.nik = arena_fmt(test_arena(), "99010141079000%s", digits),
		.name = S("SITI RAHMA"),
		.birth_date = { 1990, 7, 1 },
		.female = true,
		.about = S("REG-2026-047-00318"),
		.unit = S("satker:999101"),
	};
}

static void ask(struct work *w, const char *digits)
{
	struct nik_question q = question(digits);

	CHECK_OK(dukcapil_ask(w, &q));
}

static struct nik_check check_of(struct work *w, int64_t subject)
{
	struct nik_checks list;

	CHECK_OK(dukcapil_answers(w, &subject, 1, &list));
	CHECK_INT("one", list.count, 1);
	return list.items[0];
}

static struct nik_check asked_and_drained(struct work *w, const char *digits)
{
	ask(w, digits);
	test_drain(w, &table);
	return check_of(w, SUBJECT);
}

static str sealed_of(struct work *w)
{
	struct asked row;
	bool found;

	CHECK_OK(nik_check_find_round(w, SUBJECT, 1, &row, &found));
	CHECK("found", found);
	return row.sealed;
}

static const struct {
	const char *digits;
	enum nik_outcome outcome;
} services[] = {
	{ "01", NIK_SESUAI },	    { "11", NIK_MENINGGAL },
	{ "12", NIK_GANDA },	    { "13", NIK_TIDAK_DITEMUKAN },
	{ "14", NIK_NONAKTIF },	    { "15", NIK_FORMAT_SALAH },
	{ "20", NIK_TIDAK_SESUAI }, { "21", NIK_TIDAK_SESUAI },
	{ "22", NIK_TIDAK_SESUAI }, { "23", NIK_TIDAK_SESUAI },
	{ "24", NIK_TIDAK_SESUAI }, { "08", NIK_GANGGUAN },
	{ "16", NIK_GANGGUAN },	    { "32", NIK_GANGGUAN },
	{ "33", NIK_GANGGUAN },	    { "34", NIK_GANGGUAN },
	{ "35", NIK_GANGGUAN },	    { "36", NIK_GANGGUAN },
	{ "37", NIK_GANGGUAN },	    { "38", NIK_GANGGUAN },
	{ "39", NIK_GANGGUAN },	    { "40", NIK_GANGGUAN },
	{ "41", NIK_GANGGUAN },	    { "42", NIK_GANGGUAN },
	{ "43", NIK_GANGGUAN },	    { "44", NIK_GANGGUAN },
	{ "45", NIK_GANGGUAN },	    { "46", NIK_GANGGUAN },
	{ "47", NIK_GANGGUAN },	    { "48", NIK_GANGGUAN },
};

TEST_DB(every_answer_of_the_service_has_an_outcome)
{
	struct server s = start(w);

	for (size_t i = 0; i < COUNT(services); i++) {
		struct nik_check c = asked_and_drained(w, services[i].digits);
		bool answered = services[i].outcome != NIK_GANGGUAN;

		CHECK_INT(services[i].digits, c.outcome, services[i].outcome);
		CHECK_INT(services[i].digits, c.state,
			  answered ? NIK_ANSWERED : NIK_WAITING);
		CHECK_INT(services[i].digits, c.tries, 1);
		CHECK_INT(services[i].digits, c.answered_at, answered ? w->now : 0);
		CHECK_INT(services[i].digits, c.next_try_at,
			  answered ? 0 : w->now + NIK_RETRY);
		CHECK_INT(services[i].digits, sealed_of(w).n > 0, !answered);
		CHECK_INT(services[i].digits, c.source, NIK_HTTP);
	}
	server_stop(&s);
}

TEST_DB(a_service_that_is_slow_leaves_the_check_waiting)
{
	struct server s;

	/* Ten seconds and more, which say nothing about the database. */
	if (db_engine(w->db) == DB_POSTGRES)
		return;
	s = start(w);
	ask(w, "31");
	test_drain(w, &table);
	CHECK_INT("waits", check_of(w, SUBJECT).state, NIK_WAITING);
	server_stop(&s);
}

TEST_DB(the_question_says_what_was_agreed_and_no_more)
{
	struct server s = start(w);
	const char *asked = arena_cstr(
		test_arena(), arena_fmt(test_arena(), "%.*s/asked", P(test_dir())));

	asked_and_drained(w, "01");
	CHECK_STR(
		"asked", test_file(asked),
		S("{\"USER_ID\": \"myintress\", \"PASSWORD\": \"rahasia\", \"IP_USER\": \"127.0.0.1\","
		  " \"TRESHOLD\": \"95\", \"NIK\": \"9901014107900001\", \"NAMA_LGKP\": \"SITI RAHMA\","
		  " \"TGL_LHR\": \"01-07-1990\", \"JENIS_KLMIN\": \"Perempuan\"}\n"));
	server_stop(&s);
}

TEST_DB(the_second_try_may_succeed)
{
	struct server s = start(w);

	CHECK_INT("answered", asked_and_drained(w, "49").outcome, NIK_SESUAI);
	server_stop(&s);
}

TEST_DB(an_outage_is_asked_again_every_five_minutes)
{
	struct server s = start(w);
	str up = w->settings->dukcapil;

	settings_of(w, S("http://127.0.0.1:1"));
	for (int i = 1; i <= 20; i++) {
		struct nik_check c;

		if (i == 1)
			ask(w, "01");
		test_drain(w, &table);
		c = check_of(w, SUBJECT);
		CHECK_INT("waits", c.state, NIK_WAITING);
		CHECK_INT("never green", c.outcome, NIK_GANGGUAN);
		CHECK_INT("tries", c.tries, i);
		CHECK_INT("next", c.next_try_at, w->now + NIK_RETRY);
		w->now += NIK_RETRY;
	}
	settings_of(w, up);
	test_drain(w, &table);
	CHECK_INT("answered", check_of(w, SUBJECT).outcome, NIK_SESUAI);
	server_stop(&s);
}

TEST_DB(elements_and_score_are_kept_and_the_question_is_not)
{
	struct server s = start(w);
	struct nik_check c;

	ask(w, "21");
	CHECK("sealed", sealed_of(w).n > 0 && !str_has(sealed_of(w), S("SITI")));
	test_drain(w, &table);
	c = check_of(w, SUBJECT);
	CHECK_INT("name", c.name, NIK_DIFFERENT);
	CHECK_INT("score", c.name_score, 91);
	CHECK_INT("threshold", c.threshold, 95);
	CHECK_INT("birth date", c.birth_date, NIK_SAME);
	CHECK_INT("sex", c.sex, NIK_SAME);
	CHECK_STR("gone", sealed_of(w), S(""));
	server_stop(&s);
}

TEST_DB(a_sealed_question_belongs_to_its_row)
{
	struct nik_question first = question("01"), second = question("11");
	str sealed;

	settings_of(w, S("simulated"));
	second.subject = SUBJECT + 1;
	CHECK_OK(dukcapil_ask(w, &first));
	CHECK_OK(dukcapil_ask(w, &second));
	sealed = sealed_of(w);
	CHECK_OK(work_exec(w, "UPDATE nik_check SET asked = $1 WHERE subject = $2",
			   ARGS(arg_bytes(sealed), arg_int(second.subject)), NULL));
	test_drain(w, &table);
	CHECK_INT("its own", check_of(w, first.subject).state, NIK_ANSWERED);
	CHECK_INT("another's", check_of(w, second.subject).state, NIK_WAITING);
}

TEST_DB(the_job_twice_changes_nothing)
{
	struct nik_check c;
	struct asked row;
	bool found;

	settings_of(w, S("simulated"));
	ask(w, "90");
	test_drain(w, &table);
	CHECK_OK(nik_check_find_round(w, SUBJECT, 1, &row, &found));
	CHECK_OK(jobs_add(w, &dukcapil_ask_job, row.id, S(""), 0));
	w->now += HOUR;
	CHECK_INT("ran", test_drain(w, &table), 1);
	c = check_of(w, SUBJECT);
	CHECK_INT("tries", c.tries, 1);
	CHECK_INT("answered", c.answered_at, TEST_NOW);
	CHECK_INT("ran", test_drain(w, &table), 0);
}

TEST_DB(the_late_answer_comes_after_three_seconds)
{
	struct nik_check c;

	settings_of(w, S("simulated"));
	c = asked_and_drained(w, "99");
	CHECK_INT("waits", c.state, NIK_WAITING);
	CHECK_INT("not tried", c.tries, 0);
	CHECK_INT("next", c.next_try_at, w->now + 3);
	w->now += 2;
	CHECK_INT("early", test_drain(w, &table), 0);
	w->now += 1;
	CHECK_INT("due", test_drain(w, &table), 1);
	c = check_of(w, SUBJECT);
	CHECK_INT("answered", c.outcome, NIK_SESUAI);
	CHECK_INT("source", c.source, NIK_SIMULATED);
	CHECK_INT("state", c.state, NIK_ANSWERED);
}

/* The row as a worker has it in hand while another question is asked. */
TEST_DB(an_answer_to_an_earlier_question_is_dropped)
{
	struct nik_answer green = nik_answer_simulated(S("01"));
	struct asked earlier;
	bool found, written;

	settings_of(w, S("simulated"));
	ask(w, "01");
	CHECK_OK(nik_check_find_round(w, SUBJECT, 1, &earlier, &found));
	ask(w, "91");
	CHECK_OK(nik_check_answer(w, &earlier, &green, &written));
	CHECK("dropped", !written);
	CHECK_OK(nik_check_put_off(w, &earlier, w->now + 60, true, &written));
	CHECK("dropped", !written);
	CHECK_INT("one job", test_drain(w, &table), 1);
	CHECK_INT("the later", check_of(w, SUBJECT).outcome, NIK_MENINGGAL);
}

TEST_DB(asking_again_forgets_the_answer)
{
	struct nik_check c;

	settings_of(w, S("simulated"));
	asked_and_drained(w, "90");
	w->now += HOUR;
	ask(w, "01");
	c = check_of(w, SUBJECT);
	CHECK_INT("waits", c.state, NIK_WAITING);
	CHECK_INT("never green", c.outcome, NIK_GANGGUAN);
	CHECK_INT("name", c.name, NIK_UNKNOWN);
	CHECK_INT("score", c.name_score, -1);
	CHECK_INT("asked", c.asked_at, w->now);
	test_drain(w, &table);
	CHECK_INT("answered", check_of(w, SUBJECT).outcome, NIK_SESUAI);
}

TEST_DB(a_later_round_ends_the_waiting_of_the_earlier)
{
	struct nik_question later = question("01");
	struct asked earlier;
	bool found;

	settings_of(w, S("simulated"));
	asked_and_drained(w, "98");
	later.round = 2;
	CHECK_OK(dukcapil_ask(w, &later));
	CHECK_OK(nik_check_find_round(w, SUBJECT, 1, &earlier, &found));
	CHECK_INT("closed", earlier.state, NIK_CLOSED);
	CHECK_STR("wiped", earlier.sealed, S(""));
	test_drain(w, &table);
	CHECK_INT("round", check_of(w, SUBJECT).round, 2);
	CHECK_INT("answered", check_of(w, SUBJECT).outcome, NIK_SESUAI);
	w->now += HOUR;
	CHECK_INT("its job ends", test_drain(w, &table), 1);
	CHECK_INT("no more", test_drain(w, &table), 0);
}

TEST_DB(a_closed_check_is_not_asked_any_more)
{
	settings_of(w, S("simulated"));
	asked_and_drained(w, "98");
	CHECK_OK(dukcapil_close(w, SUBJECT));
	w->now += HOUR;
	CHECK_INT("ends", test_drain(w, &table), 1);
	CHECK_INT("state", check_of(w, SUBJECT).state, NIK_CLOSED);
	CHECK_INT("next", check_of(w, SUBJECT).next_try_at, 0);
	CHECK_STR("wiped", sealed_of(w), S(""));
}

TEST_DB(closing_leaves_an_answer_alone)
{
	settings_of(w, S("simulated"));
	asked_and_drained(w, "90");
	CHECK_OK(dukcapil_close(w, SUBJECT));
	CHECK_INT("state", check_of(w, SUBJECT).state, NIK_ANSWERED);
}

TEST_DB(answers_are_read_for_many_at_once)
{
	int64_t subjects[120];
	struct nik_checks list;

	settings_of(w, S("simulated"));
	for (int i = 0; i < 120; i++) {
		struct nik_question q = question(i % 2 ? "01" : "91");

		q.subject = subjects[i] = 1000 + i;
		if (i % 10)
			CHECK_OK(dukcapil_ask(w, &q));
	}
	test_drain(w, &table);
	CHECK_OK(dukcapil_answers(w, subjects, 120, &list));
	CHECK_INT("asked", list.count, 108);
	CHECK("never asked", nik_check_of(&list, 1010) == NULL);
	CHECK_INT("first", nik_check_of(&list, 1001)->outcome, NIK_SESUAI);
	CHECK_INT("last", nik_check_of(&list, 1118)->outcome, NIK_MENINGGAL);
	CHECK_OK(dukcapil_answers(w, subjects, 0, &list));
	CHECK_INT("nobody", list.count, 0);
}

static enum nik_manual_refusal record(struct work *w, int round, enum nik_outcome outcome)
{
	enum nik_manual_refusal why;

	CHECK_OK(dukcapil_record_manual(w, SUBJECT, round, outcome, &why));
	return why;
}

static const struct actor officer = { .person = 41,
				      .name = STR("Verifikator"),
				      .channel = CHANNEL_WEB };

TEST_DB(an_officer_records_what_he_saw)
{
	struct nik_check c;

	settings_of(w, S("manual"));
	w->actor = &officer;
	ask(w, "01");
	CHECK_INT("no job", test_drain(w, &table), 0);
	CHECK_STR("nothing kept", sealed_of(w), S(""));
	CHECK_INT("next", check_of(w, SUBJECT).next_try_at, 0);
	CHECK_INT("recorded", record(w, 1, NIK_SESUAI), NIK_MANUAL_RECORDED);
	c = check_of(w, SUBJECT);
	CHECK_INT("state", c.state, NIK_ANSWERED);
	CHECK_INT("outcome", c.outcome, NIK_SESUAI);
	CHECK_INT("source", c.source, NIK_MANUAL);
	CHECK_INT("officer", c.officer, 41);
	CHECK_INT("recorded again", record(w, 1, NIK_GANDA), NIK_MANUAL_RECORDED);
	CHECK_INT("the last counts", check_of(w, SUBJECT).outcome, NIK_GANDA);
	CHECK_INT("not reached", record(w, 1, NIK_GANGGUAN), NIK_MANUAL_RECORDED);
	CHECK_INT("waits", check_of(w, SUBJECT).state, NIK_WAITING);
}

TEST_DB(what_an_officer_took_over_is_not_asked_any_more)
{
	settings_of(w, S("simulated"));
	asked_and_drained(w, "98");
	settings_of(w, S("manual"));
	w->actor = &officer;
	CHECK_INT("not reached", record(w, 1, NIK_GANGGUAN), NIK_MANUAL_RECORDED);
	w->now += HOUR;
	CHECK_INT("its job ends", test_drain(w, &table), 1);
	w->now += HOUR;
	CHECK_INT("no more", test_drain(w, &table), 0);
}

TEST_DB(recording_is_refused_where_it_has_no_place)
{
	settings_of(w, S("manual"));
	w->actor = &officer;
	ask(w, "01");
	CHECK_INT("another round", record(w, 2, NIK_SESUAI), NIK_MANUAL_UNASKED);
	CHECK_OK(dukcapil_close(w, SUBJECT));
	CHECK_INT("closed", record(w, 1, NIK_SESUAI), NIK_MANUAL_UNASKED);
	settings_of(w, S("simulated"));
	ask(w, "98");
	CHECK_INT("not manual", record(w, 1, NIK_SESUAI), NIK_MANUAL_OFF);
	CHECK_INT("still waits", check_of(w, SUBJECT).state, NIK_WAITING);
}

TEST_DB(answers_stand_in_the_audit_trail_without_personal_data)
{
	struct audit_entries list;

	settings_of(w, S("simulated"));
	asked_and_drained(w, "90");
	settings_of(w, S("manual"));
	w->actor = &officer;
	record(w, 1, NIK_SESUAI);
	CHECK_OK(audit_of(w, S("registration"), S("REG-2026-047-00318"), 10, &list));
	CHECK_INT("entries", list.count, 2);
	CHECK_STR("last", list.items[0].event, S("nik.recorded"));
	CHECK_STR(
		"change", list.items[0].changes,
		S("[{\"field\":\"nik_check.7.1\",\"before\":\"TIDAK_SESUAI\",\"after\":\"SESUAI\"}]"));
	CHECK_STR("first", list.items[1].event, S("nik.answered"));
	CHECK_STR("by", list.items[1].actor, S("Sistem"));
	CHECK_STR("unit", list.items[1].unit, S("satker:999101"));
}
