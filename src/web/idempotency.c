/*
 * The same request sent twice acts once: by Idempotency-Key in the API, by the
 * nonce that every form carries on pages (a double click, Back and send again).
 * The kept answer is written in the act's own transaction, so that there is no
 * moment between the act and its answer.
 */
#include "web/internal.h"

/* Keyed: a body may hold a password, and a plain hash of one can be guessed. */
str body_digest(struct work *w, const struct request *rq)
{
	const struct http_request *wire = rq->wire;
	struct buf b = buf_new(wire->arena);

	buf_add(&b, wire->body);
	for (size_t i = 0; i < wire->fields.count; i++)
		buf_fmt(&b, "%zu:%.*s=%zu:%.*s;", wire->fields.items[i].name.n,
			P(wire->fields.items[i].name), wire->fields.items[i].value.n,
			P(wire->fields.items[i].value));
	for (size_t i = 0; i < wire->uploads.count; i++)
		buf_fmt(&b, "%.*s=%.*s;", P(wire->uploads.items[i].field),
			P(wire->uploads.items[i].sha256));
	return keyed_hash(w->keys, wire->arena, KEY_SESSION, S("replay"), buf_str(&b));
}

/*
 * The row is claimed before the act: of two at once one waits for the other's
 * commit and then finds its answer.
 */
err replay_begin(struct work *w, str scope, str key, str body_hash, struct replay *ret)
{
	bool claimed;
	str kept_hash = S("");

	*ret = (struct replay){ 0 };
	TRY(replay_claim(w, scope, key, body_hash, &claimed));
	if (claimed)
		return OK;
	TRY(replay_read(w, scope, key, &kept_hash, ret));
	ret->other_body = ret->found && !str_eq(kept_hash, body_hash);
	return OK;
}

static str header_of(const struct http_reply *rp, str name)
{
	for (size_t i = 0; i < rp->headers.count; i++)
		if (str_eq_nocase(rp->headers.items[i].name, name))
			return rp->headers.items[i].value;
	return S("");
}

/* Only what was done is kept: who was refused may send the same again. */
err replay_keep(struct work *w, str scope, str key, const struct http_reply *rp)
{
	struct replay r = {
		.status = rp->status,
		.location = header_of(rp, S("Location")),
		.type = header_of(rp, S("Content-Type")),
		.body = rp->body,
	};

	if (rp->status >= 400)
		return replay_forget(w, scope, key);
	return replay_fill(w, scope, key, &r);
}
