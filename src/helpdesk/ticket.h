/* What a ticket is made of. Others include helpdesk/helpdesk.h. */
#pragma once

#include "access/access.h"
#include "directory/directory.h"
#include "documents/documents.h"
#include "work/work.h"

/* Whose turn it is, in the words of HAI CSO (domain report 2.1). */
enum ticket_state {
	TICKET_AT_KPPN,	  /* Menunggu Respon KPPN */
	TICKET_AT_SATKER, /* Menunggu Respons Satker */
	TICKET_AT_KANWIL, /* Kirim ke Kanwil */
	TICKET_AT_HAI,	  /* Kirim ke HAI */
	TICKET_DONE,	  /* Selesai */
	TICKET_STATES
};
extern const str ticket_state_words[TICKET_STATES]; /* as shown to people */

extern const str tier_labels[TIERS]; /* KPPN, Kanwil, HAI Kantor Pusat */

enum priority { PRIORITY_BIASA, PRIORITY_PENTING, PRIORITY_SANGAT_SEGERA, PRIORITIES };
extern const str priority_words[PRIORITIES]; /* BIASA PENTING SANGAT_SEGERA */
extern const str priority_labels[PRIORITIES];

enum ticket_source { SOURCE_WEB, SOURCE_EMAIL, SOURCE_API, SOURCES };
extern const str source_words[SOURCES]; /* web email api */

/* Where somebody who writes belongs. */
enum side { SIDE_SATKER, SIDE_KPPN, SIDE_KANWIL, SIDE_PUSAT, SIDE_SYSTEM, SIDES };
extern const str side_words[SIDES];

enum {
	SUBJECT_MAX = 150, /* characters */
	BODY_MAX = 20000,
	ANSWER_MAX = 300,
	TICKET_FILES_MAX = 5,	/* of one message */
	FOLLOWERS_MAX = 20,	/* of one ticket */
	REOPEN_DAYS = 7,	/* calendar days after it was closed */
	SILENCE_WARN_DAYS = 3,	/* working days until the asker is warned */
	SILENCE_CLOSE_DAYS = 5, /* working days until the ticket is closed */
	MAIL_ID_MAX = 500,	/* bytes of a Message-ID that is kept */
	THREAD_KEY_LENGTH = 28, /* "hai-" and 24 letters and digits */
};

/* The object a ticket was opened from. */
struct about {
	str kind;   /* "permohonan", "keanggotaan", "spm"; "" for none */
	str number; /* its public number: REG-2026-047-00318 */
};

struct ticket {
	int64_t id;
	str number; /* HAI-2026-047-00012 */
	str thread_key;
	enum ticket_state state;
	enum tier tier; /* also while the satker's answer is awaited */
	int64_t version;
	enum ticket_source source;
	str category, category_name;
	enum priority priority;
	str subject;
	str satker, satker_name; /* "": by mail, from a sender of no satker */
	str kppn, kppn_name;	 /* "" as well */
	str kanwil;
	enum zone zone;
	int64_t asker; /* person, 0: by mail, or opened by the office */
	str asker_name;
	str asker_email; /* of who has no account */
	struct about about;
	int64_t assignee; /* person, 0: nobody has claimed it */
	str assignee_name;
	int64_t opened_at, changed_at;
	int64_t turn_at;     /* since when it is whose turn it is */
	int64_t due_at;	     /* of the office's next answer, 0: it is not its turn */
	int64_t resolve_by;  /* of the solution */
	int64_t answered_at; /* first answer of an office, 0: none yet */
	int64_t warn_at, close_at; /* on silence of the asker; 0: not */
	int64_t closed_at;
	int rounds; /* answers of offices */
	int64_t last_message, last_author;
	int files, answers, followers, holds, links; /* how many it has */
	int64_t merged_into;			     /* 0: it stands for itself */
	enum ticket_state merged_state;		     /* before that */
};

/* What happened, as the asker may read it. */
enum entry_kind {
	ENTRY_MESSAGE,
	ENTRY_CLAIMED,
	ENTRY_RELEASED,
	ENTRY_TRANSFERRED,
	ENTRY_ESCALATED,
	ENTRY_SENT_BACK,
	ENTRY_CHANGED, /* category or priority */
	ENTRY_SPLIT,
	ENTRY_WARNED, /* of the end on silence */
	ENTRY_CLOSED,
	ENTRY_REOPENED,
	ENTRY_KINDS
};
extern const str entry_words[ENTRY_KINDS];

struct entry {
	int64_t id;
	int64_t ticket; /* where it was written: another one in a merged thread */
	enum entry_kind kind;
	int64_t at;
	enum side side;
	int64_t author; /* person, 0: by mail, or the system */
	str author_name;
	str author_role; /* "CSO", "Operator" */
	str on_behalf;	 /* whom a stand-in answered for */
	enum ticket_source source;
	str body;		 /* a message; of an event its detail */
	enum ticket_state state; /* of the ticket from then on */
	int files;
};
struct entries LIST_OF(struct entry);

/* A file of an entry, or of a draft. */
struct attachment {
	int64_t id;
	int64_t entry;	 /* 0: of a draft */
	str requirement; /* of the category: "surat"; "" for any other */
	str document;
	str file_name;
	int64_t bytes;
	int pages;
	enum document_scan scan;
	str sha256;
};
struct attachments LIST_OF(struct attachment);

/* Written by an office, read by offices. */
struct note {
	int64_t id;
	int64_t ticket;
	int64_t at;
	enum side side;
	int64_t author;
	str author_name, author_role;
	str body;
};
struct notes LIST_OF(struct note);

/* A filled-in field of the category's form. */
struct answer {
	str code;
	str label;
	str value;
};
struct answers LIST_OF(struct answer);

/* ---- categories ---- */

struct category_field {
	str code;
	str label;
	str hint;
	struct strs choices; /* empty: free text */
	bool required;
};
struct category_fields LIST_OF(struct category_field);

/* A document that the category asks for. */
struct requirement {
	str code;
	str label;
	str hint;
	bool required;
};
struct requirements LIST_OF(struct requirement);

struct category {
	str code; /* RETUR */
	str name;
	str hint;
	struct category_fields fields;
	struct requirements documents;
	bool active;
};
struct categories LIST_OF(struct category);

/* The category whose tickets ask for the end of a membership (contract.md, penghapusan).
 */
#define CATEGORY_REMOVAL S("HAPUS_PENGGUNA")
