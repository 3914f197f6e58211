/* A form that was held back while its sender entered his password once more. */
#include "web/internal.h"

struct strs form_held(struct arena *a, const struct request *rq)
{
	struct strs all = { 0 };

	for (size_t i = 0; i < rq->form.count; i++) {
		const struct http_pair *f = &rq->form.items[i];

		if (!str_eq(f->name, S("_csrf")))
			*PUSH(a, &all) =
				arena_fmt(a, "%.*s=%.*s", P(f->name), P(f->value));
	}
	return all;
}

/* What prepares itself before its unit, or brings files, was never held. */
static bool takes_form(const struct route *route)
{
	return route && !route->before &&
	       !(route->flags & (ROUTE_UPLOAD | ROUTE_NO_UNIT));
}

static struct http_pairs fields_of(struct arena *a, const struct strs *held)
{
	struct http_pairs all = { 0 };

	for (size_t i = 0; i < held->count; i++) {
		str value = held->items[i], name = str_cut(&value, '=');

		*PUSH(a, &all) = (struct http_pair){ name, value };
	}
	return all;
}

/* The token of a form is that of the cookie, which was renewed with the password. */
static struct http_pairs cookies_of(struct arena *a, const struct http_pairs *old,
				    str session)
{
	struct http_pairs all = { 0 };

	for (size_t i = 0; i < old->count; i++) {
		bool named = str_eq(old->items[i].name, S("__Host-sesi"));

		*PUSH(a, &all) =
			(struct http_pair){ old->items[i].name,
					    named ? session : old->items[i].value };
	}
	return all;
}

/* The fields stand where the digest of a body looks for them. */
static struct http_request *wire_of(struct arena *a, const struct request *rq, str path,
				    struct http_pairs fields)
{
	struct http_request *wire = NEW(a, struct http_request);

	*wire = *rq->wire;
	wire->path = path;
	wire->query = wire->body = S("");
	wire->fields = fields;
	return wire;
}

err form_resume(struct work *w, const struct request *rq, struct reply *rp,
		const struct held_form *h)
{
	struct arena *a = rp->arena;
	struct match *match = route_match(a, S("POST"), h->path);
	struct request *resumed = NEW(a, struct request);
	const struct request *before = rp->rq;
	err fault;

	*resumed = *rq;
	resumed->match = match;
	resumed->form = fields_of(a, &h->fields);
	if (!takes_form(match->route) || is_api_path(h->path) ||
	    !form_readable(&resumed->form) || !form_unique(&resumed->form))
		return reply_redirect(rp, h->path);
	resumed->wire = wire_of(a, rq, h->path, resumed->form);
	resumed->note = NULL;
	resumed->query = (struct http_pairs){ 0 };
	resumed->cookies = cookies_of(a, &rq->cookies, h->session);
	resumed->visitor.actor.authenticated_at = w->now;
	w->actor = &resumed->visitor.actor;
	rp->rq = resumed;
	fault = request_guarded(w, resumed, rp);
	if (!fault)
		reply_finish(rp);
	rp->rq = before;
	return fault;
}
