/*
 * Full-text search behind one interface: FTS5 on SQLite, tsvector with a GIN
 * index on PostgreSQL. A text is a row with marks (who may find it, what it is)
 * and words; both engines keep only which row has which token, so what is found
 * and in which order is the same. Tokens are made here, not by the engines:
 * small letters, without accents, each also without its Indonesian affixes, so
 * that "pembayaran" finds "dibayarkan".
 *
 * The table is search_text, made by the migration of who uses it.
 */
#pragma once

#include "db/db.h"

/* Words of a text, each once: "retur dibayarkan bayar". */
str search_words(struct arena *a, str text);

/* A mark that no word can be: search_mark("k", "047") is "_k047". */
str search_mark(struct arena *a, const char *kind, str value);

/* One text: marks and words between blanks, each once. */
struct search_text {
	int64_t id;
	str marks;
	str words;
};

/* Puts the text in, in place of the one with that id. */
err search_put(struct db *db, struct arena *a, const struct search_text *t);
err search_drop(struct db *db, int64_t id);

struct search_term {
	str word;    /* as typed, made small */
	str stem;    /* without affixes; the same as word when it has none */
	bool begins; /* the last one, that may not be typed to its end */
};
struct search_terms LIST_OF(struct search_term);

/* At most 8 terms of what somebody typed. */
struct search_terms search_terms(struct arena *a, str typed);

struct search_query {
	const struct search_terms *terms; /* all of them have to be there */
	str marks;			  /* all of them, between blanks */
	str any;			  /* and at least one of these; "" for none */
	int64_t before;			  /* ids below; 0: all */
	int64_t limit;
};
struct search_ids LIST_OF(int64_t);

/* Ids of texts, highest first; none for a query without terms. */
err search_find(struct db *db, struct arena *a, const struct search_query *q,
		struct search_ids *ret);

/* A part of a text: found or not. */
struct search_piece {
	str text;
	bool found;
};
struct search_pieces LIST_OF(struct search_piece);

/*
 * The text about the first term found, at most about width bytes, in pieces: what
 * was found stands alone. Without one, its beginning.
 */
void search_snippet(struct arena *a, str text, const struct search_terms *terms,
		    size_t width, struct search_pieces *ret);
