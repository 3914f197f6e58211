/*
 * Texts that cells share, in memory: each stands in a block of bytes behind its
 * length, and its place is one number, so that a text costs eight bytes more than
 * its own.
 */
#include "sheet/xlsx.h"

enum {
	BLOCK_BITS = 20,
	BLOCK = 1 << BLOCK_BITS,
	INDEX_BITS = 16,
	INDEX = 1 << INDEX_BITS
};

struct texts {
	struct blocks LIST_OF(char *) blocks;
	struct indexes LIST_OF(uint32_t *) indexes;
	size_t used; /* of the last block */
	int64_t count, bytes;
};

static char *room_for(struct sheet *s, uint32_t length, uint32_t *ret_place)
{
	struct texts *t = s->xlsx->texts;
	size_t need = sizeof(length) + length;
	char *p;

	if (t->blocks.count == 0 || t->used + need > BLOCK) {
		*PUSH(s->own, &t->blocks) = arena_alloc(s->own, BLOCK);
		t->used = 0;
	}
	*ret_place = (uint32_t)((t->blocks.count - 1) << BLOCK_BITS | t->used);
	p = t->blocks.items[t->blocks.count - 1] + t->used;
	t->used += need;
	return p;
}

static void add(struct sheet *s, str text)
{
	struct texts *t = s->xlsx->texts;
	uint32_t length = (uint32_t)text.n, place;
	char *p = room_for(s, length, &place);

	memcpy(p, &length, sizeof(length));
	memcpy(p + sizeof(length), text.p, text.n);
	if (t->count % INDEX == 0)
		*PUSH(s->own, &t->indexes) =
			arena_alloc(s->own, INDEX * sizeof(uint32_t));
	t->indexes.items[t->count / INDEX][t->count % INDEX] = place;
	t->count++;
	t->bytes += (int64_t)text.n + 2 * (int64_t)sizeof(uint32_t);
	if (t->bytes > s->limits.shared_bytes)
		xml_stop(s, SHEET_TOO_LARGE);
}

bool texts_get(const struct sheet *s, int64_t i, str *ret)
{
	const struct texts *t = s->xlsx->texts;
	uint32_t place, length;
	const char *p;

	if (!t || i < 0 || i >= t->count)
		return false;
	place = t->indexes.items[i / INDEX][i % INDEX];
	p = t->blocks.items[place >> BLOCK_BITS] + (place & (BLOCK - 1));
	memcpy(&length, p, sizeof(length));
	*ret = (str){ p + sizeof(length), length };
	return true;
}

/* ---- <sst><si><t>…</t> or <si><r><t>…</t></r>…<rPh><t>reading</t></rPh> ---- */

static void text_start(struct sheet *s, const char *name, const char **attributes)
{
	struct xlsx *x = s->xlsx;

	(void)attributes;
	if (xml_is(name, "si"))
		x->shared.n = 0;
	x->in_reading += xml_is(name, "rPh");
	x->in_text = xml_is(name, "t") && x->in_reading == 0;
}

static void text_end(struct sheet *s, const char *name)
{
	struct xlsx *x = s->xlsx;

	x->in_text = false;
	x->in_reading -= xml_is(name, "rPh");
	if (!xml_is(name, "si"))
		return;
	add(s, xlsx_text(s->line, buf_str(&x->shared)));
	arena_reset(s->line);
}

static void text_part(struct sheet *s, str text)
{
	struct xlsx *x = s->xlsx;

	if (!x->in_text)
		return;
	if (x->shared.n + text.n > CELL_TEXT_MOST) {
		xml_stop(s, SHEET_TOO_LARGE);
		return;
	}
	buf_add(&x->shared, text);
}

static const struct xml_handlers text_handlers = { text_start, text_end, text_part };

bool texts_read(struct sheet *s)
{
	str part = workbook_part_of_type(s, S("/sharedStrings"));

	if (part.n == 0)
		return true;
	s->xlsx->texts = NEW(s->own, struct texts);
	s->xlsx->shared = buf_new(s->xlsx->scratch);
	return xml_read(s, part, &text_handlers) || sheet_refuse(s, SHEET_BROKEN);
}
