/*
 * The working-day clock: which days the offices work, how a limit in minutes of
 * office time runs out, and why it does so then. Pure: the days off are values,
 * the instant is the caller's. Offices are open from 08.00 to 15.00 of their own
 * zone (KEP-83/PB/2025), Monday to Friday, but for national holidays and cuti
 * bersama (the joint decree of each year).
 */
#pragma once

#include "base/base.h"

enum { OFFICE_DAY_MINUTES = 420, OFFICE_OPENS = 8 * HOUR, OFFICE_CLOSES = 15 * HOUR };

enum day_kind { DAY_WORKING, DAY_WEEKEND, DAY_HOLIDAY, DAY_JOINT_LEAVE, DAY_KINDS };

struct day_off {
	struct date day;
	enum day_kind kind; /* DAY_HOLIDAY or DAY_JOINT_LEAVE */
	str note;	    /* "Hari Suci Nyepi" */
};

/* Ascending by day, of whole years: see calendar_knows(). */
struct calendar LIST_OF(struct day_off);

/* *ret_note is the name of the holiday, "" otherwise; it may be NULL. */
enum day_kind calendar_day(const struct calendar *c, struct date d, str *ret_note);
bool calendar_works(const struct calendar *c, struct date d);

/*
 * Are the days off of the year listed? Without them only weekends and the
 * holidays that are the same in every year (Keppres 8/2024) are off.
 */
bool calendar_knows(const struct calendar *c, int year);

/* The day n working days after d. */
struct date calendar_days_after(const struct calendar *c, struct date d, int n);

/* How many working days there are from the one day up to before the other. */
int calendar_days_between(const struct calendar *c, struct date from, struct date until);

/* Is the office open at the instant? */
bool calendar_open(const struct calendar *c, int64_t at, enum zone z);

/* Seconds of office time from one instant to another, 0 when it is not later. */
int64_t calendar_seconds(const struct calendar *c, int64_t from, int64_t to, enum zone z);

/* While somebody else has to act; until 0: he still has to. */
struct pause {
	int64_t from;
	int64_t until;
};
struct pauses LIST_OF(struct pause);

/* A limit that runs in the office time of a zone, but for the pauses (ascending). */
struct term {
	int64_t from;
	int64_t minutes;
	enum zone zone;
	const struct pause *pauses;
	size_t pause_count;
};

/* Instead of an instant: a pause that has not ended comes first. */
#define TERM_STANDS INT64_MAX

/*
 * When the limit has passed. From outside office time it counts from the next
 * opening; what ends with the office day ends at 15.00 and not next morning.
 */
int64_t term_deadline(const struct calendar *c, const struct term *t);

/* When that part of the limit has passed: 80 warns, 100 is the deadline. */
int64_t term_part(const struct calendar *c, const struct term *t, int percent);

/* Seconds of the limit that have passed at the instant, and in percent of it. */
int64_t term_spent(const struct calendar *c, const struct term *t, int64_t now);
int64_t term_percent(const struct calendar *c, const struct term *t, int64_t now);

/* ---- how a deadline came about ---- */

enum step_kind {
	STEP_BEGIN,	  /* from: the instant; minutes: the limit */
	STEP_LATER,	  /* it began out of office time: until is when it counts from */
	STEP_WORK,	  /* from, until: one stretch of one day; minutes of it */
	STEP_CLOSED,	  /* from, until: the first and the last of some days off */
	STEP_PAUSE,	  /* from, until (0: not ended) */
	STEP_NO_CALENDAR, /* year: its days off are not listed */
	STEP_STANDS,	  /* the clock stands; no deadline can be told */
	STEP_DUE,	  /* from: the deadline */
	STEPS
};

struct term_step {
	enum step_kind kind;
	int64_t from, until;
	int64_t minutes;
	int64_t total;	   /* minutes of the limit that have passed after the step */
	enum day_kind day; /* of STEP_CLOSED */
	str note;	   /* of STEP_CLOSED: the name of the holiday */
	int year;
};
struct term_steps LIST_OF(struct term_step);

/* In the order of time. The minutes of the steps add up to the limit. */
void term_explain(struct arena *a, const struct calendar *c, const struct term *t,
		  struct term_steps *ret);
