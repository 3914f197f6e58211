/* Shared by the files of this folder only. */
#pragma once

#include "deadlines/deadlines.h"
#include "identity/identity.h"

enum { ALARMS = 2 };

/* ---- rules.c ---- */

/* At which part of the limit an alarm is given, and to whom in which office. */
struct alarm {
	int percent;
	enum unit_kind unit_kind;
	role_set roles;
};
const struct alarm *alarm_of(enum tier t, int n); /* n below ALARMS */

struct term deadline_term(const struct deadline *d);

/* When the next alarm is due; 0: none, or not while somebody else has to act. */
int64_t alarm_at(const struct calendar *c, const struct deadline *d);

/* Sets due_at and next_at as the pauses say now. */
void deadline_settle(const struct calendar *c, struct deadline *d);

/* How many alarms ought to have been given. */
int alarms_due(const struct calendar *c, const struct deadline *d, int64_t now);

/* The instant itself when the office is open, else when it opens next. */
int64_t next_opening(const struct calendar *c, int64_t at, enum zone z);

/* ---- store.c ---- */

err deadline_write(struct work *w, const struct deadline *d);
struct deadlines LIST_OF(struct deadline);
err deadlines_due_all(struct work *w, int limit, struct deadlines *ret);
err deadline_set_stopped(struct work *w, struct deadline_key k);
err pauses_forget(struct work *w, struct deadline_key k);
err pause_begin(struct work *w, struct deadline_key k);
err pause_end(struct work *w, struct deadline_key k);

/* ---- words.c ---- */

str line_of_promise(struct arena *a, const struct deadline *d);
str line_of_end(struct arena *a, const struct deadline_state *s);

/* ---- letters.c ---- */

/* To everybody who is told of the alarm; *ret_to counts them. */
err letter_alarm(struct work *w, const struct deadline *d, const struct alarm *a,
		 int64_t percent, int *ret_to);
