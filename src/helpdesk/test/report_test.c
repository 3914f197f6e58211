/* A month of tickets, and a report that must say what this script counted itself. */
#include "helpdesk/test/caller.h"
#include "reports/reports.h"

enum { TICKETS = 40 };

/* What the script knows of its tickets. */
struct tally {
	int64_t cases, closed, answered, first, worked, rounds, right;
};

/* Minute by minute, without the calendar: no holiday falls into these weeks. */
static int64_t office_minutes(int64_t from, int64_t to)
{
	int64_t n = 0;

	for (int64_t at = from; at < to; at += MINUTE) {
		int64_t s = second_of_day(at, WITA);

		n += date_weekday(date_at(at, WITA)) < 5 && s >= 8 * HOUR &&
		     s < 15 * HOUR;
	}
	return n;
}

/* The office answers after a while, the satker asks again, as often as it takes. */
static void play(struct work *w, int i, struct tally *mine)
{
	int64_t came = TEST_NOW + i * 7 * HOUR / MINUTE * MINUTE, at = came, worked = 0;
	int rounds = i % 4;
	struct ticket *t;

	w->now = came;
	t = opened(w);
	mine->cases++;
	for (int n = 0; n < rounds; n++) {
		bool last = n == rounds - 1;

		w->now = at + (40 + 90 * (i % 3) + 600 * n) * MINUTE;
		worked += office_minutes(at, w->now);
		if (n == 0) {
			mine->answered++;
			mine->first += worked;
		}
		mine->rounds++;
		t = says(w, CSO, t, last && i % 5 ? AFTER_DONE : AFTER_AWAIT);
		if (last && i % 5) {
			mine->closed++;
			mine->worked += worked;
			mine->right += rounds == 1;
		} else if (!last) {
			at = w->now += 300 * MINUTE;
			t = says(w, SARI, t, AFTER_AWAIT);
		}
	}
}

static struct report_query weeks(void)
{
	return (struct report_query){ .from = { 2026, 11, 23 },
				      .until = { 2026, 12, 18 } };
}

static void check_sums(const char *what, const struct report_sums *s,
		       const struct tally *mine)
{
	CHECK_INT(what, s->cases, mine->cases);
	CHECK_INT(what, s->closed, mine->closed);
	CHECK_INT(what, s->answered, mine->answered);
	CHECK_INT(what, s->first_seconds, mine->first * MINUTE);
	CHECK_INT(what, s->worked_seconds, mine->worked * MINUTE);
	CHECK_INT(what, s->rounds, mine->rounds);
	CHECK_INT(what, s->judged, mine->closed);
	CHECK_INT(what, s->right, mine->right);
}

static struct report read_as(struct work *w, enum member m, const struct report_query *q)
{
	enum report_refusal why;
	struct report r;

	act_as(w, m);
	CHECK_OK(report_read(w, q, &r, &why));
	CHECK_INT(cast_names[m].p, why, REPORT_GRANTED);
	return r;
}

TEST_DB(a_report_says_what_was_counted)
{
	static const enum member readers[] = { CSO, HEAD, REGION, HAI };
	struct report_query q = weeks();
	struct tally mine = { 0 };
	struct report r;

	cast_arrives(w);
	for (int i = 0; i < TICKETS; i++)
		play(w, i, &mine);
	w->now = instant_of((struct date){ 2026, 12, 18 }, 14 * HOUR, WITA);
	for (size_t i = 0; i < COUNT(readers); i++) {
		r = read_as(w, readers[i], &q);
		check_sums(cast_names[readers[i]].p, &r.all, &mine);
		CHECK_INT("one office", r.offices.count, 1);
		check_sums("its line", &r.offices.items[0].sums, &mine);
		check_sums("the category", &r.categories.items[0].sums, &mine);
	}
	CHECK_INT("ages", r.ages[0] + r.ages[1] + r.ages[2] + r.ages[3],
		  mine.cases - mine.closed);
	CHECK_INT("days", r.times.count, 26);
	q.officer = S("Dewi Larasati");
	CHECK_INT("nobody claimed", read_as(w, CSO, &q).all.cases, 0);
}

TEST_DB(time_of_the_satker_is_not_the_offices)
{
	struct report_query q = weeks();
	struct ticket *t;
	struct report r;

	cast_arrives(w);
	t = opened(w); /* 09.14 */
	w->now = TEST_NOW + 30 * MINUTE;
	t = says(w, CSO, t, AFTER_AWAIT);
	w->now = TEST_NOW + 2 * DAY;
	t = says(w, SARI, t, AFTER_AWAIT);
	w->now += 20 * MINUTE;
	t = says(w, CSO, t, AFTER_DONE);
	r = read_as(w, CSO, &q);
	CHECK_INT("until the answer", r.all.first_seconds, 30 * MINUTE);
	CHECK_INT("of the office", r.all.worked_seconds, 50 * MINUTE);
	CHECK_INT("two answers", r.rounds[1], 1);
	CHECK_INT("not at once", r.all.right, 0);
}

TEST_DB(nobody_reads_the_report_of_another_office)
{
	static const struct {
		enum member who;
		const char *kppn;
		enum report_refusal why;
	} cases[] = {
		{ SARI, "", REPORT_NOT_ALLOWED },
		{ YOHANES, "", REPORT_NOT_ALLOWED },
		{ MINISTRY, "", REPORT_NOT_ALLOWED },
		{ STRANGER, "", REPORT_NOT_ALLOWED },
		{ ELSEWHERE, "047", REPORT_OUTSIDE },
		{ FAR_REGION, "047", REPORT_OUTSIDE },
		{ REGION, "047", REPORT_GRANTED },
		{ HAI, "047", REPORT_GRANTED },
		{ HAI, "999", REPORT_OUTSIDE },
		{ CSO, "047", REPORT_GRANTED },
	};
	struct report_query q = weeks();
	enum report_refusal why;
	struct report r;

	cast_arrives(w);
	opened(w);
	for (size_t i = 0; i < COUNT(cases); i++) {
		act_as(w, cases[i].who);
		q.kppn = str_from(cases[i].kppn);
		CHECK_OK(report_read(w, &q, &r, &why));
		CHECK_INT(cast_names[cases[i].who].p, why, cases[i].why);
	}
	q.kppn = S("");
	CHECK_INT("not of this office", read_as(w, ELSEWHERE, &q).all.cases, 0);
	CHECK_INT("not of this region", read_as(w, FAR_REGION, &q).all.cases, 0);
}

TEST_DB(a_report_is_a_page_files_and_an_answer)
{
	struct called a;

	callers_arrive(w);
	says(w, CSO, opened(w), AFTER_DONE);
	a = call(w, CSO, S("GET /laporan"), S(""));
	CHECK_INT("page", a.status, 200);
	CHECK("figures", str_has(a.body, S("KPPN Balikpapan")) &&
				 str_has(a.body, S("<svg class=\"besar\"")));
	CHECK("files", str_has(a.body, S("/laporan/hai-cso.xlsx")));
	a = call(w, CSO, S("GET /laporan/kasus.csv"), S(""));
	CHECK("one row", a.status == 200 && str_has(a.body, S("HAI-2026-047-00001")));
	a = call(w, CSO, S("GET /laporan/laporan.pdf"), S(""));
	CHECK("pdf", str_starts(a.body, S("%PDF-")));
	a = call(w, CSO, S("GET /laporan/hai-cso.xlsx"), S(""));
	CHECK("xlsx", str_starts(a.body, S("PK")));
	CHECK_INT("of requests none",
		  call(w, CSO, S("GET /laporan/hai-cso.xlsx?jenis=permohonan"), S(""))
			  .status,
		  404);
	a = call(w, CSO, S("GET /api/v1/reports?kind=tiket"), S(""));
	CHECK_INT("api", a.status, 200);
	CHECK_INT("cases", json_int(at(a.json, S("cases"))), 1);
	CHECK_INT("not to satker", call(w, SARI, S("GET /laporan"), S("")).status, 403);
	CHECK_INT("backwards",
		  call(w, CSO, S("GET /laporan?dari=02/11/2026&sampai=01/11/2026"), S(""))
			  .status,
		  422);
	a = call(w, CSO, S("GET /api/v1/reports?from=kemarin"), S(""));
	CHECK_INT("no date", a.status, 422);
	CHECK_STR("which", text_at(a, S("fields.0.name")), S("from"));
}
