/* Shared by the files of this folder only. */
#pragma once

#include "web/web.h"

enum { PARAMS_MAX = 4, IDEMPOTENCY_SECONDS = DAY, IDEMPOTENCY_KEY_MAX = 200 };

/* What the head of a request tells; made in the I/O thread. */
struct match {
	const struct route *route; /* NULL: no such path */
	const struct feature *feature;
	bool other_method; /* the path exists, the method does not */
	size_t param_count;
	str param_names[PARAMS_MAX];
	str params[PARAMS_MAX];
};

struct request {
	const struct http_request *wire;
	const struct match *match;
	struct http_pairs query;
	struct http_pairs form; /* of a urlencoded or multipart body */
	struct http_pairs cookies;
	bool api;
	str id; /* such as E-7K2M-0914: on the page and in the log */
	struct visitor visitor;
	void *note;
};

struct reply {
	struct arena *arena; /* the connection's */
	const struct request *rq;
	struct http_reply *wire;
	struct work *w;
	struct html html; /* of a page being written */
	struct buf body;
	struct json_out json;
	bool has_page;
	bool has_json;
	str json_type;
	struct page page;
	str flash_tone, flash_text;
	str guest; /* the cookie planted by this reply */
};

/* route.c */
err routes_build(const struct web_app *app);
struct match *route_match(struct arena *a, str method, str path);

/* form.c: false when a name that may not repeat does, or the encoding is wrong */
bool form_read(struct arena *a, str encoded, struct http_pairs *ret);
bool form_unique(const struct http_pairs *fields);
bool cookies_read(struct arena *a, str header, struct http_pairs *ret);
str pair_value(const struct http_pairs *pairs, str name, bool *ret_found);
bool form_readable(const struct http_pairs *fields);

/* csrf.c */
str csrf_token(const struct keys *k, struct arena *a, str mark);
bool csrf_good(const struct keys *k, struct arena *a, str mark, str token);
bool origin_good(const struct http_request *rq, str public_url);
str visitor_mark(const struct http_pairs *cookies);

/* frame.c */
enum {
	FRAME_ROOM = 24 * 1024, /* kept free before a page, for what goes around it */
	PAGE_ROOM = 100 * 1024, /* nearly every page fits, and is not moved as it grows */
};
void frame_page(struct reply *rp);
void frame_error(struct reply *rp, int status, str text);

/* lapsed.c: 403 to a form whose session is not the one that it was made for. */
void lapsed_page(struct reply *rp);

/* problem.c */
void reply_problem(struct reply *rp, int status, str code, str detail,
		   const struct complaints *c);

/* headers.c */
void headers_common(struct http_reply *rp, struct arena *a, bool html);
str status_title(int status);
str status_text(int status);

/* idempotency.c */
struct replay {
	bool found;
	bool other_body; /* the key was used for another body */
	int status;
	str location;
	str type;
	str body;
};
err replay_begin(struct work *w, str scope, str key, str body_hash, struct replay *ret);
err replay_keep(struct work *w, str scope, str key, const struct http_reply *rp);
str body_digest(struct work *w, const struct request *rq);

/* store.c */
err replay_claim(struct work *w, str scope, str key, str hash, bool *ret_claimed);
err replay_read(struct work *w, str scope, str key, str *ret_hash, struct replay *ret);
err replay_fill(struct work *w, str scope, str key, const struct replay *r);
err replay_forget(struct work *w, str scope, str key);
err replay_sweep(struct work *w, int64_t before);

/* dispatch.c: given at start, constant afterwards */
extern const struct web_app *the_app;

/* Asks who may, then lets the route's handler answer, once per nonce. */
err request_guarded(struct work *w, const struct request *rq, struct reply *rp);
bool is_api_path(str path);
void reply_finish(struct reply *rp); /* headers, and the frame of a page */
