/* Open addressing over 32 bytes a sum: a year of 20,000 satker is some 20 MB. */
#include "monitoring/internal.h"

#include <stdlib.h>

enum { FIRST_SIZE = 1 << 12, CEILING = 512 << 20 };
enum { LEVEL_BITS = 3, UNIT_BITS = 20, TA_BITS = 8, WHAT_BITS = 3, VALUE_BITS = 20 };
enum { TA_FIRST = 2000 };

struct tallies {
	struct arena *arena; /* of the slots */
	struct tally *slots;
	size_t size, count; /* the size is a power of two */
};

/* The level begins at 1, so that no key is 0. */
uint64_t tally_key(const struct tally_name *n)
{
	uint64_t key = (uint64_t)n->level + 1;

	key = key << UNIT_BITS | n->unit;
	key = key << TA_BITS | (uint64_t)(n->ta - TA_FIRST);
	key = key << WHAT_BITS | (uint64_t)n->what;
	return key << VALUE_BITS | (uint64_t)n->value;
}

static uint64_t take_bits(uint64_t *key, int bits)
{
	uint64_t value = *key & ((1u << bits) - 1);

	*key >>= bits;
	return value;
}

struct tally_name tally_name(uint64_t key)
{
	struct tally_name n;

	n.value = (int)take_bits(&key, VALUE_BITS);
	n.what = (int)take_bits(&key, WHAT_BITS);
	n.ta = (int)take_bits(&key, TA_BITS) + TA_FIRST;
	n.unit = (size_t)take_bits(&key, UNIT_BITS);
	n.level = (enum level)(take_bits(&key, LEVEL_BITS) - 1);
	return n;
}

static void make_slots(struct tallies *t, size_t size)
{
	t->arena = arena_new(CEILING);
	t->slots = NEW_ARRAY(t->arena, struct tally, size);
	t->size = size;
}

struct tallies *tallies_new(struct arena *a)
{
	struct tallies *t = NEW(a, struct tallies);

	make_slots(t, FIRST_SIZE);
	return t;
}

void tallies_free(struct tallies *t)
{
	if (t)
		arena_free(t->arena);
}

static struct tally *slot_of(const struct tallies *t, uint64_t key)
{
	size_t i = (size_t)((key * 0x9e3779b97f4a7c15u) >> 32) & (t->size - 1);

	while (t->slots[i].key && t->slots[i].key != key)
		i = (i + 1) & (t->size - 1);
	return &t->slots[i];
}

static void grow(struct tallies *t)
{
	struct tallies old = *t;

	make_slots(t, old.size * 2);
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].key)
			*slot_of(t, old.slots[i].key) = old.slots[i];
	arena_free(old.arena);
}

void tallies_add(struct tallies *t, const struct tally *more)
{
	struct tally *at;

	if (t->count * 3 >= t->size * 2)
		grow(t);
	at = slot_of(t, more->key);
	t->count += at->key == 0;
	at->key = more->key;
	at->n += more->n;
	at->gross += more->gross;
	at->deductions += more->deductions;
}

static int by_key(const void *a, const void *b)
{
	uint64_t x = ((const struct tally *)a)->key, y = ((const struct tally *)b)->key;

	return x < y ? -1 : x > y;
}

/* The slots are no table any more: nothing may be added. */
size_t tallies_sorted(struct tallies *t, const struct tally **ret)
{
	size_t count = 0;

	for (size_t i = 0; i < t->size; i++) {
		const struct tally *s = &t->slots[i];

		if (s->key && (s->n || s->gross || s->deductions))
			t->slots[count++] = *s;
	}
	qsort(t->slots, count, sizeof(*t->slots), by_key);
	*ret = t->slots;
	return count;
}
