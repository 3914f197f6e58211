/* Every statement of the folder; for its own files, through internal.h. */
#pragma once

#include "helpdesk/helpdesk.h"

/* Enough of a ticket to name it. */
struct ticket_name {
	int64_t id;
	str number;
	str subject;
	enum ticket_state state;
};

/* ---- store.c: the ticket's own row ---- */

/* *ret is NULL when there is none. */
err store_ticket(struct work *w, str number, struct ticket **ret);
err store_ticket_id(struct work *w, int64_t id, struct ticket **ret);

/* Inserts t; sets its id, version, and times. */
err store_ticket_insert(struct work *w, struct ticket *t);

/*
 * Writes t as it now is, if the row still has the version t came with, and
 * counts the version up. *ret_current is false when somebody was faster.
 */
err store_ticket_update(struct work *w, struct ticket *t, bool *ret_current);

/* The next number of the office in the year: HAI-2026-047-00012. */
err store_ticket_number(struct work *w, str kppn, int year, str *ret);

err store_number_of_key(struct work *w, str key, str *ret);
err store_number_of_id(struct work *w, int64_t id, str *ret);

/* The satker and the offices of a ticket that had none. */
err store_ticket_place(struct work *w, const struct ticket *t);

struct ids LIST_OF(int64_t);
err store_tickets_to_close(struct work *w, int limit, struct ids *ret);
err store_tickets_to_warn(struct work *w, int limit, struct ids *ret);

/* ---- store_merge.c: threads that move ---- */

/* What was written in a ticket is read in the thread from now on. */
err store_thread_move(struct work *w, int64_t ticket, int64_t thread);
struct thread_counts {
	int files;
	int64_t last_message, last_author;
};
err store_thread_counts(struct work *w, int64_t thread, struct thread_counts *ret);
err store_first_message(struct work *w, int64_t ticket, int64_t *ret);
/* *ret: the entry is a message that was written, and is read, in the ticket. */
err store_message_here(struct work *w, int64_t entry, int64_t ticket, bool *ret);
err store_message_move(struct work *w, int64_t entry, int64_t ticket);
/* Tickets merged into this one, and those linked with it: as rows of numbers. */
struct ticket_names LIST_OF(struct ticket_name);
err store_merged(struct work *w, int64_t ticket, struct ticket_names *ret);
err store_links(struct work *w, int64_t ticket, struct ticket_names *ret);
err store_link(struct work *w, int64_t a, int64_t b, bool linked, bool *ret_changed);

/* ---- store_stand_in.c ---- */

err store_stand_in_insert(struct work *w, const struct stand_in *s);
err store_stand_in_end(struct work *w, int64_t id, bool *ret_found);
err store_stand_ins(struct work *w, struct stand_ins *ret);
/* Those of the actor's unit that are in force today. */
err store_stand_ins_today(struct work *w, struct stand_ins *ret);

/* ---- store_thread.c: what was said ---- */

err store_entry_insert(struct work *w, struct entry *e);
/* The newest entries before a position, in the order in which they were written. */
struct thread_page {
	int64_t before_at, before_id; /* 0: the end of the thread */
	int64_t limit;
};
err store_thread(struct work *w, int64_t thread, const struct thread_page *p,
		 struct entries *ret);
err store_answers(struct work *w, int64_t ticket, struct answers *ret);
err store_answer_insert(struct work *w, int64_t ticket, const struct answer *a);
err store_follower_insert(struct work *w, int64_t ticket, str email, bool *ret_added);
err store_followers(struct work *w, int64_t ticket, struct strs *ret);
/* *ret_new is false when the mail was read before. */
err store_mail_insert(struct work *w, str message_id, int64_t ticket, bool *ret_new);
err store_mail_ticket(struct work *w, str message_id, int64_t *ret); /* 0: unknown */

/* ---- store_note.c: internal notes; nothing for askers includes this ---- */

err store_note_insert(struct work *w, int64_t thread, struct note *n);
err store_notes(struct work *w, int64_t thread, struct notes *ret);

/* ---- store_desk.c: what each person has before him ---- */

/* What w->actor has begun to write; ticket 0: of a new one. */
struct draft_text {
	str subject;
	str body;
	int64_t saved_at; /* 0: there is none */
};
err store_draft(struct work *w, int64_t ticket, str kind, struct draft_text *ret);
err store_draft_save(struct work *w, int64_t ticket, str kind,
		     const struct draft_text *d);

/* Who else has the ticket open since the instant; the actor's own opening is noted. */
err store_look(struct work *w, int64_t ticket, int64_t since, struct strs *ret_names);

err store_seen(struct work *w, int64_t ticket, int64_t message);
err store_seen_until(struct work *w, int64_t ticket, int64_t *ret_message);
err store_draft_end(struct work *w, int64_t ticket, str kind);

/* ---- store_file.c ---- */

struct file_row {
	int64_t owner, ticket, entry; /* 0: none */
	str requirement;
	const struct document_taken *taken;
};
err store_file_insert(struct work *w, const struct file_row *f, int64_t *ret_id);
/* Gives the drafted files of the owner to an entry; *ret counts them. */
err store_files_adopt(struct work *w, int64_t owner, int64_t draft_ticket,
		      const struct entry *e, int64_t *ret);
err store_draft_files(struct work *w, int64_t owner, int64_t draft_ticket,
		      struct attachments *ret);
err store_thread_files(struct work *w, int64_t thread, struct attachments *ret);

/*
 * The file of that document: of the thread, or of the actor's own draft of the
 * ticket. *ret is NULL for any other.
 */
err store_file_of(struct work *w, int64_t thread, str document, struct attachment **ret);
/* Takes a file out of the actor's draft; *ret is false when it is not there. */
err store_draft_file_drop(struct work *w, str document, bool *ret);

/* ---- store_search.c ---- */

struct search_ref {
	int64_t id; /* in the index */
	enum found_kind kind;
	int64_t ref;
};
struct search_refs LIST_OF(struct search_ref);
/* What a text is made of, and whose it is. */
struct search_source {
	bool there; /* false: it is to be found no more */
	str satker, kppn, kanwil;
	str text;
};
err search_note_due(struct work *w, enum found_kind k, int64_t ref);
err store_entries_due(struct work *w, int64_t ticket);
err store_search_due(struct work *w, int limit, struct search_refs *ret);
err store_search_done(struct work *w, const struct search_ref *s);
err store_search_id(struct work *w, struct search_ref *s);
err store_search_ref(struct work *w, int64_t id, struct search_ref *ret, bool *ret_there);
err store_search_source(struct work *w, const struct search_ref *s,
			struct search_source *ret);
err store_found(struct work *w, const struct search_ref *s, struct found *ret,
		str *ret_text, bool *ret_there);

/* ---- store_canned.c ---- */

struct office {
	enum unit_kind kind;
	str unit;
};
/* Appends those of the office, by title. */
err store_canneds(struct work *w, const struct office *of, bool retired,
		  struct canneds *ret);
err store_canned(struct work *w, int64_t id, struct canned **ret, struct office *ret_of);
err store_canned_insert(struct work *w, const struct office *of, struct canned *c);
err store_canned_update(struct work *w, const struct canned *c, bool *ret_current);

/* ---- store_rating.c ---- */

err store_rating(struct work *w, int64_t ticket, struct rating *ret);
err store_rating_set(struct work *w, int64_t ticket, const struct rating *vote);
err store_rating_link_insert(struct work *w, str hash, int64_t ticket, int64_t until);
err store_rating_link(struct work *w, str hash, int64_t *ret_ticket); /* 0: none */
err store_rating_links_sweep(struct work *w);

/* ---- store_article.c ---- */

err store_article(struct work *w, str slug, struct article **ret);
err store_articles(struct work *w, str category, bool drafts, struct articles *ret);
err store_article_helped(struct work *w, int64_t article);
err store_article_uses(struct work *w, struct article *a);
err store_article_insert(struct work *w, struct article *a, bool *ret_added);
err store_article_update(struct work *w, const struct article *a, bool *ret_current);

/* ---- store_category.c: see helpdesk.h ---- */
