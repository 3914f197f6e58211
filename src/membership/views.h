/* What the pages of this folder show. */
#pragma once

#include "membership/internal.h"
#include "registration/registration.h"
#include "web/pages.h"

/* The labels of a set of roles, in master order. */
struct strs role_list(struct arena *a, role_set roles);

/* ---- the list ---- */

struct list_tab {
	str label;
	str path;
	int64_t count; /* -1: not counted */
	bool current;
};
struct list_tabs LIST_OF(struct list_tab);

struct list_row {
	const struct unit_user *m;
	str path;
	bool me;
};
struct list_rows LIST_OF(struct list_row);

struct list_view {
	str lead;
	bool wide; /* users of several units */
	str standing, q;
	struct list_tabs tabs;
	struct ui_field satker;
	struct ui_select role, order;
	struct list_rows rows;
	struct ui_empty empty;
	struct ui_pager pager;
	struct ui_notice few;	    /* too few active users; "" when not */
	struct registrations asked; /* additions that wait for this visitor */
};

/* ---- one user ---- */

struct access_row {
	const struct unit_user *m;
	str path; /* "" is the one that is shown */
};
struct access_rows LIST_OF(struct access_row);

struct ui_events LIST_OF(struct ui_event);

struct member_view {
	const struct unit_user *m;
	str nik_mask;
	struct access_rows access;
	struct ui_events events;
	bool may_resend, may_suspend, may_resume, may_end_sessions, may_reveal;
};

/* ---- an act that asks for a reason ---- */

struct reason_view {
	str title, button, path, back_path;
	bool dangerous;
	struct ui_notice notice;
	struct ui_textarea reason;
	struct complaints errors;
};
