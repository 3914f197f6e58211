#include "registration/internal.h"

static uint64_t users_who_can(const struct registration *r, enum act a)
{
	uint64_t set = 0;

	for (size_t i = 0; i < r->users.count; i++) {
		const struct applicant *u = &r->users.items[i];

		if (u->state == USER_WAITING && (a != ACT_SECOND || u->waits_for_second))
			set |= USER_BIT(u->n);
	}
	return set;
}

enum registration_refusal decision_users(const struct registration *r, enum act a,
					 const struct decision *d, uint64_t *ret)
{
	uint64_t can = users_who_can(r, a);

	*ret = d->users ? 0 : can;
	for (size_t i = 0; d->users && i < d->user_count; i++) {
		if (!applicant_n(&r->users, d->users[i]))
			return REGISTRATION_NO_SUCH_USER;
		*ret |= USER_BIT(d->users[i]);
	}
	return !*ret || *ret & ~can ? REGISTRATION_WRONG_STATE : REGISTRATION_GRANTED;
}

bool all_wait_for_second(const struct applicants *users, uint64_t set)
{
	for (size_t i = 0; i < users->count; i++)
		if (set & USER_BIT(users->items[i].n) &&
		    !users->items[i].waits_for_second)
			return false;
	return set != 0;
}

/* ---- what is to be corrected ---- */

static const struct reason *in_list(const struct reason *list, size_t count, str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(list[i].code, code))
			return &list[i];
	return NULL;
}

/* The satker and the kind are not corrected: another request is made. */
static bool can_be_flagged(enum field f)
{
	return f > FIELD_KIND && f < FIELDS;
}

static bool needs_words(const struct reason *reason)
{
	return str_eq(reason->code, S("LAINNYA"));
}

static bool prose_fits(str s)
{
	return str_utf8(s) && str_runes(s) <= REASON_MAX;
}

/* What is wrong with one flag, FINDINGS when nothing; *f is made whole. */
static enum finding_kind flag_fault(const struct decision *d, uint64_t users,
				    struct flag *f)
{
	const struct reason *reason;

	if (!f->code.n)
		f->code = d->code;
	reason = in_list(return_reasons, return_reason_count, f->code);
	if (!reason)
		return FINDING_REASON_UNKNOWN;
	if (f->field == FIELD_NONE)
		f->field = reason->field;
	if (!can_be_flagged(f->field))
		return FINDING_FLAG_UNKNOWN;
	if (!field_of_user(f->field))
		f->user = 0;
	else if (f->user < 1 || f->user > USERS_MAX || !(users & USER_BIT(f->user)))
		return FINDING_FLAG_UNKNOWN;
	if (needs_words(reason) && str_blank(f->note) && str_blank(d->reason))
		return FINDING_REASON_MISSING;
	return prose_fits(f->note) ? FINDINGS : FINDING_TOO_LONG;
}

static void keep_flag(struct arena *a, struct flag f, struct flags *list)
{
	if (!reopened(list, f.user, f.field))
		*PUSH(a, list) = f;
}

/* A return that names only its reason: the field that reason usually is about. */
static void flags_of_code(struct arena *a, const struct reason *reason, uint64_t users,
			  struct flags *ret)
{
	struct flag f = { .field = reason->field, .code = reason->code };

	if (!field_of_user(f.field)) {
		keep_flag(a, f, ret);
		return;
	}
	for (f.user = 1; f.user <= USERS_MAX; f.user++)
		if (users & USER_BIT(f.user))
			keep_flag(a, f, ret);
}

enum registration_refusal return_check(struct arena *a, const struct decision *d,
				       uint64_t users, struct flags *ret,
				       struct findings *ret_found)
{
	const struct reason *reason =
		in_list(return_reasons, return_reason_count, d->code);

	*ret = (struct flags){ 0 };
	if (d->code.n && !reason)
		return REGISTRATION_BAD_REASON;
	if (!prose_fits(d->reason))
		return REGISTRATION_BAD_REASON;
	for (size_t i = 0; i < d->flag_count; i++) {
		struct flag f = d->flags[i];
		enum finding_kind fault = flag_fault(d, users, &f);

		if (fault != FINDINGS)
			*PUSH(a, ret_found) =
				finding_of(fault, f.user, f.field, S(""), S(""));
		else
			keep_flag(a, f, ret);
	}
	if (ret_found->count)
		return REGISTRATION_BAD_REASON;
	if (!ret->count && reason && reason->field != FIELD_NONE)
		flags_of_code(a, reason, users, ret);
	return ret->count ? REGISTRATION_GRANTED : REGISTRATION_NO_REASON;
}

bool reopened(const struct flags *flags, int user, enum field f)
{
	for (size_t i = 0; i < flags->count; i++)
		if (flags->items[i].user == user && flags->items[i].field == f)
			return true;
	return false;
}

static bool may_change(const struct registration *r, const struct flags *flags,
		       const struct difference *d)
{
	const struct applicant *u = d->user ? applicant_n(&r->users, d->user) : NULL;

	if (reopened(flags, d->user, d->field))
		return true;
	return d->user && (u ? u->added_in == r->round : reopened(flags, 0, FIELD_USERS));
}

void change_faults(struct arena *a, const struct registration *r,
		   const struct flags *flags, const struct differences *changes,
		   struct findings *ret)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct difference *d = &changes->items[i];
		bool started =
			d->field == FIELD_SATKER || d->field == FIELD_KIND ||
			(d->field == FIELD_CONTACT_EMAIL && r->origin == ORIGIN_PUBLIC);

		if (started)
			*PUSH(a, ret) = finding_of(FINDING_FIXED_BY_START, d->user,
						   d->field, S(""), S(""));
		else if (r->state == STATE_RETURNED && !may_change(r, flags, d))
			*PUSH(a, ret) = finding_of(FINDING_NOT_REOPENED, d->user,
						   d->field, S(""), S(""));
	}
}

enum registration_refusal reject_check(const struct decision *d,
				       const struct reason **ret)
{
	*ret = in_list(reject_reasons, reject_reason_count,
		       d->code.n ? d->code : S("LAINNYA"));
	if (!*ret || !prose_fits(d->reason))
		return REGISTRATION_BAD_REASON;
	return needs_words(*ret) && str_blank(d->reason) ? REGISTRATION_NO_REASON
							 : REGISTRATION_GRANTED;
}

/* ---- what stands in the way of an approval ---- */

static enum obstacle nik_obstacle(const struct nik_check *check, int round)
{
	if (!check || check->round != round || check->state != NIK_ANSWERED)
		return OBSTACLE_NIK;
	if (check->outcome == NIK_MENINGGAL || check->outcome == NIK_FORMAT_SALAH)
		return OBSTACLE_NEVER;
	return check->outcome == NIK_SESUAI ? OBSTACLE_NONE : OBSTACLE_NIK;
}

enum obstacle approval_obstacle(const struct registration *r, const struct applicant *u,
				const struct nik_check *check, struct date today)
{
	enum obstacle nik = nik_obstacle(check, r->round);

	if (nik)
		return nik;
	return appoints_himself(r, u) || nik_nip_differ(u, today) ? OBSTACLE_SECOND
								  : OBSTACLE_NONE;
}
