/* Lists, sums and single payments: in scope, in order, page by page. */
#include "monitoring/test/world.h"

#include <stdio.h>

static struct actor actor_of(enum role role, enum unit_kind kind, const char *unit)
{
	struct actor a = { .person = 0,
			   .roles = ROLE_BIT(role),
			   .unit_kind = kind,
			   .unit = str_from(unit) };

	actor_default_grants(&a);
	return a;
}

/* 40 payments of each satker: 26 in February with SP2D, the rest on their way. */
static void load_many(struct work *w)
{
	static const char *const satker[] = { "999101", "999102", "999109" };
	struct buf b = buf_new(test_arena());

	for (size_t s = 0; s < COUNT(satker); s++)
		for (int i = 1; i <= 40; i++) {
			char number[16];
			struct line l = { number,
					  satker[s],
					  i <= 26 ? "Upload SP2D" : "ADK SPM",
					  i <= 26 ? (int)s * 100 + i : 0,
					  i * 10,
					  i };

			snprintf(number, sizeof(number), "%05dT", i);
			buf_add(&b, world_line(&l));
		}
	CHECK_STR("loaded",
		  world_load(w, world_csv(arena_cstr(test_arena(), buf_str(&b)))).why,
		  S(""));
}

static struct stamp stamp_now(struct work *w)
{
	struct stamp s;

	CHECK_OK(ingest_stamp(w, S("spm"), &s));
	return s;
}

static struct payments list(struct work *w, const struct payment_query *q)
{
	struct stamp s = stamp_now(w);
	enum payment_refusal why;
	struct payments all;

	CHECK_OK(payment_list(w, q, &s, &all, &why));
	CHECK_INT("granted", why, PAYMENT_GRANTED);
	return all;
}

static const struct {
	const char *who;
	enum role role;
	enum unit_kind kind;
	const char *unit;
	int64_t sees; /* satker: 1, 2, 4 for 999101, 999102, 999109 */
} readers[] = {
	{ "satker", ROLE_OPERATOR, UNIT_SATKER, "999101", 1 },
	{ "another satker", ROLE_KPA, UNIT_SATKER, "999109", 4 },
	{ "KPPN", ROLE_CSO, UNIT_KPPN, "047", 3 },
	{ "KPPN that lost a satker", ROLE_CSO, UNIT_KPPN, "048", 0 },
	{ "KPPN elsewhere", ROLE_VERIFIKATOR, UNIT_KPPN, "026", 4 },
	{ "Kanwil", ROLE_KANWIL, UNIT_KANWIL, "19", 3 },
	{ "Kanwil elsewhere", ROLE_KANWIL, UNIT_KANWIL, "14", 4 },
	{ "Eselon I", ROLE_ESELON1, UNIT_ESELON1, "03305", 4 },
	{ "ministry", ROLE_KL, UNIT_KL, "033", 5 },
	{ "head office", ROLE_PUSAT, UNIT_PUSAT, "", 7 },
	{ "auditor", ROLE_AUDITOR, UNIT_PUSAT, "", 7 },
	{ "nobody", ROLE_PUBLIC, UNIT_NONE, "", 0 },
	{ "a satker with the role of a KPPN", ROLE_CSO, UNIT_SATKER, "999101", 0 },
};

static int64_t seen_by(const struct payments *all)
{
	static const char *const satker[] = { "999101", "999102", "999109" };
	int64_t seen = 0;

	for (size_t i = 0; i < all->count; i++)
		for (size_t s = 0; s < COUNT(satker); s++)
			if (str_eq(all->items[i].satker, str_from(satker[s])))
				seen |= 1 << s;
	return seen;
}

static int64_t count_of(int64_t sees)
{
	return 40 * ((sees & 1) + (sees >> 1 & 1) + (sees >> 2 & 1));
}

TEST_DB(everybody_sees_his_own_part_and_nothing_else)
{
	struct payment_query all = { .limit = 200 };

	world_make(w);
	load_many(w);
	for (size_t i = 0; i < COUNT(readers); i++) {
		struct actor a =
			actor_of(readers[i].role, readers[i].kind, readers[i].unit);
		struct stamp s = stamp_now(w);
		struct payment_totals sum;
		struct payments found;

		w->actor = &a;
		found = list(w, &all);
		CHECK_INT(readers[i].who, found.count, count_of(readers[i].sees));
		CHECK_INT(readers[i].who, seen_by(&found), readers[i].sees);
		CHECK_OK(payment_totals(w, &all, &s, &sum));
		CHECK_INT(readers[i].who, sum.n, found.count);
		w->actor = NULL;
	}
}

/* Whatever is asked, by list, number, SP2D or sum: nothing of others comes. */
TEST_DB(nothing_leaks_whatever_is_asked)
{
	static const char *const questions[] = {
		"00003T",	   "00003T/999101/2026", "00003T-999109-2026",
		"260470000000003", "26 026 0000000203",	 "belanja",
	};
	static const char *const satker[] = { "", "999101", "999102", "999109" };

	world_make(w);
	load_many(w);
	for (size_t i = 0; i < COUNT(readers) * COUNT(questions) * COUNT(satker); i++) {
		size_t reader = i % COUNT(readers), rest = i / COUNT(readers);
		struct actor a = actor_of(readers[reader].role, readers[reader].kind,
					  readers[reader].unit);
		struct payment_query q = {
			.q = str_from(questions[rest % COUNT(questions)]),
			.satker = str_from(satker[rest / COUNT(questions)]),
			.ta = 2026,
			.limit = 200
		};
		struct stamp s = stamp_now(w);
		struct payment_totals sum;
		enum payment_refusal why;
		struct payments found;

		w->actor = &a;
		CHECK_OK(payment_list(w, &q, &s, &found, &why));
		CHECK_OK(payment_totals(w, &q, &s, &sum));
		w->actor = NULL;
		CHECK_INT(questions[rest % COUNT(questions)],
			  seen_by(&found) & ~readers[reader].sees, 0);
		CHECK_INT("as many in the sum", sum.n, found.count);
	}
}

TEST_DB(one_payment_is_there_for_who_may_see_it)
{
	struct actor own = actor_of(ROLE_OPERATOR, UNIT_SATKER, "999101");
	struct actor other = actor_of(ROLE_OPERATOR, UNIT_SATKER, "999109");
	struct payment *p;
	struct stamp s;

	world_make(w);
	load_many(w);
	s = stamp_now(w);
	w->actor = &own;
	CHECK_OK(payment_find(w, S("00003T-999101-2026"), &s, &p));
	CHECK("found", p != NULL);
	CHECK_STR("with the name of its satker", p->satker_name, S("Balai Jalan"));
	CHECK_STR("and of its kind", p->kind_label, S("NON GAJI"));
	w->actor = &other;
	CHECK_OK(payment_find(w, S("00003T-999101-2026"), &s, &p));
	CHECK("not by another", p == NULL);
	w->actor = NULL;
}

/* Every page by page, forwards and back, in both orders, is the list. */
static void walk(struct work *w, struct payment_query q, const struct payments *whole)
{
	struct payments page;
	size_t at = 0;

	q.limit = 7;
	for (;;) {
		page = list(w, &q);
		for (size_t i = 0; i < page.count; i++)
			CHECK_STR("forwards", page.items[i].number,
				  whole->items[at + i].number);
		at += page.count;
		if (page.count < q.limit)
			break;
		q.after = page.items[page.count - 1].position;
	}
	CHECK_INT("all of it", at, whole->count);
	q.backwards = true;
	q.after = whole->items[whole->count - 1].position;
	for (at--; at > 0; at -= page.count) {
		page = list(w, &q);
		CHECK("more", page.count > 0 && page.count <= at);
		for (size_t i = 0; i < page.count; i++)
			CHECK_STR("backwards", page.items[i].number,
				  whole->items[at - page.count + i].number);
		q.after = page.items[0].position;
	}
}

TEST_DB(pages_are_the_list_in_both_directions)
{
	static const size_t who[] = { 0, 2, 5, 8, 9 };

	world_make(w);
	load_many(w);
	for (size_t i = 0; i < COUNT(who); i++) {
		struct actor a = actor_of(readers[who[i]].role, readers[who[i]].kind,
					  readers[who[i]].unit);
		struct payment_query q = { .limit = 200 };
		struct payments whole;

		w->actor = &a;
		whole = list(w, &q);
		CHECK_INT(readers[who[i]].who, whole.count,
			  count_of(readers[who[i]].sees));
		for (size_t k = 1; k < whole.count; k++)
			CHECK("newest first",
			      whole.items[k - 1].day > whole.items[k].day ||
				      (whole.items[k - 1].day == whole.items[k].day &&
				       whole.items[k - 1].id > whole.items[k].id));
		walk(w, q, &whole);
		q.oldest_first = true;
		whole = list(w, &q);
		walk(w, q, &whole);
		w->actor = NULL;
	}
}

static const struct {
	const char *rule;
	struct payment_query q;
	int64_t n, gross;
} filters[] = {
	{ "a stage",
	  { .stage = STAGE_AT_KPPN },
	  28,
	  2 * 10 * (40 * 41 / 2 - 26 * 27 / 2) },
	{ "a year and a stage", { .ta = 2026, .stage = STAGE_PAID }, 52, 2 * 10 * 351 },
	{ "another year", { .ta = 2025 }, 0, 0 },
	{ "one satker", { .satker = STR("999102") }, 40, 8200 },
	{ "a kind", { .kind = STR("231") }, 80, 16400 },
	{ "a kind that is not", { .kind = STR("311") }, 0, 0 },
	{ "words", { .q = STR("BELANJA") }, 80, 16400 },
	{ "words that are not there", { .q = STR("gaji") }, 0, 0 },
	{ "a serial", { .ta = 2026, .q = STR("00004t") }, 2, 80 },
	{ "a serial of one satker",
	  { .ta = 2026, .satker = STR("999102"), .q = STR("00004T") },
	  1,
	  40 },
	{ "an SP2D with blanks", { .q = STR("26 047 0000000104") }, 1, 40 },
	{ "a number that another filter leaves out",
	  { .q = STR("00004T/999101/2026"), .stage = STAGE_VOID },
	  0,
	  0 },
	{ "days", { .from = 20489, .until = 20489 }, 52, 7020 },
};

TEST_DB(filters_narrow_list_and_sums_alike)
{
	struct actor a = actor_of(ROLE_CSO, UNIT_KPPN, "047");

	world_make(w);
	load_many(w);
	w->actor = &a;
	for (size_t i = 0; i < COUNT(filters); i++) {
		struct payment_query q = filters[i].q;
		struct stamp s = stamp_now(w);
		struct payment_totals sum;

		q.limit = 200;
		CHECK_INT(filters[i].rule, list(w, &q).count, filters[i].n);
		CHECK_OK(payment_totals(w, &q, &s, &sum));
		CHECK_INT(filters[i].rule, sum.n, filters[i].n);
		CHECK_INT(filters[i].rule, sum.gross, filters[i].gross);
		CHECK("all were counted", !sum.more);
	}
	w->actor = NULL;
}

TEST_DB(what_no_index_leads_to_is_refused)
{
	struct actor a = actor_of(ROLE_PUSAT, UNIT_PUSAT, "");
	struct payment_query words = { .q = S("belanja"), .limit = 10 };
	struct payment_query outside = { .kppn = S("026"), .limit = 10 };
	struct payments found;
	enum payment_refusal why;
	struct stamp s;

	world_make(w);
	s = stamp_now(w);
	w->actor = &a;
	CHECK_OK(payment_list(w, &words, &s, &found, &why));
	CHECK_INT("words in the nation", why, PAYMENT_WORDS_WIDE);
	words.satker = S("999101");
	CHECK_OK(payment_list(w, &words, &s, &found, &why));
	CHECK_INT("but not in a satker", why, PAYMENT_GRANTED);
	a = actor_of(ROLE_CSO, UNIT_KPPN, "047");
	CHECK_OK(payment_list(w, &outside, &s, &found, &why));
	CHECK_INT("another KPPN", why, PAYMENT_OUTSIDE);
	w->actor = NULL;
}

TEST_DB(sums_agree_with_the_rows_at_every_level)
{
	static const size_t who[] = { 0, 2, 5, 7, 8, 9 };

	world_make(w);
	load_many(w);
	for (size_t i = 0; i < COUNT(who); i++) {
		struct actor a = actor_of(readers[who[i]].role, readers[who[i]].kind,
					  readers[who[i]].unit);
		struct payment_query q = { .limit = 200 };
		struct payment_figures f;
		struct payments all;
		struct stamp s = stamp_now(w);
		int64_t sums[FIGURES] = { 0 }, gross = 0, issued = 0;

		w->actor = &a;
		all = list(w, &q);
		CHECK_OK(payment_figures(w, &s, 2026, &f));
		w->actor = NULL;
		for (size_t k = 0; k < all.count; k++) {
			gross += all.items[k].gross;
			issued += stage_is_issued(all.items[k].stage) ? all.items[k].gross
								      : 0;
		}
		for (size_t k = 0; k < f.count; k++)
			sums[f.items[k].what] += f.items[k].gross;
		CHECK_INT("by stage", sums[FIGURE_STAGE], gross);
		CHECK_INT("by month", sums[FIGURE_MONTH], issued);
		CHECK_INT("by kind", sums[FIGURE_KIND], issued);
	}
}

TEST_DB(how_long_an_office_takes)
{
	struct payment_pace pace;
	struct stamp s;

	world_make(w);
	s = stamp_now(w);
	CHECK_OK(kppn_pace(w, &s, S("047"), 2026, &pace));
	CHECK_INT("nothing yet", pace.median, -1);
	load_many(w);
	s = stamp_now(w);
	CHECK_OK(kppn_pace(w, &s, S("047"), 2026, &pace));
	CHECK_INT("Monday to Thursday", pace.median, 3);
	CHECK_INT("all of them", pace.slow, 3);
}

TEST_DB(the_past_of_a_payment_is_told)
{
	struct actor a = actor_of(ROLE_OPERATOR, UNIT_SATKER, "999101");
	static const char *const ways[] = { "Setuju SPP", "Setuju SPM", "ADK SPM",
					    "Upload SP2D" };
	struct payment_pasts past;
	struct payment *p;
	struct stamp s;

	world_make(w);
	for (size_t i = 0; i < COUNT(ways); i++) {
		struct line l = { "00001T", "999101", ways[i], i == 3 ? 7 : 0, 100, 0 };

		world_load(w, world_csv(arena_cstr(test_arena(), world_line(&l))));
		w->now += DAY;
	}
	s = stamp_now(w);
	w->actor = &a;
	CHECK_OK(payment_find(w, S("00001T/999101/2026"), &s, &p));
	CHECK_OK(payment_history(w, p, &past));
	w->actor = NULL;
	CHECK_INT("all of it", past.count, COUNT(ways));
	for (size_t i = 0; i < COUNT(ways); i++) {
		CHECK_STR("in order", past.items[i].spm_status, str_from(ways[i]));
		CHECK_INT("as of its batch", past.items[i].as_of,
			  TEST_NOW + (int64_t)i * DAY);
	}
}
