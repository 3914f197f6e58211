#include "identity/internal.h"

const str id_type_words[ID_TYPES] = {
	[ID_NIP] = STR("NIP"),
	[ID_NRP] = STR("NRP"),
	[ID_NONE] = STR("TIDAK_ADA"),
};

const str account_state_words[ACCOUNT_STATES] = {
	[ACCOUNT_NONE] = STR("Belum ada"),
	[ACCOUNT_WAITING] = STR("Menunggu aktivasi"),
	[ACCOUNT_ACTIVE] = STR("Aktif"),
	[ACCOUNT_LOCKED] = STR("Terkunci"),
};

const str account_db_words[ACCOUNT_STATES] = {
	[ACCOUNT_NONE] = STR(""),
	[ACCOUNT_WAITING] = STR("menunggu"),
	[ACCOUNT_ACTIVE] = STR("aktif"),
	[ACCOUNT_LOCKED] = STR("terkunci"),
};

const str membership_state_words[MEMBERSHIP_STATES] = {
	[MEMBERSHIP_ACTIVE] = STR("Aktif"),
	[MEMBERSHIP_SUSPENDED] = STR("Ditangguhkan"),
	[MEMBERSHIP_ENDED] = STR("Nonaktif"),
};

const str membership_db_words[MEMBERSHIP_STATES] = {
	[MEMBERSHIP_ACTIVE] = STR("aktif"),
	[MEMBERSHIP_SUSPENDED] = STR("ditangguhkan"),
	[MEMBERSHIP_ENDED] = STR("nonaktif"),
};

const str standing_words[STANDINGS] = {
	[STANDING_ACTIVE] = STR("aktif"),    [STANDING_WAITING] = STR("menunggu"),
	[STANDING_LOCKED] = STR("terkunci"), [STANDING_SUSPENDED] = STR("ditangguhkan"),
	[STANDING_ENDED] = STR("nonaktif"),
};

const str link_words[LINK_KINDS] = {
	[LINK_ACTIVATION] = STR("aktivasi"),
	[LINK_RESET] = STR("sandi"),
};

const str password_words[PASSWORD_FAULTS] = {
	[PASSWORD_SHORT] = STR(
		"Kata sandi minimal 15 karakter. Rangkaian beberapa kata yang mudah Anda ingat lebih aman."),
	[PASSWORD_LONG] = STR("Kata sandi maksimal 128 karakter."),
	[PASSWORD_COMMON] = STR(
		"Kata sandi ini mudah ditebak karena ada pada daftar kata sandi yang umum dipakai. Pilih yang lain."),
	[PASSWORD_CONTEXT] = STR(
		"Kata sandi memuat nama, email, nomor identitas, atau nama layanan. Pilih yang lain."),
	[PASSWORD_NOT_TEXT] = STR("Kata sandi memuat karakter yang tidak dapat dibaca."),
};
