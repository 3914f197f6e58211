#include "sheet/test/made.h"

#include <stdio.h>

static const struct strs no_choices;

static const struct sheet_column columns[] = {
	{ STR("Kode Satker"), SHEET_TEXT, 12, NULL },
	{ STR("Uraian"), SHEET_TEXT, 40, NULL },
	{ STR("Jumlah"), SHEET_RUPIAH, 20, NULL },
	{ STR("Tahun"), SHEET_WHOLE, 0, NULL },
	{ STR("Tanggal SPM"), SHEET_DATE, 0, NULL },
	{ STR("Data per"), SHEET_INSTANT, 20, NULL },
};

static const struct sheet_note notes[] = {
	{ STR("Format"), STR("myintress-spm-1") },
	{ STR("Data per"), STR("23/11/2026 09:14 WITA") },
};

static const struct sheet_table table = {
	.name = STR("Data"),
	.columns = columns,
	.column_count = COUNT(columns),
	.notes = notes,
	.note_count = COUNT(notes),
	.made_at = TEST_NOW,
	.zone = WITA,
};

static const struct {
	str satker, about;
	int64_t amount;
	struct date day;
} payments[] = {
	{ STR("018871"), STR("=1+1 \"kutip\", koma"), 1998000, { 2026, 2, 23 } },
	{ STR("005012"), STR("-"), -5, { 1900, 3, 1 } },
	{ STR("999101"), STR("baris\nkedua"), 999999999999999, { 2026, 12, 31 } },
	{ STR("999102"), STR("@x"), 1000000000000000, { 2026, 1, 1 } },
};

static str written(enum sheet_kind kind, const struct sheet_table *t)
{
	struct buf b = buf_new(test_arena());
	struct sheet_writer *w = sheet_write(kind, t, sheet_into_buf(&b, test_dir()));

	for (size_t i = 0; i < COUNT(payments); i++) {
		sheet_put_text(w, payments[i].satker);
		sheet_put_text(w, payments[i].about);
		sheet_put_int(w, payments[i].amount);
		sheet_put_int(w, 2026);
		sheet_put_date(w, payments[i].day);
		if (i == 0)
			sheet_put_nothing(w);
		else
			sheet_put_instant(w, TEST_NOW);
	}
	CHECK_OK(sheet_finish(w));
	return buf_str(&b);
}

TEST(csv_is_as_rfc_4180_says)
{
	struct sheet_table marked = table;

	CHECK_STR(
		"CSV", written(SHEET_CSV, &table),
		S("Kode Satker,Uraian,Jumlah,Tahun,Tanggal SPM,Data per\r\n"
		  "018871,\"'=1+1 \"\"kutip\"\", koma\",1998000,2026,2026-02-23,\r\n"
		  "005012,'-,-5,2026,1900-03-01,2026-11-23 09:14:00\r\n"
		  "999101,\"baris\nkedua\",999999999999999,2026,2026-12-31,2026-11-23 "
		  "09:14:00\r\n"
		  "999102,'@x,1000000000000000,2026,2026-01-01,2026-11-23 09:14:00\r\n"));
	marked.bom = true;
	CHECK("a mark", str_starts(written(SHEET_CSV, &marked), S("\xef\xbb\xbfKode")));
}

TEST(xlsx_comes_back_as_it_was)
{
	CHECK_STR("rows", shown(made_file(written(SHEET_XLSX, &table))),
		  S("1|A=Kode Satker|B=Uraian|C=Jumlah|D=Tahun|E=Tanggal SPM|F=Data per\n"
		    "2|A=018871|B==1+1 \"kutip\", koma|C=#1998000|D=#2026|E=@2026-02-23\n"
		    "3|A=005012|B=-|C=#-5|D=#2026|E=@1900-03-01|F=@2026-11-23 09:14:00\n"
		    "4|A=999101|B=baris\nkedua|C=#999999999999999|D=#2026|E=@2026-12-31"
		    "|F=@2026-11-23 09:14:00\n"
		    "5|A=999102|B=@x|C=1000000000000000|D=#2026|E=@2026-01-01"
		    "|F=@2026-11-23 09:14:00\n"));
}

TEST(the_same_rows_give_the_same_file)
{
	CHECK("the same bytes",
	      str_eq(written(SHEET_XLSX, &table), written(SHEET_XLSX, &table)));
}

TEST(notes_stand_on_a_sheet_of_their_own)
{
	struct sheet_source from = { .path = made_file(written(SHEET_XLSX, &table)),
				     .sheet = S("Keterangan") };

	CHECK_STR("notes", shown_with(&from),
		  S("1|A=Format|B=myintress-spm-1\n2|A=Data per|B=23/11/2026 09:14 "
		    "WITA\n"));
}

TEST(a_long_text_is_cut_between_letters)
{
	static char letters[40000];
	struct sheet_column one = { STR("Uraian"), SHEET_TEXT, 0, NULL };
	struct sheet_table t = { .name = S("Data"), .columns = &one, .column_count = 1 };
	struct buf b = buf_new(test_arena());
	struct sheet_writer *w =
		sheet_write(SHEET_XLSX, &t, sheet_into_buf(&b, test_dir()));

	for (size_t i = 0; i < sizeof(letters); i += 2)
		memcpy(letters + i, "\xc3\xa9", 2);
	sheet_put_text(w, (str){ letters, sizeof(letters) });
	CHECK_OK(sheet_finish(w));
	CHECK_INT("cut", shown(made_file(buf_str(&b))).n,
		  sizeof("1|A=Uraian\n2|A=\n") - 1 + 32766);
}

TEST(a_sink_that_fails_is_told)
{
	int closed = -1;
	struct sheet_writer *w =
		sheet_write(SHEET_CSV, &table, sheet_into_fd(&closed, test_dir()));

	CHECK("told", sheet_finish(w) != OK);
}

TEST(a_scratch_directory_that_is_not_there_is_told)
{
	struct buf b = buf_new(test_arena());
	struct sheet_writer *w =
		sheet_write(SHEET_XLSX, &table, sheet_into_buf(&b, S("/nowhere")));

	CHECK("told", sheet_finish(w) != OK);
}

/* Another program's eyes: Python's zipfile and xml, as src/sheet/test/read_xlsx.py. */
static str by_python(str path)
{
	str command = arena_fmt(test_arena(), "python3 src/sheet/test/read_xlsx.py %.*s",
				P(path));
	FILE *f = popen(arena_cstr(test_arena(), command), "r");
	struct buf b = buf_new(test_arena());
	char piece[4096];
	size_t n;

	CHECK("started", f != NULL);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_add(&b, (str){ piece, n });
	CHECK_INT("ended well", pclose(f), 0);
	return buf_str(&b);
}

TEST(python_reads_what_we_write)
{
	str found = by_python(made_file(written(SHEET_XLSX, &table)));

	CHECK_STR("all of it", found,
		  S("sheet Data, rows kept in sight: 1, filter A1:F5\n"
		    "A1 text 'Kode Satker'\nB1 text 'Uraian'\nC1 text 'Jumlah'\n"
		    "D1 text 'Tahun'\nE1 text 'Tanggal SPM'\nF1 text 'Data per'\n"
		    "A2 text '018871'\nB2 text '=1+1 \"kutip\", koma'\n"
		    "C2 number 1998000 as #,##0\nD2 number 2026 as 0\n"
		    "E2 number 46076 as dd/mm/yyyy\n"
		    "A3 text '005012'\nB3 text '-'\nC3 number -5 as #,##0\n"
		    "D3 number 2026 as 0\nE3 number 61 as dd/mm/yyyy\n"
		    "F3 number 46349.38472222222 as dd/mm/yyyy hh:mm:ss\n"
		    "A4 text '999101'\nB4 text 'baris\\nkedua'\n"
		    "C4 number 999999999999999 as #,##0\nD4 number 2026 as 0\n"
		    "E4 number 46387 as dd/mm/yyyy\n"
		    "F4 number 46349.38472222222 as dd/mm/yyyy hh:mm:ss\n"
		    "A5 text '999102'\nB5 text '@x'\nC5 text '1000000000000000'\n"
		    "D5 number 2026 as 0\nE5 number 46023 as dd/mm/yyyy\n"
		    "F5 number 46349.38472222222 as dd/mm/yyyy hh:mm:ss\n"
		    "sheet Keterangan, rows kept in sight: 0, filter -\n"
		    "A1 text 'Format'\nB1 text 'myintress-spm-1'\n"
		    "A2 text 'Data per'\nB2 text '23/11/2026 09:14 WITA'\n"));
}

TEST(python_finds_the_drop_downs)
{
	str roles[] = { S("OPERATOR"), S("KPA") }, kinds[] = { S("NIP") };
	struct strs first = { roles, 2, 2 }, second = { kinds, 1, 1 };
	struct sheet_column of[] = {
		{ STR("Peran"), SHEET_TEXT, 0, &first },
		{ STR("Nama"), SHEET_TEXT, 0, &no_choices },
		{ STR("Jenis"), SHEET_TEXT, 0, &second },
	};
	struct sheet_table t = { .name = S("Pengguna"),
				 .columns = of,
				 .column_count = 3 };
	struct buf b = buf_new(test_arena());
	struct sheet_writer *w =
		sheet_write(SHEET_XLSX, &t, sheet_into_buf(&b, test_dir()));

	CHECK_OK(sheet_finish(w));
	CHECK_STR("lists", by_python(made_file(buf_str(&b))),
		  S("sheet Pengguna, rows kept in sight: 1, filter A1:C2\n"
		    "A1 text 'Peran'\nB1 text 'Nama'\nC1 text 'Jenis'\n"
		    "list A2:A1000 Pilihan!$A$1:$B$1\nlist C2:C1000 Pilihan!$A$2:$A$2\n"
		    "sheet Pilihan, rows kept in sight: 0, filter -\n"
		    "A1 text 'OPERATOR'\nB1 text 'KPA'\nA2 text 'NIP'\n"));
}
