#include "web/internal.h"

struct arena *reply_arena(struct reply *rp)
{
	return rp->arena;
}

void reply_reset(struct reply *rp)
{
	struct reply clean = {
		.arena = rp->arena, .rq = rp->rq, .wire = rp->wire, .w = rp->w
	};

	*rp->wire = (struct http_reply){ .arena = rp->arena };
	*rp = clean;
}

/* Who has no session gets a random cookie, so that his form tokens are his own. */
static str mark_of(struct reply *rp)
{
	str mark = visitor_mark(&rp->rq->cookies);

	if (mark.n == 0 && rp->guest.n == 0) {
		rp->guest = token_new(rp->arena);
		reply_cookie(rp, S("__Host-tamu"), rp->guest, DAY);
	}
	return mark.n ? mark : rp->guest;
}

struct html *reply_page(struct reply *rp, int status, struct page page)
{
	rp->wire->status = status;
	rp->has_page = true;
	rp->page = page;
	rp->body = buf_new(rp->arena);
	buf_reserve(&rp->body, FRAME_ROOM + PAGE_ROOM);
	buf_skip(&rp->body, FRAME_ROOM);
	rp->html = (struct html){
		.buf = &rp->body,
		.csrf = csrf_token(rp->w->keys, rp->arena, mark_of(rp)),
		.nonce = str_left(token_new(rp->arena), 24),
		.zone = rp->rq->visitor.zone,
		.now = rp->w->now,
	};
	return &rp->html;
}

/* Paths only: an absolute address can never become a Location (S19). */
err reply_redirect(struct reply *rp, str path)
{
	bool ours = path.n && path.p[0] == '/' && !str_starts(path, S("//")) &&
		    str_index(path, '\\') == path.n && str_one_line(path);

	rp->has_page = false;
	rp->wire->status = 303;
	http_reply_header(rp->wire, rp->arena, S("Location"),
			  ours ? arena_str(rp->arena, path) : S("/"));
	rp->wire->body = S("");
	return OK;
}

err reply_refusal(struct reply *rp, const struct refusal *why)
{
	if (rp->rq->api)
		reply_problem(rp, why->status, why->code, why->text, NULL);
	else
		frame_error(rp, why->status, why->text);
	return OK;
}

err reply_complaints(struct reply *rp, const struct complaints *c)
{
	reply_problem(rp, 422, S("invalid"), status_text(422), c);
	return OK;
}

struct json_out *reply_json(struct reply *rp, int status)
{
	rp->wire->status = status;
	rp->has_json = true;
	rp->json_type = S("application/json");
	rp->has_page = false;
	rp->body = buf_new(rp->arena);
	rp->json = (struct json_out){ .buf = &rp->body };
	return &rp->json;
}

err reply_static(struct reply *rp, str type, str bytes)
{
	rp->wire->status = 200;
	http_reply_header(rp->wire, rp->arena, S("Content-Type"), type);
	rp->wire->body = bytes;
	return OK;
}

err reply_bytes(struct reply *rp, str type, str bytes)
{
	return reply_static(rp, type, arena_str(rp->arena, bytes));
}

/* The file name becomes plain ASCII here; the bytes stay what they are. */
static str safe_name(struct arena *a, str name)
{
	char *p = arena_cstr(a, name);

	for (size_t i = 0; i < name.n; i++) {
		bool plain = (p[i] >= '0' && p[i] <= '9') ||
			     (p[i] >= 'A' && p[i] <= 'Z') ||
			     (p[i] >= 'a' && p[i] <= 'z') || p[i] == '.' || p[i] == '-';

		if (!plain)
			p[i] = '_';
	}
	return (str){ p, name.n };
}

err reply_download(struct reply *rp, str type, str file_name, str bytes)
{
	TRY(reply_bytes(rp, type, bytes));
	http_reply_header(rp->wire, rp->arena, S("Content-Disposition"),
			  arena_fmt(rp->arena, "attachment; filename=\"%.*s\"",
				    P(safe_name(rp->arena, file_name))));
	http_reply_header(rp->wire, rp->arena, S("Content-Security-Policy"),
			  S("default-src 'none'; sandbox"));
	return OK;
}

err reply_sheet(struct reply *rp, enum sheet_kind kind, str name, str bytes)
{
	static const struct {
		str ending, type;
	} kinds[SHEET_KINDS] = {
		[SHEET_CSV] = { STR("csv"), STR("text/csv; charset=utf-8") },
		[SHEET_XLSX] = { STR("xlsx"),
				 STR("application/vnd.openxmlformats-officedocument"
				     ".spreadsheetml.sheet") },
	};

	return reply_download(
		rp, kinds[kind].type,
		arena_fmt(rp->arena, "%.*s.%.*s", P(name), P(kinds[kind].ending)), bytes);
}

err reply_refreshed(struct reply *rp, const struct request *rq, str text, bool *ret_same)
{
	str shown = query_str(rq, "versi"), version;

	*ret_same = false;
	if (!shown.n)
		return OK;
	version = str_left(sha256_hex(rp->arena, text), 16);
	*ret_same = str_eq(shown, version);
	reply_header(rp, S("X-Versi"), version);
	return *ret_same ? reply_empty(rp, 204) : OK;
}

err reply_empty(struct reply *rp, int status)
{
	rp->wire->status = status;
	rp->wire->body = S("");
	return OK;
}

void reply_flash(struct reply *rp, str tone, str text)
{
	rp->flash_tone = arena_str(rp->arena, tone);
	rp->flash_text = arena_str(rp->arena, text);
}

void reply_header(struct reply *rp, str name, str value)
{
	http_reply_header(rp->wire, rp->arena, name, arena_str(rp->arena, value));
}

void reply_cookie(struct reply *rp, str name, str value, int64_t max_age)
{
	str cookie = arena_fmt(
		rp->arena,
		"%.*s=%.*s; Path=/; Max-Age=%lld; Secure; HttpOnly; SameSite=Lax",
		P(name), P(value), (long long)(value.n ? max_age : 0));

	http_reply_header(rp->wire, rp->arena, S("Set-Cookie"), cookie);
}

str url_part(struct arena *a, str s)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			     (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';

		if (plain)
			buf_char(&b, (char)c);
		else
			buf_fmt(&b, "%%%02X", c);
	}
	return buf_str(&b);
}
