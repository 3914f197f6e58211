/* Replies that are kept ready: their list, their form, and taking one into a draft. */
#include "helpdesk/web.h"
#include "identity/identity.h"

static struct page canned_page(str title, bool wrong)
{
	return (struct page){ .title = title,
			      .active = S("/admin/templat"),
			      .has_errors = wrong };
}

static err refuse(struct work *w, const struct request *rq, struct reply *rp,
		  enum canned_refusal why)
{
	if (why != CANNED_REAUTHENTICATE)
		return reply_refusal(rp, &canned_refusals[why]);
	return password_again(w, rq, rp);
}

static err get_list(struct work *w, const struct request *rq, struct reply *rp)
{
	struct canned_list_view v = {
		.edits = actor_can(w->actor, CAN_BROADCAST),
		.head = w->actor->unit_kind == UNIT_PUSAT,
		.empty = { .icon = S("file-text"),
			   .title = S("Belum ada templat"),
			   .text = S("Balasan yang sering dipakai tampil di sini.") },
	};

	(void)rq;
	TRY(canned_list(w, &v.items));
	page_canned_list(reply_page(rp, 200, canned_page(S("Templat balasan"), false)),
			 &v);
	return OK;
}

/* ---- writing ---- */

static str typed_or(const struct request *rq, const char *name, str otherwise)
{
	return form_has(rq, name) ? form_str(rq, name) : otherwise;
}

static err set_categories(struct work *w, str chosen, struct canned_form_view *v)
{
	struct categories all;

	v->category = (struct ui_select){
		.id = S("category"),
		.label = S("Kategori tiket"),
		.error = complaint_about(&v->errors, S("category")),
	};
	*PUSH(w->arena, &v->category.options) =
		(struct ui_option){ .label = S("Semua kategori") };
	TRY(categories_list(w, &all));
	for (size_t i = 0; i < all.count; i++)
		*PUSH(w->arena, &v->category.options) =
			(struct ui_option){ .value = all.items[i].code,
					    .label = all.items[i].name,
					    .chosen = str_eq(all.items[i].code, chosen) };
	return OK;
}

static err show_form(struct work *w, const struct request *rq, struct reply *rp,
		     const struct canned *c, struct canned_form_view *v)
{
	struct page page = canned_page(v->title, v->errors.count > 0);

	v->version = c->version;
	v->name = (struct ui_field){ .id = S("title"),
				     .label = S("Judul"),
				     .value = typed_or(rq, "title", c->title),
				     .error = complaint_about(&v->errors, S("title")),
				     .maxlength = CANNED_TITLE_MAX,
				     .required = true };
	v->body = (struct ui_textarea){
		.id = S("body"),
		.label = S("Isi balasan"),
		.hint = arena_fmt(
			w->arena,
			"Nama dalam kurung kurawal terisi dari tiket: %.*s, dan isian kategori, misalnya {sp2d}",
			P(variables_offered(w->arena))),
		.value = typed_or(rq, "body", c->body),
		.error = complaint_about(&v->errors, S("body")),
		.rows = 10,
		.required = true,
	};
	v->active = (struct ui_check){
		.id = S("aktif"),
		.label = S("Dapat dipakai petugas"),
		.checked = form_has(rq, "title") ? form_has(rq, "aktif") : c->active,
	};
	TRY(set_categories(w, typed_or(rq, "category", c->category), v));
	page_canned_form(reply_page(rp, v->errors.count ? 422 : 200, page), v);
	return OK;
}

static err get_write(struct work *w, const struct request *rq, struct reply *rp)
{
	struct canned_form_view v = { .path = request_path(rq),
				      .title = S("Tulis templat") };
	struct canned none = { .active = true };

	return show_form(w, rq, rp, &none, &v);
}

/* Zero would be a new one; no row has minus one. */
static int64_t id_asked(const struct request *rq)
{
	int64_t id;

	return str_int(path_str(rq, "id"), &id) && id ? id : -1;
}

/* Only the owner's editors have the page: others take a reply and change nothing. */
static err get_change(struct work *w, const struct request *rq, struct reply *rp)
{
	struct canned_form_view v = { .path = request_path(rq),
				      .title = S("Ubah templat") };
	struct canned *c;

	TRY(canned_find(w, id_asked(rq), &c));
	return c ? show_form(w, rq, rp, c, &v) : refuse(w, rq, rp, CANNED_NOT_FOUND);
}

static err save(struct work *w, const struct request *rq, struct reply *rp, int64_t id)
{
	struct canned_form_view v = { .path = request_path(rq),
				      .title = id ? S("Ubah templat")
						  : S("Tulis templat") };
	struct canned c = {
		.id = id,
		.category = form_str(rq, "category"),
		.title = form_str(rq, "title"),
		.body = form_str(rq, "body"),
		.active = form_has(rq, "aktif"),
	};
	struct canned_result result;

	(void)str_int(form_str(rq, "version"), &c.version);
	TRY(canned_write(w, &c, &result));
	if (result.why == CANNED_INCOMPLETE) {
		complain(w->arena, result.faults, &v.errors);
		return show_form(w, rq, rp, &c, &v);
	}
	if (result.why)
		return refuse(w, rq, rp, result.why);
	reply_flash(rp, S("ok"), S("Templat tersimpan."));
	return reply_redirect(rp, S("/admin/templat"));
}

static err post_write(struct work *w, const struct request *rq, struct reply *rp)
{
	return save(w, rq, rp, 0);
}

static err post_change(struct work *w, const struct request *rq, struct reply *rp)
{
	return save(w, rq, rp, id_asked(rq));
}

/* ---- in the form of an answer ---- */

err canned_select(struct work *w, const struct ticket *t, struct ui_select *ret)
{
	struct canneds all;

	TRY(canned_for(w, t, &all));
	*ret = (struct ui_select){ .id = S("templat"), .label = S("Templat") };
	for (size_t i = 0; i < all.count; i++)
		*PUSH(w->arena, &ret->options) = (struct ui_option){
			.value = arena_fmt(w->arena, "%lld", (long long)all.items[i].id),
			.label = all.items[i].title,
		};
	return OK;
}

static str words_of(struct arena *a, const struct strs *all)
{
	struct buf b = buf_new(a);

	for (size_t i = 0; i < all->count; i++)
		buf_fmt(&b, "%s%.*s", i ? ", " : "", P(all->items[i]));
	return buf_str(&b);
}

/* What was typed stays in front of it; both are the draft from now on. */
err canned_into_draft(struct work *w, const struct request *rq, struct reply *rp,
		      const struct ticket *t)
{
	struct draft_text d = { .body = body_tidy(w->arena, form_str(rq, "body")) };
	struct canned_text text;
	struct canned *c;
	int64_t id;

	if (!str_int(form_str(rq, "templat"), &id))
		id = 0;
	TRY(canned_find(w, id, &c));
	if (!c)
		return refuse(w, rq, rp, CANNED_NOT_FOUND);
	TRY(canned_fill(w, t, c, &text));
	d.body = arena_fmt(w->arena, "%.*s%s%.*s", P(d.body), d.body.n ? "\n\n" : "",
			   P(text.body));
	TRY(store_draft_save(w, t->id, S("balasan"), &d));
	TRY(uploads_to_draft(w, t, request_note(rq)));
	if (text.missing.count)
		reply_flash(rp, S("awas"),
			    arena_fmt(w->arena, "Lengkapi %.*s sebelum mengirim.",
				      P(words_of(w->arena, &text.missing))));
	return reply_redirect(rp, ticket_path(w->arena, t, S("#tulis")));
}

const struct route canned_routes[] = {
	{ GET, "/admin/templat", CAN_NOTE_TICKET, get_list },
	{ GET, "/admin/templat/tulis", CAN_BROADCAST, get_write },
	{ POST, "/admin/templat/tulis", CAN_BROADCAST, post_write },
	{ GET, "/admin/templat/:id", CAN_BROADCAST, get_change },
	{ POST, "/admin/templat/:id", CAN_BROADCAST, post_change },
	{ 0 },
};
