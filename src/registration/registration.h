/*
 * Requests of a satker about its users: registration first of all. The satker
 * names its users in an SK or ST signed by the KPA; its partner KPPN verifies
 * and decides; approved users become active (domain report 1.2, PMK 62/2023).
 */
#pragma once

#include "deadlines/deadlines.h"
#include "documents/documents.h"
#include "dukcapil/dukcapil.h"
#include "registration/request.h"
#include "work/reseal.h"
#include "work/work.h"

/* ---- the request on its way ---- */

/* Why an act was not done; registration_refusals[] has status and words. */
enum registration_refusal {
	REGISTRATION_GRANTED, /* not refused */
	REGISTRATION_NOT_FOUND,
	REGISTRATION_STALE,	    /* 409: version; somebody was faster */
	REGISTRATION_WRONG_STATE,   /* 409 */
	REGISTRATION_INCOMPLETE,    /* 422: findings say what */
	REGISTRATION_NOT_REOPENED,  /* 409: this field was not returned */
	REGISTRATION_CLAIMED,	    /* 409: by another officer, name and minute in ret */
	REGISTRATION_OWN,	    /* 403: made by, or naming, the officer */
	REGISTRATION_NO_REASON,	    /* 422 */
	REGISTRATION_BAD_REASON,    /* 422: unknown code */
	REGISTRATION_NIK_WAITING,   /* 409: needs a second officer and a reason */
	REGISTRATION_NIK_NEVER,	    /* 409: Meninggal, format salah: never overridable */
	REGISTRATION_NIK_AUTOMATIC, /* 409: the installation asks Dukcapil by itself */
	REGISTRATION_NIK_MANUAL,    /* 409: it does not; an officer says what he saw */
	REGISTRATION_SAME_OFFICER,  /* 403: the second must be another person */
	REGISTRATION_EMAIL_TAKEN,   /* 409, to the officer alone */
	REGISTRATION_ROLES_FORBIDDEN, /* 409: beside the person's other roles there */
	REGISTRATION_REAUTHENTICATE,  /* 403 reauthentication_required */
	REGISTRATION_NOT_PARTNER,     /* 422: satker unknown or closed */
	REGISTRATION_NO_SUCH_USER,    /* 422: a decision about a user who is not in it */
	REGISTRATION_NOT_ALLOWED,     /* 403: function not in role */
	REGISTRATION_QUOTA,	      /* 429: enough NIKs asked about today */
	REGISTRATION_ONE_USER,	      /* 422: an addition is about one */
	REGISTRATION_MANY_TODAY,      /* 429: ADDITIONS_A_DAY were sent */
	REGISTRATION_LAST_USER,	      /* 409: needs a second officer and a reason */
	REGISTRATION_REGISTER_MOVED,  /* 409: what it changes is not what it was */
	REGISTRATION_REFUSALS
};

/* What came of an act. */
struct registration_result {
	enum registration_refusal why;
	struct registration *registration; /* as it is now; NULL when not found */
	struct findings findings;
	str who; /* of REGISTRATION_CLAIMED */
	int64_t since;
	bool waiting_for_second;
	unsigned reject_faults; /* REJECT_… bits of a rejection */
};

/* What the applicant typed; fields_set has bit f for each enum field given. */
struct registration_input {
	str satker;
	enum registration_kind kind;
	struct basis basis;
	str contact_email;
	struct applicants users;
	uint64_t fields_set;
	bool users_set;	      /* users replace those of the draft, by n */
	struct flags answers; /* why what was returned stays: user, field and answer */
};

/*
 * Starts a draft. w->actor is a signed-in maker, or the bearer of a draft token
 * whose empty draft (made by draft_start) is filled once; its mailbox is then sent
 * the number and a link to continue.
 */
err registration_create(struct work *w, const struct registration_input *in,
			struct registration_result *ret);

/*
 * May the field be changed now: in a draft all that its start did not fix; in Perlu
 * Perbaikan what was flagged, and all of a user added since. A type and its number
 * are opened together: a number of another type has another shape.
 */
bool registration_open(const struct registration *r, const struct flags *flags, int user,
		       enum field f);

/* Saves what was typed, complete or not; in Perlu Perbaikan only flagged fields. */
err registration_change(struct work *w, str number, int64_t version,
			const struct registration_input *in,
			struct registration_result *ret);

/*
 * Sends it to the office. After a return every flagged field must have been changed,
 * or have an answer why it stays as it is.
 */
err registration_submit(struct work *w, str number, int64_t version,
			struct registration_result *ret);
err registration_withdraw(struct work *w, str number, int64_t version,
			  struct registration_result *ret);

/* May a file of the kind be handed in just now? To be asked before it is taken. */
err registration_may_attach(struct work *w, str number, enum document_kind k,
			    enum registration_refusal *ret);

struct attached {
	enum registration_refusal why;
	struct document document;
};

/*
 * Puts a taken file in force for the request: any in a draft, a flagged one in
 * Perlu Perbaikan. The version stays, so that what follows need not read again.
 */
err registration_attach(struct work *w, str number, enum document_kind k,
			const struct document_taken *t, struct attached *ret);

#include "registration/addition.h"
#include "registration/change.h"
#include "registration/draft.h"

/* In place of a version: the request as it is. */
enum { ANY_VERSION = -1 };

err registration_claim(struct work *w, str number, int64_t version,
		       struct registration_result *ret);
/* The next unclaimed request of the officer's KPPN by deadline; why is NOT_FOUND when
 * none waits. */
err registration_claim_next(struct work *w, struct registration_result *ret);
err registration_release(struct work *w, str number, int64_t version,
			 struct registration_result *ret);

/* An officer's decision about some users (users NULL: all who wait). */
struct decision {
	str number;
	int64_t version;
	const int *users;
	size_t user_count;
	const struct flag *flags; /* of a return */
	size_t flag_count;
	str code;
	str reason;
};
err registration_return(struct work *w, const struct decision *d,
			struct registration_result *ret);
err registration_reject(struct work *w, const struct decision *d,
			struct registration_result *ret);

/*
 * Approves. Needs a positive NIK answer per user; without one, or when the
 * signatory appoints himself or a NIK/NIP mismatch is overridden, it asks for a
 * reason and waits for registration_second() of another officer. One user whose
 * e-mail is another person's, or whose roles may not meet, refuses it for all that
 * it names: the finding says who. He is returned, with words for the satker.
 */
err registration_approve(struct work *w, const struct decision *d,
			 struct registration_result *ret);
err registration_second(struct work *w, const struct decision *d,
			struct registration_result *ret);

/*
 * A person's account became active: requests whose approved people all have one
 * end in Selesai. For app/'s hook of identity; may be repeated.
 */
err registration_person_activated(struct work *w, int64_t person);

/* Asks Dukcapil again, or records what the officer saw there (outcome >= 0). */
err registration_nik_check(struct work *w, const struct decision *d, int outcome,
			   struct registration_result *ret);

/* ---- asking before acting ---- */

/*
 * May the actor do it now? Writes nothing; ret->registration is masked. A page
 * asks before it shows the form of the act.
 */
err registration_may(struct work *w, enum act a, str number,
		     struct registration_result *ret);

/* Of every user who waits; for officers who may approve. */
err registration_obstacles(struct work *w, str number, struct user_obstacles *ret);

/*
 * The request that a document, by its subject, belongs to: masked, and NULL
 * unless the actor sees the request and the permission reaches it.
 */
err registration_reached(struct work *w, int64_t id, enum permission p,
			 struct registration **ret);

/* ---- reading ---- */

/*
 * *ret is NULL when there is none or w->actor may not know of it. NIKs are
 * masked, unless the actor typed them (maker, draft) or claimed the request;
 * then the opening is audited: the route must say ROUTE_WRITES.
 */
err registration_read(struct work *w, str number, struct registration **ret);

/*
 * As registration_read(), but masked and without a trace, for what a route does
 * before its unit: *ret is NULL unless the actor made the request.
 */
err registration_find_mine(struct work *w, str number, struct registration **ret);

/* The request of w->actor's draft token, also while it has no number; else NULL. */
err registration_own_draft(struct work *w, struct registration **ret);

/* Everything the rules say of the request as it stands, of every severity. */
err registration_review(struct work *w, const struct registration *r,
			struct findings *ret);

struct registration_query {
	enum registration_state state; /* with any_state unset */
	bool any_state;
	/*
	 * "" for all; of an office's queue "antrean" (what waits for the office),
	 * "tugas-saya", "petugas-kedua" (what waits for another officer than him who
	 * approved first), "belum-diambil", "menunggu-satker", "selesai".
	 */
	str tab;
	str satker;
	str q;	  /* in number, satker name or code, names of users */
	int kind; /* -1: all */
	/* "batas", "-diajukan", "satker", "-diubah"; "": what suits the list */
	str sort;
	str after; /* position of the last row of the page before, "" for the first */
	bool backwards; /* the page before the position instead */
	size_t limit;	/* at most 201 */
};
struct registration_row {
	str number;
	enum registration_kind kind;
	enum registration_state state;
	enum way way;
	str satker, satker_name;
	int64_t submitted_at, due_at;
	str claimed_name;
	bool claimed_by_me;
	bool waits_for_second;
	bool waits_for_me; /* for a second officer, and he may be it */
	int users;
	int round;
	int64_t changed_at;
	int64_t id, key; /* by which they are sorted, when not by name */
	bool by_name;
};
struct registration_rows LIST_OF(struct registration_row);

/* For after: "key.id". */
str registration_position(struct arena *a, const struct registration_row *r);

/* Within the actor's scope, and nothing else, ever. */
err registration_list(struct work *w, const struct registration_query *q,
		      struct registration_rows *ret);

struct queue_figures {
	int64_t all, overdue, due_today, unclaimed, mine, waiting_satker, done_today;
	int64_t waiting_second; /* of whom the actor is not the first */
};

/* Of an office in the zone; what is today there begins and ends at midnight. */
err registration_figures(struct work *w, enum zone z, struct queue_figures *ret);

/* The office's limit of the last round; *ret is NULL before the first one. */
err registration_deadline(struct work *w, const struct registration *r,
			  struct deadline_state **ret);
extern const struct deadline_topic registration_deadlines;

err registration_flags(struct work *w, int64_t id, struct flags *ret);

/* What changed from the round before to this one, for the officer. A NIK is masked. */
err registration_differences(struct work *w, int64_t id, int round,
			     struct differences *ret);

/* The automatic checks of the workbench: everything but SEVERITY_REFUSE of the rules, and
 * what only officers learn. */
err registration_checks(struct work *w, const struct registration *r,
			struct findings *ret);

/* Who has the request open besides the actor; noted for 2 minutes per opening. */
struct looker {
	str name;
	int64_t since;
};
struct lookers LIST_OF(struct looker);
err registration_look(struct work *w, int64_t id, struct lookers *ret);

/* ---- for app/'s tables ---- */

struct job_kind;

/* Reminders, expiries, lapsed claims, forgotten drafts: every few minutes. */
extern const struct job_kind registration_sweep_job;

/* The words for people: the same on pages and in the API. */
extern const struct refusal registration_refusals[REGISTRATION_REFUSALS];
extern const struct feature registration_feature;

/* Where NIKs, rounds and codes lie. */
enum { REGISTRATION_PLACES = 3 };
extern const struct sealed_place registration_places[REGISTRATION_PLACES];
