/* What the pages of this folder show, and the routes beside theirs. */
#pragma once

#include "directory/directory.h"
#include "web/pages.h"
#include "web/web.h"

extern const struct route directory_api_routes[]; /* api.c */

struct satker_view {
	struct satker *s;
	struct satker_periods history;
	struct officials officials; /* newest first */
	bool masked;		    /* their NIP is not this visitor's to read */
	struct ui_empty no_official;
};

struct satker_list_view {
	str lead; /* whose satker they are */
	str q;
	struct satkers items;
	struct ui_empty empty;
	struct ui_pager pager;
};
