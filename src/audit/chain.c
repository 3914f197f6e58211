/*
 * The bytes that are hashed do not depend on the database: docs/audit.md writes
 * them down for who wants to check an entry without this program. Leaves begin
 * with the byte 0, as in RFC 6962, so that a tree can stand on them later.
 */
#include "audit/internal.h"

static const str seal_domain = STR("audit_entry");

/* Its length as four bytes, big end first, then the text: no two lists of texts look
 * alike. */
static void put_text(struct buf *b, str s)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(b, (char)(s.n >> shift & 0xff));
	buf_add(b, s);
}

static void put_int(struct buf *b, int64_t i)
{
	put_text(b, arena_fmt(b->arena, "%lld", (long long)i));
}

str audit_leaf(struct arena *a, const struct audit_entry *e)
{
	const int64_t integers[] = { e->number, e->at, e->person, e->membership,
				     e->session };
	const str texts[] = { e->actor,	  e->roles,   e->acting_unit, e->channel,
			      e->address, e->agent,   e->event,	      e->subject_kind,
			      e->subject, e->unit,    e->kppn,	      e->kanwil,
			      e->ba,	  e->eselon1, e->on_behalf,   e->reason,
			      e->changes };
	struct buf b = buf_new(a);

	buf_char(&b, 0);
	for (size_t i = 0; i < COUNT(integers); i++)
		put_int(&b, integers[i]);
	for (size_t i = 0; i < COUNT(texts); i++)
		put_text(&b, texts[i]);
	return sha256_hex(a, buf_str(&b));
}

str audit_link(struct arena *a, str hash_before, str leaf)
{
	return sha256_chain_hex(a, hash_before, leaf);
}

str audit_seal(struct work *w, str hash)
{
	return keyed_hash(w->keys, w->arena, KEY_AUDIT, seal_domain, hash);
}

bool audit_sealed(struct work *w, const struct audit_entry *e)
{
	struct strs forms =
		keyed_hashes(w->keys, w->arena, KEY_AUDIT, seal_domain, e->hash);

	for (size_t i = 0; i < forms.count; i++)
		if (str_eq(forms.items[i], e->seal))
			return true;
	return false;
}
