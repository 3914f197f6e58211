/* Making the SK and the form, and taking the signed ones. */
#include "forms/forms.h"
#include "wizard/internal.h"

static const enum field kind_fields[DOCUMENT_KINDS] = {
	[DOCUMENT_SK] = FIELD_SK, [DOCUMENT_FORM] = FIELD_FORM
};
static const char *const kind_names[DOCUMENT_KINDS] = {
	[DOCUMENT_SK] = "sk", [DOCUMENT_FORM] = "formulir"
};

/* Uploads are looked at and sealed before the transaction begins: it takes seconds. */
struct taking {
	const struct settings *settings;
	const struct keys *keys;
	bool open[DOCUMENT_KINDS];
	const struct http_upload *upload[DOCUMENT_KINDS];
	struct document_taken taken[DOCUMENT_KINDS];
};

static err prepare_files(struct work *w, const struct request *rq, struct arena *keep,
			 void **ret)
{
	struct taking *t = NEW(keep, struct taking);
	struct registration *r;
	struct flags flags;

	*ret = t;
	t->settings = w->settings;
	t->keys = w->keys;
	TRY(registration_find_mine(w, path_str(rq, "number"), &r));
	if (!r || !editable(r))
		return OK;
	TRY(open_flags(w, r, &flags));
	for (int k = 0; k < DOCUMENT_KINDS; k++) {
		t->open[k] = registration_open(r, &flags, 0, kind_fields[k]);
		t->upload[k] = form_file(rq, kind_names[k]);
	}
	return OK;
}

static err take_files(struct arena *keep, void *note)
{
	struct taking *t = note;

	for (int k = 0; k < DOCUMENT_KINDS; k++)
		if (t->open[k] && t->upload[k])
			TRY(document_take(keep, t->settings, t->keys, t->upload[k],
					  &t->taken[k]));
	return OK;
}

static struct ui_file file_input(enum document_kind k, bool there)
{
	return (struct ui_file){
		.id = str_from(kind_names[k]),
		.label = there ? S("Ganti dengan berkas lain")
			       : S("Pilih berkas yang sudah ditandatangani"),
		.hint = S("PDF, maksimal 10 MB. Pastikan nomor dan tanda tangan terbaca"),
		.accept = S(".pdf,application/pdf"),
	};
}

static str paper_of(const struct registration *r, enum document_kind k)
{
	static const str forms[KINDS] = {
		[KIND_PENDAFTARAN] = STR("Formulir pendaftaran"),
		[KIND_PERUBAHAN] = STR("Formulir Perubahan"),
		[KIND_PENGHAPUSAN] = STR("Formulir Penghapusan"),
	};

	if (k == DOCUMENT_FORM)
		return forms[r->kind];
	if (r->kind == KIND_PENGHAPUSAN)
		return S("Surat permohonan");
	return r->basis.type == BASIS_ST ? S("Surat Tugas") : S("SK");
}

static struct file_row row_of(struct arena *a, const struct registration *r,
			      const struct documents *all, enum document_kind k)
{
	const struct document *d = documents_current(all, k);
	str paper = paper_of(r, k);

	return (struct file_row){
		.document = d,
		.kind = str_from(kind_names[k]),
		.title = arena_fmt(a, "%.*s yang ditandatangani KPA", P(paper)),
		.made_path = wizard_path(
			a, r, k == DOCUMENT_SK ? S("/sk.pdf") : S("/formulir.pdf")),
		.made_words = arena_fmt(a, "Unduh %.*s siap cetak",
					P(k == DOCUMENT_SK ? paper : S("formulir"))),
		.input = file_input(k, d != NULL),
	};
}

/* Saving the page without any file is no mistake once there are files. */
static str file_error(struct arena *a, const struct taking *t, int k, bool there)
{
	bool nothing = !t->upload[DOCUMENT_SK] && !t->upload[DOCUMENT_FORM];

	if (t->upload[k])
		return t->taken[k].refused ? document_refused(a, &t->taken[k]).text
					   : S("");
	return nothing && t->open[k] && !there ? S("Pilih berkas yang diunggah") : S("");
}

static err show_files(struct work *w, const struct request *rq, struct reply *rp,
		      const struct registration *r, const struct taking *t)
{
	struct files_view v = { .r = r };
	struct page page = wizard_page(w->arena, S("Unggah berkas"));
	struct documents all;
	struct flags flags;

	TRY(documents_of(w, S("registration"), r->id, &all));
	TRY(open_flags(w, r, &flags));
	v.sk = row_of(w->arena, r, &all, DOCUMENT_SK);
	v.form = row_of(w->arena, r, &all, DOCUMENT_FORM);
	v.sk.open = registration_open(r, &flags, 0, FIELD_SK);
	v.form.open = registration_open(r, &flags, 0, FIELD_FORM);
	ask_beside(w->arena, &flags, 0, FIELD_SK, &v.sk.input.hint);
	ask_beside(w->arena, &flags, 0, FIELD_FORM, &v.form.input.hint);
	v.asked = asked_about(w->arena, rq, &flags, ASKED_FILES);
	for (int k = 0; t && k < DOCUMENT_KINDS; k++) {
		struct file_row *row = k == DOCUMENT_SK ? &v.sk : &v.form;

		row->input.error = file_error(w->arena, t, k, row->document != NULL);
		if (row->input.error.n == 0)
			continue;
		*PUSH(w->arena, &v.errors) =
			(struct complaint){ .field = row->input.id,
					    .message = row->input.error };
	}
	page.has_errors = v.errors.count > 0;
	page_files(wizard_reply(rp, page.has_errors ? 422 : 200, page, r), &v);
	return OK;
}

static err get_files(struct work *w, const struct request *rq, struct reply *rp)
{
	struct registration *r;

	TRY(open_draft(w, rq, rp, &r));
	return r ? show_files(w, rq, rp, r, NULL) : OK;
}

/* A file that is fine is kept even when its neighbour is refused. */
static err keep_files(struct work *w, const struct registration *r,
		      const struct taking *t, bool *ret_refused)
{
	struct documents all;

	TRY(documents_of(w, S("registration"), r->id, &all));
	*ret_refused = false;
	for (int k = 0; k < DOCUMENT_KINDS; k++)
		if (file_error(w->arena, t, k,
			       documents_current(&all, (enum document_kind)k) != NULL)
			    .n)
			*ret_refused = true;
	for (int k = 0; k < DOCUMENT_KINDS; k++) {
		struct attached kept;

		if (t->open[k] && t->upload[k] && !t->taken[k].refused)
			TRY(registration_attach(w, r->number, (enum document_kind)k,
						&t->taken[k], &kept));
	}
	return OK;
}

static err keep_answers(struct work *w, const struct request *rq,
			const struct registration *r)
{
	struct registration_input in = { .kind = r->kind };
	struct registration_result result;
	struct flags flags;

	TRY(open_flags(w, r, &flags));
	in.answers = typed_answers(w->arena, rq, &flags, ASKED_FILES);
	return in.answers.count
		       ? registration_change(w, r->number, ANY_VERSION, &in, &result)
		       : OK;
}

static err post_files(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct taking *t = request_note(rq);
	struct registration *r;
	bool refused;

	TRY(open_draft(w, rq, rp, &r));
	if (!r)
		return OK;
	TRY(keep_answers(w, rq, r));
	TRY(keep_files(w, r, t, &refused));
	if (refused)
		return show_files(w, rq, rp, r, t);
	return reply_redirect(rp, wizard_path(w->arena, r, S("")));
}

/* ---- what is printed and signed ---- */

static err get_made(struct work *w, const struct request *rq, struct reply *rp,
		    bool letter)
{
	struct form_request form;
	struct registration *r;
	enum form_kind kind;
	str pdf;

	if (!w->actor->person && !w->actor->draft)
		return reply_redirect(rp, arena_fmt(w->arena, "/masuk?lanjut=%.*s",
						    P(request_path(rq))));
	TRY(open_request(w, rq, rp, &r));
	if (!r)
		return OK;
	TRY(forms_request_of(w, r, &form));
	kind = letter ? form.basis : form.form;
	TRY(forms_make(w, kind, &form, &pdf));
	return reply_download(rp, S("application/pdf"),
			      arena_fmt(w->arena, "%.*s-%.*s.pdf",
					P(form_kind_words[kind]), P(r->number)),
			      pdf);
}

static err get_sk_pdf(struct work *w, const struct request *rq, struct reply *rp)
{
	return get_made(w, rq, rp, true);
}

static err get_form_pdf(struct work *w, const struct request *rq, struct reply *rp)
{
	return get_made(w, rq, rp, false);
}

static const struct before files_before = { prepare_files, take_files };

const struct route wizard_file_routes[] = {
	{ GET, "/pendaftaran/:number/berkas", CAN_DRAFT_REGISTRATION, get_files,
	  ROUTE_WRITES },
	{ POST, "/pendaftaran/:number/berkas", CAN_DRAFT_REGISTRATION, post_files,
	  ROUTE_SLOW | ROUTE_UPLOAD, &files_before },
	{ GET, "/pendaftaran/:number/sk.pdf", CAN_DRAFT_REGISTRATION, get_sk_pdf,
	  ROUTE_WRITES | ROUTE_SLOW },
	{ GET, "/pendaftaran/:number/formulir.pdf", CAN_DRAFT_REGISTRATION, get_form_pdf,
	  ROUTE_WRITES | ROUTE_SLOW },
	{ 0 },
};
