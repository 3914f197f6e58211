/* A batch is taken once, wholly, or not at all. */
#include "monitoring/test/world.h"

#include <stdio.h>

#define TWO                                                                              \
	world_line(&(struct line){ "00001T", "999101", "Upload SP2D", 1, 300, 20 }),     \
		world_line(&(struct line){ "00002T", "999101", "ADK SPM", 0, 100, 0 })

static str two(void)
{
	str lines[] = { TWO };

	return world_csv(arena_cstr(test_arena(), arena_fmt(test_arena(), "%.*s%.*s",
							    P(lines[0]), P(lines[1]))));
}

static str one(const struct line *l)
{
	return world_csv(arena_cstr(test_arena(), world_line(l)));
}

TEST_DB(a_batch_becomes_visible_with_its_sums)
{
	struct ingest_report r;

	world_make(w);
	r = world_load(w, two());
	CHECK_STR("not refused", r.why, S(""));
	CHECK_INT("published", r.state, BATCH_PUBLISHED);
	CHECK_INT("rows", r.rows, 2);
	CHECK_INT("new", r.by_outcome[ROW_NEW], 2);
	CHECK_INT("gross", r.sums[0], 400);
	CHECK_INT("deductions", r.sums[1], 20);
	CHECK_INT("net", r.sums[2], 380);
	CHECK_STR("seen", world_seen(w, S("999101")),
		  S("00001T cair 280; 00002T kppn 100; "));
	CHECK_STR("satker", world_figures(w, S("satker"), S("999101")),
		  S("bulan 02 1 300 20; jenis 231 1 300 20; tahap cair 1 300 20; "
		    "tahap kppn 1 100 0; "));
	CHECK_STR("KPPN, with the days it took", world_figures(w, S("kppn"), S("047")),
		  S("bulan 02 1 300 20; hari 003 1 300 20; jenis 231 1 300 20; "
		    "tahap cair 1 300 20; tahap kppn 1 100 0; "));
	CHECK_STR("Eselon I", world_figures(w, S("unit"), S("03304")),
		  world_figures(w, S("satker"), S("999101")));
	CHECK_STR("nation", world_figures(w, S("nasional"), S("")),
		  world_figures(w, S("satker"), S("999101")));
}

TEST_DB(the_same_file_again_changes_nothing)
{
	struct ingest_report first, again;

	world_make(w);
	first = world_load(w, two());
	again = world_load(w, two());
	CHECK("known", again.known);
	CHECK_INT("as the batch it was", again.batch, first.batch);
	CHECK_INT("nothing new", again.rows, 0);
}

TEST_DB(a_newer_batch_replaces_what_moved)
{
	struct ingest_report r;
	struct line moved = { "00002T", "999101", "Upload SP2D", 2, 150, 50 };

	world_make(w);
	world_load(w, two());
	r = world_load(w, one(&moved));
	CHECK_INT("changed", r.by_outcome[ROW_CHANGED], 1);
	CHECK_STR("seen", world_seen(w, S("999101")),
		  S("00001T cair 280; 00002T cair 100; "));
	CHECK_STR("sums", world_figures(w, S("satker"), S("999101")),
		  S("bulan 02 2 450 70; jenis 231 2 450 70; tahap cair 2 450 70; "));
}

TEST_DB(a_row_that_says_the_same_stays_as_it_is)
{
	struct ingest_report r;
	struct line same = { "00001T", "999101", "Upload SP2D", 1, 300, 20 };

	world_make(w);
	world_load(w, two());
	r = world_load(w, one(&same));
	CHECK_INT("the same", r.by_outcome[ROW_SAME], 1);
	CHECK_INT("nothing changed", r.by_outcome[ROW_CHANGED], 0);
	CHECK_STR("seen", world_seen(w, S("999101")),
		  S("00001T cair 280; 00002T kppn 100; "));
}

TEST_DB(the_last_batch_can_be_taken_back)
{
	struct line moved = { "00002T", "999101", "Upload SP2D", 2, 150, 50 };
	str before;

	world_make(w);
	world_load(w, two());
	before = world_figures(w, S("kppn"), S("047"));
	world_load(w, one(&moved));
	CHECK_STR("taken back", world_withdraw(w), S(""));
	CHECK_STR("as before", world_seen(w, S("999101")),
		  S("00001T cair 280; 00002T kppn 100; "));
	CHECK_STR("sums, too", world_figures(w, S("kppn"), S("047")), before);
	CHECK("but no further", world_withdraw(w).n > 0);
}

TEST_DB(a_batch_that_was_taken_back_can_be_loaded_again)
{
	struct line moved = { "00002T", "999101", "Upload SP2D", 2, 150, 50 };
	struct ingest_report r;

	world_make(w);
	world_load(w, two());
	world_load(w, one(&moved));
	world_withdraw(w);
	r = world_load(w, one(&moved));
	CHECK("not known", !r.known);
	CHECK_INT("changed", r.by_outcome[ROW_CHANGED], 1);
	CHECK_STR("seen", world_seen(w, S("999101")),
		  S("00001T cair 280; 00002T cair 100; "));
}

TEST_DB(how_a_payment_stood_before_is_kept)
{
	struct line moves[] = { { "00002T", "999101", "Setuju SPM", 0, 100, 0 },
				{ "00002T", "999101", "ADK SPM", 0, 100, 0 },
				{ "00002T", "999101", "Upload SP2D", 2, 100, 0 } };
	struct rows r;
	struct buf b = buf_new(test_arena());

	world_make(w);
	for (size_t i = 0; i < COUNT(moves); i++)
		world_load(w, one(&moves[i]));
	r = work_query(
		w, "SELECT stage FROM payment_past WHERE number = $1 ORDER BY from_seq",
		ARGS(arg_str(S("00002T/999101/2026"))));
	while (rows_next(&r))
		buf_fmt(&b, "%.*s ", P(row_str(&r, 0)));
	CHECK_OK(rows_end(&r));
	CHECK_STR("the last one stays for taking back", buf_str(&b), S("spm "));
}

TEST_DB(one_wrong_row_refuses_the_batch)
{
	struct line wrong = { "00003T", "999999", "ADK SPM", 0, 100, 0 };
	str lines[] = { TWO };
	struct ingest_report r;

	world_make(w);
	r = world_load(
		w, world_csv(arena_cstr(test_arena(),
					arena_fmt(test_arena(), "%.*s%.*s", P(lines[0]),
						  P(world_line(&wrong))))));
	CHECK_INT("refused", r.state, BATCH_REFUSED);
	CHECK_STR("why", r.why, S("1 dari 2 baris salah."));
	CHECK_STR("nothing is seen", world_seen(w, S("999101")), S(""));
	CHECK_STR("nothing is summed", world_figures(w, S("nasional"), S("")), S(""));
	CHECK("with a list", r.rejects.n > 0);
	CHECK_STR("its rows", shown_file(r.rejects),
		  S("\xef\xbb\xbf"
		    "baris,kolom,nama_kolom,isi,alasan\r\n"
		    "3,B,satker,999999,satker tidak terdaftar\r\n"));
}

TEST_DB(the_right_rows_are_taken_when_that_is_said)
{
	struct line wrong = { "00003T", "999999", "ADK SPM", 0, 100, 0 };
	str lines[] = { TWO };
	struct ingest_report r;

	world_make(w);
	r = world_load_order(
		w, (struct ingest_order){
			   .path = world_file(world_csv(arena_cstr(
				   test_arena(),
				   arena_fmt(test_arena(), "%.*s%.*s",
					     P(world_line(&wrong)), P(lines[0]))))),
			   .skip = true });
	CHECK_INT("published", r.state, BATCH_PUBLISHED);
	CHECK_INT("one wrong", r.by_outcome[ROW_REFUSED], 1);
	CHECK_STR("seen", world_seen(w, S("999101")), S("00001T cair 280; "));
}

TEST_DB(a_number_twice_in_a_file_is_wrong)
{
	struct line line = { "00001T", "999101", "ADK SPM", 0, 100, 0 };
	struct buf b = buf_new(test_arena());
	struct ingest_report r;

	world_make(w);
	for (int i = 0; i < 40; i++) {
		char number[16];

		snprintf(number, sizeof(number), "%05dT", i % 39 + 1);
		line.number = number;
		buf_add(&b, world_line(&line));
	}
	r = world_load(w, world_csv(arena_cstr(test_arena(), buf_str(&b))));
	CHECK_STR("why", r.why, S("1 dari 40 baris salah."));
	CHECK_STR("which", shown_file(r.rejects),
		  S("\xef\xbb\xbf"
		    "baris,kolom,nama_kolom,isi,alasan\r\n"
		    "41,,,,baris ganda dalam berkas ini\r\n"));
}

TEST_DB(control_totals_are_compared)
{
	struct ingest_order order = { .declared = S("baris=2,bruto=400,neto=380") };
	struct ingest_report r;

	world_make(w);
	order.path = world_file(two());
	r = world_load_order(w, order);
	CHECK_STR("they are right", r.why, S(""));
	world_withdraw(w);
	order.declared = S("baris=2,bruto=401");
	r = world_load_order(w, order);
	CHECK_STR("they are not", r.why,
		  S("Jumlah kendali bruto: disebut 401, ditemukan 400."));
	CHECK_STR("nothing is seen", world_seen(w, S("999101")), S(""));
}

TEST_DB(totals_and_age_may_stand_in_the_file)
{
	str said = S("#myintress-spm,baris=3,data_per=2026-02-28T16:00:00Z\n");
	struct ingest_report r;

	world_make(w);
	r = world_load(w, arena_fmt(test_arena(), "%.*s%.*s", P(said), P(two())));
	CHECK_STR("why", r.why, S("Jumlah kendali baris: disebut 3, ditemukan 2."));
	CHECK_INT("age", r.as_of, 1772294400);
}

TEST_DB(older_data_does_not_replace_newer)
{
	struct line line = { "00001T", "999101", "ADK SPM", 0, 100, 0 };
	struct ingest_order order = { .as_of = TEST_NOW - DAY };
	struct ingest_report r;

	world_make(w);
	world_load(w, two());
	order.path = world_file(one(&line));
	r = world_load_order(w, order);
	CHECK_STR("why", r.why,
		  S("Data berkas ini lebih lama daripada data yang berlaku."));
	order.older = true;
	CHECK_INT("unless it is said", world_load_order(w, order).state, BATCH_PUBLISHED);
}

TEST_DB(checking_alone_writes_nothing)
{
	struct ingest_order order = { .dry_run = true };
	struct ingest_report r;
	struct ingest_batches all;

	world_make(w);
	order.path = world_file(two());
	r = world_load_order(w, order);
	CHECK_STR("right", r.why, S(""));
	CHECK_INT("rows", r.rows, 2);
	CHECK_INT("net", r.sums[2], 380);
	CHECK_OK(ingest_list(w, 0, 10, &all));
	CHECK_INT("no batch", all.count, 0);
}

/* A loader that died: its batch is there, with rows that nobody sees. */
TEST_DB(what_a_dead_loader_left_is_taken_away)
{
	struct ingest_report r;
	struct ingest_batch *dead;

	world_make(w);
	world_load(w, two());
	world_die_loading(
		w, one(&(struct line){ "00001T", "999101", "Void SP2D", 1, 7, 0 }));
	CHECK_STR("old, not a mix", world_seen(w, S("999101")),
		  S("00001T cair 280; 00002T kppn 100; "));
	r = world_load(w, one(&(struct line){ "00003T", "999101", "ADK SPM", 0, 5, 0 }));
	CHECK_STR("refused while it may live", r.why,
		  S("Batch lain dari jenis ini sedang dimuat."));
	w->now += HOUR;
	r = world_load(w, one(&(struct line){ "00003T", "999101", "ADK SPM", 0, 5, 0 }));
	CHECK_STR("taken", r.why, S(""));
	CHECK_STR("new, not a mix", world_seen(w, S("999101")),
		  S("00001T cair 280; 00002T kppn 100; 00003T kppn 5; "));
	CHECK_STR("sums", world_figures(w, S("satker"), S("999101")),
		  S("bulan 02 1 300 20; jenis 231 1 300 20; tahap cair 1 300 20; "
		    "tahap kppn 2 105 0; "));
	CHECK_OK(ingest_find(w, r.batch - 1, &dead));
	CHECK_INT("given up", dead->state, BATCH_ABANDONED);
}
