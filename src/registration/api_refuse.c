/* Why not: refusals as problems, with what is wrong and how the request stands now. */
#include "html/html.h"
#include "registration/api.h"

const struct refusal registration_refusals[REGISTRATION_REFUSALS] = {
	[REGISTRATION_NOT_FOUND] = { 404, STR("not_found"),
				     STR("Permohonan tidak ditemukan.") },
	[REGISTRATION_STALE] = { 409, STR("stale"),
				 STR("Permohonan ini berubah sejak Anda membukanya.") },
	[REGISTRATION_WRONG_STATE] = { 409, STR("wrong_state"),
				       STR("Status permohonan sekarang tidak memungkinkan tindakan ini.") },
	[REGISTRATION_INCOMPLETE] = { 422, STR("incomplete"),
				      STR("Ada isian yang perlu diperbaiki.") },
	[REGISTRATION_NOT_REOPENED] = { 409, STR("not_reopened"),
					STR("Hanya isian yang dikembalikan KPPN yang dapat diubah.") },
	[REGISTRATION_CLAIMED] = { 409, STR("claimed"),
				   STR("Permohonan ini sedang dipegang petugas lain.") },
	[REGISTRATION_OWN] = { 403, STR("own_request"),
			       STR("Anda membuat permohonan ini atau tercantum di dalamnya. Petugas lain yang memutuskan.") },
	[REGISTRATION_NO_REASON] = { 422, STR("no_reason"), STR("Isi alasan") },
	[REGISTRATION_BAD_REASON] = { 422, STR("bad_reason"),
				      STR("Pilih alasan dari daftar, paling banyak 1.000 karakter") },
	[REGISTRATION_NIK_WAITING] = { 409, STR("nik_waiting"),
				       STR("Belum ada jawaban positif Dukcapil. Persetujuan memerlukan alasan dan petugas kedua.") },
	[REGISTRATION_NIK_NEVER] = { 409, STR("nik_never"),
				     STR("NIK tercatat meninggal atau salah format. Siapa pun tidak dapat menyetujuinya.") },
	[REGISTRATION_NIK_AUTOMATIC] = { 409, STR("nik_automatic"),
					 STR("Pemeriksaan NIK di sini dilakukan otomatis.") },
	[REGISTRATION_NIK_MANUAL] = { 409, STR("nik_manual"),
				      STR("Pilih hasil yang Anda lihat di Dukcapil, lalu catat. Di sini NIK tidak ditanyakan otomatis.") },
	[REGISTRATION_SAME_OFFICER] = { 403, STR("same_officer"),
					STR("Permohonan yang Anda verifikasi harus disetujui petugas lain.") },
	[REGISTRATION_EMAIL_TAKEN] = { 409, STR("email_taken"),
				       STR("Email pada permohonan ini sudah terdaftar atas nama orang lain. Kembalikan untuk diperbaiki.") },
	[REGISTRATION_ROLES_FORBIDDEN] = { 409, STR("roles_forbidden"),
					   STR("Peran yang diminta tidak boleh dirangkap dengan peran yang sudah dimiliki di satker ini.") },
	[REGISTRATION_REAUTHENTICATE] = { 403, STR("reauthentication_required"),
					  STR("Masukkan kembali kata sandi, lalu kirim sekali lagi.") },
	[REGISTRATION_NOT_PARTNER] = { 422, STR("satker"),
				       STR("Kode satker tidak ditemukan.") },
	[REGISTRATION_NO_SUCH_USER] = { 422, STR("no_such_user"),
					STR("Pilih pengguna dari daftar") },
	[REGISTRATION_ONE_USER] = { 422, STR("one_user"),
				    STR("Penambahan mandiri memuat satu pengguna.") },
	[REGISTRATION_MANY_TODAY] = { 429, STR("too_many_today"),
				      STR("Hari ini satker Anda sudah menambah 5 pengguna. Lanjutkan besok atau kirim permohonan ke KPPN.") },
	[REGISTRATION_LAST_USER] = { 409, STR("last_active_user"),
				     STR("Satker tidak akan punya pengguna aktif. Mintalah penggantinya didaftarkan lebih dahulu. Bila tetap harus, isi alasan; petugas kedua memutuskan.") },
	[REGISTRATION_REGISTER_MOVED] = { 409, STR("register_moved"),
					  STR("Daftar pengguna berubah sejak permohonan ini dikirim. Kembalikan agar satker memeriksa Semula dan Menjadi.") },
	[REGISTRATION_NOT_ALLOWED] = { 403, STR("forbidden"),
				       STR("Peran Anda tidak mencakup tindakan ini.") },
	[REGISTRATION_QUOTA] = { 429, STR("quota_exceeded"),
				 STR("Jatah pemeriksaan NIK Anda hari ini sudah habis. Lanjutkan besok atau minta rekan Anda.") },
};

/* Which field of the body a refusal with 422 is about, when it is about one. */
static const str refused_fields[REGISTRATION_REFUSALS] = {
	[REGISTRATION_NO_REASON] = STR("reason"),
	[REGISTRATION_BAD_REASON] = STR("code"),
	[REGISTRATION_NOT_PARTNER] = STR("satker"),
	[REGISTRATION_NO_SUCH_USER] = STR("users"),
	[REGISTRATION_ONE_USER] = STR("users"),
};

static struct refusal refusal_of(struct work *w, const struct registration_result *result)
{
	static const struct refusal nobody = {
		401, STR("unauthenticated"),
		STR("Kirim Authorization: Bearer dengan token sesi atau draf.")
	};
	struct refusal why = registration_refusals[result->why];

	if (!w->actor->person && !w->actor->draft)
		return nobody;
	if (result->why == REGISTRATION_CLAIMED && result->registration)
		why.text = arena_fmt(w->arena, "Permohonan ini dipegang %.*s sejak %.*s.",
				     P(result->who),
				     P(text_instant(w->arena, result->since,
						    result->registration->zone)));
	return why;
}

/* Only what is wrong; what was found besides is no complaint. */
static struct findings complaints_in(struct arena *a,
				     const struct registration_result *result)
{
	struct findings wrong = { 0 };

	for (size_t i = 0; i < result->findings.count; i++)
		if (result->why != REGISTRATION_INCOMPLETE ||
		    result->findings.items[i].severity == SEVERITY_REFUSE)
			*PUSH(a, &wrong) = result->findings.items[i];
	return wrong;
}

static void put_complaint(struct json_out *o, str field, const struct refusal *why)
{
	json_name(o, S("fields"));
	json_open(o, '[');
	problem_field(o, field, why->code, why->text);
	json_close(o, ']');
}

static void put_reject_faults(struct json_out *o, unsigned faults)
{
	json_name(o, S("fields"));
	json_open(o, '[');
	if (faults & REJECT_CODE)
		problem_field(o, S("code"), S("bad_reason"),
			      S("Pilih alasan dari daftar"));
	if (faults & REJECT_WORDS)
		problem_field(o, S("reason"), S("no_reason"), S("Isi alasan"));
	if (faults & REJECT_LONG)
		problem_field(o, S("reason"), S("too_long"),
			      S("Alasan paling banyak 1.000 karakter"));
	json_close(o, ']');
}

err refuse(struct work *w, struct reply *rp, const struct registration_result *result)
{
	struct findings wrong = complaints_in(w->arena, result);
	struct refusal why = refusal_of(w, result);
	struct json_out *o = reply_problem_open(rp, &why);

	if (wrong.count)
		put_findings(o, S("fields"), S("name"), &wrong);
	else if (result->reject_faults)
		put_reject_faults(o, result->reject_faults);
	else if (why.status == 422)
		put_complaint(o, refused_fields[result->why], &why);
	if (why.status == 409 && result->registration) {
		json_name(o, S("registration"));
		TRY(put_request(w, o, result->registration));
	}
	json_close(o, '}');
	return OK;
}

err refuse_only(struct work *w, struct reply *rp, enum registration_refusal why)
{
	return refuse(w, rp, &(struct registration_result){ .why = why });
}

err refuse_field(struct reply *rp, str field, str code, str message)
{
	struct complaints c = { 0 };

	*PUSH(reply_arena(rp), &c) = (struct complaint){ field, code, message };
	return reply_complaints(rp, &c);
}

err answer_act(struct work *w, struct reply *rp, int status,
	       const struct registration_result *result)
{
	if (result->why)
		return refuse(w, rp, result);
	return put_request(w, reply_json(rp, status), result->registration);
}
