/* A new ticket: first its category, then what that one asks for. */
#include "helpdesk/web.h"

/* ---- what is asked for ---- */

static struct about about_typed(str kind, str number)
{
	bool usable = kind.n && kind.n <= 30 && number.n && number.n <= 60 &&
		      str_one_line(kind) && str_one_line(number);

	return usable ? (struct about){ kind, number } : (struct about){ 0 };
}

static void add_query(struct html *out, const char *name, str value)
{
	if (!value.n)
		return;
	buf_fmt(out->buf, "&%s=", name);
	html(out, shown_in_url(value));
}

static err set_choices(struct work *w, struct new_ticket_view *v)
{
	struct categories all;

	TRY(categories_list(w, &all));
	for (size_t i = 0; i < all.count; i++) {
		struct buf b = buf_new(w->arena);
		struct html out = { .buf = &b };

		buf_fmt(&b, "/tiket/baru?kategori=%.*s", P(all.items[i].code));
		add_query(&out, "jenis", v->about.kind);
		add_query(&out, "nomor", v->about.number);
		*PUSH(w->arena, &v->choices) =
			(struct category_choice){ &all.items[i], buf_str(&b) };
	}
	return OK;
}

/* ---- the form ---- */

static str input_name(struct arena *a, str code)
{
	return arena_fmt(a, "fields.%.*s", P(code));
}

static str file_name_of(struct arena *a, str code)
{
	return arena_fmt(a, "files.%.*s", P(code));
}

static struct form_input input_of(struct arena *a, const struct category_field *f,
				  str value, str error)
{
	struct form_input in = { .chosen = f->choices.count > 0 };

	in.field = (struct ui_field){ .id = input_name(a, f->code),
				      .label = f->label,
				      .hint = f->hint,
				      .value = value,
				      .error = error,
				      .maxlength = ANSWER_MAX,
				      .optional = !f->required };
	in.select = (struct ui_select){ .id = in.field.id,
					.label = f->label,
					.hint = f->hint,
					.error = error,
					.optional = !f->required };
	*PUSH(a, &in.select.options) = (struct ui_option){ .label = S("Pilih") };
	for (size_t i = 0; i < f->choices.count; i++)
		*PUSH(a, &in.select.options) = (struct ui_option){
			.value = f->choices.items[i],
			.label = f->choices.items[i],
			.chosen = str_eq(f->choices.items[i], value),
		};
	return in;
}

static struct ui_file file_input(struct arena *a, const struct requirement *r)
{
	return (struct ui_file){
		.id = file_name_of(a, r->code),
		.label = r->label,
		.hint = arena_fmt(a, "PDF, maksimal 10 MB. %.*s", P(r->hint)),
		.accept = S(".pdf,application/pdf"),
		.optional = !r->required,
	};
}

static bool is_drafted(const struct drafted_files *all, str label)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->items[i].label, label))
			return true;
	return false;
}

static str label_of(const struct category *c, str requirement)
{
	for (size_t i = 0; i < c->documents.count; i++)
		if (str_eq(c->documents.items[i].code, requirement))
			return c->documents.items[i].label;
	return S("");
}

static err set_files(struct work *w, const struct complaints *wrong,
		     struct new_ticket_view *v)
{
	const struct category *c = v->category;
	struct attachments drafted;

	TRY(store_draft_files(w, w->actor->person, 0, &drafted));
	for (size_t i = 0; i < drafted.count; i++)
		*PUSH(w->arena, &v->drafted) = (struct drafted_file){
			&drafted.items[i], label_of(c, drafted.items[i].requirement)
		};
	for (size_t i = 0; i < c->documents.count; i++)
		if (!is_drafted(&v->drafted, c->documents.items[i].label))
			*PUSH(w->arena, &v->files) =
				file_input(w->arena, &c->documents.items[i]);
	free_inputs(w->arena, &v->files);
	for (size_t i = 0; i < v->files.count; i++)
		v->files.items[i].error = complaint_about(wrong, v->files.items[i].id);
	return OK;
}

static struct ui_select priority_select(struct arena *a, str chosen)
{
	struct ui_select s = { .id = S("priority"), .label = S("Prioritas") };

	for (size_t i = 0; i < PRIORITIES; i++)
		*PUSH(a, &s.options) = (struct ui_option){
			.value = priority_words[i],
			.label = priority_labels[i],
			.chosen = str_eq(priority_words[i], chosen),
		};
	return s;
}

static str typed_or(const struct request *rq, const char *name, str otherwise)
{
	return form_has(rq, name) ? form_str(rq, name) : otherwise;
}

static err set_form(struct work *w, const struct request *rq, struct new_ticket_view *v)
{
	struct arena *a = w->arena;
	struct draft_text draft;

	TRY(store_draft(w, 0, S("baru"), &draft));
	v->for_satker = of_office(side_of(w->actor));
	v->satker = (struct ui_field){ .id = S("satker"),
				       .label = S("Kode satker"),
				       .hint = S("6 angka, satker mitra kerja KPPN Anda"),
				       .value = form_str(rq, "satker"),
				       .error = complaint_about(&v->errors, S("satker")),
				       .class = S("angka"),
				       .inputmode = S("numeric"),
				       .maxlength = 6,
				       .required = true };
	v->priority = priority_select(a, form_str(rq, "priority"));
	v->subject = (struct ui_field){
		.id = S("subject"),
		.label = S("Judul"),
		.hint = S("Ringkas, misalnya: Retur SP2D gaji Januari"),
		.value = typed_or(rq, "subject", draft.subject),
		.error = complaint_about(&v->errors, S("subject")),
		.maxlength = SUBJECT_MAX,
		.required = true
	};
	v->body = (struct ui_textarea){ .id = S("body"),
					.label = S("Isi"),
					.hint = S("Jangan menulis NIK atau kata sandi"),
					.value = typed_or(rq, "body", draft.body),
					.error = complaint_about(&v->errors, S("body")),
					.rows = 8,
					.required = true };
	for (size_t i = 0; i < v->category->fields.count; i++) {
		const struct category_field *f = &v->category->fields.items[i];
		str name = input_name(a, f->code);

		*PUSH(a, &v->inputs) = input_of(a, f, form_str(rq, arena_cstr(a, name)),
						complaint_about(&v->errors, name));
	}
	if (draft.saved_at)
		v->draft_note = arena_fmt(
			a, "Draf tersimpan %.*s",
			P(text_instant(a, draft.saved_at, request_visitor(rq)->zone)));
	TRY(articles_suggest(w, v->category->code, v->subject.value,
			     &v->suggested.items));
	return set_files(w, &v->errors, v);
}

static err show_form(struct work *w, const struct request *rq, struct reply *rp,
		     struct new_ticket_view *v)
{
	static const struct crumb crumbs[] = { { STR("HAI CSO"), STR("/tiket") },
					       { STR("Buat tiket"), STR("") } };
	struct page page = { .title = S("Buat tiket"),
			     .active = S("/tiket"),
			     .crumbs = { crumbs, COUNT(crumbs) },
			     .has_errors = v->errors.count > 0 };

	if (v->category)
		TRY(set_form(w, rq, v));
	else
		TRY(set_choices(w, v));
	page_new_ticket(reply_page(rp, v->errors.count ? 422 : 200, page), v);
	return OK;
}

static err get_new(struct work *w, const struct request *rq, struct reply *rp)
{
	struct new_ticket_view v = {
		.about = about_typed(query_str(rq, "jenis"), query_str(rq, "nomor")),
	};
	struct category *c;

	TRY(category_find(w, query_str(rq, "kategori"), &c));
	v.category = c && c->active ? c : NULL;
	return show_form(w, rq, rp, &v);
}

/* ---- what is sent ---- */

static err prepare_ticket(struct work *w, const struct request *rq, struct arena *keep,
			  void **ret)
{
	struct uploads *u = NEW(keep, struct uploads);
	struct category *c;

	*ret = u;
	u->settings = w->settings;
	u->keys = w->keys;
	TRY(category_find(w, form_str(rq, "category"), &c));
	for (size_t i = 0; c && i < c->documents.count; i++) {
		struct ui_file input = file_input(keep, &c->documents.items[i]);

		input.label = arena_str(keep, input.label);
		uploads_add(u, rq, input, arena_str(keep, c->documents.items[i].code));
	}
	uploads_free(keep, rq, u);
	return OK;
}

static struct answers answers_typed(struct arena *a, const struct request *rq,
				    const struct category *c)
{
	struct answers all = { 0 };

	for (size_t i = 0; i < c->fields.count; i++)
		*PUSH(a, &all) = (struct answer){
			.code = c->fields.items[i].code,
			.value = form_str(
				rq,
				arena_cstr(a, input_name(a, c->fields.items[i].code))),
		};
	return all;
}

static enum priority priority_typed(const struct request *rq)
{
	for (int p = 0; p < PRIORITIES; p++)
		if (str_eq(priority_words[p], form_str(rq, "priority")))
			return (enum priority)p;
	return PRIORITY_BIASA;
}

/* Nothing that was typed is lost, and what is fine is not uploaded twice. */
static err show_again(struct work *w, const struct request *rq, struct reply *rp,
		      struct new_ticket_view *v)
{
	TRY(uploads_to_draft(w, NULL, request_note(rq)));
	return show_form(w, rq, rp, v);
}

static err refuse_ticket(struct work *w, const struct request *rq, struct reply *rp,
			 struct new_ticket_view *v, const struct ticket_result *result)
{
	const struct refusal *why = &ticket_refusals[result->why];

	if (result->why == TICKET_INCOMPLETE)
		complain(w->arena, &result->faults, &v->errors);
	else if (why->status == 422)
		*PUSH(w->arena, &v->errors) =
			(struct complaint){ S("satker"), why->code, why->text };
	else
		return ticket_refuse(rp, result->why);
	return show_again(w, rq, rp, v);
}

static err post_new(struct work *w, const struct request *rq, struct reply *rp)
{
	struct new_ticket_view v = {
		.about = about_typed(form_str(rq, "jenis"), form_str(rq, "nomor")),
	};
	struct ticket_input in = {
		.satker = form_str(rq, "satker"),
		.category = form_str(rq, "category"),
		.priority = priority_typed(rq),
		.subject = form_str(rq, "subject"),
		.body = form_str(rq, "body"),
		.about = v.about,
		.with_draft = true,
	};
	struct ticket_result result;
	struct ticket_files files;
	struct category *c;

	TRY(category_find(w, in.category, &c));
	if (!c || !c->active)
		return reply_redirect(rp, S("/tiket/baru"));
	v.category = c;
	uploads_split(w->arena, request_note(rq), &files, &v.errors);
	if (v.errors.count)
		return show_again(w, rq, rp, &v);
	in.answers = answers_typed(w->arena, rq, c);
	in.files = files.items;
	in.file_count = files.count;
	TRY(ticket_open(w, &in, &result));
	if (result.why)
		return refuse_ticket(w, rq, rp, &v, &result);
	reply_flash(
		rp, S("ok"),
		arena_fmt(w->arena, "Tiket %.*s terkirim.", P(result.ticket->number)));
	return reply_redirect(rp, ticket_path(w->arena, result.ticket, S("")));
}

static err post_new_draft(struct work *w, const struct request *rq, struct reply *rp)
{
	struct draft_text d = { subject_tidy(w->arena, form_str(rq, "subject")),
				body_tidy(w->arena, form_str(rq, "body")), 0 };
	struct new_ticket_view v = {
		.about = about_typed(form_str(rq, "jenis"), form_str(rq, "nomor")),
	};
	struct ticket_faults wrong = { 0 };
	struct category *c;

	if (d.subject.n)
		check_subject(w->arena, d.subject, &wrong);
	if (d.body.n)
		check_body(w->arena, d.body, &wrong);
	TRY(category_find(w, form_str(rq, "category"), &c));
	v.category = c;
	complain(w->arena, &wrong, &v.errors);
	if (wrong.count && c)
		return show_form(w, rq, rp, &v);
	TRY(store_draft_save(w, 0, S("baru"), &d));
	TRY(uploads_to_draft(w, NULL, request_note(rq)));
	if (form_has(rq, "otomatis"))
		return reply_empty(rp, 204);
	reply_flash(rp, S("ok"), S("Draf tersimpan."));
	return reply_redirect(
		rp, c ? arena_fmt(w->arena, "/tiket/baru?kategori=%.*s", P(c->code))
		      : S("/tiket/baru"));
}

static const struct before ticket_before = { prepare_ticket, uploads_take };

const struct route ticket_new_routes[] = {
	{ GET, "/tiket/baru", CAN_OPEN_TICKET, get_new },
	{ POST, "/tiket/baru", CAN_OPEN_TICKET, post_new, ROUTE_SLOW | ROUTE_UPLOAD,
	  &ticket_before },
	{ POST, "/tiket/baru/draf", CAN_OPEN_TICKET, post_new_draft,
	  ROUTE_SLOW | ROUTE_UPLOAD, &ticket_before },
	{ 0 },
};
