/* The users named in the request, one page each. */
#include "wizard/internal.h"

static bool may_add(const struct registration *r, const struct flags *flags)
{
	return r->users.count < USERS_MAX && registration_open(r, flags, 0, FIELD_USERS);
}

static void add_remarks(struct arena *a, const struct findings *found, int user,
			struct remarks *ret)
{
	struct strs texts = remarks_on(a, found, user);

	for (size_t i = 0; i < texts.count; i++)
		*PUSH(a, ret) = (struct remark){ .user = user, .text = texts.items[i] };
}

static err get_users(struct work *w, const struct request *rq, struct reply *rp)
{
	struct users_view v = { 0 };
	struct registration *r;
	struct findings found;
	struct flags flags;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	if (r->users.count == 0 && r->state == STATE_DRAFT)
		return reply_redirect(rp,
				      wizard_path(w->arena, r, S("/pengguna/tambah")));
	TRY(registration_review(w, r, &found));
	v.r = r;
	v.today = date_at(w->now, r->zone);
	TRY(open_flags(w, r, &flags));
	v.may_add = may_add(r, &flags);
	v.may_remove = r->state == STATE_DRAFT;
	for (size_t i = 0; i < r->users.count; i++) {
		struct complaints c = complaints_about(
			w->arena, &found, r->users.items[i].n, SEVERITY_REFUSE);

		*PUSH(w->arena, &v.states) = c.count ? c.items[0].message : S("");
		add_remarks(w->arena, &found, r->users.items[i].n, &v.remarks);
	}
	page_users(wizard_reply(rp, 200, wizard_page(w->arena, S("Daftar pengguna")), r),
		   &v);
	return OK;
}

/* ---- one user ---- */

static struct ui_field text_field(str id, str label, str hint, str value)
{
	return (struct ui_field){ .id = id,
				  .label = label,
				  .hint = hint,
				  .value = value,
				  .autocomplete = S("off") };
}

static struct ui_choices id_choices(struct arena *a, enum id_type chosen)
{
	static const struct {
		enum id_type type;
		str label;
	} types[] = {
		{ ID_NIP, STR("NIP (PNS dan PPPK)") },
		{ ID_NRP, STR("NRP (TNI dan Polri)") },
		{ ID_NONE, STR("Tidak ada (non-ASN)") },
	};
	struct ui_choices c = { .id = S("jenis_id"),
				.legend = S("Nomor induk yang dimiliki") };

	for (size_t i = 0; i < COUNT(types); i++)
		*PUSH(a, &c.options) =
			(struct ui_option){ .value = id_type_words[types[i].type],
					    .label = types[i].label,
					    .chosen = types[i].type == chosen };
	return c;
}

static str role_hint(enum role r)
{
	switch (r) {
	case ROLE_OPERATOR:
		return S("Merekam permohonan dan memantau transaksi");
	case ROLE_BENDAHARA:
		return S(
			"Memantau SP2D, retur, dan setoran. Tidak dirangkap PPK, PPSPM, atau KPA");
	case ROLE_PPK:
		return S(
			"Pejabat Pembuat Komitmen. Tidak dirangkap PPSPM atau Bendahara");
	case ROLE_PPSPM:
		return S(
			"Memantau dan menyetujui SPM. Tidak dirangkap PPK atau Bendahara");
	case ROLE_KPA:
		return S("Melihat seluruh data dan menyetujui perubahan pengguna");
	default:
		return S("");
	}
}

static struct ui_choices role_choices(struct arena *a, role_set chosen)
{
	struct ui_choices c = { .id = S("peran"),
				.name = S("peran[]"),
				.legend = S("Peran di aplikasi"),
				.hint = S("Pilih satu atau lebih, sesuai SK."),
				.many = true,
				.cards = true,
				.two_columns = true };

	for (int r = 0; r < ROLES; r++)
		if (unit_roles(UNIT_SATKER) & ROLE_BIT(r))
			*PUSH(a, &c.options) =
				(struct ui_option){ .value = role_words[r],
						    .label = role_labels[r],
						    .hint = role_hint((enum role)r),
						    .chosen = chosen & ROLE_BIT(r) };
	return c;
}

static void fill_user(struct user_view *v, struct arena *a, const struct applicant *u)
{
	v->name = text_field(S("nama"), S("Nama lengkap"), S("Sesuai KTP, tanpa gelar"),
			     u->name);
	v->name.wrap = S("penuh");
	v->nik = text_field(S("nik"), S("NIK"), S("16 angka"), u->nik);
	v->nik.class = S("l-16 angka");
	v->nik.inputmode = S("numeric");
	v->nik.maxlength = 25;
	v->id_type = id_choices(a, u->id_type);
	v->id_number = text_field(S("nomor_id"), S("NIP atau NRP"),
				  S("18 angka untuk NIP. Kosongkan bila tidak ada"),
				  u->id_number);
	v->id_number.class = S("l-18 angka");
	v->email = text_field(S("email"), S("Email aktif"),
			      S("Tautan aktivasi DIGIT dikirim ke alamat ini"), u->email);
	v->email.type = S("email");
	v->email.wrap = S("penuh");
	v->phone = text_field(S("hp"), S("Nomor ponsel"), S(""), u->phone);
	v->phone.type = S("tel");
	v->phone.class = S("l-16 angka");
	v->phone.optional = true;
	v->position = text_field(S("jabatan"), S("Jabatan"), S(""), u->position);
	v->position.wrap = S("penuh");
	v->roles = role_choices(a, u->roles);
}

struct user_input {
	enum field field;
	struct ui_field *input;
};

/* Errors get to their inputs, and the summary links to them. */
static void mark_user(struct user_view *v)
{
	const struct user_input inputs[] = {
		{ FIELD_NAME, &v->name },	    { FIELD_NIK, &v->nik },
		{ FIELD_ID_NUMBER, &v->id_number }, { FIELD_EMAIL, &v->email },
		{ FIELD_PHONE, &v->phone },	    { FIELD_POSITION, &v->position },
	};

	v->id_type.error = error_of(&v->errors, field_words[FIELD_ID_TYPE]);
	v->roles.error = error_of(&v->errors, field_words[FIELD_ROLES]);
	for (size_t i = 0; i < COUNT(inputs); i++)
		inputs[i].input->error =
			error_of(&v->errors, field_words[inputs[i].field]);
	for (size_t k = 0; k < v->errors.count; k++) {
		struct complaint *c = &v->errors.items[k];

		for (size_t i = 0; i < COUNT(inputs); i++)
			if (str_eq(c->field, field_words[inputs[i].field]))
				c->field = inputs[i].input->id;
		if (str_eq(c->field, field_words[FIELD_ID_TYPE]))
			c->field = v->id_type.id;
		if (str_eq(c->field, field_words[FIELD_ROLES]))
			c->field = v->roles.id;
	}
}

static void lock_choices(struct ui_choices *c, bool open)
{
	for (size_t i = 0; i < c->options.count && !open; i++)
		c->options.items[i].disabled = true;
}

/* Who is being added has no number yet; the next one is as open as his will be. */
static bool user_field_open(const struct user_view *v, const struct flags *flags,
			    enum field f)
{
	return registration_open(v->r, flags, v->n ? v->n : USERS_MAX + 1, f);
}

static void lock_user(struct user_view *v, struct arena *a, const struct flags *flags)
{
	const struct user_input inputs[] = {
		{ FIELD_NAME, &v->name },	    { FIELD_NIK, &v->nik },
		{ FIELD_ID_NUMBER, &v->id_number }, { FIELD_EMAIL, &v->email },
		{ FIELD_PHONE, &v->phone },	    { FIELD_POSITION, &v->position },
	};

	for (size_t i = 0; i < COUNT(inputs); i++) {
		inputs[i].input->readonly = !user_field_open(v, flags, inputs[i].field);
		ask_beside(a, flags, v->n, inputs[i].field, &inputs[i].input->hint);
	}
	ask_beside(a, flags, v->n, FIELD_ID_TYPE, &v->id_type.hint);
	ask_beside(a, flags, v->n, FIELD_ROLES, &v->roles.hint);
	lock_choices(&v->id_type, user_field_open(v, flags, FIELD_ID_TYPE));
	lock_choices(&v->roles, user_field_open(v, flags, FIELD_ROLES));
}

/* An unknown region is a hint, no error: only a known one is shown as found. */
static void tell_nik(struct user_view *v, struct arena *a, struct date today)
{
	struct nik_facts facts;
	str text = nik_text(a, v->user.nik, today);

	if (v->nik.error.n || text.n == 0)
		return;
	nik_read(v->user.nik, today, &facts);
	if (facts.region_known)
		v->nik.good = text;
	else
		v->nik.hint = arena_fmt(a, "%.*s. %.*s", P(v->nik.hint), P(text));
}

/* found is NULL on opening the page. */
static err show_user(struct work *w, const struct request *rq, struct reply *rp,
		     struct user_view *v, const struct findings *found)
{
	const struct applicant *u = &v->user;
	struct page page =
		wizard_page(w->arena, v->n ? arena_fmt(w->arena, "Pengguna %d", v->n)
					   : S("Tambah pengguna"));
	struct findings review = { 0 };
	struct flags flags;

	TRY(open_flags(w, v->r, &flags));
	if (v->n)
		v->asked = asked_about(w->arena, rq, &flags, v->n);
	v->reopened = v->r->state == STATE_RETURNED;
	v->count = (int)v->r->users.count;
	if (found)
		v->errors = complaints_about(w->arena, found, u->n, SEVERITY_REFUSE);
	else if (v->n)
		TRY(registration_review(w, v->r, &review));
	v->hints = remarks_on(w->arena, found ? found : &review, u->n);
	fill_user(v, w->arena, u);
	mark_user(v);
	tell_nik(v, w->arena, date_at(w->now, v->r->zone));
	lock_user(v, w->arena, &flags);
	page.has_errors = v->errors.count > 0;
	page_user(wizard_reply(rp, page.has_errors ? 422 : 200, page, v->r), v);
	return OK;
}

static const struct applicant *user_of(const struct registration *r, str n)
{
	int64_t number = 0;

	if (!str_int(n, &number))
		return NULL;
	for (size_t i = 0; i < r->users.count; i++)
		if (r->users.items[i].n == number)
			return &r->users.items[i];
	return NULL;
}

static err get_user(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct applicant *u;
	struct user_view v = { 0 };
	struct registration *r;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	u = user_of(r, path_str(rq, "n"));
	if (!u)
		return wizard_refuse(rp, REGISTRATION_NOT_FOUND);
	v.r = r;
	v.n = u->n;
	v.user = *u;
	return show_user(w, rq, rp, &v, NULL);
}

static err get_new_user(struct work *w, const struct request *rq, struct reply *rp)
{
	struct user_view v = { .user.id_type = ID_NIP };
	struct registration *r;
	struct flags flags;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	TRY(open_flags(w, r, &flags));
	if (!may_add(r, &flags))
		return reply_redirect(rp, wizard_path(w->arena, r, S("/pengguna")));
	v.r = r;
	return show_user(w, rq, rp, &v, NULL);
}

static const enum field user_fields[] = { FIELD_NAME,	   FIELD_NIK,	FIELD_ID_TYPE,
					  FIELD_ID_NUMBER, FIELD_EMAIL, FIELD_PHONE,
					  FIELD_POSITION,  FIELD_ROLES };

static struct applicant typed_user(struct arena *a, const struct request *rq, int n)
{
	struct strs roles = form_all(a, rq, "peran[]");
	struct applicant u = {
		.n = n,
		.name = form_str(rq, "nama"),
		.nik = form_str(rq, "nik"),
		.id_type = ID_TYPES,
		.id_number = form_str(rq, "nomor_id"),
		.email = form_str(rq, "email"),
		.phone = form_str(rq, "hp"),
		.position = form_str(rq, "jabatan"),
	};

	for (int t = 0; t < ID_TYPES; t++)
		if (str_eq(form_str(rq, "jenis_id"), id_type_words[t]))
			u.id_type = (enum id_type)t;
	for (size_t i = 0; i < roles.count; i++)
		for (int r = 0; r < ROLES; r++)
			if (str_eq(roles.items[i], role_words[r]))
				u.roles |= ROLE_BIT(r);
	return u;
}

/* The other users go along as they are: users replace those of the draft, by n. */
static struct registration_input input_with(struct arena *a, const struct registration *r,
					    const struct applicant *u, bool remove)
{
	struct registration_input in = { .users_set = true };
	bool placed = remove;

	for (size_t i = 0; i < r->users.count; i++) {
		const struct applicant *old = &r->users.items[i];

		if (old->n == u->n && remove)
			continue;
		*PUSH(a, &in.users) = old->n == u->n ? *u : *old;
		placed = placed || old->n == u->n;
	}
	if (!placed)
		*PUSH(a, &in.users) = *u;
	for (size_t i = 0; i < in.users.count; i++)
		in.users.items[i].n = (int)i + 1;
	return in;
}

static void give_fields(struct registration_input *in, const struct registration *r,
			const struct flags *flags)
{
	for (size_t i = 0; i < in->users.count; i++) {
		struct applicant *u = &in->users.items[i];

		u->fields_set = 0;
		for (size_t f = 0; f < COUNT(user_fields); f++)
			if (registration_open(r, flags, u->n, user_fields[f]))
				u->fields_set |= FIELD_BIT(user_fields[f]);
	}
}

/* What was saved may be fine and yet surprise: it is said while the SK is at hand. */
static void flash_remarks(struct arena *a, struct reply *rp, const struct registration *r,
			  struct strs remarks, int user)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < remarks.count; i++)
		buf_fmt(&b, "%s%.*s.", i ? " " : "", P(remarks.items[i]));
	if (b.n)
		reply_flash(rp, S("awas"), named(a, r, user, buf_str(&b)));
}

static err save_user(struct work *w, const struct request *rq, struct reply *rp,
		     struct registration *r, int n)
{
	struct applicant u = typed_user(w->arena, rq, n);
	struct registration_input in = input_with(w->arena, r, &u, false);
	struct registration_result result;
	struct user_view v = { .r = r, .n = n };
	struct flags flags;
	bool more = str_eq(form_str(rq, "aksi"), S("tambah"));

	TRY(open_flags(w, r, &flags));
	give_fields(&in, r, &flags);
	in.answers = typed_answers(w->arena, rq, &flags, n ? n : USERS_MAX + 1);
	TRY(registration_change(w, r->number, r->version, &in, &result));
	if (result.why && result.why != REGISTRATION_INCOMPLETE)
		return wizard_refuse(rp, result.why);
	u.n = n ? n : (int)in.users.count;
	if (holds_errors(&result.findings, u.n)) {
		/* What was kept is a draft with faults: the page says them at once. */
		v.r = result.registration;
		v.n = result.why ? n : u.n;
		v.user = u;
		return show_user(w, rq, rp, &v, &result.findings);
	}
	flash_remarks(w->arena, rp, result.registration,
		      remarks_on(w->arena, &result.findings, u.n), u.n);
	return reply_redirect(
		rp,
		wizard_path(w->arena, r, more ? S("/pengguna/tambah") : S("/pengguna")));
}

static err post_user(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct applicant *u;
	struct registration *r;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	u = user_of(r, path_str(rq, "n"));
	return u ? save_user(w, rq, rp, r, u->n)
		 : wizard_refuse(rp, REGISTRATION_NOT_FOUND);
}

static err post_new_user(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration *r;
	struct flags flags;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	TRY(open_flags(w, r, &flags));
	return may_add(r, &flags) ? save_user(w, rq, rp, r, 0)
				  : wizard_refuse(rp, REGISTRATION_NOT_REOPENED);
}

static err post_remove(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct applicant *u;
	struct registration_input in;
	struct registration_result result;
	struct registration *r;
	struct flags none = { 0 };

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	u = user_of(r, path_str(rq, "n"));
	if (!u || r->state != STATE_DRAFT)
		return wizard_refuse(rp, REGISTRATION_NOT_FOUND);
	in = input_with(w->arena, r, u, true);
	give_fields(&in, r, &none);
	TRY(registration_change(w, r->number, r->version, &in, &result));
	if (result.why && result.why != REGISTRATION_INCOMPLETE)
		return wizard_refuse(rp, result.why);
	reply_flash(rp, S("ok"), S("Pengguna dihapus dari permohonan."));
	return reply_redirect(rp, wizard_path(w->arena, r, S("/pengguna")));
}

const struct route wizard_user_routes[] = {
	{ GET, "/pendaftaran/:number/pengguna", CAN_DRAFT_REGISTRATION, get_users,
	  ROUTE_WRITES },
	{ GET, "/pendaftaran/:number/pengguna/tambah", CAN_DRAFT_REGISTRATION,
	  get_new_user, ROUTE_WRITES },
	{ POST, "/pendaftaran/:number/pengguna/tambah", CAN_DRAFT_REGISTRATION,
	  post_new_user },
	{ GET, "/pendaftaran/:number/pengguna/:n", CAN_DRAFT_REGISTRATION, get_user,
	  ROUTE_WRITES },
	{ POST, "/pendaftaran/:number/pengguna/:n", CAN_DRAFT_REGISTRATION, post_user },
	{ POST, "/pendaftaran/:number/pengguna/:n/hapus", CAN_DRAFT_REGISTRATION,
	  post_remove },
	{ 0 },
};
