#include "web/internal.h"

static const struct {
	int status;
	str title;
	str text;
} statuses[] = {
	{ 400, STR("Permintaan tidak dapat dibaca"),
	  STR("Isi permintaan tidak lengkap atau salah bentuk. Muat ulang halaman lalu kirim kembali.") },
	{ 401, STR("Perlu masuk"),
	  STR("Sesi Anda berakhir atau Anda belum masuk. Masuk untuk melanjutkan.") },
	{ 403, STR("Tidak berwenang"),
	  STR("Peran Anda tidak mencakup tindakan ini. Bila seharusnya bisa, mintalah peran itu kepada Admin Satker atau kepala kantor Anda.") },
	{ 404, STR("Halaman tidak ditemukan"),
	  STR("Periksa alamat atau kembali ke Beranda.") },
	{ 405, STR("Tindakan tidak tersedia"),
	  STR("Alamat ini tidak menerima tindakan tersebut.") },
	{ 409, STR("Data sudah berubah"),
	  STR("Orang lain mengubah data ini lebih dahulu. Muat ulang untuk melihat keadaan terbaru.") },
	{ 413, STR("Kiriman terlalu besar"),
	  STR("Berkas maksimal 10 MB. Perkecil berkas lalu unggah kembali.") },
	{ 414, STR("Alamat terlalu panjang"),
	  STR("Alamat halaman melebihi batas. Kurangi saringan lalu coba lagi.") },
	{ 415, STR("Jenis isi tidak dikenal"),
	  STR("Kirim isi sebagai formulir atau JSON.") },
	{ 422, STR("Ada isian yang perlu diperbaiki"),
	  STR("Periksa isian yang ditandai lalu kirim kembali.") },
	{ 429, STR("Terlalu banyak permintaan"), STR("Tunggu sebentar lalu coba lagi.") },
	{ 431, STR("Permintaan terlalu besar"),
	  STR("Kepala permintaan melebihi batas. Hapus kuki situs ini lalu coba lagi.") },
	{ 500, STR("Terjadi galat pada sistem"),
	  STR("Galat sudah tercatat. Tidak ada data yang berubah. Coba lagi, atau sebutkan kode di bawah kepada CSO.") },
	{ 503, STR("Layanan sedang tidak tersedia"),
	  STR("Sistem belum dapat memproses permintaan ini. Data Anda aman. Coba lagi beberapa saat.") },
};

str status_title(int status)
{
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (statuses[i].status == status)
			return statuses[i].title;
	return S("Galat");
}

str status_text(int status)
{
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (statuses[i].status == status)
			return statuses[i].text;
	return S("");
}

static bool has_header(const struct http_reply *rp, str name)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq_nocase(rp->headers.items[i].name, name))
			return true;
	return false;
}

/* What every answer carries (ux.md 2, ASVS 3.4); a handler's own header wins. */
void headers_common(struct http_reply *rp, struct arena *a, bool html)
{
	static const struct {
		str name;
		str value;
	} always[] = {
		{ STR("X-Content-Type-Options"), STR("nosniff") },
		{ STR("Referrer-Policy"), STR("same-origin") },
		{ STR("Cross-Origin-Opener-Policy"), STR("same-origin") },
		{ STR("Cross-Origin-Resource-Policy"), STR("same-origin") },
		{ STR("Permissions-Policy"),
		  STR("camera=(), geolocation=(), microphone=()") },
		{ STR("Cache-Control"), STR("no-store") },
		{ STR("Strict-Transport-Security"), STR("max-age=31536000") },
	};
	static const str page_policy = STR(
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
		"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
		"frame-ancestors 'none'; manifest-src 'self'");
	static const str data_policy =
		STR("default-src 'none'; frame-ancestors 'none'; sandbox");

	for (size_t i = 0; i < COUNT(always); i++)
		if (!has_header(rp, always[i].name))
			http_reply_header(rp, a, always[i].name, always[i].value);
	if (!has_header(rp, S("Content-Security-Policy")))
		http_reply_header(rp, a, S("Content-Security-Policy"),
				  html ? page_policy : data_policy);
}
