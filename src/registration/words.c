#include "registration/internal.h"

const str kind_words[KINDS] = {
	[KIND_PENDAFTARAN] = STR("pendaftaran"),
	[KIND_PERUBAHAN] = STR("perubahan"),
	[KIND_PENGHAPUSAN] = STR("penghapusan"),
};

const str kind_labels[KINDS] = {
	[KIND_PENDAFTARAN] = STR("Pendaftaran baru"),
	[KIND_PERUBAHAN] = STR("Perubahan"),
	[KIND_PENGHAPUSAN] = STR("Penghapusan"),
};

const str state_words[STATES] = {
	[STATE_DRAFT] = STR("Draf"),
	[STATE_SUBMITTED] = STR("Diajukan"),
	[STATE_VERIFYING] = STR("Verifikasi KPPN"),
	[STATE_RETURNED] = STR("Perlu Perbaikan"),
	[STATE_REJECTED] = STR("Ditolak"),
	[STATE_ACTIVE] = STR("Aktif"),
	[STATE_DONE] = STR("Selesai"),
	[STATE_WITHDRAWN] = STR("Dibatalkan"),
	[STATE_EXPIRED] = STR("Kedaluwarsa"),
};

const str user_state_words[USER_STATES] = {
	[USER_WAITING] = STR("Menunggu"),
	[USER_APPROVED] = STR("Disetujui"),
	[USER_RETURNED] = STR("Perlu Perbaikan"),
	[USER_REJECTED] = STR("Ditolak"),
};

const str origin_words[ORIGINS] = {
	[ORIGIN_PUBLIC] = STR("publik"),
	[ORIGIN_SATKER] = STR("satker"),
	[ORIGIN_KPPN] = STR("kppn"),
};

const str way_words[WAYS] = {
	[WAY_OFFICE] = STR(""),
	[WAY_NIK] = STR("nik"),
	[WAY_KPA] = STR("kpa"),
	[WAY_OWN] = STR("mandiri"),
};

const str way_labels[WAYS] = {
	[WAY_OFFICE] = STR("Lewat KPPN"),
	[WAY_NIK] = STR("Menunggu Dukcapil"),
	[WAY_KPA] = STR("Menunggu konfirmasi KPA"),
	[WAY_OWN] = STR("Mandiri"),
};

const str basis_words[BASIS_TYPES] = {
	[BASIS_SK] = STR("SK"),
	[BASIS_ST] = STR("ST"),
};

const str field_words[FIELDS] = {
	[FIELD_NONE] = STR(""),
	[FIELD_SATKER] = STR("satker"),
	[FIELD_KIND] = STR("kind"),
	[FIELD_BASIS_TYPE] = STR("basis.type"),
	[FIELD_BASIS_NUMBER] = STR("basis.number"),
	[FIELD_BASIS_DATE] = STR("basis.date"),
	[FIELD_SIGNER_NAME] = STR("basis.signer_name"),
	[FIELD_SIGNER_NIP] = STR("basis.signer_nip"),
	[FIELD_CONTACT_EMAIL] = STR("contact_email"),
	[FIELD_SK] = STR("sk"),
	[FIELD_FORM] = STR("formulir"),
	[FIELD_USERS] = STR("users"),
	[FIELD_NAME] = STR("name"),
	[FIELD_NIK] = STR("nik"),
	[FIELD_ID_TYPE] = STR("id_type"),
	[FIELD_ID_NUMBER] = STR("id_number"),
	[FIELD_EMAIL] = STR("email"),
	[FIELD_PHONE] = STR("phone"),
	[FIELD_POSITION] = STR("position"),
	[FIELD_ROLES] = STR("roles"),
	[FIELD_NOTE] = STR("note"),
};

const str field_labels[FIELDS] = {
	[FIELD_NONE] = STR("Permohonan"),
	[FIELD_SATKER] = STR("Kode satker"),
	[FIELD_KIND] = STR("Jenis permohonan"),
	[FIELD_BASIS_TYPE] = STR("Jenis dasar penetapan"),
	[FIELD_BASIS_NUMBER] = STR("Nomor SK"),
	[FIELD_BASIS_DATE] = STR("Tanggal SK"),
	[FIELD_SIGNER_NAME] = STR("Nama penanda tangan"),
	[FIELD_SIGNER_NIP] = STR("NIP penanda tangan"),
	[FIELD_CONTACT_EMAIL] = STR("Email satker"),
	[FIELD_SK] = STR("SK atau surat tugas"),
	[FIELD_FORM] = STR("Formulir pendaftaran"),
	[FIELD_USERS] = STR("Pengguna"),
	[FIELD_NAME] = STR("Nama lengkap"),
	[FIELD_NIK] = STR("NIK"),
	[FIELD_ID_TYPE] = STR("Jenis nomor pegawai"),
	[FIELD_ID_NUMBER] = STR("NIP/NRP"),
	[FIELD_EMAIL] = STR("Email"),
	[FIELD_PHONE] = STR("Nomor ponsel"),
	[FIELD_POSITION] = STR("Jabatan"),
	[FIELD_ROLES] = STR("Peran"),
	[FIELD_NOTE] = STR("Keterangan"),
};

const struct reason return_reasons[] = {
	{ STR("NIK_TIDAK_SESUAI"), STR("NIK tidak sesuai data Dukcapil"), FIELD_NIK },
	{ STR("NAMA_TIDAK_SESUAI"), STR("Nama tidak sesuai data Dukcapil"), FIELD_NAME },
	{ STR("NIP_TIDAK_SESUAI"), STR("NIP/NRP tidak sesuai"), FIELD_ID_NUMBER },
	{ STR("EMAIL_BEDA_SK"), STR("Email berbeda dengan SK"), FIELD_EMAIL },
	{ STR("PERAN_BEDA_SK"), STR("Peran tidak sesuai SK"), FIELD_ROLES },
	{ STR("JABATAN_BEDA_SK"), STR("Jabatan berbeda dengan SK"), FIELD_POSITION },
	{ STR("SK_TIDAK_TERBACA"), STR("SK tidak terbaca atau tidak lengkap"), FIELD_SK },
	{ STR("SK_TANPA_TANDA_TANGAN"), STR("SK tidak ditandatangani KPA"), FIELD_SK },
	{ STR("SK_KEDALUWARSA"), STR("SK sudah tidak berlaku"), FIELD_SK },
	{ STR("FORMULIR_SALAH"), STR("Formulir tidak sesuai"), FIELD_FORM },
	{ STR("LAINNYA"), STR("Lainnya"), FIELD_NONE },
};
const size_t return_reason_count = COUNT(return_reasons);

const struct reason reject_reasons[] = {
	{ STR("BUKAN_SATKER_MITRA"), STR("Satker bukan mitra kerja KPPN ini"),
	  FIELD_NONE },
	{ STR("SK_TIDAK_SAH"), STR("SK atau surat tugas tidak sah"), FIELD_NONE },
	{ STR("BUKAN_PEGAWAI"), STR("Bukan pegawai satker"), FIELD_NONE },
	{ STR("GANDA"), STR("Permohonan ganda"), FIELD_NONE },
	{ STR("LAINNYA"), STR("Lainnya"), FIELD_NONE },
};
const size_t reject_reason_count = COUNT(reject_reasons);

const struct reason *reason_of(str code)
{
	for (size_t i = 0; i < return_reason_count; i++)
		if (str_eq(return_reasons[i].code, code))
			return &return_reasons[i];
	for (size_t i = 0; i < reject_reason_count; i++)
		if (str_eq(reject_reasons[i].code, code))
			return &reject_reasons[i];
	return NULL;
}

/* {isian} is the label, {nilai} and {lain} are the finding's value and other. */
static const struct {
	str code;
	enum severity severity;
	str text;
} sentences[FINDINGS] = {
	[FINDING_EMPTY] = { STR("empty"), SEVERITY_REFUSE, STR("{kerja} {isian}") },
	[FINDING_TOO_LONG] = { STR("too_long"), SEVERITY_REFUSE,
			       STR("{isian} paling banyak {nilai} karakter") },
	[FINDING_NOT_TEXT] = { STR("not_text"), SEVERITY_REFUSE,
			       STR("{isian} memuat karakter yang tidak dapat dipakai") },
	[FINDING_HIDDEN] = { STR("hidden_characters"), SEVERITY_REFUSE,
			     STR("{isian} memuat karakter yang tidak terlihat. Kosongkan isian, lalu ketik ulang") },
	[FINDING_SATKER_SHAPE] = { STR("satker_shape"), SEVERITY_REFUSE,
				   STR("Kode satker harus 6 angka") },
	[FINDING_SATKER_UNKNOWN] = { STR("satker_unknown"), SEVERITY_REFUSE,
				     STR("Kode satker {nilai} tidak terdaftar") },
	[FINDING_KIND_ELSEWHERE] = { STR("kind_elsewhere"), SEVERITY_REFUSE,
				     STR("Perubahan dan penghapusan diajukan Operator atau "
					 "KPA satker setelah masuk, atau CSO KPPN") },
	[FINDING_DATE_SHAPE] = { STR("date_shape"), SEVERITY_REFUSE,
				 STR("Tanggal harus lengkap, contoh 23/11/2026") },
	[FINDING_DATE_FUTURE] = { STR("date_future"), SEVERITY_REFUSE,
				  STR("{isian} tidak boleh melewati hari ini") },
	[FINDING_EMAIL_SHAPE] = { STR("email_shape"), SEVERITY_REFUSE,
				  STR("Email harus alamat aktif, contoh "
				      "nama@instansi.go.id") },
	[FINDING_SIGNER_SHAPE] = { STR("signer_shape"), SEVERITY_REFUSE,
				   STR("{isian} harus 18 angka, atau NRP untuk "
				       "TNI/Polri") },
	[FINDING_USERS_MANY] = { STR("users_many"), SEVERITY_REFUSE,
				 STR("Paling banyak {nilai} pengguna dalam satu "
				     "permohonan") },
	[FINDING_NIK_DIGITS] = { STR("nik_digits"), SEVERITY_REFUSE,
				 STR("NIK hanya berisi angka") },
	[FINDING_NIK_LENGTH] = { STR("nik_length"), SEVERITY_REFUSE,
				 STR("NIK harus 16 angka, saat ini {nilai} angka") },
	[FINDING_NIK_DATE] = { STR("nik_date"), SEVERITY_REFUSE,
			       STR("Tanggal lahir pada NIK tidak ada dalam kalender") },
	[FINDING_NIK_SERIAL] = { STR("nik_serial"), SEVERITY_REFUSE,
				 STR("Empat angka terakhir NIK tidak boleh 0000") },
	[FINDING_NIK_SAME_DIGIT] = { STR("nik_same_digit"), SEVERITY_REFUSE,
				     STR("NIK tidak boleh terdiri atas satu angka yang "
					 "diulang") },
	[FINDING_NIK_REPEATED] = { STR("nik_repeated"), SEVERITY_REFUSE,
				   STR("NIK ini sudah diisi untuk pengguna {lain}") },
	[FINDING_NIP_SHAPE] = { STR("nip_shape"), SEVERITY_REFUSE,
				STR("NIP harus 18 angka. Untuk TNI/Polri pilih NRP") },
	[FINDING_NIP_REPEATED] = { STR("id_number_repeated"), SEVERITY_REFUSE,
				   STR("NIP/NRP ini sudah diisi untuk pengguna {lain}") },
	[FINDING_NRP_SHAPE] = { STR("nrp_shape"), SEVERITY_REFUSE,
				STR("NRP berisi 5 sampai 20 angka, huruf, titik, garis "
				    "miring, atau tanda hubung") },
	[FINDING_EMAIL_REPEATED] = { STR("email_repeated"), SEVERITY_REFUSE,
				     STR("Email ini sudah diisi untuk pengguna {lain}") },
	[FINDING_PHONE_SHAPE] = { STR("phone_shape"), SEVERITY_REFUSE,
				  STR("Nomor ponsel harus diawali 08 dan berisi 10 sampai "
				      "15 angka") },
	[FINDING_ROLE_UNKNOWN] = { STR("role_unknown"), SEVERITY_REFUSE,
				   STR("Pilih peran yang tersedia untuk satker") },
	[FINDING_ROLE_CONFLICT] = { STR("role_conflict"), SEVERITY_REFUSE,
				    STR("Peran {nilai} tidak boleh dirangkap dengan "
					"{lain}") },
	[FINDING_NOT_REOPENED] = { STR("not_reopened"), SEVERITY_REFUSE,
				   STR("{isian} tidak diminta KPPN untuk diperbaiki") },
	[FINDING_UNKNOWN_WORD] = { STR("unknown_word"), SEVERITY_REFUSE,
				   STR("Pilih salah satu: {nilai}") },
	[FINDING_NOT_CORRECTED] = { STR("not_corrected"), SEVERITY_REFUSE,
				    STR("{isian} belum diubah sejak dikembalikan KPPN. "
					"Perbaiki, atau jelaskan mengapa tetap") },
	[FINDING_FIXED_BY_START] = { STR("fixed_by_start"), SEVERITY_REFUSE,
				     STR("{isian} ditetapkan saat permohonan dimulai") },
	[FINDING_USER_NUMBER] = { STR("user_number"), SEVERITY_REFUSE,
				  STR("Nomor urut pengguna harus berbeda, 1 sampai 50") },
	[FINDING_NIK_NIP_BIRTH] = { STR("nik_nip_birth"), SEVERITY_WARN,
				    STR("Tanggal lahir pada NIK ({nilai}) berbeda dengan "
					"tanggal lahir pada NIP ({lain})") },
	[FINDING_NIK_NIP_SEX] = { STR("nik_nip_sex"), SEVERITY_WARN,
				  STR("Jenis kelamin pada NIK berbeda dengan jenis "
				      "kelamin pada NIP") },
	[FINDING_BASIS_USED] = { STR("basis_used"), SEVERITY_WARN,
				 STR("Nomor SK ini sudah dipakai pada permohonan {lain}. "
				     "Periksa kembali sebelum mengirim") },
	[FINDING_SELF_APPOINTED] = { STR("self_appointed"), SEVERITY_WARN,
				     STR("{nilai} menandatangani SK yang menetapkan "
					 "dirinya sendiri") },
	[FINDING_OTHER_SIGNER] = { STR("other_signer"), SEVERITY_WARN,
				   STR("Penanda tangan SK, {nilai}, bukan KPA yang "
				       "tercatat, {lain}") },
	[FINDING_OTHER_SIGNER_NIP] = { STR("other_signer_nip"), SEVERITY_WARN,
				       STR("NIP penanda tangan SK ({nilai}) berbeda "
					   "dengan NIP KPA yang tercatat ({lain}); "
					   "namanya sama") },
	[FINDING_AGE] = { STR("age"), SEVERITY_HINT,
			  STR("Usia menurut NIK {nilai} tahun. Periksa kembali NIK") },
	[FINDING_REGION] = { STR("region_unknown"), SEVERITY_HINT,
			     STR("Kode wilayah {nilai} pada NIK tidak dikenal. Periksa "
				 "kembali NIK") },
	[FINDING_KNOWN_PERSON] = { STR("known_person"), SEVERITY_HINT,
				   STR("{nilai} sudah memiliki akun. Persetujuan "
				       "menambahkan satker ini pada akun tersebut") },
	[FINDING_KNOWN_OTHER_NAME] = { STR("known_other_name"), SEVERITY_WARN,
				       STR("NIK ini terdaftar dengan nama lain: "
					   "{lain}") },
	[FINDING_KNOWN_HERE] = { STR("known_here"), SEVERITY_WARN,
				 STR("{nilai} sudah aktif di satker ini dengan peran "
				     "{lain}. Persetujuan menambahkan peran") },
	[FINDING_NIK_IN_OTHER] = { STR("nik_in_other"), SEVERITY_WARN,
				   STR("NIK ini juga ada pada permohonan {lain} yang "
				       "belum selesai") },
	[FINDING_EMAIL_TAKEN] = { STR("email_taken"), SEVERITY_WARN,
				  STR("Email ini milik orang lain yang sudah terdaftar") },
	[FINDING_ROLES_HERE] = { STR("roles_here"), SEVERITY_WARN,
				 STR("Peran {nilai} tidak boleh dirangkap dengan {lain} "
				     "yang sudah dimiliki di satker ini") },
	[FINDING_NIK_OUTCOME] = { STR("nik_outcome"), SEVERITY_WARN,
				  STR("Hasil pemeriksaan NIK: {nilai}") },
	[FINDING_FLAG_UNKNOWN] = { STR("flag_unknown"), SEVERITY_REFUSE,
				   STR("Pilih isian yang perlu diperbaiki") },
	[FINDING_REASON_UNKNOWN] = { STR("reason_unknown"), SEVERITY_REFUSE,
				     STR("Pilih alasan dari daftar") },
	[FINDING_REASON_MISSING] = { STR("reason_missing"), SEVERITY_REFUSE,
				     STR("Isi alasan") },
	[FINDING_KIND_NEW] = { STR("kind_pendaftaran"), SEVERITY_REFUSE,
			       STR("Ini Pendaftaran, bukan Perubahan: {nilai} belum menjadi "
				   "pengguna satker ini") },
	[FINDING_KIND_CHANGE] = { STR("kind_perubahan"), SEVERITY_REFUSE,
				  STR("Ini Perubahan: {nilai} sudah menjadi pengguna satker "
				      "ini dan yang berubah {lain}") },
	[FINDING_KIND_REMOVAL] = { STR("kind_penghapusan"), SEVERITY_REFUSE,
				   STR("Ini Penghapusan: {nilai} sudah menjadi pengguna satker "
				       "ini dan tidak diberi peran lagi") },
	[FINDING_NO_CHANGE] = { STR("no_change"), SEVERITY_REFUSE,
				STR("{nilai} sudah menjadi pengguna satker ini dan tidak ada "
				    "yang berubah. Ubah datanya sebagai Perubahan, atau "
				    "ajukan Penghapusan") },
	[FINDING_REGISTERED_AS] = { STR("registered_as"), SEVERITY_REFUSE,
				    STR("{isian} tercatat {nilai} dan tidak diubah lewat "
					"permohonan ini. Mintalah koreksinya lewat tiket HAI "
					"CSO") },
	[FINDING_NOT_MEMBER] = { STR("not_member"), SEVERITY_REFUSE,
				 STR("Bukan pengguna satker ini. Pilih dari daftar pengguna, "
				     "atau ajukan Pendaftaran") },
	[FINDING_FILE_EMPTY] = { STR("file_empty"), SEVERITY_REFUSE,
				 STR("Unggah {nilai} dalam PDF") },
	[FINDING_LAST_USER] = { STR("last_user"), SEVERITY_WARN,
				STR("Setelah ini satker tidak punya pengguna aktif. Daftarkan "
				    "penggantinya lebih dahulu{lain}") },
	[FINDING_FEW_USERS] = { STR("few_users"), SEVERITY_WARN,
				STR("Setelah ini tersisa satu pengguna aktif. Satker sebaiknya "
				    "punya sedikitnya dua{lain}") },
	[FINDING_REGISTER_MOVED] = { STR("register_moved"), SEVERITY_WARN,
				     STR("Data {nilai} di daftar pengguna berubah sejak "
					 "permohonan dikirim. Kembalikan agar satker memeriksa "
					 "Semula dan Menjadi") },
};

struct finding finding_of(enum finding_kind k, int user, enum field f, str value,
			  str other)
{
	return (struct finding){
		.user = user,
		.field = f,
		.code = sentences[k].code,
		.severity = sentences[k].severity,
		.value = value,
		.other = other,
	};
}

bool finding_is(const struct finding *f, enum finding_kind k)
{
	return str_eq(f->code, sentences[k].code);
}

static str template_of(str code)
{
	for (size_t i = 0; i < COUNT(sentences); i++)
		if (str_eq(sentences[i].code, code))
			return sentences[i].text;
	panic("no sentence for finding %.*s", P(code));
}

static str verb_of(enum field f)
{
	switch (f) {
	case FIELD_KIND:
	case FIELD_BASIS_TYPE:
	case FIELD_ID_TYPE:
	case FIELD_ROLES:
		return S("Pilih");
	case FIELD_SK:
	case FIELD_FORM:
		return S("Unggah");
	default:
		return S("Isi");
	}
}

/* "nomor SK" but "NIK": an abbreviation keeps its capitals inside a sentence. */
static str label_inside(struct arena *a, enum field f)
{
	str label = field_labels[f];
	str second = str_skip(label, 1);

	if (second.n && second.p[0] >= 'a' && second.p[0] <= 'z')
		return arena_fmt(a, "%.*s%.*s", P(arena_lower(a, str_left(label, 1))),
				 P(second));
	return label;
}

static str fill(struct arena *a, const struct finding *f, str hole, bool first)
{
	if (str_eq(hole, S("kerja")))
		return verb_of(f->field);
	if (str_eq(hole, S("nilai")))
		return f->value;
	if (str_eq(hole, S("lain")))
		return f->other;
	return first ? field_labels[f->field] : label_inside(a, f->field);
}

str finding_text(struct arena *a, const struct finding *f)
{
	struct buf b = buf_new(a);
	str rest = template_of(f->code);

	while (rest.n) {
		buf_add(&b, str_cut(&rest, '{'));
		if (rest.n)
			buf_add(&b, fill(a, f, str_cut(&rest, '}'), b.n == 0));
	}
	return buf_str(&b);
}

str finding_path(struct arena *a, const struct finding *f)
{
	if (!f->user)
		return field_words[f->field];
	if (f->field == FIELD_NONE)
		return arena_fmt(a, "users[%d]", f->user - 1);
	return arena_fmt(a, "users[%d].%.*s", f->user - 1, P(field_words[f->field]));
}

struct date registration_fix_day(const struct registration *r)
{
	return date_at(r->fix_until - 1, r->zone);
}

str registration_title(struct arena *a, const struct registration *r)
{
	static const str words[KINDS] = {
		[KIND_PENDAFTARAN] = STR("Pendaftaran"),
		[KIND_PERUBAHAN] = STR("Perubahan"),
		[KIND_PENGHAPUSAN] = STR("Penghapusan"),
	};

	return arena_fmt(a, "%.*s User MyIntress Tipe Satker %.*s", P(words[r->kind]),
			 P(r->satker_name));
}

const struct registration_event registration_events[] = {
	{ STR("registration.begun"), STR("") }, /* before there was a number */
	{ STR("registration.created"), STR("Draf dibuat") },
	{ STR("registration.changed"), STR("") },
	{ STR("registration.submitted"), STR("Permohonan diajukan") },
	{ STR("registration.claimed"), STR("Diambil petugas KPPN") },
	{ STR("registration.released"), STR("Dilepas petugas KPPN") },
	{ STR("registration.lapsed"), STR("Kembali ke antrean KPPN") },
	{ STR("registration.nik_asked"), STR("") },
	{ STR("registration.opened"), STR("") },
	{ STR("registration.document_opened"), STR("") },
	{ STR("registration.document_downloaded"), STR("") },
	{ STR("registration.returned"), STR("Dikembalikan untuk perbaikan") },
	{ STR("registration.reminded"), STR("Pengingat perbaikan dikirim") },
	{ STR("registration.approved"), STR("Disetujui") },
	{ STR("registration.second_asked"), STR("Menunggu persetujuan petugas kedua") },
	{ STR("registration.seconded"), STR("Disetujui petugas kedua") },
	{ STR("registration.rejected"), STR("Ditolak") },
	{ STR("registration.withdrawn"), STR("Dibatalkan") },
	{ STR("registration.expired"), STR("Kedaluwarsa") },
	{ STR("registration.done"), STR("Semua pengguna aktif") },
	{ STR("registration.add_asked"), STR("Penambahan dikirim, NIK diperiksa") },
	{ STR("registration.kpa_asked"), STR("NIK sesuai, menunggu konfirmasi KPA") },
	{ STR("registration.added"), STR("Penambahan berlaku") },
	{ STR("registration.declined"), STR("Tidak dikonfirmasi KPA") },
	{ STR("registration.deadline_warned"), STR("") },
	{ STR("registration.deadline_escalated"), STR("") },
};
const size_t registration_event_count = COUNT(registration_events);

str registration_event_words(str event)
{
	for (size_t i = 0; i < registration_event_count; i++)
		if (str_eq(registration_events[i].event, event))
			return registration_events[i].words;
	return S("");
}
