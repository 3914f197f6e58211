/* Shared by the files of this folder only. */
#pragma once

#include "directory/directory.h"

/* DAY_HOLIDAY and DAY_JOINT_LEAVE as libur and cuti_bersama; the others have none. */
extern const str day_off_words[DAY_KINDS];
enum day_kind day_off_kind(str word); /* DAY_WORKING when it is neither */

/* The last day of what has no end. */
#define OPEN_END ((struct date){ 9999, 12, 31 })

/* From one day to another, both within. */
struct span {
	struct date from;
	struct date until;
};
struct spans LIST_OF(struct span);

/* Where a new period goes among those there are: none may overlap. */
struct placement {
	int same;	   /* index of the period that begins on the same day, or -1 */
	int cut;	   /* of the period that now ends the day before, or -1 */
	struct date until; /* cut short where another begins */
};

/* rules.c */
struct placement period_place(const struct spans *periods, struct date from,
			      struct date until);

/* kanwil is the one of the satker's KPPN */
bool satker_in_scope(const struct satker_scope *scope, const struct satker *s,
		     str kanwil);

/* directory.c */
/* *ret NULL when there is none within the actor's reach of users (5.6). */
err satker_seen(struct work *w, str code, struct satker **ret);
struct date today(const struct work *w); /* in Jakarta */
struct arg arg_date(struct arena *a, struct date d);
struct date row_date(struct rows *r, int column);

/* store_office.c */
err kppn_add(struct work *w,
	     const struct kppn *k); /* the _add functions keep what is there */
err kppn_change(struct work *w, const struct kppn *k);
err kppn_codes(struct work *w, struct strs *ret);
err kanwil_add(struct work *w, str code, str name);
err kanwil_rename(struct work *w, str code, str name);
err kanwil_name(struct work *w, str code,
		str *ret); /* "" when there is none, as the next two */
err ministry_name(struct work *w, str code, str *ret);
err eselon1_name(struct work *w, str ba, str code, str *ret);
err ministry_add(struct work *w, str code, str name);
err ministry_codes(struct work *w, struct strs *ret);
err eselon1_add(struct work *w, str ba, str code, str name);
err akun_add(struct work *w, str code, str bkpk, str name);
err reference_loaded(struct work *w, str name, str *ret);
err reference_note(struct work *w, str name, str sha256);

/* store_satker.c */
struct satker_row {
	str code;
	struct satker_period period; /* without the name of its KPPN */
};
struct satker_rows LIST_OF(struct satker_row);
/* Of all satker, each by the day it begins. */
err satker_periods_all(struct work *w, struct satker_rows *ret);
err satker_add(struct work *w, str code);
err satker_period_write(struct work *w, str code, const struct satker_period *p);
err satker_period_end(struct work *w, str code, struct date from, struct date until);

/* store_official.c */
err kpa_all(struct work *w, str satker, struct officials *ret);
err kpa_write(struct work *w, const struct official *o);
err kpa_end(struct work *w, int64_t id, struct date until);

/* store_calendar.c */
err day_off_find(struct work *w, struct date day, struct day_off *ret, bool *ret_found);
err day_off_add(struct work *w, const struct day_off *d);
err day_off_change(struct work *w, const struct day_off *d);
err days_off(struct work *w, struct date from, struct date until, struct calendar *ret);

/* store_limit.c */
err service_limit_find(struct work *w, str category, enum tier t,
		       struct service_limit *ret, bool *ret_found);
err service_limit_write(struct work *w, const struct service_limit *l);
