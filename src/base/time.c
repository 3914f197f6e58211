#include "base/base.h"

#include <stdatomic.h>
#include <sys/mman.h>
#include <time.h>

const str zone_names[ZONES] = {
	[WIB] = STR("WIB"),
	[WITA] = STR("WITA"),
	[WIT] = STR("WIT"),
};

const str month_names[13] = {
	STR(""),	 STR("Januari"),   STR("Februari"), STR("Maret"),
	STR("April"),	 STR("Mei"),	   STR("Juni"),	    STR("Juli"),
	STR("Agustus"),	 STR("September"), STR("Oktober"),  STR("November"),
	STR("Desember"),
};

const str month_shorts[13] = {
	STR(""),    STR("Jan"), STR("Feb"), STR("Mar"), STR("Apr"),
	STR("Mei"), STR("Jun"), STR("Jul"), STR("Agu"), STR("Sep"),
	STR("Okt"), STR("Nov"), STR("Des"),
};

const str day_names[7] = {
	STR("Senin"), STR("Selasa"), STR("Rabu"),   STR("Kamis"),
	STR("Jumat"), STR("Sabtu"),  STR("Minggu"),
};

static _Atomic int64_t own_shift;
static _Atomic int64_t *shift = &own_shift;

int64_t zone_offset(enum zone z)
{
	return (7 + (int64_t)z) * HOUR;
}

bool zone_parse(str s, enum zone *ret)
{
	for (int z = 0; z < ZONES; z++)
		if (str_eq(s, zone_names[z])) {
			*ret = (enum zone)z;
			return true;
		}
	return false;
}

int64_t clock_now(void)
{
	return (int64_t)time(NULL) + atomic_load(shift);
}

void clock_shift(int64_t seconds)
{
	if (seconds > atomic_load(shift))
		atomic_store(shift, seconds);
}

bool clock_share(void)
{
	void *common = mmap(NULL, sizeof(*shift), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (common == MAP_FAILED)
		return false;
	atomic_store((_Atomic int64_t *)common, atomic_load(shift));
	shift = common;
	return true;
}

int64_t clock_monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int month_length(int year, int month)
{
	static const int8_t lengths[] = { 0,  31, 28, 31, 30, 31, 30,
					  31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return lengths[month] + (month == 2 && leap);
}

bool date_valid(struct date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 &&
	       d.day >= 1 && d.day <= month_length(d.year, d.month);
}

int date_cmp(struct date a, struct date b)
{
	int64_t x = date_days(a), y = date_days(b);

	return (x > y) - (x < y);
}

bool date_eq(struct date a, struct date b)
{
	return date_cmp(a, b) == 0;
}

/* Both ways by counting in 400-year eras that begin on 1 March. */
int64_t date_days(struct date d)
{
	int64_t y = d.month <= 2 ? d.year - 1 : d.year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year =
		(153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	int64_t day_of_era =
		year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

struct date date_from_days(int64_t days)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int64_t month = mp < 10 ? mp + 3 : mp - 9;

	return (struct date){ (int16_t)(yoe + era * 400 + (month <= 2)), (int8_t)month,
			      (int8_t)(doy - (153 * mp + 2) / 5 + 1) };
}

struct date date_add(struct date d, int64_t days)
{
	return date_from_days(date_days(d) + days);
}

int date_weekday(struct date d)
{
	int64_t n = (date_days(d) + 3) % 7; /* 1970-01-01 was a Thursday */

	return (int)(n < 0 ? n + 7 : n);
}

static int64_t local_days(int64_t instant, enum zone z)
{
	int64_t local = instant + zone_offset(z);

	return (local >= 0 ? local : local - DAY + 1) / DAY;
}

struct date date_at(int64_t instant, enum zone z)
{
	return date_from_days(local_days(instant, z));
}

int64_t instant_of(struct date d, int64_t second, enum zone z)
{
	return date_days(d) * DAY + second - zone_offset(z);
}

int64_t second_of_day(int64_t instant, enum zone z)
{
	return instant + zone_offset(z) - local_days(instant, z) * DAY;
}

static bool date_from(int64_t year, int64_t month, int64_t day, struct date *ret)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*ret = (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
	return date_valid(*ret);
}

static bool small_number(str s, int64_t *ret)
{
	return s.n >= 1 && s.n <= 4 && str_digits(s, s.n) && str_int(s, ret);
}

bool date_parse_iso(str s, struct date *ret)
{
	int64_t y, m, d;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	return small_number(str_left(s, 4), &y) &&
	       small_number(str_left(str_skip(s, 5), 2), &m) &&
	       small_number(str_skip(s, 8), &d) && date_from(y, m, d, ret);
}

str date_iso(struct arena *a, struct date d)
{
	return arena_fmt(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* Also the abbreviations seen in the field: Agt for Agu, and English August. */
static bool month_parse(str s, int64_t *ret)
{
	static const struct {
		str name;
		int month;
	} others[] = { { STR("Agt"), 8 },
		       { STR("May"), 5 },
		       { STR("Aug"), 8 },
		       { STR("Oct"), 10 },
		       { STR("Dec"), 12 } };

	if (small_number(s, ret))
		return true;
	for (int m = 1; m <= 12; m++)
		if (str_eq_nocase(s, month_names[m]) ||
		    str_eq_nocase(s, month_shorts[m])) {
			*ret = m;
			return true;
		}
	for (size_t i = 0; i < COUNT(others); i++)
		if (str_eq_nocase(s, others[i].name)) {
			*ret = others[i].month;
			return true;
		}
	return false;
}

bool date_parse(str s, struct date *ret)
{
	int64_t y, m, d;
	str day, month;
	char sep;

	s = str_trim(s);
	if (date_parse_iso(s, ret))
		return true;
	sep = str_index(s, '/') < s.n ? '/' : str_index(s, '-') < s.n ? '-' : ' ';
	day = str_cut(&s, sep);
	month = str_cut(&s, sep);
	return small_number(day, &d) && month_parse(month, &m) && s.n == 4 &&
	       small_number(s, &y) && date_from(y, m, d, ret);
}

str instant_rfc3339(struct arena *a, int64_t instant)
{
	int64_t local = instant;
	int64_t days = (local >= 0 ? local : local - DAY + 1) / DAY;
	struct date d = date_from_days(days);
	int64_t s = local - days * DAY;

	return arena_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day,
			 (int)(s / HOUR), (int)(s / MINUTE % 60), (int)(s % 60));
}

static bool two_digits(str s, size_t at, int64_t below, int64_t *ret)
{
	str part = str_left(str_skip(s, at), 2);

	return str_digits(part, 2) && str_int(part, ret) && *ret < below;
}

bool instant_parse(str s, int64_t *ret)
{
	int64_t hour, minute, second;
	struct date d;

	if (s.n != 20 || s.p[10] != 'T' || s.p[13] != ':' || s.p[16] != ':' ||
	    s.p[19] != 'Z' || !date_parse_iso(str_left(s, 10), &d) ||
	    !two_digits(s, 11, 24, &hour) || !two_digits(s, 14, 60, &minute) ||
	    !two_digits(s, 17, 60, &second))
		return false;
	*ret = date_days(d) * DAY + hour * HOUR + minute * MINUTE + second;
	return true;
}
