#include "helpdesk/test/cast.h"

enum { TICKETS = 23 };

/* Instants repeat, so that the id has to decide. */
static void fill(struct work *w)
{
	cast_arrives(w);
	for (int i = 0; i < TICKETS; i++) {
		w->now = TEST_NOW + i / 3 * HOUR;
		opened(w);
	}
	w->now = TEST_NOW;
}

static struct ticket_rows page(struct work *w, struct ticket_query q)
{
	struct ticket_rows rows;

	CHECK_OK(ticket_list(w, &q, &rows));
	return rows;
}

static void check_pages(struct work *w, enum member who, str tab)
{
	struct ticket_query q = { .tab = tab, .limit = 100 };
	const char *what =
		arena_fmt(test_arena(), "%.*s %.*s", P(cast_names[who]), P(tab)).p;
	struct ticket_rows all, rows;
	size_t seen = 0;

	act_as(w, who);
	all = page(w, q);
	CHECK_INT(what, (int64_t)all.count, TICKETS);
	q.limit = 5;
	while ((rows = page(w, q)).count) {
		for (size_t i = 0; i < rows.count; i++)
			CHECK_STR(what, rows.items[i].number, all.items[seen++].number);
		q.after = rows.items[rows.count - 1].position;
	}
	CHECK_INT(what, (int64_t)seen, TICKETS);
	q.after = all.items[12].position;
	q.backwards = true;
	rows = page(w, q);
	CHECK_INT(what, (int64_t)rows.count, 5);
	for (size_t i = 0; i < rows.count; i++)
		CHECK_STR(what, rows.items[i].number, all.items[7 + i].number);
}

TEST_DB(pages_follow_each_other_without_gap_or_double)
{
	fill(w);
	check_pages(w, SARI, S(""));
	check_pages(w, CSO, S(""));
	check_pages(w, CSO, S("perlu-jawaban"));
	check_pages(w, CSO, S("belum-diambil"));
	check_pages(w, REGION, S(""));
	check_pages(w, HAI, S(""));
	check_pages(w, AUDITOR, S(""));
}

TEST_DB(closed_tickets_page_from_the_youngest)
{
	fill(w);
	CHECK_OK(
		work_exec(w,
			  "UPDATE ticket SET state = 'Selesai', due_at = 0, closed_at = 1"
			  " /* may scan */",
			  NO_ARGS, NULL));
	check_pages(w, CSO, S("selesai"));
}

TEST_DB(nobody_lists_beyond_his_scope)
{
	static const bool sees[CAST] = {
		[SARI] = true,	 [BENNY] = true,    [YOHANES] = true, [CSO] = true,
		[SECOND] = true, [VERIFIER] = true, [HEAD] = true,    [REGION] = true,
		[HAI] = true,	 [AUDITOR] = true,
	};
	static const str tabs[] = { STR(""),
				    STR("perlu-jawaban"),
				    STR("tugas-saya"),
				    STR("belum-diambil"),
				    STR("menunggu-satker"),
				    STR("eskalasi"),
				    STR("selesai"),
				    STR("karangan") };

	fill(w);
	for (int m = 0; m < CAST; m++)
		for (size_t t = 0; t < COUNT(tabs); t++) {
			struct ticket_query q = { .tab = tabs[t], .limit = 50 };

			act_as(w, (enum member)m);
			if (t == 0)
				CHECK_INT(cast_names[m].p, page(w, q).count > 0, sees[m]);
			CHECK(cast_names[m].p, sees[m] || !page(w, q).count);
			q.satker = S("999101");
			CHECK(cast_names[m].p, sees[m] || !page(w, q).count);
		}
}

TEST_DB(tabs_and_filters)
{
	struct ticket_query q = { .limit = 50 };
	struct ticket *t;

	cast_arrives(w);
	opened(w);
	t = opened(w);
	says(w, CSO, t, AFTER_AWAIT);
	t = opened(w);
	says(w, CSO, t, AFTER_DONE);
	act_as(w, CSO);
	q.tab = S("perlu-jawaban");
	CHECK_INT("to answer", (int64_t)page(w, q).count, 1);
	q.tab = S("menunggu-satker");
	CHECK_STR("at the satker", page(w, q).items[0].number, S("HAI-2026-047-00002"));
	q.tab = S("selesai");
	CHECK_STR("done", page(w, q).items[0].number, S("HAI-2026-047-00003"));
	q.tab = S("");
	CHECK_INT("all", (int64_t)page(w, q).count, 3);
	q.category = S("LPJ");
	CHECK_INT("another category", (int64_t)page(w, q).count, 0);
	q.category = S("RETUR");
	q.state = ticket_state_words[TICKET_DONE];
	CHECK_INT("one state", (int64_t)page(w, q).count, 1);
	q.state = S("");
	q.priority = S("PENTING");
	CHECK_INT("another priority", (int64_t)page(w, q).count, 0);
	q.priority = S("");
	q.satker = S("999102");
	CHECK_INT("another satker", (int64_t)page(w, q).count, 0);
}

TEST_DB(what_was_not_read_is_marked)
{
	struct ticket_query q = { .limit = 50 };
	struct ticket *t;

	cast_arrives(w);
	t = opened(w);
	CHECK("one's own message is read", !page(w, q).items[0].unread);
	act_as(w, CSO);
	CHECK("new to the office", page(w, q).items[0].unread);
	CHECK_OK(store_seen(w, t->id, t->last_message));
	CHECK("read", !page(w, q).items[0].unread);
	act_as(w, SECOND);
	CHECK("not by the colleague", page(w, q).items[0].unread);
	says(w, CSO, t, AFTER_AWAIT);
	act_as(w, SARI);
	CHECK("the answer is new", page(w, q).items[0].unread);
}

TEST_DB(figures_of_the_offices)
{
	struct ticket_figures f;
	struct ticket *t;

	cast_arrives(w);
	opened(w);
	t = opened(w);
	says(w, CSO, t, AFTER_AWAIT);
	w->now += 2 * DAY;
	act_as(w, CSO);
	CHECK_OK(ticket_figures(w, &f));
	CHECK_INT("to answer", f.to_answer, 1);
	CHECK_INT("late", f.overdue, 1);
	CHECK_INT("unclaimed", f.unclaimed, 1);
	CHECK_INT("mine", f.mine, 0);
	CHECK_INT("at the satker", f.at_satker, 1);
	act_as(w, ELSEWHERE);
	CHECK_OK(ticket_figures(w, &f));
	CHECK_INT("another KPPN", f.to_answer + f.at_satker, 0);
	act_as(w, REGION);
	CHECK_OK(ticket_figures(w, &f));
	CHECK_INT("nothing escalated", f.to_answer, 0);
	act_as(w, HAI);
	CHECK_OK(ticket_figures(w, &f));
	CHECK_INT("nor to the head office", f.to_answer, 0);
	act_as(w, SARI);
	CHECK_OK(ticket_figures(w, &f));
	CHECK_INT("a satker has none", f.to_answer, 0);
}

TEST_DB(tickets_of_an_object)
{
	struct about about = { S("permohonan"), S("REG-2026-047-00001") };
	struct ticket_input in = asking();
	struct ticket_result ret;
	struct ticket_rows rows;

	cast_arrives(w);
	opened(w);
	in.about = about;
	CHECK_OK(ticket_open(w, &in, &ret));
	CHECK_OK(tickets_about(w, &about, &rows));
	CHECK_INT("one", (int64_t)rows.count, 1);
	CHECK_STR("this", rows.items[0].number, ret.ticket->number);
	act_as(w, NEIGHBOUR);
	CHECK_OK(tickets_about(w, &about, &rows));
	CHECK_INT("not of another satker", (int64_t)rows.count, 0);
	act_as(w, HAI);
	CHECK_OK(tickets_about(w, &about, &rows));
	CHECK_INT("seen from above", (int64_t)rows.count, 1);
}
