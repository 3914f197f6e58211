/* Shared by the files of this folder only. */
#pragma once

#include "directory/directory.h"
#include "documents/documents.h"
#include "mail/arriving.h"
#include "mailroom/mailroom.h"

enum {
	MAILS_AN_HOUR = 20,    /* of one sender; more are held */
	MAIL_BYTES = 36 << 20, /* larger ones are not read */
	CANDIDATES = 5,	       /* satker whose names are like the one that was typed */
};

/* A mail that was read, with its files as they were sealed. */
struct incoming {
	int64_t validity, uid;
	bool too_large; /* only its head was read */
	bool failed;	/* dealing with it failed too often */
	struct arrived mail;
	const struct document_taken *files;
	size_t file_count;
};

/* ---- rules.c ---- */

/* What else has to be known of a mail. */
struct circumstances {
	str own_host;	 /* of our Message-IDs */
	str own_address; /* that we write from */
	bool known;	 /* the same Message-ID was read before */
	int64_t lately;	 /* mails of the sender within an hour */
};

/*
 * The fate that a mail has for itself. FATE_TICKET: a person wrote it, and what it
 * becomes depends on its threads.
 */
enum fate fate_of(const struct incoming *in, const struct circumstances *c);

/* The folder for mails of the fate: dealt with, or for an officer to look at. */
const char *folder_of(enum fate f);

/* Without "Re:", "Fwd:", "Bls:" and the like. */
str subject_bare(str subject);

/* The name in "Pendaftaran User MyIntress Tipe Satker [Nama Satker]"; false: another. */
bool registration_subject(str subject, str *ret_name);

/* Does the subject say that the mail goes on with the ticket? A used letter may not. */
bool subject_continues(str subject, str number, str ticket_subject);

/* How alike two names are, 0 to 1000: triples of letters that both have. */
int likeness(struct arena *a, str x, str y);

/* Is the file the form, by its name? Any other is taken for the SK. */
bool names_form(struct arena *a, str file_name);

/* ---- store.c ---- */

err store_mail_in(struct work *w, struct mail_row *r);
err store_mail_in_known(struct work *w, str message_id, bool *ret);
err store_mail_in_count(struct work *w, str sender, int64_t since, int64_t *ret);
err store_mails_waiting(struct work *w, struct mail_rows *ret);
err store_mail_moved(struct work *w, int64_t id);
err store_mail_list(struct work *w, str kppn, const struct mail_list *q,
		    struct mail_rows *ret);
err store_mail_list_all(struct work *w, const struct mail_list *q, struct mail_rows *ret);
err store_mailbox_state(struct work *w, struct mailbox_state *ret);
err store_mailbox_read(struct work *w, str failure);

/* ---- satker.c ---- */

/* *ret is the one satker of that name or code, or NULL and those with names like it. */
err satker_meant(struct work *w, str name, struct satker **ret, struct satkers *ret_like);

/* ---- intake.c ---- */

/* Deals with a mail and writes down what became of it. */
err intake(struct work *w, const struct incoming *in);

/* ---- letters.c: one answer to a mail, never to one that nobody wrote ---- */

struct registration;

struct missing {
	bool sk, form;
	struct strs refused; /* files that were not kept, with the reason */
};
err letter_begun(struct work *w, const struct registration *r, const struct missing *m,
		 str link_token);
err letter_candidates(struct work *w, str to, str name, const struct satkers *like);
err letter_too_large(struct work *w, str to, str subject);
