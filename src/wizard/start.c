/* Before there is a draft: the satker, its mailbox, the code; and coming back by a link.
 */
#include "identity/identity.h"
#include "wizard/internal.h"

static struct ui_field code_field(str value)
{
	return (struct ui_field){
		.id = S("satker"),
		.label = S("Kode satker"),
		.hint = S("6 angka, seperti pada DIPA"),
		.value = value,
		.inputmode = S("numeric"),
		.class = S("l-6 angka"),
		.maxlength = 12,
		.required = true,
	};
}

static struct ui_field email_field(str value)
{
	return (struct ui_field){
		.id = S("email"),
		.label = S("Email satker"),
		.hint = S(
			"Kode konfirmasi dan semua kabar permohonan dikirim ke alamat ini"),
		.value = value,
		.type = S("email"),
		.autocomplete = S("email"),
		.required = true,
	};
}

static err show_start(struct work *w, const struct request *rq, struct reply *rp,
		      struct start_view *v)
{
	struct page page = { .title = S("Daftarkan pengguna satker"),
			     .layout = LAYOUT_PUBLIC,
			     .has_errors = v->errors.count > 0 };

	(void)rq;
	v->signed_in = w->actor->person != 0;
	for (size_t i = 0; i < v->errors.count; i++) {
		const struct complaint *c = &v->errors.items[i];

		*(str_eq(c->field, S("email")) ? &v->email.error : &v->code.error) =
			c->message;
	}
	page_start(reply_page(rp, page.has_errors ? 422 : 200, page), v);
	return OK;
}

static void complain(struct arena *a, struct start_view *v, str field, str message)
{
	*PUSH(a, &v->errors) = (struct complaint){ .field = field, .message = message };
}

/* A signed-in maker has a satker already: he goes straight to his draft. */
static err get_start(struct work *w, const struct request *rq, struct reply *rp)
{
	str code = nik_plain(w->arena, query_str(rq, "satker"));
	bool asked = code.n || query_str(rq, "cari").n;
	struct start_view v = { .code = code_field(code), .email = email_field(S("")) };
	struct satker *satker = NULL;

	if (str_digits(code, 6))
		TRY(satker_find(w, code, &satker));
	v.satker = satker;
	if (asked && !satker)
		complain(
			w->arena, &v, S("satker"),
			code.n == 0 ? S("Isi kode satker")
			: str_digits(code, 6)
				? S("Kode satker tidak ditemukan. Periksa kembali pada DIPA Anda.")
				: S("Kode satker harus 6 angka"));
	return show_start(w, rq, rp, &v);
}

static err show_confirm(struct work *w, const struct request *rq, struct reply *rp,
			str error)
{
	struct confirm_view v = { .draft = path_str(rq, "draft") };
	struct page page = { .title = S("Masukkan kode konfirmasi"),
			     .layout = LAYOUT_PUBLIC,
			     .has_errors = error.n > 0 };

	TRY(draft_waiting(w, v.draft, &v.email));
	if (v.email.n == 0)
		return reply_redirect(rp, S("/pendaftaran/lanjutkan"));
	v.error = error;
	v.code = (struct ui_field){
		.id = S("kode"),
		.label = S("Kode konfirmasi"),
		.hint = S("6 angka dari email, berlaku 10 menit"),
		.error = error,
		.inputmode = S("numeric"),
		.autocomplete = S("one-time-code"),
		.class = S("l-6 angka"),
		.maxlength = 12,
		.required = true,
	};
	page_confirm(reply_page(rp, page.has_errors ? 422 : 200, page), &v);
	return OK;
}

static err get_confirm(struct work *w, const struct request *rq, struct reply *rp)
{
	return show_confirm(w, rq, rp, S(""));
}

static str confirm_path(struct arena *a, str draft)
{
	return arena_fmt(a, "/pendaftaran/konfirmasi/%.*s", P(draft));
}

static err post_start(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct {
		str field, text;
	} words[START_REFUSALS] = {
		[START_NO_SATKER] = { STR("satker"),
				      STR("Kode satker tidak ditemukan. Periksa kembali pada DIPA Anda.") },
		[START_BAD_EMAIL] = { STR("email"),
				      STR("Email harus alamat aktif, contoh nama@instansi.go.id") },
		[START_TOO_MANY] = { STR("email"),
				     STR("Sudah lima draf dimulai hari ini dari alamat ini. Lanjutkan draf yang ada atau coba lagi besok.") },
	};
	str code = form_str(rq, "satker"), email = form_str(rq, "email");
	struct start_view v = { .code = code_field(code), .email = email_field(email) };
	enum start_refusal why;
	struct satker *satker;
	str draft;

	TRY(draft_start(w, code, email, &why, &draft));
	if (!why)
		return reply_redirect(rp, confirm_path(w->arena, draft));
	TRY(satker_find(w, code, &satker));
	v.satker = satker;
	complain(w->arena, &v, words[why].field, words[why].text);
	return show_start(w, rq, rp, &v);
}

/* The draft's token opens this one request, in this browser. */
static err enter(struct work *w, struct reply *rp, str token)
{
	struct registration *r;

	TRY(draft_enter(w, token, &r));
	if (!r)
		return reply_redirect(rp, S("/pendaftaran"));
	reply_cookie(rp, S("__Host-draf"), token, DRAFT_DAYS * (int64_t)DAY);
	return reply_redirect(rp, wizard_path(w->arena, r, S("")));
}

static err post_confirm(struct work *w, const struct request *rq, struct reply *rp)
{
	str token, code = form_str(rq, "kode");

	if (code.n == 0)
		return show_confirm(w, rq, rp, S("Isi kode konfirmasi"));
	TRY(draft_confirm(w, path_str(rq, "draft"), code, &token));
	if (token.n)
		return enter(w, rp, token);
	return show_confirm(
		w, rq, rp,
		S("Kode tidak cocok atau sudah kedaluwarsa. Periksa email terbaru atau minta kode baru."));
}

static err post_code_again(struct work *w, const struct request *rq, struct reply *rp)
{
	str draft = path_str(rq, "draft");
	bool sent;

	TRY(draft_code_again(w, draft, &sent));
	reply_flash(
		rp, sent ? S("ok") : S("awas"),
		sent ? S("Kode baru dikirim. Kode sebelumnya tidak berlaku lagi.")
		     : S("Kode sudah dikirim tiga kali. Periksa email satker atau mulai kembali."));
	return reply_redirect(rp, confirm_path(w->arena, draft));
}

err wizard_begin(struct work *w, struct reply *rp)
{
	struct registration_input in = {
		.satker = w->actor->unit,
		.kind = KIND_PENDAFTARAN,
		.fields_set = FIELD_BIT(FIELD_SATKER) | FIELD_BIT(FIELD_CONTACT_EMAIL),
	};
	struct registration_result result;
	struct person *me;

	TRY(person_find(w, w->actor->person, &me));
	in.contact_email = me ? me->email : S("");
	if (w->actor->unit_kind != UNIT_SATKER)
		return reply_redirect(rp, S("/pendaftaran"));
	TRY(registration_create(w, &in, &result));
	if (result.why)
		return wizard_refuse(rp, result.why);
	return reply_redirect(rp, wizard_path(w->arena, result.registration, S("")));
}

/* A new draft of somebody who is signed in: the satker is the active one. */
static err post_signed_in(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)rq;
	return wizard_begin(w, rp);
}

/* ---- coming back ---- */

static struct ui_field number_field(str value)
{
	return (struct ui_field){
		.id = S("nomor"),
		.label = S("Nomor permohonan"),
		.hint = S("Contoh: REG-2026-047-00318"),
		.value = value,
		.autocomplete = S("off"),
		.required = true,
	};
}

static err show_resume_ask(struct reply *rp, str number, str error)
{
	struct resume_view v = { .number = number_field(number) };
	struct page page = { .title = S("Lanjutkan draf"),
			     .layout = LAYOUT_PUBLIC,
			     .has_errors = error.n > 0 };

	v.number.error = error;
	if (error.n)
		*PUSH(reply_arena(rp), &v.errors) =
			(struct complaint){ .field = v.number.id, .message = error };
	page_resume_ask(reply_page(rp, error.n ? 422 : 200, page), &v);
	return OK;
}

static err get_resume_ask(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	return show_resume_ask(rp, query_str(rq, "nomor"), S(""));
}

static err post_resume_ask(struct work *w, const struct request *rq, struct reply *rp)
{
	if (form_str(rq, "nomor").n == 0)
		return show_resume_ask(rp, S(""), S("Isi nomor permohonan"));
	TRY(draft_resume_ask(w, form_str(rq, "nomor")));
	page_resume_sent(reply_page(rp, 200,
				    (struct page){ .title = S("Periksa email satker"),
						   .layout = LAYOUT_PUBLIC }));
	return OK;
}

/* Opening the page does not use the link up: mail scanners open every link. */
static err show_resume(const struct request *rq, struct reply *rp, bool dead)
{
	struct resume_view v = { .link = path_str(rq, "link"), .dead = dead };
	struct page page = { .title = dead ? S("Tautan tidak berlaku lagi")
					   : S("Lanjutkan permohonan"),
			     .layout = LAYOUT_PUBLIC };

	page_resume(reply_page(rp, dead ? 409 : 200, page), &v);
	return OK;
}

static err get_resume(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	return show_resume(rq, rp, false);
}

static err post_resume(struct work *w, const struct request *rq, struct reply *rp)
{
	str token;

	TRY(draft_resume(w, path_str(rq, "link"), &token));
	return token.n ? enter(w, rp, token) : show_resume(rq, rp, true);
}

/* The browser may be shared: whoever comes after opens nothing of the request. */
static err post_leave(struct work *w, const struct request *rq, struct reply *rp)
{
	str token = request_cookie(rq, S("__Host-draf"));

	if (token.n)
		TRY(draft_leave(w, token));
	reply_cookie(rp, S("__Host-draf"), S(""), 0);
	reply_flash(
		rp, S("ok"),
		w->actor->person
			? S("Isian tersimpan. Lanjutkan kapan saja dari daftar permohonan.")
			: S("Isian tersimpan dan permohonan ditutup di peramban ini. Untuk melanjutkan, pakai tautan di email satker atau minta tautan baru dengan nomor permohonan."));
	return reply_redirect(rp, w->actor->person ? S("/permohonan") : S("/"));
}

const struct route wizard_start_routes[] = {
	{ GET, "/pendaftaran", CAN_READ_PUBLIC, get_start, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/pendaftaran", CAN_READ_PUBLIC, post_start, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/pendaftaran/konfirmasi/:draft", CAN_READ_PUBLIC, get_confirm,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/pendaftaran/konfirmasi/:draft", CAN_READ_PUBLIC, post_confirm,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/pendaftaran/konfirmasi/:draft/kirim-ulang", CAN_READ_PUBLIC,
	  post_code_again, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/pendaftaran/baru", CAN_DRAFT_REGISTRATION, post_signed_in },
	{ GET, "/pendaftaran/lanjutkan", CAN_READ_PUBLIC, get_resume_ask,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/pendaftaran/lanjutkan", CAN_READ_PUBLIC, post_resume_ask,
	  ROUTE_ANY_MEMBERSHIP },
	{ GET, "/pendaftaran/lanjutkan/:link", CAN_READ_PUBLIC, get_resume,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/pendaftaran/lanjutkan/:link", CAN_READ_PUBLIC, post_resume,
	  ROUTE_ANY_MEMBERSHIP },
	{ POST, "/pendaftaran/keluar", CAN_READ_PUBLIC, post_leave,
	  ROUTE_ANY_MEMBERSHIP },
	{ 0 },
};
