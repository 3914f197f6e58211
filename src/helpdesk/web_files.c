/* Files of messages on pages: taken before the transaction begins, and given back. */
#include "helpdesk/web.h"

enum { FREE_FILES = 3 };

/* ---- what comes ---- */

static struct ui_file free_input(struct arena *a, int n)
{
	return (struct ui_file){
		.id = arena_fmt(a, "lampiran-%d", n),
		.label = arena_fmt(a, "Lampiran %d", n),
		.accept = S(".pdf,application/pdf"),
		.optional = true,
	};
}

void free_inputs(struct arena *a, struct ui_files *ret)
{
	for (int n = 1; n <= FREE_FILES; n++)
		*PUSH(a, ret) = free_input(a, n);
	ret->items[ret->count - FREE_FILES].hint = S("PDF, maksimal 10 MB");
}

void uploads_add(struct uploads *u, const struct request *rq, struct ui_file input,
		 str requirement)
{
	char name[64];
	const struct http_upload *file;

	assert(input.id.n < sizeof(name));
	memcpy(name, input.id.p, input.id.n);
	name[input.id.n] = '\0';
	file = form_file(rq, name);
	if (!file || u->count == UPLOADS_MAX)
		return;
	u->items[u->count].field = input.id;
	u->items[u->count].label = input.label;
	u->items[u->count].requirement = requirement;
	u->items[u->count++].upload = file;
}

void uploads_free(struct arena *a, const struct request *rq, struct uploads *u)
{
	for (int n = 1; n <= FREE_FILES; n++)
		uploads_add(u, rq, free_input(a, n), S(""));
}

err uploads_take(struct arena *keep, void *note)
{
	struct uploads *u = note;

	for (size_t i = 0; i < u->count; i++)
		TRY(document_take(keep, u->settings, u->keys, u->items[i].upload,
				  &u->items[i].taken));
	return OK;
}

void uploads_split(struct arena *a, const struct uploads *u, struct ticket_files *ret,
		   struct complaints *ret_wrong)
{
	*ret = (struct ticket_files){ 0 };
	for (size_t i = 0; u && i < u->count; i++) {
		const struct document_taken *taken = &u->items[i].taken;

		if (taken->refused) {
			struct refusal why = document_refused(a, taken);

			*PUSH(a, ret_wrong) = (struct complaint){ u->items[i].field,
								  why.code, why.text };
			continue;
		}
		*PUSH(a, ret) =
			(struct ticket_file){ .taken = *taken,
					      .requirement = u->items[i].requirement };
	}
}

err uploads_to_draft(struct work *w, const struct ticket *t, const struct uploads *u)
{
	int64_t id;

	for (size_t i = 0; u && i < u->count; i++) {
		struct ticket_file f = { u->items[i].taken, u->items[i].requirement };

		if (!f.taken.refused)
			TRY(file_keep(w, t, NULL, &f, &id));
	}
	return OK;
}

/* ---- what is given back ---- */

static err ask_reason(const struct request *rq, struct reply *rp, str file_name)
{
	str error = query_str(rq, "alasan").n ? S("Isi alasan dalam satu baris") : S("");
	struct file_reason_view v = {
		.file_name = file_name,
		.reason = { .id = S("alasan"),
			    .label = S("Alasan membuka berkas"),
			    .error = error,
			    .maxlength = 200,
			    .required = true },
	};

	page_file_reason(reply_page(rp, error.n ? 422 : 200,
				    (struct page){ .title = S("Alasan membuka berkas"),
						   .has_errors = error.n > 0,
						   .active = S("/tiket") }),
			 &v);
	return OK;
}

static err get_file(struct work *w, const struct request *rq, struct reply *rp)
{
	struct file_opening o;
	struct ticket *t;

	TRY(ticket_asked(w, rq, rp, &t));
	if (!t)
		return OK;
	TRY(ticket_open_file(w, t, path_str(rq, "document"), query_str(rq, "alasan"),
			     &o));
	if (o.why == TICKET_NO_REASON)
		return ask_reason(rq, rp, o.file->file_name);
	if (o.why)
		return ticket_refuse(rp, o.why);
	return reply_download(rp, S("application/pdf"), o.file->file_name, o.bytes);
}

static err post_drop(struct work *w, const struct request *rq, struct reply *rp)
{
	bool dropped;
	struct ticket *t;

	TRY(ticket_asked(w, rq, rp, &t));
	if (!t)
		return OK;
	TRY(store_draft_file_drop(w, path_str(rq, "document"), &dropped));
	if (dropped)
		reply_flash(rp, S("ok"), S("Berkas dilepas dari draf."));
	return reply_redirect(rp, ticket_path(w->arena, t, S("#tulis")));
}

static err post_drop_new(struct work *w, const struct request *rq, struct reply *rp)
{
	bool dropped;

	TRY(store_draft_file_drop(w, path_str(rq, "document"), &dropped));
	if (dropped)
		reply_flash(rp, S("ok"), S("Berkas dilepas dari draf."));
	return reply_redirect(rp, S("/tiket/baru"));
}

const struct route ticket_file_routes[] = {
	{ POST, "/tiket/baru/lampiran/:document/lepas", CAN_OPEN_TICKET, post_drop_new },
	{ GET, "/tiket/:number/lampiran/:document", CAN_ATTACH_TICKET, get_file,
	  ROUTE_WRITES | ROUTE_SLOW },
	{ POST, "/tiket/:number/lampiran/:document/lepas", CAN_REPLY_TICKET, post_drop },
	{ 0 },
};
