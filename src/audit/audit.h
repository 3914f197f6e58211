/*
 * Who did what, for whom, from where, with what change and why: one entry per
 * act, written in the act's own transaction, never changed. Entries are chained
 * by hash in the order of their numbers (docs/audit.md). Personal values stand
 * in them only as references or keyed hashes (audit_hash), so that they can be
 * erased.
 */
#pragma once

#include "work/work.h"

/* One changed value: what it was and what it became. */
struct audit_change {
	str field;
	str before;
	str after;
};

struct audit_act {
	str event;	  /* "registration.submitted" */
	str subject_kind; /* "registration", "person", "membership", … */
	str subject;	  /* its public number or its id as text */
	str unit;	  /* "satker:999101", "kppn:047": whose trail it belongs to */
	str on_behalf;	  /* a unit or a person's id, when acting for another */
	str reason;	  /* why, in the actor's words; "" when none is asked */
	const struct audit_change *changes;
	size_t change_count;
};

/* Appends the entry of w->actor (NULL: the program itself) at w->now. */
err audit_record(struct work *w, const struct audit_act *act);

/* A personal value as it may stand in an entry. */
str audit_hash(struct work *w, str value);

struct audit_entry {
	int64_t number; /* from 1, without gaps */
	int64_t at;
	int64_t person; /* 0 for nobody, jobs and commands */
	int64_t membership, session;
	str actor;	 /* the name it acted under */
	str roles;	 /* that it acted with: "CSO, VERIFIKATOR" */
	str acting_unit; /* that it acted for: "kppn:047" */
	str channel;
	str address, agent; /* of the client */
	str event, subject_kind, subject, unit;
	str kppn, kanwil, ba, eselon1; /* of the unit, on that day */
	str on_behalf, reason;
	str changes; /* JSON list of {field,before,after} */
	str hash;    /* hex */
	str seal;
};
struct audit_entries LIST_OF(struct audit_entry);

/* The trail of one subject, newest first. The caller checks who may read it. */
err audit_of(struct work *w, str subject_kind, str subject, size_t limit,
	     struct audit_entries *ret);

/*
 * The trail within a scope, newest first, below number before (0: from the
 * end). The first of unit, person, kppn, kanwil, ba that is given is the scope;
 * without any, all must be set. The rest thins it out: "" and 0 are no filter.
 */
struct audit_query {
	str unit;	/* "satker:999101" */
	int64_t person; /* what one person did */
	str kppn;	/* the office and the satker it served */
	str kanwil;	/* the office and all of its KPPN */
	str ba;		/* a ministry */
	str eselon1;	/* or one unit of the ba */
	bool all;	/* auditors, head office, commands */
	str event;	/* prefix */
	str subject_kind, subject;
	int64_t by;	     /* who acted */
	int64_t from, until; /* at or after, before */
	int64_t before;
	size_t limit;
};

/*
 * The scope of the actor's right to read the trail (row 6.3); false when he may
 * read nothing.
 */
bool audit_scope(struct arena *a, const struct actor *by, struct audit_query *ret);

err audit_list(struct work *w, const struct audit_query *q, struct audit_entries *ret);

/*
 * Walks the whole chain: *ret_bad is the first wrong number, 0 when all is
 * right; *ret_why says what is wrong with it, in Indonesian.
 */
err audit_verify(struct work *w, int64_t *ret_entries, int64_t *ret_bad, str *ret_why);

/* For app/'s tables. */
struct feature;
extern const struct feature audit_feature;
