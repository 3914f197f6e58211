/*
 * Mail that comes in: each becomes a ticket, an answer to one, or a draft of a
 * request; or it is written down why it became none. What a mail says of its sender
 * is not believed: it can ask, and never act.
 */
#pragma once

#include "access/access.h"
#include "work/work.h"

/* What became of a mail. */
enum fate {
	FATE_TICKET,	 /* a new one */
	FATE_REPLY,	 /* in a ticket that was there */
	FATE_DRAFT,	 /* of a registration */
	FATE_CANDIDATES, /* a registration of a satker that was not recognised */
	FATE_AUTOMATIC,	 /* no person wrote it: nobody answers */
	FATE_BOUNCE,	 /* a letter of ours came back */
	FATE_OWN,	 /* ours: a loop ends here */
	FATE_DOUBLE,	 /* read before */
	FATE_UNREADABLE,
	FATE_TOO_LARGE,
	FATE_HELD,   /* too many of one sender */
	FATE_FAILED, /* an error of ours, again and again */
	FATES
};
extern const str fate_words[FATES];
extern const str fate_labels[FATES]; /* for people */

struct mail_row {
	int64_t id;
	int64_t validity, uid;
	int64_t read_at;
	str message_id;
	str sender, sender_name;
	str subject;
	enum fate fate;
	str detail;
	str about; /* HAI-… or REG-…; "" for none */
	str kppn;  /* "": of the head office alone */
};
struct mail_rows LIST_OF(struct mail_row);

/* Newest first, of the actor's office; before is the id of the last one seen, 0: none. */
struct mail_list {
	int64_t before;
	int64_t limit;
};
err mailroom_list(struct work *w, const struct mail_list *q, struct mail_rows *ret);

struct mailbox_state {
	int64_t read_at;   /* 0: never */
	int64_t failed_at; /* 0: the last reading succeeded */
	str detail;
};
err mailroom_state(struct work *w, struct mailbox_state *ret);

/* Reads one mail of the mailbox at a time, every minute and until it is empty. */
struct job_kind;
extern const struct job_kind mailroom_job;

struct feature;
extern const struct feature mailroom_feature;
