/*
 * Files that people hand in: PDF only, at most 10 MiB, kept sealed, given back
 * bit by bit. Who may see one is NOT decided here: the caller owns the subject
 * (a registration, …) and checks the rights before every call, and answers 404
 * for a document of a subject that is not the actor's.
 */
#pragma once

#include "web/web.h"
#include "work/reseal.h"
#include "work/work.h"

struct job_kind;

enum { DOCUMENT_BYTES = 10 << 20, DOCUMENT_PAGES = 200, DOCUMENT_DPI = 150 };

enum document_kind {
	DOCUMENT_SK,
	DOCUMENT_FORM,
	DOCUMENT_KINDS,			      /* of a request about users: those above */
	DOCUMENT_ATTACHMENT = DOCUMENT_KINDS, /* of a message */
	DOCUMENT_ALL_KINDS
};
extern const str document_kind_words[DOCUMENT_ALL_KINDS]; /* sk formulir lampiran */
extern const str document_kind_labels[DOCUMENT_ALL_KINDS];

enum document_scan { SCAN_NONE, SCAN_CLEAN, SCANS };
extern const str document_scan_words[SCANS]; /* "tidak dipindai" "bersih" */

/* Why a file was not taken. */
enum document_refusal {
	DOCUMENT_TAKEN, /* not refused */
	DOCUMENT_EMPTY,
	DOCUMENT_TOO_LARGE,
	DOCUMENT_NOT_PDF,
	DOCUMENT_ENCRYPTED,
	DOCUMENT_BROKEN,
	DOCUMENT_TOO_LONG, /* more than DOCUMENT_PAGES */
	DOCUMENT_VIRUS,
	DOCUMENT_SCANNER_DOWN, /* clamd gave no answer: nothing unscanned comes in */
	DOCUMENT_REFUSALS
};

/* A file that is sealed on disk, but in no row yet. */
struct document_taken {
	enum document_refusal refused;
	str id;
	str file_name;
	str sha256;
	int64_t bytes;
	int pages;
	enum document_scan scan;
};

/*
 * Looks at an uploaded file, has it scanned and seals it. Takes up to 30 s and
 * must not hold a transaction: a route calls it from its before. What no
 * documents_keep() follows is swept after a day.
 */
err document_take(struct arena *a, const struct settings *s, const struct keys *k,
		  const struct http_upload *file, struct document_taken *ret);

/* The words for people and the API, with the name of the file in them. */
struct refusal document_refused(struct arena *a, const struct document_taken *t);

/* Whose document it is. */
struct document_owner {
	str subject_kind; /* "registration" */
	int64_t subject;
	str name; /* the subject's public number, for the audit trail */
	str unit; /* "satker:999101", likewise */
};

struct document {
	str id; /* 32 hex digits, unguessable */
	str subject_kind;
	int64_t subject;
	enum document_kind kind;
	int round;
	str file_name; /* as given, one line that shows all it has, never a path */
	int64_t bytes;
	int pages;
	str sha256; /* of the plain bytes */
	enum document_scan scan;
	int64_t created_at;
	int64_t created_by;  /* person, 0: the public form */
	int64_t replaced_at; /* 0: in force */
	int64_t rendered_at; /* 0: the page pictures are being made */
};
struct documents LIST_OF(struct document);

/*
 * Puts a taken file in force for its owner: the one of the same kind before it
 * is replaced, but stays as evidence. Writes audit and asks for the pictures.
 */
struct document_place {
	struct document_owner owner;
	enum document_kind kind;
	int round;
};
err documents_keep(struct work *w, const struct document_place *place,
		   const struct document_taken *t, struct document *ret);

/* *ret is NULL when there is none. */
err documents_find(struct work *w, str id, struct document **ret);

/* All of the subject, also replaced ones, newest first. */
err documents_of(struct work *w, str subject_kind, int64_t subject,
		 struct documents *ret);

/* The one in force, NULL when none is. */
const struct document *documents_current(const struct documents *all,
					 enum document_kind k);

/*
 * Nothing of the owner's files is kept any longer: the rows go in this unit, and
 * after the commit a job erases the files and the pictures of their pages. Writes
 * one audit entry per file.
 */
err documents_forget(struct work *w, const struct document_owner *owner);

/*
 * A file with the same bytes was handed in for another subject: *ret is the
 * newest such subject, 0 when there is none.
 */
err documents_elsewhere(struct work *w, const struct document *d, int64_t *ret);

/* The bytes as they were uploaded. */
err documents_read(struct work *w, const struct document *d, str *ret);

enum page_state {
	PAGE_READY,
	PAGE_BEING_MADE, /* sedang diproses */
	PAGE_UNREADABLE, /* tidak dapat dibaca */
};

struct document_page {
	enum page_state state;
	str type; /* image/png, image/jpeg */
	str bytes;
};

/* The picture of page n (from 1); a page that the document has not is unreadable. */
err documents_page(struct work *w, const struct document *d, int n,
		   struct document_page *ret);

/* Draws the pages of one document. */
extern const struct job_kind documents_render_job;

/* Erases one file whose row is gone. */
extern const struct job_kind documents_erase_job;

/* Removes files that belong to no row; once a day. */
extern const struct job_kind documents_sweep_job;

/* clamd at this socket answers a PING: for "myintress check". */
bool documents_scanner_answers(str socket_path);

/* Makes files and pictures again under the key in use, a directory a try. */
extern const struct job_kind documents_reseal_job;
extern const struct sealed_place documents_place;
