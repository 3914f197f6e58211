/* /api/v1: sessions, activation, forgotten password. */
#include "identity/internal.h"

static const struct refusal wrong = { 401, STR("invalid_credentials"),
				      STR("NIK atau kata sandi tidak cocok.") };
static const struct refusal wait = {
	429, STR("too_many_attempts"),
	STR("Terlalu banyak percobaan dari jaringan Anda. Tunggu sebentar lalu coba lagi.")
};
static const struct refusal dead_link = {
	409, STR("link_dead"),
	STR("Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru.")
};
static const struct refusal wrong_nik = { 422, STR("nik_mismatch"),
					  STR("NIK tidak cocok dengan tautan ini.") };

static err refuse_sign_in(struct reply *rp, const struct password_work *p,
			  enum sign_in_refusal why)
{
	tell_wait(rp, p->wait);
	return reply_refusal(rp, why == SIGN_IN_WAIT ? &wait : &wrong);
}

static void put_memberships(struct json_out *o, struct arena *a,
			    const struct memberships *all)
{
	json_name(o, S("memberships"));
	json_open(o, '[');
	for (size_t i = 0; i < all->count; i++) {
		const struct membership *m = &all->items[i];

		json_open(o, '{');
		/* Ids are text: they are marks, nobody counts with them. */
		json_put(o, S("id"), arena_fmt(a, "%lld", (long long)m->id));
		json_put(o, S("unit_kind"), unit_kind_words[m->unit_kind]);
		json_put(o, S("unit_code"), m->unit);
		json_put(o, S("unit_name"), m->unit_name);
		json_name(o, S("roles"));
		json_open(o, '[');
		for (int r = 0; r < ROLES; r++)
			if (m->roles & ROLE_BIT(r))
				json_put_str(o, role_words[r]);
		json_close(o, ']');
		json_close(o, '}');
	}
	json_close(o, ']');
}

/* The body as far as it can be read; the handler says what is wrong with it. */
static const struct json *body_of(const struct request *rq, struct arena *a)
{
	return json_read(a, request_body(rq));
}

static struct sign_in sign_in_of(const struct request *rq, struct arena *a)
{
	const struct json *body = body_of(rq, a);

	return (struct sign_in){
		.nik = nik_plain(a, json_text(json_get(body, S("nik")))),
		.password = { .value = json_text(json_get(body, S("password"))) },
		.channel = CHANNEL_API,
		.address = request_address(rq),
		.agent = request_header(rq, S("User-Agent")),
	};
}

static err prepare_session(struct work *w, const struct request *rq, struct arena *keep,
			   void **ret)
{
	struct sign_in s = sign_in_of(rq, keep);

	*ret = NEW(keep, struct password_work);
	return sign_in_prepare(w, &s, keep, *ret);
}

static err put_session(struct work *w, int64_t person, str token, struct reply *rp)
{
	struct memberships all;
	struct json_out *o;

	TRY(memberships_of(w, person, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_put(o, S("token"), token);
	json_name(o, S("expires_at"));
	json_put_instant(o, w->now + SESSION_SECONDS);
	put_memberships(o, w->arena, &all);
	json_close(o, '}');
	return OK;
}

static err post_session(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct password_work *p = request_note(rq);
	struct sign_in s = sign_in_of(rq, w->arena);
	const struct json *body;
	enum sign_in_refusal why;
	str token;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(sign_in_finish(w, &s, p, &why, &token));
	if (why)
		return refuse_sign_in(rp, p, why);
	return put_session(w, p->person, token, rp);
}

static err get_session(struct work *w, const struct request *rq, struct reply *rp)
{
	struct memberships all;
	struct json_out *o;

	(void)rq;
	TRY(memberships_of(w, w->actor->person, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_put(o, S("name"), w->actor->name);
	put_memberships(o, w->arena, &all);
	json_close(o, '}');
	return OK;
}

static err delete_session(struct work *w, const struct request *rq, struct reply *rp)
{
	bool open;

	(void)rq;
	TRY(session_close(w, w->actor->session, &open));
	return reply_empty(rp, 204);
}

static err prepare_reauth(struct work *w, const struct request *rq, struct arena *keep,
			  void **ret)
{
	str password = json_text(json_get(body_of(rq, keep), S("password")));

	*ret = NEW(keep, struct password_work);
	return reauthenticate_prepare(w, (struct secret){ password }, keep, *ret);
}

static err post_reauth(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct password_work *p = request_note(rq);
	const struct json *body;
	enum sign_in_refusal why;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(reauthenticate_finish(w, p, &why));
	if (why)
		return refuse_sign_in(rp, p, why);
	return reply_empty(rp, 204);
}

static err password_problem(struct reply *rp, enum password_fault fault)
{
	struct complaints c = { 0 };

	*PUSH(reply_arena(rp), &c) =
		(struct complaint){ S("password"), S("password_refused"),
				    password_words[fault] };
	return reply_complaints(rp, &c);
}

static err nik_problem(struct reply *rp, enum password_fault fault)
{
	struct json_out *o = reply_problem_open(rp, &wrong_nik);

	json_name(o, S("fields"));
	json_open(o, '[');
	problem_field(o, S("nik"), wrong_nik.code, wrong_nik.text);
	if (fault)
		problem_field(o, S("password"), S("password_refused"),
			      password_words[fault]);
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

static err prepare_activation(struct work *w, const struct request *rq,
			      struct arena *keep, void **ret)
{
	const struct json *body = body_of(rq, keep);
	struct link_answer answer = {
		.nik = nik_plain(keep, json_text(json_get(body, S("nik")))),
		.password = { .value = json_text(json_get(body, S("password"))) },
	};

	*ret = NEW(keep, struct password_work);
	return link_prepare(w, LINK_ACTIVATION, path_str(rq, "token"), &answer, *ret);
}

static err post_activation(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal *const refusals[ACTIVATION_REFUSALS] = {
		[ACTIVATION_LINK_DEAD] = &dead_link,
		[ACTIVATION_WAIT] = &wait,
	};
	const struct password_work *p = request_note(rq);
	const struct json *body;
	enum activation_refusal why;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(link_finish(w, LINK_ACTIVATION, p, &why));
	if (why == ACTIVATION_PASSWORD)
		return password_problem(rp, p->fault);
	if (why == ACTIVATION_NIK)
		return nik_problem(rp, p->fault);
	tell_wait(rp, p->wait);
	return why ? reply_refusal(rp, refusals[why]) : reply_empty(rp, 204);
}

/* 202 always: what came of it only the mailbox learns. */
static err post_password_reset(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(reset_later(w, nik_plain(w->arena, json_text(json_get(body, S("nik"))))));
	return reply_empty(rp, 202);
}

static const struct before session_before = { prepare_session, password_work_do };
static const struct before reauth_before = { prepare_reauth, password_work_do };
static const struct before activation_before = { prepare_activation, password_work_do };

/* ---- how the API is described ---- */

static const struct api_field membership_fields[] = {
	{ STR("id"), JSON_TEXT, .says = STR("untuk X-Membership") },
	{ STR("unit_kind"), JSON_TEXT, ONE_OF(unit_kind_words) },
	{ STR("unit_code"), JSON_TEXT },
	{ STR("unit_name"), JSON_TEXT },
	{ STR("roles"), JSON_LIST, JSON_TEXT, ONE_OF(role_words) },
	{ 0 },
};
static const struct api_field session_fields[] = {
	{ STR("token"), JSON_TEXT, .says = STR("untuk Authorization: Bearer") },
	API_INSTANT("expires_at"),
	{ STR("memberships"), JSON_LIST, .of = membership_fields },
	{ 0 },
};
static const struct api_shape session_shape = { STR("Session"), session_fields };
static const struct api_field visitor_fields[] = {
	{ STR("name"), JSON_TEXT },
	{ STR("memberships"), JSON_LIST, .of = membership_fields },
	{ 0 },
};
static const struct api_shape visitor_shape = { STR("Visitor"), visitor_fields };

static const struct api_field sign_in_fields[] = {
	{ STR("nik"), JSON_TEXT },
	{ STR("password"), JSON_TEXT, .format = STR("password") },
	{ STR("otp"), JSON_TEXT, .optional = true },
	{ 0 },
};
static const struct api_shape sign_in_shape = { STR("SignIn"), sign_in_fields };
static const struct api_field password_fields[] = {
	{ STR("password"), JSON_TEXT, .format = STR("password") },
	{ 0 },
};
static const struct api_shape password_shape = { STR("Password"), password_fields };
static const struct api_field activation_fields[] = {
	{ STR("nik"), JSON_TEXT, .says = STR("16 angka") },
	{ STR("password"), JSON_TEXT, .format = STR("password") },
	{ 0 },
};
static const struct api_shape activation_shape = { STR("Activation"), activation_fields };
static const struct api_field reset_fields[] = {
	{ STR("nik"), JSON_TEXT },
	{ 0 },
};
static const struct api_shape reset_shape = { STR("PasswordReset"), reset_fields };

static const struct api_operation open_session = {
	.summary = STR("Masuk dengan NIK dan kata sandi"),
	.body = &sign_in_shape,
	.status = 200,
	.answer = &session_shape,
	.open = true,
};
static const struct api_operation read_session = {
	.summary = STR("Siapa yang masuk, dengan keanggotaannya"),
	.status = 200,
	.answer = &visitor_shape,
};
static const struct api_operation end_session = {
	.summary = STR("Keluar"),
	.status = 204,
};
static const struct api_operation renew_session = {
	.summary = STR("Memasukkan kembali kata sandi untuk tindakan yang memintanya"),
	.body = &password_shape,
	.status = 204,
};
static const struct api_operation activate = {
	.summary = STR("Mengaktifkan akun dengan tautan dari email"),
	.body = &activation_shape,
	.status = 204,
	.open = true,
};
static const struct api_operation ask_reset = {
	.summary = STR("Meminta tautan kata sandi baru; jawabannya selalu sama"),
	.body = &reset_shape,
	.status = 202,
	.open = true,
};

const struct route identity_api_routes[] = {
	{ POST, "/api/v1/session", CAN_ANYONE, post_session,
	  ROUTE_SLOW | ROUTE_ANY_MEMBERSHIP, &session_before, &open_session },
	{ GET, "/api/v1/session", CAN_OWN_SESSIONS, get_session, ROUTE_ANY_MEMBERSHIP,
	  .api = &read_session },
	{ DELETE, "/api/v1/session", CAN_OWN_SESSIONS, delete_session,
	  ROUTE_ANY_MEMBERSHIP, .api = &end_session },
	{ POST, "/api/v1/session/reauth", CAN_OWN_SESSIONS, post_reauth,
	  ROUTE_SLOW | ROUTE_ANY_MEMBERSHIP, &reauth_before, &renew_session },
	{ POST, "/api/v1/public/activations/:token", CAN_COMPLETE_ACTIVATION,
	  post_activation, ROUTE_SLOW, &activation_before, &activate },
	{ POST, "/api/v1/public/password-reset", CAN_ASK_PASSWORD_RESET,
	  post_password_reset, .api = &ask_reset },
	{ 0 },
};
