/* Files of tickets: into the caller's draft, and back as they were. */
#include "helpdesk/api.h"

/* The file is looked at and sealed before the transaction begins: it takes seconds. */
struct taking {
	const struct settings *settings;
	const struct keys *keys;
	const struct http_upload *upload; /* NULL: none came, or it may not */
	struct document_taken taken;
};

static err prepare_file(struct work *w, const struct request *rq, struct arena *keep,
			void **ret)
{
	struct taking *t = NEW(keep, struct taking);

	*ret = t;
	t->settings = w->settings;
	t->keys = w->keys;
	t->upload = form_file(rq, "file");
	return OK;
}

static err prepare_file_of(struct work *w, const struct request *rq, struct arena *keep,
			   void **ret)
{
	struct ticket_result may;
	struct taking *t;

	TRY(prepare_file(w, rq, keep, ret));
	t = *ret;
	TRY(ticket_begin(w, TICKET_REPLY, path_str(rq, "number"), ANY_TICKET_VERSION,
			 &may));
	if (may.why)
		t->upload = NULL;
	return OK;
}

static err take_file(struct arena *keep, void *note)
{
	struct taking *t = note;

	return t->upload ? document_take(keep, t->settings, t->keys, t->upload, &t->taken)
			 : OK;
}

static err refuse_file(struct reply *rp, str code, str message)
{
	struct complaints c = { 0 };

	*PUSH(reply_arena(rp), &c) = (struct complaint){ S("file"), code, message };
	return reply_complaints(rp, &c);
}

/* t is NULL for the draft of a new ticket. */
static err keep_drafted(struct work *w, const struct request *rq, struct reply *rp,
			const struct ticket *t)
{
	const struct taking *taking = request_note(rq);
	str requirement = form_str(rq, "requirement");
	struct ticket_file f = { taking->taken,
				 requirement.n <= 30 && str_one_line(requirement)
					 ? requirement
					 : S("") };
	struct attachments drafted;
	int64_t id;

	if (!taking->upload)
		return refuse_file(rp, S("empty"), S("Pilih berkas PDF."));
	if (f.taken.refused) {
		struct refusal why = document_refused(w->arena, &f.taken);

		return why.status == 422 ? refuse_file(rp, why.code, why.text)
					 : reply_refusal(rp, &why);
	}
	TRY(store_draft_files(w, w->actor->person, t ? t->id : 0, &drafted));
	if (drafted.count >= TICKET_FILES_MAX)
		return refuse_file(rp, S("too_many"),
				   S("Satu pesan memuat paling banyak 5 berkas."));
	TRY(file_keep(w, t, NULL, &f, &id));
	TRY(store_draft_files(w, w->actor->person, t ? t->id : 0, &drafted));
	put_attachment(reply_json(rp, 201), &drafted.items[drafted.count - 1]);
	return OK;
}

static err post_file(struct work *w, const struct request *rq, struct reply *rp)
{
	return keep_drafted(w, rq, rp, NULL);
}

static err post_file_of(struct work *w, const struct request *rq, struct reply *rp)
{
	struct ticket_result may;

	TRY(ticket_begin(w, TICKET_REPLY, path_str(rq, "number"), ANY_TICKET_VERSION,
			 &may));
	return may.why ? refuse_ticket_act(w, rp, &may)
		       : keep_drafted(w, rq, rp, may.ticket);
}

static err delete_file(struct work *w, const struct request *rq, struct reply *rp)
{
	bool dropped;

	TRY(store_draft_file_drop(w, path_str(rq, "document"), &dropped));
	return dropped ? reply_empty(rp, 204)
		       : reply_refusal(rp, &ticket_refusals[TICKET_NOT_FOUND]);
}

static err get_file(struct work *w, const struct request *rq, struct reply *rp)
{
	struct file_opening o = { .why = TICKET_NOT_FOUND };
	struct ticket *t;

	TRY(ticket_read(w, path_str(rq, "number"), &t));
	if (t)
		TRY(ticket_open_file(w, t, path_str(rq, "document"),
				     query_str(rq, "reason"), &o));
	if (o.why)
		return reply_refusal(rp, &ticket_refusals[o.why]);
	return reply_download(rp, S("application/pdf"), o.file->file_name, o.bytes);
}

static const struct api_operation draft_says = {
	.summary = STR("Mengunggah berkas ke draf tiket baru Anda"),
	.body = &upload_ticket_shape,
	.status = 201,
	.answer = &attachment_shape,
};
static const struct api_operation upload_says = {
	.summary = STR("Mengunggah berkas ke draf balasan Anda pada tiket ini"),
	.body = &upload_ticket_shape,
	.status = 201,
	.answer = &attachment_shape,
	.conflict = &ticket_conflict,
};
static const struct api_operation drop_says = {
	.summary = STR("Melepas berkas dari draf Anda"),
	.status = 204,
};
static const struct api_field reason_fields[] = {
	{ STR("reason"), JSON_TEXT, .optional = true,
	  .says = STR("alasan membuka; wajib bagi auditor") },
	{ 0 },
};
static const struct api_operation download_says = {
	.summary = STR("Berkas persis seperti diunggah"),
	.query = reason_fields,
	.status = 200,
	.type = STR("application/pdf"),
};

static const struct before draft_before = { prepare_file, take_file };
static const struct before file_before = { prepare_file_of, take_file };

#define ALL "/api/v1/tickets"
const struct route ticket_api_file_routes[] = {
	{ POST, ALL "/attachments", CAN_OPEN_TICKET, post_file, ROUTE_SLOW | ROUTE_UPLOAD,
	  &draft_before, &draft_says },
	{ DELETE, ALL "/attachments/:document", CAN_REPLY_TICKET, delete_file,
	  .api = &drop_says },
	{ POST, ALL "/:number/attachments", CAN_REPLY_TICKET, post_file_of,
	  ROUTE_SLOW | ROUTE_UPLOAD, &file_before, &upload_says },
	{ GET, ALL "/:number/attachments/:document", CAN_ATTACH_TICKET, get_file,
	  ROUTE_WRITES | ROUTE_SLOW, .api = &download_says },
	{ 0 },
};
