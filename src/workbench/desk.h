/* One request as the desk needs it: read once, shown by several files. */
#pragma once

#include "workbench/views.h"

struct desk {
	struct registration *r;
	const struct applicant *user; /* the one that is shown */
	enum zone zone;		      /* of the office */
	struct documents documents;
	struct nik_checks checks;
	struct comparisons comparisons;
	struct marks marks; /* the holder's own; to others, of who compared last */
	struct findings findings;
};

str spot_path(struct arena *a, str number, struct spot s);

/* ---- desk.c ---- */
err read_evidence(struct work *w, struct desk *d); /* of d->r */
struct evidence evidence_of(const struct desk *d);

/* ---- viewer.c ---- */
void show_documents(struct work *w, const struct desk *d, struct spot s,
		    struct viewer *ret);

/* ---- compare.c ---- */
str mark_input(struct arena *a, int user, enum field f);
void compare_user(struct work *w, const struct desk *d, struct compareds *ret);
void compare_request(struct work *w, const struct desk *d, struct compareds *ret);
err checked_text(struct work *w, const struct desk *d, str *ret);

/* ---- comparing.c ---- */

/* Of the request's round, or NULL. */
const struct comparison *last_comparison(const struct desk *d);
/* "5 dari 7 dicocokkan", and to who did not compare: by whom and when. */
str progress_text(struct arena *a, const struct desk *d, int user);
/* "20 cocok, 1 tidak cocok" */
str comparison_text(struct arena *a, const struct comparison *c);
/* What stands in the way of an approval of these users on the page, a line each. */
void lacks_comparison(struct arena *a, const struct desk *d, const int *users,
		      size_t count, struct complaints *ret);
/* What differed, for who decides second. */
str differing_text(struct arena *a, const struct desk *d);

/* ---- lines.c ---- */
void show_checks(struct work *w, const struct desk *d, struct desk_view *v);
err show_asked(struct work *w, const struct desk *d, struct check_lines *ret);
/* Of the user that is shown: Semula in the register, Menjadi. */
void show_register(struct work *w, const struct desk *d, struct changed_lines *ret);
err show_changes(struct work *w, const struct desk *d, struct changed_lines *ret);
err show_letters(struct work *w, const struct desk *d, struct letter_lines *ret);
/* Acts and comparisons, newest first. */
err show_history(struct work *w, const struct desk *d, int64_t after,
		 struct ui_events *ret);
