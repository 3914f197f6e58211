/* What a call brings: its JSON body, and the page of a list that it asks for. */
#include "web/internal.h"

/* ---- the shape of a body ---- */

/* What is wrong with it, or "". */
static str shape_fault(struct arena *a, const struct json *j,
		       const struct api_field *fields, str at);

static const struct api_field *field_named(const struct api_field *fields, str name)
{
	for (; fields->name.n; fields++)
		if (str_eq(fields->name, name))
			return fields;
	return NULL;
}

static str items_fault(struct arena *a, const struct json *list,
		       const struct api_field *f, str at)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct json *item = &list->items[i];
		str where = arena_fmt(a, "%.*s[%zu]", P(at), i);
		str fault = S("");

		if (f->of)
			fault = shape_fault(a, item, f->of, where);
		else if (item->kind != f->items)
			fault = arena_fmt(a, "%.*s: jenis nilainya salah", P(where));
		if (fault.n)
			return fault;
	}
	return S("");
}

static str member_fault(struct arena *a, const struct json *j, const struct api_field *f,
			str at)
{
	if (j->kind == JSON_NULL)
		return S("");
	if (j->kind != f->kind)
		return arena_fmt(a, "%.*s: jenis nilainya salah", P(at));
	if (j->kind == JSON_LIST)
		return items_fault(a, j, f, at);
	if (j->kind == JSON_OBJECT)
		return shape_fault(a, j, f->of, at);
	return S("");
}

static str shape_fault(struct arena *a, const struct json *j,
		       const struct api_field *fields, str at)
{
	if (j->kind != JSON_OBJECT)
		return arena_fmt(a, "%.*s: harus berupa objek", P(at));
	for (size_t i = 0; i < j->count; i++) {
		const struct api_field *f = field_named(fields, j->names[i]);
		str where = at.n ? arena_fmt(a, "%.*s.%.*s", P(at), P(j->names[i]))
				 : j->names[i];
		str fault;

		if (!f)
			return arena_fmt(a, "%.*s: tidak dikenal", P(where));
		fault = member_fault(a, &j->items[i], f, where);
		if (fault.n)
			return fault;
	}
	return S("");
}

/* ---- the words in a body ---- */

size_t api_word(str text, const str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (words[i].n && str_eq(words[i], text))
			return i;
	return count;
}

static str all_words(struct arena *a, const struct api_field *f)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < f->word_count; i++)
		if (f->words[i].n)
			buf_fmt(&b, "%s%.*s", b.n ? ", " : "", P(f->words[i]));
	return buf_str(&b);
}

static void check_word(struct arena *a, const struct json *j, const struct api_field *f,
		       str at, struct complaints *ret)
{
	if (j->kind != JSON_TEXT || !j->text.n ||
	    api_word(j->text, f->words, f->word_count) < f->word_count)
		return;
	*PUSH(a, ret) = (struct complaint){ at, S("unknown_word"),
					    arena_fmt(a, "Pilih salah satu: %.*s",
						      P(all_words(a, f))) };
}

static void check_words(struct arena *a, const struct json *j,
			const struct api_field *fields, str at, struct complaints *ret);

static void check_member(struct arena *a, const struct json *j, const struct api_field *f,
			 str at, struct complaints *ret)
{
	if (j->kind == JSON_OBJECT)
		check_words(a, j, f->of, at, ret);
	else if (f->words && j->kind == JSON_TEXT)
		check_word(a, j, f, at, ret);
	for (size_t i = 0; j->kind == JSON_LIST && i < j->count; i++) {
		str where = arena_fmt(a, "%.*s[%zu]", P(at), i);

		if (f->of)
			check_words(a, &j->items[i], f->of, where, ret);
		else if (f->words)
			check_word(a, &j->items[i], f, where, ret);
	}
}

static void check_words(struct arena *a, const struct json *j,
			const struct api_field *fields, str at, struct complaints *ret)
{
	for (size_t i = 0; i < j->count; i++) {
		str where = at.n ? arena_fmt(a, "%.*s.%.*s", P(at), P(j->names[i]))
				 : j->names[i];

		check_member(a, &j->items[i], field_named(fields, j->names[i]), where,
			     ret);
	}
}

/* ---- reading a body ---- */

static err refuse_body(struct reply *rp, int status, str code, str detail)
{
	reply_problem(rp, status, code, detail, NULL);
	return OK;
}

err api_body(const struct request *rq, struct reply *rp, const struct json **ret)
{
	const struct api_shape *shape = rq->match->route->api->body;
	str type = request_header(rq, S("Content-Type")), body = rq->wire->body, fault;
	struct complaints wrong = { 0 };
	const struct json *j;

	*ret = NULL;
	if (body.n && !str_starts(type, S("application/json")))
		return refuse_body(rp, 415, S("unsupported_media_type"),
				   status_text(415));
	j = json_read(rp->arena, body.n ? body : S("{}"));
	if (!j)
		return refuse_body(rp, 400, S("malformed_json"),
				   S("Isi bukan JSON yang sah."));
	fault = shape_fault(rp->arena, j, shape->fields, S(""));
	if (fault.n)
		return refuse_body(rp, 400, S("unexpected_field"), fault);
	check_words(rp->arena, j, shape->fields, S(""), &wrong);
	if (wrong.count)
		return reply_complaints(rp, &wrong);
	*ret = j;
	return OK;
}

/* ---- pages of lists ---- */

enum { LIMIT = 50, LIMIT_MAX = 200 };

bool api_page(struct work *w, const struct request *rq, struct reply *rp,
	      struct api_page *ret)
{
	str limit = query_str(rq, "limit"), after = query_str(rq, "after");
	struct complaints wrong = { 0 };
	int64_t n = LIMIT;

	*ret = (struct api_page){ .after = S("") };
	if (limit.n && (!str_int(limit, &n) || n < 1 || n > LIMIT_MAX))
		*PUSH(w->arena, &wrong) =
			(struct complaint){ S("limit"), S("out_of_range"),
					    S("Harus 1 sampai 200.") };
	if (after.n && !cursor_read(w, rq, after, &ret->after))
		*PUSH(w->arena, &wrong) =
			(struct complaint){ S("after"), S("unknown_cursor"),
					    S("Bukan penanda dari daftar ini.") };
	ret->limit = (size_t)n;
	if (wrong.count)
		reply_complaints(rp, &wrong);
	return wrong.count == 0;
}

void api_next(struct work *w, const struct request *rq, struct json_out *o, str position)
{
	json_name(o, S("next"));
	if (position.n)
		json_put_str(o, cursor_make(w, rq, position));
	else
		json_put_null(o);
}
