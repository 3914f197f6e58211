/*
 * Limits that run while an office has to act. The feature that owns the subject
 * starts, pauses and stops them; this one tells the head of the office at 80 % of
 * the limit and the office above it at 120 %, once each and in office hours only,
 * and explains how a deadline came about.
 */
#pragma once

#include "directory/directory.h"
#include "web/api.h"

/*
 * What a limit is about, and where its letters lead: the path with the subject's
 * number behind it. Each feature has one, app/ lists them.
 */
struct deadline_topic {
	str word;  /* "registration": of rows, of letters, of the audit trail */
	str label; /* "Permohonan" */
	str office_path;
	str above_path; /* of the offices that oversee */
};
extern const struct deadline_topic *const deadline_topics[]; /* app/hooks.c */
extern const size_t deadline_topic_count;

enum deadline_kind { DEADLINE_FIRST_RESPONSE, DEADLINE_RESOLUTION, DEADLINE_KINDS };
extern const str deadline_kind_words[DEADLINE_KINDS];  /* respons selesai */
extern const str deadline_kind_labels[DEADLINE_KINDS]; /* "Batas respons pertama", … */

/* Which limit of which subject. */
struct deadline_key {
	const struct deadline_topic *topic;
	int64_t subject;
	enum deadline_kind kind;
};

struct deadline {
	struct deadline_key key;
	str number;
	enum tier tier;	  /* whose limit it is */
	str kppn, kanwil; /* "": of no satker, so of the head office */
	enum zone zone;
	int64_t from;
	int64_t minutes;
	int64_t due_at;	    /* 0 while it stands */
	int64_t stopped_at; /* 0 while it runs or stands */
	int alarms;	    /* given so far */
	int64_t next_at;    /* when to look again whether one is due; 0: never */
	struct pauses pauses;
};

/*
 * From d->from on the office has d->minutes: due_at, alarms and pauses of d are
 * not read. A limit of the same key begins anew. *ret_due is the deadline.
 */
err deadline_start(struct work *w, const struct deadline *d, int64_t *ret_due);

/*
 * From now on, and until now, somebody else has to act. Repeating it changes
 * nothing; of what was stopped or never started nothing changes either.
 */
err deadline_pause(struct work *w, struct deadline_key k);
err deadline_resume(struct work *w, struct deadline_key k, int64_t *ret_due);

/* The office is done. What was stopped stays as it was. */
err deadline_stop(struct work *w, struct deadline_key k);

/* As it was written last; *ret is NULL when there is none. */
err deadline_find(struct work *w, struct deadline_key k, struct deadline **ret);

/* A limit as it stands at w->now. */
struct deadline_state {
	struct deadline deadline;
	int64_t spent_minutes; /* until it was stopped, else until now */
	int64_t percent;
	struct strs lines; /* how it came about, in Indonesian */
};

/* *ret is NULL when there is none. */
err deadline_look(struct work *w, struct deadline_key k, struct deadline_state **ret);

/* {"due_at", "limit_minutes", "spent_minutes", "percent", "lines", …} of the API. */
extern const struct api_shape deadline_shape;
extern const struct api_shape deadline_list_shape; /* {"items": […]} */
void deadline_put(struct json_out *o, const struct deadline_state *s);

/* Gives the alarms that are due; for app/'s tables, every few minutes. */
struct job_kind;
extern const struct job_kind deadline_watch_job;
