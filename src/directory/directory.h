/*
 * Reference data: Kanwil, KPPN, ministries, satker with history, officials, the
 * working calendar (what follows from it: calendar/calendar.h).
 */
#pragma once

#include "access/access.h"
#include "calendar/calendar.h"
#include "directory/regions.h"
#include "work/work.h"

/* *ret_name is "" when there is no such unit; of PUSAT it is the head office. */
err unit_name(struct work *w, enum unit_kind k, str code, str *ret_name);

struct kppn {
	str code; /* 3 digits */
	str name;
	str kanwil; /* 2 digits */
	str kanwil_name;
	enum zone zone;
	str address, phone, email; /* "" when not known */
};
struct kppns LIST_OF(struct kppn);

/* A satker as it is on a day. */
struct satker {
	str code; /* 6 digits */
	str name;
	str ba; /* 3 digits */
	str ba_name;
	str eselon1;	  /* 2 digits within the ba */
	str eselon1_name; /* "" when newer than the list */
	str kppn;	  /* 3 digits: the partner KPPN */
	str kppn_name;
	enum zone zone;
};
struct satkers LIST_OF(struct satker);

/* *ret is NULL when there is none (on that day). Today is Jakarta's. */
err kppn_find(struct work *w, str code, struct kppn **ret);
err kppn_list(struct work *w, str search, struct kppns *ret);
err satker_find(struct work *w, str code, struct satker **ret);
err satker_find_on(struct work *w, str code, struct date day, struct satker **ret);

/* Whose satker a list shows. */
struct satker_scope {
	enum scope reach; /* SATKER KPPN KANWIL MINISTRY NATION; any other shows none */
	str unit; /* code of that unit: a ministry's has 3 digits, an Eselon I's 5 */
};

/* As far as the actor's grant reaches. */
struct satker_scope satker_scope_of(const struct actor *a, struct grant g);

struct satker_query {
	struct satker_scope scope;
	str search;	/* in code or name; "" finds all */
	str after;	/* a code; "" is the start */
	bool backwards; /* those before that code instead */
	size_t limit;
};

/* Those of today, ascending by code in either direction. */
err satker_list(struct work *w, const struct satker_query *q, struct satkers *ret);

/* What a satker was and will be, newest first. */
struct satker_period {
	struct date from, until; /* until of year 9999: open */
	str name;
	str ba, eselon1;
	str kppn, kppn_name;
};
struct satker_periods LIST_OF(struct satker_period);
err satker_history(struct work *w, str code, struct satker_periods *ret);

struct official {
	int64_t id;
	str satker;
	str name;
	str nip;
	struct date from;
	struct date until; /* of year 9999: open */
};
struct officials LIST_OF(struct official);

/* The satker's KPA on a day; *ret NULL when none is recorded. */
err kpa_find(struct work *w, str satker, struct date day, struct official **ret);

/* The same, or who came next when nobody held the office on the day. */
err kpa_since(struct work *w, str satker, struct date day, struct official **ret);

/*
 * Records who signs for the satker from a day on; an earlier KPA ends the day
 * before. The same name and NIP changes nothing. Writes an audit entry.
 */
err kpa_record(struct work *w, str satker, str name, str nip, struct date from);

/*
 * The days off of the day's year and of all that follow. Who asks about one limit
 * passes the day on which it began, in the zone of its office.
 */
err calendar_from(struct work *w, struct date d, struct calendar *ret);

/*
 * The days off between two days, both included; none when the first is the later
 * one. Not of whole years: calendar_knows() says nothing about it.
 */
err calendar_between(struct work *w, struct date from, struct date until,
		     struct calendar *ret);

/* The instant at which minutes of office time after from have passed in the zone. */
err office_deadline(struct work *w, int64_t from, int64_t minutes, enum zone z,
		    int64_t *ret);

/* The day n working days after d. */
err working_days_after(struct work *w, struct date d, int n, struct date *ret);

/* Who serves: the KPPN first, then the Kanwil, then the head office (SE-101/PB/2006). */
enum tier { TIER_KPPN, TIER_KANWIL, TIER_HAI, TIERS };
extern const str tier_words[TIERS]; /* kppn kanwil pusat */

/* How many minutes of office time a service has. */
struct service_limit {
	str category; /* "": of every category that has none of its own */
	enum tier tier;
	int64_t first_minutes;	    /* until the first answer */
	int64_t resolution_minutes; /* until it is done */
};

/* Of the category, or of all when it has none of its own. */
err service_limit_of(struct work *w, str category, enum tier t,
		     struct service_limit *ret);

/* How a deadline came about, a line per step, in the words and the time of the zone. */
void deadline_lines(struct arena *a, const struct term_steps *steps, enum zone z,
		    struct strs *ret);

/*
 * Adds Kanwil, KPPN, ministries, Eselon I, accounts and calendar of reference/
 * where they are missing; what an import changed stays. For "migrate".
 */
err directory_load_reference(struct work *w);

struct feature;
extern const struct feature directory_feature;
