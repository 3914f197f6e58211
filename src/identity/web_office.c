/* The page and the API of the roles of offices. */
#include "identity/office.h"
#include "identity/pages.h"

static const struct {
	struct refusal refusal;
	str field; /* of the form, "" for none */
} refusals[OFFICE_REFUSALS] = {
	[OFFICE_NOT_FOUND] = { { 404, STR("not_found"), STR("Usulan tidak ditemukan.") },
			       STR("") },
	[OFFICE_OUT_OF_SCOPE] = { { 404, STR("not_found"),
				    STR("Unit ini di luar wewenang Anda.") },
				  STR("unit") },
	[OFFICE_ROLES] = { { 422, STR("roles"),
			     STR("Pilih peran yang sesuai dengan jenis unit") },
			   STR("peran") },
	[OFFICE_UNIT] = { { 422, STR("unit"), STR("Kode unit tidak ditemukan") },
			  STR("unit") },
	[OFFICE_NIK] = { { 422, STR("nik"), STR("NIK harus 16 angka yang sah") },
			 STR("nik") },
	[OFFICE_NAME] = { { 422, STR("name"), STR("Isi nama lengkap") }, STR("nama") },
	[OFFICE_NAME_HIDES] = { { 422, STR("hidden_characters"),
				  STR("Nama memuat karakter yang tidak terlihat. Kosongkan isian, lalu ketik ulang") },
				STR("nama") },
	[OFFICE_EMAIL] = { { 422, STR("email"),
			     STR("Email harus alamat aktif, contoh nama@instansi.go.id") },
			   STR("email") },
	[OFFICE_NIP] = { { 422, STR("nip"), STR("NIP harus 18 angka") }, STR("nip") },
	[OFFICE_REASON] = { { 422, STR("reason"),
			      STR("Isi dasar penugasan, contoh nomor surat tugas") },
			    STR("alasan") },
	[OFFICE_REASON_HIDES] = { { 422, STR("hidden_characters"),
				    STR("Dasar penugasan memuat karakter yang tidak terlihat. Kosongkan isian, lalu ketik ulang") },
				  STR("alasan") },
	[OFFICE_OWN] = { { 403, STR("own_request"),
			   STR("Peran untuk diri sendiri diusulkan dan disetujui orang lain.") },
			 STR("nik") },
	[OFFICE_SAME_PERSON] = { { 403, STR("same_person"),
				   STR("Usulan Anda sendiri harus disetujui orang lain.") },
				 STR("") },
	[OFFICE_DECIDED] = { { 409, STR("already_decided"),
			       STR("Usulan ini sudah diputus.") },
			     STR("") },
	[OFFICE_EMAIL_TAKEN] = { { 409, STR("email_taken"),
				   STR("Email ini sudah dipakai orang lain. Usulkan kembali dengan email yang benar.") },
				 STR("email") },
	[OFFICE_REAUTHENTICATE] = { { 403, STR("reauthentication_required"),
				      STR("Masukkan kembali kata sandi untuk melanjutkan.") },
				    STR("") },
};

const struct ui_tag *office_tag(struct arena *a, const struct office_grant *g)
{
	static const struct ui_tag tags[OFFICE_STATES] = {
		[OFFICE_WAITING] = { .tone = STR("awas"),
				     .label = STR("Menunggu persetujuan") },
		[OFFICE_APPROVED] = { .tone = STR("ok"), .label = STR("Disetujui") },
		[OFFICE_REJECTED] = { .tone = STR("bahaya"), .label = STR("Ditolak") },
		[OFFICE_CANCELLED] = { .label = STR("Dibatalkan") },
	};

	(void)a;
	return &tags[g->state];
}

static struct ui_select kind_select(struct arena *a, str chosen)
{
	static const struct {
		enum unit_kind kind;
		str label;
	} kinds[] = {
		{ UNIT_KPPN, STR("KPPN") },
		{ UNIT_KANWIL, STR("Kanwil") },
		{ UNIT_PUSAT, STR("Kantor pusat") },
		{ UNIT_ESELON1, STR("Eselon I") },
		{ UNIT_KL, STR("Kementerian/Lembaga") },
	};
	struct ui_select s = { .id = S("jenis_unit"),
			       .label = S("Jenis unit"),
			       .required = true };

	for (size_t i = 0; i < COUNT(kinds); i++)
		*PUSH(a, &s.options) = (struct ui_option){
			.value = unit_kind_words[kinds[i].kind],
			.label = kinds[i].label,
			.chosen = str_eq(chosen, unit_kind_words[kinds[i].kind]),
		};
	return s;
}

static struct ui_choices role_choices(struct arena *a, role_set chosen)
{
	struct ui_choices c = { .id = S("peran"),
				.name = S("peran[]"),
				.legend = S("Peran"),
				.many = true,
				.two_columns = true };
	role_set all = unit_roles(UNIT_KPPN) | unit_roles(UNIT_KANWIL) |
		       unit_roles(UNIT_PUSAT) | unit_roles(UNIT_ESELON1) |
		       unit_roles(UNIT_KL);

	for (int r = 0; r < ROLES; r++)
		if (all & ROLE_BIT(r))
			*PUSH(a, &c.options) =
				(struct ui_option){ .value = role_words[r],
						    .label = role_labels[r],
						    .chosen = chosen & ROLE_BIT(r) };
	return c;
}

static role_set roles_of(const struct strs *words)
{
	role_set roles = 0;

	for (size_t i = 0; i < words->count; i++)
		for (int r = 0; r < ROLES; r++)
			if (str_eq(words->items[i], role_words[r]))
				roles |= ROLE_BIT(r);
	return roles;
}

static enum unit_kind kind_of(str word)
{
	for (int k = UNIT_NONE + 1; k < UNIT_KINDS; k++)
		if (str_eq(word, unit_kind_words[k]))
			return (enum unit_kind)k;
	return UNIT_NONE;
}

static struct office_request typed(struct arena *a, const struct request *rq)
{
	struct strs roles = form_all(a, rq, "peran[]");

	return (struct office_request){
		.nik = nik_plain(a, form_str(rq, "nik")),
		.name = form_str(rq, "nama"),
		.email = form_str(rq, "email"),
		.nip = nik_plain(a, form_str(rq, "nip")),
		.unit_kind = kind_of(form_str(rq, "jenis_unit")),
		.unit = form_str(rq, "unit"),
		.roles = roles_of(&roles),
		.reason = form_str(rq, "alasan"),
	};
}

static void fill_form(struct office_view *v, struct arena *a,
		      const struct office_request *r)
{
	v->name = (struct ui_field){ .id = S("nama"),
				     .label = S("Nama lengkap"),
				     .value = r->name,
				     .autocomplete = S("off"),
				     .required = true };
	v->nik = (struct ui_field){ .id = S("nik"),
				    .label = S("NIK"),
				    .value = r->nik,
				    .class = S("angka"),
				    .inputmode = S("numeric"),
				    .autocomplete = S("off"),
				    .maxlength = 19,
				    .required = true };
	v->nip = (struct ui_field){ .id = S("nip"),
				    .label = S("NIP"),
				    .value = r->nip,
				    .class = S("angka"),
				    .inputmode = S("numeric"),
				    .autocomplete = S("off"),
				    .maxlength = 24,
				    .required = true };
	v->email = (struct ui_field){ .id = S("email"),
				      .label = S("Email aktif"),
				      .value = r->email,
				      .type = S("email"),
				      .autocomplete = S("off"),
				      .required = true };
	v->unit = (struct ui_field){
		.id = S("unit"),
		.label = S("Kode unit"),
		.hint = S(
			"Contoh 047 untuk KPPN, 01 untuk Kanwil, DJPB untuk kantor pusat"),
		.value = r->unit,
		.class = S("l-6 angka"),
		.required = true
	};
	v->reason = (struct ui_field){ .id = S("alasan"),
				       .label = S("Dasar penugasan"),
				       .hint = S("Contoh nomor dan tanggal surat tugas"),
				       .value = r->reason,
				       .required = true };
	v->unit_kind = kind_select(a, unit_kind_words[r->unit_kind]);
	v->roles = role_choices(a, r->roles);
	v->none = (struct ui_empty){
		.icon = S("users"),
		.title = S("Belum ada usulan"),
		.text = S("Usulan peran di wilayah Anda tampil di sini.")
	};
}

static struct ui_field *field_of(struct office_view *v, str id)
{
	struct ui_field *const fields[] = { &v->name,  &v->nik,	 &v->nip,
					    &v->email, &v->unit, &v->reason };

	for (size_t i = 0; i < COUNT(fields); i++)
		if (str_eq(fields[i]->id, id))
			return fields[i];
	return NULL;
}

static err show(struct work *w, struct reply *rp, const struct office_request *r,
		enum office_refusal why)
{
	struct office_view v = { .me = w->actor->person };
	struct page page = { .title = S("Peran kantor"),
			     .active = S("/admin/peran"),
			     .has_errors = why != OFFICE_GRANTED };
	struct ui_field *field;

	TRY(office_list(w, &v.grants));
	fill_form(&v, w->arena, r);
	if (why) {
		*PUSH(w->arena, &v.errors) =
			(struct complaint){ refusals[why].field,
					    refusals[why].refusal.code,
					    refusals[why].refusal.text };
		field = field_of(&v, refusals[why].field);
		if (field)
			field->error = refusals[why].refusal.text;
	}
	page_office(reply_page(rp, why ? refusals[why].refusal.status : 200, page), &v);
	return OK;
}

static err get_office(struct work *w, const struct request *rq, struct reply *rp)
{
	struct office_request empty = { 0 };

	(void)rq;
	return show(w, rp, &empty, OFFICE_GRANTED);
}

static err post_office(struct work *w, const struct request *rq, struct reply *rp)
{
	struct office_request r = typed(w->arena, rq);
	enum office_refusal why;
	int64_t id;

	TRY(office_ask(w, &r, &why, &id));
	if (why == OFFICE_REAUTHENTICATE)
		return password_again(w, rq, rp);
	if (why)
		return show(w, rp, &r, why);
	reply_flash(rp, S("ok"),
		    S("Usulan dikirim. Orang kedua yang berwenang perlu menyetujuinya."));
	return reply_redirect(rp, S("/admin/peran"));
}

static err post_decision(struct work *w, const struct request *rq, struct reply *rp)
{
	bool approve = str_eq(form_str(rq, "putusan"), S("setujui"));
	enum office_refusal why = OFFICE_NOT_FOUND;
	int64_t id;

	if (str_int(path_str(rq, "id"), &id))
		TRY(office_decide(w, id, approve, &why));
	if (why == OFFICE_REAUTHENTICATE)
		return password_again(w, rq, rp);
	if (why)
		return reply_refusal(rp, &refusals[why].refusal);
	reply_flash(rp, S("ok"),
		    approve ? S("Peran diberikan. Orangnya mendapat email.")
			    : S("Usulan ditolak."));
	return reply_redirect(rp, S("/admin/peran"));
}

/* ---- /api/v1/memberships ---- */

static err post_api(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct json *body, *list;
	struct strs words = { 0 };
	struct office_request r;
	enum office_refusal why;
	struct json_out *o;
	int64_t id;

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
		.unit_kind = kind_of(json_text(json_get(body, S("unit_kind")))),
		.unit = json_text(json_get(body, S("unit_code"))),
		.roles = roles_of(&words),
		.reason = str_trim(json_text(json_get(body, S("reason")))),
	};
	TRY(office_ask(w, &r, &why, &id));
	if (why)
		return reply_refusal(rp, &refusals[why].refusal);
	o = reply_json(rp, 202);
	json_open(o, '{');
	json_put(o, S("id"), arena_fmt(w->arena, "%lld", (long long)id));
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
	return why ? reply_refusal(rp, &refusals[why].refusal) : reply_empty(rp, 204);
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

/*
 * The door is open for who may give either kind; which unit is the rules' to say
 * (rows 5.12 and 5.13: whoever has the second has the first).
 */
const struct route identity_office_routes[] = {
	{ GET, "/admin/peran", CAN_GIVE_KPPN_ROLES, get_office },
	{ POST, "/admin/peran", CAN_GIVE_KPPN_ROLES, post_office },
	{ POST, "/admin/peran/:id", CAN_GIVE_KPPN_ROLES, post_decision },
	{ POST, "/api/v1/memberships", CAN_GIVE_KPPN_ROLES, post_api, .api = &propose },
	{ POST, "/api/v1/memberships/:id/decision", CAN_GIVE_KPPN_ROLES,
	  post_api_decision, .api = &decide },
	{ 0 },
};
