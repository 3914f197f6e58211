#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/access.h"
#include "audit/audit.h"
#include "documents/test/fixture.h"
#include "jobs/jobs.h"

enum { ONE = 101, OTHER = 102 };

static const struct actor maker = { .person = 7,
				    .name = STR("Siti"),
				    .channel = CHANNEL_WEB };

static void run(struct work *w, const struct job_kind *kind, str arg)
{
	struct job_world world = { w->arena, w->settings, w->keys, w->now };
	struct job j = { .arg = arg };
	void *input = NULL;

	CHECK_OK(kind->prepare(w, &j, &input));
	if (input)
		CHECK_OK(kind->settle(w, &j, input, kind->act(&world, &j, input)));
}

static struct document find(struct work *w, str id)
{
	struct document *d;

	CHECK_OK(documents_find(w, id, &d));
	CHECK("found", d != NULL);
	return *d;
}

static bool on_disk(struct work *w, str name)
{
	return access(fixture_path(w->settings->data_dir, name), F_OK) == 0;
}

TEST_DB(a_document_comes_back_bit_by_bit)
{
	str letter = fixture_letter(S("SK")), back;
	struct document d;

	w->actor = &maker;
	d = fixture_kept(w, ONE, DOCUMENT_SK, letter);
	test_next_unit(w);
	d = find(w, d.id);
	CHECK_OK(documents_read(w, &d, &back));
	CHECK("the same bytes", str_eq(back, letter));
	CHECK_INT("bytes", d.bytes, letter.n);
	CHECK_INT("pages", d.pages, 2);
	CHECK_STR("hash", d.sha256, sha256_hex(w->arena, letter));
	CHECK_STR("name", d.file_name, S("SK.pdf"));
	CHECK_INT("by", d.created_by, 7);
	CHECK_INT("when", d.created_at, TEST_NOW);
	CHECK_INT("not scanned", d.scan, SCAN_NONE);
}

TEST_DB(what_lies_on_disk_is_sealed)
{
	static char all[100000];
	struct document d;
	FILE *f;
	size_t n;

	w->actor = &maker;
	d = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("SK")));
	f = fopen(fixture_path(w->settings->data_dir, d.id), "r");
	n = fread(all, 1, sizeof(all), f);
	fclose(f);
	CHECK("all of it", n > (size_t)d.bytes);
	CHECK("no PDF to be seen", !str_has((str){ all, n }, S("PDF")));
}

TEST_DB(a_file_in_the_place_of_another_is_not_given_out)
{
	str data = w->settings->data_dir, bytes;
	struct document one, other;

	w->actor = &maker;
	one = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("satu")));
	other = fixture_kept(w, OTHER, DOCUMENT_SK, fixture_letter(S("lain")));
	CHECK_INT("swapped",
		  rename(fixture_path(data, one.id), fixture_path(data, other.id)), 0);
	CHECK("a fault", documents_read(w, &other, &bytes) != OK);
}

TEST_DB(a_newer_one_replaces_its_kind_alone)
{
	struct document first, form, second;
	struct documents all;

	w->actor = &maker;
	first = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("lama")));
	form = fixture_kept(w, ONE, DOCUMENT_FORM, fixture_letter(S("formulir")));
	w->now += 60;
	second = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("baru")));
	CHECK_OK(documents_of(w, S("registration"), ONE, &all));
	CHECK_INT("nothing is lost", all.count, 3);
	CHECK_STR("newest first", all.items[0].id, second.id);
	CHECK_STR("the SK", documents_current(&all, DOCUMENT_SK)->id, second.id);
	CHECK_STR("the form", documents_current(&all, DOCUMENT_FORM)->id, form.id);
	CHECK_INT("evidence", find(w, first.id).replaced_at, TEST_NOW + 60);
	CHECK_OK(documents_of(w, S("registration"), OTHER, &all));
	CHECK("others have none",
	      all.count == 0 && !documents_current(&all, DOCUMENT_SK));
}

TEST_DB(the_trail_names_the_bytes)
{
	struct audit_entries trail;
	struct document d;

	w->actor = &maker;
	d = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("SK")));
	CHECK_OK(audit_of(w, S("registration"), S("REG-2026-991-00001"), 9, &trail));
	CHECK_INT("one entry", trail.count, 1);
	CHECK_STR("event", trail.items[0].event, S("document.uploaded"));
	CHECK("hash", str_has(trail.items[0].changes, d.sha256));
}

TEST_DB(the_same_bytes_elsewhere_are_noticed)
{
	str letter = fixture_letter(S("SK"));
	struct document one, other;
	int64_t subject;

	w->actor = &maker;
	one = fixture_kept(w, ONE, DOCUMENT_SK, letter);
	CHECK_OK(documents_elsewhere(w, &one, &subject));
	CHECK_INT("nowhere yet", subject, 0);
	other = fixture_kept(w, OTHER, DOCUMENT_SK, letter);
	CHECK_OK(documents_elsewhere(w, &other, &subject));
	CHECK_INT("there", subject, ONE);
}

TEST_DB(pages_are_drawn_by_the_job)
{
	struct document_page page;
	struct document d;

	w->actor = &maker;
	d = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("SK")));
	CHECK_OK(documents_page(w, &d, 1, &page));
	CHECK_INT("not yet", page.state, PAGE_BEING_MADE);
	run(w, &documents_render_job, d.id);
	d = find(w, d.id);
	for (int n = 1; n <= 2; n++) {
		CHECK_OK(documents_page(w, &d, n, &page));
		CHECK_INT("ready", page.state, PAGE_READY);
		CHECK_STR("type", page.type, S("image/png"));
		CHECK("a picture", str_starts(page.bytes, S("\x89PNG")));
	}
	CHECK_OK(documents_page(w, &d, 3, &page));
	CHECK_INT("no third", page.state, PAGE_UNREADABLE);
	CHECK_OK(documents_page(w, &d, 0, &page));
	CHECK_INT("no page 0", page.state, PAGE_UNREADABLE);
}

TEST_DB(keeping_asks_for_the_pictures)
{
	static const struct job_kind *const kinds[] = { &documents_render_job };
	static const struct job_table table = { .kinds = kinds, .kind_count = 1 };
	struct document d;
	int ran = 0;
	str id;

	w->actor = &maker;
	d = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("SK")));
	id = arena_str(test_arena(), d.id);
	CHECK_OK(db_commit(w->db));
	CHECK_OK(jobs_drain(w, &table, &ran));
	CHECK_OK(db_begin(w->db, true));
	CHECK_INT("one job", ran, 1);
	CHECK_INT("drawn", find(w, id).rendered_at, TEST_NOW);
}

TEST_DB(drawing_again_changes_nothing)
{
	struct document before, after;

	w->actor = &maker;
	before = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("SK")));
	run(w, &documents_render_job, before.id);
	before = find(w, before.id);
	w->now += 60;
	run(w, &documents_render_job, before.id);
	after = find(w, before.id);
	CHECK_INT("once", after.rendered_at, before.rendered_at);
	run(w, &documents_render_job, S("00000000000000000000000000000000"));
}

TEST_DB(a_page_that_cannot_be_read_does_not_hide_the_others)
{
	struct document_page page;
	struct document d;

	w->actor = &maker;
	d = fixture_kept(w, ONE, DOCUMENT_SK, fixture_half_letter());
	run(w, &documents_render_job, d.id);
	d = find(w, d.id);
	CHECK_OK(documents_page(w, &d, 1, &page));
	CHECK_INT("the first", page.state, PAGE_READY);
	CHECK_OK(documents_page(w, &d, 2, &page));
	CHECK_INT("the second", page.state, PAGE_UNREADABLE);
}

static void age(struct work *w, str name, int64_t seconds)
{
	struct timespec at[2] = { { .tv_sec = w->now - seconds },
				  { .tv_sec = w->now - seconds } };

	CHECK_INT("aged",
		  utimensat(AT_FDCWD, fixture_path(w->settings->data_dir, name), at, 0),
		  0);
}

TEST_DB(only_files_without_a_row_are_swept)
{
	struct document_taken old, young;
	struct document kept;
	str part;

	w->actor = &maker;
	kept = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("SK")));
	run(w, &documents_render_job, kept.id);
	old = fixture_taken(w, fixture_letter(S("batal")));
	young = fixture_taken(w, fixture_letter(S("baru saja")));
	part = arena_fmt(w->arena, "%.*s.00000000.part", P(kept.id));
	close(open(fixture_path(w->settings->data_dir, part), O_CREAT | O_WRONLY, 0600));
	age(w, kept.id, 2 * DAY);
	age(w, arena_fmt(w->arena, "%.*s.1", P(kept.id)), 2 * DAY);
	age(w, old.id, 2 * DAY);
	age(w, part, 2 * DAY);
	age(w, young.id, DAY - 60);
	for (int i = 0; i < 2; i++) {
		run(w, &documents_sweep_job, S(""));
		CHECK("kept", on_disk(w, kept.id));
		CHECK("its page", on_disk(w, arena_fmt(w->arena, "%.*s.1", P(kept.id))));
		CHECK("its unfinished write", !on_disk(w, part));
		CHECK("rolled back", !on_disk(w, old.id));
		CHECK("perhaps being kept now", on_disk(w, young.id));
	}
}

static void drain(struct work *w, const struct job_kind *kind)
{
	const struct job_table table = { .kinds = &kind, .kind_count = 1 };

	CHECK_OK(db_commit(w->db));
	CHECK_OK(jobs_drain(w, &table, NULL));
	CHECK_OK(db_begin(w->db, true));
}

TEST_DB(what_is_forgotten_goes_from_the_disk_after_the_commit)
{
	struct document_owner one = { S("registration"), ONE, S("REG-2026-991-00001"),
				      S("satker:999101") };
	struct document gone, stays;
	str page;

	w->actor = &maker;
	gone = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("SK")));
	stays = fixture_kept(w, OTHER, DOCUMENT_SK, fixture_letter(S("SK")));
	page = arena_fmt(test_arena(), "%.*s.1", P(gone.id));
	gone.id = arena_str(test_arena(), gone.id);
	stays.id = arena_str(test_arena(), stays.id);
	run(w, &documents_render_job, gone.id);
	CHECK_OK(documents_forget(w, &one));
	CHECK("its row is gone, its file is not yet", on_disk(w, gone.id));
	drain(w, &documents_erase_job);
	CHECK("who reads it may end", on_disk(w, gone.id));
	w->now += MINUTE;
	drain(w, &documents_erase_job);
	CHECK("its file", !on_disk(w, gone.id));
	CHECK("its picture", !on_disk(w, page));
	CHECK("the same bytes of another", on_disk(w, stays.id));
	run(w, &documents_erase_job, gone.id);
	run(w, &documents_erase_job, stays.id);
	CHECK("one that has a row", on_disk(w, stays.id));
}

/* The row of a file that is being erased is gone: nothing names it. */
TEST_DB(a_unit_that_is_undone_forgets_nothing)
{
	struct document_owner one = { S("registration"), ONE, S("REG-2026-991-00001"),
				      S("satker:999101") };
	struct document kept;

	w->actor = &maker;
	kept = fixture_kept(w, ONE, DOCUMENT_SK, fixture_letter(S("SK")));
	kept.id = arena_str(test_arena(), kept.id);
	CHECK_OK(db_commit(w->db));
	CHECK_OK(db_begin(w->db, true));
	CHECK_OK(documents_forget(w, &one));
	db_rollback(w->db);
	CHECK_OK(db_begin(w->db, true));
	w->now += HOUR;
	drain(w, &documents_erase_job);
	CHECK("its row", find(w, kept.id).bytes > 0);
	CHECK("its file", on_disk(w, kept.id));
}
