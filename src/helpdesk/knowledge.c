/* Knowledge that spares tickets: read, suggested while one is written, and edited. */
#include "helpdesk/internal.h"
#include "identity/identity.h"

enum { SUGGESTED = 5, TITLE_MAX = 120, SUMMARY_MAX = 300, STEPS_MAX = 20 };

static bool edits(const struct work *w)
{
	return actor_can(w->actor, CAN_BROADCAST);
}

/* ---- reading ---- */

err articles_list(struct work *w, str category, struct articles *ret)
{
	TRY(store_articles(w, category, edits(w), ret));
	for (size_t i = 0; edits(w) && i < ret->count; i++)
		TRY(store_article_uses(w, &ret->items[i]));
	return OK;
}

err article_find(struct work *w, str slug, struct article **ret)
{
	TRY(store_article(w, slug, ret));
	if (*ret && !(*ret)->published && !edits(w))
		*ret = NULL;
	return OK;
}

/* ---- suggesting ---- */

static err suggest_typed(struct work *w, str typed, struct articles *ret)
{
	struct find_query q = { .typed = typed,
				.kind = FOUND_ARTICLE,
				.limit = SUGGESTED };
	struct founds all;
	int64_t next;

	TRY(helpdesk_find(w, &q, &all, &next));
	for (size_t i = 0; i < all.count; i++) {
		struct article *a;

		TRY(store_article(w, all.items[i].number, &a));
		if (a)
			*PUSH(w->arena, ret) = *a;
	}
	return OK;
}

static err suggest_category(struct work *w, str category, struct articles *ret)
{
	struct articles all;

	if (!category.n)
		return OK;
	TRY(store_articles(w, category, false, &all));
	for (size_t i = 0; i < all.count && ret->count < SUGGESTED; i++)
		*PUSH(w->arena, ret) = all.items[i];
	return OK;
}

/* What fits the words; when nothing does, what belongs to the category. */
err articles_suggest(struct work *w, str category, str typed, struct articles *ret)
{
	*ret = (struct articles){ 0 };
	if (!str_blank(typed))
		TRY(suggest_typed(w, typed, ret));
	return ret->count ? OK : suggest_category(w, category, ret);
}

err article_helped(struct work *w, str slug, bool *ret_there)
{
	struct article *a;

	TRY(store_article(w, slug, &a));
	*ret_there = a && a->published;
	if (!*ret_there)
		return OK;
	TRY(store_article_helped(w, a->id));
	return w->actor->person ? store_draft_end(w, 0, S("baru")) : OK;
}

/* ---- editing ---- */

static str slug_of(struct arena *a, str title)
{
	struct search_terms words = search_terms(a, title);
	struct buf b = buf_new(a);

	for (size_t i = 0; i < words.count; i++)
		buf_fmt(&b, "%s%.*s", i ? "-" : "", P(words.items[i].word));
	return buf_str(&b);
}

struct line {
	str field, what;
	size_t max;
};

static void check_line(struct arena *a, const struct line *l, str value,
		       struct ticket_faults *ret)
{
	if (!value.n)
		fault_add(a, ret, FAULT_EMPTY, l->field, l->what);
	else if (!str_one_line(value))
		fault_add(a, ret, FAULT_NOT_TEXT, l->field, l->what);
	else if (str_runes(value) > l->max)
		fault_add(a, ret, FAULT_TOO_LONG, l->field,
			  arena_fmt(a, "%.*s paling banyak %zu karakter", P(l->what),
				    l->max));
}

static err check_article(struct work *w, const struct article *a,
			 struct ticket_faults *ret)
{
	static const struct line title = { STR("title"), STR("judul"), TITLE_MAX };
	static const struct line summary = { STR("summary"), STR("ringkasan"),
					     SUMMARY_MAX };
	struct category *c;

	check_line(w->arena, &title, a->title, ret);
	check_line(w->arena, &summary, a->summary, ret);
	if (a->title.n && !slug_of(w->arena, a->title).n)
		fault_add(w->arena, ret, FAULT_NOT_TEXT, S("title"), S("judul"));
	if (a->steps.count > STEPS_MAX)
		fault_add(w->arena, ret, FAULT_TOO_LONG, S("steps"),
			  S("langkah paling banyak 20"));
	if (a->body.n)
		check_body(w->arena, a->body, ret);
	TRY(category_find(w, a->category, &c));
	if (!c)
		fault_add(w->arena, ret, FAULT_NOT_CHOSEN, S("category"), S("kategori"));
	return OK;
}

static err insert(struct work *w, struct article *a, struct article_result *ret)
{
	str slug = slug_of(w->arena, a->title);
	bool added = false;

	for (int n = 1; !added && n < 100; n++) {
		a->slug = n == 1 ? slug : arena_fmt(w->arena, "%.*s-%d", P(slug), n);
		TRY(store_article_insert(w, a, &added));
	}
	ret->why = added ? ARTICLE_GRANTED : ARTICLE_STALE;
	return OK;
}

static err update(struct work *w, struct article *a, struct article_result *ret)
{
	struct article *before;
	bool current;

	TRY(store_article(w, a->slug, &before));
	ret->why = ARTICLE_NOT_FOUND;
	if (!before)
		return OK;
	a->id = before->id;
	TRY(store_article_update(w, a, &current));
	ret->why = current ? ARTICLE_GRANTED : ARTICLE_STALE;
	return OK;
}

static err record(struct work *w, const struct article *a, bool added)
{
	struct audit_change list[] = {
		{ S("title"), S(""), a->title },
		{ S("state"), S(""), a->published ? S("terbit") : S("draf") },
	};
	struct audit_act act = {
		.event = added ? S("article.written") : S("article.changed"),
		.subject_kind = S("article"),
		.subject = a->slug,
		.unit = arena_fmt(w->arena, "%.*s:%.*s",
				  P(unit_kind_words[w->actor->unit_kind]),
				  P(w->actor->unit)),
		.changes = list,
		.change_count = COUNT(list),
	};

	return audit_record(w, &act);
}

err article_write(struct work *w, const struct article *a, struct article_result *ret)
{
	struct article tidy = *a;

	*ret = (struct article_result){ .why = ARTICLE_NOT_ALLOWED,
					.faults = NEW(w->arena, struct ticket_faults) };
	if (!edits(w))
		return OK;
	ret->why = ARTICLE_REAUTHENTICATE;
	if (!entered_lately(w->actor, w->now, LATELY))
		return OK;
	tidy.title = subject_tidy(w->arena, a->title);
	tidy.summary = subject_tidy(w->arena, a->summary);
	tidy.body = body_tidy(w->arena, a->body);
	TRY(check_article(w, &tidy, ret->faults));
	if (ret->faults->count) {
		ret->why = ARTICLE_INCOMPLETE;
		return OK;
	}
	TRY(a->slug.n ? update(w, &tidy, ret) : insert(w, &tidy, ret));
	if (ret->why)
		return OK;
	ret->slug = tidy.slug;
	TRY(search_note_due(w, FOUND_ARTICLE, tidy.id));
	return record(w, &tidy, !a->slug.n);
}
