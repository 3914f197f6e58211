/* Searching tickets, knowledge and requests. Others include helpdesk/helpdesk.h. */
#pragma once

#include "db/search.h"
#include "helpdesk/ticket.h"

enum found_kind { FOUND_MESSAGE, FOUND_NOTE, FOUND_ARTICLE, FOUND_REQUEST, FOUND_KINDS };
extern const str found_words[FOUND_KINDS];  /* pesan catatan artikel permohonan */
extern const str found_labels[FOUND_KINDS]; /* Tiket, Catatan internal, … */

struct found {
	enum found_kind kind;
	str number; /* of the ticket or the request; of an article its slug */
	str title;
	str state; /* in words; "" of an article */
	str satker_name;
	int64_t at;
	struct search_pieces snippet; /* what was found stands alone */
};
struct founds LIST_OF(struct found);

struct find_query {
	str typed;
	int kind;	/* enum found_kind, -1: all */
	int64_t before; /* position of the last one of the page before, 0: the first */
	size_t limit;	/* at most 50 */
};

/*
 * Newest first, within the scope of the actor's rights to each kind: notes are
 * found by offices only. A ticket stands in a page once. *ret_next is for
 * before, 0 at the end.
 */
err helpdesk_find(struct work *w, const struct find_query *q, struct founds *ret,
		  int64_t *ret_next);

/* Puts what came or changed into the index; every few seconds, and may be repeated. */
extern const struct job_kind helpdesk_index_job;
