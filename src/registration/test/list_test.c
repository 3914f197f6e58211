#include "registration/test/fixture.h"

enum { REQUESTS = 23 };

static struct actor officer;

/* Deadlines repeat, so that the id has to decide. */
static void fill(struct work *w)
{
	fixture_directory(w);
	officer = fixture_actor(fixture_person(w, S("9901051403800001"), S("Andi"),
					       S("andi@kppn.example")),
				ROLE_VERIFIKATOR, UNIT_KPPN, S("047"));
	w->actor = &officer;
	for (int i = 0; i < REQUESTS; i++) {
		struct registration r = fixture_request(1);

		CHECK_OK(registration_number(w, S("047"), 2026, &r.number));
		r.satker_name = arena_fmt(w->arena, "Balai %c", 'A' + i % 5);
		CHECK_OK(registration_insert(w, &r));
		fixture_move(w, &r, i % 4 ? STATE_SUBMITTED : STATE_VERIFYING,
			     w->now + i / 3 * HOUR);
	}
}

static struct registration_rows page(struct work *w, struct registration_query q)
{
	struct registration_rows rows;

	CHECK_OK(registration_list(w, &q, &rows));
	return rows;
}

static struct registration_query asking(str tab, str sort)
{
	return (struct registration_query){
		.any_state = true, .kind = -1, .tab = tab, .sort = sort, .limit = 5
	};
}

static str numbers_of(const struct registration_rows *rows)
{
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < rows->count; i++)
		buf_fmt(&b, "%.*s ", P(str_skip(rows->items[i].number, 15)));
	return buf_str(&b);
}

TEST_DB(pages_follow_each_other_without_gap_or_double)
{
	static const str sorts[] = { STR("batas"), STR("-diajukan"), STR("satker"),
				     STR("-diubah") };

	fill(w);
	for (size_t s = 0; s < COUNT(sorts); s++) {
		struct registration_query q = asking(S("antrean"), sorts[s]);
		struct registration_rows all, rows;
		size_t seen = 0;

		q.limit = 100;
		all = page(w, q);
		CHECK_INT(sorts[s].p, all.count, REQUESTS);
		q.limit = 5;
		while ((rows = page(w, q)).count) {
			for (size_t i = 0; i < rows.count; i++)
				CHECK_STR(sorts[s].p, rows.items[i].number,
					  all.items[seen++].number);
			q.after = registration_position(w->arena,
							&rows.items[rows.count - 1]);
		}
		CHECK_INT(sorts[s].p, seen, REQUESTS);
		q.after = registration_position(w->arena, &all.items[12]);
		q.backwards = true;
		rows = page(w, q);
		CHECK_INT("the page before", rows.count, 5);
		for (size_t i = 0; i < rows.count; i++)
			CHECK_STR(sorts[s].p, rows.items[i].number,
				  all.items[7 + i].number);
	}
}

TEST_DB(the_queue_begins_with_the_nearest_deadline)
{
	struct registration_rows rows;

	fill(w);
	rows = page(w, asking(S("antrean"), S("")));
	CHECK_STR("by deadline, then by age", numbers_of(&rows),
		  S("001 002 003 004 005 "));
	CHECK("held by the officer", rows.items[0].claimed_by_me);
	CHECK("not held", !rows.items[1].claimed_by_me);
	CHECK_INT("users", rows.items[0].users, 1);
	CHECK_INT("round", rows.items[0].round, 1);
}

TEST_DB(tabs_and_filters)
{
	struct registration_query q;
	struct registration_rows rows;

	fill(w);
	rows = page(w, asking(S("tugas-saya"), S("")));
	CHECK_STR("mine", numbers_of(&rows), S("001 005 009 013 017 "));
	rows = page(w, asking(S("belum-diambil"), S("")));
	CHECK_STR("unclaimed", numbers_of(&rows), S("002 003 004 006 007 "));
	rows = page(w, asking(S("menunggu-satker"), S("")));
	CHECK_STR("none is returned", numbers_of(&rows), S(""));
	q = asking(S("antrean"), S(""));
	q.any_state = false;
	q.state = STATE_VERIFYING;
	rows = page(w, q);
	CHECK_STR("verifying", numbers_of(&rows), S("001 005 009 013 017 "));
	q = asking(S(""), S("batas"));
	q.q = S(" BALAI b ");
	rows = page(w, q);
	CHECK_STR("the name of a satker", numbers_of(&rows), S("002 007 012 017 022 "));
	q.q = S("2026-047-00003");
	rows = page(w, q);
	CHECK_STR("a number", numbers_of(&rows), S("003 "));
	q.q = S("pegawai 1");
	rows = page(w, q);
	CHECK_INT("the name of a user", rows.count, 5);
	q.q = S("%");
	rows = page(w, q);
	CHECK_INT("a sign of LIKE is a sign", rows.count, 0);
	q.q = S("");
	q.satker = S("999102");
	rows = page(w, q);
	CHECK_INT("another satker", rows.count, 0);
	q.satker = S("");
	q.kind = KIND_PENGHAPUSAN;
	rows = page(w, q);
	CHECK_INT("another kind", rows.count, 0);
}

TEST_DB(nobody_lists_beyond_his_scope)
{
	static const struct {
		enum role role;
		enum unit_kind kind;
		str unit;
		bool sees;
	} scopes[] = {
		{ ROLE_OPERATOR, UNIT_SATKER, STR("999101"), true },
		{ ROLE_OPERATOR, UNIT_SATKER, STR("999102"), false },
		{ ROLE_BENDAHARA, UNIT_SATKER, STR("999101"), false },
		{ ROLE_CSO, UNIT_KPPN, STR("047"), true },
		{ ROLE_VERIFIKATOR, UNIT_KPPN, STR("046"), false },
		{ ROLE_KANWIL, UNIT_KANWIL, STR("19"), true },
		{ ROLE_KANWIL, UNIT_KANWIL, STR("18"), false },
		{ ROLE_PUSAT, UNIT_PUSAT, STR("DJPB"), true },
		{ ROLE_AUDITOR, UNIT_PUSAT, STR("DJPB"), true },
		{ ROLE_ESELON1, UNIT_ESELON1, STR("03301"), false },
		{ ROLE_KL, UNIT_KL, STR("033"), false },
		{ ROLE_PUBLIC, UNIT_NONE, STR(""), false },
	};
	static const str sorts[] = { STR(""), STR("batas"), STR("-diajukan"),
				     STR("satker"), STR("-diubah") };

	fill(w);
	for (size_t i = 0; i < COUNT(scopes); i++)
		for (size_t s = 0; s < COUNT(sorts); s++) {
			struct actor a = fixture_actor(officer.person, scopes[i].role,
						       scopes[i].kind, scopes[i].unit);
			struct registration_query q = asking(S(""), sorts[s]);

			w->actor = &a;
			CHECK_INT(role_words[scopes[i].role].p, page(w, q).count,
				  scopes[i].sees ? 5 : 0);
			q.backwards = true;
			CHECK(role_words[scopes[i].role].p,
			      scopes[i].sees || !page(w, q).count);
		}
}

TEST_DB(a_satker_sees_its_own_drafts_and_no_public_ones)
{
	struct registration own = fixture_request(1), open = fixture_request(1);
	struct actor satker;
	struct registration_rows rows;

	fixture_directory(w);
	satker = fixture_actor(
		fixture_person(w, S("9901051403800001"), S("A"), S("a@x.example")),
		ROLE_OPERATOR, UNIT_SATKER, S("999101"));
	w->actor = &satker;
	CHECK_OK(registration_number(w, S("047"), 2026, &own.number));
	CHECK_OK(registration_insert(w, &own));
	open.origin = ORIGIN_PUBLIC;
	CHECK_OK(registration_number(w, S("047"), 2026, &open.number));
	CHECK_OK(registration_insert(w, &open));
	rows = page(w, asking(S(""), S("")));
	CHECK_STR("its own", numbers_of(&rows), S("001 "));
	fixture_move(w, &open, STATE_SUBMITTED, w->now + DAY);
	CHECK_INT("both", page(w, asking(S(""), S(""))).count, 2);
}

/* What the triggers keep, and the same counted. */
static int64_t miscounted(struct work *w)
{
	struct rows r = work_query(
		w,
		"SELECT COUNT(*) FROM (SELECT kppn, pile, held, day, n FROM registration_figure"
		" EXCEPT SELECT kppn, pile, CASE WHEN claimed_by IS NULL THEN 0 ELSE 1 END,"
		" due_at / 86400, COUNT(*) FROM registration WHERE pile IN ('kppn', 'satker')"
		" GROUP BY 1, 2, 3, 4) AS wrong /* may scan */",
		NO_ARGS);
	int64_t n = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return n;
}

static int64_t counted(struct work *w)
{
	struct rows r = work_query(
		w, "SELECT COALESCE(SUM(n), 0) FROM registration_figure /* may scan */",
		NO_ARGS);
	int64_t n = rows_next(&r) ? row_int(&r, 0) : -1;

	CHECK_OK(rows_end(&r));
	return n;
}

TEST_DB(figures_follow_each_request)
{
	static const struct {
		enum registration_state to;
		int days;
		int64_t in_queue;
	} moves[] = {
		{ STATE_SUBMITTED, 1, 1 }, { STATE_SUBMITTED, 3, 1 },
		{ STATE_VERIFYING, 3, 1 }, { STATE_RETURNED, 3, 1 },
		{ STATE_SUBMITTED, 9, 1 }, { STATE_WITHDRAWN, 9, 0 },
	};
	struct registration r = fixture_request(1);

	fill(w);
	CHECK_OK(registration_number(w, S("047"), 2026, &r.number));
	CHECK_OK(registration_insert(w, &r));
	CHECK_INT("a draft is in no queue", counted(w), REQUESTS);
	for (size_t i = 0; i < COUNT(moves); i++) {
		fixture_move(w, &r, moves[i].to, w->now + moves[i].days * DAY);
		CHECK_INT("in the queue", counted(w), REQUESTS + moves[i].in_queue);
		CHECK_INT("miscounted", miscounted(w), 0);
	}
}

TEST_DB(figures_of_the_queue)
{
	struct queue_figures f = { 0 };
	int64_t closed;
	struct ids ids;

	fill(w);
	w->now += 2 * HOUR + 1;
	CHECK_OK(queue_counts_of(w, S("047"), w->now + 2 * HOUR, &f));
	CHECK_INT("all", f.all, REQUESTS);
	CHECK_INT("overdue", f.overdue, 9);
	CHECK_INT("due today", f.due_today, 6);
	CHECK_INT("mine", f.mine, 6);
	CHECK_INT("unclaimed", f.unclaimed, REQUESTS - 6);
	CHECK_INT("at the satker", f.waiting_satker, 0);
	CHECK_OK(closed_since(w, S("047"), 0, &closed));
	CHECK_INT("none is closed", closed, 0);
	CHECK_OK(unclaimed_by_deadline(w, S("047"), 3, &ids));
	CHECK_INT("three", ids.count, 3);
}
