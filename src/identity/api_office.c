/* Roles of offices by the API. */
#include "identity/office.h"
#include "web/web.h"

static err reply_wrong(struct reply *rp, uint32_t wrong)
{
	struct complaints c = { 0 };

	for (int i = 0; i < OFFICE_REFUSALS; i++)
		if (wrong & OFFICE_BIT(i))
			*PUSH(reply_arena(rp), &c) =
				(struct complaint){ office_words[i].api_field,
						    office_words[i].refusal.code,
						    office_words[i].refusal.text };
	return reply_complaints(rp, &c);
}

static err post_api(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body, *list;
	struct strs words = { 0 };
	struct office_request r;
	struct office_result done;
	struct json_out *o;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	list = json_get(body, S("roles"));
	for (size_t i = 0; list && i < list->count; i++)
		*PUSH(w->arena, &words) = json_text(&list->items[i]);
	r = (struct office_request){
		.nik = nik_plain(w->arena, json_text(json_get(body, S("nik")))),
		.name = str_trim(json_text(json_get(body, S("name")))),
		.email = str_trim(json_text(json_get(body, S("email")))),
		.nip = json_text(json_get(body, S("nip"))),
		.unit_kind = office_kind_of(json_text(json_get(body, S("unit_kind")))),
		.unit = json_text(json_get(body, S("unit_code"))),
		.roles = office_roles_of(&words),
		.reason = str_trim(json_text(json_get(body, S("reason")))),
	};
	TRY(office_ask(w, &r, &done));
	if (done.wrong)
		return reply_wrong(rp, done.wrong);
	if (done.why)
		return reply_refusal(rp, &office_words[done.why].refusal);
	o = reply_json(rp, 202);
	json_open(o, '{');
	json_put(o, S("id"), arena_fmt(w->arena, "%lld", (long long)done.id));
	json_put(o, S("state"), office_state_words[OFFICE_WAITING]);
	json_put(o, S("waiting_for"), S("second"));
	json_close(o, '}');
	return OK;
}

/* Nothing said is neither yes nor no. */
static err missing_answer(struct reply *rp)
{
	struct complaints c = { 0 };

	*PUSH(reply_arena(rp), &c) = (struct complaint){
		S("approve"), S("required"),
		S("Sebutkan true untuk menyetujui atau false untuk menolak.")
	};
	return reply_complaints(rp, &c);
}

static err post_api_decision(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body, *approve;
	enum office_refusal why = OFFICE_NOT_FOUND;
	int64_t id;

	TRY(api_body(rq, rp, &body));
	if (!body)
		return OK;
	approve = json_get(body, S("approve"));
	if (!approve || approve->kind != JSON_BOOL)
		return missing_answer(rp);
	if (str_int(path_str(rq, "id"), &id))
		TRY(office_decide(w, id, approve->number, &why));
	return why ? reply_refusal(rp, &office_words[why].refusal) : reply_empty(rp, 204);
}

static const struct api_field grant_fields[] = {
	{ STR("nik"), JSON_TEXT },
	{ STR("name"), JSON_TEXT },
	{ STR("email"), JSON_TEXT },
	{ STR("nip"), JSON_TEXT },
	{ STR("unit_kind"), JSON_TEXT, ONE_OF(unit_kind_words) },
	{ STR("unit_code"), JSON_TEXT },
	{ STR("roles"), JSON_LIST, JSON_TEXT, ONE_OF(role_words) },
	{ STR("reason"), JSON_TEXT, .says = STR("dasar penugasan") },
	{ 0 },
};
static const struct api_shape grant_shape = { STR("MembershipProposal"), grant_fields };
static const struct api_field granted_fields[] = {
	{ STR("id"), JSON_TEXT },
	{ STR("state"), JSON_TEXT, ONE_OF(office_state_words) },
	{ STR("waiting_for"), JSON_TEXT },
	{ 0 },
};
static const struct api_shape granted_shape = { STR("MembershipProposed"),
						granted_fields };
static const struct api_field decision_fields[] = {
	{ STR("approve"), JSON_BOOL },
	{ 0 },
};
static const struct api_shape decision_shape = { STR("MembershipDecision"),
						 decision_fields };

/* Without the NIK: who decides compares it where it may be opened. */
static void put_grant(struct work *w, struct json_out *o, const struct office_grant *g)
{
	const struct office_request *r = &g->request;

	json_open(o, '{');
	json_put(o, S("id"), arena_fmt(w->arena, "%lld", (long long)g->id));
	json_put(o, S("state"), office_state_words[g->state]);
	json_put(o, S("name"), r->name);
	json_put(o, S("email"), r->email);
	json_put(o, S("nip"), r->nip);
	json_put(o, S("unit_kind"), unit_kind_words[r->unit_kind]);
	json_put(o, S("unit_code"), r->unit);
	json_put(o, S("unit_name"), g->unit_name);
	json_name(o, S("roles"));
	json_open(o, '[');
	for (int i = 0; i < ROLES; i++)
		if (r->roles & ROLE_BIT(i))
			json_put_str(o, role_words[i]);
	json_close(o, ']');
	json_put(o, S("reason"), r->reason);
	json_put(o, S("asked_by"), g->asked_name);
	json_name(o, S("asked_at"));
	json_put_instant(o, g->asked_at);
	json_put(o, S("decided_by"), g->decided_name);
	json_close(o, '}');
}

static err list_api(struct work *w, const struct request *rq, struct reply *rp)
{
	struct office_grants all;
	struct json_out *o;

	(void)rq;
	TRY(office_list(w, &all));
	o = reply_json(rp, 200);
	json_open(o, '{');
	json_name(o, S("items"));
	json_open(o, '[');
	for (size_t i = 0; i < all.count; i++)
		put_grant(w, o, &all.items[i]);
	json_close(o, ']');
	json_close(o, '}');
	return OK;
}

static const struct api_field item_fields[] = {
	{ STR("id"), JSON_TEXT },
	{ STR("state"), JSON_TEXT, ONE_OF(office_state_words) },
	{ STR("name"), JSON_TEXT },
	{ STR("email"), JSON_TEXT },
	{ STR("nip"), JSON_TEXT },
	{ STR("unit_kind"), JSON_TEXT, ONE_OF(unit_kind_words) },
	{ STR("unit_code"), JSON_TEXT },
	{ STR("unit_name"), JSON_TEXT },
	{ STR("roles"), JSON_LIST, JSON_TEXT, ONE_OF(role_words) },
	{ STR("reason"), JSON_TEXT },
	{ STR("asked_by"), JSON_TEXT },
	API_INSTANT("asked_at"),
	{ STR("decided_by"), JSON_TEXT, .says = STR("kosong selama menunggu") },
	{ 0 },
};
static const struct api_field items_fields[] = {
	{ STR("items"), JSON_LIST, .of = item_fields },
	{ 0 },
};
static const struct api_shape items_shape = { STR("MembershipProposals"), items_fields };
static const struct api_operation list_says = {
	.summary = STR("Usulan peran kantor yang boleh Anda lihat, yang menunggu dahulu"),
	.status = 200,
	.answer = &items_shape,
};

static const struct api_operation propose = {
	.summary = STR("Mengusulkan peran kantor; orang kedua menyetujuinya"),
	.body = &grant_shape,
	.status = 202,
	.answer = &granted_shape,
};
static const struct api_operation decide = {
	.summary = STR("Menyetujui atau menolak usulan orang lain"),
	.body = &decision_shape,
	.status = 204,
};

/* The literal path stands before the one with a number. */
const struct route identity_office_api_routes[] = {
	{ GET, "/api/v1/memberships/proposals", CAN_GIVE_KPPN_ROLES, list_api,
	  .api = &list_says },
	{ POST, "/api/v1/memberships", CAN_GIVE_KPPN_ROLES, post_api, .api = &propose },
	{ POST, "/api/v1/memberships/:id/decision", CAN_GIVE_KPPN_ROLES,
	  post_api_decision, .api = &decide },
	{ 0 },
};
