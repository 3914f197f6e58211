/* The page and the API on which a whole NIK is opened. */
#include "identity/pages.h"

static const struct refusal refusals[REVEAL_REFUSALS] = {
	[REVEAL_NOT_FOUND] = { 404, STR("membership_not_found"),
			       STR("Keanggotaan tidak ditemukan.") },
	[REVEAL_NO_REASON] = { 422, STR("no_reason"), STR("Isi alasan membuka NIK ini") },
	[REVEAL_LONG_REASON] = { 422, STR("long_reason"),
				 STR("Alasan paling banyak 500 karakter") },
	[REVEAL_REAUTHENTICATE] = { 403, STR("reauthentication_required"),
				    STR("Masukkan kembali kata sandi, lalu kirim sekali lagi.") },
};

static int64_t membership_of(const struct request *rq)
{
	int64_t id = 0;

	return str_int(path_str(rq, "id"), &id) ? id : 0;
}

/* ---- the page ---- */

static void add_reason(struct arena *a, struct nik_view *v, str typed,
		       enum reveal_refusal why)
{
	v->reason =
		(struct ui_textarea){ .id = S("alasan"),
				      .label = S("Alasan"),
				      .hint = S("Contoh: mencocokkan SK KEP-118/2026"),
				      .value = typed,
				      .maxlength = REVEAL_REASON_MAX,
				      .required = true };
	if (refusals[why].status != 422)
		return;
	v->reason.error = refusals[why].text;
	*PUSH(a, &v->errors) = (struct complaint){ v->reason.id, refusals[why].code,
						   refusals[why].text };
}

static err show(struct work *w, const struct request *rq, struct reply *rp, str typed,
		enum reveal_refusal why)
{
	struct nik_view v = { 0 };
	struct page page = { .title = S("Buka NIK"),
			     .has_errors = refusals[why].status == 422 };

	TRY(nik_closed(w, membership_of(rq), &v.member, &v.nik));
	if (!v.member)
		return reply_refusal(rp, &refusals[REVEAL_NOT_FOUND]);
	TRY(unit_name(w, v.member->membership.unit_kind, v.member->membership.unit,
		      &v.member->membership.unit_name));
	add_reason(w->arena, &v, typed, why);
	page_open_nik(reply_page(rp, why ? refusals[why].status : 200, page), &v);
	return OK;
}

static err get_nik(struct work *w, const struct request *rq, struct reply *rp)
{
	return show(w, rq, rp, S(""), REVEAL_GRANTED);
}

static err post_nik(struct work *w, const struct request *rq, struct reply *rp)
{
	struct nik_view v = { 0 };
	str nik, reason = form_str(rq, "alasan");
	enum reveal_refusal why;

	TRY(nik_reveal(w, membership_of(rq), reason, &why, &nik));
	if (why == REVEAL_NOT_FOUND)
		return reply_refusal(rp, &refusals[why]);
	if (why == REVEAL_REAUTHENTICATE)
		return password_again(w, rq, rp);
	if (why)
		return show(w, rq, rp, reason, why);
	TRY(nik_closed(w, membership_of(rq), &v.member, &v.nik));
	v.nik = text_nik_groups(w->arena, nik);
	page_opened_nik(reply_page(rp, 200, (struct page){ .title = S("NIK dibuka") }),
			&v);
	return OK;
}

/* ---- the API ---- */

static err refuse_reason(struct reply *rp, enum reveal_refusal why)
{
	struct complaints wrong = { 0 };

	*PUSH(reply_arena(rp), &wrong) =
		(struct complaint){ S("reason"), refusals[why].code, refusals[why].text };
	return reply_complaints(rp, &wrong);
}

static err post_nik_api(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body;
	enum reveal_refusal why;
	struct json_out *o;
	str nik;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	TRY(nik_reveal(w, membership_of(rq), json_text(json_get(body, S("reason"))), &why,
		       &nik));
	if (refusals[why].status == 422)
		return refuse_reason(rp, why);
	if (why)
		return reply_refusal(rp, &refusals[why]);
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_put(o, S("nik"), nik);
	json_close(o, '}');
	return OK;
}

static const struct api_field reason_fields[] = {
	{ STR("reason"), JSON_TEXT, .says = STR("dicatat pada jejak audit") },
	{ 0 },
};
static const struct api_shape reason_shape = { STR("NikReason"), reason_fields };
static const struct api_field nik_fields[] = { { STR("nik"), JSON_TEXT }, { 0 } };
static const struct api_shape nik_shape = { STR("Nik"), nik_fields };
static const struct api_operation open_nik = {
	.summary = STR("Membuka NIK pemilik keanggotaan; setiap pembukaan dicatat"),
	.body = &reason_shape,
	.status = 200,
	.answer = &nik_shape,
};

/* An answer that was kept would open the NIK again without an entry. */
const struct route identity_nik_routes[] = {
	{ GET, "/pengguna/:id/nik", CAN_REVEAL_NIK, get_nik },
	{ POST, "/pengguna/:id/nik", CAN_REVEAL_NIK, post_nik, ROUTE_EACH_TIME },
	{ POST, "/api/v1/memberships/:id/nik", CAN_REVEAL_NIK, post_nik_api,
	  ROUTE_EACH_TIME, .api = &open_nik },
	{ 0 },
};
