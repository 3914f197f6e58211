/* Letters: RFC 5322 messages with a text and an HTML part, and how they leave. */
#pragma once

#include "base/base.h"

struct letter {
	str from; /* "MyIntress <no-reply@…>" */
	str to;	  /* an address */
	str subject;
	str text;
	str html;
	str message_id; /* "<…@…>", the same at every try */
	int64_t date;	/* Unix seconds */
};

/*
 * The whole message with CRLF, at most 998 bytes a line, the same bytes at
 * every try; control characters inside a header value end as spaces.
 */
err letter_build(struct arena *a, const struct letter *l, str *ret);

enum delivery { DELIVERED, DELIVERY_LATER, DELIVERY_REFUSED };

struct delivery_report {
	enum delivery outcome;
	int code;   /* SMTP code, 0 when the server was not reached */
	str detail; /* for the officer: the server's own words, one line */
};

/* A transport: carries one finished message. */
struct transport {
	struct delivery_report (*send)(struct arena *a, const struct transport *t,
				       const struct letter *l, str message);
	str where; /* a directory, or an SMTP address */
};

/*
 * One file NAME.eml per message in the directory path (made when missing),
 * written aside and renamed, the same name for the same Message-ID. smtp is
 * given by the caller, because mechanisms do not know each other.
 */
struct transport transport_dir(str path);

/* Looks like an address that can be written to: local@domain.tld. */
bool mail_address_valid(str s);

/* The address in "Name <address>", or the whole of "address". */
str mail_address_of(str from);
