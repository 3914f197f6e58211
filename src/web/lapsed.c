/*
 * A form that came after its session had ended, or with the token of another one. It
 * is refused, but what was typed is shown, so that it can be taken along.
 */
#include "web/internal.h"
#include "web/pages.h"

/* Values that belong on no page a second time. */
static bool is_private(str name)
{
	static const str parts[] = { STR("sandi"), STR("password"), STR("nik"),
				     STR("kode"),  STR("otp"),	    STR("token") };

	for (size_t i = 0; i < COUNT(parts); i++)
		if (str_has(name, parts[i]))
			return true;
	return str_starts(name, S("_"));
}

/* Marks, numbers and choices are quickly made again; sentences are not. */
static bool was_typed(str value)
{
	enum { SENTENCE = 12 };

	return value.n >= SENTENCE && str_index(value, ' ') < value.n;
}

static void keep_typed(struct reply *rp, struct lapsed_view *v)
{
	const struct http_pairs *form = &rp->rq->form;

	for (size_t i = 0; i < form->count; i++)
		if (!is_private(form->items[i].name) && was_typed(form->items[i].value))
			*PUSH(rp->arena, &v->typed) = form->items[i].value;
}

/* Where the form was, as far as the browser says: a path of ours. */
static str form_path(const struct reply *rp)
{
	str from = http_header(rp->rq->wire, S("Referer")), site = S("://");

	for (size_t i = 0; i + site.n < from.n; i++)
		if (str_starts(str_skip(from, i), site)) {
			from = str_skip(from, i + site.n);
			break;
		}
	from = str_skip(from, str_index(from, '/'));
	return str_starts(from, S("/")) && !str_starts(from, S("//")) ? from : S("/");
}

void lapsed_page(struct reply *rp)
{
	str path = form_path(rp);
	struct lapsed_view v = {
		.form_path = path,
		.sign_in_path = arena_fmt(rp->arena, "/masuk?lanjut=%.*s",
					  P(url_part(rp->arena, path))),
	};
	struct page page = { .title = S("Formulir tidak terkirim"),
			     .layout = LAYOUT_PUBLIC };

	keep_typed(rp, &v);
	page_lapsed(reply_page(rp, 403, page), &v);
}
