/*
 * HAI CSO: the documented talk between satker and treasury offices (domain
 * report 2). A satker asks its partner KPPN; what that cannot answer goes to the
 * Kanwil and to the head office, with all that was said, and back.
 */
#pragma once

#include "deadlines/deadlines.h"
#include "helpdesk/acts.h"
#include "helpdesk/canned.h"
#include "helpdesk/knowledge.h"
#include "helpdesk/list.h"
#include "helpdesk/rating.h"
#include "helpdesk/search.h"
#include "helpdesk/ticket.h"

/* Why an act was not done; ticket_refusals[] has status and words. */
enum ticket_refusal {
	TICKET_GRANTED, /* not refused */
	TICKET_NOT_FOUND,
	TICKET_STALE,	     /* 409: somebody was faster */
	TICKET_NEWER,	     /* 409: a message came that the writer has not seen */
	TICKET_WRONG_STATE,  /* 409 */
	TICKET_MERGED,	     /* 409: it is part of another one */
	TICKET_LONG_CLOSED,  /* 409: more than REOPEN_DAYS ago; a new one is needed */
	TICKET_HELD,	     /* 409: by another officer */
	TICKET_INCOMPLETE,   /* 422: faults say what */
	TICKET_NO_SATKER,    /* 422: unknown, closed, or not the office's */
	TICKET_NO_CATEGORY,  /* 422 */
	TICKET_FILE_UNKNOWN, /* 422: no file of the writer's draft */
	TICKET_NO_REASON,    /* 403: the role opens files for a reason */
	TICKET_EMPTY_REASON, /* 422 */
	TICKET_NO_OFFICER,   /* 422: nobody of the office who may answer */
	TICKET_NO_TIER,	     /* 422: not above, or not below */
	TICKET_NO_OTHER, /* 422: no ticket of the same satker that stands for itself */
	TICKET_HOLDS_OTHERS, /* 409: take those out first */
	TICKET_NO_MESSAGES,  /* 422: nothing chosen, or not of this ticket */
	TICKET_DOUBLE,	     /* the mail was read before: nothing is written again */
	TICKET_NOT_ALLOWED,  /* 403: function not in role, or not escalated to it */
	TICKET_REFUSALS
};

/* What is wrong with one input. */
struct ticket_fault {
	str field; /* of the form and the API: "subject", "fields.nama", "files.surat" */
	str code;
	str text; /* Indonesian */
};
struct ticket_faults LIST_OF(struct ticket_fault);

struct ticket_result {
	enum ticket_refusal why;
	struct ticket *ticket; /* as it is now; NULL when not found */
	int64_t entry;	       /* the message that was written */
	struct ticket_faults faults;
};

/* ---- writing ---- */

/* A file that documents_take() has sealed, and what it is. */
struct ticket_file {
	struct document_taken taken;
	str requirement; /* of the category, or "" */
};

/*
 * Who writes by mail instead of with an account. It proves nothing: what he
 * writes is shown as unproven, and he can do nothing else.
 */
struct mail_sender {
	str address;
	str name;
	str message_id; /* of his mail, with its angle brackets; "" when it had none */
	struct strs copies; /* others he wrote to: they follow the ticket from now on */
};

struct ticket_input {
	str satker; /* "": the actor's own; by mail: none is known */
	str category;
	enum priority priority;
	str subject;
	str body;
	struct answers answers; /* code and value */
	struct about about;
	const struct ticket_file *files; /* taken just now */
	size_t file_count;
	bool with_draft; /* also the files of the actor's draft; ends the draft */
	const struct mail_sender *mail; /* NULL: w->actor asks */
	bool files_elsewhere; /* its documents stand in the request that it is about */
};

/*
 * Opens a ticket with its first message: number, routing to the satker's KPPN
 * (without a satker: to the head office), deadline, a letter that confirms it,
 * audit entry. By mail the category is LAINNYA unless another is given, and
 * documents are not asked for.
 */
err ticket_open(struct work *w, const struct ticket_input *in, struct ticket_result *ret);

/* What follows the answer of an office. */
enum afterwards {
	AFTER_AWAIT, /* Menunggu Respons Satker */
	AFTER_STAY,  /* as it is: more will be said */
	AFTER_DONE,  /* Selesai */
	AFTERWARDS
};
extern const str afterwards_words[AFTERWARDS]; /* menunggu tetap selesai */

struct message_input {
	str body;
	enum afterwards after; /* of an office's answer */
	int64_t seen;	       /* newest message that the writer has seen; ANY_MESSAGE */
	const struct ticket_file *files;
	size_t file_count;
	bool with_draft;
	const struct mail_sender *mail;
};

/* In place of the newest message seen: the writer does not mind. */
enum { ANY_MESSAGE = -1 };

/*
 * Adds a message to the thread and passes the turn on: an asker's answer goes
 * to the office that asked, an office's to the satker, with a letter to the
 * asker and all who follow. On a closed ticket it reopens it (REOPEN_DAYS).
 */
err ticket_reply(struct work *w, str number, const struct message_input *in,
		 struct ticket_result *ret);

/* An internal note: offices only; it changes neither turn nor deadline. */
err ticket_note(struct work *w, str number, str body, struct ticket_result *ret);

/* ---- removals of users (domain report 1.5) ---- */

/* A request that was sent with its letter and its form: they stand there. */
struct removal_asked {
	str satker;
	str request; /* its number */
	str names;   /* of whom it is about */
	str reason;  /* in the asker's words, or "" */
	str letter;  /* number of the official letter */
};

/* Opens the ticket that the removal goes through. *ret is its number. */
err ticket_ask_removal(struct work *w, const struct removal_asked *asked, str *ret);

/*
 * The KPPN has decided: the ticket says so and is done. Nothing happens to one that is
 * done already, or that another officer holds.
 */
err ticket_removal_decided(struct work *w, str ticket, str request, bool granted);

/* ---- mail finds its ticket: by key and by reference, never by likeness ---- */

/* The first threading key in a text (a quoted letter, a header); "" when none is. */
str ticket_key_in(str text);

/* *ret is the number of the ticket with the key, "" for none (forged, cut, made up). */
err ticket_by_key(struct work *w, str key, str *ret);

/*
 * *ret is the number of the ticket that any of the Message-IDs (References,
 * In-Reply-To) belongs to: our letters about it, and mails that became part of
 * it. "" for none.
 */
err ticket_by_references(struct work *w, const struct strs *message_ids, str *ret);

/* What the ticket is called; for a mail, which has no actor. */
err ticket_subject(struct work *w, str number, str *ret);

/* ---- reading ---- */

/*
 * *ret is NULL when there is none or w->actor may not know of it. A merged one
 * is itself; its messages are read in the thread of the one it is part of.
 */
err ticket_read(struct work *w, str number, struct ticket **ret);

/* The ticket of a job, by id; never NULL. */
err ticket_of_id(struct work *w, int64_t id, struct ticket **ret);

/* What one sees of a thread besides the ticket: nothing in it is internal. */
struct thread {
	struct entries entries;
	struct attachments files;
	struct answers answers;
	bool earlier; /* more was said before these */
};
enum { THREAD_PAGE = 100 };

/* The newest THREAD_PAGE entries before the position ("" : the end), oldest first. */
err ticket_thread(struct work *w, const struct ticket *t, str before, struct thread *ret);

/* The internal notes of the thread; none for who may not read them. */
err ticket_notes(struct work *w, const struct ticket *t, struct notes *ret);

/* A file that is opened; the opening is audited. */
struct file_opening {
	enum ticket_refusal why; /* NOT_FOUND, NO_REASON where the matrix asks one */
	struct attachment *file;
	str bytes; /* as they were uploaded */
};

/* A file of the thread, or of the actor's own draft; of any other it is NOT_FOUND. */
err ticket_open_file(struct work *w, const struct ticket *t, str document, str reason,
		     struct file_opening *ret);

/* ---- categories ---- */

/* Those that can be chosen, in their order, without fields and documents. */
err categories_list(struct work *w, struct categories *ret);

/* With fields and documents; *ret is NULL when there is none. */
err category_find(struct work *w, str code, struct category **ret);

/* ---- how long offices may take ---- */

/* *ret is NULL when the limit never ran. The caller may know of the ticket. */
err ticket_deadline(struct work *w, const struct ticket *t, enum deadline_kind k,
		    struct deadline_state **ret);
extern const struct deadline_topic ticket_deadlines;

/* ---- for app/'s tables ---- */

struct job_kind;

/* Warns silent askers and closes their tickets; every few minutes. */
extern const struct job_kind helpdesk_sweep_job;

/* The words for people: the same on pages and in the API. */
struct refusal;
extern const struct refusal ticket_refusals[TICKET_REFUSALS];

struct feature;
extern const struct feature helpdesk_feature;
