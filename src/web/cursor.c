#include "web/internal.h"

enum { MARK = 16 };

/* Bound to the path: a cursor of one list says nothing to another. */
static str mark_of(struct work *w, const struct request *rq, str position)
{
	str bound = arena_fmt(w->arena, "%.*s\n%.*s", P(rq->wire->path), P(position));

	return str_left(keyed_hash(w->keys, w->arena, KEY_SESSION, S("cursor"), bound),
			MARK);
}

str cursor_make(struct work *w, const struct request *rq, str position)
{
	if (position.n == 0)
		return S("");
	return arena_fmt(w->arena, "%.*s.%.*s", P(base64url(w->arena, position)),
			 P(base64url(w->arena, mark_of(w, rq, position))));
}

bool cursor_read(struct work *w, const struct request *rq, str cursor, str *ret_position)
{
	str text = str_cut(&cursor, '.');
	str mark;

	return base64url_read(w->arena, text, ret_position) &&
	       base64url_read(w->arena, cursor, &mark) &&
	       str_eq_secret(mark, mark_of(w, rq, *ret_position));
}
