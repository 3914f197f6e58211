/* What the pages of this folder show. */
#pragma once

#include "audit/audit.h"
#include "jobs/jobs.h"
#include "web/pages.h"
#include "workbench/internal.h"

/* ---- the queue ---- */

struct queue_tab {
	str label;
	str path;
	int64_t count;
	bool current;
};
struct queue_tabs LIST_OF(struct queue_tab);

struct queue_row {
	const struct registration_row *r;
	struct remaining left;
	bool waits; /* for the office: its deadline runs */
	bool held;
	str initials, first_name; /* of who holds it */
};
struct queue_rows LIST_OF(struct queue_row);

struct queue_sort {
	str path;
	bool current;
};

struct queue_view {
	struct queue_figures figures;
	struct queue_tabs tabs;
	str tab, order, q; /* as in the query */
	struct ui_select kind, state;
	struct queue_sort by_due, by_satker, by_sent;
	struct queue_rows rows;
	struct ui_empty empty;
	struct ui_pager pager;
	str reload_path;
};

/* ---- one request ---- */

/* Where the visitor is within the request: all of it stands in the query. */
struct spot {
	int user; /* n */
	enum document_kind document;
	int page;
	bool zoomed;
	int turned; /* 0 90 180 270 */
};

/* The documents at the left. */
struct viewer_tab {
	str label;
	str path;
	bool current;
};
struct viewer_tabs LIST_OF(struct viewer_tab);

struct viewer {
	struct viewer_tabs tabs, older;
	const struct document *document; /* NULL: none was handed in */
	str label;
	int page;
	bool making; /* the pictures are not there yet */
	str picture_path, file_path, reload_path;
	str previous_path, next_path, zoom_path, turn_path;
	bool zoomed;
	int turned; /* degrees */
};

struct person_tab {
	str initials, name, path;
	enum tone tone;
	str state; /* the tone in words */
	bool current;
};
struct person_tabs LIST_OF(struct person_tab);

/* One field: what was typed, what the officer found, what Dukcapil said. */
struct compared {
	str label;
	str value;
	bool digits;
	str input; /* name of the radio buttons, "" when there is nothing to compare */
	bool marked, matches;
	enum tone tone;
	str result, detail;
};
struct compareds LIST_OF(struct compared);

struct check_line {
	enum tone tone;
	str text;
};
struct check_lines LIST_OF(struct check_line);

struct changed_line {
	str label;
	str before, after;
};
struct changed_lines LIST_OF(struct changed_line);

struct letter_line {
	const struct mail_status *mail;
	str label;
	struct ui_tag tag;
	int resend; /* number of the user whose activation may be sent again, or 0 */
};
struct letter_lines LIST_OF(struct letter_line);

struct ui_events LIST_OF(struct ui_event);
struct ui_notices LIST_OF(struct ui_notice);

struct desk_view {
	const struct registration *r;
	str path; /* of the request's own pages */
	struct remaining left;
	struct ui_reasons why; /* the deadline is what it is */
	bool waits;
	struct ui_tag state;
	struct spot spot;
	bool mine;
	bool may_claim, may_take_over, may_approve, may_second, may_check;
	struct ui_notices notices;
	struct viewer viewer;
	struct person_tabs people;
	const struct applicant *user;
	struct ui_tag user_state;
	int number, count; /* of the user, of all */
	int next_user;	   /* to go on with, or 0 */
	struct compareds fields, basis_fields;
	str user_progress, basis_progress; /* how much of them was compared, and by whom
					    */
	struct ui_tag verdict;
	str checked; /* when and by whom Dukcapil was asked */
	bool manual; /* an officer records what he saw */
	struct ui_select outcome;
	struct check_lines checks, asked; /* asked: of the satker, at the last return */
	size_t good, doubtful;
	struct changed_lines changes;
	struct changed_lines registered; /* of the user, in a change */
	struct letter_lines letters;
	struct ui_events history;
	str summary; /* what the evidence means for the decision */
	bool should_return;
};

/* ---- its deadline ---- */

struct deadline_view {
	const struct registration *r;
	const struct deadline_state *deadline;
	str path; /* of the request */
	struct ui_reasons why;
};

/* ---- a decision ---- */

struct flag_group {
	str legend;
	struct ui_options options;
	bool open; /* something in it is chosen */
};
struct flag_groups LIST_OF(struct flag_group);

struct decision_view {
	const struct registration *r;
	str path; /* of the request */
	str word; /* last part of the form's path */
	str title, lead, button, icon;
	int64_t opened_at;
	struct complaints errors;
	struct ui_notices notices;
	struct flag_groups flags;
	struct ui_choices codes;   /* of a rejection; without options: none */
	struct ui_choices people;  /* without options: all there are */
	struct ui_textarea reason; /* without id: none is asked */
	struct strs effects;
	struct ui_events since; /* what happened while the page was open */
	bool final;		/* nothing can be sent any more */
	bool may_refuse;	/* of a second officer: return and reject instead */
};

/* Asked of who may open a document only for a reason. */
struct opening_view {
	str path;
	str file_name;
	struct ui_field reason;
	struct complaints errors;
};
