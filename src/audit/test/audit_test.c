#include "access/access.h"
#include "audit/internal.h"
#include "test/test.h"

#include <pthread.h>

static struct actor verifier(void)
{
	return (struct actor){
		.person = 7,
		.membership = 70,
		.session = 700,
		.unit_kind = UNIT_KPPN,
		.unit = STR("047"),
		.kanwil = STR("11"),
		.roles = ROLE_BIT(ROLE_CSO) | ROLE_BIT(ROLE_VERIFIKATOR),
		.name = STR("Rina Wijaya"),
		.channel = CHANNEL_WEB,
		.address = STR("203.0.113.9"),
		.agent = STR("Mozilla/5.0"),
	};
}

static err record(struct work *w, str event, str unit)
{
	return audit_record(w, &(struct audit_act){
				       .event = event,
				       .subject_kind = S("registration"),
				       .subject = S("REG-2026-047-00318"),
				       .unit = unit,
			       });
}

/* Two offices, a satker of the first that belongs to ministry 018. */
static void add_places(struct work *w)
{
	CHECK_OK(work_exec(w, "INSERT INTO kanwil (code, name) VALUES ('98', 'Kanwil A')",
			   NO_ARGS, NULL));
	CHECK_OK(work_exec(
		w,
		"INSERT INTO kppn (code, name, kanwil, zone) VALUES"
		" ('991', 'KPPN A', '98', 'WITA'), ('992', 'KPPN B', '98', 'WIB')",
		NO_ARGS, NULL));
	CHECK_OK(work_exec(w, "INSERT INTO ministry (code, name) VALUES ('998', 'K')",
			   NO_ARGS, NULL));
	CHECK_OK(work_exec(w, "INSERT INTO satker (code) VALUES ('999101')", NO_ARGS,
			   NULL));
	CHECK_OK(work_exec(
		w,
		"INSERT INTO satker_period"
		" (satker, valid_from, valid_to, name, ba, eselon1, kppn) VALUES"
		" ('999101', '2020-01-01', '2025-12-31', 'S', '998', '02', '992'),"
		" ('999101', '2026-01-01', '9999-12-31', 'S', '998', '02', '991')",
		NO_ARGS, NULL));
}

static void check_verified(struct work *w, const char *what, int64_t entries, int64_t bad)
{
	int64_t got_entries = -1, got_bad = -1;
	str why = STR("");

	CHECK_OK(audit_verify(w, &got_entries, &got_bad, &why));
	CHECK_INT(what, got_bad, bad);
	CHECK_INT(what, got_entries, entries);
	CHECK_INT(what, why.n == 0, bad == 0);
}

TEST_DB(an_entry_says_who_did_what)
{
	struct actor by = verifier();
	struct audit_change changes[] = {
		{ S("state"), S("Diajukan"), S("Verifikasi KPPN") },
		{ S("note"), S(""), S("\"ya\"") },
	};
	struct audit_act act = {
		.event = S("registration.claimed"),
		.subject_kind = S("registration"),
		.subject = S("REG-2026-047-00318"),
		.unit = S("satker:999101"),
		.on_behalf = S("kppn:047"),
		.reason = S("giliran"),
		.changes = changes,
		.change_count = COUNT(changes),
	};
	struct audit_entries all;
	struct audit_entry e;

	w->actor = &by;
	add_places(w);
	CHECK_OK(audit_record(w, &act));
	CHECK_OK(audit_of(w, act.subject_kind, act.subject, 10, &all));
	CHECK_INT("entries", all.count, 1);
	e = all.items[0];
	CHECK_INT("number", e.number, 1);
	CHECK_INT("at", e.at, TEST_NOW);
	CHECK_INT("person", e.person, 7);
	CHECK_INT("membership", e.membership, 70);
	CHECK_INT("session", e.session, 700);
	CHECK_STR("actor", e.actor, S("Rina Wijaya"));
	CHECK_STR("roles", e.roles, S("CSO, VERIFIKATOR"));
	CHECK_STR("acting unit", e.acting_unit, S("kppn:047"));
	CHECK_STR("channel", e.channel, S("web"));
	CHECK_STR("address", e.address, S("203.0.113.9"));
	CHECK_STR("agent", e.agent, S("Mozilla/5.0"));
	CHECK_STR("event", e.event, S("registration.claimed"));
	CHECK_STR("unit", e.unit, S("satker:999101"));
	CHECK_STR("the office of today", e.kppn, S("991"));
	CHECK_STR("kanwil", e.kanwil, S("98"));
	CHECK_STR("ba", e.ba, S("998"));
	CHECK_STR("eselon1", e.eselon1, S("02"));
	CHECK_STR("on behalf", e.on_behalf, S("kppn:047"));
	CHECK_STR("reason", e.reason, S("giliran"));
	CHECK_STR("changes", e.changes,
		  S("[{\"field\":\"state\",\"before\":\"Diajukan\","
		    "\"after\":\"Verifikasi KPPN\"},"
		    "{\"field\":\"note\",\"before\":\"\",\"after\":\"\\\"ya\\\"\"}]"));
}

TEST_DB(the_program_itself_is_an_actor)
{
	struct audit_entries all;

	CHECK_OK(record(w, S("keys.rotated"), S("")));
	CHECK_OK(audit_list(w, &(struct audit_query){ .all = true, .limit = 5 }, &all));
	CHECK_INT("person", all.items[0].person, 0);
	CHECK_STR("channel", all.items[0].channel, S("perintah"));
	CHECK_STR("changes", all.items[0].changes, S("[]"));
}

TEST_DB(a_scope_shows_its_own_trail_newest_first)
{
	static const struct {
		const char *rule;
		struct audit_query query;
		int64_t first, last;
		size_t count;
	} lists[] = {
		{ "a satker", { .unit = STR("satker:999101") }, 4, 1, 2 },
		{ "a KPPN and its satker", { .kppn = STR("991") }, 4, 1, 3 },
		{ "the other KPPN", { .kppn = STR("992") }, 3, 3, 1 },
		{ "a Kanwil with its KPPN", { .kanwil = STR("98") }, 5, 1, 5 },
		{ "another Kanwil", { .kanwil = STR("97") }, 0, 0, 0 },
		{ "a ministry", { .ba = STR("998") }, 4, 1, 2 },
		{ "an Eselon I", { .ba = STR("998"), .eselon1 = STR("02") }, 4, 1, 2 },
		{ "another Eselon I",
		  { .ba = STR("998"), .eselon1 = STR("03") },
		  0,
		  0,
		  0 },
		{ "a person", { .person = 7 }, 6, 1, 6 },
		{ "nobody else", { .person = 8 }, 0, 0, 0 },
		{ "all", { .all = true }, 6, 1, 6 },
		{ "all below a number", { .all = true, .before = 3 }, 2, 1, 2 },
		{ "an event", { .all = true, .event = STR("person.") }, 2, 2, 1 },
		{ "an event of a KPPN",
		  { .kppn = STR("991"), .event = STR("reg") },
		  4,
		  1,
		  2 },
	};
	struct actor by = verifier();
	struct audit_entries got;

	w->actor = &by;
	add_places(w);
	CHECK_OK(record(w, S("registration.submitted"), S("satker:999101")));
	CHECK_OK(record(w, S("person.revealed"), S("kppn:991")));
	CHECK_OK(record(w, S("registration.submitted"), S("kppn:992")));
	CHECK_OK(record(w, S("registration.claimed"), S("satker:999101")));
	CHECK_OK(record(w, S("access.changed"), S("kanwil:98")));
	CHECK_OK(record(w, S("access.changed"), S("")));
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct audit_query q = lists[i].query;

		q.limit = 10;
		CHECK_OK(audit_list(w, &q, &got));
		CHECK_INT(lists[i].rule, got.count, lists[i].count);
		if (got.count == 0)
			continue;
		CHECK_INT(lists[i].rule, got.items[0].number, lists[i].first);
		CHECK_INT(lists[i].rule, got.items[got.count - 1].number, lists[i].last);
	}
}

TEST_DB(a_whole_chain_is_right)
{
	check_verified(w, "an empty trail", 0, 0);
	for (int i = 0; i < 2500; i++) { /* more than two batches of the walk */
		struct arena_mark mark = arena_mark(w->arena);

		CHECK_OK(record(w, S("test.happened"), S("")));
		arena_rewind(w->arena, mark);
	}
	check_verified(w, "2500 entries", 2500, 0);
}

TEST_DB(an_act_that_is_rolled_back_leaves_no_gap)
{
	CHECK_OK(record(w, S("test.one"), S("")));
	test_next_unit(w);
	CHECK_OK(record(w, S("test.lost"), S("")));
	db_rollback(w->db);
	CHECK_OK(db_begin(w->db, true));
	CHECK_OK(record(w, S("test.two"), S("")));
	check_verified(w, "two entries", 2, 0);
}

/* As somebody would who may do anything to the database. */
static struct db *open_as_owner(struct work *w)
{
	struct db *owner;

	CHECK_OK(db_commit(w->db));
	CHECK_OK(db_open(test_db_url(), S(""), &owner));
	CHECK_OK(db_begin(owner, true));
	if (db_engine(owner) == DB_POSTGRES) {
		CHECK_OK(db_exec(owner, "DROP TRIGGER audit_entry_change ON audit_entry",
				 NO_ARGS, NULL));
		return owner;
	}
	CHECK_OK(db_exec(owner, "DROP TRIGGER audit_entry_insert", NO_ARGS, NULL));
	CHECK_OK(db_exec(owner, "DROP TRIGGER audit_entry_update", NO_ARGS, NULL));
	CHECK_OK(db_exec(owner, "DROP TRIGGER audit_entry_delete", NO_ARGS, NULL));
	return owner;
}

static void close_owner(struct work *w, struct db *owner)
{
	CHECK_OK(db_commit(owner));
	db_close(owner);
	CHECK_OK(db_begin(w->db, true));
}

static void record_five(struct work *w)
{
	for (int i = 0; i < 5; i++)
		CHECK_OK(record(w, S("test.happened"), S("kppn:991")));
}

TEST_DB(an_edited_entry_is_named)
{
	struct db *owner;

	record_five(w);
	owner = open_as_owner(w);
	CHECK_OK(db_exec(owner, "UPDATE audit_entry SET reason = 'x' WHERE number = 3",
			 NO_ARGS, NULL));
	close_owner(w, owner);
	check_verified(w, "edited", 2, 3);
}

TEST_DB(a_column_that_moved_to_its_neighbour_is_named)
{
	struct db *owner;

	record_five(w);
	owner = open_as_owner(w);
	CHECK_OK(db_exec(owner,
			 "UPDATE audit_entry SET subject = substr(subject, 2),"
			 "       subject_kind = subject_kind || substr(subject, 1, 1)"
			 " WHERE number = 4",
			 NO_ARGS, NULL));
	close_owner(w, owner);
	check_verified(w, "moved", 3, 4);
}

TEST_DB(a_deleted_entry_is_named)
{
	struct db *owner;

	record_five(w);
	owner = open_as_owner(w);
	CHECK_OK(db_exec(owner, "DELETE FROM audit_entry WHERE number = 2", NO_ARGS,
			 NULL));
	close_owner(w, owner);
	check_verified(w, "deleted", 1, 2);
}

TEST_DB(two_entries_in_another_order_are_named)
{
	struct db *owner;

	record_five(w);
	owner = open_as_owner(w);
	CHECK_OK(db_exec(owner, "UPDATE audit_entry SET number = 100 WHERE number = 2",
			 NO_ARGS, NULL));
	CHECK_OK(db_exec(owner, "UPDATE audit_entry SET number = 2 WHERE number = 3",
			 NO_ARGS, NULL));
	CHECK_OK(db_exec(owner, "UPDATE audit_entry SET number = 3 WHERE number = 100",
			 NO_ARGS, NULL));
	close_owner(w, owner);
	check_verified(w, "reordered", 1, 2);
}

/* Who can write the database but has no key can make hashes, not seals. */
TEST_DB(a_chain_made_again_without_the_key_is_named)
{
	struct audit_entries all;
	struct audit_entry e;
	struct db *owner;

	record_five(w);
	CHECK_OK(audit_list(w, &(struct audit_query){ .all = true, .limit = 5 }, &all));
	e = all.items[0];
	e.reason = S("lain");
	e.hash = audit_link(w->arena, all.items[1].hash, audit_leaf(w->arena, &e));
	owner = open_as_owner(w);
	CHECK_OK(db_exec(owner,
			 "UPDATE audit_entry SET reason = $1, hash = $2 WHERE number = 5",
			 ARGS(arg_str(e.reason), arg_str(e.hash)), NULL));
	CHECK_OK(db_exec(owner, "UPDATE audit_head SET hash = $1 WHERE one = 1",
			 ARGS(arg_str(e.hash)), NULL));
	close_owner(w, owner);
	check_verified(w, "made again", 4, 5);
}

TEST_DB(an_end_that_was_cut_is_seen_at_the_head)
{
	struct db *owner;

	record_five(w);
	owner = open_as_owner(w);
	CHECK_OK(db_exec(owner, "DELETE FROM audit_entry WHERE number > 3", NO_ARGS,
			 NULL));
	close_owner(w, owner);
	check_verified(w, "cut", 3, 4);
}

/* The limit of a chain: signed checkpoints outside the database are the answer to this.
 */
TEST_DB(an_end_that_was_cut_with_the_head_is_not_seen)
{
	struct db *owner;

	record_five(w);
	owner = open_as_owner(w);
	CHECK_OK(db_exec(owner, "DELETE FROM audit_entry WHERE number > 3", NO_ARGS,
			 NULL));
	CHECK_OK(db_exec(owner,
			 "UPDATE audit_head SET number = 3, hash ="
			 " (SELECT hash FROM audit_entry WHERE number = 3) WHERE one = 1",
			 NO_ARGS, NULL));
	close_owner(w, owner);
	check_verified(w, "cut with the head", 3, 0);
}

/* One statement is refused; the transaction of it is lost with it. */
static void check_refused(struct work *w, const char *what, err e)
{
	CHECK(what, e != OK);
	db_rollback(w->db);
	CHECK_OK(db_begin(w->db, true));
}

TEST_DB(nobody_changes_or_removes_an_entry)
{
	record_five(w);
	test_next_unit(w);
	check_refused(w, "update",
		      work_exec(w, "UPDATE audit_entry SET reason = 'x' WHERE number = 1",
				NO_ARGS, NULL));
	check_refused(
		w, "delete",
		work_exec(w, "DELETE FROM audit_entry WHERE number = 1", NO_ARGS, NULL));
	check_verified(w, "after the refusals", 5, 0);
}

/* Also not the owner of the tables, as long as the triggers stand. */
TEST_DB(the_owner_is_refused_too)
{
	struct db *app = w->db, *owner;

	record_five(w);
	CHECK_OK(db_commit(app));
	CHECK_OK(db_open(test_db_url(), S(""), &owner));
	w->db = owner;
	CHECK_OK(db_begin(owner, true));
	check_refused(w, "update",
		      work_exec(w, "UPDATE audit_entry SET reason = 'y' WHERE number = 1",
				NO_ARGS, NULL));
	check_refused(
		w, "delete",
		work_exec(w, "DELETE FROM audit_entry WHERE number = 2", NO_ARGS, NULL));
	if (db_engine(owner) == DB_POSTGRES)
		check_refused(w, "truncate",
			      work_exec(w, "TRUNCATE audit_entry", NO_ARGS, NULL));
	else
		check_refused(w, "replace",
			      work_exec(w,
					"INSERT OR REPLACE INTO audit_entry"
					" SELECT * FROM audit_entry WHERE number = 2",
					NO_ARGS, NULL));
	check_verified(w, "after the refusals", 5, 0);
	db_close(owner);
	w->db = app;
	CHECK_OK(db_begin(app, true));
}

enum { WRITERS = 4, ACTS = 25 };

static err one_act(struct work *w, void *arg)
{
	(void)arg;
	return record(w, S("test.happened"), S("kppn:991"));
}

/* One connection, as of a worker: units of one act, tried until each is through. */
static void *write_acts(void *arg)
{
	struct work w = *(const struct work *)arg;

	w.arena = arena_new((size_t)1 << 20);
	if (db_open(test_db_url(), S("myintress_app"), &w.db))
		return NULL;
	for (int done = 0; done < ACTS;) {
		err e = work_run(&w, true, one_act, NULL);

		done += !e;
		if (e && e->kind != FAULT_BUSY)
			break;
	}
	db_close(w.db);
	arena_free(w.arena);
	return NULL;
}

TEST_DB(writers_at_once_make_one_chain)
{
	pthread_t threads[WRITERS];

	CHECK_OK(db_commit(w->db));
	for (int i = 0; i < WRITERS; i++)
		CHECK_INT("a thread", pthread_create(&threads[i], NULL, write_acts, w),
			  0);
	for (int i = 0; i < WRITERS; i++)
		pthread_join(threads[i], NULL);
	CHECK_OK(db_begin(w->db, true));
	check_verified(w, "all acts of all writers", (int64_t)WRITERS * ACTS, 0);
}

/* As docs/audit.md writes it down: these bytes may never change. */
TEST(the_leaf_is_what_the_document_says)
{
	struct arena *a = test_arena();
	struct audit_entry e = {
		.number = 1,
		.at = 1795396440,
		.person = 7,
		.actor = STR("Rina"),
		.event = STR("registration.claimed"),
		.changes = STR("[]"),
		.hash = STR("is not in it"),
		.seal = STR("nor is this"),
	};
	str leaf = audit_leaf(a, &e);

	CHECK_STR("leaf", leaf,
		  S("17c53d5f019461501809cffeb3b04db55989d87bbff1092302f490e315ab9cad"));
	CHECK_STR("first link", audit_link(a, S(""), leaf), sha256_hex(a, leaf));
	CHECK_STR("next link", audit_link(a, leaf, leaf),
		  sha256_hex(a, arena_fmt(a, "%.*s%.*s", P(leaf), P(leaf))));
}

TEST_DB(a_personal_value_stands_as_a_keyed_hash)
{
	str nik = S("9901145403870003");
	str hash = audit_hash(w, nik);

	CHECK("not the value", !str_has(hash, nik));
	CHECK_STR("the same value, the same hash", audit_hash(w, nik), hash);
	CHECK("another value, another hash",
	      !str_eq(audit_hash(w, S("9901145403870004")), hash));
}
