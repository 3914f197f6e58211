/* What the pages of this folder show. */
#pragma once

#include "helpdesk/internal.h"
#include "web/pages.h"
#include "web/web.h"

/* ---- words_web.c ---- */

extern const struct ui_tag ticket_tags[TICKET_STATES];
extern const struct ui_tag priority_tags[PRIORITIES];
extern const str entry_icons[ENTRY_KINDS];

/* "Diambil Dewi Larasati", "Dieskalasi ke Kanwil": what an event says. */
str event_words(struct arena *a, const struct entry *e);

/* ---- lists ---- */

struct list_tab {
	str label;
	str path;
	str count; /* "" for none, "99+" from FIGURE_MAX on */
	bool current;
};
struct list_tabs LIST_OF(struct list_tab);

struct ticket_list_view {
	str lead;
	bool office;
	bool may_open;
	struct list_tabs tabs;
	str tab, q; /* as in the query */
	struct ui_select category, priority, state;
	struct ticket_rows rows;
	struct ui_empty empty;
	struct ui_pager pager;
	str reload_path;
};

/* ---- a new ticket ---- */

struct category_choice {
	const struct category *category;
	str path;
};
struct category_choices LIST_OF(struct category_choice);

/* One field of the category's form: free text, or one of its choices. */
struct form_input {
	struct ui_field field;
	struct ui_select select;
	bool chosen; /* from a list */
};
struct form_inputs LIST_OF(struct form_input);
struct ui_files LIST_OF(struct ui_file);

struct drafted_file {
	const struct attachment *file;
	str label; /* what it stands for */
};
struct drafted_files LIST_OF(struct drafted_file);

/* Beside the form of a ticket, and what JavaScript asks for while it is written. */
struct suggest_view {
	struct articles items;
};

struct new_ticket_view {
	struct complaints errors;
	struct category_choices choices; /* before one was chosen */
	const struct category *category; /* NULL: not yet */
	struct about about;
	struct ui_field satker; /* of an office */
	bool for_satker;	/* an office opens it for one of its satker */
	struct ui_select priority;
	struct ui_field subject;
	struct ui_textarea body;
	struct form_inputs inputs;
	struct ui_files files;
	struct drafted_files drafted;
	str draft_note; /* when the draft was kept */
	struct suggest_view suggested;
};

/* ---- one ticket ---- */

enum item_kind { ITEM_DAY, ITEM_EVENT, ITEM_MESSAGE, ITEM_NOTE };

struct thread_item {
	enum item_kind kind;
	str anchor; /* p12 */
	int64_t at;
	str initials, name, who; /* of a message or a note */
	str on_behalf;
	str text;    /* a message, a note, or what an event or a day says */
	str icon;    /* of an event */
	bool office; /* a message of an office */
	bool mail;   /* from a sender whom nothing proves */
	struct attachments files;
};
struct thread_items LIST_OF(struct thread_item);

struct composer {
	bool shown;
	bool note; /* writes an internal note instead */
	str path;
	str note_path, reply_path; /* the other kind; "" for none */
	struct ui_textarea body;
	struct ui_select after; /* without options: a satker writes */
	struct ui_files files;
	struct drafted_files drafted;
	int64_t seen;
	struct ui_select canned; /* without options: there is none to take */
	str saved;		 /* when the draft was kept; "" for none */
	str why_not;		 /* when it is not shown */
};

/* One thing that the reader may do: a page, or a button at once. */
struct act_link {
	str label;
	str icon;
	str path;
	bool post;
};
struct act_links LIST_OF(struct act_link);

struct ticket_view {
	const struct ticket *t;
	str path;
	bool office;
	struct complaints errors;
	struct thread_items items;
	str earlier_path;
	bool live; /* what is newest: it keeps itself new */
	struct answers answers;
	struct composer composer;
	str lookers; /* names of who else has it open */
	str merged_number;
	str about_path;
	struct act_links acts;
	struct ticket_names held, linked; /* merged into it, linked with it */
	bool may_unmerge, may_link;
	struct rating rating;
	bool may_rate;
	struct ui_reasons why_answer, why_solved; /* deadlines are what they are */
};

/* Asked before an act; inputs without an id are left out. */
struct act_view {
	const struct ticket *t;
	str path, back;
	str title, lead, button;
	struct complaints errors;
	struct ui_select select, second;
	struct ui_field field;
	struct ui_choices choices;
	struct ui_textarea reason;
};

/* Asked of who may open a file only for a reason. */
struct file_reason_view {
	str file_name;
	struct ui_field reason;
	struct complaints errors;
};

/* ---- replies that are kept ready ---- */

struct canned_list_view {
	struct canneds items;
	bool edits, head; /* head: of the head office, whose own are for all */
	struct ui_empty empty;
};

struct canned_form_view {
	struct complaints errors;
	str path, title;
	int64_t version;
	struct ui_select category;
	struct ui_field name;
	struct ui_textarea body;
	struct ui_check active;
};

/* ---- rating ---- */

struct rating_view {
	const struct ticket *t;
	str path, back; /* back is "" for who came by a letter */
	bool voted;
	struct complaints errors;
	struct ui_choices score;
	struct ui_textarea comment;
};

/* ---- searching ---- */

struct found_row {
	const struct found *f;
	str path;
	str label; /* of its kind */
};
struct found_rows LIST_OF(struct found_row);

struct find_view {
	str q;
	struct ui_select kind;
	struct found_rows rows;
	struct ui_empty empty;
	struct ui_pager pager;
};

/* ---- knowledge ---- */

struct article_list_view {
	struct articles items;
	struct ui_empty empty;
	bool edits;
	bool outside; /* nobody is signed in */
};

struct article_view {
	const struct article *a;
	bool edits;
	bool outside;	/* nobody is signed in */
	bool asking;	/* opened from the form of a ticket */
	bool signed_in; /* and may open one */
	str ask_path;
};

struct article_form_view {
	struct complaints errors;
	str path, title;
	int64_t version;
	struct ui_select category;
	struct ui_field name, summary;
	struct ui_textarea steps, body;
	struct ui_check published;
};
