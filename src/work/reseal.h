/*
 * Turning keys: what is sealed or hashed under an old key is made again under the
 * one in use, in small batches, each a unit of its own. A batch that was cut off is
 * done again; a value under the key in use is left alone. Meanwhile both open.
 */
#pragma once

#include "work/work.h"

struct key_name {
	enum key_purpose purpose;
	int id;
};

/* One batch of a place. */
struct resealing {
	str after; /* where to go on, "" at the beginning; the batch moves it on */
	int limit;
	int seen, moved; /* by the batch; seen < limit: the place is through */
};

/* Where values lie; the feature that owns them knows how. */
struct sealed_place {
	str name; /* "person.nik" */
	/* NULL: its values are made again by their owners only, or go by themselves */
	err (*batch)(struct work *w, struct resealing *r);
	/* how many values are under the key */
	err (*needs)(struct work *w, struct key_name k, int64_t *ret);
};

/* There are keys of this purpose besides the one in use, or there were. */
bool keys_turned(const struct keys *k);

/* What every value of the key begins with: one byte, or of a hash "2:%" for LIKE. */
struct arg key_mark(struct arena *a, struct key_name k);

/* Sealed anew under the key in use; *ret_moved is false when it is already, or empty. */
err reseal(struct work *w, str place, str sealed, str *ret, bool *ret_moved);

/* A row with a NIK. */
struct sealed_nik {
	int64_t id;
	str sealed;
	str hash; /* "" stays "" */
};
struct sealed_niks LIST_OF(struct sealed_nik);

/* Both are made anew when one of them is under an old key. */
err reseal_nik(struct work *w, str place, struct sealed_nik *n, bool *ret_moved);

/* For places whose position is a number. */
int64_t reseal_from(const struct resealing *r);
void reseal_seen(struct work *w, struct resealing *r, int64_t id, bool moved);

/* ---- progress: the table key_turn ---- */

struct key_turn {
	str place;
	str keys;
	str after;
	int64_t seen, moved;
	int64_t done_at; /* 0: under way */
};
struct key_turns LIST_OF(struct key_turn);

/* The place's, from the beginning when other keys are in use since. */
err key_turn_find(struct work *w, str place, struct key_turn *ret);
err key_turn_save(struct work *w, const struct key_turn *t);

/* One batch, with its progress; *ret_more: there is another to be done. */
err key_turn_step(struct work *w, const struct sealed_place *p, int limit,
		  bool *ret_more);

/* All places begin again. */
err key_turns_forget(struct work *w);
err key_turns_list(struct work *w, struct key_turns *ret);
