/* Why not, in words for people: the same on pages and in the API. */
#include "helpdesk/internal.h"
#include "web/web.h"

const struct refusal ticket_refusals[TICKET_REFUSALS] = {
	[TICKET_NOT_FOUND] = { 404, STR("not_found"), STR("Tiket tidak ditemukan.") },
	[TICKET_STALE] = { 409, STR("stale"),
			   STR("Tiket ini berubah sejak Anda membukanya.") },
	[TICKET_NEWER] = { 409, STR("newer_message"),
			   STR("Ada pesan baru yang belum Anda baca. Baca dahulu, lalu kirim.") },
	[TICKET_WRONG_STATE] = { 409, STR("wrong_state"),
				 STR("Status tiket sekarang tidak memungkinkan tindakan ini.") },
	[TICKET_MERGED] = { 409, STR("merged"),
			    STR("Tiket ini sudah digabungkan ke tiket lain. Lanjutkan di sana.") },
	[TICKET_LONG_CLOSED] = { 409, STR("long_closed"),
				 STR("Tiket ini selesai lebih dari 7 hari yang lalu. Buat tiket baru.") },
	[TICKET_HELD] = { 409, STR("held"), STR("Tiket ini dipegang petugas lain.") },
	[TICKET_INCOMPLETE] = { 422, STR("incomplete"),
				STR("Ada isian yang perlu diperbaiki.") },
	[TICKET_NO_SATKER] = { 422, STR("satker"),
			       STR("Pilih satker mitra kerja yang aktif.") },
	[TICKET_NO_CATEGORY] = { 422, STR("category"),
				 STR("Pilih kategori dari daftar.") },
	[TICKET_FILE_UNKNOWN] = { 422, STR("file"),
				  STR("Berkas tidak ada pada draf Anda.") },
	[TICKET_NO_REASON] = { 403, STR("reason_required"),
			       STR("Peran Anda membuka berkas ini dengan alasan.") },
	[TICKET_EMPTY_REASON] = { 422, STR("reason"), STR("Isi alasan") },
	[TICKET_NO_OFFICER] = { 422, STR("to"), STR("Pilih petugas dari daftar") },
	[TICKET_NO_TIER] = { 422, STR("tier"), STR("Pilih kantor tujuan dari daftar") },
	[TICKET_NO_OTHER] = { 422, STR("other"),
			      STR("Isi nomor tiket lain dari satker yang sama") },
	[TICKET_HOLDS_OTHERS] = { 409, STR("holds_others"),
				  STR("Tiket ini memuat tiket lain. Pisahkan dahulu.") },
	[TICKET_NO_MESSAGES] = { 422, STR("entries"),
				 STR("Pilih pesan selain pesan pertama") },
	[TICKET_DOUBLE] = { 409, STR("double"), STR("Email ini sudah tercatat.") },
	[TICKET_NOT_ALLOWED] = { 403, STR("forbidden"),
				 STR("Peran Anda tidak mencakup tindakan ini.") },
};

const struct refusal stand_in_refusals[STAND_IN_REFUSALS] = {
	[STAND_IN_NOT_ALLOWED] = { 403, STR("forbidden"),
				   STR("Peran Anda tidak mencakup tindakan ini.") },
	[STAND_IN_REAUTHENTICATE] = { 403, STR("reauthentication_required"),
				      STR("Masukkan kembali kata sandi, lalu kirim sekali lagi.") },
	[STAND_IN_SAME_PERSON] = { 422, STR("stand"),
				   STR("Pilih dua orang yang berbeda") },
	[STAND_IN_NOT_COLLEAGUE] = { 422, STR("absent"),
				     STR("Pilih orang dari unit Anda") },
	[STAND_IN_DATES] = { 422, STR("from"),
			     STR("Isi tanggal mulai dan selesai, paling lama 90 hari") },
	[STAND_IN_NO_REASON] = { 422, STR("reason"), STR("Isi alasan") },
	[STAND_IN_NOT_FOUND] = { 404, STR("not_found"),
				 STR("Pengganti tidak ditemukan.") },
};

const struct refusal canned_refusals[CANNED_REFUSALS] = {
	[CANNED_NOT_ALLOWED] = { 403, STR("forbidden"),
				 STR("Peran Anda tidak mencakup tindakan ini.") },
	[CANNED_REAUTHENTICATE] = { 403, STR("reauthentication_required"),
				    STR("Masukkan kembali kata sandi, lalu kirim sekali lagi.") },
	[CANNED_INCOMPLETE] = { 422, STR("incomplete"),
				STR("Ada isian yang perlu diperbaiki.") },
	[CANNED_NOT_FOUND] = { 404, STR("not_found"),
			       STR("Templat balasan tidak ditemukan.") },
	[CANNED_STALE] = { 409, STR("stale"),
			   STR("Templat ini berubah sejak Anda membukanya.") },
};

const struct refusal rating_refusals[RATING_REFUSALS] = {
	[RATING_NOT_FOUND] = { 404, STR("not_found"),
			       STR("Tautan penilaian tidak berlaku lagi.") },
	[RATING_NOT_ALLOWED] = { 403, STR("forbidden"),
				 STR("Hanya pemohon yang menilai layanan tiketnya.") },
	[RATING_NOT_DONE] = { 409, STR("not_done"),
			      STR("Tiket belum selesai. Nilai layanan setelah tiket selesai.") },
	[RATING_INCOMPLETE] = { 422, STR("incomplete"),
				STR("Ada isian yang perlu diperbaiki.") },
};

const struct refusal article_refusals[ARTICLE_REFUSALS] = {
	[ARTICLE_NOT_ALLOWED] = { 403, STR("forbidden"),
				  STR("Peran Anda tidak mencakup tindakan ini.") },
	[ARTICLE_REAUTHENTICATE] = { 403, STR("reauthentication_required"),
				     STR("Masukkan kembali kata sandi, lalu kirim sekali lagi.") },
	[ARTICLE_INCOMPLETE] = { 422, STR("incomplete"),
				 STR("Ada isian yang perlu diperbaiki.") },
	[ARTICLE_NOT_FOUND] = { 404, STR("not_found"), STR("Artikel tidak ditemukan.") },
	[ARTICLE_STALE] = { 409, STR("stale"),
			    STR("Artikel ini berubah sejak Anda membukanya.") },
};
