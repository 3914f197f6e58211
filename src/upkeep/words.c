#include "upkeep/internal.h"

const struct refusal retry_refusals[RETRIES] = {
	[RETRY_NONE] = { 404, STR("not_found"),
			 STR("Tidak ditemukan; mungkin sudah selesai.") },
	[RETRY_RUNNING] = { 409, STR("running"),
			    STR("Sedang dikerjakan. Muat ulang untuk melihat hasilnya.") },
	[RETRY_NEEDLESS] = { 409, STR("needless"),
			     STR("Sudah berjalan; tidak ada yang perlu dicoba lagi.") },
	[RETRY_WIPED] = { 409, STR("letter_wiped"),
			  STR("Isi email ini sudah dihapus. Kirim email yang baru dari halaman permohonan atau pengguna.") },
};

static const struct {
	str kind, label;
} labels[] = {
	{ STR("app.sweep"), STR("Pembersihan catatan lama") },
	{ STR("app.reseal"), STR("Pembaruan kunci nilai tersimpan") },
	{ STR("deadlines.watch"), STR("Pengingat batas layanan") },
	{ STR("documents.erase"), STR("Penghapusan berkas draf") },
	{ STR("documents.render"), STR("Gambar halaman berkas") },
	{ STR("documents.reseal"), STR("Pembaruan kunci berkas") },
	{ STR("documents.sweep"), STR("Penghapusan berkas tanpa pemilik") },
	{ STR("dukcapil.ask"), STR("Pemeriksaan NIK ke Dukcapil") },
	{ STR("helpdesk.sweep"), STR("Batas waktu tiket") },
	{ STR("identity.reset"), STR("Tautan kata sandi baru") },
	{ STR("mail.send"), STR("Pengiriman email") },
	{ STR("registration.sweep"), STR("Batas waktu permohonan") },
};

str job_label(str kind)
{
	for (size_t i = 0; i < COUNT(labels); i++)
		if (str_eq(labels[i].kind, kind))
			return labels[i].label;
	return kind;
}
