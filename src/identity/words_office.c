/* What is said when a role of an office is not given. */
#include "identity/office.h"

const struct office_wording office_words[OFFICE_REFUSALS] = {
	[OFFICE_NOT_FOUND] = { { 404, STR("not_found"), STR("Usulan tidak ditemukan.") },
			       STR(""),
			       STR("") },
	[OFFICE_OUT_OF_SCOPE] = { { 404, STR("not_found"),
				    STR("Unit ini di luar wewenang Anda.") },
				  STR("unit"),
				  STR("unit_code") },
	[OFFICE_ROLES] = { { 422, STR("roles"),
			     STR("Pilih peran yang sesuai dengan jenis unit") },
			   STR("peran"),
			   STR("roles") },
	[OFFICE_UNIT] = { { 422, STR("unit"), STR("Kode unit tidak ditemukan") },
			  STR("unit"),
			  STR("unit_code") },
	[OFFICE_NIK] = { { 422, STR("nik"), STR("NIK harus 16 angka yang sah") },
			 STR("nik"),
			 STR("nik") },
	[OFFICE_NAME] = { { 422, STR("name"), STR("Isi nama lengkap") },
			  STR("nama"),
			  STR("name") },
	[OFFICE_NAME_HIDES] = { { 422, STR("hidden_characters"),
				  STR("Nama memuat karakter yang tidak terlihat. Kosongkan isian, lalu ketik ulang") },
				STR("nama"),
				STR("name") },
	[OFFICE_EMAIL] = { { 422, STR("email"),
			     STR("Email harus alamat aktif, contoh nama@instansi.go.id") },
			   STR("email"),
			   STR("email") },
	[OFFICE_NIP] = { { 422, STR("nip"), STR("NIP harus 18 angka") },
			 STR("nip"),
			 STR("nip") },
	[OFFICE_REASON] = { { 422, STR("reason"),
			      STR("Isi dasar penugasan, contoh nomor surat tugas") },
			    STR("alasan"),
			    STR("reason") },
	[OFFICE_REASON_HIDES] = { { 422, STR("hidden_characters"),
				    STR("Dasar penugasan memuat karakter yang tidak terlihat. Kosongkan isian, lalu ketik ulang") },
				  STR("alasan"),
				  STR("reason") },
	[OFFICE_OWN] = { { 403, STR("own_request"),
			   STR("Peran untuk diri sendiri diusulkan dan disetujui orang lain.") },
			 STR("nik"),
			 STR("nik") },
	[OFFICE_SAME_PERSON] = { { 403, STR("same_person"),
				   STR("Usulan Anda sendiri harus disetujui orang lain.") },
				 STR(""),
				 STR("") },
	[OFFICE_DECIDED] = { { 409, STR("already_decided"),
			       STR("Usulan ini sudah diputus.") },
			     STR(""),
			     STR("") },
	[OFFICE_EMAIL_TAKEN] = { { 409, STR("email_taken"),
				   STR("Email ini sudah dipakai orang lain. Usulkan kembali dengan email yang benar.") },
				 STR("email"),
				 STR("email") },
	[OFFICE_REAUTHENTICATE] = { { 403, STR("reauthentication_required"),
				      STR("Masukkan kembali kata sandi untuk melanjutkan.") },
				    STR(""),
				    STR("") },
};

role_set office_roles_of(const struct strs *words)
{
	role_set roles = 0;

	for (size_t i = 0; i < words->count; i++)
		for (int r = 0; r < ROLES; r++)
			if (str_eq(words->items[i], role_words[r]))
				roles |= ROLE_BIT(r);
	return roles;
}

enum unit_kind office_kind_of(str word)
{
	for (int k = UNIT_NONE + 1; k < UNIT_KINDS; k++)
		if (str_eq(word, unit_kind_words[k]))
			return (enum unit_kind)k;
	return UNIT_NONE;
}
