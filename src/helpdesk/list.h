/* Lists of tickets. Others include helpdesk/helpdesk.h. */
#pragma once

#include "helpdesk/ticket.h"

/*
 * What a list shows: within the actor's scope, and nothing else, ever. A tab
 * is a part of an office's list; askers have the one list of their satker.
 */
struct ticket_query {
	str tab;      /* "" all; "perlu-jawaban" "tugas-saya" "belum-diambil"
			 "menunggu-satker" "eskalasi" "selesai" */
	str category; /* code, "" for all, as the others */
	str priority; /* word */
	str state;    /* word */
	str satker;
	str after; /* position of the last row of the page before, "" for the first */
	bool backwards; /* the page before the position instead */
	size_t limit;	/* at most 201 */
};

struct ticket_row {
	int64_t id;
	str number;
	enum ticket_state state;
	enum priority priority;
	str category; /* its name */
	str subject;
	str satker, satker_name;
	int64_t assignee;
	str assignee_name;
	int64_t opened_at, changed_at;
	int64_t due_at; /* 0: it is not the office's turn */
	bool unread;	/* a message of somebody else that the actor has not seen */
	bool merged;
	str position; /* for after */
};
struct ticket_rows LIST_OF(struct ticket_row);

err ticket_list(struct work *w, const struct ticket_query *q, struct ticket_rows *ret);

/* Those opened from one object, newest first, at most 20. */
err tickets_about(struct work *w, const struct about *about, struct ticket_rows *ret);

/* How many each tab of the actor's office has; FIGURE_MAX stands for that many or more.
 */
enum { FIGURE_MAX = 100 };
struct ticket_figures {
	int64_t to_answer; /* with the actor's own office */
	int64_t overdue;   /* of them */
	int64_t unclaimed; /* of them */
	int64_t mine;	   /* open, and claimed by the actor */
	int64_t at_satker;
	int64_t escalated; /* with a higher office */
};
err ticket_figures(struct work *w, struct ticket_figures *ret);
