/* Shared by the handlers of this folder, web_*.c. */
#pragma once

#include "helpdesk/pages.h"

/* ---- web_files.c: uploads, looked at before the transaction begins ---- */

enum { UPLOADS_MAX = 8 };

struct uploads {
	const struct settings *settings;
	const struct keys *keys;
	struct {
		str field; /* of the form */
		str label; /* for people */
		str requirement;
		const struct http_upload *upload;
		struct document_taken taken;
	} items[UPLOADS_MAX];
	size_t count;
};

/* The free files of any message: lampiran-1 to lampiran-3. */
void uploads_free(struct arena *a, const struct request *rq, struct uploads *u);
void uploads_add(struct uploads *u, const struct request *rq, struct ui_file input,
		 str requirement);
err uploads_take(struct arena *keep, void *note);

/* What was taken and is fine; complaints about the rest. */
struct ticket_files LIST_OF(struct ticket_file);
void uploads_split(struct arena *a, const struct uploads *u, struct ticket_files *ret,
		   struct complaints *ret_wrong);

/* What is fine is not uploaded twice: it goes into the draft. */
err uploads_to_draft(struct work *w, const struct ticket *t, const struct uploads *u);

void free_inputs(struct arena *a, struct ui_files *ret);

/* ---- for every page ---- */

str ticket_path(struct arena *a, const struct ticket *t, str rest);
struct page ticket_page(struct reply *rp, const struct ticket *t, str title, str last);
err ticket_refuse(struct reply *rp, enum ticket_refusal why);

/* *ret is NULL after it was answered that there is none. */
err ticket_asked(struct work *w, const struct request *rq, struct reply *rp,
		 struct ticket **ret);

/* Faults of an operation as the form names its fields. */
void complain(struct arena *a, const struct ticket_faults *faults,
	      struct complaints *ret);
str complaint_about(const struct complaints *all, str field);

/* ---- web_show.c ---- */

/* What was typed and is shown again. */
struct typed_message {
	str body;
	str after;
	struct complaints errors;
};
/* All that the page shows but for who else looks at it. */
err ticket_view_fill(struct work *w, const struct request *rq, const struct ticket *t,
		     const struct typed_message *typed, struct ticket_view *ret);
err ticket_show(struct work *w, const struct request *rq, struct reply *rp,
		const struct ticket *t, const struct typed_message *typed);

/* ---- web_canned.c ---- */

/* Replies to take; without options when there is none, or a satker writes. */
err canned_select(struct work *w, const struct ticket *t, struct ui_select *ret);
err canned_into_draft(struct work *w, const struct request *rq, struct reply *rp,
		      const struct ticket *t);

/* ---- the routes, by file ---- */

extern const struct route ticket_list_routes[];
extern const struct route ticket_new_routes[];
extern const struct route ticket_show_routes[];
extern const struct route ticket_live_routes[];
extern const struct route ticket_file_routes[];
extern const struct route ticket_act_routes[];
extern const struct route ticket_find_routes[];
extern const struct route article_routes[];
extern const struct route canned_routes[];
extern const struct route rating_routes[];
