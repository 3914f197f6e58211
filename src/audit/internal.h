/* Shared by the files of this folder only. */
#pragma once

#include "audit/audit.h"

/* chain.c */
str audit_leaf(struct arena *a,
	       const struct audit_entry *e); /* hex, of all but hash and seal */
str audit_link(struct arena *a, str hash_before, str leaf); /* hex */
bool audit_sealed(struct work *w, const struct audit_entry *e);
str audit_seal(struct work *w, str hash);

/* store.c */
err audit_place(struct work *w,
		struct audit_entry *e); /* fills kppn, kanwil, ba, eselon1 */
err audit_head(struct work *w, int64_t *ret_number,
	       str *ret_hash);				       /* of the last entry */
err audit_append(struct work *w, const struct audit_entry *e); /* and moves the head */
err audit_after_all(struct work *w, int64_t number, struct audit_entries *ret);

/* The numbers that were written between two instants; none when first > last. */
err audit_numbers(struct work *w, int64_t from, int64_t until, int64_t *ret_first,
		  int64_t *ret_last);
