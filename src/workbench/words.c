/* What officers read: states, results, events, refusals. */
#include "workbench/views.h"

const struct ui_tag state_tags[STATES] = {
	[STATE_DRAFT] = { .label = STR("Draf") },
	[STATE_SUBMITTED] = { .tone = STR("info"),
			      .icon = STR("send"),
			      .label = STR("Diajukan") },
	[STATE_VERIFYING] = { .tone = STR("info"),
			      .icon = STR("eye"),
			      .label = STR("Verifikasi KPPN") },
	[STATE_RETURNED] = { .tone = STR("awas"), .label = STR("Perlu Perbaikan") },
	[STATE_REJECTED] = { .tone = STR("bahaya"),
			     .icon = STR("circle-x"),
			     .label = STR("Ditolak") },
	[STATE_ACTIVE] = { .tone = STR("ok"), .label = STR("Aktif") },
	[STATE_DONE] = { .tone = STR("ok"), .label = STR("Selesai") },
	[STATE_WITHDRAWN] = { .icon = STR("ban"), .label = STR("Dibatalkan") },
	[STATE_EXPIRED] = { .icon = STR("clock-x"), .label = STR("Kedaluwarsa") },
};

const struct ui_tag user_tags[USER_STATES] = {
	[USER_WAITING] = { .tone = STR("info"),
			   .icon = STR("hourglass"),
			   .label = STR("Menunggu") },
	[USER_APPROVED] = { .tone = STR("ok"), .label = STR("Disetujui") },
	[USER_RETURNED] = { .tone = STR("awas"), .label = STR("Perlu Perbaikan") },
	[USER_REJECTED] = { .tone = STR("bahaya"),
			    .icon = STR("circle-x"),
			    .label = STR("Ditolak") },
};

const str nik_labels[NIK_OUTCOMES] = {
	[NIK_SESUAI] = STR("Sesuai"),
	[NIK_TIDAK_SESUAI] = STR("Tidak sesuai"),
	[NIK_TIDAK_DITEMUKAN] = STR("Tidak ditemukan"),
	[NIK_MENINGGAL] = STR("Tercatat meninggal"),
	[NIK_GANDA] = STR("Data ganda"),
	[NIK_NONAKTIF] = STR("NIK nonaktif"),
	[NIK_FORMAT_SALAH] = STR("Format NIK salah"),
	[NIK_GANGGUAN] = STR("Layanan terganggu"),
};

const str nik_source_labels[NIK_SOURCES] = {
	[NIK_SIMULATED] = STR("simulasi, bukan data Dukcapil"),
	[NIK_HTTP] = STR("layanan Dukcapil"),
	[NIK_MANUAL] = STR("dicatat petugas"),
};

const str urgency_words[URGENCIES] = {
	[URGENCY_OK] = STR("ok"),
	[URGENCY_SOON] = STR("awas"),
	[URGENCY_LATE] = STR("bahaya"),
};

str refusal_text(struct arena *a, const struct registration_result *result, enum zone z)
{
	if (result->why == REGISTRATION_CLAIMED)
		return arena_fmt(a, "Permohonan ini dipegang %.*s sejak %.*s.",
				 P(result->who), P(text_instant(a, result->since, z)));
	return registration_refusals[result->why].text;
}

/* ---- the trail ---- */

str event_label(str event)
{
	static const struct {
		str event;
		str label;
	} labels[] = {
		{ STR("registration.created"), STR("Draf dibuat") },
		{ STR("registration.submitted"), STR("Diajukan") },
		{ STR("registration.changed"), STR("Isian diubah satker") },
		{ STR("document.uploaded"), STR("Berkas diunggah") },
		{ STR("registration.claimed"), STR("Diambil") },
		{ STR("registration.released"), STR("Dilepas ke antrean") },
		{ STR("registration.lapsed"), STR("Dilepas otomatis") },
		{ STR("registration.nik_asked"), STR("NIK diperiksa ulang") },
		{ STR("nik.recorded"), STR("Hasil NIK dicatat") },
		{ STR("registration.returned"), STR("Dikembalikan untuk perbaikan") },
		{ STR("registration.rejected"), STR("Ditolak") },
		{ STR("registration.approved"), STR("Disetujui") },
		{ STR("registration.second_asked"),
		  STR("Disetujui, menunggu petugas kedua") },
		{ STR("registration.seconded"), STR("Disetujui petugas kedua") },
		{ STR("registration.done"), STR("Semua pengguna aktif") },
		{ STR("registration.withdrawn"), STR("Dibatalkan") },
		{ STR("registration.expired"), STR("Kedaluwarsa") },
		{ STR("registration.deadline_warned"),
		  STR("Kepala kantor diingatkan, batas hampir habis") },
		{ STR("registration.deadline_escalated"),
		  STR("Kanwil diberi tahu, batas terlewati") },
	};

	for (size_t i = 0; i < COUNT(labels); i++)
		if (str_eq(labels[i].event, event))
			return labels[i].label;
	return S("");
}
