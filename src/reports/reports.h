/*
 * What offices did with tickets and requests: how many came, how old the open ones
 * are, how soon they were answered and done, how often they went to and fro, and
 * why requests came back. Figures are made of the cases themselves when they are
 * asked for; office time is the only time that counts.
 */
#pragma once

#include "directory/directory.h"
#include "work/work.h"

enum report_topic { REPORT_TICKETS, REPORT_REQUESTS, REPORT_TOPICS };
extern const str report_topic_words[REPORT_TOPICS];  /* tiket permohonan */
extern const str report_topic_labels[REPORT_TOPICS]; /* Tiket HAI CSO, … */

enum {
	REPORT_DAYS = 366,	/* longest time of one report */
	REPORT_EXPORTED = 10000 /* most cases of one file */
};

/* Cases that came from a day to a day, both included; "" is no filter. */
struct report_query {
	enum report_topic topic;
	struct date from, until;
	str kppn;
	str category; /* of tickets; of requests their kind: "pendaftaran" */
	str officer;  /* name of who has it, or had it last */
};

enum report_refusal {
	REPORT_GRANTED,
	REPORT_NOT_ALLOWED, /* 403: reports are of offices */
	REPORT_OUTSIDE,	    /* 404: no office of the actor's */
	REPORT_BACKWARDS,   /* 422: it ends before it begins */
	REPORT_TOO_LONG,    /* 422: REPORT_DAYS */
	REPORT_TOO_MANY,    /* 422: REPORT_EXPORTED */
	REPORT_REFUSALS
};

/* Sums over cases. Seconds are of office time in the zone of the case. */
struct report_sums {
	int64_t cases;
	int64_t closed;
	int64_t answered;	/* have a first answer of an office */
	int64_t first_seconds;	/* until it, of all that have one */
	int64_t worked_seconds; /* of offices, of all that are closed; the asker's
				   time is not in it */
	int64_t rounds;		/* answers of offices to tickets; sendings of requests */
	int64_t judged;		/* tickets that are closed, requests that were decided */
	int64_t right;		/* of them those that needed one round only */
};

struct report_line {
	str code, name;
	struct report_sums sums;
};
struct report_lines LIST_OF(struct report_line);

/* Why officers sent requests back, and why they refused them for good. */
struct report_reason {
	str code, label;
	int64_t returned, rejected;
};
struct report_reasons LIST_OF(struct report_reason);

/* 1, 2-3, 4-5 and more rounds, as the offices count them. */
enum { REPORT_ROUNDS = 4 };
extern const str report_round_labels[REPORT_ROUNDS];

/* Open cases by the office days since they came: 1, 3, 5 and more. */
enum { REPORT_AGES = 4 };
extern const str report_age_labels[REPORT_AGES];

struct report {
	struct report_query query; /* as it was understood */
	str office;		   /* whose cases they are, in words */
	struct report_sums all;
	int64_t rounds[REPORT_ROUNDS]; /* cases that had one round at least */
	int64_t ages[REPORT_AGES];
	int64_t first_median, worked_median;	 /* seconds */
	struct report_lines offices, categories; /* most cases first */
	struct report_lines officers; /* of one office; none when there are several */
	struct report_lines times;    /* days, or months of a longer time */
	struct report_reasons reasons;
};

/* Within the actor's office and those below it, and nothing else, ever. */
err report_read(struct work *w, const struct report_query *q, struct report *ret,
		enum report_refusal *ret_why);

/* The time of the report when none was asked for: the month of today so far. */
struct report_query report_usual(struct work *w);

struct feature;
extern const struct feature reports_feature;
