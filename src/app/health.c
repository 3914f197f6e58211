/* /healthz, /readyz and the static files. */
#include "app/app.h"
#include "db/schema.h"
#include "http/http.h"
#include "web/assets.h"
#include "web/web.h"

static err get_healthz(struct work *w, const struct request *rq, struct reply *rp)
{
	struct json_out *o = reply_json(rp, 200);

	(void)w;
	(void)rq;
	json_open(o, '{');
	json_put(o, S("status"), S("ok"));
	json_close(o, '}');
	return OK;
}

/* A database that is down is a fault, and the dispatcher answers 503 by itself. */
static err get_readyz(struct work *w, const struct request *rq, struct reply *rp)
{
	int version, newest = schema_count ? schema[schema_count - 1].number : 0;
	struct json_out *o;

	(void)rq;
	TRY(db_version(w->db, w->arena, &version));
	o = reply_json(rp, version == newest ? 200 : 503);
	json_open(o, '{');
	json_put(o, S("status"), version == newest ? S("ready") : S("not ready"));
	json_put(o, S("schema"), version);
	if (version != newest)
		json_put(
			o, S("reason"),
			S("skema basis data belum mutakhir: jalankan myintress migrate"));
	json_close(o, '}');
	return OK;
}

static bool accepts(const struct request *rq, str coding)
{
	return str_has(request_header(rq, S("Accept-Encoding")), coding);
}

static err send_asset(const struct request *rq, struct reply *rp, const struct asset *a,
		      str cache)
{
	reply_header(rp, S("Cache-Control"), cache);
	reply_header(rp, S("ETag"), a->etag);
	reply_header(rp, S("Vary"), S("Accept-Encoding"));
	if (str_eq(request_header(rq, S("If-None-Match")), a->etag))
		return reply_empty(rp, 304);
	if (a->brotli.n && accepts(rq, S("br"))) {
		reply_header(rp, S("Content-Encoding"), S("br"));
		return reply_static(rp, a->type, a->brotli);
	}
	if (a->gzip.n && accepts(rq, S("gzip"))) {
		reply_header(rp, S("Content-Encoding"), S("gzip"));
		return reply_static(rp, a->type, a->gzip);
	}
	return reply_static(rp, a->type, a->raw);
}

/* The name holds the hash of the content: it never changes, browsers keep it. */
static err get_asset(struct work *w, const struct request *rq, struct reply *rp)
{
	const struct asset *a = asset_find(request_path(rq));

	(void)w;
	return a ? send_asset(rq, rp, a, S("public, max-age=31536000, immutable"))
		 : reply_empty(rp, 404);
}

/* Who reads no page asks for the icon of the tab by this name. */
static err get_favicon(struct work *w, const struct request *rq, struct reply *rp)
{
	(void)w;
	return send_asset(rq, rp, asset_find(asset_icon), S("public, max-age=86400"));
}

const struct feature health_feature = {
	.name = STR("health"),
	.routes =
		(const struct route[]){
			{ GET, "/healthz", CAN_ANYONE, get_healthz, ROUTE_NO_UNIT },
			{ GET, "/readyz", CAN_ANYONE, get_readyz, ROUTE_ANY_MEMBERSHIP },
			{ GET, "/a/*file", CAN_ANYONE, get_asset, ROUTE_NO_UNIT },
			{ GET, "/favicon.ico", CAN_ANYONE, get_favicon, ROUTE_NO_UNIT },
			{ 0 },
		},
};
