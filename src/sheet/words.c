#include "sheet/sheet.h"

const str sheet_outcome_texts[SHEET_OUTCOMES] = {
	[SHEET_READ] = STR(""),
	[SHEET_NOT_SHEET] = STR(
		"Berkas ini bukan XLSX atau CSV. Simpan tabel sebagai .xlsx atau .csv, lalu unggah lagi."),
	[SHEET_OLD] = STR(
		"Berkas ini berformat .xls lama atau dilindungi kata sandi. Simpan sebagai .xlsx tanpa kata sandi, lalu unggah lagi."),
	[SHEET_TRUNCATED] = STR(
		"Berkas terpotong: bagian akhirnya tidak ada. Unduh atau salin ulang berkasnya, lalu unggah lagi."),
	[SHEET_BROKEN] = STR(
		"Isi berkas rusak. Buka di aplikasi lembar kerja, simpan ulang sebagai .xlsx, lalu unggah lagi."),
	[SHEET_FORBIDDEN] = STR(
		"Berkas memuat definisi XML yang tidak diizinkan. Simpan ulang dengan aplikasi lembar kerja."),
	[SHEET_BOMB] = STR(
		"Berkas mengembang jauh melampaui ukurannya saat dibuka, sehingga ditolak."),
	[SHEET_TOO_LARGE] = STR(
		"Tabel melampaui batas ukuran. Bagi menjadi beberapa berkas, atau kirim sebagai CSV."),
	[SHEET_NO_SUCH] = STR("Lembar yang diminta tidak ada dalam berkas."),
	[SHEET_NUL] = STR("Berkas CSV memuat bita NUL. Simpan ulang sebagai CSV UTF-8."),
	[SHEET_ENCODING] = STR("Berkas CSV bukan UTF-8. Simpan ulang sebagai CSV UTF-8."),
	[SHEET_QUOTES] = STR("Tanda kutip dalam berkas CSV tidak berpasangan."),
};
