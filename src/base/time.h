/*
 * Instants are int64_t Unix seconds, UTC. Dates are calendar days without a
 * zone. An office has an offset; Indonesia has three and no summer time.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

struct date {
	int16_t year;
	int8_t month; /* 1 to 12 */
	int8_t day;   /* 1 to 31 */
};

enum zone { WIB, WITA, WIT, ZONES };

extern const str zone_names[ZONES];
int64_t zone_offset(enum zone z); /* seconds east of UTC */
bool zone_parse(str s, enum zone *ret);

/*
 * The wall clock plus the offset of the settings. Only the edge asks: a unit
 * of work carries its instant in w->now.
 */
int64_t clock_now(void);
void clock_shift(int64_t seconds); /* forward only; a smaller value is ignored */
bool clock_share(void); /* a later shift holds in all processes forked from here on */
int64_t clock_monotonic_ms(void);

bool date_valid(struct date d);
int date_cmp(struct date a, struct date b);
bool date_eq(struct date a, struct date b);
int64_t date_days(struct date d); /* since 1970-01-01 */
struct date date_from_days(int64_t days);
struct date date_add(struct date d, int64_t days);
int date_weekday(struct date d); /* 0 is Monday */

struct date date_at(int64_t instant, enum zone z);
int64_t instant_of(struct date d, int64_t second_of_day, enum zone z);
int64_t second_of_day(int64_t instant, enum zone z);

/* YYYY-MM-DD, as in the API, in files and in the database. */
bool date_parse_iso(str s, struct date *ret);
str date_iso(struct arena *a, struct date d);

/* What people type: 23/11/2026, 23-11-2026, 23 11 2026, 23 November 2026, 2026-11-23. */
bool date_parse(str s, struct date *ret);

/* 2026-11-23T01:14:00Z, and nothing else of RFC 3339. */
str instant_rfc3339(struct arena *a, int64_t instant);
bool instant_parse(str s, int64_t *ret);

extern const str month_names[13];  /* Indonesian, [1] is Januari */
extern const str month_shorts[13]; /* Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des */
extern const str day_names[7];	   /* [0] is Senin */
