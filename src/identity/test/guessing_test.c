/* Who waits after wrong passwords, and when the trail says that somebody guesses. */
#include "audit/audit.h"
#include "identity/identity.h"
#include "identity/internal.h"
#include "test/test.h"

static const str owner = STR("9901055203900001");

static struct sign_in try_at(str nik, int network, int host)
{
	return (struct sign_in){
		.nik = nik,
		.channel = CHANNEL_WEB,
		.address = arena_fmt(test_arena(), "10.%d.%d.%d", network / 250,
				     network % 250, host),
	};
}

static struct sign_in anybody(int i, int network)
{
	return try_at(arena_fmt(test_arena(), "99010552039%05d", i), network, i % 250);
}

static int64_t wait_of(struct work *w, struct sign_in s)
{
	int64_t seconds;

	CHECK_OK(guesses_wait(w, &s, &seconds));
	return seconds;
}

static void fails(struct work *w, struct sign_in s)
{
	CHECK_OK(guesses_count(w, &s));
}

static size_t told_about(struct work *w, str where)
{
	struct audit_entries all;

	CHECK_OK(audit_of(w, S("network"), where, 100, &all));
	return all.count;
}

TEST_DB(a_hundred_failures_from_anywhere_leave_the_known_browser_alone)
{
	struct sign_in known = try_at(owner, 777, 1);

	known.browser = browser_mark(w, owner);
	for (int i = 0; i < 100; i++)
		fails(w, try_at(owner, i, 1));
	CHECK_INT("a hundred are free", wait_of(w, try_at(owner, 500, 1)), 0);
	fails(w, try_at(owner, 100, 1));
	CHECK("one more, and any network waits", wait_of(w, try_at(owner, 500, 1)) > 0);
	CHECK_INT("but for the known browser", wait_of(w, known), 0);
	CHECK_INT("and for others", wait_of(w, anybody(2, 500)), 0);
	CHECK_OK(guesses_forget(w, &known));
	CHECK_INT("until the owner comes in", wait_of(w, try_at(owner, 500, 1)), 0);
}

TEST_DB(a_network_that_tries_many_is_told_of_once)
{
	for (int i = 0; i < 100; i++)
		fails(w, anybody(i, 3));
	CHECK_INT("a hundred", told_about(w, S("10.0.3.0/24")), 0);
	for (int i = 100; i < 120; i++)
		fails(w, anybody(i, 3));
	CHECK_INT("more", told_about(w, S("10.0.3.0/24")), 1);
	CHECK_INT("elsewhere", told_about(w, S("semua")), 0);
}

TEST_DB(many_networks_that_try_many_are_told_of_once_in_a_window)
{
	int64_t lately;

	for (int i = 0; i < 500; i++)
		fails(w, anybody(i, i));
	CHECK_INT("five hundred", told_about(w, S("semua")), 0);
	for (int i = 500; i < 520; i++)
		fails(w, anybody(i, i));
	CHECK_INT("more", told_about(w, S("semua")), 1);
	CHECK_OK(guesses_lately(w, &lately));
	CHECK_INT("for the operator", lately, 520);
	w->now += 16 * MINUTE;
	CHECK_OK(guesses_lately(w, &lately));
	CHECK_INT("a quarter of an hour later", lately, 0);
}
