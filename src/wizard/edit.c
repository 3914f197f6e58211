/* The task list, the SK and the users: what is typed is saved, then judged. */
#include "wizard/internal.h"

/* ---- the task list ---- */

static struct ui_tag task_tag(bool done, bool started)
{
	if (done)
		return (struct ui_tag){ .tone = S("ok"), .label = S("Selesai") };
	if (started)
		return (struct ui_tag){ .tone = S("awas"),
					.label = S("Perlu dilengkapi") };
	return (struct ui_tag){ .icon = S("circle-dashed"), .label = S("Belum diisi") };
}

/* Complaints about files belong to the files' task, about users to theirs. */
static bool about_files(const struct finding *f)
{
	return f->field == FIELD_SK || f->field == FIELD_FORM;
}

struct task_state {
	bool sk, users, files; /* done */
	int faulty_users;
};

static struct task_state judge(const struct registration *r, const struct findings *found)
{
	struct task_state t = { true, r->users.count > 0, true, 0 };
	uint64_t faulty = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct finding *f = &found->items[i];

		if (f->severity != SEVERITY_REFUSE)
			continue;
		if (about_files(f))
			t.files = false;
		else if (f->user || f->field == FIELD_USERS)
			t.users = false;
		else
			t.sk = false;
		if (f->user)
			faulty |= (uint64_t)1 << (f->user - 1);
	}
	t.faulty_users = __builtin_popcountll(faulty);
	return t;
}

static str users_detail(struct arena *a, const struct registration *r,
			const struct task_state *t)
{
	if (r->users.count == 0)
		return S("Belum ada pengguna");
	if (t->faulty_users)
		return arena_fmt(a, "%zu pengguna · %d perlu dilengkapi", r->users.count,
				 t->faulty_users);
	return arena_fmt(a, "%zu pengguna", r->users.count);
}

static str sk_detail(struct arena *a, const struct registration *r)
{
	if (r->basis.number.n == 0 || r->basis.date.year <= 0)
		return S("Nomor, tanggal, dan penanda tangan");
	return arena_fmt(a, "%.*s · %.*s", P(r->basis.number),
			 P(text_date(a, r->basis.date)));
}

static void list_tasks(struct arena *a, struct tasks_view *v, const struct task_state *t)
{
	const struct registration *r = v->r;
	bool all = t->sk && t->users && t->files;
	str first = !t->sk	? S("/sk")
		    : !t->users ? S("/pengguna")
		    : !t->files ? S("/berkas")
				: S("/periksa");

	*PUSH(a, &v->prepare) =
		(struct task){ S(""), S("Identitas satker dan KPPN mitra"),
			       arena_fmt(a, "%.*s · %.*s · %.*s", P(r->satker),
					 P(r->satker_name), P(r->kppn_name)),
			       task_tag(true, true) };
	*PUSH(a, &v->prepare) =
		(struct task){ wizard_path(a, r, S("/sk")),
			       S("SK atau Surat Tugas penetapan pengguna"),
			       sk_detail(a, r), task_tag(t->sk, r->basis.number.n > 0) };
	*PUSH(a, &v->prepare) =
		(struct task){ wizard_path(a, r, S("/pengguna")), S("Daftar pengguna"),
			       users_detail(a, r, t),
			       task_tag(t->users, r->users.count > 0) };
	*PUSH(a, &v->attach) = (struct task){
		wizard_path(a, r, S("/berkas")), S("Unggah SK dan formulir pendaftaran"),
		S("Dibuat dari isian Anda, dicetak, ditandatangani, lalu diunggah"),
		task_tag(t->files, false)
	};
	*PUSH(a, &v->send) = (struct task){
		all ? wizard_path(a, r, S("/periksa")) : S(""),
		S("Periksa jawaban dan kirim ke KPPN"),
		all ? S("Semua bagian sudah lengkap")
		    : S("Tersedia setelah semua bagian selesai"),
		all ? (struct ui_tag){ .tone = S("info"), .label = S("Siap dikirim") }
		    : (struct ui_tag){ .icon = S("lock"),
				       .label = S("Belum bisa dimulai") }
	};
	v->done = 1 + t->sk + t->users + t->files;
	v->all = 5;
	v->next_path = wizard_path(a, r, first);
}

static err get_tasks(struct work *w, const struct request *rq, struct reply *rp)
{
	struct tasks_view v = { 0 };
	struct registration *r;
	struct findings found;
	struct task_state t;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	v.r = r;
	v.returned = r->state == STATE_RETURNED;
	v.by_mailbox = r->origin == ORIGIN_PUBLIC;
	TRY(registration_review(w, r, &found));
	TRY(open_flags(w, r, &v.flags));
	t = judge(r, &found);
	list_tasks(w->arena, &v, &t);
	page_tasks(wizard_reply(rp, 200,
				wizard_page(w->arena, S("Daftarkan pengguna satker")), r),
		   &v);
	return OK;
}

/* ---- the SK ---- */

static struct ui_field text_field(str id, str label, str hint, str value)
{
	return (struct ui_field){ .id = id,
				  .label = label,
				  .hint = hint,
				  .value = value,
				  .autocomplete = S("off"),
				  .required = true };
}

static struct ui_choices basis_choices(struct arena *a, enum basis_type chosen)
{
	struct ui_choices c = { .id = S("jenis_dasar"),
				.legend = S("Dasar penetapan"),
				.cards = true,
				.two_columns = true };

	*PUSH(a, &c.options) =
		(struct ui_option){ .value = basis_words[BASIS_SK],
				    .label = S("Surat Keputusan (SK)"),
				    .hint = S("Keputusan KPA yang menunjuk pengguna"),
				    .chosen = chosen == BASIS_SK };
	*PUSH(a, &c.options) = (struct ui_option){ .value = basis_words[BASIS_ST],
						   .label = S("Surat Tugas (ST)"),
						   .hint = S("Penugasan oleh KPA"),
						   .chosen = chosen == BASIS_ST };
	return c;
}

static void fill_sk(struct sk_view *v, struct arena *a, const struct registration *r,
		    str typed_date)
{
	v->type = basis_choices(a, r->basis.type);
	v->number = text_field(S("nomor"), S("Nomor SK atau ST"),
			       S("Contoh: KEP-118/KPA/2026"), r->basis.number);
	v->date = text_field(
		S("tanggal"), S("Tanggal SK atau ST"), S("Contoh: 16/11/2026"),
		r->basis.date.year > 0 ? text_form_date(a, r->basis.date) : typed_date);
	v->date.class = S("l-16 angka");
	v->signer_name = text_field(S("nama_kpa"), S("Nama KPA penanda tangan"),
				    S("Tanpa gelar"), r->basis.signer_name);
	v->signer_nip = text_field(S("nip_kpa"), S("NIP atau NRP KPA"),
				   S("18 angka untuk NIP"), r->basis.signer_nip);
	v->signer_nip.class = S("l-18 angka");
	v->contact_email =
		text_field(S("email_satker"), S("Email satker"),
			   S("Kabar permohonan dikirim ke alamat ini"), r->contact_email);
	v->contact_email.type = S("email");
}

struct sk_input {
	enum field field;
	struct ui_field *input;
};
#define SK_INPUTS(v)                                                                     \
	{                                                                                \
		{ FIELD_BASIS_NUMBER, &(v)->number }, { FIELD_BASIS_DATE, &(v)->date },  \
			{ FIELD_SIGNER_NAME, &(v)->signer_name },                        \
			{ FIELD_SIGNER_NIP, &(v)->signer_nip },                          \
			{ FIELD_CONTACT_EMAIL, &(v)->contact_email },                    \
	}

static void mark_sk(struct sk_view *v)
{
	const struct sk_input inputs[] = SK_INPUTS(v);

	v->type.error = error_of(&v->errors, field_words[FIELD_BASIS_TYPE]);
	for (size_t i = 0; i < COUNT(inputs); i++) {
		struct complaints *c = &v->errors;

		inputs[i].input->error = error_of(c, field_words[inputs[i].field]);
		for (size_t k = 0; k < c->count; k++)
			if (str_eq(c->items[k].field, field_words[inputs[i].field]))
				c->items[k].field = inputs[i].input->id;
	}
	for (size_t k = 0; k < v->errors.count; k++)
		if (str_eq(v->errors.items[k].field, field_words[FIELD_BASIS_TYPE]))
			v->errors.items[k].field = v->type.id;
}

static void lock_sk(struct sk_view *v, struct arena *a, const struct flags *flags)
{
	const struct sk_input inputs[] = SK_INPUTS(v);

	for (size_t i = 0; i < COUNT(inputs); i++) {
		inputs[i].input->readonly =
			!registration_open(v->r, flags, 0, inputs[i].field);
		ask_beside(a, flags, 0, inputs[i].field, &inputs[i].input->hint);
	}
	ask_beside(a, flags, 0, FIELD_BASIS_TYPE, &v->type.hint);
	if (!registration_open(v->r, flags, 0, FIELD_BASIS_TYPE))
		for (size_t i = 0; i < v->type.options.count; i++)
			v->type.options.items[i].disabled =
				!v->type.options.items[i].chosen;
}

/* Of the request's own fields, without the files and the list of users. */
static struct findings of_sk(struct arena *a, const struct findings *found)
{
	struct findings mine = { 0 };

	for (size_t i = 0; i < found->count; i++)
		if (!about_files(&found->items[i]) &&
		    found->items[i].field != FIELD_USERS)
			*PUSH(a, &mine) = found->items[i];
	return mine;
}

/* found is NULL on opening the page; a form that came back shows what it brought. */
static err show_sk(struct work *w, const struct request *rq, struct reply *rp,
		   const struct registration *r, const struct findings *found)
{
	struct page page = wizard_page(w->arena, S("SK atau Surat Tugas"));
	struct sk_view v = { .r = r };
	struct findings mine = found ? of_sk(w->arena, found) : (struct findings){ 0 };
	struct flags flags;

	v.errors = complaints_about(w->arena, &mine, 0, SEVERITY_REFUSE);
	v.remarks = remarks_on(w->arena, &mine, 0);
	TRY(open_flags(w, r, &flags));
	v.asked = asked_about(w->arena, rq, &flags, ASKED_SK);
	fill_sk(&v, w->arena, r, form_str(rq, "tanggal"));
	mark_sk(&v);
	lock_sk(&v, w->arena, &flags);
	page.has_errors = v.errors.count > 0;
	page_sk(wizard_reply(rp, page.has_errors ? 422 : 200, page, r), &v);
	return OK;
}

static err get_sk(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration *r;

	TRY(open_draft(w, rq, rp, &r));
	return r ? show_sk(w, rq, rp, r, NULL) : OK;
}

static uint64_t open_bits(const struct registration *r, const struct flags *flags,
			  int user, const enum field *fields, size_t count)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < count; i++)
		if (registration_open(r, flags, user, fields[i]))
			bits |= FIELD_BIT(fields[i]);
	return bits;
}

static struct registration_input typed_sk(const struct request *rq)
{
	struct registration_input in = {
		.basis = {
			.type = BASIS_TYPES,
			.number = form_str(rq, "nomor"),
			.signer_name = form_str(rq, "nama_kpa"),
			.signer_nip = form_str(rq, "nip_kpa"),
		},
		.contact_email = form_str(rq, "email_satker"),
	};

	for (int t = 0; t < BASIS_TYPES; t++)
		if (str_eq(form_str(rq, "jenis_dasar"), basis_words[t]))
			in.basis.type = (enum basis_type)t;
	if (form_str(rq, "tanggal").n &&
	    !date_parse(form_str(rq, "tanggal"), &in.basis.date))
		in.basis.date.year = -1;
	return in;
}

static err post_sk(struct work *w, const struct request *rq, struct reply *rp)
{
	static const enum field fields[] = { FIELD_BASIS_TYPE, FIELD_BASIS_NUMBER,
					     FIELD_BASIS_DATE, FIELD_SIGNER_NAME,
					     FIELD_SIGNER_NIP, FIELD_CONTACT_EMAIL };
	struct registration_input in = typed_sk(rq);
	struct registration_result result;
	struct registration *r;
	struct flags flags;
	struct findings mine;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	TRY(open_flags(w, r, &flags));
	in.answers = typed_answers(w->arena, rq, &flags, ASKED_SK);
	in.fields_set = open_bits(r, &flags, 0, fields, COUNT(fields));
	TRY(registration_change(w, r->number, r->version, &in, &result));
	if (result.why && result.why != REGISTRATION_INCOMPLETE)
		return wizard_refuse(rp, result.why);
	mine = of_sk(w->arena, &result.findings);
	if (holds_errors(&mine, 0)) {
		if (result.why)
			result.registration->basis = in.basis;
		return show_sk(w, rq, rp, result.registration, &result.findings);
	}
	return reply_redirect(rp, wizard_path(w->arena, r, S("/pengguna")));
}

const struct route wizard_edit_routes[] = {
	{ GET, "/pendaftaran/:number", CAN_DRAFT_REGISTRATION, get_tasks, ROUTE_WRITES },
	{ GET, "/pendaftaran/:number/sk", CAN_DRAFT_REGISTRATION, get_sk, ROUTE_WRITES },
	{ POST, "/pendaftaran/:number/sk", CAN_DRAFT_REGISTRATION, post_sk },
	{ 0 },
};
