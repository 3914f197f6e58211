/* The four decisions: what was typed, and how each page is filled. */
#pragma once

#include "workbench/desk.h"

/* What the officer typed, or what his form begins with. */
struct typed {
	struct strs flags; /* "1:NIK_TIDAK_SESUAI:nik" */
	struct strs users; /* numbers */
	str code;
	str reason;
};

enum deciding { DECIDE_RETURN, DECIDE_REJECT, DECIDE_APPROVE, DECIDE_SECOND, DECIDING };

/* ---- forms.c: what each page shows besides the frame of a decision ---- */

/* What the form begins with: findings and marks say it. */
void first_typed(struct arena *a, enum deciding k, const struct desk *d,
		 struct typed *ret);
err fill_decision(struct work *w, enum deciding k, const struct desk *d,
		  const struct typed *t, struct decision_view *v);

/* ---- what a flag is in a form ---- */
str flag_value(struct arena *a, const struct flag *f);
struct flag flag_read(str value);
