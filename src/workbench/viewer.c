/* The documents of a request, page by page. */
#include "workbench/desk.h"

str spot_path(struct arena *a, str number, struct spot s)
{
	struct buf b = buf_new(a);

	buf_fmt(&b, "/verifikasi/%.*s?orang=%d&berkas=%.*s&hal=%d", P(number), s.user,
		P(document_kind_words[s.document]), s.page);
	if (s.zoomed)
		buf_add(&b, S("&perbesar=1"));
	if (s.turned)
		buf_fmt(&b, "&putar=%d", s.turned);
	return buf_str(&b);
}

static str path_at(struct work *w, const struct desk *d, struct spot s)
{
	return spot_path(w->arena, d->r->number, s);
}

static void add_tabs(struct work *w, const struct desk *d, struct spot s,
		     struct viewer *v)
{
	for (int k = 0; k < DOCUMENT_KINDS; k++) {
		struct spot there = { .user = s.user,
				      .document = (enum document_kind)k,
				      .page = 1 };

		*PUSH(w->arena, &v->tabs) = (struct viewer_tab){
			.label = document_kind_labels[k],
			.path = path_at(w, d, there),
			.current = s.document == there.document,
		};
	}
}

static void add_steps(struct work *w, const struct desk *d, struct spot s,
		      struct viewer *v)
{
	struct spot there = s;

	there.page = s.page - 1;
	if (there.page >= 1)
		v->previous_path = path_at(w, d, there);
	there.page = s.page + 1;
	if (there.page <= v->document->pages)
		v->next_path = path_at(w, d, there);
	there = s;
	there.zoomed = !s.zoomed;
	v->zoom_path = path_at(w, d, there);
	there = s;
	there.turned = (s.turned + 90) % 360;
	v->turn_path = path_at(w, d, there);
}

/* Those of earlier rounds are evidence; only whole files of them are shown. */
static void add_older(struct work *w, const struct desk *d, struct viewer *v)
{
	for (size_t i = 0; i < d->documents.count; i++) {
		const struct document *doc = &d->documents.items[i];

		if (doc->replaced_at)
			*PUSH(w->arena, &v->older) = (struct viewer_tab){
				.label = arena_fmt(
					w->arena, "%.*s, diganti %.*s",
					P(document_kind_labels[doc->kind]),
					P(text_instant(w->arena, doc->replaced_at,
						       d->zone))),
				.path = arena_fmt(w->arena, "/berkas/%.*s", P(doc->id)),
			};
	}
}

void show_documents(struct work *w, const struct desk *d, struct spot s, struct viewer *v)
{
	const struct document *doc = documents_current(&d->documents, s.document);

	add_tabs(w, d, s, v);
	add_older(w, d, v);
	v->document = doc;
	v->label = document_kind_labels[s.document];
	if (!doc)
		return;
	if (s.page > doc->pages)
		s.page = doc->pages;
	v->page = s.page;
	v->zoomed = s.zoomed;
	v->turned = s.turned;
	v->making = !doc->rendered_at;
	v->reload_path = path_at(w, d, s);
	v->file_path = arena_fmt(w->arena, "/berkas/%.*s", P(doc->id));
	v->picture_path = arena_fmt(w->arena, "/verifikasi/%.*s/berkas/%.*s/hal/%d",
				    P(d->r->number), P(doc->id), s.page);
	add_steps(w, d, s, v);
}
