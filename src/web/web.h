/*
 * From the wire to a feature and back: routes, forms, CSRF, layout, refusals.
 * Pages and API share the dispatcher; a refusal becomes a page or an RFC 9457
 * problem from the same table.
 */
#pragma once

#include "access/access.h"
#include "html/html.h"
#include "http/http.h"
#include "json/json.h"
#include "sheet/sheet.h"
#include "web/api.h"
#include "web/ui.h"
#include "web/views.h"
#include "work/reseal.h"
#include "work/work.h"

enum method { GET, POST, PATCH, DELETE, METHODS };

struct request;
struct reply;
struct visitor;

enum {
	ROUTE_WRITES = 1, /* a GET that writes (unread marks, an audited opening) */
	ROUTE_SLOW = 2,	  /* the slow lane: password hashing, reading documents */
	ROUTE_UPLOAD = 4, /* multipart with files */
	ROUTE_ANY_MEMBERSHIP = 8, /* works before a membership was chosen */
	ROUTE_NO_UNIT =
		16, /* static files, health: no transaction, no visitor, w->db is NULL */
	/* Each sending is an act of its own: an answer that may not be shown again. */
	ROUTE_EACH_TIME = 32,
	/* A page that asks for itself anew, with "versi": that keeps no session alive. */
	ROUTE_REFRESHED = 64,
};

/*
 * Work that must not hold a transaction (hashing a password takes 0.1 s, and
 * SQLite has one writer): prepare looks up in a reading unit, act works without
 * one, the handler finishes in its own. What they share lives in keep and is
 * request_note() in the handler.
 */
struct before {
	err (*prepare)(struct work *w, const struct request *rq, struct arena *keep,
		       void **ret_note);
	err (*act)(struct arena *keep, void *note);
};

/* Four columns, all mandatory, and flags. HEAD is GET without a body. */
struct route {
	enum method method;
	const char *path; /* "/verifikasi/:number/setujui" */
	enum permission permission;
	err (*handle)(struct work *w, const struct request *rq, struct reply *rp);
	unsigned flags;
	const struct before *before;	 /* NULL for nearly all */
	const struct api_operation *api; /* of every path below /api/v1, of no other */
};

/* One entry of the navigation, shown to who has the permission. */
struct nav_item {
	str section; /* "" for the first group */
	str label;
	str path;
	str icon;
	enum permission permission;
	role_set roles; /* only for these; 0 for all who have the permission */
};

struct job_table;

struct feature {
	str name;
	const struct route *routes[24]; /* tables, each ends with { 0 } */
	const struct nav_item *nav;	/* ends with { 0 }; may be NULL */
};

/* ---- reading a request ---- */

str path_str(const struct request *rq, const char *name);
str query_str(const struct request *rq, const char *name);
str form_str(const struct request *rq, const char *name); /* trimmed; "" when absent */
bool form_has(const struct request *rq, const char *name);

/*
 * A field that may repeat has a name that ends in "[]" (checkboxes); any other
 * name twice in a form is refused with 400 before the handler runs.
 */
struct strs form_all(struct arena *a, const struct request *rq, const char *name);
struct secret form_secret(const struct request *rq, const char *name); /* untrimmed */

const struct http_upload *form_file(const struct request *rq,
				    const char *name); /* or NULL */
str request_header(const struct request *rq, str name);
str request_cookie(const struct request *rq, str name);
str request_body(const struct request *rq);
str request_path(const struct request *rq);
str request_address(const struct request *rq); /* of the client */
bool request_is_api(const struct request *rq);
str request_idempotency_key(const struct request *rq);
const struct visitor *request_visitor(const struct request *rq);
void *request_note(const struct request *rq); /* what the route's before prepared */

/*
 * The JSON body, checked against the fields of the route's operation. What has
 * an unknown field or a wrong type is refused with 400, a word that is none of
 * the field's with 422, naming the fields; then *ret is NULL and the handler
 * returns OK at once.
 */
err api_body(const struct request *rq, struct reply *rp, const struct json **ret);

/*
 * A form that waits until something else was asked: its fields as "name=value", to be
 * carried by another form. Its token stays behind; its nonce does not.
 */
struct strs form_held(struct arena *a, const struct request *rq);

/* What comes back: fields as above, for a path that takes forms. */
struct held_form {
	str path;
	struct strs fields;
	str session; /* the visitor's cookie by now */
};

/*
 * Answers as if the held form had come to its path just now, from the same visitor
 * with a password just entered: its route asks for its permission and acts once. A
 * path that takes no plain form is opened instead.
 */
err form_resume(struct work *w, const struct request *rq, struct reply *rp,
		const struct held_form *h);

/* ---- answering ---- */

/* Why an operation said no; the words for people, in Indonesian. */
struct refusal {
	int status;
	str code; /* "already_decided": of the API problem */
	str text;
};

/* What is wrong with one input. */
struct complaint {
	str field; /* the name of the input or the path in JSON: "users[1].nik" */
	str code;
	str message;
};
struct complaints LIST_OF(struct complaint);

/*
 * For a page of ROUTE_REFRESHED: text is all that it says and that may change. When
 * the page that asks shows this already, *ret_same is true and that was answered.
 */
err reply_refreshed(struct reply *rp, const struct request *rq, str text, bool *ret_same);

/* Starts a page; the body is written to the returned html, the frame comes around it. */
struct page {
	str title;
	enum layout layout;
	str active;	 /* path of the navigation entry it belongs to */
	str description; /* of public pages */
	str exit_path;	 /* where "Simpan & keluar" of LAYOUT_FOCUS is posted */
	bool has_errors; /* the title begins with "Galat: "; the status is the caller's */
	bool rail;	 /* the workbench's narrow navigation */
	bool htmx;	 /* the page has data-hx-… */
	struct crumbs crumbs;
};
struct html *reply_page(struct reply *rp, int status, struct page page);

err reply_redirect(struct reply *rp, str path); /* 303, to a path of ours only */
err reply_refusal(struct reply *rp, const struct refusal *why);

/*
 * The same, as a problem that says more: the members put into what is returned,
 * and json_close(o, '}') by the caller.
 */
struct json_out *reply_problem_open(struct reply *rp, const struct refusal *why);
/* One of its "fields". */
void problem_field(struct json_out *o, str name, str code, str message);

/* 422: as a problem with fields for the API. Pages render their form again instead. */
err reply_complaints(struct reply *rp, const struct complaints *c);

struct json_out *reply_json(struct reply *rp, int status);
err reply_bytes(struct reply *rp, str type, str bytes);
err reply_static(struct reply *rp, str type,
		 str bytes); /* bytes are static: not copied */
err reply_download(struct reply *rp, str type, str file_name,
		   str bytes); /* attachment, sandbox CSP */
/* A table as a file: "spm-sp2d" is given its ending and its type. */
err reply_sheet(struct reply *rp, enum sheet_kind kind, str name, str bytes);
err reply_empty(struct reply *rp, int status);

/* Percent-encoded, for a value in a query string. */
str url_part(struct arena *a, str s);

/* A notice on the next page that this visitor opens. tone: "ok", "awas", "bahaya", "info"
 */
void reply_flash(struct reply *rp, str tone, str text);

/* name with its prefix __Host-; HttpOnly, SameSite=Lax, Secure; value "" deletes it. */
void reply_cookie(struct reply *rp, str name, str value, int64_t max_age);
void reply_header(struct reply *rp, str name, str value);
struct arena *reply_arena(struct reply *rp); /* lives until the reply is written */
void reply_reset(struct reply *rp);

/* Rows of answers kept for repeated requests, older than a day; by a schedule of app. */
err web_sweep(struct work *w);

/* ---- cursors: opaque, keyed so that nobody can make one ---- */

str cursor_make(struct work *w, const struct request *rq, str position);
bool cursor_read(struct work *w, const struct request *rq, str cursor, str *ret_position);

/* ---- what app/ gives the dispatcher ---- */

/* Who is asking: filled by identity, given to web by app. */
struct visitor {
	struct actor actor;
	str theme;
	str role_label, unit_name, unit_detail;
	const struct frame_membership *memberships;
	size_t membership_count;
	bool must_choose; /* several memberships and none chosen */
	bool touch_due;	  /* the session was last touched more than a minute ago */
	enum zone zone;
};

struct web_app {
	const struct feature *const *features;
	size_t feature_count;
	/* A refusal here (expired session …) is a visitor who is nobody. */
	err (*who)(struct work *w, const struct request *rq, struct visitor *ret);
	/* Notes that the session is in use; in a writing unit of its own. */
	err (*touch)(struct work *w, const struct visitor *v);
	const struct settings *settings;
	const struct keys *keys;
	str db_role;
	void (*log)(str line);
};

/* Once per process, before http_serve(web_http_app()). */
err web_start(const struct web_app *app);
const struct http_app *web_http_app(void);

/* Every route of every feature, for the tests, the golden access list and OpenAPI. */
const struct route *web_route(size_t i,
			      const struct feature **ret_feature); /* NULL past the end */

/*
 * One request in-process, for tests: as if it had come over the wire, on the
 * test's connection and unit.
 */
void web_handle(struct work *w, struct http_request *rq, struct http_reply *rp);

/* Where answers are kept for repeated requests. */
extern const struct sealed_place web_place;
