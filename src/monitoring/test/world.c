#include "monitoring/test/world.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void run(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

void world_make(struct work *w)
{
	run(w,
	    "INSERT INTO kanwil (code, name) VALUES ('19', 'Kaltim'), ('14', 'Jateng')");
	run(w, "INSERT INTO kppn (code, name, kanwil, zone) VALUES"
	       " ('047', 'KPPN Balikpapan', '19', 'WITA'),"
	       " ('048', 'KPPN Samarinda', '19', 'WITA'),"
	       " ('026', 'KPPN Semarang', '14', 'WIB')");
	run(w,
	    "INSERT INTO ministry (code, name) VALUES ('033', 'PUPR'), ('027', 'Sosial')");
	run(w, "INSERT INTO satker (code) VALUES ('999101'), ('999102'), ('999109')");
	run(w,
	    "INSERT INTO satker_period (satker, valid_from, valid_to, name, ba,"
	    " eselon1, kppn) VALUES"
	    " ('999101', '2020-01-01', '9999-12-31', 'Balai Jalan', '033', '04', '047'),"
	    " ('999102', '2020-01-01', '2025-12-31', 'Layanan', '027', '04', '048'),"
	    " ('999102', '2026-01-01', '9999-12-31', 'Layanan', '027', '04', '047'),"
	    " ('999109', '2020-01-01', '9999-12-31', 'Balai Semarang', '033', '05',"
	    " '026')");
}

str world_csv(const char *lines)
{
	return arena_fmt(test_arena(),
			 "kppn,satker,nomor_spm,jenis_spm,status_spm,tanggal_spp,"
			 "tanggal_spm,tanggal_sp2d,jumlah_pengeluaran,jumlah_potongan,"
			 "jumlah_pembayaran,nomor_sp2d,status_sp2d,uraian,ppk,ppspm\n%s",
			 lines);
}

str world_line(const struct line *l)
{
	const char *kppn = strcmp(l->satker, "999109") == 0 ? "026" : "047";
	bool issued = l->serial > 0;
	str sp2d =
		issued ? arena_fmt(test_arena(), "26%s%010d", kppn, l->serial) : S("-");

	return arena_fmt(test_arena(),
			 "%s,%s,%s,231 - NON GAJI,%s,2026-02-01,2026-02-02,%s,"
			 "%lld,%lld,%lld,%.*s,%s,belanja,BUDI - 1990,SITI - 1991\n",
			 kppn, l->satker, l->number, l->status,
			 issued ? "2026-02-05" : "-", (long long)l->gross,
			 (long long)l->deductions, (long long)(l->gross - l->deductions),
			 P(sp2d), issued ? "Sudah Dikonfirmasi Bank" : "-");
}

str world_file(str bytes)
{
	char *path =
		arena_cstr(test_arena(),
			   arena_fmt(test_arena(), "%.*s/berkas-XXXXXX", P(test_dir())));
	int fd = mkstemp(path);

	CHECK_INT("written", write(fd, bytes.p, bytes.n), bytes.n);
	close(fd);
	return str_from(path);
}

struct ingest_report world_load_order(struct work *w, struct ingest_order order)
{
	struct work outside = *w;
	struct ingest_report r;

	if (!order.feed)
		order.feed = &payment_feed;
	order.file_name = S("berkas.csv");
	outside.arena = arena_new((size_t)64 << 20);
	db_end_unit(w->db);
	CHECK_OK(db_commit(w->db));
	CHECK_OK(ingest_load(&outside, &order, test_arena(), &r));
	CHECK_OK(db_begin(w->db, true));
	arena_free(outside.arena);
	return r;
}

struct ingest_report world_load(struct work *w, str bytes)
{
	return world_load_order(w, (struct ingest_order){ .path = world_file(bytes) });
}

struct ingest_report world_load_feed(struct work *w, const struct feed *feed, str bytes)
{
	return world_load_order(
		w, (struct ingest_order){ .feed = feed, .path = world_file(bytes) });
}

str world_withdraw_feed(struct work *w, const struct feed *feed)
{
	struct work outside = *w;
	str why;

	outside.arena = arena_new((size_t)64 << 20);
	db_end_unit(w->db);
	CHECK_OK(db_commit(w->db));
	CHECK_OK(ingest_withdraw(&outside, feed, S("salah kirim"), &why));
	why = arena_str(test_arena(), why);
	CHECK_OK(db_begin(w->db, true));
	arena_free(outside.arena);
	return why;
}

str world_withdraw(struct work *w)
{
	return world_withdraw_feed(w, &payment_feed);
}

str world_seen(struct work *w, str satker)
{
	struct buf b = buf_new(test_arena());
	struct stamp s;
	struct rows r;

	CHECK_OK(ingest_stamp(w, S("spm"), &s));
	r = work_query(w,
		       "SELECT number, stage, gross - deductions FROM payment"
		       " WHERE satker = $1 AND from_seq <= $2"
		       " AND (to_seq IS NULL OR to_seq > $2) ORDER BY number",
		       ARGS(arg_str(satker), arg_int(s.seq)));
	while (rows_next(&r))
		buf_fmt(&b, "%.*s %.*s %lld; ", P(str_left(row_str(&r, 0), 6)),
			P(row_str(&r, 1)), (long long)row_int(&r, 2));
	CHECK_OK(rows_end(&r));
	return buf_str(&b);
}

str world_figures(struct work *w, str level, str code)
{
	struct buf b = buf_new(test_arena());
	struct stamp s;
	struct rows r;

	CHECK_OK(ingest_stamp(w, S("spm"), &s));
	r = work_query(w,
		       "SELECT what, value, n, gross, deductions FROM payment_figure"
		       " WHERE level = $1 AND code = $2 AND ta = 2026 AND from_seq <= $3"
		       " AND (to_seq IS NULL OR to_seq > $3) AND n <> 0"
		       " ORDER BY what, value",
		       ARGS(arg_str(level), arg_str(code), arg_int(s.seq)));
	while (rows_next(&r))
		buf_fmt(&b, "%.*s %.*s %lld %lld %lld; ", P(row_str(&r, 0)),
			P(row_str(&r, 1)), (long long)row_int(&r, 2),
			(long long)row_int(&r, 3), (long long)row_int(&r, 4));
	CHECK_OK(rows_end(&r));
	return buf_str(&b);
}

static err die(struct work *w, struct feed_run *run, bool *ret_more)
{
	(void)w;
	(void)run;
	(void)ret_more;
	return FAULT(FAULT_INTERNAL, "dies here");
}

void world_die_loading(struct work *w, str bytes)
{
	struct feed dying = payment_feed;
	struct ingest_order order = { .feed = &dying, .path = world_file(bytes) };
	struct work outside = *w;
	struct ingest_report r;

	dying.close = die;
	outside.arena = arena_new((size_t)64 << 20);
	db_end_unit(w->db);
	CHECK_OK(db_commit(w->db));
	CHECK("it died", ingest_load(&outside, &order, test_arena(), &r) != OK);
	CHECK_OK(db_begin(w->db, true));
	arena_free(outside.arena);
}

str shown_file(str path)
{
	char *room = arena_alloc(test_arena(), 4096);
	int fd = open(arena_cstr(test_arena(), path), O_RDONLY);
	ssize_t n = read(fd, room, 4096);

	close(fd);
	return (str){ room, n > 0 ? (size_t)n : 0 };
}
