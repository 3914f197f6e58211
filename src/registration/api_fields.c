/* What the API takes and gives: these tables check bodies and describe them. */
#include "registration/api.h"

/* ---- what a request is made of ---- */

#define SATKER_ROLES                                                                     \
	.words = &role_words[ROLE_OPERATOR], .word_count = ROLE_KPA - ROLE_OPERATOR + 1

#define REQUEST_DOCUMENTS .words = document_kind_words, .word_count = DOCUMENT_KINDS

/* Of an input the rules judge the word, so that it hides nothing else that is wrong. */
#define JUDGED(is_input, all)                                                            \
	.words = (is_input) ? NULL : (all), .word_count = (is_input) ? 0 : COUNT(all)

#define BASIS_FIELDS(is_input)                                                           \
	{ STR("type"),                                                                   \
	  JSON_TEXT,                                                                     \
	  JUDGED(is_input, basis_words),                                                 \
	  .nullable = !(is_input),                                                       \
	  .optional = (is_input),                                                        \
	  .says = STR("SK atau ST") },                                                   \
		{ STR("number"), JSON_TEXT, .optional = (is_input) },                    \
		{ STR("date"), JSON_TEXT, .nullable = !(is_input),                       \
		  .optional = (is_input), .format = STR("date") },                       \
		{ STR("signer_name"), JSON_TEXT, .optional = (is_input),                 \
		  .says = STR("KPA penanda tangan") },                                   \
	{                                                                                \
		STR("signer_nip"), JSON_TEXT, .optional = (is_input)                     \
	}

#define USER_FIELDS(is_input)                                                            \
	{ STR("name"), JSON_TEXT, .optional = (is_input) },                              \
		{ STR("nik"), JSON_TEXT, .optional = (is_input),                         \
		  .says = STR("16 angka; tersamar bagi yang tidak mengetiknya") },       \
		{ STR("id_type"),                                                        \
		  JSON_TEXT,                                                             \
		  JUDGED(is_input, id_type_words),                                       \
		  .nullable = !(is_input),                                               \
		  .optional = (is_input),                                                \
		  .says = STR("NIP, NRP, atau TIDAK_ADA") },                             \
		{ STR("id_number"), JSON_TEXT, .optional = (is_input),                   \
		  .says = STR("NIP 18 angka atau NRP") },                                \
		{ STR("email"), JSON_TEXT, .optional = (is_input) },                     \
		{ STR("phone"), JSON_TEXT, .optional = (is_input) },                     \
		{ STR("position"), JSON_TEXT, .optional = (is_input),                    \
		  .says = STR("jabatan") },                                              \
	{                                                                                \
		STR("roles"), JSON_LIST, JSON_TEXT, SATKER_ROLES, .optional = (is_input) \
	}

/* ---- bodies ---- */

static const struct api_field basis_input[] = { BASIS_FIELDS(true), { 0 } };
static const struct api_field user_input[] = {
	{ STR("n"), JSON_INT, .optional = true,
	  .says = STR(
		  "nomor pengguna dalam permohonan; bila tidak disebut: urutannya dalam daftar") },
	USER_FIELDS(true),
	{ STR("membership"), JSON_INT, .optional = true,
	  .says = STR(
		  "id keanggotaan, sebagai ganti nik, bagi pengguna satker; isian yang tidak disebut tetap seperti tercatat") },
	{ STR("note"), JSON_TEXT, .optional = true,
	  .says = STR("keterangan: mengapa diubah atau dihapus") },
	{ 0 },
};

#define INPUT_FIELDS                                                                     \
	{ STR("satker"), JSON_TEXT, .optional = true, .says = STR("6 angka") },          \
		{ STR("kind"), JSON_TEXT, ONE_OF(kind_words), .optional = true,          \
		  .says = STR("bila tidak disebut: menurut daftar pengguna satker") },   \
		{ STR("basis"), JSON_OBJECT, .of = basis_input, .optional = true },      \
		{ STR("contact_email"), JSON_TEXT, .optional = true },                   \
	{                                                                                \
		STR("users"), JSON_LIST,                                                 \
			.of = user_input, .optional = true,                              \
			.says = STR("1 sampai 50; menggantikan daftar pada draf")        \
	}

static const struct api_field new_request_fields[] = { INPUT_FIELDS, { 0 } };
const struct api_shape new_request_shape = { STR("NewRegistration"), new_request_fields };

static const struct api_field answer_input[] = {
	{ STR("user"), JSON_INT, .optional = true,
	  .says = STR("nomor pengguna; 0 atau tidak disebut: permohonannya sendiri") },
	{ STR("field"), JSON_TEXT, ONE_OF(field_words) },
	{ STR("answer"), JSON_TEXT, .says = STR("paling banyak 1.000 karakter") },
	{ 0 },
};

static const struct api_field changed_request_fields[] = {
	{ STR("version"), JSON_INT, .says = STR("yang Anda lihat terakhir") },
	INPUT_FIELDS,
	{ STR("answers"), JSON_LIST, .of = answer_input, .optional = true,
	  .says = STR("mengapa isian yang dikembalikan tetap seperti semula") },
	{ 0 },
};
const struct api_shape changed_request_shape = { STR("RegistrationChange"),
						 changed_request_fields };

static const struct api_field flag_input[] = {
	{ STR("user"), JSON_INT, .optional = true,
	  .says = STR("nomor pengguna; 0 atau tidak disebut: permohonannya sendiri") },
	{ STR("field"), JSON_TEXT, ONE_OF(field_words), .optional = true },
	{ STR("code"), JSON_TEXT, .optional = true,
	  .says = STR("alasan, misalnya NIK_TIDAK_SESUAI") },
	{ STR("note"), JSON_TEXT, .optional = true },
	{ 0 },
};
static const struct api_field act_fields[] = {
	{ STR("version"), JSON_INT, .optional = true,
	  .says = STR(
		  "yang Anda lihat terakhir; wajib pada return, reject, approve, second") },
	{ STR("users"), JSON_LIST, JSON_INT, .optional = true,
	  .says = STR("nomor pengguna; bila tidak disebut: semua yang menunggu") },
	{ STR("flags"), JSON_LIST, .of = flag_input, .optional = true,
	  .says = STR("pada return: isian yang dibuka kembali") },
	{ STR("code"), JSON_TEXT, .optional = true,
	  .says = STR("alasan return atau reject") },
	{ STR("reason"), JSON_TEXT, .optional = true,
	  .says = STR("penjelasan dengan kata-kata") },
	{ STR("outcome"), JSON_TEXT, ONE_OF(nik_outcome_words), .optional = true,
	  .says = STR("pada nik-check dengan dukcapil = manual: yang dilihat petugas") },
	{ 0 },
};
const struct api_shape act_shape = { STR("RegistrationAct"), act_fields };

static const struct api_field upload_fields[] = {
	{ STR("kind"), JSON_TEXT, REQUEST_DOCUMENTS },
	{ STR("file"), JSON_TEXT, .format = STR("binary"),
	  .says = STR("PDF, paling besar 10 MiB") },
	{ 0 },
};
const struct api_shape upload_shape = { STR("DocumentUpload"), upload_fields };

/* ---- answers ---- */

static const struct api_field basis_fields[] = { BASIS_FIELDS(false), { 0 } };

const str nik_state_words[NIK_STATES] = {
	[NIK_WAITING] = STR("menunggu"),
	[NIK_ANSWERED] = STR("terjawab"),
	[NIK_CLOSED] = STR("ditutup"),
};
const str nik_match_words[NIK_MATCHES] = {
	[NIK_SAME] = STR("SESUAI"),
	[NIK_DIFFERENT] = STR("TIDAK_SESUAI"),
};

static const struct api_field element_fields[] = {
	{ STR("name"), JSON_TEXT, ONE_OF(nik_match_words), .nullable = true },
	{ STR("birth_date"), JSON_TEXT, ONE_OF(nik_match_words), .nullable = true },
	{ STR("sex"), JSON_TEXT, ONE_OF(nik_match_words), .nullable = true },
	{ 0 },
};
static const struct api_field nik_check_fields[] = {
	{ STR("state"), JSON_TEXT, ONE_OF(nik_state_words) },
	{ STR("outcome"), JSON_TEXT, ONE_OF(nik_outcome_words), .nullable = true },
	{ STR("source"), JSON_TEXT, ONE_OF(nik_source_words), .nullable = true },
	{ STR("round"), JSON_INT },
	API_INSTANT("answered_at"),
	{ STR("elements"), JSON_OBJECT, .of = element_fields },
	{ 0 },
};
static const struct api_field before_fields[] = {
	{ STR("membership"), JSON_INT },
	{ STR("name"), JSON_TEXT },
	{ STR("email"), JSON_TEXT },
	{ STR("phone"), JSON_TEXT },
	{ STR("position"), JSON_TEXT },
	{ STR("roles"), JSON_LIST, JSON_TEXT, SATKER_ROLES },
	{ STR("basis"), JSON_TEXT,
	  .says = STR("nomor permohonan yang menjadi dasarnya") },
	{ 0 },
};
static const struct api_field user_fields[] = {
	{ STR("n"), JSON_INT },
	{ STR("state"), JSON_TEXT, ONE_OF(user_state_words) },
	USER_FIELDS(false),
	{ STR("note"), JSON_TEXT },
	{ STR("before"), JSON_OBJECT, .of = before_fields, .nullable = true,
	  .says = STR("semula, pada perubahan dan penghapusan") },
	{ STR("reason_code"), JSON_TEXT },
	{ STR("reason"), JSON_TEXT },
	{ STR("waiting_for"), JSON_TEXT, .nullable = true,
	  .says = STR("second: petugas kedua") },
	{ STR("nik_check"), JSON_OBJECT, .of = nik_check_fields, .nullable = true },
	{ 0 },
};

static const struct api_field document_fields[] = {
	{ STR("id"), JSON_TEXT },
	{ STR("kind"), JSON_TEXT, REQUEST_DOCUMENTS },
	{ STR("file_name"), JSON_TEXT },
	{ STR("sha256"), JSON_TEXT },
	{ STR("bytes"), JSON_INT },
	{ STR("pages"), JSON_INT },
	{ STR("scan"), JSON_TEXT, ONE_OF(document_scan_words) },
	{ STR("round"), JSON_INT },
	{ STR("current"), JSON_BOOL, .says = STR("false: sudah diganti") },
	API_INSTANT("uploaded_at"),
	{ 0 },
};
const struct api_shape document_shape = { STR("Document"), document_fields };

static const struct api_field flag_fields[] = {
	{ STR("user"), JSON_INT },
	{ STR("field"), JSON_TEXT },
	{ STR("code"), JSON_TEXT },
	{ STR("note"), JSON_TEXT },
	{ STR("fixed"), JSON_BOOL },
	{ STR("answer"), JSON_TEXT,
	  .says = STR("penjelasan pemohon mengapa isian tetap seperti semula") },
	{ 0 },
};
static const struct api_field warning_fields[] = {
	{ STR("field"), JSON_TEXT, .says = STR("users[0].nik: pengguna nomor 1") },
	{ STR("code"), JSON_TEXT },
	{ STR("message"), JSON_TEXT },
	{ 0 },
};

static const struct api_field request_fields[] = {
	{ STR("number"), JSON_TEXT },
	{ STR("kind"), JSON_TEXT, ONE_OF(kind_words) },
	{ STR("state"), JSON_TEXT, ONE_OF(state_words) },
	{ STR("version"), JSON_INT },
	{ STR("satker"), JSON_TEXT },
	{ STR("satker_name"), JSON_TEXT },
	{ STR("kppn"), JSON_TEXT },
	{ STR("kppn_name"), JSON_TEXT },
	{ STR("basis"), JSON_OBJECT, .of = basis_fields },
	{ STR("contact_email"), JSON_TEXT },
	{ STR("round"), JSON_INT, .says = STR("0 sebelum pengajuan pertama") },
	{ STR("way"), JSON_TEXT,
	  .says = STR(
		  "penambahan mandiri: nik, kpa, atau mandiri; kosong bila lewat KPPN") },
	{ STR("ticket"), JSON_TEXT,
	  .says = STR("tiket HAI CSO sebuah penghapusan; kosong bila tidak ada") },
	API_INSTANT("created_at"),
	API_INSTANT("submitted_at"),
	API_INSTANT("due_at"),
	API_INSTANT("fix_until"),
	{ STR("claimed_by"), JSON_TEXT, .nullable = true, .says = STR("nama petugas") },
	API_INSTANT("claimed_at"),
	API_INSTANT("closed_at"),
	{ STR("reason_code"), JSON_TEXT },
	{ STR("reason"), JSON_TEXT },
	{ STR("waiting_for"), JSON_TEXT, .nullable = true,
	  .says = STR("second: petugas kedua") },
	{ STR("users"), JSON_LIST, .of = user_fields },
	{ STR("documents"), JSON_LIST, .of = document_fields },
	{ STR("flags"), JSON_LIST, .of = flag_fields },
	{ STR("warnings"), JSON_LIST, .of = warning_fields },
	{ 0 },
};
const struct api_shape request_shape = { STR("Registration"), request_fields };

static const struct api_field conflict_fields[] = {
	API_PROBLEM_FIELDS,
	{ STR("registration"), JSON_OBJECT, .of = request_fields, .optional = true,
	  .says = STR("seperti keadaannya sekarang") },
	{ 0 },
};
const struct api_shape request_conflict = { STR("RegistrationConflict"),
					    conflict_fields };

static const struct api_field row_fields[] = {
	{ STR("number"), JSON_TEXT },
	{ STR("kind"), JSON_TEXT, ONE_OF(kind_words) },
	{ STR("state"), JSON_TEXT, ONE_OF(state_words) },
	{ STR("satker"), JSON_TEXT },
	{ STR("satker_name"), JSON_TEXT },
	{ STR("round"), JSON_INT },
	{ STR("users"), JSON_INT, .says = STR("berapa orang") },
	API_INSTANT("submitted_at"),
	API_INSTANT("due_at"),
	API_INSTANT("changed_at"),
	{ STR("claimed_by"), JSON_TEXT, .nullable = true },
	{ STR("waiting_for"), JSON_TEXT, .nullable = true },
	{ 0 },
};
static const struct api_field request_list_fields[] = {
	{ STR("items"), JSON_LIST, .of = row_fields },
	API_NEXT_FIELD,
	{ 0 },
};
const struct api_shape request_list_shape = { STR("RegistrationList"),
					      request_list_fields };
