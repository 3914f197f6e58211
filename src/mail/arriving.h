/*
 * Mails that arrive. Untrusted MIME is taken apart by a caged child (cage/cage.h):
 * this program started again as "read-mail".
 */
#pragma once

#include "base/base.h"

/* Returns at once in an ordinary start and never in a reader: first thing in main(). */
void mail_reader_main(int argc, char **argv);

enum {
	ARRIVED_FILES = 5,	       /* PDFs that are kept of one mail */
	ARRIVED_FILE_BYTES = 10 << 20, /* of each */
	ARRIVED_BYTES = 34 << 20,      /* of what the child may say in all */
};

struct arrived_file {
	str name;
	str bytes;
};
struct arrived_files LIST_OF(struct arrived_file);

/* What a mail says of itself: nothing in it is proven. */
struct arrived {
	bool readable; /* false: no MIME, no sender, or the reader was stopped */
	str from, from_name;
	struct strs others; /* addresses of To and Cc */
	str subject;
	str message_id;		/* with its angle brackets, as the following */
	struct strs references; /* and In-Reply-To, in their order */
	bool automatic;		/* not written by a person: RFC 3834, lists */
	bool bounce;		/* about a letter that could not be delivered */
	struct strs bounced;	/* Message-IDs of what was returned */
	str text;		/* lines of UTF-8; of an HTML mail what can be read */
	struct arrived_files files;
	struct strs left_out; /* names of files that were not kept */
};

/* fd is the mail as it came, RFC 5322. A fault only when no child can be started. */
err mail_read(struct arena *a, int fd, struct arrived *ret);

/* The words of HTML: no tag, script, style, comment or address of a picture is left. */
str html_words(struct arena *a, str html);
