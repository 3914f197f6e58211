/* Shared by the files of this folder only. */
#pragma once

#include "audit/audit.h"
#include "helpdesk/helpdesk.h"
#include "helpdesk/store.h"

/* ---- words.c ---- */

enum text_fault {
	FAULT_EMPTY,
	FAULT_TOO_LONG,
	FAULT_NOT_TEXT,
	FAULT_NOT_CHOSEN,
	FAULT_NO_DOCUMENT,
	FAULT_TOO_MANY_FILES,
	FAULT_UNFILLED, /* a name in braces */
	FAULT_UNKNOWN_NAME,
	TEXT_FAULTS
};

/* Puts a complaint about a field into the list; what is the field's name for people. */
void fault_add(struct arena *a, struct ticket_faults *list, enum text_fault f, str field,
	       str what);

/* "CSO KPPN Balikpapan", "Operator satker 999101": who wrote, for people. */
str author_words(struct arena *a, const struct ticket *t, enum side side, str role);

/* The state that the ticket has while an office of the tier is asked. */
enum ticket_state state_at(enum tier tier);

/* ---- rules_text.c: what was typed ---- */

/* Without overriding direction marks and with single line ends; the rest stays as typed.
 */
str subject_tidy(struct arena *a, str typed);
str body_tidy(struct arena *a, str typed);

void check_subject(struct arena *a, str subject, struct ticket_faults *ret);
void check_body(struct arena *a, str body, struct ticket_faults *ret);
/* Of something that is kept: one line. */
void check_title(struct arena *a, str title, size_t max, struct ticket_faults *ret);
/* Nothing is sent with a name that was not filled in. */
void check_filled(struct arena *a, str body, struct ticket_faults *ret);
/* Of a vote; it may be empty. */
void check_comment(struct arena *a, str comment, struct ticket_faults *ret);

/* Answers to fields that the category has, in its order; the others are dropped. */
void check_answers(struct arena *a, const struct category *c, const struct answers *typed,
		   struct answers *ret, struct ticket_faults *ret_faults);

/* Every required document is there, and no requirement is made up. */
void check_documents(struct arena *a, const struct category *c, const struct strs *given,
		     struct ticket_faults *ret);

/* Is it of the form that the keys of letters have? */
bool thread_key_shaped(str key);

/* ---- rules_canned.c: {names} in replies ---- */

/* "{sp2d}": each once, in their order. */
struct strs variables_in(struct arena *a, str text);

/* Does any ticket, or one of the category (NULL: of none), have the name? */
bool variable_known(const struct category *c, str name);

/* Those of every ticket, for who writes replies. */
str variables_offered(struct arena *a);

struct variable_values {
	const struct ticket *ticket;
	const struct answers *answers; /* to the form of its category */
	str officer;
};
/* What has no value stays in braces. */
str variables_filled(struct arena *a, str text, const struct variable_values *v);

/* ---- rules.c: who may do what ---- */

enum ticket_act {
	TICKET_REPLY,
	TICKET_NOTE,
	TICKET_CLAIM,
	TICKET_RELEASE,
	TICKET_TRANSFER,
	TICKET_ESCALATE,
	TICKET_SEND_BACK,
	TICKET_CHANGE,
	TICKET_CLOSE,
	TICKET_REOPEN,
	TICKET_MERGE,
	TICKET_UNMERGE,
	TICKET_SPLIT,
	TICKET_LINK,
	TICKET_ACTS
};

/* Which side the actor stands on; SIDE_SYSTEM when on none. */
enum side side_of(const struct actor *a);
static inline bool of_office(enum side s)
{
	return s == SIDE_KPPN || s == SIDE_KANWIL || s == SIDE_PUSAT;
}

/* The tier of an office's side. */
enum tier tier_of(enum side s);

/* May the actor know of the ticket? */
bool ticket_visible(const struct ticket *t, const struct actor *to);

/* Does the permission reach this ticket? +e: only while it is escalated to the office. */
bool ticket_within(const struct ticket *t, const struct actor *a, enum permission p);

/* May the actor read internal notes of the ticket, and write them? */
bool notes_visible(const struct ticket *t, const struct actor *to);

struct ticket_attempt {
	enum ticket_act act;
	int64_t now;
	int64_t version; /* ANY_TICKET_VERSION */
};

/* May the actor do this to t now? In the order in which he should hear it. */
enum ticket_refusal ticket_check(const struct ticket *t, const struct actor *by,
				 const struct ticket_attempt *attempt);

/* May the actor judge the answers? Who asked may, with his account. */
bool may_rate(const struct ticket *t, const struct actor *by);

/* May a mail be added to the ticket? It has no actor. */
enum ticket_refusal mail_check(const struct ticket *t, int64_t now);

/* The state that a message leads to. */
enum ticket_state state_after(const struct ticket *t, enum side writer,
			      enum afterwards after);

/* Where questions of the ticket begin: its KPPN, or the head office. */
enum tier first_tier(const struct ticket *t);

/* May the ticket go from its tier up (or down) to the other? */
bool tier_above(const struct ticket *t, enum tier to);
bool tier_below(const struct ticket *t, enum tier to);

/* May t become part of into? Of two satker never: each reads its own alone. */
enum ticket_refusal merge_check(const struct ticket *t, const struct ticket *into);

/* Is it a period of at most 90 days that has not ended? */
bool stand_in_period(struct date from, struct date until, struct date today);

/* ---- turns.c: whose turn it is, and until when ---- */

/* Sets the state with its instants: deadline, warning, end. */
err turn_to(struct work *w, struct ticket *t, enum ticket_state s);

/* ---- clock.c ---- */

/* A turn began: the clocks of the office run, stand or stop as its state says. */
err ticket_clock(struct work *w, struct ticket *t);

/* ---- acts.c: how every act begins, writes and is recorded ---- */

/* ret->ticket is set when the act is granted, or when the actor may see it. */
err ticket_begin(struct work *w, enum ticket_act act, str number, int64_t version,
		 struct ticket_result *ret);

/* Writes t as it now is; when its turn began just now its clocks follow. */
err ticket_write(struct work *w, struct ticket *t);

struct changes LIST_OF(struct audit_change);
void note_change(struct work *w, struct changes *list, str field, str before, str after);
err ticket_record(struct work *w, const struct ticket *t, str event, str reason,
		  const struct changes *list);

/* An event by w->actor: what happened, for everybody who sees the ticket. */
err event_write(struct work *w, const struct ticket *t, enum entry_kind k, str detail);

/* A note by w->actor: why, for offices. Nothing is written for an empty text. */
err reason_write(struct work *w, const struct ticket *t, str what, str reason);

/* The author of an entry or a note, as w->actor. */
struct entry entry_by_actor(const struct work *w, enum entry_kind k, str body);

/* Writes an entry that stays in the ticket's own thread; its state is the ticket's. */
err entry_write(struct work *w, const struct ticket *t, struct entry *e);

/* ---- open.c ---- */

/* Gives t its number, its key and its turn, and inserts it; its state is none yet. */
err ticket_insert_new(struct work *w, struct ticket *t);

/* ---- files.c ---- */

/* Keeps what was taken, and moves the files of the writer's draft to the entry. */
struct file_source {
	const struct ticket_file *files;
	size_t count;
	int64_t draft_ticket;
	bool with_draft;
};
/* A file of a draft: e is NULL, and t for a new ticket. */
err file_keep(struct work *w, const struct ticket *t, const struct entry *e,
	      const struct ticket_file *f, int64_t *ret_id);

err files_keep(struct work *w, const struct ticket *t, const struct entry *e,
	       const struct file_source *from);

/* The requirements that the files stand for, "" for others: one per file. */
err files_count(struct work *w, const struct file_source *from, struct strs *ret);

/* ---- mail.c ---- */

/* ret->why is DOUBLE, with the ticket, when the mail was read before. */
err mail_is_new(struct work *w, const struct mail_sender *from,
		struct ticket_result *ret);

/* The mail is known from now on; its sender and the others follow t. */
err mail_joins(struct work *w, struct ticket *t, const struct mail_sender *from);

/* A subject that can be kept: one line, cut between characters. */
str mail_subject(struct arena *a, str subject);

/* ---- letters.c ---- */

err letter_opened(struct work *w, const struct ticket *t);
err letter_replied(struct work *w, const struct ticket *t, const struct entry *e);
err letter_closed_ticket(struct work *w, const struct ticket *t, bool silence);
err letter_warned(struct work *w, const struct ticket *t);
/* To officers: the ticket is theirs now. */
err letter_transferred(struct work *w, const struct ticket *t, int64_t to);
err letter_escalated(struct work *w, const struct ticket *t);
err letter_stand_in(struct work *w, const struct stand_in *s);

/* ---- standing.c ---- */

/* The name of whom w->actor stands in for in this ticket today, "" for nobody. */
err on_behalf_of(struct work *w, const struct ticket *t, str *ret);
