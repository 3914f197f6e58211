/* Pages of what is known: for everybody to read, for heads of offices to write. */
#include "helpdesk/web.h"
#include "identity/identity.h"

static struct page article_page(const struct work *w, str title)
{
	return (struct page){
		.title = title,
		.layout = w->actor->person ? LAYOUT_APP : LAYOUT_PUBLIC,
		.active = S("/pengetahuan"),
	};
}

static err refuse(struct work *w, const struct request *rq, struct reply *rp,
		  enum article_refusal why)
{
	if (why != ARTICLE_REAUTHENTICATE)
		return reply_refusal(rp, &article_refusals[why]);
	return password_again(w, rq, rp);
}

/* ---- reading ---- */

static err get_articles(struct work *w, const struct request *rq, struct reply *rp)
{
	struct article_list_view v = {
		.edits = actor_can(w->actor, CAN_BROADCAST),
		.outside = !w->actor->person,
		.empty = { .icon = S("file-text"),
			   .title = S("Belum ada artikel"),
			   .text = S("Jawaban yang sering ditanyakan tampil di sini.") },
	};

	TRY(articles_list(w, query_str(rq, "kategori"), &v.items));
	page_article_list(reply_page(rp, 200, article_page(w, S("Pengetahuan"))), &v);
	return OK;
}

static err get_article(struct work *w, const struct request *rq, struct reply *rp)
{
	struct article_view v = {
		.edits = actor_can(w->actor, CAN_BROADCAST),
		.outside = !w->actor->person,
		.asking = str_eq(query_str(rq, "dari"), S("tiket")),
		.signed_in = actor_can(w->actor, CAN_OPEN_TICKET),
	};
	struct article *a;

	TRY(article_find(w, path_str(rq, "slug"), &a));
	if (!a)
		return reply_refusal(rp, &article_refusals[ARTICLE_NOT_FOUND]);
	v.a = a;
	v.ask_path = arena_fmt(w->arena, "/tiket/baru?kategori=%.*s", P(a->category));
	page_article(reply_page(rp, 200, article_page(w, a->title)), &v);
	return OK;
}

static err get_suggestions(struct work *w, const struct request *rq, struct reply *rp)
{
	struct suggest_view v;

	TRY(articles_suggest(w, query_str(rq, "kategori"),
			     str_left(query_str(rq, "q"), 200), &v.items));
	page_suggestions(
		reply_page(rp, 200, article_page(w, S("Jawaban yang sudah ada"))), &v);
	return OK;
}

static err post_helped(struct work *w, const struct request *rq, struct reply *rp)
{
	bool there;

	TRY(article_helped(w, path_str(rq, "slug"), &there));
	if (!there)
		return reply_refusal(rp, &article_refusals[ARTICLE_NOT_FOUND]);
	reply_flash(rp, S("ok"), S("Terima kasih. Tiket tidak dibuat."));
	return reply_redirect(rp, S("/tiket"));
}

/* ---- writing ---- */

static str typed_or(const struct request *rq, const char *name, str otherwise)
{
	return form_has(rq, name) ? form_str(rq, name) : otherwise;
}

static str lines(struct arena *a, const struct strs *all)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < all->count; i++)
		buf_fmt(&b, "%s%.*s", i ? "\n" : "", P(all->items[i]));
	return buf_str(&b);
}

static err category_options(struct work *w, str chosen, struct article_form_view *v)
{
	struct categories all;

	v->category =
		(struct ui_select){ .id = S("category"),
				    .label = S("Kategori"),
				    .error = complaint_about(&v->errors, S("category")),
				    .required = true };
	TRY(categories_list(w, &all));
	for (size_t i = 0; i < all.count; i++)
		*PUSH(w->arena, &v->category.options) =
			(struct ui_option){ .value = all.items[i].code,
					    .label = all.items[i].name,
					    .chosen = str_eq(all.items[i].code, chosen) };
	return OK;
}

static err show_form(struct work *w, const struct request *rq, struct reply *rp,
		     const struct article *a, struct article_form_view *v)
{
	struct page page = article_page(w, v->title);

	v->version = a->version;
	v->name = (struct ui_field){ .id = S("title"),
				     .label = S("Judul"),
				     .value = typed_or(rq, "title", a->title),
				     .error = complaint_about(&v->errors, S("title")),
				     .maxlength = 120,
				     .required = true };
	v->summary =
		(struct ui_field){ .id = S("summary"),
				   .label = S("Ringkasan"),
				   .value = typed_or(rq, "summary", a->summary),
				   .error = complaint_about(&v->errors, S("summary")),
				   .maxlength = 300,
				   .required = true };
	v->steps = (struct ui_textarea){ .id = S("steps"),
					 .label = S("Langkah"),
					 .hint = S("Satu langkah tiap baris"),
					 .value = typed_or(rq, "steps",
							   lines(w->arena, &a->steps)),
					 .error = complaint_about(&v->errors, S("steps")),
					 .rows = 6,
					 .optional = true };
	v->body = (struct ui_textarea){ .id = S("body"),
					.label = S("Penjelasan"),
					.value = typed_or(rq, "body", a->body),
					.error = complaint_about(&v->errors, S("body")),
					.rows = 8,
					.optional = true };
	v->published = (struct ui_check){
		.id = S("terbit"),
		.label = S("Terbitkan: semua orang dapat membacanya"),
		.checked = form_has(rq, "title") ? form_has(rq, "terbit") : a->published
	};
	TRY(category_options(w, typed_or(rq, "category", a->category), v));
	page.has_errors = v->errors.count > 0;
	page_article_form(reply_page(rp, v->errors.count ? 422 : 200, page), v);
	return OK;
}

static err get_write(struct work *w, const struct request *rq, struct reply *rp)
{
	struct article_form_view v = { .path = S("/pengetahuan/tulis"),
				       .title = S("Tulis artikel") };
	struct article none = { 0 };

	return show_form(w, rq, rp, &none, &v);
}

static err get_change(struct work *w, const struct request *rq, struct reply *rp)
{
	struct article_form_view v = { .path = request_path(rq),
				       .title = S("Ubah artikel") };
	struct article *a;

	TRY(article_find(w, path_str(rq, "slug"), &a));
	return a ? show_form(w, rq, rp, a, &v)
		 : reply_refusal(rp, &article_refusals[ARTICLE_NOT_FOUND]);
}

static struct article article_typed(struct work *w, const struct request *rq, str slug)
{
	struct article a = { .slug = slug,
			     .category = form_str(rq, "category"),
			     .title = form_str(rq, "title"),
			     .summary = form_str(rq, "summary"),
			     .body = form_str(rq, "body"),
			     .published = form_has(rq, "terbit") };
	str steps = form_str(rq, "steps");

	(void)str_int(form_str(rq, "version"), &a.version);
	while (steps.n) {
		str step = str_trim(str_cut(&steps, '\n'));

		if (step.n && str_one_line(step))
			*PUSH(w->arena, &a.steps) = step;
	}
	return a;
}

static err post_article(struct work *w, const struct request *rq, struct reply *rp,
			str slug)
{
	struct article_form_view v = { .path = request_path(rq),
				       .title = S("Ubah artikel") };
	struct article a = article_typed(w, rq, slug);
	struct article_result result;

	TRY(article_write(w, &a, &result));
	if (result.why == ARTICLE_INCOMPLETE) {
		complain(w->arena, result.faults, &v.errors);
		return show_form(w, rq, rp, &a, &v);
	}
	if (result.why)
		return refuse(w, rq, rp, result.why);
	reply_flash(rp, S("ok"), S("Artikel tersimpan."));
	return reply_redirect(rp,
			      arena_fmt(w->arena, "/pengetahuan/%.*s", P(result.slug)));
}

static err post_write(struct work *w, const struct request *rq, struct reply *rp)
{
	return post_article(w, rq, rp, S(""));
}

static err post_change(struct work *w, const struct request *rq, struct reply *rp)
{
	return post_article(w, rq, rp, path_str(rq, "slug"));
}

const struct route article_routes[] = {
	{ GET, "/tiket/saran", CAN_OPEN_TICKET, get_suggestions },
	{ GET, "/pengetahuan", CAN_READ_PUBLIC, get_articles, ROUTE_ANY_MEMBERSHIP },
	{ GET, "/pengetahuan/tulis", CAN_BROADCAST, get_write },
	{ POST, "/pengetahuan/tulis", CAN_BROADCAST, post_write },
	{ GET, "/pengetahuan/:slug", CAN_READ_PUBLIC, get_article, ROUTE_ANY_MEMBERSHIP },
	{ POST, "/pengetahuan/:slug/membantu", CAN_OPEN_TICKET, post_helped },
	{ GET, "/pengetahuan/:slug/ubah", CAN_BROADCAST, get_change },
	{ POST, "/pengetahuan/:slug/ubah", CAN_BROADCAST, post_change },
	{ 0 },
};
