#include "membership/views.h"

const struct refusal member_refusals[MEMBER_REFUSALS] = {
	[MEMBER_NOT_FOUND] = { 404, STR("not_found"), STR("Pengguna tidak ditemukan.") },
	[MEMBER_NOT_ALLOWED] = { 403, STR("forbidden"),
				 STR("Peran Anda tidak berwenang atas pengguna ini.") },
	[MEMBER_OWN] = { 403, STR("own_membership"),
			 STR("Akses Anda sendiri diatur oleh orang lain.") },
	[MEMBER_WRONG_STATE] = { 409, STR("wrong_state"),
				 STR("Status pengguna ini sudah berubah. Muat ulang lalu periksa kembali.") },
	[MEMBER_LAST] = { 409, STR("last_active_user"),
			  STR("Tidak dapat dinonaktifkan: satker wajib memiliki minimal 1 pengguna aktif. Tambahkan penggantinya lebih dahulu.") },
	[MEMBER_NO_REASON] = { 422, STR("reason"), STR("Isi alasan") },
	[MEMBER_REAUTHENTICATE] = { 403, STR("reauthentication_required"),
				    STR("Masukkan kembali kata sandi untuk melanjutkan.") },
};

const struct ui_tag standing_tags[STANDINGS] = {
	[STANDING_ACTIVE] = { .tone = STR("ok"), .label = STR("Aktif") },
	[STANDING_WAITING] = { .tone = STR("info"),
			       .icon = STR("mail"),
			       .label = STR("Menunggu aktivasi") },
	[STANDING_LOCKED] = { .tone = STR("awas"),
			      .icon = STR("lock"),
			      .label = STR("Terkunci") },
	[STANDING_SUSPENDED] = { .tone = STR("awas"),
				 .icon = STR("user-x"),
				 .label = STR("Ditangguhkan") },
	[STANDING_ENDED] = { .icon = STR("user-off"), .label = STR("Nonaktif") },
};

struct strs role_list(struct arena *a, role_set roles)
{
	struct strs labels = { 0 };

	for (int r = 0; r < ROLES; r++)
		if (roles & ROLE_BIT(r))
			*PUSH(a, &labels) = role_labels[r];
	return labels;
}

str member_event_label(str event)
{
	static const struct {
		str event;
		str label;
	} labels[] = {
		{ STR("person.created"), STR("Didaftarkan") },
		{ STR("membership.granted"), STR("Peran diberikan") },
		{ STR("account.activated"), STR("Akun DIGIT diaktifkan") },
		{ STR("membership.suspended"), STR("Akses ditangguhkan") },
		{ STR("membership.resumed"), STR("Akses dipulihkan") },
		{ STR("membership.ended"), STR("Akses dihentikan") },
		{ STR("person.nik_revealed"), STR("NIK dibuka") },
	};

	for (size_t i = 0; i < COUNT(labels); i++)
		if (str_eq(labels[i].event, event))
			return labels[i].label;
	return S("");
}
