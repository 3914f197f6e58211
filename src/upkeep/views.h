/* What the page of this folder shows. */
#pragma once

#include "upkeep/internal.h"
#include "web/pages.h"

struct upkeep_tab {
	str label;
	str path;
	int64_t count; /* -1: not counted */
	bool current;
};
struct upkeep_tabs LIST_OF(struct upkeep_tab);

/* A letter or a job. */
struct upkeep_row {
	str title, detail; /* what it is, and more about it */
	str to;		   /* of a letter */
	struct ui_tag state;
	int tries;
	str reason;
	int64_t since;
	int64_t next_at; /* 0: none */
	str retry_path;	 /* "" when there is nothing to try again */
	str instead;	 /* what to do then */
};
struct upkeep_rows LIST_OF(struct upkeep_row);

struct upkeep_view {
	struct upkeep_tabs tabs;
	str shown; /* the tab, as the query says it */
	bool letters;
	struct upkeep_rows rows;
	struct ui_empty empty;
	struct ui_pager pager;
};
