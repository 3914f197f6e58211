/* The export of MyIntress itself, and what happens to it on the way. */
#include "monitoring/test/world.h"

#include <stdio.h>
#include <stdlib.h>

static str export_of(const char *variant)
{
	str path = arena_fmt(test_arena(), "%.*s/ekspor.xlsx", P(test_dir()));
	str command =
		arena_fmt(test_arena(), "python3 src/monitoring/test/export.py %.*s %s",
			  P(path), variant);

	CHECK_INT("made", system(arena_cstr(test_arena(), command)), 0);
	return path;
}

static struct ingest_report load(struct work *w, const char *variant)
{
	return world_load_order(w, (struct ingest_order){ .path = export_of(variant) });
}

TEST_DB(the_real_export_is_read)
{
	struct ingest_report r;
	struct rows rows;

	world_make(w);
	r = load(w, "");
	CHECK_STR("not refused", r.why, S(""));
	CHECK_INT("rows", r.rows, 2);
	CHECK_INT("net", r.sums[2], 51900000);
	rows = work_query(
		w,
		"SELECT number, kind, stage, sp2d, about, ppk, ppspm, day, plan_day"
		" FROM payment WHERE satker = $1",
		ARGS(arg_str(S("999101"))));
	CHECK("there", rows_next(&rows));
	CHECK_STR("number", row_str(&rows, 0), S("00048T/999101/2026"));
	CHECK_STR("kind", row_str(&rows, 1), S("211"));
	CHECK_STR("stage", row_str(&rows, 2), S("cair"));
	CHECK_STR("SP2D", row_str(&rows, 3), S("260470000001886"));
	CHECK_STR("text that looks like a formula", row_str(&rows, 4),
		  S("=Gaji Februari"));
	CHECK_STR("a name without its NIP", row_str(&rows, 5), S("BUDI"));
	CHECK_STR("of two words", row_str(&rows, 6), S("SITI RAHMA"));
	CHECK_INT("day of the SP2D", row_int(&rows, 7),
		  date_days((struct date){ 2026, 2, 5 }));
	CHECK_INT("no plan", row_int(&rows, 8), 0);
	CHECK_OK(rows_end(&rows));
}

static const struct {
	const char *variant, *rule;
} fine[] = {
	{ "baris6", "the heads stand in row 6" },
	{ "angka", "codes and amounts became numbers" },
	{ "apostrof", "apostrophes before what begins with a digit" },
	{ "tanggal", "days became numbers since 1904" },
	{ "rumus", "an amount is a formula" },
	{ "dua", "a hidden sheet stands before" },
};

TEST_DB(mishaps_that_do_not_matter)
{
	world_make(w);
	for (size_t i = 0; i < COUNT(fine); i++) {
		struct ingest_report r = load(w, fine[i].variant);

		CHECK_STR(fine[i].rule, r.why, S(""));
		CHECK_INT(fine[i].rule, r.sums[2], 51900000);
		CHECK_INT(fine[i].rule, r.by_outcome[i == 0 ? ROW_NEW : ROW_SAME], 2);
	}
}

TEST_DB(mishaps_that_are_told)
{
	world_make(w);
	CHECK_STR("a column is missing", load(w, "kolom").why,
		  S("Kolom No. SP2D tidak ditemukan."));
	CHECK_STR("a row twice", load(w, "ganda").why, S("1 dari 3 baris salah."));
}

TEST_DB(other_files_are_refused)
{
	struct ingest_report r;

	world_make(w);
	r = world_load(w, S("a,b\n1,2\n"));
	CHECK_STR(
		"no heads", r.why,
		S("Judul kolom Monitoring SPP, SPM, dan SP2D tidak ditemukan pada 8 baris "
		  "pertama. Periksa apakah berkas tertukar."));
	r = world_load(w, S("%PDF-1.4"));
	CHECK("no table", str_has(r.why, S("bukan XLSX atau CSV")));
	r = world_load(w, world_csv(""));
	CHECK_STR("no row", r.why, S("Berkas tidak memuat satu baris pun."));
}

static const struct {
	const char *rule, *line, *column, *reason;
} wrong[] = {
	{ "an amount of words", "L=seratus", "jumlah_pengeluaran",
	  "bukan jumlah rupiah yang bulat" },
	{ "cents", "L=1998000.5", "jumlah_pengeluaran",
	  "bukan jumlah rupiah yang bulat" },
	{ "more than 10^15", "L=1000000000000001", "jumlah_pengeluaran",
	  "bukan jumlah rupiah yang bulat" },
	{ "no amount", "L=-", "jumlah_pengeluaran", "kosong" },
	{ "a difference", "N=1900001", "jumlah_pembayaran",
	  "bukan pengeluaran dikurangi potongan" },
	{ "a satker that is not", "C=123456", "satker", "satker tidak terdaftar" },
	{ "another KPPN", "B=026", "kppn", "bukan KPPN mitra satker ini" },
	{ "no KPPN", "B=Balikpapan", "kppn", "bukan kode KPPN" },
	{ "a number of another form", "E=48T", "nomor_spm",
	  "bukan nomor SPM seperti 00048T" },
	{ "a number of another satker", "E=00048T/999102/2026", "nomor_spm",
	  "menyebut satker lain" },
	{ "a number of another year", "E=00048T/999101/2025", "nomor_spm",
	  "menyebut tahun lain" },
	{ "another year", "H=2025-12-30", "tanggal_spp",
	  "tahunnya lain daripada tanggal SPM" },
	{ "no day", "I=31-31-2026", "tanggal_spm", "bukan tanggal" },
	{ "no kind", "F=GAJI INDUK", "jenis_spm",
	  "bukan jenis seperti \"211 - GAJI INDUK\"" },
	{ "a status of nobody", "G=Melayang", "status_spm", "status tidak dikenal" },
	{ "an SP2D of another office", "O=260260000001886", "nomor_sp2d",
	  "bukan SP2D dari KPPN pada baris ini" },
	{ "an SP2D too short", "O=26047X", "nomor_sp2d", "bukan nomor SP2D 15 angka" },
	{ "issued without an SP2D", "O=-", "nomor_sp2d", "kosong, padahal SP2D terbit" },
};

/* The right line of the real export, with one cell changed: "L=seratus". */
static str line_with(const char *change)
{
	static const char *const cells[] = {
		"047",	       "999101",     "00048T",	   "211 - GAJI INDUK",
		"Upload SP2D", "2026-02-02", "2026-02-03", "2026-02-05",
		"1998000",     "98000",	     "1900000",	   "260470000001886",
		"Terbit SP2D", "Gaji",	     "BUDI",	   "SITI",
	};
	static const char letters[] = "BCEFGHIKLMNOPQRS";
	struct buf b = buf_new(test_arena());

	for (size_t i = 0; i < COUNT(cells); i++) {
		const char *text = letters[i] == change[0] ? change + 2 : cells[i];

		buf_fmt(&b, "%s\"", i ? "," : "");
		for (; *text; text++)
			buf_fmt(&b, *text == '"' ? "\"\"" : "%c", *text);
		buf_char(&b, '"');
	}
	buf_char(&b, '\n');
	return buf_str(&b);
}

TEST_DB(wrong_cells_are_told_with_row_column_and_reason)
{
	struct ingest_report r;

	world_make(w);
	r = world_load(w, world_csv(arena_cstr(test_arena(), line_with("-="))));
	CHECK_STR("the line itself is right", r.why, S(""));
	for (size_t i = 0; i < COUNT(wrong); i++) {
		str line = line_with(wrong[i].line), list;

		r = world_load(w, world_csv(arena_cstr(test_arena(), line)));
		list = shown_file(r.rejects);
		CHECK(wrong[i].rule,
		      str_has(list, arena_fmt(test_arena(), ",%s,", wrong[i].column)));
		CHECK(wrong[i].rule, str_has(list, str_from(wrong[i].reason)) ||
					     str_has(list, S("jenis seperti")));
		CHECK(wrong[i].rule, str_has(list, S("\r\n2,")));
	}
}
