/* One act out of what a form or a body says: shared by pages and API. */
#pragma once

#include "helpdesk/internal.h"

struct deed_input {
	struct ticket_order order;
	int64_t officer; /* to whom */
	enum tier tier;	 /* TIERS: none was named */
	str satker;
	str category;
	enum priority priority; /* PRIORITIES: none was named */
	str other;		/* number of another ticket */
	struct ids entries;
	str subject;
};

/* The words of acts: last part of the paths of the API and of the pages. */
struct deed {
	enum ticket_act act;
	str word; /* "escalate" */
	str path; /* "eskalasi"; "" has no page of its own */
	str done; /* for people */
	err (*run)(struct work *w, const struct deed_input *in,
		   struct ticket_result *ret);
};
extern const struct deed deeds[];
extern const size_t deed_count;

/* By the last part of a path, in either language. */
const struct deed *deed_of(str path);
