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
	[TICKET_DOUBLE] = { 409, STR("double"), STR("Email ini sudah tercatat.") },
	[TICKET_NOT_ALLOWED] = { 403, STR("forbidden"),
				 STR("Peran Anda tidak mencakup tindakan ini.") },
};
