/* Budgets and spending: every level adds up to the rows, whatever was replaced. */
#include "monitoring/budget_internal.h"
#include "monitoring/test/world.h"

static str budget_csv(const char *lines)
{
	return arena_fmt(test_arena(),
			 "satker,ta,akun,uraian,pagu,blokir,rpd_1,rpd_2\n%s", lines);
}

static str spending_csv(const char *lines)
{
	return arena_fmt(test_arena(), "satker,nomor_spm,akun,tanggal,jumlah\n%s", lines);
}

static const char *const first_budget = "999101,2026,521111,ATK,1000,100,400,600\n"
					"999101,2026,521111,Listrik,500,0,500,0\n"
					"999101,2026,531111,Tanah,3000,0,0,3000\n"
					"999109,2026,521111,ATK,700,0,350,350\n";

static void load_both(struct work *w)
{
	CHECK_STR("budget",
		  world_load_feed(w, &budget_feed, budget_csv(first_budget)).why, S(""));
	CHECK_STR("spending",
		  world_load_feed(w, &spending_feed,
				  spending_csv("999101,00001T,521111,2026-01-20,300\n"
					       "999101,00001T,531111,2026-01-20,50\n"
					       "999109,00001T,521111,2026-02-20,350\n"))
			  .why,
		  S(""));
}

static struct budget read_as(struct work *w, enum role role, enum unit_kind kind,
			     const char *unit)
{
	struct actor a = { .roles = ROLE_BIT(role),
			   .unit_kind = kind,
			   .unit = str_from(unit) };
	struct budget_query q = { .ta = 2026 };
	struct budget_stamps s;
	enum budget_refusal why;
	struct budget b;

	actor_default_grants(&a);
	w->actor = &a;
	CHECK_OK(budget_stamps(w, &s));
	CHECK_OK(budget_read(w, &q, &s, &b, &why));
	w->actor = NULL;
	return b;
}

TEST_DB(each_level_adds_up_to_its_rows)
{
	struct budget b;

	world_make(w);
	load_both(w);
	b = read_as(w, ROLE_KPA, UNIT_SATKER, "999101");
	CHECK_INT("satker", b.sum.ceiling, 4500);
	CHECK_INT("blocked", b.sum.blocked, 100);
	CHECK_INT("spent", b.sum.spent, 350);
	CHECK_INT("goods", b.kinds[1].ceiling, 1500);
	CHECK_INT("plan of January", b.kinds[1].plan[0], 900);
	CHECK_INT("spent in January", b.kinds[1].spent[0], 300);
	CHECK_INT("accounts", b.accounts.count, 2);
	CHECK_STR("ascending", b.accounts.items[0].account, S("521111"));
	CHECK_INT("of an account", b.accounts.items[0].ceiling, 1500);
	CHECK_INT("spent of it", b.accounts.items[0].spent, 300);
	b = read_as(w, ROLE_KEPALA, UNIT_KPPN, "026");
	CHECK_INT("KPPN", b.sum.ceiling, 700);
	b = read_as(w, ROLE_KANWIL, UNIT_KANWIL, "19");
	CHECK_INT("Kanwil", b.sum.ceiling, 4500);
	b = read_as(w, ROLE_ESELON1, UNIT_ESELON1, "03305");
	CHECK_INT("Eselon I", b.sum.spent, 350);
	b = read_as(w, ROLE_KL, UNIT_KL, "033");
	CHECK_INT("ministry", b.sum.ceiling, 5200);
	b = read_as(w, ROLE_PUSAT, UNIT_PUSAT, "");
	CHECK_INT("nation", b.sum.ceiling, 5200);
	CHECK_INT("nation, spent", b.sum.spent, 700);
}

TEST_DB(a_revision_replaces_the_whole_budget_of_its_satker)
{
	struct budget b;

	world_make(w);
	load_both(w);
	CHECK_STR("revised",
		  world_load_feed(w, &budget_feed,
				  budget_csv("999101,2026,521111,ATK,900,0,0,900\n"))
			  .why,
		  S(""));
	b = read_as(w, ROLE_PUSAT, UNIT_PUSAT, "");
	CHECK_INT("nation", b.sum.ceiling, 1600);
	CHECK_INT("blocked", b.sum.blocked, 0);
	CHECK_INT("no capital", b.kinds[2].ceiling, 0);
	CHECK_INT("plan of January is the other's", b.kinds[1].plan[0], 350);
	CHECK_STR("taken back", world_withdraw_feed(w, &budget_feed), S(""));
	b = read_as(w, ROLE_PUSAT, UNIT_PUSAT, "");
	CHECK_INT("as before", b.sum.ceiling, 5200);
	CHECK_INT("capital again", b.kinds[2].ceiling, 3000);
}

TEST_DB(an_spm_that_comes_again_replaces_its_rows)
{
	struct budget b;

	world_make(w);
	load_both(w);
	CHECK_STR("corrected",
		  world_load_feed(w, &spending_feed,
				  spending_csv("999101,00001T,521111,2026-02-03,310\n"))
			  .why,
		  S(""));
	b = read_as(w, ROLE_KPA, UNIT_SATKER, "999101");
	CHECK_INT("spent", b.sum.spent, 310);
	CHECK_INT("not in January", b.kinds[1].spent[0], 0);
	CHECK_INT("in February", b.kinds[1].spent[1], 310);
	CHECK_INT("the ceiling stays", b.sum.ceiling, 4500);
}

TEST_DB(january_after_the_year_counts_to_december)
{
	struct budget b;

	world_make(w);
	CHECK_STR("loaded",
		  world_load_feed(w, &spending_feed,
				  spending_csv("999101,00002T/999101/2026,521111,"
					       "2027-01-05,7\n"))
			  .why,
		  S(""));
	b = read_as(w, ROLE_KPA, UNIT_SATKER, "999101");
	CHECK_INT("December", b.kinds[1].spent[11], 7);
}

TEST_DB(a_file_of_one_satker_says_whose_it_is)
{
	str rows = S("KODE_AKUN,URAIAN_ITEM,TOTAL,POK_NILAI_1\n521111,ATK,1000,40\n");
	struct budget b;

	world_make(w);
	CHECK("nobody's", world_load_feed(w, &budget_feed, rows).why.n > 0);
	CHECK_STR("said",
		  world_load_feed(w, &budget_feed,
				  arena_fmt(test_arena(),
					    "#myintress-pagu,satker=999101,ta=2026\n%.*s",
					    P(rows)))
			  .why,
		  S(""));
	b = read_as(w, ROLE_KPA, UNIT_SATKER, "999101");
	CHECK_INT("its budget", b.sum.ceiling, 1000);
}

TEST(deviation_is_weighted_by_ceilings)
{
	struct budget b = { 0 };

	b.kinds[0] = (struct budget_of_kind){ .ceiling = 300,
					      .plan = { 100 },
					      .spent = { 90 } };
	b.kinds[1] = (struct budget_of_kind){ .ceiling = 100, .spent = { 5 } };
	CHECK_INT("a tenth of three quarters, all of one", budget_deviation(&b, 0), 3250);
	CHECK_INT("nothing planned, nothing spent", budget_deviation(&b, 1), 0);
	CHECK_INT("of a nation", share_of(4000000000000000, 8000000000000000, 10000),
		  5000);
}
