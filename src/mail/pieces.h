/* What the reader of mails says to its parent: pieces, the last one is PIECE_END. */
#pragma once

#include "mail/arriving.h"

enum piece_kind {
	PIECE_FROM = 1,
	PIECE_FROM_NAME,
	PIECE_OTHER,
	PIECE_SUBJECT,
	PIECE_ID,
	PIECE_REFERENCE,
	PIECE_AUTOMATIC,
	PIECE_BOUNCE,
	PIECE_BOUNCED,
	PIECE_TEXT,
	PIECE_FILE_NAME, /* of the PIECE_FILE that follows */
	PIECE_FILE,
	PIECE_LEFT_OUT,
	PIECE_END
};

/* In front of each. */
struct piece_head {
	uint32_t kind;
	uint32_t length;
};

enum {
	PIECE_LINE_BYTES = 2000,   /* of anything but a text and a file */
	PIECE_TEXT_BYTES = 256000, /* longer texts are cut */
	PIECE_LIST = 100,	   /* of others, references, files left out */
};
