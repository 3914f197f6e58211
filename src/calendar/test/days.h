/* The days of the reference calendar that the cases meet, and local time as text. */
#pragma once

#include "calendar/calendar.h"
#include "test/test.h"

static struct day_off days[] = {
	{ { 2026, 2, 16 }, DAY_JOINT_LEAVE, STR("Imlek") },		 /* Monday */
	{ { 2026, 2, 17 }, DAY_HOLIDAY, STR("Tahun Baru Imlek") },	 /* Tuesday */
	{ { 2026, 3, 18 }, DAY_JOINT_LEAVE, STR("Nyepi") },		 /* Wednesday */
	{ { 2026, 3, 19 }, DAY_HOLIDAY, STR("Hari Suci Nyepi") },	 /* Thursday */
	{ { 2026, 3, 20 }, DAY_JOINT_LEAVE, STR("Idul Fitri") },	 /* Friday */
	{ { 2026, 3, 21 }, DAY_HOLIDAY, STR("Idul Fitri") },		 /* Saturday */
	{ { 2026, 3, 22 }, DAY_HOLIDAY, STR("Idul Fitri") },		 /* Sunday */
	{ { 2026, 3, 23 }, DAY_JOINT_LEAVE, STR("Idul Fitri") },	 /* Monday */
	{ { 2026, 3, 24 }, DAY_JOINT_LEAVE, STR("Idul Fitri") },	 /* Tuesday */
	{ { 2026, 5, 14 }, DAY_HOLIDAY, STR("Kenaikan Yesus Kristus") }, /* Thursday */
	{ { 2026, 5, 15 }, DAY_JOINT_LEAVE, STR("Kenaikan Yesus Kristus") },
	{ { 2026, 5, 27 }, DAY_HOLIDAY, STR("Idul Adha") }, /* Wednesday */
	{ { 2026, 5, 28 }, DAY_JOINT_LEAVE, STR("Idul Adha") },
	{ { 2026, 8, 25 }, DAY_HOLIDAY, STR("Maulid Nabi") }, /* Tuesday */
	{ { 2026, 12, 24 }, DAY_JOINT_LEAVE, STR("Natal") },  /* Thursday */
	{ { 2026, 12, 25 }, DAY_HOLIDAY, STR("Natal") },
};
static const struct calendar calendar = { .items = days, .count = COUNT(days) };

/* "2026-11-23 09:14:00" */
static inline int64_t local(str text, enum zone z)
{
	struct date d;
	int64_t h, m, s;

	CHECK(text.p, text.n == 19 && date_parse_iso(str_left(text, 10), &d) &&
			      str_int(str_left(str_skip(text, 11), 2), &h) &&
			      str_int(str_left(str_skip(text, 14), 2), &m) &&
			      str_int(str_skip(text, 17), &s));
	return instant_of(d, h * HOUR + m * MINUTE + s, z);
}
