/* /api/v1/public: a mailbox instead of an account. */
#include "registration/api.h"

/* ---- starting ---- */

static err refuse_start(struct reply *rp, enum start_refusal why)
{
	static const struct refusal many = {
		429, STR("too_many_drafts"),
		STR("Sudah lima draf dimulai hari ini dari alamat ini. Lanjutkan draf yang ada atau coba lagi besok.")
	};

	if (why == START_NO_SATKER)
		return refuse_field(
			rp, S("satker"), S("satker_unknown"),
			S("Kode satker tidak ditemukan. Periksa kembali pada DIPA Anda."));
	if (why == START_BAD_EMAIL)
		return refuse_field(
			rp, S("contact_email"), S("email_shape"),
			S("Email harus alamat aktif, contoh nama@instansi.go.id"));
	return reply_refusal(rp, &many);
}

static err post_start(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body;
	enum start_refusal why;
	struct json_out *o;
	str draft;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(draft_start(w, str_trim(json_text(json_get(body, S("satker")))),
			str_trim(json_text(json_get(body, S("contact_email")))), &why,
			&draft));
	if (why)
		return refuse_start(rp, why);
	o = reply_json(rp, 202);
	json_open(o, '{');
	json_put(o, S("draft"), draft);
	json_close(o, '}');
	return OK;
}

/* ---- the token ---- */

/* The number is null until POST /registrations has filled the draft. */
static err put_token(struct work *w, struct reply *rp, str token)
{
	struct registration *r;
	struct json_out *o;
	int64_t id;

	TRY(draft_by_token(w, token, &id));
	TRY(registration_find_id(w, id, &r));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_put(o, S("token"), token);
	put_some(o, S("number"), r->number);
	json_close(o, '}');
	return OK;
}

static err post_confirm(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body;
	str token;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(draft_confirm(w, path_str(rq, "draft"), json_text(json_get(body, S("code"))),
			  &token));
	return token.n ? put_token(w, rp, token)
		       : refuse_field(rp, S("code"), S("code_wrong"),
				      S("Kode tidak cocok atau sudah kedaluwarsa."));
}

/* 202 always: what came of it only the mailbox learns. */
static err post_resume_ask(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body;
	str number;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	number = json_text(json_get(body, S("number")));
	TRY(draft_resume_ask(
		w, str_trim(number.n ? number : json_text(json_get(body, S("draft"))))));
	return reply_empty(rp, 202);
}

static err post_resume(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal dead = {
		409, STR("link_dead"),
		STR("Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru.")
	};
	str token;

	TRY(draft_resume(w, path_str(rq, "link"), &token));
	return token.n ? put_token(w, rp, token) : reply_refusal(rp, &dead);
}

/* ---- the status by number and secret ---- */

static void put_status(struct json_out *o, const struct registration *r)
{
	json_open(o, '{');
	json_put(o, S("number"), r->number);
	json_put(o, S("kind"), kind_words[r->kind]);
	json_put(o, S("state"), state_words[r->state]);
	json_put(o, S("satker"), r->satker);
	json_put(o, S("satker_name"), r->satker_name);
	json_put(o, S("kppn"), r->kppn);
	json_put(o, S("kppn_name"), r->kppn_name);
	json_put(o, S("round"), r->round);
	put_at(o, S("submitted_at"), r->submitted_at);
	put_at(o, S("due_at"), r->due_at);
	put_at(o, S("fix_until"), r->fix_until);
	put_at(o, S("closed_at"), r->closed_at);
	json_name(o, S("users"));
	json_open(o, '[');
	for (size_t i = 0; i < r->users.count; i++) {
		json_open(o, '{');
		json_put(o, S("n"), r->users.items[i].n);
		json_put(o, S("state"), user_state_words[r->users.items[i].state]);
		put_roles(o, r->users.items[i].roles);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_close(o, '}');
}

static err post_status(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal wait = {
		429, STR("too_many_attempts"),
		STR("Terlalu banyak percobaan dari jaringan Anda. Tunggu sebentar lalu coba lagi.")
	};
	static const struct refusal unknown = {
		404, STR("not_found"), STR("Nomor atau kode rahasia tidak cocok.")
	};
	const struct json *body;
	struct registration *r;
	int64_t seconds;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(registration_by_secret(w, str_trim(json_text(json_get(body, S("number")))),
				   json_text(json_get(body, S("secret"))), &r, &seconds));
	if (seconds) {
		reply_header(rp, S("Retry-After"),
			     arena_fmt(w->arena, "%lld", (long long)seconds));
		return reply_refusal(rp, &wait);
	}
	if (!r)
		return reply_refusal(rp, &unknown);
	put_status(reply_json(rp, 200), r);
	return OK;
}

/* ---- what is said of them ---- */

static const struct api_field start_fields[] = {
	{ STR("satker"), JSON_TEXT, .says = STR("6 angka") },
	{ STR("contact_email"), JSON_TEXT,
	  .says = STR("kode konfirmasi dikirim ke sini") },
	{ 0 },
};
static const struct api_shape start_shape = { STR("DraftStart"), start_fields };
static const struct api_field started_fields[] = {
	{ STR("draft"), JSON_TEXT },
	{ 0 },
};
static const struct api_shape started_shape = { STR("DraftStarted"), started_fields };
static const struct api_field code_fields[] = {
	{ STR("code"), JSON_TEXT, .says = STR("6 angka dari email") },
	{ 0 },
};
static const struct api_shape code_shape = { STR("DraftCode"), code_fields };
static const struct api_field token_fields[] = {
	{ STR("token"), JSON_TEXT, .says = STR("Bearer, hanya untuk permohonan ini") },
	{ STR("number"), JSON_TEXT, .nullable = true,
	  .says = STR("null bila draf belum diisi") },
	{ 0 },
};
static const struct api_shape token_shape = { STR("DraftToken"), token_fields };
static const struct api_field resume_fields[] = {
	{ STR("number"), JSON_TEXT, .optional = true },
	{ STR("draft"), JSON_TEXT, .optional = true },
	{ 0 },
};
static const struct api_shape resume_shape = { STR("DraftResume"), resume_fields };
static const struct api_field secret_fields[] = {
	{ STR("number"), JSON_TEXT },
	{ STR("secret"), JSON_TEXT, .says = STR("dari email bukti pengajuan") },
	{ 0 },
};
static const struct api_shape secret_shape = { STR("StatusQuestion"), secret_fields };
static const struct api_field status_user_fields[] = {
	{ STR("n"), JSON_INT },
	{ STR("state"), JSON_TEXT, ONE_OF(user_state_words) },
	{ STR("roles"), JSON_LIST, JSON_TEXT, ONE_OF(role_words) },
	{ 0 },
};
static const struct api_field status_fields[] = {
	{ STR("number"), JSON_TEXT },
	{ STR("kind"), JSON_TEXT, ONE_OF(kind_words) },
	{ STR("state"), JSON_TEXT, ONE_OF(state_words) },
	{ STR("satker"), JSON_TEXT },
	{ STR("satker_name"), JSON_TEXT },
	{ STR("kppn"), JSON_TEXT },
	{ STR("kppn_name"), JSON_TEXT },
	{ STR("round"), JSON_INT },
	API_INSTANT("submitted_at"),
	API_INSTANT("due_at"),
	API_INSTANT("fix_until"),
	API_INSTANT("closed_at"),
	{ STR("users"), JSON_LIST, .of = status_user_fields },
	{ 0 },
};
static const struct api_shape status_shape = { STR("RegistrationStatus"), status_fields };

static const struct api_operation start_says = {
	.summary = STR("Memulai draf; kode konfirmasi dikirim ke email satker"),
	.body = &start_shape,
	.status = 202,
	.answer = &started_shape,
	.open = true,
};
static const struct api_operation confirm_says = {
	.summary = STR("Menukar kode dengan token draf"),
	.body = &code_shape,
	.status = 200,
	.answer = &token_shape,
	.open = true,
};
static const struct api_operation resume_ask_says = {
	.summary = STR("Meminta tautan untuk melanjutkan; jawabannya selalu sama"),
	.body = &resume_shape,
	.status = 202,
	.open = true,
};
static const struct api_operation resume_says = {
	.summary = STR("Menukar tautan dari email dengan token draf baru"),
	.status = 200,
	.answer = &token_shape,
	.open = true,
};
static const struct api_operation status_says = {
	.summary = STR(
		"Status permohonan dengan nomor dan kode rahasia, tanpa data pribadi"),
	.body = &secret_shape,
	.status = 200,
	.answer = &status_shape,
	.open = true,
};

#define PUBLIC "/api/v1/public"
const struct route registration_public_routes[] = {
	{ POST, PUBLIC "/registrations", CAN_READ_PUBLIC, post_start,
	  ROUTE_ANY_MEMBERSHIP, .api = &start_says },
	{ POST, PUBLIC "/registrations/:draft/confirm", CAN_READ_PUBLIC, post_confirm,
	  ROUTE_ANY_MEMBERSHIP, .api = &confirm_says },
	{ POST, PUBLIC "/resume", CAN_READ_PUBLIC, post_resume_ask, ROUTE_ANY_MEMBERSHIP,
	  .api = &resume_ask_says },
	{ POST, PUBLIC "/resume/:link", CAN_READ_PUBLIC, post_resume,
	  ROUTE_ANY_MEMBERSHIP, .api = &resume_says },
	{ POST, PUBLIC "/status", CAN_READ_STATUS, post_status, ROUTE_ANY_MEMBERSHIP,
	  .api = &status_says },
	{ 0 },
};
