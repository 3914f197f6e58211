/*
 * Outgoing connections, all by libcurl: HTTP calls to other systems, letters to
 * an SMTP server. Only jobs call these: no transaction is open meanwhile.
 */
#pragma once

#include "base/base.h"

void fetch_start(void); /* once per process */

struct fetch_call {
	str url;	  /* http:// or https:// only; redirects are not followed */
	str method;	  /* "GET", "POST" */
	str content_type; /* of body */
	str body;
	int connect_ms;
	int total_ms;
	size_t limit; /* most bytes of an answer; more is a failure */
};

/* Why there is no answer; what people see is decided by the caller. */
enum fetch_outcome {
	FETCH_ANSWERED, /* any HTTP status */
	FETCH_UNREACHABLE,
	FETCH_TIMEOUT,
	FETCH_TOO_LARGE,
	FETCH_BROKEN, /* reset, truncated, bad TLS, not HTTP */
};

struct fetch_answer {
	enum fetch_outcome outcome;
	int status;
	str body;
	str detail; /* libcurl's words, for the log */
};

struct fetch_answer fetch_http(struct arena *a, const struct fetch_call *call);

/* What the mail server said: 250 sent, 4xx later, 5xx never, 0 not reached. */
struct fetch_smtp {
	int code;
	str detail;
};

/* url is smtp://[user:pass@]host:port or smtps://…; letter is RFC 5322 with CRLF. */
struct fetch_smtp fetch_send(struct arena *a, str url, str from, str to, str letter);

/*
 * Greets the server as fetch_send() does (TLS and password too) and writes no
 * letter: code 0 when it cannot be used, else its answer to the greeting.
 */
struct fetch_smtp fetch_smtp_reach(struct arena *a, str url);

/* ---- a mailbox, by IMAP ---- */

struct mail_number {
	int64_t validity; /* of all numbers of the mailbox: UIDVALIDITY */
	int64_t uid;
};
struct mail_numbers LIST_OF(struct mail_number);

struct fetch_imap {
	bool done;
	bool too_large; /* more than the limit came */
	str detail;	/* when it is not done, for the log */
};

/* url is imaps://user:pass@host:port[/FOLDER]; imap:// goes unencrypted on loopback only.
 */
struct fetch_mailbox;
struct fetch_mailbox *fetch_mailbox_open(struct arena *a, str url);
void fetch_mailbox_close(struct fetch_mailbox *m);

/* All that lie in the inbox, in the order in which they came. */
struct fetch_imap fetch_mailbox_list(struct fetch_mailbox *m, struct mail_numbers *ret);

enum mail_extent { MAIL_WHOLE, MAIL_HEAD };
struct mail_place {
	int fd;
	size_t limit; /* in bytes */
};
struct fetch_imap fetch_mailbox_read(struct fetch_mailbox *m, struct mail_number n,
				     enum mail_extent extent, struct mail_place to);

/* Into another folder, which is made when it is missing. May be repeated. */
struct fetch_imap fetch_mailbox_move(struct fetch_mailbox *m, struct mail_number n,
				     const char *folder);
