/* Shared by the files of this folder only. */
#pragma once

#include "calendar/calendar.h"
#include "documents/documents.h"
#include "registration/registration.h"
#include "web/web.h"
#include "workbench/workbench.h"

/* ---- rules.c ---- */

/* How near the deadline of a request is. */
enum urgency { URGENCY_OK, URGENCY_SOON, URGENCY_LATE, URGENCIES };

struct remaining {
	enum urgency urgency;
	int64_t minutes; /* on the wall clock: until the deadline, or since */
	int64_t used;	 /* percent of the office time that the request has */
};

struct remaining remaining_of(const struct calendar *c, int64_t due, int64_t now,
			      enum zone z);

/* What an officer found about one field, compared with the documents. */
struct mark {
	int user; /* n, 0: the request itself */
	enum field field;
	bool matches;
};
struct marks LIST_OF(struct mark);

/* Of a user, and of the request itself: in the order of the page. */
extern const enum field user_fields[];
extern const size_t user_field_count;
extern const enum field request_fields[];
extern const size_t request_field_count;

/* The user of that number, or NULL. */
const struct applicant *user_n(const struct registration *r, int64_t n);

/* Was something typed that can be compared? */
bool comparable(const struct applicant *u, enum field f);

/* Only who holds the request compares, so that a decision rests on one reading. */
bool may_mark(const struct registration *r, const struct actor *a);

const struct mark *mark_of(const struct marks *list, int user,
			   enum field f); /* or NULL */

/* Those that are missing become matches; what did not match stays so. */
void marks_complete(struct arena *a, const struct registration *r, struct marks *list);
/* The same for one user, or for the request itself (0). */
void marks_complete_of(struct arena *a, const struct registration *r, int user,
		       struct marks *list);

/* How far one user, or the request itself (0), was compared. */
struct tally {
	int matching, differing, missing;
};
struct tally tally_of(const struct registration *r, const struct marks *list, int user);

/* How a result is shown: good only after a positive answer. */
enum tone { TONE_NONE, TONE_OK, TONE_WARN, TONE_BAD, TONES };

/* The check that answers for this round, or NULL. */
const struct nik_check *check_of(const struct nik_checks *all, const struct applicant *u,
				 int round);
enum tone nik_tone(const struct nik_check *c);
enum tone match_tone(const struct nik_check *c, enum nik_match m);

/* What is known about a request when its return is written. */
struct evidence {
	const struct registration *r;
	const struct marks *marks;
	const struct nik_checks *checks;
	const struct findings *findings;
};

/* What the evidence says should be corrected: the return form begins with it. */
void suggested_flags(struct arena *a, const struct evidence *e, struct flags *ret);

/* The reason that is usual for the field. */
str usual_reason(enum field f);

/* The worst that the evidence says about a user: the sign beside his name. */
enum tone user_tone(const struct evidence *e, const struct applicant *u);

/* ---- words.c ---- */

extern const struct ui_tag state_tags[STATES];
extern const struct ui_tag user_tags[USER_STATES];
extern const str nik_labels[NIK_OUTCOMES];
extern const str nik_source_labels[NIK_SOURCES];
extern const str urgency_words[URGENCIES]; /* of the classes sla-… */

/* "registration.claimed" -> "Diambil"; "" for what officers need not read. */
str event_label(str event);

/* What the registration_result says, with names and minutes in it. */
str refusal_text(struct arena *a, const struct registration_result *result, enum zone z);

/* ---- store.c ---- */

/* Those of the officer for the request's round. */
err marks_of(struct work *w, const struct registration *r, int64_t officer,
	     struct marks *ret);
err marks_write(struct work *w, const struct registration *r, const struct marks *list);

/* Who compared in a round, and what he found; the latest first. */
struct comparison {
	int round;
	int64_t officer;
	str name;
	int64_t at; /* of his last mark */
	int64_t matching, differing;
};
struct comparisons LIST_OF(struct comparison);
err comparisons_of(struct work *w, int64_t registration, struct comparisons *ret);

/* *ret_due: the person's opening of the document was not audited within the hour. */
err opening_note(struct work *w, str document, bool *ret_due);

/* A role that opens documents for a reason only: it was given, and is it still good? */
err opening_explained(struct work *w, str document);
err opening_lately(struct work *w, str document, bool *ret);

/* ---- acts.c ---- */

/* A page about the request; last is its place below it, "" for the desk itself. */
struct page page_about(struct reply *rp, const struct registration *r, str title,
		       str last);

/* Sends the visitor where he can go on, with the words of the refusal. */
err refuse_act(struct work *w, const struct request *rq, struct reply *rp,
	       const struct registration_result *result);

/* ---- the routes, by file ---- */

extern const struct route queue_routes[];
extern const struct route desk_routes[];
extern const struct route act_routes[];
extern const struct route decision_routes[];
extern const struct route file_routes[];
