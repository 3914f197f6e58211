#include "web/lists.h"

void path_part(struct buf *path, const char *name, str value)
{
	struct html out = { .buf = path };

	if (!value.n)
		return;
	buf_fmt(path, "%c%s=", str_has(buf_str(path), S("?")) ? '&' : '?', name);
	html(&out, shown_in_url(value));
}

struct list_place list_place_of(struct work *w, const struct request *rq)
{
	str before = query_str(rq, "sebelum"), after = query_str(rq, "sesudah");
	struct list_place at = { .backwards = before.n > 0 };

	if (!cursor_read(w, rq, at.backwards ? before : after, &at.position))
		return (struct list_place){ 0 };
	return at;
}

static str path_to(struct work *w, const struct request *rq, str path, const char *which,
		   str position)
{
	struct buf b = buf_new(w->arena);

	buf_add(&b, path);
	path_part(&b, which, cursor_make(w, rq, position));
	return buf_str(&b);
}

struct ui_pager list_pager(struct work *w, const struct request *rq,
			   const struct list_place *at, const struct list_page *page)
{
	struct ui_pager p = { 0 };

	if (page->count == 0)
		return p;
	p.shown = arena_fmt(w->arena, "Menampilkan %zu %.*s", page->count, P(page->noun));
	if (at->backwards ? page->more : at->position.n > 0)
		p.previous_path = path_to(w, rq, page->path, "sebelum", page->first);
	if (at->backwards || page->more)
		p.next_path = path_to(w, rq, page->path, "sesudah", page->last);
	return p;
}

struct ui_select filter_of(struct arena *a, str id, str label, str all)
{
	struct ui_select s = { .id = id, .label = label };

	*PUSH(a, &s.options) = (struct ui_option){ .label = all };
	return s;
}

void select_option(struct arena *a, struct ui_select *s, str value, str label, str chosen)
{
	*PUSH(a, &s->options) = (struct ui_option){ .value = value,
						    .label = label,
						    .chosen = str_eq(value, chosen) };
}
