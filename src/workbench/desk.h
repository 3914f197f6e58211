/* One request as the desk needs it: read once, shown by several files. */
#pragma once

#include "workbench/views.h"

struct desk {
	struct registration *r;
	const struct applicant *user; /* the one that is shown */
	enum zone zone;		      /* of the office */
	struct documents documents;
	struct nik_checks checks;
	struct marks marks;
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

/* ---- lines.c ---- */
void show_checks(struct work *w, const struct desk *d, struct desk_view *v);
err show_asked(struct work *w, const struct desk *d, struct check_lines *ret);
/* Of the user that is shown: Semula in the register, Menjadi. */
void show_register(struct work *w, const struct desk *d, struct changed_lines *ret);
err show_changes(struct work *w, const struct desk *d, struct changed_lines *ret);
err show_letters(struct work *w, const struct desk *d, struct letter_lines *ret);
err show_history(struct work *w, str number, int64_t after, struct ui_events *ret);
