#include "audit/audit.h"
#include "deadlines/internal.h"
#include "jobs/jobs.h"
#include "registration/registration.h"
#include "test/test.h"

/* A request of KPPN 047 (WITA): one working day from Monday 09.14. */
static const struct deadline_key key = { &registration_deadlines, 318,
					 DEADLINE_RESOLUTION };

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

static void staff_arrives(struct work *w, str nik, enum unit_kind k, str unit,
			  enum role role)
{
	struct new_member m = {
		.nik = nik,
		.name = S("Dewi Lestari"),
		.email = arena_fmt(w->arena, "%.*s@djpb.example", P(nik)),
		.id_type = ID_NONE,
		.unit_kind = k,
		.unit = unit,
		.roles = ROLE_BIT(role),
	};
	enum provision_outcome outcome;
	int64_t person;

	CHECK_OK(identity_provision(w, &m, &outcome, &person));
}

static void offices_arrive(struct work *w)
{
	run(w, "INSERT INTO kanwil (code, name) VALUES ('19', 'Kanwil Contoh')");
	run(w, "INSERT INTO kppn (code, name, kanwil, zone) VALUES"
	       " ('047', 'KPPN Balikpapan', '19', 'WITA')");
	staff_arrives(w, S("9901051403800005"), UNIT_KPPN, S("047"), ROLE_KEPALA);
	staff_arrives(w, S("9901051403800006"), UNIT_KPPN, S("047"), ROLE_VERIFIKATOR);
	staff_arrives(w, S("9901051403800007"), UNIT_KANWIL, S("19"), ROLE_KANWIL);
	run(w, "UPDATE account SET state = 'aktif', password_hash = 'x',"
	       " activated_at = 1 WHERE state <> 'aktif' /* may scan */");
}

static int64_t started(struct work *w, int64_t minutes)
{
	struct deadline d = {
		.key = key,
		.number = S("REG-2026-047-00318"),
		.kppn = S("047"),
		.kanwil = S("19"),
		.zone = WITA,
		.from = w->now,
		.minutes = minutes,
	};
	int64_t due;

	CHECK_OK(deadline_start(w, &d, &due));
	return due;
}

static void watch(struct work *w)
{
	const struct job nothing = { 0 };

	CHECK_OK(deadline_watch_job.run(w, &nothing));
	test_next_unit(w);
}

/* Alarms to who has that NIK. */
static int alarms_to(struct work *w, str nik)
{
	str to = arena_fmt(w->arena, "%.*s@djpb.example", P(nik));
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM mail /* may scan */ WHERE recipient = $1 AND kind = 'batas'",
		ARGS(arg_str(to)));
	int n = rows_next(&r) ? (int)row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return n;
}

static int head_told(struct work *w)
{
	return alarms_to(w, S("9901051403800005"));
}

static int kanwil_told(struct work *w)
{
	return alarms_to(w, S("9901051403800007"));
}

static int entries_of(struct work *w, str event)
{
	struct audit_entries all;
	int n = 0;

	CHECK_OK(audit_of(w, S("registration"), S("REG-2026-047-00318"), 50, &all));
	for (size_t i = 0; i < all.count; i++)
		n += str_eq(all.items[i].event, event);
	return n;
}

/* The day of November 2026. */
static int64_t at(int day, int hour, int minute)
{
	struct date d = { 2026, 11, (int8_t)day };

	return instant_of(d, hour * HOUR + minute * MINUTE, WITA);
}

/* Looked at every five minutes for a week: when was each of the two told? */
TEST_DB(the_head_is_told_at_80_percent_then_the_kanwil_at_120_once_each)
{
	int64_t head_at = 0, kanwil_at = 0;

	offices_arrive(w);
	started(w, OFFICE_DAY_MINUTES);
	for (w->now = at(23, 9, 15); w->now < at(30, 0, 0); w->now += 5 * MINUTE) {
		watch(w);
		if (!head_at && head_told(w))
			head_at = w->now;
		if (!kanwil_at && kanwil_told(w))
			kanwil_at = w->now;
	}
	CHECK_INT("80 % of Monday 09.14 is Monday 14.50", head_at, at(23, 14, 50));
	CHECK_INT("120 % is Tuesday 10.38", kanwil_at, at(24, 10, 40));
	CHECK_INT("one letter to the head", head_told(w), 1);
	CHECK_INT("one letter to the Kanwil", kanwil_told(w), 1);
	CHECK_INT("none to the officer", alarms_to(w, S("9901051403800006")), 0);
	CHECK_INT("one entry", entries_of(w, S("registration.deadline_warned")), 1);
	CHECK_INT("one entry", entries_of(w, S("registration.deadline_escalated")), 1);
}

/* The job did not run all afternoon. */
TEST_DB(nobody_is_told_out_of_office_hours)
{
	offices_arrive(w);
	started(w, OFFICE_DAY_MINUTES);
	w->now = at(23, 15, 0);
	watch(w);
	w->now = at(24, 7, 59);
	watch(w);
	CHECK_INT("at night nobody", head_told(w), 0);
	w->now = at(24, 8, 0);
	watch(w);
	CHECK_INT("at opening the head", head_told(w), 1);
	CHECK_INT("and not yet the Kanwil", kanwil_told(w), 0);
}

TEST_DB(after_a_long_standstill_both_are_told_at_once)
{
	offices_arrive(w);
	started(w, OFFICE_DAY_MINUTES);
	w->now = at(27, 9, 0);
	watch(w);
	watch(w);
	CHECK_INT("the head", head_told(w), 1);
	CHECK_INT("the Kanwil", kanwil_told(w), 1);
}

TEST_DB(while_the_satker_has_to_act_nobody_is_told)
{
	int64_t due;

	offices_arrive(w);
	started(w, OFFICE_DAY_MINUTES);
	w->now = at(23, 10, 14);
	CHECK_OK(deadline_pause(w, key));
	CHECK_OK(deadline_pause(w, key));
	w->now = at(27, 9, 0);
	watch(w);
	CHECK_INT("nobody", head_told(w), 0);
	CHECK_OK(deadline_resume(w, key, &due));
	CHECK_OK(deadline_resume(w, key, &due));
	CHECK_INT("an hour was spent, six are left", due, at(27, 15, 0));
	w->now = at(27, 13, 35);
	watch(w);
	CHECK_INT("not yet", head_told(w), 0);
	w->now = at(27, 13, 36);
	watch(w);
	CHECK_INT("336 of 420 minutes", head_told(w), 1);
}

TEST_DB(what_is_done_alarms_nobody)
{
	struct deadline_state *s;

	offices_arrive(w);
	started(w, OFFICE_DAY_MINUTES);
	w->now = at(23, 11, 14);
	CHECK_OK(deadline_stop(w, key));
	w->now = at(27, 9, 0);
	watch(w);
	CHECK_OK(deadline_stop(w, key));
	CHECK_INT("nobody", head_told(w) + kanwil_told(w), 0);
	CHECK_OK(deadline_look(w, key, &s));
	CHECK_INT("it took two hours", s->spent_minutes, 120);
	CHECK_STR("and says so", s->lines.items[s->lines.count - 1],
		  S("Ditangani 23 November 2026 pukul 11.14 WITA: terpakai 120 dari 420 "
		    "menit (28 %)."));
}

TEST_DB(the_next_round_begins_anew)
{
	struct deadline_state *s;

	offices_arrive(w);
	started(w, OFFICE_DAY_MINUTES);
	w->now = at(24, 10, 40);
	watch(w);
	CHECK_OK(deadline_pause(w, key));
	CHECK_OK(deadline_stop(w, key));
	w->now = at(25, 8, 0);
	CHECK_INT("its own deadline", started(w, OFFICE_DAY_MINUTES), at(25, 15, 0));
	CHECK_OK(deadline_look(w, key, &s));
	CHECK_INT("no alarm yet", s->deadline.alarms, 0);
	CHECK_INT("no pause yet", s->deadline.pauses.count, 0);
	CHECK_INT("it runs", s->deadline.stopped_at, 0);
	w->now = at(25, 13, 36);
	watch(w);
	CHECK_INT("the head is told of it", head_told(w), 2);
}

/* What was promised stands; the alarm follows the days that are worked. */
TEST_DB(a_calendar_corrected_later_is_told)
{
	struct deadline_state *s;
	int64_t due;

	offices_arrive(w);
	due = started(w, OFFICE_DAY_MINUTES);
	run(w, "INSERT INTO holiday (day, kind, note) VALUES"
	       " ('2026-11-24', 'cuti_bersama', 'Contoh')");
	CHECK_OK(deadline_look(w, key, &s));
	CHECK_INT("the promise", s->deadline.due_at, due);
	CHECK_STR(
		"is told", s->lines.items[s->lines.count - 1],
		S("Kalender berubah setelah tenggat ditetapkan. Yang berlaku tetap tenggat "
		  "semula: 24 November 2026 pukul 09.14 WITA."));
	w->now = at(24, 12, 0);
	watch(w);
	CHECK_INT("nobody on a day off", kanwil_told(w), 0);
	w->now = at(25, 8, 0);
	watch(w);
	CHECK_INT("the Kanwil is not told of a day that was off", kanwil_told(w), 0);
	CHECK_INT("the head is", head_told(w), 1);
}

TEST_DB(what_never_began_is_not_there)
{
	struct deadline_state *s;
	int64_t due = 1;

	CHECK_OK(deadline_pause(w, key));
	CHECK_OK(deadline_resume(w, key, &due));
	CHECK_INT("no deadline", due, 0);
	CHECK_OK(deadline_stop(w, key));
	CHECK_OK(deadline_look(w, key, &s));
	CHECK("nothing", s == NULL);
}

TEST_DB(more_than_a_batch_is_worked_off)
{
	const struct job nothing = { .id = 1 };
	struct deadline d = { .key = key,
			      .number = S("REG-2026-047-00318"),
			      .kppn = S("047"),
			      .kanwil = S("19"),
			      .zone = WITA,
			      .from = w->now,
			      .minutes = OFFICE_DAY_MINUTES };
	int64_t due;

	offices_arrive(w);
	for (d.key.subject = 1; d.key.subject <= 150; d.key.subject++)
		CHECK_OK(deadline_start(w, &d, &due));
	w->now = at(23, 14, 50);
	for (int i = 0; i < 2; i++)
		CHECK_OK(deadline_watch_job.run(w, &nothing));
	CHECK_INT("all", head_told(w), 150);
}

static const struct {
	enum tier tier;
	enum unit_kind first, then;
} chains[] = {
	{ TIER_KPPN, UNIT_KPPN, UNIT_KANWIL },
	{ TIER_KANWIL, UNIT_KANWIL, UNIT_PUSAT },
	{ TIER_HAI, UNIT_PUSAT, UNIT_PUSAT },
};

TEST(who_is_told)
{
	for (size_t i = 0; i < COUNT(chains); i++) {
		CHECK_INT("at 80", alarm_of(chains[i].tier, 0)->percent, 80);
		CHECK_INT("whom", alarm_of(chains[i].tier, 0)->unit_kind,
			  chains[i].first);
		CHECK_INT("at 120", alarm_of(chains[i].tier, 1)->percent, 120);
		CHECK_INT("whom", alarm_of(chains[i].tier, 1)->unit_kind, chains[i].then);
	}
}
