#include "app/app.h"
#include "demo/demo.h"
#include "directory/import.h"
#include "documents/documents.h"
#include "identity/internal.h"
#include "test/jobs.h"
#include "test/test.h"
#include "work/reseal.h"

static const struct job_kind *const kinds[] = { &app_reseal_job, &documents_reseal_job };
static const struct schedule schedules[] = { { &app_reseal_job, HOUR },
					     { &documents_reseal_job, HOUR } };
static const struct job_table table = { kinds, COUNT(kinds), schedules,
					COUNT(schedules) };

static str keys_dir(void)
{
	return arena_fmt(test_arena(), "%.*s/keys", P(test_dir()));
}

static const struct keys *opened(void)
{
	const struct keys *k;

	CHECK_OK(keys_open(keys_dir(), false, &k));
	return k;
}

/* People, requests in every state, letters, files. */
static void fill(struct work *w)
{
	struct date day = { 2026, 11, 23 };
	struct demo_order order = {
		2, day, arena_fmt(test_arena(), "%.*s/demo-accounts.csv", P(test_dir())),
		arena_fmt(test_arena(), "%.*s/demo-mark", P(test_dir()))
	};
	struct demo_report report;
	enum demo_refusal why;

	w->now = instant_of(day, 0, WIB) - 100 * (int64_t)DAY;
	CHECK_OK(directory_load_reference(w));
	CHECK_OK(db_commit(w->db));
	CHECK_OK(demo_fill(w, &order, &why, &report));
	CHECK_INT("filled", why, DEMO_FILLED);
	CHECK_OK(db_begin(w->db, true));
}

static void turn_keys(struct work *w)
{
	CHECK_OK(keys_rotate(keys_dir(), KEY_FIELD, w->now));
	CHECK_OK(keys_rotate(keys_dir(), KEY_LOOKUP, w->now));
	w->keys = opened();
}

static int64_t needs(struct work *w, str place, enum key_purpose p)
{
	int64_t n = -1;

	for (size_t i = 0; i < app_place_count; i++)
		if (str_eq(app_places[i]->name, place))
			CHECK_OK(app_places[i]->needs(w, (struct key_name){ p, 1 }, &n));
	return n;
}

/* Everybody is found by his NIK, and his NIK by his row. */
static void everybody_is_found(struct work *w)
{
	struct rows r = work_query(
		w, "SELECT id FROM person WHERE id > 0 ORDER BY id LIMIT 200", NO_ARGS);
	struct ids {
		int64_t *items;
		size_t count, cap;
	} people = { 0 };

	while (rows_next(&r))
		*PUSH(test_arena(), &people) = row_int(&r, 0);
	CHECK_OK(rows_end(&r));
	CHECK("some", people.count > 10);
	for (size_t i = 0; i < people.count; i++) {
		struct person *p;
		str nik;

		CHECK_OK(person_nik(w, people.items[i], &nik));
		CHECK_OK(person_by_nik(w, nik, &p));
		CHECK("found", p && p->id == people.items[i]);
	}
}

/* One batch of one place, committed, as before a kill. */
static void one_batch(struct work *w)
{
	struct job none = { 0 };

	CHECK_OK(app_reseal_job.run(w, &none));
	test_next_unit(w);
}

TEST_DB(after_turning_the_keys_nothing_stays_under_the_old_ones)
{
	static const str sealed[] = { STR("person.nik"),
				      STR("office_grant.nik"),
				      STR("registration_user.nik"),
				      STR("registration_round.sent"),
				      STR("nik_check.asked"),
				      STR("mail.body"),
				      STR("mail_kept.body"),
				      STR("replay.reply"),
				      STR("berkas") };
	struct key_turns turns;

	fill(w);
	everybody_is_found(w);
	CHECK_INT("no turn, no work", test_drain(w, &table), 2);
	CHECK_OK(key_turns_list(w, &turns));
	CHECK_INT("and none noted", turns.count, 0);
	turn_keys(w);
	everybody_is_found(w);
	CHECK("persons", needs(w, S("person.nik"), KEY_FIELD) > 10);
	CHECK("files", needs(w, S("berkas"), KEY_FIELD) > 1);
	one_batch(w);
	one_batch(w);
	everybody_is_found(w);
	w->now += HOUR;
	test_drain(w, &table);
	everybody_is_found(w);
	for (size_t i = 0; i < COUNT(sealed); i++) {
		CHECK_INT(sealed[i].p, needs(w, sealed[i], KEY_FIELD), 0);
		CHECK_INT(sealed[i].p, needs(w, sealed[i], KEY_LOOKUP), 0);
	}
	CHECK_OK(key_turns_list(w, &turns));
	CHECK_INT("every place", turns.count, COUNT(sealed));
	for (size_t i = 0; i < turns.count; i++)
		CHECK(turns.items[i].place.p, turns.items[i].done_at > 0);
	CHECK("codes for the status page are their owners'",
	      needs(w, S("registration.secret"), KEY_LOOKUP) > 0);
}

TEST_DB(without_the_old_key_all_opens)
{
	bool gone;

	fill(w);
	turn_keys(w);
	test_drain(w, &table);
	CHECK_OK(keys_retire(keys_dir(), KEY_FIELD, 1, &gone));
	CHECK("gone", gone);
	w->keys = opened();
	everybody_is_found(w);
}

static int64_t number_of(struct rows r)
{
	int64_t n = rows_next(&r) ? row_int(&r, 0) : 0;

	CHECK_OK(rows_end(&r));
	return n;
}

static int64_t reset_letters(struct work *w, int64_t person)
{
	struct mail_statuses all;
	int64_t n = 0;

	CHECK_OK(mail_statuses(w, S("person"), person, &all));
	for (size_t i = 0; i < all.count; i++)
		n += str_eq(all.items[i].kind, S("sandi"));
	return n;
}

/* The job waits while its key goes: what it holds must not be under any. */
TEST_DB(a_forgotten_password_survives_the_key)
{
	static const struct job_kind *const reset[] = { &identity_reset_job };
	static const struct job_table resets = { reset, COUNT(reset), NULL, 0 };
	int64_t person;
	bool gone;
	str nik;

	fill(w);
	person = number_of(work_query(w,
				      "SELECT person FROM account /* may scan */"
				      " WHERE state = 'aktif' ORDER BY person LIMIT 1",
				      NO_ARGS));
	CHECK_OK(person_nik(w, person, &nik));
	CHECK_OK(reset_later(w, nik));
	CHECK_INT("holds nothing",
		  number_of(work_query(w,
				       "SELECT COUNT(*) FROM job /* may scan */"
				       " WHERE kind = 'identity.reset' AND arg <> ''",
				       NO_ARGS)),
		  0);
	turn_keys(w);
	test_drain(w, &table);
	CHECK_OK(keys_retire(keys_dir(), KEY_FIELD, 1, &gone));
	CHECK("gone", gone);
	w->keys = opened();
	test_drain(w, &resets);
	CHECK_INT("the letter left", reset_letters(w, person), 1);
}

TEST_DB(a_reset_of_nobody_is_a_job_like_any)
{
	static const struct job_kind *const reset[] = { &identity_reset_job };
	static const struct job_table resets = { reset, COUNT(reset), NULL, 0 };
	struct queue_counts counts;

	fill(w);
	CHECK_OK(reset_later(w, S("9901015203900999")));
	CHECK_INT("runs", test_drain(w, &resets), 1);
	CHECK_OK(jobs_counts(w, &counts));
	CHECK_INT("and ends", counts.jobs_failed, 0);
}

TEST_DB(a_second_turn_begins_again)
{
	struct key_turn t;

	fill(w);
	turn_keys(w);
	test_drain(w, &table);
	CHECK_OK(key_turn_find(w, S("person.nik"), &t));
	CHECK("through", t.done_at > 0);
	turn_keys(w);
	CHECK_OK(key_turn_find(w, S("person.nik"), &t));
	CHECK("from the beginning", t.done_at == 0 && t.seen == 0);
	w->now += HOUR;
	test_drain(w, &table);
	CHECK_OK(key_turn_find(w, S("person.nik"), &t));
	CHECK_INT("every person", t.moved, t.seen);
	everybody_is_found(w);
}
