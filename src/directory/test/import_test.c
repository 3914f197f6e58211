#include "audit/audit.h"
#include "directory/import.h"
#include "directory/internal.h"
#include "test/test.h"

#define SATKER_HEAD                                                                      \
	"kode_satker,nama,kode_ba,kode_eselon1,kode_kppn,berlaku_dari,berlaku_sampai\n"
#define SATKER_ROW "999101,KANTOR CONTOH,015,08,047,2020-01-01,\n"

/* "3 nama: kosong" for each fault. */
static str faults_text(struct arena *a, const struct import_report *r)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < r->faults.count; i++)
		buf_fmt(&b, "%lld %.*s: %.*s\n", (long long)r->faults.items[i].line,
			P(r->faults.items[i].column), P(r->faults.items[i].reason));
	return buf_str(&b);
}

static struct import_report import(struct work *w, enum import_kind kind, str text)
{
	struct import_report r;

	CHECK_OK(import_file(w, kind, text, false, &r));
	return r;
}

static void check_counts(const char *what, const struct import_report *r, int64_t added,
			 int64_t changed, int64_t unchanged)
{
	CHECK_INT(what, r->fault_count, 0);
	CHECK_INT(what, r->added, added);
	CHECK_INT(what, r->changed, changed);
	CHECK_INT(what, r->unchanged, unchanged);
}

TEST_DB(satker_are_imported_once)
{
	str file = S(SATKER_HEAD SATKER_ROW
		     "999102,BALAI,018,10,026,2021-05-01,2026-12-31\n");
	struct audit_entries trail;
	struct import_report r;
	struct satker *s;

	CHECK_OK(directory_load_reference(w));
	r = import(w, IMPORT_SATKER, file);
	check_counts("first", &r, 2, 0, 0);
	CHECK_OK(satker_find(w, S("999101"), &s));
	CHECK_STR("name", s->name, S("KANTOR CONTOH"));
	CHECK_STR("kppn", s->kppn_name, S("KPPN Balikpapan"));
	CHECK_OK(satker_find_on(w, S("999102"), (struct date){ 2027, 1, 1 }, &s));
	CHECK("ended", s == NULL);
	r = import(w, IMPORT_SATKER, file);
	check_counts("again", &r, 0, 0, 2);
	CHECK_OK(audit_of(w, S("directory"), S("satker"), 9, &trail));
	CHECK_INT("one entry", trail.count, 1);
}

TEST_DB(a_new_row_moves_a_satker)
{
	str first = S(SATKER_HEAD SATKER_ROW);
	str move = S(SATKER_HEAD "999101,KANTOR CONTOH,015,08,026,2026-12-01,\n");
	struct import_report r;
	struct satker *s;

	CHECK_OK(directory_load_reference(w));
	import(w, IMPORT_SATKER, first);
	r = import(w, IMPORT_SATKER, move);
	check_counts("the move", &r, 1, 0, 0);
	CHECK_OK(satker_find_on(w, S("999101"), (struct date){ 2026, 11, 30 }, &s));
	CHECK_STR("the day before", s->kppn, S("047"));
	CHECK_OK(satker_find_on(w, S("999101"), (struct date){ 2026, 12, 1 }, &s));
	CHECK_STR("from that day", s->kppn, S("026"));
	r = import(w, IMPORT_SATKER, first);
	check_counts("the first file again", &r, 0, 0, 1);
	r = import(w, IMPORT_SATKER, move);
	check_counts("the move again", &r, 0, 0, 1);
}

TEST_DB(a_row_of_the_same_day_corrects)
{
	struct import_report r;
	struct satker *s;

	CHECK_OK(directory_load_reference(w));
	import(w, IMPORT_SATKER, S(SATKER_HEAD SATKER_ROW));
	r = import(w, IMPORT_SATKER,
		   S(SATKER_HEAD "999101,KANTOR BENAR,015,08,047,01/01/2020,\n"));
	check_counts("corrected", &r, 0, 1, 0);
	CHECK_OK(satker_find(w, S("999101"), &s));
	CHECK_STR("name", s->name, S("KANTOR BENAR"));
}

static const struct {
	const char *rule;
	enum import_kind kind;
	str text, want;
} refused[] = {
	{ "an empty file", IMPORT_SATKER, STR(""),
	  STR("1 : berkas kosong atau baris judul tidak terbaca\n") },
	{ "a missing column", IMPORT_CALENDAR, STR("tanggal,keterangan\n"),
	  STR("1 jenis: kolom tidak ada\n") },
	{ "a column that is none", IMPORT_CALENDAR, STR("tanggal,jenis,warna\n"),
	  STR("1 warna: kolom tidak dikenal\n") },
	{ "a column twice", IMPORT_CALENDAR, STR("tanggal,jenis,jenis\n"),
	  STR("1 jenis: kolom ada dua kali\n") },
	{ "everything at once", IMPORT_SATKER,
	  STR(SATKER_HEAD "99910,,777,8,888,31-02-2020,kapan\n" SATKER_ROW
			  "999103,X,015,08,047,2020-01-02,2020-01-01\n"),
	  STR("2 kode_satker: harus 6 angka, termasuk nol di depan\n"
	      "2 nama: kosong\n"
	      "2 kode_ba: bagian anggaran tidak dikenal\n"
	      "2 kode_eselon1: harus 2 angka, termasuk nol di depan\n"
	      "2 kode_kppn: KPPN tidak dikenal\n"
	      "2 berlaku_dari: bukan tanggal; tulis seperti 2026-11-23\n"
	      "2 berlaku_sampai: bukan tanggal; tulis seperti 2026-11-23\n"
	      "4 : berlaku_sampai sebelum berlaku_dari\n") },
	{ "a lost zero", IMPORT_SATKER, STR(SATKER_HEAD "999101,X,15,8,47,2020-01-01,\n"),
	  STR("2 kode_ba: harus 3 angka, termasuk nol di depan\n"
	      "2 kode_eselon1: harus 2 angka, termasuk nol di depan\n"
	      "2 kode_kppn: harus 3 angka, termasuk nol di depan\n") },
	{ "a row twice, however the day is written", IMPORT_SATKER,
	  STR(SATKER_HEAD SATKER_ROW "999101,LAIN,015,08,047,1 Januari 2020,\n"),
	  STR("3 kode_satker: sama dengan baris 2\n") },
	{ "cells missing and too many", IMPORT_CALENDAR,
	  STR("tanggal,jenis,keterangan\n2026-01-01,libur\n2026-01-02,libur,a,b\n"),
	  STR("2 : ada 2 kolom, judulnya 3\n3 : ada 4 kolom, judulnya 3\n") },
	{ "quotes", IMPORT_CALENDAR,
	  STR("tanggal,jenis,keterangan\n2026-01-01,libur,a\"b\n2026-01-02,libur,\"a\n"),
	  STR("2 : tanda kutip tidak pada tempatnya\n3 : tanda kutip tidak ditutup\n") },
	{ "a day's kind", IMPORT_CALENDAR, STR("tanggal,jenis\n2026-01-01,merah\n"),
	  STR("2 jenis: harus libur atau cuti_bersama\n") },
	{ "text that is none", IMPORT_CALENDAR,
	  STR("tanggal,jenis,keterangan\n2026-01-01,libur,a\xff\n2026-01-02,libur,\"a\nb\"\n"),
	  STR("2 keterangan: bukan satu baris teks UTF-8\n"
	      "3 keterangan: bukan satu baris teks UTF-8\n") },
	{ "an office", IMPORT_KPPN,
	  STR("kode_kppn,nama,kode_kanwil,nama_kanwil,zona,email\n"
	      "47,X,1,Y,GMT,bukan email\n048,X,18,,WITA,a@b@c.example\n"),
	  STR("2 kode_kppn: harus 3 angka, termasuk nol di depan\n"
	      "2 kode_kanwil: harus 2 angka, termasuk nol di depan\n"
	      "2 zona: harus WIB, WITA, atau WIT\n"
	      "2 email: bukan alamat email\n"
	      "3 nama_kanwil: kosong\n"
	      "3 email: bukan alamat email\n") },
};

TEST_DB(every_fault_is_told_with_its_place)
{
	struct audit_entries trail;
	struct import_report r;

	CHECK_OK(directory_load_reference(w));
	for (size_t i = 0; i < COUNT(refused); i++) {
		r = import(w, refused[i].kind, refused[i].text);
		CHECK_STR(refused[i].rule, faults_text(w->arena, &r), refused[i].want);
		CHECK_INT(refused[i].rule, r.added + r.changed, 0);
	}
	CHECK_OK(audit_of(w, S("directory"), S("satker"), 9, &trail));
	CHECK_INT("nothing was written", trail.count, 0);
}

TEST_DB(one_fault_keeps_everything_out)
{
	struct satker *s;

	CHECK_OK(directory_load_reference(w));
	import(w, IMPORT_SATKER,
	       S(SATKER_HEAD SATKER_ROW "999102,X,015,08,000,2020-01-01,\n"));
	CHECK_OK(satker_find(w, S("999101"), &s));
	CHECK("not there", s == NULL);
}

TEST_DB(a_dry_run_counts_and_writes_nothing)
{
	struct import_report r;
	struct satker *s;

	CHECK_OK(directory_load_reference(w));
	CHECK_OK(import_file(w, IMPORT_SATKER, S(SATKER_HEAD SATKER_ROW), true, &r));
	check_counts("dry", &r, 1, 0, 0);
	CHECK_OK(satker_find(w, S("999101"), &s));
	CHECK("not there", s == NULL);
}

/* As a spreadsheet of this country writes it. */
TEST_DB(a_file_of_a_spreadsheet_is_read)
{
	str file = S("\xef\xbb\xbf"
		     "Kode_KPPN;Nama;kode_kanwil;nama_kanwil;zona;alamat;telepon\r\n"
		     "047;KPPN Balikpapan;19;Kanwil DJPb Provinsi Kalimantan Timur;WITA;"
		     "\"Jalan \"\"Contoh\"\" 3; Balikpapan\";0542-000000\r\n");
	struct import_report r;
	struct kppn *before, *k;

	CHECK_OK(directory_load_reference(w));
	CHECK_OK(kppn_find(w, S("047"), &before));
	r = import(w, IMPORT_KPPN, file);
	CHECK_STR("faults", faults_text(w->arena, &r), S(""));
	CHECK_INT("separator", r.separator, ';');
	check_counts("one office", &r, 0, 1, 0);
	CHECK_OK(kppn_find(w, S("047"), &k));
	CHECK_STR("address", k->address, S("Jalan \"Contoh\" 3; Balikpapan"));
	CHECK_STR("phone", k->phone, S("0542-000000"));
}

TEST_DB(an_empty_cell_takes_nothing_away)
{
	struct import_report r;
	struct kppn *k;

	import(w, IMPORT_KPPN,
	       S("kode_kppn,nama,kode_kanwil,nama_kanwil,zona,alamat,telepon,email\n"
		 "991,KPPN Contoh,98,Kanwil Contoh,WIT,Jalan 1,0967-1,cso991@kppn.example\n"));
	r = import(w, IMPORT_KPPN,
		   S("kode_kppn,nama,kode_kanwil,nama_kanwil,zona,alamat\n"
		     "991,KPPN Baru,98,Kanwil Lain,WIB,\n"));
	check_counts("changed", &r, 0, 1, 0);
	CHECK_OK(kppn_find(w, S("991"), &k));
	CHECK_STR("name", k->name, S("KPPN Baru"));
	CHECK_STR("kanwil", k->kanwil_name, S("Kanwil Lain"));
	CHECK_INT("zone", k->zone, WIB);
	CHECK_STR("address", k->address, S("Jalan 1"));
	CHECK_STR("email", k->email, S("cso991@kppn.example"));
}

TEST_DB(a_day_is_added_and_changed)
{
	struct import_report r;
	struct calendar calendar;

	r = import(w, IMPORT_CALENDAR,
		   S("tanggal,jenis,keterangan\n2027-03-08,libur,Hari Contoh\n"
		     "2027-03-09,cuti_bersama,\n"));
	check_counts("added", &r, 2, 0, 0);
	CHECK_OK(calendar_from(w, (struct date){ 2027, 3, 9 }, &calendar));
	CHECK("closed", !calendar_works(&calendar, (struct date){ 2027, 3, 9 }));
	r = import(
		w, IMPORT_CALENDAR,
		S("tanggal,jenis\n2027-03-08,cuti_bersama\n2027-03-09,cuti_bersama\n"));
	check_counts("changed", &r, 0, 1, 1);
}

TEST_DB(a_category_gets_limits_of_its_own)
{
	struct service_limit l;
	struct import_report r;

	r = import(w, IMPORT_LIMITS,
		   S("kategori,tingkat,menit_respons,menit_selesai\nlpj,kppn,60,420\n"
		     ",kppn,420,1260\n"));
	check_counts("one is new", &r, 1, 0, 1);
	CHECK_OK(service_limit_of(w, S("lpj"), TIER_KPPN, &l));
	CHECK_INT("of its own", l.resolution_minutes, 420);
	CHECK_INT("the first answer", l.first_minutes, 60);
	CHECK_OK(service_limit_of(w, S("retur"), TIER_KPPN, &l));
	CHECK_INT("of every other", l.resolution_minutes, 1260);
	CHECK_OK(service_limit_of(w, S("lpj"), TIER_HAI, &l));
	CHECK_INT("above it the usual", l.resolution_minutes, 5880);
	r = import(w, IMPORT_LIMITS,
		   S("kategori,tingkat,menit_respons,menit_selesai\nlpj,kppn,90,420\n"));
	check_counts("changed", &r, 0, 1, 0);
}

TEST_DB(limits_that_cannot_be_are_refused)
{
	struct import_report r =
		import(w, IMPORT_LIMITS,
		       S("kategori,tingkat,menit_respons,menit_selesai\nlpj,kota,60,420\n"
			 "lpj,kppn,0,420\nlpj,kanwil,420,60\n"));

	CHECK_INT("faults", r.fault_count, 3);
	CHECK_STR("tier", r.faults.items[0].column, S("tingkat"));
	CHECK_STR("minutes", r.faults.items[1].column, S("menit_respons"));
	CHECK_STR("order", r.faults.items[2].reason,
		  S("menit_selesai kurang dari menit_respons"));
}

TEST_DB(no_more_faults_are_told_than_can_be_read)
{
	struct buf b = buf_new(test_arena());
	struct import_report r;

	buf_add(&b, S("tanggal,jenis\n"));
	for (int i = 0; i < 3000; i++)
		buf_add(&b, S("kapan,apa\n"));
	r = import(w, IMPORT_CALENDAR, buf_str(&b));
	CHECK_INT("told", r.faults.count, IMPORT_FAULTS_MAX);
	CHECK_INT("counted", r.fault_count, 6000);
	CHECK_INT("the first", r.faults.items[0].line, 2);
}

TEST_DB(a_nation_fits_into_one_file)
{
	struct buf b = buf_new(test_arena());
	struct import_report r;

	CHECK_OK(directory_load_reference(w));
	buf_add(&b, S(SATKER_HEAD));
	for (int i = 0; i < 2000; i++)
		buf_fmt(&b, "%06d,SATKER CONTOH %d,015,08,047,2020-01-01,\n", 900000 + i,
			i);
	r = import(w, IMPORT_SATKER, buf_str(&b));
	check_counts("2000 rows", &r, 2000, 0, 0);
	CHECK("memory does not grow with the rows",
	      arena_high_water(w->arena) < (size_t)8 << 20);
}

static str export(struct work *w, enum import_kind kind)
{
	struct buf b = buf_new(test_arena());
	bool known;

	CHECK_OK(export_file(w, kind, &b, &known));
	CHECK("is exported", known);
	return buf_str(&b);
}

static void empty(struct work *w, const char *sql)
{
	CHECK_OK(db_exec(w->db, sql, NO_ARGS, NULL));
}

/* What was exported gives an emptied database the same, moves and odd texts included. */
TEST_DB(an_export_is_what_an_import_takes)
{
	str satker = S(SATKER_HEAD
		       "999101,\"BALAI \"\"SATU\"\", KALTIM\",015,08,047,2020-01-01,\n"
		       "999101,=BALAI+1,015,08,026,2026-12-01,\n"
		       "000102,'-BALAI,018,10,026,2021-05-01,2026-12-31\n");
	str days = S("tanggal,jenis,keterangan\n2026-01-01,libur,@Tahun Baru\n"
		     "2026-12-24,cuti_bersama,\n");
	str before[3], kppn;
	struct import_report r;

	CHECK_OK(directory_load_reference(w));
	empty(w, "DELETE FROM holiday /* may scan */");
	import(w, IMPORT_SATKER, satker);
	import(w, IMPORT_CALENDAR, days);
	before[0] = export(w, IMPORT_SATKER);
	before[1] = export(w, IMPORT_CALENDAR);
	before[2] = export(w, IMPORT_KPPN);
	CHECK_STR(
		"satker", before[0],
		S("kode_satker,nama,kode_ba,kode_eselon1,kode_kppn,berlaku_dari,berlaku_sampai\r\n"
		  "000102,'-BALAI,018,10,026,2021-05-01,2026-12-31\r\n"
		  "999101,\"BALAI \"\"SATU\"\", KALTIM\",015,08,047,2020-01-01,2026-11-30\r\n"
		  "999101,'=BALAI+1,015,08,026,2026-12-01,\r\n"));
	CHECK_STR("days", before[1],
		  S("tanggal,jenis,keterangan\r\n2026-01-01,libur,'@Tahun Baru\r\n"
		    "2026-12-24,cuti_bersama,\r\n"));
	empty(w, "DELETE FROM satker_period /* may scan */");
	empty(w, "DELETE FROM satker /* may scan */");
	empty(w, "DELETE FROM holiday /* may scan */");
	empty(w, "DELETE FROM kppn /* may scan */");
	kppn = export(w, IMPORT_KPPN);
	CHECK("no KPPN is left", kppn.n < 100);
	r = import(w, IMPORT_KPPN, before[2]);
	CHECK_INT("KPPN", r.fault_count, 0);
	r = import(w, IMPORT_SATKER, before[0]);
	check_counts("satker", &r, 3, 0, 0);
	r = import(w, IMPORT_CALENDAR, before[1]);
	check_counts("days", &r, 2, 0, 0);
	CHECK_STR("the same satker", export(w, IMPORT_SATKER), before[0]);
	CHECK_STR("the same days", export(w, IMPORT_CALENDAR), before[1]);
	CHECK_STR("the same KPPN", export(w, IMPORT_KPPN), before[2]);
}
