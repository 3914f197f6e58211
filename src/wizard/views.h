/* What the pages of this folder show. */
#pragma once

#include "directory/directory.h"
#include "documents/documents.h"
#include "jobs/jobs.h"
#include "registration/registration.h"
#include "web/pages.h"

struct start_view {
	const struct satker *satker; /* NULL: not looked up yet */
	struct ui_field code;
	struct ui_field email;
	struct complaints errors;
	bool signed_in;
};

struct confirm_view {
	str draft;
	str email; /* that the code was sent to */
	struct ui_field code;
	str error;
};

struct resume_view {
	str link;  /* of the page that a letter leads to; "" on the page that asks for one
		    */
	bool dead; /* it was used, or is too old */
	struct complaints errors;
	struct ui_field number;
};

/* One task of the list. */
struct task {
	str path; /* "" can not be started yet */
	str title;
	str detail;
	struct ui_tag tag;
};
struct tasks LIST_OF(struct task);

struct tasks_view {
	const struct registration *r;
	struct tasks prepare, attach, send;
	int done, all;
	str next_path;
	struct flags flags; /* while returned */
	bool returned;
	bool by_mailbox; /* its mailbox was sent the number and a link */
};

/* One thing that the office asks to be corrected, on the page where it is. */
struct asked {
	str label;
	str text; /* the office's reason */
	bool fixed;
	struct ui_textarea answer; /* why it stays as it is */
};
struct asked_list LIST_OF(struct asked);

struct sk_view {
	const struct registration *r;
	struct complaints errors;
	struct strs remarks;
	struct ui_choices type;
	struct ui_field number, date, signer_name, signer_nip, contact_email;
	struct asked_list asked;
};

struct user_view {
	const struct registration *r;
	struct applicant user; /* as stored, or as typed */
	int n;		       /* 0: a new one */
	int count;
	struct complaints errors;
	struct strs hints;
	struct ui_field name, nik, id_number, email, phone, position;
	struct ui_choices id_type;
	struct ui_choices roles;
	bool reopened; /* only some fields may change */
	struct asked_list asked;
};

/* What is to be looked at once more, with the page where it can be changed. */
struct remark {
	int user;
	str path;
	str text;
};
struct remarks LIST_OF(struct remark);

struct users_view {
	const struct registration *r;
	struct strs states; /* one sentence per user, "" when fine */
	struct remarks remarks;
	struct date today;
	bool may_add, may_remove;
};

struct file_row {
	const struct document *document; /* NULL: none yet */
	str kind;
	str title;
	str made_path; /* of the PDF to be signed */
	str made_words;
	struct ui_file input;
	bool open; /* may be uploaded now */
};

struct files_view {
	const struct registration *r;
	struct file_row sk, form;
	struct complaints errors;
	struct asked_list asked;
};

struct check_view {
	const struct registration *r;
	const struct satker *satker;
	const struct document *sk, *form;
	struct complaints errors;
	struct remarks warnings;
	struct date today;
	struct ui_check statement;
	bool returned;
	enum way way; /* of an addition; WAYS when it can not be one */
};

/* Before an addition begins: how it goes, or why not. */
struct add_view {
	str unit;
	bool may;
	struct addition_outlook outlook;
	const struct kppn *kppn;
};

/* What its KPA decides on. */
struct decision_view {
	const struct registration *r;
	str maker;
	const struct document *sk, *form;
};
struct decline_view {
	const struct registration *r;
	struct complaints errors;
	struct ui_textarea reason;
};

struct sent_view {
	const struct registration *r;
	bool by_mailbox; /* opened by a draft's token, which "Keluar" ends */
};

struct list_view {
	struct registration_rows rows;
	struct ui_field q;
	struct ui_select state, kind, order;
	struct ui_empty none;
	struct ui_pager pager;
	bool may_draft;
};

struct event_list LIST_OF(struct ui_event);

/* Who was approved and has not activated his account yet. */
struct awaited {
	int n; /* of the user */
	str name;
	str mail_state; /* of the activation letter: antre, terkirim, … */
	bool bounced;
};
struct awaited_list LIST_OF(struct awaited);

struct status_view {
	const struct registration *r;
	struct ui_tag tag;
	struct ui_progress progress;
	struct flags flags;
	struct documents documents;
	struct event_list history;
	struct ui_reasons why; /* the deadline is what it is */
	struct mail_statuses letters;
	struct awaited_list awaited;
	bool may_resend;
	const struct kppn *kppn;
	bool mine;	 /* may be corrected or withdrawn here */
	bool may_decide; /* the addition waits for this visitor */
	bool by_secret;	 /* opened with number and code: less is shown */
	bool by_mailbox; /* opened by a draft's token, which "Keluar" ends */
	bool public;	 /* in the frame of the public pages */
	str check_words; /* of the NIK check */
};

struct find_view {
	struct ui_field number, secret;
	struct complaints errors; /* what was left empty */
	str error;
};

/* What a NIK tells of itself: region, birth date, sex; "" when it is none, or masked. */
str nik_text(struct arena *a, str nik, struct date today);

struct ui_tag state_tag(enum registration_state s);
/* As state_tag(), and what an addition waits for. */
struct ui_tag request_tag(enum registration_state s, enum way way);
struct ui_progress addition_progress(struct arena *a, const struct registration *r);
struct ui_tag user_tag(enum user_state s);
str flag_text(struct arena *a, const struct flag *f); /* why, with the office's note */
str reason_words(str code); /* of a return or rejection, in Indonesian */
str letter_words(str kind); /* what a letter was about */
struct ui_tag letter_tag(enum mail_state s);
