/* Files to hand in, and the places where they are kept. */
#pragma once

#include "documents/documents.h"
#include "test/test.h"

/* A letter of two pages with the text; without pages 2 the second cannot be read. */
str fixture_letter(str text);
str fixture_half_letter(void);

/* An upload of the bytes, as it lies in the spool. */
struct http_upload fixture_upload(str name, str bytes);

/* As document_take(); must be taken. */
struct document_taken fixture_taken(struct work *w, str bytes);

/* As documents_keep() of an SK, or another kind, of the registration. */
struct document fixture_kept(struct work *w, int64_t registration, enum document_kind k,
			     str bytes);

/* Where the sealed bytes are. */
char *fixture_path(str data_dir, str name);
