#include "work/reseal.h"

bool keys_turned(const struct keys *k)
{
	return key_in_use(k, KEY_FIELD) > 1 || key_in_use(k, KEY_LOOKUP) > 1;
}

struct arg key_mark(struct arena *a, struct key_name k)
{
	return k.purpose == KEY_FIELD ? arg_bytes(arena_fmt(a, "%c", k.id))
				      : arg_str(arena_fmt(a, "%d:%%", k.id));
}

err reseal(struct work *w, str place, str sealed, str *ret, bool *ret_moved)
{
	str plain;

	*ret = sealed;
	*ret_moved = sealed.n && sealed_key(sealed) != key_in_use(w->keys, KEY_FIELD);
	if (!*ret_moved)
		return OK;
	if (!unseal(w->keys, w->arena, place, sealed, &plain))
		return FAULT(FAULT_INTERNAL, "%.*s cannot be opened", P(place));
	*ret = seal(w->keys, w->arena, place, plain);
	return OK;
}

static bool hash_stale(struct work *w, str hash)
{
	return hash.n && hashed_key(hash) != key_in_use(w->keys, KEY_LOOKUP);
}

err reseal_nik(struct work *w, str place, struct sealed_nik *n, bool *ret_moved)
{
	str nik;

	*ret_moved = sealed_key(n->sealed) != key_in_use(w->keys, KEY_FIELD) ||
		     hash_stale(w, n->hash);
	if (!*ret_moved)
		return OK;
	if (!unseal(w->keys, w->arena, place, n->sealed, &nik))
		return FAULT(FAULT_INTERNAL, "%.*s cannot be opened", P(place));
	n->sealed = seal(w->keys, w->arena, place, nik);
	if (n->hash.n)
		n->hash = keyed_hash(w->keys, w->arena, KEY_LOOKUP, S("nik"), nik);
	return OK;
}

int64_t reseal_from(const struct resealing *r)
{
	int64_t id = 0;

	return str_int(r->after, &id) ? id : 0;
}

void reseal_seen(struct work *w, struct resealing *r, int64_t id, bool moved)
{
	r->after = arena_fmt(w->arena, "%lld", (long long)id);
	r->seen++;
	r->moved += moved;
}

err key_turn_step(struct work *w, const struct sealed_place *p, int limit, bool *ret_more)
{
	struct resealing r = { .limit = limit };
	struct key_turn t;

	TRY(key_turn_find(w, p->name, &t));
	*ret_more = t.done_at == 0;
	if (t.done_at)
		return OK;
	r.after = t.after;
	TRY(p->batch(w, &r));
	t.after = r.after;
	t.seen += r.seen;
	t.moved += r.moved;
	if (r.seen < limit)
		t.done_at = w->now;
	return key_turn_save(w, &t);
}
