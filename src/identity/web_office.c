/* The pages of the roles of offices. */
#include "identity/pages.h"

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

/* Only what the visitor may give is offered. */
static struct ui_select kind_select(struct work *w, enum unit_kind chosen)
{
	struct ui_select s = { .id = S("jenis_unit"),
			       .label = S("Jenis unit"),
			       .required = true };

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (actor_can(w->actor, office_permission(kinds[i].kind)))
			*PUSH(w->arena, &s.options) = (struct ui_option){
				.value = unit_kind_words[kinds[i].kind],
				.label = kinds[i].label,
				.chosen = chosen == kinds[i].kind
			};
	return s;
}

static struct ui_choices role_choices(struct work *w, role_set chosen)
{
	struct ui_choices c = { .id = S("peran"),
				.name = S("peran[]"),
				.legend = S("Peran"),
				.many = true,
				.two_columns = true };
	role_set all = 0;

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (actor_can(w->actor, office_permission(kinds[i].kind)))
			all |= office_roles(kinds[i].kind);
	for (int r = 0; r < ROLES; r++)
		if (all & ROLE_BIT(r))
			*PUSH(w->arena, &c.options) =
				(struct ui_option){ .value = role_words[r],
						    .label = role_labels[r],
						    .chosen = chosen & ROLE_BIT(r) };
	return c;
}

static struct office_request typed(struct arena *a, const struct request *rq)
{
	struct strs roles = form_all(a, rq, "peran[]");

	return (struct office_request){
		.nik = nik_plain(a, form_str(rq, "nik")),
		.name = form_str(rq, "nama"),
		.email = form_str(rq, "email"),
		.nip = nik_plain(a, form_str(rq, "nip")),
		.unit_kind = office_kind_of(form_str(rq, "jenis_unit")),
		.unit = form_str(rq, "unit"),
		.roles = office_roles_of(&roles),
		.reason = form_str(rq, "alasan"),
	};
}

static void fill_form(struct work *w, struct office_view *v,
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
	v->nip = (struct ui_field){
		.id = S("nip"),
		.label = S("NIP"),
		.hint = S("Wajib, 18 angka: peran kantor hanya untuk pegawai ASN"),
		.value = r->nip,
		.class = S("angka"),
		.inputmode = S("numeric"),
		.autocomplete = S("off"),
		.maxlength = 24,
		.required = true
	};
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
	v->unit_kind = kind_select(w, r->unit_kind);
	v->roles = role_choices(w, r->roles);
	v->none = (struct ui_empty){
		.icon = S("users"),
		.title = S("Belum ada usulan"),
		.text = S("Usulan peran di wilayah Anda tampil di sini.")
	};
}

/* The place of the words about an input; NULL for none. */
static str *error_of(struct office_view *v, str id)
{
	struct ui_field *const fields[] = { &v->name,  &v->nik,	 &v->nip,
					    &v->email, &v->unit, &v->reason };

	for (size_t i = 0; i < COUNT(fields); i++)
		if (str_eq(fields[i]->id, id))
			return &fields[i]->error;
	return str_eq(v->roles.id, id) ? &v->roles.error : NULL;
}

/* What was typed, and what is said about it; NULL for a form that begins. */
static err show(struct work *w, struct reply *rp, const struct office_request *r,
		const struct office_result *result)
{
	enum office_refusal why = result ? result->why : OFFICE_GRANTED;
	uint32_t said = result && result->wrong ? result->wrong : OFFICE_BIT(why);
	struct office_view v = { .me = w->actor->person };
	struct page page = { .title = S("Peran kantor"),
			     .active = S("/admin/peran"),
			     .has_errors = why != OFFICE_GRANTED };

	TRY(office_list(w, &v.grants));
	fill_form(w, &v, r);
	for (int i = OFFICE_GRANTED + 1; i < OFFICE_REFUSALS; i++) {
		const struct office_wording *words = &office_words[i];
		str *error = error_of(&v, words->field);

		if (!(said & OFFICE_BIT(i)))
			continue;
		*PUSH(w->arena, &v.errors) =
			(struct complaint){ words->field, words->refusal.code,
					    words->refusal.text };
		if (error)
			*error = words->refusal.text;
	}
	page_office(reply_page(rp, why ? office_words[why].refusal.status : 200, page),
		    &v);
	return OK;
}

/* A head begins with his own office. */
static err get_office(struct work *w, const struct request *rq, struct reply *rp)
{
	struct office_request empty = { 0 };

	(void)rq;
	if (w->actor->unit_kind == UNIT_KPPN)
		empty = (struct office_request){ .unit_kind = UNIT_KPPN,
						 .unit = w->actor->unit };
	return show(w, rp, &empty, NULL);
}

static err post_office(struct work *w, const struct request *rq, struct reply *rp)
{
	struct office_request r = typed(w->arena, rq);
	struct office_result result;

	TRY(office_ask(w, &r, &result));
	if (result.why == OFFICE_REAUTHENTICATE)
		return password_again(w, rq, rp);
	if (result.why)
		return show(w, rp, &r, &result);
	reply_flash(
		rp, S("ok"),
		S("Usulan dikirim. Orang kedua yang berwenang mendapat email dan perlu menyetujuinya."));
	return reply_redirect(rp, S("/admin/peran"));
}

/* ---- the second person looks at one, and decides ---- */

static err show_one(struct work *w, struct reply *rp, const struct office_grant *g,
		    enum office_refusal why)
{
	struct office_grant_view v = { .g = g,
				       .nik = text_nik_mask(w->arena, g->request.nik) };
	struct crumb *crumbs = NEW_ARRAY(reply_arena(rp), struct crumb, 2);
	struct page page = { .title = S("Periksa usulan peran"),
			     .active = S("/admin/peran"),
			     .has_errors = why != OFFICE_GRANTED,
			     .crumbs = { crumbs, 2 } };
	enum office_refusal may;

	crumbs[0] = (struct crumb){ S("Peran kantor"), S("/admin/peran") };
	crumbs[1] = (struct crumb){ S("Periksa usulan"), S("") };
	TRY(office_may_decide(w, g, &may));
	v.may_decide = may == OFFICE_GRANTED || may == OFFICE_REAUTHENTICATE;
	if (!v.may_decide && g->state == OFFICE_WAITING)
		v.waits = office_words[may].refusal.text;
	if (why)
		*PUSH(w->arena, &v.errors) =
			(struct complaint){ S(""), office_words[why].refusal.code,
					    office_words[why].refusal.text };
	page_office_grant(
		reply_page(rp, why ? office_words[why].refusal.status : 200, page), &v);
	return OK;
}

static err find(struct work *w, const struct request *rq, struct office_grant **ret)
{
	int64_t id;

	*ret = NULL;
	return str_int(path_str(rq, "id"), &id) ? office_read_one(w, id, ret) : OK;
}

static err get_one(struct work *w, const struct request *rq, struct reply *rp)
{
	struct office_grant *g;

	TRY(find(w, rq, &g));
	return g ? show_one(w, rp, g, OFFICE_GRANTED)
		 : reply_refusal(rp, &office_words[OFFICE_NOT_FOUND].refusal);
}

static err post_decision(struct work *w, const struct request *rq, struct reply *rp)
{
	bool approve = str_eq(form_str(rq, "putusan"), S("setujui"));
	enum office_refusal why = OFFICE_NOT_FOUND;
	struct office_grant *g;

	TRY(find(w, rq, &g));
	if (g)
		TRY(office_decide(w, g->id, approve, &why));
	if (why == OFFICE_REAUTHENTICATE)
		return password_again(w, rq, rp);
	if (why == OFFICE_NOT_FOUND || why == OFFICE_OUT_OF_SCOPE)
		return reply_refusal(rp, &office_words[why].refusal);
	if (why)
		return show_one(w, rp, g, why);
	reply_flash(rp, S("ok"),
		    approve ? S("Peran diberikan. Orangnya mendapat email.")
			    : S("Usulan ditolak."));
	return reply_redirect(rp, S("/admin/peran"));
}

/*
 * The door is open for who may give either kind; which unit is the rules' to say
 * (rows 5.12 and 5.13: whoever has the second has the first).
 */
const struct route identity_office_routes[] = {
	{ GET, "/admin/peran", CAN_GIVE_KPPN_ROLES, get_office },
	{ POST, "/admin/peran", CAN_GIVE_KPPN_ROLES, post_office },
	{ GET, "/admin/peran/:id", CAN_GIVE_KPPN_ROLES, get_one },
	{ POST, "/admin/peran/:id", CAN_GIVE_KPPN_ROLES, post_decision },
	{ 0 },
};
