/* Files of requests: handed in, and given back as they were. */
#include "registration/api.h"

/* ---- handing in ---- */

/* The file is looked at and sealed before the transaction begins: it takes seconds. */
struct taking {
	const struct settings *settings;
	const struct keys *keys;
	size_t kind;			  /* DOCUMENT_KINDS when none of them was named */
	const struct http_upload *upload; /* NULL when none came */
	bool may;
	struct document_taken taken;
};

static err prepare_document(struct work *w, const struct request *rq, struct arena *keep,
			    void **ret)
{
	struct taking *t = NEW(keep, struct taking);
	enum registration_refusal why;

	*ret = t;
	t->settings = w->settings;
	t->keys = w->keys;
	t->kind = api_word(form_str(rq, "kind"), document_kind_words, DOCUMENT_KINDS);
	t->upload = form_file(rq, "file");
	if (t->kind == DOCUMENT_KINDS || !t->upload)
		return OK;
	TRY(registration_may_attach(w, path_str(rq, "number"),
				    (enum document_kind)t->kind, &why));
	t->may = why == REGISTRATION_GRANTED;
	return OK;
}

static err take_document(struct arena *keep, void *note)
{
	struct taking *t = note;

	return t->may ? document_take(keep, t->settings, t->keys, t->upload, &t->taken)
		      : OK;
}

static err refuse_attached(struct work *w, const struct request *rq, struct reply *rp,
			   enum registration_refusal why)
{
	struct registration_result now = { .why = why };

	if (registration_refusals[why].status == 409)
		TRY(registration_read(w, path_str(rq, "number"), &now.registration));
	return refuse(w, rp, &now);
}

static err attach(struct work *w, const struct request *rq, struct reply *rp,
		  const struct taking *t)
{
	enum document_kind k = (enum document_kind)t->kind;
	struct attached kept;

	TRY(registration_may_attach(w, path_str(rq, "number"), k, &kept.why));
	if (kept.why)
		return refuse_attached(w, rq, rp, kept.why);
	if (!t->may)
		return FAULT(FAULT_BUSY, "the request was opened between two units");
	if (t->taken.refused) {
		struct refusal why = document_refused(w->arena, &t->taken);

		return why.status == 422 ? refuse_field(rp, S("file"), why.code, why.text)
					 : reply_refusal(rp, &why);
	}
	TRY(registration_attach(w, path_str(rq, "number"), k, &t->taken, &kept));
	if (kept.why)
		return refuse_attached(w, rq, rp, kept.why);
	put_document(reply_json(rp, 201), &kept.document);
	return OK;
}

static err post_document(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct taking *t = request_note(rq);

	if (t->kind == DOCUMENT_KINDS)
		return refuse_field(rp, S("kind"), S("unknown_word"),
				    S("Pilih salah satu: sk, formulir"));
	if (!t->upload)
		return refuse_field(rp, S("file"), S("empty"), S("Pilih berkas PDF."));
	return attach(w, rq, rp, t);
}

/* ---- giving back ---- */

static err get_document(struct work *w, const struct request *rq, struct reply *rp)
{
	static const struct refusal not_found = { 404, STR("not_found"),
						  STR("Berkas tidak ditemukan.") };
	struct opened_file f;

	TRY(registration_open_file(w, path_str(rq, "id"), query_str(rq, "reason"), &f));
	if (f.why == REGISTRATION_NOT_FOUND)
		return reply_refusal(rp, &not_found);
	if (f.why)
		return refuse_only(w, rp, f.why);
	return reply_download(rp, S("application/pdf"), f.document->file_name, f.bytes);
}

static const struct api_operation upload_says = {
	.summary = STR("Mengunggah SK atau formulir yang sudah ditandatangani"),
	.body = &upload_shape,
	.status = 201,
	.answer = &document_shape,
	.conflict = &request_conflict,
};
static const struct api_field reason_fields[] = {
	{ STR("reason"), JSON_TEXT, .optional = true,
	  .says = STR("alasan membuka; wajib bagi Kanwil dan auditor") },
	{ 0 },
};
static const struct api_operation download_says = {
	.summary = STR("Berkas persis seperti diunggah"),
	.query = reason_fields,
	.status = 200,
	.type = STR("application/pdf"),
};

static const struct before document_before = { prepare_document, take_document };

const struct route registration_file_routes[] = {
	{ POST, "/api/v1/registrations/:number/documents", CAN_DRAFT_REGISTRATION,
	  post_document, ROUTE_SLOW | ROUTE_UPLOAD, &document_before, &upload_says },
	{ GET, "/api/v1/documents/:id", CAN_OPEN_SK, get_document,
	  ROUTE_WRITES | ROUTE_SLOW, .api = &download_says },
	{ 0 },
};
