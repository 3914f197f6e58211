/*
 * One request: found in the route table, read, then one unit of work in which
 * the visitor is known, the permission is asked, the handler runs and the page
 * gets its frame. Faults end here: one log line, and an answer that says so.
 */
#include "web/internal.h"

#include <unistd.h>

enum {
	BODY_MAX = 64 * 1024,
	UPLOAD_MAX = 10 * 1024 * 1024,
	ARENA_MAX = 64 * 1024 * 1024
};

const struct web_app *the_app;

struct worker {
	struct arena *own; /* holds this */
	struct db *db;
	struct arena *arena; /* of the units of work */
};

err web_start(const struct web_app *app)
{
	the_app = app;
	return routes_build(app);
}

err web_sweep(struct work *w)
{
	return replay_sweep(w, w->now - IDEMPOTENCY_SECONDS);
}

/* ---- in the I/O thread ---- */

static bool unsafe_method(str method)
{
	return !str_eq(method, S("GET")) && !str_eq(method, S("HEAD"));
}

static bool writes(const struct route *route, str method)
{
	return route && (unsafe_method(method) || route->flags & ROUTE_WRITES);
}

/* What prepares something holds no pen while it does, and keeps none from others. */
static enum http_lane lane_of(const struct route *route, str method)
{
	if (route && route->flags & ROUTE_SLOW)
		return HTTP_SLOW;
	return writes(route, method) && !route->before ? HTTP_WRITING : HTTP_FAST;
}

static struct http_plan plan(const struct http_request *rq)
{
	struct match *m = route_match(rq->arena, rq->method, rq->path);
	unsigned flags = m->route ? m->route->flags : 0;

	return (struct http_plan){
		.refuse = m->route || !unsafe_method(rq->method) ? 0
			  : m->other_method			 ? 405
								 : 404,
		.lane = lane_of(m->route, rq->method),
		.body_max = flags & ROUTE_UPLOAD ? UPLOAD_MAX : BODY_MAX,
		.multipart = flags & ROUTE_UPLOAD,
		.note = m,
	};
}

bool is_api_path(str path)
{
	return str_starts(path, S("/api/"));
}

static bool csrf_asked(const struct http_request *rq)
{
	return unsafe_method(rq->method) && !is_api_path(rq->path);
}

static bool form_token_good(const struct http_request *rq, str token)
{
	struct http_pairs cookies;

	return origin_good(rq, the_app->settings->public_url) &&
	       cookies_read(rq->arena, http_header(rq, S("Cookie")), &cookies) &&
	       csrf_good(the_app->keys, rq->arena, visitor_mark(&cookies), token);
}

/* The token is the first part, checked before a file byte is kept. */
static bool admit(const struct http_request *rq, str name, str value)
{
	if (!csrf_asked(rq))
		return http_header(rq, S("Authorization")).n > 0;
	return str_eq(name, S("_csrf")) && form_token_good(rq, value);
}

/* ---- in a worker ---- */

static err open_connection(enum http_lane lane, struct db **ret)
{
	TRY(db_open(the_app->settings->database, the_app->db_role, ret));
	return lane == HTTP_WRITING ? db_writer(*ret) : OK;
}

static void *worker_start(enum http_lane lane)
{
	struct arena *a = arena_new(ARENA_MAX);
	struct worker *k = NEW(a, struct worker);

	k->own = a;
	k->arena = arena_new(ARENA_MAX);
	if (open_connection(lane, &k->db)) {
		db_close(k->db);
		arena_free(k->arena);
		arena_free(a);
		return NULL;
	}
	return k;
}

static void worker_stop(void *worker)
{
	struct worker *k = worker;

	db_close(k->db);
	arena_free(k->arena);
	arena_free(k->own);
}

static bool read_request(struct request *rq)
{
	const struct http_request *wire = rq->wire;
	struct arena *a = wire->arena;
	str type = http_header(wire, S("Content-Type"));

	if (!form_read(a, wire->query, &rq->query) || !form_unique(&rq->query) ||
	    !cookies_read(a, http_header(wire, S("Cookie")), &rq->cookies))
		return false;
	if (wire->fields.count)
		rq->form = wire->fields;
	else if (str_starts(type, S("application/x-www-form-urlencoded")) &&
		 !form_read(a, wire->body, &rq->form))
		return false;
	return form_readable(&rq->form) && form_unique(&rq->form);
}

/* In the usual words of the status, as a page or as a problem. */
static err refuse_with(struct reply *rp, int status, str code)
{
	struct refusal why = { status, code, status_text(status) };

	return reply_refusal(rp, &why);
}

/* The way back keeps its query: a tab, a search, a page of a list. */
static str sign_in_path(struct reply *rp)
{
	const struct http_request *wire = rp->rq->wire;

	if (!wire->query.n)
		return arena_fmt(rp->arena, "/masuk?lanjut=%.*s", P(wire->path));
	return arena_fmt(
		rp->arena, "/masuk?lanjut=%.*s%.*s", P(wire->path),
		P(url_part(rp->arena, arena_fmt(rp->arena, "?%.*s", P(wire->query)))));
}

static err refuse_visitor(struct reply *rp)
{
	const struct request *rq = rp->rq;

	if (rq->visitor.actor.person || rq->visitor.actor.draft)
		return refuse_with(rp, 403, S("forbidden"));
	if (rq->api)
		return refuse_with(rp, 401, S("unauthenticated"));
	if (unsafe_method(rq->wire->method)) {
		lapsed_page(rp);
		return OK;
	}
	return reply_redirect(rp, sign_in_path(rp));
}

static err must_choose(struct reply *rp)
{
	if (!rp->rq->api)
		return reply_redirect(rp, S("/satker-aktif"));
	reply_problem(rp, 409, S("membership_required"),
		      S("Anda memiliki beberapa keanggotaan. Kirim X-Membership."), NULL);
	return OK;
}

/*
 * Whose keys and nonces: the same key of another person is another key. Hashed,
 * since a path may hold the token of a link.
 */
static str replay_scope(const struct request *rq)
{
	const struct actor *a = &rq->visitor.actor;
	str mark = a->person || a->draft ? S("") : visitor_mark(&rq->cookies);

	return sha256_hex(rq->wire->arena,
			  arena_fmt(rq->wire->arena, "%lld|%lld|%.*s|%.*s %.*s",
				    (long long)a->person, (long long)a->draft, P(mark),
				    P(rq->wire->method), P(rq->wire->path)));
}

static str replay_key(const struct request *rq)
{
	if (!unsafe_method(rq->wire->method) || rq->match->route->flags & ROUTE_EACH_TIME)
		return S("");
	return rq->api ? request_idempotency_key(rq)
		       : str_left(form_str(rq, "_nonce"), 64);
}

static void replay_answer(struct reply *rp, const struct replay *r)
{
	rp->wire->status = r->status;
	if (r->location.n)
		reply_header(rp, S("Location"), r->location);
	if (r->type.n)
		reply_header(rp, S("Content-Type"), r->type);
	rp->wire->body = arena_str(rp->arena, r->body);
}

static err handle_once(struct work *w, const struct request *rq, struct reply *rp)
{
	str key = replay_key(rq), scope, digest;
	struct replay kept = { 0 };

	if (key.n == 0) {
		TRY(rq->match->route->handle(w, rq, rp));
		reply_finish(rp);
		return OK;
	}
	if (key.n > IDEMPOTENCY_KEY_MAX) {
		reply_problem(rp, 400, S("idempotency_key_too_long"),
			      S("Idempotency-Key paling panjang 200 karakter."), NULL);
		reply_finish(rp);
		return OK;
	}
	scope = replay_scope(rq);
	digest = body_digest(w, rq);
	/* A form sent again after a correction has the same nonce but another body. */
	if (!rq->api)
		key = arena_fmt(w->arena, "%.*s|%.*s", P(key), P(digest));
	TRY(replay_begin(w, scope, key, digest, &kept));
	if (kept.found && kept.other_body) {
		reply_problem(rp, 422, S("idempotency_key_reused"),
			      S("Idempotency-Key ini sudah dipakai untuk isi yang lain."),
			      NULL);
		reply_finish(rp);
		return OK;
	}
	if (kept.found) {
		replay_answer(rp, &kept);
		return OK;
	}
	TRY(rq->match->route->handle(w, rq, rp));
	reply_finish(rp);
	return replay_keep(w, scope, key, rp->wire);
}

err request_guarded(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct route *route = rq->match->route;

	if (!route)
		return refuse_with(rp, 404, S("not_found"));
	/* Who has not chosen holds no role yet: he is asked before he is refused. */
	if (rq->visitor.must_choose && !(route->flags & ROUTE_ANY_MEMBERSHIP))
		return must_choose(rp);
	if (!actor_can(&rq->visitor.actor, route->permission))
		return refuse_visitor(rp);
	if (route->before && !rq->note)
		return FAULT(FAULT_BUSY, "the visitor changed between two units");
	return handle_once(w, rq, rp);
}

/* A body that is complete: headers, cookies of the frame, the page in its frame. */
void reply_finish(struct reply *rp)
{
	if (rp->has_page)
		frame_page(rp);
	if (rp->has_json) {
		rp->wire->body = buf_str(&rp->body);
		http_reply_header(rp->wire, rp->arena, S("Content-Type"), rp->json_type);
		rp->has_json = false;
	}
	if (rp->flash_text.n) {
		str plain = arena_fmt(rp->arena, "%.*s|%.*s", P(rp->flash_tone),
				      P(rp->flash_text));
		str sealed = seal(rp->w->keys, rp->arena, S("cookie|kabar"), plain);

		reply_cookie(rp, S("__Host-kabar"), base64url(rp->arena, sealed), MINUTE);
		rp->flash_text = S("");
	}
}

struct unit {
	struct request *rq;
	struct reply *rp;
};

static err unit_of_request(struct work *w, void *arg)
{
	struct unit *u = arg;
	struct request *rq = u->rq;

	reply_reset(u->rp);
	u->rp->w = w;
	rq->visitor = (struct visitor){ 0 };
	TRY(the_app->who(w, rq, &rq->visitor));
	w->actor = &rq->visitor.actor;
	TRY(request_guarded(w, rq, u->rp));
	reply_finish(u->rp);
	return OK;
}

/* Who may not try gets no preparation; the unit after it says so. */
static err unit_of_preparing(struct work *w, void *arg)
{
	struct unit *u = arg;
	struct request *rq = u->rq;
	const struct route *route = rq->match->route;

	rq->visitor = (struct visitor){ 0 };
	rq->note = NULL;
	TRY(the_app->who(w, rq, &rq->visitor));
	w->actor = &rq->visitor.actor;
	if (!actor_can(w->actor, route->permission))
		return OK;
	return route->before->prepare(w, rq, rq->wire->arena, &rq->note);
}

static err unit_of_touch(struct work *w, void *arg)
{
	return the_app->touch(w, arg);
}

/* Text to quote on the phone; it stands in the log. */
static str request_id(struct arena *a)
{
	static const char letters[] = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
	unsigned char b[8];
	char text[8];

	random_bytes(b, sizeof(b));
	for (size_t i = 0; i < sizeof(b); i++)
		text[i] = letters[b[i] % (sizeof(letters) - 1)];
	return arena_fmt(a, "E-%.4s-%.4s", text, text + 4);
}

/* One line per request, without personal data: the route, never the path. */
static void log_request(const struct request *rq, const struct http_reply *rp, err fault)
{
	struct arena *a = rq->wire->arena;
	struct buf b = buf_new(a);
	struct json_out o = { .buf = &b };
	const struct route *route = rq->match->route;

	json_open(&o, '{');
	json_name(&o, S("t"));
	json_put_instant(&o, clock_now());
	json_put(&o, S("id"), rq->id);
	json_put(&o, S("method"), rq->wire->method);
	json_put(&o, S("route"), route ? str_from(route->path) : S("-"));
	json_put(&o, S("status"), rp->status);
	json_put(&o, S("ms"), clock_monotonic_ms() - rq->wire->started_ms);
	json_put(&o, S("person"), rq->visitor.actor.person);
	if (fault)
		json_put(&o, S("fault"),
			 arena_fmt(a, "%s:%d %s", fault->file, fault->line, fault->text));
	json_close(&o, '}');
	the_app->log(buf_str(&b));
}

static void answer_fault(struct reply *rp, err fault)
{
	int status = fault->kind == FAULT_INTERNAL ? 500 : 503;

	reply_reset(rp);
	if (status == 503)
		reply_header(rp, S("Retry-After"), S("5"));
	(void)refuse_with(rp, status, status == 503 ? S("unavailable") : S("internal"));
	reply_finish(rp);
}

static bool form_refused(const struct request *rq, struct reply *rp)
{
	if (!csrf_asked(rq->wire) || form_token_good(rq->wire, form_str(rq, "_csrf")))
		return false;
	lapsed_page(rp);
	return true;
}

static err run(struct work *w, struct request *rq, struct reply *rp)
{
	struct unit u = { rq, rp };

	rp->w = w;
	if (!read_request(rq)) {
		(void)refuse_with(rp, 400, S("malformed"));
		reply_finish(rp);
		return OK;
	}
	if (form_refused(rq, rp)) {
		reply_finish(rp);
		return OK;
	}
	if (rq->match->route && rq->match->route->flags & ROUTE_NO_UNIT) {
		TRY(rq->match->route->handle(w, rq, rp));
		reply_finish(rp);
		return OK;
	}
	if (rq->match->route && rq->match->route->before) {
		TRY(work_run(w, false, unit_of_preparing, &u));
		if (rq->note)
			TRY(rq->match->route->before->act(rq->wire->arena, rq->note));
	}
	return work_run(w, writes(rq->match->route, rq->wire->method), unit_of_request,
			&u);
}

static bool is_html(const struct http_reply *rp)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq_nocase(rp->headers.items[i].name, S("Content-Type")))
			return str_starts(rp->headers.items[i].value, S("text/html"));
	return false;
}

/* What nobody's hand asked for does not show that somebody is there. */
static bool asked_by_itself(const struct request *rq)
{
	const struct route *route = rq->match->route;

	return route && route->flags & ROUTE_REFRESHED && query_str(rq, "versi").n;
}

static void handle(void *worker, struct http_request *wire, struct http_reply *out)
{
	struct worker *k = worker;
	struct work w = {
		.db = k->db,
		.arena = k->arena,
		.now = clock_now(),
		.keys = the_app->keys,
		.settings = the_app->settings,
	};
	struct request rq = {
		.wire = wire,
		.match = wire->plan,
		.api = is_api_path(wire->path),
		.id = request_id(wire->arena),
	};
	struct reply rp = { .arena = out->arena, .rq = &rq, .wire = out };
	err fault;

	arena_reset(k->arena);
	fault = run(&w, &rq, &rp);
	if (fault) {
		struct fault kept = *fault;

		answer_fault(&rp, fault);
		log_request(&rq, out, &kept);
	} else {
		log_request(&rq, out, OK);
	}
	headers_common(out, wire->arena, is_html(out));
	/* After a failed fsync nobody knows what is on disk: another process asks anew.
	 */
	if (db_must_restart())
		panic("the disk lost a write");
	if (!fault && rq.visitor.touch_due && !asked_by_itself(&rq))
		(void)work_run(&w, true, unit_of_touch, &rq.visitor);
}

/* An answer to a request that never reached a handler; no database is at hand. */
static void refuse(const struct http_request *wire, int status, struct http_reply *out)
{
	struct match none = { 0 };
	struct request rq = {
		.wire = wire,
		.match = &none,
		.api = is_api_path(wire->path),
		.id = request_id(wire->arena),
	};
	struct work w = { .now = clock_now(),
			  .keys = the_app->keys,
			  .arena = wire->arena,
			  .settings = the_app->settings };
	struct reply rp = { .arena = out->arena, .rq = &rq, .wire = out, .w = &w };

	(void)refuse_with(&rp, status, S("refused"));
	reply_finish(&rp);
	if (status == 503)
		http_reply_header(out, wire->arena, S("Retry-After"), S("1"));
	log_request(&rq, out, OK);
	headers_common(out, wire->arena, is_html(out));
}

const struct http_app *web_http_app(void)
{
	static const struct http_app app = {
		.plan = plan,
		.admit = admit,
		.worker_start = worker_start,
		.worker_stop = worker_stop,
		.handle = handle,
		.refuse = refuse,
	};

	return &app;
}

static err handle_in_one(struct work *w, struct unit *u)
{
	const struct route *route = u->rq->match->route;

	if (route && route->before) {
		TRY(unit_of_preparing(w, u));
		if (u->rq->note)
			TRY(route->before->act(u->rq->wire->arena, u->rq->note));
	}
	return unit_of_request(w, u);
}

void web_handle(struct work *w, struct http_request *wire, struct http_reply *out)
{
	struct request rq = {
		.wire = wire,
		.match = route_match(wire->arena, wire->method, wire->path),
		.api = is_api_path(wire->path),
		.id = request_id(wire->arena),
	};
	struct reply rp = { .arena = wire->arena, .rq = &rq, .wire = out, .w = w };
	struct unit u = { &rq, &rp };
	err fault = OK;

	if (!read_request(&rq)) {
		(void)refuse_with(&rp, 400, S("malformed"));
		reply_finish(&rp);
	} else if (form_refused(&rq, &rp)) {
		reply_finish(&rp);
	} else {
		fault = handle_in_one(w, &u);
	}
	if (fault)
		answer_fault(&rp, fault);
	headers_common(out, wire->arena, is_html(out));
}
