/* Documents of requests: pictures of pages, and the files as they were handed in. */
#include "audit/audit.h"
#include "workbench/pages.h"

static const struct refusal not_found = { 404, STR("not_found"),
					  STR("Berkas tidak ditemukan.") };
static const struct refusal no_reason = {
	403, STR("reason_required"), STR("Peran Anda membuka berkas ini dengan alasan.")
};

/* A page that has no picture is shown as one that says so. */
#define PLACEHOLDER(words)                                                               \
	STR("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 794 1123\">"        \
	    "<rect width=\"794\" height=\"1123\" fill=\"#fff\"/><text x=\"397\""         \
	    " y=\"540\" text-anchor=\"middle\" font-family=\"sans-serif\""               \
	    " font-size=\"28\" fill=\"#43536b\">" words "</text></svg>")
static const str placeholders[] = {
	[PAGE_BEING_MADE] = PLACEHOLDER("Gambar halaman sedang disiapkan"),
	[PAGE_UNREADABLE] = PLACEHOLDER("Halaman tidak dapat dibaca"),
};

/* ---- whose it is ---- */

struct opened {
	struct document *document;
	struct registration *r;
};

/* Both are NULL when there is no such document, or none for this actor. */
static err open_document(struct work *w, str id, struct opened *ret)
{
	*ret = (struct opened){ 0 };
	TRY(documents_find(w, id, &ret->document));
	if (!ret->document || !str_eq(ret->document->subject_kind, S("registration")))
		return OK;
	return registration_reached(w, ret->document->subject, CAN_OPEN_SK, &ret->r);
}

static bool wants_reason(const struct actor *a)
{
	return actor_grant(a, CAN_OPEN_SK).modifiers & GRANT_REASON;
}

static err record(struct work *w, const struct opened *o, str event, str reason)
{
	struct audit_change what = { document_kind_words[o->document->kind], S(""),
				     o->document->id };
	struct audit_act act = {
		.event = event,
		.subject_kind = S("registration"),
		.subject = o->r->number,
		.unit = arena_fmt(w->arena, "satker:%.*s", P(o->r->satker)),
		.reason = reason,
		.changes = &what,
		.change_count = 1,
	};

	return audit_record(w, &act);
}

/* ---- pictures ---- */

static err send_picture(struct work *w, const struct request *rq, struct reply *rp,
			const struct document *d)
{
	struct document_page page;
	int64_t n = 0;

	str_int(path_str(rq, "n"), &n);
	if (n < 1 || n > d->pages)
		return reply_refusal(rp, &not_found);
	TRY(documents_page(w, d, (int)n, &page));
	if (page.state == PAGE_READY)
		return reply_bytes(rp, page.type, page.bytes);
	return reply_static(rp, S("image/svg+xml"), placeholders[page.state]);
}

static err get_picture(struct work *w, const struct request *rq, struct reply *rp)
{
	struct opened o;
	bool due;

	TRY(open_document(w, path_str(rq, "id"), &o));
	if (!o.r || !str_eq(o.r->number, path_str(rq, "number")))
		return reply_refusal(rp, &not_found);
	if (wants_reason(w->actor))
		return reply_refusal(rp, &no_reason);
	TRY(opening_note(w, o.document->id, &due));
	if (due)
		TRY(record(w, &o, S("registration.document_opened"), S("")));
	return send_picture(w, rq, rp, o.document);
}

/* ---- whole files ---- */

static err send_file(struct work *w, struct reply *rp, const struct opened *o)
{
	str bytes;

	TRY(documents_read(w, o->document, &bytes));
	TRY(record(w, o, S("registration.document_downloaded"), S("")));
	return reply_download(rp, S("application/pdf"), o->document->file_name, bytes);
}

static err ask_reason(const struct request *rq, struct reply *rp, const struct opened *o,
		      str error)
{
	struct opening_view v = {
		.path = request_path(rq),
		.file_name = o->document->file_name,
		.reason = { .id = S("alasan"),
			    .label = S("Alasan membuka berkas"),
			    .error = error,
			    .maxlength = 200,
			    .required = true },
	};
	struct page page = { .title = S("Alasan membuka berkas"),
			     .has_errors = error.n > 0 };

	if (error.n)
		*PUSH(reply_arena(rp), &v.errors) =
			(struct complaint){ S("alasan"), S("no_reason"), error };
	page_opening(reply_page(rp, error.n ? 422 : 200, page), &v);
	return OK;
}

/* Whose role wants a reason has given it a moment ago, or is asked for it. */
static err get_file(struct work *w, const struct request *rq, struct reply *rp)
{
	struct opened o;
	bool given = true;

	TRY(open_document(w, path_str(rq, "id"), &o));
	if (!o.r)
		return reply_refusal(rp, &not_found);
	if (wants_reason(w->actor))
		TRY(opening_lately(w, o.document->id, &given));
	return given ? send_file(w, rp, &o) : ask_reason(rq, rp, &o, S(""));
}

static err post_file(struct work *w, const struct request *rq, struct reply *rp)
{
	struct opened o;
	str reason = form_str(rq, "alasan");

	TRY(open_document(w, path_str(rq, "id"), &o));
	if (!o.r)
		return reply_refusal(rp, &not_found);
	if (!reason.n || str_runes(reason) > 200)
		return ask_reason(rq, rp, &o,
				  S("Isi alasan, paling banyak 200 karakter"));
	TRY(opening_explained(w, o.document->id));
	TRY(record(w, &o, S("registration.document_opened"), reason));
	return reply_redirect(rp, request_path(rq));
}

const struct route file_routes[] = {
	{ GET, "/verifikasi/:number/berkas/:id/hal/:n", CAN_OPEN_SK, get_picture,
	  ROUTE_WRITES },
	{ GET, "/berkas/:id", CAN_OPEN_SK, get_file, ROUTE_WRITES },
	{ POST, "/berkas/:id", CAN_OPEN_SK, post_file },
	{ 0 },
};
