/* What offices and askers do with a ticket besides writing. Others include helpdesk.h. */
#pragma once

#include "helpdesk/ticket.h"

struct ticket_result;

/*
 * An act on the ticket of the number. version is what the actor saw of it, or
 * ANY_TICKET_VERSION. reason is for offices alone: it becomes an internal note.
 */
enum { ANY_TICKET_VERSION = -1 };
struct ticket_order {
	str number;
	int64_t version;
	str reason;
};

/* Takes the ticket; the head of the office takes it also from another officer. */
err ticket_claim(struct work *w, const struct ticket_order *o, struct ticket_result *ret);
err ticket_release(struct work *w, const struct ticket_order *o,
		   struct ticket_result *ret);

/* An officer of the actor's office who may answer. */
struct officer {
	int64_t person;
	str name;
	bool absent; /* today; somebody stands in */
};
struct officers LIST_OF(struct officer);
err ticket_officers(struct work *w, struct officers *ret);

/* Gives the ticket to a colleague, who gets a letter. */
err ticket_transfer(struct work *w, const struct ticket_order *o, int64_t to,
		    struct ticket_result *ret);

/*
 * Up to the Kanwil or the head office, with a reason; nobody there holds it
 * yet, and the office gets a letter.
 */
err ticket_escalate(struct work *w, const struct ticket_order *o, enum tier to,
		    struct ticket_result *ret);

/* Down again. satker: of a ticket of none, whose KPPN has to answer it. */
err ticket_send_back(struct work *w, const struct ticket_order *o, enum tier to,
		     str satker, struct ticket_result *ret);

err ticket_change(struct work *w, const struct ticket_order *o, str category,
		  enum priority p, struct ticket_result *ret);

err ticket_close(struct work *w, const struct ticket_order *o, struct ticket_result *ret);
err ticket_reopen(struct work *w, const struct ticket_order *o,
		  struct ticket_result *ret);

/*
 * The ticket becomes part of another one of the same satker: its thread is read
 * there. Taking it out again leaves both threads as they were, byte by byte.
 */
err ticket_merge(struct work *w, const struct ticket_order *o, str into,
		 struct ticket_result *ret);
err ticket_unmerge(struct work *w, const struct ticket_order *o,
		   struct ticket_result *ret);

/*
 * Messages of the ticket, with their files, go into a new one of the same
 * satker, linked with it: ret->ticket is the new one. The first message stays.
 */
struct ticket_parting {
	const int64_t *entries;
	size_t count;
	str subject;
	str category;
};
err ticket_split(struct work *w, const struct ticket_order *o,
		 const struct ticket_parting *p, struct ticket_result *ret);

/* Notes for offices that two tickets have to do with each other, or no more. */
err ticket_link(struct work *w, const struct ticket_order *o, str other, bool linked,
		struct ticket_result *ret);

/* ---- standing in ---- */

struct stand_in {
	int64_t id;
	int64_t absent, stand;
	str absent_name, stand_name;
	struct date from, until;
	str reason;
	bool ended; /* or over */
};
struct stand_ins LIST_OF(struct stand_in);

enum stand_in_refusal {
	STAND_IN_GRANTED,
	STAND_IN_NOT_ALLOWED,
	STAND_IN_REAUTHENTICATE,
	STAND_IN_SAME_PERSON,
	STAND_IN_NOT_COLLEAGUE, /* of the actor's unit */
	STAND_IN_DATES,		/* no dates, in the past, or longer than 90 days */
	STAND_IN_NO_REASON,
	STAND_IN_NOT_FOUND,
	STAND_IN_REFUSALS
};
extern const struct refusal stand_in_refusals[STAND_IN_REFUSALS];

/*
 * In the actor's unit, from the first to the last day: what stand writes in
 * tickets of absent is written "a.n.". Both get a letter. Needs the password
 * entered lately.
 */
err stand_in_begin(struct work *w, const struct stand_in *s, enum stand_in_refusal *ret);
err stand_in_end(struct work *w, int64_t id, enum stand_in_refusal *ret);

/* Of the actor's unit, the newest first. */
err stand_ins_list(struct work *w, struct stand_ins *ret);
