/* /api/v1/registrations: making, reading, changing, acting. */
#include "registration/api.h"

/* ---- making and changing ---- */

static err post_registration(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;
	struct registration_input in;
	const struct json *body;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	in = input_of(w->arena, body);
	TRY(registration_create(w, &in, &result));
	TRY(answer_act(w, rp, 201, &result));
	if (!result.why)
		reply_header(rp, S("Location"),
			     arena_fmt(w->arena, "/api/v1/registrations/%.*s",
				       P(result.registration->number)));
	return OK;
}

static err get_registration(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration *r;

	TRY(registration_read(w, path_str(rq, "number"), &r));
	return r ? put_request(w, reply_json(rp, 200), r)
		 : refuse_only(w, rp, REGISTRATION_NOT_FOUND);
}

/* Who writes over what he has not seen would undo what another wrote. */
static bool lacks_version(const struct json *body, struct reply *rp)
{
	if (version_of(body) != ANY_VERSION)
		return false;
	(void)refuse_field(rp, S("version"), S("empty"),
			   S("Sebutkan version yang Anda lihat terakhir."));
	return true;
}

static err patch_registration(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;
	struct registration_input in;
	const struct json *body;

	TRY(api_body(rq, rp, &body));
	if (!body || lacks_version(body, rp))
		return OK;
	in = input_of(w->arena, body);
	TRY(registration_change(w, path_str(rq, "number"), version_of(body), &in,
				&result));
	return answer_act(w, rp, 200, &result);
}

/* ---- acts on the request as a whole ---- */

static err act(struct work *w, const struct request *rq, struct reply *rp,
	       err (*fn)(struct work *w, str number, int64_t version,
			 struct registration_result *ret))
{
	struct registration_result result;
	const struct json *body;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(fn(w, path_str(rq, "number"), version_of(body), &result));
	return answer_act(w, rp, 200, &result);
}

static err post_submit(struct work *w, const struct request *rq, struct reply *rp)
{
	return act(w, rq, rp, registration_submit);
}

static err post_withdraw(struct work *w, const struct request *rq, struct reply *rp)
{
	return act(w, rq, rp, registration_withdraw);
}

static err post_claim(struct work *w, const struct request *rq, struct reply *rp)
{
	return act(w, rq, rp, registration_claim);
}

static err post_release(struct work *w, const struct request *rq, struct reply *rp)
{
	return act(w, rq, rp, registration_release);
}

static err post_claim_next(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;

	(void)rq;
	TRY(registration_claim_next(w, &result));
	return answer_act(w, rp, 200, &result);
}

/* ---- what the satker adds itself ---- */

static err post_add(struct work *w, const struct request *rq, struct reply *rp)
{
	return act(w, rq, rp, registration_add);
}

static err post_confirm(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;
	const struct json *body;

	TRY(api_body(rq, rp, &body));
	if (!body || lacks_version(body, rp))
		return OK;
	TRY(registration_confirm(w, path_str(rq, "number"), version_of(body), &result));
	return answer_act(w, rp, 200, &result);
}

static err post_decline(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;
	const struct json *body;
	str reason;

	TRY(api_body(rq, rp, &body));
	if (!body || lacks_version(body, rp))
		return OK;
	reason = str_trim(json_text(json_get(body, S("reason"))));
	TRY(registration_decline(w, path_str(rq, "number"), version_of(body), reason,
				 &result));
	return answer_act(w, rp, 200, &result);
}

/* ---- decisions about users ---- */

static err decide(struct work *w, const struct request *rq, struct reply *rp,
		  err (*fn)(struct work *w, const struct decision *d,
			    struct registration_result *ret))
{
	struct registration_result result;
	const struct json *body;
	struct decision d;

	TRY(api_body(rq, rp, &body));
	if (!body || lacks_version(body, rp))
		return OK;
	d = decision_of(w->arena, path_str(rq, "number"), body);
	TRY(fn(w, &d, &result));
	return answer_act(w, rp, 200, &result);
}

static err post_return(struct work *w, const struct request *rq, struct reply *rp)
{
	return decide(w, rq, rp, registration_return);
}

static err post_reject(struct work *w, const struct request *rq, struct reply *rp)
{
	return decide(w, rq, rp, registration_reject);
}

static err post_approve(struct work *w, const struct request *rq, struct reply *rp)
{
	return decide(w, rq, rp, registration_approve);
}

static err post_second(struct work *w, const struct request *rq, struct reply *rp)
{
	return decide(w, rq, rp, registration_second);
}

static err post_nik_check(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration_result result;
	const struct json *body;
	struct decision d;
	size_t outcome;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	d = decision_of(w->arena, path_str(rq, "number"), body);
	outcome = api_word(json_text(json_get(body, S("outcome"))), nik_outcome_words,
			   NIK_OUTCOMES);
	TRY(registration_nik_check(w, &d, outcome < NIK_OUTCOMES ? (int)outcome : -1,
				   &result));
	return answer_act(w, rp, 200, &result);
}

/* The old link dies; only the mailbox sees the new one. */
static err post_activation(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal active = { 409, STR("nothing_to_activate"),
					       STR("Akun ini tidak menunggu aktivasi.") };
	const struct applicant *u = NULL;
	struct registration *r;
	bool sent = false;
	int64_t n;

	TRY(registration_read(w, path_str(rq, "number"), &r));
	if (r && str_int(path_str(rq, "n"), &n) && n >= 1 && n <= USERS_MAX)
		u = applicant_n(&r->users, (int)n);
	if (!u)
		return refuse_only(w, rp, REGISTRATION_NOT_FOUND);
	if (u->person)
		TRY(activation_resend(w, u->person, &sent));
	return sent ? reply_empty(rp, 202) : reply_refusal(rp, &active);
}

/* Asking what one may do leaves no trace and shows no NIK. */
static err get_deadline(struct work *w, const struct request *rq, struct reply *rp)
{
	struct deadline_state *deadline = NULL;
	struct registration_result result;

	TRY(registration_may(w, ACT_CLAIM, path_str(rq, "number"), &result));
	if (result.registration)
		TRY(registration_deadline(w, result.registration, &deadline));
	if (!deadline)
		return refuse_only(w, rp, REGISTRATION_NOT_FOUND);
	deadline_put(reply_json(rp, 200), deadline);
	return OK;
}

/* ---- what is said of them ---- */

static const struct api_operation create_says = {
	.summary = STR(
		"Membuat permohonan dengan status Draf; dengan token draf: mengisi draf itu, sekali"),
	.body = &new_request_shape,
	.status = 201,
	.answer = &request_shape,
	.conflict = &request_conflict,
};
static const struct api_operation read_says = {
	.summary = STR("Satu permohonan"),
	.status = 200,
	.answer = &request_shape,
};
static const struct api_operation deadline_says = {
	.summary = STR("Batas layanan putaran terakhir dan asal tenggatnya"),
	.status = 200,
	.answer = &deadline_shape,
};
static const struct api_operation change_says = {
	.summary = STR("Mengubah draf, atau isian yang dikembalikan KPPN"),
	.body = &changed_request_shape,
	.status = 200,
	.answer = &request_shape,
	.conflict = &request_conflict,
};
static const struct api_operation claim_next_says = {
	.summary = STR(
		"Mengambil permohonan berikutnya menurut batas waktu; 404 bila tidak ada"),
	.status = 200,
	.answer = &request_shape,
};
static const struct api_operation activation_says = {
	.summary = STR("Mengirim tautan aktivasi baru; tautan lama tidak berlaku lagi"),
	.status = 202,
};

#define ACT(name, words)                                                                 \
	static const struct api_operation name = {                                       \
		.summary = STR(words),                                                   \
		.body = &act_shape,                                                      \
		.status = 200,                                                           \
		.answer = &request_shape,                                                \
		.conflict = &request_conflict,                                           \
	}
ACT(submit_says, "Mengajukan ke KPPN mitra kerja");
ACT(withdraw_says, "Membatalkan permohonan sendiri");
ACT(add_says, "Menambah pengguna secara mandiri; way menyebut jalannya");
ACT(confirm_says, "KPA mengonfirmasi penambahan mandiri");
ACT(decline_says, "KPA tidak mengonfirmasi penambahan mandiri");
ACT(claim_says, "Mengambil permohonan untuk diverifikasi");
ACT(release_says, "Melepas permohonan ke antrean");
ACT(nik_check_says, "Memeriksa NIK lagi, atau mencatat yang dilihat petugas");
ACT(return_says, "Mengembalikan isian yang salah untuk diperbaiki");
ACT(reject_says, "Menolak");
ACT(approve_says, "Menyetujui; bila perlu petugas kedua: waiting_for = second");
ACT(second_says, "Menyetujui sebagai petugas kedua");

#define ONE "/api/v1/registrations/:number"
const struct route registration_act_routes[] = {
	{ POST, "/api/v1/registrations", CAN_DRAFT_REGISTRATION, post_registration,
	  .api = &create_says },
	{ POST, "/api/v1/registrations/claim-next", CAN_CLAIM_REGISTRATION,
	  post_claim_next, .api = &claim_next_says },
	{ GET, ONE, CAN_READ_REGISTRATION, get_registration, ROUTE_WRITES,
	  .api = &read_says },
	{ GET, ONE "/deadline", CAN_READ_REGISTRATION, get_deadline,
	  .api = &deadline_says },
	{ PATCH, ONE, CAN_DRAFT_REGISTRATION, patch_registration, .api = &change_says },
	{ POST, ONE "/submit", CAN_SUBMIT_REGISTRATION, post_submit,
	  .api = &submit_says },
	{ POST, ONE "/withdraw", CAN_WITHDRAW_REGISTRATION, post_withdraw,
	  .api = &withdraw_says },
	{ POST, ONE "/add", CAN_ADD_COLLEAGUE, post_add, .api = &add_says },
	{ POST, ONE "/confirm", CAN_CONFIRM_COLLEAGUE, post_confirm,
	  .api = &confirm_says },
	{ POST, ONE "/decline", CAN_CONFIRM_COLLEAGUE, post_decline,
	  .api = &decline_says },
	{ POST, ONE "/claim", CAN_CLAIM_REGISTRATION, post_claim, .api = &claim_says },
	{ POST, ONE "/release", CAN_CLAIM_REGISTRATION, post_release,
	  .api = &release_says },
	{ POST, ONE "/nik-check", CAN_CHECK_NIK, post_nik_check, .api = &nik_check_says },
	{ POST, ONE "/return", CAN_RETURN_REGISTRATION, post_return,
	  .api = &return_says },
	{ POST, ONE "/reject", CAN_REJECT_REGISTRATION, post_reject,
	  .api = &reject_says },
	{ POST, ONE "/approve", CAN_APPROVE_REGISTRATION, post_approve,
	  .api = &approve_says },
	{ POST, ONE "/second", CAN_APPROVE_REGISTRATION, post_second,
	  .api = &second_says },
	{ POST, ONE "/users/:n/activation", CAN_RESEND_ACTIVATION, post_activation,
	  .api = &activation_says },
	{ 0 },
};

const struct feature registration_feature = {
	.name = STR("registration"),
	.routes = { registration_list_routes, registration_act_routes,
		    registration_file_routes, registration_public_routes },
};
